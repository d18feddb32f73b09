//! Notes at the end of the book instead of where they are called.

use super::make;
use super::pages::Ids;
use crate::book::walk::{self, NodeMut};
use crate::book::{
    Block, BlockKind, Book, Chapter, ChapterKind, InlineKind, List, ListItem, Matter, Note, NoteOrigin, ReferenceForm,
};
use crate::language::Language;
use crate::span::Span;

/// Moves every note of the book to its chapter of notes, and lets the marks follow.
pub(super) fn gather(book: &mut Book, words: &Language) {
    let mut gathered: Vec<Note> = Vec::new();
    for chapter in &mut book.chapters {
        let first = gathered.len();
        walk::nodes_mut(walk::chapter_mut(chapter), |node| {
            if let NodeMut::Inline(inline) = node
                && let InlineKind::NoteRef { note, .. } = &mut inline.kind
            {
                *note += first;
            }
        });
        let notes = std::mem::take(&mut chapter.notes).into_iter().zip(1..);
        gathered.extend(notes.map(|(mut note, number)| {
            note.origin = Some(NoteOrigin {
                chapter: chapter.id.clone(),
                number,
            });
            note
        }));
    }
    let is_place = |c: &Chapter| c.kind == ChapterKind::Notes && c.blocks.is_empty();
    if gathered.is_empty() {
        book.chapters.retain(|chapter| !is_place(chapter));
        return;
    }
    let at = book.chapters.iter().position(is_place);
    let at = at.unwrap_or_else(|| insert_page(book));
    let Some(page) = book.chapters.get_mut(at) else {
        return;
    };
    if page.title.is_empty() {
        page.title.push(make::text(words.headings.notes));
    }
    page.numbered = false;
    page.notes = gathered;
}

fn insert_page(book: &mut Book) -> usize {
    let behind = |c: &Chapter| c.matter == Matter::Back && c.kind > ChapterKind::Notes;
    let at = book.chapters.iter().position(behind);
    let at = at.unwrap_or(book.chapters.len());
    let page = Chapter {
        id: Ids::of(book).unused(ChapterKind::Notes.name()),
        kind: ChapterKind::Notes,
        matter: Matter::Back,
        in_contents: true,
        ..Chapter::default()
    };
    book.chapters.insert(at, page);
    at
}

/// Writes the notes out for pages: under the name of each chapter a list, and marks that refer to its items.
pub(super) fn set_out(book: &mut Book) {
    let Some(at) = book.chapters.iter().position(has_endnotes) else {
        return;
    };
    let mut ids = Ids::of(book);
    let notes = std::mem::take(&mut book.chapters[at].notes);
    let places: Vec<(String, u32)> = notes
        .iter()
        .map(|note| {
            let own = note.blocks.first().and_then(|b| b.attributes.id.clone());
            let id = own.unwrap_or_else(|| ids.unused("endnote"));
            (id, note.number(0))
        })
        .collect();
    let mut blocks: Vec<Block> = Vec::new();
    for (note, (id, number)) in notes.into_iter().zip(&places) {
        if *number == 1 {
            blocks.extend(group(book, &note));
        }
        let mut item = note.blocks;
        if item.is_empty() {
            item.push(make::paragraph("", Vec::new()));
        }
        item[0].attributes.id = Some(id.clone());
        let last = blocks.last_mut().map(|block| &mut block.kind);
        if let Some(BlockKind::List(list)) = last {
            list.items.push(ListItem {
                task: None,
                blocks: item,
                span: note.span.unwrap_or(Span::GENERATED),
            });
        }
    }
    book.chapters[at].blocks = blocks;
    for chapter in &mut book.chapters {
        walk::nodes_mut(walk::chapter_mut(chapter), |node| {
            if let NodeMut::Inline(inline) = node
                && let InlineKind::NoteRef { note, .. } = inline.kind
                && let Some((id, number)) = places.get(note)
            {
                let reference = make::inline(InlineKind::Reference {
                    target: id.clone(),
                    form: ReferenceForm::NoPage,
                    content: vec![make::text(number.to_string())],
                });
                inline.kind = InlineKind::Superscript(vec![reference]);
            }
        });
    }
}

/// The heading of a chapter's notes, and the list that they go into.
fn group(book: &Book, note: &Note) -> Vec<Block> {
    let origin = note.origin.as_ref();
    let target = origin.and_then(|origin| book.targets.get(&origin.chapter));
    let name = target.map(|target| match (target.label.as_str(), target.title.as_str()) {
        ("", title) => title.to_owned(),
        (label, "") => label.to_owned(),
        (label, title) => format!("{label}. {title}"),
    });
    let heading = name.filter(|name| !name.is_empty()).map(|name| {
        let content = vec![make::text(name)];
        make::block("", BlockKind::Heading { level: 2, content })
    });
    let list = BlockKind::List(List {
        start: Some(1),
        tight: true,
        items: Vec::new(),
    });
    heading.into_iter().chain([make::block("", list)]).collect()
}

fn has_endnotes(chapter: &Chapter) -> bool {
    chapter.notes.iter().any(|note| note.origin.is_some())
}
