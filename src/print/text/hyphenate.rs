//! Where a word may be divided.

use hypher::Lang;
use std::collections::BTreeMap;

/// A place where a word may be divided, by the bytes of its text without soft hyphens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::print) struct Point {
    pub at: usize,
    /// Whether a hyphen is added there.
    pub hyphen: bool,
    pub kind: PointKind,
}

/// How good a division is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::print) enum PointKind {
    /// The author's own soft hyphen.
    Soft,
    /// The language's patterns.
    Pattern,
    /// Between the parts of an address.
    Address,
    /// Anywhere: only a word that no measure holds.
    Anywhere,
}

/// Letters before and after a division. Fewer look like a slip.
const LEAST_BEFORE: usize = 2;
const LEAST_AFTER: usize = 3;
/// Shorter words are not divided.
const LEAST_LETTERS: usize = 6;

/// The language's patterns, for a BCP 47 tag.
pub(in crate::print) fn language(tag: &str) -> Option<Lang> {
    let code = tag.split(['-', '_']).next()?.to_ascii_lowercase();
    let code: [u8; 2] = code.as_bytes().try_into().ok()?;
    Lang::from_iso(code)
}

/// Words that are divided as the author says, whatever the patterns find.
#[derive(Clone, Debug, Default)]
pub(in crate::print) struct Exceptions {
    /// The bytes after which a word in lower case may be divided.
    points: BTreeMap<String, Vec<usize>>,
}

impl Exceptions {
    /// Words with a hyphen where they may be divided; without one, a word stays whole.
    pub fn new<S: AsRef<str>>(words: &[S]) -> Exceptions {
        let mut points = BTreeMap::new();
        for word in words {
            let parts: Vec<String> = word.as_ref().split(['-', '\u{ad}']).map(str::to_lowercase).collect();
            let mut at = 0;
            let ends = parts[..parts.len() - 1].iter().map(|part| {
                at += part.len();
                at
            });
            let ends = ends.collect();
            points.insert(parts.concat(), ends);
        }
        Exceptions { points }
    }

    fn of(&self, letters: &str) -> Option<&[usize]> {
        if self.points.is_empty() {
            return None;
        }
        let lower = letters.to_lowercase();
        let same_length = lower.len() == letters.len();
        self.points.get(&lower).filter(|_| same_length).map(Vec::as_slice)
    }
}

/// The points of a word: the author's, or else those of the language in each stretch of letters.
pub(in crate::print) fn points(raw: &str, language: Option<Lang>, exceptions: &Exceptions) -> Vec<Point> {
    if raw.contains('\u{ad}') {
        return soft_points(raw);
    }
    if raw.chars().any(|c| c.is_ascii_digit() || c == '/' || c == '@') {
        return Vec::new();
    }
    let mut out = Vec::new();
    let pattern = |at| Point {
        at,
        hyphen: true,
        kind: PointKind::Pattern,
    };
    for (start, letters) in stretches(raw) {
        if let Some(ends) = exceptions.of(letters) {
            out.extend(ends.iter().map(|end| pattern(start + end)));
            continue;
        }
        let Some(language) = language else { continue };
        if letters.chars().count() < LEAST_LETTERS || letters.chars().skip(1).any(char::is_uppercase) {
            continue;
        }
        let mut at = start;
        let mut syllables = hypher::hyphenate_bounded(letters, language, LEAST_BEFORE, LEAST_AFTER).peekable();
        while let Some(syllable) = syllables.next() {
            at += syllable.len();
            if syllables.peek().is_some() {
                out.push(pattern(at));
            }
        }
    }
    out
}

fn soft_points(raw: &str) -> Vec<Point> {
    let mut at = 0;
    let mut out = Vec::new();
    for character in raw.chars() {
        if character == '\u{ad}' {
            out.push(Point {
                at,
                hyphen: true,
                kind: PointKind::Soft,
            });
        } else {
            at += character.len_utf8();
        }
    }
    out
}

/// Stretches of letters with their first byte.
fn stretches(raw: &str) -> impl Iterator<Item = (usize, &str)> {
    raw.split(|c: char| !c.is_alphabetic())
        .filter(|s| !s.is_empty())
        .map(move |s| (s.as_ptr() as usize - raw.as_ptr() as usize, s))
}

