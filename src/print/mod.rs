//! The typesetter: a book to pages.

mod line;
mod page;

pub use line::*;
pub use page::*;
