//! Blocks and inlines of text that no manuscript line produced.

use super::links::bare_address;
use crate::book::{Attributes, Block, BlockKind, ContainerKind, Inline, InlineKind};
use crate::span::Span;

/// Text.
pub(super) fn text(text: impl Into<String>) -> Inline {
    inline(InlineKind::Text(text.into()))
}

/// An inline.
pub(super) fn inline(kind: InlineKind) -> Inline {
    Inline {
        kind,
        span: Span::GENERATED,
    }
}

/// A link that shows its own address.
pub(super) fn address_link(address: &str) -> Inline {
    link(address, bare_address(address))
}

/// A link that shows `words`.
pub(super) fn link(address: &str, words: impl Into<String>) -> Inline {
    inline(InlineKind::Link {
        address: address.into(),
        title: String::new(),
        content: vec![text(words)],
    })
}

/// A paragraph that ends in an address on a line of its own, where there is one.
pub(super) fn with_address(mut content: Vec<Inline>, address: Option<&str>) -> Block {
    if let Some(address) = address {
        content.push(inline(InlineKind::HardBreak));
        content.push(address_link(address));
    }
    paragraph("", content)
}

/// Blocks that belong together, of a class.
pub(super) fn container(class: &str, blocks: Vec<Block>) -> Block {
    let kind = BlockKind::Container {
        kind: ContainerKind::Plain,
        title: Vec::new(),
        blocks,
    };
    block(class, kind)
}

/// A paragraph of a class.
pub(super) fn paragraph(class: &str, content: Vec<Inline>) -> Block {
    block(class, BlockKind::Paragraph(content))
}

/// A block of a class; of none where `class` is empty.
pub(super) fn block(class: &str, kind: BlockKind) -> Block {
    let classes = (!class.is_empty()).then(|| class.to_owned());
    Block {
        kind,
        attributes: Attributes {
            classes: classes.into_iter().collect(),
            ..Attributes::default()
        },
        span: Span::GENERATED,
    }
}
