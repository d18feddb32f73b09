//! Findings and results on the standard streams.

use super::args::Format;
use super::settings::Settings;
use super::{human, sarif};
use crate::build::Artifact;
use crate::diagnostic::{Code, Diagnostic, Severity, tidy};
use crate::limits;
use crate::project::Sources;
use crate::span::Span;
use crate::store::Package;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

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
                Format::Human => human::render(settings, sources, finding),
                Format::Short => short(sources, finding),
                Format::Json | Format::Sarif => format!("{}\n", finding_json(sources, finding)),
            };
        }
    }
    for (code, count) in counts {
        let rest = count.saturating_sub(limits::FINDINGS_A_CODE);
        text += &match (rest, is_json) {
            (0, _) => continue,
            (_, false) => format!("and {rest} more of {code}\n"),
            (_, true) => format!("{}\n", json!({ "type": "more", "code": code.name(), "count": rest })),
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
        let lines = artifacts.iter().map(|artifact| {
            let object = json!({
                "type": "artifact",
                "path": path(artifact),
                "edition": artifact.edition,
                "bytes": artifact.bytes.len(),
                "summary": artifact.summary,
            });
            object.to_string()
        });
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
            let object = json!({
                "type": "package",
                "store": package.store,
                "edition": package.edition,
                "path": package.is_ready().then(|| near(&out.join(&package.folder))),
                "files": package.files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(),
                "preorder": package.preorder,
            });
            object.to_string()
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

/// A heading, and what there is to say under it.
pub(super) type Section = (String, Vec<String>);

/// Prints results under headings, on the standard output. What they say may come from a file that somebody sent.
pub(super) fn sections(settings: &Settings, kind: &str, sections: &[Section]) {
    let mut lines = Vec::new();
    for (heading, said) in sections {
        match settings.format {
            Format::Sarif => {}
            Format::Json => {
                let object = json!({ "type": kind, "about": heading, "lines": said });
                lines.push(object.to_string());
            }
            Format::Human | Format::Short => {
                lines.push(printable(heading));
                lines.extend(said.iter().map(|line| format!("  {}", printable(line))));
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

/// A size in the unit that suits it.
fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

fn summary(findings: &[Diagnostic]) -> String {
    let count = |severity: Severity| findings.iter().filter(|f| f.severity == severity).count();
    let said: Vec<String> = [Severity::Error, Severity::Warning, Severity::Hint]
        .into_iter()
        .map(|severity| (count(severity), severity.word()))
        .filter(|&(n, _)| n > 0)
        .map(|(n, word)| format!("{n} {word}{}", if n == 1 { "" } else { "s" }))
        .collect();
    match said.is_empty() {
        true => "no findings\n".to_owned(),
        false => said.join(", ") + "\n",
    }
}

/// The most characters shown of a message or a help line; a message may quote the manuscript.
const MESSAGE_CHARS: usize = 600;

/// Text that is safe on a terminal: what a manuscript holds must not move the cursor or flood it.
pub(super) fn printable(text: &str) -> String {
    let tail = text.chars().nth(MESSAGE_CHARS).map(|_| '…');
    text.chars()
        .take(MESSAGE_CHARS)
        .chain(tail)
        .map(|c| match c {
            '\t' | '\n' => ' ',
            c if c.is_control() => char::REPLACEMENT_CHARACTER,
            c => c,
        })
        .collect()
}

fn short(sources: &Sources, finding: &Diagnostic) -> String {
    let place = finding.span.and_then(|span| {
        let (line, column) = sources.line_column(span)?;
        Some(format!("{}:{line}:{column}", sources.get(span.file)?.path))
    });
    format!(
        "{}: {}[{}]: {}\n",
        place.map_or("bindery".to_owned(), |p| printable(&p)),
        finding.severity.word(),
        finding.code,
        printable(&headline(finding)),
    )
}

/// The message, with the finished place.
pub(super) fn headline(finding: &Diagnostic) -> String {
    match &finding.place {
        Some(place) => format!("{} ({place})", finding.message),
        None => finding.message.clone(),
    }
}

fn finding_json(sources: &Sources, finding: &Diagnostic) -> Value {
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

/// A file with line and column of both ends.
type Place<'a> = (&'a str, (usize, usize), (usize, usize));

/// Where a span is.
pub(super) fn place_of(sources: &Sources, span: Span) -> Option<Place<'_>> {
    let path = sources.get(span.file)?.path.as_str();
    let start = sources.line_column(span)?;
    let end = sources.line_column(Span {
        start: span.end,
        ..span
    })?;
    Some((path, start, end))
}

/// Sets path, line and column of both ends; `null` where no source is to blame.
fn set_place(object: &mut Value, sources: &Sources, span: Option<Span>) {
    let place = span.and_then(|span| place_of(sources, span));
    object["path"] = json!(place.map(|(path, ..)| path));
    object["line"] = json!(place.map(|(_, start, _)| start.0));
    object["column"] = json!(place.map(|(_, start, _)| start.1));
    object["end_line"] = json!(place.map(|(.., end)| end.0));
    object["end_column"] = json!(place.map(|(.., end)| end.1));
}
