//! Ways into the book: the contents, the landmarks, the list of figures, the old NCX.

use super::super::markup::{Attrs, Markup};
use super::super::places::{COVER, NAV, Places};
use super::super::survey::Survey;
use super::super::xhtml;
use crate::book::{Book, Chapter, ChapterKind, Matter};
use crate::language::Language;

/// An entry of the contents.
#[derive(Debug)]
pub(super) struct Entry {
    label: String,
    href: String,
    children: Vec<Entry>,
}

/// Everything that leads into the book.
pub(super) struct Navigation<'a> {
    pub(super) book: &'a Book,
    pub(super) surveys: &'a [Survey<'a>],
    pub(super) places: &'a Places<'a>,
    pub(super) words: &'static Language,
    pub(super) has_cover: bool,
    /// The book's title as shown.
    pub(super) title: &'a str,
}

impl Navigation<'_> {
    /// The contents: parts, their chapters, the chapters' sections. Never empty, since no reader
    /// takes an empty list.
    pub(super) fn contents(&self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut open_part = None;
        for (index, chapter) in self.book.chapters.iter().enumerate() {
            if !chapter.in_contents {
                continue;
            }
            let Some(entry) = self.entry(index) else {
                continue;
            };
            if chapter.kind == ChapterKind::Part {
                open_part = chapter.part;
            } else if chapter.part.is_some()
                && chapter.part == open_part
                && let Some(part) = entries.last_mut()
            {
                part.children.push(entry);
                continue;
            } else {
                open_part = None;
            }
            entries.push(entry);
        }
        if entries.is_empty() {
            let first = self.places.files.iter().flatten().next();
            entries.push(Entry {
                label: self.title.to_owned(),
                href: first.map_or(NAV, String::as_str).to_owned(),
                children: Vec::new(),
            });
        }
        entries
    }

    fn entry(&self, index: usize) -> Option<Entry> {
        let href = self.places.files.get(index)?.clone()?;
        let chapter = self.book.chapters.get(index)?;
        let label = match self.places.name(index) {
            name if !name.is_empty() => name,
            _ => match chapter.kind {
                ChapterKind::TitlePage => self.words.headings.title_page.to_owned(),
                ChapterKind::Contents => self.words.headings.contents.to_owned(),
                ChapterKind::Index => self.words.headings.index.to_owned(),
                ChapterKind::ListOfFigures => self.words.headings.figures.to_owned(),
                _ => return None,
            },
        };
        let sections = self.surveys.get(index).map(|survey| &survey.sections);
        let children = sections
            .into_iter()
            .flatten()
            .filter_map(|section| {
                let anchor = self.places.anchor(section.id)?;
                (anchor.chapter == index).then(|| Entry {
                    label: section.title.clone(),
                    href: self.places.link_from_outside(anchor),
                    children: Vec::new(),
                })
            })
            .collect();
        Some(Entry { label, href, children })
    }

    /// The navigation document. Where the book has a contents page, this is it. Each list is named by the heading in it:
    /// EPUBCheck 5.4.0 takes no `aria-label` or `aria-labelledby` on a `nav` of this document (w3c/epubcheck#1726).
    pub(super) fn document(&self, entries: &[Entry], pages: &[(String, String)], language: &str) -> String {
        let page = self.contents_page();
        let title = page.map_or("", |(index, _)| self.places.title(index));
        let title = if title.is_empty() {
            self.words.headings.contents
        } else {
            title
        };
        let id = page
            .and_then(|(_, chapter)| self.places.anchor(&chapter.id))
            .map(|anchor| anchor.id.as_str());
        let mut markup = Markup::new();
        markup.open("section", &Attrs::class("contents").with_some("id", id));
        markup.line();
        let attrs = Attrs::new()
            .with("id", "_toc")
            .with("epub:type", "toc")
            .with("role", "doc-toc");
        markup.open("nav", &attrs);
        markup.line();
        markup.element_line("h1", &Attrs::new(), title);
        list(&mut markup, entries);
        markup.close_line("nav");
        self.landmarks(&mut markup);
        let figures = xhtml::figures(self.surveys, self.places, self.words);
        hidden_list(&mut markup, ("loi", self.words.headings.figures), &figures);
        hidden_list(&mut markup, ("page-list", self.words.ebook.pages), pages);
        markup.close_line("section");
        xhtml::page(title, language, Some("frontmatter"), &markup.finish())
    }

    fn contents_page(&self) -> Option<(usize, &Chapter)> {
        let mut chapters = self.book.chapters.iter().enumerate();
        chapters.find(|(_, chapter)| chapter.kind == ChapterKind::Contents)
    }

    fn landmarks(&self, markup: &mut Markup) {
        let mut marks: Vec<(&str, String, &str)> = Vec::new();
        if self.has_cover {
            marks.push(("cover", COVER.to_owned(), self.words.headings.cover));
        }
        // A landmark must be in the spine, which the contents are in as a page alone.
        if self.contents_page().is_some() {
            marks.push(("toc", format!("{NAV}#_toc"), self.words.headings.contents));
        }
        let first = |wanted: &dyn Fn(&Chapter) -> bool| {
            let chapters = self.book.chapters.iter().zip(&self.places.files);
            chapters
                .filter_map(|(chapter, file)| Some((chapter, file.clone()?)))
                .find(|(chapter, _)| wanted(chapter))
                .map(|(_, file)| file)
        };
        let kinds = [
            ("titlepage", ChapterKind::TitlePage, self.words.headings.title_page),
            ("loi", ChapterKind::ListOfFigures, self.words.headings.figures),
            ("index", ChapterKind::Index, self.words.headings.index),
        ];
        for (name, kind, label) in kinds {
            if let Some(file) = first(&|chapter| chapter.kind == kind) {
                marks.push((name, file, label));
            }
        }
        let is_text = |chapter: &Chapter| chapter.matter == Matter::Body && !chapter.kind.is_apparatus();
        if let Some(file) = first(&is_text) {
            marks.push(("bodymatter", file, self.words.ebook.start));
        }
        if marks.is_empty() {
            return;
        }
        open_hidden(markup, "landmarks", self.words.ebook.landmarks);
        markup.raw("<ol>\n");
        for (kind, href, label) in marks {
            markup.open("li", &Attrs::new());
            let attrs = Attrs::new().with("epub:type", kind).with("href", href);
            markup.element("a", &attrs, label);
            markup.close_line("li");
        }
        markup.raw("</ol>\n");
        markup.close_line("nav");
    }

    /// The contents and the pages as EPUB 2 had them, for readers that know no other.
    pub(super) fn ncx(
        &self,
        entries: &[Entry],
        pages: &[(String, String)],
        (identifier, language): (&str, &str),
    ) -> String {
        let mut markup = Markup::document();
        let attrs = Attrs::new()
            .with("xmlns", "http://www.daisy.org/z3986/2005/ncx/")
            .with("version", "2005-1")
            .with("xml:lang", language);
        markup.open("ncx", &attrs);
        markup.raw("\n<head>\n");
        let depth = depth(entries).to_string();
        let total = pages.len().to_string();
        let numbers = pages.iter().filter_map(|(label, _)| label.parse::<u32>().ok());
        let highest = numbers.max().unwrap_or(0).to_string();
        for (name, content) in [
            ("dtb:uid", identifier),
            ("dtb:depth", &depth),
            ("dtb:totalPageCount", &total),
            ("dtb:maxPageNumber", &highest),
        ] {
            let attrs = Attrs::new().with("name", name).with("content", content);
            markup.void("meta", &attrs);
            markup.line();
        }
        markup.raw("</head>\n<docTitle>");
        markup.element("text", &Attrs::new(), self.title);
        markup.raw("</docTitle>\n<navMap>\n");
        let mut order = 0;
        nav_points(&mut markup, entries, &mut order);
        markup.raw("</navMap>\n");
        self.page_targets(&mut markup, pages, order);
        markup.raw("</ncx>\n");
        markup.finish()
    }

    fn page_targets(&self, markup: &mut Markup, pages: &[(String, String)], mut order: usize) {
        if pages.is_empty() {
            return;
        }
        markup.raw("<pageList>\n<navLabel>");
        markup.element("text", &Attrs::new(), self.words.ebook.pages);
        markup.raw("</navLabel>\n");
        for (label, href) in pages {
            order += 1;
            let number = label.parse::<u32>().ok();
            let attrs = Attrs::new()
                .with("id", format!("page-{order}"))
                .with("type", if number.is_some() { "normal" } else { "front" })
                .with_some("value", number.map(|n| n.to_string()))
                .with("playOrder", order.to_string());
            markup.open("pageTarget", &attrs);
            markup.raw("<navLabel>");
            markup.element("text", &Attrs::new(), label);
            markup.raw("</navLabel>");
            markup.void("content", &Attrs::new().with("src", href.as_str()));
            markup.close_line("pageTarget");
        }
        markup.raw("</pageList>\n");
    }
}

