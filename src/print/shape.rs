//! Words to glyphs, each word once: shaping is independent of size, so a word of a face is shaped one time in a
//! chapter, with its hyphenation points and what each side of them measures.

use super::faces::{Faces, is_invisible};
use super::hyphenate::{self, Point};
use super::line::{Figures, TextStyle};
use super::page::FaceId;
use harfrust::{Buffer, Direction, Feature, ShapeOptions, ShapePlan, ShaperFont, Tag};
use std::collections::HashMap;
use std::sync::Arc;

/// A glyph in font units.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShapedGlyph {
    pub id: u16,
    pub advance: f32,
    /// Where it is drawn, off its origin.
    pub offset: f32,
    /// First byte of its cluster in the word's text.
    pub cluster: u32,
}

/// A word of a face: no space in it, and no break but at its points.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// The text that it stands for, soft hyphens left out.
    pub text: String,
    pub glyphs: Vec<ShapedGlyph>,
    /// Advance of all glyphs, font units.
    pub width: f32,
    /// Where it may be divided.
    pub points: Vec<Division>,
    /// How far its first and last glyphs may stand out of the measure, font units.
    pub hang: (f32, f32),
    /// Whether it ends in a hyphen or a dash, so that a break after it counts as a hyphen.
    pub ends_in_hyphen: bool,
}

/// A place where a word may be divided. What it measures is near enough to choose it by: the two parts are
/// shaped when they are set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Division {
    pub point: Point,
    /// Width of what is before it, its hyphen in it.
    pub before: f32,
    /// Width of what is after it.
    pub after: f32,
}

/// How a style is shaped, whatever its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Look {
    face: FaceId,
    small_caps: bool,
    figures: Figures,
    superior: bool,
}

/// Words by their text.
type Words = HashMap<Box<str>, Arc<Word>>;

/// What has been shaped.
#[derive(Default)]
pub(super) struct Shaped {
    plans: HashMap<Look, (ShapePlan, Vec<Feature>)>,
    words: HashMap<(Look, Option<hypher::Lang>), Words>,
}

/// Shapes words, each once.
pub(super) struct Shaper<'a> {
    faces: &'a Faces,
    fonts: Vec<Option<ShaperFont<'a, 'static>>>,
    shaped: Shaped,
    buffer: Option<Buffer>,
}

impl<'a> Shaper<'a> {
    /// A shaper that knows what another has shaped with the same faces.
    pub fn knowing(faces: &'a Faces, shaped: Shaped) -> Shaper<'a> {
        let fonts = (0..faces.len()).map(|_| None).collect();
        Shaper {
            faces,
            fonts,
            shaped,
            buffer: Some(Buffer::new()),
        }
    }

    /// What it has shaped.
    pub fn into_shaped(self) -> Shaped {
        self.shaped
    }

    pub fn faces(&self) -> &'a Faces {
        self.faces
    }

    /// A word of a style in a face, with its divisions in a language (`None`: it is not hyphenated).
    pub fn word(
        &mut self,
        face: FaceId,
        style: &TextStyle,
        language: Option<hypher::Lang>,
        text: &str,
    ) -> Arc<Word> {
        let true_small = self.faces.get(face).is_some_and(|f| f.small_caps);
        let look = Look {
            face,
            small_caps: style.small_caps && true_small,
            figures: style.figures,
            superior: style.superior,
        };
        if let Some(word) = self
            .shaped
            .words
            .get(&(look, language))
            .and_then(|words| words.get(text))
        {
            return Arc::clone(word);
        }
        let word = Arc::new(self.make(look, style.small_caps && !true_small, language, text));
        self.shaped
            .words
            .entry((look, language))
            .or_default()
            .insert(text.into(), Arc::clone(&word));
        word
    }

    fn make(
        &mut self,
        look: Look,
        capitals: bool,
        language: Option<hypher::Lang>,
        raw: &str,
    ) -> Word {
        let points = hyphenate::points(raw, language);
        let text: String = raw.chars().filter(|c| *c != '\u{ad}').collect();
        let shown = if capitals {
            text.to_uppercase()
        } else {
            text.clone()
        };
        let same_length = shown.len() == text.len();
        let mut glyphs = self.shape(look, &shown);
        if !same_length {
            glyphs.iter_mut().for_each(|g| g.cluster = 0);
        }
        let width = width_of(&glyphs);
        let hyphen = if points.iter().any(|p| p.hyphen) {
            width_of(&self.shape(look, "-"))
        } else {
            0.0
        };
        let points = points
            .into_iter()
            .filter(|p| same_length && shown.is_char_boundary(p.at))
            .map(|point| {
                let before = width_before(&glyphs, &shown, point.at);
                Division {
                    point,
                    before: before + if point.hyphen { hyphen } else { 0.0 },
                    after: width - before,
                }
            })
            .collect();
        let first =
            text.chars().next().map_or(0.0, hang_left) * glyphs.first().map_or(0.0, |g| g.advance);
        let last = text.chars().next_back().map_or(0.0, hang_right)
            * glyphs.last().map_or(0.0, |g| g.advance);
        let ends_in_hyphen = text.ends_with(['-', '\u{2010}', '\u{2013}', '\u{2014}']);
        Word {
            text,
            glyphs,
            width,
            points,
            hang: (first, last),
            ends_in_hyphen,
        }
    }

