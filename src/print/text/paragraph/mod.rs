//! Paragraphs to lines.

mod candidates;

use crate::print::text::breaks::{self, Breaking, Judgement};
use crate::print::text::collect::collect;
use crate::print::text::faces::Faces;
use crate::print::text::hyphenate::Point;
use crate::print::text::line::{Line, Piece, Setting};
use crate::print::text::node::{Node, Segment, WordNode, tracking};
use crate::print::text::set_line::{LineSetting, set_line};
use crate::print::text::shape::Shaper;
use crate::span::Span;
use crate::theme::Align;
use candidates::{Candidates, candidates};
use std::ops::Range;

/// The stretch of a ragged line, as a share of the measure.
const RAG: f32 = 0.09;
/// A last line shorter than this share of the measure is a runt.
const RUNT: f32 = 0.12;
/// Centred text of more lines is no title, and its lines need not be of one length.
const MOST_BALANCED: usize = 6;
/// Times that the measure of a title is tried.
const BALANCE_STEPS: usize = 7;
/// What lines keep to in a paragraph that is set longer or shorter than is best for it.
const ROOM: breaks::RatioBounds = breaks::RatioBounds {
    loosest: 1.6,
    tightest: -1.0,
};

/// Sets paragraphs. It remembers the words that it has shaped, and leaves them to the next setter of the same faces.
pub struct Setter<'a> {
    shaper: Shaper<'a>,
    missing: Vec<(char, Span)>,
}

/// Whether a paragraph can be set in another number of lines than is best for it, every line of it still good.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Flexibility {
    /// What a line fewer costs, if there is such a setting: 0 is nothing, a hundred is a line as loose as is good.
    pub shorter: Option<f32>,
    /// What a line more costs.
    pub longer: Option<f32>,
}

/// Where in the nodes a line ends, and the next begins.
#[derive(Clone, Copy, Debug)]
struct BreakPlace {
    /// The node that the line ends after, or in.
    node: usize,
    /// The point of the word that it ends in.
    point: Option<Point>,
}

/// A setting in another number of lines, and what it costs.
type Alternative = (f32, Breaking);

/// A segment with all the places that its lines may end at, and the best of them.
struct BreakPlan {
    candidates: Candidates,
    judgement: Judgement,
    best: Breaking,
}

impl<'a> Setter<'a> {
    /// A setter that goes on with what earlier ones of these faces have shaped.
    pub fn new(faces: &'a Faces) -> Setter<'a> {
        Setter {
            shaper: Shaper::new(faces),
            missing: Vec::new(),
        }
    }

    pub(in crate::print) fn shaper(&mut self) -> &mut Shaper<'a> {
        &mut self.shaper
    }

    /// What shapes words, and the list of characters that no face has.
    pub(in crate::print) fn shaping(&mut self) -> (&mut Shaper<'a>, &mut Vec<(char, Span)>) {
        (&mut self.shaper, &mut self.missing)
    }

    /// Characters that no face has, each with the first place that it was met at.
    pub fn missing(&mut self) -> Vec<(char, Span)> {
        std::mem::take(&mut self.missing)
    }

    /// The lines of a paragraph; none for an empty one. With [`Setting::looseness`], the setting that
    /// [`Setter::flexibility`] tells of where there is one, and else the best.
    pub fn set(&mut self, pieces: &[Piece], setting: &Setting) -> Vec<Line> {
        let mut lines = Vec::new();
        let segments = collect(pieces, setting, &mut self.shaper, &mut self.missing);
        let looser = match setting.looseness {
            0 => None,
            _ => self.other(&segments, setting),
        };
        for (at, segment) in segments.iter().enumerate() {
            let first = lines.len();
            let mut planned = self.plan(segment, setting, first);
            if let Some((_, breaking)) = looser.as_ref().filter(|(segment, _)| *segment == at) {
                planned.best = breaking.clone();
            }
            self.set_segment(pieces, segment, setting, (first, &planned), &mut lines);
        }
        lines
    }

    /// Whether a paragraph can be set in a line fewer or a line more.
    pub fn flexibility(&mut self, pieces: &[Piece], setting: &Setting) -> Flexibility {
        let segments = collect(pieces, setting, &mut self.shaper, &mut self.missing);
        let mut costs = [None, None];
        for (_, others) in self.others(&segments, setting) {
            for (cost, other) in costs.iter_mut().zip(&others) {
                let new = other.as_ref().map(|o| o.0);
                *cost = [*cost, new].into_iter().flatten().reduce(f32::min);
            }
        }
        Flexibility {
            shorter: costs[0],
            longer: costs[1],
        }
    }

