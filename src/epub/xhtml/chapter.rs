//! A chapter's document.

use super::super::markup::{Attrs, Markup};
use super::super::names;
use super::super::survey::Survey;
use super::{Context, Writer, with_language};
use crate::book::{Book, Chapter, ChapterKind, Matter};
use crate::diagnostic::Diagnostic;

/// The stylesheet of every document.
pub(in crate::epub) const STYLESHEET: &str = "stylesheet.css";
/// The stylesheet of tables in narrow columns.
pub(in crate::epub) const NARROW: &str = "narrow.css";

/// A document of the ebook.
#[derive(Debug, Default)]
pub(in crate::epub) struct Document {
    /// The XHTML.
    pub(in crate::epub) text: String,
    /// Whether there is MathML in it, which the manifest must say.
    pub(in crate::epub) mathml: bool,
    /// Whether a formula that cannot be read stands as its source.
    pub(in crate::epub) shows_tex: bool,
    /// Whether [`NARROW`] is one of its stylesheets.
    pub(in crate::epub) narrow: bool,
    /// The printed pages that begin in it, with the id of each mark.
    pub(in crate::epub) pages: Vec<(String, String)>,
    /// What went wrong.
    pub(in crate::epub) findings: Vec<Diagnostic>,
}

/// The document of a chapter.
pub(in crate::epub) fn document<'a>(
    context: &'a Context<'a>,
    book: &Book,
    index: usize,
    chapter: &'a Chapter,
    survey: &Survey<'_>,
) -> Document {
    let notes = context.endnotes.map_or(&*chapter.notes, |(_, notes)| notes);
    let mut writer = Writer::new(context, index, notes);
    if let Some(span) = chapter.span {
        writer.file = Some(span.file);
        writer.pages = context.pages.of_file(span.file);
    }
    writer.section(book, chapter);
    let body = writer.markup.finish();
    let sheets: &[&str] = match writer.stacks {
        true => &[STYLESHEET, NARROW],
        false => &[STYLESHEET],
    };
    let title = match context.places.name(index) {
        name if name.is_empty() => book.metadata.title.clone(),
        name => name,
    };
    let language = chapter
        .language
        .as_deref()
        .filter(|language| names::is_language(language))
        .unwrap_or(&book.metadata.language);
    let kind = match chapter.matter {
        Matter::Front => "frontmatter",
        Matter::Body => "bodymatter",
        Matter::Back => "backmatter",
    };
    let title = match title.is_empty() {
        true => context.words.headings.untitled,
        false => &title,
    };
    Document {
        text: page_with(sheets, title, language, Some(kind), &body),
        narrow: writer.stacks,
        mathml: survey.math && body.contains("<math "),
        shows_tex: writer.shows_tex,
        pages: writer.page_marks,
        findings: writer.findings,
    }
}

/// A whole document around the content of its body.
pub(in crate::epub) fn page(title: &str, language: &str, body_type: Option<&str>, content: &str) -> String {
    page_with(&[STYLESHEET], title, language, body_type, content)
}

fn page_with(sheets: &[&'static str], title: &str, language: &str, body_type: Option<&str>, content: &str) -> String {
    let mut markup = Markup::document();
    markup.raw("<!DOCTYPE html>\n");
    let attrs = Attrs::new()
        .with("xmlns", "http://www.w3.org/1999/xhtml")
        .with("xmlns:epub", "http://www.idpf.org/2007/ops");
    markup.open("html", &with_language(attrs, language));
    markup.raw("\n<head>\n");
    markup.element_line("title", &Attrs::new(), title);
    for &sheet in sheets {
        let attrs = Attrs::new()
            .with("rel", "stylesheet")
            .with("type", "text/css")
            .with("href", sheet);
        markup.void("link", &attrs);
        markup.line();
    }
    markup.raw("</head>\n");
    markup.open("body", &Attrs::new().with_some("epub:type", body_type));
    markup.line();
    markup.raw(content);
    markup.raw("</body>\n</html>\n");
    markup.finish()
}

impl Writer<'_> {
    fn section(&mut self, book: &Book, chapter: &Chapter) {
        let mut attrs = Attrs::new()
            .with_some("id", self.own_id(Some(&chapter.id)))
            .with("class", chapter.kind.name())
            .with_some("epub:type", chapter.kind.epub_type())
            .with_some("role", chapter.kind.aria_role());
        for class in &chapter.attributes.classes {
            if super::is_class(class) {
                attrs = attrs.with("class", class.clone());
            }
        }
        let headed = !chapter.title.is_empty()
            || self.context.places.label(self.chapter).is_some()
            || (chapter.kind == ChapterKind::TitlePage && chapter.blocks.is_empty());
        if headed {
            attrs = attrs.with("aria-labelledby", TITLE);
        }
        self.markup.open("section", &attrs);
        self.markup.line();
        self.page_of_chapter(&chapter.id);
        match chapter.kind {
            ChapterKind::TitlePage if chapter.blocks.is_empty() => {
                self.title_page(book);
            }
            ChapterKind::HalfTitle if chapter.blocks.is_empty() => {
                self.half_title(&book.metadata);
            }
            _ if headed => self.opener(chapter),
            _ => {}
        }
        self.blocks(&chapter.blocks);
        match chapter.kind {
            ChapterKind::Index => self.index(&book.index),
            ChapterKind::ListOfFigures => self.list_of_figures(),
            _ => {}
        }
        match self.context.endnotes {
            None => self.footnotes(),
            Some((at, _)) if at == self.chapter => self.endnotes(),
            Some(_) => {}
        }
        self.markup.close_line("section");
    }

    /// The number, the title and the line under it.
    fn opener(&mut self, chapter: &Chapter) {
        let attrs = Attrs::class("opener").with_some("id", self.own_id(chapter.attributes.id.as_deref()));
        self.markup.open("header", &attrs);
        self.markup.line();
        let places = self.context.places;
        self.markup.open("h1", &Attrs::new().with("id", TITLE));
        if let Some(label) = places.label(self.chapter) {
            self.markup.element("span", &Attrs::class("label"), label);
            if !chapter.title.is_empty() {
                self.markup.text(" ");
            }
        }
        if !chapter.title.is_empty() {
            self.within("span", &Attrs::class("title"), &chapter.title);
        }
        self.markup.close_line("h1");
        if !chapter.subtitle.is_empty() {
            self.markup.open("p", &subtitle());
            self.inlines(&chapter.subtitle);
            self.markup.close_line("p");
        }
        self.markup.close_line("header");
    }
}

/// The id of a document's title.
pub(super) const TITLE: &str = "_title";

/// The attributes of a line under a title.
pub(super) fn subtitle<'a>() -> Attrs<'a> {
    Attrs::class("subtitle")
        .with("epub:type", "subtitle")
        .with("role", "doc-subtitle")
}
