//! Finished bytes, read back and judged: what a printer or a store would find.
//!
//! No code is shared with the writers: a checker that did would agree with their mistakes.

pub mod epub;
mod error;
pub mod measures;
pub mod pdf;
pub mod picture;
mod xml;

pub use error::FileError;