    /// The segment that is cheapest to set as much longer or shorter as is asked for, and how.
    fn other(&mut self, segments: &[Segment], setting: &Setting) -> Option<(usize, Breaking)> {
        let side = usize::from(setting.looseness > 0);
        self.others(segments, setting)
            .into_iter()
            .filter_map(|(at, mut others)| others[side].take().map(|other| (at, other)))
            .min_by(|(_, (a, _)), (_, (b, _))| a.total_cmp(b))
            .map(|(at, (_, breaking))| (at, breaking))
    }

    /// For each segment the settings in a line fewer and a line more, with their costs.
    fn others(&mut self, segments: &[Segment], setting: &Setting) -> Vec<(usize, [Option<Alternative>; 2])> {
        let mut first = 0;
        let mut out = Vec::new();
        for (at, segment) in segments.iter().enumerate() {
            let planned = self.plan(segment, setting, first);
            let lines = planned.best.at.len();
            first += lines;
            let all = &planned.candidates.all;
            let others = breaks::others(all, &planned.judgement, lines, ROOM);
            let cost = |other: Breaking| {
                let more = (other.demerits - planned.best.demerits).max(0.0);
                ((more / lines.max(1) as f64).sqrt() as f32, other)
            };
            out.push((at, others.map(|other| other.map(cost))));
        }
        out
    }

    /// Width of the longest thing that cannot be broken, and of all on one line, points.
    pub fn natural_width(&mut self, pieces: &[Piece]) -> (f32, f32) {
        let setting = Setting::plain(f32::MAX, Align::Left, "");
        let (mut least, mut most) = (0.0_f32, 0.0_f32);
        for segment in collect(pieces, &setting, &mut self.shaper, &mut self.missing) {
            let (mut unbroken, mut all) = (0.0, 0.0);
            for node in &segment.nodes {
                let (width, ends) = match node {
                    Node::Word(word) => (word.kern + word.width, word.break_after),
                    Node::Space(space) => (space.width, space.breaks),
                    Node::Object { width, .. } => (*width, false),
                    Node::Anchor { .. } | Node::Fill { .. } => (0.0, false),
                };
                all += width;
                if !matches!(node, Node::Space(space) if space.breaks) {
                    unbroken += width;
                }
                least = least.max(unbroken);
                if ends {
                    unbroken = 0.0;
                }
            }
            most = most.max(all);
        }
        (least, most)
    }

    fn plan(&mut self, segment: &Segment, setting: &Setting, first: usize) -> BreakPlan {
        let judgement = judgement(setting, first, segment);
        let narrowest = judgement.widths.iter().copied().fold(f64::MAX, f64::min);
        let hangs = hangs(setting, segment);
        let candidates = candidates(segment, &self.shaper, hangs, narrowest as f32);
        let mut best = breaks::best(&candidates.all, &judgement);
        if setting.align == Align::Center && (2..=MOST_BALANCED).contains(&best.at.len()) {
            best = balanced(&candidates, &judgement, best);
        }
        BreakPlan {
            candidates,
            judgement,
            best,
        }
    }

    fn set_segment(
        &mut self,
        pieces: &[Piece],
        segment: &Segment,
        setting: &Setting,
        (first, planned): (usize, &BreakPlan),
        out: &mut Vec<Line>,
    ) {
        let mut from: Option<BreakPlace> = None;
        let mut parts = Vec::new();
        let chosen = &planned.best.at;
        for (at, &candidate) in chosen.iter().enumerate() {
            let Some(&place) = planned.candidates.places.get(candidate) else {
                continue;
            };
            let last = at + 1 == chosen.len();
            parts.clear();
            self.parts(segment, from, place, &mut parts);
            let number = first + at;
            let line = LineSetting {
                pieces,
                segment,
                align: setting.align,
                hangs: hangs(setting, segment),
                left: match segment.right_to_left {
                    true => setting.right_indent,
                    false => left_of(setting, number, segment),
                },
                width: width_of(setting, number, segment),
                last,
                continued: at > 0 && segment.is_code(),
                hyphenated: place.point.is_some_and(|p| p.hyphen),
            };
            out.push(set_line(&line, &parts, &mut self.shaper));
            from = Some(place);
        }
    }

