//! Editions with pages: set, and written as PDF.

use super::{Artifact, Outcome};
use crate::book::trade::{FileRole, PrintStandard, Printer, Stock};
use crate::book::{Book, Pagination};
use crate::check;
use crate::diagnostic::{Diagnostic, codes};
use crate::pdf::{self, PdfError, Purpose, Standard};
use crate::picture::{Ink, Pictures};
use crate::print::{self, Bleed};
use crate::project::Edition;
use crate::span::Span;

/// The most ink on a spot that a printer takes, in percent of one ink (IngramSpark's File Creation Guide, read
/// 2026-11-22).
pub(super) const INK_LIMIT: u16 = 240;

/// The thinnest rule that is printed on demand, in points: what is thinner may drop out (KDP's guidelines for interiors, as
/// third parties quote them; read 2026-11-22).
const LEAST_RULE: f32 = 0.75;

/// An edition with its pages set.
pub(super) struct SetEdition<'a> {
    pub edition: &'a Edition,
    pub book: Book,
    typeset: print::Typeset,
    /// What is wrong with the book of the edition.
    of_the_book: Vec<Diagnostic>,
}

impl<'a> SetEdition<'a> {
    /// Sets the book of an edition; `findings` are what is wrong with that book.
    pub fn new(edition: &'a Edition, book: Book, findings: Vec<Diagnostic>, pictures: &Pictures) -> SetEdition<'a> {
        let mut typeset = print::typeset(&book, pictures, &format(edition));
        if let Some(print) = edition.print() {
            typeset.pages.thicken(LEAST_RULE);
            if print.printer() == Printer::Ingram {
                end_blank(&mut typeset.pages.pages);
            }
        }
        SetEdition {
            edition,
            book,
            typeset,
            of_the_book: findings,
        }
    }

    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.typeset.pages.pages.len()
    }

    /// What is wrong with the book of the edition, and with its pages.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let faults = self.typeset.faults.iter().map(|fault| &fault.finding);
        let of_the_pages = self.typeset.findings.iter().chain(faults);
        self.of_the_book.iter().chain(of_the_pages).cloned().collect()
    }

    /// Where its pages begin, for an edition without pages of its own.
    pub fn pagination(&self) -> Pagination {
        Pagination {
            source: match &self.edition.isbn {
                Some(isbn) => format!("urn:isbn:{isbn}"),
                None => format!("{} ({})", self.book.metadata.title, self.edition.name),
            },
            pages: print::page_breaks(&self.book, &self.typeset.pages),
        }
    }

    /// The PDF of pages of this edition, and what its standard has against it.
    pub fn pdf(&self, pages: &print::Pages, ink_limit: u16) -> Result<(Vec<u8>, Vec<Diagnostic>), PdfError> {
        let purpose = purpose(self.edition);
        let bytes = pdf::write(pages, &info(&self.book), purpose)?;
        let findings = against_standard(&bytes, purpose, f64::from(ink_limit));
        Ok((bytes, findings))
    }
}

/// The pages of an edition as PDF, and their proof where it is wanted.
pub(super) fn write(set: &SetEdition<'_>, proof: bool) -> Outcome {
    let SetEdition { edition, typeset, .. } = set;
    let mut outcome = Outcome::found(set.findings());
    let role = match edition.print() {
        Some(_) => FileRole::Interior,
        None => FileRole::Digital,
    };
    if role == FileRole::Digital && !pdf::is_open_to_all(&typeset.pages, &info(&set.book)) {
        outcome.findings.push(not_accessible(&edition.name));
    }
    let count = format!("{} pages", set.count());
    outcome.add(file(set, &typeset.pages, (role, ".pdf"), count));
    if proof {
        let pages = print::proof(typeset, &format(edition));
        let marks = format!("proof, {} marks", typeset.faults.len());
        outcome.add(file(set, &pages, (FileRole::Proof, "-proof.pdf"), marks));
    }
    outcome
}

