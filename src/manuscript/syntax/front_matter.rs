//! What a chapter's file says about itself before its text.

use super::nearest::nearest;
use crate::book::{ChapterKind, Matter};
use crate::diagnostic::{Diagnostic, codes};
use crate::span::{FileId, Span};
use std::ops::Range;

/// The values of front matter, each where it was given.
#[derive(Debug, Default)]
pub(in crate::manuscript) struct FrontMatter {
    pub title: Option<(String, Span)>,
    pub subtitle: Option<(String, Span)>,
    pub short: Option<String>,
    pub kind: Option<ChapterKind>,
    pub matter: Option<Matter>,
    pub id: Option<(String, Span)>,
    pub numbered: Option<bool>,
    pub contents: Option<bool>,
    /// Bytes of the file before its text.
    pub len: usize,
}

const KEYS: &[&str] = &[
    "title", "subtitle", "short", "kind", "matter", "id", "numbered", "contents",
];

/// A value as written.
enum FrontMatterValue {
    Text(String),
    Bool(bool),
    Other,
}

struct FrontMatterReader<'f> {
    file: FileId,
    out: FrontMatter,
    findings: &'f mut Vec<Diagnostic>,
}

/// Reads the front matter at the start of `text`, after a byte order mark.
pub(in crate::manuscript) fn read(text: &str, file: FileId, findings: &mut Vec<Diagnostic>) -> FrontMatter {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut reader = FrontMatterReader {
        file,
        out: FrontMatter::default(),
        findings,
    };
    reader.out.len = start;
    let fence = ["+++", "---"]
        .into_iter()
        .find(|fence| line_at(text, start).trim_end() == *fence);
    let Some(fence) = fence else {
        return reader.out;
    };
    let inner = start + line_at(text, start).len();
    let mut at = inner;
    let close = loop {
        let line = line_at(text, at);
        if line.is_empty() {
            break None;
        }
        if line.trim_end() == fence {
            break Some(at);
        }
        at += line.len();
    };
    match (fence, close) {
        ("+++", None) => {
            let span = Span::new(file, start..start + 3);
            let finding = Diagnostic::new(codes::MD_FRONT_MATTER, span, "the front matter is not closed");
            reader
                .findings
                .push(finding.with_help("add a line `+++` after its last key"));
        }
        // Three hyphens without an end are a break between scenes.
        (_, None) => {}
        ("+++", Some(close)) => {
            reader.toml(text, inner..close);
            reader.out.len = close + line_at(text, close).len();
        }
        (_, Some(close)) => {
            if reader.lines(text, inner..close) {
                reader.out.len = close + line_at(text, close).len();
            }
        }
    }
    reader.out
}

fn line_at(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or("");
    rest.split_inclusive('\n').next().unwrap_or("")
}

