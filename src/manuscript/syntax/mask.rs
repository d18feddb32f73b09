//! The pass before the Markdown parser: what CommonMark does not know is replaced by filler of
//! the same length, so that the parser sees one text with every byte in its own place.
//!
//! A container's fence becomes a processing instruction (`<?...?>`), which CommonMark takes for a
//! block of its own that interrupts a paragraph and closes lists and quotations exactly where a
//! fence should. An attribute group becomes letters in braces, so that nothing inside it is taken
//! for markup. Where the parser finds filler inside code, the original is put back.

use super::attributes::{self, Group};
use super::money;
use pulldown_cmark::Options;
use std::borrow::Cow;
use std::ops::Range;

/// A line of three or more colons.
#[derive(Clone, Debug)]
pub(in crate::manuscript) struct Fence {
    /// The line, from its first colon, without its line end.
    pub range: Range<usize>,
    pub kind: FenceKind,
}

#[derive(Clone, Debug)]
pub(in crate::manuscript) enum FenceKind {
    Open {
        name: Option<String>,
        group: Option<Group>,
        /// Words after the name, where there are no attributes.
        words: Option<Range<usize>>,
        /// Whether the braces cannot be read.
        broken: bool,
    },
    Close,
}

/// A text with its fences and attribute groups replaced.
pub(in crate::manuscript) struct Masked<'a> {
    pub original: &'a str,
    pub text: String,
    fences: Vec<Fence>,
    groups: Vec<Group>,
    /// The signs of money that are hidden.
    dollars: Vec<Range<usize>>,
}

impl<'a> Masked<'a> {
    /// Replaces `skip` (a byte order mark, front matter) by empty lines and, with `extensions`,
    /// fences and groups by filler.
    pub fn new(original: &'a str, skip: usize, extensions: bool) -> Masked<'a> {
        let mut masked = Masked {
            original,
            text: String::new(),
            fences: Vec::new(),
            groups: Vec::new(),
            dollars: Vec::new(),
        };
        if extensions {
            masked.find_fences(skip);
            masked.find_groups(skip);
        }
        masked.fill(skip);
        masked
    }

    /// Hides the dollar signs that are money, so that the parser makes no formula of them.
    pub fn hide_money(&mut self, options: Options) {
        let hidden = money::hide(&self.text, options);
        self.text = hidden.text;
        self.dollars = hidden.dollars.into_iter().map(|at| at..at + 1).collect();
    }

    fn find_fences(&mut self, skip: usize) {
        let mut start = skip;
        for line in self.original[skip..].split_inclusive(['\n', '\r']) {
            let prefix = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
            if line[prefix..].starts_with(":::") {
                let rest = line[prefix..].trim_end();
                let from = start + prefix;
                let range = from..from + rest.len();
                if let Some(kind) = fence_kind(self.original, range.clone()) {
                    self.fences.push(Fence { range, kind });
                }
            }
            start += line.len();
        }
    }

    fn find_groups(&mut self, skip: usize) {
        let bytes = self.original.as_bytes();
        let mut fences = self.fences.iter().peekable();
        let mut at = skip;
        while let Some(found) = self.original[at..].find('{') {
            let brace = at + found;
            while fences.next_if(|f| f.range.end <= brace).is_some() {}
            if let Some(fence) = fences.peek().filter(|f| f.range.contains(&brace)) {
                at = fence.range.end;
                continue;
            }
            at = brace + 1;
            let before = brace.checked_sub(1).and_then(|i| bytes.get(i));
            let attached = matches!(before, Some(b']' | b')'));
            if !attached && !matches!(before, Some(b' ' | b'\t')) {
                continue;
            }
            let Some(group) = attributes::scan(self.original, brace) else {
                continue;
            };
            if attached || ends_line(&self.original[group.range.end..]) {
                at = group.range.end;
                self.groups.push(group);
            }
        }
    }

    fn fill(&mut self, skip: usize) {
        let mut bytes = self.original.as_bytes().to_vec();
        bytes[..skip].fill(b'\n');
        for fence in &self.fences {
            let line = &mut bytes[fence.range.clone()];
            line.fill(b' ');
            let last = line.len() - 1;
            line[0] = b'<';
            line[1] = b'?';
            line[last - 1] = b'?';
            line[last] = b'>';
        }
        for group in &self.groups {
            bytes[group.range.start + 1..group.range.end - 1].fill(b'x');
        }
        // Whole characters were replaced by ASCII, so this is text and nothing is lost.
        self.text = String::from_utf8_lossy(&bytes).into_owned();
    }

    /// The group whose brace stands at `at`.
    pub fn group_at(&self, at: usize) -> Option<&Group> {
        let i = self.groups.binary_search_by_key(&at, |g| g.range.start);
        i.ok().and_then(|i| self.groups.get(i))
    }

    /// The fence that starts at `at`.
    pub fn fence_at(&self, at: usize) -> Option<&Fence> {
        let i = self.fences.binary_search_by_key(&at, |f| f.range.start);
        i.ok().and_then(|i| self.fences.get(i))
    }

    /// `text`, which the parser made of `range`, with the original in the place of filler.
    pub fn restore<'t>(&self, text: &'t str, range: Range<usize>) -> Cow<'t, str> {
        let first_fence = self.fences.partition_point(|f| f.range.start < range.start);
        let first_group = self.groups.partition_point(|g| g.range.start < range.start);
        let fences = self.fences[first_fence..].iter().map(|f| &f.range);
        let groups = self.groups[first_group..].iter().map(|g| &g.range);
        let first_dollar = self.dollars.partition_point(|d| d.start < range.start);
        let dollars = self.dollars[first_dollar..].iter();
        let mut inside: Vec<_> = fences
            .take_while(|r| r.end <= range.end)
            .chain(groups.take_while(|r| r.end <= range.end))
            .chain(dollars.take_while(|r| r.end <= range.end))
            .collect();
        inside.sort_by_key(|r| r.start);
        let mut out = Cow::Borrowed(text);
        let mut from = 0;
        for mask in inside {
            let filler = &self.text[mask.clone()];
            let Some(at) = out.get(from..).and_then(|rest| rest.find(filler)) else {
                continue;
            };
            let at = from + at;
            out.to_mut()
                .replace_range(at..at + filler.len(), &self.original[mask.clone()]);
            from = at + mask.len();
        }
        out
    }
}

