//! A sample: how the book begins, and a page that invites to buy the rest.

use super::make;
use super::pages::Ids;
use crate::book::walk::{self, Node, TextKind};
use crate::book::{Block, BlockKind, Book, Chapter, ChapterKind, Matter, Metadata, plain_text};
use crate::language::{Language, fill};
use crate::project::{Sample, SampleLength};

/// Leaves out what the sample does not hold: of the text all but its beginning, and of the back matter what is about
/// the whole.
pub(super) fn cut(book: &mut Book, length: SampleLength) {
    let mut left = length;
    book.chapters.retain_mut(|chapter| match chapter.matter {
        Matter::Front => true,
        Matter::Body => holds(chapter, &mut left),
        Matter::Back => matches!(chapter.kind, ChapterKind::AboutAuthor | ChapterKind::AlsoBy),
    });
    // A part of which nothing is left has no page.
    let parts: Vec<_> = book
        .chapters
        .iter()
        .filter(|chapter| chapter.kind != ChapterKind::Part)
        .filter_map(|chapter| chapter.part)
        .collect();
    book.chapters
        .retain(|chapter| chapter.kind != ChapterKind::Part || chapter.part.is_some_and(|part| parts.contains(&part)));
}

/// Whether there is room for some of a chapter, and takes the rest of it away.
fn holds(chapter: &mut Chapter, left: &mut SampleLength) -> bool {
    if chapter.kind == ChapterKind::Part {
        return true;
    }
    match left {
        SampleLength::Chapters(0) | SampleLength::Words(0) => false,
        SampleLength::Chapters(count) => {
            *count -= 1;
            true
        }
        SampleLength::Words(count) => {
            let held = chapter.blocks.iter().take_while(|block| {
                let room = *count > 0;
                *count = count.saturating_sub(words_of(block));
                room
            });
            let held = held.count();
            chapter.blocks.truncate(held);
            // A heading says nothing without its text.
            while let Some(Block {
                kind: BlockKind::Heading { .. },
                ..
            }) = chapter.blocks.last()
            {
                chapter.blocks.pop();
            }
            true
        }
    }
}

/// The words of running text and of code.
fn words_of(block: &Block) -> u32 {
    let mut count = 0;
    for visit in walk::blocks(std::slice::from_ref(block)) {
        let Node::Block(block) = visit.node else { continue };
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } if visit.text != TextKind::Caption => {
                count += plain_text(content).split_whitespace().count();
            }
            BlockKind::Code { text, .. } => count += text.split_whitespace().count(),
            _ => {}
        }
    }
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Adds the page that invites to buy, after the text.
pub(super) fn invite(book: &mut Book, sample: &Sample, words: &Language) {
    let after = |chapter: &Chapter| chapter.matter == Matter::Back;
    let at = book.chapters.iter().position(after);
    let at = at.unwrap_or(book.chapters.len());
    let id = Ids::of(book).unused("read-on");
    let blocks = invitation(&book.metadata, sample.buy.as_deref(), words);
    let page = Chapter {
        id,
        kind: ChapterKind::AlsoBy,
        matter: Matter::Back,
        in_contents: true,
        title: vec![make::text(words.added.read_on)],
        blocks,
        ..Chapter::default()
    };
    book.chapters.insert(at, page);
}

fn invitation(metadata: &Metadata, buy: Option<&str>, words: &Language) -> Vec<Block> {
    let line = fill(words.added.sample_ends, &metadata.title);
    let mut blocks = vec![make::paragraph("", vec![make::text(line)])];
    if buy.is_some() {
        let line = vec![make::text(words.added.whole_book)];
        blocks.push(make::with_address(line, buy));
    }
    vec![make::container("read-on", blocks)]
}
