//! The hidden mark: a buyer's name in a form that shows when it was changed.

use md5::{Digest, Md5};

/// The name that files keep the mark under.
pub(super) const KEY: &str = "BinderyCopy";

/// The longest name, in characters.
const LENGTH: usize = 200;

/// A name that fits on a line.
///
/// # Errors
/// A sentence when it does not.
pub(super) fn name(buyer: &str) -> Result<&str, String> {
    let buyer = buyer.trim();
    if buyer.is_empty() {
        return Err("a copy needs the name of its buyer".to_owned());
    }
    if buyer.chars().count() > LENGTH {
        return Err(format!("a buyer's name has at most {LENGTH} characters"));
    }
    if buyer.chars().any(char::is_control) {
        return Err("a buyer's name is one line of text".to_owned());
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
/// A sentence when the mark is not as it was made.
pub(super) fn read(mark: &str) -> Result<String, String> {
    let changed = || "the mark of this copy was changed".to_owned();
    let (digits, check) = mark.split_once('-').ok_or_else(changed)?;
    let pairs = digits.as_bytes().chunks(2);
    let bytes: Option<Vec<u8>> = pairs
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    let buyer = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    buyer.filter(|buyer| sum(buyer) == check).ok_or_else(changed)
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
        assert_eq!(read(&mark).as_deref(), Ok("Zoë <zoe@example.org>"));
        assert!(read(&mark.replacen("5a", "5b", 1)).is_err());
        assert!(read("").is_err() && read("zz-").is_err() && read("5").is_err());
    }

    #[test]
    fn a_name_is_a_line() {
        assert_eq!(name(" A B "), Ok("A B"));
        for wrong in ["", "  ", "a\nb", "a\0", &"x".repeat(201)] {
            assert!(name(wrong).is_err(), "{wrong:?}");
        }
    }
}
