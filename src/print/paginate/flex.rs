//! Remedies: the lines that a page can gain or lose to end where it should.

use super::PageRange;
use super::row::{Mark, Paragraph, Row, Rows, line_rows};
use crate::print::text::Line;
use std::ops::Range;

/// The most lines that a page gains or loses.
pub(super) const MOST_LINES: u32 = 3;
/// The cost of a line more above a heading.
const SPACE: f32 = 24.0;
/// The least cost of a paragraph a line longer or shorter, and that of its worst line.
const PARAGRAPH: f32 = 5.0;
const WORST_LINE: f32 = 30.0;

/// The cost of each line that a picture is drawn smaller or larger by.
const PICTURE: f32 = 9.0;

/// Whether a paragraph can be set a line longer (1) or shorter (-1), and how far its worst line is then from
/// the natural space: 1 is as far as is good.
pub(in crate::print) type Room<'a> = dyn FnMut(&Rows, usize, i32) -> Option<f32> + 'a;

/// A change to a page that lets it end where it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::print) enum Remedy {
    /// A paragraph is set a line longer (1) or shorter (-1).
    Paragraph { paragraph: usize, lines: i32 },
    /// A row has a line more above it.
    Space { row: usize },
    /// The picture of a row is drawn a line larger (1) or smaller (-1).
    Picture { row: usize, lines: i32 },
}

/// Finds remedies.
pub(super) struct Flex<'a> {
    rows: &'a Rows,
    room: &'a mut Room<'a>,
    /// The rows of each paragraph; an empty range for one that something stands within.
    places: Vec<Range<usize>>,
    /// Whether remedies are looked for even where a page is well without.
    pub eager: bool,
}

