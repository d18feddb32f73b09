//! Broken inputs, each caught by its own rule and by no other.

use super::ebooks::{EPUB, KDP_EBOOK, OTHER_EBOOKS};
use super::edit::{dictionary, page, page_with_type, pdf, shift, swap};
use super::printed::{KDP_PRINT, OTHER_PRINT};
use super::shelf::Case;
use bindery::book::trade::FileRole;
use lopdf::{Document, Object};
use std::collections::BTreeSet;

/// A store, the rule of it that is broken, and how.
pub type Broken = (&'static str, &'static str, fn(&mut Case));

pub fn ebook(case: &mut Case) -> &mut Vec<u8> {
    case.files.get_mut(&FileRole::Ebook).expect("an ebook")
}

pub fn opf(case: &mut Case, old: &str, new: &str) {
    swap(ebook(case), "package.opf", old, new);
}

pub fn front(case: &mut Case, bytes: Vec<u8>) {
    case.files.insert(FileRole::Front, bytes);
}

pub fn larger(case: &mut Case, role: FileRole, bytes: usize) {
    let file = case.files.get_mut(&role).expect("a file");
    file.resize(file.len() + bytes, 0);
}

pub fn interior(case: &mut Case, change: impl FnOnce(&mut Document)) {
    pdf(case.files.get_mut(&FileRole::Interior).expect("pages"), change);
}

pub fn cover(case: &mut Case, change: impl FnOnce(&mut Document)) {
    pdf(case.files.get_mut(&FileRole::Wrap).expect("a wrap"), change);
}

pub fn digital(case: &mut Case, change: impl FnOnce(&mut Document)) {
    pdf(case.files.get_mut(&FileRole::Digital).expect("a PDF"), change);
}

pub fn catalog(document: &mut Document) -> &mut lopdf::Dictionary {
    document.catalog_mut().expect("a catalog")
}

/// A wider or higher sheet.
pub fn sheet(case: &mut Case, side: usize, by: f32) {
    cover(case, |document| {
        let id = page(document, 1);
        let array = dictionary(document, id)
            .get_mut(b"MediaBox")
            .and_then(Object::as_array_mut);
        let side = &mut array.expect("a box")[side];
        *side = Object::Real(side.as_float().expect("a number") + by);
    });
}

/// A line of small type in a corner of a page.
pub const CORNER: &str = "BT /F 8 Tf 4 4 Td (a) Tj ET";

pub fn moved(case: &mut Case, x: i32, y: i32) {
    interior(case, |document| {
        let number = page_with_type(document);
        shift(document, number, x, y);
    });
}

pub fn without_face(document: &mut Document) {
    for object in document.objects.values_mut() {
        if let Object::Dictionary(descriptor) = object
            && descriptor.has(b"FontFile3") | descriptor.has(b"FontFile2")
        {
            descriptor.remove(b"FontFile3");
            descriptor.remove(b"FontFile2");
            return;
        }
    }
    panic!("no face is embedded");
}

/// Breaks the sound book in each way, and holds what its store says.
fn each_by_its_own_rule(table: &[Broken]) {
    let mut wrong = Vec::new();
    for (store, rule, spoil) in table {
        let sound = Case::of(store);
        let before = sound.broken(store);
        let mut case = sound;
        spoil(&mut case);
        let after = case.broken(store);
        let new: BTreeSet<&str> = after.difference(&before).map(String::as_str).collect();
        if new != BTreeSet::from([*rule]) {
            wrong.push(format!("{store}: {rule} broken, {new:?} found"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn what_every_store_of_ebooks_refuses() {
    each_by_its_own_rule(EPUB);
}

#[test]
fn what_kdp_refuses_of_an_ebook() {
    each_by_its_own_rule(KDP_EBOOK);
}

#[test]
fn what_kdp_refuses_of_a_printed_book() {
    each_by_its_own_rule(KDP_PRINT);
}

#[test]
fn what_other_printers_refuse() {
    each_by_its_own_rule(OTHER_PRINT);
}

#[test]
fn what_other_stores_of_ebooks_refuse() {
    each_by_its_own_rule(OTHER_EBOOKS);
}

#[test]
fn the_table_is_long_and_names_no_rule_of_a_store_twice() {
    let all = [EPUB, KDP_EBOOK, KDP_PRINT, OTHER_PRINT, OTHER_EBOOKS].concat();
    let names: BTreeSet<(&str, &str)> = all.iter().map(|(store, rule, _)| (*store, *rule)).collect();
    assert_eq!(names.len(), all.len());
    assert!(names.len() >= 60, "{}", names.len());
}
