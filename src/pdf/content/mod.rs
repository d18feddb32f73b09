//! The content stream of a page, written straight as bytes.

mod marks;
mod operators;
mod runs;

use super::fonts::{Embedded, Faces};
use super::{gray, thousandths};
use crate::print::{GlyphRun, Item, Page, Tag};
use marks::Content;

/// What pages are written on.
pub(super) struct Sheet<'a> {
    /// Where the trim's lower left corner stands on the paper.
    pub origin: (f32, f32),
    pub faces: &'a Faces,
    /// How many pictures there are.
    pub pictures: usize,
    /// Whether content is marked as what it is part of.
    pub tagged: bool,
}

/// Writes what stands on a page after what is in `bytes`, and gives the tag of each marked sequence.
pub(super) fn page(page: &Page, sheet: &Sheet<'_>, bytes: &mut Vec<u8>) -> Vec<Tag> {
    let mut content = Content::new(bytes);
    if sheet.origin != (0.0, 0.0) {
        let (x, y) = (thousandths(sheet.origin.0), thousandths(sheet.origin.1));
        content.operators.operands([1000, 0, 0, 1000, x, y]);
        content.operators.operator("cm");
    }
    let furniture = page.items.len().saturating_sub(page.furniture);
    for (at, item) in page.items.iter().enumerate() {
        if sheet.tagged {
            content.enter(marks::of(item, at >= furniture));
        }
        match item {
            Item::Glyphs(run) => {
                if let Some(face) = sheet.faces.get(&run.face) {
                    let apart = sheet.tagged && marks::stands_apart(run, &page.items[at + 1..]);
                    match run.turned {
                        true => show_turned(run, face, apart, &mut content),
                        false => runs::show(run, face, apart, &mut content),
                    }
                }
            }
            Item::Fill { rect, ink } => {
                content.operators.text(false);
                content.operators.fill(*ink);
                content.operators.rectangle(*rect);
                content.operators.operator("f");
            }
            Item::Stroke { rect, width, ink } => {
                content.operators.text(false);
                content.operators.operand(gray(*ink), 3);
                content.operators.operator("G");
                content.operators.operand(thousandths(*width).max(0), 3);
                content.operators.operator("w");
                content.operators.rectangle(*rect);
                content.operators.operator("S");
            }
            Item::Picture { rect, picture, .. } if (picture.0 as usize) < sheet.pictures => {
                content.operators.text(false);
                content.operators.picture(*rect, *picture);
            }
            Item::Picture { .. } => {}
        }
    }
    content.leave();
    content.operators.text(false);
    content.tags
}

/// Shows a run that reads from the top down.
fn show_turned(run: &GlyphRun, face: &Embedded, apart: bool, content: &mut Content) {
    let level = GlyphRun {
        x: 0.0,
        y: 0.0,
        ..run.clone()
    };
    let state = content.operators.turn_down(thousandths(run.x), thousandths(run.y));
    runs::show(&level, face, apart, content);
    content.operators.turn_back(state);
}
