//! One chapter, laid on pages of its own: what stands where, before it is known which pages these are.

use super::flow::{Flow, PictureUse, Shared, spread_long_notes};
use super::index::{Column, paginate_columns};
use super::paginate::{Depth, paginate_floating};
use super::row::Rows;
use crate::book::{Chapter, ChapterKind};
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use std::collections::BTreeMap;

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
    pub findings: Vec<Diagnostic>,
}

impl Layout {
    /// The page of each anchor, counted from the chapter's first.
    pub fn anchors(&self) -> impl Iterator<Item = (&str, usize)> {
        self.pages
            .iter()
            .enumerate()
            .flat_map(move |(page, columns)| {
                columns.iter().flat_map(move |column| {
                    let rows = self
                        .rows
                        .rows
                        .get(column.rows.from..column.rows.to)
                        .unwrap_or_default();
                    rows.iter().flat_map(move |row| {
                        let notes = row.notes.iter().flat_map(|piece| {
                            let note = self.rows.notes.get(piece.note);
                            let first = note.and_then(|n| n.rows.get(piece.from));
                            first.into_iter().flat_map(|r| r.anchors.iter())
                        });
                        row.anchors
                            .iter()
                            .chain(notes)
                            .map(move |id| (id.as_str(), page))
                    })
                })
            })
    }
}

/// Whether a kind is a page of display: no running head, no folio.
pub(super) fn is_display(kind: ChapterKind) -> bool {
    matches!(
        kind,
        ChapterKind::Cover
            | ChapterKind::HalfTitle
            | ChapterKind::TitlePage
            | ChapterKind::Copyright
            | ChapterKind::Dedication
            | ChapterKind::Epigraph
            | ChapterKind::Part
    )
}

/// Sets a chapter and lays it on pages, the first a recto.
pub(super) fn lay(shared: &Shared<'_>, chapter: &Chapter) -> Layout {
    let mut flow = Flow::new(shared, chapter);
    let geometry = shared.geometry;
    let depth = Depth {
        page: geometry.depth(),
        grid: geometry.leading,
    };
    match chapter.kind {
        ChapterKind::Cover => {}
        ChapterKind::HalfTitle => flow.half_title(),
        ChapterKind::TitlePage => flow.title_page(),
        ChapterKind::Copyright => flow.copyright_page(),
        ChapterKind::Dedication | ChapterKind::Epigraph => flow.display_page(),
        ChapterKind::Part => flow.part_page(),
        _ => {
            flow.opener();
            match chapter.kind {
                ChapterKind::Contents => flow.contents(),
                ChapterKind::ListOfFigures => flow.list_of_figures(),
                ChapterKind::Index => flow.index(),
                _ => {}
            }
            flow.blocks(&chapter.blocks);
        }
    }
    flow.notes();
    let step = flow.column_step();
    let mut rows = std::mem::take(&mut flow.out);
    spread_long_notes(&mut rows, depth.page);
    let pages = match chapter.kind {
        ChapterKind::Index => paginate_columns(&rows, depth, step),
        _ => paginate_floating(&mut rows, depth)
            .into_iter()
            .map(|rows| {
                vec![Column {
                    x: 0.0,
                    y: 0.0,
                    rows,
                }]
            })
            .collect(),
    };
    Layout {
        rows,
        pages,
        picture_uses: flow.picture_uses,
        asked: flow.asked,
        missing: flow.setter.missing(),
        findings: flow.findings,
    }
}
