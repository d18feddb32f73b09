//! Walks over a chapter's tree in reading order, changing it. Depth is bounded by the parser's cap.

use crate::book::{Block, BlockKind, Inline, InlineKind};

/// What is done on a walk.
pub(super) trait Visit {
    /// A block, before what it holds.
    fn block(&mut self, _block: &mut Block) {}
    /// An inline, before what it holds.
    fn inline(&mut self, _inline: &mut Inline) {}
}

/// Visits blocks and all they hold.
pub(super) fn blocks(list: &mut [Block], visit: &mut impl Visit) {
    for block in list {
        visit.block(block);
        match &mut block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
                inlines(content, visit);
            }
            BlockKind::Quote(inner) => blocks(inner, visit),
            BlockKind::Container {
                title, blocks: inner, ..
            } => {
                inlines(title, visit);
                blocks(inner, visit);
            }
            BlockKind::List(list) => {
                for item in &mut list.items {
                    blocks(&mut item.blocks, visit);
                }
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    for term in &mut definition.terms {
                        inlines(term, visit);
                    }
                    for detail in &mut definition.details {
                        blocks(detail, visit);
                    }
                }
            }
            BlockKind::Table(table) => {
                inlines(&mut table.caption, visit);
                for cell in table.head.iter_mut().chain(table.rows.iter_mut().flatten()) {
                    inlines(&mut cell.content, visit);
                }
            }
            BlockKind::Figure(figure) => blocks(&mut figure.caption, visit),
            BlockKind::Code { .. } | BlockKind::SceneBreak | BlockKind::Math { .. } | BlockKind::PageBreak => {}
        }
    }
}

/// Visits inlines and all they hold. A span that is left without attributes is replaced by what
/// it holds.
pub(super) fn inlines(list: &mut Vec<Inline>, visit: &mut impl Visit) {
    let mut hollow = false;
    for inline in list.iter_mut() {
        visit.inline(inline);
        if let Some(content) = content_mut(&mut inline.kind) {
            inlines(content, visit);
        }
        hollow |= is_hollow(inline);
    }
    if !hollow {
        return;
    }
    for inline in std::mem::take(list) {
        match inline.kind {
            InlineKind::Span { attributes, content } if attributes.is_empty() => list.extend(content),
            _ => list.push(inline),
        }
    }
}

fn is_hollow(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Span { attributes, .. } if attributes.is_empty())
}

/// What an inline holds.
pub(super) fn content_mut(kind: &mut InlineKind) -> Option<&mut Vec<Inline>> {
    match kind {
        InlineKind::Emphasis(c)
        | InlineKind::Strong(c)
        | InlineKind::Strikethrough(c)
        | InlineKind::Superscript(c)
        | InlineKind::Subscript(c)
        | InlineKind::SmallCaps(c)
        | InlineKind::Link { content: c, .. }
        | InlineKind::Reference { content: c, .. }
        | InlineKind::Span { content: c, .. }
        | InlineKind::Element { content: c, .. } => Some(c),
        InlineKind::Text(_)
        | InlineKind::Code(_)
        | InlineKind::Math(_)
        | InlineKind::SoftBreak
        | InlineKind::HardBreak
        | InlineKind::Image(_)
        | InlineKind::NoteRef { .. }
        | InlineKind::IndexMark(_) => None,
    }
}
