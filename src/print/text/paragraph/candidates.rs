//! Everywhere that a line may end, and what the paragraph measures there.

use super::BreakPlace;
use crate::print::text::breaks::{Candidate, Totals};
use crate::print::text::fit::Material;
use crate::print::text::hyphenate::{Point, PointKind, address_points, emergency_points};
use crate::print::text::node::{Node, Segment, SpaceNode, WordNode, tracking};
use crate::print::text::shape::Shaper;
use crate::print::text::shaped::Division;

const PATTERN_PENALTY: f64 = 90.0;
const SOFT_PENALTY: f64 = 40.0;
const EXPLICIT_PENALTY: f64 = 30.0;
const ADDRESS_PENALTY: f64 = 200.0;
const ANYWHERE_PENALTY: f64 = 3_000.0;

/// Candidates, and the place of each in the nodes.
pub(super) struct Candidates {
    pub all: Vec<Candidate>,
    pub places: Vec<BreakPlace>,
}

/// Goes through the nodes and adds up what they measure.
struct Walk<'a, 'f> {
    segment: &'a Segment,
    shaper: &'a Shaper<'f>,
    /// Whether edges hang.
    hangs: bool,
    /// The narrowest line, points.
    measure: f32,
    /// Whether it is a line of code that no measure holds.
    long_code: bool,
    so_far: Totals,
    /// How far the last letter may stand out.
    hang: f32,
    out: Candidates,
}

/// The candidates of a segment; the last is its end.
pub(super) fn candidates(segment: &Segment, shaper: &Shaper<'_>, hangs: bool, measure: f32) -> Candidates {
    let size = segment.nodes.len() * 2;
    let mut walk = Walk {
        segment,
        shaper,
        hangs,
        measure,
        long_code: segment.is_code() && width_of(segment) > measure,
        so_far: Totals::default(),
        hang: 0.0,
        out: Candidates {
            all: Vec::with_capacity(size),
            places: Vec::with_capacity(size),
        },
    };
    for (at, node) in segment.nodes.iter().enumerate() {
        match node {
            Node::Word(word) => walk.word(at, word),
            Node::Space(space) => walk.space(at, space),
            Node::Object { .. } => {
                walk.add(node.material(segment, shaper).totals());
                walk.hang = 0.0;
            }
            Node::Anchor { .. } | Node::Fill { .. } => {}
        }
    }
    walk.end();
    walk.out
}

impl Walk<'_, '_> {
    fn add(&mut self, totals: Totals) {
        self.so_far = sum(self.so_far, totals);
    }

    fn push(&mut self, end: Totals, start: Totals, penalty: f64, hyphen: bool, place: BreakPlace) {
        self.out.all.push(Candidate {
            end,
            start,
            penalty,
            hyphen,
            divides: place.point.is_some(),
        });
        self.out.places.push(place);
    }

    fn space(&mut self, at: usize, space: &SpaceNode) {
        let end = wider(self.so_far, -self.hang);
        self.add(Material::space(space.width, space.gives).totals());
        if space.breaks {
            let start = self.next_line(at);
            let place = BreakPlace { node: at, point: None };
            self.push(end, start, 0.0, false, place);
        }
    }

    fn word(&mut self, at: usize, node: &WordNode) {
        let word = self.shaper.get(node.word);
        self.so_far = wider(self.so_far, node.kern);
        let before = self.so_far;
        self.add(Node::Word(*node).material(self.segment, self.shaper).totals());
        let divisible = !word.points.is_empty() || word.has_signs;
        if divisible || self.long_code || node.width > self.measure * 0.85 {
            self.divide(at, node, before);
        }
        self.hang = match self.hangs && node.level == 0 {
            true => word.hang.1 * self.scale(node),
            false => 0.0,
        };
        if node.break_after {
            let end = wider(self.so_far, -self.hang);
            self.add(Material::space(0.0, node.opens).totals());
            let penalty = if word.ends_in_hyphen { EXPLICIT_PENALTY } else { 0.0 };
            let hyphen = word.text.ends_with(['-', '\u{2010}']);
            let place = BreakPlace { node: at, point: None };
            self.push(end, self.next_line(at), penalty, hyphen, place);
        }
    }

    fn end(&mut self) {
        let end = wider(self.so_far, -self.hang);
        if let Some(node) = self.segment.nodes.len().checked_sub(1) {
            self.push(end, end, 0.0, false, BreakPlace { node, point: None });
        }
    }

