//! Findings and results as JSON, an object a line.

use super::text::Region;
use crate::build::Artifact;
use crate::diagnostic::{Code, Diagnostic};
use crate::project::Sources;
use crate::span::Span;
use crate::store::Package;
use serde_json::{Value, json};

/// A finding.
pub(super) fn finding(sources: &Sources, finding: &Diagnostic) -> Value {
    let mut object = json!({
        "type": "finding",
        "code": finding.code.name(),
        "severity": finding.severity.word(),
        "message": finding.message,
        "help": finding.help,
        "place": finding.place,
        "related": finding
            .related
            .iter()
            .map(|(span, why)| {
                let mut related = json!({ "message": why });
                set_place(&mut related, sources, Some(*span));
                related
            })
            .collect::<Vec<Value>>(),
    });
    set_place(&mut object, sources, finding.span);
    object
}

/// That so many more findings have the code, and are not shown.
pub(super) fn more(code: Code, count: usize) -> Value {
    json!({ "type": "more", "code": code.name(), "count": count })
}

/// A file that was made, and its path.
pub(super) fn artifact(artifact: &Artifact, path: &str) -> Value {
    json!({
        "type": "artifact",
        "path": path,
        "edition": artifact.edition,
        "role": artifact.role,
        "bytes": artifact.bytes.len(),
        "summary": artifact.summary,
    })
}

/// A store's folder, and its path where it was made.
pub(super) fn package(package: &Package, path: Option<&str>) -> Value {
    json!({
        "type": "package",
        "store": package.store,
        "edition": package.edition,
        "path": path,
        "files": package.files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(),
        "preorder": package.preorder,
    })
}

/// What there is to say under a heading.
pub(super) fn section(kind: &str, heading: &str, lines: &[String]) -> Value {
    json!({ "type": kind, "about": heading, "lines": lines })
}

/// Sets path, line and column of both ends; `null` where no source is to blame.
fn set_place(object: &mut Value, sources: &Sources, span: Option<Span>) {
    let region = Region::of(sources, span);
    object["path"] = json!(region.as_ref().map(|region| region.path));
    object["line"] = json!(region.as_ref().map(|region| region.start.0));
    object["column"] = json!(region.as_ref().map(|region| region.start.1));
    object["end_line"] = json!(region.as_ref().map(|region| region.end.0));
    object["end_column"] = json!(region.as_ref().map(|region| region.end.1));
}
