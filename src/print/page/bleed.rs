//! Pages that pictures cover past the cut.

use super::item::{Item, PictureId, Rect};
use std::collections::BTreeSet;

/// How far the paper reaches past the cut: an eighth of an inch (KDP GVBQ3CMEQW3W2VL6; Lulu's book creation guide;
/// both read 2026-11-22).
pub(in crate::print) const REACH: f32 = 9.0;

/// Where the paper of an edition reaches past the cut.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Bleed {
    /// Nowhere: nothing stands at the edge of a page.
    #[default]
    None,
    /// On three sides, and not at the spine: KDP and IngramSpark.
    Outside,
    /// On all four sides: Lulu.
    All,
    /// So far on the left, at the foot, on the right and at the head: a cover's sheet.
    Sides([f32; 4]),
}

impl Bleed {
    /// How far the paper reaches past the trim of a page, counted from 0, on the left, at the foot, on the right and at
    /// the head.
    pub fn sides(self, page: usize) -> [f32; 4] {
        match self {
            Bleed::None => [0.0; 4],
            Bleed::All => [REACH; 4],
            Bleed::Sides(sides) => sides,
            // The spine is at the left of a recto.
            Bleed::Outside if page.is_multiple_of(2) => [0.0, REACH, REACH, REACH],
            Bleed::Outside => [REACH, REACH, 0.0, REACH],
        }
    }
}

/// Enlarges the picture that bleeds, if there is one, until it covers the page and its bleed; whether there is one.
/// What reaches over the edges is cut off with the paper.
pub(in crate::print) fn cover(
    items: &mut [Item],
    bleeding: &BTreeSet<PictureId>,
    [left, foot, right, head]: [f32; 4],
    (width, height): (f32, f32),
) -> bool {
    let is_bleeding = |id: &PictureId| bleeding.contains(id);
    for item in items {
        if let Item::Picture { rect, picture, .. } = item
            && is_bleeding(picture)
        {
            let (across, up) = (width + left + right, height + foot + head);
            let scale = (across / rect.width).max(up / rect.height);
            let size = (rect.width * scale, rect.height * scale);
            *rect = Rect {
                x: -left + (across - size.0) / 2.0,
                y: -foot + (up - size.1) / 2.0,
                width: size.0,
                height: size.1,
            };
            return true;
        }
    }
    false
}
