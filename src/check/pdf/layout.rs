//! Where things stand on a page, and how large: text, rules, pictures, bars.

use super::Sides;
use super::content::{Observer, Paint, Path, Picture, State, TextRun};
use crate::length::Points;
use lopdf::{Dictionary, Object};

/// A picture of fewer pixels a side is a ground.
const GROUND: f64 = 8.0;

/// Where things stand on a page, in points from the origin of its boxes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The text.
    pub text: Vec<TextRun>,
    /// The thinnest line that is drawn.
    pub thinnest_line: Option<f64>,
    /// The fewest dots an inch of each picture, and whether it is line art of one bit.
    pub resolutions: Vec<(f64, bool)>,
    /// Upright rectangles that are filled.
    pub filled: Vec<Sides>,
}

impl Layout {
    /// The text's left, bottom, right and top; `None` without any.
    pub fn text_area(&self) -> Option<Sides> {
        let areas = self.text.iter().map(TextRun::area);
        areas.reduce(|[l, b, r, t], own| [l.min(own[0]), b.min(own[1]), r.max(own[2]), t.max(own[3])])
    }

    fn line(&mut self, width: f64) {
        self.thinnest_line = Some(self.thinnest_line.map_or(width, |known| known.min(width)));
    }
}

impl Observer for Layout {
    fn path(&mut self, path: &Path, paint: Paint, state: &State) {
        if paint.fill && path.is_rectangles {
            for &sides in &path.rectangles {
                self.line((sides[2] - sides[0]).min(sides[3] - sides[1]));
                self.filled.push(sides);
            }
        }
        if paint.stroke {
            let (across, up) = state.matrix.lengths();
            self.line(state.line_width * across.min(up));
        }
    }

    fn text(&mut self, run: TextRun, _: &State) {
        self.text.push(run);
    }

    fn picture(&mut self, picture: &Picture<'_>, state: &State) {
        let dict = &picture.stream.dict;
        let number = |key: &[u8]| dict.get(key).and_then(Object::as_i64).unwrap_or(0) as f64;
        let (across, up) = state.matrix.lengths();
        let (width, height) = (number(b"Width"), number(b"Height"));
        // A few pixels spread out are a ground, and have no detail to lose.
        if across <= 0.0 || up <= 0.0 || width.min(height) < GROUND {
            return;
        }
        let dots = |pixels: f64, points: f64| pixels / Points(points).inches().0;
        let least = dots(width, across).min(dots(height, up));
        let is_line_art = picture.is_stencil || number(b"BitsPerComponent") == 1.0;
        self.resolutions.push((least, is_line_art));
    }

    fn inline_picture(&mut self) {}

    fn shading(&mut self) {}

    fn transparency_group(&mut self) {}

    fn graphics_state(&mut self, _: &Dictionary) {}
}
