//! Paragraphs, headings, quotes, code, and breaks between them.

use super::Flow;
use crate::book::{Block, Inline};
use crate::print::page::Role;
use crate::print::paginate::{Break, Paragraph, Row, baseline_in};
use crate::print::text::{Piece, TaggedStyle};
use crate::span::Span;
use crate::theme::{Align, Ornament, TextStyle};

/// Paragraphs of fewer lines cannot hide a line more or less.
const LEAST_FLEXIBLE: usize = 2;

impl Flow<'_> {
    pub fn paragraph(&mut self, content: &[Inline], span: Span) {
        let flush = self.cursor.take_flush();
        let style = self.tagged(self.scope.style, Role::Paragraph);
        let pieces = self.pieces(content, style);
        if self.cursor.take_lead(span) {
            return self.leading_paragraph(pieces, span);
        }
        let indent = if flush { 0.0 } else { self.scope.indent };
        self.running_paragraph(pieces, indent, span);
    }

    /// A paragraph of the running text, that pages may ask to be a line longer or shorter.
    fn running_paragraph(&mut self, pieces: Vec<Piece>, first_indent: f32, span: Span) {
        let first = self.rows.rows.len();
        self.paragraph_of(&pieces, first_indent, span);
        let on_grid = self.scope.snap && self.scope.leading == self.context.theme.leading;
        let lines = self.rows.rows.len() - first;
        if !on_grid || lines < LEAST_FLEXIBLE || self.scope.align != Align::Justify {
            return;
        }
        let paragraph = self.rows.paragraphs.len();
        for row in &mut self.rows.rows[first..] {
            row.paragraph = Some(paragraph);
        }
        self.rows.paragraphs.push(Paragraph {
            pieces,
            setting: self.context.setting(&self.scope, first_indent),
            place: self.scope.place(),
            span,
            lines,
            last_width: self.rows.rows.last().map_or(0.0, Row::text_width),
        });
    }

    /// A paragraph of pieces with an indent of its first line.
    pub fn paragraph_of(&mut self, pieces: &[Piece], first_indent: f32, span: Span) {
        let lines = self.set(pieces, first_indent);
        self.push_lines(lines, span);
        self.cursor.indent_next();
        self.cursor.space(self.scope.between);
    }

    pub fn heading(&mut self, level: u8, content: &[Inline], span: Span) {
        let (look, style) = self.context.theme.heading(level);
        let tag = self.elements.heading(self.scope.parent, level);
        let pieces = self.pieces(content, TaggedStyle { style, tag });
        let lines = self.set_at(
            |scope| {
                scope.align = Align::Left;
                scope.hyphenate = false;
                scope.hang = 0.0;
            },
            &pieces,
        );
        let text = lines.len() as f32 * look.leading + look.after;
        let grid = self.context.theme.leading;
        let slack = match self.context.theme.grid {
            true => (text / grid).ceil() * grid - text,
            false => 0.0,
        };
        let mut row = Row {
            heading: true,
            spare: true,
            ..Row::new(slack + text, span)
        };
        for (at, line) in lines.into_iter().enumerate() {
            let y = slack + at as f32 * look.leading + baseline_in(look.leading, look.size);
            row.put(line, self.scope.left, y);
        }
        self.cursor.space(look.before_lines * grid);
        self.push(row);
        self.cursor.keep_next();
        self.cursor.flush_next();
    }

    pub fn quote(&mut self, blocks: &[Block]) {
        let step = self.context.theme.indent * 1.2;
        self.set_off(|flow| {
            flow.nested(
                |scope| {
                    scope.left += step;
                    scope.right += step;
                },
                |flow| flow.blocks(blocks),
            );
        });
    }

    /// Sets something apart by a line of the grid above and below; where there is no grid, by half a line.
    pub fn set_off(&mut self, fill: impl FnOnce(&mut Self)) {
        let on_grid = self.scope.snap && self.scope.leading == self.context.theme.leading;
        let lines = if on_grid { 1.0 } else { 0.5 };
        self.set_off_by(self.context.theme.leading * lines, fill);
    }

    fn set_off_by(&mut self, space: f32, fill: impl FnOnce(&mut Self)) {
        self.cursor.space(space);
        self.cursor.flush_next();
        fill(self);
        self.cursor.space(space);
        self.cursor.flush_next();
    }

    pub fn code(&mut self, text: &str, span: Span) {
        let (size, leading) = self.context.theme.code;
        let paragraph = self.element(Role::Paragraph);
        let style = TextStyle {
            size,
            ..TextStyle::text(size).code()
        };
        let tag = self.elements.add(paragraph, Role::Code);
        let piece = |line: &str| Piece::Text {
            text: line.to_owned(),
            style,
            tag,
            language: None,
            hyphenate: false,
            verbatim: true,
            link: None,
            span,
        };
        self.set_off_by(self.context.theme.leading / 2.0, |flow| {
            flow.nested(
                |scope| {
                    scope.snap = false;
                    scope.left += 6.0;
                    scope.style = style;
                    scope.leading = leading;
                    scope.align = Align::Left;
                    scope.hang = 0.0;
                },
                |flow| {
                    let lines: Vec<&str> = text.trim_end_matches('\n').split('\n').collect();
                    let last = lines.len().saturating_sub(1);
                    let mut blank = 0.0;
                    for (at, line) in lines.iter().enumerate() {
                        if at == 1 || (at > 0 && at == last) {
                            flow.cursor.keep_next();
                        }
                        if line.trim().is_empty() {
                            // A page neither ends nor begins with it.
                            blank += leading;
                            continue;
                        }
                        for line in flow.set(&[piece(line)], 0.0) {
                            let mut row = Row::of_line(line, flow.scope.place(), span);
                            row.before = std::mem::take(&mut blank);
                            flow.push(row);
                        }
                    }
                },
            );
        });
    }

    pub fn scene_break(&mut self, span: Span) {
        let (text, blank) = match &self.context.theme.ornament {
            Ornament::Characters(text) => (text.as_ref(), false),
            Ornament::Blank(text) => (*text, true),
        };
        let ornament = Piece::plain(text, self.context.theme.body(), span);
        let leading = self.context.theme.leading;
        let lines = self.set_at(|scope| scope.align = Align::Center, &[ornament]);
        let around = if blank { 0.0 } else { leading };
        self.cursor.space(around);
        for line in lines {
            let mut row = Row::of_line(line, self.scope.place(), span);
            row.at_edges = blank;
            self.push(row);
        }
        self.cursor.space(around);
        self.cursor.flush_next();
    }

    pub fn page_break(&mut self) {
        let mut row = Row::new(0.0, Span::GENERATED);
        row.breaking = Break::Always;
        self.cursor.set_space(0.0);
        self.push(row);
        self.cursor.flush_next();
    }
}
