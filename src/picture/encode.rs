//! Pictures made ready for an ebook and for a page.

use super::scale::{Pixels, decoded, drawn_at, fit, within_caps};
use super::{EbookImage, Format, Ink, PictureError, PrintColor, PrintData, PrintImage, Source, read, to_cmyk};
use crate::length::{Inches, Points};
use image::codecs::jpeg::{JpegEncoder, PixelDensity};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

/// Stores refuse or shrink pictures of more than 5 MB (KDP, Kobo); a larger PNG is made a JPEG.
const EBOOK_FILE_BYTES: usize = 4_000_000;
/// A vector picture's width in an ebook, where twice its own is more.
const EBOOK_VECTOR_WIDTH: u32 = 1400;
const JPEG_QUALITY: u8 = 90;
const VECTOR_DPI: f64 = 600.0;
const PHOTO_DPI: f64 = 300.0;
const PHOTO_DPI_KEPT: f32 = 450.0;
const LINE_ART_DPI_KEPT: f32 = 1200.0;

pub(super) fn for_ebook(source: &Source, max_pixels: u64) -> Result<EbookImage, PictureError> {
    if source.format == Format::Svg {
        let (widest, _) = fit(
            source.width.saturating_mul(2),
            source.height.saturating_mul(2),
            max_pixels,
        );
        let width = within_caps(source, f64::from(widest.min(EBOOK_VECTOR_WIDTH)));
        return png(&drawn_at(source, width)?.without_color(false));
    }
    let fits = u64::from(source.width) * u64::from(source.height) <= max_pixels;
    if fits && is_plain(source) {
        return Ok(EbookImage {
            media_type: media_type(source.format),
            bytes: source.bytes.clone(),
            width: source.width,
            height: source.height,
        });
    }
    let pixels = decoded(source)?;
    let (width, height) = pixels.size();
    let (width, height) = fit(width, height, max_pixels);
    let pixels = pixels.resized(width, height).without_color(false);
    if source.format == Format::Jpeg {
        return jpeg(&pixels, JPEG_QUALITY, None);
    }
    let png = png(&pixels)?;
    if png.bytes.len() > EBOOK_FILE_BYTES {
        return jpeg(&pixels, JPEG_QUALITY, None);
    }
    Ok(png)
}

fn media_type(format: Format) -> &'static str {
    match format {
        Format::Png => "image/png",
        Format::Jpeg => "image/jpeg",
        Format::Svg => "image/svg+xml",
    }
}

/// Whether every store and reader takes the file as it is.
fn is_plain(source: &Source) -> bool {
    let small = source.format == Format::Jpeg || source.bytes.len() <= EBOOK_FILE_BYTES;
    small
        && read::body(source.format, &source.bytes).is_some_and(|body| {
            body.depth <= 8 && matches!(body.components, 1 | 3) && !body.transparent && !body.animated && body.upright
        })
}

fn png(pixels: &Pixels) -> Result<EbookImage, PictureError> {
    let mut bytes = Vec::new();
    let (width, height) = pixels.size();
    let (samples, color) = samples(pixels);
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::Adaptive)
        .write_image(samples, width, height, color)
        .map_err(PictureError::Unencodable)?;
    Ok(EbookImage {
        media_type: "image/png",
        bytes: bytes.into(),
        width,
        height,
    })
}

/// A baseline JPEG file, marked with its density in dots an inch where one is given.
///
/// # Errors
/// When it cannot be encoded.
pub(crate) fn jpeg(pixels: &Pixels, quality: u8, density: Option<u16>) -> Result<EbookImage, PictureError> {
    let mut bytes = Vec::new();
    let (width, height) = pixels.size();
    let (samples, color) = samples(pixels);
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    if let Some(density) = density {
        encoder.set_pixel_density(PixelDensity::dpi(density));
    }
    encoder
        .encode(samples, width, height, color)
        .map_err(PictureError::Unencodable)?;
    Ok(EbookImage {
        media_type: "image/jpeg",
        bytes: bytes.into(),
        width,
        height,
    })
}

