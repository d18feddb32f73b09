//! Quotation marks and apostrophes.

use super::Unit;
use crate::language::quotes::QuoteMarks;

/// The quotations that are open while a row is walked.
#[derive(Default)]
pub(super) struct Quotes {
    open: Vec<char>,
}

/// Nobody nests quotations deeper; what is typed beyond it never closes.
const DEEPEST: usize = 8;

impl Quotes {
    /// Writes the mark for the straight quote at `i`.
    pub fn push(&mut self, units: &[Unit], i: usize, out: &mut String) {
        let Some(unit) = units.get(i) else { return };
        let before = i.checked_sub(1).and_then(|j| units.get(j)).map(|u| u.c);
        let after = units.get(i + 1).map(|u| u.c);
        let mark = if unit.c == '\'' {
            self.single(units, i, before, after)
        } else {
            self.double(unit.marks, before, after)
        };
        out.push_str(mark);
    }

    fn single(&mut self, units: &[Unit], i: usize, before: Option<char>, after: Option<char>) -> &'static str {
        let marks = units[i].marks;
        let inside = before.is_some_and(char::is_alphanumeric);
        if inside && after.is_some_and(char::is_alphanumeric) {
            return "’";
        }
        if can_open(before, after) && !self.closes(before, after, '\'') {
            if is_clipped(units, i) {
                return "’";
            }
            self.opened('\'');
            return marks.single.0;
        }
        if self.closed('\'') {
            return marks.single.1;
        }
        "’"
    }

    fn double(&mut self, marks: &'static QuoteMarks, before: Option<char>, after: Option<char>) -> &'static str {
        let opens = can_open(before, after) && !self.closes(before, after, '"');
        let alone = before.is_none_or(is_space) && after.is_none_or(is_space);
        if opens || (alone && !self.open.contains(&'"')) {
            self.opened('"');
            return marks.double.0;
        }
        self.closed('"');
        marks.double.1
    }

    /// Whether a mark that could open closes instead: after a dash or an opening mark, before
    /// something that does not start a word.
    fn closes(&self, before: Option<char>, after: Option<char>, quote: char) -> bool {
        let after_word = before.is_some_and(|c| matches!(c, '-' | '–' | '—'));
        let ends = after.is_none_or(|c| !c.is_alphanumeric() && !is_opening(c));
        after_word && ends && self.open.contains(&quote)
    }

    fn opened(&mut self, quote: char) {
        if self.open.len() < DEEPEST {
            self.open.push(quote);
        }
    }

    fn closed(&mut self, quote: char) -> bool {
        let found = self.open.iter().rposition(|&q| q == quote);
        if let Some(at) = found {
            self.open.truncate(at);
        }
        found.is_some()
    }
}

fn can_open(before: Option<char>, after: Option<char>) -> bool {
    let free = before.is_none_or(|c| is_space(c) || is_opening(c) || matches!(c, '-' | '–' | '—' | '/' | '='));
    let word = after.is_some_and(|c| !is_space(c));
    free && word
}

fn is_space(c: char) -> bool {
    c.is_whitespace()
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '{' | '<' | '"' | '\'' | '“' | '‘' | '„' | '‚' | '«' | '‹' | '¿' | '¡' | '…'
    )
}

/// Whether the quote at `i` stands for what a word or a year has lost.
fn is_clipped(units: &[Unit], i: usize) -> bool {
    let word: String = units
        .iter()
        .skip(i + 1)
        .map(|u| u.c)
        .take_while(|c| c.is_alphanumeric())
        .take(8)
        .collect();
    let digits = word.trim_end_matches('s');
    if digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit()) {
        // '90s, but not the quoted number '90'.
        return units.get(i + 1 + word.len()).is_none_or(|u| u.c != '\'');
    }
    units[i].marks.clipped.contains(&word.to_lowercase().as_str())
}
