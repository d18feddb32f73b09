//! The shape of the tree and the walks over it.
//!
//! What holds what is said here once, for those who read and for those who change: a new kind of block or inline is an
//! entry in `shape!`, and every walk knows it. Walks keep a stack of their own, so no nesting exhausts the machine's.
//! They go in reading order; a table's caption comes before its cells, and a chapter's notes after everything that could
//! mark them.

use super::{Block, BlockKind, Book, Chapter, ContainerKind, Inline, InlineKind, Picture};
use crate::span::Span;
use std::slice::{Iter, IterMut};

/// What kind of text siblings are part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// Running text.
    Running,
    /// The title of a chapter, a section or a container.
    Title,
    /// A caption of a figure or a table.
    Caption,
    /// A cell of a table.
    Cell,
    /// The text of a note.
    Note,
    /// A pull quote, which repeats a sentence of the running text.
    Repeated,
}

impl TextKind {
    /// The kind of text of kind `inner` that stands in text of this kind: a title is one everywhere, a table in a note
    /// is part of the note.
    fn holding(self, inner: TextKind) -> TextKind {
        match (self, inner) {
            (_, TextKind::Title) => TextKind::Title,
            (TextKind::Running, inner) => inner,
            (outer, _) => outer,
        }
    }
}

/// Blocks or inlines that follow one another under one parent.
#[derive(Debug)]
pub enum Siblings<B, I> {
    /// Blocks.
    Blocks(B),
    /// Inlines.
    Inlines(I),
}

/// Siblings that are read.
type Read<'a> = Siblings<Iter<'a, Block>, Iter<'a, Inline>>;

/// Siblings that may be changed, and taken away or added to.
pub type SiblingsMut<'a> = Siblings<&'a mut Vec<Block>, &'a mut Vec<Inline>>;

/// Where a walk that changes the tree starts: siblings with the kind of their text.
#[derive(Debug)]
pub struct Root<'a> {
    siblings: SiblingsMut<'a>,
    text: TextKind,
}

