//! The math face: its glyphs and the measures of its MATH table. Lengths are shares of the size.

use crate::print::page::FaceId;
use crate::print::text::{Faces, LoadedFace};
use harfrust::GlyphId;
use read_fonts::tables::gsub::{Gsub, SingleSubst, SubstitutionLookup};
use read_fonts::tables::math::{Math, MathConstant, MathConstants, MathGlyphInfo, MathVariants, StretchAxis};
use read_fonts::types::Tag;

pub(super) use read_fonts::tables::math::MathConstant as Constant;

/// A glyph and its measures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Letter {
    pub id: u16,
    pub advance: f32,
    /// Left and right edge of its ink.
    pub ink: (f32, f32),
    /// How far its ink rises over the baseline.
    pub ascent: f32,
    /// How far its ink hangs under the baseline.
    pub descent: f32,
    /// How far its slant stands out over its advance.
    pub italic: f32,
    /// Where an accent stands over it.
    pub accent: f32,
}

/// A glyph of an assembly and where it stands along the axis, from the start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Part {
    pub letter: Letter,
    pub at: f32,
}

/// A glyph made large: another glyph, or one put together.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stretched {
    One(Letter),
    /// From the bottom up or from the left to the right; the length of the whole.
    Many(Vec<Part>, f32),
}

/// The most pieces that an assembly repeats.
const REPEATS: usize = 200;

/// A face with a MATH table.
pub(super) struct MathFace<'a> {
    pub id: FaceId,
    face: &'a LoadedFace,
    constants: MathConstants<'static>,
    info: Option<MathGlyphInfo<'static>>,
    variants: Option<MathVariants<'static>>,
    substitutions: Option<Gsub<'static>>,
}

