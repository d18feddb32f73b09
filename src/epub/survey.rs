//! What a chapter holds that other files of the ebook must know: ids, headings, figures, pictures.

use crate::book::walk::{self, Node, Nodes, Visit};
use crate::book::{Block, BlockKind, Chapter, ContainerKind, Figure, InlineKind, Note, Picture, plain_text};
use crate::limits;
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// The deepest nesting that is written, blocks and inlines together.
pub(super) const DEPTH: usize = 2 * limits::NESTING;

/// What a chapter holds.
#[derive(Debug, Default)]
pub(super) struct Survey<'a> {
    /// Every id, in order.
    pub(super) ids: Vec<&'a str>,
    /// The sections that the contents list.
    pub(super) sections: Vec<Section<'a>>,
    listed: BTreeSet<&'a str>,
    /// The numbered figures.
    pub(super) figures: Vec<NumberedFigure<'a>>,
    /// Every picture.
    pub(super) pictures: Vec<(&'a Picture, Span)>,
    /// For each note, how often it is called.
    pub(super) calls: BTreeMap<usize, Vec<u32>>,
    /// Whether there is math.
    pub(super) math: bool,
    /// Whether something lies deeper than [`DEPTH`].
    pub(super) too_deep: Option<Span>,
}

/// A section that the contents list.
#[derive(Debug)]
pub(super) struct Section<'a> {
    pub(super) id: &'a str,
    pub(super) title: String,
}

/// A numbered figure.
#[derive(Debug)]
pub(super) struct NumberedFigure<'a> {
    pub(super) figure: &'a Figure,
    pub(super) id: Option<&'a str>,
}

/// Surveys a chapter.
pub(super) fn chapter(chapter: &Chapter) -> Survey<'_> {
    let mut survey = Survey::default();
    if !chapter.id.is_empty() {
        survey.ids.push(&chapter.id);
    }
    survey.ids.extend(chapter.attributes.id.as_deref());
    survey.take_down(walk::chapter(chapter));
    survey.list_sections(&chapter.blocks, 0);
    survey
}

/// Surveys blocks that stand for themselves.
pub(super) fn fragment<'a>(blocks: &'a [Block], notes: &'a [Note]) -> Survey<'a> {
    let mut survey = Survey::default();
    survey.take_down(walk::blocks(blocks));
    for note in notes {
        survey.take_down(walk::blocks(&note.blocks));
    }
    survey
}

impl<'a> Survey<'a> {
    fn take_down(&mut self, nodes: Nodes<'a>) {
        // Links do not nest: a note's mark in a link is none, and nothing leads back to it.
        let mut link: Option<usize> = None;
        for Visit { node, depth, .. } in nodes {
            if depth >= DEPTH {
                self.too_deep.get_or_insert(match node {
                    Node::Block(block) => block.span,
                    Node::Inline(inline) => inline.span,
                });
                continue;
            }
            link = link.filter(|&outer| depth > outer);
            self.pictures.extend(walk::picture(node));
            match node {
                Node::Block(block) => self.block(block),
                Node::Inline(inline) => match &inline.kind {
                    InlineKind::Link { .. } | InlineKind::Reference { .. } => {
                        link.get_or_insert(depth);
                    }
                    InlineKind::NoteRef { note, occurrence } if link.is_none() => {
                        self.calls.entry(*note).or_default().push(*occurrence);
                    }
                    InlineKind::Span { attributes, .. } | InlineKind::Element { attributes, .. } => {
                        self.ids.extend(attributes.id.as_deref());
                    }
                    InlineKind::IndexMark(mark) => self.ids.push(&mark.id),
                    InlineKind::Math(_) => self.math = true,
                    _ => {}
                },
            }
        }
    }

    fn block(&mut self, block: &'a Block) {
        self.ids.extend(block.attributes.id.as_deref());
        match &block.kind {
            BlockKind::Figure(figure) if figure.number.is_some() => self.figures.push(NumberedFigure {
                figure,
                id: block.attributes.id.as_deref(),
            }),
            BlockKind::Math { .. } => self.math = true,
            _ => {}
        }
    }

    fn list_sections(&mut self, blocks: &'a [Block], depth: usize) {
        if depth >= DEPTH {
            return;
        }
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { level, content } if *level <= 2 => {
                    let title = one_line(&plain_text(content));
                    if let Some(id) = block.attributes.id.as_deref()
                        && !title.is_empty()
                        && self.listed.insert(id)
                    {
                        self.sections.push(Section { id, title });
                    }
                }
                BlockKind::Container {
                    kind: ContainerKind::Plain | ContainerKind::Only { .. },
                    blocks,
                    ..
                } => self.list_sections(blocks, depth + 1),
                _ => {}
            }
        }
    }
}

/// Text as one line: what a title is where no markup can stand.
pub(super) fn one_line(text: &str) -> String {
    let words: Vec<&str> = text
        .split([' ', '\n', '\t', '\r'])
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// The first paragraph of a caption, as one line.
pub(super) fn caption_line(figure: &Figure) -> String {
    let first = figure.caption.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(content) => Some(one_line(&plain_text(content))),
        _ => None,
    });
    first.unwrap_or_default()
}
