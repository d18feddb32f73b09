//! Rows: the unbreakable slices that a chapter is cut into before it is laid on pages.

use crate::print::page::{PictureId, Tag};
use crate::print::text::{Line, LineItem, Piece, Setting};
use crate::span::Span;
pub(in crate::print) use crate::theme::Decoration;

/// A mark in a row. x is measured from the frame's left edge, y from the row's top, downwards.
#[derive(Clone, Debug)]
pub(in crate::print) enum Mark {
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
        tag: Tag,
        span: Span,
    },
}

/// Whether a page may end before a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::print) enum Break {
    /// It may, at a cost.
    Cost(f32),
    /// It would leave a widow, an orphan, a heading without its text.
    Never,
    /// It must.
    Always,
}

/// Some lines of a note, on the page of the row that they belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::print) struct NotePiece {
    /// Which note of the chapter.
    pub note: usize,
    /// First line.
    pub from: usize,
    /// One past the last line.
    pub to: usize,
}

impl NotePiece {
    /// All lines of a note.
    pub fn whole(note: usize) -> NotePiece {
        NotePiece {
            note,
            from: 0,
            to: usize::MAX,
        }
    }
}

/// Lines of the grid by which a picture may give way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::print) struct Scale {
    pub smaller: u32,
    pub larger: u32,
}

/// A slice of a chapter.
#[derive(Clone, Debug)]
pub(in crate::print) struct Row {
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
    /// Whether the space above it may grow by a line of the grid to fill a page.
    pub spare: bool,
    /// How many lines of the grid its picture may be drawn smaller or larger by.
    pub scale: Scale,
    /// Whether its marks are seen only where a page begins or ends with it.
    pub at_edges: bool,
    /// Whether its last line ends in a hyphen.
    pub hyphenated: bool,
    /// The paragraph that it is a line of, where that can be set again: an index of [`Rows::paragraphs`].
    pub paragraph: Option<usize>,
    /// Where it comes from.
    pub span: Span,
}

/// Lines of a paragraph as rows, widows and orphans kept out.
pub(in crate::print) fn line_rows(lines: Vec<Line>, place: LinePlace, span: Span) -> impl Iterator<Item = Row> {
    let count = lines.len();
    lines.into_iter().enumerate().map(move |(at, line)| {
        let mut row = Row::of_line(line, place, span);
        if at == 1 || (at > 0 && at + 1 == count) {
            row.breaking = Break::Never;
        }
        row
    })
}

/// Where the baseline stands in a line of a leading.
pub(in crate::print) fn baseline_in(leading: f32, size: f32) -> f32 {
    (leading + size * 0.46) / 2.0
}

impl Row {
    /// A line as a row of its leading, higher where something in it is.
    pub fn of_line(line: Line, place: LinePlace, span: Span) -> Row {
        let above = (line.ascent - place.leading).max(0.0);
        let span = if line.span.is_generated() { span } else { line.span };
        let mut row = Row::new(place.leading + above, span);
        row.snap = place.snap && above == 0.0;
        row.hyphenated = line.hyphenated;
        row.put(line, place.left, baseline_in(place.leading, place.size) + above);
        row
    }

    /// Puts a line in the row: its anchors are the row's then, and its notes stand on the row's page.
    pub fn put(&mut self, mut line: Line, x: f32, y: f32) {
        self.anchors.append(&mut line.anchors);
        self.notes.extend(line.notes.iter().copied().map(NotePiece::whole));
        self.marks.push(Mark::Line { line, x, y });
    }

    /// How far the text of its lines reaches from the left edge of their measure.
    pub fn text_width(&self) -> f32 {
        let lines = self.marks.iter().filter_map(|mark| match mark {
            Mark::Line { line, .. } => line.items.last(),
            _ => None,
        });
        lines
            .map(|item| match item {
                LineItem::Glyphs(run) => run.x + run.glyphs.last().map_or(0.0, |g| g.x + g.advance),
                LineItem::Fill { rect, .. } | LineItem::Picture { rect, .. } => rect.x + rect.width,
            })
            .fold(0.0, f32::max)
    }

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
            spare: false,
            scale: Scale::default(),
            at_edges: false,
            hyphenated: false,
            paragraph: None,
            span,
        }
    }
}

/// A container's decoration and where it stands across the measure.
#[derive(Clone, Copy, Debug)]
pub(in crate::print) struct ContainerBox {
    pub decoration: Decoration,
    pub x: f32,
    pub width: f32,
}

/// A note, set.
#[derive(Clone, Debug)]
pub(in crate::print) struct NoteRows {
    /// Its lines, each a row of the note leading.
    pub rows: Vec<Row>,
}

/// A paragraph that can be set again in more or fewer lines.
#[derive(Clone, Debug)]
pub(in crate::print) struct Paragraph {
    pub pieces: Vec<Piece>,
    pub setting: Setting,
    pub place: LinePlace,
    pub span: Span,
    /// How many lines it is best set in.
    pub lines: usize,
    /// How wide the last of these is.
    pub last_width: f32,
}

/// How lines become rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::print) struct LinePlace {
    /// Distance of the measure from the frame's left edge.
    pub left: f32,
    pub leading: f32,
    /// Size of the text.
    pub size: f32,
    /// Whether rows keep to the grid.
    pub snap: bool,
}

/// A chapter, cut into rows.
#[derive(Clone, Debug, Default)]
pub(in crate::print) struct Rows {
    pub rows: Vec<Row>,
    pub boxes: Vec<ContainerBox>,
    pub heads: Vec<Vec<Row>>,
    pub notes: Vec<NoteRows>,
    pub paragraphs: Vec<Paragraph>,
}
