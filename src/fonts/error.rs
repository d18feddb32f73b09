//! Why a face cannot be cut down to what a text uses of it.

use thiserror::Error;

/// Why a face cannot be cut down to what a text uses of it.
#[derive(Debug, Error)]
pub enum FontError {
    /// It is no OpenType font, or a table of it is damaged.
    #[error("{0}")]
    Unreadable(#[from] read_fonts::ReadError),
    /// Its tables cannot be cut down.
    #[error("{0}")]
    Tables(#[from] skera::SubsetError),
    /// Its outlines cannot be cut down.
    #[error("{0}")]
    Outlines(#[from] subsetter::Error),
    /// Its outlines are not of the kind that faces for print have (CFF).
    #[error("the face has no CFF outlines")]
    NoOutlines,
    /// What was cut down has its glyphs in another order in its outlines than in its other tables.
    #[error("the face's glyphs are in no order")]
    GlyphOrder,
}
