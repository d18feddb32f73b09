//! The command line: the only room that writes files, prints, or asks the time.
//!
//! `args` is what was typed, `settings` what it comes to. Each command has its file. They share `open`, which opens the
//! book's project; `clock`; `progress`; `report`, which prints findings and results; and `write`, which puts finished
//! files in place.
//!
//! A book's own files are read by [`crate::project`] alone. What somebody names beside the book is read here: earlier
//! packages and their proofs (`diff`, `verify`), a finished file and a list of buyers (`stamp`), and whether a folder is
//! empty (`new`).

mod args;
mod build;
mod check;
mod clock;
mod diff;
mod explain;
mod new;
mod open;
mod package;
mod progress;
mod report;
mod settings;
mod stamp;
mod verify;
mod write;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::project::Sources;
use crate::span::Span;
use args::{Args, Command};
use clap::Parser;
use settings::Settings;
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// Done; there may be warnings.
    Fine = 0,
    /// The manuscript or its configuration has errors.
    Findings = 1,
    /// The command could not do its work: no project, or nowhere to write.
    CouldNot = 2,
}

impl Exit {
    fn of(findings: &[Diagnostic]) -> Exit {
        let has_error = findings.iter().any(|f| f.severity == Severity::Error);
        if has_error { Exit::Findings } else { Exit::Fine }
    }
}

/// Why a command could not do its work; findings made before it are shown with it.
#[derive(Debug, Default)]
struct Failure {
    sources: Sources,
    findings: Vec<Diagnostic>,
}

impl Failure {
    fn new(code: Code, message: String, help: &str) -> Failure {
        let finding = Diagnostic::new(code, Span::GENERATED, message).with_help(help);
        Failure {
            sources: Sources::default(),
            findings: vec![finding],
        }
    }
}

/// Runs the command that the process was started with. The exit code is 0 when all is well, 1 when
/// there are errors in the book, 2 when the command could not do its work.
pub fn run() -> ExitCode {
    let args = Args::parse();
    let settings = Settings::resolve(&args);
    let result = match &args.command {
        Command::Build(typed) => build::run(typed, &settings, crate::build::build),
        Command::Cover(typed) => build::run(typed, &settings, crate::build::covers),
        Command::Check(typed) => check::run(typed, &settings),
        Command::New(typed) => new::run(typed, &settings),
        Command::Stamp(typed) => stamp::run(typed, &settings),
        Command::Package(typed) => package::run(typed, &settings),
        Command::Explain(typed) => explain::run(typed),
        Command::Diff(typed) => diff::run(typed, &settings),
        Command::Verify(typed) => verify::run(typed, &settings),
    };
    let exit = result.unwrap_or_else(|mut failure| {
        report::findings(&settings, &failure.sources, &mut failure.findings);
        Exit::CouldNot
    });
    ExitCode::from(exit as u8)
}
