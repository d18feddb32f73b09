//! What a chapter holds that other files of the ebook must know: ids, headings, figures, pictures.

use crate::book::{Block, BlockKind, Chapter, ContainerKind, Figure, Inline, InlineKind, Note, Picture, plain_text};
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
    survey.inlines(&chapter.title, 0);
    survey.inlines(&chapter.subtitle, 0);
    survey.blocks(&chapter.blocks, 0);
    survey.notes(&chapter.notes);
    survey.list_sections(&chapter.blocks, 0);
    survey
}

/// Surveys blocks that stand for themselves.
pub(super) fn fragment<'a>(blocks: &'a [Block], notes: &'a [Note]) -> Survey<'a> {
    let mut survey = Survey::default();
    survey.blocks(blocks, 0);
    survey.notes(notes);
    survey
}

impl<'a> Survey<'a> {
    fn notes(&mut self, notes: &'a [Note]) {
        for note in notes {
            self.blocks(&note.blocks, 0);
        }
    }

    fn blocks(&mut self, blocks: &'a [Block], depth: usize) {
        for block in blocks {
            self.block(block, depth);
        }
    }

    fn block(&mut self, block: &'a Block, depth: usize) {
        if depth >= DEPTH {
            self.too_deep.get_or_insert(block.span);
            return;
        }
        let depth = depth + 1;
        self.ids.extend(block.attributes.id.as_deref());
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
                self.inlines(content, depth);
            }
            BlockKind::Quote(blocks) => self.blocks(blocks, depth),
            BlockKind::List(list) => {
                for item in &list.items {
                    self.blocks(&item.blocks, depth);
                }
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    for term in &definition.terms {
                        self.inlines(term, depth);
                    }
                    for detail in &definition.details {
                        self.blocks(detail, depth);
                    }
                }
            }
            BlockKind::Table(table) => {
                self.inlines(&table.caption, depth);
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    self.inlines(&cell.content, depth);
                }
            }
            BlockKind::Figure(figure) => {
                self.pictures.push((&figure.picture, block.span));
                if figure.number.is_some() {
                    self.figures.push(NumberedFigure {
                        figure,
                        id: block.attributes.id.as_deref(),
                    });
                }
                self.blocks(&figure.caption, depth);
            }
            BlockKind::Container { title, blocks, .. } => {
                self.inlines(title, depth);
                self.blocks(blocks, depth);
            }
            BlockKind::Math { .. } => self.math = true,
            BlockKind::Code { .. } | BlockKind::SceneBreak | BlockKind::PageBreak => {}
        }
    }

    fn inlines(&mut self, inlines: &'a [Inline], depth: usize) {
        for inline in inlines {
            self.inline(inline, depth);
        }
    }

    fn inline(&mut self, inline: &'a Inline, depth: usize) {
        if depth >= DEPTH {
            self.too_deep.get_or_insert(inline.span);
            return;
        }
        let depth = depth + 1;
        match &inline.kind {
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Superscript(content)
            | InlineKind::Subscript(content)
            | InlineKind::SmallCaps(content) => self.inlines(content, depth),
            InlineKind::Link { content, .. } | InlineKind::Reference { content, .. } => {
                // Links do not nest: a note's mark in a link is none, and nothing leads back to it.
                let calls = std::mem::take(&mut self.calls);
                self.inlines(content, depth);
                self.calls = calls;
            }
            InlineKind::Span { attributes, content }
            | InlineKind::Element {
                attributes, content, ..
            } => {
                self.ids.extend(attributes.id.as_deref());
                self.inlines(content, depth);
            }
            InlineKind::Image(picture) => self.pictures.push((picture, inline.span)),
            InlineKind::NoteRef { note, occurrence } => {
                self.calls.entry(*note).or_default().push(*occurrence);
            }
            InlineKind::IndexMark(mark) => self.ids.push(&mark.id),
            InlineKind::Math(_) => self.math = true,
            InlineKind::Text(_) | InlineKind::Code(_) | InlineKind::SoftBreak | InlineKind::HardBreak => {}
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
