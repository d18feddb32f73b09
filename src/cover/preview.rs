//! A wrap as a picture, with the guides drawn: where it is cut and folded, where type may stand.

use super::outlines::{address, letters};
use super::placement::PlacedArt;
use super::wrap::{Area, Wrap};
use crate::length::Points;
use crate::picture::{PictureError, Pixels, Source, drawn_at, jpeg};
use crate::print::{Item, Pages};
use image::{ImageFormat, imageops};
use std::fmt::Write;
use std::io::Cursor;

/// Dots an inch.
const DPI: f64 = 100.0;
const QUALITY: u8 = 85;

/// The PNG file of a sheet, its art on a ground of one colour.
pub(super) fn png(wrap: &Wrap, pages: &Pages, art: &PlacedArt, ground: [u8; 3]) -> Result<Vec<u8>, PictureError> {
    let svg = svg(wrap, pages, art, ground)?;
    let source = Source::read("preview.svg", svg.into_bytes())?;
    let width = (Points(wrap.width).inches().0 * DPI).ceil() as u32;
    let pixels = match drawn_at(&source, width)? {
        Pixels::Rgb(image) => image::DynamicImage::ImageRgb8(image),
        Pixels::Gray(image) => image::DynamicImage::ImageLuma8(image),
    };
    let mut file = Cursor::new(Vec::new());
    pixels
        .write_to(&mut file, ImageFormat::Png)
        .map_err(PictureError::Unencodable)?;
    Ok(file.into_inner())
}

fn svg(wrap: &Wrap, pages: &Pages, art: &PlacedArt, [r, g, b]: [u8; 3]) -> Result<String, PictureError> {
    let (width, height) = (wrap.width, wrap.height);
    let PlacedArt {
        pixels: art,
        area: panel,
        ..
    } = art;
    let small = (Points(panel.width()).inches().0 * DPI).ceil() as u32;
    let shape = f64::from(art.height()) / f64::from(art.width().max(1));
    let tall = (f64::from(small) * shape).ceil() as u32;
    let art = imageops::resize(art, small.max(1), tall.max(1), imageops::FilterType::Triangle);
    let art = address(&jpeg(&Pixels::Rgb(art), QUALITY, None)?.bytes);
    // From the sheet's lower left corner upwards, as pages are.
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\"><rect width=\"{width}\" height=\"{height}\" fill=\"rgb({r},{g},{b})\"/>\
         <image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" preserveAspectRatio=\"none\" \
         href=\"{art}\"/>",
        panel.left,
        height - panel.top,
        panel.width(),
        panel.height()
    );
    let (left, bottom) = (wrap.trim.left, wrap.trim.bottom);
    // Writing to a string does not fail.
    let _ = write!(
        out,
        "<g transform=\"translate({left} {}) scale(1 -1)\">",
        height - bottom
    );
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        match item {
            Item::Glyphs(run) => {
                if let Some(face) = pages.faces.get(usize::from(run.face.0)) {
                    letters(run, face, &mut out);
                }
            }
            Item::Fill { rect, ink } => {
                let level = ((1.0 - ink.clamp(0.0, 1.0)) * 255.0).round();
                let _ = write!(
                    out,
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"rgb({level},{level},{level})\"/>",
                    rect.x, rect.y, rect.width, rect.height
                );
            }
            Item::Stroke { .. } | Item::Picture { .. } => {}
        }
    }
    out.push_str("</g>");
    guides(wrap, &mut out);
    out.push_str("</svg>");
    Ok(out)
}

/// The trim in red, folds in blue, what is safe in green, the barcode's room in yellow.
fn guides(wrap: &Wrap, out: &mut String) {
    let height = wrap.height;
    let mut frame = |area: Area, color: &str| {
        let _ = write!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"0.8\" \
             stroke-dasharray=\"5 3\"/>",
            area.left,
            height - area.top,
            area.width(),
            area.height()
        );
    };
    frame(wrap.trim, "#f33");
    frame(wrap.spine, "#39f");
    let safe = [Some(wrap.back_safe), Some(wrap.front_safe), wrap.spine_safe];
    for area in safe.into_iter().flatten() {
        frame(area, "#3c6");
    }
    frame(wrap.barcode, "#fc0");
}
