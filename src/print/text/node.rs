//! The nodes of a paragraph whose words are shaped: words, spaces, objects.

use super::fit::Material;
use super::shape::Shaper;
use super::shaped::{LookId, Tongue, WordId};
use crate::print::page::{FaceId, Tag};
use crate::span::Span;
use crate::theme::TextStyle;
use std::ops::Range;

/// Letters.
#[derive(Clone, Copy, Debug)]
pub(in crate::print) struct WordNode {
    pub word: WordId,
    pub look: LookId,
    /// Its place in [`Segment::sources`].
    pub source: usize,
    /// Its first byte in the piece.
    pub at: usize,
    /// Kerning with the word before, points; none at a line's start.
    pub kern: f32,
    /// Points, tracking included.
    pub width: f32,
    /// What opens or closes behind it as a space of this width would: between ideographs.
    pub opens: f32,
    /// Its level (UAX #9).
    pub level: u8,
    /// Whether a line may end after it.
    pub break_after: bool,
}

/// A space.
#[derive(Clone, Copy, Debug)]
pub(in crate::print) struct SpaceNode {
    pub character: char,
    pub look: LookId,
    pub source: usize,
    pub at: usize,
    /// Points, kerning with the words beside it included.
    pub width: f32,
    /// How much of it gives way, points.
    pub gives: f32,
    pub level: u8,
    /// Whether a line may end at it.
    pub breaks: bool,
}

/// A thing in a line.
#[derive(Clone, Copy, Debug)]
pub(in crate::print) enum Node {
    Word(WordNode),
    Space(SpaceNode),
    /// A place that something points at.
    Anchor {
        piece: usize,
    },
    /// A picture, or what is set already.
    Object {
        piece: usize,
        width: f32,
        level: u8,
    },
    /// Space that takes what is left.
    Fill {
        piece: usize,
    },
}

impl Node {
    /// What it is made of.
    pub fn material(&self, segment: &Segment, shaper: &Shaper<'_>) -> Material {
        match self {
            Node::Word(node) => {
                let word = shaper.get(node.word);
                let style = &segment.sources[node.source].style;
                let ink = node.width - tracking(style, word.glyphs.len());
                Material::letters(style, word.glyphs.len(), ink, node.width)
            }
            Node::Space(space) => Material::space(space.width, space.gives),
            Node::Object { width, .. } => Material::space(*width, 0.0),
            Node::Anchor { .. } | Node::Fill { .. } => Material::default(),
        }
    }
}

/// Where words come from.
#[derive(Clone, Debug)]
pub(in crate::print) struct Source {
    pub piece: usize,
    pub style: TextStyle,
    pub tag: Tag,
    pub verbatim: bool,
    /// The note that it is the mark of.
    pub note: Option<usize>,
    pub span: Span,
    /// Whether each byte of the piece stands for one of the span.
    pub narrow: bool,
    pub look: LookId,
    pub tongue: Tongue,
    /// The face that its style asks for.
    pub own: FaceId,
}

impl Source {
    /// Where some bytes of the piece come from.
    pub fn span_of(&self, bytes: Range<usize>) -> Span {
        if !self.narrow {
            return self.span;
        }
        let start = self.span.start as usize;
        Span::new(self.span.file, start + bytes.start..start + bytes.end)
    }
}

/// What stands between two forced breaks.
#[derive(Clone, Debug)]
pub(in crate::print) struct Segment {
    pub nodes: Vec<Node>,
    pub sources: Vec<Source>,
    /// Whether it runs from right to left.
    pub right_to_left: bool,
}

impl Segment {
    /// Whether it is a line of code.
    pub fn is_code(&self) -> bool {
        let first = self.nodes.first();
        matches!(first, Some(Node::Word(word)) if self.sources[word.source].verbatim)
    }

    pub fn style(&self, word: &WordNode) -> &TextStyle {
        &self.sources[word.source].style
    }
}

/// Space that tracking adds to a number of glyphs.
pub(in crate::print) fn tracking(style: &TextStyle, glyphs: usize) -> f32 {
    style.tracking * style.size * glyphs as f32
}
