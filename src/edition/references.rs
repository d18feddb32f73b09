//! References to what this edition leaves out.

use crate::book::walk::{self, Siblings};
use crate::book::{Book, Inline, InlineKind};
use crate::diagnostic::{Diagnostic, codes};
use crate::span::Span;
use std::collections::BTreeMap;

/// Replaces references whose target is not in `book` by their own words, else by the target's title
/// as `titles` of the whole manuscript has it; each is a finding.
pub(super) fn resolve(book: &mut Book, titles: &BTreeMap<String, String>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let edition = book.edition.name.clone();
    replace(book, titles, |target, words, span| {
        let message = format!("`#{target}` is not in the {edition} edition");
        findings.push(Diagnostic::new(codes::REF_NOT_IN_EDITION, span, message).with_help(
            "put the reference in `{only=...}` as its target is, or refer to something that \
                 every edition has",
        ));
        words
    });
    findings
}

/// Lets references to what a sample leaves out lead to where the whole book is sold.
pub(super) fn lead_out(book: &mut Book, titles: &BTreeMap<String, String>, buy: Option<&str>) {
    replace(book, titles, |_, content, span| match buy {
        Some(address) => vec![Inline {
            kind: InlineKind::Link {
                address: address.to_owned(),
                title: String::new(),
                content,
            },
            span,
        }],
        None => content,
    });
}

/// Puts something in the place of each reference whose target is not in `book`, made of its words.
fn replace(
    book: &mut Book,
    titles: &BTreeMap<String, String>,
    mut by: impl FnMut(&str, Vec<Inline>, Span) -> Vec<Inline>,
) {
    let targets = &book.targets;
    for chapter in &mut book.chapters {
        walk::lists_mut(walk::chapter_mut(chapter), |siblings, _| {
            let Siblings::Inlines(inlines) = siblings else {
                return;
            };
            let mut at = 0;
            while let Some(inline) = inlines.get_mut(at) {
                let span = inline.span;
                match &mut inline.kind {
                    InlineKind::Reference { target, content, .. } if !targets.contains_key(target) => {
                        let mut words = std::mem::take(content);
                        if words.is_empty()
                            && let Some(title) = titles.get(target)
                        {
                            words.push(Inline {
                                kind: InlineKind::Text(title.clone()),
                                span,
                            });
                        }
                        let replaced = by(target, words, span);
                        // What came of it may refer to something too, but is no reference itself.
                        inlines.splice(at..=at, replaced);
                    }
                    _ => at += 1,
                }
            }
        });
    }
}
