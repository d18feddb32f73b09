//! What blocks are open while a text is read.

use crate::book::{Alignment, Block, Callout, Cell, Definition, ListItem, Table};
use crate::manuscript::inline::Built;
use crate::manuscript::syntax::mask::Fence;
use pulldown_cmark::{Alignment as MdAlignment, BlockQuoteKind, Tag, TagEnd};
use std::ops::Range;

/// What is open.
pub(super) enum Open {
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
pub(super) struct Frame {
    pub open: Open,
    pub blocks: Vec<Block>,
    pub range: Range<usize>,
    /// A paragraph `Table: ...` that waits for the table after it.
    pub caption: Option<Waiting>,
}

/// A table's caption before its table.
pub(super) struct Waiting {
    pub built: Built,
    pub range: Range<usize>,
}

/// What nests too deeply to be kept.
#[derive(PartialEq)]
pub(super) enum Flat {
    Tag,
    Fence,
}

impl Frame {
    pub fn new(open: Open, range: Range<usize>) -> Frame {
        Frame {
            open,
            blocks: Vec::new(),
            range,
            caption: None,
        }
    }
}

/// What a tag of the parser opens.
pub(super) fn opened(tag: Tag) -> Open {
    match tag {
        Tag::BlockQuote(kind) => Open::Quote(kind.map(|kind| match kind {
            BlockQuoteKind::Note => Callout::Note,
            BlockQuoteKind::Tip => Callout::Tip,
            BlockQuoteKind::Important => Callout::Important,
            BlockQuoteKind::Warning => Callout::Warning,
            BlockQuoteKind::Caution => Callout::Caution,
        })),
        Tag::List(start) => Open::List {
            start,
            tight: true,
            items: Vec::new(),
        },
        Tag::Item => Open::Item { task: None },
        Tag::DefinitionList => Open::Definitions(Vec::new()),
        Tag::FootnoteDefinition(label) => Open::Note(label.to_string()),
        Tag::Table(alignments) => Open::Table {
            table: Table {
                alignments: alignments.iter().map(aligned).collect(),
                ..Table::default()
            },
            row: Vec::new(),
        },
        _ => Open::Detail,
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
