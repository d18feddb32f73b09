//! The picture that other sites show beside a link to the book.

use super::compose::{FrontWords, contrast, mean};
use super::lettering::Letterer;
use super::outlines::{address, letters};
use crate::picture::{PictureError, Pixels, Source, drawn_at, jpeg};
use crate::print::{Faces, Item};
use std::fmt::Write;

/// Width and height in pixels: what networks crop least (1.91 to 1).
const SIZE: (u32, u32) = (1200, 630);
const MARGIN: f32 = 45.0;
/// The front, 1.6 times as high as wide.
const FRONT: (f32, f32) = (337.5, 540.0);
const GAP: f32 = 55.0;
/// Sizes of the words, from the largest that fits any.
const LARGEST: f32 = 56.0;
const LEAST: f32 = 20.0;
const FAMILY: &str = "Source Sans 3";
const QUALITY: u8 = 88;

/// A JPEG of the front beside title, subtitle and author, on the `ground`; else on the colour of the front's foot.
///
/// # Errors
/// When the front cannot be used.
pub fn card(front: &Source, words: &FrontWords<'_>, ground: Option<[u8; 3]>) -> Result<Vec<u8>, PictureError> {
    let art = match drawn_at(front, 2 * FRONT.0 as u32)? {
        Pixels::Rgb(art) => art,
        Pixels::Gray(art) => image::DynamicImage::ImageLuma8(art).into_rgb8(),
    };
    let ground = ground.unwrap_or_else(|| mean(&art, (0.9, 1.0)));
    let white = contrast(ground, [255; 3]) >= contrast(ground, [0; 3]);
    let faces = Faces::new(FAMILY, FAMILY, FAMILY);
    let mut letterer = Letterer::new(&faces, words.language, if white { 0.0 } else { 1.0 });
    let text = [words.title, words.subtitle, words.author].join("\n\n");
    let (width, height) = (SIZE.0 as f32, SIZE.1 as f32);
    let left = MARGIN + FRONT.0 + GAP;
    let measure = width - left - MARGIN;
    let mut size = LARGEST;
    let block = loop {
        let block = letterer.paragraphs(&text, size, measure);
        if block.height <= height - 2.0 * MARGIN || size <= LEAST {
            break block;
        }
        size -= 2.0;
    };
    let [r, g, b] = ground;
    let picture = address(&jpeg(&Pixels::Rgb(art), QUALITY, None)?.bytes);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\
         <rect width=\"{width}\" height=\"{height}\" fill=\"rgb({r},{g},{b})\"/>\
         <image x=\"{MARGIN}\" y=\"{MARGIN}\" width=\"{}\" height=\"{}\" href=\"{picture}\"/>",
        FRONT.0, FRONT.1
    );
    let top = (height - block.height) / 2.0;
    let _ = write!(svg, "<g transform=\"translate({left} {top}) scale(1 -1)\">");
    let faces = faces.pages_faces();
    for item in &block.items {
        if let Item::Glyphs(run) = item
            && let Some(face) = faces.get(usize::from(run.face.0))
        {
            letters(run, face, &mut svg);
        }
    }
    svg.push_str("</g></svg>");
    let card = Source::read("card.svg", svg.into_bytes())?;
    Ok(jpeg(&drawn_at(&card, SIZE.0)?, QUALITY, None)?.bytes.to_vec())
}