fn file(set: &SetEdition<'_>, pages: &print::Pages, (role, ending): (FileRole, &str), summary: String) -> Outcome {
    let edition = set.edition;
    match set.pdf(pages, INK_LIMIT) {
        Ok((bytes, findings)) => Outcome {
            artifacts: vec![Artifact {
                name: Artifact::name_of(&set.book.metadata, edition, ending),
                bytes,
                edition: Some(edition.name.clone()),
                role,
                summary,
            }],
            findings,
        },
        Err(why) => Outcome::found(vec![why.finding(&format!("{} PDF", edition.name))]),
    }
}

/// IngramSpark prints a barcode of its own on the last page (File Creation Guide, read 2026-11-22).
fn end_blank(pages: &mut Vec<print::Page>) {
    let Some(last) = pages.last().filter(|last| !last.items.is_empty()) else {
        return;
    };
    let folio = last.folio;
    pages.extend([1, 2].map(|more| print::Page {
        folio: print::Folio {
            number: folio.number + more,
            ..folio
        },
        items: Vec::new(),
        furniture: 0,
        links: Vec::new(),
    }));
}

/// What the pages of an edition are to be like.
fn format(edition: &Edition) -> print::Format {
    let print = edition.print();
    print::Format {
        trim: edition.trim().unwrap_or_default(),
        theme: edition.theme.clone(),
        bleed: match print.map(|print| (print.bleed, print.printer())) {
            None | Some((false, _)) => Bleed::None,
            Some((true, Printer::Lulu)) => Bleed::All,
            Some((true, Printer::Kdp | Printer::Ingram | Printer::Bookvault)) => Bleed::Outside,
        },
        ink: match print.map(|print| print.stock) {
            None => Ink::Screen,
            Some(Stock::Color) => Ink::Four(INK_LIMIT),
            Some(Stock::White | Stock::Cream) => Ink::Black,
        },
        edition: edition.name.clone(),
    }
}

fn not_accessible(edition: &str) -> Diagnostic {
    let message = format!("the {edition} does not claim that everybody can read it");
    Diagnostic::new(codes::PDF_NOT_ACCESSIBLE, Span::GENERATED, message).with_help(
        "say of each picture what it shows, or that it is `.decorative`; and set title and language in book.toml",
    )
}

/// What the pages of an edition are for.
fn purpose(edition: &Edition) -> Purpose {
    match edition.print().map(|print| print.standard) {
        None => Purpose::Screen,
        Some(Some(PrintStandard::X1a)) => Purpose::Exchange(Standard::X1a),
        Some(Some(PrintStandard::X4)) => Purpose::Exchange(Standard::X4),
        Some(None) => Purpose::Print,
    }
}

/// What the standard that a finished file claims has against it.
fn against_standard(bytes: &[u8], purpose: Purpose, ink_limit: f64) -> Vec<Diagnostic> {
    let Purpose::Exchange(standard) = purpose else {
        return Vec::new();
    };
    let judge = match standard {
        Standard::X1a => check::pdf::x1a,
        Standard::X4 => check::pdf::x4,
    };
    match check::pdf::read(bytes) {
        Ok(facts) => judge(&facts, ink_limit),
        Err(why) => {
            let message = format!("a finished PDF cannot be judged: {why}");
            vec![
                Diagnostic::new(codes::PDF_UNREADABLE, Span::GENERATED, message)
                    .with_help("this is a fault of bindery and not of the book: report it with the book that shows it"),
            ]
        }
    }
}

/// What a PDF says of the book.
fn info(book: &Book) -> pdf::Info {
    let metadata = &book.metadata;
    let isbn = book.edition.isbn.as_ref().map(|isbn| format!("urn:isbn:{isbn}"));
    pdf::Info {
        title: metadata.title.clone(),
        authors: metadata.authors().map(str::to_owned).collect(),
        language: metadata.language.clone(),
        subject: metadata.subtitle.clone(),
        keywords: metadata.keywords.clone(),
        timestamp: metadata.timestamp,
        identifier: isbn.unwrap_or_else(|| metadata.identifier.clone()),
    }
}
