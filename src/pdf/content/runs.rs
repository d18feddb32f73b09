//! Glyph runs as text operators: exact positions, and text that copies right.

use super::super::clusters::{Cluster, SOFT_HYPHEN, clusters};
use super::super::fonts::{Embedded, NO_TEXT};
use super::super::thousandths;
use super::marks::Content;
use crate::print::GlyphRun;

/// A gap of more than this many thousandths of an em is a move of its own.
const LONGEST_GAP: f64 = 10_000.0;

/// Shows a run. One that stands apart from what follows says the space between, since readers that go by the structure
/// see no lines and no gaps.
pub(super) fn show(run: &GlyphRun, face: &Embedded, apart: bool, content: &mut Content) {
    let size = thousandths(run.size);
    if run.glyphs.is_empty() || size <= 0 {
        return;
    }
    let stretch = stretch(run.stretch);
    content.operators.text(true);
    content.operators.fill(run.ink);
    content.operators.font(run.face, &face.resource, size);
    content.operators.stretch(stretch);
    let mut line = Line::new(size, stretch, content);
    for cluster in clusters(run, &face.hyphens) {
        let lacks = cluster.glyphs.iter().any(|glyph| glyph.id == 0);
        let spoken = lacks || !says(&cluster, face);
        let lost = spoken && line.speak(cluster.text);
        for glyph in cluster.glyphs {
            let id = match (glyph.id, face.replacement) {
                // What is read must have no glyph that stands for none (ISO 14289-1, 7.21.8).
                (0, Some(sign)) if line.content.is_read() => face.glyph(sign),
                (old, _) => face.glyph(old),
            };
            let width = face.widths.get(usize::from(id)).copied().unwrap_or(0.0);
            let x = f64::from(run.x) + f64::from(glyph.x);
            line.glyph(x, run.y + glyph.y, id, width);
        }
        if spoken {
            line.flush();
            line.content.spoken(lost);
            line.pen = line.pen.filter(|_| !lost);
        }
    }
    if apart && takes_space(run, face) {
        line.space(face);
    }
    line.flush();
}

/// Whether a space belongs after a line that ends with this run.
fn takes_space(run: &GlyphRun, face: &Embedded) -> bool {
    let last = clusters(run, &face.hyphens).last();
    let text = last.map_or("", |cluster| cluster.text);
    !text.is_empty() && text != SOFT_HYPHEN && !text.ends_with(char::is_whitespace)
}

/// A share in hundredths of a per cent; what no glyph could be drawn at is as it was.
fn stretch(share: f32) -> i64 {
    let hundredths = (f64::from(share) * 10_000.0).round() as i64;
    if (1..=1_000_000).contains(&hundredths) {
        hundredths
    } else {
        10_000
    }
}

/// Whether the glyphs' own texts make the cluster's text.
fn says(cluster: &Cluster, face: &Embedded) -> bool {
    let mut rest = cluster.text;
    for glyph in cluster.glyphs {
        let text = face
            .texts
            .get(usize::from(face.glyph(glyph.id)))
            .map_or("", String::as_str);
        match rest.strip_prefix(text) {
            Some(after) if text != NO_TEXT => rest = after,
            _ => return false,
        }
    }
    rest.is_empty()
}

/// Follows the reader's pen, so that rounding never adds up.
struct Line<'a, 'b> {
    content: &'a mut Content<'b>,
    /// Points across in a thousandth of an em.
    unit: f64,
    /// Corrections are to so many decimal places of a thousandth of an em: to under 0.01 points at any size.
    places: u32,
    /// The baseline, thousandths of a point.
    y: i64,
    /// Where the reader's pen stands; `None` before the first glyph.
    pen: Option<f64>,
    /// Where the last glyph ends.
    end: f64,
    array: Array,
}

/// How far the array of strings and corrections is that shows glyphs.
#[derive(PartialEq)]
enum Array {
    Closed,
    /// Between two strings.
    Open,
    InString,
}

impl<'a, 'b> Line<'a, 'b> {
    fn new(size: i64, stretch: i64, content: &'a mut Content<'b>) -> Line<'a, 'b> {
        Line {
            content,
            unit: size as f64 / 1000.0 * (stretch as f64 / 10_000.0) / 1000.0,
            places: if size <= 16_000 { 0 } else { 2 },
            y: 0,
            pen: None,
            end: 0.0,
            array: Array::Closed,
        }
    }

    /// Begins glyphs that say another text, and tells whether the pen's place is lost.
    fn speak(&mut self, text: &str) -> bool {
        self.flush();
        let lost = self.content.speak(text);
        if lost {
            self.content.operators.text(true);
            self.pen = None;
        }
        lost
    }

    /// A space after the last glyph, where the face has one.
    fn space(&mut self, face: &Embedded) {
        let space = face.space.map(|glyph| face.glyph(glyph));
        if let Some(id) = space.filter(|&id| id > 0) {
            let width = face.widths.get(usize::from(id)).copied().unwrap_or(0.0);
            self.glyph(self.end, self.y as f32 / 1000.0, id, width);
        }
    }

    fn glyph(&mut self, x: f64, y: f32, id: u16, width: f32) {
        let y = thousandths(y);
        let back = self.pen.map(|pen| (pen - x) / self.unit);
        let pen = match (self.pen, back) {
            (Some(pen), Some(back)) if back.abs() <= LONGEST_GAP && y == self.y => pen - self.correct(back) * self.unit,
            _ => self.start(x, y),
        };
        self.string();
        self.content.operators.string_pair(id);
        self.end = pen + f64::from(width) * self.unit;
        self.pen = Some(self.end);
    }

    /// Moves the pen back by thousandths of an em, and says by how many.
    fn correct(&mut self, back: f64) -> f64 {
        let scale = f64::from(10_u32.pow(self.places));
        let steps = (back * scale).round();
        if steps != 0.0 {
            self.open();
            self.content.operators.decimal(steps as i64, self.places);
        }
        steps / scale
    }

    fn start(&mut self, x: f64, y: i64) -> f64 {
        self.flush();
        self.content.resume();
        self.content.operators.text(true);
        let x = thousandths(x as f32);
        self.y = y;
        self.content.operators.line_at(x, y);
        x as f64 / 1000.0
    }

    /// Makes ready for a correction.
    fn open(&mut self) {
        match self.array {
            Array::Closed => self.content.operators.raw(b"["),
            Array::InString => self.content.operators.raw(b")"),
            Array::Open => {}
        }
        self.array = Array::Open;
    }

    /// Makes ready for a glyph.
    fn string(&mut self) {
        match self.array {
            Array::Closed => self.content.operators.raw(b"[("),
            Array::Open => self.content.operators.raw(b"("),
            Array::InString => {}
        }
        self.array = Array::InString;
    }

    fn flush(&mut self) {
        if self.array != Array::Closed {
            self.open();
            self.content.operators.operator("]TJ");
            self.array = Array::Closed;
        }
    }
}
