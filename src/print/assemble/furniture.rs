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
    set_at(setter, &folio, folio_style(theme), align, page, y, &mut out);
    if kind == Furniture::Head {
        let align = match theme.heads.align {
            HeadAlign::Center => Align::Center,
            HeadAlign::Inner if theme.folio.at == FolioPlace::Head => inner,
            HeadAlign::Inner => outer,
        };
        set_at(setter, page.head, head_style(theme), align, page, head_y, &mut out);
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

fn set_at(
    setter: &mut Setter<'_>,
    text: &str,
    style: TextStyle,
    align: Align,
    page: &FurnishedPage<'_>,
    y: f32,
    out: &mut Vec<Item>,
) {
    let setting = Setting::plain(page.geometry.measure, align, page.language);
    let lines = setter.set(&[Piece::plain(text, style, Span::GENERATED)], &setting);
    let Some(line) = lines.into_iter().next() else {
        return;
    };
    for item in line.items {
        if let LineItem::Glyphs(mut run) = item {
            run.x += page.left;
            run.y += y;
            out.push(Item::Glyphs(run));
        }
    }
}
