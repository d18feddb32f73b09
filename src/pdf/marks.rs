//! Marked content (ISO 32000-1, 14.6): what a stretch of a page is part of, and what it says.

use super::content::Content;
use crate::print::{GlyphRun, Item, Tag};

/// What content is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Mark {
    /// Part of an element.
    Of(Tag),
    /// No part of the text.
    Artifact,
    /// A running head or a folio.
    Furniture,
}

/// The marked sequences of a page. They do not lie in one another: some readers lose the text that follows an inner one.
#[derive(Debug, Default)]
pub(super) struct Marks {
    open: Option<Mark>,
    /// What was left for words that are said otherwise.
    left: Option<Mark>,
    /// What goes on after them.
    due: Option<Mark>,
    /// The element of each sequence.
    pub tags: Vec<Tag>,
}

/// What an item is; `furniture` when it stands around the text.
pub(super) fn of(item: &Item, furniture: bool) -> Mark {
    let tag = match item {
        Item::Glyphs(run) => run.tag,
        Item::Picture { tag, .. } => *tag,
        Item::Fill { .. } | Item::Stroke { .. } => Tag::NONE,
    };
    match tag {
        Tag::NONE if furniture => Mark::Furniture,
        Tag::NONE => Mark::Artifact,
        tag => Mark::Of(tag),
    }
}

/// Whether the text that follows a run stands apart from it: lower, higher, further left, or behind a gap.
pub(super) fn stands_apart(run: &GlyphRun, after: &[Item]) -> bool {
    let next = after.iter().find_map(|item| match item {
        Item::Glyphs(next) if next.tag != Tag::NONE => Some(next),
        _ => None,
    });
    let end = run.x + run.glyphs.last().map_or(0.0, |g| g.x + g.advance);
    let goes_on = |next: &GlyphRun| {
        let level = (next.y - run.y).abs() <= run.size.min(next.size) * 0.8;
        level && next.x >= run.x && next.x <= end + run.size
    };
    next.is_none_or(|next| !goes_on(next))
}

impl Content<'_> {
    /// Begins a sequence, where another is open or none.
    pub fn enter(&mut self, mark: Mark) {
        self.marks.due = None;
        if self.marks.open == Some(mark) {
            return;
        }
        self.leave();
        self.text(false);
        match mark {
            Mark::Of(tag) => {
                let number = self.marks.tags.len();
                self.raw(format!("/P<</MCID {number}>>").as_bytes());
                self.operator("BDC");
                self.marks.tags.push(tag);
            }
            Mark::Artifact => self.operator("/Artifact BMC"),
            Mark::Furniture => self.operator("/Artifact<</Type/Pagination>>BDC"),
        }
        self.marks.open = Some(mark);
    }

    /// Whether the page is one whose structure is read.
    pub fn is_read(&self) -> bool {
        self.marks.open.is_some() || self.marks.left.is_some() || self.marks.due.is_some()
    }

    /// Ends the sequence that is open.
    pub fn leave(&mut self) {
        if self.marks.open.take().is_some() {
            self.text(false);
            self.operator("EMC");
        }
    }

    /// Goes on with the sequence that was left for words that are said otherwise.
    pub fn resume(&mut self) {
        if let Some(mark) = self.marks.due {
            self.enter(mark);
        }
    }

    /// Begins glyphs that say another text than their own (ISO 32000-1, 14.9.4), and tells whether the place of the pen
    /// is lost.
    pub fn speak(&mut self, text: &str) -> bool {
        let Some(Mark::Of(tag)) = self.marks.open.or(self.marks.due) else {
            if self.marks.open.is_none() {
                self.raw(b"/Span<<");
                self.actual_text(text);
                self.operator(">>BDC");
            }
            return false;
        };
        self.leave();
        let number = self.marks.tags.len();
        self.raw(format!("/Span<</MCID {number}").as_bytes());
        self.actual_text(text);
        self.operator(">>BDC");
        self.marks.tags.push(tag);
        self.marks.left = Some(Mark::Of(tag));
        self.marks.due = None;
        true
    }

    /// Ends them; `lost` is what [`Content::speak`] told.
    pub fn spoken(&mut self, lost: bool) {
        if lost {
            self.text(false);
            self.marks.due = self.marks.left.take();
        }
        if lost || self.marks.open.is_none() {
            self.operator("EMC");
        }
    }

    fn actual_text(&mut self, text: &str) {
        const HEX: &[u8; 16] = b"0123456789ABCDEF";
        self.raw(b"/ActualText<FEFF");
        for byte in text.encode_utf16().flat_map(u16::to_be_bytes) {
            let (high, low) = (usize::from(byte >> 4), usize::from(byte & 15));
            self.raw(&[HEX[high], HEX[low]]);
        }
        self.raw(b">");
    }
}
