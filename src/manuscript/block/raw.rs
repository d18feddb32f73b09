//! Blocks of raw HTML, and lines of Markdown that stand outside the parser's own run.

use super::paragraphs;
use crate::book::{Block, Inline};
use crate::manuscript::context::ParseContext;
use crate::manuscript::inline::InlineBuilder;
use crate::manuscript::inline::elements;
use crate::manuscript::options;
use crate::manuscript::syntax::html::{self, HtmlPiece, Policy};
use crate::manuscript::syntax::money;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::ops::Range;

/// A text of one line, which stands at `at`, as inlines.
pub(super) fn line(text: &str, at: Range<usize>, context: &mut ParseContext) -> Vec<Inline> {
    let mut builder = InlineBuilder::new(at.start);
    feed(&mut builder, text, at, context);
    builder.finish(context).content
}

/// What keeps the start of a line from being taken for a list, a heading or a fence. A full stop
/// lets marks of either kind open after it.
const GUARD: &str = ".";

/// Gives the marks of one line to `builder`.
fn feed(builder: &mut InlineBuilder, text: &str, at: Range<usize>, context: &mut ParseContext) {
    let guarded = format!("{GUARD}{text}");
    let shift = |range: Range<usize>| {
        let clamp = |n: usize| at.start.saturating_add(n.saturating_sub(GUARD.len())).min(at.end);
        clamp(range.start)..clamp(range.end)
    };
    let options = options(context.dialect);
    let hidden = money::hide(&guarded, options);
    for (event, range) in Parser::new_ext(&hidden.text, options).into_offset_iter() {
        let event = match event {
            Event::Text(text) => {
                let text = text.replace(hidden.filler, "$");
                let start = if range.start == 0 { GUARD.len() } else { 0 };
                Event::Text(text.get(start..).unwrap_or_default().to_owned().into())
            }
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => continue,
            event => event,
        };
        if !matches!(&event, Event::Text(text) if text.is_empty()) {
            builder.event(&event, shift(range), context);
        }
    }
}

/// The paragraphs of a block of raw HTML.
struct Paragraphs {
    out: Vec<Block>,
    builder: InlineBuilder,
    /// Where the paragraph starts.
    start: usize,
    /// Where the last space ends.
    spaced: usize,
}

/// The blocks that are left of a block of raw HTML: paragraphs of its text and of the elements
/// that the dialect lets through.
pub(super) fn blocks(range: Range<usize>, context: &mut ParseContext) -> Vec<Block> {
    let mut blocks = Paragraphs {
        out: Vec::new(),
        builder: InlineBuilder::new(range.start),
        start: range.start,
        spaced: usize::MAX,
    };
    let mut dropping: Option<String> = None;
    for (piece, at) in html::pieces(context.source(range.clone())) {
        let at = range.start + at.start..range.start + at.end;
        if let Some(name) = &dropping {
            if piece == HtmlPiece::Close(name.clone()) {
                dropping = None;
            }
            continue;
        }
        match piece {
            HtmlPiece::Text => text(&mut blocks, at, context),
            HtmlPiece::Open(tag) => match html::policy(&tag.name) {
                Policy::Unwrap { block: true } => {
                    blocks.flush(at.start, at.end, context);
                    elements::open(&tag, &at, context);
                }
                Policy::Drop => {
                    elements::open(&tag, &at, context);
                    dropping = (!tag.self_closing).then_some(tag.name);
                }
                _ => blocks.builder.piece(HtmlPiece::Open(tag), at, context),
            },
            HtmlPiece::Close(name) if html::policy(&name) == (Policy::Unwrap { block: true }) => {
                blocks.flush(at.start, at.end, context);
            }
            piece => blocks.builder.piece(piece, at, context),
        }
    }
    blocks.flush(range.end, range.end, context);
    blocks.out
}

/// The lines of a piece of text; an empty line ends the paragraph.
fn text(blocks: &mut Paragraphs, at: Range<usize>, context: &mut ParseContext) {
    let mut start = at.start;
    for (i, line) in context.source(at.clone()).split_inclusive('\n').enumerate() {
        let words = line.trim();
        let lead = start + line.len() - line.trim_start().len();
        let inner = lead..lead + words.len();
        let end = start + line.len();
        if words.is_empty() && i > 0 && line.ends_with('\n') {
            blocks.flush(start, end, context);
        } else {
            blocks.space(start..inner.start, context);
            feed(&mut blocks.builder, words, inner.clone(), context);
            blocks.space(inner.end.max(inner.start)..end, context);
        }
        start = end;
    }
}

impl Paragraphs {
    /// Space in HTML is one space, however much of it there is.
    fn space(&mut self, range: Range<usize>, context: &mut ParseContext) {
        if !range.is_empty() && self.spaced != range.start {
            self.builder.event(&Event::SoftBreak, range.clone(), context);
        }
        if !range.is_empty() {
            self.spaced = range.end;
        }
    }

    /// Ends the paragraph at `end`; the next one starts at `next`.
    fn flush(&mut self, end: usize, next: usize, context: &mut ParseContext) {
        let done = std::mem::replace(&mut self.builder, InlineBuilder::new(next));
        let mut built = done.finish(context);
        trim(&mut built.content);
        let range = self.start..end.max(self.start);
        let source = context.source(range.clone());
        let lead = range.start + source.len() - source.trim_start().len();
        let range = lead..lead + source.trim().len();
        self.out.extend(paragraphs::finish(built, range, context));
        self.start = next;
    }
}

/// Spaces at the edges of a paragraph are the HTML's, not the text's.
fn trim(content: &mut Vec<Inline>) {
    let is_space = |i: &Inline| matches!(i.kind, crate::book::InlineKind::SoftBreak);
    let lead = content.iter().take_while(|i| is_space(i)).count();
    content.drain(..lead);
    while content.last().is_some_and(is_space) {
        content.pop();
    }
}
