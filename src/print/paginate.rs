//! Rows to pages, the best for the chapter as a whole: widows, orphans and parted headings kept out, few short
//! pages, facing pages of a depth, notes on the page of their mark.

use super::row::{Break, Row, Rows};

/// Space over the notes of a page, its rule in it.
pub(super) const NOTE_SPACE: f32 = 11.0;

/// What a page of a chapter holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PageRange {
    /// First row.
    pub from: usize,
    /// One past the last row.
    pub to: usize,
}

/// The cost of a page end that leaves a widow, an orphan or a parted heading: taken only where a
/// page could not be filled otherwise.
const FORBIDDEN: f32 = 1.0e5;
/// The cost of a page's missing line, by its square.
const SHORT: f32 = 10.0;
/// The cost of a line by which facing pages differ, by its square.
const UNEVEN: f32 = 14.0;
/// The cost of a chapter's last page of fewer than four lines.
const TAIL: f32 = 400.0;
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

/// A page that has been tried: where it ends and how full it is.
#[derive(Clone, Copy, Debug)]
struct Try {
    to: usize,
    short: f32,
}

/// The best way found to a row as the first of a page.
#[derive(Clone, Copy, Debug)]
struct Way {
    cost: f32,
    from: usize,
    /// Which way of `from` it goes on.
    via: usize,
    /// Pages so far.
    pages: usize,
    /// Missing lines of the page before.
    short: f32,
}

/// Pages for rows, the first a recto. The ranges cover all rows, in order.
pub(super) fn paginate(rows: &Rows, depth: Depth) -> Vec<PageRange> {
    let count = rows.rows.len();
    if count == 0 {
        return Vec::new();
    }
    let mut ways: Vec<Vec<Way>> = vec![Vec::new(); count + 1];
    ways[0].push(Way {
        cost: 0.0,
        from: 0,
        via: 0,
        pages: 0,
        short: 0.0,
    });
    for from in 0..count {
        if ways[from].is_empty() {
            continue;
        }
        let tries = tries(rows, from, depth);
        for via in 0..ways[from].len() {
            let way = ways[from][via];
            for page in &tries {
                let cost = way.cost + page_cost(rows, page, &way, depth);
                let next = Way {
                    cost,
                    from,
                    via,
                    pages: way.pages + 1,
                    short: page.short,
                };
                keep_best(&mut ways[page.to], next);
            }
        }
    }
    trace(&ways, count)
}

/// Keeps one way a side of the spread and fullness.
fn keep_best(ways: &mut Vec<Way>, way: Way) {
    let key = |w: &Way| {
        (
            w.pages % 2,
            if w.pages % 2 == 1 {
                0
            } else {
                w.short.round().min(6.0) as u32
            },
        )
    };
    match ways.iter_mut().find(|w| key(w) == key(&way)) {
        Some(old) if way.cost < old.cost => *old = way,
        Some(_) => {}
        None => ways.push(way),
    }
}

fn trace(ways: &[Vec<Way>], count: usize) -> Vec<PageRange> {
    let best =
        |ways: &[Way]| (0..ways.len()).min_by(|&a, &b| ways[a].cost.total_cmp(&ways[b].cost));
    let mut pages = Vec::new();
    let mut at = count;
    let mut via = best(&ways[count]);
    while let Some(way) = via.and_then(|v| ways[at].get(v)) {
        if at == 0 {
            break;
        }
        pages.push(PageRange {
            from: way.from,
            to: at,
        });
        (at, via) = (way.from, Some(way.via));
    }
    pages.reverse();
    pages
}

fn page_cost(rows: &Rows, page: &Try, way: &Way, depth: Depth) -> f32 {
    let recto = way.pages.is_multiple_of(2);
    let Some(next) = rows.rows.get(page.to) else {
        let used = depth.page / depth.grid - page.short;
        return if used < 3.9 && way.pages > 0 {
            TAIL
        } else {
            0.0
        };
    };
    let mut cost = match next.breaking {
        Break::Always => return 0.0,
        Break::Cost(cost) => cost,
        Break::Never => FORBIDDEN,
    };
    cost += SHORT * page.short * page.short;
    if recto && way.pages > 0 {
        cost += UNEVEN * (page.short - way.short).powi(2);
    }
    if rows.rows[page.to - 1].hyphenated {
        cost += if recto { RECTO_HYPHEN } else { VERSO_HYPHEN };
    }
    cost
}

