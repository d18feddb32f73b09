//! Total-fit line breaking: of all ways to break a paragraph, the one whose lines are the least bad together
//! (after D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines", 1981).

/// The ratio of a tight line: spaces and letters have taken all that they take unseen.
pub(super) const TIGHT: f64 = -1.0;
/// The ratio of the tightest line that is ever set.
pub(super) const TIGHTEST: f64 = -1.25;

/// What a paragraph measures up to a place, points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::print) struct Totals {
    pub width: f64,
    /// What spaces and letters give together before it is seen.
    pub stretch: f64,
    /// The spaces' part of `stretch`: what is still missing then is theirs alone.
    pub spaces: f64,
    /// What spaces and letters take together.
    pub shrink: f64,
}

/// A place where a line may end.
#[derive(Clone, Copy, Debug)]
pub(in crate::print) struct Candidate {
    /// What is before the place when a line ends there.
    pub end: Totals,
    /// What is before the first thing of the next line.
    pub start: Totals,
    pub penalty: f64,
    /// Whether the line then ends in a hyphen.
    pub hyphen: bool,
    /// Whether the setting divides a word there.
    pub divides: bool,
}

/// How lines are judged.
#[derive(Clone, Debug)]
pub(in crate::print) struct Judgement {
    /// Widths of the lines; the last one counts for all further lines.
    pub widths: Vec<f64>,
    /// Stretch that every line has besides its spaces: that of a ragged edge.
    pub ragged: f64,
    /// A last line shorter than this is a runt.
    pub least_last: f64,
    /// Whether the last line is to be as long as the others: that of a centred title.
    pub even_last: bool,
}

/// The loosest and the tightest line that a setting in another number of lines may have.
#[derive(Clone, Copy, Debug)]
pub(in crate::print) struct RatioBounds {
    /// The loosest line that is allowed.
    pub loosest: f64,
    /// The tightest.
    pub tightest: f64,
}

/// A way to break a paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::print) struct Breaking {
    /// The candidates to break at, in order; the paragraph's end is always the last of them.
    pub at: Vec<usize>,
    pub demerits: f64,
}

impl Breaking {
    /// Whether a line stands out of the measure.
    pub fn is_overfull(&self) -> bool {
        self.demerits >= OVERFULL
    }
}

/// Added for a second hyphen running.
const SECOND_HYPHEN: f64 = 20_000.0;
/// Added for a third: never, while there is another way.
const THIRD_HYPHEN: f64 = 1.0e8;
/// Added where a tight line stands beside a loose one.
const UNLIKE: f64 = 6_000.0;
/// Added for a last line that is a runt.
const RUNT: f64 = 1.0e6;
/// Added for a hyphen in the line before the last.
const LAST_HYPHEN: f64 = 8_000.0;
/// Added for a line that stands out of the measure.
const OVERFULL: f64 = 1.0e10;
/// Added for a last line that is the rest of a divided word.
const FRAGMENT: f64 = 1.0e6;
/// Where all lines are better than this a hyphen would make none of them much better.
const EASY: f64 = 1.7;
/// Lines looser than this are looked at only where there is no other way.
const LOOSEST: f64 = 2.5;

/// A way to a candidate.
#[derive(Clone, Copy, Debug)]
struct LinePath {
    demerits: f64,
    /// The candidate; none for the paragraph's start.
    at: u32,
    line: u32,
    /// The way before, in the arena.
    from: u32,
    fitness: u8,
    hyphens: u8,
}

/// No candidate: the paragraph's start.
const START: u32 = u32::MAX;

/// The ways to a candidate that the same line goes on from.
#[derive(Clone, Copy, Debug)]
struct Stop {
    start: Totals,
    /// The next line's width.
    width: f64,
    ways: (u32, u32),
    dead: bool,
}

/// What a search keeps apart and what it leaves out.
#[derive(Clone, Copy, Debug)]
struct Limits {
    loosest: f64,
    tightest: f64,
    /// Whether ways of different numbers of lines are kept apart.
    count: bool,
    /// Whether runts, ladders and lines over the limits are out of the question.
    strict: bool,
    /// Whether words are left whole.
    whole: bool,
}

/// The best of all breakings. A paragraph that can be set well without dividing a word is: most can, and only for the
/// others all places are tried, and lines of any looseness only where nothing else is left.
pub(in crate::print) fn best(candidates: &[Candidate], judgement: &Judgement) -> Breaking {
    let limits = Limits {
        loosest: LOOSEST,
        tightest: TIGHT,
        count: false,
        strict: false,
        whole: false,
    };
    let easy = Limits {
        loosest: EASY,
        strict: true,
        whole: true,
        ..limits
    };
    let any = Limits {
        loosest: f64::MAX,
        ..limits
    };
    let found = [easy, limits, any].into_iter().find_map(|limits| {
        let mut search = Search::new(candidates, judgement, limits);
        search.run().map(|end| search.trace(end))
    });
    let found = found.unwrap_or_default();
    if found.demerits < RUNT {
        return found;
    }
    // A runt, a ladder or a very loose line may be gone where another line is a little tighter than it should be.
    let mending = Limits {
        loosest: EASY,
        tightest: TIGHTEST,
        strict: true,
        ..limits
    };
    let mut search = Search::new(candidates, judgement, mending);
    search.run().map_or(found, |end| search.trace(end))
}

