//! Faults that the setting could not avoid, each with its page, its place on it and its line in the manuscript.

use super::order::Slot;
use crate::book::{Chapter, ChapterKind};
use crate::diagnostic::{Diagnostic, codes};
use crate::print::layout::Layout;
use crate::print::page::{Item, LinkTo, Page, Rect};
use crate::print::paginate::{Break, Mark, Row};
use crate::print::text::Line;
use std::collections::BTreeMap;

/// Something on a page that could be set better if the manuscript helped.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Index of its page.
    pub page: usize,
    /// Where it stands on the page, points.
    pub rect: Rect,
    /// What it is, and what would mend it.
    pub finding: Diagnostic,
}

/// A page as findings name it.
#[derive(Clone, Copy)]
pub(super) struct FaultPage<'a> {
    /// Its index in the book.
    pub page: usize,
    /// The edition and the folio: "paperback, page 87".
    pub name: &'a str,
}

/// Spaces of a line stretched this many times as far as is good are over half as wide again as they should be.
const VERY_LOOSE: f32 = 2.5;
/// This many consecutive lines that end in a hyphen are a ladder.
const LADDER: usize = 3;
/// A figure this many pages after its first mention is far from it.
const FAR: usize = 2;

/// The faults of a line that is set.
pub(super) fn of_line(line: &Line, rect: Rect, on: FaultPage<'_>) -> Option<Fault> {
    let finding = if line.overfull > 0.5 {
        let message = format!("a line stands {:.1} points out of its measure", line.overfull);
        Diagnostic::new(codes::PAGE_OVERFULL, line.span, message)
            .with_help("allow a break with a soft hyphen (U+00AD), or reword the line")
    } else if line.ratio > VERY_LOOSE {
        Diagnostic::new(codes::PAGE_LOOSE, line.span, "a line has very wide spaces")
            .with_help("allow a break in the long word that follows with a soft hyphen (U+00AD), or reword the line")
    } else {
        return None;
    };
    Some(Fault {
        page: on.page,
        rect,
        finding: finding.at_place(on.name),
    })
}

/// The faults of rows one under another: where they begin in the middle of what should stay together, and ladders.
pub(super) fn of_rows(
    rows: &[Row],
    first_of_chapter: bool,
    rect_of: impl Fn(usize) -> Rect,
    on: FaultPage<'_>,
) -> Vec<Fault> {
    let mut out = Vec::new();
    let mut fault = |at: usize, finding: Diagnostic| {
        out.push(Fault {
            page: on.page,
            rect: rect_of(at),
            finding: finding.at_place(on.name),
        });
    };
    if let Some(row) = rows.first()
        && row.breaking == Break::Never
        && !first_of_chapter
    {
        let message = "a page had to begin inside what should stay together";
        let finding = Diagnostic::new(codes::PAGE_BREAK_FORCED, row.span, message)
            .with_help("shorten the block that runs over the page, or divide it");
        fault(0, finding);
    }
    let mut running = 0;
    for (at, row) in rows.iter().enumerate() {
        running = if row.hyphenated { running + 1 } else { 0 };
        if running == LADDER {
            let message = format!("{LADDER} lines running end in a hyphen");
            let finding = Diagnostic::new(codes::PAGE_LADDER, row.span, message)
                .with_help("reword one of the lines, or join the parts of a word with U+2060");
            fault(at, finding);
        }
    }
    out
}

/// All pages of a book together, for the faults that only show there.
pub(super) struct WholeBook<'a> {
    /// The edition's name.
    pub edition: &'a str,
    pub leading: f32,
    pub chapters: &'a [&'a Chapter],
    pub layouts: &'a [Layout],
    pub slots: &'a [Slot],
    pub pages: &'a [Page],
}

