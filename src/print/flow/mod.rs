//! A chapter's blocks to rows: the slices that pages are made of.
//!
//! A block is set by what does not change ([`Context`]), how blocks of its depth stand ([`Scope`]) and what the blocks
//! before it left ([`Cursor`]). It adds rows, elements of the structure, and findings.

mod container;
mod contents;
mod context;
mod cursor;
mod elements;
mod figure;
mod formula;
mod index;
mod inline;
mod lead;
mod list;
mod note;
mod opener;
mod paragraph;
mod table;

pub(super) use context::Shared;
pub(super) use note::spread_long_notes;

use crate::book::{Block, BlockKind, Chapter, ChapterKind};
use crate::diagnostic::Diagnostic;
use crate::formula::Converter;
use crate::print::page::{Role, Structure, Tag};
use crate::print::paginate::{ContainerBox, Row, Rows, line_rows};
use crate::print::text::{Line, Piece, Setter, TaggedStyle};
use crate::span::Span;
use crate::theme::TextStyle;
use context::{Context, Scope};
use cursor::Cursor;
use elements::Elements;
use std::collections::BTreeMap;

/// A picture that a chapter asks for, at a width.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PictureUse {
    pub path: String,
    pub width: f32,
    /// Whether it covers its page.
    pub bleeds: bool,
    pub span: Span,
}

/// A chapter being cut into rows.
pub(super) struct Flow<'a> {
    context: Context<'a>,
    scope: Scope,
    cursor: Cursor,
    elements: Elements,
    pub setter: Setter<'a>,
    /// Reads the TeX of formulas.
    math: Converter,
    pub rows: Rows,
    pub picture_uses: Vec<PictureUse>,
    /// The page numbers that references name, by id, to know when a chapter must be set again.
    pub asked: BTreeMap<String, String>,
    pub findings: Vec<Diagnostic>,
}

/// A folio not known yet is taken to be this wide.
const UNKNOWN_FOLIO: &str = "00";

impl<'a> Flow<'a> {
    pub fn new(shared: &Shared<'a>, chapter: &'a Chapter, folios: &'a BTreeMap<String, String>) -> Flow<'a> {
        Flow {
            context: Context::new(shared, chapter, folios),
            scope: Scope::text(shared.theme),
            cursor: Cursor::default(),
            elements: Elements::default(),
            setter: Setter::new(shared.faces),
            math: Converter::default(),
            rows: Rows::default(),
            picture_uses: Vec::new(),
            asked: BTreeMap::new(),
            findings: Vec::new(),
        }
    }

    /// The structure of all that was set. None is left.
    pub fn take_structure(&mut self) -> Structure {
        std::mem::take(&mut self.elements.structure)
    }

    /// Width between the indents of this depth.
    fn measure(&self) -> f32 {
        self.context.measure(&self.scope)
    }

    /// "page 47", as far as the place is known.
    fn page_of(&mut self, id: &str) -> String {
        let folio = self.folio_of(id);
        format!("{}\u{a0}{folio}", self.context.words.labels.page)
    }

    /// The folio of an id.
    fn folio_of(&mut self, id: &str) -> String {
        let known = self.context.folios.get(id);
        let folio = known.cloned().unwrap_or_else(|| UNKNOWN_FOLIO.to_owned());
        self.asked.insert(id.to_owned(), folio.clone());
        folio
    }

    /// An element of what is being set.
    fn element(&mut self, role: Role) -> Tag {
        self.elements.add(self.scope.parent, role)
    }

    /// A style of text that is a new element.
    fn tagged(&mut self, style: TextStyle, role: Role) -> TaggedStyle {
        TaggedStyle {
            style,
            tag: self.element(role),
        }
    }

    /// Adds a row, with what is due before it.
    fn push(&mut self, mut row: Row) {
        self.cursor.settle(&mut row);
        row.snap &= self.context.theme.grid;
        row.boxes.clone_from(&self.scope.boxes);
        self.rows.rows.push(row);
    }

    /// Runs `fill` at a changed depth and comes back.
    fn nested<T>(&mut self, change: impl FnOnce(&mut Scope), fill: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.scope.clone();
        change(&mut self.scope);
        let filled = fill(self);
        self.scope = outer;
        filled
    }

    /// Runs `fill` with everything that it sets part of an element.
    fn inside<T>(&mut self, element: Tag, fill: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.scope.parent, element);
        let filled = fill(self);
        self.scope.parent = outer;
        filled
    }

