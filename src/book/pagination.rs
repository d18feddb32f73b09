//! Where the pages of the printed book begin: what a page list is made of.

use crate::span::Span;

/// The pages of the printed book.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pagination {
    /// What book it is: `urn:isbn:` and its ISBN, or its title and edition.
    pub source: String,
    /// Its pages, in order. Blanks are left out, and pages that begin with nothing of the manuscript.
    pub pages: Vec<PageBreak>,
}

/// A page of the printed book.
#[derive(Clone, Debug, PartialEq)]
pub struct PageBreak {
    /// Its folio as shown: `vii`, `12`.
    pub label: String,
    /// Where it begins.
    pub start: PageStart,
}

/// Where a page begins.
#[derive(Clone, Debug, PartialEq)]
pub enum PageStart {
    /// With a chapter, by its id.
    Chapter(String),
    /// In the text.
    Text {
        /// The inline that it begins in, or a part of it.
        span: Span,
        /// The first byte of the page's text in that of the inline.
        offset: usize,
    },
}
