//! Walks over a chapter in reading order, with a stack of their own: no nesting exhausts the
//! machine's.
//!
//! A table's caption comes before its cells, a note's text after everything that could mark it.

use crate::book::{Block, BlockKind, Chapter, ContainerKind, Inline, InlineKind};

/// What kind of text a list of nodes is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Running text.
    Text,
    /// The title of a chapter, a section or a container.
    Title,
    /// A caption of a figure or a table.
    Caption,
    /// A cell of a table.
    Cell,
    /// The text of a note.
    Note,
    /// A pull quote: the text says it once more.
    Repeated,
}

impl Place {
    /// The place of something of kind `inner` that stands here.
    fn with(self, inner: Place) -> Place {
        match (self, inner) {
            (_, Place::Title) => Place::Title,
            (Place::Text, inner) => inner,
            (outer, _) => outer,
        }
    }
}

/// A list of siblings.
pub(super) enum Siblings<'a> {
    /// Blocks.
    Blocks(&'a mut Vec<Block>),
    /// Inlines.
    Inlines(&'a mut Vec<Inline>),
}

/// Siblings with their place.
pub(super) struct List<'a> {
    siblings: Siblings<'a>,
    place: Place,
}

impl<'a> List<'a> {
    /// A list of blocks.
    pub(super) fn blocks(blocks: &'a mut Vec<Block>, place: Place) -> List<'a> {
        List {
            siblings: Siblings::Blocks(blocks),
            place,
        }
    }

    /// A list of inlines.
    pub(super) fn inlines(inlines: &'a mut Vec<Inline>, place: Place) -> List<'a> {
        List {
            siblings: Siblings::Inlines(inlines),
            place,
        }
    }
}

/// A block or an inline.
pub(super) enum Node<'a> {
    /// A block.
    Block(&'a mut Block),
    /// An inline.
    Inline(&'a mut Inline),
}

/// Everything that a chapter holds.
pub(super) fn chapter(chapter: &mut Chapter) -> Vec<List<'_>> {
    let mut lists = vec![
        List::inlines(&mut chapter.title, Place::Title),
        List::inlines(&mut chapter.subtitle, Place::Title),
        List::blocks(&mut chapter.blocks, Place::Text),
    ];
    let notes = chapter.notes.iter_mut();
    lists.extend(notes.map(|note| List::blocks(&mut note.blocks, Place::Note)));
    lists
}

/// Calls `visit` with each list before the lists inside it; `visit` may change the list.
pub(super) fn lists<'a>(roots: Vec<List<'a>>, mut visit: impl FnMut(&mut Siblings<'a>, Place)) {
    let mut stack = roots;
    stack.reverse();
    while let Some(mut list) = stack.pop() {
        visit(&mut list.siblings, list.place);
        let mark = stack.len();
        match list.siblings {
            Siblings::Blocks(blocks) => {
                for block in blocks {
                    inside_block(block, list.place, &mut stack);
                }
            }
            Siblings::Inlines(inlines) => {
                for inline in inlines {
                    inside_inline(inline, list.place, &mut stack);
                }
            }
        }
        stack[mark..].reverse();
    }
}

/// Calls `visit` with each node before what is inside it.
pub(super) fn nodes(roots: Vec<List<'_>>, mut visit: impl FnMut(Node<'_>)) {
    enum Step<'a> {
        List(List<'a>),
        Block(&'a mut Block, Place),
        Inline(&'a mut Inline, Place),
    }
    let mut stack: Vec<Step> = roots.into_iter().rev().map(Step::List).collect();
    let mut inner = Vec::new();
    while let Some(step) = stack.pop() {
        match step {
            Step::List(List { siblings, place }) => match siblings {
                Siblings::Blocks(blocks) => {
                    stack.extend(blocks.iter_mut().rev().map(|b| Step::Block(b, place)));
                }
                Siblings::Inlines(inlines) => {
                    stack.extend(inlines.iter_mut().rev().map(|i| Step::Inline(i, place)));
                }
            },
            Step::Block(block, place) => {
                visit(Node::Block(block));
                inside_block(block, place, &mut inner);
            }
            Step::Inline(inline, place) => {
                visit(Node::Inline(inline));
                inside_inline(inline, place, &mut inner);
            }
        }
        stack.extend(inner.drain(..).rev().map(Step::List));
    }
}

fn inside_block<'a>(block: &'a mut Block, place: Place, out: &mut Vec<List<'a>>) {
    match &mut block.kind {
        BlockKind::Paragraph(content) => out.push(List::inlines(content, place)),
        BlockKind::Heading { content, .. } => out.push(List::inlines(content, Place::Title)),
        BlockKind::Quote(blocks) => out.push(List::blocks(blocks, place)),
        BlockKind::List(list) => {
            let items = list.items.iter_mut();
            out.extend(items.map(|item| List::blocks(&mut item.blocks, place)));
        }
        BlockKind::Definitions(definitions) => {
            for definition in definitions {
                let terms = definition.terms.iter_mut();
                out.extend(terms.map(|term| List::inlines(term, place)));
                let details = definition.details.iter_mut();
                out.extend(details.map(|blocks| List::blocks(blocks, place)));
            }
        }
        BlockKind::Table(table) => {
            let caption = place.with(Place::Caption);
            out.push(List::inlines(&mut table.caption, caption));
            let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
            let cell = place.with(Place::Cell);
            out.extend(cells.map(|c| List::inlines(&mut c.content, cell)));
        }
        BlockKind::Figure(figure) => {
            let caption = place.with(Place::Caption);
            out.push(List::blocks(&mut figure.caption, caption));
        }
        BlockKind::Container { kind, title, blocks } => {
            let place = match kind {
                ContainerKind::PullQuote => place.with(Place::Repeated),
                _ => place,
            };
            out.push(List::inlines(title, Place::Title));
            out.push(List::blocks(blocks, place));
        }
        BlockKind::Code { .. } | BlockKind::SceneBreak | BlockKind::Math { .. } | BlockKind::PageBreak => {}
    }
}

fn inside_inline<'a>(inline: &'a mut Inline, place: Place, out: &mut Vec<List<'a>>) {
    if let Some(content) = content_mut(&mut inline.kind) {
        out.push(List::inlines(content, place));
    }
}

/// The inlines inside an inline.
pub(super) fn content_mut(kind: &mut InlineKind) -> Option<&mut Vec<Inline>> {
    match kind {
        InlineKind::Emphasis(content)
        | InlineKind::Strong(content)
        | InlineKind::Strikethrough(content)
        | InlineKind::Superscript(content)
        | InlineKind::Subscript(content)
        | InlineKind::SmallCaps(content)
        | InlineKind::Link { content, .. }
        | InlineKind::Reference { content, .. }
        | InlineKind::Span { content, .. }
        | InlineKind::Element { content, .. } => Some(content),
        InlineKind::Text(_)
        | InlineKind::Code(_)
        | InlineKind::Math(_)
        | InlineKind::SoftBreak
        | InlineKind::HardBreak
        | InlineKind::Image(_)
        | InlineKind::NoteRef { .. }
        | InlineKind::IndexMark(_) => None,
    }
}
