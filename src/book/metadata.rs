//! What is said about a book: the part of `book.toml` that the book itself shows.

use super::trade::{ProductKind, Store};
use super::{Date, Pagination};
use std::collections::BTreeMap;

/// What is said about the book, in whichever edition.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// The title.
    pub title: String,
    /// The subtitle.
    pub subtitle: Option<String>,
    /// The stem of every file name.
    pub slug: String,
    /// Authors first, then other contributors, in the order given.
    pub contributors: Vec<Contributor>,
    /// BCP 47.
    pub language: String,
    /// The publisher.
    pub publisher: Option<String>,
    /// The copyright line.
    pub rights: Option<String>,
    /// The shop's description, plain text; paragraphs apart by an empty line.
    pub description: Option<String>,
    /// BISAC codes.
    pub bisac: Vec<String>,
    /// Thema codes.
    pub thema: Vec<String>,
    /// Keywords.
    pub keywords: Vec<String>,
    /// The series.
    pub series: Option<Series>,
    /// Release date.
    pub release: Option<Date>,
    /// Date of this revision.
    pub revised: Option<Date>,
    /// Date of the last review by somebody who knows the subject.
    pub reviewed: Option<Date>,
    /// Which edition of the text it is, counted from 1.
    pub edition_number: u32,
    /// The book's own identifier: `urn:uuid:...`.
    pub identifier: String,
    /// What the copyright page disclaims.
    pub disclaimer: Option<String>,
    /// Words that print divides only at their hyphens, and those without one nowhere: `Achil-les`, `tendon`.
    pub hyphenation: Vec<String>,
    /// Who has looked at the ebook and says that everybody can read it.
    pub certifier: Option<Certifier>,
    /// The site that the book belongs to.
    pub site: Option<Site>,
    /// The catalogue: all products, this one among them.
    pub products: Vec<Product>,
    /// The front cover's picture, by its path in the project.
    pub cover: Option<String>,
    /// What the cover shows.
    pub cover_alt: String,
    /// The moment the outputs are dated with, seconds since 1970 UTC (SOURCE_DATE_EPOCH, else the
    /// revision date at noon).
    pub timestamp: i64,
}

impl Metadata {
    /// The names of the authors, in order.
    pub fn authors(&self) -> impl Iterator<Item = &str> {
        self.contributors
            .iter()
            .filter(|c| c.role == "aut")
            .map(|c| c.name.as_str())
    }

    /// Whether the book is released after a day.
    pub fn is_preorder(&self, today: Date) -> bool {
        self.release.is_some_and(|release| release > today)
    }

    /// The authors on one line.
    pub fn byline(&self) -> String {
        self.authors().collect::<Vec<_>>().join(", ")
    }
}

/// What one edition says of itself. Empty before `edition`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EditionFacts {
    /// Its name.
    pub name: String,
    /// Its ISBN-13, digits only.
    pub isbn: Option<String>,
    /// What marks it off from the one that is sold: "Advance copy, not for sale".
    pub marking: Option<String>,
    /// Whether it is the beginning of the book alone.
    pub is_preview: bool,
    /// The catalogue as it shows it: without the book itself, each product at the address that it leads to.
    pub products: Vec<Product>,
    /// The pages of the printed book, for an edition without pages of its own.
    pub pagination: Option<Pagination>,
}

/// Somebody who made the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contributor {
    /// As shown.
    pub name: String,
    /// As sorted.
    pub file_as: Option<String>,
    /// MARC relator code, three letters: `aut`, `ill`, `edt`.
    pub role: String,
}

/// Who certifies that an ebook is accessible (EPUB Accessibility 1.1, 4.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certifier {
    /// A person or a house: the publisher itself may.
    pub name: String,
    /// Where the report is.
    pub report: Option<String>,
}

/// A price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// ISO 4217: `USD`.
    pub currency: String,
    /// Hundredths of it.
    pub cents: u32,
}

impl std::fmt::Display for Price {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}.{:02}", self.currency, self.cents / 100, self.cents % 100)
    }
}

/// A series.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// This book's place in it.
    pub number: Option<u32>,
}

/// The site that the book belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// Where the book's own page is.
    pub book_page: Option<String>,
    /// Pages about the book's subject.
    pub pages: Vec<SitePage>,
}

/// A page of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SitePage {
    /// Its title.
    pub title: String,
    /// Its address.
    pub address: String,
}

/// A product of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// Its title.
    pub title: String,
    /// What it is.
    pub kind: ProductKind,
    /// Where it is sold.
    pub address: Option<String>,
    /// Where each store sells it: what an edition for that store links to.
    pub stores: BTreeMap<Store, String>,
    /// Its cover, by its path in the project.
    pub cover: Option<String>,
}
