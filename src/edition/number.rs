//! Numbers, and what every id of the edition names.

use crate::book::walk::{self, NodeMut};
use crate::book::{
    Attributes, Block, BlockKind, Book, Chapter, ChapterKind, ContainerKind, InlineKind, Matter, Target, TargetKind,
    plain_text,
};
use crate::language::Language;
use crate::span::Span;
use std::collections::BTreeMap;

/// Numbers parts, chapters, appendices, captioned figures and tables and exercises, each through the
/// whole book, and fills [`Book::targets`].
///
/// An exercise's number stands among its attributes, as `number`.
pub(super) fn number(book: &mut Book, words: &Language) {
    let mut counts = Counts::default();
    let mut targets = BTreeMap::new();
    for (index, chapter) in book.chapters.iter_mut().enumerate() {
        counts.chapter(chapter);
        let target = Target {
            chapter: index,
            kind: TargetKind::Chapter,
            label: chapter_label(chapter, words),
            title: plain_text(&chapter.title),
            span: chapter.span,
        };
        let ids = std::iter::once(&chapter.id).chain(&chapter.attributes.id);
        for id in ids.filter(|id| !id.is_empty()) {
            insert(&mut targets, id, target.clone());
        }
        walk::nodes_mut(walk::chapter_mut(chapter), |mut node| {
            counts.node(&mut node);
            if let Some((id, kind, label, title, span)) = described(&node, words) {
                let target = Target {
                    chapter: index,
                    kind,
                    label,
                    title,
                    span: (!span.is_generated()).then_some(span),
                };
                insert(&mut targets, id, target);
            }
        });
    }
    book.targets = targets;
}

/// The first that bears an id is the one it names.
fn insert(targets: &mut BTreeMap<String, Target>, id: &str, target: Target) {
    if !targets.contains_key(id) {
        targets.insert(id.to_owned(), target);
    }
}

#[derive(Default)]
struct Counts {
    parts: u32,
    numbered_parts: u32,
    chapters: u32,
    appendices: u32,
    figures: u32,
    tables: u32,
    exercises: u32,
}

impl Counts {
    fn chapter(&mut self, chapter: &mut Chapter) {
        if chapter.kind == ChapterKind::Part {
            self.parts += 1;
        }
        if chapter.part.is_some() || chapter.kind == ChapterKind::Part {
            chapter.part = (self.parts > 0).then_some(self.parts);
        }
        chapter.number = if chapter.numbered {
            match (chapter.kind, chapter.matter) {
                (ChapterKind::Part, _) => Some(next(&mut self.numbered_parts)),
                (ChapterKind::Appendix, _) => Some(next(&mut self.appendices)),
                (_, Matter::Body) => Some(next(&mut self.chapters)),
                _ => None,
            }
        } else {
            None
        };
    }

    fn node(&mut self, node: &mut NodeMut<'_>) {
        let NodeMut::Block(block) = node else { return };
        match &mut block.kind {
            BlockKind::Figure(figure) => {
                let captioned = !figure.caption.is_empty();
                figure.number = captioned.then(|| next(&mut self.figures));
            }
            BlockKind::Table(table) => {
                let captioned = !table.caption.is_empty();
                table.number = captioned.then(|| next(&mut self.tables));
            }
            BlockKind::Container {
                kind: ContainerKind::Exercise,
                ..
            } => {
                let pairs = &mut block.attributes.pairs;
                pairs.retain(|(key, _)| key != "number");
                pairs.push(("number".into(), next(&mut self.exercises).to_string()));
            }
            _ => {}
        }
    }
}

fn next(count: &mut u32) -> u32 {
    *count += 1;
    *count
}

fn chapter_label(chapter: &Chapter, words: &Language) -> String {
    let label = chapter.number.map(|number| words.chapter_label(chapter.kind, number));
    label.unwrap_or_default()
}

type Description<'a> = (&'a str, TargetKind, String, String, Span);

/// Id, kind, label, title and place of a node that has an id.
fn described<'a>(node: &'a NodeMut<'_>, words: &Language) -> Option<Description<'a>> {
    match node {
        NodeMut::Block(block) => {
            let id = id(&block.attributes)?;
            let (kind, label, title) = block_target(block, words);
            Some((id, kind, label, title, block.span))
        }
        NodeMut::Inline(inline) => match &inline.kind {
            InlineKind::Span { attributes, content }
            | InlineKind::Element {
                attributes, content, ..
            } => {
                let title = plain_text(content);
                let id = id(attributes)?;
                Some((id, TargetKind::Inline, String::new(), title, inline.span))
            }
            _ => None,
        },
    }
}

fn id(attributes: &Attributes) -> Option<&str> {
    attributes.id.as_deref().filter(|id| !id.is_empty())
}

fn block_target(block: &Block, words: &Language) -> (TargetKind, String, String) {
    let label = |word: &str, number: Option<u32>| match number {
        Some(number) => format!("{word} {number}"),
        None => String::new(),
    };
    match &block.kind {
        BlockKind::Heading { content, .. } => (TargetKind::Section, String::new(), plain_text(content)),
        BlockKind::Figure(figure) => (
            TargetKind::Figure,
            label(words.labels.figure, figure.number),
            caption_text(&figure.caption),
        ),
        BlockKind::Table(table) => (
            TargetKind::Table,
            label(words.labels.table, table.number),
            plain_text(&table.caption),
        ),
        BlockKind::Container { kind, title, .. } => {
            let title = plain_text(title);
            if *kind == ContainerKind::Exercise {
                let number = block.attributes.get("number").and_then(|n| n.parse().ok());
                (TargetKind::Exercise, label(words.labels.exercise, number), title)
            } else {
                (TargetKind::Block, String::new(), title)
            }
        }
        _ => (TargetKind::Block, String::new(), String::new()),
    }
}

/// The text of a caption's paragraphs.
fn caption_text(caption: &[Block]) -> String {
    let paragraphs = caption.iter().filter_map(|block| match &block.kind {
        BlockKind::Paragraph(content) => Some(plain_text(content)),
        _ => None,
    });
    paragraphs.collect::<Vec<_>>().join(" ")
}
