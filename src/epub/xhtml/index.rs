//! The index: headings with links where paper has page numbers.

use super::super::markup::Attrs;
use super::super::survey::DEPTH;
use super::Writer;
use crate::book::{IndexPlace, IndexTerm};
use std::collections::BTreeMap;

/// The separator of a heading from its sub-heading, in the source and here in keys.
const SUB: &str = "!";

/// The number of each heading, by its path: what its id is made of.
type Numbers = BTreeMap<String, usize>;

impl Writer<'_> {
    /// The index.
    pub(super) fn index(&mut self, terms: &[IndexTerm]) {
        let mut numbers = Numbers::new();
        number(terms, "", 0, &mut numbers);
        self.terms(terms, "", 0, &numbers);
    }

    fn terms(&mut self, terms: &[IndexTerm], parent: &str, depth: usize, numbers: &Numbers) {
        if terms.is_empty() || depth >= DEPTH {
            return;
        }
        self.markup.open("ul", &Attrs::class("index-terms"));
        self.markup.line();
        for term in terms {
            let path = path(parent, &term.text);
            let id = numbers.get(&path).map(|&number| term_id(number));
            let id = id.and_then(|id| self.fresh_id(id));
            self.markup.open("li", &Attrs::new().with_some("id", id));
            self.markup.text(&term.text);
            self.locators(&term.places);
            let (see, see_also) = (self.context.words.labels.see, self.context.words.labels.see_also);
            self.see(see, &term.see, numbers);
            self.see(see_also, &term.see_also, numbers);
            self.terms(&term.children, &path, depth + 1, numbers);
            self.markup.close_line("li");
        }
        self.markup.close_line("ul");
    }

    /// Chapters stand for pages: a chapter's name once, then numbers for its further places.
    fn locators(&mut self, places: &[IndexPlace]) {
        let mut last = None;
        let mut count = 1;
        for place in places {
            let Some(start) = self.context.places.anchor(&place.start) else {
                continue;
            };
            let end = place
                .end
                .as_deref()
                .and_then(|end| self.context.places.anchor(end))
                .filter(|end| end.chapter != start.chapter);
            let words = if last == Some(start.chapter) {
                count += 1;
                format!("({count})")
            } else {
                count = 1;
                self.place_name(start.chapter)
            };
            self.markup.text(if count > 1 { " " } else { ", " });
            self.place(&self.context.places.link(self.chapter, start), &words);
            last = Some(start.chapter);
            if let Some(end) = end {
                self.markup.text("–");
                let words = self.place_name(end.chapter);
                self.place(&self.context.places.link(self.chapter, end), &words);
                last = None;
            }
        }
    }

    fn place(&mut self, href: &str, words: &str) {
        let attrs = Attrs::new().with("href", href).with("epub:type", "index-locator");
        self.markup.element("a", &attrs, words);
    }

    fn place_name(&self, chapter: usize) -> String {
        let places = self.context.places;
        let short = self
            .context
            .book
            .and_then(|book| book.chapters.get(chapter))
            .and_then(|chapter| chapter.short_title.as_deref());
        match (places.label(chapter), short, places.title(chapter)) {
            (Some(label), ..) => label.to_owned(),
            (None, Some(short), _) => short.to_owned(),
            (None, None, "") => (chapter + 1).to_string(),
            (None, None, title) => title.to_owned(),
        }
    }

    fn see(&mut self, word: &str, headings: &[String], numbers: &Numbers) {
        for (i, heading) in headings.iter().enumerate() {
            if i == 0 {
                self.markup.text(", ");
                self.markup.element("em", &Attrs::new(), word);
                self.markup.text(" ");
            } else {
                self.markup.text("; ");
            }
            let shown = heading.replace(SUB, ": ");
            match numbers.get(heading) {
                Some(&number) => {
                    let attrs = Attrs::new().with("href", format!("#{}", term_id(number)));
                    self.markup.element("a", &attrs, &shown);
                }
                None => self.markup.text(&shown),
            }
        }
    }
}

fn number(terms: &[IndexTerm], parent: &str, depth: usize, numbers: &mut Numbers) {
    if depth >= DEPTH {
        return;
    }
    for term in terms {
        let path = path(parent, &term.text);
        let next = numbers.len() + 1;
        numbers.entry(path.clone()).or_insert(next);
        number(&term.children, &path, depth + 1, numbers);
    }
}

fn path(parent: &str, text: &str) -> String {
    if parent.is_empty() {
        text.to_owned()
    } else {
        format!("{parent}{SUB}{text}")
    }
}

fn term_id(number: usize) -> String {
    format!("_term-{number}")
}