impl WholeBook<'_> {
    /// Facing pages that end unevenly, and figures far from their mention.
    pub fn faults(&self) -> Vec<Fault> {
        let mut out = self.uneven_spreads();
        out.extend(self.far_figures());
        out
    }

    /// Facing pages that end on different lines, where both are full of one chapter.
    fn uneven_spreads(&self) -> Vec<Fault> {
        let mut out = Vec::new();
        for verso in (1..self.slots.len().saturating_sub(1)).step_by(2) {
            let (left, right) = (self.slots[verso], self.slots[verso + 1]);
            let (Some(row), Some(_)) = (self.row_after(left), self.row_after(right)) else {
                continue;
            };
            let ends = (self.foot(verso), self.foot(verso + 1));
            let (Some(a), Some(b)) = ends else { continue };
            let apart = ((a - b) / self.leading).abs();
            if apart < 0.75 {
                continue;
            }
            let (short, foot) = if a > b { (verso, a) } else { (verso + 1, b) };
            let row = if short == verso {
                row
            } else {
                self.row_after(right).unwrap_or(row)
            };
            let folio = |slot: &Slot| slot.folio.to_string();
            let (l, r) = (folio(&left), folio(&right));
            let lines = apart.round().max(1.0);
            let name = folio(&self.slots[short]);
            let message = format!(
                "pages {l} and {r} end {lines} {} apart",
                if lines > 1.0 { "lines" } else { "line" }
            );
            let help = format!(
                "what stands here does not fit at the foot of page {name}: move it, or add or cut {lines} {} before it",
                if lines > 1.0 { "lines" } else { "line" }
            );
            out.push(Fault {
                page: short,
                rect: Rect {
                    x: 0.0,
                    y: foot - self.leading * lines,
                    width: 0.0,
                    height: self.leading * lines,
                },
                finding: Diagnostic::new(codes::PAGE_UNEVEN, row.span, message)
                    .with_help(help)
                    .at_place(format!("{}, page {name}", self.edition)),
            });
        }
        out
    }

    /// The row that the chapter goes on with after a page, unless the page ends where it was told to.
    fn row_after(&self, slot: Slot) -> Option<&Row> {
        let (chapter, page) = slot.content?;
        if self.chapters[chapter].kind == ChapterKind::Index {
            return None;
        }
        let layout = &self.layouts[chapter];
        let to = layout.pages[page].last()?.rows.to;
        let row = layout.rows.rows.get(to)?;
        (row.breaking != Break::Always).then_some(row)
    }

    /// The lowest baseline of a page's text.
    fn foot(&self, page: usize) -> Option<f32> {
        let page = &self.pages[page];
        let body = page.items.get(..page.items.len() - page.furniture)?;
        body.iter()
            .filter_map(|item| match item {
                Item::Glyphs(run) => Some(run.y),
                _ => None,
            })
            .min_by(f32::total_cmp)
    }

    /// Figures that stand pages after the text that first names them.
    fn far_figures(&self) -> Vec<Fault> {
        let mut mentions: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, (slot, page)) in self.slots.iter().zip(self.pages).enumerate() {
            let text = slot
                .content
                .is_some_and(|(chapter, _)| !self.chapters[chapter].kind.is_list());
            for link in page.links.iter().filter(|_| text) {
                if let LinkTo::Anchor(id) = &link.to {
                    mentions.entry(id).or_insert(at);
                }
            }
        }
        let mut out = Vec::new();
        for (at, slot) in self.slots.iter().enumerate() {
            let Some((chapter, page)) = slot.content else {
                continue;
            };
            let layout = &self.layouts[chapter];
            for row in layout.pages[page].iter().flat_map(|column| {
                let rows = &layout.rows.rows;
                rows.get(column.rows.from..column.rows.to).unwrap_or_default()
            }) {
                let is_figure = row.marks.iter().any(|m| matches!(m, Mark::Picture { .. }));
                let first = row.anchors.iter().filter_map(|id| mentions.get(id.as_str())).min();
                if let Some(&first) = first.filter(|first| is_figure && *first + FAR <= at) {
                    out.push(self.far_figure(row, at, first));
                }
            }
        }
        out
    }

    fn far_figure(&self, row: &Row, at: usize, mention: usize) -> Fault {
        let folio = |page: usize| self.slots[page].folio;
        let message = format!(
            "a figure stands on page {}, and is first named on page {}",
            folio(at),
            folio(mention)
        );
        let picture = self.pages[at].items.iter().find_map(|item| match item {
            Item::Picture { rect, span, .. } if *span == row.span => Some(*rect),
            _ => None,
        });
        Fault {
            page: at,
            rect: picture.unwrap_or_default(),
            finding: Diagnostic::new(codes::PAGE_FIGURE_FAR, row.span, message)
                .with_help("move the figure up, behind the paragraph that names it")
                .at_place(format!("{}, page {}", self.edition, folio(at))),
        }
    }
}
