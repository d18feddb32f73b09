//! PDF files: what print and screen must hold, read back with lopdf and judged by other readers.

mod content;
mod exchange;
mod navigation;
mod pages;
mod soundness;
mod structure;
mod text;

use crate::support::oracle;
use crate::support::pdf::{Pdf, on_disk};
use bindery::pdf::{self, Purpose};
use bindery::print::Pages;
use lopdf::{Dictionary, Document, Object};
use pages::*;

fn write(pages: &Pages, purpose: Purpose) -> Vec<u8> {
    pdf::write(pages, &info(), purpose).unwrap()
}

fn read(pages: &Pages, purpose: Purpose) -> Pdf {
    Pdf::read(&write(pages, purpose))
}