impl<'a> Root<'a> {
    /// From blocks.
    pub fn blocks(blocks: &'a mut Vec<Block>, text: TextKind) -> Root<'a> {
        let siblings = Siblings::Blocks(blocks);
        Root { siblings, text }
    }

    /// From inlines.
    pub fn inlines(inlines: &'a mut Vec<Inline>, text: TextKind) -> Root<'a> {
        let siblings = Siblings::Inlines(inlines);
        Root { siblings, text }
    }
}

/// A block or an inline, read.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    /// A block.
    Block(&'a Block),
    /// An inline.
    Inline(&'a Inline),
}

/// A block or an inline, to be changed.
#[derive(Debug)]
pub enum NodeMut<'a> {
    /// A block.
    Block(&'a mut Block),
    /// An inline.
    Inline(&'a mut Inline),
}

/// Writes the shape of the tree as functions that lend it out, mutably with `mut`: `$content` of an inline, `$chapter`
/// and `$block` for what those hold. The last two hand each list of siblings, in reading order, to `$each`.
macro_rules! shape {
    ($content:ident -> $Inlines:ty, $chapter:ident, $block:ident, $iter:ident $(, $mutable:ident)?) => {
        impl InlineKind {
            /// The inlines that it holds; `None` for a kind that holds none.
            pub fn $content(& $($mutable)? self) -> Option<& $($mutable)? $Inlines> {
                match self {
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
        }

        fn $chapter<'a>(
            chapter: &'a $($mutable)? Chapter,
            mut each: impl FnMut(Siblings<&'a $($mutable)? Vec<Block>, &'a $($mutable)? Vec<Inline>>, TextKind),
        ) {
            each(Siblings::Inlines(& $($mutable)? chapter.title), TextKind::Title);
            each(Siblings::Inlines(& $($mutable)? chapter.subtitle), TextKind::Title);
            each(Siblings::Blocks(& $($mutable)? chapter.blocks), TextKind::Running);
            for note in chapter.notes.$iter() {
                each(Siblings::Blocks(& $($mutable)? note.blocks), TextKind::Note);
            }
        }

        fn $block<'a>(
            block: &'a $($mutable)? Block,
            text: TextKind,
            mut each: impl FnMut(Siblings<&'a $($mutable)? Vec<Block>, &'a $($mutable)? Vec<Inline>>, TextKind),
        ) {
            match & $($mutable)? block.kind {
                BlockKind::Paragraph(content) => each(Siblings::Inlines(content), text),
                BlockKind::Heading { content, .. } => each(Siblings::Inlines(content), TextKind::Title),
                BlockKind::Quote(blocks) => each(Siblings::Blocks(blocks), text),
                BlockKind::List(list) => {
                    for item in list.items.$iter() {
                        each(Siblings::Blocks(& $($mutable)? item.blocks), text);
                    }
                }
                BlockKind::Definitions(definitions) => {
                    for definition in definitions {
                        for term in definition.terms.$iter() {
                            each(Siblings::Inlines(term), text);
                        }
                        for details in definition.details.$iter() {
                            each(Siblings::Blocks(details), text);
                        }
                    }
                }
                BlockKind::Table(table) => {
                    each(Siblings::Inlines(& $($mutable)? table.caption), text.holding(TextKind::Caption));
                    let cell = text.holding(TextKind::Cell);
                    for inner in table.head.$iter().chain(table.rows.$iter().flatten()) {
                        each(Siblings::Inlines(& $($mutable)? inner.content), cell);
                    }
                }
                BlockKind::Figure(figure) => {
                    each(Siblings::Blocks(& $($mutable)? figure.caption), text.holding(TextKind::Caption));
                }
                BlockKind::Container { kind, title, blocks } => {
                    let inner = match kind {
                        ContainerKind::PullQuote => text.holding(TextKind::Repeated),
                        _ => text,
                    };
                    each(Siblings::Inlines(title), TextKind::Title);
                    each(Siblings::Blocks(blocks), inner);
                }
                BlockKind::Code { .. } | BlockKind::SceneBreak | BlockKind::Math { .. } | BlockKind::PageBreak => {}
            }
        }
    };
}

shape!(content -> [Inline], in_chapter, in_block, iter);
shape!(content_mut -> Vec<Inline>, in_chapter_mut, in_block_mut, iter_mut, mut);

/// A node on a walk that reads.
#[derive(Clone, Copy, Debug)]
pub struct Visit<'a> {
    /// The node.
    pub node: Node<'a>,
    /// What kind of text it is part of.
    pub text: TextKind,
    /// How many nodes of the walk hold it.
    pub depth: usize,
}

/// A walk that reads: every node before what it holds.
#[derive(Debug)]
pub struct Nodes<'a> {
    /// What is still to be walked, next last, each with the depth of its nodes.
    stack: Vec<(Read<'a>, TextKind, usize)>,
}

impl<'a> Nodes<'a> {
    fn push(&mut self, siblings: Siblings<&'a Vec<Block>, &'a Vec<Inline>>, text: TextKind, depth: usize) {
        let read = match siblings {
            Siblings::Blocks(blocks) => Siblings::Blocks(blocks.iter()),
            Siblings::Inlines(inlines) => Siblings::Inlines(inlines.iter()),
        };
        self.stack.push((read, text, depth));
    }
}

impl<'a> Iterator for Nodes<'a> {
    type Item = Visit<'a>;

    fn next(&mut self) -> Option<Visit<'a>> {
        loop {
            let (siblings, text, depth) = self.stack.last_mut()?;
            let (text, depth) = (*text, *depth);
            let node = match siblings {
                Siblings::Blocks(blocks) => blocks.next().map(Node::Block),
                Siblings::Inlines(inlines) => inlines.next().map(Node::Inline),
            };
            let Some(node) = node else {
                self.stack.pop();
                continue;
            };
            let first = self.stack.len();
            match node {
                Node::Block(block) => in_block(block, text, |inner, text| self.push(inner, text, depth + 1)),
                Node::Inline(inline) => {
                    if let Some(content) = inline.kind.content() {
                        self.stack.push((Siblings::Inlines(content.iter()), text, depth + 1));
                    }
                }
            }
            self.stack[first..].reverse();
            return Some(Visit { node, text, depth });
        }
    }
}

/// Reads everything that a chapter holds.
pub fn chapter(chapter: &Chapter) -> Nodes<'_> {
    let mut nodes = Nodes { stack: Vec::new() };
    in_chapter(chapter, |siblings, text| nodes.push(siblings, text, 0));
    nodes.stack.reverse();
    nodes
}

/// Reads blocks of running text and everything in them.
pub fn blocks(blocks: &[Block]) -> Nodes<'_> {
    Nodes {
        stack: vec![(Siblings::Blocks(blocks.iter()), TextKind::Running, 0)],
    }
}

