//! The order of a book's pages and their numbers.

use crate::book::{Chapter, ChapterKind, Matter};
use crate::limits;
use crate::print::layout::Layout;
use crate::print::page::{Folio, FolioStyle};
use std::collections::BTreeMap;

/// A page of the book before it is composed.
#[derive(Clone, Copy)]
pub(super) struct Slot {
    /// Its chapter and the page of the chapter; `None` for a blank.
    pub content: Option<(usize, usize)>,
    pub folio: Folio,
}

/// The order of pages: chapters start on a recto, the copyright page on the back of the title page; the count is even.
pub(super) fn slots(chapters: &[&Chapter], layouts: &[Layout]) -> Vec<Slot> {
    let mut out: Vec<Slot> = Vec::new();
    let mut style = FolioStyle::Roman;
    let mut number = 0;
    let mut push = |out: &mut Vec<Slot>, content, style| {
        number += 1;
        if out.last().is_some_and(|last: &Slot| last.folio.style != style) {
            number = 1;
        }
        out.push(Slot {
            content,
            folio: Folio { style, number },
        });
    };
    for (at, (chapter, layout)) in chapters.iter().zip(layouts).enumerate() {
        if layout.pages.is_empty() || out.len() > limits::PAGES {
            continue;
        }
        if chapter.kind != ChapterKind::Copyright && !out.len().is_multiple_of(2) {
            push(&mut out, None, style);
        }
        if chapter.matter != Matter::Front {
            style = FolioStyle::Arabic;
        }
        for page in 0..layout.pages.len() {
            push(&mut out, Some((at, page)), style);
        }
    }
    if !out.len().is_multiple_of(2) {
        push(&mut out, None, style);
    }
    out
}

/// The folio of every id.
pub(in crate::print) fn folios_of(chapters: &[&Chapter], layouts: &[Layout]) -> BTreeMap<String, String> {
    let mut folios: Vec<Vec<String>> = layouts.iter().map(|l| vec![String::new(); l.pages.len()]).collect();
    for slot in slots(chapters, layouts) {
        if let Some((chapter, page)) = slot.content {
            folios[chapter][page] = slot.folio.to_string();
        }
    }
    let mut out = BTreeMap::new();
    for (layout, pages) in layouts.iter().zip(&folios) {
        for (id, page) in layout.anchors() {
            out.entry(id.to_owned()).or_insert_with(|| pages[page].clone());
        }
    }
    out
}
