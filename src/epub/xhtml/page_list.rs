//! The pages of the printed book, as places in the text.

use crate::book::{PageStart, Pagination};
use crate::span::FileId;
use std::collections::BTreeMap;

/// A page that begins in the text.
#[derive(Debug)]
pub(super) struct Page<'a> {
    pub(super) label: &'a str,
    /// The first byte of where it begins, in the source.
    pub(super) start: u32,
    /// The same in the text of its inline.
    pub(super) offset: usize,
}

/// Where the printed pages begin.
#[derive(Debug, Default)]
pub(in crate::epub) struct PageList<'a> {
    chapters: BTreeMap<&'a str, &'a str>,
    files: BTreeMap<FileId, Vec<Page<'a>>>,
}

impl<'a> PageList<'a> {
    pub(in crate::epub) fn new(pagination: &'a Pagination) -> PageList<'a> {
        let mut list = PageList::default();
        for page in &pagination.pages {
            match &page.start {
                PageStart::Chapter(id) => {
                    list.chapters.entry(id).or_insert(&page.label);
                }
                PageStart::Text { span, offset } => {
                    list.files.entry(span.file).or_default().push(Page {
                        label: &page.label,
                        start: span.start,
                        offset: *offset,
                    });
                }
            }
        }
        for pages in list.files.values_mut() {
            pages.sort_by_key(|page| page.start);
        }
        list
    }

    /// The page that a chapter opens.
    pub(super) fn opened_by(&self, chapter: &str) -> Option<&'a str> {
        self.chapters.get(chapter).copied()
    }

    /// The pages that begin in the text of a file, in the order of the source.
    pub(super) fn of_file(&self, file: FileId) -> &[Page<'a>] {
        self.files.get(&file).map_or(&[], Vec::as_slice)
    }
}
