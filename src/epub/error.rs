//! Why an ebook, or a part of it, cannot be made.

use crate::diagnostic::{Diagnostic, codes};
use crate::fonts::FontError;
use crate::span::Span;
use thiserror::Error;

/// Why an ebook, or a part of it, cannot be made.
#[derive(Debug, Error)]
pub(super) enum EpubError {
    /// A typeface cannot be cut down to the book's characters.
    #[error("{family} cannot be embedded: {why}")]
    Face {
        /// The family's name.
        family: &'static str,
        /// What is wrong with the face.
        #[source]
        why: FontError,
    },
    /// The container cannot be assembled.
    #[error("the EPUB cannot be packed: {0}")]
    Assembly(#[from] epub_builder::Error),
    /// The archive cannot be written.
    #[error("the EPUB cannot be packed: {0}")]
    Archive(#[from] zip::result::ZipError),
    /// The manifest lists a file that was not made.
    #[error("the EPUB cannot be packed: {0} is missing")]
    FileMissing(String),
}

impl EpubError {
    pub(super) fn finding(&self) -> Diagnostic {
        let (code, help) = match self {
            EpubError::Face { .. } => (codes::EPUB_TYPEFACE, "leave `embed-fonts` out, or take another theme"),
            EpubError::Assembly(_) | EpubError::Archive(_) | EpubError::FileMissing(_) => (
                codes::EPUB_ARCHIVE,
                "this is a fault of bindery and not of the book: report it with the book that shows it",
            ),
        };
        Diagnostic::new(code, Span::GENERATED, self.to_string()).with_help(help)
    }
}