    /// Runs `fill` with everything that it sets part of a new element.
    pub fn part_of<T>(&mut self, role: Role, fill: impl FnOnce(&mut Self) -> T) -> T {
        let element = self.element(role);
        self.inside(element, fill)
    }

    /// Opens a decorated container and gives its place in [`Rows::boxes`].
    fn add_box(&mut self, boxed: ContainerBox) -> usize {
        self.rows.boxes.push(boxed);
        self.rows.boxes.len() - 1
    }

    /// Lines set in this depth's measure.
    fn set(&mut self, pieces: &[Piece], first_indent: f32) -> Vec<Line> {
        let setting = self.context.setting(&self.scope, first_indent);
        self.setter.set(pieces, &setting)
    }

    /// Lines set as those of another depth are.
    fn set_at(&mut self, change: impl FnOnce(&mut Scope), pieces: &[Piece]) -> Vec<Line> {
        let mut scope = self.scope.clone();
        change(&mut scope);
        let setting = self.context.setting(&scope, 0.0);
        self.setter.set(pieces, &setting)
    }

    /// Adds lines as rows, widows and orphans kept out.
    fn push_lines(&mut self, lines: Vec<Line>, span: Span) {
        for row in line_rows(lines, self.scope.place(), span) {
            self.push(row);
        }
    }

    /// Sets the whole chapter: its opening, its text, and its notes.
    pub fn chapter(&mut self) {
        let chapter = self.context.chapter;
        self.scope.parent = self.element(Role::Section);
        match chapter.kind {
            ChapterKind::Cover => {}
            ChapterKind::HalfTitle => self.half_title(),
            ChapterKind::TitlePage => self.title_page(),
            ChapterKind::Copyright => self.copyright_page(),
            ChapterKind::Dedication | ChapterKind::Epigraph => self.display_page(),
            ChapterKind::Part => self.part_page(),
            _ => {
                self.opener();
                match chapter.kind {
                    ChapterKind::Contents => self.contents(),
                    ChapterKind::ListOfFigures => self.list_of_figures(),
                    ChapterKind::Index => self.index(),
                    _ => {}
                }
                self.blocks(&chapter.blocks);
            }
        }
        self.notes();
    }

    /// Sets blocks one under another.
    pub fn blocks(&mut self, blocks: &[Block]) {
        for (at, block) in blocks.iter().enumerate() {
            if matches!(block.kind, BlockKind::SceneBreak) && self.context.theme.lead_in_after_breaks {
                self.lead_from(&blocks[at + 1..]);
            }
            self.block(block);
            if leads_in(block, blocks.get(at + 1)) {
                self.cursor.keep_next();
            }
        }
    }

    fn block(&mut self, block: &Block) {
        if let Some(id) = &block.attributes.id {
            self.cursor.anchor(id);
        }
        match &block.kind {
            BlockKind::Paragraph(content) => self.paragraph(content, block.span),
            BlockKind::Heading { level, content } => self.heading((*level).max(2), content, block.span),
            BlockKind::Quote(blocks) => {
                self.part_of(Role::BlockQuote, |flow| flow.quote(blocks));
            }
            BlockKind::Code { text, .. } => self.code(text, block.span),
            BlockKind::List(list) => self.list(list, 0),
            BlockKind::Definitions(definitions) => self.definitions(definitions),
            BlockKind::Table(table) => self.table(table, &block.attributes, block.span),
            BlockKind::Figure(figure) => self.figure(figure, &block.attributes, block.span),
            BlockKind::SceneBreak => self.scene_break(block.span),
            BlockKind::Math { tex } => self.display_math(tex, block.span),
            BlockKind::Container { kind, title, blocks } => {
                self.container(kind, &block.attributes, title, blocks, block.span)
            }
            BlockKind::PageBreak => self.page_break(),
        }
    }

    /// The anchor of a note's text.
    pub fn note_anchor(&self, note: usize) -> String {
        format!("note:{}:{}", self.context.chapter.id, note + 1)
    }

    /// The anchor of a note's first mark.
    pub fn note_mark_anchor(&self, note: usize) -> String {
        format!("mark:{}:{}", self.context.chapter.id, note + 1)
    }
}

/// Whether a paragraph announces the list after it.
fn leads_in(block: &Block, next: Option<&Block>) -> bool {
    let lists = matches!(next.map(|b| &b.kind), Some(BlockKind::List(_)));
    match &block.kind {
        BlockKind::Paragraph(content) if lists => crate::book::plain_text(content).trim_end().ends_with(':'),
        _ => false,
    }
}
