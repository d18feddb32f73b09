//! What integration tests share.

pub mod ace;
pub mod book;
pub mod epubcheck;
pub mod line_art;
pub mod oracle;
pub mod verapdf;
pub mod web;
