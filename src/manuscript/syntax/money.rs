//! Sums of money: dollar signs that the parser would take for the signs of a formula.
//!
//! Pandoc's rule is kept: a formula in the line begins with a `$` before what is no space, ends with the next `$`, and that
//! follows no space and stands before no digit. The parser knows of the spaces alone, so that `$20-$30` is a formula to it.

use pulldown_cmark::{Event, Options, Parser};
use std::ops::Range;

/// What a dollar sign is hidden behind: signs that mean nothing to the parser, the first that the text is without.
const FILLERS: &[u8] = b"%@;?/,\x1A";
/// How often the text is read: signs that are left over may pair with others.
const PASSES: usize = 24;
/// From which reading on both ends of what is no formula are hidden, so that no other sign pairs with its end.
const BOTH_ENDS: usize = 12;

/// A text whose dollar signs of money are hidden, each behind one other sign.
pub struct Hidden {
    pub text: String,
    /// The sign, which the text is without otherwise.
    pub filler: char,
    /// Where the hidden ones stand, in order.
    pub dollars: Vec<usize>,
}

/// Hides the dollar signs that begin a formula for the parser and none by the rule.
pub fn hide(text: &str, options: Options) -> Hidden {
    let mut hidden = Hidden {
        text: text.to_owned(),
        filler: '$',
        dollars: Vec::new(),
    };
    if !options.contains(Options::ENABLE_MATH) || text.matches('$').nth(1).is_none() {
        return hidden;
    }
    let Some(filler) = FILLERS.iter().find(|filler| !text.as_bytes().contains(filler)) else {
        return hidden;
    };
    hidden.filler = char::from(*filler);
    for pass in 0..PASSES {
        let events = Parser::new_ext(&hidden.text, options).into_offset_iter();
        let found: Vec<usize> = events
            .filter(|(event, _)| matches!(event, Event::InlineMath(_)))
            .flat_map(|(_, range)| {
                let end = range.end.saturating_sub(1);
                let mut signs = openers(&hidden.text, range);
                if pass >= BOTH_ENDS && !signs.is_empty() {
                    signs.push(end);
                }
                signs
            })
            .collect();
        if found.is_empty() {
            break;
        }
        for &at in &found {
            hidden
                .text
                .replace_range(at..=at, hidden.filler.encode_utf8(&mut [0; 4]));
        }
        hidden.dollars.extend(found);
    }
    hidden.dollars.sort_unstable();
    hidden
}

/// The signs in what the parser takes for a formula that cannot begin one.
fn openers(text: &str, formula: Range<usize>) -> Vec<usize> {
    let bytes = text.as_bytes();
    let inside = formula.start + 1..formula.end.saturating_sub(1);
    let escaped = |at: usize| bytes[..at].iter().rev().take_while(|&&b| b == b'\\').count() % 2 == 1;
    let mut signs = vec![formula.start];
    signs.extend(inside.filter(|&at| bytes[at] == b'$' && !escaped(at)));
    let before_digit = bytes.get(formula.end).is_some_and(u8::is_ascii_digit);
    // A sign before another that could not end the formula begins none; the last may pair with the formula's end.
    if !before_digit {
        signs.pop();
    }
    signs
}
