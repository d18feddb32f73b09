//! Words to glyphs, each word once: shaping is independent of size, so a word of a look is shaped one time in a book,
//! with its hyphenation points and what each side of them measures.

use super::faces::{Faces, is_invisible};
use super::hyphenate::{self, Point, has_signs};
use super::shaped::{Between, Cache, Division, Look, LookId, ShapedGlyph, ShapedLook, Tongue, Word, WordId};
use crate::print::page::FaceId;
use crate::theme::{Figures, TextStyle};
use harfrust::{Buffer, Direction, Feature, Language, ShapeOptions, ShapePlan, ShaperFont, Tag};
use rustc_hash::FxHashMap;
use unicode_script::Script;

/// Shapes words.
pub(in crate::print) struct Shaper<'a> {
    faces: &'a Faces,
    fonts: Vec<Option<ShaperFont<'a, 'static>>>,
    cache: Cache,
}

impl Drop for Shaper<'_> {
    fn drop(&mut self) {
        self.faces.give_back(std::mem::take(&mut self.cache));
    }
}

impl<'a> Shaper<'a> {
    pub fn new(faces: &'a Faces) -> Shaper<'a> {
        Shaper {
            faces,
            fonts: (0..faces.len()).map(|_| None).collect(),
            cache: faces.take_cache(),
        }
    }

    pub fn faces(&self) -> &'a Faces {
        self.faces
    }

    /// The number of a language, by its BCP 47 tag.
    pub fn language(&mut self, tag: &str) -> u16 {
        let languages = &mut self.cache.languages;
        let at = languages.iter().position(|(known, ..)| known == tag);
        let at = at.unwrap_or_else(|| {
            languages.push((tag.to_owned(), hyphenate::language(tag), Language::new(tag)));
            languages.len() - 1
        });
        at as u16
    }

    /// How a style is shaped in a face.
    pub fn look(&mut self, face: FaceId, style: &TextStyle, tongue: Tongue) -> LookId {
        let true_small = self.faces.get(face).is_some_and(|f| f.small_caps);
        let look = Look {
            face,
            small_caps: style.small_caps && true_small,
            capitals: style.small_caps && !true_small,
            figures: style.figures,
            superior: style.superior,
            tongue,
        };
        self.look_id(look)
    }

    /// How a style is shaped in a face where no language is known.
    pub fn plain_look(&mut self, face: FaceId, style: &TextStyle) -> LookId {
        let tongue = Tongue {
            script: Script::Latin,
            right_to_left: false,
            language: self.language(""),
            hyphenate: false,
        };
        self.look(face, style, tongue)
    }

    /// The same look in another face.
    pub fn in_face(&mut self, look: LookId, face: FaceId) -> LookId {
        let true_small = self.faces.get(face).is_some_and(|f| f.small_caps);
        let look = self.known(look).look;
        let small = look.small_caps || look.capitals;
        self.look_id(Look {
            face,
            small_caps: small && true_small,
            capitals: small && !true_small,
            ..look
        })
    }

    fn look_id(&mut self, look: Look) -> LookId {
        let known = self.cache.looks.iter().position(|k| k.look == look);
        LookId(known.unwrap_or_else(|| self.learn(look)) as u16)
    }

    fn learn(&mut self, look: Look) -> usize {
        let features = features(look);
        let language = self.cache.languages.get(usize::from(look.tongue.language));
        let plan = self.faces.get(look.face).map(|loaded| {
            ShapePlan::new(
                &loaded.font,
                direction(look.tongue),
                script(look.tongue),
                language.and_then(|l| l.2.as_ref()),
                &features,
            )
        });
        self.cache.looks.push(ShapedLook {
            look,
            plan,
            features,
            words: FxHashMap::default(),
            space: None,
            pairs: FxHashMap::default(),
        });
        self.cache.looks.len() - 1
    }

    pub fn face_of(&self, look: LookId) -> FaceId {
        self.known(look).look.face
    }

    fn known(&self, look: LookId) -> &ShapedLook {
        &self.cache.looks[usize::from(look.0)]
    }

    pub fn get(&self, word: WordId) -> &Word {
        &self.cache.words[word.0 as usize]
    }