fn samples(pixels: &Pixels) -> (&[u8], ExtendedColorType) {
    match pixels {
        Pixels::Gray(image) => (image.as_raw(), ExtendedColorType::L8),
        Pixels::Rgb(image) => (image.as_raw(), ExtendedColorType::Rgb8),
    }
}

pub(super) fn for_print(source: &Source, width: f32, ink: Ink) -> Result<PrintImage, PictureError> {
    if !(width.is_finite() && width > 0.0) {
        return Err(PictureError::NoWidth);
    }
    let Inches(inches) = Points::from(width).inches();
    let black = ink == Ink::Black;
    if source.format == Format::Svg {
        let pixels = drawn_at(source, within_caps(source, (inches * VECTOR_DPI).ceil()))?;
        return inked(pixels, ink);
    }
    let line_art = read::is_line_art(source.format, &source.bytes);
    let kept = if line_art { LINE_ART_DPI_KEPT } else { PHOTO_DPI_KEPT };
    let dense = source.resolution(width).is_some_and(|dpi| dpi > kept);
    if !dense && let Some(color) = passes_through(source, ink) {
        return Ok(PrintImage {
            width: source.width,
            height: source.height,
            color,
            data: PrintData::Jpeg(source.bytes.clone()),
        });
    }
    let mut pixels = decoded(source)?;
    if dense {
        let (from_width, from_height) = pixels.size();
        let dpi = if line_art { VECTOR_DPI } else { PHOTO_DPI };
        let to_width = ((inches * dpi).ceil() as u32).clamp(1, from_width);
        let to_height = f64::from(from_height) * f64::from(to_width) / f64::from(from_width);
        pixels = pixels.resized(to_width, (to_height.round() as u32).max(1));
    }
    match pixels.without_color(black) {
        Pixels::Gray(image) if line_art && !dense => Ok(bilevel(&image)),
        pixels => inked(pixels, ink),
    }
}

/// A picture in the inks of a page.
fn inked(pixels: Pixels, ink: Ink) -> Result<PrintImage, PictureError> {
    match (pixels.without_color(ink == Ink::Black), ink) {
        (Pixels::Rgb(image), Ink::Four(limit)) => Ok(PrintImage {
            width: image.width(),
            height: image.height(),
            color: PrintColor::Cmyk,
            data: PrintData::Raw(to_cmyk(image.as_raw(), limit)?),
        }),
        (pixels, _) => Ok(raw(pixels)),
    }
}

/// A picture of black and white as bits.
fn bilevel(image: &image::GrayImage) -> PrintImage {
    let (width, height) = image.dimensions();
    let rows = image.as_raw().chunks_exact(width as usize);
    let bit = |(at, &level): (usize, &u8)| u8::from(level >= 128) << (7 - at);
    let bytes = rows.flat_map(|row| row.chunks(8));
    let samples = bytes.map(|eight| eight.iter().enumerate().map(bit).sum());
    PrintImage {
        width,
        height,
        color: PrintColor::Bilevel,
        data: PrintData::Raw(samples.collect()),
    }
}

/// The colour of a JPEG file that a page can carry untouched.
fn passes_through(source: &Source, ink: Ink) -> Option<PrintColor> {
    if source.format != Format::Jpeg {
        return None;
    }
    let body = read::body(source.format, &source.bytes)?;
    if body.depth != 8 || !body.upright {
        return None;
    }
    match body.components {
        1 => Some(PrintColor::Gray),
        3 if ink == Ink::Screen => Some(PrintColor::Rgb),
        _ => None,
    }
}

fn raw(pixels: Pixels) -> PrintImage {
    let (width, height) = pixels.size();
    let (color, samples) = match pixels {
        Pixels::Gray(image) => (PrintColor::Gray, image.into_raw()),
        Pixels::Rgb(image) => (PrintColor::Rgb, image.into_raw()),
    };
    PrintImage {
        width,
        height,
        color,
        data: PrintData::Raw(samples),
    }
}
