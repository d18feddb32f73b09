//! Inlines: what stands in a line.

use super::{Attributes, Picture};
use crate::span::Span;

/// An inline with its place in the sources.
#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Where it comes from.
    pub span: Span,
}

/// What an inline is.
#[derive(Clone, Debug, PartialEq)]
pub enum InlineKind {
    /// Text, with its typography done (quotes, dashes, no-break spaces).
    Text(String),
    /// Stress.
    Emphasis(Vec<Inline>),
    /// Importance.
    Strong(Vec<Inline>),
    /// Struck out.
    Strikethrough(Vec<Inline>),
    /// Raised.
    Superscript(Vec<Inline>),
    /// Lowered.
    Subscript(Vec<Inline>),
    /// Small capitals.
    SmallCaps(Vec<Inline>),
    /// Code, as written.
    Code(String),
    /// Math in the line, as TeX.
    Math(String),
    /// A line end in the source: a space.
    SoftBreak,
    /// A line break that the author wants.
    HardBreak,
    /// A link to the world outside: a web or mail address.
    Link {
        /// The address, as written.
        address: String,
        /// The title attribute.
        title: String,
        /// The text.
        content: Vec<Inline>,
    },
    /// A reference to an id in the book.
    Reference {
        /// The id. After `manuscript` it names something in the book, or the reference is gone and
        /// a finding stands for it.
        target: String,
        /// What it says.
        form: ReferenceForm,
        /// The author's own words; empty for none.
        content: Vec<Inline>,
    },
    /// A picture in the line.
    Image(Picture),
    /// The mark of a note.
    NoteRef {
        /// Index in the chapter's notes, or in the book's where all stand at its end.
        note: usize,
        /// Which mark of that note this is, from 0.
        occurrence: u32,
    },
    /// A place for the index. Shows nothing: shown text stands beside it.
    IndexMark(IndexMark),
    /// Text with attributes: a language, classes, an id, an edition it is kept for.
    Span {
        /// The attributes. `only` and `not` are resolved by `edition`.
        attributes: Attributes,
        /// The text.
        content: Vec<Inline>,
    },
    /// An element of the allow-list of raw HTML that has no kind of its own.
    Element {
        /// Its name.
        name: HtmlElement,
        /// Its `title`, `id`, `lang`, `class`.
        attributes: Attributes,
        /// The text.
        content: Vec<Inline>,
    },
}

/// What a reference says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReferenceForm {
    /// The label and title, and in print the page; with own words: the words, and in print the page.
    #[default]
    Auto,
    /// In print the page only.
    Page,
    /// Never the page.
    NoPage,
}

/// A place for the index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndexMark {
    /// Unique in the book: the anchor that the index points at.
    pub id: String,
    /// The heading and its sub-headings.
    pub path: Vec<String>,
    /// See instead.
    pub see: Option<String>,
    /// See as well.
    pub see_also: Option<String>,
    /// Whether a range starts or ends here.
    pub range: IndexRange,
}

/// Whether a range of the index starts or ends at a mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum IndexRange {
    #[default]
    Point,
    Start,
    End,
}

/// The elements of raw HTML that the dialect lets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum HtmlElement {
    Kbd,
    Mark,
    Abbr,
    Small,
    Underline,
    Inserted,
    Cite,
    Quote,
    Definition,
    Variable,
    Sample,
}

impl HtmlElement {
    /// The element's tag.
    pub fn tag(self) -> &'static str {
        match self {
            HtmlElement::Kbd => "kbd",
            HtmlElement::Mark => "mark",
            HtmlElement::Abbr => "abbr",
            HtmlElement::Small => "small",
            HtmlElement::Underline => "u",
            HtmlElement::Inserted => "ins",
            HtmlElement::Cite => "cite",
            HtmlElement::Quote => "q",
            HtmlElement::Definition => "dfn",
            HtmlElement::Variable => "var",
            HtmlElement::Sample => "samp",
        }
    }
}
