//! What a container makes of the blocks in it.

use super::{paragraphs, raw};
use crate::book::walk::{self, NodeMut, Root, TextKind};
use crate::book::{Attributes, Block, BlockKind, ContainerKind, Figure, Inline, InlineKind};
use crate::diagnostic::codes;
use crate::manuscript::context::ParseContext;
use crate::manuscript::syntax::attributes::Group;
use crate::manuscript::syntax::containers::{self, NamedBlock};
use crate::manuscript::syntax::mask::{Fence, FenceKind};
use crate::manuscript::syntax::nearest::nearest;
use crate::span::Span;
use std::ops::Range;

/// The blocks that a container ends as.
pub(super) fn finish(fence: Fence, blocks: Vec<Block>, range: Range<usize>, context: &mut ParseContext) -> Vec<Block> {
    let line = fence.range.clone();
    let FenceKind::Open {
        name,
        group,
        words,
        broken,
    } = fence.kind
    else {
        return blocks;
    };
    if broken {
        let help = "write ::: {.name #id key=\"value\"}";
        context.report(
            codes::MD_ATTRIBUTES,
            line.clone(),
            "the braces of this container cannot be read",
            help,
        );
    }
    let mut group = group.unwrap_or_else(|| Group {
        attributes: Attributes::default(),
        range: line.clone(),
        values: Vec::new(),
    });
    let named = named(name, &mut group, broken, &line, context);
    let mut title = title_of(&mut group, context);
    if let Some(at) = words {
        let help = "write it as ::: {.name title=\"...\"}";
        context.report(
            codes::MD_CONTAINER_WORDS,
            at.clone(),
            "the words after a container's name are taken for its title",
            help,
        );
        title = raw::line(context.source(at.clone()), at, context);
    }
    let span = context.span(range);
    let only = group.take("only");
    let not = group.take("not");
    let mut out = match named {
        NamedBlock::PageBreak => {
            let kind = BlockKind::PageBreak;
            let attributes = group.attributes;
            let page_break = Block {
                kind,
                attributes,
                span: context.span(line),
            };
            std::iter::once(page_break).chain(blocks).collect()
        }
        NamedBlock::Figure => vec![figure(blocks, group.attributes, &line, span, context)],
        NamedBlock::Kind(kind) => {
            let plain = kind == ContainerKind::Plain && group.attributes.is_empty() && title.is_empty();
            if plain {
                blocks
            } else {
                let blocks = shaped(&kind, blocks, context);
                let kind = BlockKind::Container { kind, title, blocks };
                vec![Block {
                    kind,
                    attributes: group.attributes,
                    span,
                }]
            }
        }
    };
    for (names, keep) in [(not, false), (only, true)] {
        if let Some((names, _)) = names {
            out = vec![paragraphs::kept_for(&names, keep, out, span)];
        }
    }
    out
}

/// What the container is by its name or its first class that is one.
fn named(
    name: Option<String>,
    group: &mut Group,
    broken: bool,
    line: &Range<usize>,
    context: &mut ParseContext,
) -> NamedBlock {
    let class = group.attributes.classes.iter().find(|c| containers::is_known(c));
    let found = name
        .clone()
        .filter(|n| containers::is_known(n))
        .or_else(|| class.cloned());
    if let Some(found) = found {
        group.take_class(&found);
        return containers::named(&found).unwrap_or(NamedBlock::Kind(ContainerKind::Plain));
    }
    let unknown = name.or_else(|| group.attributes.classes.first().cloned());
    if let Some(unknown) = unknown.filter(|_| !broken) {
        let at = context.source(line.clone()).find(&unknown).unwrap_or(0);
        let at = line.start + at..line.start + at + unknown.len();
        let help = match nearest(&unknown, containers::names()) {
            Some(near) => format!("did you mean `{near}`? The content is kept without a frame"),
            None => "the content is kept without a frame; the README names every container".into(),
        };
        let message = format!("there is no container `{unknown}`");
        context.report(codes::MD_UNKNOWN_CONTAINER, at, message, help);
        if !group.attributes.has(&unknown) {
            group.attributes.classes.push(unknown);
        }
    }
    NamedBlock::Kind(ContainerKind::Plain)
}

