//! Web addresses on paper: a link's address as a note, or in brackets where no note can stand.

use super::notes;
use crate::book::walk::{self, Siblings, TextKind};
use crate::book::{Attributes, Block, BlockKind, Chapter, Inline, InlineKind, Note, plain_text};
use crate::span::Span;
use std::collections::BTreeSet;

/// An address as a reader types it: without `https://`, `mailto:` and a closing slash.
pub(super) fn bare_address(address: &str) -> &str {
    let address = address.trim();
    let bare = ["https://", "mailto:", "tel:"]
        .iter()
        .find_map(|scheme| strip_prefix_ignoring_case(address, scheme))
        .unwrap_or(address);
    bare.strip_suffix('/').unwrap_or(bare)
}

fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

/// Two addresses or texts with the same key lead a reader to the same place.
fn key(address: &str) -> String {
    let bare = bare_address(address).to_lowercase();
    let bare = bare.strip_prefix("http://").unwrap_or(&bare);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    bare.trim_end_matches('/').to_owned()
}

/// Gives the addresses of the chapter's links. An address is given once a chapter; pages that are made, which
/// show their addresses, are left alone.
pub(super) fn note(chapter: &mut Chapter) {
    if chapter.kind.is_made() {
        return;
    }
    let mut maker = AddressNotes {
        given: BTreeSet::new(),
        labels: chapter.notes.iter().map(|n| n.label.clone()).collect(),
        first: chapter.notes.len(),
        notes: Vec::new(),
    };
    walk::lists_mut(walk::chapter_mut(chapter), |siblings, text| {
        if let Siblings::Inlines(inlines) = siblings {
            maker.extend(inlines, text);
        }
    });
    chapter.notes.append(&mut maker.notes);
    notes::settle(chapter);
}

struct AddressNotes {
    /// Keys of the addresses given so far.
    given: BTreeSet<String>,
    labels: BTreeSet<String>,
    /// Index of the first new note.
    first: usize,
    notes: Vec<Note>,
}

impl AddressNotes {
    fn extend(&mut self, inlines: &mut Vec<Inline>, text: TextKind) {
        if matches!(text, TextKind::Title | TextKind::Repeated) {
            return;
        }
        let mut at = 0;
        while let Some(inline) = inlines.get(at) {
            at += 1;
            let InlineKind::Link { address, content, .. } = &inline.kind else {
                continue;
            };
            let own = key(address);
            if own.is_empty() || key(&plain_text(content)) == own || !self.given.insert(own) {
                continue;
            }
            let span = inline.span;
            let kind = match text {
                TextKind::Running => self.add_note(address.clone(), span),
                _ => InlineKind::Text(format!(" ({})", bare_address(address))),
            };
            inlines.insert(at, Inline { kind, span });
            at += 1;
        }
    }

    /// Adds a note with the address and gives its mark.
    fn add_note(&mut self, address: String, span: Span) -> InlineKind {
        let inline = |kind| Inline { kind, span };
        let words = inline(InlineKind::Text(bare_address(&address).to_owned()));
        let link = inline(InlineKind::Link {
            address,
            title: String::new(),
            content: vec![words],
        });
        let paragraph = Block {
            kind: BlockKind::Paragraph(vec![link]),
            attributes: Attributes::default(),
            span,
        };
        let label = self.label();
        self.notes.push(Note {
            label,
            blocks: vec![paragraph],
            span: Some(span),
            origin: None,
        });
        InlineKind::NoteRef {
            note: self.first + self.notes.len() - 1,
            occurrence: 0,
        }
    }

    /// A label that no note of the chapter has.
    fn label(&mut self) -> String {
        let mut number = self.notes.len() + 1;
        loop {
            let label = format!("link-{number}");
            if self.labels.insert(label.clone()) {
                return label;
            }
            number += 1;
        }
    }
}