    /// Part of a word, shaped as it stands at a line's end or start.
    pub fn fragment(
        &mut self,
        face: FaceId,
        style: &TextStyle,
        text: &str,
        hyphen: bool,
    ) -> Arc<Word> {
        let mut shown = text.to_owned();
        if hyphen {
            shown.push('-');
        }
        let word = self.word(face, style, None, &shown);
        if !hyphen {
            return word;
        }
        let mut word = (*word).clone();
        word.text.truncate(text.len());
        Arc::new(word)
    }

    fn shape(&mut self, look: Look, text: &str) -> Vec<ShapedGlyph> {
        let faces = self.faces;
        let Some(loaded) = faces.get(look.face) else {
            return Vec::new();
        };
        let slot = &mut self.fonts[usize::from(look.face.0)];
        let font = slot.get_or_insert_with(|| ShaperFont::new(&loaded.font));
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.reset();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        // Lines are filled from the left; runs of other directions are shaped in their own order.
        buffer.set_direction(Direction::LeftToRight);
        let plain = buffer.script() == Some(harfrust::Script::LATIN) || buffer.script().is_none();
        let (plan, features) = self.shaped.plans.entry(look).or_insert_with(|| {
            let features = features(look);
            let plan = ShapePlan::new(
                &loaded.font,
                Direction::LeftToRight,
                Some(harfrust::Script::LATIN),
                None,
                &features,
            );
            (plan, features)
        });
        if plain {
            buffer.set_script(Some(harfrust::Script::LATIN));
        }
        let options = ShapeOptions::new().features(features);
        let options = if plain {
            options.plan(Some(plan))
        } else {
            options
        };
        let shaped = harfrust::shape(font, &mut buffer, options).is_ok();
        let glyphs = if shaped {
            read(&buffer, text)
        } else {
            Vec::new()
        };
        self.buffer = Some(buffer);
        glyphs
    }
}

fn read(buffer: &Buffer, text: &str) -> Vec<ShapedGlyph> {
    let invisible = |cluster: u32| {
        text.get(cluster as usize..)
            .and_then(|t| t.chars().next())
            .is_some_and(is_invisible)
    };
    buffer
        .glyph_infos()
        .iter()
        .zip(buffer.glyph_positions())
        .filter(|(info, position)| position.x_advance != 0 || !invisible(info.cluster))
        .map(|(info, position)| ShapedGlyph {
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            advance: position.x_advance as f32,
            offset: position.x_offset as f32,
            cluster: info.cluster,
        })
        .collect()
}

fn features(look: Look) -> Vec<Feature> {
    let mut tags: Vec<&[u8; 4]> = match look.figures {
        Figures::Oldstyle => vec![b"onum", b"pnum"],
        Figures::Lining => vec![b"lnum", b"pnum"],
        Figures::Tabular => vec![b"lnum", b"tnum"],
    };
    if look.small_caps {
        tags.push(b"smcp");
    }
    if look.superior {
        tags.push(b"sups");
    }
    tags.into_iter()
        .map(|tag| Feature::new(Tag::new(tag), 1, ..))
        .collect()
}

/// Width of the glyphs of a text's first bytes; a ligature counts by its letters.
fn width_before(glyphs: &[ShapedGlyph], text: &str, at: usize) -> f32 {
    let mut width = 0.0;
    for (place, glyph) in glyphs.iter().enumerate() {
        let from = glyph.cluster as usize;
        let rest = glyphs[place + 1..].iter().map(|g| g.cluster as usize);
        let to = rest.clone().find(|c| *c > from).unwrap_or(text.len());
        if to <= at {
            width += glyph.advance;
        } else if from < at {
            width += glyph.advance * (at - from) as f32 / (to - from).max(1) as f32;
        }
    }
    width
}

fn width_of(glyphs: &[ShapedGlyph]) -> f32 {
    glyphs.iter().map(|g| g.advance).sum()
}

/// How much of a character may stand out at the right edge: the eye sees the edge of the letters, not of
/// the points beside them.
fn hang_right(character: char) -> f32 {
    match character {
        '-' | '\u{2010}' | '\u{ad}' => 0.6,
        '.' | ',' => 0.6,
        '\u{2019}' | '\u{201d}' | '\'' | '"' => 0.6,
        ':' | ';' => 0.35,
        '!' | '?' => 0.15,
        '\u{2013}' => 0.3,
        '\u{2014}' => 0.18,
        _ => 0.0,
    }
}

fn hang_left(character: char) -> f32 {
    match character {
        '\u{2018}' | '\u{201c}' | '\u{201e}' | '\u{ab}' | '\'' | '"' => 0.6,
        '(' | '[' => 0.05,
        _ => 0.0,
    }
}
