//! Total-fit line breaking: of all ways to break a paragraph, the one whose lines are the least bad together
//! (after D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines", 1981).

/// What a paragraph measures up to a place, points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Totals {
    pub width: f64,
    pub stretch: f64,
    pub shrink: f64,
}

/// A place where a line may end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
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
pub(super) struct Judgement {
    /// Widths of the lines; the last one counts for all further lines.
    pub widths: Vec<f64>,
    /// Stretch that every line has besides its spaces: that of a ragged edge.
    pub ragged: f64,
    /// A last line shorter than this is a runt.
    pub least_last: f64,
    /// Lines more or fewer than the best setting.
    pub looseness: i32,
}

/// Added for a second hyphen running.
const SECOND_HYPHEN: f64 = 4_000.0;
/// Added for a third: never, while there is another way.
const THIRD_HYPHEN: f64 = 1.0e7;
/// Added where a tight line stands beside a loose one.
const UNLIKE: f64 = 4_000.0;
/// Lines no looser than this need no hyphen to be better.
const EASY: f64 = 0.55;
/// Lines are looser than this only where there is no other way.
const LOOSEST: f64 = 2.5;
/// A paragraph is set longer only with lines no looser than this.
const LOOSEST_ASKED: f64 = 1.2;
/// Added for a last line that is a runt.
const RUNT: f64 = 60_000.0;
/// Added for a last line that is the end of a divided word and nothing else.
const FRAGMENT: f64 = 1.0e6;
/// Added for a hyphen in the line before the last.
const LAST_HYPHEN: f64 = 4_000.0;
/// Added for a line that stands out of the measure.
const OVERFULL: f64 = 1.0e9;

/// A way to a candidate.
#[derive(Clone, Copy, Debug)]
struct Way {
    /// The candidate; `None` for the paragraph's start.
    at: Option<usize>,
    line: usize,
    fitness: u8,
    hyphens: u8,
    demerits: f64,
    /// The way before, in the arena.
    from: usize,
}

/// The candidates to break at, in order; the last candidate, the paragraph's end, is always the last of them.
///
/// A paragraph that can be set well without a hyphen of the setting's gets none, and most can: only for the others
/// are all places tried, and lines of any looseness only where nothing else is left.
pub(super) fn best(candidates: &[Candidate], judgement: &Judgement) -> Vec<usize> {
    let loosest = if judgement.looseness == 0 {
        LOOSEST
    } else {
        LOOSEST_ASKED
    };
    let passes = [(false, EASY), (true, loosest), (true, f64::INFINITY)];
    for (hyphens, limit) in passes {
        let pass = Pass {
            candidates,
            judgement,
            hyphens,
            limit,
        };
        match pass.run() {
            Some(chosen) => return chosen,
            None if limit == loosest && judgement.looseness != 0 => {
                let judgement = Judgement {
                    looseness: 0,
                    ..judgement.clone()
                };
                return best(candidates, &judgement);
            }
            None => {}
        }
    }
    candidates.len().checked_sub(1).into_iter().collect()
}

/// One search for the best breaks.
struct Pass<'a> {
    candidates: &'a [Candidate],
    judgement: &'a Judgement,
    /// Whether words may be divided.
    hyphens: bool,
    /// No line is looser; where it is finite, none is overfull.
    limit: f64,
}