/// Whether nothing but a heading's closing signs follows on the line.
fn ends_line(rest: &str) -> bool {
    let next = rest.chars().find(|c| !matches!(c, ' ' | '\t' | '#'));
    next.is_none_or(|c| matches!(c, '\n' | '\r'))
}

fn fence_kind(text: &str, range: Range<usize>) -> Option<FenceKind> {
    let line = &text[range.clone()];
    let inner = line.trim_start_matches(':');
    let rest = inner.trim_start();
    let mut at = range.start + (line.len() - rest.len());
    if rest.is_empty() {
        return Some(FenceKind::Close);
    }
    let name_len = rest
        .find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'))
        .unwrap_or(rest.len());
    let name = (name_len > 0).then(|| rest[..name_len].to_owned());
    at += name_len;
    let after = rest[name_len..].trim_start();
    at += rest[name_len..].len() - after.len();
    let open = |group, words, broken| {
        Some(FenceKind::Open {
            name: name.clone(),
            group,
            words,
            broken,
        })
    };
    if after.trim_end_matches(':').trim().is_empty() {
        return name.as_ref().and_then(|_| open(None, None, false));
    }
    if after.starts_with('{') {
        let group = attributes::scan(text, at).filter(|g| g.range.end <= range.end);
        let tail = group.as_ref().map_or(0..0, |g| g.range.end..range.end);
        let clean = text[tail].trim_matches([':', ' ', '\t']).is_empty();
        let broken = group.is_none() || !clean;
        return open(group.filter(|_| clean), None, broken);
    }
    // A sentence may start with colons: only a container's own name makes a fence of it.
    let known = name.as_deref().is_some_and(super::containers::is_known);
    let apart = rest[name_len..].starts_with([' ', '\t']);
    (known && apart)
        .then(|| open(None, Some(at..range.end), false))
        .flatten()
}
