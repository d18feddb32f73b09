//! From a project to its finished files.

use crate::diagnostic::Diagnostic;
use crate::project::Project;

/// What to make.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Names of the editions to make; empty for all of them.
    pub editions: Vec<String>,
}

/// A step of the work, for whoever shows progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Work on an edition began.
    Started {
        /// Its name.
        edition: String,
    },
    /// An edition is done.
    Finished {
        /// Its name.
        edition: String,
    },
}

/// A finished file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Its file name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// The edition that it belongs to.
    pub edition: String,
    /// A few words on what is in it: "186 pages", "24 chapters".
    pub summary: String,
}

/// What came of a build.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The finished files.
    pub artifacts: Vec<Artifact>,
    /// Everything found on the way.
    pub findings: Vec<Diagnostic>,
}

/// Makes the editions asked for.
pub fn build(project: &Project, request: &Request, progress: &(dyn Fn(Event) + Sync)) -> Outcome {
    let _ = (project, request, progress);
    Outcome::default()
}

/// Finds what a build would find, without finished files.
pub fn check(
    project: &Project,
    request: &Request,
    progress: &(dyn Fn(Event) + Sync),
) -> Vec<Diagnostic> {
    build(project, request, progress).findings
}
