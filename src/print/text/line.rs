//! What a paragraph is made of before it is set, and the lines it is set in.

use crate::print::page::{GlyphRun, LinkTo, PictureId, Rect, Tag};
use crate::span::Span;
use crate::theme::{Align, TextStyle};

/// How text looks, and the element of the structure that it is part of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TaggedStyle {
    /// How it looks.
    pub style: TextStyle,
    /// What it is part of.
    pub tag: Tag,
}

impl From<TextStyle> for TaggedStyle {
    /// The style of text that is part of no element.
    fn from(style: TextStyle) -> TaggedStyle {
        TaggedStyle { style, tag: Tag::NONE }
    }
}

impl TaggedStyle {
    /// Another look for the same element.
    pub fn with_style(self, style: TextStyle) -> TaggedStyle {
        TaggedStyle { style, ..self }
    }
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Text. Words run on over pieces: a break may come between two pieces only where the joined text
    /// has an opportunity.
    Text {
        /// The text; line feeds are spaces.
        text: String,
        /// Its look.
        style: TextStyle,
        /// What it is part of.
        tag: Tag,
        /// Language (BCP 47) where it is not the paragraph's.
        language: Option<String>,
        /// Whether words may be hyphenated.
        hyphenate: bool,
        /// Whether white space is kept as it is (code).
        verbatim: bool,
        /// Where it leads.
        link: Option<LinkTo>,
        /// Where it comes from.
        span: Span,
    },
    /// The mark of a note: set superior, never parted from what is before it; the line that it
    /// lands on lists `note`.
    NoteMark {
        /// What the mark shows.
        text: String,
        /// Which note, in the caller's counting.
        note: usize,
        /// Its look.
        style: TextStyle,
        /// What it is part of.
        tag: Tag,
        /// Where it leads.
        link: Option<LinkTo>,
        /// Where it comes from.
        span: Span,
    },
    /// A place that something points at; shows nothing.
    Anchor(String),
    /// A picture in the line, standing on the baseline less `depth`.
    Picture {
        /// Which.
        picture: PictureId,
        /// What it shows.
        alt: String,
        /// What it is part of.
        tag: Tag,
        /// Width, points.
        width: f32,
        /// Height, points.
        height: f32,
        /// How far it hangs under the baseline, points.
        depth: f32,
        /// Where it comes from.
        span: Span,
    },
    /// Something set already that stands in the line as one letter would: a formula.
    Box {
        /// What stands in it; x from its left edge, y from the baseline.
        items: Vec<LineItem>,
        /// Width, points.
        width: f32,
        /// How far it rises over the baseline, points.
        ascent: f32,
        /// How far it hangs under the baseline, points.
        descent: f32,
        /// Where it comes from.
        span: Span,
    },
    /// A line break.
    Break,
    /// Space that takes what is left of the line, filled with dots when `leader` is set; what follows is flush right.
    Fill {
        /// Whether dots fill it.
        leader: bool,
        /// The dots' look.
        style: TextStyle,
    },
}

impl Piece {
    /// Text that is never hyphenated and leads nowhere.
    pub fn plain(text: impl Into<String>, style: impl Into<TaggedStyle>, span: Span) -> Piece {
        let TaggedStyle { style, tag } = style.into();
        Piece::Text {
            text: text.into(),
            style,
            tag,
            language: None,
            hyphenate: false,
            verbatim: false,
            link: None,
            span,
        }
    }
}

/// How a paragraph is set.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// The measure, points.
    pub measure: f32,
    /// Indent of the first line, points; may be negative down to `-indent`.
    pub first_indent: f32,
    /// Indent of every line on the left, points.
    pub indent: f32,
    /// Indent of every line on the right, points.
    pub right_indent: f32,
    /// How lines stand.
    pub align: Align,
    /// The paragraph's language (BCP 47), for hyphenation.
    pub language: String,
    /// Whether words may be hyphenated at all.
    pub hyphenate: bool,
    /// Lines more (or fewer) than the best setting has, where the total fit can afford it.
    pub looseness: i32,
    /// Lines from the top that are shorter by `cut_width` on the left, for a drop cap.
    pub cut_lines: usize,
    /// How much shorter, points.
    pub cut_width: f32,
}

impl Setting {
    /// Lines over the whole of a measure, without hyphens or indents.
    pub fn plain(measure: f32, align: Align, language: &str) -> Setting {
        Setting {
            measure,
            first_indent: 0.0,
            indent: 0.0,
            right_indent: 0.0,
            align,
            language: language.to_owned(),
            hyphenate: false,
            looseness: 0,
            cut_lines: 0,
            cut_width: 0.0,
        }
    }
}

/// A mark in a line. x is measured from the left edge of the measure, y from the baseline, upwards.
#[derive(Clone, Debug, PartialEq)]
pub enum LineItem {
    /// Text.
    Glyphs(GlyphRun),
    /// An underline or a strike.
    Fill {
        /// Where.
        rect: Rect,
        /// 0 is paper, 1 is black.
        ink: f32,
    },
    /// A picture.
    Picture {
        /// Where.
        rect: Rect,
        /// Which.
        picture: PictureId,
        /// What it shows.
        alt: String,
        /// What it is part of.
        tag: Tag,
        /// Where it comes from.
        span: Span,
    },
}

impl LineItem {
    /// The same, elsewhere.
    pub fn moved(mut self, x: f32, y: f32) -> LineItem {
        match &mut self {
            LineItem::Glyphs(run) => {
                run.x += x;
                run.y += y;
            }
            LineItem::Fill { rect, .. } | LineItem::Picture { rect, .. } => {
                rect.x += x;
                rect.y += y;
            }
        }
        self
    }
}

/// A set line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What stands in it, left to right.
    pub items: Vec<LineItem>,
    /// Areas that lead somewhere, relative as the items are.
    pub links: Vec<(Rect, LinkTo, Tag)>,
    /// Places in it that something points at.
    pub anchors: Vec<String>,
    /// Notes whose marks stand in it, in order.
    pub notes: Vec<usize>,
    /// How far the highest thing stands over the baseline, points.
    pub ascent: f32,
    /// How far the lowest hangs under it, points.
    pub descent: f32,
    /// How far its spaces are stretched (1: as far as is good; more: too far) or shrunk (-1: as far
    /// as is allowed). 0 for lines that are not justified.
    pub ratio: f32,
    /// How much it stands out over the measure, points; 0 for lines that fit.
    pub overfull: f32,
    /// Whether it ends in a hyphen that the setting added.
    pub hyphenated: bool,
    /// Where its first and last text come from.
    pub span: Span,
}