impl FrontMatterReader<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    fn toml(&mut self, text: &str, range: Range<usize>) {
        let table = match toml::de::DeTable::parse(&text[range.clone()]) {
            Ok(table) => table.into_inner(),
            Err(error) => {
                let at = error.span().unwrap_or(0..0);
                let span = self.span(range.start + at.start..range.start + at.end);
                let message = format!("the front matter is no TOML: {}", error.message());
                let finding = Diagnostic::new(codes::MD_FRONT_MATTER, span, message);
                self.findings
                    .push(finding.with_help("write key = \"value\", one a line"));
                return;
            }
        };
        for (key, value) in table {
            let shift = |r: Range<usize>| range.start + r.start..range.start + r.end;
            let (key_at, value_at) = (shift(key.span()), shift(value.span()));
            let value = match value.into_inner() {
                toml::de::DeValue::String(text) => FrontMatterValue::Text(text.into_owned()),
                toml::de::DeValue::Boolean(value) => FrontMatterValue::Bool(value),
                _ => FrontMatterValue::Other,
            };
            self.set(&key.into_inner(), value, key_at, value_at);
        }
    }

    /// Reads `key: value` lines; whether they are that.
    fn lines(&mut self, text: &str, range: Range<usize>) -> bool {
        let inner = &text[range.clone()];
        let is_pair = |line: &str| {
            let line = line.trim();
            let key = line.split_once(':').map(|(key, _)| key.trim_end());
            line.is_empty()
                || line.starts_with('#')
                || key.is_some_and(|k| !k.is_empty() && k.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_'))
        };
        if !inner.lines().all(is_pair) || inner.trim().is_empty() {
            return false;
        }
        let mut start = range.start;
        for line in inner.split_inclusive('\n') {
            let pair = line.split_once(':').filter(|_| !line.trim_start().starts_with('#'));
            if let Some((key, value)) = pair {
                let key_start = start + key.len() - key.trim_start().len();
                let key_at = key_start..key_start + key.trim().len();
                let value_start = start + key.len() + 1 + value.len() - value.trim_start().len();
                let raw = value.trim();
                let bare = ['"', '\''].iter().find_map(|q| raw.strip_prefix(*q)?.strip_suffix(*q));
                let value = match raw {
                    "true" | "yes" => FrontMatterValue::Bool(true),
                    "false" | "no" => FrontMatterValue::Bool(false),
                    _ => FrontMatterValue::Text(bare.unwrap_or(raw).to_owned()),
                };
                let value_at = value_start..value_start + raw.len();
                self.set(key.trim(), value, key_at, value_at);
            }
            start += line.len();
        }
        true
    }

    fn set(&mut self, key: &str, value: FrontMatterValue, key_at: Range<usize>, value_at: Range<usize>) {
        let at = self.span(value_at);
        match (key, value) {
            ("title", FrontMatterValue::Text(text)) => self.out.title = Some((text, at)),
            ("subtitle", FrontMatterValue::Text(text)) => self.out.subtitle = Some((text, at)),
            ("short", FrontMatterValue::Text(text)) => self.out.short = Some(text),
            ("id", FrontMatterValue::Text(text)) => self.out.id = Some((text, at)),
            ("numbered", FrontMatterValue::Bool(value)) => self.out.numbered = Some(value),
            ("contents", FrontMatterValue::Bool(value)) => self.out.contents = Some(value),
            ("kind", FrontMatterValue::Text(text)) => self.kind(&text, at),
            ("matter", FrontMatterValue::Text(text)) => self.matter(&text, at),
            (known, _) if KEYS.contains(&known) => {
                let wanted = if matches!(known, "numbered" | "contents") {
                    "true or false"
                } else {
                    "a text"
                };
                let message = format!("`{known}` must be {wanted}");
                let finding = Diagnostic::new(codes::MD_FRONT_MATTER, at, message);
                self.findings
                    .push(finding.with_help(format!("write {wanted} after `{known}`")));
            }
            (unknown, _) => {
                let help = match nearest(unknown, KEYS.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the keys are {}", KEYS.join(", ")),
                };
                let span = self.span(key_at);
                let message = format!("front matter has no key `{unknown}`");
                self.findings
                    .push(Diagnostic::new(codes::MD_FRONT_MATTER_KEY, span, message).with_help(help));
            }
        }
    }

    fn kind(&mut self, name: &str, at: Span) {
        self.out.kind = ChapterKind::from_name(name);
        if self.out.kind.is_none() {
            let names = || ChapterKind::all().map(ChapterKind::name);
            let help = match nearest(name, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the kinds are {}", names().collect::<Vec<_>>().join(", ")),
            };
            let message = format!("there is no kind of chapter `{name}`");
            self.findings
                .push(Diagnostic::new(codes::MD_CHAPTER_KIND, at, message).with_help(help));
        }
    }

    fn matter(&mut self, name: &str, at: Span) {
        self.out.matter = match name {
            "front" => Some(Matter::Front),
            "body" => Some(Matter::Body),
            "back" => Some(Matter::Back),
            _ => {
                let message = format!("a book has no matter `{name}`");
                let finding = Diagnostic::new(codes::MD_FRONT_MATTER, at, message);
                self.findings.push(finding.with_help("write front, body or back"));
                None
            }
        };
    }
}
