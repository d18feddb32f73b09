//! Findings and results on the standard streams.

mod human;
mod json;
mod sarif;
mod short;
mod text;

use super::args::Format;
use super::settings::Settings;
use crate::build::Artifact;
use crate::diagnostic::{Code, Diagnostic, Severity, tidy};
use crate::limits;
use crate::project::Sources;
use crate::store::Package;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use text::{printable, size};

/// Shows all findings, sorted: JSON on the standard output, anything else on the standard error.
pub(super) fn findings(settings: &Settings, sources: &Sources, findings: &mut Vec<Diagnostic>) {
    tidy(findings);
    if settings.format == Format::Sarif {
        let wanted: Vec<Diagnostic> = findings.iter().filter(|f| is_wanted(settings, f)).cloned().collect();
        let _ = std::io::stdout().write_all(sarif::document(sources, &wanted).as_bytes());
        return;
    }
    let is_json = settings.format == Format::Json;
    let mut text = String::new();
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for finding in findings.iter().filter(|f| is_wanted(settings, f)) {
        let count = counts.entry(finding.code).or_default();
        *count += 1;
        if *count <= limits::FINDINGS_A_CODE {
            text += &match settings.format {
                Format::Human => human::finding(settings, sources, finding),
                Format::Short => short::finding(sources, finding),
                Format::Json | Format::Sarif => format!("{}\n", json::finding(sources, finding)),
            };
        }
    }
    for (code, count) in counts {
        let rest = count.saturating_sub(limits::FINDINGS_A_CODE);
        text += &match (rest, is_json) {
            (0, _) => continue,
            (_, false) => format!("and {rest} more of {code}\n"),
            (_, true) => format!("{}\n", json::more(code, rest)),
        };
    }
    if settings.format == Format::Human && !settings.quiet {
        text += &summary(findings);
    }
    // A closed stream cannot be told about itself.
    let _ = match is_json {
        true => std::io::stdout().write_all(text.as_bytes()),
        false => std::io::stderr().write_all(text.as_bytes()),
    };
}

/// A path as it is typed from the current folder.
fn near(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let near = here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
    near.unwrap_or_else(|| path.to_owned()).display().to_string()
}

/// Lists the files made, on the standard output.
pub(super) fn artifacts(settings: &Settings, out: &Path, artifacts: &[Artifact]) {
    if settings.format == Format::Sarif {
        return;
    }
    let path = |artifact: &Artifact| near(&out.join(&artifact.name));
    if settings.format == Format::Json {
        let lines = artifacts
            .iter()
            .map(|artifact| json::artifact(artifact, &path(artifact)).to_string());
        return to_stdout(lines);
    }
    if settings.quiet {
        return;
    }
    let paths: Vec<String> = artifacts.iter().map(path).collect();
    let column = paths.iter().map(|p| p.chars().count()).max().unwrap_or(0);
    let lines = artifacts.iter().zip(&paths).map(|(artifact, path)| {
        let size = size(artifact.bytes.len());
        let line = format!("{path:column$}  {size:>9}  {}", artifact.summary);
        line.trim_end().to_owned()
    });
    to_stdout(lines);
}

/// Shows what is an error, and nothing where there is none.
pub(super) fn errors(settings: &Settings, sources: &Sources, all: &mut Vec<Diagnostic>) {
    all.retain(|finding| finding.severity == Severity::Error);
    if !all.is_empty() {
        findings(settings, sources, all);
    }
}

/// Lists the stores' folders, on the standard output.
pub(super) fn packages(settings: &Settings, out: &Path, packages: &[Package]) {
    if settings.format == Format::Sarif {
        return;
    }
    if settings.format == Format::Json {
        let lines = packages.iter().map(|package| {
            let path = package.is_ready().then(|| near(&out.join(&package.folder)));
            json::package(package, path.as_deref()).to_string()
        });
        return to_stdout(lines);
    }
    if settings.quiet {
        return;
    }
    let column = packages.iter().map(|package| package.folder.len()).max().unwrap_or(0);
    let lines = packages.iter().map(|package| {
        let count = |severity: Severity| package.findings.iter().filter(|f| f.severity == severity).count();
        let state = match (package.is_ready(), package.preorder) {
            (true, true) => format!("ready as a pre-order, {} rules hold", package.held),
            (true, false) => format!("ready, {} rules hold", package.held),
            (false, _) => {
                let stops = package.findings.iter().filter(|f| f.severity == Severity::Error);
                let codes: Vec<&str> = stops.map(|f| f.code.name()).collect();
                format!("NOT made: {}", codes.join(", "))
            }
        };
        let warned = match count(Severity::Warning) {
            0 => String::new(),
            1 => ", 1 warning".to_owned(),
            more => format!(", {more} warnings"),
        };
        format!("{:column$}  {state}{warned}", package.folder)
    });
    to_stdout(lines);
}

/// Results under a heading.
pub(super) struct Section {
    pub heading: String,
    pub lines: Vec<String>,
}

/// Prints results under headings, on the standard output. Their text may come from a file that somebody sent, and is made
/// safe for a terminal.
pub(super) fn sections(settings: &Settings, kind: &str, sections: &[Section]) {
    let mut lines = Vec::new();
    for Section { heading, lines: under } in sections {
        match settings.format {
            Format::Sarif => {}
            Format::Json => {
                lines.push(json::section(kind, heading, under).to_string());
            }
            Format::Human | Format::Short => {
                lines.push(printable(heading));
                lines.extend(under.iter().map(|line| format!("  {}", printable(line))));
            }
        }
    }
    to_stdout(lines);
}

/// Prints lines of results.
pub(super) fn to_stdout(lines: impl IntoIterator<Item = String>) {
    let mut text = String::new();
    for line in lines {
        text += &line;
        text.push('\n');
    }
    let _ = std::io::stdout().write_all(text.as_bytes());
}

fn is_wanted(settings: &Settings, finding: &Diagnostic) -> bool {
    !settings.quiet || finding.severity == Severity::Error
}

fn summary(findings: &[Diagnostic]) -> String {
    let count = |severity: Severity| findings.iter().filter(|f| f.severity == severity).count();
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Hint]
        .into_iter()
        .map(|severity| (count(severity), severity.word()))
        .filter(|&(n, _)| n > 0)
        .map(|(n, word)| format!("{n} {word}{}", if n == 1 { "" } else { "s" }))
        .collect();
    match counts.is_empty() {
        true => "no findings\n".to_owned(),
        false => counts.join(", ") + "\n",
    }
}
