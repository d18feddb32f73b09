//! Why a finished file cannot be read back.

use thiserror::Error;
use zip::result::ZipError;

/// Why a finished file cannot be read back.
#[derive(Debug, Error)]
pub enum FileError {
    /// It is no PDF, or a page of it is damaged.
    #[error("it cannot be read: {0}")]
    Pdf(#[from] lopdf::Error),
    /// A page of it draws more forms than are followed.
    #[error("a page of it draws too many forms")]
    TooManyForms,
    /// It is no archive, as every EPUB is.
    #[error("it is not a ZIP archive: {0}")]
    NotArchive(#[from] ZipError),
    /// Its archive unpacks to more than is read.
    #[error("it unpacks to more than can be read")]
    TooLarge,
    /// A file of its archive is missing or damaged.
    #[error("`{path}` in it cannot be read: {why}")]
    Entry {
        /// The file's path in the archive.
        path: String,
        /// What the archive says.
        #[source]
        why: ZipError,
    },
    /// A file of its archive should be text.
    #[error("`{0}` in it is not UTF-8")]
    NotUtf8(String),
    /// A file of its archive should be XML.
    #[error("`{path}` in it is not XML: {why}")]
    NotXml {
        /// The file's path in the archive.
        path: String,
        /// Where the text is at fault.
        #[source]
        why: quick_xml::Error,
    },
    /// It does not say which of its files is the package document.
    #[error("its container names no package")]
    PackageUnnamed,
}
