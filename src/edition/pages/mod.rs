//! The pages that every book has and no author writes. Where the author placed one, that place holds.

mod also_by;
mod copyright;

pub use also_by::is_this_book;
pub(super) use also_by::products;

use super::make;
use crate::book::walk::{self, Node};
use crate::book::{BlockKind, Book, Chapter, ChapterKind, EditionFacts, InlineKind, Matter, Metadata};
use crate::language::Language;
use crate::project::Edition;
use std::collections::BTreeSet;

/// Adds the pages that `book` lacks, fills those that the author placed, and takes away placed ones that
/// would stay empty (an index without entries).
pub(super) fn complete(book: &mut Book, edition: &Edition, words: &Language) {
    let mut survey = PageNeeds::of(book);
    book.chapters.retain(|chapter| {
        !chapter.blocks.is_empty()
            || match chapter.kind {
                ChapterKind::Index => survey.index_marks,
                ChapterKind::AlsoBy => survey.products,
                ChapterKind::ListOfFigures => survey.captions,
                ChapterKind::Notes => edition.endnotes,
                _ => true,
            }
    });
    let wanted = [
        (ChapterKind::HalfTitle, edition.trim().is_some()),
        (ChapterKind::TitlePage, true),
        (ChapterKind::Copyright, true),
        (ChapterKind::Contents, true),
        (ChapterKind::Index, survey.index_marks && edition.sample().is_none()),
        (ChapterKind::AlsoBy, survey.products),
    ];
    for (kind, wanted) in wanted {
        if wanted && !book.chapters.iter().any(|chapter| chapter.kind == kind) {
            let page = survey.page(kind);
            let place = place(&book.chapters, kind);
            book.chapters.insert(place, page);
        }
    }
    for chapter in &mut book.chapters {
        mark(chapter, &book.edition);
        fill(chapter, (&book.metadata, &book.edition), edition, words);
    }
}

/// What decides which pages there are.
struct PageNeeds {
    index_marks: bool,
    captions: bool,
    products: bool,
    ids: Ids,
}

impl PageNeeds {
    fn of(book: &Book) -> PageNeeds {
        let mut survey = PageNeeds {
            index_marks: false,
            captions: false,
            products: !book.edition.products.is_empty(),
            ids: Ids::default(),
        };
        for chapter in &book.chapters {
            survey.ids.0.insert(chapter.id.clone());
            walk::chapter(chapter).for_each(|visit| survey.see(visit.node));
        }
        survey
    }

    fn see(&mut self, node: Node<'_>) {
        match node {
            Node::Block(block) => {
                if let BlockKind::Figure(figure) = &block.kind {
                    self.captions |= !figure.caption.is_empty();
                }
            }
            Node::Inline(inline) => {
                self.index_marks |= matches!(inline.kind, InlineKind::IndexMark(_));
            }
        }
        self.ids.see(node);
    }

    /// A page of a kind, still empty, with an id that nothing else has.
    fn page(&mut self, kind: ChapterKind) -> Chapter {
        let id = self.ids.unused(kind.name());
        let matter = kind.matter();
        Chapter {
            id,
            kind,
            matter,
            in_contents: matter == Matter::Back,
            ..Chapter::default()
        }
    }
}

/// Every id of a book.
#[derive(Default)]
pub(super) struct Ids(BTreeSet<String>);

impl Ids {
    pub(super) fn of(book: &Book) -> Ids {
        let mut ids = Ids::default();
        for chapter in &book.chapters {
            ids.0.insert(chapter.id.clone());
            walk::chapter(chapter).for_each(|visit| ids.see(visit.node));
        }
        ids
    }

    fn see(&mut self, node: Node<'_>) {
        let id = match node {
            Node::Block(block) => block.attributes.id.as_ref(),
            Node::Inline(inline) => match &inline.kind {
                InlineKind::IndexMark(mark) => Some(&mark.id),
                InlineKind::Span { attributes, .. } | InlineKind::Element { attributes, .. } => attributes.id.as_ref(),
                _ => None,
            },
        };
        self.0.extend(id.cloned());
    }

    /// An id that nothing else has: the name, or the name with a number.
    pub(super) fn unused(&mut self, name: &str) -> String {
        let mut id = name.to_owned();
        let mut number = 1;
        while !self.0.insert(id.clone()) {
            number += 1;
            id = format!("{name}-{number}");
        }
        id
    }
}

/// Where among the chapters a page belongs: before the first that stands later in a book of every kind.
fn place(chapters: &[Chapter], kind: ChapterKind) -> usize {
    if kind.matter() == Matter::Front {
        return front_place(chapters, kind);
    }
    let later = chapters.iter().position(|c| c.matter == Matter::Back && c.kind > kind);
    later.unwrap_or(chapters.len())
}

/// In the front matter, a page also stands after a title page that the author put further back.
fn front_place(chapters: &[Chapter], kind: ChapterKind) -> usize {
    let later = chapters.iter().position(|c| c.matter != Matter::Front || c.kind > kind);
    let after_title = chapters
        .iter()
        .position(|c| c.kind == ChapterKind::TitlePage && c.matter == Matter::Front)
        .filter(|_| kind > ChapterKind::TitlePage)
        .map_or(0, |title_page| title_page + 1);
    later.unwrap_or(chapters.len()).max(after_title)
}

/// Says on a title page of the author's own that the book is an advance copy or a sample; the page made here says it
/// by itself.
fn mark(chapter: &mut Chapter, facts: &EditionFacts) {
    let own = chapter.kind == ChapterKind::TitlePage && !chapter.blocks.is_empty();
    if let Some(marking) = facts.marking.as_ref().filter(|_| own) {
        let line = vec![make::text(marking.as_str())];
        chapter.blocks.push(make::paragraph("marking", line));
    }
}

/// Gives a page its title and, where the author wrote none, its text.
fn fill(chapter: &mut Chapter, (metadata, facts): (&Metadata, &EditionFacts), edition: &Edition, words: &Language) {
    let title = match chapter.kind {
        ChapterKind::Contents => words.headings.contents.to_owned(),
        ChapterKind::ListOfFigures => words.headings.figures.to_owned(),
        ChapterKind::Index => words.headings.index.to_owned(),
        ChapterKind::AlsoBy => also_by::title(metadata, words),
        ChapterKind::HalfTitle | ChapterKind::TitlePage | ChapterKind::Copyright => String::new(),
        _ => return,
    };
    chapter.numbered = false;
    if chapter.title.is_empty() && !title.is_empty() {
        chapter.title.push(make::text(title));
    }
    if chapter.blocks.is_empty() {
        match chapter.kind {
            ChapterKind::Copyright => {
                chapter.blocks = copyright::blocks(metadata, facts, edition, words);
            }
            ChapterKind::AlsoBy => chapter.blocks = also_by::blocks(metadata, &facts.products, words),
            _ => {}
        }
        chapter.in_contents &= chapter.kind.is_listed();
    }
}