impl Pass<'_> {
    /// The breaks; `None` when no way keeps within the limit, or none has the lines that are asked for.
    fn run(&self) -> Option<Vec<usize>> {
        let last = self.candidates.len().checked_sub(1)?;
        let mut arena = vec![Way {
            at: None,
            line: 0,
            fitness: 1,
            hyphens: 0,
            demerits: 0.0,
            from: 0,
        }];
        let mut active = vec![0];
        let mut found: Vec<Way> = Vec::new();
        for (at, candidate) in self.candidates.iter().enumerate() {
            if !self.hyphens && candidate.divides {
                continue;
            }
            let mut longest: Option<usize> = None;
            active.retain(|&way| {
                let reach = self.reach(&arena[way], at);
                if let Reach::Line(ratio) = reach {
                    let next = self.line(&arena[way], way, at, ratio);
                    keep_best(&mut found, next, self.judgement);
                }
                let over = matches!(reach, Reach::Overfull);
                longest = if over { Some(way) } else { longest };
                !over
            });
            if active.is_empty() && found.is_empty() {
                if self.limit.is_finite() {
                    return None;
                }
                found.extend(longest.map(|way| overfull(&arena, way, at)));
            }
            for way in found.drain(..) {
                active.push(arena.len());
                arena.push(way);
            }
        }
        let ends: Vec<usize> = active
            .into_iter()
            .filter(|&way| arena[way].at == Some(last))
            .collect();
        trace(&arena, &ends, self.judgement.looseness)
    }

    /// How the line from a way to a candidate would be set.
    fn reach(&self, way: &Way, at: usize) -> Reach {
        let candidate = &self.candidates[at];
        let start = way
            .at
            .map_or(Totals::default(), |a| self.candidates[a].start);
        let natural = candidate.end.width - start.width;
        let slack = width_of(self.judgement, way.line) - natural;
        if slack >= 0.0 {
            if at + 1 == self.candidates.len() {
                return Reach::Line(0.0);
            }
            let stretch = candidate.end.stretch - start.stretch + self.judgement.ragged;
            let stretch = stretch.max(0.01);
            if slack > stretch * self.limit {
                return Reach::TooLoose;
            }
            return Reach::Line(slack / stretch);
        }
        let shrink = if self.judgement.ragged > 0.0 {
            0.01
        } else {
            (candidate.end.shrink - start.shrink).max(0.01)
        };
        if -slack > shrink * (1.0 + 1.0e-6) {
            return Reach::Overfull;
        }
        Reach::Line(slack / shrink)
    }

    /// The way that goes on from another with a line to a candidate.
    fn line(&self, way: &Way, from: usize, at: usize, ratio: f64) -> Way {
        let candidate = &self.candidates[at];
        let last = at + 1 == self.candidates.len();
        let cube = ratio.abs() * ratio * ratio;
        let badness = (100.0 * cube).min(1.0e6) + 10.0 + candidate.penalty;
        let mut demerits = badness * badness;
        let fitness = fitness(ratio);
        if way.at.is_some() && fitness.abs_diff(way.fitness) > 1 {
            demerits += UNLIKE;
        }
        let hyphens = if candidate.hyphen {
            way.hyphens.saturating_add(1)
        } else {
            0
        };
        demerits += match hyphens {
            0 | 1 => 0.0,
            2 => SECOND_HYPHEN,
            _ => THIRD_HYPHEN,
        };
        if last && way.at.is_some() {
            let start = way.at.map_or(0.0, |a| self.candidates[a].start.width);
            let runt = candidate.end.width - start < self.judgement.least_last;
            demerits += if runt { RUNT } else { 0.0 };
            demerits += if way.hyphens > 0 { LAST_HYPHEN } else { 0.0 };
            let fragment = way.at.is_some_and(|a| self.is_fragment(a));
            demerits += if fragment { FRAGMENT } else { 0.0 };
        }
        Way {
            at: Some(at),
            line: way.line + 1,
            fitness,
            hyphens,
            demerits: way.demerits + demerits,
            from,
        }
    }
}

impl Pass<'_> {
    /// Whether nothing but the rest of a divided word follows a candidate.
    fn is_fragment(&self, at: usize) -> bool {
        let rest = &self.candidates[at..self.candidates.len() - 1];
        rest.iter().all(|c| c.divides)
    }
}

/// How a line to a candidate would be.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Reach {
    TooLoose,
    /// It can be set, at a ratio of its stretch (over 0) or shrink (under 0).
    Line(f64),
    Overfull,
}

fn overfull(arena: &[Way], from: usize, at: usize) -> Way {
    let way = &arena[from];
    Way {
        at: Some(at),
        line: way.line + 1,
        fitness: 0,
        hyphens: 0,
        demerits: way.demerits + OVERFULL,
        from,
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

/// Keeps the best way of each kind: what comes after may prefer one kind to another.
fn keep_best(found: &mut Vec<Way>, way: Way, judgement: &Judgement) {
    let line_matters = judgement.looseness != 0 || way.line < judgement.widths.len();
    let key = |w: &Way| {
        (
            w.fitness,
            w.hyphens.min(3),
            if line_matters { w.line } else { 0 },
        )
    };
    match found.iter_mut().find(|w| key(w) == key(&way)) {
        Some(known) if way.demerits < known.demerits => *known = way,
        Some(_) => {}
        None => found.push(way),
    }
}

fn trace(arena: &[Way], ends: &[usize], looseness: i32) -> Option<Vec<usize>> {
    let least = |ends: &mut dyn Iterator<Item = usize>| {
        ends.min_by(|&a, &b| arena[a].demerits.total_cmp(&arena[b].demerits))
    };
    let best = least(&mut ends.iter().copied())?;
    let mut at = best;
    if looseness != 0 {
        let wanted = arena[best].line as i64 + i64::from(looseness);
        at = least(
            &mut ends
                .iter()
                .copied()
                .filter(|&e| arena[e].line as i64 == wanted),
        )?;
    }
    let mut out = Vec::new();
    while let Some(candidate) = arena[at].at {
        out.push(candidate);
        at = arena[at].from;
    }
    out.reverse();
    Some(out)
}
