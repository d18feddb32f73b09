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
/// A paragraph is set longer only with lines no looser than this.
const LOOSEST: f64 = 1.2;
/// Added for a last line that is a runt.
const RUNT: f64 = 20_000.0;
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
pub(super) fn best(candidates: &[Candidate], judgement: &Judgement) -> Vec<usize> {
    let Some(last) = candidates.len().checked_sub(1) else {
        return Vec::new();
    };
    let mut arena = vec![Way {
        at: None,
        line: 0,
        fitness: 1,
        hyphens: 0,
        demerits: 0.0,
        from: 0,
    }];
    let mut active = vec![0];
    for at in 0..=last {
        let mut found: Vec<Way> = Vec::new();
        let mut longest: Option<usize> = None;
        active.retain(|&way| match line(candidates, judgement, &arena, way, at) {
            Some(next) if next.demerits.is_infinite() => true,
            Some(next) => {
                keep_best(&mut found, next, judgement);
                true
            }
            None => {
                longest = Some(way);
                false
            }
        });
        if found.is_empty() && active.is_empty() {
            found.extend(longest.map(|way| overfull(&arena, way, at)));
        }
        for way in found {
            active.push(arena.len());
            arena.push(way);
        }
    }
    let ends: Vec<usize> = active
        .into_iter()
        .filter(|&way| arena[way].at == Some(last))
        .collect();
    if ends.is_empty() && judgement.looseness != 0 {
        let judgement = Judgement {
            looseness: 0,
            ..judgement.clone()
        };
        return best(candidates, &judgement);
    }
    trace(&arena, &ends, judgement.looseness)
}

/// The line from a way to a candidate; `None` when it does not fit.
fn line(
    candidates: &[Candidate],
    judgement: &Judgement,
    arena: &[Way],
    from: usize,
    at: usize,
) -> Option<Way> {
    let way = &arena[from];
    let candidate = &candidates[at];
    let last = at + 1 == candidates.len();
    let start = way.at.map_or(Totals::default(), |a| candidates[a].start);
    let natural = candidate.end.width - start.width;
    let slack = width_of(judgement, way.line) - natural;
    let stretch = candidate.end.stretch - start.stretch + judgement.ragged;
    let shrink = candidate.end.shrink - start.shrink;
    let ratio = match slack {
        s if s >= 0.0 && last => 0.0,
        s if s >= 0.0 => s / stretch.max(0.01),
        s if judgement.ragged == 0.0 => s / shrink.max(0.01),
        s => s / 0.01,
    };
    if ratio < -1.0 - 1.0e-6 {
        return None;
    }
    if judgement.looseness != 0 && ratio > LOOSEST {
        return Some(Way {
            demerits: f64::INFINITY,
            ..*way
        });
    }
    let badness = (100.0 * ratio.abs().powi(3)).min(1.0e6);
    let mut demerits = (10.0 + badness + candidate.penalty).powi(2);
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
        demerits += if natural < judgement.least_last {
            RUNT
        } else {
            0.0
        };
        demerits += if way.hyphens > 0 { LAST_HYPHEN } else { 0.0 };
    }
    Some(Way {
        at: Some(at),
        line: way.line + 1,
        fitness,
        hyphens,
        demerits: way.demerits + demerits,
        from,
    })
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

fn trace(arena: &[Way], ends: &[usize], looseness: i32) -> Vec<usize> {
    let least = |ends: &mut dyn Iterator<Item = usize>| {
        ends.min_by(|&a, &b| arena[a].demerits.total_cmp(&arena[b].demerits))
    };
    let Some(best) = least(&mut ends.iter().copied()) else {
        return Vec::new();
    };
    let wanted = arena[best].line as i64 + i64::from(looseness);
    let loose = least(
        &mut ends
            .iter()
            .copied()
            .filter(|&e| arena[e].line as i64 == wanted),
    );
    let mut at = loose.unwrap_or(best);
    let mut out = Vec::new();
    while let Some(candidate) = arena[at].at {
        out.push(candidate);
        at = arena[at].from;
    }
    out.reverse();
    out
}
