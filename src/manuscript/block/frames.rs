//! What blocks are open while a text is read.

use crate::book::{Alignment, Block, Callout, Cell, Definition, ListItem, Table};
use crate::manuscript::inline::InlineContent;
use crate::manuscript::syntax::mask::Fence;
use pulldown_cmark::{Alignment as MdAlignment, BlockQuoteKind, Tag, TagEnd};
use std::ops::Range;

/// What is open.
pub(super) enum OpenBlock {
    Root,
    Quote(Option<Callout>),
    List {
        start: Option<u64>,
        tight: bool,
        items: Vec<ListItem>,
    },
    Item {
        task: Option<bool>,
    },
    Definitions(Vec<Definition>),
    Detail,
    Note(String),
    Table {
        table: Table,
        row: Vec<Cell>,
    },
    Container(Box<Fence>),
}

/// An open block with what it holds so far.
pub(super) struct BlockFrame {
    pub open: OpenBlock,
    pub blocks: Vec<Block>,
    pub range: Range<usize>,
    /// A paragraph `Table: ...` that waits for the table after it.
    pub caption: Option<WaitingCaption>,
}

/// A table's caption before its table.
pub(super) struct WaitingCaption {
    pub built: InlineContent,
    pub range: Range<usize>,
}

/// What nests too deeply to be kept.
#[derive(PartialEq)]
pub(super) enum TooDeep {
    Tag,
    Fence,
}

impl BlockFrame {
    pub fn new(open: OpenBlock, range: Range<usize>) -> BlockFrame {
        BlockFrame {
            open,
            blocks: Vec::new(),
            range,
            caption: None,
        }
    }
}

/// What a tag of the parser opens.
pub(super) fn opened(tag: Tag) -> OpenBlock {
    match tag {
        Tag::BlockQuote(kind) => OpenBlock::Quote(kind.map(|kind| match kind {
            BlockQuoteKind::Note => Callout::Note,
            BlockQuoteKind::Tip => Callout::Tip,
            BlockQuoteKind::Important => Callout::Important,
            BlockQuoteKind::Warning => Callout::Warning,
            BlockQuoteKind::Caution => Callout::Caution,
        })),
        Tag::List(start) => OpenBlock::List {
            start,
            tight: true,
            items: Vec::new(),
        },
        Tag::Item => OpenBlock::Item { task: None },
        Tag::DefinitionList => OpenBlock::Definitions(Vec::new()),
        Tag::FootnoteDefinition(label) => OpenBlock::Note(label.to_string()),
        Tag::Table(alignments) => OpenBlock::Table {
            table: Table {
                alignments: alignments.iter().map(aligned).collect(),
                ..Table::default()
            },
            row: Vec::new(),
        },
        _ => OpenBlock::Detail,
    }
}

pub(super) fn aligned(alignment: &MdAlignment) -> Alignment {
    match alignment {
        MdAlignment::None => Alignment::None,
        MdAlignment::Left => Alignment::Left,
        MdAlignment::Center => Alignment::Center,
        MdAlignment::Right => Alignment::Right,
    }
}

/// Whether a tag stands in a line.
pub(super) fn is_inline(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

/// Whether an end tag stands in a line.
pub(super) fn is_inline_end(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}
