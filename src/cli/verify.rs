//! `bindery verify`: whether a package is what its proof says, and whom a copy was made for.

use super::report::{self, Section};
use super::settings::Settings;
use super::{Exit, Failure, args, write};
use crate::diagnostic::codes;
use crate::stamp;
use crate::store::proof::{self, Proof};
use std::fmt::Display;
use std::fs;
use std::path::Path;

pub(super) fn run(typed: &args::Verify, settings: &Settings) -> Result<Exit, Failure> {
    let (section, exit) = match typed.file.is_dir() {
        true => package(&typed.file)?,
        false => copy(&typed.file)?,
    };
    report::sections(settings, "verified", &[section]);
    Ok(exit)
}

/// Whom a copy was made for.
fn copy(file: &Path) -> Result<(Section, Exit), Failure> {
    let fail = |why: &dyn Display, help: &str| {
        let message = format!("`{}`: {why}", file.display());
        Failure::new(codes::CLI_VERIFY, message, help)
    };
    let bytes = fs::read(file).map_err(|why| fail(&why, "look at the file's name and its permissions"))?;
    let buyer = stamp::buyer(&bytes).map_err(|why| fail(&why, why.help()))?;
    let (heading, exit) = match buyer {
        Some(buyer) => (format!("made for {buyer}"), Exit::Fine),
        None => ("made for nobody in particular".to_owned(), Exit::Findings),
    };
    Ok((
        Section {
            heading,
            lines: Vec::new(),
        },
        exit,
    ))
}

/// What in a package is not as its proof has it.
fn package(folder: &Path) -> Result<(Section, Exit), Failure> {
    let fail = |why: &dyn Display| {
        let message = format!("`{}`: {why}", folder.display());
        Failure::new(codes::CLI_VERIFY, message, "give a folder that `bindery package` made")
    };
    if write::is_leftover(folder) {
        return Err(fail(&write::LEFTOVER));
    }
    let text = fs::read_to_string(folder.join(proof::JSON))
        .map_err(|why| fail(&format!("its proof.json cannot be read: {why}")))?;
    let proof = Proof::read(&text).map_err(|why| fail(&why))?;
    let mut lines = Vec::new();
    for file in &proof.files {
        // A proof names files of its own folder alone.
        let inside = Path::new(&file.name).file_name() == Some(file.name.as_ref());
        let read = match inside {
            true => fs::read(folder.join(&file.name)).map_err(|_| "is missing"),
            false => Err("is no file of this folder"),
        };
        let fault = match read {
            Err(why) => Some(why),
            Ok(bytes) if proof::sha256(&bytes) != file.sha256 => Some("has changed since"),
            Ok(_) => None,
        };
        lines.extend(fault.map(|why| format!("{} {why}", file.name)));
    }
    let entries = fs::read_dir(folder).map_err(|why| fail(&why))?;
    let mut strangers: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !Proof::is_own(name) && proof.files.iter().all(|file| file.name != *name))
        .map(|name| format!("{name} is not in the proof"))
        .collect();
    strangers.sort();
    lines.append(&mut strangers);
    let (title, made, count) = (&proof.store_title, &proof.made, proof.files.len());
    if lines.is_empty() {
        let heading = format!("{title}: all {count} files are those of its proof of {made}");
        return Ok((Section { heading, lines }, Exit::Fine));
    }
    let heading = format!("{title}: this is not what its proof of {made} has");
    Ok((Section { heading, lines }, Exit::Findings))
}
