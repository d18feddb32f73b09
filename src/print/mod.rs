//! The typesetter: the book of an edition to its pages.
//!
//! Blocks become rows ([`flow`]), rows become pages a chapter at a time ([`paginate`]), and the chapters' pages
//! become a book's, a display list that knows no PDF ([`assemble`], [`page`]). Paragraphs and formulas become lines
//! on the way ([`text`], [`math`]). References to pages (contents, index, "page 47") are settled in [`rounds`].
//!
//! Each of these rooms knows only those below it: `assemble`, `flow`, `math`, `paginate`, `text`, `page`.

mod assemble;
mod flow;
mod layout;
mod math;
mod page;
mod paginate;
mod proof;
mod rounds;
mod text;

pub use assemble::{Fault, page_breaks};
pub use page::*;
pub use proof::proof;
pub use text::*;

use crate::book::{Book, Chapter, ChapterKind};
use crate::diagnostic::{Diagnostic, codes};
use crate::picture::{Ink, Pictures};
use crate::span::Span;
use crate::theme::Theme;
use assemble::Assembly;
use flow::Shared;
use paginate::Geometry;

/// What pages are to be like.
#[derive(Clone, Debug)]
pub struct Format {
    /// Trim width and height, points.
    pub trim: (f32, f32),
    /// How they look.
    pub theme: Theme,
    /// Whether pictures may reach past the cut, and where.
    pub bleed: Bleed,
    /// What pictures may be printed with.
    pub ink: Ink,
    /// The edition's name, for findings.
    pub edition: String,
}

/// An edition's pages, and what was found while setting them.
#[derive(Clone, Debug)]
pub struct Typeset {
    /// The pages.
    pub pages: Pages,
    /// What the manuscript asks for and pages cannot have.
    pub findings: Vec<Diagnostic>,
    /// What could be set better if the manuscript helped, in the pages' order.
    pub faults: Vec<Fault>,
}

/// Sets a book in a format. The same book gives the same pages whatever the number of threads.
pub fn typeset(book: &Book, pictures: &Pictures, format: &Format) -> Typeset {
    let theme = &format.theme;
    let geometry = Geometry::new(format.trim, theme.leading, theme.margins);
    let faces = Faces::new(theme.serif, theme.sans, theme.mono).with_hyphenation(&book.metadata.hyphenation);
    let chapters: Vec<&Chapter> = book.chapters.iter().filter(|c| c.kind != ChapterKind::Cover).collect();
    let shared = Shared {
        book,
        pictures,
        theme,
        geometry,
        bleed: format.bleed,
        faces: &faces,
    };
    let (layouts, settled) = rounds::lay_chapters(&shared, &chapters);
    let mut findings = Vec::new();
    if !settled {
        findings.push(
            Diagnostic::new(
                codes::PAGE_UNSETTLED,
                Span::GENERATED,
                "page numbers in the text would not settle",
            )
            .with_help("reword a sentence that holds a page reference and stands at the end of a page"),
        );
    }
    let assembly = Assembly {
        book,
        pictures,
        format,
        geometry,
        faces: &faces,
        chapters: &chapters,
    };
    let (pages, faults) = assembly.pages(layouts, &mut findings);
    Typeset {
        pages,
        findings,
        faults,
    }
}
