//! Quotes, dashes, ellipses and no-break spaces, by language.
//!
//! The rules look at a paragraph as one row of characters, through all emphasis and links, so
//! that a quotation may open in one and close in another. Code, math and escaped characters
//! take part as neighbours and are never changed. What a link shows of its own address is left out with all it holds,
//! so the inlines are gone through here, as deep as the parser lets them nest.

mod marks;
mod spaces;

use crate::book::{Inline, InlineKind};
use crate::language::quotes::{self, QuoteMarks};

/// A character with what may be done to it.
#[derive(Clone, Copy, Debug)]
struct Unit {
    c: char,
    /// Which leaf it stands in.
    leaf: u32,
    /// Whether it stays as it is.
    fixed: bool,
    marks: &'static QuoteMarks,
}

/// What stands in the row for something that is not text.
const OBJECT: char = '\u{FFFC}';

/// Whether a text does not stand in the source as it is: an escape or an entity, which typography
/// leaves alone.
pub(super) fn is_literal(inline: &Inline, source: &str) -> bool {
    match &inline.kind {
        InlineKind::Text(text) => source.get(inline.span.range()) != Some(text),
        _ => false,
    }
}

/// Does the typography of a paragraph's inlines.
pub(super) fn improve(inlines: &mut [Inline], source: &str, language: &str) {
    let mut row = CharacterRow::default();
    row.collect(inlines, source, quotes::of(language));
    if row.units.is_empty() {
        return;
    }
    let out = row.improved();
    let mut leaves = out.into_iter();
    put_back(inlines, &mut leaves);
}

/// Does the typography of a text that stands for itself: a title attribute, an alternative text.
pub(super) fn improve_text(text: &str, language: &str) -> String {
    let mut row = CharacterRow::default();
    row.push_leaf(text, false, quotes::of(language));
    row.improved().concat()
}

#[derive(Default)]
struct CharacterRow {
    units: Vec<Unit>,
    leaves: u32,
}

impl CharacterRow {
    fn push_leaf(&mut self, text: &str, fixed: bool, marks: &'static QuoteMarks) {
        let leaf = self.leaves;
        self.leaves += 1;
        self.units.extend(text.chars().map(|c| Unit { c, leaf, fixed, marks }));
    }

    fn push_object(&mut self, c: char, marks: &'static QuoteMarks) {
        self.units.push(Unit {
            c,
            leaf: u32::MAX,
            fixed: true,
            marks,
        });
    }

    fn collect(&mut self, inlines: &[Inline], source: &str, marks: &'static QuoteMarks) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => {
                    self.push_leaf(text, is_literal(inline, source), marks);
                }
                InlineKind::SoftBreak => self.push_leaf(" ", false, marks),
                InlineKind::HardBreak => self.push_object('\n', marks),
                InlineKind::Code(_) | InlineKind::Math(_) | InlineKind::Image(_) => {
                    self.push_object(OBJECT, marks);
                }
                InlineKind::NoteRef { .. } | InlineKind::IndexMark(_) => {}
                InlineKind::Link { address, content, .. } if is_address(address, content) => {
                    self.push_object(OBJECT, marks)
                }
                InlineKind::Span { attributes, content }
                | InlineKind::Element {
                    attributes, content, ..
                } => {
                    let marks = attributes.get("lang").map_or(marks, quotes::of);
                    self.collect(content, source, marks);
                }
                kind => {
                    if let Some(content) = kind.content() {
                        self.collect(content, source, marks);
                    }
                }
            }
        }
    }

    /// The text of every leaf, after the rules.
    fn improved(&self) -> Vec<String> {
        let mut out = vec![String::new(); self.leaves as usize];
        let spaces = spaces::no_break(&self.units);
        let mut quotes = marks::Quotes::default();
        let mut i = 0;
        while let Some(unit) = self.units.get(i) {
            let Some(leaf) = out.get_mut(unit.leaf as usize) else {
                i += 1;
                continue;
            };
            if unit.fixed {
                leaf.push(unit.c);
                i += 1;
                continue;
            }
            let run = self.run(i);
            match (unit.c, run) {
                ('-', 2) => leaf.push('–'),
                ('-', 3) => leaf.push('—'),
                ('.', 3) => leaf.push('…'),
                ('.', 4) => leaf.push_str("…."),
                ('"' | '\'', _) => {
                    quotes.push(&self.units, i, leaf);
                    i += 1;
                    continue;
                }
                (' ', _) => {
                    leaf.push(spaces::at(&spaces, i).unwrap_or(' '));
                    i += 1;
                    continue;
                }
                (c, run) => {
                    if let Some(space) = spaces::before_mark(&self.units, i) {
                        leaf.push(space);
                    }
                    for _ in 0..run {
                        leaf.push(c);
                    }
                }
            }
            i += run;
        }
        out
    }

    /// How many of the same character stand here in one leaf.
    fn run(&self, i: usize) -> usize {
        let first = &self.units[i];
        if !matches!(first.c, '-' | '.') {
            return 1;
        }
        self.units[i..]
            .iter()
            .take_while(|u| u.c == first.c && u.leaf == first.leaf && !u.fixed)
            .count()
    }
}

