//! The index: headings with their pages, in two columns.

use super::Flow;
use crate::book::{IndexPlace, IndexTerm};
use crate::print::page::{LinkTo, Role};
use crate::print::text::{Piece, TaggedStyle};
use crate::span::Span;
use crate::theme::{Align, Family, Figures, TextStyle};

/// Space between the columns.
const COLUMN_GAP: f32 = 18.0;

impl Flow<'_> {
    /// Width of a column.
    fn column(&self) -> f32 {
        (self.context.geometry.measure - COLUMN_GAP) / 2.0
    }

    /// The rows of the index, each as wide as a column.
    pub fn index(&mut self) {
        let book = self.context.book;
        let (size, leading) = (self.context.theme.small.0, self.context.theme.small.1);
        let right = self.context.geometry.measure - self.column();
        let style = TextStyle {
            figures: Figures::Lining,
            ..TextStyle::text(size)
        };
        let parent = self.element(Role::Index);
        self.nested(
            |scope| {
                scope.parent = parent;
                scope.style = style;
                scope.leading = leading;
                scope.align = Align::Left;
                scope.right = right;
                scope.snap = false;
                scope.indent = 0.0;
            },
            |flow| {
                let mut letter = None;
                for term in &book.index {
                    let initial = initial_of(&term.text);
                    if letter != Some(initial) {
                        flow.letter_head(initial, letter.is_none());
                        letter = Some(initial);
                    }
                    flow.term(term, 0);
                }
            },
        );
    }

    fn letter_head(&mut self, letter: char, first: bool) {
        let style = TextStyle {
            family: Family::Sans,
            bold: true,
            ..self.scope.style
        };
        let style = self.tagged(style, Role::Paragraph);
        if !first {
            self.cursor.space(self.scope.leading);
        }
        let lines = self.set(&[Piece::plain(letter.to_string(), style, Span::GENERATED)], 0.0);
        self.push_lines(lines, Span::GENERATED);
        self.cursor.keep_next();
    }

    fn term(&mut self, term: &IndexTerm, depth: usize) {
        let style = self.tagged(self.scope.style, Role::Paragraph);
        let step = style.style.size * 1.1;
        let mut pieces = vec![Piece::plain(term.text.clone(), style, Span::GENERATED)];
        let mut last = String::new();
        for place in &term.places {
            let (text, id) = self.locator(place);
            if text == last {
                continue;
            }
            pieces.push(Piece::plain(", ", style, Span::GENERATED));
            let linked = self.elements.link(style);
            let mut piece = Piece::plain(text.clone(), linked, Span::GENERATED);
            if let Piece::Text { link, .. } = &mut piece {
                *link = Some(LinkTo::Anchor(id));
            }
            pieces.push(piece);
            last = text;
        }
        let only = term.places.is_empty();
        see(&mut pieces, style, self.context.words.labels.see, &term.see, only);
        see(
            &mut pieces,
            style,
            self.context.words.labels.see_also,
            &term.see_also,
            false,
        );
        let hang = step * (depth as f32 + 2.0);
        self.nested(
            |scope| scope.hang = hang,
            |flow| flow.paragraph_of(&pieces, step * depth as f32 - hang, Span::GENERATED),
        );
        if depth < 3 {
            if !term.children.is_empty() {
                self.cursor.keep_next();
            }
            for child in &term.children {
                self.term(child, depth + 1);
            }
        }
    }

    /// "47" or "47–49", and the id that it leads to.
    fn locator(&mut self, place: &IndexPlace) -> (String, String) {
        let from = self.folio_of(&place.start);
        let text = match &place.end {
            Some(end) => {
                let to = self.folio_of(end);
                if to == from {
                    from
                } else {
                    format!("{from}\u{2013}{to}")
                }
            }
            None => from,
        };
        (text, place.start.clone())
    }

    /// Where the second column starts.
    pub fn column_step(&self) -> f32 {
        self.column() + COLUMN_GAP
    }
}

fn see(pieces: &mut Vec<Piece>, style: TaggedStyle, word: &str, headings: &[String], only: bool) {
    if headings.is_empty() {
        return;
    }
    let italic = style.with_style(TextStyle {
        italic: true,
        ..style.style
    });
    pieces.push(Piece::plain(if only { ", " } else { "; " }, style, Span::GENERATED));
    pieces.push(Piece::plain(format!("{word} "), italic, Span::GENERATED));
    pieces.push(Piece::plain(headings.join("; "), style, Span::GENERATED));
}

fn initial_of(text: &str) -> char {
    let first = text.chars().find(|c| c.is_alphanumeric()).unwrap_or('#');
    if first.is_numeric() {
        '#'
    } else {
        first.to_uppercase().next().unwrap_or(first)
    }
}
