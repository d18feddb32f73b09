//! What Kobo's own reader wants of an ebook: every sentence and every picture in a span of its own, which is what its
//! places, highlights and statistics are counted by, and the text in the two boxes that it lays in columns.

use icu_segmenter::options::SentenceBreakInvariantOptions;
use icu_segmenter::{SentenceSegmenter, SentenceSegmenterBorrowed};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::fmt::Write;

const HEAD: &str = "<style type=\"text/css\">#book-inner { margin-top: 0; margin-bottom: 0; }</style>\n</head>";
const OPEN: &str = "<div id=\"book-columns\">\n<div id=\"book-inner\">";
const CLOSE: &str = "</div>\n</div>\n";

/// Elements whose text is left as it is: code keeps its lines, formulas and drawings are not HTML.
const KEPT: &[&str] = &["pre", "math", "svg", "head"];
/// Elements that begin a paragraph in Kobo's counting.
const PARAGRAPHS: &[&str] = &[
    "p", "ol", "ul", "dl", "table", "figure", "h1", "h2", "h3", "h4", "h5", "h6",
];

/// A document of an ebook as Kobo's reader expects it; `None` when it is not well formed.
pub(in crate::epub) fn spanned(document: &str) -> Option<String> {
    let mut reader = Reader::from_str(document);
    let mut out = Spans {
        text: String::with_capacity(document.len() * 3 / 2),
        waiting: String::new(),
        paragraph: 0,
        segment: 0,
        begins: true,
        kept: 0,
        sentences: SentenceSegmenter::new(SentenceBreakInvariantOptions::default()),
    };
    let mut from = 0;
    loop {
        let event = reader.read_event().ok()?;
        let to = usize::try_from(reader.buffer_position()).ok()?;
        let raw = document.get(from..to)?;
        from = to;
        match event {
            Event::Text(_) | Event::GeneralRef(_) if out.kept == 0 => out.waiting.push_str(raw),
            Event::Start(start) => out.start(&start, raw),
            Event::Empty(start) => out.empty(&start, raw),
            Event::End(end) => {
                let name: &str = end.local_name().into_inner();
                out.end(name, raw);
            }
            Event::Eof => return Some(out.text),
            _ => out.raw(raw),
        }
    }
}

struct Spans {
    text: String,
    /// Text that no element has interrupted yet.
    waiting: String,
    paragraph: u32,
    segment: u32,
    /// Whether the next segment begins a paragraph.
    begins: bool,
    /// How many elements are open whose text is kept.
    kept: usize,
    sentences: SentenceSegmenterBorrowed<'static>,
}

impl Spans {
    fn start(&mut self, start: &BytesStart<'_>, raw: &str) {
        let name: &str = start.local_name().into_inner();
        self.begins |= PARAGRAPHS.contains(&name);
        self.raw(raw);
        if self.kept > 0 || KEPT.contains(&name) {
            self.kept += 1;
        }
        if name == "body" {
            self.text.push('\n');
            self.text.push_str(OPEN);
        }
    }

    fn empty(&mut self, start: &BytesStart<'_>, raw: &str) {
        let name: &str = start.local_name().into_inner();
        if name != "img" || self.kept > 0 {
            self.raw(raw);
            return;
        }
        self.flush();
        self.begins = true;
        self.span(raw);
    }

    fn end(&mut self, name: &str, raw: &str) {
        self.flush();
        self.kept = self.kept.saturating_sub(1);
        match name {
            "head" => self.text.push_str(HEAD),
            "body" => {
                self.text.push_str(CLOSE);
                self.text.push_str(raw);
            }
            _ => self.text.push_str(raw),
        }
    }

    fn raw(&mut self, raw: &str) {
        self.flush();
        self.text.push_str(raw);
    }

    /// Writes the text that waits, a span a sentence.
    fn flush(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.trim().is_empty() {
            self.text.push_str(&waiting);
            return;
        }
        let mut from = 0;
        let sentences = self.sentences;
        for to in sentences.segment_str(&waiting).filter(|&to| to > 0) {
            let sentence = &waiting[from..to];
            from = to;
            if sentence.trim().is_empty() {
                self.text.push_str(sentence);
            } else {
                self.span(sentence);
            }
        }
    }

    fn span(&mut self, content: &str) {
        if std::mem::take(&mut self.begins) {
            self.paragraph += 1;
            self.segment = 0;
        }
        self.segment += 1;
        let (paragraph, segment) = (self.paragraph, self.segment);
        // Writing to a string does not fail.
        let _ = write!(
            self.text,
            "<span class=\"koboSpan\" id=\"kobo.{paragraph}.{segment}\">{content}</span>"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(content: &str) -> String {
        let document = format!("<html><head>\n<title>A. B.</title>\n</head>\n<body>{content}</body></html>");
        let out = spanned(&document).expect("well formed");
        let (_, rest) = out.split_once(OPEN).expect("the boxes");
        rest.split_once(CLOSE).expect("their end").0.to_owned()
    }

    #[test]
    fn every_sentence_has_a_span_counted_by_paragraph() {
        assert_eq!(
            body("<p>One. Two &amp; three!</p><p>Four <em>five.</em></p>"),
            "<p><span class=\"koboSpan\" id=\"kobo.1.1\">One. </span>\
             <span class=\"koboSpan\" id=\"kobo.1.2\">Two &amp; three!</span></p>\
             <p><span class=\"koboSpan\" id=\"kobo.2.1\">Four </span>\
             <em><span class=\"koboSpan\" id=\"kobo.2.2\">five.</span></em></p>"
        );
    }

    #[test]
    fn a_picture_has_a_span_and_code_and_white_space_have_none() {
        assert_eq!(
            body("\n<pre><code>a. b.</code></pre>\n<p><img src=\"a.png\" alt=\"\"/></p>"),
            "\n<pre><code>a. b.</code></pre>\n<p>\
             <span class=\"koboSpan\" id=\"kobo.1.1\"><img src=\"a.png\" alt=\"\"/></span></p>"
        );
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        assert_eq!(spanned("<p>a</q>"), None);
    }
}
