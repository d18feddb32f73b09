//! Pictures: read a header before a body, decode under limits, scale, encode.

mod cmyk;
mod encode;
mod error;
mod read;
mod scale;
mod svg;

pub(crate) use cmyk::{PROFILE as CMYK_PROFILE, to_cmyk};
pub(crate) use encode::jpeg;
pub use error::{PictureError, SvgError};
pub(crate) use scale::{Pixels, drawn_at};

use crate::length::Points;
use read::Header;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A picture file's format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Format {
    Png,
    Jpeg,
    Svg,
}

/// A picture of the project, its header read and its body not yet decoded.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path in the project.
    pub path: String,
    /// The file.
    pub bytes: Arc<[u8]>,
    /// Its format, by content.
    pub format: Format,
    /// Width in pixels, turned as its EXIF orientation says; for SVG, its own width in CSS pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Every picture of a book, by its path in the project.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    sources: BTreeMap<String, Arc<Source>>,
}

/// A picture made ready for an ebook: PNG or JPEG, RGB or grey, no larger than asked.
#[derive(Clone, Debug)]
pub struct EbookImage {
    /// `image/png` or `image/jpeg`.
    pub media_type: &'static str,
    /// The file.
    pub bytes: Arc<[u8]>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// A picture made ready for a page.
#[derive(Clone, Debug)]
pub struct PrintImage {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// How the samples are to be read.
    pub color: PrintColor,
    /// The samples, or a JPEG file.
    pub data: PrintData,
}

/// How samples are to be read. They have 8 bits but where it says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum PrintColor {
    /// Black or white, a bit a sample, the first in the highest bit; 0 is black.
    Bilevel,
    Gray,
    Rgb,
    Cmyk,
}

/// A picture's body.
#[derive(Clone, Debug)]
pub enum PrintData {
    /// Samples by rows, top first, each row filled up to a byte.
    Raw(Vec<u8>),
    /// A JPEG file, untouched.
    Jpeg(Arc<[u8]>),
}

/// What a page may carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ink {
    /// Black ink alone: pictures become grey.
    Black,
    /// Four inks, with at most so many percent of ink on a spot. What has no colour is printed in black alone.
    Four(u16),
    /// A screen's colours.
    Screen,
}

impl Pictures {
    /// The picture at `path` in the project.
    pub fn get(&self, path: &str) -> Option<&Arc<Source>> {
        self.sources.get(path)
    }

    /// Adds a picture from its bytes.
    ///
    /// # Errors
    /// As [`Source::read`].
    pub fn add(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), PictureError> {
        let source = Source::read(path, bytes)?;
        self.sources.insert(path.to_owned(), Arc::new(source));
        Ok(())
    }
}

impl Source {
    /// Reads what a picture file says of itself. Its body may yet turn out to be damaged.
    ///
    /// # Errors
    /// When it is not PNG, JPEG or SVG by content, its header is broken, or it is over a cap of [`crate::limits`].
    pub fn read(path: &str, bytes: Vec<u8>) -> Result<Source, PictureError> {
        let header = header(&bytes)?;
        Ok(Source {
            path: path.to_owned(),
            bytes: bytes.into(),
            format: header.format,
            width: header.width,
            height: header.height,
        })
    }

    /// The picture for an ebook, at most `max_pixels` in all; a JPEG or PNG that fits is passed through.
    /// SVG becomes PNG at twice its own size, or 1400 pixels wide where that is less. What a store refuses
    /// is mended: transparency is laid on white, 16-bit and CMYK samples become 8-bit sRGB, and a PNG
    /// over 4 MB becomes a JPEG.
    ///
    /// # Errors
    /// When it cannot be decoded.
    pub fn for_ebook(&self, max_pixels: u64) -> Result<EbookImage, PictureError> {
        encode::for_ebook(self, max_pixels)
    }

    /// The picture for a page where it stands `width` points wide. Vector pictures are drawn at 600 dots an
    /// inch; photographs are left as they are up to 450 and scaled down to 300 beyond that; line art of one bit is
    /// left as it is up to 1200.
    /// Transparency is laid on white.
    ///
    /// # Errors
    /// When it cannot be decoded, or has no width on the page.
    pub fn for_print(&self, width: f32, ink: Ink) -> Result<PrintImage, PictureError> {
        encode::for_print(self, width, ink)
    }

    /// Dots an inch that print needs of it: 300, and 600 of line art, whose edges show every step (IngramSpark's
    /// File Creation Guide; KDP GYEKAVKMSE23PFTM; both read 2026-11-22).
    pub fn needed_resolution(&self) -> f32 {
        match read::is_line_art(self.format, &self.bytes) {
            true => 600.0,
            false => 300.0,
        }
    }

    /// Dots an inch when it stands `width` points wide; `None` for vector pictures.
    pub fn resolution(&self, width: f32) -> Option<f32> {
        (self.format != Format::Svg).then(|| (f64::from(self.width) / Points::from(width).inches().0) as f32)
    }
}

/// The format by content, and the size, of a file within the caps.
fn header(bytes: &[u8]) -> Result<Header, PictureError> {
    if let Some(header) = read::raster_header(bytes)? {
        return Ok(header);
    }
    let (width, height) = svg::size(bytes)?.ok_or(PictureError::UnknownFormat)?;
    read::check_size(width, height)?;
    Ok(Header {
        format: Format::Svg,
        width,
        height,
    })
}
