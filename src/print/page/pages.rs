//! Pages, their numbers, and what a whole book has of them.

use super::bleed::Bleed;
use super::item::{Face, Item, LinkArea};
use super::structure::Structure;
use crate::book::roman;
use crate::picture::PrintImage;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// How a page is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum FolioStyle {
    Roman,
    Arabic,
}

/// A page's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Folio {
    /// Lower-case roman or arabic.
    pub style: FolioStyle,
    /// From 1, in its own sequence.
    pub number: u32,
}

impl fmt::Display for Folio {
    /// "xiv" or "14".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.style {
            FolioStyle::Roman => f.write_str(&roman(self.number).to_lowercase()),
            FolioStyle::Arabic => write!(f, "{}", self.number),
        }
    }
}

/// A page. The first page of a book is a recto; recto and verso alternate.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its number, shown or not.
    pub folio: Folio,
    /// What stands on it, in reading order; furniture last.
    pub items: Vec<Item>,
    /// How many of the last items are furniture: running head and folio.
    pub furniture: usize,
    /// The links.
    pub links: Vec<LinkArea>,
}

impl Page {
    /// A page with nothing on it.
    pub fn blank(folio: Folio) -> Page {
        Page {
            folio,
            items: Vec::new(),
            furniture: 0,
            links: Vec::new(),
        }
    }
}

/// A place on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Index in [`Pages::pages`].
    pub page: usize,
    /// Height of the top of what stands there.
    pub y: f32,
}

/// An entry of the outline.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineEntry {
    /// What it says.
    pub title: String,
    /// Where it leads.
    pub place: Place,
    /// The entries under it.
    pub children: Vec<OutlineEntry>,
}

/// The pages of an edition.
#[derive(Clone, Debug)]
pub struct Pages {
    /// Trim width.
    pub width: f32,
    /// Trim height.
    pub height: f32,
    /// Where the paper reaches past the trim.
    pub bleed: Bleed,
    /// The pages, in order.
    pub pages: Vec<Page>,
    /// The faces that runs name.
    pub faces: Vec<Face>,
    /// The pictures that items name.
    pub pictures: Vec<Arc<PrintImage>>,
    /// Where each id of the book stands.
    pub anchors: BTreeMap<String, Place>,
    /// The outline.
    pub outline: Vec<OutlineEntry>,
    /// What the marks are parts of.
    pub structure: Structure,
}

impl Pages {
    /// Draws no rule thinner than `least` points: each grows to both sides.
    pub fn thicken(&mut self, least: f32) {
        let items = self.pages.iter_mut().flat_map(|page| &mut page.items);
        for item in items {
            match item {
                Item::Fill { rect, .. } => rect.thicken(least),
                Item::Stroke { width, .. } => *width = width.max(least),
                _ => {}
            }
        }
    }
}
