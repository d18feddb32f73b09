//! How chapters open, and the pages that are nothing but an opening: half-title, title page, parts.

use super::{Context, Flow};
use crate::book::{Chapter, ChapterKind, Matter};
use crate::print::page::{Role, Tag};
use crate::print::paginate::{Break, Mark, Row, baseline_in};
use crate::print::text::{Piece, TaggedStyle};
use crate::span::Span;
use crate::theme::{Align, Family, Figures, NumberForm, TextStyle};

/// How much smaller titles without a number are, outside of the body.
const FRONT: f32 = 0.85;

/// Whether a chapter is read from its first word on, so that this word may be set apart.
fn is_told(chapter: &Chapter) -> bool {
    chapter.matter == Matter::Body
        || matches!(
            chapter.kind,
            ChapterKind::Foreword | ChapterKind::Preface | ChapterKind::Introduction
        )
}

/// A row of lines of several looks, filled from the top.
struct Stack {
    row: Row,
    y: f32,
}

impl Flow<'_> {
    /// The label over a title: "Chapter 3", "Part II", "Appendix A". Empty for what has no number.
    pub fn number_label(&self) -> String {
        let Context { chapter, words, .. } = self.context;
        let label = |number| words.chapter_label(chapter.kind, number);
        chapter.number.map(label).unwrap_or_default()
    }

    /// The opening of a chapter: number, title, subtitle, and the space that sets them off.
    pub fn opener(&mut self) {
        let span = self.context.chapter.span.unwrap_or(Span::GENERATED);
        let grid = self.context.theme.leading;
        let small = self.context.chapter.matter != Matter::Body && self.context.chapter.number.is_none();
        let look = self.context.theme.opener;
        let mut stack = Stack {
            row: Row::new(0.0, span),
            y: grid * if small { look.above.min(1.0) } else { look.above },
        };
        stack.row.anchors.push(self.context.chapter.id.clone());
        stack.row.anchors.extend(self.context.chapter.attributes.id.clone());
        let (size, leading) = self.context.theme.title;
        let (size, leading) = if small {
            (size * FRONT, leading * FRONT)
        } else {
            (size, leading)
        };
        let tag = self.elements.heading(self.scope.parent, 1);
        self.opener_number(&mut stack, tag, span);
        let title_style = TaggedStyle {
            style: self.title_style(size),
            tag,
        };
        let title = self.context.chapter.title.clone();
        let pieces = self.pieces(&title, title_style);
        self.stack_pieces(&mut stack, &pieces, size, leading);
        let subtitle = self.context.chapter.subtitle.clone();
        if !subtitle.is_empty() {
            let style = self
                .context
                .theme
                .set_off(TextStyle::text(self.context.theme.size * 1.22));
            let tagged = self.tagged(style, Role::Paragraph);
            stack.y += 3.0;
            let pieces = self.pieces(&subtitle, tagged);
            self.stack_pieces(&mut stack, &pieces, style.size, grid * 1.2);
        }
        if look.rule.is_some() {
            stack.y += grid * 0.7;
            self.opener_rule(&mut stack, 1.0);
        }
        stack.y += grid * if small { look.below * 0.55 } else { look.below };
        stack.row.height = (stack.y / grid).ceil() * grid;
        stack.row.breaking = Break::Always;
        self.push(stack.row);
        self.cursor.keep_next();
        self.cursor.flush_next();
        let chapter = self.context.chapter;
        if is_told(chapter) {
            self.lead_from(&chapter.blocks);
        }
    }

    fn opener_align(&self) -> Align {
        self.context.theme.opener.align
    }

    fn title_style(&self, size: f32) -> TextStyle {
        TextStyle {
            family: self.context.theme.heading_family,
            bold: self.context.theme.opener.bold,
            figures: Figures::Lining,
            tracking: self.context.theme.opener.tracking,
            ..TextStyle::text(size)
        }
    }

    /// The number over a title, as a figure or with its word.
    fn opener_number(&mut self, stack: &mut Stack, tag: Tag, span: Span) {
        let Some(number) = self.context.chapter.number else {
            return;
        };
        let look = self.context.theme.opener;
        let text = match look.number {
            NumberForm::Label => self.number_label(),
            NumberForm::Figure => self.context.chapter.kind.numeral(number),
        };
        let style = self.number_style(look.number_size);
        let text = if style.small_caps { text.to_lowercase() } else { text };
        self.stack_pieces(
            stack,
            &[Piece::plain(text, TaggedStyle { style, tag }, span)],
            style.size,
            self.context.theme.leading * look.number_lines,
        );
    }

    /// The style of numbers in openers, as a multiple of the text's size.
    fn number_style(&self, size: f32) -> TextStyle {
        let look = self.context.theme.opener;
        let text = TextStyle {
            figures: Figures::Lining,
            ink: look.number_ink,
            ..TextStyle::text(self.context.theme.size * size)
        };
        match look.number_bold {
            true => TextStyle {
                family: self.context.theme.heading_family,
                bold: true,
                tracking: look.tracking,
                ..text
            },
            false => TextStyle {
                small_caps: true,
                tracking: 0.09,
                ..text
            },
        }
    }

    /// The rule under a title; `times` is its length as a multiple of the rule under a chapter's title.
    fn opener_rule(&mut self, stack: &mut Stack, times: f32) {
        let Some((width, height)) = self.context.theme.opener.rule else {
            return;
        };
        let width = width * times;
        let spare = self.measure() - width;
        let x = match self.context.theme.opener.align {
            Align::Center => spare / 2.0,
            Align::Right => spare,
            Align::Left | Align::Justify => 0.0,
        };
        stack.row.marks.push(Mark::Fill {
            x,
            y: stack.y,
            width,
            height,
            ink: 1.0,
        });
    }

    /// Adds lines under what stands in the stack, as the theme's openers stand in the measure.
    fn stack_pieces(&mut self, stack: &mut Stack, pieces: &[Piece], size: f32, leading: f32) {
        let align = self.opener_align();
        let lines = self.set_at(
            |scope| {
                scope.align = align;
                scope.hyphenate = false;
            },
            pieces,
        );
        for line in lines {
            stack.row.put(line, 0.0, stack.y + baseline_in(leading, size));
            stack.y += leading;
        }
    }

    /// A row as deep as the page, to be filled.
    fn whole_page(&self) -> Stack {
        let span = self.context.chapter.span.unwrap_or(Span::GENERATED);
        let mut row = Row::new(self.context.geometry.depth(), span);
        row.breaking = Break::Always;
        row.anchors.push(self.context.chapter.id.clone());
        Stack { row, y: 0.0 }
    }

    /// The title alone.
    pub fn half_title(&mut self) {
        let mut stack = self.whole_page();
        let style = self.title_style(self.context.theme.title.0 * 0.72);
        let tagged = self.tagged(style, Role::Paragraph);
        stack.y = self.context.geometry.depth() * 0.22;
        let title = Piece::plain(self.context.book.metadata.title.clone(), tagged, Span::GENERATED);
        self.stack_pieces(&mut stack, &[title], style.size, style.size * 1.2);
        self.push(stack.row);
    }

    /// Title, subtitle, authors, publisher.
    pub fn title_page(&mut self) {
        let metadata = &self.context.book.metadata;
        let depth = self.context.geometry.depth();
        let mut stack = self.whole_page();
        stack.y = depth * 0.17;
        let style = self.title_style(self.context.theme.title.0 * 1.45);
        let tagged = self.tagged(style, Role::Paragraph);
        let title = Piece::plain(metadata.title.clone(), tagged, Span::GENERATED);
        self.stack_pieces(&mut stack, &[title], style.size, style.size * 1.12);
        if let Some(subtitle) = &metadata.subtitle {
            let style = self
                .context
                .theme
                .set_off(TextStyle::text(self.context.theme.size * 1.5));
            let tagged = self.tagged(style, Role::Paragraph);
            stack.y += self.context.theme.leading;
            let piece = Piece::plain(subtitle.clone(), tagged, Span::GENERATED);
            self.stack_pieces(&mut stack, &[piece], style.size, style.size * 1.3);
        }
        stack.y += self.context.theme.leading * 1.4;
        self.opener_rule(&mut stack, 1.5);
        stack.y = stack.y.max(depth * 0.55) + self.context.theme.leading;
        let names: Vec<&str> = metadata.authors().collect();
        let style = TextStyle {
            figures: Figures::Lining,
            ..TextStyle::text(self.context.theme.size * 1.35)
        };
        let tagged = self.tagged(style, Role::Paragraph);
        if !names.is_empty() {
            let piece = Piece::plain(names.join(", "), tagged, Span::GENERATED);
            self.stack_pieces(&mut stack, &[piece], style.size, style.size * 1.4);
        }
        if let Some(marking) = &self.context.book.edition.marking {
            let style = TextStyle {
                family: Family::Sans,
                bold: true,
                ..TextStyle::text(self.context.theme.size)
            };
            let tagged = self.tagged(style, Role::Paragraph);
            stack.y += self.context.theme.leading;
            let piece = Piece::plain(marking.clone(), tagged, Span::GENERATED);
            self.stack_pieces(&mut stack, &[piece], style.size, self.context.theme.leading);
        }
        if let Some(publisher) = metadata.publisher.as_ref().filter(|p| !names.contains(&p.as_str())) {
            let style = TextStyle {
                family: Family::Sans,
                tracking: 0.03,
                ..TextStyle::text(self.context.theme.size)
            };
            let tagged = self.tagged(style, Role::Paragraph);
            stack.y = stack.y.max(depth - 2.0 * self.context.theme.leading);
            let piece = Piece::plain(publisher.clone(), tagged, Span::GENERATED);
            self.stack_pieces(&mut stack, &[piece], style.size, self.context.theme.leading);
        }
        self.push(stack.row);
    }

    /// A part's own page: its number and title a third down, then what it says.
    pub fn part_page(&mut self) {
        let span = self.context.chapter.span.unwrap_or(Span::GENERATED);
        let mut stack = self.whole_page();
        stack.y = self.context.geometry.depth() * 0.24;
        let tag = self.elements.heading(self.scope.parent, 1);
        let label = self.number_label();
        if !label.is_empty() {
            let style = self.number_style(1.5);
            let label = match style.small_caps {
                true => label.to_lowercase(),
                false => label,
            };
            self.stack_pieces(
                &mut stack,
                &[Piece::plain(label, TaggedStyle { style, tag }, span)],
                style.size,
                self.context.theme.leading * 2.0,
            );
        }
        let style = self.title_style(self.context.theme.title.0 * 1.2);
        let title = self.context.chapter.title.clone();
        let pieces = self.pieces(&title, TaggedStyle { style, tag });
        self.stack_pieces(&mut stack, &pieces, style.size, style.size * 1.15);
        let grid = self.context.theme.leading;
        stack.row.height = ((stack.y + grid * 2.0) / grid).ceil() * grid;
        self.push(stack.row);
        self.cursor.flush_next();
        let chapter = self.context.chapter;
        self.blocks(&chapter.blocks);
    }

    /// Small print at the foot of the page.
    pub fn copyright_page(&mut self) {
        let (size, leading) = (self.context.theme.note.0 * 1.02, self.context.theme.note.1 * 1.06);
        let style = TextStyle {
            figures: Figures::Lining,
            ..TextStyle::text(size)
        };
        let chapter = self.context.chapter;
        let id = chapter.id.clone();
        self.cursor.anchor(id);
        self.nested(
            |scope| {
                scope.style = style;
                scope.leading = leading;
                scope.align = Align::Left;
                scope.indent = 0.0;
                scope.between = leading * 0.6;
                scope.snap = false;
            },
            |flow| flow.blocks(&chapter.blocks),
        );
        let taken: f32 = self.rows.rows.iter().skip(1).map(|r| r.height + r.before).sum::<f32>()
            + self.rows.rows.first().map_or(0.0, |r| r.height);
        let mut pad = Row::new((self.context.geometry.depth() - taken - 0.5).max(0.0), Span::GENERATED);
        pad.breaking = Break::Always;
        self.rows.rows.insert(0, pad);
        if let Some(first) = self.rows.rows.get_mut(1) {
            first.breaking = Break::Never;
        }
    }

    /// A dedication or an epigraph of the whole book: italic, a quarter down.
    pub fn display_page(&mut self) {
        let chapter = self.context.chapter;
        let grid = self.context.theme.leading;
        let mut pad = Row::new(
            (self.context.geometry.depth() * 0.25 / grid).ceil() * grid,
            Span::GENERATED,
        );
        pad.breaking = Break::Always;
        pad.anchors.push(chapter.id.clone());
        self.push(pad);
        let align = self.opener_align();
        let style = self.context.theme.set_off(self.scope.style);
        self.nested(
            |scope| {
                scope.align = align;
                scope.style = style;
                scope.indent = 0.0;
                scope.between = grid;
            },
            |flow| flow.blocks(&chapter.blocks),
        );
    }
}
