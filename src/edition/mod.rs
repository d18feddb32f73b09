//! The book of one edition: what it keeps, drops, adds and links to.
//!
//! An edition is a declared difference from one manuscript, never a copy. The steps, in order:
//! keep what belongs here, complete the front and back matter, number, mend references to
//! what was dropped, give web addresses on paper, build the index.

mod endnotes;
mod index;
mod keep;
mod links;
mod make;
mod notes;
mod number;
mod pages;
mod references;
mod sample;

pub use pages::is_this_book;

use crate::book::{Book, EditionFacts};
use crate::diagnostic::Diagnostic;
use crate::language;
use crate::project::{Edition, Purpose};

/// The book of an edition, ready for `epub` or `print`: conditions resolved, every page there in reading order,
/// everything numbered, [`Book::edition`], [`Book::targets`] and [`Book::index`] filled. Conditions may name any of
/// `editions`, those that the book has.
///
/// Findings: `edition-unknown` (an error: text would be missing from every edition),
/// `ref-not-in-edition`, `index-range-unpaired` and `index-see-missing` (warnings).
pub fn of(book: &Book, edition: &Edition, editions: &[Edition]) -> (Book, Vec<Diagnostic>) {
    let mut book = book.clone();
    let words = language::of(&book.metadata.language);
    book.edition = EditionFacts {
        name: edition.name.clone(),
        isbn: edition.isbn.clone(),
        marking: match &edition.purpose {
            Purpose::Sale => None,
            Purpose::AdvanceCopy => Some(words.added.advance_copy.to_owned()),
            Purpose::Sample(_) => Some(words.added.sample.to_owned()),
        },
        is_preview: edition.sample().is_some(),
        products: pages::products(&book.metadata, edition.store),
        pagination: None,
    };
    let is_paged = edition.trim().is_some();

    number::number(&mut book, words);
    let whole = std::mem::take(&mut book.targets);
    let titles = whole.into_iter().map(|(id, target)| (id, target.title));
    let titles = titles.collect();

    let mut findings = keep::keep(&mut book, edition, editions);
    if let Some(sample) = edition.sample() {
        sample::cut(&mut book, sample.length);
    }
    book.chapters.iter_mut().for_each(notes::settle);
    pages::complete(&mut book, edition, words);
    if let Some(sample) = edition.sample() {
        sample::invite(&mut book, sample, words);
    }
    number::number(&mut book, words);
    match edition.sample() {
        Some(sample) => references::lead_out(&mut book, &titles, sample.buy.as_deref()),
        None => findings.extend(references::resolve(&mut book, &titles)),
    }
    if edition.link_notes() {
        book.chapters.iter_mut().for_each(links::note);
    }
    if edition.endnotes {
        endnotes::gather(&mut book, words);
        if is_paged {
            endnotes::set_out(&mut book);
        }
        number::number(&mut book, words);
    }
    findings.extend(index::build(&mut book));
    (book, findings)
}
