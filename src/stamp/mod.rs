//! Copies for one buyer: a finished EPUB or PDF with a line that names who it was made for, and the same hidden, without
//! building the book again.

mod epub;
mod error;
mod mark;
mod pdf;

pub use error::StampError;

use epub::EpubTemplate;
use pdf::PdfTemplate;

/// A finished file, made ready to become many copies.
pub struct Template(Kind);

enum Kind {
    Epub(EpubTemplate),
    Pdf(Box<PdfTemplate>),
}

impl Template {
    /// Reads a finished EPUB or a PDF for the screen.
    ///
    /// # Errors
    /// When the file is neither, or is broken.
    pub fn read(bytes: Vec<u8>) -> Result<Template, StampError> {
        let kind = match bytes.get(..5) {
            Some(b"%PDF-") => Kind::Pdf(Box::new(PdfTemplate::read(bytes)?)),
            Some([b'P', b'K', ..]) => Kind::Epub(EpubTemplate::read(bytes)?),
            _ => return Err(StampError::UnknownFormat),
        };
        Ok(Template(kind))
    }

    /// The copy for a buyer. The same file and buyer give the same bytes.
    ///
    /// # Errors
    /// When the buyer's name is empty, longer than 200 characters or more than a line, or the file cannot be
    /// put together.
    pub fn copy_for(&self, buyer: &str) -> Result<Vec<u8>, StampError> {
        let buyer = mark::name(buyer)?;
        match &self.0 {
            Kind::Epub(template) => template.copy_for(buyer),
            Kind::Pdf(template) => template.copy_for(buyer),
        }
    }
}

/// Whom a file was made for; `None` for a file that is nobody's.
///
/// # Errors
/// When the file cannot be read, or its mark was changed.
pub fn buyer(bytes: &[u8]) -> Result<Option<String>, StampError> {
    let mark = match bytes.get(..5) {
        Some(b"%PDF-") => pdf::mark_of(bytes)?,
        Some([b'P', b'K', ..]) => epub::mark_of(bytes)?,
        _ => return Err(StampError::UnknownFormat),
    };
    mark.map(|mark| mark::read(&mark)).transpose()
}
