//! The texts of a line: cleaned, joined, trimmed.

use super::spans;
use crate::book::walk::{self, Root, Siblings, TextKind};
use crate::book::{Inline, InlineKind};
use crate::manuscript::context::ParseContext;
use crate::manuscript::typography::is_literal;

/// Text as XML can hold it: no NUL, no controls.
pub(in crate::manuscript) fn clean(text: &str) -> String {
    let bad = |c: char| (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    text.chars().map(|c| if bad(c) { '\u{FFFD}' } else { c }).collect()
}

/// Joins texts that stand beside one another in the source, and tells of marks of notes that do
/// not exist.
pub(in crate::manuscript) fn tidy(inlines: Vec<Inline>, context: &mut ParseContext) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    let mut joinable = false;
    for inline in inlines {
        let text = matches!(inline.kind, InlineKind::Text(_));
        let plain = text && !is_literal(&inline, context.masked.original);
        match (out.last_mut(), inline.kind) {
            (Some(last), InlineKind::Text(more)) if joinable && plain && last.span.end == inline.span.start => {
                if let InlineKind::Text(text) = &mut last.kind {
                    text.push_str(&more);
                }
                last.span = last.span.to(inline.span);
            }
            (_, kind) => out.push(Inline {
                kind,
                span: inline.span,
            }),
        }
        joinable = plain;
    }
    if context.dialect.extensions {
        for inline in &out {
            spans::tell_undefined_notes(inline, context);
        }
    }
    out
}

/// Joins texts whose typography is done.
pub(in crate::manuscript) fn merge(inlines: &mut Vec<Inline>) {
    walk::lists_mut(vec![Root::inlines(inlines, TextKind::Running)], |siblings, _| {
        if let Siblings::Inlines(inlines) = siblings {
            inlines.dedup_by(|next, last| match (&next.kind, &mut last.kind) {
                (InlineKind::Text(more), InlineKind::Text(text)) => {
                    text.push_str(more);
                    last.span = last.span.to(next.span);
                    true
                }
                _ => false,
            });
        }
    });
}

pub(in crate::manuscript) fn trim_end(content: &mut Vec<Inline>) {
    while let Some(last) = content.last_mut() {
        match &mut last.kind {
            InlineKind::SoftBreak => {}
            InlineKind::Text(text) => {
                let len = text.trim_end().len();
                let cut = text.len() - len;
                text.truncate(len);
                last.span.end = last.span.end.saturating_sub(cut as u32);
                if len > 0 {
                    return;
                }
            }
            _ => return,
        }
        content.pop();
    }
}
