//! Figures with their captions.

use super::{Flow, PictureUse};
use crate::book::{Attributes, Block, BlockKind, Figure, Picture};
use crate::diagnostic::{Diagnostic, codes};
use crate::print::page::{Bleed, PictureId, REACH, Role, Tag};
use crate::print::paginate::{Mark, Row, Scale, baseline_in};
use crate::print::text::{Piece, TaggedStyle};
use crate::span::Span;
use crate::theme::{Align, TextStyle};

/// The shares of its height that a picture may lose or gain for a page to end where it should.
const SMALLER: f32 = 0.22;
const LARGER: f32 = 0.12;

impl Flow<'_> {
    /// A figure and its caption: one row, that may change places with text around it.
    pub fn figure(&mut self, figure: &Figure, attributes: &Attributes, span: Span) {
        if attributes.has("bleed") && self.context.bleed != Bleed::None && self.bleeding_picture(figure, span) {
            return;
        }
        let half = self.context.theme.leading / 2.0;
        let parent = match figure.caption.is_empty() {
            true => self.scope.parent,
            false => self.element(Role::Division),
        };
        let tag = self.picture_element(parent, &figure.picture);
        let caption = self.inside(parent, |flow| flow.caption_row(figure, span));
        let caption_height = caption.as_ref().map_or(0.0, |row| row.height + 4.0);
        let limit = (self.measure(), self.context.geometry.depth() * 0.6 - caption_height);
        let percent = Some(figure.picture.width.unwrap_or(0.0)).filter(|w| *w > 0.0);
        let placed = self.picture(&figure.picture.path, percent, limit);
        let Some((picture, width, height)) = placed else {
            self.missing_figure(figure, span);
            return;
        };
        if let Some(last) = self.picture_uses.last_mut() {
            last.span = span;
        }
        // A product's cover stands at the left, over the words that name it.
        let is_cover = attributes.has("cover");
        let room = if is_cover { 0.0 } else { (self.measure() - width) / 2.0 };
        let x = self.scope.left + room;
        let mut row = Row::new(height, span);
        row.snap = false;
        row.floats = caption.is_some();
        row.spare = true;
        if !is_cover {
            row.scale = self.scale_of(width, height);
        }
        row.marks.push(Mark::Picture {
            x,
            y: 0.0,
            width,
            height,
            picture,
            alt: figure.picture.alt.clone(),
            tag,
            span,
        });
        if let Some(caption) = caption {
            let top = height + 4.0;
            row.marks
                .extend(caption.marks.into_iter().map(|mark| lowered(mark, top)));
            row.anchors.extend(caption.anchors);
            row.notes.extend(caption.notes);
            row.height = top + caption.height;
        }
        self.cursor.space(half);
        // A figure that moves takes the space under it along, and leaves the indents around it as they are.
        if row.floats {
            row.height += half;
            self.push(row);
        } else {
            self.push(row);
            self.cursor.space(half);
            self.cursor.flush_next();
            if is_cover {
                self.cursor.keep_next();
            }
        }
    }

    /// A picture at a width in percent of the measure, within limits: its id, width and height. `None` when the
    /// project has no such picture.
    pub fn picture(&mut self, path: &str, percent: Option<f32>, limit: (f32, f32)) -> Option<(PictureId, f32, f32)> {
        let source = self.context.pictures.get(path)?;
        let (w, h) = (source.width.max(1) as f32, source.height.max(1) as f32);
        let natural = w * 0.75;
        let wanted = percent.map_or(natural.min(limit.0), |p| self.measure() * p / 100.0);
        let width = wanted.min(limit.0).min(limit.1 * w / h).max(1.0);
        let id = self.picture_at(path, width, false, Span::GENERATED);
        Some((id, width, width * h / w))
    }

    /// A picture of the chapter at a width.
    pub fn picture_at(&mut self, path: &str, width: f32, bleeds: bool, span: Span) -> PictureId {
        let id = PictureId(self.picture_uses.len() as u32);
        self.picture_uses.push(PictureUse {
            path: path.to_owned(),
            width,
            bleeds,
            span,
        });
        id
    }

    /// A picture that has a page to itself, which it covers. It may change places with text, so that the page before it
    /// is full.
    fn bleeding_picture(&mut self, figure: &Figure, span: Span) -> bool {
        let (width, height) = (self.context.geometry.width, self.context.geometry.height);
        let reach = 2.0 * REACH;
        let path = &figure.picture.path;
        let Some(source) = self.context.pictures.get(path) else {
            return false;
        };
        let shape = source.width.max(1) as f32 / source.height.max(1) as f32;
        let covering = (width + reach).max((height + reach) * shape);
        let picture = self.picture_at(path, covering, true, span);
        let depth = self.context.geometry.depth();
        let mut row = Row::new(depth, span);
        row.floats = true;
        row.marks.push(Mark::Picture {
            x: 0.0,
            y: 0.0,
            width: covering,
            height: covering / shape,
            picture,
            alt: figure.picture.alt.clone(),
            tag: self.picture_element(self.scope.parent, &figure.picture),
            span,
        });
        self.push(row);
        if !figure.caption.is_empty() {
            self.findings.push(
                Diagnostic::new(
                    codes::FIGURE_BLEED_CAPTION,
                    span,
                    "a picture that covers its page leaves no room for its caption",
                )
                .with_help("say in the text what it shows; editions without bleed have the caption"),
            );
        }
        true
    }

    /// The element of a picture; none for one that is there for its looks.
    pub fn picture_element(&mut self, parent: Tag, picture: &Picture) -> Tag {
        match picture.decorative {
            true => Tag::NONE,
            false => self.elements.add_with_alt(parent, Role::Figure, &picture.alt),
        }
    }

    /// How far a picture may give way: not so far that it seems another one, and never out of the measure.
    fn scale_of(&self, width: f32, height: f32) -> Scale {
        let grid = self.context.theme.leading;
        let lines = |share: f32| (height * share / grid).floor().max(0.0) as u32;
        let wider = (self.measure() / width.max(1.0) - 1.0).min(LARGER);
        Scale {
            smaller: lines(SMALLER),
            larger: lines(wider.max(0.0)),
        }
    }

    /// The caption in one row: "Figure 3", then its text.
    fn caption_row(&mut self, figure: &Figure, span: Span) -> Option<Row> {
        if figure.caption.is_empty() {
            return None;
        }
        let style = self.tagged(self.context.theme.caption(), Role::Caption);
        let mut row = Row::new(0.0, span);
        for (at, block) in figure.caption.iter().enumerate() {
            let label = (at == 0).then_some(figure.number).flatten();
            let label = label.map(|n| format!("{}\u{a0}{n}", self.context.words.labels.figure));
            self.caption_lines(&mut row, label, block, style);
        }
        Some(row)
    }

    /// Adds the lines of a caption's paragraph to a row.
    pub fn caption_lines(&mut self, row: &mut Row, label: Option<String>, block: &Block, style: TaggedStyle) {
        let BlockKind::Paragraph(content) = &block.kind else {
            return;
        };
        let leading = self.context.theme.small.1;
        let mut pieces = Vec::new();
        if let Some(label) = label {
            let label_style = style.with_style(self.context.theme.caption_label());
            pieces.push(Piece::plain(label, label_style, block.span));
            pieces.push(Piece::plain("\u{2002}", style, block.span));
        }
        pieces.extend(self.pieces(content, style));
        let lines = self.set_at(
            |scope| {
                scope.align = Align::Left;
                scope.hyphenate = false;
                scope.hang = 0.0;
            },
            &pieces,
        );
        for line in lines {
            let y = row.height + baseline_in(leading, style.style.size);
            row.put(line, self.scope.left, y);
            row.height += leading;
        }
    }

    /// Where a picture is missing its words stand, and the caption.
    fn missing_figure(&mut self, figure: &Figure, span: Span) {
        let italic = TextStyle {
            italic: true,
            ..self.scope.style
        };
        let style = self.tagged(italic, Role::Paragraph);
        let text = Piece::plain(format!("[{}]", figure.picture.alt), style, span);
        let caption = figure.caption.clone();
        self.set_off(|flow| {
            flow.paragraph_of(&[text], 0.0, span);
            flow.blocks(&caption);
        });
    }
}

/// A mark, further down.
pub(super) fn lowered(mut mark: Mark, by: f32) -> Mark {
    match &mut mark {
        Mark::Line { y, .. } | Mark::Fill { y, .. } | Mark::Stroke { y, .. } | Mark::Picture { y, .. } => *y += by,
    }
    mark
}
