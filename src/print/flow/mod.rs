//! A chapter's blocks to rows: the slices that pages are made of.

mod container;
pub(super) mod contents;
mod figure;
mod index;
mod inline;
mod lead;
mod list;
mod note;
mod opener;
mod table;
mod tags;

use crate::book::{Block, BlockKind, Book, Chapter, Inline};
use crate::diagnostic::Diagnostic;
use crate::formula::Converter;
use crate::language::{self, Language};
use crate::picture::Pictures;
use crate::print::page::{Bleed, PictureId, Role, Structure, Tag};
use crate::print::paginate::{Boxed, Break, Geometry, LinePlace, Mark, NotePiece, Paragraph, Row, Rows, line_rows};
use crate::print::text::{Faces, Line, Piece, Setter, Setting, TaggedStyle};
use crate::span::Span;
use crate::theme::{Align, Ornament, TextStyle, Theme};
use std::collections::BTreeMap;

pub(super) use crate::print::paginate::baseline_in;
pub(super) use note::spread_long_notes;
use tags::unread;

/// What every chapter of an edition is set with.
pub(super) struct Shared<'a> {
    pub book: &'a Book,
    pub pictures: &'a Pictures,
    pub theme: &'a Theme,
    pub geometry: Geometry,
    pub bleed: Bleed,
    pub faces: &'a Faces,
}

/// A picture that a chapter asks for, at a width.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PictureUse {
    pub path: String,
    pub width: f32,
    /// Whether it covers its page.
    pub bleeds: bool,
    pub span: Span,
}

/// How paragraphs stand at this depth.
#[derive(Clone)]
pub(super) struct Scope {
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
    pub boxes: Vec<usize>,
}

/// A chapter being cut into rows.
pub(super) struct Flow<'a> {
    pub book: &'a Book,
    pub chapter: &'a Chapter,
    pub theme: &'a Theme,
    pub geometry: Geometry,
    pub bleed: Bleed,
    pub words: &'static Language,
    pub language: String,
    pub setter: Setter<'a>,
    pub out: Rows,
    pub scope: Scope,
    pub findings: Vec<Diagnostic>,
    /// What its marks are parts of.
    pub structure: Structure,
    /// What the next block is part of.
    pub parent: Tag,
    /// The level of the last heading.
    heading_level: u8,
    /// The element of each note that has been marked.
    note_tags: BTreeMap<usize, Tag>,
    /// Reads the TeX of formulas.
    pub math: Converter,
    pub picture_uses: Vec<PictureUse>,
    /// What references said of pages: ids and folios, to know when a chapter must be set again.
    pub asked: BTreeMap<String, String>,
    pictures: &'a Pictures,
    folios: &'a BTreeMap<String, String>,
    /// Space due before the next row.
    space: f32,
    /// Whether the next row must stay with the one before.
    keep: bool,
    /// Whether the next paragraph starts without an indent.
    flush: bool,
    /// The paragraph whose first words are set apart.
    lead: Option<Span>,
    anchors: Vec<String>,
}

/// Paragraphs of fewer lines cannot hide a line more or less.
const LEAST_FLEXIBLE: usize = 2;
/// A folio not known yet is taken to be this wide.
const UNKNOWN_FOLIO: &str = "00";

