//! Walks over the tree.

use super::{Block, BlockKind, Book, Inline, InlineKind, Picture};
use crate::span::Span;

/// Every picture of a book with the place that shows it, in reading order.
pub fn pictures(book: &Book) -> Vec<(&Picture, Span)> {
    let mut out = Vec::new();
    for chapter in &book.chapters {
        in_inlines(&chapter.title, &mut out);
        in_blocks(&chapter.blocks, &mut out);
        for note in &chapter.notes {
            in_blocks(&note.blocks, &mut out);
        }
    }
    out
}

fn in_blocks<'a>(blocks: &'a [Block], out: &mut Vec<(&'a Picture, Span)>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => in_inlines(content, out),
            BlockKind::Quote(blocks) => in_blocks(blocks, out),
            BlockKind::Container { title, blocks, .. } => {
                in_inlines(title, out);
                in_blocks(blocks, out);
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| in_blocks(&item.blocks, out)),
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    definition.terms.iter().for_each(|term| in_inlines(term, out));
                    definition.details.iter().for_each(|detail| in_blocks(detail, out));
                }
            }
            BlockKind::Table(table) => {
                in_inlines(&table.caption, out);
                let cells = table.head.iter().chain(table.rows.iter().flatten());
                cells.for_each(|cell| in_inlines(&cell.content, out));
            }
            BlockKind::Figure(figure) => {
                out.push((&figure.picture, block.span));
                in_blocks(&figure.caption, out);
            }
            BlockKind::Code { .. } | BlockKind::SceneBreak | BlockKind::Math { .. } | BlockKind::PageBreak => {}
        }
    }
}

fn in_inlines<'a>(inlines: &'a [Inline], out: &mut Vec<(&'a Picture, Span)>) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Image(picture) => out.push((picture, inline.span)),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Superscript(content)
            | InlineKind::Subscript(content)
            | InlineKind::SmallCaps(content)
            | InlineKind::Link { content, .. }
            | InlineKind::Reference { content, .. }
            | InlineKind::Span { content, .. }
            | InlineKind::Element { content, .. } => in_inlines(content, out),
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Math(_)
            | InlineKind::SoftBreak
            | InlineKind::HardBreak
            | InlineKind::NoteRef { .. }
            | InlineKind::IndexMark(_) => {}
        }
    }
}
