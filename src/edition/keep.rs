//! What an edition keeps: `only=` and `not=` on containers, spans, pictures and whole chapters.
//!
//! It goes through the tree by itself and not by a walk of [`crate::book::walk`], for a block is known to be hollow only
//! after everything in it has been decided.

use crate::book::trade::{EditionKind, Group, Named};
use crate::book::{Attributes, Block, BlockKind, Book, ContainerKind, Inline, InlineKind};
use crate::diagnostic::{Diagnostic, codes};
use crate::limits;
use crate::project::Edition;
use crate::span::Span;
use std::collections::VecDeque;

/// How deep conditions are looked for: past what `manuscript` lets through, block and inline nesting
/// together with the lists' items between them.
const DEPTH: usize = limits::NESTING * 4;

/// Drops what `book` declares for other editions and dissolves the conditions on what stays.
/// What dropping has hollowed out (an item, a paragraph, a container) goes with it.
pub(super) fn keep(book: &mut Book, edition: &Edition, editions: &[Edition]) -> Vec<Diagnostic> {
    let mut keeper = Keeper {
        edition,
        known: known_names(editions),
        findings: Vec::new(),
    };
    book.chapters.retain_mut(|chapter| {
        let span = chapter.span.unwrap_or(Span::GENERATED);
        keeper.keeps(&mut chapter.attributes, span)
    });
    for chapter in &mut book.chapters {
        keeper.inlines(&mut chapter.title, DEPTH);
        keeper.inlines(&mut chapter.subtitle, DEPTH);
        keeper.blocks(&mut chapter.blocks, DEPTH);
        for note in &mut chapter.notes {
            keeper.blocks(&mut note.blocks, DEPTH);
        }
    }
    keeper.findings
}

struct Keeper<'a> {
    edition: &'a Edition,
    known: Vec<&'a str>,
    findings: Vec<Diagnostic>,
}

