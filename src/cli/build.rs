//! `bindery build`: every edition, written when the whole build is without errors.

use super::progress::Progress;
use super::settings::Settings;
use super::{Exit, Failure, args, open, report, write};
use crate::build::{self, Artifact, Event, Outcome, Request};
use crate::diagnostic::codes;
use crate::project::Project;

fn finished(artifact: &Artifact) -> write::FinishedFile<'_> {
    write::FinishedFile {
        name: &artifact.name,
        bytes: &artifact.bytes,
    }
}

/// What makes the files: all of them, or the covers alone.
type Make = fn(&Project, &Request, &(dyn Fn(Event) + Sync)) -> Outcome;

/// Makes files, and writes them.
pub(super) fn run(typed: &args::Build, settings: &Settings, make: Make) -> Result<Exit, Failure> {
    let found = open::project(typed.dir.as_deref())?;
    let request = Request {
        proof: typed.proof,
        ..found.request(&typed.editions)?
    };
    let progress = Progress::new(settings, request.editions.of(&found.project).len());
    let mut findings = found.findings;
    let listen = |event: Event| progress.event(event);
    // A broken configuration makes no book, but the text's mistakes are worth hearing now.
    let outcome = match Exit::of(&findings) {
        Exit::Fine => make(&found.project, &request, &listen),
        _ => Outcome {
            artifacts: Vec::new(),
            findings: build::check(&found.project, &request, &listen),
        },
    };
    drop(progress);
    findings.extend(outcome.findings);
    report::findings(settings, &found.sources, &mut findings);
    let exit = Exit::of(&findings);
    if exit == Exit::Fine {
        let out = typed.out.clone().unwrap_or_else(|| found.root.join("dist"));
        let files: Vec<write::FinishedFile<'_>> = outcome.artifacts.iter().map(finished).collect();
        write::replace(&out, &files).map_err(|(path, why)| {
            let message = format!("`{}` cannot be written: {why}", path.display());
            let help = "the earlier files are as they were; `--out` names another folder";
            Failure::new(codes::CLI_WRITE, message, help)
        })?;
        report::artifacts(settings, &out, &outcome.artifacts);
    }
    Ok(exit)
}
