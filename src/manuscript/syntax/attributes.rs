//! The attribute grammar: `{#id .class key=value key="quoted value"}`.

use crate::book::Attributes;
use std::ops::Range;

/// The longest attribute group that is looked for, in bytes: a stray brace must not cost a scan
/// of the whole file.
const LONGEST: usize = 4096;

/// A group of attributes and where it stands.
#[derive(Clone, Debug)]
pub(in crate::manuscript) struct Group {
    pub attributes: Attributes,
    /// From the opening brace to past the closing one.
    pub range: Range<usize>,
    /// Where each value of `attributes.pairs` stands, without its quotes.
    pub values: Vec<Range<usize>>,
}

impl Group {
    /// Takes the value of `key` out, with its place.
    pub fn take(&mut self, key: &str) -> Option<(String, Range<usize>)> {
        let at = self.attributes.pairs.iter().position(|(k, _)| k == key)?;
        let (_, value) = self.attributes.pairs.remove(at);
        let range = if at < self.values.len() {
            self.values.remove(at)
        } else {
            self.range.clone()
        };
        Some((value, range))
    }

    /// Takes a class out; whether it was there.
    pub fn take_class(&mut self, class: &str) -> bool {
        let before = self.attributes.classes.len();
        self.attributes.classes.retain(|c| c != class);
        self.attributes.classes.len() != before
    }
}

/// Reads the group that starts at the brace at `start`; `None` when there is no well-formed,
/// non-empty group.
pub(in crate::manuscript) fn scan(text: &str, start: usize) -> Option<Group> {
    let bytes = text.as_bytes();
    let limit = bytes.len().min(start.saturating_add(LONGEST));
    let mut group = Group {
        attributes: Attributes::default(),
        range: start..start,
        values: Vec::new(),
    };
    let mut at = start + 1;
    loop {
        let after_space = skip_space(bytes, at, limit)?;
        match *bytes.get(after_space).filter(|_| after_space < limit)? {
            b'}' => {
                group.range.end = after_space + 1;
                return (!group.attributes.is_empty()).then_some(group);
            }
            // Items stand apart by space, but for the first.
            _ if after_space == at && at != start + 1 => return None,
            b'#' => {
                let end = word_end(bytes, after_space + 1, limit);
                group.attributes.id = Some(text.get(after_space + 1..end)?.to_owned());
                at = (end > after_space + 1).then_some(end)?;
            }
            b'.' => {
                let end = word_end(bytes, after_space + 1, limit);
                let class = text.get(after_space + 1..end)?.to_owned();
                at = (end > after_space + 1).then_some(end)?;
                group.attributes.classes.push(class);
            }
            _ => at = pair(text, after_space, limit, &mut group)?,
        }
    }
}

fn pair(text: &str, start: usize, limit: usize, group: &mut Group) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_key = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':');
    let end = start + bytes[start..limit].iter().take_while(is_key).count();
    if end == start || bytes.get(end) != Some(&b'=') {
        return None;
    }
    let key = text.get(start..end)?.to_owned();
    let from = end + 1;
    let (value, range, next) = match bytes.get(from)? {
        quote @ (b'"' | b'\'') => {
            let close = closing_quote(bytes, from + 1, limit, *quote)?;
            let raw = text.get(from + 1..close)?;
            (unquote(raw, *quote as char), from + 1..close, close + 1)
        }
        _ => {
            let end = word_end(bytes, from, limit);
            let raw = text.get(from..end).filter(|raw| !raw.is_empty())?;
            (raw.to_owned(), from..end, end)
        }
    };
    group.attributes.pairs.push((key, value));
    group.values.push(range);
    Some(next)
}

/// Past spaces and at most one line end; `None` at an empty line.
fn skip_space(bytes: &[u8], mut at: usize, limit: usize) -> Option<usize> {
    let mut lines = 0;
    while at < limit {
        match bytes[at] {
            b' ' | b'\t' | b'\r' => {}
            b'\n' => lines += 1,
            b'>' if lines > 0 => {}
            _ => break,
        }
        at += 1;
    }
    (lines < 2).then_some(at)
}

fn word_end(bytes: &[u8], start: usize, limit: usize) -> usize {
    let is_word = |b: &&u8| !b.is_ascii_whitespace() && !b"{}\"'#=<>`".contains(b);
    start + bytes[start..limit].iter().take_while(is_word).count()
}

fn closing_quote(bytes: &[u8], start: usize, limit: usize, quote: u8) -> Option<usize> {
    let mut at = start;
    let mut blank = false;
    while at < limit {
        match bytes[at] {
            b'\\' => at += 1,
            b if b == quote => return Some(at),
            b'\n' if blank => return None,
            b'\n' => blank = true,
            b' ' | b'\t' | b'\r' | b'>' => {}
            _ => blank = false,
        }
        at += 1;
    }
    None
}

/// The value without its escapes; a line end inside it, with what marks a quotation, is a space.
fn unquote(raw: &str, quote: char) -> String {
    let mut out = String::with_capacity(raw.len());
    for (i, line) in raw.lines().enumerate() {
        let mut rest = line;
        if i > 0 {
            rest = line.trim_start_matches([' ', '\t', '>']);
            out.truncate(out.trim_end().len());
            out.push(' ');
        }
        let mut chars = rest.chars().peekable();
        while let Some(c) = chars.next() {
            match (c, chars.peek()) {
                ('\\', Some(&next)) if next == quote || next == '\\' => {
                    out.push(next);
                    chars.next();
                }
                _ => out.push(c),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_ids_classes_and_pairs_with_their_places() {
        let text = r#"x{#a .b key=c title="d \"e\" f"}"#;
        let group = scan(text, 1).unwrap();
        assert_eq!(group.attributes.id.as_deref(), Some("a"));
        assert_eq!(group.attributes.classes, ["b"]);
        assert_eq!(group.attributes.get("title"), Some("d \"e\" f"));
        assert_eq!(&text[group.values[0].clone()], "c");
        assert_eq!(group.range, 1..text.len());
    }

    #[test]
    fn what_is_no_group_is_left_alone() {
        for text in ["{}", "{a}", "{a b}", "{.}", "{#a", "{a=\"b}", "{a=b c}", "{a=\"b\"c=d}"] {
            assert!(scan(text, 0).is_none(), "{text}");
        }
    }

    #[test]
    fn a_quoted_value_may_run_over_a_line_end_but_not_over_an_empty_line() {
        let value = |text| scan(text, 0).map(|g| g.attributes.pairs[0].1.clone());
        assert_eq!(value("{alt=\"one\n> two\"}").as_deref(), Some("one two"));
        assert_eq!(value("{alt=\"one\n\ntwo\"}"), None);
    }
}
