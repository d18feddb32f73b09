//! What a value of `book.toml` must look like: pure questions about strings and numbers.

use crate::book::Price;
use crate::length::Points;

/// MARC relators that a trade book commonly names, with what each is. Source: the Library of
/// Congress relator code list.
pub const RELATORS: &[(&str, &str)] = &[
    ("aft", "author of afterword"),
    ("ann", "annotator"),
    ("art", "artist"),
    ("aui", "author of introduction"),
    ("aut", "author"),
    ("bjd", "bookjacket designer"),
    ("bkd", "book designer"),
    ("bkp", "book producer"),
    ("cmm", "commentator"),
    ("com", "compiler"),
    ("cov", "cover designer"),
    ("cre", "creator"),
    ("ctb", "contributor"),
    ("csl", "consultant"),
    ("dsr", "designer"),
    ("edt", "editor"),
    ("ill", "illustrator"),
    ("ive", "interviewee"),
    ("mrk", "markup editor"),
    ("nrt", "narrator"),
    ("oth", "other"),
    ("pbd", "publishing director"),
    ("pbl", "publisher"),
    ("pfr", "proofreader"),
    ("pht", "photographer"),
    ("red", "redaktor"),
    ("res", "researcher"),
    ("rev", "reviewer"),
    ("trl", "translator"),
    ("typ", "type designer"),
    ("wam", "writer of accompanying material"),
    ("win", "writer of introduction"),
    ("wpr", "writer of preface"),
];

/// The candidate nearest to `word`, when it is near enough to be what was meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // The distance takes the product of both lengths, and no name here is that long.
    if word.len() > 100 {
        return None;
    }
    let word = word.to_lowercase();
    let reach = (word.chars().count() / 3).clamp(1, 4);
    candidates
        .into_iter()
        .filter(|c| c.len() <= 100)
        .map(|c| (strsim::damerau_levenshtein(&word, &c.to_lowercase()), c))
        .filter(|&(distance, _)| distance <= reach)
        .min()
        .map(|(_, c)| c)
}

/// What is wrong with an ISBN-13.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IsbnFault {
    /// Not thirteen digits; how many there are.
    Length(usize),
    /// Something else than digits, hyphens and spaces.
    Character(char),
    /// It starts neither with 978 nor with 979-1 to 979-9.
    Prefix,
    /// The last digit is not this one.
    Check(char),
}

/// The thirteen digits of an ISBN, hyphens and spaces dropped.
///
/// # Errors
/// What is wrong with it, by the ISBN Users' Manual: the prefix, then weights of 1 and 3.
pub fn isbn(text: &str) -> Result<String, IsbnFault> {
    let kept: String = text.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
    if let Some(c) = kept.chars().find(|c| !c.is_ascii_digit()) {
        return Err(IsbnFault::Character(c));
    }
    if kept.len() != 13 {
        return Err(IsbnFault::Length(kept.len()));
    }
    if !(kept.starts_with("978") || kept.starts_with("979") && !kept.starts_with("9790")) {
        return Err(IsbnFault::Prefix);
    }
    let check = check_digit(&kept);
    if kept.ends_with(check) {
        Ok(kept)
    } else {
        Err(IsbnFault::Check(check))
    }
}

fn check_digit(digits: &str) -> char {
    let sum: u32 = digits
        .bytes()
        .take(12)
        .enumerate()
        .map(|(i, b)| u32::from(b - b'0') * if i % 2 == 0 { 1 } else { 3 })
        .sum();
    char::from(b'0' + ((10 - sum % 10) % 10) as u8)
}