/// Reads inlines of running text and everything in them.
pub fn inlines(inlines: &[Inline]) -> Nodes<'_> {
    Nodes {
        stack: vec![(Siblings::Inlines(inlines.iter()), TextKind::Running, 0)],
    }
}

/// Everything that a chapter holds, to be changed.
pub fn chapter_mut(chapter: &mut Chapter) -> Vec<Root<'_>> {
    let mut roots = Vec::new();
    in_chapter_mut(chapter, |siblings, text| roots.push(Root { siblings, text }));
    roots
}

/// Calls `change` with each list of siblings before the lists inside it.
pub fn lists_mut<'a>(roots: Vec<Root<'a>>, mut change: impl FnMut(&mut SiblingsMut<'a>, TextKind)) {
    let mut stack = roots;
    stack.reverse();
    while let Some(Root { mut siblings, text }) = stack.pop() {
        change(&mut siblings, text);
        let first = stack.len();
        match siblings {
            Siblings::Blocks(blocks) => {
                for block in blocks {
                    in_block_mut(block, text, |siblings, text| stack.push(Root { siblings, text }));
                }
            }
            Siblings::Inlines(inlines) => {
                let contents = inlines.iter_mut().filter_map(|inline| inline.kind.content_mut());
                stack.extend(contents.map(|content| Root::inlines(content, text)));
            }
        }
        stack[first..].reverse();
    }
}

/// Calls `change` with each node before what it then holds.
pub fn nodes_mut(roots: Vec<Root<'_>>, mut change: impl FnMut(NodeMut<'_>)) {
    type Changed<'a> = Siblings<IterMut<'a, Block>, IterMut<'a, Inline>>;
    fn iterate<'a>(root: Root<'a>) -> (Changed<'a>, TextKind) {
        let siblings = match root.siblings {
            Siblings::Blocks(blocks) => Siblings::Blocks(blocks.iter_mut()),
            Siblings::Inlines(inlines) => Siblings::Inlines(inlines.iter_mut()),
        };
        (siblings, root.text)
    }
    let mut stack: Vec<(Changed<'_>, TextKind)> = roots.into_iter().rev().map(iterate).collect();
    while let Some((siblings, text)) = stack.last_mut() {
        let text = *text;
        let first;
        match siblings {
            Siblings::Blocks(blocks) => {
                let Some(block) = blocks.next() else {
                    stack.pop();
                    continue;
                };
                first = stack.len();
                change(NodeMut::Block(block));
                in_block_mut(block, text, |siblings, text| {
                    stack.push(iterate(Root { siblings, text }))
                });
            }
            Siblings::Inlines(inlines) => {
                let Some(inline) = inlines.next() else {
                    stack.pop();
                    continue;
                };
                first = stack.len();
                change(NodeMut::Inline(inline));
                if let Some(content) = inline.kind.content_mut() {
                    stack.push((Siblings::Inlines(content.iter_mut()), text));
                }
            }
        }
        stack[first..].reverse();
    }
}

/// Every picture of a book with the place that shows it, in reading order.
pub fn pictures(book: &Book) -> Vec<(&Picture, Span)> {
    let nodes = book.chapters.iter().flat_map(chapter);
    nodes.filter_map(|visit| picture(visit.node)).collect()
}

/// The picture that a node shows, and where.
pub fn picture(node: Node<'_>) -> Option<(&Picture, Span)> {
    match node {
        Node::Block(block) => match &block.kind {
            BlockKind::Figure(figure) => Some((&figure.picture, block.span)),
            _ => None,
        },
        Node::Inline(inline) => match &inline.kind {
            InlineKind::Image(picture) => Some((picture, inline.span)),
            _ => None,
        },
    }
}

/// The text of inlines without their marks; notes and index marks give nothing.
pub fn plain_text(content: &[Inline]) -> String {
    let mut out = String::new();
    for Visit { node, .. } in inlines(content) {
        let Node::Inline(inline) = node else { continue };
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Math(text) => out.push_str(text),
            InlineKind::SoftBreak | InlineKind::HardBreak => out.push(' '),
            InlineKind::Image(picture) => out.push_str(&picture.alt),
            _ => {}
        }
    }
    out
}