fn shaped(kind: &ContainerKind, mut blocks: Vec<Block>, context: &ParseContext) -> Vec<Block> {
    match kind {
        ContainerKind::Verse => keep_lines(&mut blocks),
        ContainerKind::Epigraph | ContainerKind::Letter => attribute(&mut blocks, context),
        _ => {}
    }
    blocks
}

/// In verse every line end of the source stays.
fn keep_lines(blocks: &mut Vec<Block>) {
    walk::nodes_mut(vec![Root::blocks(blocks, TextKind::Running)], |node| {
        if let NodeMut::Inline(inline) = node
            && matches!(inline.kind, InlineKind::SoftBreak)
        {
            inline.kind = InlineKind::HardBreak;
        }
    });
}

/// Makes the last paragraph the attribution, where a dash says so; the dash is the style's.
fn attribute(blocks: &mut Vec<Block>, context: &ParseContext) {
    let Some(last) = blocks.last_mut() else {
        return;
    };
    let source = context.source(last.span.range());
    let dashes = ["-- ", "--- ", "—", "― "];
    let BlockKind::Paragraph(content) = &mut last.kind else {
        return;
    };
    if !dashes.iter().any(|dash| source.starts_with(dash)) {
        return;
    }
    for dash in ["---", "--", "—", "–", "―"] {
        paragraphs::strip_start(content, dash);
    }
    let span = last.span;
    if let Some(paragraph) = blocks.pop() {
        blocks.push(Block {
            kind: BlockKind::Container {
                kind: ContainerKind::Attribution,
                title: Vec::new(),
                blocks: vec![paragraph],
            },
            attributes: Attributes::default(),
            span,
        });
    }
}

/// A figure: a picture, then its caption.
fn figure(
    mut blocks: Vec<Block>,
    mut attributes: Attributes,
    line: &Range<usize>,
    span: Span,
    context: &mut ParseContext,
) -> Block {
    let Some((mut figure, own)) = take_picture(&mut blocks) else {
        let message = "the figure does not start with a picture";
        let help = "put the picture first, then its caption";
        context.report(codes::MD_FIGURE_EMPTY, line.clone(), message, help);
        let kind = BlockKind::Container {
            kind: ContainerKind::Plain,
            title: Vec::new(),
            blocks,
        };
        return Block { kind, attributes, span };
    };
    figure.caption.extend(blocks);
    attributes.id = attributes.id.or(own.id);
    attributes.classes.extend(own.classes);
    attributes.pairs.extend(own.pairs);
    Block {
        kind: BlockKind::Figure(figure),
        attributes,
        span,
    }
}

/// Takes the picture that the blocks start with: a figure of its own, or the first thing in a
/// paragraph, whose rest is caption.
fn take_picture(blocks: &mut Vec<Block>) -> Option<(Figure, Attributes)> {
    if let BlockKind::Figure(figure) = &blocks.first()?.kind {
        let figure = figure.clone();
        return Some((figure, blocks.remove(0).attributes));
    }
    let BlockKind::Paragraph(content) = &mut blocks.first_mut()?.kind else {
        return None;
    };
    let picture = paragraphs::alone(&content.first()?.kind)?;
    let is_break = |i: &&Inline| matches!(i.kind, InlineKind::SoftBreak | InlineKind::HardBreak);
    let breaks = content.iter().skip(1).take_while(is_break).count();
    content.drain(..=breaks);
    if content.is_empty() {
        blocks.remove(0);
    }
    let figure = Figure {
        picture,
        caption: Vec::new(),
        number: None,
    };
    Some((figure, Attributes::default()))
}

/// What a group says, with a place for its title's text.
fn title_of(group: &mut Group, context: &mut ParseContext) -> Vec<Inline> {
    let Some((title, at)) = group.take("title") else {
        return Vec::new();
    };
    raw::line(&title, at, context)
}
