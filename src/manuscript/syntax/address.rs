//! Addresses of links and pictures: which are the book's own, which the world's, which nobody's.

/// What an address points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::manuscript) enum Address {
    /// An id of the book: `#id`.
    Id(String),
    /// A file beside the chapter, its id after `#` or empty, percent signs decoded.
    File { path: String, id: String },
    /// The web, mail and the like.
    World,
    /// A scheme that runs code, carries data or names a file of this machine.
    Unsafe(String),
    /// Nothing at all.
    Empty,
}

const UNSAFE: &[&str] = &["javascript", "data", "vbscript", "file", "blob", "about"];

impl Address {
    /// Sorts an address.
    pub fn of(address: &str) -> Address {
        let address = address.trim();
        if address.is_empty() {
            return Address::Empty;
        }
        if let Some(id) = address.strip_prefix('#') {
            return Address::Id(decode(id));
        }
        if let Some(scheme) = scheme(address) {
            return if UNSAFE.contains(&scheme.as_str()) {
                Address::Unsafe(scheme)
            } else {
                Address::World
            };
        }
        if address.starts_with("//") || address.starts_with("\\\\") {
            return Address::World;
        }
        let (path, id) = address.split_once('#').unwrap_or((address, ""));
        Address::File {
            path: decode(path),
            id: decode(id),
        }
    }
}

/// The scheme, in lower case. What browsers skip inside one (tabs, line ends, controls) is
/// skipped here too, so that nothing hides in it.
fn scheme(address: &str) -> Option<String> {
    let (head, _) = address.split_once(':')?;
    let name: String = head
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let is_scheme = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then_some(name)
}

/// Percent signs decoded; what is no UTF-8 after that stays as it is.
pub(in crate::manuscript) fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = bytes.get(at + 1..at + 3).filter(|_| byte == b'%');
        let code = hex
            .filter(|hex| hex.iter().all(u8::is_ascii_hexdigit))
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(code.unwrap_or(byte));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// `path`, written in a file of `folder`, from the project's root: no `.`, no `..`; `None` when
/// it leaves the project.
pub(in crate::manuscript) fn from_root(folder: &str, path: &str) -> Option<String> {
    if path.starts_with(['/', '\\']) || path.contains('\0') {
        return None;
    }
    let path = path.replace('\\', "/");
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The folder of a file, without the last slash.
pub(in crate::manuscript) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_that_hide_are_seen() {
        for address in [
            "javascript:alert(1)",
            "JaVa\tScript:x",
            " data:text/html,x",
            "vbscript:x",
        ] {
            assert!(matches!(Address::of(address), Address::Unsafe(_)), "{address}");
        }
        assert_eq!(Address::of("https://a.b/c"), Address::World);
        assert_eq!(Address::of("#a%20b"), Address::Id("a b".into()));
    }

    #[test]
    fn a_path_stays_inside_the_project() {
        assert_eq!(from_root("a/b", "../c.png").as_deref(), Some("a/c.png"));
        assert_eq!(from_root("", "./x//y.png").as_deref(), Some("x/y.png"));
        assert_eq!(from_root("a", "../../c.png"), None);
        assert_eq!(from_root("a", "..\\..\\c.png"), None);
        assert_eq!(from_root("a", "/etc/passwd"), None);
    }
}
