//! PDF files: what print and screen must hold, read back with lopdf and judged by other readers.

mod content;
mod exchange;
mod navigation;
mod pages;
mod soundness;
mod structure;
mod text;

use crate::support::oracle;
use bindery::pdf::{self, Purpose};
use bindery::print::Pages;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use pages::*;
use std::path::PathBuf;

fn write(pages: &Pages, purpose: Purpose) -> Vec<u8> {
    pdf::write(pages, &info(), purpose).unwrap()
}

fn read(pages: &Pages, purpose: Purpose) -> Document {
    Document::load_mem(&write(pages, purpose)).unwrap()
}

fn dictionaries(document: &Document) -> Vec<&Dictionary> {
    document
        .objects
        .values()
        .filter_map(|object| match object {
            Object::Dictionary(dictionary) => Some(dictionary),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        })
        .collect()
}

fn operators(document: &Document, page: ObjectId) -> Vec<lopdf::content::Operation> {
    let content = document.get_page_content(page);
    Content::decode(&content).unwrap().operations
}

fn follow<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> &'a Object {
    document.dereference(dictionary.get(key).unwrap()).unwrap().1
}

/// The file on disk for another program, removed when it goes out of scope.
struct OnDisk(PathBuf);

impl OnDisk {
    fn new(name: &str, bytes: &[u8]) -> OnDisk {
        let path = std::env::temp_dir().join(format!("bindery-{}-{name}.pdf", std::process::id()));
        std::fs::write(&path, bytes).unwrap();
        OnDisk(path)
    }
}

impl Drop for OnDisk {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn string(object: &Object) -> String {
    lopdf::decode_text_string(object).unwrap()
}
