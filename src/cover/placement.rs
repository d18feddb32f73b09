//! Art on a panel of a wrap: all of it, as large as fits, in the middle.

use super::wrap::Area;
use crate::length::Points;
use crate::picture::{PictureError, Pixels, Source, drawn_at};
use image::{RgbImage, imageops};

/// Dots an inch of art in print.
pub(super) const DPI: f64 = 300.0;
/// How far art may be from the shape of its room and fill it all the same, stretched by what no eye sees.
const STRETCH: f64 = 0.01;

/// Art at the resolution of print, and where it stands.
pub(super) struct PlacedArt {
    pub pixels: RgbImage,
    /// What the pixels cover of the sheet.
    pub area: Area,
    /// How often the art's own pixels were enlarged.
    pub enlarged: f64,
    /// Pixels that art needs for its size here.
    pub due: (u32, u32),
    /// The mean colour of its left edge.
    pub edge: [u8; 3],
}

/// Places art in what is `seen` of a panel. None of it is cut off: where its shape is another, the ground is left beside
/// it or above and below. Where it reaches an edge of what is seen, its outermost pixels go on from there to the panel's
/// edge, so that a cut a little off shows no other colour.
///
/// # Errors
/// When the art cannot be used.
pub(super) fn place(art: &Source, seen: Area, panel: Area) -> Result<PlacedArt, PictureError> {
    let shape = f64::from(art.width.max(1)) / f64::from(art.height.max(1));
    let (width, height) = (seen.width(), seen.height());
    let (wide, tall) = match (shape * height / width - 1.0).abs() <= STRETCH {
        true => (width, height),
        false => (width.min(height * shape), height.min(width / shape)),
    };
    let due = (dots(wide), dots(tall));
    let drawn = match drawn_at(art, due.0)? {
        Pixels::Rgb(image) => image,
        Pixels::Gray(image) => image::DynamicImage::ImageLuma8(image).into_rgb8(),
    };
    let enlarged = f64::from(due.0) / f64::from(drawn.width().max(1));
    let drawn = match due == drawn.dimensions() {
        true => drawn,
        false => imageops::resize(&drawn, due.0, due.1, imageops::FilterType::Lanczos3),
    };
    let (across, down) = ((width - wide) / 2.0, (height - tall) / 2.0);
    let own = Area {
        left: seen.left + across,
        bottom: seen.bottom + down,
        right: seen.right - across,
        top: seen.top - down,
    };
    // Art of another shape reaches two of the four edges.
    let beside = |edge: f64, outer: f64, is_reached: bool| if is_reached { outer } else { edge };
    let (reaches_sides, reaches_ends) = (wide >= width, tall >= height);
    let area = Area {
        left: beside(own.left, panel.left, reaches_sides),
        bottom: beside(own.bottom, panel.bottom, reaches_ends),
        right: beside(own.right, panel.right, reaches_sides),
        top: beside(own.top, panel.top, reaches_ends),
    };
    Ok(PlacedArt {
        edge: left_edge(&drawn),
        pixels: continued(&drawn, own, area),
        area,
        enlarged,
        due,
    })
}

/// A length in dots of print, at least one.
fn dots(points: f64) -> u32 {
    ((Points(points).inches().0 * DPI).round() as u32).max(1)
}

/// Art that covers `own`, gone on in its outermost pixels to cover `area`.
fn continued(art: &RgbImage, own: Area, area: Area) -> RgbImage {
    let before = |points: f64| (Points(points).inches().0 * DPI).round() as u32;
    let (left, top) = (before(own.left - area.left), before(area.top - own.top));
    let right = before(area.right - own.right);
    let bottom = before(own.bottom - area.bottom);
    if [left, top, right, bottom] == [0; 4] {
        return art.clone();
    }
    let (width, height) = art.dimensions();
    RgbImage::from_fn(left + width + right, top + height + bottom, |x, y| {
        let x = x.saturating_sub(left).min(width - 1);
        let y = y.saturating_sub(top).min(height - 1);
        *art.get_pixel(x, y)
    })
}

/// The mean colour of a picture's left edge.
fn left_edge(art: &RgbImage) -> [u8; 3] {
    let columns = 4.min(art.width());
    let mut sums = [0_u64; 3];
    for y in 0..art.height() {
        for x in 0..columns {
            let pixel = art.get_pixel(x, y).0;
            for (sum, sample) in sums.iter_mut().zip(pixel) {
                *sum += u64::from(sample);
            }
        }
    }
    let count = u64::from(columns) * u64::from(art.height());
    sums.map(|sum| (sum / count.max(1)) as u8)
}
