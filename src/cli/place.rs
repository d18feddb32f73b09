//! Finds the project that a command is about.

use super::Failure;
use crate::book::Date;
use crate::build::{Editions, Request};
use crate::diagnostic::{Diagnostic, codes};
use crate::project::{self, Disk, Opened, Project, Sources};
use crate::span::Span;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A project that was opened, with what was found on the way.
pub(super) struct Found {
    pub root: PathBuf,
    pub project: Project,
    pub sources: Sources,
    pub findings: Vec<Diagnostic>,
}

/// Opens the project in `dir`, or the one around the current folder.
pub(super) fn open(dir: Option<&Path>) -> Result<Found, Failure> {
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
    } = project::open(Box::new(disk), epoch()?);
    match project {
        Some(project) => Ok(Found {
            root,
            project,
            sources,
            findings,
        }),
        None => Err(Failure { sources, findings }),
    }
}

impl Found {
    /// The request for those editions.
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

/// The day that the command is run on, or the one that `SOURCE_DATE_EPOCH` is in.
pub(super) fn today() -> Result<Date, Failure> {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let now = now.map_or(0, |since| since.as_secs() as i64);
    Ok(Date::at(epoch()?.unwrap_or(now)))
}

/// The moment that `SOURCE_DATE_EPOCH` names.
fn epoch() -> Result<Option<i64>, Failure> {
    let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|v| !v.is_empty()) else {
        return Ok(None);
    };
    // Up to the end of the year 9999, which is what the formats' dates can say.
    let seconds = value.to_str().and_then(|v| v.parse::<i64>().ok());
    match seconds.filter(|s| (0..=253_402_300_799).contains(s)) {
        Some(seconds) => Ok(Some(seconds)),
        None => Err(Failure::new(
            codes::CLI_EPOCH,
            format!("SOURCE_DATE_EPOCH is `{}`", value.to_string_lossy()),
            "set it to seconds since 1970 in digits, or leave it unset",
        )),
    }
}
