//! The front cover as shops and ebooks take it.

use crate::diagnostic::{Diagnostic, codes};
use crate::picture::{EbookImage, Format, PictureError, Pixels, Source, drawn_at, jpeg};
use crate::span::Span;
use image::{Rgb, RgbImage, imageops};

/// Width and height of the image uploaded to a shop, in pixels: KDP's ideal (G6GTK3T3NUHKLEFX, read 2026-11-22).
pub const SHOP_SIZE: (u32, u32) = (1600, 2560);
/// Width and height of the image inside the EPUB, in pixels: under Ingram's 3.2 million and Apple's 4.
pub const INSIDE_SIZE: (u32, u32) = (1400, 2240);

const QUALITY: u8 = 90;
const DENSITY: u16 = 300;
/// How far the art's shape may be from the cover's before cropping would cost too much of it.
const CROPPED: f64 = 0.05;
/// How far an edge pixel may be from the edge's mean, of 255, for the mean to go on beyond it.
const EDGE_SPREAD: i32 = 24;

/// A front cover and what there is to say about it.
#[derive(Clone, Debug)]
pub struct Front {
    /// The JPEG file, sRGB, 300 dots an inch.
    pub image: EbookImage,
    /// What the author should know: art too small, or of another shape. They have no span.
    pub findings: Vec<Diagnostic>,
}

/// The front cover for a shop, exactly [`SHOP_SIZE`].
///
/// # Errors
/// When the art cannot be decoded.
pub fn shop_jpeg(source: &Source) -> Result<Front, PictureError> {
    front(source, SHOP_SIZE)
}

/// The front cover for the inside of the EPUB, exactly [`INSIDE_SIZE`].
///
/// # Errors
/// When the art cannot be decoded.
pub fn inside_jpeg(source: &Source) -> Result<Front, PictureError> {
    front(source, INSIDE_SIZE)
}

/// Widths of the thumbnails that a shop's page shows, in pixels.
pub const THUMBNAILS: [u32; 2] = [160, 400];

/// A small picture of the front, so many pixels wide.
///
/// # Errors
/// When the art cannot be decoded.
pub fn thumbnail(source: &Source, width: u32) -> Result<Front, PictureError> {
    front(source, (width, width * SHOP_SIZE.1 / SHOP_SIZE.0))
}

fn front(source: &Source, (width, height): (u32, u32)) -> Result<Front, PictureError> {
    let mut findings = Vec::new();
    let covering = f64::from(height) * f64::from(source.width) / f64::from(source.height.max(1));
    let drawn = (covering.ceil() as u32).clamp(width, width.saturating_mul(2));
    let art = match drawn_at(source, drawn)? {
        Pixels::Rgb(image) => image,
        Pixels::Gray(image) => image::DynamicImage::ImageLuma8(image).into_rgb8(),
    };
    let across = f64::from(width) / f64::from(art.width().max(1));
    let down = f64::from(height) / f64::from(art.height().max(1));
    let off = (across / down - 1.0).abs().max((down / across - 1.0).abs());
    let factor = if off <= CROPPED {
        across.max(down)
    } else {
        across.min(down)
    };
    if off > CROPPED {
        findings.push(other_shape(&art, (width, height)));
    }
    if factor > 1.0 && source.format != Format::Svg {
        findings.push(too_small(&art, (width, height)));
    }
    let scaled = scale(&art, factor, (width, height));
    let image = jpeg(&Pixels::Rgb(place(&scaled, width, height)), QUALITY, Some(DENSITY))?;
    Ok(Front { image, findings })
}

/// Scaled by `factor`, snapped to the target where rounding leaves it a pixel off.
fn scale(art: &RgbImage, factor: f64, (width, height): (u32, u32)) -> RgbImage {
    let side = |length: u32, target: u32| {
        let scaled = ((f64::from(length) * factor).round() as u32).max(1);
        if scaled.abs_diff(target) <= 1 { target } else { scaled }
    };
    let size = (side(art.width(), width), side(art.height(), height));
    if size == art.dimensions() {
        return art.clone();
    }
    imageops::resize(art, size.0, size.1, imageops::FilterType::Lanczos3)
}

/// Centres the art on a ground of its edge's colour, cropping what stands over.
fn place(art: &RgbImage, width: u32, height: u32) -> RgbImage {
    if art.dimensions() == (width, height) {
        return art.clone();
    }
    let mut ground = RgbImage::from_pixel(width, height, edge_color(art));
    let x = (i64::from(width) - i64::from(art.width())) / 2;
    let y = (i64::from(height) - i64::from(art.height())) / 2;
    imageops::replace(&mut ground, art, x, y);
    ground
}

/// The colour of the art's edge where the edge has one colour, else white.
fn edge_color(art: &RgbImage) -> Rgb<u8> {
    let (width, height) = art.dimensions();
    let edge: Vec<[u8; 3]> = art
        .enumerate_pixels()
        .filter(|(x, y, _)| *x == 0 || *y == 0 || x + 1 == width || y + 1 == height)
        .map(|(_, _, pixel)| pixel.0)
        .collect();
    let count = edge.len().max(1) as u64;
    let mean = [0, 1, 2].map(|c| (edge.iter().map(|p| u64::from(p[c])).sum::<u64>() / count) as u8);
    let one_color = edge.iter().all(|pixel| {
        pixel
            .iter()
            .zip(mean)
            .all(|(&sample, mean)| (i32::from(sample) - i32::from(mean)).abs() <= EDGE_SPREAD)
    });
    if one_color { Rgb(mean) } else { Rgb([255; 3]) }
}

fn too_small(art: &RgbImage, (width, height): (u32, u32)) -> Diagnostic {
    Diagnostic::new(
        codes::PICTURE_COVER_SMALL,
        Span::GENERATED,
        format!(
            "the front cover is {} x {} pixels and was enlarged to {width} x {height}",
            art.width(),
            art.height()
        ),
    )
    .with_help(format!(
        "supply art of at least {} x {} pixels",
        SHOP_SIZE.0, SHOP_SIZE.1
    ))
}

fn other_shape(art: &RgbImage, (width, height): (u32, u32)) -> Diagnostic {
    Diagnostic::new(
        codes::PICTURE_COVER_SHAPE,
        Span::GENERATED,
        format!(
            "the front cover is {} x {} pixels, and the cover of {width} x {height} shows bands beside it",
            art.width(),
            art.height()
        ),
    )
    .with_help("supply art that is 1.6 times as high as it is wide")
}
