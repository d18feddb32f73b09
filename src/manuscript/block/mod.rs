//! The parser's events to blocks, with an explicit stack.

mod divisions;
mod frames;
mod paragraphs;
mod raw;

use crate::manuscript::context::ParseContext;
use crate::manuscript::inline::{InlineBuilder, InlineContent};
use crate::manuscript::syntax::mask::{Fence, FenceKind};
use frames::{BlockFrame, OpenBlock, TooDeep, WaitingCaption, is_inline, is_inline_end, opened};

use crate::book::{Attributes, Block, BlockKind, Cell, ContainerKind, Definition, Inline, List, ListItem, Note, Table};
use crate::diagnostic::codes;
use crate::limits;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::ops::Range;

/// Where a line's text goes when it ends.
enum LineKind {
    Paragraph,
    /// In a tight list the parser gives no paragraphs.
    Implicit,
    Heading(u8),
    Cell,
    Term,
}

/// A text's blocks and its notes as defined, labels first.
pub(super) struct Output {
    pub blocks: Vec<Block>,
    pub notes: Vec<(usize, Note)>,
}

/// Takes events until all blocks are there.
pub(super) struct Blocks<'c, 'a> {
    context: &'c mut ParseContext<'a>,
    frames: Vec<BlockFrame>,
    flat: Vec<TooDeep>,
    line: Option<(LineKind, InlineBuilder, Range<usize>)>,
    code: Option<(Option<String>, String, Range<usize>)>,
    html: Option<Range<usize>>,
    notes: Vec<(usize, Note)>,
    cells: usize,
}

impl<'c, 'a> Blocks<'c, 'a> {
    pub fn new(context: &'c mut ParseContext<'a>) -> Blocks<'c, 'a> {
        let len = context.masked.original.len();
        Blocks {
            context,
            frames: vec![BlockFrame::new(OpenBlock::Root, 0..len)],
            flat: Vec::new(),
            line: None,
            code: None,
            html: None,
            notes: Vec::new(),
            cells: 0,
        }
    }

