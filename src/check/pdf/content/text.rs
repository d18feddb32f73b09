//! Text as it is set: how far a string reaches, and where it stands.

use super::super::Sides;
use super::matrix::{Matrix, length};
use super::widths::Widths;
use lopdf::Object;

/// How far letters reach over their baseline and under it, in sizes.
const ASCENT: f64 = 0.72;
const DESCENT: f64 = 0.22;

/// A stretch of text on a page, in points from the origin of its boxes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextRun {
    /// The first letter's origin.
    pub from: (f64, f64),
    /// The last letter's end on the same baseline.
    pub to: (f64, f64),
    /// From a baseline up to the next: a size long.
    pub up: (f64, f64),
}

impl TextRun {
    /// Points.
    pub fn size(&self) -> f64 {
        length(self.up.0, self.up.1)
    }

    /// Its left, bottom, right and top.
    pub fn area(&self) -> Sides {
        let reach = |end: (f64, f64), by: f64| (end.0 + by * self.up.0, end.1 + by * self.up.1);
        let corners = [self.from, self.to]
            .into_iter()
            .flat_map(|end| [reach(end, ASCENT), reach(end, -DESCENT)]);
        corners.fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |[l, b, r, t], (x, y)| {
            [l.min(x), b.min(y), r.max(x), t.max(y)]
        })
    }
}

/// How text is set (ISO 32000-1, 9.3).
#[derive(Clone)]
pub(super) struct TextState {
    pub size: f64,
    pub leading: f64,
    pub letters: f64,
    pub words: f64,
    pub widths: Option<Widths>,
    /// A share of 1.
    stretch: f64,
    rise: f64,
}

impl Default for TextState {
    fn default() -> TextState {
        TextState {
            size: 0.0,
            leading: 0.0,
            letters: 0.0,
            words: 0.0,
            widths: None,
            stretch: 1.0,
            rise: 0.0,
        }
    }
}

impl TextState {
    /// What an operator of one number sets.
    pub fn set(&mut self, operator: &str, number: f64) {
        match operator {
            "TL" => self.leading = number,
            "Tz" => self.stretch = number / 100.0,
            "Tc" => self.letters = number,
            "Tw" => self.words = number,
            "Ts" => self.rise = number,
            _ => {}
        }
    }

    /// The text that strings and the corrections between them set, and how far it moves the pen. `matrix` is from the
    /// text's coordinates to the page's.
    pub fn run(&self, pieces: &[Object], matrix: Matrix) -> (TextRun, f64) {
        let mut across = 0.0;
        let mut end = 0.0;
        for piece in pieces {
            match piece {
                Object::String(string, _) => {
                    across += self.width(string);
                    end = across;
                }
                piece => {
                    let back = piece.as_float().map_or(0.0, f64::from);
                    across -= back / 1000.0 * self.size * self.stretch;
                }
            }
        }
        let (foot, head) = (matrix.apply(0.0, 0.0), matrix.apply(0.0, self.size));
        let run = TextRun {
            from: matrix.apply(0.0, self.rise),
            to: matrix.apply(end, self.rise),
            up: (head.0 - foot.0, head.1 - foot.1),
        };
        (run, across)
    }

    fn width(&self, string: &[u8]) -> f64 {
        let Some(widths) = &self.widths else {
            return 0.0;
        };
        let glyphs = widths.glyphs(string).map(|glyph| {
            let space = if glyph.is_space { self.words } else { 0.0 };
            glyph.width / 1000.0 * self.size + self.letters + space
        });
        glyphs.sum::<f64>() * self.stretch
    }
}
