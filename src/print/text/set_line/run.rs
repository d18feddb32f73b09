//! Runs of glyphs in one look, and what text each glyph stands for.

use crate::print::page::{FaceId, GlyphRun, Tag};
use crate::print::text::line::{Line, LineItem};
use crate::print::text::shaped::{ShapedGlyph, Word};
use crate::span::Span;
use crate::theme::TextStyle;
use std::ops::Range;

/// Places that differ by less are one, points.
pub(super) const NEAR: f32 = 0.01;

/// How the glyphs of a run look, and what they are part of.
#[derive(Clone, Copy)]
pub(super) struct RunLook<'a> {
    pub face: FaceId,
    pub style: &'a TextStyle,
    pub tag: Tag,
    /// How wide the glyphs are drawn, as a share of their own width.
    pub stretch: f32,
}

/// The run that goes on in this look, or a new one. `x` is where the next glyph stands, and `pen` where the last ended.
pub(super) fn run_for<'r>(
    run: &'r mut Option<GlyphRun>,
    out: &mut Line,
    look: RunLook<'_>,
    (x, pen): (f32, f32),
    glyphs: usize,
) -> &'r mut GlyphRun {
    let RunLook {
        face,
        style,
        tag,
        stretch,
    } = look;
    let same = |run: &GlyphRun| {
        run.face == face
            && run.size == style.size
            && run.y == style.rise
            && run.ink == style.ink
            && run.stretch == stretch
            && run.tag == tag
            && x + style.size > pen
            && (x - pen).abs() < style.size
    };
    if !run.as_ref().is_some_and(same) {
        end_run(run, out);
    }
    run.get_or_insert_with(|| GlyphRun {
        face,
        size: style.size,
        stretch,
        x,
        y: style.rise,
        ink: style.ink,
        glyphs: Vec::with_capacity(glyphs),
        text: String::with_capacity(glyphs + 8),
        span: Span::GENERATED,
        start: 0,
        tag,
        turned: false,
    })
}

pub(super) fn end_run(run: &mut Option<GlyphRun>, out: &mut Line) {
    if let Some(run) = run.take().filter(|run| !run.glyphs.is_empty()) {
        out.span = join(out.span, run.span);
        out.items.push(LineItem::Glyphs(run));
    }
}

/// The text of a glyph: its cluster's for the first glyph of a cluster, nothing for the others and for what the
/// setting added.
pub(super) fn cluster_of(word: &Word, at: usize, base: u32) -> Range<u32> {
    let glyph = word.glyphs[at];
    let length = word.text.len() as u32;
    let repeats = at > 0 && word.glyphs[at - 1].cluster == glyph.cluster;
    if repeats || glyph.cluster >= length {
        return base + length..base + length;
    }
    let after = |g: &&ShapedGlyph| g.cluster > glyph.cluster;
    // Clusters go up from left to right, or down.
    let next = match word.glyphs[at + 1..].iter().find(after) {
        Some(next) => Some(next),
        None => word.glyphs[..at].iter().rev().find(after),
    };
    base + glyph.cluster..base + next.map_or(length, |g| g.cluster.min(length))
}

pub(super) fn join(a: Span, b: Span) -> Span {
    if a.is_generated() { b } else { a.to(b) }
}
