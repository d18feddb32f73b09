//! The inert tree that every stage reads, and what the trade calls the things in it: no input, no output, and no
//! logic but what follows from a value itself (a kind's row in its table, a walk, a number in roman numerals).
//!
//! `manuscript` makes a [`Book`] from the sources; `edition` makes the book of one edition from
//! it; `epub` and `print` turn that into bytes and pages.

mod block;
mod inline;
mod kind;
mod metadata;
mod moment;
mod numerals;
mod pagination;
pub mod trade;
mod tree;
pub mod walk;

pub use block::*;
pub use inline::*;
pub use kind::{Callout, ChapterKind, Matter};
pub use metadata::*;
pub use moment::{Date, Moment};
pub use numerals::{letters, roman};
pub use pagination::{PageBreak, PageStart, Pagination};
pub use tree::*;
pub use walk::plain_text;
