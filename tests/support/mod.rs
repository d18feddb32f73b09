//! What integration tests share.
#![allow(dead_code)] // each test crate uses its own part

pub mod ace;
pub mod book;
pub mod epubcheck;
pub mod oracle;
pub mod verapdf;
pub mod web;
