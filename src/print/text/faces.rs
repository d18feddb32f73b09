//! The faces of an edition: which one sets which character, and their measures.

use super::hyphenate::Exceptions;
use super::shaped::Cache;
use crate::fonts::{FACES, ShippedFace};
use crate::print::page::{Face, FaceId};
use crate::theme::{Family, TextStyle};
use harfrust::Font;
use read_fonts::tables::{gsub::Gsub, math::Math};
use read_fonts::{FontRef, TableProvider};
use std::collections::BTreeSet;
use std::sync::Mutex;

/// A face, read.
pub(in crate::print) struct LoadedFace {
    pub font: Font,
    pub units_per_em: f32,
    /// Share of the size.
    pub ascent: f32,
    /// Share of the size, positive.
    pub descent: f32,
    /// Characters from U+0080 that it has; of those below it has all that can be seen.
    characters: BTreeSet<u32>,
    /// Whether it has true small capitals.
    pub small_caps: bool,
    shipped: &'static ShippedFace,
}

/// The faces that an edition is set with.
pub struct Faces {
    faces: Vec<LoadedFace>,
    families: [&'static str; 3],
    fallbacks: Vec<FaceId>,
    math: Option<FaceId>,
    exceptions: Exceptions,
    /// What setters have shaped: one goes on with what another has left.
    caches: Mutex<Vec<Cache>>,
}

impl Faces {
    /// Loads the shipped faces, and takes these families for text, headings and code. A family that is not
    /// shipped is replaced by the first that is.
    pub fn new(serif: &str, sans: &str, mono: &str) -> Faces {
        let known = |name: &str| {
            FACES
                .iter()
                .map(|f| f.family)
                .find(|f| *f == name)
                .unwrap_or(FACES[0].family)
        };
        let faces: Vec<LoadedFace> = FACES.iter().filter_map(load).collect();
        let families = [known(serif), known(sans), known(mono)];
        let order = [families[0], "Libertinus Serif", "Source Serif 4", "Source Code Pro"];
        let regular = |family: &str| {
            faces
                .iter()
                .position(|f| f.shipped.family == family && f.shipped.weight == 400 && !f.shipped.italic)
        };
        let mut fallbacks: Vec<FaceId> = order.iter().filter_map(|f| regular(f)).map(face_id).collect();
        fallbacks.extend((0..faces.len()).map(face_id));
        let math = faces.iter().position(|f| f.math_table().is_some());
        Faces {
            faces,
            families,
            fallbacks,
            math: math.map(face_id),
            exceptions: Exceptions::default(),
            caches: Mutex::default(),
        }
    }

    /// The same faces, with words that are divided only where their hyphens are: `["Achil-les", "tendon"]`.
    pub fn with_hyphenation<S: AsRef<str>>(mut self, words: &[S]) -> Faces {
        self.exceptions = Exceptions::new(words);
        self.caches = Mutex::default();
        self
    }

    pub(in crate::print) fn exceptions(&self) -> &Exceptions {
        &self.exceptions
    }

    /// What an earlier setter has shaped, or nothing.
    pub(in crate::print) fn take_cache(&self) -> Cache {
        let cache = self.caches.lock().ok().and_then(|mut all| all.pop());
        cache.unwrap_or_default()
    }

    pub(in crate::print) fn give_back(&self, cache: Cache) {
        if let Ok(mut all) = self.caches.lock() {
            all.push(cache);
        }
    }

    /// The faces for [`crate::print::Pages::faces`], by [`FaceId`].
    pub fn pages_faces(&self) -> Vec<Face> {
        self.faces
            .iter()
            .map(|face| Face {
                name: post_script_name(face.shipped),
                data: face.shipped.data.into(),
                units_per_em: face.units_per_em as u16,
            })
            .collect()
    }

    pub(in crate::print) fn get(&self, id: FaceId) -> Option<&LoadedFace> {
        self.faces.get(usize::from(id.0))
    }

    pub(in crate::print) fn len(&self) -> usize {
        self.faces.len()
    }

    /// The face that formulas are set in: the first with a MATH table.
    pub(in crate::print) fn math(&self) -> Option<FaceId> {
        self.math
    }

