//! Rows to pages, the best for the chapter as a whole: widows, orphans and parted headings kept out, few short
//! pages, facing pages that end on one line, notes on the page of their mark.
//!
//! A page that would end a line or two early or late is mended as a typesetter would: a paragraph on it is set
//! a line longer or shorter where its lines can afford it, a heading gets a line more above it, or both pages
//! of the spread run a line long. What each remedy costs is weighed with all else ([`flex`]).

mod columns;
mod fill;
mod flex;
mod floats;
mod frame;
mod row;

pub(super) use columns::{Column, paginate_columns};
pub(super) use fill::{Fill, NOTE_SPACE};
pub(super) use flex::{Remedy, Room, apply};
pub(super) use floats::paginate_floating;
pub(super) use frame::Geometry;
pub(super) use row::*;

use flex::{Flex, MOST_LINES};

/// What a page of a chapter holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PageRange {
    /// First row.
    pub from: usize,
    /// One past the last row.
    pub to: usize,
    /// What the page's depth is more than that of others: a spread that runs a line long.
    pub extra: f32,
    /// What is done for it to end where it should.
    pub remedies: Vec<Remedy>,
}

impl PageRange {
    /// A page that is as its rows are.
    pub fn plain(from: usize, to: usize) -> PageRange {
        PageRange {
            from,
            to,
            extra: 0.0,
            remedies: Vec::new(),
        }
    }
}

/// The cost of a page end that leaves a widow, an orphan or a parted heading: taken only where a
/// page could not be filled otherwise.
const FORBIDDEN: f32 = 1.0e5;
/// The cost of a page's missing line, by its square.
const SHORT: f32 = 12.0;
/// The cost of facing pages that end on different lines, and of each line between them.
const UNEVEN: f32 = 110.0;
const UNEVEN_LINE: f32 = 12.0;
/// The cost of a page that runs a line long.
const LONG: f32 = 26.0;
/// The cost of a chapter's last page of fewer than four lines.
const TAIL: f32 = 600.0;
/// The cost of a hyphen at the end of a recto, and of a verso.
const RECTO_HYPHEN: f32 = 40.0;
const VERSO_HYPHEN: f32 = 3.0;

/// How a chapter stands on its pages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Depth {
    /// Depth of a page.
    pub page: f32,
    /// Distance of the grid's lines.
    pub grid: f32,
}

/// A page that has been tried: where it ends, how many lines it is short (-1: long), and what was done for that.
#[derive(Clone, Debug)]
struct Try {
    to: usize,
    short: f32,
    cost: f32,
    remedies: Vec<Remedy>,
}

/// The best way found to a row as the first of a page.
#[derive(Clone, Debug)]
struct PagePath {
    cost: f32,
    from: usize,
    /// Which way of `from` it goes on.
    via: usize,
    /// Pages so far.
    pages: usize,
    /// Missing lines of the page before.
    short: f32,
    /// Whether it ends a spread unevenly or a chapter in a line or two.
    fault: bool,
    remedies: Vec<Remedy>,
}

/// Pages for rows, the first a recto. The ranges cover all rows, in order. `room` says what a paragraph
/// can be set longer or shorter for, and is asked only for paragraphs of pages that need a remedy.
pub(super) fn paginate(rows: &Rows, depth: Depth, room: &mut Room<'_>) -> Vec<PageRange> {
    let mut flex = Flex::new(rows, room);
    let (pages, faulty) = lay(rows, depth, &mut flex);
    // A tail of a line or two, or facing pages that differ, may be mended pages before.
    if !faulty {
        return pages;
    }
    flex.eager = true;
    lay(rows, depth, &mut flex).0
}

fn lay(rows: &Rows, depth: Depth, flex: &mut Flex<'_>) -> (Vec<PageRange>, bool) {
    let count = rows.rows.len();
    let mut ways: Vec<Vec<PagePath>> = vec![Vec::new(); count + 1];
    ways[0].push(PagePath {
        cost: 0.0,
        from: 0,
        via: 0,
        pages: 0,
        short: 0.0,
        fault: false,
        remedies: Vec::new(),
    });
    for from in 0..count {
        if ways[from].is_empty() {
            continue;
        }
        let tries = tries(rows, from, depth, flex);
        for via in 0..ways[from].len() {
            for page in &tries {
                let way = &ways[from][via];
                let place = place_cost(rows, page, way, depth);
                let next = PagePath {
                    cost: way.cost + page.cost + place,
                    fault: place >= UNEVEN,
                    from,
                    via,
                    pages: way.pages + 1,
                    short: page.short,
                    remedies: Vec::new(),
                };
                keep_best(&mut ways[page.to], next, &page.remedies);
            }
        }
    }
    trace(&ways, count, depth)
}

