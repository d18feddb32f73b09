//! Which way text runs, and in which script: levels of a paragraph (UAX #9), and the order that a line shows its parts in.

use unicode_bidi::{BidiInfo, Level, ParagraphBidiInfo};
use unicode_script::{Script, UnicodeScript};

/// The levels of a paragraph's bytes.
#[derive(Clone, Debug, Default)]
pub(in crate::print) struct Levels {
    /// Empty where all of the text runs from left to right.
    levels: Vec<Level>,
    /// Whether the paragraph as a whole runs from right to left.
    pub right_to_left: bool,
}

impl Levels {
    /// Of a paragraph that runs as its first letter does.
    pub fn of(text: &str) -> Levels {
        Levels::with(text, None)
    }

    /// Of code, which runs from left to right as a whole.
    pub fn of_code(text: &str) -> Levels {
        Levels::with(text, Some(Level::ltr()))
    }

    fn with(text: &str, base: Option<Level>) -> Levels {
        if !text.chars().any(may_turn) {
            return Levels::default();
        }
        let info = ParagraphBidiInfo::new(text, base);
        Levels {
            right_to_left: info.paragraph_level.is_rtl(),
            levels: info.levels,
        }
    }

    /// Whether all of the text runs from left to right.
    pub fn is_plain(&self) -> bool {
        self.levels.is_empty()
    }

    /// The level of a byte.
    pub fn at(&self, byte: usize) -> u8 {
        self.levels.get(byte).map_or(0, |level| level.number())
    }
}

/// Whether a character runs from right to left, or makes others run so.
fn may_turn(character: char) -> bool {
    let code = u32::from(character);
    let strong = (0x590..0x900).contains(&code)
        || (0xfb1d..0xfe00).contains(&code)
        || (0xfe70..0xff00).contains(&code)
        || (0x10800..0x11000).contains(&code)
        || (0x1e800..0x1f000).contains(&code);
    strong || matches!(character, '\u{200f}' | '\u{202b}' | '\u{202e}' | '\u{2067}')
}

/// The order from left to right of parts with these levels.
pub(in crate::print) fn visual_order(levels: &[u8]) -> Vec<usize> {
    let levels: Vec<Level> = levels
        .iter()
        .map(|&level| Level::new(level).unwrap_or(Level::ltr()))
        .collect();
    BidiInfo::reorder_visual(&levels)
}

/// The script of a character; `None` for one that goes with any script.
pub(in crate::print) fn script_of(character: char) -> Option<Script> {
    if character.is_ascii() {
        return character.is_ascii_alphabetic().then_some(Script::Latin);
    }
    match character.script() {
        Script::Common | Script::Inherited | Script::Unknown => None,
        script => Some(script),
    }
}

/// Whether lines may end and open up beside a character as they do beside a word.
pub(in crate::print) fn is_ideographic(character: char) -> bool {
    let code = u32::from(character);
    code >= 0x2e80
        && (matches!(
            character.script(),
            Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo | Script::Yi
        ) || (0x3000..0x3100).contains(&code)
            || (0xff00..0xff70).contains(&code))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of a line from left to right, each shown in its logical order.
    fn shown(text: &str) -> Vec<&str> {
        let levels = Levels::of(text);
        let mut words = Vec::new();
        let mut at = 0;
        for word in text.split_inclusive(' ') {
            let (word, space) = word.split_at(word.trim_end().len());
            words.push((word, levels.at(at)));
            if !space.is_empty() {
                words.push((space, levels.at(at + word.len())));
            }
            at += word.len() + space.len();
        }
        let order = visual_order(&words.iter().map(|w| w.1).collect::<Vec<_>>());
        let shown = order.into_iter().map(|at| words[at].0);
        shown.filter(|word| *word != " ").collect()
    }

    #[test]
    fn latin_text_stays_in_its_order() {
        assert_eq!(shown("one two three"), ["one", "two", "three"]);
        assert!(!Levels::of("“one” — two").right_to_left);
    }

    #[test]
    fn hebrew_in_latin_text_runs_from_right_to_left() {
        assert_eq!(shown("see שלום עולם there"), ["see", "עולם", "שלום", "there"]);
    }

    #[test]
    fn an_arabic_paragraph_starts_on_the_right_and_keeps_its_latin_words_in_order() {
        let text = "مرحبا open source يا عالم";
        assert!(Levels::of(text).right_to_left);
        assert_eq!(shown(text), ["عالم", "يا", "open", "source", "مرحبا"]);
    }

    #[test]
    fn figures_in_hebrew_run_from_left_to_right() {
        let levels = Levels::of("שנת 1984 אז");
        let figures = "שנת ".len();
        assert_eq!((levels.at(0), levels.at(figures)), (1, 2));
    }

    #[test]
    fn points_go_with_the_script_around_them() {
        assert_eq!(script_of('a'), Some(Script::Latin));
        assert_eq!(script_of('Ж'), Some(Script::Cyrillic));
        assert_eq!(script_of('Ω'), Some(Script::Greek));
        for common in [',', '’', '1', '\u{301}'] {
            assert_eq!(script_of(common), None, "{common}");
        }
    }
}
