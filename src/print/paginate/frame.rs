//! The page's geometry: trim, margins, and the frame that text stands in.

use crate::theme::Margins;

/// The frame of a page. The measure and the depth are the same on all pages; only which side the
/// inner margin is on changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Geometry {
    /// Trim width.
    pub width: f32,
    /// Trim height.
    pub height: f32,
    /// Width of the frame.
    pub measure: f32,
    /// Lines of the grid in the frame.
    pub lines: usize,
    /// Distance of the grid's lines.
    pub leading: f32,
    /// Distance of the frame from the top of the page.
    pub top: f32,
}

impl Geometry {
    /// The geometry for a trim, a leading and margins.
    pub fn new((width, height): (f32, f32), leading: f32, margins: Margins) -> Geometry {
        let measure = (width * (1.0 - margins.sides)).max(72.0);
        let lines = ((height * (1.0 - margins.ends)) / leading).floor().max(8.0) as usize;
        let free = height - lines as f32 * leading;
        Geometry {
            width,
            height,
            measure,
            lines,
            leading,
            top: free * margins.head,
        }
    }

    /// Depth of the frame.
    pub fn depth(&self) -> f32 {
        self.lines as f32 * self.leading
    }

    /// The inner margin for a page count. The measure stays, so that a longer book moves its frame
    /// outwards and no line is set again. KDP asks for 27, 36, 45, 54 and 63 points from 24, 151, 301,
    /// 501 and 701 pages (Print margins help page, read 2026-11-22); each step here is wider.
    pub fn inner_margin(&self, pages: usize) -> f32 {
        let both = self.width - self.measure;
        let (least, share) = match pages {
            0..=150 => (27.0, 0.50),
            151..=300 => (36.0, 0.52),
            301..=500 => (45.0, 0.55),
            501..=700 => (54.0, 0.58),
            _ => (63.0, 0.61),
        };
        (both * share).max(least).min(both - 27.0)
    }

    /// Left edge of the frame on a page, counted from 0: even ones are rectos.
    pub fn left(&self, page: usize, pages: usize) -> f32 {
        let inner = self.inner_margin(pages);
        if page.is_multiple_of(2) {
            inner
        } else {
            self.width - self.measure - inner
        }
    }
}
