//! The faces that pages use: cut down to the glyphs used, with one text a glyph.

use super::PdfError;
use super::clusters::{Cluster, SOFT_HYPHEN, clusters};
use crate::fonts::FontError;
use crate::print::{Face, FaceId, GlyphRun, Item, Pages};
use md5::{Digest, Md5};
use rayon::prelude::*;
use read_fonts::{FontRef, TableProvider};
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;

/// Stands for the text of a glyph that has none of its own, since every glyph must have some.
pub(super) const NO_TEXT: &str = "\u{200B}";

/// A face made ready for embedding. Metrics are in thousandths of an em.
#[derive(Debug)]
pub(super) struct Embedded {
    /// Its name in the pages' resources.
    pub resource: String,
    /// `ABCDEF+SourceSerif4-Regular`.
    pub name: String,
    /// The OpenType file with the used glyphs alone.
    pub program: Vec<u8>,
    /// Width of each glyph, by its new index.
    pub widths: Vec<f32>,
    /// Text of each glyph, by its new index.
    pub texts: Vec<String>,
    /// The hyphens that a setting may add, by old index.
    pub hyphens: [Option<u16>; 2],
    /// The space, by old index.
    pub space: Option<u16>,
    /// What stands for a character that no face has, by old index.
    pub replacement: Option<u16>,
    pub ascent: f32,
    pub descent: f32,
    pub cap_height: f32,
    pub italic_angle: f32,
    pub stem: f32,
    pub flags: i64,
    remapper: GlyphRemapper,
}

impl Embedded {
    /// The new index of a glyph of the whole face.
    pub fn glyph(&self, old: u16) -> u16 {
        self.remapper.get(old).unwrap_or(0)
    }
}

/// The faces that runs name and that exist.
pub(super) type Faces = BTreeMap<FaceId, Embedded>;

/// What each glyph of a face stands for, by its index; `None` where it is not used.
type Uses<'a> = Vec<Option<Texts<'a>>>;

/// How often a glyph stands for each text. The text met first is nearly always the only one.
#[derive(Default)]
struct Texts<'a> {
    first: &'a str,
    times: u32,
    others: BTreeMap<&'a str, u32>,
}

impl<'a> Texts<'a> {
    fn add(&mut self, text: &'a str, times: u32) {
        if self.times == 0 {
            self.first = text;
        }
        if self.first == text {
            self.times += times;
        } else {
            *self.others.entry(text).or_default() += times;
        }
    }

    fn each(&self) -> impl Iterator<Item = (&'a str, u32)> {
        let first = (self.times > 0).then_some((self.first, self.times));
        first
            .into_iter()
            .chain(self.others.iter().map(|(text, times)| (*text, *times)))
    }

    /// The commonest; of equals the first in order, so that the choice is the same in every run.
    fn commonest(&self) -> Option<&'a str> {
        self.each()
            .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)))
            .map(|(text, _)| text)
    }
}

/// Subsets every face that a page uses.
pub(super) fn embed(pages: &Pages) -> Result<Faces, PdfError> {
    let hyphens: Vec<[Option<u16>; 2]> = pages.faces.iter().map(hyphens).collect();
    let uses = pages
        .pages
        .par_iter()
        .fold(BTreeMap::new, |mut uses, page| {
            for item in &page.items {
                if let Item::Glyphs(run) = item
                    && let Some(hyphens) = hyphens.get(usize::from(run.face.0))
                {
                    count(run, hyphens, uses.entry(run.face).or_default());
                }
            }
            uses
        })
        .reduce(BTreeMap::new, merge);
    uses.into_par_iter()
        .map(|(id, uses)| {
            let at = usize::from(id.0);
            let (Some(face), Some(hyphens)) = (pages.faces.get(at), hyphens.get(at)) else {
                return Err(PdfError::FaceAbsent);
            };
            let mut uses = uses;
            let space = glyph_of(face, ' ');
            let lacks = uses.first().is_some_and(Option::is_some);
            let signs = ['\u{FFFD}', '\u{25A1}', '?'];
            let replacement = signs.into_iter().find_map(|sign| glyph_of(face, sign));
            let replacement = replacement.filter(|_| lacks);
            for glyph in space.into_iter().chain(replacement) {
                texts_of(&mut uses, usize::from(glyph));
            }
            let embedded = embed_face(id, face, *hyphens, &uses).map_err(|why| PdfError::Face {
                name: face.name.clone(),
                why,
            })?;
            Ok((
                id,
                Embedded {
                    space,
                    replacement,
                    ..embedded
                },
            ))
        })
        .collect()
}

fn hyphens(face: &Face) -> [Option<u16>; 2] {
    ['-', '\u{2010}'].map(|c| glyph_of(face, c))
}

fn glyph_of(face: &Face, character: char) -> Option<u16> {
    let font = FontRef::new(&face.data).ok()?;
    let glyph = font.cmap().ok()?.map_codepoint(character)?;
    u16::try_from(glyph.to_u32()).ok()
}

fn count<'a>(run: &'a GlyphRun, hyphens: &[Option<u16>; 2], uses: &mut Uses<'a>) {
    for Cluster { glyphs, text } in clusters(run, hyphens) {
        for (i, glyph) in glyphs.iter().enumerate() {
            let texts = texts_of(uses, usize::from(glyph.id));
            if i == 0 && !text.is_empty() && text != SOFT_HYPHEN {
                texts.add(text, 1);
            }
        }
    }
}

