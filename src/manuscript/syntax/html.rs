//! Raw HTML: what is let through, what loses its tags, what goes.

use crate::book::{Attributes, HtmlElement};
use std::ops::Range;

/// A piece of raw HTML.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::manuscript) enum HtmlPiece {
    Text,
    Comment,
    Open(HtmlTag),
    Close(String),
    /// A declaration or a processing instruction.
    Other,
}

/// An opening tag.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::manuscript) struct HtmlTag {
    /// In lower case.
    pub name: String,
    pub attributes: Pairs,
    pub self_closing: bool,
}

impl HtmlTag {
    pub fn get(&self, key: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(k, _)| k == key);
        found.map(|(_, v)| v.as_str())
    }

    /// The first attribute that would run code.
    pub fn handler(&self) -> Option<&str> {
        let found = self.attributes.iter().find(|(k, _)| k.starts_with("on"));
        found.map(|(k, _)| k.as_str())
    }

    /// What the dialect keeps of the attributes.
    pub fn kept(&self) -> Attributes {
        let mut kept = Attributes::default();
        for (key, value) in &self.attributes {
            match key.as_str() {
                "id" => kept.id = Some(value.clone()),
                "name" if self.name == "a" && kept.id.is_none() => kept.id = Some(value.clone()),
                "class" => kept.classes.extend(value.split_whitespace().map(str::to_owned)),
                "lang" | "xml:lang" => kept.pairs.push(("lang".into(), value.clone())),
                "title" | "dir" => kept.pairs.push((key.clone(), value.clone())),
                _ => {}
            }
        }
        kept
    }
}

/// What becomes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::manuscript) enum Policy {
    Break,
    Image,
    Anchor,
    Span,
    Subscript,
    Superscript,
    Strikethrough,
    Element(HtmlElement),
    /// Markdown has its own marks for it: the meaning is kept, with a hint.
    Emphasis,
    Strong,
    /// The tag goes, the text stays; whether it stands for a block.
    Unwrap {
        block: bool,
    },
    /// The tag goes, the text stays: it would do something.
    Active,
    /// Element and text go.
    Drop,
}

/// What becomes of the element of that name.
pub(in crate::manuscript) fn policy(name: &str) -> Policy {
    use HtmlElement as E;
    match name {
        "br" => Policy::Break,
        "img" => Policy::Image,
        "a" => Policy::Anchor,
        "span" => Policy::Span,
        "sub" => Policy::Subscript,
        "sup" => Policy::Superscript,
        "del" => Policy::Strikethrough,
        "kbd" => Policy::Element(E::Kbd),
        "mark" => Policy::Element(E::Mark),
        "abbr" => Policy::Element(E::Abbr),
        "small" => Policy::Element(E::Small),
        "u" => Policy::Element(E::Underline),
        "ins" => Policy::Element(E::Inserted),
        "cite" => Policy::Element(E::Cite),
        "q" => Policy::Element(E::Quote),
        "dfn" => Policy::Element(E::Definition),
        "var" => Policy::Element(E::Variable),
        "samp" => Policy::Element(E::Sample),
        "em" | "i" => Policy::Emphasis,
        "strong" | "b" => Policy::Strong,
        "script" | "style" => Policy::Drop,
        "iframe" | "object" | "embed" | "applet" | "form" | "input" | "button" | "textarea" | "select" | "link"
        | "meta" | "base" | "frame" | "frameset" | "noscript" | "template" | "audio" | "video" | "canvas" | "svg"
        | "math" => Policy::Active,
        "code" | "font" | "tt" | "big" | "s" | "strike" | "bdi" | "bdo" | "time" | "data" | "ruby" | "rt" | "rp"
        | "wbr" | "label" | "nobr" => Policy::Unwrap { block: false },
        _ => Policy::Unwrap { block: true },
    }
}

/// Takes `html` apart; the ranges cover it without gaps.
pub(in crate::manuscript) fn pieces(html: &str) -> Vec<(HtmlPiece, Range<usize>)> {
    let mut out = Vec::new();
    let mut text_start = 0;
    let mut at = 0;
    // Once a kind of end was not found it is not looked for again, so that hostile text costs one
    // scan and not one for every `<`.
    let mut missing = Vec::new();
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        let Some((piece, end)) = piece_at(html, start, &mut missing) else {
            at = start + 1;
            continue;
        };
        if start > text_start {
            out.push((HtmlPiece::Text, text_start..start));
        }
        out.push((piece, start..end));
        at = end;
        text_start = end;
    }
    if text_start < html.len() {
        out.push((HtmlPiece::Text, text_start..html.len()));
    }
    out
}

