//! What the marks of pages are parts of: the tree that a screen reader goes by.
//!
//! Text carries the [`Tag`] of its element from the block that it comes from to the display list. Chapters are set apart
//! from one another, each with a tree of its own; together they make the book's.

/// A place in [`Structure::elements`], counted from 1; 0 is what belongs to no text: rules, running heads, folios.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag(pub u32);

impl Tag {
    /// Of marks that are no part of the text.
    pub const NONE: Tag = Tag(0);

    /// The same element's tag once its tree is appended to one of this many elements.
    pub(in crate::print) fn after(self, elements: u32) -> Tag {
        match self {
            Tag::NONE => Tag::NONE,
            Tag(own) => Tag(own.saturating_add(elements)),
        }
    }
}

/// What an element is: the standard structure types of ISO 32000-1, 14.8.4.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Role {
    Section,
    #[default]
    Division,
    /// A heading; 1 is a chapter's title.
    Heading(u8),
    Paragraph,
    BlockQuote,
    /// A list whose items have a mark.
    List,
    NumberedList,
    /// Terms with what they mean.
    Terms,
    ListItem,
    /// What stands before an item or a note.
    Label,
    ItemBody,
    Table,
    TableHead,
    TableBody,
    TableRow,
    /// The head of a column.
    HeadCell,
    Cell,
    Caption,
    Figure,
    Formula,
    Code,
    /// A footnote.
    Note,
    /// The mark of a note, or the way to another place.
    Reference,
    Link,
    Contents,
    ContentsEntry,
    Index,
    /// Words in another language.
    Span,
}

/// An element of the tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// What it is.
    pub role: Role,
    /// What it is part of; [`Tag::NONE`] for the parts of the book.
    pub parent: Tag,
    /// What a picture shows or a formula says.
    pub alt: String,
    /// Its language, where it is not that of what it is part of (BCP 47).
    pub language: Option<String>,
    /// What an abbreviation stands for.
    pub expansion: Option<String>,
}

/// The elements of a book or of a chapter, each after what it is part of; siblings in the order of reading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Structure {
    /// The elements.
    pub elements: Vec<Element>,
}

impl Structure {
    /// Adds an element.
    pub fn add(&mut self, element: Element) -> Tag {
        self.elements.push(element);
        Tag(u32::try_from(self.elements.len()).unwrap_or(0))
    }

    /// The element of a tag.
    pub fn get(&self, tag: Tag) -> Option<&Element> {
        let at = (tag.0 as usize).checked_sub(1)?;
        self.elements.get(at)
    }

    /// Adds the tree of a chapter.
    pub(in crate::print) fn append(&mut self, chapter: Structure) {
        let before = u32::try_from(self.elements.len()).unwrap_or(u32::MAX);
        let moved = chapter.elements.into_iter().map(|element| Element {
            parent: element.parent.after(before),
            ..element
        });
        self.elements.extend(moved);
    }
}