    /// The face of a style: the family's, by italic first and weight second.
    pub(in crate::print) fn of(&self, style: &TextStyle) -> FaceId {
        let family = match style.family {
            Family::Serif => self.families[0],
            Family::Sans => self.families[1],
            Family::Mono => self.families[2],
        };
        let weight = match (style.bold, style.family) {
            (false, _) => 400,
            (true, Family::Sans) if !style.italic => 600,
            (true, _) => 700,
        };
        let fit = |face: &LoadedFace| {
            let shipped = face.shipped;
            let other_family = u32::from(shipped.family != family) * 10_000;
            let other_slope = u32::from(shipped.italic != style.italic) * 2_000;
            other_family + other_slope + u32::from(shipped.weight.abs_diff(weight))
        };
        let best = (0..self.faces.len()).min_by_key(|&at| fit(&self.faces[at]));
        face_id(best.unwrap_or(0))
    }

    /// The faces to look through for what a face lacks, in order.
    pub(in crate::print) fn fallbacks(&self) -> &[FaceId] {
        &self.fallbacks
    }

    /// The face that sets a character of a style: its own, or the first that has it. `None` when no face has it.
    pub(in crate::print) fn for_character(&self, own: FaceId, character: char) -> Option<FaceId> {
        let has = |id: FaceId| self.get(id).is_some_and(|face| face.has(character));
        if has(own) {
            return Some(own);
        }
        self.fallbacks.iter().copied().find(|&id| has(id))
    }
}

impl LoadedFace {
    /// The MATH table: the measures for setting formulas.
    pub fn math_table(&self) -> Option<Math<'static>> {
        FontRef::new(self.shipped.data).ok()?.math().ok()
    }

    /// Its substitutions of glyphs.
    pub fn substitutions(&self) -> Option<Gsub<'static>> {
        FontRef::new(self.shipped.data).ok()?.gsub().ok()
    }

    fn has(&self, character: char) -> bool {
        let code = u32::from(character);
        (0x20..0x7f).contains(&code) || is_invisible(character) || self.characters.contains(&code)
    }
}

/// Characters that are obeyed and not drawn.
pub(in crate::print) fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
            | '\u{fe0e}'
            | '\u{fe0f}'
    )
}

fn face_id(at: usize) -> FaceId {
    FaceId(at as u16)
}

fn load(shipped: &'static ShippedFace) -> Option<LoadedFace> {
    let font = Font::new(shipped.data, 0)?;
    let units_per_em = f32::from(font.units_per_em().max(1));
    let metrics = font.metrics().scaled_f32(1.0);
    let line = metrics.typo_line().or(metrics.h_line());
    let characters = font
        .charmap()
        .unicodes()
        .map(|(code, _)| code)
        .filter(|c| *c >= 0x80)
        .collect();
    Some(LoadedFace {
        units_per_em,
        ascent: line.as_ref().map_or(0.75, |l| l.ascender),
        descent: line.as_ref().map_or(0.25, |l| -l.descender),
        characters,
        small_caps: has_small_caps(&font),
        font,
        shipped,
    })
}

/// Whether the small capital of a letter is another glyph than the letter.
fn has_small_caps(font: &Font) -> bool {
    use harfrust::{Buffer, Feature, ShapeOptions, ShaperFont, Tag, shape};
    let shaper = ShaperFont::new(font);
    let glyph = |features: &[Feature]| {
        let mut buffer = Buffer::new();
        buffer.push_str("a");
        buffer.guess_segment_properties();
        shape(&shaper, &mut buffer, ShapeOptions::new().features(features)).ok()?;
        buffer.glyph_infos().first().map(|info| info.glyph_id)
    };
    glyph(&[]) != glyph(&[Feature::new(Tag::new(b"smcp"), 1, ..)])
}

fn post_script_name(shipped: &ShippedFace) -> String {
    let weight = match (shipped.weight, shipped.italic) {
        (400, false) => "Regular",
        (400, true) => "Italic",
        (600, _) => "Semibold",
        (_, false) => "Bold",
        (_, true) => "BoldItalic",
    };
    format!("{}-{weight}", shipped.family.replace(' ', ""))
}
