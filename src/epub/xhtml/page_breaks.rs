//! Where the pages of the printed book begin.

use super::super::markup::Attrs;
use super::Writer;
use super::page_list::Page;
use crate::span::Span;

/// The prefix of a marker's id.
const ID: &str = "_page-";

/// Where the word begins that a text ends in.
fn start_of_word(text: &str) -> usize {
    let last = text.char_indices().rfind(|(_, c)| c.is_whitespace());
    last.map_or(0, |(at, c)| at + c.len_utf8())
}

impl<'a> Writer<'a> {
    /// The next page, where it begins before a byte of the source.
    fn next_page(&mut self, span: Span, before: u32) -> Option<&'a Page<'a>> {
        let next = self.pages.get(self.next_page)?;
        let due = self.file == Some(span.file) && next.start < before;
        self.next_page += usize::from(due);
        due.then_some(next)
    }

    /// Text, with a marker before each word that a page begins with. A page that begins with what the ebook has not
    /// begins with what follows.
    pub(super) fn text_with_pages(&mut self, text: &str, span: Span) {
        let mut from = 0;
        while let Some(page) = self.next_page(span, span.end) {
            let offset = if page.start < span.start { 0 } else { page.offset };
            // A word that the page's end divides stands on the page that it ends on.
            let at = text.get(..offset).map_or(from, start_of_word).max(from);
            self.markup.text(&text[from..at]);
            self.mark_page("span", page.label);
            from = at;
        }
        self.markup.text(&text[from..]);
    }

    /// The markers of pages that begin before a byte of a block's source: with the block itself, or in what no marker
    /// may stand in, as a heading, code or a figure.
    pub(super) fn pages_before(&mut self, span: Span, before: u32) {
        while let Some(page) = self.next_page(span, before) {
            self.mark_page("div", page.label);
            self.markup.line();
        }
    }

    /// The marker of the page that the chapter opens.
    pub(super) fn page_of_chapter(&mut self, chapter: &str) {
        if let Some(label) = self.context.pages.opened_by(chapter) {
            self.mark_page("div", label);
            self.markup.line();
        }
    }

    fn mark_page(&mut self, element: &str, label: &str) {
        let id = format!("{ID}{label}");
        let attrs = Attrs::new()
            .with("id", id.clone())
            .with("epub:type", "pagebreak")
            .with("role", "doc-pagebreak")
            .with("aria-label", label.to_owned());
        self.markup.element(element, &attrs, "");
        self.page_marks.push((label.to_owned(), id));
    }
}