    /// What is before the next line where one ends at a node: its first letter's kerning is not set, and it may
    /// stand out.
    fn next_line(&self, at: usize) -> Totals {
        let mut rest = self.segment.nodes[at + 1..].iter();
        match rest.find(|n| !matches!(n, Node::Anchor { .. })) {
            Some(Node::Word(next)) => {
                let hang = self.shaper.get(next.word).hang.0 * self.scale(next);
                let hang = if self.hangs && next.level == 0 { hang } else { 0.0 };
                wider(self.so_far, next.kern + hang)
            }
            _ => self.so_far,
        }
    }

    fn scale(&self, node: &WordNode) -> f32 {
        let face = self.shaper.faces().get(self.shaper.face_of(node.look));
        self.segment.style(node).size / face.map_or(1000.0, |f| f.units_per_em)
    }

    fn divide(&mut self, at: usize, node: &WordNode, before: Totals) {
        let word = self.shaper.get(node.word);
        let verbatim = self.segment.sources[node.source].verbatim;
        let whole = verbatim || !word.points.is_empty();
        if self.long_code || node.width > self.measure * if whole { 1.0 } else { 0.85 } {
            self.divide_anywhere(at, node, before);
        } else if word.has_signs && !verbatim {
            self.divide_behind_signs(at, node, before);
        }
        for division in &word.points {
            self.divide_at(at, node, before, division);
        }
    }

    /// A word that the measure may not hold.
    fn divide_anywhere(&mut self, at: usize, node: &WordNode, before: Totals) {
        let points = emergency_points(&self.shaper.get(node.word).text);
        self.divide_bare(at, node, before, points);
    }

    /// An address or a name in code, between its parts.
    fn divide_behind_signs(&mut self, at: usize, node: &WordNode, before: Totals) {
        let points = address_points(&self.shaper.get(node.word).text);
        self.divide_bare(at, node, before, points);
    }

    /// A word without hyphens.
    fn divide_bare(&mut self, at: usize, node: &WordNode, before: Totals, points: Vec<Point>) {
        let word = self.shaper.get(node.word);
        let total = word.width.max(1.0);
        let mut glyphs = word.glyphs.iter().peekable();
        let mut width = 0.0;
        for point in points {
            while let Some(glyph) = glyphs.next_if(|g| (g.cluster as usize) < point.at) {
                width += glyph.advance;
            }
            let place = between(before, self.so_far, f64::from(width / total));
            let penalty = match point.kind {
                PointKind::Address => ADDRESS_PENALTY,
                _ => ANYWHERE_PENALTY,
            };
            let line = BreakPlace {
                node: at,
                point: Some(point),
            };
            self.push(place, place, penalty, false, line);
        }
    }

    fn divide_at(&mut self, at: usize, node: &WordNode, before: Totals, division: &Division) {
        let word = self.shaper.get(node.word);
        let point: Point = division.point;
        let after = self.so_far;
        let style = self.segment.style(node);
        let scale = self.scale(node);
        let share = point.at as f64 / word.text.len().max(1) as f64;
        let track = f64::from(tracking(style, word.glyphs.len()));
        let hang = if self.hangs { division.hang } else { 0.0 };
        let mut end = between(before, after, share);
        let mut start = end;
        end.width = before.width + f64::from((division.before - hang) * scale) + track * share;
        start.width = after.width - f64::from(division.after * scale) - track * (1.0 - share);
        let penalty = match point.kind {
            PointKind::Soft => SOFT_PENALTY,
            _ => PATTERN_PENALTY,
        };
        let line = BreakPlace {
            node: at,
            point: Some(point),
        };
        self.push(end, start, penalty, true, line);
    }
}

/// The width of all words of a segment.
fn width_of(segment: &Segment) -> f32 {
    let words = segment.nodes.iter().map(|node| match node {
        Node::Word(word) => word.width,
        _ => 0.0,
    });
    words.sum()
}

fn sum(a: Totals, b: Totals) -> Totals {
    Totals {
        width: a.width + b.width,
        stretch: a.stretch + b.stretch,
        spaces: a.spaces + b.spaces,
        shrink: a.shrink + b.shrink,
    }
}

fn wider(totals: Totals, width: f32) -> Totals {
    Totals {
        width: totals.width + f64::from(width),
        ..totals
    }
}

fn between(a: Totals, b: Totals, share: f64) -> Totals {
    let mix = |x: f64, y: f64| x + (y - x) * share;
    Totals {
        width: mix(a.width, b.width),
        stretch: mix(a.stretch, b.stretch),
        spaces: mix(a.spaces, b.spaces),
        shrink: mix(a.shrink, b.shrink),
    }
}
