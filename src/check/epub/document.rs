//! A content document, read.

use super::style::{self, Declaration};
use crate::check::FileError;
use crate::check::xml::{attribute, entity};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;

/// A picture that a document shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureUse {
    /// Its file, as the document names it.
    pub source: String,
    /// What it shows; `None` where nothing says so, empty where it is decorative.
    pub alt: Option<String>,
}

/// What a document holds.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Its file, from the archive's top.
    pub path: String,
    /// Bytes of it.
    pub bytes: usize,
    /// Addresses that it links to outside.
    pub links: Vec<String>,
    /// Pictures.
    pub pictures: Vec<PictureUse>,
    /// Whether SVG stands in it, and whether that wraps a picture.
    pub svg: (bool, bool),
    /// Whether it runs scripts, or takes input.
    pub is_active: bool,
    /// Whether its text is divided as Kobo's reader wants it.
    pub has_kobo_spans: bool,
    /// The most columns of a table; 0 without tables.
    pub columns: usize,
    /// Its text, a block after the other.
    pub blocks: Vec<String>,
    /// What it declares of its look by itself.
    pub styles: Vec<Declaration>,
    pub(super) toc_depth: usize,
    pub(super) toc_entries: usize,
    pub(super) landmarks: BTreeSet<String>,
}

/// Elements that end one stretch of text and begin another.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "th",
    "title",
    "tr",
    "ul",
];

/// Reads a document that stands at `path`.
///
/// # Errors
/// When it is not XML.
pub(super) fn read(text: &str, path: &str) -> Result<Document, FileError> {
    let mut reader = Reader::from_str(text);
    let mut survey = Survey {
        out: Document {
            path: path.to_owned(),
            bytes: text.len(),
            ..Document::default()
        },
        ..Survey::default()
    };
    loop {
        let event = reader.read_event().map_err(|why| FileError::NotXml {
            path: path.to_owned(),
            why,
        })?;
        match event {
            Event::Start(start) => survey.start(&start),
            Event::Empty(start) => {
                survey.start(&start);
                survey.end(start.local_name().into_inner());
            }
            Event::End(end) => survey.end(end.local_name().into_inner()),
            Event::Text(text) => survey.pending.push_str(&text),
            Event::CData(text) => survey.pending.push_str(&text),
            Event::GeneralRef(reference) => survey.pending.push_str(&entity(&reference)),
            Event::Eof => return Ok(survey.out),
            _ => {}
        }
    }
}

#[derive(Default)]
struct Survey {
    out: Document,
    pending: String,
    /// Columns of the rows that are open.
    rows: Vec<usize>,
    /// The kind of navigation that is open, and how deep in its lists.
    nav: Option<String>,
    depth: usize,
    in_head: bool,
}

impl Survey {
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.pending);
        let words: Vec<&str> = text.split([' ', '\n', '\t', '\r']).filter(|w| !w.is_empty()).collect();
        if !words.is_empty() && !self.in_head {
            self.out.blocks.push(words.join(" "));
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) {
        let name = start.local_name().into_inner();
        if BLOCKS.contains(&name) {
            self.flush();
        }
        if let Some(look) = attribute(start, "style") {
            let css = format!("{name} {{ {look} }}");
            self.out.styles.extend(style::declarations(&css));
        }
        let kind = attribute(start, "epub:type").unwrap_or_default();
        match name {
            "head" => self.in_head = true,
            "span" => {
                let class = attribute(start, "class");
                self.out.has_kobo_spans |= class.as_deref() == Some("koboSpan");
            }
            "a" => self.link(start, &kind),
            "img" => self.out.pictures.push(PictureUse {
                source: attribute(start, "src").unwrap_or_default(),
                alt: attribute(start, "alt"),
            }),
            "svg" => self.out.svg.0 = true,
            "image" => self.out.svg.1 = true,
            "script" | "form" | "input" | "button" | "iframe" | "object" | "audio" | "video" => {
                self.out.is_active = true;
            }
            "tr" => self.rows.push(0),
            "td" | "th" => {
                let span = attribute(start, "colspan").and_then(|n| n.parse().ok());
                if let Some(row) = self.rows.last_mut() {
                    *row += span.unwrap_or(1);
                }
            }
            "nav" => self.nav = Some(kind),
            "ol" if self.nav.is_some() => {
                self.depth += 1;
                if self.is_toc() {
                    self.out.toc_depth = self.out.toc_depth.max(self.depth);
                }
            }
            _ => {}
        }
    }

    fn is_toc(&self) -> bool {
        self.nav.as_deref() == Some("toc")
    }

    fn link(&mut self, start: &BytesStart<'_>, kind: &str) {
        let Some(address) = attribute(start, "href") else {
            return;
        };
        if self.is_toc() {
            self.out.toc_entries += 1;
        }
        if self.nav.as_deref() == Some("landmarks") {
            self.out.landmarks.insert(kind.to_owned());
        }
        if address.contains(':') {
            self.out.links.push(address);
        }
    }

    fn end(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            self.flush();
        }
        match name {
            "head" => {
                self.pending.clear();
                self.in_head = false;
            }
            "tr" => self.out.columns = self.out.columns.max(self.rows.pop().unwrap_or(0)),
            "ol" => self.depth = self.depth.saturating_sub(1),
            "nav" => {
                self.nav = None;
                self.depth = 0;
            }
            _ => {}
        }
    }
}
