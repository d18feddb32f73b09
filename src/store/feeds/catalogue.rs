//! Everything that the book is sold as, for feeds and for the site's page.

use crate::book::trade::{EditionKind, FileRole};
use crate::book::{Date, Metadata};
use crate::check::{epub, pdf};
use crate::project::Edition;
use crate::store::Offer;

/// A kind of edition as a reader calls it.
pub fn title(kind: EditionKind) -> &'static str {
    match kind {
        EditionKind::Ebook => "Ebook (EPUB)",
        EditionKind::DigitalPdf => "PDF",
        EditionKind::Paperback => "Paperback",
        EditionKind::LargePrint => "Large print paperback",
        EditionKind::Hardcover => "Hardcover",
    }
}

/// A format of the book.
#[derive(Clone, Debug)]
pub struct BookFormat<'a> {
    /// The edition that it is.
    pub edition: &'a Edition,
    /// Bytes of its file.
    pub bytes: usize,
    /// Its pages; of an ebook none.
    pub pages: Option<usize>,
    /// Its words, where they can be counted.
    pub words: Option<usize>,
    /// Trim width and height in inches; of what is printed.
    pub trim: Option<(f64, f64)>,
    /// The spine's width in inches.
    pub spine: Option<f64>,
    /// What its package says of itself; empty but for an EPUB.
    pub said: epub::Properties,
    /// Whether a PDF is tagged for everybody.
    pub is_tagged: bool,
}

impl<'a> BookFormat<'a> {
    /// Reads a format from the finished files of an offer. `None` where they are no such format, or cannot be read.
    pub fn read(offer: &Offer<'a>) -> Option<BookFormat<'a>> {
        let kind = offer.edition.kind();
        let mut format = BookFormat {
            edition: offer.edition,
            bytes: 0,
            pages: None,
            words: None,
            trim: None,
            spine: offer.template_spine(),
            said: epub::Properties::new(),
            is_tagged: false,
        };
        if kind == EditionKind::Ebook {
            let file = offer.file(FileRole::Ebook)?;
            let facts = epub::read(file.bytes).ok()?;
            format.bytes = file.bytes.len();
            format.words = epub::measures(&facts).number_of("words").map(|words| words as usize);
            format.said = facts.properties;
            return Some(format);
        }
        let file = offer.file(FileRole::Digital).or(offer.file(FileRole::Interior))?;
        let facts = pdf::read(file.bytes).ok()?;
        let measures = pdf::interior_measures(&facts);
        format.bytes = file.bytes.len();
        format.pages = Some(facts.pages.len());
        format.is_tagged = facts.catalog.contains("StructTreeRoot");
        if kind.is_printed() {
            format.trim = measures.number_of("trim-width").zip(measures.number_of("trim-height"));
        }
        Some(format)
    }

    /// What it is.
    pub fn kind(&self) -> EditionKind {
        self.edition.kind()
    }

    /// What its package says of a property; nothing but for an EPUB.
    pub(super) fn says(&self, property: &str) -> &[String] {
        self.said.get(property).map_or(&[], Vec::as_slice)
    }
}

/// The book in all its formats.
#[derive(Clone, Debug)]
pub struct Catalogue<'a> {
    /// What is said of the book.
    pub metadata: &'a Metadata,
    /// Its formats, no two alike.
    pub formats: Vec<BookFormat<'a>>,
    /// Where the book's own page is.
    pub address: Option<&'a str>,
    /// The day: a book that is released later is a pre-order.
    pub today: Date,
}

impl Catalogue<'_> {
    /// Whether the book is not out yet.
    pub fn is_preorder(&self) -> bool {
        self.metadata.is_preorder(self.today)
    }

    /// The name of the file that holds the front cover.
    pub(super) fn cover_name(&self) -> String {
        format!("{}-cover.jpg", self.metadata.slug)
    }

    /// An address beside the book's page.
    pub(super) fn beside(&self, name: &str) -> Option<String> {
        let page = self.address?;
        let folder = page.rfind('/').filter(|at| *at > "https://".len());
        Some(match folder {
            Some(at) => format!("{}/{name}", &page[..at]),
            None => format!("{page}/{name}"),
        })
    }
}