impl Keeper<'_> {
    /// Whether the conditions among the attributes keep their bearer; takes them out.
    fn keeps(&mut self, attributes: &mut Attributes, span: Span) -> bool {
        let mut kept = true;
        attributes.pairs.retain(|(key, value)| {
            let wanted = match key.as_str() {
                "only" => true,
                "not" => false,
                _ => return true,
            };
            kept &= self.names_this(value.split(','), span) == wanted;
            false
        });
        kept
    }

    /// Whether one of `names` is this edition or a group it belongs to.
    fn names_this<'a>(&mut self, names: impl Iterator<Item = &'a str>, span: Span) -> bool {
        let mut found = false;
        let mut any = false;
        for name in names.map(str::trim).filter(|name| !name.is_empty()) {
            any = true;
            if self.edition.is_called(name) {
                found = true;
            } else if !self.known.contains(&name) {
                self.report(span, format!("there is no edition, kind of edition or group `{name}`"));
            }
        }
        if !any {
            self.report(span, "the condition names no edition".into());
        }
        found
    }

    fn report(&mut self, span: Span, message: String) {
        let help = format!("name one of: {}", self.known.join(", "));
        self.findings
            .push(Diagnostic::new(codes::EDITION_UNKNOWN, span, message).with_help(help));
    }

    /// Keeps what belongs here; says whether nothing is left of a list that lost something.
    fn blocks(&mut self, blocks: &mut Vec<Block>, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else {
            return false;
        };
        let mut dropped = false;
        let mut queue = VecDeque::from(std::mem::take(blocks));
        while let Some(mut block) = queue.pop_front() {
            if !self.keeps(&mut block.attributes, block.span) {
                dropped = true;
                continue;
            }
            match self.condition(&mut block) {
                Condition::Dropped => dropped = true,
                Condition::Dissolved(inner) => {
                    inner.into_iter().rev().for_each(|b| queue.push_front(b));
                }
                Condition::None if self.block(&mut block, depth) => dropped = true,
                Condition::None => blocks.push(block),
            }
        }
        dropped && blocks.is_empty()
    }

    /// Resolves a conditional container. One that is a target stays, as a plain division.
    fn condition(&mut self, block: &mut Block) -> Condition {
        let BlockKind::Container { kind, blocks, .. } = &mut block.kind else {
            return Condition::None;
        };
        let ContainerKind::Only { keep, editions } = kind else {
            return Condition::None;
        };
        if self.names_this(editions.iter().map(String::as_str), block.span) != *keep {
            Condition::Dropped
        } else if block.attributes.is_empty() {
            Condition::Dissolved(std::mem::take(blocks))
        } else {
            *kind = ContainerKind::Plain;
            Condition::None
        }
    }

    /// Keeps what belongs here inside a block; says whether that leaves the block hollow.
    fn block(&mut self, block: &mut Block, depth: usize) -> bool {
        match &mut block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => self.inlines(content, depth),
            BlockKind::Quote(blocks) => self.blocks(blocks, depth),
            BlockKind::List(list) => {
                let before = list.items.len();
                list.items.retain_mut(|item| !self.blocks(&mut item.blocks, depth));
                before > 0 && list.items.is_empty()
            }
            BlockKind::Definitions(definitions) => {
                let before = definitions.len();
                definitions.retain_mut(|definition| {
                    let terms = definition.terms.len();
                    definition.terms.retain_mut(|term| !self.inlines(term, depth));
                    definition.details.retain_mut(|blocks| !self.blocks(blocks, depth));
                    terms == 0 || !definition.terms.is_empty()
                });
                before > 0 && definitions.is_empty()
            }
            BlockKind::Table(table) => {
                self.inlines(&mut table.caption, depth);
                for cell in table.head.iter_mut().chain(table.rows.iter_mut().flatten()) {
                    self.inlines(&mut cell.content, depth);
                }
                false
            }
            BlockKind::Figure(figure) => {
                self.blocks(&mut figure.caption, depth);
                false
            }
            BlockKind::Container { title, blocks, .. } => {
                self.inlines(title, depth);
                self.blocks(blocks, depth)
            }
            BlockKind::Code { .. } | BlockKind::SceneBreak | BlockKind::Math { .. } | BlockKind::PageBreak => false,
        }
    }

    /// Like [`Keeper::blocks`], for inlines; spaces alone count as nothing.
    fn inlines(&mut self, inlines: &mut Vec<Inline>, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else {
            return false;
        };
        let mut dropped = false;
        let mut gap = false;
        let mut queue = VecDeque::from(std::mem::take(inlines));
        while let Some(mut inline) = queue.pop_front() {
            if !self.keeps_inline(&mut inline) {
                gap = true;
                dropped = true;
                continue;
            }
            if let InlineKind::Span { attributes, content } = &mut inline.kind
                && attributes.is_empty()
            {
                content.drain(..).rev().for_each(|i| queue.push_front(i));
                continue;
            }
            if inline
                .kind
                .content_mut()
                .is_some_and(|content| self.inlines(content, depth))
            {
                gap = true;
                dropped = true;
                continue;
            }
            if std::mem::take(&mut gap) && !close_gap(inlines.last(), &mut inline) {
                gap = true;
                continue;
            }
            inlines.push(inline);
        }
        dropped && inlines.iter().all(is_space)
    }

    fn keeps_inline(&mut self, inline: &mut Inline) -> bool {
        match &mut inline.kind {
            InlineKind::Span { attributes, .. } | InlineKind::Element { attributes, .. } => {
                self.keeps(attributes, inline.span)
            }
            _ => true,
        }
    }
}

enum Condition {
    None,
    Dropped,
    Dissolved(Vec<Block>),
}

/// Every name that a condition may use: the book's editions, then kinds, then groups.
fn known_names(editions: &[Edition]) -> Vec<&str> {
    let mut names: Vec<&str> = editions.iter().map(|edition| edition.name.as_str()).collect();
    let kinds = EditionKind::ALL.iter().map(|kind| kind.name());
    for name in kinds.chain(Group::ALL.iter().map(|group| group.name())) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn is_space(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(text) => text.trim().is_empty(),
        InlineKind::SoftBreak | InlineKind::HardBreak => true,
        _ => false,
    }
}

/// Takes the second of two spaces that dropped content stood between; says whether anything of
/// `next` is left.
fn close_gap(last: Option<&Inline>, next: &mut Inline) -> bool {
    let spaced = match last.map(|inline| &inline.kind) {
        None | Some(InlineKind::SoftBreak | InlineKind::HardBreak) => true,
        Some(InlineKind::Text(text)) => text.ends_with(' '),
        Some(_) => false,
    };
    if !spaced {
        return true;
    }
    match &mut next.kind {
        InlineKind::SoftBreak => false,
        InlineKind::Text(text) => {
            let kept = text.trim_start_matches(' ').len();
            text.drain(..text.len() - kept);
            kept > 0
        }
        _ => true,
    }
}