fn open_hidden(markup: &mut Markup, kind: &'static str, label: &str) {
    let attrs = Attrs::new().with("epub:type", kind).with("hidden", "hidden");
    markup.open("nav", &attrs);
    markup.line();
    markup.element_line("h2", &Attrs::new(), label);
}

/// A list of labels with their links that systems show in their own way.
fn hidden_list(markup: &mut Markup, (kind, title): (&'static str, &str), links: &[(String, String)]) {
    if links.is_empty() {
        return;
    }
    open_hidden(markup, kind, title);
    let entries: Vec<Entry> = links
        .iter()
        .map(|(label, href)| Entry {
            label: label.clone(),
            href: href.clone(),
            children: Vec::new(),
        })
        .collect();
    list(markup, &entries);
    markup.close_line("nav");
}

/// Entries are at most three deep: parts, chapters, sections.
fn list(markup: &mut Markup, entries: &[Entry]) {
    markup.raw("<ol>\n");
    for entry in entries {
        markup.open("li", &Attrs::new());
        let attrs = Attrs::new().with("href", entry.href.as_str());
        markup.element("a", &attrs, &entry.label);
        if !entry.children.is_empty() {
            markup.line();
            list(markup, &entry.children);
        }
        markup.close_line("li");
    }
    markup.raw("</ol>\n");
}

fn nav_points(markup: &mut Markup, entries: &[Entry], order: &mut usize) {
    for entry in entries {
        *order += 1;
        let attrs = Attrs::new()
            .with("id", format!("point-{order}"))
            .with("playOrder", order.to_string());
        markup.open("navPoint", &attrs);
        markup.raw("<navLabel>");
        markup.element("text", &Attrs::new(), &entry.label);
        markup.raw("</navLabel>");
        markup.void("content", &Attrs::new().with("src", entry.href.as_str()));
        markup.line();
        nav_points(markup, &entry.children, order);
        markup.close_line("navPoint");
    }
}

fn depth(entries: &[Entry]) -> usize {
    entries
        .iter()
        .map(|entry| 1 + depth(&entry.children))
        .max()
        .unwrap_or(0)
}
