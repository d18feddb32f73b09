//! Words that have been shaped, and the cache that keeps them for a whole book.

use super::hyphenate::Point;
use crate::print::page::FaceId;
use crate::theme::Figures;
use harfrust::{Buffer, Feature, Language, ShapePlan};
use rustc_hash::FxHashMap;
use unicode_script::Script;

/// A glyph in font units.
#[derive(Clone, Copy, Debug)]
pub(in crate::print) struct ShapedGlyph {
    pub id: u16,
    pub advance: f32,
    /// Where it is drawn, off its origin: across and up.
    pub offset: (f32, f32),
    /// First byte of its cluster in the word's text.
    pub cluster: u32,
}

/// A word of a face: no space in it, and no break but at its points.
#[derive(Clone, Debug)]
pub(in crate::print) struct Word {
    /// The text that it stands for, soft hyphens left out.
    pub text: Box<str>,
    /// In visual order.
    pub glyphs: Box<[ShapedGlyph]>,
    /// Advance of all glyphs, font units.
    pub width: f32,
    /// Where it may be divided.
    pub points: Box<[Division]>,
    /// How far its first and last glyphs may stand out of the measure, font units.
    pub hang: (f32, f32),
    /// Whether it ends in a hyphen or a dash, so that a break after it counts as a hyphen.
    pub ends_in_hyphen: bool,
    /// Whether it may be divided between its parts as an address is.
    pub has_signs: bool,
    /// Whether its face lacks one of its characters.
    pub lacks: bool,
    /// Its first and last characters, as far as they are kerned with what is beside the word.
    pub edges: (Option<char>, Option<char>),
}

/// A place where a word may be divided.
#[derive(Clone, Copy, Debug)]
pub(in crate::print) struct Division {
    pub point: Point,
    /// Width of what is before it, its hyphen in it.
    pub before: f32,
    /// Width of what is after it.
    pub after: f32,
    /// How far the hyphen may stand out of the measure.
    pub hang: f32,
}

/// What script and language a text is in, and which way it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::print) struct Tongue {
    pub script: Script,
    pub right_to_left: bool,
    /// A language that the shaper knows by this number.
    pub language: u16,
    pub hyphenate: bool,
}

/// How a style is shaped, whatever its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::print) struct Look {
    pub face: FaceId,
    pub small_caps: bool,
    /// Whether small capitals are capitals of a smaller size.
    pub capitals: bool,
    pub figures: Figures,
    pub superior: bool,
    pub tongue: Tongue,
}

/// A look that a shaper knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(in crate::print) struct LookId(pub u16);

/// A word that a shaper knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::print) struct WordId(pub u32);

/// A look with all that was shaped in it.
pub(in crate::print) struct ShapedLook {
    pub look: Look,
    /// None where there is no such face.
    pub plan: Option<ShapePlan>,
    pub features: Vec<Feature>,
    pub words: FxHashMap<Box<str>, WordId>,
    pub space: Option<WordId>,
    /// Kerning of two characters (with a space between them, or at an edge of one), font units; `None` where they join.
    pub pairs: FxHashMap<(char, char, Between), Option<f32>>,
}

/// What stands between two characters that are kerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::print) enum Between {
    Nothing,
    Space,
}

/// What was shaped. It changes no result, only how soon it is there, so any chapter may go on with another's.
#[derive(Default)]
pub(in crate::print) struct Cache {
    pub languages: Vec<(String, Option<hypher::Lang>, Option<Language>)>,
    pub looks: Vec<ShapedLook>,
    pub words: Vec<Word>,
    pub buffer: Option<Buffer>,
}
