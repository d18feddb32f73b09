//! MathML as an ebook may have it: each element with the attributes that the grammar of EPUB allows on it.
//!
//! The reader of TeX writes for browsers, which take `displaystyle` and `scriptlevel` on every element. EPUB has the
//! grammar of MathML 3 (<https://www.w3.org/TR/MathML3/appendixa.html>), where `mstyle` alone takes both: an element that
//! has them becomes one, or stands in one, and looks the same.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;

/// What every element of MathML may have.
const COMMON: &[&str] = &["class", "style"];
/// What an operator may have.
const OPERATOR: &[&str] = &[
    "form",
    "fence",
    "separator",
    "lspace",
    "rspace",
    "stretchy",
    "symmetric",
    "maxsize",
    "minsize",
    "largeop",
    "movablelimits",
    "accent",
];

/// Elements, and what each may have besides [`COMMON`].
const ELEMENTS: &[(&str, &[&str])] = &[
    ("math", &["xmlns", "display", "alttext"]),
    ("menclose", &["notation"]),
    ("merror", &[]),
    ("mfrac", &["linethickness", "numalign", "denomalign", "bevelled"]),
    ("mi", &["mathvariant"]),
    ("mmultiscripts", &[]),
    ("mn", &["mathvariant"]),
    ("mo", OPERATOR),
    ("mover", &["accent", "align"]),
    ("mpadded", &["height", "depth", "width", "lspace", "voffset"]),
    ("mphantom", &[]),
    ("mprescripts", &[]),
    ("mroot", &[]),
    ("mrow", &["dir"]),
    ("mspace", &["width", "height", "depth"]),
    ("msqrt", &[]),
    ("mstyle", &["displaystyle", "scriptlevel"]),
    ("msub", &[]),
    ("msubsup", &[]),
    ("msup", &[]),
    ("mtable", &["displaystyle", "align", "width"]),
    ("mtd", &["rowspan", "columnspan", "columnalign"]),
    ("mtext", &["mathvariant"]),
    ("mtr", &[]),
    ("munder", &["accentunder", "align"]),
    ("munderover", &["accent", "accentunder", "align"]),
    ("none", &[]),
];

/// Elements that set what is in them smaller.
const SMALLER: &[&str] = &[
    "mfrac",
    "mmultiscripts",
    "mover",
    "mroot",
    "msub",
    "msubsup",
    "msup",
    "munder",
    "munderover",
];

/// Elements of XHTML that words in a formula are marked up with.
const PHRASES: &[&str] = &["b", "code", "em", "i", "s", "span", "u"];
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// Attributes that are lengths; the grammar knows no `rem`.
const LENGTHS: &[&str] = &[
    "depth",
    "height",
    "linethickness",
    "lspace",
    "maxsize",
    "minsize",
    "rspace",
    "voffset",
    "width",
];

/// An element that is open.
struct Open {
    /// What is written at its end.
    end: String,
    /// Whether script levels differ in it from the formula's own.
    is_smaller: bool,
}

/// The same formula with nothing that EPUB forbids; `None` where an element of it has no place in an ebook.
pub(super) fn allowed(mathml: &str) -> Option<String> {
    let mut reader = Reader::from_str(mathml);
    let mut out = String::with_capacity(mathml.len());
    let mut open: Vec<Open> = Vec::new();
    let mut from = 0;
    loop {
        let event = reader.read_event().ok()?;
        let to = usize::try_from(reader.buffer_position()).ok()?;
        match event {
            Event::Eof => return Some(out),
            Event::Start(start) => {
                let is_smaller = open.last().is_some_and(|outer| outer.is_smaller);
                open.push(begin(&start, is_smaller, "", &mut out)?);
            }
            Event::Empty(start) => {
                let is_smaller = open.last().is_some_and(|outer| outer.is_smaller);
                let closed = begin(&start, is_smaller, "/", &mut out)?;
                out += &closed.end;
            }
            Event::End(_) => out += &open.pop()?.end,
            _ => out += mathml.get(from..to)?,
        }
        from = to;
    }
}

/// Writes the start of an element; `slash` closes it at once.
fn begin(start: &BytesStart<'_>, is_smaller: bool, slash: &str, out: &mut String) -> Option<Open> {
    let name = start.name().into_inner();
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        attributes.push((attribute.key.into_inner(), value));
    }
    if PHRASES.contains(&name) {
        attributes.retain(|(key, _)| COMMON.contains(key));
        attributes.insert(0, ("xmlns", XHTML.into()));
        return Some(element(name, &attributes, is_smaller, slash, out));
    }
    // Where a link leads is known to no other part of the book: its words stay.
    if name == "a" {
        return Some(Open {
            end: String::new(),
            is_smaller,
        });
    }
    let (_, own) = ELEMENTS.iter().find(|(known, _)| *known == name)?;
    let is_allowed = |key: &str| own.contains(&key) || COMMON.contains(&key);
    let mut style: Vec<(&str, Cow<'_, str>)> = attributes
        .extract_if(.., |(key, _)| {
            !is_allowed(key) && ["displaystyle", "scriptlevel"].contains(key)
        })
        .collect();
    attributes.retain(|(key, _)| is_allowed(key));
    for (key, value) in &mut attributes {
        if LENGTHS.contains(key)
            && let Some(number) = value.strip_suffix("rem")
        {
            *value = format!("{number}em").into();
        }
    }
    if !is_smaller {
        style.retain(|(key, value)| *key != "scriptlevel" || value != "0");
    }
    let is_smaller = match style.iter().find(|(key, _)| *key == "scriptlevel") {
        Some((_, level)) => level != "0",
        None => is_smaller,
    };
    let inner = is_smaller || SMALLER.contains(&name);
    if style.is_empty() {
        return Some(element(name, &attributes, inner, slash, out));
    }
    if name == "mrow" {
        attributes.append(&mut style);
        attributes.retain(|(key, _)| *key != "dir");
        return Some(element("mstyle", &attributes, inner, slash, out));
    }
    element("mstyle", &style, inner, "", out);
    let mut opened = element(name, &attributes, inner, slash, out);
    opened.end += "</mstyle>";
    Some(opened)
}

fn element(name: &str, attributes: &[(&str, Cow<'_, str>)], is_smaller: bool, slash: &str, out: &mut String) -> Open {
    out.push('<');
    out.push_str(name);
    for (key, value) in attributes {
        out.push(' ');
        out.push_str(key);
        out.push_str("=\"");
        out.push_str(&super::super::markup::attribute(value));
        out.push('"');
    }
    out.push_str(slash);
    out.push('>');
    Open {
        end: if slash.is_empty() {
            format!("</{name}>")
        } else {
            String::new()
        },
        is_smaller,
    }
}
