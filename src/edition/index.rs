//! The index, from the marks in the text.

use crate::book::walk::{self, Node};
use crate::book::{Book, IndexMark, IndexPlace, IndexRange, IndexTerm, InlineKind};
use crate::diagnostic::{Diagnostic, codes};
use crate::language;
use crate::limits;
use crate::span::Span;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Builds [`Book::index`]. A mark with `see` gives a heading its cross-reference and no place. The same
/// heading in other case (at the start of a sentence) is one heading.
pub(super) fn build(book: &mut Book) -> Vec<Diagnostic> {
    let mut builder = IndexBuilder {
        collation: Collation {
            own_letters: language::of(&book.metadata.language).own_letters,
        },
        root: IndexHeading::default(),
        open: BTreeMap::new(),
        see: Vec::new(),
        findings: Vec::new(),
    };
    for visit in book.chapters.iter().flat_map(walk::chapter) {
        if let Node::Inline(inline) = visit.node
            && let InlineKind::IndexMark(mark) = &inline.kind
        {
            builder.add(mark, inline.span);
        }
    }
    builder.report_open();
    builder.report_dangling();
    book.index = builder.root.into_children();
    builder.findings
}

/// A heading while the index is being built; children are found by their [`SortKey`].
#[derive(Default)]
struct IndexHeading {
    term: IndexTerm,
    children: BTreeMap<SortKey, IndexHeading>,
}

/// Sorts headings, and tells which are the same: folded first, then lower case with its accents.
type SortKey = (String, String);

impl IndexHeading {
    fn into_children(self) -> Vec<IndexTerm> {
        let headings = self.children.into_values();
        headings
            .map(|mut heading| {
                let mut term = std::mem::take(&mut heading.term);
                term.children = heading.into_children();
                term
            })
            .collect()
    }
}

struct IndexBuilder {
    collation: Collation,
    root: IndexHeading,
    /// Ranges not yet closed, by heading: the index of the place among the heading's, and where it
    /// starts.
    open: BTreeMap<Vec<SortKey>, Vec<(usize, Span)>>,
    /// Headings referred to.
    see: Vec<(String, Span)>,
    findings: Vec<Diagnostic>,
}

impl IndexBuilder {
    fn add(&mut self, mark: &IndexMark, span: Span) {
        let path: Vec<String> = mark
            .path
            .iter()
            .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|text| !text.is_empty())
            .take(limits::NESTING)
            .collect();
        if path.is_empty() {
            return;
        }
        let keys: Vec<SortKey> = path.iter().map(|text| self.collation.key(text)).collect();
        let mut heading = &mut self.root;
        for (key, text) in keys.iter().zip(path) {
            heading = heading.children.entry(key.clone()).or_default();
            if heading.term.text.is_empty() || starts_lower(&text) && !starts_lower(&heading.term.text) {
                heading.term.text = text;
            }
        }
        let term = &mut heading.term;
        for (target, list) in [(&mark.see, &mut term.see), (&mark.see_also, &mut term.see_also)] {
            if let Some(target) = target {
                if !list.contains(target) {
                    list.push(target.clone());
                }
                self.see.push((target.clone(), span));
            }
        }
        if mark.see.is_some() {
            return;
        }
        let point = IndexPlace {
            start: mark.id.clone(),
            end: None,
        };
        match mark.range {
            IndexRange::Point => term.places.push(point),
            IndexRange::Start => {
                let open = self.open.entry(keys).or_default();
                open.push((term.places.len(), span));
                term.places.push(point);
            }
            IndexRange::End => {
                let start = self.open.get_mut(&keys).and_then(Vec::pop);
                match start.and_then(|(place, _)| term.places.get_mut(place)) {
                    Some(place) => place.end = Some(mark.id.clone()),
                    None => {
                        let message = format!("the range of `{}` ends before it starts", term.text);
                        term.places.push(point);
                        self.findings.push(unpaired(span, message));
                    }
                }
            }
        }
    }

    fn report_open(&mut self) {
        for (keys, starts) in &self.open {
            let heading = keys.last().map_or("", |(_, text)| text.as_str());
            for &(_, span) in starts {
                let message = format!("the range of `{heading}` never ends");
                self.findings.push(unpaired(span, message));
            }
        }
    }

    /// A reader who is sent to a heading must find it.
    fn report_dangling(&mut self) {
        for (target, span) in &self.see {
            let known = |separator: &str| {
                let mut heading = &self.root;
                target.split(separator).all(|text| {
                    let found = heading.children.get(&self.collation.key(text.trim()));
                    heading = found.unwrap_or(heading);
                    found.is_some()
                })
            };
            if !known("\u{0}") && !known("!") && !known(",") {
                let message = format!("the index has no heading `{target}` to see");
                self.findings.push(
                    Diagnostic::new(codes::INDEX_SEE_MISSING, *span, message)
                        .with_help("write the heading as its entries do, or index something under it"),
                );
            }
        }
    }
}

fn unpaired(span: Span, message: String) -> Diagnostic {
    Diagnostic::new(codes::INDEX_RANGE_UNPAIRED, span, message)
        .with_help("give `range=start` and `range=end` the same term, the start first, both in this edition")
}

fn starts_lower(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

/// The order of headings: word by word, without regard to case, accents and punctuation; digits come
/// before letters.
struct Collation {
    /// Accented letters of the book's language that are letters of their own, each with the letter that it follows.
    own_letters: &'static [(char, char)],
}

impl Collation {
    fn key(&self, text: &str) -> SortKey {
        let lower = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let lower: String = lower.to_lowercase().nfc().collect();
        let mut folded = String::with_capacity(lower.len());
        for c in lower.chars() {
            if let Some((_, before)) = self.own_letters.iter().find(|(letter, _)| *letter == c) {
                folded.extend([*before, '\u{10FFFF}']);
                continue;
            }
            match c {
                'ß' => folded.push_str("ss"),
                'æ' => folded.push_str("ae"),
                'œ' => folded.push_str("oe"),
                'ø' => folded.push('o'),
                'ł' => folded.push('l'),
                'đ' | 'ð' => folded.push('d'),
                'þ' => folded.push_str("th"),
                '-' | '\u{2010}'..='\u{2014}' | '/' => folded.push(' '),
                c => folded.extend(
                    std::iter::once(c)
                        .nfd()
                        .filter(|&c| !is_combining_mark(c) && (c.is_alphanumeric() || c == ' ')),
                ),
            }
        }
        (folded.trim_start().to_owned(), lower)
    }
}
