//! Where a word may be divided.

use hypher::Lang;

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

/// The points of a word: the author's, or else those of the language in each stretch of letters.
pub(super) fn points(raw: &str, language: Option<Lang>) -> Vec<Point> {
    if raw.contains('\u{ad}') {
        return soft_points(raw);
    }
    let Some(language) = language else {
        return Vec::new();
    };
    if raw.len() < LEAST_LETTERS
        || raw
            .chars()
            .any(|c| c.is_ascii_digit() || c == '/' || c == '@')
    {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (start, letters) in stretches(raw) {
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
                out.push(Point {
                    at,
                    hyphen: true,
                    kind: PointKind::Pattern,
                });
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
        for point in points(word, Some(Lang::English)).iter().rev() {
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
            assert_eq!(points(word, Some(Lang::English)), []);
        }
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
