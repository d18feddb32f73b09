//! One chapter, laid on pages of its own: what stands where, before it is known which pages these are.

use crate::book::{Chapter, ChapterKind};
use crate::diagnostic::Diagnostic;
use crate::print::flow::{Flow, PictureUse, Shared, spread_long_notes};
use crate::print::page::Structure;
use crate::print::paginate::{Column, Depth, Paragraph, Rows, apply, paginate_columns, paginate_floating};
use crate::print::text::{Line, Setter, Setting};
use crate::span::Span;
use std::collections::{BTreeMap, HashMap};

/// A chapter on its pages.
pub(super) struct Layout {
    pub rows: Rows,
    /// What each of its pages holds.
    pub pages: Vec<Vec<Column>>,
    /// The pictures that its rows ask for.
    pub picture_uses: Vec<PictureUse>,
    /// What was taken as the folio of each id that it names.
    pub asked: BTreeMap<String, String>,
    /// Characters that no face has.
    pub missing: Vec<(char, Span)>,
    /// What its marks are parts of.
    pub structure: Structure,
    pub findings: Vec<Diagnostic>,
}

impl Layout {
    /// The page of each anchor, counted from the chapter's first.
    pub fn anchors(&self) -> impl Iterator<Item = (&str, usize)> {
        self.pages.iter().enumerate().flat_map(move |(page, columns)| {
            columns.iter().flat_map(move |column| {
                let rows = self.rows.rows.get(column.rows.from..column.rows.to).unwrap_or_default();
                rows.iter().flat_map(move |row| {
                    let notes = row.notes.iter().flat_map(|piece| {
                        let note = self.rows.notes.get(piece.note);
                        let first = note.and_then(|n| n.rows.get(piece.from));
                        first.into_iter().flat_map(|r| r.anchors.iter())
                    });
                    row.anchors.iter().chain(notes).map(move |id| (id.as_str(), page))
                })
            })
        })
    }
}

/// What a line can gain and lose at most and still be good, em, and the least share of the measure that a new last line
/// must have: a paragraph that would need more of its lines is not tried.
const MOST_GAINED: f32 = 2.2;
const MOST_LOST: f32 = 1.7;
const LEAST_LAST: f32 = 0.1;
/// What [`Setter::flexibility`] asks for a line as loose as is good.
const AS_LOOSE_AS_IS_GOOD: f32 = 100.0;

/// Sets a chapter and lays it on pages, the first a recto. `folios` has the page number of each id, as far as it is
/// known.
pub(super) fn lay(shared: &Shared<'_>, chapter: &Chapter, folios: &BTreeMap<String, String>) -> Layout {
    let mut flow = Flow::new(shared, chapter, folios);
    flow.chapter();
    let geometry = shared.geometry;
    let depth = Depth {
        page: geometry.depth(),
        grid: geometry.leading,
    };
    let mut rows = std::mem::take(&mut flow.rows);
    spread_long_notes(&mut rows, depth.page);
    let pages = match chapter.kind {
        ChapterKind::Index => paginate_columns(&rows, depth, flow.column_step()),
        _ => {
            let mut known: HashMap<(usize, i32), Option<f32>> = HashMap::new();
            let mut room = |rows: &Rows, at: usize, lines: i32| {
                *known
                    .entry((at, lines))
                    .or_insert_with(|| room_of(&mut flow.setter, &rows.paragraphs[at], lines))
            };
            let mut ranges = paginate_floating(&mut rows, depth, &mut room);
            apply(&mut rows, &mut ranges, depth.grid, &mut |p, lines| {
                set_longer(&mut flow.setter, p, lines)
            });
            rows.paragraphs = Vec::new();
            let page = |rows| Column { x: 0.0, y: 0.0, rows };
            ranges.into_iter().map(|rows| vec![page(rows)]).collect()
        }
    };
    let missing = flow.setter.missing();
    Layout {
        structure: flow.take_structure(),
        rows,
        pages,
        picture_uses: flow.picture_uses,
        asked: flow.asked,
        missing,
        findings: flow.findings,
    }
}

/// The lines of a paragraph set in `lines` more than its best setting has; under 0, fewer.
fn set_longer(setter: &mut Setter<'_>, paragraph: &Paragraph, lines: i32) -> Vec<Line> {
    let setting = Setting {
        looseness: lines,
        ..paragraph.setting.clone()
    };
    setter.set(&paragraph.pieces, &setting)
}

/// How far the worst line is from the natural space when a paragraph has a line more or less, if it can.
fn room_of(setter: &mut Setter<'_>, paragraph: &Paragraph, lines: i32) -> Option<f32> {
    let count = paragraph.lines as f32;
    let (missing, giving) = match lines {
        l if l > 0 => {
            let measure = paragraph.setting.measure;
            (measure * (1.0 + LEAST_LAST) - paragraph.last_width, count * MOST_GAINED)
        }
        _ => (paragraph.last_width, (count - 1.0) * MOST_LOST),
    };
    if missing > giving * paragraph.place.size {
        return None;
    }
    let room = setter.flexibility(&paragraph.pieces, &paragraph.setting);
    let cost = if lines > 0 { room.longer } else { room.shorter };
    cost.map(|cost| cost / AS_LOOSE_AS_IS_GOOD)
}
