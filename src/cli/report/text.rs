//! What every way of showing a finding says alike: its words, made safe, and its place.

use crate::diagnostic::Diagnostic;
use crate::project::Sources;
use crate::span::Span;

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

/// The message, with the finished place.
pub(super) fn headline(finding: &Diagnostic) -> String {
    match &finding.place {
        Some(place) => format!("{} ({place})", finding.message),
        None => finding.message.clone(),
    }
}

/// A size in the unit that suits it.
pub(super) fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

/// A stretch of a source, as people and editors name it.
pub(super) struct Region<'a> {
    /// The source's path in the project.
    pub path: &'a str,
    /// Line and column of its first character, from 1.
    pub start: (usize, usize),
    /// Line and column behind its last character, from 1.
    pub end: (usize, usize),
}

impl Region<'_> {
    /// Where a span is; `None` where no source is to blame.
    pub fn of(sources: &Sources, span: Option<Span>) -> Option<Region<'_>> {
        let span = span?;
        let behind = Span {
            start: span.end,
            ..span
        };
        Some(Region {
            path: &sources.get(span.file)?.path,
            start: sources.line_column(span)?,
            end: sources.line_column(behind)?,
        })
    }
}
