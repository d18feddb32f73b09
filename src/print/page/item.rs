//! What stands on a page: runs of glyphs, rules, pictures, and the areas of links.

use super::structure::Tag;
use crate::span::Span;
use std::borrow::Cow;

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

/// A place in [`super::Pages::faces`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// A place in [`super::Pages::pictures`].
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

/// A mark on a page.
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
    /// An id in [`super::Pages::anchors`].
    Anchor(String),
    /// A web or mail address.
    Address(String),
}

/// A filled rectangle at least so many times as long as it is thick is a rule; others are grounds and boxes.
const RULE_LENGTH: f32 = 4.0;

impl Rect {
    /// Makes a rule at least so thick; what is no rule stays as it is.
    pub(super) fn thicken(&mut self, least: f32) {
        let (more_width, more_height) = (least - self.width, least - self.height);
        if more_height > 0.0 && self.width > RULE_LENGTH * self.height {
            self.y -= more_height / 2.0;
            self.height = least;
        } else if more_width > 0.0 && self.height > RULE_LENGTH * self.width {
            self.x -= more_width / 2.0;
            self.width = least;
        }
    }
}
