//! A book, its chapters, and what an edition finds out about them.

use super::{Attributes, Block, ChapterKind, EditionFacts, Inline, Matter, Metadata};
use crate::span::Span;
use std::collections::BTreeMap;

/// A whole book, in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    /// What is said about the book.
    pub metadata: Metadata,
    /// What this edition says of itself.
    pub edition: EditionFacts,
    /// Front matter, parts, chapters and back matter, in reading order.
    pub chapters: Vec<Chapter>,
    /// What an id in the book names. Filled by `edition`, after an edition's own numbering.
    pub targets: BTreeMap<String, Target>,
    /// The index, sorted. Filled by `edition`.
    pub index: Vec<IndexTerm>,
}

/// One file of the ebook, one opening in print: a chapter, a part page, a piece of front or back matter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chapter {
    /// Unique in the book; also the stem of its file in the EPUB, once made safe.
    pub id: String,
    /// What it is.
    pub kind: ChapterKind,
    /// Where it stands.
    pub matter: Matter,
    /// The part that it belongs to, or is, counted from 1.
    pub part: Option<u32>,
    /// Its number among the numbered chapters (1, 2, ...), among appendices (1 = A) or among parts
    /// (1 = I). `None` where it has none. Set by `edition`.
    pub number: Option<u32>,
    /// Whether it takes part in the numbering.
    pub numbered: bool,
    /// Whether the contents list it.
    pub in_contents: bool,
    /// The title, without the number. Empty for pages without one.
    pub title: Vec<Inline>,
    /// The line under the title.
    pub subtitle: Vec<Inline>,
    /// The title for the running head where the full one is too long.
    pub short_title: Option<String>,
    /// The text, without the title's heading.
    pub blocks: Vec<Block>,
    /// Its notes, in the order of their first marks; [`InlineKind::NoteRef`] holds the index. Where an edition has its
    /// notes at the end, the chapter of notes holds them all, and the index is that of the whole book.
    pub notes: Vec<Note>,
    /// Language, where it is not the book's (BCP 47).
    pub language: Option<String>,
    /// Further attributes of its title heading.
    pub attributes: Attributes,
    /// The heading of the title, or the first byte of its file.
    pub span: Option<Span>,
    /// The source file's path in the project, for links between files. Empty for generated pages.
    pub source: String,
}

/// A footnote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Note {
    /// Its label in the source.
    pub label: String,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Its definition.
    pub span: Option<Span>,
    /// Where it was called from; `None` for a note of the chapter that it stands in.
    pub origin: Option<NoteOrigin>,
}

/// The chapter whose note stands at the end of the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteOrigin {
    /// The chapter's id.
    pub chapter: String,
    /// Its number among that chapter's notes, from 1.
    pub number: u32,
}

impl Note {
    /// Its number where it is the `index`th note, from 0, of the chapter that it stands in.
    pub fn number(&self, index: usize) -> u32 {
        match &self.origin {
            Some(origin) => origin.number,
            None => u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1),
        }
    }
}

/// What an id names, in one edition.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Index of the chapter in [`Book::chapters`].
    pub chapter: usize,
    /// What it is.
    pub kind: TargetKind,
    /// Its label and number: "Chapter 3", "Figure 2", "Table 1", "Appendix A", "Part II"; empty
    /// for what is not numbered.
    pub label: String,
    /// Its title or caption as plain text; empty where there is none.
    pub title: String,
    /// Where it is defined.
    pub span: Option<Span>,
}

/// What kind of thing an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum TargetKind {
    Chapter,
    Section,
    Figure,
    Table,
    Exercise,
    Block,
    Inline,
}

/// A heading of the index.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IndexTerm {
    /// The heading as shown.
    pub text: String,
    /// The places of it: ids of the [`InlineKind::IndexMark`]s; a range has two.
    pub places: Vec<IndexPlace>,
    /// Headings to see instead.
    pub see: Vec<String>,
    /// Headings to see as well.
    pub see_also: Vec<String>,
    /// Sub-headings, sorted.
    pub children: Vec<IndexTerm>,
}

/// A place of an index heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexPlace {
    /// The id of the mark where it is, or where the range starts.
    pub start: String,
    /// The id of the mark where the range ends.
    pub end: Option<String>,
}