/// The pages that could start with a row: all ends that break no rule and leave at most a third of
/// the page empty, and the fullest in any case.
fn tries(rows: &Rows, from: usize, depth: Depth) -> Vec<Try> {
    let mut out: Vec<Try> = Vec::new();
    let mut fill = Fill::start(rows, from, depth);
    let mut fullest = None;
    for to in from + 1..=rows.rows.len() {
        let fits = fill.add(rows, to - 1);
        if !fits && to > from + 1 {
            break;
        }
        let short = ((depth.page - fill.used()) / depth.grid).max(0.0);
        let page = Try { to, short };
        fullest = Some(page);
        let breaking = rows.rows.get(to).map(|r| r.breaking);
        match breaking {
            None => return vec![page],
            Some(Break::Always) => return vec![page],
            Some(Break::Cost(_)) => out.push(page),
            Some(Break::Never) => {}
        }
        if !fits {
            break;
        }
    }
    let third = depth.page / depth.grid / 3.0;
    if out.iter().any(|t| t.short <= third) {
        out.retain(|t| t.short <= third);
    } else if let Some(best) = out.last().copied() {
        out = vec![best];
    }
    if out.is_empty() {
        out.extend(fullest);
    }
    out
}

/// A page being filled.
pub(super) struct Fill {
    depth: Depth,
    y: f32,
    notes: f32,
    started: bool,
}

impl Fill {
    /// An empty page that starts with a row: the head of a broken table stands on it first.
    pub fn start(rows: &Rows, from: usize, depth: Depth) -> Fill {
        let head = rows.rows.get(from).and_then(|r| r.head);
        let head = head
            .and_then(|h| rows.heads.get(h))
            .map_or(0.0, |rows| rows.iter().map(|r| r.height).sum());
        Fill {
            depth,
            y: head,
            notes: 0.0,
            started: false,
        }
    }

    /// Where the top of a row comes to stand.
    pub fn top_of(&self, row: &Row) -> f32 {
        let before = if self.started { row.before } else { 0.0 };
        let y = self.y + before;
        if row.snap && self.started {
            (y / self.depth.grid - 0.01).ceil() * self.depth.grid
        } else {
            y
        }
    }

    /// Adds a row and says whether the page still holds all.
    pub fn add(&mut self, rows: &Rows, at: usize) -> bool {
        let Some(row) = rows.rows.get(at) else {
            return true;
        };
        self.y = self.top_of(row) + row.height;
        self.started = self.started || row.height > 0.0;
        for piece in &row.notes {
            if self.notes == 0.0 {
                self.notes = NOTE_SPACE;
            }
            if let Some(note) = rows.notes.get(piece.note) {
                let to = piece.to.min(note.rows.len());
                self.notes += note
                    .rows
                    .get(piece.from..to)
                    .unwrap_or_default()
                    .iter()
                    .map(|r| r.height)
                    .sum::<f32>();
            }
        }
        self.used() <= self.depth.page + 0.05
    }

    /// Depth taken by text and notes.
    pub fn used(&self) -> f32 {
        self.y + self.notes
    }

    /// Depth taken by notes, the space over them in it.
    pub fn notes(&self) -> f32 {
        self.notes
    }
}

/// How many times figures of a chapter are moved before it stays as it is.
const FLOAT_ROUNDS: usize = 24;
/// A gap of this many lines is worth moving a figure for.
const GAP: f32 = 3.0;

/// Moves figures that would leave a gap behind the text that fills it, never past their section or
/// out of their container, and lays the chapter again.
pub(super) fn paginate_floating(rows: &mut Rows, depth: Depth) -> Vec<PageRange> {
    let mut pages = paginate(rows, depth);
    for _ in 0..FLOAT_ROUNDS {
        let Some((figure, to)) = pages.iter().find_map(|page| float_over(rows, *page, depth))
        else {
            break;
        };
        rows.rows[figure..to].rotate_left(1);
        rows.rows[to - 1].floats = false;
        pages = paginate(rows, depth);
    }
    pages
}

/// The figure after a page that it left short, and the row before which it should stand instead.
fn float_over(rows: &Rows, page: PageRange, depth: Depth) -> Option<(usize, usize)> {
    let figure = rows.rows.get(page.to)?;
    if !figure.floats || figure.breaking != Break::Cost(0.0) {
        return None;
    }
    let mut fill = Fill::start(rows, page.from, depth);
    for at in page.from..page.to {
        fill.add(rows, at);
    }
    if (depth.page - fill.used()) / depth.grid < GAP {
        return None;
    }
    let mut to = page.to + 1;
    while let Some(row) = rows.rows.get(to) {
        let plain = row.boxes == figure.boxes
            && row.head.is_none()
            && row.breaking != Break::Always
            && !row.floats;
        if !plain || row.heading || !fill.add(rows, to) {
            break;
        }
        to += 1;
    }
    while to > page.to + 1
        && rows
            .rows
            .get(to)
            .is_some_and(|r| r.breaking == Break::Never)
    {
        to -= 1;
    }
    (to > page.to + 1).then_some((page.to, to))
}

#[cfg(test)]
mod tests;
