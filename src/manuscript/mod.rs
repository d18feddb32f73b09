//! Markdown to the tree.
//!
//! Each file goes through the same steps. Its front matter is read. Container fences and
//! attribute groups, which CommonMark does not know, are replaced by filler of the same length,
//! so that every byte keeps its place (`syntax::mask`). The parser's events become blocks and inlines on
//! explicit stacks (`block`, `inline`), with typography by language (`typography`). Files are
//! parsed in parallel; then the book as a whole is resolved: ids, references between files, the
//! index (`resolve`).
//!
//! Containers are recognised wherever their colons start a line, after any indent or quotation
//! marks that belong there; one that opens inside a list item or a quotation ends with it.

mod block;
mod chapter;
mod context;
mod inline;
mod notes;
mod resolve;
mod syntax;
mod typography;

use crate::book::{Book, Chapter, Metadata};
use crate::diagnostic::{self, Diagnostic};
use crate::project::{ChapterEntry, Sources};
use crate::span::FileId;
use pulldown_cmark::Options;
use rayon::prelude::*;

/// Which Markdown is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Whether quotes, dashes and spaces are set by the language's rules.
    pub smart: bool,
    /// Whether bindery's own syntax is read: containers, attributes, references, front matter,
    /// notes, definition lists, math, raised and lowered text, alerts.
    pub extensions: bool,
    /// Whether GitHub's tables, task lists and strikethrough are read.
    pub github: bool,
    /// The language of the text (BCP 47).
    pub language: String,
}

impl Dialect {
    /// The dialect of a book in `language` (BCP 47).
    pub fn book(language: &str) -> Dialect {
        Dialect {
            smart: true,
            extensions: true,
            github: true,
            language: language.to_owned(),
        }
    }

    /// CommonMark and nothing else.
    pub fn commonmark() -> Dialect {
        Dialect {
            smart: false,
            extensions: false,
            github: false,
            language: "en".to_owned(),
        }
    }

    /// CommonMark with GitHub's tables, task lists and strikethrough.
    pub fn github() -> Dialect {
        Dialect {
            github: true,
            ..Dialect::commonmark()
        }
    }
}

fn options(dialect: &Dialect) -> Options {
    let mut options = Options::empty();
    if dialect.github {
        options |= Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH;
    }
    if dialect.extensions {
        options |=
            Options::ENABLE_FOOTNOTES | Options::ENABLE_GFM | Options::ENABLE_MATH | Options::ENABLE_DEFINITION_LIST;
    }
    options
}

/// A book as written, before any edition, and what was found on the way.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The book.
    pub book: Book,
    /// What was found, by source place.
    pub findings: Vec<Diagnostic>,
}

/// Parses every chapter of the list and resolves the book as a whole. Whatever is wrong is a
/// finding, and the book is there all the same.
pub fn parse(entries: &[ChapterEntry], sources: &Sources, metadata: Metadata) -> Parsed {
    let dialect = Dialect::book(&metadata.language);
    let parsed: Vec<_> = entries
        .par_iter()
        .map(|entry| chapter::parse(entry, sources, &dialect))
        .collect();
    let mut book = Book {
        metadata,
        ..Book::default()
    };
    let mut findings = Vec::new();
    let mut drafts = Vec::with_capacity(parsed.len());
    for (draft, found) in parsed {
        drafts.push(draft);
        findings.extend(found);
    }
    book.chapters = resolve::resolve(drafts, &mut findings);
    diagnostic::tidy(&mut findings);
    Parsed { book, findings }
}

/// Parses one text as a chapter's blocks, without what only a whole book can tell: references
/// to other files stay as written (`path#id`), headings get no ids, the first heading stays.
///
/// ```
/// use bindery::book::{BlockKind, plain_text};
/// use bindery::manuscript::{Dialect, parse_fragment};
/// use bindery::span::FileId;
///
/// let text = "\"Go,\" she said---and went.\n";
/// let (chapter, findings) = parse_fragment(text, FileId(0), &Dialect::book("en"));
/// assert!(findings.is_empty());
/// let BlockKind::Paragraph(words) = &chapter.blocks[0].kind else {
///     panic!("no paragraph");
/// };
/// assert_eq!(plain_text(words), "“Go,” she said—and went.");
/// assert!(text[chapter.blocks[0].span.range()].starts_with("\"Go"));
/// ```
pub fn parse_fragment(text: &str, file: FileId, dialect: &Dialect) -> (Chapter, Vec<Diagnostic>) {
    let (draft, mut findings) = chapter::fragment(text, file, "", dialect);
    diagnostic::tidy(&mut findings);
    (draft.chapter, findings)
}
