//! What is due before the next row or paragraph of a chapter.

use crate::print::paginate::{Break, Row};
use crate::span::Span;

/// What blocks leave for those after them.
pub(super) struct Cursor {
    /// Space before the next row, points.
    space: f32,
    /// Whether the next row must stay on the page of the one before.
    keep: bool,
    /// Whether the next paragraph starts without an indent.
    flush: bool,
    /// The paragraph whose first words are set apart.
    lead: Option<Span>,
    /// Ids whose place is the next row.
    anchors: Vec<String>,
}

impl Default for Cursor {
    /// The start of a chapter: its first paragraph has no indent.
    fn default() -> Cursor {
        Cursor {
            space: 0.0,
            keep: false,
            flush: true,
            lead: None,
            anchors: Vec::new(),
        }
    }
}

impl Cursor {
    /// Asks for at least this space before the next row, points.
    pub fn space(&mut self, points: f32) {
        self.space = self.space.max(points);
    }

    /// Has this space before the next row, whatever was asked for.
    pub fn set_space(&mut self, points: f32) {
        self.space = points;
    }

    /// Keeps the next row on the page of the one before.
    pub fn keep_next(&mut self) {
        self.keep = true;
    }

    /// Lets a page end before the next row.
    pub fn release_next(&mut self) {
        self.keep = false;
    }

    /// Starts the next paragraph without an indent.
    pub fn flush_next(&mut self) {
        self.flush = true;
    }

    /// Starts the next paragraph with its indent.
    pub fn indent_next(&mut self) {
        self.flush = false;
    }

    /// Whether the paragraph that begins now has no indent; the one after it has.
    pub fn take_flush(&mut self) -> bool {
        std::mem::take(&mut self.flush)
    }

    /// Names the paragraph whose first words are set apart.
    pub fn lead(&mut self, paragraph: Option<Span>) {
        self.lead = paragraph;
    }

    /// Whether the first words of a paragraph are set apart; true once for the paragraph that was named.
    pub fn take_lead(&mut self, paragraph: Span) -> bool {
        self.lead.take_if(|lead| *lead == paragraph).is_some()
    }

    /// Makes the next row the place of an id.
    pub fn anchor(&mut self, id: impl Into<String>) {
        self.anchors.push(id.into());
    }

    /// Gives a row what is due before it.
    pub fn settle(&mut self, row: &mut Row) {
        row.before = row.before.max(std::mem::take(&mut self.space));
        row.anchors.append(&mut self.anchors);
        if std::mem::take(&mut self.keep) {
            row.breaking = Break::Never;
        }
    }
}
