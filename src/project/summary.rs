//! An mdBook's `SUMMARY.md`: links in reading order, nesting flattened.

use super::config::{Item, Listed};
use crate::book::{ChapterKind, Matter};
use crate::span::{FileId, Span};
use std::collections::BTreeSet;

/// Reads the list. Links before the first list item are front matter, links without a bullet after
/// it back matter, and every heading but the first opens a part.
pub(super) fn parse(file: FileId, text: &str) -> Vec<Listed> {
    let mut list = List {
        file,
        matter: Matter::Front,
        part: None,
        parts: 0,
        headings: 0,
        seen: BTreeSet::new(),
        listed: Vec::new(),
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        list.line(line, at);
        at += line.len();
    }
    list.listed
}

struct List {
    file: FileId,
    matter: Matter,
    part: Option<u32>,
    parts: u32,
    headings: u32,
    seen: BTreeSet<String>,
    listed: Vec<Listed>,
}

impl List {
    fn line(&mut self, line: &str, at: usize) {
        let trimmed = line.trim();
        if let Some(title) = trimmed.strip_prefix("# ") {
            self.headings += 1;
            if self.headings > 1 || !title.trim().eq_ignore_ascii_case("summary") {
                let start = at + (line.len() - line.trim_start().len());
                self.open_part(title, Span::new(self.file, start..start + trimmed.len()));
            }
            return;
        }
        let bulleted = trimmed.starts_with(['-', '*', '+']);
        let Some((title, target, offset)) = link(line) else {
            return;
        };
        self.matter = match (bulleted, self.matter) {
            (true, _) => Matter::Body,
            (false, Matter::Front) => Matter::Front,
            (false, _) => Matter::Back,
        };
        if self.matter != Matter::Body {
            self.part = None;
        }
        self.chapter(title, target, at + offset);
    }

    fn open_part(&mut self, title: &str, span: Span) {
        self.parts += 1;
        self.part = Some(self.parts);
        self.matter = Matter::Body;
        self.listed.push(Listed {
            file: None,
            kind: Some(ChapterKind::Part),
            title: Some(title.trim().to_owned()),
            matter: Matter::Body,
            part: self.part,
            span: Some(span),
        });
    }

    fn chapter(&mut self, title: &str, target: &str, start: usize) {
        let (name, fragment) = target.split_once('#').unwrap_or((target, ""));
        let name = unescape(name);
        // A draft has no file yet; a place inside a chapter listed above adds nothing.
        let is_again = !self.seen.insert(name.clone()) && !fragment.is_empty();
        if name.is_empty() || is_again {
            return;
        }
        let span = Span::new(self.file, start..start + target.len());
        self.listed.push(Listed {
            file: Some(Item { value: name, span }),
            kind: None,
            title: Some(title.to_owned()),
            matter: self.matter,
            part: self.part,
            span: Some(span),
        });
    }
}

/// Title, target and the target's offset of the link in a line.
fn link(line: &str) -> Option<(&str, &str, usize)> {
    let open = line.find('[')?;
    let middle = open + line.get(open..)?.find("](")?;
    let start = middle + 2;
    let end = start + line.get(start..)?.rfind(')')?;
    let title = line.get(open + 1..middle)?.trim();
    let target = line.get(start..end)?;
    let bare = target.trim_matches(['<', '>', ' ']);
    Some((title, bare, start + target.find(bare)?))
}

/// Percent escapes of an address undone, where they give text.
fn unescape(target: &str) -> String {
    let mut bytes = Vec::with_capacity(target.len());
    let mut rest = target.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escape = (first == b'%')
            .then(|| std::str::from_utf8(after.get(..2)?).ok())
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(escape.unwrap_or(first));
        rest = if escape.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| target.to_owned())
}
