//! Matrices, cases, and equations under one another.

use super::composer::{Composer, Style};
use super::math_box::MathBox;
use super::tree::{MathElement, length};

/// Space at each side of a column that names none, em.
const BESIDE: f32 = 0.5;
/// The least height over and depth under the baseline of a row, em.
const STRUT: (f32, f32) = (0.84, 0.36);
/// Space between rows that have the room of a display, em.
const JOT: f32 = 0.3;
/// Thickness of a table's rules, em.
const RULE: f32 = 0.05;
/// What a tag keeps from the formula, em.
const TAG: f32 = 1.0;

/// A cell, set.
struct Cell {
    set: MathBox,
    /// Where it stands in its column: 0 at the left, 1 at the right.
    align: f32,
    left: f32,
    right: f32,
    line_right: bool,
    line_above: bool,
}

impl Composer<'_, '_> {
    /// A table, centred on the axis.
    pub(super) fn table(&mut self, element: &MathElement, style: Style) -> MathBox {
        let numbered = element.css("width") == Some("100%");
        let mut tags = Vec::new();
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for row in element.children.iter().filter(|r| r.name == "mtr") {
            let mut cells: Vec<&MathElement> = row.children.iter().collect();
            let mut tag = None;
            if numbered && cells.len() > 1 {
                // The first cell only fills the line up, and the last one holds the number.
                cells.remove(0);
                tag = cells.pop().filter(|c| !c.children.is_empty());
            }
            tags.push(tag.map(|cell| self.row(&cell.children, style)));
            rows.push(cells.into_iter().map(|cell| self.cell(cell, style)).collect());
        }
        let widths = column_widths(&rows);
        let mut out = self.grid(rows, &widths, tags, style);
        let em = self.em(style);
        if element.css("border-left").is_some() {
            let rule = MathBox::rule(RULE * em, out.height(), self.text.ink);
            let y = -out.descent;
            out.put(rule, 0.0, y);
        }
        if element.css("border-top").is_some() {
            let rule = MathBox::rule(out.width, RULE * em, self.text.ink);
            let y = out.ascent;
            out.put(rule, 0.0, y);
        }
        let middle = (out.ascent - out.descent) / 2.0;
        out.raised(self.axis(style) - middle)
    }

    fn cell(&mut self, cell: &MathElement, style: Style) -> Cell {
        let em = self.em(style);
        let padding = |side: &str| cell.css(side).and_then(length).unwrap_or(BESIDE) * em;
        Cell {
            set: self.row(&cell.children, style),
            align: match cell.css("text-align") {
                Some("left") => 0.0,
                Some("right") => 1.0,
                _ => 0.5,
            },
            left: padding("padding-left"),
            right: padding("padding-right"),
            line_right: cell.css("border-right").is_some(),
            line_above: cell.css("border-top").is_some(),
        }
    }

    /// Rows from the top down, the first one's baseline being that of the whole.
    fn grid(&mut self, rows: Vec<Vec<Cell>>, widths: &[f32], tags: Vec<Option<MathBox>>, style: Style) -> MathBox {
        let em = self.em(style);
        let thick = RULE * em;
        let jot = if style.display { JOT * em } else { 0.0 };
        let all: f32 = widths.iter().sum();
        let ends = (
            rows.iter()
                .filter_map(|r| r.first())
                .map(|c| c.left)
                .fold(0.0, f32::max),
            rows.iter()
                .filter_map(|r| r.last())
                .map(|c| c.right)
                .fold(0.0, f32::max),
        );
        let inner = (all - ends.0 - ends.1).max(0.0);
        let tagged = tags.iter().any(Option::is_some);
        let width = if tagged { self.measure.max(inner) } else { inner };
        let start = (width - inner) / 2.0 - ends.0;
        let mut out = MathBox::default();
        let mut baseline = 0.0;
        let mut depth_before: Option<f32> = None;
        for (row, tag) in rows.into_iter().zip(tags) {
            let ascent = row.iter().map(|c| c.set.ascent).fold(STRUT.0 * em, f32::max);
            let descent = row.iter().map(|c| c.set.descent).fold(STRUT.1 * em, f32::max);
            if let Some(depth) = depth_before {
                baseline -= depth + ascent + jot;
            }
            depth_before = Some(descent);
            let mut x = start;
            for (cell, width) in row.into_iter().zip(widths) {
                let room = width - cell.left - cell.right - cell.set.width;
                let at = x + cell.left + room * cell.align;
                if cell.line_above {
                    let rule = MathBox::rule(*width, thick, self.text.ink);
                    out.put(rule, x, baseline + ascent);
                }
                if cell.line_right {
                    let rule = MathBox::rule(thick, ascent + descent + jot, self.text.ink);
                    out.put(rule, x + width - thick / 2.0, baseline - descent);
                }
                out.put(cell.set, at, baseline);
                x += width;
            }
            if let Some(tag) = tag {
                let at = (width - tag.width).max(start + all + TAG * em);
                out.put(tag, at, baseline);
            }
            out.ascent = out.ascent.max(baseline + ascent);
            out.descent = out.descent.max(descent - baseline);
        }
        out.width = width;
        out
    }
}

/// Columns as wide as their widest cell, with its padding.
fn column_widths(rows: &[Vec<Cell>]) -> Vec<f32> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    (0..columns)
        .map(|at| {
            let cells = rows.iter().filter_map(|row| row.get(at));
            cells.map(|c| c.set.width + c.left + c.right).fold(0.0, f32::max)
        })
        .collect()
}
