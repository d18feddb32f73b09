//! Why no copy can be made of a file, or no buyer read from one, and what to do about it.

use super::mark::LENGTH;
use crate::pdf::PdfError;
use thiserror::Error;
use zip::result::ZipError;

/// Why no copy can be made of a file, or no buyer read from one.
#[derive(Debug, Error)]
pub enum StampError {
    /// The file's content is of another format.
    #[error("it is neither an EPUB nor a PDF")]
    UnknownFormat,
    /// The buyer has no name.
    #[error("a copy needs the name of its buyer")]
    NameMissing,
    /// The buyer's name is too long to stand on a page.
    #[error("a buyer's name has at most {LENGTH} characters")]
    NameTooLong,
    /// The buyer's name has a line break or another control character.
    #[error("a buyer's name is one line of text")]
    NameNotLine,
    /// The file has a mark that is not as it was made.
    #[error("the mark of this copy was changed")]
    MarkChanged,
    /// The PDF is broken.
    #[error("the PDF cannot be read: {0}")]
    PdfUnreadable(#[source] lopdf::Error),
    /// The PDF can be changed by those alone who know its password.
    #[error("the PDF is encrypted")]
    Encrypted,
    /// The PDF is of a standard for print, in which nothing may be changed.
    #[error("the PDF is made for a printer; take the one for screens")]
    ForPrinter,
    /// The PDF has no page that the line could stand on.
    #[error("the PDF has no pages")]
    NoPages,
    /// The PDF does not say how large its first page is.
    #[error("the PDF's first page has no size")]
    NoSize,
    /// The line cannot be made content of a PDF.
    #[error(transparent)]
    Line(#[from] PdfError),
    /// The PDF's first page is not built as its standard says.
    #[error("the PDF cannot be put together: {0}")]
    PdfStructure(#[source] lopdf::Error),
    /// The changed PDF cannot be written out.
    #[error("the PDF cannot be written: {0}")]
    PdfUnwritable(#[source] std::io::Error),
    /// The file begins as an EPUB does, and is no archive.
    #[error("it is no EPUB: {0}")]
    NotArchive(#[source] ZipError),
    /// A file of the EPUB is missing or damaged.
    #[error("{name} cannot be read: {why}")]
    EntryUnreadable {
        /// The file's name in the archive.
        name: String,
        /// What the archive says.
        #[source]
        why: ZipError,
    },
    /// A file of the EPUB is not well-formed XML.
    #[error("{0}")]
    NotXml(#[from] quick_xml::Error),
    /// The EPUB does not say which of its files is the package document.
    #[error("the container names no package")]
    PackageUnnamed,
    /// The EPUB's package document has no place for the mark.
    #[error("the package has no metadata")]
    MetadataMissing,
    /// No document of the EPUB has a body that a line could stand in.
    #[error("the ebook has no page that a line could stand on")]
    PageMissing,
    /// The changed EPUB cannot be packed.
    #[error("{0}")]
    EpubUnwritable(#[source] ZipError),
}

impl StampError {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            StampError::UnknownFormat => "give a finished EPUB or the digital PDF",
            StampError::NameMissing | StampError::NameTooLong | StampError::NameNotLine => {
                "give the buyer's name in one line"
            }
            StampError::MarkChanged => "somebody edited this copy: its buyer cannot be told",
            StampError::Encrypted => "give the file as bindery made it, without a password",
            StampError::ForPrinter => "give the PDF of the digital edition",
            StampError::Line(why) => why.help(),
            StampError::PdfUnreadable(_)
            | StampError::NoPages
            | StampError::NoSize
            | StampError::PdfStructure(_)
            | StampError::NotArchive(_)
            | StampError::EntryUnreadable { .. }
            | StampError::NotXml(_)
            | StampError::PackageUnnamed
            | StampError::MetadataMissing
            | StampError::PageMissing => "build the book again, and give the file as it was made",
            StampError::PdfUnwritable(_) | StampError::EpubUnwritable(_) => {
                "this is a fault of bindery and not of the file: report it with the file"
            }
        }
    }
}
