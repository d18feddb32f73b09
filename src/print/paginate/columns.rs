//! Rows in two columns: the pages of an index.

use super::{Break, Depth, Fill, PageRange, Rows};

/// A range of rows at a place of the frame.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::print) struct Column {
    /// Distance from the frame's left edge.
    pub x: f32,
    /// Distance from the frame's top.
    pub y: f32,
    /// Its rows.
    pub rows: PageRange,
}

/// The rows of an index to pages: the opener over the first two columns, and the last two of one length.
pub(in crate::print) fn paginate_columns(rows: &Rows, depth: Depth, step: f32) -> Vec<Vec<Column>> {
    let opener = rows.rows.first().map_or(0.0, |row| row.height);
    let mut pages = Vec::new();
    let mut from = 1;
    let count = rows.rows.len();
    while from < count || pages.is_empty() {
        let first = pages.is_empty();
        let y = if first { opener } else { 0.0 };
        let room = Depth {
            page: depth.page - y,
            ..depth
        };
        let middle = fill(rows, from, room);
        let mut end = fill(rows, middle, room);
        let mut half = middle;
        if end >= count {
            half = balanced(rows, from, room);
            end = count;
        }
        let mut page = Vec::new();
        if first {
            page.push(Column {
                x: 0.0,
                y: 0.0,
                rows: PageRange::plain(0, 1),
            });
        }
        page.push(Column {
            x: 0.0,
            y,
            rows: PageRange::plain(from, half),
        });
        page.push(Column {
            x: step,
            y,
            rows: PageRange::plain(half, end),
        });
        pages.push(page);
        from = end.max(from + 1);
    }
    pages
}

/// One past the last row that a column takes.
fn fill(rows: &Rows, from: usize, room: Depth) -> usize {
    let mut column = Fill::start(rows, from, room);
    let mut to = from;
    while to < rows.rows.len() && (column.add(rows, to) || to == from) {
        to += 1;
    }
    let full = to;
    while to > from + 1 && rows.rows.get(to).is_some_and(|r| r.breaking == Break::Never) {
        to -= 1;
    }
    if to > from + 1 { to } else { full }
}

/// The first column's end when two columns of the least depth hold all that is left.
fn balanced(rows: &Rows, from: usize, room: Depth) -> usize {
    let count = rows.rows.len();
    let mut depth = room.grid * 2.0;
    while depth < room.page {
        let less = Depth { page: depth, ..room };
        let half = fill(rows, from, less);
        if fill(rows, half, less) >= count {
            return half;
        }
        depth += room.grid / 2.0;
    }
    fill(rows, from, room)
}
