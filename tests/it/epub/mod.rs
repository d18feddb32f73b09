//! The EPUB, opened as a reading system opens it and judged as a store judges it.

mod access;
mod endnotes;
mod fitting;
mod fragment;
mod hostile;
mod math;
mod navigation;
mod package;
mod page_list;
mod preview;
mod sample;
mod shapes;
mod text;
mod typefaces;
