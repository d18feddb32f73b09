//! What a paragraph turns out to be: text, a figure, display math, a table's caption.

use crate::book::{Attributes, Block, BlockKind, ContainerKind, Figure, Inline, InlineKind, Picture, Table};
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::manuscript::context::ParseContext;
use crate::manuscript::inline::InlineContent;
use crate::manuscript::inline::spans::{self, LonePicture};
use crate::manuscript::inline::texts::clean;
use crate::span::Span;
use std::ops::Range;

const CAPTION: &str = "Table:";

/// Whether the paragraph at `range` is written as a table's caption.
pub(super) fn is_caption(range: &Range<usize>, context: &ParseContext) -> bool {
    context.source(range.clone()).starts_with(CAPTION)
}

/// The content with the braces at its end put back: they belong to nothing.
pub(super) fn settled(built: InlineContent, context: &mut ParseContext) -> Vec<Inline> {
    let mut content = built.content;
    if let Some(group) = built.trailing {
        let text = clean(context.source(group.range.clone()));
        let span = context.span(group.range);
        let message = "these attributes belong to nothing, and stand as text";
        // The braces may be meant as text.
        let finding = Diagnostic::new(codes::MD_ATTRIBUTES, span, message).weakened_to(Severity::Hint);
        context.findings.push(
            finding
                .with_help("write them right after a heading's text, a picture, a link or a bracket, without a space"),
        );
        let kind = InlineKind::Text(format!(" {text}"));
        content.push(Inline { kind, span });
    }
    content
}

/// Gives a table the caption that was written beside it.
pub(super) fn caption(
    built: InlineContent,
    table: &mut Table,
    attributes: &mut Attributes,
    context: &mut ParseContext,
) {
    let mut content = built.content;
    strip_start(&mut content, CAPTION);
    table.caption = content;
    let Some(mut group) = built.trailing else {
        return;
    };
    if let Some((value, at)) = group.take("widths") {
        table.widths = widths(&value, at, table.alignments.len(), context);
    }
    *attributes = group.attributes;
}

fn widths(value: &str, at: Range<usize>, columns: usize, context: &mut ParseContext) -> Option<Vec<f32>> {
    let parts: Vec<&str> = value.split([',', ' ']).filter(|p| !p.is_empty()).collect();
    let widths: Option<Vec<f32>> = parts
        .iter()
        .map(|part| spans::percent(part, at.clone(), context))
        .collect();
    let widths = widths?;
    if widths.len() != columns || widths.iter().sum::<f32>() > 100.5 {
        let message = format!("the table has {columns} columns, and its widths do not fit them");
        let help = "write one percentage a column, together no more than 100: widths=\"20,20,60\"";
        context.report(codes::MD_TABLE_WIDTHS, at, message, help);
        return None;
    }
    Some(widths)
}

/// Removes `prefix` and the space after it from the start of the text.
pub(super) fn strip_start(content: &mut Vec<Inline>, prefix: &str) {
    let Some(Inline {
        kind: InlineKind::Text(text),
        span,
    }) = content.first_mut()
    else {
        return;
    };
    let Some(rest) = text.strip_prefix(prefix) else {
        return;
    };
    let rest = rest.trim_start().to_owned();
    span.start = (span.start + (text.len() - rest.len()) as u32).min(span.end);
    let gone = rest.is_empty();
    *text = rest;
    if gone {
        content.remove(0);
        if matches!(content.first().map(|i| &i.kind), Some(InlineKind::SoftBreak)) {
            content.remove(0);
        }
    }
}

/// The block that a paragraph makes; none when nothing is left of it (a comment).
pub(super) fn finish(mut built: InlineContent, range: Range<usize>, context: &mut ParseContext) -> Option<Block> {
    let span = context.span(range);
    let lone = built.lone_picture.take();
    let content = settled(built, context);
    if content.iter().all(is_blank) {
        return None;
    }
    let paragraph = |content| Block {
        kind: BlockKind::Paragraph(content),
        attributes: Attributes::default(),
        span,
    };
    if let [Inline { kind, span: at }] = content.as_slice() {
        if let InlineKind::Math(tex) = kind
            && context.source(at.range()).starts_with("$$")
        {
            return Some(Block {
                kind: BlockKind::Math { tex: tex.clone() },
                attributes: Attributes::default(),
                span,
            });
        }
        if let (Some(picture), Some(lone)) = (alone(kind), lone) {
            return Some(figure(picture, lone));
        }
    }
    Some(paragraph(content))
}

/// A paragraph of index marks alone shows nothing and would leave a gap: its marks go to the
/// paragraph or heading that follows it.
pub(super) fn join_marks(before: &mut Vec<Block>, block: &mut Block) {
    let (BlockKind::Paragraph(content) | BlockKind::Heading { content, .. }) = &mut block.kind else {
        return;
    };
    let is_mark = |i: &Inline| matches!(i.kind, InlineKind::IndexMark(_)) || is_blank(i);
    let marks = match before.last_mut().map(|b| &mut b.kind) {
        Some(BlockKind::Paragraph(marks)) if marks.iter().all(is_mark) => std::mem::take(marks),
        _ => return,
    };
    before.pop();
    let marks = marks.into_iter().filter(|i| !is_blank(i));
    content.splice(0..0, marks);
}

fn is_blank(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(text) => text.trim_matches([' ', '\t', '\n', '\r']).is_empty(),
        InlineKind::SoftBreak | InlineKind::HardBreak => true,
        _ => false,
    }
}

/// The picture that an inline is, with or without attributes around it.
pub(super) fn alone(kind: &InlineKind) -> Option<Picture> {
    match kind {
        InlineKind::Image(picture) => Some(picture.clone()),
        InlineKind::Span { content, .. } => match content.as_slice() {
            [inline] => alone(&inline.kind),
            _ => None,
        },
        _ => None,
    }
}

fn figure(picture: Picture, lone: LonePicture) -> Block {
    let caption = (!lone.caption.is_empty()).then(|| Block {
        kind: BlockKind::Paragraph(lone.caption),
        attributes: Attributes::default(),
        span: lone.span,
    });
    let figure = Block {
        kind: BlockKind::Figure(Figure {
            picture,
            caption: caption.into_iter().collect(),
            number: None,
        }),
        attributes: lone.attributes,
        span: lone.span,
    };
    only(figure)
}

/// The block inside what keeps it for some editions, where its attributes say so.
pub(super) fn only(mut block: Block) -> Block {
    for (key, keep) in [("not", false), ("only", true)] {
        let Some(at) = block.attributes.pairs.iter().position(|(k, _)| k == key) else {
            continue;
        };
        let (_, names) = block.attributes.pairs.remove(at);
        block = kept_for(&names, keep, vec![block.clone()], block.span);
    }
    block
}

/// Blocks kept in the editions named, or in all but these.
pub(super) fn kept_for(names: &str, keep: bool, blocks: Vec<Block>, span: Span) -> Block {
    let editions = names
        .split([',', ' '])
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    Block {
        kind: BlockKind::Container {
            kind: ContainerKind::Only { keep, editions },
            title: Vec::new(),
            blocks,
        },
        attributes: Attributes::default(),
        span,
    }
}
