//! Contents and list of figures, with page numbers.

use super::Flow;
use crate::book::walk::{self, Node, Root, Siblings, TextKind};
use crate::book::{BlockKind, Book, Chapter, ChapterKind, Inline, InlineKind, Matter, plain_text};
use crate::print::page::{LinkTo, Role};
use crate::print::text::{Piece, TaggedStyle};
use crate::span::Span;
use crate::theme::{Align, Family, Figures, TextStyle};

/// A line of a list of what is in the book.
struct Entry<'a> {
    /// The id of what it names.
    id: &'a str,
    style: TaggedStyle,
    span: Span,
    /// How far its lines stand in, so that its number has a column of its own.
    hang: f32,
}

impl Flow<'_> {
    /// The contents: parts and chapters. What the chapter says after them is set alike.
    pub fn contents(&mut self) {
        let grid = self.context.theme.leading;
        // A list is not part of the grid, and set a little closer it stays on one page in most books.
        self.scope.snap = false;
        self.scope.leading = grid * self.context.theme.contents.leading;
        self.scope.hyphenate = false;
        self.part_of(Role::Contents, |flow| {
            let mut matter = None;
            for chapter in flow.context.book.chapters.iter().filter(|c| c.in_contents) {
                if matter.replace(chapter.matter).is_some_and(|m| m != chapter.matter) {
                    flow.cursor.space(grid * 0.6);
                }
                if chapter.kind == ChapterKind::Part {
                    flow.cursor.space(grid * 0.6);
                    flow.part_entry(chapter);
                    flow.cursor.space(grid * 0.15);
                    flow.cursor.keep_next();
                } else {
                    flow.chapter_entry(chapter);
                }
            }
        });
    }

    fn part_entry(&mut self, part: &Chapter) {
        let look = self.context.theme.contents;
        let style = TextStyle {
            family: look.part_family,
            bold: !look.part_small_caps,
            small_caps: look.part_small_caps,
            tracking: if look.part_small_caps { 0.06 } else { 0.0 },
            figures: Figures::Lining,
            ..self.context.theme.body()
        };
        let entry = Entry {
            id: &part.id,
            style: self.entry_style(style),
            span: part.span.unwrap_or(Span::GENERATED),
            hang: 0.0,
        };
        let mut pieces = Vec::new();
        if let Some(n) = part.number {
            let number = format!("{}\u{2002}", self.context.words.chapter_label(part.kind, n));
            pieces.push(entry.linked(Piece::plain(number, entry.style, entry.span)));
        }
        self.entry_title(&entry, &part.title, &mut pieces);
        self.entry_end(&entry, pieces, 0.0);
    }

    fn chapter_entry(&mut self, chapter: &Chapter) {
        let body = chapter.matter == Matter::Body;
        let text = self.context.theme.body();
        let style = TextStyle {
            italic: if body {
                text.italic
            } else {
                self.context.theme.contents.italic
            },
            figures: Figures::Lining,
            ..text
        };
        let entry = Entry {
            id: &chapter.id,
            style: self.entry_style(style),
            span: chapter.span.unwrap_or(Span::GENERATED),
            hang: self.context.theme.size * 2.0,
        };
        let mut pieces = Vec::new();
        let number = chapter.number.filter(|_| chapter.kind == ChapterKind::Chapter);
        if let Some(n) = number {
            self.entry_number(&entry, n, &mut pieces);
        }
        self.entry_title(&entry, &chapter.title, &mut pieces);
        // Titles without a number stand under those that have one.
        let indent = if number.is_none() && body { entry.hang } else { 0.0 };
        self.entry_end(&entry, pieces, indent);
    }

    /// A style of text that is an entry, and leads to what it names.
    fn entry_style(&mut self, style: TextStyle) -> TaggedStyle {
        let entry = self.element(Role::ContentsEntry);
        let tag = self.elements.add(entry, Role::Reference);
        self.elements.link(TaggedStyle { style, tag })
    }

    /// A number in its own column, made of a space that fills it.
    fn entry_number(&mut self, entry: &Entry<'_>, number: u32, out: &mut Vec<Piece>) {
        let TaggedStyle { style, .. } = entry.style;
        let piece = entry.linked(Piece::plain(number.to_string(), entry.style, entry.span));
        let (_, width) = self.setter.natural_width(std::slice::from_ref(&piece));
        out.push(piece);
        let en = style.size * 0.5;
        let spaces = ((entry.hang - width) / en).max(1.0);
        let gap = entry.style.with_style(TextStyle {
            size: style.size * (entry.hang - width).max(2.0) / (en * spaces.floor()),
            ..style
        });
        let space = "\u{2002}".repeat(spaces.floor() as usize);
        out.push(entry.linked(Piece::plain(space, gap, entry.span)));
    }

    fn entry_title(&mut self, entry: &Entry<'_>, title: &[Inline], out: &mut Vec<Piece>) {
        let title = self.pieces(&without_notes(title), entry.style);
        out.extend(title.into_iter().map(|piece| entry.linked(piece)));
    }

    /// The page number, flush right, and the whole as a paragraph.
    fn entry_end(&mut self, entry: &Entry<'_>, mut pieces: Vec<Piece>, indent: f32) {
        let folio = self.folio_of(entry.id);
        let quiet = TextStyle {
            bold: false,
            italic: false,
            small_caps: false,
            tracking: 0.0,
            family: Family::Serif,
            figures: Figures::Lining,
            ..entry.style.style
        };
        pieces.push(Piece::Fill {
            leader: self.context.theme.contents.leaders,
            style: quiet,
        });
        pieces.push(entry.linked(Piece::plain(folio, entry.style.with_style(quiet), entry.span)));
        self.nested(
            |scope| {
                scope.align = Align::Left;
                scope.hang = entry.hang;
            },
            |flow| flow.paragraph_of(&pieces, indent - entry.hang, entry.span),
        );
    }

    /// Captioned figures with their pages.
    pub fn list_of_figures(&mut self) {
        let style = TextStyle {
            figures: Figures::Lining,
            ..self.context.theme.body()
        };
        self.part_of(Role::Contents, |flow| {
            for (id, number, caption, span) in numbered_figures(flow.context.book) {
                let entry = Entry {
                    id,
                    style: flow.entry_style(style),
                    span,
                    hang: flow.context.theme.size * 2.0,
                };
                let mut pieces = Vec::new();
                flow.entry_number(&entry, number, &mut pieces);
                pieces.push(entry.linked(Piece::plain(caption, entry.style, span)));
                flow.entry_end(&entry, pieces, 0.0);
            }
        });
    }
}

