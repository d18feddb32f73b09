//! What each target does with its bytes. Nothing may panic but what these assert.

use bindery::check;
use bindery::diagnostic::Diagnostic;
use bindery::manuscript::{Dialect, parse_fragment};
use bindery::project::{self, Memory};
use bindery::span::{FileId, Span};
use bindery::stamp::{self, Template};

/// A chapter: every block and every finding lies in the text, between characters.
pub fn manuscript(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (chapter, findings) = parse_fragment(&text, FileId(0), &Dialect::book("en-US"));
    for block in &chapter.blocks {
        assert_in(&text, block.span);
    }
    for span in findings.iter().filter_map(|finding| finding.span) {
        assert_in(&text, span);
    }
}

/// A `book.toml`: every finding lies in a file of the project, between characters.
pub fn config(bytes: &[u8]) {
    let files: [(&str, &[u8]); 3] = [
        ("manuscript/book.toml", bytes),
        ("manuscript/01-one.md", b"# One\n"),
        ("covers/front.png", b"\x89PNG"),
    ];
    let opened = project::open(Box::new(Memory::new(files)), None);
    for span in opened.findings.iter().filter_map(|finding: &Diagnostic| finding.span) {
        let file = opened.sources.get(span.file).expect("a file of the project");
        assert_in(&file.text, span);
    }
}

/// A finished file: it is read, or refused.
pub fn finished(bytes: &[u8]) {
    if bytes.starts_with(b"%PDF-") {
        let _ = check::pdf::read(bytes);
        let _ = check::pdf::texts(bytes, 3);
        let _ = check::pdf::shown(bytes);
    } else {
        let _ = check::epub::read(bytes);
    }
    let _ = stamp::buyer(bytes);
    if let Ok(template) = Template::read(bytes.to_vec()) {
        let _ = template.copy_for("Ann <ann@example.org>");
    }
}

fn assert_in(text: &str, span: Span) {
    assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
}
