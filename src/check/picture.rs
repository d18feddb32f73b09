//! A finished picture, read back by its header.

use super::measures::Measures;
use crate::limits;
use image::{ImageDecoder, ImageFormat, ImageReader};
use std::io::Cursor;

/// What a picture is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// `jpeg`, `png`, `gif`, `tiff`, `svg`, `webp`, or `unknown`.
    pub format: &'static str,
    /// Width and height in pixels; 0 where they cannot be told.
    pub size: (u32, u32),
    /// `rgb`, `gray`, `cmyk` or `unknown`.
    pub color: &'static str,
    /// Whether some of it may be transparent.
    pub transparent: bool,
    /// Bytes of the file.
    pub bytes: usize,
}

impl Facts {
    /// How many pixels it has.
    pub fn pixels(&self) -> u64 {
        u64::from(self.size.0) * u64::from(self.size.1)
    }
}

/// Reads the header of a picture. What is no picture is of the format `unknown`.
pub fn read(bytes: &[u8]) -> Facts {
    let mut facts = Facts {
        format: format(bytes),
        size: (0, 0),
        color: "unknown",
        transparent: false,
        bytes: bytes.len(),
    };
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    if let Some(decoder) = reader.ok().and_then(|reader| reader.into_decoder().ok()) {
        facts.size = decoder.dimensions();
        facts.color = match decoder.color_type().has_color() {
            false => "gray",
            true if facts.format == "jpeg" && components(bytes) == Some(4) => "cmyk",
            true => "rgb",
        };
        facts.transparent = decoder.color_type().has_alpha();
    }
    facts
}

/// How many inks or lights a JPEG has by its frame header (ITU-T T.81, B.2.2): the decoder tells what it makes of them.
fn components(bytes: &[u8]) -> Option<u8> {
    let mut at = 2;
    loop {
        let &[0xff, marker, high, low] = bytes.get(at..at + 4)? else {
            return None;
        };
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            return bytes.get(at + 9).copied();
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
}

fn format(bytes: &[u8]) -> &'static str {
    match image::guess_format(bytes) {
        Ok(ImageFormat::Jpeg) => "jpeg",
        Ok(ImageFormat::Png) => "png",
        Ok(ImageFormat::Gif) => "gif",
        Ok(ImageFormat::Tiff) => "tiff",
        Ok(ImageFormat::WebP) => "webp",
        _ => {
            let head = &bytes[..bytes.len().min(1024)];
            let is_svg = head.windows(4).any(|four| four == b"<svg");
            if is_svg { "svg" } else { "unknown" }
        }
    }
}

/// Whether the edge of a picture is white, and the picture has no outline on a white page. `None` where it cannot be
/// decoded.
pub fn fades_into_white(bytes: &[u8]) -> Option<bool> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(4 * limits::PICTURE_PIXELS);
    reader.limits(limits);
    let picture = reader.decode().ok()?.into_rgb8();
    let (right, bottom) = (picture.width().saturating_sub(1), picture.height().saturating_sub(1));
    let edge = picture
        .enumerate_pixels()
        .filter(|(x, y, _)| *x == 0 || *y == 0 || *x == right || *y == bottom);
    let (mut white, mut all) = (0_u32, 0_u32);
    for (_, _, pixel) in edge {
        all += 1;
        white += u32::from(pixel.0.iter().all(|sample| *sample > 245));
    }
    Some(10 * white > 9 * all)
}

/// What stores ask of a picture.
pub fn measures(facts: &Facts) -> Measures {
    let mut out = Measures::default();
    let (width, height) = (f64::from(facts.size.0), f64::from(facts.size.1));
    out.count("bytes", facts.bytes);
    out.text("format", facts.format);
    out.text("color", facts.color);
    out.flag("transparent", facts.transparent);
    out.number("width", width);
    out.number("height", height);
    out.number("short-side", width.min(height));
    out.number("long-side", width.max(height));
    out.number("pixels", width * height);
    out.number("ratio", height / width.max(1.0));
    out
}