/// Points for a word that the measure may not hold: between the parts of an address, and between any two letters.
pub(in crate::print) fn emergency_points(text: &str) -> Vec<Point> {
    use unicode_segmentation::UnicodeSegmentation;
    let mut before = "";
    let mut out = Vec::new();
    for (at, cluster) in text.grapheme_indices(true) {
        if at > 0 {
            out.push(Point {
                at,
                hyphen: false,
                kind: match parts(before, cluster) || (before == " " && cluster != " ") {
                    true => PointKind::Address,
                    false => PointKind::Anywhere,
                },
            });
        }
        before = cluster;
    }
    out
}

/// Letters that a division of an address leaves at each of its sides.
const LEAST_OF_ADDRESS: usize = 3;

/// Points between the parts of an address or of a name in code.
pub(in crate::print) fn address_points(text: &str) -> Vec<Point> {
    let mut out = emergency_points(text);
    let enough = LEAST_OF_ADDRESS..=text.len().saturating_sub(LEAST_OF_ADDRESS);
    out.retain(|p| p.kind == PointKind::Address && enough.contains(&p.at));
    out
}

/// Whether a word is an address, a path or a name in code, that may be divided between its parts.
pub(in crate::print) fn has_signs(text: &str) -> bool {
    const LEAST: usize = 9;
    let inner = text.trim_matches(|c: char| !c.is_alphanumeric());
    text.len() >= LEAST
        && text.bytes().all(|b| b.is_ascii_graphic())
        && inner.contains(['/', '.', '_', ':', '@'])
        && inner.contains(|c: char| c.is_ascii_alphabetic())
}

/// Whether an address may be divided between two characters: behind a sign, and before a full stop, which would
/// seem to end a sentence (The Chicago Manual of Style, 17th edition, 14.18).
fn parts(before: &str, after: &str) -> bool {
    const BEHIND: &str = "/-_?&=#:,+%";
    let is = |signs: &str, c: &str| !c.is_empty() && signs.contains(c);
    (is(BEHIND, before) && !is(BEHIND, after) && after != ".") || (after == "." && !is(BEHIND, before))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(word: &str) -> String {
        let mut out = word.replace('\u{ad}', "");
        for point in points(word, Some(Lang::English), &Exceptions::default()).iter().rev() {
            out.insert(point.at, '-');
        }
        out
    }

    #[test]
    fn words_divide_at_their_syllables() {
        assert_eq!(divided("inflammation"), "in-flam-ma-tion");
    }

    #[test]
    fn quotes_and_commas_are_no_part_of_the_word() {
        assert_eq!(divided("\u{201c}inflammation,"), "\u{201c}in-flam-ma-tion,");
    }

    #[test]
    fn the_authors_soft_hyphens_are_the_only_points() {
        assert_eq!(divided("inflam\u{ad}mation"), "inflam-mation");
    }

    #[test]
    fn short_words_numbers_and_capitals_stay_whole() {
        for word in ["about", "1984ers", "NASA", "WHOLLY"] {
            assert_eq!(divided(word), word);
        }
    }

    #[test]
    fn an_exception_divides_where_the_author_says_and_nowhere_else() {
        let exceptions = Exceptions::new(&["inflamma-tion", "wonderful", "Achil-les"]);
        let at = |word| -> Vec<usize> {
            let points = points(word, Some(Lang::English), &exceptions);
            points.iter().map(|p| p.at).collect()
        };
        assert_eq!(at("Inflammation,"), [8]);
        assert!(at("wonderful").is_empty());
        assert_eq!(at("(Achilles)"), [6]);
        assert_eq!(at("inflammatory").len(), 3);
    }

    #[test]
    fn an_address_divides_behind_its_signs_and_before_its_points() {
        let signs: Vec<usize> = emergency_points("ab.cd/ef")
            .iter()
            .filter(|p| p.kind == PointKind::Address)
            .map(|p| p.at)
            .collect();
        assert_eq!(signs, [2, 6]);
    }

    #[test]
    fn names_in_code_and_addresses_divide_between_their_parts_and_words_and_numbers_do_not() {
        let divided = |text: &str| -> String {
            let mut out = text.to_owned();
            if has_signs(text) {
                let points = address_points(text);
                points.iter().rev().for_each(|p| out.insert(p.at, '|'));
            }
            out
        };
        assert_eq!(divided("add_to_waitlist"), "add_|to_|waitlist");
        assert_eq!(divided("front_of_house::hosting;"), "front_|of_|house::|hosting;");
        assert_eq!(divided("tendonitisexpert.com/"), "tendonitisexpert|.com/");
        assert_eq!(divided("14651858.CD009402.pub3."), "14651858|.CD009402|.pub3.");
        for word in ["1,234,567.89", "inflammation.", "e.g.", "(inflamed),"] {
            assert_eq!(divided(word), word);
        }
    }
}
