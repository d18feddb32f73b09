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
mod walk;
mod words;

pub use pages::is_this_book;

use crate::book::Book;
use crate::book::trade::{EditionKind, Named};
use crate::diagnostic::Diagnostic;
use crate::project::EditionConfig;

/// The book of the edition that `config` describes, ready for `epub` or `print`: conditions resolved, every
/// page there in reading order, everything numbered, [`Book::targets`] and [`Book::index`] filled.
///
/// Findings: `edition-unknown` (an error: text would be missing from every edition),
/// `ref-not-in-edition`, `index-range-unpaired` and `index-see-missing` (warnings).
pub fn of(book: &Book, config: &EditionConfig) -> (Book, Vec<Diagnostic>) {
    let mut book = book.clone();
    let words = words::words(&book.metadata.language);
    book.metadata.isbn = config.isbn.clone();
    book.metadata.edition_name = config.kind.name().to_owned();
    book.metadata.marking = match (config.advance, &config.sample) {
        (true, _) => Some(words.advance_copy.to_owned()),
        (false, Some(_)) => Some(words.sample.to_owned()),
        (false, None) => None,
    };
    pages::leave_out_own(&mut book.metadata);
    if let Some(store) = config.store {
        pages::lead_to(store, &mut book.metadata);
    }

    number::number(&mut book, words);
    let whole = std::mem::take(&mut book.targets);
    let titles = whole.into_iter().map(|(id, target)| (id, target.title));
    let titles = titles.collect();

    let mut findings = keep::keep(&mut book, config.kind);
    if let Some(sample) = &config.sample {
        sample::cut(&mut book, sample.length);
        book.metadata.is_preview = true;
    }
    book.chapters.iter_mut().for_each(notes::settle);
    pages::complete(&mut book, config, words);
    if let Some(sample) = &config.sample {
        sample::invite(&mut book, sample, words);
    }
    number::number(&mut book, words);
    match &config.sample {
        Some(sample) => references::lead_out(&mut book, &titles, sample.buy.as_deref()),
        None => findings.extend(references::resolve(&mut book, &titles)),
    }
    if config.link_notes && config.kind != EditionKind::Ebook {
        book.chapters.iter_mut().for_each(links::note);
    }
    if config.endnotes {
        endnotes::gather(&mut book, words);
        if config.kind != EditionKind::Ebook {
            endnotes::set_out(&mut book);
        }
        number::number(&mut book, words);
    }
    findings.extend(index::build(&mut book));
    (book, findings)
}
