//! Blocks.

use super::super::markup::Attrs;
use super::super::survey::one_line;
use super::Writer;
use super::inlines::width;
use crate::book::{
    Alignment, Attributes, Block, BlockKind, Cell, Definition, Figure, Inline, List, ListItem, Table, plain_text,
};

impl Writer<'_> {
    /// Blocks, one under the other.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.deeper(|writer| writer.block(block));
        }
    }

    fn block(&mut self, block: &Block) {
        let attributes = &block.attributes;
        match &block.kind {
            BlockKind::Paragraph(_) => {}
            BlockKind::Heading { .. } | BlockKind::Code { .. } | BlockKind::Figure(_) | BlockKind::Math { .. } => {
                self.pages_before(block.span, block.span.end)
            }
            BlockKind::Container { title, .. } => {
                let end = title
                    .last()
                    .map_or(block.span.start.saturating_add(1), |last| last.span.end);
                self.pages_before(block.span, end);
            }
            _ => self.pages_before(block.span, block.span.start.saturating_add(1)),
        }
        match &block.kind {
            BlockKind::Paragraph(content) => self.text_block("p", attributes, content),
            BlockKind::Heading { level, content } => self.heading(*level, attributes, content),
            BlockKind::Quote(blocks) => {
                let attrs = self.attrs(attributes);
                self.wrap("blockquote", &attrs, blocks);
            }
            BlockKind::Code { language, text } => {
                self.code(attributes, language.as_deref(), text);
            }
            BlockKind::List(list) => self.list(attributes, list),
            BlockKind::Definitions(definitions) => self.definitions(attributes, definitions),
            BlockKind::Table(table) => self.table(attributes, table),
            BlockKind::Figure(figure) => self.figure(attributes, figure),
            BlockKind::SceneBreak => {
                let attrs = self.attrs(attributes).with("class", "scene-break");
                self.markup.void("hr", &attrs);
                self.markup.line();
            }
            BlockKind::Math { tex } => {
                let attrs = self.attrs(attributes).with("class", "math");
                self.markup.open("div", &attrs);
                self.math(tex, true, block.span);
                self.markup.close_line("div");
            }
            BlockKind::Container { kind, title, blocks } => self.container(kind, attributes, title, blocks),
            BlockKind::PageBreak => self.empty_block("page-break", attributes),
        }
    }

    fn text_block(&mut self, name: &str, attributes: &Attributes, content: &[Inline]) {
        let attrs = self.attrs(attributes);
        self.markup.open(name, &attrs);
        self.inlines(content);
        self.markup.close_line(name);
    }

    fn empty_block(&mut self, class: &'static str, attributes: &Attributes) {
        let attrs = self.attrs(attributes).with("class", class);
        self.markup.element_line("div", &attrs, "");
    }

    /// An element around blocks.
    pub(super) fn wrap(&mut self, name: &str, attrs: &Attrs<'_>, blocks: &[Block]) {
        self.markup.open(name, attrs);
        self.markup.line();
        self.blocks(blocks);
        self.markup.close_line(name);
    }

    /// In a chapter the first level is the chapter's title's. A level that the manuscript leaves out is closed up, since
    /// readers who go by headings take a gap for something missing (WCAG 2.2, technique H42).
    fn heading(&mut self, level: u8, attributes: &Attributes, content: &[Inline]) {
        let (highest, lowest) = match self.context.book {
            Some(_) => (2, self.level.saturating_add(1).clamp(2, 6)),
            None => (1, 6),
        };
        self.level = level.clamp(highest, lowest);
        let name = heading_name(self.level);
        self.text_block(name, attributes, content);
    }

    fn code(&mut self, attributes: &Attributes, language: Option<&str>, text: &str) {
        let attrs = self.attrs(attributes);
        self.markup.open("pre", &attrs);
        let class = language
            .filter(|name| !name.is_empty())
            .map(|name| format!("language-{name}"));
        let attrs = Attrs::new().with_some("class", class);
        self.markup.element("code", &attrs, text);
        self.markup.close_line("pre");
    }

    fn list(&mut self, attributes: &Attributes, list: &List) {
        let name = if list.start.is_some() { "ol" } else { "ul" };
        let start = list
            .start
            .filter(|&start| start != 1)
            .map(|start| start.min(i32::MAX as u64).to_string());
        let tasks = list.items.iter().any(|item| item.task.is_some());
        let attrs = self
            .attrs(attributes)
            .with_some("start", start)
            .with_some("class", tasks.then_some("tasks"));
        if list.items.is_empty() {
            return;
        }
        self.markup.open(name, &attrs);
        self.markup.line();
        for item in &list.items {
            self.item(item, list.tight);
        }
        self.markup.close_line(name);
    }

    fn item(&mut self, item: &ListItem, tight: bool) {
        self.markup.open("li", &Attrs::new());
        if let Some(done) = item.task {
            let words = self.context.words;
            let (sign, label) = match done {
                true => ("☑", words.ebook.done),
                false => ("☐", words.ebook.to_do),
            };
            let attrs = Attrs::class("task").with("role", "img").with("aria-label", label);
            self.markup.element("span", &attrs, sign);
            self.markup.text(" ");
        }
        for (index, block) in item.blocks.iter().enumerate() {
            match &block.kind {
                BlockKind::Paragraph(content) if tight && block.attributes.is_empty() => {
                    if index > 0 {
                        self.markup.line();
                    }
                    self.inlines(content);
                }
                _ => {
                    self.markup.line();
                    self.deeper(|writer| writer.block(block));
                }
            }
        }
        self.markup.close_line("li");
    }

    fn definitions(&mut self, attributes: &Attributes, definitions: &[Definition]) {
        if definitions.is_empty() {
            return;
        }
        let attrs = self.attrs(attributes);
        self.markup.open("dl", &attrs);
        self.markup.line();
        for definition in definitions {
            for term in &definition.terms {
                self.text_block("dt", &Attributes::default(), term);
            }
            for detail in &definition.details {
                self.wrap("dd", &Attrs::new(), detail);
            }
        }
        self.markup.close_line("dl");
    }

    /// A wide table scrolls in its own box, so that the text beside it keeps its width. One of many columns that all
    /// have names can become a list, for readers that turn pages and do not scroll.
    fn table(&mut self, attributes: &Attributes, table: &Table) {
        let attrs = self.attrs(attributes);
        let names: Vec<String> = table.head.iter().map(column_name).collect();
        let stacks = names.len() >= STACKING && names.iter().all(|name| !name.is_empty());
        let names = if stacks { names } else { Vec::new() };
        self.stacks |= stacks;
        let class = Attrs::class("table").with_some("class", stacks.then_some("stacks"));
        self.markup.open("div", &class);
        self.markup.open("table", &attrs);
        self.markup.line();
        self.table_caption(table);
        if let Some(widths) = &table.widths {
            self.markup.open("colgroup", &Attrs::new());
            for percent in widths {
                let attrs = Attrs::new().with_some("style", width(*percent));
                self.markup.void("col", &attrs);
            }
            self.markup.close_line("colgroup");
        }
        // A head without words names nothing: assistive technology must not announce it.
        let head = table.head.iter().any(|cell| !cell.content.is_empty());
        if head {
            self.markup.open("thead", &Attrs::new());
            self.row(&table.head, &table.alignments, None);
            self.markup.close_line("thead");
        }
        if !table.rows.is_empty() || !head {
            self.markup.open("tbody", &Attrs::new());
            self.markup.line();
            for row in &table.rows {
                self.row(row, &table.alignments, Some(&names));
            }
            if table.rows.is_empty() {
                self.row(&[], &[], Some(&[]));
            }
            self.markup.close_line("tbody");
        }
        self.markup.close("table");
        self.markup.close_line("div");
    }

    fn table_caption(&mut self, table: &Table) {
        let label = table.number.map(|n| format!("{} {n}", self.context.words.labels.table));
        if table.caption.is_empty() && label.is_none() {
            return;
        }
        self.markup.open("caption", &Attrs::new());
        if let Some(label) = label {
            self.caption_label(&label);
        }
        self.inlines(&table.caption);
        self.markup.close_line("caption");
    }

    fn caption_label(&mut self, label: &str) {
        self.markup
            .element("span", &Attrs::class("label"), &format!("{label}."));
        self.markup.text(" ");
    }

    /// A row of the head, or one of the body with the names of its columns.
    fn row(&mut self, cells: &[Cell], alignments: &[Alignment], names: Option<&[String]>) {
        self.markup.open("tr", &Attrs::new());
        if cells.is_empty() {
            self.markup.element("td", &Attrs::new(), "");
        }
        for (column, cell) in cells.iter().enumerate() {
            let alignment = alignments.get(column).copied().unwrap_or_default();
            let attrs = Attrs::new().with_some("class", alignment_class(alignment));
            let (name, attrs) = match names {
                None if !cell.content.is_empty() => ("th", attrs.with("scope", "col")),
                None => ("td", attrs),
                Some(names) => {
                    let filled = names.get(column).filter(|_| !cell.content.is_empty());
                    ("td", attrs.with_some("data-column", filled.cloned()))
                }
            };
            self.within(name, &attrs, &cell.content);
        }
        self.markup.close_line("tr");
    }

    fn figure(&mut self, attributes: &Attributes, figure: &Figure) {
        let mut attrs = self.attrs(attributes);
        if let Some(number) = figure.number.filter(|_| attributes.id.is_none()) {
            attrs = attrs.with_some("id", self.fresh_id(figure_id(number)));
        }
        self.markup.open("figure", &attrs);
        self.markup.line();
        self.picture(&figure.picture);
        self.markup.line();
        let label = figure
            .number
            .map(|n| format!("{} {n}", self.context.words.labels.figure));
        if label.is_some() || !figure.caption.is_empty() {
            self.markup.open("figcaption", &Attrs::new());
            self.markup.line();
            self.figure_caption(label.as_deref(), &figure.caption);
            self.markup.close_line("figcaption");
        }
        self.markup.close_line("figure");
    }

    /// The label runs in with the caption's first paragraph.
    fn figure_caption(&mut self, label: Option<&str>, caption: &[Block]) {
        let Some(label) = label else {
            self.blocks(caption);
            return;
        };
        let first = caption.split_first().and_then(|(first, rest)| {
            let BlockKind::Paragraph(content) = &first.kind else {
                return None;
            };
            Some((&first.attributes, content.as_slice(), rest))
        });
        let (attributes, content, rest) = match first {
            Some((attributes, content, rest)) => (Some(attributes), content, rest),
            None => (None, Default::default(), caption),
        };
        let attrs = attributes.map_or_else(Attrs::new, |attributes| self.attrs(attributes));
        self.markup.open("p", &attrs);
        self.caption_label(label);
        self.inlines(content);
        self.markup.close_line("p");
        self.blocks(rest);
    }
}

/// Tables of so many columns do not fit on a phone with large letters.
const STACKING: usize = 3;

fn column_name(cell: &Cell) -> String {
    one_line(&plain_text(&cell.content))
}

/// The id of a figure that the author gave none.
pub(super) fn figure_id(number: u32) -> String {
    format!("_figure-{number}")
}

/// The element of a heading's level.
pub(super) fn heading_name(level: u8) -> &'static str {
    match level {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}

fn alignment_class(alignment: Alignment) -> Option<&'static str> {
    match alignment {
        Alignment::None => None,
        Alignment::Left => Some("left"),
        Alignment::Center => Some("center"),
        Alignment::Right => Some("right"),
    }
}