impl<'a> MathFace<'a> {
    /// The math face of an edition.
    pub fn of(faces: &'a Faces) -> Option<MathFace<'a>> {
        let id = faces.math()?;
        let face = faces.get(id)?;
        let table: Math<'static> = face.math_table()?;
        Some(MathFace {
            id,
            face,
            constants: table.math_constants().ok()?,
            info: table.math_glyph_info().ok(),
            variants: table.math_variants().ok(),
            substitutions: face.substitutions(),
        })
    }

    /// A constant of the MATH table. Those that are percentages come as shares.
    pub fn constant(&self, constant: MathConstant) -> f32 {
        let value = self.constants.constant(constant) as f32;
        match constant {
            MathConstant::ScriptPercentScaleDown
            | MathConstant::ScriptScriptPercentScaleDown
            | MathConstant::RadicalDegreeBottomRaisePercent => value / 100.0,
            _ => value / self.face.units_per_em,
        }
    }

    /// Height of the line that fractions and operators are centred on.
    pub fn axis(&self) -> f32 {
        self.constant(MathConstant::AxisHeight)
    }

    /// Height of x and of the capitals.
    pub fn heights(&self) -> (f32, f32) {
        heights(self.face)
    }

    /// The glyph of a character.
    pub fn letter(&self, character: char) -> Option<Letter> {
        let id = self.face.font.charmap().map_unicode(character)?;
        self.measured(id)
    }

    /// The glyph of a character as the face draws it in scripts.
    pub fn script_letter(&self, character: char) -> Option<Letter> {
        let id = self.face.font.charmap().map_unicode(character)?;
        self.measured(self.in_scripts(id).unwrap_or(id))
    }

    /// The smallest form of a character that is at least so long along an axis, or the longest there is.
    pub fn stretched(&self, character: char, axis: StretchAxis, length: f32) -> Option<Stretched> {
        let own = self.face.font.charmap().map_unicode(character)?;
        let construction = self.variants.as_ref().and_then(|v| v.glyph_construction(own, axis));
        let Some(construction) = construction else {
            return self.measured(own).map(Stretched::One);
        };
        let units = self.face.units_per_em;
        let mut longest = own;
        for record in construction.math_glyph_variant_records() {
            longest = record.variant_glyph().into();
            if f32::from(record.advance_measurement().to_u16()) / units >= length {
                return self.measured(longest).map(Stretched::One);
            }
        }
        let parts: Vec<AssemblyPart> = construction
            .glyph_assembly()
            .and_then(Result::ok)
            .map(|assembly| {
                let records = assembly.part_records().iter();
                records
                    .filter_map(|record| {
                        Some(AssemblyPart {
                            letter: self.measured(record.glyph_id().into())?,
                            start: f32::from(record.start_connector_length().to_u16()) / units,
                            end: f32::from(record.end_connector_length().to_u16()) / units,
                            length: f32::from(record.full_advance().to_u16()) / units,
                            repeats: record
                                .part_flags()
                                .contains(read_fonts::tables::math::PartFlags::EXTENDER_FLAG),
                        })
                    })
                    .collect()
            })
            .unwrap_or_default();
        let overlap = self
            .variants
            .as_ref()
            .map_or(0.0, |v| f32::from(v.min_connector_overlap().to_u16()) / units);
        match assemble(&parts, overlap, length) {
            Some((parts, length)) => Some(Stretched::Many(parts, length)),
            None => self.measured(longest).map(Stretched::One),
        }
    }

    /// The longest form of a character that is no longer than this along the line; its own glyph where none is.
    pub fn widest(&self, character: char, width: f32) -> Option<Letter> {
        let own = self.face.font.charmap().map_unicode(character)?;
        let mut found = own;
        let construction = self
            .variants
            .as_ref()
            .and_then(|v| v.glyph_construction(own, StretchAxis::Horizontal));
        for record in construction.iter().flat_map(|c| c.math_glyph_variant_records()) {
            let length = f32::from(record.advance_measurement().to_u16());
            if length / self.face.units_per_em <= width {
                found = record.variant_glyph().into();
            }
        }
        self.measured(found)
    }

    fn measured(&self, id: GlyphId) -> Option<Letter> {
        let units = self.face.units_per_em;
        let metrics = self.face.font.glyph_metrics();
        let advance = metrics.h_advance(id) / units;
        let (ink, ascent, descent) = metrics.extents(id).map_or(((0.0, 0.0), 0.0, 0.0), |e| {
            let edges = (e.x_bearing / units, (e.x_bearing + e.width) / units);
            (edges, e.y_bearing / units, (e.height - e.y_bearing) / units)
        });
        let italic = self
            .info
            .as_ref()
            .and_then(|info| info.math_italics_correction_info()?.ok()?.correction(id))
            .map_or(0.0, |units_out| units_out as f32 / units);
        let accent = self
            .info
            .as_ref()
            .and_then(|info| info.math_top_accent_attachment()?.ok()?.attachment(id))
            .map(|x| x as f32 / units);
        let middle = if advance > 0.0 {
            (advance + italic) / 2.0
        } else {
            (ink.0 + ink.1) / 2.0
        };
        Some(Letter {
            id: u16::try_from(id.to_u32()).ok()?,
            advance,
            ink,
            ascent,
            descent,
            italic,
            accent: accent.unwrap_or(middle),
        })
    }

    /// What `ssty` makes of a glyph.
    fn in_scripts(&self, id: GlyphId) -> Option<GlyphId> {
        let table = self.substitutions.as_ref()?;
        let (features, lookups) = (table.feature_list().ok()?, table.lookup_list().ok()?);
        let records = features.feature_records().iter();
        for record in records.filter(|r| r.feature_tag() == Tag::new(b"ssty")) {
            let feature = record.feature(features.offset_data()).ok()?;
            for index in feature.lookup_list_indices() {
                let lookup = lookups.lookups().get(usize::from(index.get())).ok()?;
                let SubstitutionLookup::Single(single) = lookup else {
                    continue;
                };
                let found = single.subtables().iter().flatten().find_map(|s| match s {
                    SingleSubst::Format2(table) => {
                        let at = table.coverage().ok()?.get(id)?;
                        let to = table.substitute_glyph_ids().get(usize::try_from(at).ok()?)?;
                        Some(GlyphId::from(to.get()))
                    }
                    _ => None,
                });
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }
}

/// Height of x and of the capitals in a face.
pub(super) fn heights(face: &LoadedFace) -> (f32, f32) {
    let top = |character: char| {
        let id = face.font.charmap().map_unicode(character)?;
        let extents = face.font.glyph_metrics().extents(id)?;
        Some(extents.y_bearing / face.units_per_em)
    };
    (top('x').unwrap_or(0.45), top('H').unwrap_or(0.65))
}

/// A part that an assembly may use.
struct AssemblyPart {
    letter: Letter,
    start: f32,
    end: f32,
    length: f32,
    repeats: bool,
}

/// Puts parts together so that they are at least so long: as few repeats as will do, drawn together as far as
/// their connectors allow.
fn assemble(parts: &[AssemblyPart], least_overlap: f32, length: f32) -> Option<(Vec<Part>, f32)> {
    if parts.is_empty() {
        return None;
    }
    let line = |repeats: usize| -> Vec<&AssemblyPart> {
        parts
            .iter()
            .flat_map(|part| std::iter::repeat_n(part, if part.repeats { repeats } else { 1 }))
            .collect()
    };
    let longest = |line: &[&AssemblyPart]| {
        let all: f32 = line.iter().map(|p| p.length).sum();
        all - least_overlap * line.len().saturating_sub(1) as f32
    };
    let repeatable = parts.iter().any(|p| p.repeats);
    let most = if repeatable { REPEATS } else { 1 };
    let repeats = (0..=most)
        .find(|&n| longest(&line(n)) >= length && !line(n).is_empty())
        .unwrap_or(most);
    let line = line(repeats);
    let joints = line.len().saturating_sub(1);
    let spare = (longest(&line) - length).max(0.0) / joints.max(1) as f32;
    let mut out = Vec::with_capacity(line.len());
    let mut at = 0.0;
    for (i, piece) in line.iter().enumerate() {
        out.push(Part {
            letter: piece.letter,
            at,
        });
        at += piece.length;
        if let Some(next) = line.get(i + 1) {
            let most = piece.end.min(next.start).min(piece.length).max(least_overlap);
            at -= (least_overlap + spare).min(most);
        }
    }
    Some((out, at))
}
