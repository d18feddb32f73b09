//! Finds and opens the project that a command is about.

use super::{Failure, clock};
use crate::build::{Editions, Request};
use crate::diagnostic::{Diagnostic, codes};
use crate::project::{self, Disk, Opened, Project, Sources};
use crate::span::Span;
use std::path::{Path, PathBuf};

/// A project, open, and what its configuration has against it.
pub(super) struct OpenProject {
    /// The project's folder.
    pub root: PathBuf,
    pub project: Project,
    /// The texts that findings point into.
    pub sources: Sources,
    pub findings: Vec<Diagnostic>,
}

/// Opens the project in `dir`, or the one around the current folder.
pub(super) fn project(dir: Option<&Path>) -> Result<OpenProject, Failure> {
    let start = match dir {
        Some(dir) => project::root_of(dir),
        None => project::find_root(Path::new(".")),
    };
    let Some(start) = start else {
        let folder = dir.unwrap_or(Path::new("."));
        let message = match folder.is_dir() {
            true => format!("there is no book in `{}`", folder.display()),
            false => format!("there is no folder `{}`", folder.display()),
        };
        let help = "start one with `bindery new my-book`, or name a folder with \
                    `manuscript/book.toml` or Markdown files";
        return Err(Failure::new(codes::CLI_NO_PROJECT, message, help));
    };
    let root = start.path().to_owned();
    let disk = Disk::open(&root).map_err(|why| {
        let message = format!("`{}` cannot be read: {why}", root.display());
        Failure::new(codes::CLI_NO_PROJECT, message, "look at the folder's permissions")
    })?;
    let Opened {
        project,
        sources,
        findings,
    } = project::open(Box::new(disk), clock::epoch()?);
    match project {
        Some(project) => Ok(OpenProject {
            root,
            project,
            sources,
            findings,
        }),
        None => Err(Failure { sources, findings }),
    }
}

impl OpenProject {
    /// The request for editions of these names, or for all where none is named.
    pub fn request(&self, names: &[String]) -> Result<Request, Failure> {
        let editions = &self.project.config.editions;
        let mut findings = Vec::new();
        for name in names.iter().filter(|name| self.project.config.edition(name).is_none()) {
            let known: Vec<String> = editions.iter().map(|edition| format!("`{}`", edition.name)).collect();
            let message = format!("this book has no edition `{name}`");
            let help = format!("it has {}", known.join(", "));
            let finding = Diagnostic::new(codes::CLI_UNKNOWN_EDITION, Span::GENERATED, message);
            findings.push(finding.with_help(help));
        }
        if findings.is_empty() {
            return Ok(Request {
                editions: match names {
                    [] => Editions::All,
                    names => Editions::Named(names.to_vec()),
                },
                ..Request::default()
            });
        }
        findings.extend(self.findings.iter().cloned());
        Err(Failure {
            sources: self.sources.clone(),
            findings,
        })
    }
}
