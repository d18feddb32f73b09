//! Findings as SARIF (Static Analysis Results Interchange Format 2.1.0, OASIS), which continuous integration shows at the line.

use super::text::{Region, headline};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::Sources;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The findings as one document.
pub(super) fn document(sources: &Sources, findings: &[Diagnostic]) -> String {
    let codes: BTreeMap<&str, &Diagnostic> = findings.iter().map(|f| (f.code.name(), f)).collect();
    let rules: Vec<Value> = codes
        .iter()
        .map(|(code, finding)| {
            json!({
                "id": code,
                "shortDescription": { "text": code.replace('-', " ") },
                "help": { "text": finding.help.as_deref().unwrap_or("see `bindery explain`") },
            })
        })
        .collect();
    let results: Vec<Value> = findings.iter().map(|finding| result(sources, finding)).collect();
    let run = json!({
        "tool": { "driver": {
            "name": "bindery",
            "version": env!("CARGO_PKG_VERSION"),
            "rules": rules,
        } },
        "columnKind": "unicodeCodePoints",
        "results": results,
    });
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    });
    format!("{document}\n")
}

fn result(sources: &Sources, finding: &Diagnostic) -> Value {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    };
    let locations: Vec<Value> = Region::of(sources, finding.span)
        .map(|region| {
            json!({ "physicalLocation": {
                "artifactLocation": { "uri": region.path },
                "region": {
                    "startLine": region.start.0,
                    "startColumn": region.start.1,
                    "endLine": region.end.0,
                    "endColumn": region.end.1,
                },
            } })
        })
        .into_iter()
        .collect();
    json!({
        "ruleId": finding.code.name(),
        "level": level,
        "message": { "text": headline(finding) },
        "locations": locations,
    })
}
