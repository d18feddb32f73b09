//! bindery compiles one Markdown manuscript and its cover images into every edition of a book.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod book;
pub mod build;
pub mod cli;
pub mod cover;
pub mod diagnostic;
pub mod edition;
pub mod epub;
pub mod fonts;
pub mod limits;
pub mod manuscript;
pub mod pdf;
pub mod picture;
pub mod print;
pub mod project;
pub mod span;
