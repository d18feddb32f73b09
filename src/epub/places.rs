//! Where everything stands: the file of each chapter, the anchor of each id.

use super::names::{self, Names};
use super::survey::{Survey, one_line};
use crate::book::{Book, Chapter, ChapterKind, Target, plain_text};
use crate::language::Language;
use std::collections::BTreeMap;

/// The contents, as a page and as the reader's menu.
pub(super) const NAV: &str = "nav.xhtml";
/// The cover's page.
pub(super) const COVER: &str = "cover.xhtml";

/// Where an id stands.
#[derive(Debug)]
pub(super) struct Anchor {
    /// The index of its chapter.
    pub(super) chapter: usize,
    /// The id in that chapter's file.
    pub(super) id: String,
}

/// Where everything stands.
#[derive(Debug, Default)]
pub(super) struct Places<'a> {
    /// One a chapter; `None` for one that has no file of its own.
    pub(super) files: Vec<Option<String>>,
    anchors: BTreeMap<&'a str, Anchor>,
    titles: Vec<String>,
    labels: Vec<Option<String>>,
    targets: Option<&'a BTreeMap<String, Target>>,
}

impl<'a> Places<'a> {
    /// The places of a book whose chapters have been surveyed.
    pub(super) fn of_book(book: &'a Book, surveys: &[Survey<'a>], words: &Language) -> Places<'a> {
        let files = files(&book.chapters);
        let mut anchors = BTreeMap::new();
        let mut taken: BTreeMap<&str, Names> = BTreeMap::new();
        for (chapter, (survey, file)) in surveys.iter().zip(&files).enumerate() {
            let Some(file) = file.as_deref() else {
                continue;
            };
            collect(&mut anchors, taken.entry(file).or_default(), chapter, survey);
        }
        let labels = book.chapters.iter().map(|chapter| {
            let given = book.targets.get(&chapter.id).map(|t| t.label.clone());
            given.filter(|label| !label.is_empty()).or_else(|| {
                let number = chapter.number;
                number.map(|number| words.chapter_label(chapter.kind, number))
            })
        });
        Places {
            anchors,
            titles: book.chapters.iter().map(title).collect(),
            labels: labels.collect(),
            targets: Some(&book.targets),
            files,
        }
    }

    /// The places of blocks that stand for themselves.
    pub(super) fn of_fragment(survey: &Survey<'a>) -> Places<'a> {
        let mut anchors = BTreeMap::new();
        collect(&mut anchors, &mut Names::default(), 0, survey);
        Places {
            anchors,
            ..Places::default()
        }
    }

    /// Where `id` stands; `None` where nothing in the ebook has it.
    pub(super) fn anchor(&self, id: &str) -> Option<&Anchor> {
        self.anchors.get(id)
    }

    /// The link from `chapter`'s file to `anchor`.
    pub(super) fn link(&self, chapter: usize, anchor: &Anchor) -> String {
        if chapter == anchor.chapter {
            return format!("#{}", anchor.id);
        }
        self.link_from_outside(anchor)
    }

    /// The link from a file that is no chapter's.
    pub(super) fn link_from_outside(&self, anchor: &Anchor) -> String {
        let file = self.files.get(anchor.chapter).and_then(Option::as_deref);
        format!("{}#{}", file.unwrap_or_default(), anchor.id)
    }

    /// What an id names.
    pub(super) fn target(&self, id: &str) -> Option<&'a Target> {
        self.targets?.get(id)
    }

    /// "Chapter 3", where the chapter has a number.
    pub(super) fn label(&self, chapter: usize) -> Option<&str> {
        self.labels.get(chapter)?.as_deref()
    }

    /// The chapter's title as one line; may be empty.
    pub(super) fn title(&self, chapter: usize) -> &str {
        self.titles.get(chapter).map_or("", String::as_str)
    }

    /// What the chapter is called in a list: "Chapter 3. Find the Source".
    pub(super) fn name(&self, chapter: usize) -> String {
        match (self.label(chapter), self.title(chapter)) {
            (Some(label), "") => label.to_owned(),
            (Some(label), title) => format!("{label}. {title}"),
            (None, title) => title.to_owned(),
        }
    }
}

/// The chapter's title as one line.
fn title(chapter: &Chapter) -> String {
    one_line(&plain_text(&chapter.title))
}

/// The contents share the file of the reader's menu; the cover's page is made from the cover given,
/// so a chapter of that kind has none.
fn files(chapters: &[Chapter]) -> Vec<Option<String>> {
    let mut names = Names::reserving(&["nav", "cover", "toc", "package", "stylesheet", "narrow"]);
    let mut contents = false;
    let mut files = Vec::with_capacity(chapters.len());
    for chapter in chapters {
        files.push(match chapter.kind {
            ChapterKind::Cover => None,
            ChapterKind::Contents if contents => None,
            ChapterKind::Contents => {
                contents = true;
                Some(NAV.to_owned())
            }
            kind => {
                let stem = names::stem(&chapter.id, kind.name());
                Some(format!("{}.xhtml", names.take(&stem)))
            }
        });
    }
    files
}

/// The first of two equal ids has it.
fn collect<'a>(anchors: &mut BTreeMap<&'a str, Anchor>, taken: &mut Names, chapter: usize, survey: &Survey<'a>) {
    for id in survey.ids.iter().filter(|id| !id.is_empty()) {
        anchors.entry(id).or_insert_with(|| Anchor {
            chapter,
            id: taken.take(&names::xml_id(id)),
        });
    }
}
