//! XHTML: the documents of the ebook, and the markup of blocks and inlines.

mod blocks;
mod chapter;
mod containers;
mod index;
mod inlines;
pub(super) mod kobo;
mod math;
mod mathml;
mod notes;
mod page_breaks;
mod page_list;
mod pages;

pub(super) use chapter::{Document, NARROW, STYLESHEET, document, page};
pub(super) use page_list::PageList;
pub(super) use pages::figures;

use super::markup::{Attrs, Markup};
use super::names;
use super::pictures::Images;
use super::places::Places;
use super::survey::{DEPTH, Survey};
use crate::book::{Attributes, Block, Book, Note};
use crate::diagnostic::Diagnostic;
use crate::formula::Converter;
use crate::language::Language;
use crate::span::FileId;
use page_list::Page;
use std::collections::{BTreeMap, BTreeSet};

/// What every document of the ebook needs to know.
pub(super) struct Context<'a> {
    /// The book; `None` for blocks that stand for themselves.
    pub(super) book: Option<&'a Book>,
    /// What each chapter holds.
    pub(super) surveys: &'a [Survey<'a>],
    /// Where everything stands.
    pub(super) places: &'a Places<'a>,
    /// The pictures; `None` where their paths are to be shown as they are.
    pub(super) images: Option<&'a Images>,
    /// Where the printed pages begin.
    pub(super) pages: PageList<'a>,
    /// The chapter that holds the notes of the whole book, where they stand at its end.
    pub(super) endnotes: Option<(usize, &'a [Note])>,
    /// The words of the book's language.
    pub(super) words: &'static Language,
}

/// Writes one chapter.
struct Writer<'a> {
    markup: Markup,
    context: &'a Context<'a>,
    chapter: usize,
    notes: &'a [Note],
    /// The level of the last heading.
    level: u8,
    in_link: bool,
    depth: usize,
    /// The ids written so far.
    used: BTreeSet<String>,
    /// How often each label of a landmark was wanted.
    labels: BTreeMap<String, usize>,
    /// The chapter's source, the printed pages that begin in it, and the first that is not marked yet.
    file: Option<FileId>,
    pages: &'a [Page<'a>],
    next_page: usize,
    /// The printed pages that are marked, with the id of each mark.
    page_marks: Vec<(String, String)>,
    /// Whether there is a table that can become a list.
    stacks: bool,
    math: Converter,
    /// Whether a formula stands as its source, which nobody can hear read as a formula.
    shows_tex: bool,
    findings: Vec<Diagnostic>,
}

/// The content of a body for blocks that stand for themselves: links and pictures are as written.
pub(super) fn fragment(context: &Context<'_>, blocks: &[Block], notes: &[Note]) -> String {
    let mut writer = Writer::new(context, 0, notes);
    writer.level = 0;
    writer.blocks(blocks);
    writer.footnotes();
    writer.markup.finish()
}

impl<'a> Writer<'a> {
    fn new(context: &'a Context<'a>, chapter: usize, notes: &'a [Note]) -> Writer<'a> {
        Writer {
            markup: Markup::new(),
            context,
            chapter,
            notes,
            level: 1,
            in_link: false,
            depth: 0,
            used: BTreeSet::new(),
            labels: BTreeMap::new(),
            file: None,
            pages: &[],
            next_page: 0,
            page_marks: Vec::new(),
            stacks: false,
            math: Converter::default(),
            shows_tex: false,
            findings: Vec::new(),
        }
    }

    /// Runs `write` one level deeper, unless that is too deep; the survey has found that.
    fn deeper(&mut self, write: impl FnOnce(&mut Self)) {
        if self.depth < DEPTH {
            self.depth += 1;
            write(self);
            self.depth -= 1;
        }
    }

    /// The id in this file of something that the author named, once.
    fn own_id(&mut self, id: Option<&str>) -> Option<String> {
        let anchor = self.context.places.anchor(id?)?;
        let first = anchor.chapter == self.chapter && self.used.insert(anchor.id.clone());
        first.then(|| anchor.id.clone())
    }

    /// An id of the writer's own, once.
    fn fresh_id(&mut self, id: String) -> Option<String> {
        self.used.insert(id.clone()).then_some(id)
    }

    /// A landmark's label that no other of the file has: the label, then "label (2)".
    fn own_label(&mut self, label: String) -> String {
        let count = self.labels.entry(label.clone()).or_default();
        *count += 1;
        match *count {
            1 => label,
            count => format!("{label} ({count})"),
        }
    }

    /// Id, classes and language as XHTML has them.
    fn attrs(&mut self, attributes: &Attributes) -> Attrs<'a> {
        let mut attrs = Attrs::new().with_some("id", self.own_id(attributes.id.as_deref()));
        for class in attributes.classes.iter().filter(|class| is_class(class)) {
            attrs = attrs.with("class", class.clone());
        }
        match attributes.get("lang") {
            Some(language) => with_language(attrs, language),
            None => attrs,
        }
    }
}

/// Adds a language, and its direction where it is not the common one.
fn with_language<'a>(attrs: Attrs<'a>, language: &str) -> Attrs<'a> {
    let language = language.replace('_', "-");
    if !names::is_language(&language) {
        return attrs;
    }
    let right_to_left = names::is_right_to_left(&language);
    attrs
        .with("lang", language.clone())
        .with("xml:lang", language)
        .with_some("dir", right_to_left.then_some("rtl"))
}

fn is_class(class: &str) -> bool {
    class.starts_with(|c: char| c.is_ascii_alphabetic())
        && class
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}
