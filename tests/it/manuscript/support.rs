//! Short ways to parse a text and to look at the tree.

use bindery::book::{Block, BlockKind, Book, Chapter, Inline, Metadata, plain_text};
use bindery::diagnostic::{Diagnostic, Severity};
use bindery::manuscript::{self, Dialect, parse_fragment};
use bindery::project::{ChapterEntry, Sources};
use bindery::span::FileId;

/// A text in the dialect of an English book.
pub fn read(text: &str) -> (Chapter, Vec<Diagnostic>) {
    parse_fragment(text, FileId(0), &Dialect::book("en-US"))
}

/// The blocks of a text in which nothing is wrong.
#[track_caller]
pub fn blocks(text: &str) -> Vec<Block> {
    let (chapter, findings) = read(text);
    assert!(findings.is_empty(), "{findings:#?}");
    chapter.blocks
}

/// The inlines of a text that is one paragraph in which nothing is wrong.
#[track_caller]
pub fn inlines(text: &str) -> Vec<Inline> {
    match blocks(text).as_slice() {
        [
            Block {
                kind: BlockKind::Paragraph(content),
                ..
            },
        ] => content.clone(),
        other => panic!("not one paragraph: {other:#?}"),
    }
}

/// All text of blocks, a block a line.
pub fn words(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(c) | BlockKind::Heading { content: c, .. } => {
                out.push_str(&plain_text(c));
                out.push('\n');
            }
            BlockKind::Quote(b) | BlockKind::Container { blocks: b, .. } => out.push_str(&words(b)),
            BlockKind::List(list) => {
                for item in &list.items {
                    out.push_str(&words(&item.blocks));
                }
            }
            BlockKind::Code { text, .. } => out.push_str(text),
            _ => {}
        }
    }
    out
}

/// Checks that a text gives exactly these findings: code, severity and the text underlined.
#[track_caller]
pub fn finds(text: &str, wanted: &[(&str, Severity, &str)]) -> Vec<Diagnostic> {
    let (_, findings) = read(text);
    let got: Vec<_> = findings
        .iter()
        .map(|f| (f.code.name(), f.severity, &text[f.span.expect("a place").range()]))
        .collect();
    assert_eq!(got, wanted);
    assert!(findings.iter().all(|f| f.help.is_some()), "{findings:#?}");
    findings
}

/// A book of files.
pub struct Made {
    pub book: Book,
    pub findings: Vec<Diagnostic>,
    pub sources: Sources,
}

/// Parses files as the chapters of a book, in order.
pub fn book(files: &[(&str, &str)]) -> Made {
    let mut sources = Sources::default();
    let mut entries = Vec::new();
    for (path, text) in files {
        entries.push(ChapterEntry {
            file: Some(sources.add(*path, *text)),
            ..ChapterEntry::default()
        });
    }
    made(entries, sources)
}

/// Parses entries.
pub fn made(entries: Vec<ChapterEntry>, sources: Sources) -> Made {
    let metadata = Metadata {
        language: "en-US".into(),
        ..Metadata::default()
    };
    let parsed = manuscript::parse(&entries, &sources, metadata);
    Made {
        book: parsed.book,
        findings: parsed.findings,
        sources,
    }
}

impl Made {
    /// Code and underlined text of every finding.
    pub fn found(&self) -> Vec<(&str, &str)> {
        self.findings
            .iter()
            .map(|f| {
                let span = f.span.expect("a place");
                let file = self.sources.get(span.file).expect("a file");
                (f.code.name(), &file.text[span.range()])
            })
            .collect()
    }
}
