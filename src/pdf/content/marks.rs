//! Marked content (ISO 32000-1, 14.6): what a stretch of a page is part of, and what it says.

use super::operators::Operators;
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

/// A page's content in the making: its operators, in marked sequences. Those do not lie in one another: some readers
/// lose the text that follows an inner one.
pub(super) struct Content<'a> {
    pub operators: Operators<'a>,
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

impl<'a> Content<'a> {
    /// Content that follows what is in `bytes`.
    pub fn new(bytes: &'a mut Vec<u8>) -> Content<'a> {
        Content {
            operators: Operators::new(bytes),
            open: None,
            left: None,
            due: None,
            tags: Vec::new(),
        }
    }

    /// Begins a sequence, where another is open or none.
    pub fn enter(&mut self, mark: Mark) {
        self.due = None;
        if self.open == Some(mark) {
            return;
        }
        self.leave();
        self.operators.text(false);
        match mark {
            Mark::Of(tag) => {
                let number = self.tags.len();
                self.operators.raw(format!("/P<</MCID {number}>>").as_bytes());
                self.operators.operator("BDC");
                self.tags.push(tag);
            }
            Mark::Artifact => self.operators.operator("/Artifact BMC"),
            Mark::Furniture => self.operators.operator("/Artifact<</Type/Pagination>>BDC"),
        }
        self.open = Some(mark);
    }

    /// Whether the page is one whose structure is read.
    pub fn is_read(&self) -> bool {
        self.open.is_some() || self.left.is_some() || self.due.is_some()
    }

    /// Ends the sequence that is open.
    pub fn leave(&mut self) {
        if self.open.take().is_some() {
            self.operators.text(false);
            self.operators.operator("EMC");
        }
    }

    /// Goes on with the sequence that was left for words that are said otherwise.
    pub fn resume(&mut self) {
        if let Some(mark) = self.due {
            self.enter(mark);
        }
    }

    /// Begins glyphs that say another text than their own (ISO 32000-1, 14.9.4), and tells whether the place of the pen
    /// is lost.
    pub fn speak(&mut self, text: &str) -> bool {
        let Some(Mark::Of(tag)) = self.open.or(self.due) else {
            if self.open.is_none() {
                self.operators.raw(b"/Span<<");
                self.actual_text(text);
                self.operators.operator(">>BDC");
            }
            return false;
        };
        self.leave();
        let number = self.tags.len();
        self.operators.raw(format!("/Span<</MCID {number}").as_bytes());
        self.actual_text(text);
        self.operators.operator(">>BDC");
        self.tags.push(tag);
        self.left = Some(Mark::Of(tag));
        self.due = None;
        true
    }

    /// Ends them; `lost` is what [`Content::speak`] told.
    pub fn spoken(&mut self, lost: bool) {
        if lost {
            self.operators.text(false);
            self.due = self.left.take();
        }
        if lost || self.open.is_none() {
            self.operators.operator("EMC");
        }
    }

    fn actual_text(&mut self, text: &str) {
        const HEX: &[u8; 16] = b"0123456789ABCDEF";
        self.operators.raw(b"/ActualText<FEFF");
        for byte in text.encode_utf16().flat_map(u16::to_be_bytes) {
            let (high, low) = (usize::from(byte >> 4), usize::from(byte & 15));
            self.operators.raw(&[HEX[high], HEX[low]]);
        }
        self.operators.raw(b">");
    }
}
