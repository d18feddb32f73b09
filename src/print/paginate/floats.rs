//! Figures that would leave a gap change places with the text after them.

use super::fill::Fill;
use super::row::{Break, Rows};
use super::{Depth, PageRange, Room, paginate};

/// How many times figures of a chapter are moved before it stays as it is.
const FLOAT_ROUNDS: usize = 24;
/// A gap of this many lines is worth moving a figure for.
const GAP: f32 = 3.0;

/// Moves figures that would leave a gap behind the text that fills it, never past their section or
/// out of their container, and lays the chapter again.
pub(in crate::print) fn paginate_floating(rows: &mut Rows, depth: Depth, room: &mut Room<'_>) -> Vec<PageRange> {
    let mut pages = paginate(rows, depth, room);
    for _ in 0..FLOAT_ROUNDS {
        let Some((figure, to)) = pages.iter().find_map(|page| float_over(rows, page, depth)) else {
            break;
        };
        rows.rows[figure..to].rotate_left(1);
        // What has a page to itself goes on until the page before it is full.
        rows.rows[to - 1].floats = rows.rows[to - 1].height > depth.page - depth.grid;
        pages = paginate(rows, depth, room);
    }
    pages
}

/// The figure after a page that it left short, and the row before which it should stand instead.
fn float_over(rows: &Rows, page: &PageRange, depth: Depth) -> Option<(usize, usize)> {
    let figure = rows.rows.get(page.to)?;
    if !figure.floats || figure.breaking != Break::Cost(0.0) {
        return None;
    }
    let mut fill = Fill::start(rows, page.from, depth);
    for at in page.from..page.to {
        fill.add(rows, at);
    }
    if (depth.page - fill.used()) / depth.grid < GAP {
        return None;
    }
    let mut to = page.to + 1;
    while let Some(row) = rows.rows.get(to) {
        let plain = row.boxes == figure.boxes && row.head.is_none() && row.breaking != Break::Always && !row.floats;
        if !plain || row.heading || !fill.add(rows, to) {
            break;
        }
        to += 1;
    }
    while to > page.to + 1 && rows.rows.get(to).is_some_and(|r| r.breaking == Break::Never) {
        to -= 1;
    }
    (to > page.to + 1).then_some((page.to, to))
}
