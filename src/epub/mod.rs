//! The EPUB of a book.
//!
//! The chapters are surveyed, so that every link knows where it leads; written, each by itself;
//! assembled by epub-builder; and finished into an archive that conforms to EPUB 3.3, with a package,
//! a navigation and an order of files of this module's own.

mod assemble;
mod error;
mod finish;
mod look;
mod markup;
mod names;
mod pictures;
mod places;
mod survey;
mod typefaces;
mod xhtml;

pub use look::{Lead, Look, Typefaces};

use crate::book::{Block, Book, ChapterKind, Note};
use crate::diagnostic::{Diagnostic, codes, tidy};
use crate::language;
use crate::picture::{EbookImage, Pictures};
use crate::span::Span;
use error::EpubError;
use finish::{Parts, package};
use pictures::Images;
use places::Places;
use rayon::prelude::*;
use survey::Survey;
use xhtml::{Context, Document, PageList};

/// A finished EPUB.
#[derive(Debug, Default)]
pub struct Epub {
    /// The file. Empty when a finding says why there is none.
    pub bytes: Vec<u8>,
    /// What a reader or a store may trip over, in the order of the manuscript.
    pub findings: Vec<Diagnostic>,
}

/// The cover inside the EPUB. Stores show the one uploaded beside it.
#[derive(Clone, Copy, Debug)]
pub struct Cover<'a> {
    /// The picture, a JPEG.
    pub image: &'a EbookImage,
    /// What it shows, in words.
    pub alt: &'a str,
}

/// The EPUB 3.3 of the book of one edition.
///
/// Never fails: what is wrong is among the findings, and whatever can be kept of the book is in the
/// file. The same book gives the same bytes, whatever the threads.
pub fn build(book: &Book, pictures: &Pictures, cover: Option<Cover<'_>>) -> Epub {
    build_for(Making::default(), book, pictures, cover)
}

/// What an ebook is made for, and how it looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Making {
    /// The reader that it is made for.
    pub device: Device,
    /// How it looks.
    pub look: Look,
}

/// The reader that an ebook is made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Device {
    /// All that read EPUB.
    #[default]
    Any,
    /// Kobo's, which counts places by spans of its own (`.kepub.epub`). Others read it too.
    Kobo,
}

/// The same, made in a way of its own.
pub fn build_for(making: Making, book: &Book, pictures: &Pictures, cover: Option<Cover<'_>>) -> Epub {
    let (packed, mut findings) = converted(making, book, pictures, cover, |parts, documents| {
        parts.finish(documents)
    });
    let bytes = packed.unwrap_or_else(|why| {
        findings.push(why.finding());
        Vec::new()
    });
    tidy(&mut findings);
    Epub { bytes, findings }
}

/// What is wrong with an ebook that is not packed.
pub fn check(making: Making, book: &Book, pictures: &Pictures) -> Vec<Diagnostic> {
    let ((), mut findings) = converted(making, book, pictures, None, |_, _| ());
    tidy(&mut findings);
    findings
}

