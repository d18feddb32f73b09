//! Containers: callouts, asides, epigraphs, verse, letters, exercises, pull quotes.

use super::Flow;
use crate::book::{Attributes, Block, Callout, ContainerKind, Inline};
use crate::print::page::Role;
use crate::print::paginate::{Break, ContainerBox, Decoration, Row};
use crate::print::text::Piece;
use crate::span::Span;
use crate::theme::{Align, TextStyle};

impl Flow<'_> {
    pub fn container(
        &mut self,
        kind: &ContainerKind,
        attributes: &Attributes,
        title: &[Inline],
        blocks: &[Block],
        span: Span,
    ) {
        match kind {
            ContainerKind::Attribution => return self.attribution(blocks),
            ContainerKind::Only { .. } | ContainerKind::Plain => return self.blocks(blocks),
            _ => {}
        }
        self.part_of(Role::Division, |flow| match kind {
            ContainerKind::Callout(callout) => flow.callout(*callout, title, blocks, span),
            ContainerKind::Aside => flow.aside(title, blocks, span),
            ContainerKind::Exercise => flow.exercise(attributes.get("number"), title, blocks, span),
            ContainerKind::Epigraph => flow.epigraph(blocks),
            ContainerKind::Verse => flow.verse(blocks),
            ContainerKind::Letter => flow.letter(blocks),
            ContainerKind::PullQuote => flow.pull_quote(blocks),
            ContainerKind::Attribution | ContainerKind::Only { .. } | ContainerKind::Plain => {}
        });
    }

    fn callout(&mut self, callout: Callout, title: &[Inline], blocks: &[Block], span: Span) {
        let label = self.label(self.context.words.callout(callout), title, span);
        self.boxed(self.context.theme.boxes.of(callout), Some(label), blocks, span);
    }

    fn aside(&mut self, title: &[Inline], blocks: &[Block], span: Span) {
        let label = (!title.is_empty()).then(|| {
            let style = self.tagged(self.context.theme.label(), Role::Paragraph);
            self.pieces(title, style)
        });
        self.boxed(self.context.theme.boxes.aside, label, blocks, span);
    }

    /// The word for a kind, then the title: "Red flag: Night pain".
    fn label(&mut self, word: &str, title: &[Inline], span: Span) -> Vec<Piece> {
        let style = self.tagged(self.context.theme.label(), Role::Paragraph);
        if title.is_empty() {
            return vec![Piece::plain(word, style, span)];
        }
        let mut pieces = vec![Piece::plain(format!("{word}: "), style, span)];
        pieces.extend(self.pieces(title, style));
        pieces
    }

    /// Blocks in a decoration, under a label, in the sans.
    fn boxed(&mut self, decoration: Decoration, label: Option<Vec<Piece>>, blocks: &[Block], span: Span) {
        let half = self.context.theme.leading / 2.0;
        let around = self.context.theme.leading * self.context.theme.boxes.around;
        let framed = !matches!(decoration, Decoration::Bar { .. });
        let padding = self.context.theme.boxes.padding;
        let sides = match decoration {
            Decoration::Bar { .. } => (padding, 0.0),
            Decoration::Frame { .. } => (padding, padding),
            Decoration::Rules { .. } => (0.0, 0.0),
        };
        let place = self.add_box(ContainerBox {
            decoration,
            x: self.scope.left,
            width: self.measure(),
        });
        self.cursor.space(around);
        let first = self.rows.rows.len();
        let style = self.context.theme.boxed();
        let leading = style.size * self.context.theme.boxes.leading;
        self.nested(
            |scope| {
                scope.boxes.push(place);
                scope.left += sides.0;
                scope.right += sides.1;
                scope.snap = false;
                scope.indent = 0.0;
                scope.between = half / 2.0;
                scope.align = Align::Left;
                scope.hyphenate = false;
                scope.style = style;
                scope.leading = leading;
            },
            |flow| {
                if framed {
                    flow.padding(half * 0.8, span);
                }
                if let Some(label) = label {
                    flow.cursor.flush_next();
                    let lines = flow.set(&label, 0.0);
                    flow.push_lines(lines, span);
                    flow.cursor.keep_next();
                    flow.cursor.set_space(flow.context.theme.boxes.label_after);
                }
                flow.cursor.flush_next();
                flow.blocks(blocks);
                flow.cursor.set_space(0.0);
                if framed {
                    flow.cursor.keep_next();
                    flow.padding(half * 0.9, span);
                    flow.cursor.release_next();
                }
            },
        );
        if let Some(row) = self.rows.rows.get_mut(first) {
            row.spare = true;
        }
        self.hold_together(first, 0.35);
        self.cursor.space(around);
        self.cursor.flush_next();
    }

    fn padding(&mut self, height: f32, span: Span) {
        let row = Row {
            snap: false,
            ..Row::new(height, span)
        };
        self.push(row);
        self.cursor.keep_next();
    }

    /// Keeps rows from `first` on one page when they take no more than a share of it.
    fn hold_together(&mut self, first: usize, share: f32) {
        let rows = self.rows.rows.get(first..).unwrap_or_default();
        let height: f32 = rows.iter().map(|r| r.height + r.before).sum();
        if height > self.context.geometry.depth() * share {
            return;
        }
        for row in self.rows.rows.iter_mut().skip(first + 1) {
            row.breaking = Break::Never;
        }
    }

    /// Title, figure and steps in a frame, never parted while a page can hold them.
    fn exercise(&mut self, number: Option<&str>, title: &[Inline], blocks: &[Block], span: Span) {
        let first = self.rows.rows.len();
        let mut style = self.tagged(self.context.theme.label(), Role::Paragraph);
        style.style.size *= 1.15;
        let mut label = Vec::new();
        let word = match number {
            Some(n) => format!("{}\u{a0}{n}", self.context.words.labels.exercise),
            None => self.context.words.labels.exercise.to_owned(),
        };
        label.push(Piece::plain(
            word,
            style.with_style(TextStyle {
                ink: self.context.theme.boxes.number_ink,
                ..style.style
            }),
            span,
        ));
        label.push(Piece::plain("\u{2002}", style, span));
        label.extend(self.pieces(title, style));
        self.boxed(self.context.theme.boxes.exercise, Some(label), blocks, span);
        self.hold_together(first, 0.97);
        self.hold_figure(first);
    }

    /// In an exercise too long for a page, what stands before the second step stays with the figure.
    fn hold_figure(&mut self, first: usize) {
        let Some(figure) = self.rows.rows.iter().skip(first).position(|r| r.floats) else {
            return;
        };
        for row in self.rows.rows.iter_mut().skip(first) {
            row.floats = false;
        }
        for row in self.rows.rows.iter_mut().skip(first + 1).take(figure + 3) {
            row.breaking = Break::Never;
        }
    }

    fn epigraph(&mut self, blocks: &[Block]) {
        let left = self.measure() * 0.22;
        let style = self.context.theme.set_off(self.scope.style);
        self.set_off(|flow| {
            flow.nested(
                |scope| {
                    scope.left += left;
                    scope.style = style;
                    scope.align = Align::Left;
                    scope.indent = 0.0;
                },
                |flow| flow.blocks(blocks),
            );
        });
        self.cursor.space(self.context.theme.leading);
    }

    fn verse(&mut self, blocks: &[Block]) {
        let left = self.context.theme.indent * 1.6;
        let hang = self.context.theme.indent;
        let stanza = self.context.theme.leading;
        self.set_off(|flow| {
            flow.nested(
                |scope| {
                    scope.left += left;
                    scope.hang = hang;
                    scope.indent = -hang;
                    scope.align = Align::Left;
                    scope.between = stanza;
                },
                |flow| {
                    for block in blocks {
                        flow.cursor.indent_next();
                        flow.block(block);
                    }
                },
            );
        });
    }

    fn letter(&mut self, blocks: &[Block]) {
        let step = self.context.theme.indent * 1.3;
        let style = self.context.theme.set_off(self.scope.style);
        self.set_off(|flow| {
            flow.nested(
                |scope| {
                    scope.left += step;
                    scope.right += step;
                    scope.style = style;
                },
                |flow| flow.blocks(blocks),
            );
        });
    }

    fn attribution(&mut self, blocks: &[Block]) {
        self.cursor.keep_next();
        self.nested(
            |scope| {
                scope.align = Align::Right;
                scope.style.italic = false;
                scope.style.size *= 0.95;
                scope.hang = 0.0;
                scope.indent = 0.0;
            },
            |flow| {
                flow.cursor.flush_next();
                flow.blocks(blocks);
            },
        );
    }

    fn pull_quote(&mut self, blocks: &[Block]) {
        let grid = self.context.theme.leading;
        let step = self.measure() * 0.08;
        let size = self.context.theme.size * self.context.theme.boxes.pull_quote_size;
        let style = self.context.theme.set_off(TextStyle::text(size));
        let place = self.add_box(ContainerBox {
            decoration: self.context.theme.boxes.pull_quote,
            x: self.scope.left + step,
            width: self.measure() - 2.0 * step,
        });
        let first = self.rows.rows.len();
        self.cursor.space(grid);
        self.nested(
            |scope| {
                scope.left += step;
                scope.right += step;
                scope.style = style;
                scope.leading = grid * 1.3;
                scope.align = Align::Center;
                scope.indent = 0.0;
                scope.snap = false;
                scope.boxes.push(place);
            },
            |flow| {
                flow.padding(grid * 0.4, Span::GENERATED);
                flow.blocks(blocks);
                flow.cursor.keep_next();
                flow.padding(grid * 0.5, Span::GENERATED);
                flow.cursor.release_next();
            },
        );
        self.hold_together(first, 0.5);
        self.cursor.space(grid);
        self.cursor.flush_next();
    }
}
