//! Why pages cannot be written as a PDF, and what to do about it.

use crate::diagnostic::{Diagnostic, codes};
use crate::fonts::FontError;
use crate::span::Span;
use thiserror::Error;

/// Why pages cannot be written as a PDF.
#[derive(Debug, Error)]
pub enum PdfError {
    /// There is nothing to write.
    #[error("there are no pages to write")]
    NoPages,
    /// Text is set in a face that the pages do not bring along.
    #[error("a run names a face that is not there")]
    FaceAbsent,
    /// A face cannot be embedded.
    #[error("the face {name} cannot be embedded: {why}")]
    Face {
        /// The face's PostScript name.
        name: String,
        /// What is wrong with it.
        #[source]
        why: FontError,
    },
    /// A picture has more or fewer samples than its pixels need.
    #[error("a picture of {width} x {height} pixels has {samples} samples where {due} are due")]
    Samples {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// The samples that it has, in bytes.
        samples: usize,
        /// The samples that its pixels need, in bytes.
        due: u64,
    },
    /// A JPEG file that is to become grey is damaged.
    #[error("a picture cannot be decoded: {0}")]
    Undecodable(#[source] image::ImageError),
    /// A picture's samples cannot be packed.
    #[error("a picture cannot be compressed: {0}")]
    PictureUnpackable(#[source] image::ImageError),
    /// Bytes cannot be packed.
    #[error("a stream cannot be compressed: {0}")]
    Unpackable(#[source] flate2::CompressError),
    /// The assembled document has not as many pages as were set.
    #[error("the PDF could not be put together: pages are missing")]
    PagesMissing,
    /// The assembled document is not built as the finish pass expects it.
    #[error("the PDF could not be put together: {0}")]
    Structure(#[from] lopdf::Error),
    /// The document's objects cannot be written out.
    #[error("the PDF could not be written: {0}")]
    Unwritable(#[from] std::io::Error),
}

impl PdfError {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            PdfError::NoPages => "list a chapter that the edition keeps",
            PdfError::Face { .. } => "take another theme or family; the face's file may be damaged",
            PdfError::Samples { .. } | PdfError::Undecodable(_) | PdfError::PictureUnpackable(_) => {
                "a picture of the book may be damaged: build without the newest, and save that one again"
            }
            PdfError::FaceAbsent
            | PdfError::Unpackable(_)
            | PdfError::PagesMissing
            | PdfError::Structure(_)
            | PdfError::Unwritable(_) => {
                "this is a fault of bindery and not of the book: report it with the book that shows it"
            }
        }
    }

    /// The finding for a file, such as "paperback PDF".
    pub fn finding(&self, file: &str) -> Diagnostic {
        let message = format!("the {file} could not be written: {self}");
        Diagnostic::new(codes::PDF_UNWRITABLE, Span::GENERATED, message).with_help(self.help())
    }
}
