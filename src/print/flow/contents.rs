//! Contents and list of figures, with page numbers.

use super::Flow;
use crate::book::walk::{self, Node, Root, Siblings, TextKind};
use crate::book::{BlockKind, Book, Chapter, ChapterKind, Inline, InlineKind, Matter, plain_text};
use crate::print::page::{LinkTo, Role};
use crate::print::text::{Piece, TaggedStyle};
use crate::span::Span;
use crate::theme::{Align, Family, Figures, TextStyle};

impl Flow<'_> {
    /// The contents: parts, chapters, and the sections of the second level where the book is not long.
    pub fn contents(&mut self) {
        let book = self.book;
        let grid = self.theme.leading;
        let look = self.theme.contents;
        // A list is not part of the grid, and set a little closer it stays on one page in most books.
        self.scope.snap = false;
        self.scope.leading = grid * look.leading;
        self.scope.hyphenate = false;
        let mut matter = None;
        self.parent = self.element(Role::Contents);
        for chapter in book.chapters.iter().filter(|c| c.in_contents) {
            if matter.replace(chapter.matter).is_some_and(|m| m != chapter.matter) {
                self.space(grid * 0.6);
            }
            let part = chapter.kind == ChapterKind::Part;
            let body = chapter.matter == Matter::Body;
            let style = match (part, body) {
                (true, _) => TextStyle {
                    family: look.part_family,
                    bold: !look.part_small_caps,
                    small_caps: look.part_small_caps,
                    tracking: if look.part_small_caps { 0.06 } else { 0.0 },
                    ..self.theme.body()
                },
                (false, true) => self.theme.body(),
                (false, false) => TextStyle {
                    italic: look.italic,
                    ..self.theme.body()
                },
            };
            let style = TextStyle {
                figures: Figures::Lining,
                ..style
            };
            if part {
                self.space(grid * 0.6);
            }
            let number = match (part, chapter.number) {
                (true, Some(n)) => self.words.chapter_label(chapter.kind, n),
                (false, Some(n)) if chapter.kind == ChapterKind::Chapter => n.to_string(),
                _ => String::new(),
            };
            self.entry(chapter, &number, style, part);
            if part {
                self.space(grid * 0.15);
                self.keep_next();
            }
        }
    }

    fn entry(&mut self, chapter: &Chapter, number: &str, style: TextStyle, part: bool) {
        let span = chapter.span.unwrap_or(Span::GENERATED);
        let link = Some(LinkTo::Anchor(chapter.id.clone()));
        let hang = if part { 0.0 } else { self.theme.size * 2.0 };
        let style = self.entry_style(style);
        let mut pieces = Vec::new();
        if !number.is_empty() && !part {
            self.entry_number(number, style, span, &link, hang, &mut pieces);
        } else if part && !number.is_empty() {
            pieces.push(linked(Piece::plain(format!("{number}\u{2002}"), style, span), &link));
        }
        let title = without_notes(&chapter.title);
        pieces.extend(self.pieces(&title, style).into_iter().map(|piece| linked(piece, &link)));
        let indent = if number.is_empty() && !part && chapter.matter == Matter::Body {
            hang
        } else {
            0.0
        };
        self.entry_end(pieces, &chapter.id, style, span, if part { 0.0 } else { hang }, indent);
    }

    /// A style of text that is an entry, and leads to what it names.
    fn entry_style(&mut self, style: TextStyle) -> TaggedStyle {
        let entry = self.element(Role::ContentsEntry);
        let tag = self.element_in(entry, Role::Reference);
        self.link_element(TaggedStyle { style, tag })
    }

    /// A chapter's number in its own column, made of a space that fills it.
    fn entry_number(
        &mut self,
        number: &str,
        style: TaggedStyle,
        span: Span,
        link: &Option<LinkTo>,
        hang: f32,
        out: &mut Vec<Piece>,
    ) {
        let piece = linked(Piece::plain(number, style, span), link);
        let (_, width) = self.setter.natural_width(std::slice::from_ref(&piece));
        out.push(piece);
        let en = style.style.size * 0.5;
        let spaces = ((hang - width) / en).max(1.0);
        let gap = style.with_style(TextStyle {
            size: style.style.size * (hang - width).max(2.0) / (en * spaces.floor()),
            ..style.style
        });
        out.push(linked(
            Piece::plain("\u{2002}".repeat(spaces.floor() as usize), gap, span),
            link,
        ));
    }

    /// The page number, flush right.
    fn entry_end(&mut self, mut pieces: Vec<Piece>, id: &str, style: TaggedStyle, span: Span, hang: f32, indent: f32) {
        let folio = self.folio_of(id);
        let quiet = TextStyle {
            bold: false,
            italic: false,
            small_caps: false,
            tracking: 0.0,
            family: Family::Serif,
            figures: Figures::Lining,
            ..style.style
        };
        pieces.push(Piece::Fill {
            leader: self.theme.contents.leaders,
            style: quiet,
        });
        pieces.push(linked(
            Piece::plain(folio, style.with_style(quiet), span),
            &Some(LinkTo::Anchor(id.to_owned())),
        ));
        self.nested(
            |scope| {
                scope.align = Align::Left;
                scope.hang = hang;
            },
            |flow| flow.paragraph_of(&pieces, indent - hang, span),
        );
    }

    /// Captioned figures with their pages.
    pub fn list_of_figures(&mut self) {
        let book = self.book;
        let style = TextStyle {
            figures: Figures::Lining,
            ..self.theme.body()
        };
        self.parent = self.element(Role::Contents);
        for (id, number, caption, span) in numbered_figures(book) {
            let style = self.entry_style(style);
            let link = Some(LinkTo::Anchor(id.to_owned()));
            let mut pieces = Vec::new();
            self.entry_number(
                &number.to_string(),
                style,
                span,
                &link,
                self.theme.size * 2.0,
                &mut pieces,
            );
            pieces.push(linked(Piece::plain(caption, style, span), &link));
            self.entry_end(pieces, id, style, span, self.theme.size * 2.0, 0.0);
        }
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

fn linked(mut piece: Piece, to: &Option<LinkTo>) -> Piece {
    if let Piece::Text { link, .. } = &mut piece {
        link.clone_from(to);
    }
    piece
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
