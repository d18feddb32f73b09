//! Boxes of a formula: marks around an origin on the baseline.

use crate::print::page::{Glyph, GlyphRun, Rect};
use crate::print::text::LineItem;

/// A part of a formula, set. x from its left edge, y from its baseline, upwards; points.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct MathBox {
    pub items: Vec<LineItem>,
    pub width: f32,
    /// How far it rises over the baseline; negative for what stands below it.
    pub ascent: f32,
    /// How far it hangs under the baseline; negative for what stands above it.
    pub descent: f32,
    /// How far the slant of its last letter stands out over its width.
    pub italic: f32,
    /// Where an accent stands over it, when it is one letter.
    pub accent: Option<f32>,
}

impl MathBox {
    /// Nothing, so wide.
    pub fn space(width: f32) -> MathBox {
        MathBox {
            width,
            ..MathBox::default()
        }
    }

    /// A rule on the baseline.
    pub fn rule(width: f32, thick: f32, ink: f32) -> MathBox {
        let rect = Rect {
            x: 0.0,
            y: 0.0,
            width,
            height: thick,
        };
        MathBox {
            items: vec![LineItem::Fill { rect, ink }],
            width,
            ascent: thick,
            ..MathBox::default()
        }
    }

    /// Whether there is nothing to see in it.
    pub fn is_blank(&self) -> bool {
        self.items.is_empty()
    }

    /// Adds another with its origin at a place. The width is left as it is.
    pub fn put(&mut self, other: MathBox, x: f32, y: f32) {
        if self.items.is_empty() && self.ascent == 0.0 && self.descent == 0.0 {
            self.ascent = other.ascent + y;
            self.descent = other.descent - y;
        } else {
            self.ascent = self.ascent.max(other.ascent + y);
            self.descent = self.descent.max(other.descent - y);
        }
        self.items.extend(other.items.into_iter().map(|item| item.moved(x, y)));
    }

    /// Adds another after it on the same baseline.
    pub fn append(&mut self, other: MathBox) {
        let (x, width, italic) = (self.width, other.width, other.italic);
        self.put(other, x, 0.0);
        self.width = x + width;
        self.italic = italic;
        self.accent = None;
    }

    /// The same, higher.
    pub fn raised(self, by: f32) -> MathBox {
        let mut out = MathBox {
            width: self.width,
            italic: self.italic,
            accent: self.accent,
            ..MathBox::default()
        };
        out.put(self, 0.0, by);
        out
    }

    /// Its height.
    pub fn height(&self) -> f32 {
        self.ascent + self.descent
    }
}

/// A gap of more than this share of the size reads as a space.
const GAP: f32 = 0.13;

/// Joins runs that go on where the last one ends; a gap becomes a space that can be copied. `space` gives the
/// glyph of a run's space and its advance.
pub(super) fn joined(items: Vec<LineItem>, space: impl Fn(&GlyphRun) -> Option<(u16, f32)>) -> Vec<LineItem> {
    let mut out: Vec<LineItem> = Vec::with_capacity(items.len());
    for item in items {
        let LineItem::Glyphs(next) = item else {
            out.push(item);
            continue;
        };
        match out.last_mut() {
            Some(LineItem::Glyphs(run)) if goes_on(run, &next) => {
                let gap = next.x - end_of(run);
                if gap > run.size * GAP
                    && !run.text.ends_with(' ')
                    && let Some((id, advance)) = space(run)
                {
                    let start = run.text.len() as u32;
                    run.glyphs.push(Glyph {
                        id,
                        x: end_of(run) - run.x,
                        y: 0.0,
                        advance,
                        text: start..start + 1,
                    });
                    run.text.push(' ');
                }
                join(run, next);
            }
            _ => out.push(LineItem::Glyphs(next)),
        }
    }
    out
}

fn goes_on(run: &GlyphRun, next: &GlyphRun) -> bool {
    let alike = run.face == next.face && run.size == next.size && run.stretch == next.stretch && run.ink == next.ink;
    alike && run.y == next.y && next.x >= run.x && next.x - end_of(run) < run.size * 2.0
}

fn end_of(run: &GlyphRun) -> f32 {
    run.x + run.glyphs.last().map_or(0.0, |g| g.x + g.advance)
}

fn join(run: &mut GlyphRun, next: GlyphRun) {
    let base = run.text.len() as u32;
    let shift = next.x - run.x;
    run.glyphs.extend(next.glyphs.into_iter().map(|mut glyph| {
        glyph.x += shift;
        glyph.text = glyph.text.start + base..glyph.text.end + base;
        glyph
    }));
    run.text.push_str(&next.text);
}
