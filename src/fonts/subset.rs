//! A face cut down to the characters of a text, still a font of its own: with its kerning, its ligatures and its
//! small capitals.

use super::FontError;
use read_fonts::FontRef;
use read_fonts::collections::IntSet;
use read_fonts::types::{NameId, Tag};
use skera::{Plan, SubsetFlags, subset_font};
use std::collections::BTreeSet;
use subsetter::GlyphRemapper;
use write_fonts::FontBuilder;

const OUTLINES: Tag = Tag::new(b"CFF ");
/// Tables that a reader of ebooks has no use for.
const DROPPED: [Tag; 2] = [Tag::new(b"BASE"), Tag::new(b"DSIG")];
/// What readers apply by themselves, and what stylesheets ask for.
const FEATURES: [&[u8; 4]; 10] = [
    b"kern", b"liga", b"clig", b"calt", b"ccmp", b"mark", b"mkmk", b"locl", b"smcp", b"sups",
];
/// Names of family, style, face and version; and who made it under which licence.
const NAMES: [u16; 10] = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16];
const AMERICAN_ENGLISH: u16 = 0x409;

/// The face with the characters alone that it has of `characters`.
///
/// # Errors
/// When `face` is no OpenType font with CFF outlines.
pub(crate) fn subset(face: &[u8], characters: &BTreeSet<char>) -> Result<Vec<u8>, FontError> {
    let font = FontRef::new(face)?;
    let unicodes: IntSet<u32> = characters.iter().map(|&c| u32::from(c)).collect();
    let mut every_script = IntSet::<Tag>::empty();
    every_script.invert();
    let plan = Plan::new(
        &IntSet::empty(),
        &unicodes,
        &font,
        SubsetFlags::default(),
        &DROPPED.into_iter().chain([OUTLINES]).collect(),
        &every_script,
        &FEATURES.into_iter().map(Tag::new).collect(),
        &NAMES.into_iter().map(NameId::new).collect(),
        &[AMERICAN_ENGLISH].into_iter().collect(),
    );
    let tables = subset_font(&font, &plan)?;
    let outlines = outlines(face, &plan)?;
    let mut builder = FontBuilder::new();
    let tables = FontRef::new(&tables)?;
    for record in tables.table_directory().table_records() {
        if let Some(table) = tables.table_data(record.tag()) {
            builder.add_raw(record.tag(), table.as_bytes());
        }
    }
    let outlines = FontRef::new(&outlines)?;
    let table = outlines.table_data(OUTLINES).ok_or(FontError::NoOutlines)?;
    builder.add_raw(OUTLINES, table.as_bytes());
    Ok(builder.build())
}

/// The outlines of the plan's glyphs in the plan's order, which skera leaves to others.
fn outlines(face: &[u8], plan: &Plan) -> Result<Vec<u8>, FontError> {
    let mut glyphs: Vec<_> = plan.old_to_new_glyph_mapping().collect();
    glyphs.sort_unstable_by_key(|(_, new)| new.to_u32());
    let mut remapper = GlyphRemapper::new();
    for (old, new) in glyphs {
        let old = u16::try_from(old.to_u32()).map_err(|_| FontError::GlyphOrder)?;
        if u32::from(remapper.remap(old)) != new.to_u32() {
            return Err(FontError::GlyphOrder);
        }
    }
    Ok(subsetter::subset(face, 0, &remapper)?)
}
