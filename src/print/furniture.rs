//! Running heads and folios.

use super::faces::Faces;
use super::flow::plain_piece;
use super::frame::Geometry;
use super::line::{Align, Family, Figures, LineItem, Setting, TextStyle};
use super::page::{Folio, FolioStyle, Item};
use super::paragraph::Setter;
use super::theme::{Opener, Theme};
use crate::book::roman;
use crate::span::Span;

/// What stands around the frame of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Furniture {
    /// Nothing: blanks and pages of display.
    None,
    /// The folio alone, at the foot: the first page of a chapter.
    Foot,
    /// Head and folio.
    Head,
}

/// A folio as shown.
pub(super) fn folio_text(folio: Folio) -> String {
    match folio.style {
        FolioStyle::Roman => roman(folio.number).to_lowercase(),
        FolioStyle::Arabic => folio.number.to_string(),
    }
}

/// A page that furniture is made for.
pub(super) struct Sheet<'a> {
    pub geometry: Geometry,
    pub left: f32,
    pub recto: bool,
    pub folio: Folio,
    /// What the running head says.
    pub head: &'a str,
    pub language: &'a str,
}

/// The marks of a page's furniture.
pub(super) fn furniture(
    kind: Furniture,
    sheet: &Sheet<'_>,
    theme: &Theme,
    faces: &Faces,
) -> Vec<Item> {
    let geometry = sheet.geometry;
    let folio = folio_text(sheet.folio);
    let outer = if sheet.recto {
        Align::Right
    } else {
        Align::Left
    };
    let mut setter = Setter::new(faces);
    let mut out = Vec::new();
    let (head, number) = styles(theme);
    match kind {
        Furniture::None => {}
        Furniture::Foot => {
            let y = geometry.height - geometry.top - geometry.depth() - geometry.leading * 1.7;
            let align = if theme.opener == Opener::Flush {
                outer
            } else {
                Align::Center
            };
            set_at(&mut setter, &folio, number, align, sheet, y, &mut out);
        }
        Furniture::Head => {
            let y = geometry.height - geometry.top + geometry.leading * 1.3;
            set_at(&mut setter, &folio, number, outer, sheet, y, &mut out);
            let align = match theme.opener {
                Opener::Centered => Align::Center,
                Opener::Flush if sheet.recto => Align::Left,
                Opener::Flush => Align::Right,
            };
            set_at(&mut setter, sheet.head, head, align, sheet, y, &mut out);
        }
    }
    out
}

/// The styles of the running head and of the folio.
fn styles(theme: &Theme) -> (TextStyle, TextStyle) {
    let size = theme.size * 0.84;
    let number = TextStyle {
        figures: Figures::Lining,
        ..TextStyle::text(size * 1.06)
    };
    match theme.opener {
        Opener::Flush => (
            TextStyle {
                family: Family::Sans,
                figures: Figures::Lining,
                ink: 0.75,
                ..TextStyle::text(size)
            },
            TextStyle {
                family: Family::Sans,
                bold: true,
                ..number
            },
        ),
        Opener::Centered => (
            TextStyle {
                italic: true,
                figures: Figures::Lining,
                ..TextStyle::text(size * 1.06)
            },
            number,
        ),
    }
}

fn set_at(
    setter: &mut Setter<'_>,
    text: &str,
    style: TextStyle,
    align: Align,
    sheet: &Sheet<'_>,
    y: f32,
    out: &mut Vec<Item>,
) {
    let setting = Setting {
        measure: sheet.geometry.measure,
        first_indent: 0.0,
        indent: 0.0,
        right_indent: 0.0,
        align,
        language: sheet.language.to_owned(),
        hyphenate: false,
        looseness: 0,
        cut_lines: 0,
        cut_width: 0.0,
    };
    let lines = setter.set(&[plain_piece(text, style, Span::GENERATED)], &setting);
    let Some(line) = lines.into_iter().next() else {
        return;
    };
    for item in line.items {
        if let LineItem::Glyphs(mut run) = item {
            run.x += sheet.left;
            run.y += y;
            out.push(Item::Glyphs(run));
        }
    }
}
