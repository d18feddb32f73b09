//! What integration tests share.

pub mod ace;
pub mod book;
pub mod epub;
pub mod epubcheck;
pub mod oracle;
pub mod pdf;
pub mod picture;
pub mod run;
pub mod tree;
pub mod verapdf;
pub mod web;
