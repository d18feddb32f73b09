//! A laid page to a display list: every mark in its place on the paper.

use super::report::{self, Fault, FaultPage};
use crate::print::layout::Layout;
use crate::print::page::{Item, LinkArea, PictureId, Rect};
use crate::print::paginate::{Break, Column, Decoration, Depth, Fill, Geometry, Mark, NOTE_SPACE, Row, Rows};
use crate::print::text::{Line, LineItem};

/// A page without its furniture.
pub(super) struct PageBody {
    pub items: Vec<Item>,
    pub links: Vec<LinkArea>,
    /// Each id on the page and the height of its top.
    pub anchors: Vec<(String, f32)>,
    pub faults: Vec<Fault>,
}

/// Space between the text of a box and the edge where a page divides it.
const CUT_AIR: f32 = 5.0;

/// Where the marks of a page go.
pub(super) struct Position<'a> {
    pub geometry: Geometry,
    pub left: f32,
    pub on: FaultPage<'a>,
    /// How far notes stand over the frame's foot for their last line to stand on the grid's.
    pub note_lift: f32,
    /// How many elements of the book's structure come before the chapter's.
    pub tags: u32,
    /// The place in [`crate::print::Pages::pictures`] of each picture of the chapter.
    pub pictures: &'a [Option<PictureId>],
}

/// Puts the marks of a page in their places. Its lines are moved out of the layout.
pub(super) fn compose(layout: &mut Layout, page: usize, position: &Position<'_>) -> PageBody {
    let mut out = PageBody {
        items: Vec::new(),
        links: Vec::new(),
        anchors: Vec::new(),
        faults: Vec::new(),
    };
    for column in std::mem::take(&mut layout.pages[page]) {
        place_column(&mut out, layout, &column, position);
        layout.pages[page].push(column);
    }
    out
}

fn place_column(page: &mut PageBody, layout: &mut Layout, column: &Column, position: &Position<'_>) {
    let rows = &mut layout.rows;
    let geometry = position.geometry;
    let depth = Depth {
        page: geometry.depth(),
        grid: geometry.leading,
    };
    let x = position.left + column.x;
    let head = rows
        .rows
        .get(column.rows.from)
        .and_then(|r| r.head)
        .and_then(|h| rows.heads.get(h).cloned());
    for mut row in head.into_iter().flatten() {
        place_row(page, &mut row, x, column.y, position);
    }
    let mut boxes: Vec<(usize, f32, f32)> = Vec::new();
    let (tops, fill) = tops(rows, column, depth);
    for (at, &(top, height)) in (column.rows.from..).zip(&tops) {
        let Some(row) = rows.rows.get(at) else { break };
        for &place in &row.boxes {
            match boxes.iter_mut().find(|b| b.0 == place) {
                Some(known) => known.2 = top + height,
                None => boxes.push((place, top, top + height)),
            }
        }
        let at_edge = at == column.rows.from || at + 1 == column.rows.to;
        if at_edge || !row.at_edges {
            place_row(page, &mut rows.rows[at], x, top, position);
        }
    }
    let stands_in = |at: Option<usize>, place: usize| {
        at.and_then(|at| rows.rows.get(at))
            .is_some_and(|row| row.boxes.contains(&place))
    };
    for (place, mut top, mut bottom) in boxes {
        let Some(boxed) = rows.boxes.get(place) else {
            continue;
        };
        if !matches!(boxed.decoration, Decoration::Bar { .. }) {
            // A box that a page divides has its air on both sides of the cut.
            let above = column.rows.from.checked_sub(1);
            top -= if stands_in(above, place) { CUT_AIR } else { 0.0 };
            let below = Some(column.rows.to);
            bottom += if stands_in(below, place) { CUT_AIR } else { 0.0 };
        }
        let across = (x + boxed.x, boxed.width);
        decorate(page, boxed.decoration, across, (top, bottom), position);
    }
    place_notes(page, rows, column, &fill, position);
    let rect_of = |at: usize| {
        let (top, height) = tops.get(at).copied().unwrap_or_default();
        Rect {
            x: position.left,
            y: geometry.height - geometry.top - top - height,
            width: geometry.measure,
            height,
        }
    };
    let held = rows.rows.get(column.rows.from..column.rows.to);
    let opens = column.rows.from == 0 || column.y > 0.0 || column.x > 0.0;
    page.faults
        .extend(report::of_rows(held.unwrap_or_default(), opens, rect_of, position.on));
}

/// The top and the height of each row of a column, and what they fill of the page.
fn tops(rows: &Rows, column: &Column, depth: Depth) -> (Vec<(f32, f32)>, Fill) {
    let mut fill = Fill::start(rows, column.rows.from, depth);
    let held = rows.rows.get(column.rows.from..column.rows.to);
    let held = held.unwrap_or_default();
    let mut tops = Vec::with_capacity(held.len());
    for (at, row) in (column.rows.from..).zip(held) {
        tops.push((fill.top_of(row) + column.y, row.height));
        fill.add(rows, at);
    }
    let next = rows.rows.get(column.rows.to);
    if next.is_some_and(|row| row.breaking != Break::Always) {
        settle(held, &mut tops, depth.grid);
    }
    (tops, fill)
}

/// The most that settling adds between two rows, as a share of the grid's step: less than an eye sees.
const UNSEEN: f32 = 0.02;

