//! Spaces at which a line must not break.

use super::Unit;

const NO_BREAK: char = '\u{a0}';
const NARROW: char = '\u{202f}';

/// Abbreviations of titles, before a name.
const TITLES: &[&str] = &[
    "Dr.", "Mr.", "Mrs.", "Ms.", "Prof.", "St.", "Rev.", "Hr.", "Fr.", "Sr.", "Sra.", "Mme", "Mlle", "M.",
];

/// Abbreviations before a number.
const BEFORE_NUMBER: &[&str] = &[
    "p.", "pp.", "No.", "no.", "Nos.", "Fig.", "fig.", "Figs.", "Vol.", "vol.", "Ch.", "ch.", "Nr.", "S.", "Abb.",
    "Bd.", "Kap.", "§", "n°", "№", "Eq.", "Sec.", "Tab.",
];

/// Units after a number. Words that are also prepositions or articles are left out.
const UNITS: &[&str] = &[
    "km", "m", "cm", "mm", "µm", "nm", "mi", "ft", "yd", "kg", "g", "mg", "µg", "mcg", "lb", "lbs", "oz", "l", "L",
    "ml", "mL", "dl", "min", "h", "hr", "hrs", "s", "sec", "ms", "Hz", "kHz", "MHz", "GHz", "V", "W", "kW", "kWh",
    "mA", "kB", "KB", "MB", "GB", "TB", "kcal", "kJ", "N", "Pa", "kPa", "bar", "%", "°C", "°F", "°", "€", "mph", "bpm",
    "rpm", "dpi", "pt", "px", "em", "a.m.", "p.m.", "am", "pm", "AM", "PM",
];

/// The spaces of the row that do not break, by place, in order.
pub(super) fn no_break(units: &[Unit]) -> Vec<(usize, char)> {
    let mut out = Vec::new();
    let mut word_start = 0;
    for (i, unit) in units.iter().enumerate() {
        if !unit.c.is_whitespace() {
            continue;
        }
        if unit.c == ' '
            && !unit.fixed
            && is_single(units, i)
            && let Some(space) = kept_together(units, word_start, i)
        {
            out.push((i, space));
        }
        word_start = i + 1;
    }
    out
}

/// The space that stands at `i` instead of the one typed.
pub(super) fn at(spaces: &[(usize, char)], i: usize) -> Option<char> {
    let found = spaces.binary_search_by_key(&i, |&(at, _)| at).ok()?;
    spaces.get(found).map(|&(_, space)| space)
}

fn is_single(units: &[Unit], i: usize) -> bool {
    let before = i.checked_sub(1).and_then(|j| units.get(j));
    let after = units.get(i + 1);
    before.is_some_and(|u| !u.c.is_whitespace()) && after.is_some_and(|u| !u.c.is_whitespace())
}

fn kept_together(units: &[Unit], word_start: usize, space: usize) -> Option<char> {
    let next = units.get(space + 1)?.c;
    let last = units.get(space.checked_sub(1)?)?.c;
    if units[space].marks.narrow_spaces && (matches!(next, ';' | ':' | '!' | '?' | '»') || last == '«') {
        return Some(NARROW);
    }
    if matches!(next, '—' | '–') || starts_dash(units, space + 1) {
        return Some(NO_BREAK);
    }
    let word = word(units, word_start, space);
    let word = word.trim_start_matches(['(', '[', '"', '\'', '“', '‘']);
    let together = (TITLES.contains(&word) && next.is_uppercase())
        || (BEFORE_NUMBER.contains(&word) && next.is_ascii_digit())
        || (is_initial(word) && next.is_uppercase())
        || (last.is_ascii_digit() && is_unit(units, space + 1));
    together.then_some(NO_BREAK)
}

/// Whether two or three hyphens and a space follow: a dash that stands apart.
fn starts_dash(units: &[Unit], at: usize) -> bool {
    let hyphens = units[at..]
        .iter()
        .take(4)
        .take_while(|u| u.c == '-' && !u.fixed)
        .count();
    let after = units.get(at + hyphens);
    matches!(hyphens, 2 | 3) && after.is_some_and(|u| u.c == ' ')
}

/// The word between two places, as far as one that matters can be long.
fn word(units: &[Unit], start: usize, end: usize) -> String {
    let start = start.max(end.saturating_sub(8));
    units[start..end].iter().map(|u| u.c).collect()
}

/// `J.`, but not the pronoun at a sentence's end.
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    let first = chars.next().filter(|c| c.is_uppercase() && *c != 'I');
    first.is_some() && chars.next() == Some('.') && chars.next().is_none()
}

fn is_unit(units: &[Unit], at: usize) -> bool {
    let word: String = units[at..]
        .iter()
        .map(|u| u.c)
        .take_while(|c| !c.is_whitespace())
        .take(8)
        .collect();
    let bare = word.trim_end_matches([',', ';', ':', '!', '?', ')', ']', '"', '\'']);
    UNITS.contains(&bare) || bare.strip_suffix('.').is_some_and(|w| UNITS.contains(&w))
}

/// The narrow space before a tall mark, where the language sets one also where none was typed.
pub(super) fn before_mark(units: &[Unit], i: usize) -> Option<char> {
    let unit = units.get(i)?;
    if !unit.marks.narrow_spaces || !matches!(unit.c, ';' | ':' | '!' | '?') {
        return None;
    }
    let before = units.get(i.checked_sub(1)?)?.c;
    let after = units.get(i + 1).map(|u| u.c);
    let ends = after.is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '»' | ')'));
    let word = before.is_alphanumeric() || matches!(before, ')' | '»' | '"' | '’' | '%');
    (ends && word).then_some(NARROW)
}