impl Entry<'_> {
    /// A piece that leads to what the entry names.
    fn linked(&self, mut piece: Piece) -> Piece {
        if let Piece::Text { link, .. } = &mut piece {
            *link = Some(LinkTo::Anchor(self.id.to_owned()));
        }
        piece
    }
}

/// Id, number, caption and place of each captioned figure.
fn numbered_figures(book: &Book) -> impl Iterator<Item = (&str, u32, String, Span)> {
    let nodes = book.chapters.iter().flat_map(walk::chapter);
    nodes.filter_map(|visit| {
        let Node::Block(block) = visit.node else { return None };
        let BlockKind::Figure(figure) = &block.kind else {
            return None;
        };
        let caption = figure.caption.first().map(|first| match &first.kind {
            BlockKind::Paragraph(content) => plain_text(content),
            _ => String::new(),
        });
        let id = block.attributes.id.as_deref()?;
        Some((id, figure.number?, caption.unwrap_or_default(), block.span))
    })
}

/// A title as other pages show it: without marks of notes and of the index.
fn without_notes(title: &[Inline]) -> Vec<Inline> {
    let mut title = title.to_vec();
    walk::lists_mut(vec![Root::inlines(&mut title, TextKind::Title)], |siblings, _| {
        if let Siblings::Inlines(inlines) = siblings {
            inlines.retain(|inline| !matches!(inline.kind, InlineKind::NoteRef { .. } | InlineKind::IndexMark(_)));
        }
    });
    title
}