fn piece_at(html: &str, start: usize, missing: &mut Vec<&'static str>) -> Option<(HtmlPiece, usize)> {
    let rest = &html[start..];
    let mut until = |piece, open: usize, end: &'static str| {
        if missing.contains(&end) {
            return None;
        }
        let found = rest.get(open..).and_then(|r| r.find(end));
        if found.is_none() {
            missing.push(end);
        }
        found.map(|i| (piece, start + open + i + end.len()))
    };
    if rest.starts_with("<!--") {
        return until(HtmlPiece::Comment, 4, "-->").or(Some((HtmlPiece::Comment, html.len())));
    }
    if rest.starts_with("<![CDATA[") {
        return until(HtmlPiece::Other, 9, "]]>");
    }
    if rest.starts_with("<?") {
        return until(HtmlPiece::Other, 2, "?>");
    }
    if rest.starts_with("<!") {
        return until(HtmlPiece::Other, 2, ">");
    }
    let closing = rest.starts_with("</");
    let name_at = if closing { 2 } else { 1 };
    let name: String = rest[name_at..]
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let after = name_at + name.len();
    let name = name.to_ascii_lowercase();
    if closing {
        return until(HtmlPiece::Close(name), after, ">");
    }
    if missing.contains(&">") {
        return None;
    }
    let (attributes, self_closing, len) = tag_rest(&rest[after..])?;
    let tag = HtmlTag {
        name,
        attributes,
        self_closing,
    };
    Some((HtmlPiece::Open(tag), start + after + len))
}

/// A tag's attributes, by name.
type Pairs = Vec<(String, String)>;

/// The attributes, whether the tag closes itself, and the bytes up to past its `>`.
fn tag_rest(rest: &str) -> Option<(Pairs, bool, usize)> {
    let mut attributes = Vec::new();
    let mut at = 0;
    loop {
        let tail = rest[at..].trim_start();
        at = rest.len() - tail.len();
        if tail.starts_with("/>") {
            return Some((attributes, true, at + 2));
        }
        match tail.chars().next()? {
            '>' => return Some((attributes, false, at + 1)),
            '/' => {
                at += 1;
                continue;
            }
            '<' => return None,
            _ => {}
        }
        let key_end = tail
            .find(|c: char| c.is_whitespace() || "=>/".contains(c))
            .filter(|&end| end > 0)?;
        let key = tail[..key_end].to_ascii_lowercase();
        let after = tail[key_end..].trim_start();
        let Some(value) = after.strip_prefix('=').map(str::trim_start) else {
            attributes.push((key, String::new()));
            at += key_end;
            continue;
        };
        let (raw, used) = match value.chars().next()? {
            quote @ ('"' | '\'') => {
                let end = value[1..].find(quote)?;
                (&value[1..1 + end], end + 2)
            }
            _ => {
                let end = value.find(|c: char| c.is_whitespace() || c == '>')?;
                (&value[..end], end)
            }
        };
        attributes.push((key, unescape(raw)));
        at = rest.len() - value.len() + used;
    }
}

fn unescape(raw: &str) -> String {
    quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), |text| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_tags_comments_and_text_apart_without_a_gap() {
        let html = "a <b class=\"x\" data-y=z hidden>t</B><br/><!-- > --> < 3 <";
        let pieces = pieces(html);
        let mut end = 0;
        for (_, range) in &pieces {
            assert_eq!(range.start, end);
            end = range.end;
        }
        assert_eq!(end, html.len());
        let HtmlPiece::Open(tag) = &pieces[1].0 else {
            panic!("{pieces:?}")
        };
        assert_eq!((tag.name.as_str(), tag.get("data-y")), ("b", Some("z")));
        assert_eq!(pieces[3].0, HtmlPiece::Close("b".into()));
        assert!(matches!(&pieces[4].0, HtmlPiece::Open(t) if t.self_closing));
        assert_eq!(pieces[5].0, HtmlPiece::Comment);
    }

    #[test]
    fn a_flood_of_open_ends_costs_one_scan() {
        for text in ["<!A", "<?", "<![CDATA[", "</a"] {
            let flood = text.repeat(100_000);
            let pieces = pieces(&flood);
            assert!(pieces.len() < 10);
        }
    }
}
