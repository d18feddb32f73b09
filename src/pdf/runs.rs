//! Glyph runs as text operators: exact positions, and text that copies right.

use super::fonts::{Embedded, NO_TEXT};
use super::{coordinate, gray};
use crate::print::{Glyph, GlyphRun};
use printpdf::{
    Codepoint, Color, DictItem, FontId, Greyscale, Op, PdfFontHandle, Pt, TextItem, TextMatrix,
};
use std::collections::BTreeMap;

/// The text of a hyphen that the setting added (ISO 32000-1, 14.8.2.2.3).
pub(super) const SOFT_HYPHEN: &str = "\u{AD}";
/// A gap of more than this many thousandths of an em is a move of its own.
const LONGEST_GAP: f64 = 10_000.0;

/// Glyphs that stand together for a text.
pub(super) struct Cluster<'a> {
    pub glyphs: &'a [Glyph],
    pub text: &'a str,
}

/// The clusters of a run, in its order. A hyphen that ends the run with no text is the setting's.
pub(super) fn clusters<'a>(
    run: &'a GlyphRun,
    hyphens: &[Option<u16>; 2],
) -> impl Iterator<Item = Cluster<'a>> {
    let added = run.glyphs.last().is_some_and(|g| {
        run.glyphs.len() > 1 && g.text.is_empty() && hyphens.contains(&Some(g.id))
    });
    let end = run.glyphs.len() - usize::from(added);
    let mut at = 0;
    std::iter::from_fn(move || {
        if at == end {
            at += 1;
            return added.then(|| Cluster {
                glyphs: &run.glyphs[end..],
                text: SOFT_HYPHEN,
            });
        }
        let first = run.glyphs.get(at)?;
        let rest = run.glyphs[at + 1..end]
            .iter()
            .take_while(|g| g.text.is_empty())
            .count();
        let glyphs = &run.glyphs[at..=at + rest];
        at += rest + 1;
        let range = first.text.start as usize..first.text.end as usize;
        Some(Cluster {
            glyphs,
            text: run.text.get(range).unwrap_or(""),
        })
    })
}

/// The operators that show a run, between those that begin and end text.
pub(super) fn show(run: &GlyphRun, face: &Embedded, ops: &mut Vec<Op>) {
    if run.glyphs.is_empty() || !(run.size.is_finite() && run.size > 0.0) {
        return;
    }
    // Named for each run: printpdf would otherwise join runs on one baseline by widths of its own.
    ops.push(Op::SetFont {
        font: PdfFontHandle::External(FontId(face.resource.clone())),
        size: Pt(coordinate(run.size)),
    });
    let mut line = Line::new(run, ops);
    for cluster in clusters(run, &face.hyphens) {
        let spoken = !says(&cluster, face);
        if spoken {
            line.flush();
            line.ops.push(actual_text(cluster.text));
        }
        for glyph in cluster.glyphs {
            let id = face.glyph(glyph.id);
            let width = face.widths.get(usize::from(id)).copied().unwrap_or(0.0);
            line.glyph(
                f64::from(run.x) + f64::from(glyph.x),
                run.y + glyph.y,
                id,
                width,
            );
        }
        if spoken {
            line.flush();
            line.ops.push(Op::EndMarkedContentWithProperties);
        }
    }
    line.flush();
}

/// Sets the ink of what follows.
pub(super) fn fill_color(ink: f32) -> Op {
    Op::SetFillColor {
        col: Color::Greyscale(Greyscale::new(gray(ink), None)),
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

fn actual_text(text: &str) -> Op {
    let data = [0xFE, 0xFF]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_be_bytes))
        .collect();
    let text = DictItem::String {
        data,
        literal: false,
    };
    Op::BeginMarkedContentWithProperties {
        tag: "Span".into(),
        properties: DictItem::Dict {
            map: BTreeMap::from([("ActualText".to_owned(), text)]),
        },
    }
}

/// Follows the reader's pen, so that rounding never adds up.
struct Line<'a> {
    ops: &'a mut Vec<Op>,
    /// How wide the glyphs are drawn, as a share of their own width.
    stretch: f32,
    /// Points across in a thousandth of an em.
    unit: f64,
    /// What corrections are rounded to, in thousandths of an em: under 0.01 points in any size of text.
    step: f64,
    y: f32,
    /// Where the reader's pen stands; `None` before the first glyph.
    pen: Option<f64>,
    /// The correction before the first pending glyph.
    lead: f32,
    pending: Vec<Codepoint>,
}

impl<'a> Line<'a> {
    fn new(run: &GlyphRun, ops: &'a mut Vec<Op>) -> Line<'a> {
        let size = f64::from(coordinate(run.size)).max(0.001);
        Line {
            ops,
            stretch: run.stretch,
            unit: size * f64::from(run.stretch) / 1000.0,
            step: if size <= 16.0 { 1.0 } else { 0.01 },
            y: coordinate(run.y),
            pen: None,
            lead: 0.0,
            pending: Vec::with_capacity(run.glyphs.len()),
        }
    }

    fn glyph(&mut self, x: f64, y: f32, id: u16, width: f32) {
        let back = self.pen.map(|pen| (pen - x) / self.unit);
        let y = coordinate(y);
        let mut pen = match back {
            Some(back) if back.abs() <= LONGEST_GAP && y == self.y => {
                let back = (back / self.step).round() * self.step;
                self.correct(back);
                self.pen.unwrap_or(x) - back * self.unit
            }
            _ => self.start(x, y),
        };
        self.pending.push(Codepoint::new(id, 0.0));
        pen += f64::from(width) * self.unit;
        self.pen = Some(pen);
    }

    /// Moves the pen back by thousandths of an em.
    fn correct(&mut self, back: f64) {
        match self.pending.last_mut() {
            Some(glyph) => glyph.offset = back as f32,
            None => self.lead = back as f32,
        }
    }

    fn start(&mut self, x: f64, y: f32) -> f64 {
        self.flush();
        let x = coordinate(x as f32);
        self.y = y;
        let matrix = if self.stretch == 1.0 {
            TextMatrix::Translate(Pt(x), Pt(y))
        } else {
            TextMatrix::Raw([self.stretch, 0.0, 0.0, 1.0, x, y])
        };
        self.ops.push(Op::SetTextMatrix { matrix });
        f64::from(x)
    }

    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let mut items = Vec::with_capacity(2);
        if self.lead != 0.0 {
            items.push(TextItem::Offset(self.lead));
        }
        items.push(TextItem::GlyphIds(std::mem::take(&mut self.pending)));
        self.lead = 0.0;
        self.ops.push(Op::ShowText { items });
    }
}