/// Keeps one way a side of the spread and fullness.
fn keep_best(ways: &mut Vec<PagePath>, way: PagePath, remedies: &[Remedy]) {
    let key = |w: &PagePath| {
        let verso = w.pages.is_multiple_of(2);
        let short = w.short.round().min(6.0) as i32;
        (verso, if verso { short } else { 0 })
    };
    let kept = match ways.iter_mut().find(|w| key(w) == key(&way)) {
        Some(old) if way.cost < old.cost => {
            *old = way;
            old
        }
        Some(_) => return,
        None => {
            ways.push(way);
            let last = ways.len() - 1;
            &mut ways[last]
        }
    };
    kept.remedies = remedies.to_vec();
}

/// The pages of the best way, and whether any of them has a fault.
fn trace(ways: &[Vec<PagePath>], count: usize, depth: Depth) -> (Vec<PageRange>, bool) {
    let best = |ways: &[PagePath]| (0..ways.len()).min_by(|&a, &b| ways[a].cost.total_cmp(&ways[b].cost));
    let mut pages = Vec::new();
    let mut at = count;
    let mut via = best(&ways[count]);
    let mut faulty = false;
    while let Some(way) = via.and_then(|v| ways[at].get(v)) {
        if at == 0 {
            break;
        }
        pages.push(PageRange {
            from: way.from,
            to: at,
            extra: (-way.short).max(0.0).round() * depth.grid,
            remedies: way.remedies.clone(),
        });
        faulty |= way.fault;
        (at, via) = (way.from, Some(way.via));
    }
    pages.reverse();
    (pages, faulty)
}

/// What a page costs for where it stands: on which side, facing what, last of its chapter.
fn place_cost(rows: &Rows, page: &Try, way: &PagePath, depth: Depth) -> f32 {
    let recto = way.pages.is_multiple_of(2);
    let faces = recto && way.pages > 0;
    // A page that runs long beside none that does has no reason to.
    let long_alone = if faces {
        (page.short < 0.0) != (way.short < 0.0)
    } else {
        recto && page.short < 0.0
    };
    let mut cost = if long_alone { UNEVEN * 2.0 } else { 0.0 };
    let Some(next) = rows.rows.get(page.to) else {
        let used = depth.page / depth.grid - page.short;
        let long = page.short < 0.0 && !recto;
        cost += if used < 3.9 && way.pages > 0 { TAIL } else { 0.0 };
        return cost + if long { UNEVEN * 2.0 } else { 0.0 };
    };
    if next.breaking == Break::Always {
        return cost;
    }
    let apart = (page.short - way.short).abs();
    if faces && apart > 0.5 {
        cost += UNEVEN + UNEVEN_LINE * apart.min(8.0);
    }
    if rows.rows[page.to - 1].hyphenated {
        cost += if recto { RECTO_HYPHEN } else { VERSO_HYPHEN };
    }
    cost
}

/// The pages that could start with a row: all ends that break no rule and leave at most a third of
/// the page empty, and the fullest in any case.
fn tries(rows: &Rows, from: usize, depth: Depth, flex: &mut Flex<'_>) -> Vec<Try> {
    let reaches = reaches(rows, from, depth);
    let third = depth.page / depth.grid / 3.0;
    let mut out: Vec<Try> = reaches.iter().filter_map(Reach::plain).collect();
    if out.iter().any(|t| t.short <= third) {
        out.retain(|t| t.short <= third);
    } else if let Some(fullest) = out.pop() {
        out = vec![fullest];
    }
    if out.iter().any(|t| t.cost == 0.0) && !flex.eager {
        return out;
    }
    out.extend(reaches.iter().filter_map(Reach::long));
    // A page may also be brought to the end of one that it faces.
    let targets: &[i32] = if flex.eager { &[0, 1, -1] } else { &[0] };
    for reach in &reaches {
        for &short in targets {
            let mended = reach
                .lines_to_mend(short)
                .and_then(|lines| flex.mend(from..reach.to, lines));
            out.extend(mended.map(|(cost, remedies)| Try {
                to: reach.to,
                short: short as f32,
                cost: cost + reach.cost_of(short as f32),
                remedies,
            }));
        }
    }
    if out.is_empty() {
        let fullest = reaches.iter().rev().find(|r| r.over <= 0.01);
        out.extend(fullest.or(reaches.first()).map(|reach| Try {
            to: reach.to,
            short: reach.gap(),
            cost: FORBIDDEN,
            remedies: Vec::new(),
        }));
    }
    out
}

