//! The extent of the ink of a few letters, by which drop caps are placed.

use super::paragraph::Setter;
use crate::print::page::{Glyph, GlyphRun, Tag};
use crate::span::Span;
use crate::theme::TextStyle;
use harfrust::ShaperFont;

/// Letters in a face of their own style, and where their ink lies, from the origin of the first.
pub(in crate::print) struct LetterInk {
    pub run: GlyphRun,
    pub advance: f32,
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
}

impl Setter<'_> {
    /// Letters set for themselves. `None` where no face has them or they leave no mark.
    pub(in crate::print) fn ink(&mut self, text: &str, style: &TextStyle) -> Option<LetterInk> {
        let shaper = self.shaper();
        let faces = shaper.faces();
        let own = faces.of(style);
        let face = faces.for_character(own, text.chars().next()?)?;
        let loaded = faces.get(face)?;
        let scale = style.size / loaded.units_per_em;
        let font = ShaperFont::new(&loaded.font);
        let look = shaper.plain_look(face, style);
        let word = shaper.word(look, text);
        let word = shaper.get(word);
        let mut run = GlyphRun {
            face,
            size: style.size,
            stretch: 1.0,
            x: 0.0,
            y: 0.0,
            ink: style.ink,
            glyphs: Vec::with_capacity(word.glyphs.len()),
            text: text.to_owned(),
            span: Span::GENERATED,
            start: 0,
            tag: Tag::NONE,
            turned: false,
        };
        let (mut pen, mut edges) = (0.0, None::<[f32; 4]>);
        for glyph in &word.glyphs {
            let x = pen + glyph.offset.0;
            if let Some(ink) = font
                .glyph_extents(u32::from(glyph.id).into())
                .filter(|ink| ink.width > 0)
            {
                let left = x + ink.x_bearing as f32;
                let (right, top) = (left + ink.width as f32, ink.y_bearing as f32);
                let bottom = top + ink.height as f32;
                edges = Some(match edges {
                    Some([l, r, t, b]) => [left.min(l), right.max(r), top.max(t), bottom.min(b)],
                    None => [left, right, top, bottom],
                });
            }
            run.glyphs.push(Glyph {
                id: glyph.id,
                x: x * scale,
                y: 0.0,
                advance: glyph.advance * scale,
                text: 0..0,
            });
            pen += glyph.advance;
        }
        let [left, right, top, bottom] = edges?.map(|edge| edge * scale);
        Some(LetterInk {
            run,
            advance: pen * scale,
            left,
            right,
            top,
            bottom,
        })
    }
}
