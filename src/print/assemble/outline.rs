//! The outline of a digital PDF: parts, chapters, sections.

use crate::book::{Block, BlockKind, Book, Chapter, ChapterKind, Matter, plain_text};
use crate::print::page::{OutlineEntry, Place};
use std::collections::BTreeMap;

/// The outline of a book whose ids stand at `anchors`.
pub(super) fn outline(book: &Book, anchors: &BTreeMap<String, Place>) -> Vec<OutlineEntry> {
    let mut out: Vec<OutlineEntry> = Vec::new();
    let mut in_part = false;
    for chapter in &book.chapters {
        let Some(entry) = chapter_entry(chapter, anchors) else {
            continue;
        };
        let part = chapter.kind == ChapterKind::Part;
        let under = in_part && !part && chapter.matter == Matter::Body && chapter.part.is_some();
        match out.last_mut() {
            Some(last) if under => last.children.push(entry),
            _ => {
                in_part = part;
                out.push(entry);
            }
        }
    }
    out
}

fn chapter_entry(chapter: &Chapter, anchors: &BTreeMap<String, Place>) -> Option<OutlineEntry> {
    let place = *anchors.get(&chapter.id)?;
    let title = plain_text(&chapter.title);
    let listed = chapter.in_contents || chapter.kind == ChapterKind::Contents;
    if title.is_empty() || !listed {
        return None;
    }
    let title = match (chapter.kind, chapter.number) {
        (ChapterKind::Chapter, Some(number)) => format!("{number}. {title}"),
        (ChapterKind::Part, Some(number)) => {
            format!("{}. {title}", crate::book::roman(number))
        }
        _ => title,
    };
    Some(OutlineEntry {
        title,
        place,
        children: sections(&chapter.blocks, anchors),
    })
}

/// Sections of the second level, those of the third under them.
fn sections(blocks: &[Block], anchors: &BTreeMap<String, Place>) -> Vec<OutlineEntry> {
    let mut out: Vec<OutlineEntry> = Vec::new();
    for block in blocks {
        let BlockKind::Heading { level, content } = &block.kind else {
            continue;
        };
        let place = block.attributes.id.as_ref().and_then(|id| anchors.get(id));
        let (Some(&place), true) = (place, *level <= 3) else {
            continue;
        };
        let entry = OutlineEntry {
            title: plain_text(content),
            place,
            children: Vec::new(),
        };
        match out.last_mut() {
            Some(last) if *level == 3 => last.children.push(entry),
            _ => out.push(entry),
        }
    }
    out
}
