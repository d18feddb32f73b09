//! Paragraphs to lines.

use super::breaks::{self, Candidate, Judgement, Totals};
use super::collect::{Node, collect};
use super::faces::Faces;
use super::hyphenate::{Point, PointKind, emergency_points};
use super::line::{Align, Line, Piece, Setting, TextStyle};
use super::set_line::{Part, SetLine, set_line};
use super::shape::{Shaped, Shaper, Word};
use crate::span::Span;
use std::sync::Mutex;

/// How much space a letter may give or take, em, and how much wider or narrower it may be drawn, as a share of
/// its width: under what the eye sees. A line's spaces, the space between its letters and the letters give way together.
pub(super) const LETTER_STRETCH: f32 = 0.010;
pub(super) const LETTER_SHRINK: f32 = 0.007;
pub(super) const GLYPH_STRETCH: f32 = 0.02;
pub(super) const GLYPH_SHRINK: f32 = 0.02;
/// The stretch of a ragged line, as a share of the measure.
const RAG: f32 = 0.09;
/// A last line shorter than this share of the measure is a runt.
const RUNT: f32 = 0.12;

const PATTERN_PENALTY: f64 = 60.0;
const SOFT_PENALTY: f64 = 40.0;
const EXPLICIT_PENALTY: f64 = 30.0;
const ADDRESS_PENALTY: f64 = 200.0;
const ANYWHERE_PENALTY: f64 = 3_000.0;

/// Sets paragraphs. It remembers the words that it has shaped.
pub struct Setter<'a> {
    shaper: Shaper<'a>,
    missing: Vec<(char, Span)>,
}

/// Setters for many chapters: what one has shaped the next need not.
pub(super) struct Setters<'a> {
    faces: &'a Faces,
    shaped: Mutex<Vec<Shaped>>,
}

impl<'a> Setters<'a> {
    pub fn new(faces: &'a Faces) -> Setters<'a> {
        Setters {
            faces,
            shaped: Mutex::new(Vec::new()),
        }
    }

    /// A setter that knows what an earlier one has shaped.
    pub fn take(&self) -> Setter<'a> {
        let shaped = self.shaped.lock().ok().and_then(|mut idle| idle.pop());
        Setter {
            shaper: Shaper::knowing(self.faces, shaped.unwrap_or_default()),
            missing: Vec::new(),
        }
    }

    /// Ends a setter's work and keeps what it has shaped for the next.
    pub fn give_back(&self, setter: Setter<'a>) {
        if let Ok(mut idle) = self.shaped.lock() {
            idle.push(setter.shaper.into_shaped());
        }
    }
}

/// Where in the nodes a line ends, and the next begins.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// The node that the line ends after, or in.
    node: usize,
    /// The point of the word that it ends in.
    point: Option<Point>,
}

impl<'a> Setter<'a> {
    /// A setter with nothing remembered.
    pub fn new(faces: &'a Faces) -> Setter<'a> {
        Setter {
            shaper: Shaper::knowing(faces, Shaped::default()),
            missing: Vec::new(),
        }
    }

    pub(super) fn shaper(&mut self) -> &mut Shaper<'a> {
        &mut self.shaper
    }

    /// Characters that no face has, each with the first place that it was met at.
    pub fn missing(&mut self) -> Vec<(char, Span)> {
        std::mem::take(&mut self.missing)
    }

    /// The lines of a paragraph; none for an empty one.
    pub fn set(&mut self, pieces: &[Piece], setting: &Setting) -> Vec<Line> {
        let mut lines = Vec::new();
        let segments = collect(pieces, setting, &mut self.shaper, &mut self.missing);
        for nodes in segments {
            let first = lines.len();
            self.set_segment(pieces, &nodes, setting, first, &mut lines);
        }
        lines
    }

