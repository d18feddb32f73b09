//! `bindery package`: the folder of every store whose rules hold.

use super::progress::Progress;
use super::settings::Settings;
use super::write::{self, Refusal};
use super::{Exit, Failure, args, clock, open, report};
use crate::build::{self, Artifact, Request};
use crate::diagnostic::{Diagnostic, codes};
use crate::span::Span;
use crate::store::proof::{self, Proof};
use crate::store::{self, Package};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What the finished book and its stores came to.
pub(super) struct Released {
    pub found: open::OpenProject,
    /// Of the build and of `[storefronts]`.
    pub findings: Vec<Diagnostic>,
    pub packages: Vec<Package>,
}

/// Builds the book, and holds it against the rules of the stores of these names. No packages where the book itself has
/// errors.
pub(super) fn release(dir: Option<&Path>, stores: &[String], settings: &Settings) -> Result<Released, Failure> {
    let mut found = open::project(dir)?;
    let mut findings = std::mem::take(&mut found.findings);
    findings.extend(store::against_config(&found.project.config));
    let config = &found.project.config;
    let stores = match store::stores(config, stores) {
        Ok(stores) => stores,
        // The stores of book.toml have been told of.
        Err(_) if stores.is_empty() => Vec::new(),
        Err(unknown) => {
            return Err(Failure {
                sources: found.sources,
                findings: unknown,
            });
        }
    };
    let today = clock::today()?;
    let request = Request {
        editions: store::editions(config, &stores),
        ..Request::default()
    };
    let progress = Progress::new(settings, request.editions.of(&found.project).len());
    let mut packages = Vec::new();
    if Exit::of(&findings) == Exit::Fine {
        let outcome = build::build(&found.project, &request, &|event| progress.event(event));
        let sound = Exit::of(&outcome.findings) == Exit::Fine;
        findings.extend(outcome.findings);
        if sound {
            let artifacts: &[Artifact] = &outcome.artifacts;
            packages = store::packages(&found.project, artifacts, &stores, today);
        }
    }
    drop(progress);
    Ok(Released {
        found,
        findings,
        packages,
    })
}

pub(super) fn run(typed: &args::Package, settings: &Settings) -> Result<Exit, Failure> {
    let Released {
        found,
        mut findings,
        mut packages,
    } = release(typed.dir.as_deref(), &typed.stores, settings)?;
    let out = typed.out.clone().unwrap_or_else(|| found.root.join("dist/packages"));
    let mut all_written = true;
    for package in packages.iter_mut().filter(|package| package.is_ready()) {
        match write(&out, package) {
            Ok(kept) => package.findings.extend(kept.iter().map(|path| kept_stranger(path))),
            Err(refusal) => {
                all_written = false;
                package.findings.push(refused(refusal));
            }
        }
    }
    findings.extend(packages.iter().flat_map(|package| package.findings.iter().cloned()));
    report::findings(settings, &found.sources, &mut findings);
    report::packages(settings, &out, &packages);
    match all_written {
        true => Ok(Exit::of(&findings)),
        false => Ok(Exit::CouldNot),
    }
}

/// Puts a package's folder in place; gives the paths in it that bindery did not make.
fn write(out: &Path, package: &Package) -> Result<Vec<PathBuf>, Refusal> {
    let files: Vec<write::FinishedFile<'_>> = package
        .files
        .iter()
        .map(|file| write::FinishedFile {
            name: &file.name,
            bytes: &file.bytes,
        })
        .collect();
    let made = |folder: &Path| made_for(&package.store, folder);
    write::replace_folder(out, &package.folder, &files, made)
}

/// The names of the files that an earlier packaging for this store made in a folder, the proof's own with them; `None`
/// where the folder is not of its making.
fn made_for(store: &str, folder: &Path) -> Option<BTreeSet<String>> {
    let path = folder.join(proof::JSON);
    let is_file = fs::symlink_metadata(&path).is_ok_and(|about| about.is_file());
    let text = is_file.then(|| fs::read_to_string(&path).ok()).flatten()?;
    let proof = Proof::read(&text).ok().filter(|proof| proof.store == store)?;
    let files = proof.files.into_iter().map(|file| file.name);
    Some(files.chain(Proof::own_names().map(str::to_owned)).collect())
}

fn kept_stranger(path: &Path) -> Diagnostic {
    let message = format!("`{}` is not bindery's, and was kept", path.display());
    Diagnostic::new(codes::CLI_KEPT, Span::GENERATED, message)
        .with_help("it is not in the package's proof: keep it elsewhere, so that nobody uploads it")
}

fn refused(refusal: Refusal) -> Diagnostic {
    let (code, message, help) = match refusal {
        Refusal::Failed(path, why) => (
            codes::CLI_WRITE,
            format!("`{}` cannot be written: {why}", path.display()),
            "the earlier folder is as it was; `--out` names another place",
        ),
        Refusal::NotOurs(path) => (
            codes::CLI_NOT_OURS,
            format!(
                "`{}` was not made by `bindery package`, and is left as it is",
                path.display()
            ),
            "give another folder with `--out`, or move it away",
        ),
        Refusal::InTheWay(path) => (
            codes::CLI_NOT_OURS,
            format!(
                "`{}` is not bindery's, and the package has a file of that name",
                path.display()
            ),
            "move it elsewhere; the earlier folder is as it was",
        ),
    };
    Diagnostic::new(code, Span::GENERATED, message).with_help(help)
}
