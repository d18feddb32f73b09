//! Where each page begins in the manuscript, for the editions that have no pages of their own.

use crate::book::{Book, PageBreak, PageStart};
use crate::print::page::{GlyphRun, Item, Page, Pages};
use crate::span::Span;
use std::collections::BTreeMap;

/// The pages of a book that begin with something of its manuscript, in order. The head of a table that a page repeats is
/// passed over.
pub fn page_breaks(book: &Book, pages: &Pages) -> Vec<PageBreak> {
    let opened: BTreeMap<usize, &str> = book
        .chapters
        .iter()
        .filter_map(|chapter| Some((pages.anchors.get(&chapter.id)?.page, chapter.id.as_str())))
        .collect();
    let mut out = Vec::new();
    let mut last = Span::GENERATED;
    for (at, page) in pages.pages.iter().enumerate() {
        let first = runs(page).find(|run| run.span.file != last.file || run.span.start >= last.start);
        let start = match (opened.get(&at), first) {
            (Some(id), _) => PageStart::Chapter((*id).to_owned()),
            (None, Some(run)) => PageStart::Text {
                span: run.span,
                offset: run.start as usize,
            },
            (None, None) => continue,
        };
        last = runs(page).map(|run| run.span).last().unwrap_or(last);
        out.push(PageBreak {
            label: page.folio.to_string(),
            start,
        });
    }
    out
}

/// The runs of a page that come from the manuscript, in the order of reading.
fn runs(page: &Page) -> impl Iterator<Item = &GlyphRun> {
    let text = &page.items[..page.items.len().saturating_sub(page.furniture)];
    text.iter().filter_map(|item| match item {
        Item::Glyphs(run) if !run.span.is_generated() => Some(run),
        _ => None,
    })
}
