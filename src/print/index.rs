//! The index: headings with their pages, in two columns.

use super::flow::{Flow, plain_piece};
use super::line::{Align, Family, Figures, Piece, TextStyle};
use super::page::LinkTo;
use super::paginate::{Depth, Fill, PageRange};
use super::row::{Break, Rows};
use super::structure::Role;
use crate::book::{IndexPlace, IndexTerm};
use crate::span::Span;

/// Space between the columns.
const COLUMN_GAP: f32 = 18.0;

impl Flow<'_> {
    /// Width of a column.
    fn column(&self) -> f32 {
        (self.geometry.measure - COLUMN_GAP) / 2.0
    }

    /// The rows of the index, each as wide as a column.
    pub fn index(&mut self) {
        let book = self.book;
        let (size, leading) = (self.theme.small.0, self.theme.small.1);
        let right = self.geometry.measure - self.column();
        let style = TextStyle {
            figures: Figures::Lining,
            ..TextStyle::text(size)
        };
        self.parent = self.element(Role::Index);
        self.nested(
            |scope| {
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
            ..self.tagged(self.scope.style, Role::Paragraph)
        };
        if !first {
            self.space(self.scope.leading);
        }
        let lines = self.set(&[plain_piece(letter.to_string(), style, Span::GENERATED)], 0.0);
        self.push_lines(lines, Span::GENERATED);
        self.keep_next();
    }

    fn term(&mut self, term: &IndexTerm, depth: usize) {
        let style = self.tagged(self.scope.style, Role::Paragraph);
        let step = style.size * 1.1;
        let mut pieces = vec![plain_piece(term.text.clone(), style, Span::GENERATED)];
        let mut last = String::new();
        for place in &term.places {
            let (text, id) = self.locator(place);
            if text == last {
                continue;
            }
            pieces.push(plain_piece(", ", style, Span::GENERATED));
            let linked = self.link_element(style);
            let mut piece = plain_piece(text.clone(), linked, Span::GENERATED);
            if let Piece::Text { link, .. } = &mut piece {
                *link = Some(LinkTo::Anchor(id));
            }
            pieces.push(piece);
            last = text;
        }
        let only = term.places.is_empty();
        see(&mut pieces, style, self.words.see, &term.see, only);
        see(&mut pieces, style, self.words.see_also, &term.see_also, false);
        let hang = step * (depth as f32 + 2.0);
        self.nested(
            |scope| scope.hang = hang,
            |flow| flow.paragraph_of(&pieces, step * depth as f32 - hang, Span::GENERATED),
        );
        if depth < 3 {
            if !term.children.is_empty() {
                self.keep_next();
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

fn see(pieces: &mut Vec<Piece>, style: TextStyle, word: &str, headings: &[String], only: bool) {
    if headings.is_empty() {
        return;
    }
    let italic = TextStyle { italic: true, ..style };
    pieces.push(plain_piece(if only { ", " } else { "; " }, style, Span::GENERATED));
    pieces.push(plain_piece(format!("{word} "), italic, Span::GENERATED));
    pieces.push(plain_piece(headings.join("; "), style, Span::GENERATED));
}

fn initial_of(text: &str) -> char {
    let first = text.chars().find(|c| c.is_alphanumeric()).unwrap_or('#');
    if first.is_numeric() {
        '#'
    } else {
        first.to_uppercase().next().unwrap_or(first)
    }
}

/// A range of rows at a place of the frame.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    /// Distance from the frame's left edge.
    pub x: f32,
    /// Distance from the frame's top.
    pub y: f32,
    /// Its rows.
    pub rows: PageRange,
}

/// The rows of an index to pages: the opener over the first two columns, and the last two of one length.
pub(super) fn paginate_columns(rows: &Rows, depth: Depth, step: f32) -> Vec<Vec<Column>> {
    let opener = rows.rows.first().map_or(0.0, |row| row.height);
    let mut pages = Vec::new();
    let mut from = 1;
    let count = rows.rows.len();
    while from < count || pages.is_empty() {
        let first = pages.is_empty();
        let y = if first { opener } else { 0.0 };
        let room = Depth {
            page: depth.page - y,
            ..depth
        };
        let middle = fill(rows, from, room);
        let mut end = fill(rows, middle, room);
        let mut half = middle;
        if end >= count {
            half = balanced(rows, from, room);
            end = count;
        }
        let mut page = Vec::new();
        if first {
            page.push(Column {
                x: 0.0,
                y: 0.0,
                rows: PageRange::plain(0, 1),
            });
        }
        page.push(Column {
            x: 0.0,
            y,
            rows: PageRange::plain(from, half),
        });
        page.push(Column {
            x: step,
            y,
            rows: PageRange::plain(half, end),
        });
        pages.push(page);
        from = end.max(from + 1);
    }
    pages
}

/// One past the last row that a column takes.
fn fill(rows: &Rows, from: usize, room: Depth) -> usize {
    let mut column = Fill::start(rows, from, room);
    let mut to = from;
    while to < rows.rows.len() && (column.add(rows, to) || to == from) {
        to += 1;
    }
    let full = to;
    while to > from + 1 && rows.rows.get(to).is_some_and(|r| r.breaking == Break::Never) {
        to -= 1;
    }
    if to > from + 1 { to } else { full }
}

/// The first column's end when two columns of the least depth hold all that is left.
fn balanced(rows: &Rows, from: usize, room: Depth) -> usize {
    let count = rows.rows.len();
    let mut depth = room.grid * 2.0;
    while depth < room.page {
        let less = Depth { page: depth, ..room };
        let half = fill(rows, from, less);
        if fill(rows, half, less) >= count {
            return half;
        }
        depth += room.grid / 2.0;
    }
    fill(rows, from, room)
}