/// Converts a book, and gives what is then done with its parts, with the findings.
fn converted<T>(
    making: Making,
    book: &Book,
    pictures: &Pictures,
    cover: Option<Cover<'_>>,
    then: impl FnOnce(&Parts<'_>, Vec<Option<Document>>) -> T,
) -> (T, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let words = language::of(&book.metadata.language);
    let surveys: Vec<Survey<'_>> = book.chapters.par_iter().map(survey::chapter).collect();
    report_book(book, &surveys, &mut findings);
    let images = Images::prepare(&surveys, pictures, &mut findings);
    let places = Places::of_book(book, &surveys, words);
    let context = Context {
        book: Some(book),
        surveys: &surveys,
        places: &places,
        images: Some(&images),
        pages: book.edition.pagination.as_ref().map(PageList::new).unwrap_or_default(),
        endnotes: endnotes(book),
        words,
    };
    let mut documents = documents(&context, book);
    for document in documents.iter_mut().flatten() {
        findings.append(&mut document.findings);
    }
    let faces = match &making.look.typefaces {
        Some(families) => typefaces::files(families, texts(&documents)),
        None => Ok(Vec::new()),
    };
    let faces = faces.unwrap_or_else(|why| {
        findings.push(why.finding());
        Vec::new()
    });
    let parts = Parts {
        book,
        surveys: &surveys,
        images: &images,
        places: &places,
        faces,
        words,
        making,
        cover,
        open_to_all: is_open_to_all(book, &surveys, &documents, &mut findings),
    };
    (then(&parts, documents), findings)
}

/// The XHTML of blocks and their notes alone: the content of a `body`, without the chapter's title.
/// Links and the paths of pictures are as written.
pub fn fragment(blocks: &[Block], notes: &[Note]) -> String {
    let surveys = [survey::fragment(blocks, notes)];
    let [survey] = &surveys;
    let places = Places::of_fragment(survey);
    let context = Context {
        book: None,
        surveys: &surveys,
        places: &places,
        images: None,
        pages: PageList::default(),
        endnotes: None,
        words: language::of("en"),
    };
    xhtml::fragment(&context, blocks, notes)
}

/// The chapter that holds the notes of all the others.
fn endnotes(book: &Book) -> Option<(usize, &[Note])> {
    let mut chapters = book.chapters.iter().enumerate();
    let holds = |notes: &[Note]| notes.iter().any(|note| note.origin.is_some());
    chapters.find_map(|(at, chapter)| holds(&chapter.notes).then_some((at, &*chapter.notes)))
}

/// The text of every document.
fn texts(documents: &[Option<Document>]) -> impl Iterator<Item = &str> {
    documents.iter().flatten().map(|document| document.text.as_str())
}

/// Writes the chapters in parallel. The contents page is the navigation document, made later.
fn documents(context: &Context<'_>, book: &Book) -> Vec<Option<Document>> {
    book.chapters
        .par_iter()
        .zip(context.surveys)
        .enumerate()
        .map(|(index, (chapter, survey))| {
            let has_file = context.places.files.get(index).is_some_and(Option::is_some);
            (has_file && chapter.kind != ChapterKind::Contents)
                .then(|| xhtml::document(context, book, index, chapter, survey))
        })
        .collect()
}

/// What the book as a whole lacks.
fn report_book(book: &Book, surveys: &[Survey<'_>], findings: &mut Vec<Diagnostic>) {
    let mut warn = |code, message: &str, help: &str| {
        findings.push(Diagnostic::new(code, Span::GENERATED, message).with_help(help));
    };
    let metadata = &book.metadata;
    if book.chapters.is_empty() {
        warn(
            codes::EPUB_NO_CHAPTERS,
            "the ebook has no chapters",
            "list the chapters' files under [chapters] in book.toml",
        );
    }
    if metadata.title.trim().is_empty() {
        warn(codes::EPUB_NO_TITLE, "the book has no title", "set title in book.toml");
    }
    if package::language(metadata) == package::UNDETERMINED {
        warn(
            codes::EPUB_NO_LANGUAGE,
            "the book's language is missing or is no language tag",
            "set language in book.toml to a BCP 47 tag such as en-US",
        );
    }
    if book.edition.isbn.is_none() && metadata.identifier.trim().is_empty() {
        warn(
            codes::EPUB_NO_IDENTIFIER,
            "the book has neither an ISBN nor an identifier of its own",
            "set identifier in book.toml to a urn:uuid that stays the same in every revision",
        );
    }
    for span in surveys.iter().filter_map(|survey| survey.too_deep) {
        findings.push(
            Diagnostic::new(codes::EPUB_TOO_DEEP, span, "this is nested too deep and is left out")
                .with_help("take lists, quotations or containers out of one another"),
        );
    }
}

/// Whether nothing keeps somebody from reading: the book says its title and its language, and everything in it is there
/// in words. A claim that is then not made is told of.
fn is_open_to_all(
    book: &Book,
    surveys: &[Survey<'_>],
    documents: &[Option<Document>],
    findings: &mut Vec<Diagnostic>,
) -> bool {
    let is_named = !book.metadata.title.trim().is_empty() && package::language(&book.metadata) != package::UNDETERMINED;
    let is_whole = surveys.iter().all(|survey| survey.too_deep.is_none());
    let has_tex = documents.iter().flatten().any(|document| document.shows_tex);
    let open = is_named && is_whole && !has_tex && is_described(surveys);
    if !open && book.metadata.certifier.is_some() {
        findings.push(
            Diagnostic::new(
                codes::EPUB_NOT_ACCESSIBLE,
                Span::GENERATED,
                "the ebook does not claim to be accessible, though book.toml says who certifies it",
            )
            .with_help("mend what is found of pictures without words, formulas and language"),
        );
    }
    open
}

/// Whether every picture is described in words, or is there for its looks.
fn is_described(surveys: &[Survey<'_>]) -> bool {
    let mut pictures = surveys.iter().flat_map(|survey| &survey.pictures);
    pictures.all(|(picture, _)| picture.decorative || !picture.alt.trim().is_empty())
}
