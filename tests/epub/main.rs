//! The EPUB, opened as a reading system opens it and judged as a store judges it.

#[path = "../support/epubcheck.rs"]
mod epubcheck;
#[path = "../support/oracle.rs"]
mod oracle;

mod fragment;
mod hostile;
mod navigation;
mod package;
mod reader;
mod sample;
mod shapes;
mod text;