/// Whether a tag has the shape of BCP 47: a language of two or three letters, then subtags of one
/// to eight letters or digits.
pub fn is_language(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let language = subtags.next().unwrap_or("");
    (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && subtags.all(|s| (1..=8).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Whether a code has the shape of a BISAC subject: three capitals and six digits.
pub fn is_bisac(code: &str) -> bool {
    let (letters, digits) = code.as_bytes().split_at(code.len().min(3));
    code.len() == 9 && letters.iter().all(u8::is_ascii_uppercase) && digits.iter().all(u8::is_ascii_digit)
}

/// Whether a code has the shape of a Thema category or qualifier: a capital or a digit, then at
/// most seven capitals or digits.
pub fn is_thema(code: &str) -> bool {
    (1..=8).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

/// Whether an address is a web address with a host.
pub fn is_web_address(address: &str) -> bool {
    let host = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"));
    host.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
        && !address.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// What is wrong with a trim size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TrimFault {
    /// Not width, `x`, height and a unit.
    Shape,
    /// Smaller or larger than any page that is printed and bound; width and height in points.
    Size(f32, f32),
}

/// The width and height of a trim such as `6x9in`, `152x229mm` or `432x648pt`, in points.
///
/// # Errors
/// When it cannot be read, or a side lies outside 3 to 20 inches.
pub fn trim(text: &str) -> Result<(f32, f32), TrimFault> {
    let text = text.trim();
    let unit_at = text.len().saturating_sub(2);
    let (numbers, unit) = text.split_at_checked(unit_at).ok_or(TrimFault::Shape)?;
    let unit = unit.to_ascii_lowercase();
    let (width, height) = numbers.split_once(['x', '×']).ok_or(TrimFault::Shape)?;
    let side = |side: &str| {
        let number = side.trim().parse().map_err(|_| TrimFault::Shape)?;
        let length = Points::in_unit(number, &unit).ok_or(TrimFault::Shape)?;
        Ok(length.0 as f32)
    };
    let (width, height) = (side(width)?, side(height)?);
    let sane = 216.0..=1440.0;
    if sane.contains(&width) && sane.contains(&height) {
        Ok((width, height))
    } else {
        Err(TrimFault::Size(width, height))
    }
}

/// A file-name stem from a title: small letters, digits and single hyphens.
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !matches!(c, '\'' | '’') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let cut: String = slug.chars().take(100).collect();
    let stem = cut.trim_end_matches('-');
    if stem.is_empty() { "book" } else { stem }.to_owned()
}

/// Whether a string can be the stem of a file name everywhere.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.chars().count() <= 100
        && !text.starts_with(['-', '.'])
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// An identifier for a book that has none: the UUID of its title and first author, so that the
/// same book has the same one on every machine.
pub fn identifier(title: &str, author: &str) -> String {
    let name = format!("{title}\n{author}");
    let uuid = uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, name.as_bytes());
    format!("urn:uuid:{uuid}")
}

/// A price: the three capitals of a currency (ISO 4217), and an amount with its hundredths.
pub fn price(text: &str) -> Option<Price> {
    let (currency, amount) = text.trim().split_once(' ')?;
    let (whole, cents) = amount.trim().split_once('.')?;
    let is_digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let is_currency = currency.len() == 3 && currency.chars().all(|c| c.is_ascii_uppercase());
    let sound = is_currency && cents.len() == 2 && is_digits(cents) && is_digits(whole) && whole.len() <= 6;
    let cents = whole.parse::<u32>().ok()? * 100 + cents.parse::<u32>().ok()?;
    (sound && cents > 0).then(|| Price {
        currency: currency.to_owned(),
        cents,
    })
}

/// A colour written as a hash and six hexadecimal digits.
pub fn color(text: &str) -> Option<[u8; 3]> {
    let digits = text.trim().strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_isbn_is_thirteen_digits_with_the_right_last_one() {
        assert_eq!(isbn("978-0-306-40615-7"), Ok("9780306406157".into()));
        assert_eq!(isbn("9791034304608"), Ok("9791034304608".into()));
        assert_eq!(isbn("9780306406158"), Err(IsbnFault::Check('7')));
        assert_eq!(isbn("9790306406156"), Err(IsbnFault::Prefix));
        assert_eq!(isbn("0306406152"), Err(IsbnFault::Length(10)));
        assert_eq!(isbn("978030640615X"), Err(IsbnFault::Character('X')));
    }

    #[test]
    fn a_trim_is_read_in_every_unit_and_bounded() {
        assert_eq!(trim("6x9in"), Ok((432.0, 648.0)));
        assert_eq!(trim("432 × 648 pt"), Ok((432.0, 648.0)));
        let (width, height) = trim("152x229mm").expect("a common trim");
        assert!((width - 430.87).abs() < 0.01 && (height - 649.13).abs() < 0.01);
        assert_eq!(trim("6x9"), Err(TrimFault::Shape));
        assert_eq!(trim("six by nine in"), Err(TrimFault::Shape));
        assert_eq!(trim("é"), Err(TrimFault::Shape));
        assert_eq!(trim("6x90in"), Err(TrimFault::Size(432.0, 6480.0)));
    }

    #[test]
    fn shapes_of_codes_and_tags_are_told_apart() {
        assert!(is_language("en-US") && is_language("zh-Hant-TW") && is_language("gsw"));
        assert!(!is_language("english") && !is_language("en_US") && !is_language(""));
        assert!(is_bisac("HEA036000") && !is_bisac("hea036000") && !is_bisac("HEÄ03600"));
        assert!(is_web_address("https://example.org/a") && !is_web_address("example.org"));
        assert!(!is_web_address("https://") && !is_web_address("ftp://example.org"));
    }

    #[test]
    fn a_slug_is_a_safe_file_name() {
        assert_eq!(slug("A Runner’s Guide: Hip & Knee!"), "a-runners-guide-hip-knee");
        assert_eq!(slug("???"), "book");
        assert!(is_slug("hip-pain_2.0") && !is_slug("../x") && !is_slug(".x"));
    }

    #[test]
    fn the_nearest_word_is_offered_only_when_near() {
        assert_eq!(nearest("subtitel", ["title", "subtitle"]), Some("subtitle"));
        assert_eq!(nearest("colour", ["title", "subtitle"]), None);
    }
}
