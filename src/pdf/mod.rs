//! Pages to PDF: printpdf assembles them, and a finish pass makes the file conform.
//!
//! Everything that printpdf has no way to say, or says wrongly, is written by the finish pass over
//! its object tree: exact widths, ToUnicode, pictures' bodies, boxes, links, outline, labels, metadata and the
//! file's identifier. The same pages give the same bytes on any number of threads.

mod assemble;
mod clusters;
mod content;
mod error;
mod finish;
mod fonts;
mod layer;
mod objects;
mod pack;
mod pictures;

use crate::print::{Pages, Tag};
pub use error::PdfError;
pub use finish::{CONDITION, is_open_to_all};
use fonts::Faces;
pub use layer::{Layer, add_layer};
use pack::Packer;
use rayon::prelude::*;

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// A printer: the trim with its bleed, in inks alone (a screen's colours become grey), and nothing that is not
    /// printed: no links, no outline, no annotations (KDP G201857950 and GYEKAVKMSE23PFTM, read 2026-11-22).
    Print,
    /// A printer that takes files of a standard for print and no others. The same pages, and what the standard wants
    /// said.
    Exchange(Standard),
    /// A screen: the same pages with links, outline, page labels and metadata.
    Screen,
}

/// A standard for files that go to a printer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standard {
    /// PDF/X-1a:2001 (ISO 15930-1): PDF 1.3, black and four inks, nothing transparent.
    X1a,
    /// PDF/X-4 (ISO 15930-7): PDF 1.6, with the profile of the printing condition.
    X4,
}

/// What the file says about the book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Info {
    /// The title.
    pub title: String,
    /// The authors, in order.
    pub authors: Vec<String>,
    /// BCP 47.
    pub language: String,
    /// What it is about, one sentence or a few.
    pub subject: Option<String>,
    /// Keywords.
    pub keywords: Vec<String>,
    /// The moment the file is dated with, seconds since 1970 UTC.
    pub timestamp: i64,
    /// The edition's own identifier: `urn:isbn:...` or `urn:uuid:...`.
    pub identifier: String,
}

/// The PDF file of these pages.
///
/// # Errors
/// When there are no pages, or a face or picture that a page uses is broken.
pub fn write(pages: &Pages, info: &Info, purpose: Purpose) -> Result<Vec<u8>, PdfError> {
    if pages.pages.is_empty() {
        return Err(PdfError::NoPages);
    }
    let faces = fonts::embed(pages)?;
    let (document, contents) = rayon::join(
        || assemble::document(pages, &faces),
        || contents(pages, &faces, purpose),
    );
    finish::finish(document, contents?, pages, &faces, info, purpose)
}

/// What stands on a page: its packed content, and what each marked sequence in it is part of.
struct Content {
    packed: Vec<u8>,
    marked: Vec<Tag>,
}

fn contents(pages: &Pages, faces: &Faces, purpose: Purpose) -> Result<Vec<Content>, PdfError> {
    let tagged = purpose == Purpose::Screen;
    let tools = || (Vec::new(), Packer::new());
    pages
        .pages
        .par_iter()
        .enumerate()
        .map_init(tools, |(bytes, packer), (at, page)| {
            bytes.clear();
            let [left, foot, ..] = pages.bleed.sides(at);
            let sheet = content::Sheet {
                origin: (left, foot),
                faces,
                pictures: pages.pictures.len(),
                tagged,
            };
            let marked = content::page(page, &sheet, bytes);
            let packed = packer.pack(bytes)?;
            Ok(Content { packed, marked })
        })
        .collect()
}

/// A coordinate that a PDF can carry: finite, within the reach of every reader, to a thousandth of a point.
fn coordinate(points: f32) -> f32 {
    thousandths(points) as f32 / 1000.0
}

/// The same in thousandths of a point.
fn thousandths(points: f32) -> i64 {
    // What is no number is 0.
    (f64::from(points).clamp(-32_000.0, 32_000.0) * 1000.0).round() as i64
}

/// DeviceGray's level for an amount of ink, in thousandths.
fn gray(ink: f32) -> i64 {
    let ink = if ink.is_nan() { 1.0 } else { ink.clamp(0.0, 1.0) };
    ((1.0 - ink) * 1000.0).round() as i64
}