/// Whether a link shows its own address, which is no prose.
fn is_address(address: &str, content: &[Inline]) -> bool {
    match content {
        [
            Inline {
                kind: InlineKind::Text(text),
                ..
            },
        ] => text == address || address.strip_prefix("mailto:") == Some(text),
        _ => false,
    }
}

fn put_back(inlines: &mut [Inline], leaves: &mut impl Iterator<Item = String>) {
    for inline in inlines {
        match &mut inline.kind {
            InlineKind::Text(text) => {
                if let Some(new) = leaves.next() {
                    *text = new;
                }
            }
            InlineKind::SoftBreak => {
                if let Some(new) = leaves.next().filter(|new| new != " ") {
                    inline.kind = InlineKind::Text(new);
                }
            }
            InlineKind::Link { address, content, .. } if is_address(address, content) => {}
            kind => {
                if let Some(content) = kind.content_mut() {
                    put_back(content, leaves);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::improve_text;

    #[track_caller]
    fn check(language: &str, cases: &[(&str, &str)]) {
        for (typed, wanted) in cases {
            assert_eq!(improve_text(typed, language), *wanted, "{language}: {typed}");
        }
    }

    #[test]
    fn english_quotes_apostrophes_and_decades() {
        check(
            "en-US",
            &[
                ("\"Hello,\" she said.", "“Hello,” she said."),
                ("'It's \"odd\",' he said.", "‘It’s “odd”,’ he said."),
                ("the '90s and '08", "the ’90s and ’08"),
                ("'Twas rock 'n' roll, 'em", "’Twas rock ’n’ roll, ’em"),
                ("the runners' shoes", "the runners’ shoes"),
                ("(\"so\")", "(“so”)"),
                ("\"Wait--\" she said", "“Wait–” she said"),
                ("\"Wait---\"", "“Wait—”"),
                ("so---\"Wait\"", "so—“Wait”"),
                ("6'2\"", "6’2”"),
                ("\"'Go,' he said.\"", "“‘Go,’ he said.”"),
            ],
        );
    }

    #[test]
    fn dashes_and_ellipses() {
        check(
            "en",
            &[
                ("a -- b", "a\u{a0}– b"),
                ("pages 3--5", "pages 3–5"),
                ("wait... what....", "wait… what…."),
                ("-----", "-----"),
                ("......", "......"),
            ],
        );
    }

    #[test]
    fn other_languages_have_their_own_marks() {
        check("de-DE", &[("\"Ich 'weiß' es\"", "„Ich ‚weiß‘ es“")]);
        check("de-CH", &[("\"Ja\"", "«Ja»")]);
        check("es", &[("\"Hola\"", "«Hola»")]);
        check("pl", &[("\"Tak\"", "„Tak”")]);
        check("sv", &[("\"Ja\"", "”Ja”")]);
        check(
            "fr",
            &[
                (
                    "\"Oui\" : vraiment ?",
                    "«\u{202f}Oui\u{202f}»\u{202f}: vraiment\u{202f}?",
                ),
                ("Non! L'heure: 12:30", "Non\u{202f}! L’heure\u{202f}: 12:30"),
                ("« Oui »", "«\u{202f}Oui\u{202f}»"),
            ],
        );
    }

    #[test]
    fn spaces_that_must_not_break() {
        check(
            "en-US",
            &[
                ("Dr. Smith", "Dr.\u{a0}Smith"),
                ("run 10 km in 5 min", "run 10\u{a0}km in 5\u{a0}min"),
                ("p. 12, Fig. 3", "p.\u{a0}12, Fig.\u{a0}3"),
                ("J. K. Rowling", "J.\u{a0}K.\u{a0}Rowling"),
                ("this — that", "this\u{a0}— that"),
                ("stop. 12 more", "stop. 12 more"),
                ("5 in the morning", "5 in the morning"),
                ("10 kmph", "10 kmph"),
            ],
        );
    }
}