    /// Width of the longest thing that cannot be broken, and of all on one line, points.
    pub fn natural_width(&mut self, pieces: &[Piece]) -> (f32, f32) {
        let setting = Setting {
            measure: f32::MAX,
            first_indent: 0.0,
            indent: 0.0,
            right_indent: 0.0,
            align: Align::Left,
            language: String::new(),
            hyphenate: false,
            looseness: 0,
            cut_lines: 0,
            cut_width: 0.0,
        };
        let (mut least, mut most) = (0.0_f32, 0.0_f32);
        for nodes in collect(pieces, &setting, &mut self.shaper, &mut self.missing) {
            let (mut unbroken, mut all) = (0.0, 0.0);
            for node in &nodes {
                let width = self.node_width(node);
                all += width;
                unbroken += width;
                let ends = match node {
                    Node::Space { breaks, .. } if *breaks => {
                        unbroken -= width;
                        true
                    }
                    Node::Word { break_after, .. } => *break_after,
                    _ => false,
                };
                least = least.max(unbroken);
                if ends {
                    unbroken = 0.0;
                }
            }
            most = most.max(all);
        }
        (least, most)
    }

    fn units(&self, face: super::page::FaceId) -> f32 {
        self.shaper
            .faces()
            .get(face)
            .map_or(1000.0, |f| f.units_per_em)
    }

    fn node_width(&self, node: &Node) -> f32 {
        match node {
            Node::Word {
                word, face, style, ..
            } => word.width * style.size / self.units(*face) + tracking(style, word.glyphs.len()),
            Node::Space { width, .. } | Node::Object { width, .. } => *width,
            Node::Anchor(_) | Node::Fill { .. } => 0.0,
        }
    }

    fn set_segment(
        &mut self,
        pieces: &[Piece],
        nodes: &[Node],
        setting: &Setting,
        first: usize,
        out: &mut Vec<Line>,
    ) {
        let justified = setting.align == Align::Justify;
        let judgement = judgement(setting, first, nodes);
        let (candidates, places) = self.candidates(nodes, justified, &judgement);
        let chosen = breaks::best(&candidates, &judgement);
        let mut from: Option<Place> = None;
        for (at, &candidate) in chosen.iter().enumerate() {
            let Some(place) = places.get(candidate) else {
                continue;
            };
            let last = at + 1 == chosen.len();
            let parts = self.parts(nodes, from, *place, last);
            let number = first + at;
            let line = SetLine {
                pieces,
                setting,
                left: left_of(setting, number, nodes),
                width: width_of(setting, number, nodes),
                last,
                continued: at > 0 && is_code(nodes),
                hyphenated: place.point.is_some_and(|p| p.hyphen),
            };
            out.push(set_line(&line, parts, &mut self.shaper));
            from = Some(*place);
        }
    }

    /// Everywhere that a line may end, and what it measures there.
    fn candidates(
        &self,
        nodes: &[Node],
        justified: bool,
        judgement: &Judgement,
    ) -> (Vec<Candidate>, Vec<Place>) {
        let room = nodes.len() + nodes.len() / 2;
        let mut out = (Vec::with_capacity(room), Vec::with_capacity(room));
        let measure = judgement.widths.iter().copied().fold(f64::MAX, f64::min) as f32;
        let mut so_far = Totals::default();
        let mut hang_before = 0.0;
        for (at, node) in nodes.iter().enumerate() {
            let before = so_far;
            self.add(&mut so_far, node);
            match node {
                Node::Space { breaks: true, .. } => {
                    let end = less(before, hang_before);
                    let start = plus(so_far, self.hang_after(nodes, at, justified));
                    push(
                        &mut out,
                        Candidate {
                            end,
                            start,
                            penalty: 0.0,
                            hyphen: false,
                            divides: false,
                        },
                        Place {
                            node: at,
                            point: None,
                        },
                    );
                }
                Node::Word {
                    word,
                    face,
                    style,
                    break_after,
                    verbatim,
                    ..
                } => {
                    let scale = style.size / self.units(*face);
                    self.divide(
                        &mut out,
                        word,
                        (before, so_far),
                        scale,
                        style,
                        at,
                        *verbatim,
                        measure,
                        justified,
                    );
                    hang_before = if justified { word.hang.1 * scale } else { 0.0 };
                    if *break_after {
                        let penalty = if word.ends_in_hyphen {
                            EXPLICIT_PENALTY
                        } else {
                            0.0
                        };
                        let end = less(so_far, hang_before);
                        let candidate = Candidate {
                            end,
                            start: so_far,
                            penalty,
                            hyphen: word.text.ends_with('-'),
                            divides: false,
                        };
                        push(
                            &mut out,
                            candidate,
                            Place {
                                node: at,
                                point: None,
                            },
                        );
                    }
                }
                Node::Object { .. } => hang_before = 0.0,
                _ => {}
            }
        }
        let end = less(so_far, hang_before);
        let place = Place {
            node: nodes.len().saturating_sub(1),
            point: None,
        };
        if !nodes.is_empty() {
            push(
                &mut out,
                Candidate {
                    end,
                    start: end,
                    penalty: 0.0,
                    hyphen: false,
                    divides: false,
                },
                place,
            );
        }
        out
    }

