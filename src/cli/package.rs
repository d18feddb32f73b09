//! `bindery package`: the folder of every store whose rules hold.

use super::progress::Progress;
use super::settings::Settings;
use super::{Exit, Failure, args, place, report, write};
use crate::build::{self, Artifact, Request};
use crate::diagnostic::{Diagnostic, codes};
use crate::store::{self, Package};
use std::path::Path;

/// What the finished book and its stores came to.
pub(super) struct Released {
    pub found: place::Found,
    /// Of the build and of `[storefronts]`.
    pub findings: Vec<Diagnostic>,
    pub packages: Vec<Package>,
}

/// Builds the book, and holds it against the rules of the stores of these names. No packages where the book itself has
/// errors.
pub(super) fn release(dir: Option<&Path>, stores: &[String], settings: &Settings) -> Result<Released, Failure> {
    let mut found = place::open(dir)?;
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
    let today = place::today()?;
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
        packages,
    } = release(typed.dir.as_deref(), &typed.stores, settings)?;
    findings.extend(packages.iter().flat_map(|package| package.findings.iter().cloned()));
    report::findings(settings, &found.sources, &mut findings);
    let out = typed.out.clone().unwrap_or_else(|| found.root.join("dist/packages"));
    for package in packages.iter().filter(|package| package.is_ready()) {
        let files: Vec<write::Finished<'_>> = package
            .files
            .iter()
            .map(|file| write::Finished {
                name: &file.name,
                bytes: &file.bytes,
            })
            .collect();
        let made = std::fs::create_dir_all(&out).map_err(|why| (out.clone(), why));
        let written = made.and_then(|()| write::replace_folder(&out.join(&package.folder), &files));
        written.map_err(|(path, why)| {
            let message = format!("`{}` cannot be written: {why}", path.display());
            let help = "the earlier folder is as it was; `--out` names another place";
            Failure::new(codes::CLI_WRITE, message, help)
        })?;
    }
    report::packages(settings, &out, &packages);
    Ok(Exit::of(&findings))
}