impl<'a> Flow<'a> {
    pub fn new(shared: &Shared<'a>, chapter: &'a Chapter, folios: &'a BTreeMap<String, String>) -> Flow<'a> {
        let language = chapter
            .language
            .clone()
            .unwrap_or_else(|| shared.book.metadata.language.clone());
        let theme = shared.theme;
        Flow {
            book: shared.book,
            chapter,
            theme,
            geometry: shared.geometry,
            bleed: shared.bleed,
            words: language::of(&language),
            language,
            setter: Setter::new(shared.faces),
            out: Rows::default(),
            scope: Scope {
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
            },
            findings: Vec::new(),
            structure: Structure::default(),
            parent: Tag::NONE,
            heading_level: 1,
            note_tags: BTreeMap::new(),
            math: Converter::default(),
            picture_uses: Vec::new(),
            asked: BTreeMap::new(),
            pictures: shared.pictures,
            folios,
            space: 0.0,
            keep: false,
            flush: true,
            lead: None,
            anchors: Vec::new(),
        }
    }

    /// Width between the indents of this depth.
    pub fn measure(&self) -> f32 {
        self.geometry.measure - self.scope.left - self.scope.right
    }

    /// "page 47", as far as the place is known.
    pub fn page_of(&mut self, id: &str) -> String {
        let folio = self.folio_of(id);
        format!("{}\u{a0}{folio}", self.words.labels.page)
    }

    /// The folio of an id.
    pub fn folio_of(&mut self, id: &str) -> String {
        let folio = self.folios.get(id).cloned().unwrap_or_else(|| UNKNOWN_FOLIO.to_owned());
        self.asked.insert(id.to_owned(), folio.clone());
        folio
    }

    /// Asks for at least this space before the next row.
    pub fn space(&mut self, points: f32) {
        self.space = self.space.max(points);
    }

    /// Keeps the next row on the page of the one before.
    pub fn keep_next(&mut self) {
        self.keep = true;
    }

    /// Starts the next paragraph without an indent.
    pub fn flush_next(&mut self) {
        self.flush = true;
    }

    /// Marks the next row as the place of an id.
    pub fn anchor(&mut self, id: &str) {
        self.anchors.push(id.to_owned());
    }

    /// Adds a row, with the space, keep and anchors that are due.
    pub fn push(&mut self, mut row: Row) {
        row.before = row.before.max(std::mem::take(&mut self.space));
        row.anchors.append(&mut self.anchors);
        if std::mem::take(&mut self.keep) {
            row.breaking = Break::Never;
        }
        row.snap &= self.theme.grid;
        row.boxes.clone_from(&self.scope.boxes);
        self.out.rows.push(row);
    }

    /// Runs `fill` at a changed depth and comes back.
    pub fn nested(&mut self, change: impl FnOnce(&mut Scope), fill: impl FnOnce(&mut Self)) {
        let outer = self.scope.clone();
        change(&mut self.scope);
        fill(self);
        self.scope = outer;
    }

    /// Opens a decorated container and gives its place in [`Rows::boxes`].
    pub fn add_box(&mut self, boxed: Boxed) -> usize {
        self.out.boxes.push(boxed);
        self.out.boxes.len() - 1
    }

    /// Sets blocks one under another.
    pub fn blocks(&mut self, blocks: &[Block]) {
        for (at, block) in blocks.iter().enumerate() {
            if matches!(block.kind, BlockKind::SceneBreak) && self.theme.lead_in_after_breaks {
                self.lead_from(&blocks[at + 1..]);
            }
            self.block(block);
            if leads_in(block, blocks.get(at + 1)) {
                self.keep_next();
            }
        }
    }

    fn block(&mut self, block: &Block) {
        if let Some(id) = &block.attributes.id {
            self.anchor(id);
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

    /// Lines set in this depth's measure.
    pub fn set(&mut self, pieces: &[Piece], first_indent: f32) -> Vec<Line> {
        self.setter.set(pieces, &self.setting(first_indent))
    }

    /// How paragraphs of this depth are set.
    fn setting(&self, first_indent: f32) -> Setting {
        Setting {
            measure: self.measure(),
            first_indent,
            indent: self.scope.hang,
            right_indent: 0.0,
            align: self.scope.align,
            language: self.language.clone(),
            hyphenate: self.scope.hyphenate && self.scope.align == self.theme.align(),
            looseness: 0,
            cut_lines: 0,
            cut_width: 0.0,
        }
    }

    /// How the lines of this depth become rows.
    pub fn place(&self) -> LinePlace {
        LinePlace {
            left: self.scope.left,
            leading: self.scope.leading,
            size: self.scope.style.size,
            snap: self.scope.snap,
        }
    }

    /// Adds lines as rows, widows and orphans kept out.
    pub fn push_lines(&mut self, lines: Vec<Line>, span: Span) {
        for row in line_rows(lines, self.place(), span) {
            self.push(row);
        }
    }

    /// A line as a row of this depth.
    pub fn line_row(&self, line: Line, span: Span) -> Row {
        Row::of_line(line, self.place(), span)
    }

    fn paragraph(&mut self, content: &[Inline], span: Span) {
        let flush = std::mem::take(&mut self.flush);
        let style = self.tagged(self.scope.style, Role::Paragraph);
        let pieces = self.pieces(content, style);
        if self.lead.take_if(|lead| *lead == span).is_some() {
            return self.leading_paragraph(pieces, span);
        }
        let indent = if flush { 0.0 } else { self.scope.indent };
        self.running_paragraph(pieces, indent, span);
    }

    /// A paragraph of the running text, that pages may ask to be a line longer or shorter.
    fn running_paragraph(&mut self, pieces: Vec<Piece>, first_indent: f32, span: Span) {
        let first = self.out.rows.len();
        self.paragraph_of(&pieces, first_indent, span);
        let on_grid = self.scope.snap && self.scope.leading == self.theme.leading;
        let lines = self.out.rows.len() - first;
        if !on_grid || lines < LEAST_FLEXIBLE || self.scope.align != Align::Justify {
            return;
        }
        let paragraph = self.out.paragraphs.len();
        for row in &mut self.out.rows[first..] {
            row.paragraph = Some(paragraph);
        }
        self.out.paragraphs.push(Paragraph {
            pieces,
            setting: self.setting(first_indent),
            place: self.place(),
            span,
            lines,
            last_width: self.out.rows.last().map_or(0.0, Row::text_width),
        });
    }

    /// A paragraph of pieces with an indent of its first line.
    pub fn paragraph_of(&mut self, pieces: &[Piece], first_indent: f32, span: Span) {
        let lines = self.set(pieces, first_indent);
        self.push_lines(lines, span);
        self.flush = false;
        self.space(self.scope.between);
    }

    fn heading(&mut self, level: u8, content: &[Inline], span: Span) {
        let (look, style) = self.theme.heading(level);
        let tag = self.heading_element(level);
        let pieces = self.pieces(content, TaggedStyle { style, tag });
        let outer = self.scope.clone();
        self.scope = Scope {
            style,
            leading: look.leading,
            align: Align::Left,
            hyphenate: false,
            snap: false,
            hang: 0.0,
            ..outer.clone()
        };
        let lines = self.set(&pieces, 0.0);
        let text = lines.len() as f32 * look.leading + look.after;
        let grid = self.theme.leading;
        let slack = match self.theme.grid {
            true => (text / grid).ceil() * grid - text,
            false => 0.0,
        };
        let mut row = Row {
            heading: true,
            spare: true,
            ..Row::new(slack + text, span)
        };
        for (at, line) in lines.into_iter().enumerate() {
            row.anchors.extend(line.anchors.iter().cloned());
            row.notes.extend(line.notes.iter().map(|&note| NotePiece {
                note,
                from: 0,
                to: usize::MAX,
            }));
            let y = slack + at as f32 * look.leading + baseline_in(look.leading, look.size);
            row.marks.push(Mark::Line { line, x: outer.left, y });
        }
        self.scope = outer;
        self.space(look.before_lines * grid);
        self.push(row);
        self.keep_next();
        self.flush_next();
    }

    fn quote(&mut self, blocks: &[Block]) {
        let step = self.theme.indent * 1.2;
        self.set_off(|flow| {
            flow.nested(
                |scope| {
                    scope.left += step;
                    scope.right += step;
                },
                |flow| flow.blocks(blocks),
            );
        });
    }

    /// Sets something apart by a line of the grid above and below; where there is no grid, by half a line.
    pub fn set_off(&mut self, fill: impl FnOnce(&mut Self)) {
        let on_grid = self.scope.snap && self.scope.leading == self.theme.leading;
        let lines = if on_grid { 1.0 } else { 0.5 };
        self.set_off_by(self.theme.leading * lines, fill);
    }

    fn set_off_by(&mut self, space: f32, fill: impl FnOnce(&mut Self)) {
        self.space(space);
        self.flush_next();
        let outer = self.scope.clone();
        fill(self);
        self.scope = outer;
        self.space(space);
        self.flush_next();
    }

    fn code(&mut self, text: &str, span: Span) {
        let (size, leading) = self.theme.code;
        let paragraph = self.element(Role::Paragraph);
        let style = TextStyle {
            size,
            ..TextStyle::text(size).code()
        };
        let tag = self.element_in(paragraph, Role::Code);
        let piece = |line: &str| Piece::Text {
            text: line.to_owned(),
            style,
            tag,
            language: None,
            hyphenate: false,
            verbatim: true,
            link: None,
            span,
        };
        self.set_off_by(self.theme.leading / 2.0, |flow| {
            flow.nested(
                |scope| {
                    scope.snap = false;
                    scope.left += 6.0;
                    scope.style = style;
                    scope.leading = leading;
                    scope.align = Align::Left;
                    scope.hang = 0.0;
                },
                |flow| {
                    let lines: Vec<&str> = text.trim_end_matches('\n').split('\n').collect();
                    let last = lines.len().saturating_sub(1);
                    let mut blank = 0.0;
                    for (at, line) in lines.iter().enumerate() {
                        if at == 1 || (at > 0 && at == last) {
                            flow.keep_next();
                        }
                        if line.trim().is_empty() {
                            // A page neither ends nor begins with it.
                            blank += leading;
                            continue;
                        }
                        for line in flow.set(&[piece(line)], 0.0) {
                            let mut row = flow.line_row(line, span);
                            row.before = std::mem::take(&mut blank);
                            flow.push(row);
                        }
                    }
                },
            );
        });
    }

    fn scene_break(&mut self, span: Span) {
        let (text, blank) = match &self.theme.ornament {
            Ornament::Shown(text) => (text.as_ref(), false),
            Ornament::Blank(text) => (*text, true),
        };
        let ornament = Piece::plain(text, self.theme.body(), span);
        let leading = self.theme.leading;
        let outer = std::mem::replace(&mut self.scope.align, Align::Center);
        let lines = self.set(&[ornament], 0.0);
        self.scope.align = outer;
        let around = if blank { 0.0 } else { leading };
        self.space(around);
        for line in lines {
            let mut row = self.line_row(line, span);
            row.at_edges = blank;
            self.push(row);
        }
        self.space(around);
        self.flush_next();
    }

    fn page_break(&mut self) {
        let mut row = Row::new(0.0, Span::GENERATED);
        row.breaking = Break::Always;
        self.space = 0.0;
        self.push(row);
        self.flush_next();
    }

    /// A picture at a width in percent of the measure, within limits: its id, width and height. `None` when the
    /// project has no such picture.
    pub fn picture(&mut self, path: &str, percent: Option<f32>, limit: (f32, f32)) -> Option<(PictureId, f32, f32)> {
        let source = self.pictures.get(path)?;
        let (w, h) = (source.width.max(1) as f32, source.height.max(1) as f32);
        let natural = w * 0.75;
        let wanted = percent.map_or(natural.min(limit.0), |p| self.measure() * p / 100.0);
        let width = wanted.min(limit.0).min(limit.1 * w / h).max(1.0);
        let id = self.picture_at(path, width, false, Span::GENERATED);
        Some((id, width, width * h / w))
    }

    /// A picture of the chapter at a width.
    pub fn picture_at(&mut self, path: &str, width: f32, bleeds: bool, span: Span) -> PictureId {
        let id = PictureId(self.picture_uses.len() as u32);
        self.picture_uses.push(PictureUse {
            path: path.to_owned(),
            width,
            bleeds,
            span,
        });
        id
    }

    /// The anchor of a note's text.
    pub fn note_anchor(&self, note: usize) -> String {
        format!("note:{}:{}", self.chapter.id, note + 1)
    }

    /// The anchor of a note's first mark.
    pub fn note_mark_anchor(&self, note: usize) -> String {
        format!("mark:{}:{}", self.chapter.id, note + 1)
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
