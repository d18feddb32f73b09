//! `bindery diff`: what a new build changes for each store.

use super::report::{self, Section};
use super::settings::Settings;
use super::{Exit, Failure, args, package, write};
use crate::diagnostic::codes;
use crate::store::proof::{self, Proof};
use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};

pub(super) fn run(typed: &args::Diff, settings: &Settings) -> Result<Exit, Failure> {
    let old = proofs(&typed.old)?;
    let stores: Vec<String> = old.iter().map(|proof| proof.store.clone()).collect();
    let mut released = package::release(typed.dir.as_deref(), &stores, settings)?;
    let errors = Exit::of(&released.findings);
    for package in &released.packages {
        released.findings.extend(package.findings.iter().cloned());
    }
    report::errors(settings, &released.found.sources, &mut released.findings);
    let mut sections = Vec::new();
    for old in &old {
        let new = released
            .packages
            .iter()
            .find(|package| package.store == old.store && package.edition.as_ref() == Some(&old.edition));
        let proof = new.and_then(|new| new.files.iter().find(|file| file.name == proof::JSON));
        let lines = match proof {
            Some(file) => {
                let new = Proof::read(&String::from_utf8_lossy(&file.bytes));
                old.changes(&new.map_err(|why| unreadable(Path::new(proof::JSON), why))?)
            }
            None => vec!["cannot be packaged now: see the findings".to_owned()],
        };
        let heading = format!("{} (from `{}`)", old.store_title, old.edition);
        sections.push(Section { heading, lines });
    }
    report::sections(settings, "changes", &sections);
    Ok(errors)
}

/// The proofs at a path: a proof, a package, or a folder of packages.
fn proofs(path: &Path) -> Result<Vec<Proof>, Failure> {
    if write::is_leftover(path) {
        return Err(unreadable(path, write::LEFTOVER));
    }
    let mut files: Vec<PathBuf> = Vec::new();
    if path.is_file() {
        files.push(path.to_owned());
    } else if path.join(proof::JSON).is_file() {
        files.push(path.join(proof::JSON));
    } else {
        let entries = fs::read_dir(path).map_err(|why| unreadable(path, why))?;
        let folders = entries.flatten().map(|entry| entry.path());
        let inner = folders
            .filter(|folder| !write::is_leftover(folder))
            .map(|folder| folder.join(proof::JSON));
        files.extend(inner.filter(|file| file.is_file()));
        files.sort();
    }
    if files.is_empty() {
        return Err(unreadable(path, "there is no proof.json in it"));
    }
    let read = |file: &PathBuf| {
        let text = fs::read_to_string(file).map_err(|why| unreadable(file, why))?;
        Proof::read(&text).map_err(|why| unreadable(file, why))
    };
    files.iter().map(read).collect()
}

fn unreadable(path: &Path, why: impl Display) -> Failure {
    let message = format!("`{}`: {why}", path.display());
    Failure::new(
        codes::CLI_PROOF,
        message,
        "give a proof.json, a package's folder, or a folder of packages",
    )
}