    /// How far the first letter of the next line stands out.
    fn hang_after(&self, nodes: &[Node], at: usize, justified: bool) -> f32 {
        match nodes[at + 1..]
            .iter()
            .find(|n| !matches!(n, Node::Anchor(_)))
        {
            Some(Node::Word {
                word, face, style, ..
            }) if justified => word.hang.0 * style.size / self.units(*face),
            _ => 0.0,
        }
    }

    #[allow(clippy::too_many_arguments)] // a word's measures, all of them needed for each of its points
    fn divide(
        &self,
        out: &mut (Vec<Candidate>, Vec<Place>),
        word: &Word,
        (before, after): (Totals, Totals),
        scale: f32,
        style: &TextStyle,
        node: usize,
        verbatim: bool,
        measure: f32,
        justified: bool,
    ) {
        let whole = verbatim || !word.points.is_empty();
        let too_long =
            (after.width - before.width) as f32 > measure * if whole { 1.0 } else { 0.85 };
        if too_long {
            let total = word.width.max(1.0);
            for point in emergency_points(&word.text) {
                let width: f32 = word
                    .glyphs
                    .iter()
                    .filter(|g| (g.cluster as usize) < point.at)
                    .map(|g| g.advance)
                    .sum();
                let share = f64::from(width / total);
                let place = between(before, after, share);
                let penalty = if point.kind == PointKind::Address {
                    ADDRESS_PENALTY
                } else {
                    ANYWHERE_PENALTY
                };
                push(
                    out,
                    Candidate {
                        end: place,
                        start: place,
                        penalty,
                        hyphen: false,
                        divides: true,
                    },
                    Place {
                        node,
                        point: Some(point),
                    },
                );
            }
            if word.points.is_empty() {
                return;
            }
        }
        for division in &word.points {
            let letters = word.glyphs.len().max(1) as f64;
            let share = division.point.at as f64 / word.text.len().max(1) as f64;
            let mut end = between(before, after, share);
            let mut start = end;
            let hyphen = if justified {
                0.6 * 0.3 * style.size
            } else {
                0.0
            };
            let track = f64::from(tracking(style, 1)) * letters;
            end.width = before.width + f64::from(division.before * scale - hyphen) + track * share;
            start.width = after.width - f64::from(division.after * scale) - track * (1.0 - share);
            let penalty = if division.point.kind == PointKind::Soft {
                SOFT_PENALTY
            } else {
                PATTERN_PENALTY
            };
            push(
                out,
                Candidate {
                    end,
                    start,
                    penalty,
                    hyphen: true,
                    divides: true,
                },
                Place {
                    node,
                    point: Some(division.point),
                },
            );
        }
    }

    fn add(&self, totals: &mut Totals, node: &Node) {
        totals.width += f64::from(self.node_width(node));
        match node {
            Node::Space {
                stretch, shrink, ..
            } => {
                totals.stretch += f64::from(*stretch);
                totals.shrink += f64::from(*shrink);
            }
            Node::Word { word, style, .. } => {
                let letters = word.glyphs.len() as f32 * style.size;
                let width = self.node_width(node);
                totals.stretch += f64::from(letters * LETTER_STRETCH + width * GLYPH_STRETCH);
                totals.shrink += f64::from(letters * LETTER_SHRINK + width * GLYPH_SHRINK);
            }
            _ => {}
        }
    }