impl<'a> Flex<'a> {
    pub fn new(rows: &'a Rows, room: &'a mut Room<'_>) -> Flex<'a> {
        Flex {
            rows,
            room,
            places: places(rows),
            eager: false,
        }
    }

    /// The cheapest remedies by which a page of rows gains lines, or loses them (under 0), and
    /// their cost.
    pub fn mend(&mut self, page: Range<usize>, lines: i32) -> Option<(f32, Vec<Remedy>)> {
        let mut found: Vec<(f32, Remedy)> = Vec::new();
        let mut last = None;
        for at in page.clone() {
            let row = &self.rows.rows[at];
            if lines > 0 && row.spare && at > page.start {
                found.push((SPACE, Remedy::Space { row: at }));
            }
            let (most, step) = match lines {
                l if l > 0 => (row.scale.larger, 1),
                _ => (row.scale.smaller, -1),
            };
            let picture = Remedy::Picture { row: at, lines: step };
            found.extend((0..most).map(|_| (PICTURE, picture)));
            let Some(paragraph) = row.paragraph.filter(|p| last != Some(*p)) else {
                continue;
            };
            last = Some(paragraph);
            let place = &self.places[paragraph];
            // A paragraph from the page before keeps its lines there; what is left must not become a widow.
            let left = place.end as i64 - page.start.max(place.start) as i64 + i64::from(lines.signum());
            if place.is_empty() || place.end > page.end || left < 2 {
                continue;
            }
            let worst = (self.room)(self.rows, paragraph, lines.signum());
            found.extend(worst.map(|worst| {
                let cost = PARAGRAPH + WORST_LINE * worst * worst;
                let lines = lines.signum();
                (cost, Remedy::Paragraph { paragraph, lines })
            }));
        }
        let count = lines.unsigned_abs() as usize;
        if found.len() < count {
            return None;
        }
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        found.truncate(count);
        let cost = found.iter().map(|f| f.0).sum();
        Some((cost, found.into_iter().map(|f| f.1).collect()))
    }
}

fn places(rows: &Rows) -> Vec<Range<usize>> {
    let mut out = vec![0..0; rows.paragraphs.len()];
    let mut closed = vec![false; rows.paragraphs.len()];
    let mut before = None;
    for (at, row) in rows.rows.iter().enumerate() {
        if before != row.paragraph
            && let Some(b) = before
        {
            closed[b] = true;
        }
        before = row.paragraph;
        let Some(paragraph) = row.paragraph else {
            continue;
        };
        out[paragraph] = match &out[paragraph] {
            _ if closed[paragraph] => 0..0,
            place if place.is_empty() => at..at + 1,
            place => place.start..at + 1,
        };
    }
    out
}

/// Applies the remedies of pages to the rows, and brings the pages' ranges up to date. `set` gives the
/// lines of a paragraph set in that many more (or fewer) lines.
pub(in crate::print) fn apply(
    rows: &mut Rows,
    pages: &mut [PageRange],
    grid: f32,
    set: &mut dyn FnMut(&Paragraph, i32) -> Vec<Line>,
) {
    if pages.iter().all(|page| page.remedies.is_empty()) {
        return;
    }
    let mut old = std::mem::take(&mut rows.rows).into_iter();
    let mut out: Vec<Row> = Vec::with_capacity(old.len() + pages.len());
    for page in pages {
        let mut held: Vec<Row> = old.by_ref().take(page.to - page.from).collect();
        for remedy in &page.remedies {
            match *remedy {
                Remedy::Space { row } => held[row - page.from].before += grid,
                Remedy::Picture { row, lines } => {
                    scale_picture(&mut held[row - page.from], lines as f32 * grid);
                }
                Remedy::Paragraph { .. } => {}
            }
        }
        for remedy in &page.remedies {
            if let Remedy::Paragraph { paragraph, lines } = *remedy {
                // As many of its lines as stand on pages before stay there.
                let before = out.iter().rev();
                let before = before.take_while(|row| row.paragraph == Some(paragraph)).count();
                held.splice(0..0, out.drain(out.len() - before..));
                set_again(&mut held, &rows.paragraphs[paragraph], paragraph, |p| set(p, lines));
                out.extend(held.drain(..before));
            }
        }
        page.from = out.len();
        out.append(&mut held);
        page.to = out.len();
    }
    out.extend(old);
    rows.rows = out;
}

/// Draws the picture of a row taller by some points; what is under it follows.
fn scale_picture(row: &mut Row, taller: f32) {
    let mut foot = f32::MAX;
    for mark in &mut row.marks {
        match mark {
            Mark::Picture {
                x, y, width, height, ..
            } if foot == f32::MAX => {
                foot = *y + *height;
                let wider = *width * taller / *height;
                *x -= wider / 2.0;
                *width += wider;
                *height += taller;
            }
            Mark::Line { y, .. } | Mark::Fill { y, .. } | Mark::Stroke { y, .. } if *y >= foot => {
                *y += taller;
            }
            _ => {}
        }
    }
    row.height += taller;
}

/// Puts new lines in the place of a paragraph's rows; all else that stands in these stays.
fn set_again(rows: &mut Vec<Row>, paragraph: &Paragraph, place: usize, set: impl FnOnce(&Paragraph) -> Vec<Line>) {
    let Some(from) = rows.iter().position(|r| r.paragraph == Some(place)) else {
        return;
    };
    let count = rows[from..].iter().take_while(|r| r.paragraph == Some(place)).count();
    let mut new: Vec<Row> = line_rows(set(paragraph), paragraph.place, paragraph.span).collect();
    if new.is_empty() {
        return;
    }
    let mut old: Vec<Row> = rows.drain(from..from + count).collect();
    let mut pieces: Vec<_> = old.iter_mut().flat_map(|r| r.notes.drain(..)).collect();
    let mut anchors: Vec<String> = old.iter_mut().flat_map(|r| r.anchors.drain(..)).collect();
    for row in &mut new {
        let marked: Vec<usize> = row.notes.iter().map(|n| n.note).collect();
        row.notes = pieces
            .extract_if(.., |piece| marked.contains(&piece.note) && piece.from == 0)
            .collect();
        anchors.retain(|id| !row.anchors.contains(id));
        row.paragraph = Some(place);
        row.boxes.clone_from(&old[0].boxes);
    }
    let last = new.len() - 1;
    new[last].notes.append(&mut pieces);
    let first = &mut new[0];
    first.before = old[0].before;
    first.breaking = old[0].breaking;
    anchors.append(&mut first.anchors);
    first.anchors = anchors;
    let is_text = |mark: &Mark| matches!(mark, Mark::Line { .. });
    // What stands beside the text, a number or a bullet, stands before it in the list.
    let text = old[0].marks.iter().rposition(is_text);
    let beside = old[0].marks.drain(..).enumerate();
    let beside = beside.filter(|(at, _)| Some(*at) != text);
    first.marks.extend(beside.map(|(_, mark)| mark));
    rows.splice(from..from, new);
}