/// How far rows reach down a page.
struct Reach {
    to: usize,
    /// Lines over the page's depth; under 0 for a page that is not full.
    over: f32,
    notes: bool,
    /// Whether a page may end before the next row; `None` at the chapter's end.
    next: Option<Break>,
    /// The most lines that it could lose and gain.
    most: (u32, u32),
}

/// The ends that a page could have, those a few lines too far among them.
fn reaches(rows: &Rows, from: usize, depth: Depth) -> Vec<Reach> {
    let mut out = Vec::new();
    let mut fill = Fill::start(rows, from, depth);
    let (mut smaller, mut larger) = (0, 0);
    for to in from + 1..=rows.rows.len() {
        fill.add(rows, to - 1);
        let reach = Reach {
            to,
            over: (fill.used() - depth.page) / depth.grid,
            notes: fill.notes() > 0.0,
            next: rows.rows.get(to).map(|r| r.breaking),
            most: (0, 0),
        };
        let scale = rows.rows[to - 1].scale;
        (smaller, larger) = (smaller + scale.smaller, larger + scale.larger);
        if reach.over > (MOST_LINES + smaller) as f32 + 0.01 && to > from + 1 {
            break;
        }
        let last = reach.ends();
        out.push(Reach {
            most: (MOST_LINES + smaller, MOST_LINES + larger),
            ..reach
        });
        if last {
            break;
        }
    }
    out
}

impl Reach {
    /// Whether nothing can follow on the page.
    fn ends(&self) -> bool {
        matches!(self.next, None | Some(Break::Always))
    }

    fn may_end(&self) -> bool {
        self.next != Some(Break::Never)
    }

    fn gap(&self) -> f32 {
        (0.02 - self.over).floor().max(0.0)
    }

    /// The cost of a page that ends here and is `short` lines shorter than its depth; under 0, longer.
    fn cost_of(&self, short: f32) -> f32 {
        let cost = match self.next {
            Some(Break::Cost(cost)) => cost,
            _ => 0.0,
        };
        cost + match short {
            s if s < 0.0 => LONG,
            _ if self.ends() => 0.0,
            s => SHORT * s * s,
        }
    }

    /// The page as its rows are.
    fn plain(&self) -> Option<Try> {
        let gap = self.gap();
        (self.may_end() && self.over <= 0.01).then(|| Try {
            to: self.to,
            // Notes stand at the foot, so that the last line is where it should be.
            short: if self.notes && !self.ends() { 0.0 } else { gap },
            cost: self.cost_of(gap),
            remedies: Vec::new(),
        })
    }

    /// The page a line longer than others.
    fn long(&self) -> Option<Try> {
        (self.may_end() && self.over > 0.01 && self.over <= 1.01).then(|| Try {
            to: self.to,
            short: -1.0,
            cost: self.cost_of(-1.0),
            remedies: Vec::new(),
        })
    }

    /// The lines that the page must gain (under 0: lose) to end `short` lines above its foot; `None` if it cannot or
    /// need not.
    fn lines_to_mend(&self, short: i32) -> Option<i32> {
        let lines = match self.over {
            over if over > 0.01 => -((over - 0.01).ceil() as i32) - short,
            _ if self.ends() => 0,
            _ => self.gap() as i32 - short,
        };
        let most = if lines < 0 { self.most.0 } else { self.most.1 };
        let idle = lines == 0 || (self.ends() && (lines > 0 || short != 0));
        (self.may_end() && !idle && lines.unsigned_abs() <= most).then_some(lines)
    }
}

#[cfg(test)]
mod tests;