    /// What stands in the line between two places.
    fn parts(&mut self, nodes: &[Node], from: Option<Place>, to: Place, last: bool) -> Vec<Part> {
        let mut out = Vec::new();
        let mut start = 0;
        if let Some(from) = from {
            start = from.node + 1;
            if let (Some(point), Some(Node::Word { word, .. })) = (from.point, nodes.get(from.node))
            {
                let end = match to.point.filter(|_| to.node == from.node) {
                    Some(next) => next.at,
                    None => word.text.len(),
                };
                let hyphen = to.node == from.node && to.point.is_some_and(|p| p.hyphen);
                self.push_fragment(&nodes[from.node], point.at..end, hyphen, &mut out);
                if to.node == from.node {
                    return out;
                }
            }
        }
        for (at, node) in nodes.iter().enumerate().take(to.node + 1).skip(start) {
            match (node, to.point) {
                (_, Some(point)) if at == to.node => {
                    self.push_fragment(node, 0..point.at, point.hyphen, &mut out)
                }
                (Node::Space { .. }, _) if at == to.node && !last => {}
                _ => out.push(Part { node: node.clone() }),
            }
        }
        while matches!(
            out.last(),
            Some(Part {
                node: Node::Space { .. }
            })
        ) {
            out.pop();
        }
        out
    }

    fn push_fragment(
        &mut self,
        node: &Node,
        range: std::ops::Range<usize>,
        hyphen: bool,
        out: &mut Vec<Part>,
    ) {
        let Node::Word {
            word,
            face,
            style,
            piece,
            verbatim,
            ..
        } = node
        else {
            return;
        };
        let Some(text) = word.text.get(range).filter(|t| !t.is_empty()) else {
            return;
        };
        let word = self.shaper.fragment(*face, style, text, hyphen);
        let node = Node::Word {
            word,
            face: *face,
            style: *style,
            piece: *piece,
            break_after: false,
            note: None,
            verbatim: *verbatim,
        };
        out.push(Part { node });
    }
}

/// Space that tracking adds to a number of glyphs.
pub(super) fn tracking(style: &TextStyle, glyphs: usize) -> f32 {
    style.tracking * style.size * glyphs as f32
}

fn push(out: &mut (Vec<Candidate>, Vec<Place>), candidate: Candidate, place: Place) {
    out.0.push(candidate);
    out.1.push(place);
}

fn less(totals: Totals, width: f32) -> Totals {
    Totals {
        width: totals.width - f64::from(width),
        ..totals
    }
}

fn plus(totals: Totals, width: f32) -> Totals {
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
        shrink: mix(a.shrink, b.shrink),
    }
}

fn is_code(nodes: &[Node]) -> bool {
    matches!(nodes.first(), Some(Node::Word { verbatim: true, .. }))
}

/// Indent of the continued lines of code, room for the mark that says so.
const CONTINUED: f32 = 12.0;

/// Left edge of a line of a paragraph.
fn left_of(setting: &Setting, line: usize, nodes: &[Node]) -> f32 {
    let first = if line == 0 { setting.first_indent } else { 0.0 };
    let cut = if line < setting.cut_lines {
        setting.cut_width
    } else {
        0.0
    };
    let continued = if line > 0 && is_code(nodes) {
        CONTINUED
    } else {
        0.0
    };
    setting.indent + first + cut + continued
}

fn width_of(setting: &Setting, line: usize, nodes: &[Node]) -> f32 {
    (setting.measure - setting.right_indent - left_of(setting, line, nodes)).max(1.0)
}

fn judgement(setting: &Setting, first: usize, nodes: &[Node]) -> Judgement {
    let lines = setting.cut_lines.max(1) + 1;
    let widths = (first..first + lines)
        .map(|line| f64::from(width_of(setting, line, nodes)))
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
        looseness: setting.looseness,
    }
}

#[cfg(test)]
mod tests;
