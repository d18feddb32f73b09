//! Where a word may be divided.

use hypher::Lang;
use std::collections::BTreeMap;

/// A place where a word may be divided, by the bytes of its text without soft hyphens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub at: usize,
    /// Whether a hyphen is added there.
    pub hyphen: bool,
    pub kind: PointKind,
}

/// How good a division is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PointKind {
    /// The author's own soft hyphen.
    Soft,
    /// The language's patterns.
    Pattern,
    /// Behind a sign in an address.
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
pub(super) fn language(tag: &str) -> Option<Lang> {
    let code = tag.split(['-', '_']).next()?.to_ascii_lowercase();
    let code: [u8; 2] = code.as_bytes().try_into().ok()?;
    Lang::from_iso(code)
}

/// Words that are divided as the author says, whatever the patterns find.
#[derive(Clone, Debug, Default)]
pub(super) struct Exceptions {
    /// The bytes after which a word in lower case may be divided.
    points: BTreeMap<String, Vec<usize>>,
}

impl Exceptions {
    /// Words with a hyphen where they may be divided; without one, a word stays whole.
    pub fn new<S: AsRef<str>>(words: &[S]) -> Exceptions {
        let mut points = BTreeMap::new();
        for word in words {
            let parts: Vec<String> = word
                .as_ref()
                .split(['-', '\u{ad}'])
                .map(str::to_lowercase)
                .collect();
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
        self.points
            .get(&lower)
            .filter(|_| same_length)
            .map(Vec::as_slice)
    }
}

/// The points of a word: the author's, or else those of the language in each stretch of letters.
pub(super) fn points(raw: &str, language: Option<Lang>, exceptions: &Exceptions) -> Vec<Point> {
    if raw.contains('\u{ad}') {
        return soft_points(raw);
    }
    if raw
        .chars()
        .any(|c| c.is_ascii_digit() || c == '/' || c == '@')
    {
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
        if letters.chars().count() < LEAST_LETTERS
            || letters.chars().skip(1).any(char::is_uppercase)
        {
            continue;
        }
        let mut at = start;
        let mut syllables =
            hypher::hyphenate_bounded(letters, language, LEAST_BEFORE, LEAST_AFTER).peekable();
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

/// Points for a word that the measure may not hold: behind the signs of an address, and between any two letters.
pub(super) fn emergency_points(text: &str) -> Vec<Point> {
    use unicode_segmentation::UnicodeSegmentation;
    let mut before = "";
    let mut out = Vec::new();
    for (at, cluster) in text.grapheme_indices(true) {
        if at > 0 {
            let sign = matches!(
                before,
                "/" | "." | "-" | "_" | "?" | "&" | "=" | "#" | ":" | "," | "+" | "%"
            );
            let next_is_sign = cluster == "/" || cluster == before;
            let kind = if sign && !next_is_sign {
                PointKind::Address
            } else {
                PointKind::Anywhere
            };
            out.push(Point {
                at,
                hyphen: false,
                kind,
            });
        }
        before = cluster;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(word: &str) -> String {
        let mut out = word.replace('\u{ad}', "");
        for point in points(word, Some(Lang::English), &Exceptions::default())
            .iter()
            .rev()
        {
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
    fn an_address_divides_behind_its_signs() {
        let signs: Vec<usize> = emergency_points("ab.cd/ef")
            .iter()
            .filter(|p| p.kind == PointKind::Address)
            .map(|p| p.at)
            .collect();
        assert_eq!(signs, [3, 6]);
    }
}
