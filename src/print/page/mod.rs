//! The display list: finished pages, with every mark in its place, and no PDF known.
//!
//! Lengths are points; the origin of a page is the trim's lower left corner, y upwards.

mod bleed;
mod structure;

pub use bleed::Bleed;
pub(in crate::print) use bleed::{REACH, cover};
pub use structure::{Element, Role, Structure, Tag};

use crate::picture::PrintImage;
use crate::span::Span;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A face as the typesetter used it.
#[derive(Clone, Debug)]
pub struct Face {
    /// PostScript-like name: `SourceSerif4-Regular`.
    pub name: String,
    /// The whole OpenType file; one that ships inside the program is not copied.
    pub data: Cow<'static, [u8]>,
    /// Units an em.
    pub units_per_em: u16,
}

/// A place in [`Pages::faces`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// A place in [`Pages::pictures`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PictureId(pub u32);

/// An axis-parallel rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct Rect {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

/// A shaped glyph in a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    /// Glyph index in the face.
    pub id: u16,
    /// x of its origin, measured from the run's x.
    pub x: f32,
    /// Height of its origin over the run's baseline: 0 but for marks over and under letters.
    pub y: f32,
    /// The face's own advance at the run's `stretch`; what is between this glyph's end and the
    /// next one's x is space that the setting added.
    pub advance: f32,
    /// The text that it stands for, as a byte range of the run's text. Glyphs of one cluster after
    /// the first have an empty range.
    pub text: std::ops::Range<u32>,
}

/// Glyphs of one face and size on one baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct GlyphRun {
    /// The face.
    pub face: FaceId,
    /// Size.
    pub size: f32,
    /// How wide the glyphs are drawn, as a share of their own width; 1 in nearly all text.
    pub stretch: f32,
    /// Where the run starts.
    pub x: f32,
    /// The baseline.
    pub y: f32,
    /// Grey level of the ink: 0 is paper, 1 is black. Printed in K alone.
    pub ink: f32,
    /// The glyphs, in visual order.
    pub glyphs: Vec<Glyph>,
    /// The text that the glyphs stand for. A hyphen that the setting added is in `glyphs` with an
    /// empty range, and not here.
    pub text: String,
    /// Where the text comes from.
    pub span: Span,
    /// The first byte of its first word in the text of the inline that it comes from.
    pub start: u32,
    /// What it is part of.
    pub tag: Tag,
    /// Whether it reads from the top down: turned a quarter to the right, as on a spine.
    pub turned: bool,
}

/// What stands on a page.
#[derive(Clone, Debug)]
pub enum Item {
    /// Text.
    Glyphs(GlyphRun),
    /// A filled rectangle: a rule, a box's ground.
    Fill {
        /// Where.
        rect: Rect,
        /// 0 is paper, 1 is black.
        ink: f32,
    },
    /// A stroked rectangle, the stroke centred on its edge.
    Stroke {
        /// Where.
        rect: Rect,
        /// The stroke's width.
        width: f32,
        /// 0 is paper, 1 is black.
        ink: f32,
    },
    /// A picture.
    Picture {
        /// Where.
        rect: Rect,
        /// Which.
        picture: PictureId,
        /// What it shows; empty when decorative.
        alt: String,
        /// What it is part of.
        tag: Tag,
        /// Where it comes from.
        span: Span,
    },
}

/// An area that leads somewhere, in the editions that have links.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkArea {
    /// Where.
    pub rect: Rect,
    /// To what.
    pub to: LinkTo,
    /// What it is part of.
    pub tag: Tag,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkTo {
    /// An id in [`Pages::anchors`].
    Anchor(String),
    /// A web or mail address.
    Address(String),
}

/// How a page is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum FolioStyle {
    Roman,
    Arabic,
}

/// A page's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Folio {
    /// Lower-case roman or arabic.
    pub style: FolioStyle,
    /// From 1, in its own sequence.
    pub number: u32,
}

/// A page. The first page of a book is a recto; recto and verso alternate.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its number, shown or not.
    pub folio: Folio,
    /// What stands on it, in reading order; furniture last.
    pub items: Vec<Item>,
    /// How many of the last items are furniture: running head and folio.
    pub furniture: usize,
    /// The links.
    pub links: Vec<LinkArea>,
}

/// A place on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Index in [`Pages::pages`].
    pub page: usize,
    /// Height of the top of what stands there.
    pub y: f32,
}

/// An entry of the outline.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineEntry {
    /// What it says.
    pub title: String,
    /// Where it leads.
    pub place: Place,
    /// The entries under it.
    pub children: Vec<OutlineEntry>,
}

/// The pages of an edition.
#[derive(Clone, Debug)]
pub struct Pages {
    /// Trim width.
    pub width: f32,
    /// Trim height.
    pub height: f32,
    /// Where the paper reaches past the trim.
    pub bleed: Bleed,
    /// The pages, in order.
    pub pages: Vec<Page>,
    /// The faces that runs name.
    pub faces: Vec<Face>,
    /// The pictures that items name.
    pub pictures: Vec<Arc<PrintImage>>,
    /// Where each id of the book stands.
    pub anchors: BTreeMap<String, Place>,
    /// The outline.
    pub outline: Vec<OutlineEntry>,
    /// What the marks are parts of.
    pub structure: Structure,
}

impl Pages {
    /// Draws no rule thinner than `least` points: each grows to both sides.
    pub fn thicken(&mut self, least: f32) {
        let items = self.pages.iter_mut().flat_map(|page| &mut page.items);
        for item in items {
            match item {
                Item::Fill { rect, .. } => rect.thicken(least),
                Item::Stroke { width, .. } => *width = width.max(least),
                _ => {}
            }
        }
    }
}

impl Rect {
    fn thicken(&mut self, least: f32) {
        let (more_width, more_height) = (least - self.width, least - self.height);
        if more_height > 0.0 && self.width > LONG * self.height {
            self.y -= more_height / 2.0;
            self.height = least;
        } else if more_width > 0.0 && self.height > LONG * self.width {
            self.x -= more_width / 2.0;
            self.width = least;
        }
    }
}

/// What is so many times as long as it is thick is a rule.
const LONG: f32 = 4.0;
