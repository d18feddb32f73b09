//! Rows: the unbreakable slices that a chapter is cut into before it is laid on pages.

use super::line::Line;
use super::page::PictureId;
pub(super) use super::theme::Decoration;
use crate::span::Span;

/// What stands in a row. x is measured from the frame's left edge, y from the row's top, downwards.
#[derive(Clone, Debug)]
pub(super) enum Mark {
    /// A set line with its baseline at `y`.
    Line { line: Line, x: f32, y: f32 },
    /// A filled rectangle; `y` is its top.
    Fill {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        ink: f32,
    },
    /// A stroked rectangle; `y` is its top.
    Stroke {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        line: f32,
    },
    /// A picture; `y` is its top.
    Picture {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        picture: PictureId,
        alt: String,
        span: Span,
    },
}

/// Whether a page may end before a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Break {
    /// It may, at a cost.
    Cost(f32),
    /// It would leave a widow, an orphan, a heading without its text.
    Never,
    /// It must.
    Always,
}

/// Some lines of a note, on the page of the row that they belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotePiece {
    /// Which note of the chapter.
    pub note: usize,
    /// First line.
    pub from: usize,
    /// One past the last line.
    pub to: usize,
}

/// A slice of a chapter.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Its height.
    pub height: f32,
    /// Space above it, dropped at the top of a page.
    pub before: f32,
    /// Whether its top goes to the next line of the grid.
    pub snap: bool,
    /// Whether a page may end before it.
    pub breaking: Break,
    /// What stands in it.
    pub marks: Vec<Mark>,
    /// Places in it that something points at.
    pub anchors: Vec<String>,
    /// Notes on its page.
    pub notes: Vec<NotePiece>,
    /// The decorations that it stands in, outermost first: indices of [`Rows::boxes`].
    pub boxes: Vec<usize>,
    /// The table head that is repeated when a page starts with this row: an index of [`Rows::heads`].
    pub head: Option<usize>,
    /// Whether it may change places with the text after it to avoid a gap.
    pub floats: bool,
    /// Whether it is a heading: figures do not move past it.
    pub heading: bool,
    /// Whether its marks are seen only where a page begins or ends with it.
    pub at_edges: bool,
    /// Whether its last line ends in a hyphen.
    pub hyphenated: bool,
    /// Where it comes from.
    pub span: Span,
}

impl Row {
    /// An empty row on the grid.
    pub fn new(height: f32, span: Span) -> Row {
        Row {
            height,
            before: 0.0,
            snap: true,
            breaking: Break::Cost(0.0),
            marks: Vec::new(),
            anchors: Vec::new(),
            notes: Vec::new(),
            boxes: Vec::new(),
            head: None,
            floats: false,
            heading: false,
            at_edges: false,
            hyphenated: false,
            span,
        }
    }
}

/// A container's decoration and where it stands across the measure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Boxed {
    pub decoration: Decoration,
    pub x: f32,
    pub width: f32,
}

/// A note, set.
#[derive(Clone, Debug)]
pub(super) struct SetNote {
    /// Its lines, each a row of the note leading.
    pub rows: Vec<Row>,
}

/// A chapter, cut into rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    pub rows: Vec<Row>,
    pub boxes: Vec<Boxed>,
    pub heads: Vec<Vec<Row>>,
    pub notes: Vec<SetNote>,
}
