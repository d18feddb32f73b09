//! What a picture file says about itself before its body is touched.

use super::{Format, PictureError};
use crate::limits::{PICTURE_BYTES, PICTURE_PIXELS, PICTURE_SIDE};
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, Limits};
use std::io::Cursor;

/// What a header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub format: Format,
    pub width: u32,
    pub height: u32,
}

/// What decides whether a file can be handed on untouched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Body {
    /// Colour components without alpha: 1, 3 or 4.
    pub components: u8,
    /// Bits a sample.
    pub depth: u8,
    /// Whether pixels may be transparent.
    pub transparent: bool,
    /// Whether the file holds more than one picture.
    pub animated: bool,
    /// Whether the pixels stand as they are to be shown.
    pub upright: bool,
}

const PNG_SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The header of a PNG or JPEG file within the caps; `None` when the file is neither.
pub(super) fn raster_header(bytes: &[u8]) -> Result<Option<Header>, PictureError> {
    check_file(bytes)?;
    let (format, (width, height)) = if bytes.starts_with(PNG_SIGNATURE) {
        (Format::Png, png_size(bytes)?)
    } else if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        (Format::Jpeg, jpeg_size(bytes)?)
    } else {
        return Ok(None);
    };
    check_size(width, height)?;
    Ok(Some(Header { format, width, height }))
}

fn check_file(bytes: &[u8]) -> Result<(), PictureError> {
    match bytes.len() as u64 > PICTURE_BYTES {
        true => Err(PictureError::FileTooLarge(PICTURE_BYTES)),
        false => Ok(()),
    }
}

/// Whether a picture of so many pixels is within the caps.
pub(super) fn check_size(width: u32, height: u32) -> Result<(), PictureError> {
    if width == 0 || height == 0 {
        return Err(PictureError::Empty);
    }
    if width > PICTURE_SIDE || height > PICTURE_SIDE {
        return Err(PictureError::SideTooLong { width, height });
    }
    if u64::from(width) * u64::from(height) > PICTURE_PIXELS {
        return Err(PictureError::TooManyPixels { width, height });
    }
    Ok(())
}

fn png_size(bytes: &[u8]) -> Result<(u32, u32), PictureError> {
    match (bytes.get(12..16), be32(bytes, 16), be32(bytes, 20)) {
        (Some(b"IHDR"), Some(width), Some(height)) => Ok((width, height)),
        _ => Err(PictureError::NoHeader(Format::Png)),
    }
}

fn jpeg_size(bytes: &[u8]) -> Result<(u32, u32), PictureError> {
    let frame = jpeg_frame(bytes).ok_or(PictureError::NoHeader(Format::Jpeg))?;
    let (width, height) = (u32::from(frame.width), u32::from(frame.height));
    Ok(if turned(jpeg_orientation(bytes)) {
        (height, width)
    } else {
        (width, height)
    })
}

fn turned(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    )
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(four.try_into().ok()?))
}

fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_be_bytes(two.try_into().ok()?))
}

struct Frame {
    depth: u8,
    width: u16,
    height: u16,
    components: u8,
}

/// The segments of a JPEG file before its first scan: marker and payload.
fn jpeg_segments(bytes: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let mut at = 2;
    std::iter::from_fn(move || {
        while bytes.get(at) == Some(&0xFF) && bytes.get(at + 1) == Some(&0xFF) {
            at += 1;
        }
        if bytes.get(at) != Some(&0xFF) {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        if marker == 0xDA || marker == 0xD9 {
            return None;
        }
        let length = usize::from(be16(bytes, at + 2)?).max(2);
        let payload = bytes.get(at + 4..at + 2 + length)?;
        at += 2 + length;
        Some((marker, payload))
    })
}

fn jpeg_frame(bytes: &[u8]) -> Option<Frame> {
    let (_, payload) = jpeg_segments(bytes)
        .find(|(marker, _)| matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC))?;
    Some(Frame {
        depth: *payload.first()?,
        height: be16(payload, 1)?,
        width: be16(payload, 3)?,
        components: *payload.get(5)?,
    })
}

fn jpeg_orientation(bytes: &[u8]) -> Orientation {
    jpeg_segments(bytes)
        .filter(|(marker, _)| *marker == 0xE1)
        .filter_map(|(_, payload)| payload.strip_prefix(b"Exif\0\0"))
        .find_map(Orientation::from_exif_chunk)
        .unwrap_or(Orientation::NoTransforms)
}

/// What a PNG or JPEG file's body is made of; `None` when its header is broken.
pub(super) fn body(format: Format, bytes: &[u8]) -> Option<Body> {
    match format {
        Format::Png => png_body(bytes),
        Format::Jpeg => {
            let frame = jpeg_frame(bytes)?;
            Some(Body {
                components: frame.components,
                depth: frame.depth,
                transparent: false,
                animated: false,
                upright: jpeg_orientation(bytes) == Orientation::NoTransforms,
            })
        }
        Format::Svg => None,
    }
}

/// Whether the file holds one bit a pixel: black, white and nothing between.
pub(super) fn is_line_art(format: Format, bytes: &[u8]) -> bool {
    let body = (format == Format::Png).then(|| png_body(bytes)).flatten();
    body.is_some_and(|body| body.depth == 1 && body.components == 1 && !body.transparent)
}

fn png_body(bytes: &[u8]) -> Option<Body> {
    let depth = *bytes.get(24)?;
    let color = *bytes.get(25)?;
    let mut body = Body {
        components: if matches!(color, 0 | 4) { 1 } else { 3 },
        depth,
        transparent: matches!(color, 4 | 6),
        animated: false,
        upright: true,
    };
    let mut at = PNG_SIGNATURE.len();
    while let (Some(length), Some(kind)) = (be32(bytes, at), bytes.get(at + 4..at + 8)) {
        match kind {
            b"tRNS" => body.transparent = true,
            b"acTL" => body.animated = true,
            b"eXIf" => {
                let chunk = bytes.get(at + 8..(at + 8).checked_add(length as usize)?)?;
                body.upright = Orientation::from_exif_chunk(chunk).is_none_or(|o| o == Orientation::NoTransforms);
            }
            b"IDAT" => break,
            _ => {}
        }
        at = at.checked_add(length as usize)?.checked_add(12)?;
    }
    Some(body)
}

/// Decodes a PNG or JPEG file under the caps, turned upright. What is no PNG is read as JPEG.
pub(super) fn decode(format: Format, bytes: &[u8]) -> Result<DynamicImage, PictureError> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(PICTURE_SIDE);
    limits.max_image_height = Some(PICTURE_SIDE);
    // 16 bits in four channels for every pixel allowed.
    limits.max_alloc = Some(PICTURE_PIXELS * 8);
    match format {
        Format::Png => {
            let decoder =
                PngDecoder::with_limits(Cursor::new(bytes), limits.clone()).map_err(PictureError::Undecodable)?;
            upright(decoder, limits).map_err(PictureError::Undecodable)
        }
        Format::Jpeg | Format::Svg => {
            let decoder = JpegDecoder::new(Cursor::new(bytes)).map_err(PictureError::Undecodable)?;
            upright(decoder, limits).map_err(PictureError::Undecodable)
        }
    }
}

fn upright(mut decoder: impl ImageDecoder, limits: Limits) -> image::ImageResult<DynamicImage> {
    decoder.set_limits(limits)?;
    let orientation = decoder.orientation()?;
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    Ok(image)
}
