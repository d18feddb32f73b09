//! Proof pages: the pages of an edition with the grid, the frame and every fault drawn on them.

use super::assemble::Fault;
use super::{Format, Typeset};
use crate::print::page::{Item, Pages, Rect};
use crate::print::paginate::Geometry;
use crate::print::text::{Faces, LineItem, Piece, Setter, Setting};
use crate::span::Span;
use crate::theme::{Align, Family, TextStyle, Theme};

/// Thickness and ink of what is drawn.
const HAIR: f32 = 0.25;
const GRID_INK: f32 = 0.25;
const BOX_INK: f32 = 0.5;
const FAULT: f32 = 1.2;
/// Size of the labels in the margin.
const LABEL: f32 = 6.0;

/// The pages of an edition as a proof: lines of the grid, the frame, the boxes of pictures, and a frame and a
/// label for each fault.
pub fn proof(set: &Typeset, format: &Format) -> Pages {
    let theme = &format.theme;
    let geometry = Geometry::new(format.trim, theme.leading, theme.margins);
    let faces = Faces::new(theme.serif, theme.sans, theme.mono);
    let mut setter = Setter::new(&faces);
    let mut pages = set.pages.clone();
    let count = pages.pages.len();
    for (at, page) in pages.pages.iter_mut().enumerate() {
        if page.items.is_empty() {
            continue;
        }
        let left = geometry.left(at, count);
        let mut under = grid(&geometry, theme, left);
        let boxes = page.items.iter().filter_map(|item| match item {
            Item::Picture { rect, .. } => Some(stroke(*rect, HAIR, BOX_INK)),
            _ => None,
        });
        let boxes: Vec<Item> = boxes.collect();
        let furniture = page.items.split_off(page.items.len() - page.furniture);
        under.append(&mut page.items);
        under.extend(boxes);
        for fault in set.faults.iter().filter(|fault| fault.page == at) {
            under.extend(mark(fault, &geometry, left, &mut setter));
        }
        under.extend(furniture);
        page.items = under;
    }
    pages
}

/// The baselines of the grid and the edge of the frame.
fn grid(geometry: &Geometry, theme: &Theme, left: f32) -> Vec<Item> {
    let top = geometry.height - geometry.top;
    let first = crate::print::paginate::baseline_in(theme.leading, theme.size);
    let baseline = |line: usize| Item::Fill {
        rect: Rect {
            x: left,
            y: top - first - line as f32 * geometry.leading - HAIR,
            width: geometry.measure,
            height: HAIR,
        },
        ink: GRID_INK,
    };
    let frame = Rect {
        x: left,
        y: top - geometry.depth(),
        width: geometry.measure,
        height: geometry.depth(),
    };
    (0..geometry.lines)
        .map(baseline)
        .chain([stroke(frame, HAIR, BOX_INK)])
        .collect()
}

/// A frame round a fault and its code in the outer margin.
fn mark(fault: &Fault, geometry: &Geometry, left: f32, setter: &mut Setter<'_>) -> Vec<Item> {
    let mut rect = fault.rect;
    if rect.width <= 0.0 {
        (rect.x, rect.width) = (left, geometry.measure);
    }
    let mut out = vec![stroke(rect, FAULT, 1.0)];
    let outer_right = left + geometry.measure / 2.0 < geometry.width / 2.0;
    let (margin, align) = if outer_right {
        (left + geometry.measure + 4.0, Align::Left)
    } else {
        (6.0, Align::Right)
    };
    let width = if outer_right {
        geometry.width - margin - 4.0
    } else {
        left - 4.0 - margin
    };
    let setting = Setting::plain(width.max(24.0), align, "");
    let style = TextStyle {
        family: Family::Sans,
        bold: true,
        ..TextStyle::text(LABEL)
    };
    let text = fault.finding.code.name().trim_start_matches("page-");
    let label = Piece::plain(text, style, Span::GENERATED);
    let mut y = rect.y + rect.height - LABEL;
    for line in setter.set(&[label], &setting) {
        for item in line.items {
            if let LineItem::Glyphs(run) = item.moved(margin, y) {
                out.push(Item::Glyphs(run));
            }
        }
        y -= LABEL * 1.2;
    }
    out
}

fn stroke(rect: Rect, width: f32, ink: f32) -> Item {
    Item::Stroke { rect, width, ink }
}