    /// What stands in the line between two places.
    fn parts(&mut self, segment: &Segment, from: Option<BreakPlace>, to: BreakPlace, out: &mut Vec<Node>) {
        let mut start = 0;
        if let Some(from) = from {
            start = from.node + 1;
            if let (Some(point), Some(Node::Word(node))) = (from.point, segment.nodes.get(from.node)) {
                let length = self.shaper.get(node.word).text.len();
                let next = to.point.filter(|_| to.node == from.node);
                let end = next.map_or(length, |next| next.at);
                let hyphen = next.is_some_and(|next| next.hyphen);
                out.extend(self.fragment(segment, node, point.at..end, hyphen));
                if to.node == from.node && next.is_some() {
                    return;
                }
            }
        }
        let nodes = &segment.nodes[start.min(segment.nodes.len())..];
        for (at, node) in (start..=to.node).zip(nodes) {
            match (node, to.point) {
                (Node::Word(word), Some(point)) if at == to.node => {
                    out.extend(self.fragment(segment, word, 0..point.at, point.hyphen));
                }
                _ => out.push(*node),
            }
        }
        while matches!(out.last(), Some(Node::Space(_))) {
            out.pop();
        }
    }

    fn fragment(&mut self, segment: &Segment, node: &WordNode, bytes: Range<usize>, hyphen: bool) -> Option<Node> {
        let word = self.shaper.get(node.word);
        let text = word.text.get(bytes.clone()).filter(|t| !t.is_empty())?;
        let text = text.to_owned();
        let id = self.shaper.fragment(node.look, &text, hyphen);
        let face = self.shaper.faces().get(self.shaper.face_of(node.look));
        let style = segment.style(node);
        let scale = style.size / face.map_or(1000.0, |f| f.units_per_em);
        let part = self.shaper.get(id);
        Some(Node::Word(WordNode {
            word: id,
            at: node.at + bytes.start,
            kern: if bytes.start == 0 { node.kern } else { 0.0 },
            width: part.width * scale + tracking(style, part.glyphs.len()),
            opens: 0.0,
            break_after: false,
            ..*node
        }))
    }
}

/// As many lines as the best setting has, near to one length: that of the narrowest measure that takes as many.
fn balanced(candidates: &Candidates, judgement: &Judgement, mut best: Breaking) -> Breaking {
    let (mut narrow, mut wide) = (0.0, 1.0);
    for _ in 0..BALANCE_STEPS {
        let share = (narrow + wide) / 2.0;
        let narrower = Judgement {
            widths: judgement.widths.iter().map(|w| w * share).collect(),
            ragged: judgement.ragged * share,
            even_last: true,
            ..judgement.clone()
        };
        let found = breaks::best(&candidates.all, &narrower);
        if found.at.len() == best.at.len() && !found.is_overfull() {
            (best, wide) = (found, share);
        } else {
            narrow = share;
        }
    }
    best
}

/// Whether the points at both edges of the lines stand out.
fn hangs(setting: &Setting, segment: &Segment) -> bool {
    setting.align == Align::Justify && !segment.right_to_left
}

/// Indent of the continued lines of code, room for the mark that says so.
const CONTINUED: f32 = 12.0;

/// Left edge of a line of a paragraph.
fn left_of(setting: &Setting, line: usize, segment: &Segment) -> f32 {
    let first = if line == 0 { setting.first_indent } else { 0.0 };
    let cut = if line < setting.cut_lines {
        setting.cut_width
    } else {
        0.0
    };
    let continued = if line > 0 && segment.is_code() { CONTINUED } else { 0.0 };
    setting.indent + first + cut + continued
}

fn width_of(setting: &Setting, line: usize, segment: &Segment) -> f32 {
    (setting.measure - setting.right_indent - left_of(setting, line, segment)).max(1.0)
}

fn judgement(setting: &Setting, first: usize, segment: &Segment) -> Judgement {
    let lines = setting.cut_lines.saturating_sub(first).max(1) + 1;
    let widths = (first..first + lines)
        .map(|line| f64::from(width_of(setting, line, segment)))
        .collect();
    let ragged = if setting.align == Align::Justify {
        0.0
    } else {
        f64::from(setting.measure.min(2000.0) * RAG)
    };
    Judgement {
        widths,
        ragged,
        least_last: f64::from((setting.measure * RUNT).min(60.0)),
        even_last: false,
    }
}

#[cfg(test)]
mod tests;
