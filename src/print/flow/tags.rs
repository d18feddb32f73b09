//! The structure of a chapter, made while its blocks are set.

use super::Flow;
use crate::print::page::{Element, Role, Tag};
use crate::print::paginate::{Mark, Row};
use crate::print::text::{LineItem, TaggedStyle};
use crate::theme::TextStyle;

impl Flow<'_> {
    /// An element of what is being set.
    pub fn element(&mut self, role: Role) -> Tag {
        self.element_in(self.parent, role)
    }

    /// An element of another.
    pub fn element_in(&mut self, parent: Tag, role: Role) -> Tag {
        self.structure.add(Element {
            role,
            parent,
            ..Element::default()
        })
    }

    /// An element that is seen and not read: what it shows or says.
    pub fn element_with_alt(&mut self, parent: Tag, role: Role, alt: &str) -> Tag {
        self.structure.add(Element {
            role,
            parent,
            alt: alt.to_owned(),
            ..Element::default()
        })
    }

    /// Words of another language, or that stand for others, in the text of an element.
    pub fn words_element(
        &mut self,
        style: TaggedStyle,
        language: Option<&str>,
        expansion: Option<&str>,
    ) -> TaggedStyle {
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

    /// A style of text that is part of an element.
    pub fn tagged(&mut self, style: TextStyle, role: Role) -> TaggedStyle {
        TaggedStyle {
            style,
            tag: self.element(role),
        }
    }

    /// A heading's element: no level is left out (ISO 14289-1, 7.4.2).
    pub fn heading_element(&mut self, level: u8) -> Tag {
        self.heading_level = level.clamp(1, self.heading_level.saturating_add(1)).min(6);
        self.element(Role::Heading(self.heading_level))
    }

    /// Runs `fill` with everything that it sets part of a new element.
    pub fn part_of(&mut self, role: Role, fill: impl FnOnce(&mut Self)) {
        let part = self.element(role);
        let outer = std::mem::replace(&mut self.parent, part);
        fill(self);
        self.parent = outer;
    }

    /// The way to somewhere else, in the text of an element.
    pub fn link_element(&mut self, style: TaggedStyle) -> TaggedStyle {
        if style.tag == Tag::NONE {
            return style;
        }
        TaggedStyle {
            tag: self.element_in(style.tag, Role::Link),
            ..style
        }
    }

    /// The mark of a note in the text of an element. The note itself stands after the block.
    pub fn note_reference(&mut self, note: usize, style: TaggedStyle) -> TaggedStyle {
        if style.tag == Tag::NONE {
            return style;
        }
        let reference = self.element_in(style.tag, Role::Reference);
        if !self.note_tags.contains_key(&note) {
            let tag = self.element(Role::Note);
            self.note_tags.insert(note, tag);
        }
        TaggedStyle {
            tag: self.element_in(reference, Role::Link),
            ..style
        }
    }

    /// A note's element.
    pub fn note_element(&mut self, note: usize) -> Tag {
        match self.note_tags.get(&note) {
            Some(tag) => *tag,
            None => self.element(Role::Note),
        }
    }
}

/// Takes a row out of the text: what is repeated is not read again.
pub(in crate::print) fn unread(row: &mut Row) {
    for mark in &mut row.marks {
        match mark {
            Mark::Line { line, .. } => {
                for item in &mut line.items {
                    untag(item);
                }
                line.links.clear();
            }
            Mark::Picture { tag, .. } => *tag = Tag::NONE,
            Mark::Fill { .. } | Mark::Stroke { .. } => {}
        }
    }
}

fn untag(item: &mut LineItem) {
    match item {
        LineItem::Glyphs(run) => run.tag = Tag::NONE,
        LineItem::Picture { tag, .. } => *tag = Tag::NONE,
        LineItem::Fill { .. } => {}
    }
}
