//! The examples of CommonMark's and GitHub's specifications, as a test of the tree and of the
//! ebook's markup together.
//!
//! What is compared is the meaning of the markup, not its bytes. Taken as equal are: space that
//! HTML does not show; comments; attributes that only style or label; a figure and the paragraph of a
//! picture alone; a picture's title (a caption here) and none; a task's sign and its check box.

use bindery::epub;
use bindery::manuscript::{Dialect, parse_fragment};
use bindery::span::FileId;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

struct Example {
    name: String,
    markdown: String,
    html: String,
}

/// The examples of a specification, named `prefix number`.
fn examples(prefix: &str, text: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let mut out = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.strip_prefix(&fence).map(str::trim) != Some("example") {
            continue;
        }
        let mut part = |end: &str| {
            let taken = lines.by_ref().take_while(|line| *line != end);
            taken.map(|line| line.replace('→', "\t") + "\n").collect::<String>()
        };
        let (markdown, html) = (part("."), part(&fence));
        out.push(Example {
            name: format!("{prefix} {}", out.len() + 1),
            markdown,
            html,
        });
    }
    out
}

fn render(markdown: &str, dialect: &Dialect) -> String {
    let (chapter, _) = parse_fragment(markdown, FileId(0), dialect);
    epub::fragment(&chapter.blocks, &chapter.notes)
}

const BLOCKS: &[&str] = &[
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "ul",
    "ol",
    "li",
    "hr",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "x",
];

/// What a reader gets: one line a tag or a text. `None` when it is no XML.
fn meaning(html: &str) -> Option<Vec<String>> {
    let whole = format!("<x>{html}</x>");
    let mut reader = Reader::from_str(&whole);
    let mut out = Meaning::default();
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => out.start(&tag, false)?,
            Event::Empty(tag) => out.start(&tag, true)?,
            Event::End(_) => out.end(),
            Event::Text(text) => out.text(&text),
            Event::GeneralRef(entity) => match entity.resolve_char_ref().ok()? {
                Some(c) => out.text(&c.to_string()),
                None => out.text(match entity.as_ref() {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" => "'",
                    _ => return None,
                }),
            },
            Event::Comment(_) => {}
            Event::Eof => break,
            _ => return None,
        }
    }
    out.flush(true);
    Some(out.lines)
}

#[derive(Default)]
struct Meaning {
    lines: Vec<String>,
    pending: String,
    /// Whether the last tag was a block's: space after it does not show.
    at_edge: bool,
    pre: bool,
    /// Open elements that are left out, by depth.
    skipped: Vec<String>,
    /// What each open element is called in the end.
    names: Vec<String>,
}

impl Meaning {
    fn start(&mut self, tag: &BytesStart, empty: bool) -> Option<()> {
        let name = tag.name().as_ref().to_owned();
        let mut attributes = BTreeMap::new();
        for attribute in tag.attributes() {
            let attribute = attribute.ok()?;
            let key = attribute.key.as_ref().to_owned();
            let raw = attribute.value.as_ref();
            let value = quick_xml::escape::unescape(raw).ok()?.replace('\n', " ");
            attributes.insert(key, value);
        }
        if name == "img" {
            attributes.entry("alt".to_owned()).or_default();
        }
        let get = |key: &str| attributes.get(key).map(String::as_str);
        if !self.skipped.is_empty() || name == "figcaption" {
            if !empty {
                self.skipped.push(name);
            }
            return Some(());
        }
        if name == "input" || get("class") == Some("task") {
            let done = attributes.contains_key("checked") || get("aria-label") == Some("done");
            let done = done || get("aria-label").is_some_and(|l| l.to_lowercase().starts_with("done"));
            self.flush(false);
            self.lines.push(format!("task {done}"));
            self.at_edge = true;
            if !empty {
                self.skipped.push(name);
            }
            return Some(());
        }
        let called = match name.as_str() {
            "figure" => "p",
            "div" if get("class") == Some("table") => "",
            other => other,
        };
        if called.is_empty() {
            self.names.push(String::new());
            return Some(());
        }
        let mut shown: Vec<String> = attributes
            .iter()
            .filter(|(key, _)| keeps(called, key))
            .map(|(key, value)| format!(" {key}={value:?}"))
            .collect();
        shown.extend(alignment(called, &attributes));
        let block = BLOCKS.contains(&called) || called == "br";
        self.flush(block);
        self.lines.push(format!("<{called}{}>", shown.concat()));
        self.at_edge = block;
        self.pre |= called == "pre";
        if !empty {
            self.names.push(called.to_owned());
        }
        Some(())
    }

