//! The structure of a chapter, made while its blocks are set.

use crate::print::page::{Element, Role, Structure, Tag};
use crate::print::paginate::{Mark, Row};
use crate::print::text::{LineItem, TaggedStyle};
use std::collections::BTreeMap;

/// The elements of a chapter so far. Text of no element ([`Tag::NONE`], while it is only measured) gets none.
pub(super) struct Elements {
    pub structure: Structure,
    /// The level of the last heading.
    heading_level: u8,
    /// The element of each note that has been marked.
    notes: BTreeMap<usize, Tag>,
}

impl Default for Elements {
    fn default() -> Elements {
        Elements {
            structure: Structure::default(),
            heading_level: 1,
            notes: BTreeMap::new(),
        }
    }
}

impl Elements {
    /// An element of another.
    pub fn add(&mut self, parent: Tag, role: Role) -> Tag {
        self.structure.add(Element {
            role,
            parent,
            ..Element::default()
        })
    }

    /// An element that is seen and not read, with what it shows or says.
    pub fn add_with_alt(&mut self, parent: Tag, role: Role, alt: &str) -> Tag {
        self.structure.add(Element {
            role,
            parent,
            alt: alt.to_owned(),
            ..Element::default()
        })
    }

    /// A heading's element: no level is left out (ISO 14289-1, 7.4.2).
    pub fn heading(&mut self, parent: Tag, level: u8) -> Tag {
        self.heading_level = level.clamp(1, self.heading_level.saturating_add(1)).min(6);
        self.add(parent, Role::Heading(self.heading_level))
    }

    /// Words of another language, or that stand for others, in the text of an element.
    pub fn words(&mut self, style: TaggedStyle, language: Option<&str>, expansion: Option<&str>) -> TaggedStyle {
        if style.tag == Tag::NONE || (language.is_none() && expansion.is_none()) {
            return style;
        }
        let tag = self.structure.add(Element {
            role: Role::Span,
            parent: style.tag,
            language: language.map(str::to_owned),
            expansion: expansion.map(str::to_owned),
            ..Element::default()
        });
        TaggedStyle { tag, ..style }
    }

    /// The way to somewhere else, in the text of an element.
    pub fn link(&mut self, style: TaggedStyle) -> TaggedStyle {
        if style.tag == Tag::NONE {
            return style;
        }
        TaggedStyle {
            tag: self.add(style.tag, Role::Link),
            ..style
        }
    }

    /// The mark of a note in the text of an element. The note itself stands after the block, in `parent`.
    pub fn note_reference(&mut self, parent: Tag, note: usize, style: TaggedStyle) -> TaggedStyle {
        if style.tag == Tag::NONE {
            return style;
        }
        let reference = self.add(style.tag, Role::Reference);
        if !self.notes.contains_key(&note) {
            let tag = self.add(parent, Role::Note);
            self.notes.insert(note, tag);
        }
        TaggedStyle {
            tag: self.add(reference, Role::Link),
            ..style
        }
    }

    /// A note's element; one in `parent` where nothing has marked it.
    pub fn note(&mut self, parent: Tag, note: usize) -> Tag {
        match self.notes.get(&note) {
            Some(tag) => *tag,
            None => self.add(parent, Role::Note),
        }
    }
}

/// Takes a row out of the structure: what is repeated is not read again.
pub(super) fn untag(row: &mut Row) {
    for mark in &mut row.marks {
        match mark {
            Mark::Line { line, .. } => {
                for item in &mut line.items {
                    untag_item(item);
                }
                line.links.clear();
            }
            Mark::Picture { tag, .. } => *tag = Tag::NONE,
            Mark::Fill { .. } | Mark::Stroke { .. } => {}
        }
    }
}

fn untag_item(item: &mut LineItem) {
    match item {
        LineItem::Glyphs(run) => run.tag = Tag::NONE,
        LineItem::Picture { tag, .. } => *tag = Tag::NONE,
        LineItem::Fill { .. } => {}
    }
}