    pub fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => match is_inline(&tag) {
                true => self.inline(&Event::Start(tag), range),
                false => self.start(tag, range),
            },
            Event::End(end) => match is_inline_end(end) {
                true => self.inline(&Event::End(end), range),
                false => self.end(end, range),
            },
            Event::Rule => {
                self.end_implicit();
                self.push(BlockKind::SceneBreak, Attributes::default(), range);
            }
            Event::TaskListMarker(done) => self.task(done),
            Event::Html(_) => {}
            Event::Text(text) if self.code.is_some() => {
                let text = self.context.masked.restore(&text, range).into_owned();
                if let Some((_, code, _)) = &mut self.code {
                    code.push_str(&text);
                }
            }
            Event::Text(_) if self.html.is_some() => {}
            event => self.inline(&event, range),
        }
    }

    fn inline(&mut self, event: &Event, range: Range<usize>) {
        if self.html.is_some() || self.code.is_some() {
            return;
        }
        let (_, builder, whole) = self.line.get_or_insert_with(|| {
            let builder = InlineBuilder::new(range.start);
            (LineKind::Implicit, builder, range.clone())
        });
        whole.end = whole.end.max(range.end);
        builder.event(event, range, self.context);
    }

    fn task(&mut self, done: bool) {
        if let Some(BlockFrame {
            open: OpenBlock::Item { task },
            ..
        }) = self.frames.last_mut()
        {
            *task = Some(done);
        }
    }

    fn begin(&mut self, line: LineKind, range: Range<usize>) {
        self.line = Some((line, InlineBuilder::new(range.start), range));
    }

    fn end_implicit(&mut self) {
        if matches!(self.line, Some((LineKind::Implicit, ..))) {
            self.end_line();
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        self.end_implicit();
        match tag {
            Tag::Paragraph => {
                self.loosen();
                self.begin(LineKind::Paragraph, range);
            }
            Tag::Heading { level, .. } => self.begin(LineKind::Heading(level as u8), range),
            Tag::TableCell => self.begin(LineKind::Cell, range),
            Tag::DefinitionListTitle => self.begin(LineKind::Term, range),
            Tag::TableHead | Tag::TableRow => {}
            Tag::CodeBlock(kind) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next(),
                    CodeBlockKind::Indented => None,
                };
                self.code = Some((language.map(str::to_owned), String::new(), range));
            }
            Tag::HtmlBlock => self.html = Some(range),
            tag => self.open(opened(tag), range),
        }
    }

    fn open(&mut self, open: OpenBlock, range: Range<usize>) {
        // A list without room for its items would lose their text.
        let levels = match open {
            OpenBlock::List { .. } | OpenBlock::Definitions(_) => 2,
            _ => 1,
        };
        if !self.flat.is_empty() || self.frames.len() + levels > limits::NESTING {
            self.context.too_deep(range);
            self.flat.push(TooDeep::Tag);
            return;
        }
        self.frames.push(BlockFrame::new(open, range));
    }

    /// A paragraph right in an item makes its list a loose one.
    fn loosen(&mut self) {
        let mut above = self.frames.iter_mut().rev();
        let in_item = matches!(above.next().map(|f| &f.open), Some(OpenBlock::Item { .. }));
        if let Some(OpenBlock::List { tight, .. }) = above.next().map(|f| &mut f.open).filter(|_| in_item) {
            *tight = false;
        }
    }

    fn end(&mut self, end: TagEnd, range: Range<usize>) {
        match end {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::DefinitionListTitle => {
                return self.end_line();
            }
            TagEnd::CodeBlock => {
                if let Some((language, text, range)) = self.code.take() {
                    let text = crate::manuscript::inline::texts::clean(&text.replace("\r\n", "\n"));
                    let kind = BlockKind::Code { language, text };
                    self.push(kind, Attributes::default(), range);
                }
                return;
            }
            TagEnd::HtmlBlock => {
                self.html = None;
                return self.html_block(range);
            }
            _ => self.end_implicit(),
        }
        if matches!(end, TagEnd::TableHead | TagEnd::TableRow) {
            return self.end_row(end);
        }
        if !self.flat.is_empty() {
            while self.flat.pop() == Some(TooDeep::Fence) {}
            return;
        }
        self.close_containers();
        if self.frames.len() > 1
            && let Some(frame) = self.frames.pop()
        {
            self.close(frame);
        }
    }

    fn end_row(&mut self, end: TagEnd) {
        if let Some(BlockFrame {
            open: OpenBlock::Table { table, row },
            ..
        }) = self.frames.last_mut()
        {
            let row = std::mem::take(row);
            match end {
                TagEnd::TableHead => table.head = row,
                _ => table.rows.push(row),
            }
        }
    }

    fn end_line(&mut self) {
        let Some((line, builder, range)) = self.line.take() else {
            return;
        };
        let mut built = builder.finish(self.context);
        match line {
            LineKind::Paragraph | LineKind::Implicit => self.end_paragraph(built, range),
            LineKind::Heading(level) => {
                let attributes = built.trailing.take().map(|g| g.attributes);
                let content = built.content;
                let kind = BlockKind::Heading { level, content };
                self.push(kind, attributes.unwrap_or_default(), self.context.trimmed(range));
            }
            LineKind::Cell => {
                let content = paragraphs::settled(built, self.context);
                self.cell(content, range);
            }
            LineKind::Term => {
                let content = paragraphs::settled(built, self.context);
                self.term(content, range);
            }
        }
    }

    fn cell(&mut self, content: Vec<Inline>, range: Range<usize>) {
        self.cells += 1;
        let span = self.context.span(range.clone());
        match self.frames.last_mut() {
            Some(BlockFrame {
                open: OpenBlock::Table { row, .. },
                ..
            }) if self.cells <= limits::TABLE_CELLS => row.push(Cell { content, span }),
            Some(BlockFrame {
                open: OpenBlock::Table { .. },
                ..
            }) => {
                if self.cells == limits::TABLE_CELLS + 1 {
                    self.context.report(
                        codes::MD_TABLE_SIZE,
                        range,
                        format!("more than {} cells in the tables of a file", limits::TABLE_CELLS),
                        "the cells from here on are left out; part the table",
                    );
                }
            }
            _ => self.push(BlockKind::Paragraph(content), Attributes::default(), range),
        }
    }

    fn term(&mut self, content: Vec<Inline>, range: Range<usize>) {
        let span = self.context.span(range.clone());
        let Some(BlockFrame {
            open: OpenBlock::Definitions(definitions),
            ..
        }) = self.frames.last_mut()
        else {
            return self.push(BlockKind::Paragraph(content), Attributes::default(), range);
        };
        match definitions.last_mut().filter(|d| d.details.is_empty()) {
            Some(definition) => {
                definition.terms.push(content);
                definition.span = definition.span.to(span);
            }
            None => definitions.push(Definition {
                terms: vec![content],
                details: Vec::new(),
                span,
            }),
        }
    }

    fn end_paragraph(&mut self, built: InlineContent, range: Range<usize>) {
        let range = self.context.trimmed(range);
        if self.context.dialect.extensions && paragraphs::is_caption(&range, self.context) {
            let frame = self.frames.last_mut();
            let table = frame.and_then(|f| f.blocks.last_mut()).and_then(uncaptioned);
            match table {
                Some((table, attributes)) => {
                    paragraphs::caption(built, table, attributes, self.context);
                }
                None => {
                    self.flush_caption();
                    if let Some(frame) = self.frames.last_mut() {
                        frame.caption = Some(WaitingCaption { built, range });
                    }
                }
            }
            return;
        }
        if let Some(block) = paragraphs::finish(built, range, self.context) {
            self.push_block(block);
        }
    }

    /// A caption that no table follows is a paragraph.
    fn flush_caption(&mut self) {
        let waiting = self.frames.last_mut().and_then(|f| f.caption.take());
        if let Some(WaitingCaption { built, range }) = waiting {
            let block = paragraphs::finish(built, range, self.context);
            if let (Some(block), Some(frame)) = (block, self.frames.last_mut()) {
                frame.blocks.push(block);
            }
        }
    }

    fn push(&mut self, kind: BlockKind, attributes: Attributes, range: Range<usize>) {
        let span = self.context.span(range);
        self.push_block(Block { kind, attributes, span });
    }

    fn push_block(&mut self, mut block: Block) {
        let waiting = self.frames.last_mut().and_then(|f| f.caption.take());
        if let Some(waiting) = waiting {
            match uncaptioned(&mut block) {
                Some((table, attributes)) => {
                    paragraphs::caption(waiting.built, table, attributes, self.context);
                }
                None => {
                    let paragraph = paragraphs::finish(waiting.built, waiting.range, self.context);
                    if let (Some(paragraph), Some(frame)) = (paragraph, self.frames.last_mut()) {
                        frame.blocks.push(paragraph);
                    }
                }
            }
        }
        if let Some(frame) = self.frames.last_mut() {
            paragraphs::join_marks(&mut frame.blocks, &mut block);
            frame.blocks.push(block);
        }
    }

    fn html_block(&mut self, range: Range<usize>) {
        let text = self.context.masked.text.get(range.clone()).unwrap_or("");
        let indent = text.len() - text.trim_start_matches([' ', '\t']).len();
        match self.context.masked.fence_at(range.start + indent).cloned() {
            Some(fence) if matches!(fence.kind, FenceKind::Close) => self.close_fence(fence.range),
            Some(fence) => self.open_fence(fence),
            None => {
                for block in raw::blocks(range, self.context) {
                    self.push_block(block);
                }
            }
        }
    }

    fn open_fence(&mut self, fence: Fence) {
        if !self.flat.is_empty() || self.frames.len() >= limits::NESTING {
            self.context.too_deep(fence.range);
            self.flat.push(TooDeep::Fence);
            return;
        }
        let range = fence.range.clone();
        self.frames
            .push(BlockFrame::new(OpenBlock::Container(Box::new(fence)), range));
    }

    fn close_fence(&mut self, range: Range<usize>) {
        if self.flat.last() == Some(&TooDeep::Fence) {
            self.flat.pop();
            return;
        }
        let inside =
            self.flat.is_empty() && matches!(self.frames.last().map(|f| &f.open), Some(OpenBlock::Container(_)));
        if !inside {
            let help = "remove the line, or open the container before it at the same indent";
            self.context.report(
                codes::MD_CONTAINER_STRAY,
                range,
                "these colons close no container",
                help,
            );
            return;
        }
        if let Some(last) = self.frames.last_mut() {
            last.range.end = range.end;
        }
        self.flush_caption();
        if let Some(frame) = self.frames.pop() {
            self.close(frame);
        }
    }

    /// Containers that are open where what holds them ends.
    fn close_containers(&mut self) {
        self.flush_caption();
        while let Some(OpenBlock::Container(fence)) = self.frames.last().map(|f| &f.open) {
            let range = fence.range.clone();
            let help = "add a line `:::` where it ends";
            self.context
                .report(codes::MD_CONTAINER_UNCLOSED, range, "the container is not closed", help);
            if let Some(mut frame) = self.frames.pop() {
                if let Some(last) = frame.blocks.last() {
                    frame.range.end = frame.range.end.max(last.span.end as usize);
                }
                self.close(frame);
            }
            self.flush_caption();
        }
    }

    fn close(&mut self, frame: BlockFrame) {
        let BlockFrame {
            open, blocks, range, ..
        } = frame;
        let range = self.context.trimmed(range);
        let span = self.context.span(range.clone());
        let none = Attributes::default();
        match open {
            OpenBlock::Root => {}
            OpenBlock::Quote(None) => self.push(BlockKind::Quote(blocks), none, range),
            OpenBlock::Quote(Some(callout)) => {
                let kind = BlockKind::Container {
                    kind: ContainerKind::Callout(callout),
                    title: Vec::new(),
                    blocks,
                };
                self.push(kind, none, range);
            }
            OpenBlock::List { start, tight, items } => {
                let list = List { start, tight, items };
                self.push(BlockKind::List(list), none, range);
            }
            OpenBlock::Item { task } => {
                let item = ListItem { task, blocks, span };
                if let Some(OpenBlock::List { items, .. }) = self.frames.last_mut().map(|f| &mut f.open) {
                    items.push(item);
                }
            }
            OpenBlock::Definitions(definitions) => {
                self.push(BlockKind::Definitions(definitions), none, range);
            }
            OpenBlock::Detail => {
                let open = self.frames.last_mut().map(|f| &mut f.open);
                if let Some(OpenBlock::Definitions(definitions)) = open
                    && let Some(definition) = definitions.last_mut()
                {
                    definition.details.push(blocks);
                    definition.span = definition.span.to(span);
                }
            }
            OpenBlock::Note(label) => {
                let number = self.context.label(&label);
                let note = Note {
                    label,
                    blocks,
                    span: Some(span),
                    origin: None,
                };
                self.notes.push((number, note));
            }
            OpenBlock::Table { table, .. } => self.push(BlockKind::Table(table), none, range),
            OpenBlock::Container(fence) => {
                for block in divisions::finish(*fence, blocks, range, self.context) {
                    self.push_block(block);
                }
            }
        }
    }

    /// Ends the text.
    pub fn finish(mut self) -> Output {
        self.end_implicit();
        self.close_containers();
        let root = self.frames.drain(..).next();
        Output {
            blocks: root.map_or_else(Vec::new, |f| f.blocks),
            notes: self.notes,
        }
    }
}

fn uncaptioned(block: &mut Block) -> Option<(&mut Table, &mut Attributes)> {
    match &mut block.kind {
        BlockKind::Table(table) if table.caption.is_empty() => Some((table, &mut block.attributes)),
        _ => None,
    }
}