fn texts_of<'a, 'u>(uses: &'u mut Uses<'a>, glyph: usize) -> &'u mut Texts<'a> {
    if glyph >= uses.len() {
        uses.resize_with(glyph + 1, || None);
    }
    uses[glyph].get_or_insert_default()
}

fn merge<'a>(mut all: BTreeMap<FaceId, Uses<'a>>, other: BTreeMap<FaceId, Uses<'a>>) -> BTreeMap<FaceId, Uses<'a>> {
    for (face, uses) in other {
        let face = all.entry(face).or_default();
        for (glyph, texts) in uses.into_iter().enumerate() {
            let Some(texts) = texts else { continue };
            let known = texts_of(face, glyph);
            for (text, times) in texts.each() {
                known.add(text, times);
            }
        }
    }
    all
}

/// The glyphs that are used, in order.
fn used(uses: &Uses) -> impl Iterator<Item = u16> {
    let used = |(glyph, texts): (usize, &Option<Texts>)| texts.as_ref().and_then(|_| u16::try_from(glyph).ok());
    uses.iter().enumerate().filter_map(used)
}

fn embed_face(id: FaceId, face: &Face, hyphens: [Option<u16>; 2], uses: &Uses) -> Result<Embedded, FontError> {
    let font = FontRef::new(&face.data)?;
    let (head, hhea) = (font.head()?, font.hhea()?);
    let (hmtx, maxp) = (font.hmtx()?, font.maxp()?);
    let scale = 1000.0 / f32::from(head.units_per_em().max(1));

    let mut remapper = GlyphRemapper::new();
    for glyph in used(uses).filter(|&glyph| glyph < maxp.num_glyphs()) {
        remapper.remap(glyph);
    }
    let program = subsetter::subset(&face.data, 0, &remapper)?;
    let width = |glyph: u16| {
        let units = hmtx.advance(read_fonts::types::GlyphId::from(glyph)).unwrap_or(0);
        (f32::from(units) * scale * 1000.0).round() / 1000.0
    };
    let commonest = |glyph: u16| uses.get(usize::from(glyph))?.as_ref()?.commonest();
    let mut own = None;
    let mut text = |glyph: u16| match commonest(glyph) {
        Some(text) => text.to_owned(),
        None => own
            .get_or_insert_with(|| own_texts(&font))
            .get(&glyph)
            .map_or_else(|| NO_TEXT.to_owned(), char::to_string),
    };
    let os2 = font.os2().ok();
    let weight = os2.as_ref().map_or(400, |t| t.us_weight_class());
    let strength = f32::from(weight) / 65.0;
    let post = font.post().ok();
    let italic_angle = post.as_ref().map_or(0.0, |t| t.italic_angle().to_f64() as f32);
    let fixed = post.as_ref().is_some_and(|t| t.is_fixed_pitch() != 0);
    Ok(Embedded {
        resource: format!("T{}", id.0),
        name: format!("{}+{}", tag(face, uses), postscript_name(&face.name)),
        program,
        widths: remapper.remapped_gids().map(width).collect(),
        texts: remapper.remapped_gids().map(&mut text).collect(),
        hyphens,
        space: None,
        replacement: None,
        ascent: f32::from(hhea.ascender().to_i16()) * scale,
        descent: f32::from(hhea.descender().to_i16()) * scale,
        cap_height: os2
            .and_then(|t| t.s_cap_height())
            .map_or(700.0, |height| f32::from(height) * scale),
        italic_angle,
        // No table holds the stems' width; this is what PDF producers make of the weight.
        stem: 50.0 + (strength * strength).round(),
        flags: descriptor_flags(fixed, italic_angle != 0.0),
        remapper,
    })
}

/// ISO 32000-1, table 123. Symbolic, since the faces hold more than the standard Latin characters.
fn descriptor_flags(fixed: bool, italic: bool) -> i64 {
    const FIXED: i64 = 1;
    const SYMBOLIC: i64 = 1 << 2;
    const ITALIC: i64 = 1 << 6;
    SYMBOLIC | if fixed { FIXED } else { 0 } | if italic { ITALIC } else { 0 }
}

/// The first character that each glyph stands for in the face itself.
fn own_texts(font: &FontRef) -> BTreeMap<u16, char> {
    let mut texts = BTreeMap::new();
    let Some((_, _, subtable)) = font.cmap().ok().and_then(|cmap| cmap.best_subtable()) else {
        return texts;
    };
    for (code, glyph) in subtable.iter() {
        if let (Some(c), Ok(glyph)) = (char::from_u32(code), u16::try_from(glyph.to_u32())) {
            texts.entry(glyph).or_insert(c);
        }
    }
    texts
}

/// The six letters that name a subset (ISO 32000-1, 9.6.4).
fn tag(face: &Face, uses: &Uses) -> String {
    let mut hash = Md5::new();
    hash.update(face.name.as_bytes());
    for glyph in used(uses) {
        hash.update(glyph.to_be_bytes());
    }
    hash.finalize()
        .iter()
        .take(6)
        .map(|byte| char::from(b'A' + byte % 26))
        .collect()
}

fn postscript_name(name: &str) -> String {
    let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    name.chars().filter(plain).take(60).collect()
}
