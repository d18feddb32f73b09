//! What blocks are set with, and how those of a depth stand.

use crate::book::{Book, Chapter};
use crate::language::{self, Language};
use crate::picture::Pictures;
use crate::print::page::{Bleed, Tag};
use crate::print::paginate::{Geometry, LinePlace};
use crate::print::text::{Faces, Setting};
use crate::theme::{Align, TextStyle, Theme};
use std::collections::BTreeMap;

/// What every chapter of an edition is set with.
pub(in crate::print) struct Shared<'a> {
    pub book: &'a Book,
    pub pictures: &'a Pictures,
    pub theme: &'a Theme,
    pub geometry: Geometry,
    pub bleed: Bleed,
    pub faces: &'a Faces,
}

/// What the blocks of a chapter are set with. None of it changes while they are.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub book: &'a Book,
    pub chapter: &'a Chapter,
    pub pictures: &'a Pictures,
    pub theme: &'a Theme,
    pub geometry: Geometry,
    pub bleed: Bleed,
    pub words: &'static Language,
    /// The chapter's language (BCP 47).
    pub language: &'a str,
    /// The page number of each id, as far as it is known.
    pub folios: &'a BTreeMap<String, String>,
}

impl<'a> Context<'a> {
    pub fn new(shared: &Shared<'a>, chapter: &'a Chapter, folios: &'a BTreeMap<String, String>) -> Context<'a> {
        let language = chapter.language.as_deref().unwrap_or(&shared.book.metadata.language);
        Context {
            book: shared.book,
            chapter,
            pictures: shared.pictures,
            theme: shared.theme,
            geometry: shared.geometry,
            bleed: shared.bleed,
            words: language::of(language),
            language,
            folios,
        }
    }

    /// How a paragraph of a depth is set.
    pub fn setting(&self, scope: &Scope, first_indent: f32) -> Setting {
        Setting {
            first_indent,
            indent: scope.hang,
            hyphenate: scope.hyphenate && scope.align == self.theme.align(),
            ..Setting::plain(self.measure(scope), scope.align, self.language)
        }
    }

    /// Width between the indents of a depth.
    pub fn measure(&self, scope: &Scope) -> f32 {
        self.geometry.measure - scope.left - scope.right
    }
}

/// How blocks stand at a depth, and what they are part of.
#[derive(Clone)]
pub(super) struct Scope {
    /// The element of the structure that they are part of.
    pub parent: Tag,
    pub left: f32,
    pub right: f32,
    pub style: TextStyle,
    pub leading: f32,
    pub align: Align,
    /// Whether words may be hyphenated where lines stand as the text's do.
    pub hyphenate: bool,
    /// Indent of a paragraph that follows another.
    pub indent: f32,
    /// Hang of all lines but the first.
    pub hang: f32,
    /// Space between paragraphs.
    pub between: f32,
    /// Whether rows keep to the grid.
    pub snap: bool,
    /// The decorations around, outermost first.
    pub boxes: Vec<usize>,
}

impl Scope {
    /// The running text of a theme.
    pub fn text(theme: &Theme) -> Scope {
        Scope {
            parent: Tag::NONE,
            left: 0.0,
            right: 0.0,
            style: theme.body(),
            leading: theme.leading,
            align: theme.align(),
            hyphenate: theme.hyphenated,
            indent: theme.indent,
            hang: 0.0,
            between: 0.0,
            snap: theme.grid,
            boxes: Vec::new(),
        }
    }

    /// How lines of this depth become rows.
    pub fn place(&self) -> LinePlace {
        LinePlace {
            left: self.left,
            leading: self.leading,
            size: self.style.size,
            snap: self.snap,
        }
    }
}