/// Moves what ends a page off the grid, code or a table, down to the grid's next line, so that facing pages end alike:
/// its rows part by what no eye sees, and the rest opens above it.
fn settle(held: &[Row], tops: &mut [(f32, f32)], grid: f32) {
    let Some(&(top, height)) = tops.last() else {
        return;
    };
    let first = held.iter().rposition(|row| row.snap).map_or(0, |at| at + 1);
    let end = top + height;
    let missing = ((end - 0.05) / grid).ceil() * grid - end;
    if first == held.len() || missing < 0.1 {
        return;
    }
    let steps = (held.len() - 1 - first) as f32;
    let step = (missing / steps.max(1.0)).min(UNSEEN * grid);
    let above = if first > 0 { missing - step * steps } else { 0.0 };
    for (at, row) in tops[first..].iter_mut().enumerate() {
        row.0 += above + step * at as f32;
    }
}

/// The page's notes at its foot, under a short rule.
fn place_notes(page: &mut PageBody, rows: &mut Rows, column: &Column, fill: &Fill, position: &Position<'_>) {
    if fill.notes() <= 0.0 {
        return;
    }
    let foot = position.geometry.depth() + column.rows.extra - position.note_lift;
    let mut y = foot - fill.notes();
    let y_page = position.geometry.height - position.geometry.top - y;
    page.items.push(Item::Fill {
        rect: Rect {
            x: position.left,
            y: y_page - NOTE_SPACE * 0.45,
            width: 54.0,
            height: 0.4,
        },
        ink: 1.0,
    });
    y += NOTE_SPACE;
    let held = rows.rows.get(column.rows.from..column.rows.to);
    for piece in held.unwrap_or_default().iter().flat_map(|r| &r.notes) {
        let Some(note) = rows.notes.get_mut(piece.note) else {
            continue;
        };
        let to = piece.to.min(note.rows.len());
        for row in note.rows.get_mut(piece.from..to).unwrap_or_default() {
            place_row(page, row, position.left + column.x, y, position);
            y += row.height;
        }
    }
}

fn place_row(page: &mut PageBody, row: &mut Row, x: f32, top: f32, position: &Position<'_>) {
    let paper = |y: f32| position.geometry.height - position.geometry.top - top - y;
    for id in &row.anchors {
        page.anchors.push((id.clone(), paper(0.0)));
    }
    for mark in &mut row.marks {
        match mark {
            Mark::Line { line, x: dx, y } => place_line(page, line, x + *dx, paper(*y), position),
            &mut Mark::Fill {
                x: dx,
                y,
                width,
                height,
                ink,
            } => {
                let rect = Rect {
                    x: x + dx,
                    y: paper(y + height),
                    width,
                    height,
                };
                page.items.push(Item::Fill { rect, ink });
            }
            &mut Mark::Stroke {
                x: dx,
                y,
                width,
                height,
                line,
            } => {
                let rect = Rect {
                    x: x + dx,
                    y: paper(y + height),
                    width,
                    height,
                };
                page.items.push(Item::Stroke {
                    rect,
                    width: line,
                    ink: 1.0,
                });
            }
            Mark::Picture {
                x: dx,
                y,
                width,
                height,
                picture,
                alt,
                tag,
                span,
            } => {
                let rect = Rect {
                    x: x + *dx,
                    y: paper(*y + *height),
                    width: *width,
                    height: *height,
                };
                if let Some(picture) = resolved(*picture, position) {
                    page.items.push(Item::Picture {
                        rect,
                        picture,
                        alt: alt.clone(),
                        tag: tag.after(position.tags),
                        span: *span,
                    });
                }
            }
        }
    }
}

fn resolved(picture: PictureId, position: &Position<'_>) -> Option<PictureId> {
    position.pictures.get(picture.0 as usize).copied().flatten()
}

fn place_line(page: &mut PageBody, line: &mut Line, x: f32, y: f32, position: &Position<'_>) {
    for item in std::mem::take(&mut line.items) {
        match item.moved(x, y) {
            LineItem::Glyphs(mut run) => {
                run.tag = run.tag.after(position.tags);
                page.items.push(Item::Glyphs(run));
            }
            LineItem::Fill { rect, ink } => page.items.push(Item::Fill { rect, ink }),
            LineItem::Picture {
                rect,
                picture,
                alt,
                tag,
                span,
            } => {
                page.items
                    .extend(resolved(picture, position).map(|picture| Item::Picture {
                        rect,
                        picture,
                        alt,
                        tag: tag.after(position.tags),
                        span,
                    }));
            }
        }
    }
    let moved = |rect: Rect| Rect {
        x: rect.x + x,
        y: rect.y + y,
        ..rect
    };
    for (rect, to, tag) in &line.links {
        page.links.push(LinkArea {
            rect: moved(*rect),
            to: to.clone(),
            tag: tag.after(position.tags),
        });
    }
    let rect = Rect {
        x: position.left,
        y: y - line.descent,
        width: position.geometry.measure,
        height: line.ascent + line.descent,
    };
    page.faults.extend(report::of_line(line, rect, position.on));
}

fn decorate(
    page: &mut PageBody,
    decoration: Decoration,
    (x, width): (f32, f32),
    (top, bottom): (f32, f32),
    position: &Position<'_>,
) {
    let paper = |y: f32| position.geometry.height - position.geometry.top - y;
    let mut fill = |x: f32, y: f32, width: f32, height: f32, ink: f32| {
        page.items.push(Item::Fill {
            rect: Rect { x, y, width, height },
            ink,
        });
    };
    match decoration {
        Decoration::Bar { width: thick, ink } => {
            fill(x, paper(bottom) - 1.0, thick, bottom - top - 1.0, ink);
        }
        Decoration::Frame { width: thick } => {
            let rect = Rect {
                x: x + thick / 2.0,
                y: paper(bottom),
                width: width - thick,
                height: bottom - top,
            };
            page.items.push(Item::Stroke {
                rect,
                width: thick,
                ink: 1.0,
            });
        }
        Decoration::Rules { width: thick } => {
            fill(x, paper(top) - thick, width, thick, 1.0);
            fill(x, paper(bottom), width, thick, 1.0);
        }
    }
}
