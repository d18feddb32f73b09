//! Blocks of raw HTML, and lines of Markdown that stand outside the parser's own run.

use super::context::Context;
use super::html::{self, Piece, Policy};
use super::inlines::Builder;
use super::{elements, options, paragraphs};
use crate::book::{Block, Inline};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::ops::Range;

/// A text, which stands at `at`, as inlines.
pub(super) fn line(text: &str, at: Range<usize>, context: &mut Context) -> Vec<Inline> {
    let mut builder = Builder::new(at.start);
    feed(&mut builder, text, at, context);
    builder.finish(context).content
}

/// Gives a text's marks to `builder`; what would be a block is text.
fn feed(builder: &mut Builder, text: &str, at: Range<usize>, context: &mut Context) {
    let parser = Parser::new_ext(text, options(context.dialect)).into_offset_iter();
    let shift = |range: Range<usize>| {
        let clamp = |n: usize| at.start.saturating_add(n).min(at.end);
        clamp(range.start)..clamp(range.end)
    };
    for (event, range) in parser {
        let inline = match &event {
            Event::Start(tag) => matches!(
                tag,
                Tag::Emphasis
                    | Tag::Strong
                    | Tag::Strikethrough
                    | Tag::Superscript
                    | Tag::Subscript
                    | Tag::Link { .. }
                    | Tag::Image { .. }
            ),
            Event::End(end) => matches!(
                end,
                TagEnd::Emphasis
                    | TagEnd::Strong
                    | TagEnd::Strikethrough
                    | TagEnd::Superscript
                    | TagEnd::Subscript
                    | TagEnd::Link
                    | TagEnd::Image
            ),
            Event::Html(_) | Event::Rule | Event::TaskListMarker(_) => false,
            _ => true,
        };
        if inline {
            builder.event(&event, shift(range), context);
        }
    }
}

/// The blocks that are left of a block of raw HTML: paragraphs of its text and of the elements
/// that the dialect lets through.
pub(super) fn blocks(range: Range<usize>, context: &mut Context) -> Vec<Block> {
    let mut out = Vec::new();
    let source = context.source(range.clone());
    let mut builder = Builder::new(range.start);
    let mut start = range.start;
    let mut dropping: Option<String> = None;
    for (piece, at) in html::pieces(source) {
        let at = range.start + at.start..range.start + at.end;
        if let Some(name) = &dropping {
            if piece == Piece::Close(name.clone()) {
                dropping = None;
            }
            continue;
        }
        match piece {
            Piece::Text => text(&mut builder, at, context),
            Piece::Open(tag) => match html::policy(&tag.name) {
                Policy::Unwrap { block: true } => {
                    flush(&mut out, &mut builder, start..at.start, at.end, context);
                    start = at.end;
                    elements::open(&tag, &at, context);
                }
                Policy::Drop => {
                    elements::open(&tag, &at, context);
                    dropping = (!tag.self_closing).then_some(tag.name);
                }
                _ => builder.piece(Piece::Open(tag), at, context),
            },
            Piece::Close(name) if html::policy(&name) == (Policy::Unwrap { block: true }) => {
                flush(&mut out, &mut builder, start..at.start, at.end, context);
                start = at.end;
            }
            piece => builder.piece(piece, at, context),
        }
    }
    flush(&mut out, &mut builder, start..range.end, range.end, context);
    out
}

fn text(builder: &mut Builder, at: Range<usize>, context: &mut Context) {
    let source = context.source(at.clone());
    let lead = source.len() - source.trim_start().len();
    let text = source.trim();
    let spaces = |b: &mut Builder, range: Range<usize>, context: &mut Context| {
        if !range.is_empty() {
            b.event(&Event::SoftBreak, range, context);
        }
    };
    if text.is_empty() {
        return spaces(builder, at, context);
    }
    let inner = at.start + lead..at.start + lead + text.len();
    spaces(builder, at.start..inner.start, context);
    feed(builder, text, inner.clone(), context);
    spaces(builder, inner.end..at.end, context);
}

fn flush(
    out: &mut Vec<Block>,
    builder: &mut Builder,
    range: Range<usize>,
    next: usize,
    context: &mut Context,
) {
    let done = std::mem::replace(builder, Builder::new(next));
    let mut built = done.finish(context);
    trim(&mut built.content);
    let source = context.source(range.clone());
    let lead = source.len() - source.trim_start().len();
    let range = range.start + lead..range.start + lead + source.trim().len();
    out.extend(paragraphs::finish(built, range, context));
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
