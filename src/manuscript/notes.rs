//! Notes: in the order of their first marks.

use super::context::ParseContext;
use crate::book::walk::{self, NodeMut, Root, TextKind};
use crate::book::{Chapter, InlineKind, Note};
use crate::diagnostic::{Diagnostic, codes};
use crate::span::Span;
use std::collections::BTreeMap;

/// Numbers marks as they come.
#[derive(Default)]
struct Numbering {
    /// By label number: the note's place and how many marks it has.
    seen: BTreeMap<usize, (usize, u32)>,
    /// Label numbers in the order of their first marks.
    order: Vec<usize>,
}

impl Numbering {
    fn number(&mut self, roots: Vec<Root<'_>>) {
        walk::nodes_mut(roots, |node| {
            if let NodeMut::Inline(inline) = node
                && let InlineKind::NoteRef { note, occurrence } = &mut inline.kind
            {
                let next = self.order.len();
                let (place, marks) = self.seen.entry(*note).or_insert((next, 0));
                if *marks == 0 {
                    self.order.push(*note);
                }
                *note = *place;
                *occurrence = *marks;
                *marks += 1;
            }
        });
    }
}

/// Gives the chapter its notes, and its marks their numbers. Notes without a mark are told of
/// and left out.
pub(super) fn place(chapter: &mut Chapter, defined: Vec<(usize, Note)>, context: &mut ParseContext) {
    let mut notes: BTreeMap<usize, Note> = BTreeMap::new();
    for (label, note) in defined {
        if let Some(first) = notes.get(&label) {
            let span = first_line(note.span, context);
            let message = format!("the note `{}` is defined twice", note.label);
            let mut finding = Diagnostic::new(codes::NOTE_DUPLICATE, span, message)
                .with_help("the first one is kept; give this one a label of its own");
            if let Some(first) = first.span {
                finding = finding.with_related(first, "first defined here");
            }
            context.findings.push(finding);
            continue;
        }
        notes.insert(label, note);
    }
    let mut numbering = Numbering::default();
    numbering.number(walk::chapter_mut(chapter));
    let mut next = 0;
    // A note may hold marks of further notes, which are then numbered after it.
    while let Some(label) = numbering.order.get(next).copied() {
        let mut note = notes.remove(&label).unwrap_or_default();
        numbering.number(vec![Root::blocks(&mut note.blocks, TextKind::Note)]);
        chapter.notes.push(note);
        next += 1;
    }
    for note in notes.into_values() {
        let span = first_line(note.span, context);
        let message = format!("the note `{}` has no mark in the text", note.label);
        let finding = Diagnostic::new(codes::NOTE_UNUSED, span, message);
        let help = format!("put [^{}] where it belongs, or remove it", note.label);
        context.findings.push(finding.with_help(help));
    }
}

fn first_line(span: Option<Span>, context: &ParseContext) -> Span {
    let Some(span) = span else {
        return Span::GENERATED;
    };
    let line = context.source(span.range()).split('\n').next().unwrap_or("");
    let start = span.start as usize;
    Span::new(span.file, start..start + line.trim_end().len())
}