    /// A word that is known in a look already.
    pub fn find(&self, look: LookId, text: &str) -> Option<WordId> {
        self.known(look).words.get(text).copied()
    }

    /// The space of a look.
    pub fn space(&mut self, look: LookId) -> WordId {
        if let Some(space) = self.known(look).space {
            return space;
        }
        let space = self.word(look, " ");
        self.cache.looks[usize::from(look.0)].space = Some(space);
        space
    }

    /// A word of a look, with its divisions in its language.
    pub fn word(&mut self, look: LookId, text: &str) -> WordId {
        if let Some(word) = self.find(look, text) {
            return word;
        }
        let word = self.make(look, text);
        let id = self.keep(word);
        let known = &mut self.cache.looks[usize::from(look.0)];
        known.words.insert(text.into(), id);
        id
    }

    fn keep(&mut self, word: Word) -> WordId {
        let id = WordId(self.cache.words.len() as u32);
        self.cache.words.push(word);
        id
    }

    fn make(&mut self, look: LookId, raw: &str) -> Word {
        let kind = self.known(look).look;
        let text: String = raw.chars().filter(|c| *c != '\u{ad}').collect();
        let shown = if kind.capitals {
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
        let points = match kind.tongue.hyphenate {
            true => {
                let language = self.cache.languages.get(usize::from(kind.tongue.language));
                let patterns = language.and_then(|l| l.1);
                hyphenate::points(raw, patterns, self.faces.exceptions())
            }
            false => Vec::new(),
        };
        let points = points
            .into_iter()
            .filter(|p| same_length && shown.is_char_boundary(p.at) && !kind.tongue.right_to_left)
            .map(|point| self.division(look, &shown, &glyphs, point))
            .collect();
        let hang = match kind.tongue.right_to_left {
            true => (0.0, 0.0),
            false => (
                text.chars().next().map_or(0.0, hang_left) * glyphs.first().map_or(0.0, |g| g.advance),
                text.chars().next_back().map_or(0.0, hang_right) * glyphs.last().map_or(0.0, |g| g.advance),
            ),
        };
        let edge = |c: Option<char>| c.filter(|c| is_kerned(*c) && !kind.tongue.right_to_left);
        Word {
            ends_in_hyphen: text.ends_with(['-', '\u{2010}', '\u{2013}', '\u{2014}']),
            has_signs: has_signs(&text),
            lacks: glyphs.iter().any(|g| g.id == 0),
            edges: (edge(shown.chars().next()), edge(shown.chars().next_back())),
            text: text.into(),
            glyphs: glyphs.into(),
            width,
            points,
            hang,
        }
    }

    /// What both sides of a point measure: added up where the cut changes nothing but kerning, shaped where it does.
    fn division(&mut self, look: LookId, shown: &str, glyphs: &[ShapedGlyph], point: Point) -> Division {
        let (left, right) = shown.split_at(point.at);
        let cut = glyphs.partition_point(|g| (g.cluster as usize) < point.at);
        let joined = glyphs.get(cut).is_none_or(|g| g.cluster as usize != point.at);
        let kerns = left.chars().next_back().zip(right.chars().next()).map(|(a, b)| {
            let hyphen = if point.hyphen {
                self.pair(look, a, '-')
            } else {
                Some(0.0)
            };
            (self.pair(look, a, b), hyphen)
        });
        let hyphen = if point.hyphen { self.width(look, "-") } else { 0.0 };
        let hang = hyphen * hang_right('-');
        if let (false, Some((Some(cut_kern), Some(hyphen_kern)))) = (joined, kerns) {
            return Division {
                point,
                before: width_of(&glyphs[..cut]) - cut_kern + hyphen + hyphen_kern,
                after: width_of(&glyphs[cut..]),
                hang,
            };
        }
        let sign = if point.hyphen { "-" } else { "" };
        Division {
            point,
            before: self.width(look, &format!("{left}{sign}")),
            after: self.width(look, right),
            hang,
        }
    }

    fn width(&mut self, look: LookId, shown: &str) -> f32 {
        width_of(&self.shape(look, shown))
    }

    /// How much nearer two characters stand for being neighbours, font units; `None` when they join or change.
    fn pair(&mut self, look: LookId, a: char, b: char) -> Option<f32> {
        self.kern(look, a, b, Between::Nothing)
    }

    /// Kerning between the last character of a word and the first of the next, font units.
    pub fn kern_between(&mut self, look: LookId, a: Option<char>, b: Option<char>) -> f32 {
        let kern = a.zip(b).and_then(|(a, b)| self.pair(look, a, b));
        kern.unwrap_or(0.0)
    }

    /// Kerning of a space with the characters beside it, font units.
    pub fn kern_across(&mut self, look: LookId, a: Option<char>, b: Option<char>) -> f32 {
        let kern = self.kern(look, a.unwrap_or(' '), b.unwrap_or(' '), Between::Space);
        kern.unwrap_or(0.0)
    }

    fn kern(&mut self, look: LookId, a: char, b: char, between: Between) -> Option<f32> {
        if let Some(&kern) = self.known(look).pairs.get(&(a, b, between)) {
            return kern;
        }
        let mut text = String::from(a);
        if between == Between::Space {
            text.push(' ');
        }
        text.push(b);
        let alone: Vec<ShapedGlyph> = text
            .chars()
            .flat_map(|c| self.shape(look, c.encode_utf8(&mut [0; 4])))
            .collect();
        let together = self.shape(look, &text);
        let same = alone.len() == together.len() && alone.iter().zip(&together).all(|(a, b)| a.id == b.id);
        let kern = same.then(|| width_of(&together) - width_of(&alone));
        let known = &mut self.cache.looks[usize::from(look.0)];
        known.pairs.insert((a, b, between), kern);
        kern
    }

    /// Part of a word, shaped as it stands at a line's end or start.
    pub fn fragment(&mut self, look: LookId, text: &str, hyphen: bool) -> WordId {
        if !hyphen {
            return self.word(look, text);
        }
        // No word that comes from a text holds a control, so none is taken for a fragment.
        let key = format!("{text}\u{1}");
        if let Some(word) = self.find(look, &key) {
            return word;
        }
        let mut word = self.make(look, &format!("{text}-"));
        word.text = text.into();
        word.points = Box::default();
        let id = self.keep(word);
        let known = &mut self.cache.looks[usize::from(look.0)];
        known.words.insert(key.into(), id);
        id
    }

    fn shape(&mut self, look: LookId, text: &str) -> Vec<ShapedGlyph> {
        let known = &self.cache.looks[usize::from(look.0)];
        let loaded = self.faces.get(known.look.face);
        let (Some(loaded), Some(plan)) = (loaded, &known.plan) else {
            return Vec::new();
        };
        let slot = &mut self.fonts[usize::from(known.look.face.0)];
        let font = slot.get_or_insert_with(|| ShaperFont::new(&loaded.font));
        let mut buffer = self.cache.buffer.take().unwrap_or_default();
        buffer.reset();
        buffer.push_str(text);
        buffer.set_direction(direction(known.look.tongue));
        buffer.set_script(script(known.look.tongue));
        buffer.set_language(plan.language().cloned());
        let options = ShapeOptions::new().features(&known.features).plan(Some(plan));
        let glyphs = match harfrust::shape(font, &mut buffer, options) {
            Ok(()) => read(&buffer, text),
            Err(_) => Vec::new(),
        };
        self.cache.buffer = Some(buffer);
        glyphs
    }
}

fn direction(tongue: Tongue) -> Direction {
    match tongue.right_to_left {
        true => Direction::RightToLeft,
        false => Direction::LeftToRight,
    }
}

fn script(tongue: Tongue) -> Option<harfrust::Script> {
    let tag = tongue.script.as_iso15924_tag().to_be_bytes();
    harfrust::Script::from_iso15924_tag(Tag::new(&tag))
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
            offset: (position.x_offset as f32, position.y_offset as f32),
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
    tags.into_iter().map(|tag| Feature::new(Tag::new(tag), 1, ..)).collect()
}

fn width_of(glyphs: &[ShapedGlyph]) -> f32 {
    glyphs.iter().map(|g| g.advance).sum()
}

/// Whether a character is kerned with what is beside its word: letters and points of the alphabets that have cases.
fn is_kerned(character: char) -> bool {
    let code = u32::from(character);
    code < 0x300 || (0x370..0x530).contains(&code) || (0x2010..0x2040).contains(&code)
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