/// The best breakings into a line fewer and a line more than `lines`, where all of their lines are good.
pub(in crate::print) fn others(
    candidates: &[Candidate],
    judgement: &Judgement,
    lines: usize,
    room: RatioBounds,
) -> [Option<Breaking>; 2] {
    let limits = Limits {
        loosest: room.loosest,
        tightest: room.tightest,
        count: true,
        strict: true,
        whole: false,
    };
    let mut search = Search::new(candidates, judgement, limits);
    search.run();
    [lines.checked_sub(1), lines.checked_add(1)].map(|wanted| {
        let end = search.end_of(wanted?)?;
        Some(search.trace(end))
    })
}

struct Search<'a> {
    candidates: &'a [Candidate],
    judgement: &'a Judgement,
    limits: Limits,
    arena: Vec<LinePath>,
    stops: Vec<Stop>,
    /// Stops before it are dead.
    head: usize,
    /// Whether no line is shorter than one before it, so that a start too far back rules out all later ones.
    widening: bool,
    found: Vec<LinePath>,
}

impl<'a> Search<'a> {
    fn new(candidates: &'a [Candidate], judgement: &'a Judgement, limits: Limits) -> Search<'a> {
        let start = LinePath {
            demerits: 0.0,
            at: START,
            line: 0,
            from: 0,
            fitness: 1,
            hyphens: 0,
        };
        let stop = Stop {
            start: Totals::default(),
            width: width_of(judgement, 0),
            ways: (0, 1),
            dead: false,
        };
        let mut arena = Vec::with_capacity(candidates.len() * 2 + 1);
        arena.push(start);
        let mut stops = Vec::with_capacity(candidates.len() + 1);
        stops.push(stop);
        Search {
            candidates,
            judgement,
            limits,
            arena,
            stops,
            head: 0,
            widening: judgement.widths.windows(2).all(|w| w[0] <= w[1]),
            found: Vec::new(),
        }
    }

    /// The best way to the end; `None` when the limits leave none.
    fn run(&mut self) -> Option<usize> {
        for at in 0..self.candidates.len() {
            if self.limits.whole && self.candidates[at].divides {
                continue;
            }
            let fallen = self.lines_to(at);
            if self.found.is_empty() && self.head == self.stops.len() {
                if self.limits.loosest < f64::MAX {
                    return None;
                }
                self.found.extend(fallen.map(|way| self.overfull(way, at)));
            }
            self.keep(at);
        }
        self.ends()
            .min_by(|&a, &b| self.arena[a].demerits.total_cmp(&self.arena[b].demerits))
    }

    /// Fills `found` with the lines that end at a candidate, and says the last start that became too far away.
    fn lines_to(&mut self, at: usize) -> Option<u32> {
        self.found.clear();
        let mut fallen = None;
        let candidate = &self.candidates[at];
        let last = at + 1 == self.candidates.len();
        for index in self.head..self.stops.len() {
            let stop = self.stops[index];
            if stop.dead {
                continue;
            }
            let natural = candidate.end.width - stop.start.width;
            let ratio = self.ratio(candidate, &stop, stop.width - natural, last);
            if ratio < self.limits.tightest - 1.0e-6 {
                self.stops[index].dead = true;
                fallen = Some(stop.ways.0);
                continue;
            }
            if ratio > self.limits.loosest {
                if self.widening {
                    break;
                }
                continue;
            }
            self.judge(at, &stop, natural, ratio);
        }
        while self.stops.get(self.head).is_some_and(|s| s.dead) {
            self.head += 1;
        }
        fallen
    }

    fn ratio(&self, candidate: &Candidate, stop: &Stop, slack: f64, last: bool) -> f64 {
        let ragged = self.judgement.ragged;
        if slack < 0.0 {
            let shrink = candidate.end.shrink - stop.start.shrink;
            return slack / if ragged > 0.0 { 0.01 } else { shrink.max(0.01) };
        }
        if last && !self.judgement.even_last {
            return 0.0;
        }
        if ragged > 0.0 {
            return slack / ragged;
        }
        let stretch = candidate.end.stretch - stop.start.stretch;
        let spaces = candidate.end.spaces - stop.start.spaces;
        stretched(slack, stretch, spaces)
    }

    /// The lines from a stop to a candidate, one from each way to the stop.
    fn judge(&mut self, at: usize, stop: &Stop, natural: f64, ratio: f64) {
        let candidate = &self.candidates[at];
        let last = at + 1 == self.candidates.len();
        let badness = (100.0 * (ratio * ratio * ratio).abs()).min(1.0e6);
        let own = 10.0 + badness + candidate.penalty;
        let own = own * own;
        let fitness = fitness(ratio);
        for from in stop.ways.0..stop.ways.1 {
            let way = self.arena[from as usize];
            let mut demerits = own;
            let follows = way.at != START;
            if follows && fitness.abs_diff(way.fitness) > 1 {
                demerits += UNLIKE;
            }
            let hyphens = match candidate.hyphen {
                true => (way.hyphens + 1).min(3),
                false => 0,
            };
            demerits += match hyphens {
                0 | 1 => 0.0,
                2 => SECOND_HYPHEN,
                _ => THIRD_HYPHEN,
            };
            if last && follows {
                let runt = natural < self.judgement.least_last;
                demerits += if runt { RUNT } else { 0.0 };
                demerits += if way.hyphens > 0 { LAST_HYPHEN } else { 0.0 };
                let fragment = self.is_fragment(way.at as usize);
                demerits += if fragment { FRAGMENT } else { 0.0 };
                if (runt || fragment) && self.limits.strict {
                    continue;
                }
            }
            if hyphens > 2 && self.limits.strict {
                continue;
            }
            let next = LinePath {
                demerits: way.demerits + demerits,
                at: at as u32,
                line: way.line + 1,
                from,
                fitness,
                hyphens,
            };
            self.keep_best(next);
        }
    }

    /// Whether nothing but the rest of a divided word follows a candidate.
    fn is_fragment(&self, at: usize) -> bool {
        let rest = &self.candidates[at..self.candidates.len() - 1];
        rest.iter().all(|candidate| candidate.divides)
    }

    /// What follows may prefer one kind of way to another: the best of each kind is kept.
    fn keep_best(&mut self, way: LinePath) {
        let by_line = self.limits.count || (way.line as usize) < self.judgement.widths.len();
        let same =
            |w: &LinePath| w.fitness == way.fitness && w.hyphens == way.hyphens && (!by_line || w.line == way.line);
        match self.found.iter_mut().find(|w| same(w)) {
            Some(known) if way.demerits < known.demerits => *known = way,
            Some(_) => {}
            None => self.found.push(way),
        }
    }

    /// Makes stops of what was found at a candidate. A way that is worse than another by more than its kind can ever
    /// make good is left out.
    fn keep(&mut self, at: usize) {
        let by_line = |w: &LinePath| match self.limits.count {
            true => w.line as usize,
            false => (w.line as usize).min(self.judgement.widths.len()),
        };
        self.found.sort_by_key(by_line);
        let mut from = 0;
        while from < self.found.len() {
            let line = by_line(&self.found[from]);
            let to = from + self.found[from..].partition_point(|w| by_line(w) == line);
            let group = &self.found[from..to];
            let first = self.arena.len() as u32;
            let beaten = |way: &LinePath| {
                group
                    .iter()
                    .any(|w| w.hyphens <= way.hyphens && w.demerits + UNLIKE < way.demerits)
            };
            self.arena.extend(group.iter().filter(|w| !beaten(w)));
            self.stops.push(Stop {
                start: self.candidates[at].start,
                width: width_of(self.judgement, self.found[from].line as usize),
                ways: (first, self.arena.len() as u32),
                dead: false,
            });
            from = to;
        }
    }

    fn overfull(&self, from: u32, at: usize) -> LinePath {
        let way = self.arena[from as usize];
        LinePath {
            demerits: way.demerits + OVERFULL,
            at: at as u32,
            line: way.line + 1,
            from,
            fitness: 0,
            hyphens: 0,
        }
    }

    /// The ways that reach the paragraph's end.
    fn ends(&self) -> impl Iterator<Item = usize> {
        let last = self.candidates.len().wrapping_sub(1) as u32;
        let from = self.arena.iter().rposition(|w| w.at != last);
        let from = from.map_or(0, |at| at + 1);
        (from..self.arena.len()).filter(move |_| last != START)
    }

    fn end_of(&self, lines: usize) -> Option<usize> {
        self.ends()
            .filter(|&end| self.arena[end].line as usize == lines)
            .min_by(|&a, &b| self.arena[a].demerits.total_cmp(&self.arena[b].demerits))
    }

    fn trace(&self, end: usize) -> Breaking {
        let mut at = end;
        let mut out = Vec::with_capacity(self.arena[end].line as usize);
        while self.arena[at].at != START {
            out.push(self.arena[at].at as usize);
            at = self.arena[at].from as usize;
        }
        out.reverse();
        Breaking {
            at: out,
            demerits: self.arena[end].demerits,
        }
    }
}

/// How far a line is stretched: 1 when spaces and letters give all that they give together, more when spaces give alone.
pub(in crate::print) fn stretched(slack: f64, stretch: f64, spaces: f64) -> f64 {
    if slack <= stretch {
        slack / stretch.max(0.01)
    } else {
        1.0 + (slack - stretch) / spaces.max(0.01)
    }
}

fn width_of(judgement: &Judgement, line: usize) -> f64 {
    let widths = &judgement.widths;
    widths.get(line).or(widths.last()).copied().unwrap_or(0.0)
}

/// Tight, even, loose, very loose.
fn fitness(ratio: f64) -> u8 {
    match ratio {
        r if r < -0.5 => 0,
        r if r <= 0.5 => 1,
        r if r <= 1.0 => 2,
        _ => 3,
    }
}
