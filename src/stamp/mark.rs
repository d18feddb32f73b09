//! The hidden mark: a buyer's name in a form that shows when it was changed.

use super::StampError;
use md5::{Digest, Md5};

/// The name that files keep the mark under.
pub(super) const KEY: &str = "BinderyCopy";

/// The longest name, in characters.
pub(super) const LENGTH: usize = 200;

/// A name that fits on a line.
///
/// # Errors
/// When it does not.
pub(super) fn name(buyer: &str) -> Result<&str, StampError> {
    let buyer = buyer.trim();
    if buyer.is_empty() {
        return Err(StampError::NameMissing);
    }
    if buyer.chars().count() > LENGTH {
        return Err(StampError::NameTooLong);
    }
    if buyer.chars().any(char::is_control) {
        return Err(StampError::NameNotLine);
    }
    Ok(buyer)
}

/// The mark of a buyer: the name's bytes and their sum, in hexadecimal digits.
pub(super) fn of(buyer: &str) -> String {
    let digits: String = buyer.bytes().map(|byte| format!("{byte:02x}")).collect();
    format!("{digits}-{}", sum(buyer))
}

/// The buyer of a mark.
///
/// # Errors
/// When the mark is not as it was made.
pub(super) fn read(mark: &str) -> Result<String, StampError> {
    let (digits, check) = mark.split_once('-').ok_or(StampError::MarkChanged)?;
    let pairs = digits.as_bytes().chunks(2);
    let bytes: Option<Vec<u8>> = pairs
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    let buyer = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    buyer.filter(|buyer| sum(buyer) == check).ok_or(StampError::MarkChanged)
}

fn sum(buyer: &str) -> String {
    let mut hash = Md5::new();
    hash.update(b"bindery copy for ");
    hash.update(buyer.as_bytes());
    let bytes = hash.finalize();
    bytes.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_gives_the_buyer_back_and_shows_a_change() {
        let mark = of("Zoë <zoe@example.org>");
        assert_eq!(read(&mark).ok().as_deref(), Some("Zoë <zoe@example.org>"));
        assert!(read(&mark.replacen("5a", "5b", 1)).is_err());
        assert!(read("").is_err() && read("zz-").is_err() && read("5").is_err());
    }

    #[test]
    fn a_name_is_a_line() {
        assert_eq!(name(" A B ").ok(), Some("A B"));
        assert!(matches!(name("  "), Err(StampError::NameMissing)));
        assert!(matches!(name(&"x".repeat(201)), Err(StampError::NameTooLong)));
        for wrong in ["a\nb", "a\0"] {
            assert!(matches!(name(wrong), Err(StampError::NameNotLine)), "{wrong:?}");
        }
    }
}
