//! bindery compiles one Markdown manuscript and its cover images into every edition of a book.
//!
//! The data goes one way, and the inert tree of [`book`] is in its middle:
//!
//! 1. [`project`] reads `book.toml`, the chapters and, when asked, pictures. Nothing else reads the disk.
//! 2. [`manuscript`] turns Markdown into a [`book::Book`]. Every node keeps its [`span::Span`], so that
//!    whatever goes wrong later can be shown at its line.
//! 3. [`edition`] makes the book of one edition of it: what that edition keeps, adds, numbers and refers to.
//! 4. [`epub`] writes it as an EPUB; [`print`](mod@print) sets it in pages, a display list that knows no PDF.
//! 5. [`pdf`] writes pages as a PDF; [`cover`] makes the front cover's pictures, and the wrap that the pages are bound in.
//! 6. [`check`] reads finished bytes back, and shares no code with those who wrote them.
//! 7. [`build`] runs all of this for the editions asked for, in parallel; [`cli`] shows what was found and
//!    writes the files. [`stamp`] makes copies of finished files for single buyers.
//! 8. [`store`] has the rules of stores as tables, judges finished files by what [`check`] measured in them, and packs the
//!    folder that each store takes.
//!
//! A stage gathers its findings as [`diagnostic::Diagnostic`]s and goes on: it never prints, never exits and does not
//! panic on input. The same project gives the same bytes, on any number of threads.
//!
//! Both writers have one seam: *assemble* (epub-builder, printpdf), then *finish*, a pass of our own that makes
//! the file conform. What each stage may know of the others is held by `tests/architecture`.
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
