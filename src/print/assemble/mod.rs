//! Chapters on their pages to the pages of a book.

pub(in crate::print) mod compose;
pub(in crate::print) mod furniture;
pub(in crate::print) mod outline;
mod pagination;
pub(in crate::print) mod report;

pub use pagination::page_breaks;
pub use report::Fault;
