//! Blocks: what stands under one another.

use super::{Callout, Inline};
use crate::span::Span;

/// Id, classes and other attributes, in Pandoc's form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// The id, unique in the book.
    pub id: Option<String>,
    /// The classes, without their dots.
    pub classes: Vec<String>,
    /// The other `key=value` pairs, in order.
    pub pairs: Vec<(String, String)>,
}

impl Attributes {
    /// The value of `key`.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str())
    }

    /// Whether the class is there.
    pub fn has(&self, class: &str) -> bool {
        self.classes.iter().any(|c| c == class)
    }

    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        self.id.is_none() && self.classes.is_empty() && self.pairs.is_empty()
    }
}

/// A block with its attributes and its place in the sources.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Id, classes, further attributes.
    pub attributes: Attributes,
    /// Where it comes from.
    pub span: Span,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading inside a chapter, level 1 to 6 as written (the chapter's title is not among the blocks).
    Heading {
        /// 1 to 6.
        level: u8,
        /// The text.
        content: Vec<Inline>,
    },
    /// A block quotation.
    Quote(Vec<Block>),
    /// A code block; lines are kept.
    Code {
        /// The info string's first word.
        language: Option<String>,
        /// The text, without the fence, with its last line feed.
        text: String,
    },
    /// A list.
    List(List),
    /// Terms with their definitions.
    Definitions(Vec<Definition>),
    /// A table.
    Table(Table),
    /// A picture that stands for itself.
    Figure(Figure),
    /// A break between scenes: an ornament or space.
    SceneBreak,
    /// Display math.
    Math {
        /// The TeX source.
        tex: String,
    },
    /// A named container.
    Container {
        /// What it is.
        kind: ContainerKind,
        /// Its `title`, if any.
        title: Vec<Inline>,
        /// Its blocks.
        blocks: Vec<Block>,
    },
    /// A new page in print; in an ebook, a break before what follows.
    PageBreak,
}

/// A list.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// The first number of an ordered list.
    pub start: Option<u64>,
    /// Whether items are set without space between them, as CommonMark defines tight.
    pub tight: bool,
    /// The items.
    pub items: Vec<ListItem>,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListItem {
    /// For a task list: whether it is done.
    pub task: Option<bool>,
    /// Its blocks. In a tight list paragraphs are still [`BlockKind::Paragraph`].
    pub blocks: Vec<Block>,
    /// Where it comes from.
    pub span: Span,
}

/// Terms that share their definitions.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// The terms.
    pub terms: Vec<Vec<Inline>>,
    /// The definitions.
    pub details: Vec<Vec<Block>>,
    /// Where it comes from.
    pub span: Span,
}

/// How a column stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Alignment {
    #[default]
    None,
    Left,
    Center,
    Right,
}

/// A table: one head row and body rows, all of the same number of cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// How each column stands, in order.
    pub alignments: Vec<Alignment>,
    /// Column widths in percent of the measure, where the author gave them.
    pub widths: Option<Vec<f32>>,
    /// The head row.
    pub head: Vec<Cell>,
    /// The body rows.
    pub rows: Vec<Vec<Cell>>,
    /// The caption.
    pub caption: Vec<Inline>,
    /// Its number among the captioned tables of the edition. Set by `edition`.
    pub number: Option<u32>,
}

/// A table's cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The text.
    pub content: Vec<Inline>,
    /// Where it comes from.
    pub span: Span,
}

/// A picture, by its path in the project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// Path relative to the project's root, with `/`, normalised: no `.` or `..`. For a picture
    /// that lies elsewhere (a web address), the address as written; such a picture is not shown.
    pub path: String,
    /// What it shows, in words; empty when decorative or missing.
    pub alt: String,
    /// Whether the author declared it decorative.
    pub decorative: bool,
    /// Width in percent of the measure, where the author gave one.
    pub width: Option<f32>,
}

/// A picture with a caption.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The picture.
    pub picture: Picture,
    /// The caption's paragraphs; empty for none.
    pub caption: Vec<Block>,
    /// Its number among the captioned figures of the edition. Set by `edition`.
    pub number: Option<u32>,
}

/// What a container is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContainerKind {
    /// Set apart with a label.
    Callout(Callout),
    /// Beside the argument.
    Aside,
    /// Before the text of a chapter.
    Epigraph,
    /// Lines are kept: in each paragraph, hard breaks.
    Verse,
    /// A letter.
    Letter,
    /// A sentence of the text, shown large. Repeats the text: hidden from screen readers.
    PullQuote,
    /// Steps with their figure, never parted.
    Exercise,
    /// Kept in some editions only; `edition` resolves it and it is gone after.
    Only {
        /// Whether it is kept in these (`only=`) or in all but these (`not=`).
        keep: bool,
        /// Names of editions or of groups.
        editions: Vec<String>,
    },
    /// The line that names the source of an epigraph or signs a letter.
    Attribution,
    /// A plain division.
    Plain,
}
