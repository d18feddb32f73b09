//! bindery compiles one Markdown manuscript and its cover images into every edition of a book.
//!
//! The data goes one way, and the inert tree of [`book`] is in its middle. The words that a book has beside its author's
//! are those of a [`language`].
//!
//! 1. [`project`] reads `book.toml`, the chapters and, when asked, pictures. It alone reads a book's files. Which look
//!    an edition has is a [`theme`]: data that `book.toml` can change.
//! 2. [`manuscript`] turns Markdown into a [`book::Book`]. Every node keeps its [`span::Span`], so that
//!    whatever goes wrong later can be shown at its line.
//! 3. [`edition`] makes the book of one edition of it: what that edition keeps, adds, numbers and refers to.
//! 4. [`epub`] writes it as an EPUB; [`print`](mod@print) sets it in pages, a display list that knows no PDF.
//! 5. [`pdf`] writes pages as a PDF; [`cover`] makes the front cover's pictures, and the wrap that pages are bound in.
//! 6. [`check`] reads finished bytes back, and shares no code with those who wrote them.
//! 7. [`build`] runs all of this for the editions asked for, in parallel. [`stamp`] makes copies of finished files for
//!    single buyers.
//! 8. [`store`] has the rules of stores as tables, judges finished files by what [`check`] measured in them, and packs
//!    the folder that each store takes.
//! 9. [`cli`] is the command line. It alone writes files, prints, and asks for the time and the environment. It reads
//!    files that are no book's: finished ones to stamp, packages and proofs to verify and compare.
//!
//! A stage gathers its findings as [`diagnostic::Diagnostic`]s and goes on: it never prints, never exits and does not
//! panic on input. The same project gives the same bytes, on any number of threads. What each room may know of the
//! others is held by `tests/architecture`.
//!
//! # The typesetter
//!
//! It is our own. Words are shaped by harfrust and hyphenated by hypher. Lines are broken for a paragraph as a whole,
//! and pages for a chapter as a whole, on a baseline grid. Widows, orphans and headings at the foot of a page are kept
//! out, notes stand on the page of their mark, and figures move to where they leave no gap. What a page says of another
//! (the contents, the index, "page 47") is settled in rounds: a chapter is set again while what it says has changed.
//!
//! # The writers
//!
//! Both have one seam: *assemble* (epub-builder, printpdf), then *finish*, a pass of our own that makes the file
//! conform. Where a book has a paperback, its ebook marks the word that each printed page begins with, and lists the
//! pages.
//!
//! # What is absent, and why
//!
//! - No validator of EPUB or PDF is rebuilt. EPUBCheck, Ace, veraPDF, qpdf, the Nu HTML checker and the ONIX schemas
//!   judge in tests what is written here; [`check`] measures what stores ask for, and reads back what claims PDF/X-1a.
//! - No browser, TeX or Java is called, and nothing is fetched: typefaces and colour profiles are in the binary.
//! - No plugins, scripts or templates: a book is text, pictures and `book.toml`. No path leads out of the project, no
//!   raw HTML passes through, and nesting and sizes have [`limits`].
//! - No clock and no randomness in a finished book: its date is its own, or that of `SOURCE_DATE_EPOCH`. Whether a
//!   package is a pre-order depends on the day on which it is made.
#![deny(clippy::expect_used, clippy::panic, clippy::unreachable, clippy::unwrap_used)]
#![deny(clippy::print_stderr, clippy::print_stdout)]

pub mod book;
pub mod build;
pub mod check;
pub mod cli;
pub mod cover;
pub mod diagnostic;
pub mod edition;
pub mod epub;
pub mod fonts;
mod formula;
pub mod language;
pub mod length;
pub mod limits;
pub mod manuscript;
pub mod pdf;
pub mod picture;
pub mod print;
pub mod project;
pub mod span;
pub mod stamp;
pub mod store;
pub mod theme;