    fn end(&mut self) {
        if self.skipped.pop().is_some() {
            return;
        }
        let called = self.names.pop().unwrap_or_default();
        if called.is_empty() {
            return;
        }
        let block = BLOCKS.contains(&called.as_str());
        self.flush(block);
        self.pre &= called != "pre";
        self.lines.push(format!("</{called}>"));
        self.at_edge = block;
    }

    fn text(&mut self, text: &str) {
        if self.skipped.is_empty() {
            self.pending.push_str(text);
        }
    }

    fn flush(&mut self, edge: bool) {
        let text = std::mem::take(&mut self.pending);
        let mut text = if self.pre { text } else { collapsed(&text) };
        if !self.pre {
            if self.at_edge {
                text = text.trim_start_matches(' ').to_owned();
            }
            if edge {
                text = text.trim_end_matches(' ').to_owned();
            }
        }
        if !text.is_empty() {
            self.lines.push(format!("{text:?}"));
            self.at_edge = false;
        }
    }
}

fn keeps(name: &str, key: &str) -> bool {
    matches!(
        (name, key),
        ("a", "href" | "title") | ("img", "src" | "alt") | ("ol", "start") | ("code", "class")
    )
}

fn alignment(name: &str, attributes: &BTreeMap<String, String>) -> Option<String> {
    let given = ["align", "style", "class"]
        .into_iter()
        .find_map(|k| attributes.get(k))?;
    let side = ["left", "center", "right"]
        .into_iter()
        .find(|side| given.contains(side))?;
    matches!(name, "th" | "td").then(|| format!(" align={side}"))
}

/// Runs of HTML's white space are one space; a no-break space is none.
fn collapsed(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            ' ' | '\n' | '\r' | '\t' if out.ends_with(' ') => {}
            ' ' | '\n' | '\r' | '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Runs a specification; the names of the examples that differ.
fn differing(examples: &[Example], dialect: &Dialect) -> Vec<String> {
    let differs = |example: &&Example| {
        let made = render(&example.markdown, dialect);
        let (made, wanted) = (meaning(&made), meaning(&example.html));
        let same = made.is_some() && made == wanted;
        if !same && std::env::var_os("SHOW_DIFFERENCES").is_some() {
            eprintln!(
                "== {}\n{}-- wanted {wanted:?}\n-- made   {made:?}",
                example.name, example.markdown
            );
        }
        !same
    };
    examples.iter().filter(differs).map(|e| e.name.clone()).collect()
}

/// The examples listed as differing under a prefix.
fn listed(prefix: &str) -> Vec<String> {
    include_str!("../conformance/differs.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| {
            let (name, why) = line.split_once(':').expect("a name, a colon, a reason");
            assert!(!why.trim().is_empty(), "{name} needs a reason");
            name.trim().to_owned()
        })
        .filter(|name| name.starts_with(prefix))
        .collect()
}

#[track_caller]
fn check(prefix: &str, text: &str, count: usize, dialect: &Dialect) {
    let examples = examples(prefix, text);
    assert_eq!(examples.len(), count);
    let differing = differing(&examples, dialect);
    let listed = listed(prefix);
    let unlisted: Vec<_> = differing.iter().filter(|n| !listed.contains(n)).collect();
    let passing: Vec<_> = listed.iter().filter(|n| !differing.contains(n)).collect();
    assert!(unlisted.is_empty(), "differ without a reason: {unlisted:?}");
    assert!(passing.is_empty(), "listed in differs.txt and pass: {passing:?}");
}

#[test]
fn every_commonmark_example_means_the_same_or_is_listed_with_a_reason() {
    let text = include_str!("../conformance/commonmark-0.31.2.txt");
    check("commonmark", text, 652, &Dialect::commonmark());
}

#[test]
fn every_github_example_means_the_same_or_is_listed_with_a_reason() {
    let text = include_str!("../conformance/github.txt");
    check("github", text, 14, &Dialect::github());
}

#[test]
fn a_difference_in_meaning_is_seen() {
    let same = |a: &str, b: &str| meaning(a) == meaning(b);
    assert!(same("<p>a\nb</p>\n", "<p class=\"x\">a b</p>"));
    assert!(!same("<p>a b</p>", "<p>ab</p>"));
    assert!(!same("<p><em>a</em></p>", "<p><strong>a</strong></p>"));
    assert!(!same("<pre><code>a  b</code></pre>", "<pre><code>a b</code></pre>"));
    assert!(!same("<a href=\"x\">a</a>", "<a href=\"y\">a</a>"));
    assert!(!same("<ul><li><p>a</p></li></ul>", "<ul><li>a</li></ul>"));
}
