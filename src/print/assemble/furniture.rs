//! Running heads and folios.

use crate::book::{Book, Chapter, ChapterKind, Matter, plain_text};
use crate::print::page::{Folio, Item, Rect};
use crate::print::paginate::Geometry;
use crate::print::text::{LineItem, Piece, Setter, Setting};
use crate::span::Span;
use crate::theme::{Align, Figures, FolioPlace, HeadAlign, HeadText, RunningHeads, TextStyle, Theme};

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

/// A page that furniture is made for.
pub(super) struct FurnishedPage<'a> {
    pub geometry: Geometry,
    pub left: f32,
    pub recto: bool,
    pub folio: Folio,
    /// What the running head says.
    pub head: &'a str,
    pub language: &'a str,
}

/// What the heads of each chapter say, on versos and on rectos.
pub(super) fn heads(book: &Book, chapters: &[&Chapter], look: &RunningHeads) -> Vec<(String, String)> {
    let title = |chapter: &Chapter| {
        let whole = || plain_text(&chapter.title);
        chapter.short_title.clone().unwrap_or_else(whole)
    };
    let mut part = None;
    chapters
        .iter()
        .map(|chapter| {
            if chapter.kind == ChapterKind::Part {
                part = Some(title(chapter));
            } else if chapter.matter != Matter::Body {
                part = None;
            }
            let book = &book.metadata;
            let says = |text| match text {
                HeadText::Title => book.title.clone(),
                HeadText::Author => book.authors().collect::<Vec<_>>().join(", "),
                HeadText::Part => part.clone().unwrap_or_else(|| book.title.clone()),
                HeadText::Chapter => title(chapter),
                HeadText::None => String::new(),
            };
            (says(look.verso), says(look.recto))
        })
        .collect()
}

/// The marks of a page's furniture.
pub(super) fn furniture(
    kind: Furniture,
    page: &FurnishedPage<'_>,
    theme: &Theme,
    setter: &mut Setter<'_>,
) -> Vec<Item> {
    if kind == Furniture::None {
        return Vec::new();
    }
    let geometry = page.geometry;
    let (outer, inner) = match page.recto {
        true => (Align::Right, Align::Left),
        false => (Align::Left, Align::Right),
    };
    let head_y = geometry.height - geometry.top + geometry.leading * 1.3;
    let foot_y = geometry.height - geometry.top - geometry.depth() - geometry.leading * 1.7;
    let (align, y) = match (theme.folio.at, kind) {
        (FolioPlace::Head, Furniture::Head) => (outer, head_y),
        (FolioPlace::Head, _) if theme.opener.align == Align::Center => (Align::Center, foot_y),
        (FolioPlace::Foot, _) => (Align::Center, foot_y),
        (FolioPlace::Head | FolioPlace::FootOuter, _) => (outer, foot_y),
    };
    let mut out = Vec::new();
    let folio = page.folio.to_string();
    let line = FurnitureLine {
        text: &folio,
        style: folio_style(theme),
        align,
        y,
    };
    out.extend(page.set(line, setter));
    if kind == Furniture::Head {
        let align = match theme.heads.align {
            HeadAlign::Center => Align::Center,
            HeadAlign::Inner if theme.folio.at == FolioPlace::Head => inner,
            HeadAlign::Inner => outer,
        };
        let line = FurnitureLine {
            text: page.head,
            style: head_style(theme),
            align,
            y: head_y,
        };
        out.extend(page.set(line, setter));
        if theme.heads.rule > 0.0 {
            out.push(Item::Fill {
                rect: Rect {
                    x: page.left,
                    y: head_y - geometry.leading * 0.4,
                    width: geometry.measure,
                    height: theme.heads.rule,
                },
                ink: theme.heads.ink,
            });
        }
    }
    out
}

fn folio_style(theme: &Theme) -> TextStyle {
    TextStyle {
        family: theme.folio.family,
        bold: theme.folio.bold,
        figures: Figures::Lining,
        ..TextStyle::text(theme.size * theme.folio.size)
    }
}

fn head_style(theme: &Theme) -> TextStyle {
    let look = &theme.heads;
    TextStyle {
        family: look.family,
        italic: look.italic,
        small_caps: look.small_caps,
        tracking: look.tracking,
        ink: look.ink,
        figures: match look.small_caps {
            true => Figures::Oldstyle,
            false => Figures::Lining,
        },
        ..TextStyle::text(theme.size * look.size)
    }
}

/// A folio or a running head.
struct FurnitureLine<'a> {
    text: &'a str,
    style: TextStyle,
    align: Align,
    /// Its baseline, from the foot of the page.
    y: f32,
}

impl FurnishedPage<'_> {
    /// The marks of a line that stands in the width of the frame.
    fn set(&self, line: FurnitureLine<'_>, setter: &mut Setter<'_>) -> impl Iterator<Item = Item> {
        let (left, y) = (self.left, line.y);
        let setting = Setting::plain(self.geometry.measure, line.align, self.language);
        let piece = Piece::plain(line.text, line.style, Span::GENERATED);
        let first = setter.set(&[piece], &setting).into_iter().next();
        let items = first.into_iter().flat_map(|line| line.items);
        items.filter_map(move |item| match item.moved(left, y) {
            LineItem::Glyphs(run) => Some(Item::Glyphs(run)),
            _ => None,
        })
    }
}
