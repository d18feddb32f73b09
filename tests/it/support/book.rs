//! Books made up for a test.

use bindery::book::trade::EditionKind;
use bindery::book::{Book, Metadata};
use bindery::manuscript;
use bindery::picture::Ink;
use bindery::print::{Bleed, Format};
use bindery::project::{ChapterEntry, Edition, Sources};
use bindery::theme::Theme;

/// A book of chapters written here.
pub fn book(chapters: &[&str]) -> (Book, Sources) {
    let mut sources = Sources::default();
    let entries: Vec<ChapterEntry> = chapters
        .iter()
        .enumerate()
        .map(|(at, text)| ChapterEntry {
            file: Some(sources.add(format!("manuscript/{:02}-{}.md", at + 1, stem(text)), *text)),
            ..ChapterEntry::default()
        })
        .collect();
    let metadata = Metadata {
        title: "A Book of Tests".into(),
        slug: "a-book-of-tests".into(),
        language: "en-US".into(),
        ..Metadata::default()
    };
    let parsed = manuscript::parse(&entries, &sources, metadata);
    (parsed.book, sources)
}

/// A file name from a chapter's title: a chapter without an id is named after its file.
fn stem(text: &str) -> String {
    let title = text.trim_start_matches("# ").lines().next().unwrap_or("");
    title.to_lowercase().replace(' ', "-")
}

/// How the pages of an edition are set that has everything as it is when `book.toml` says nothing, in a shipped theme.
pub fn format(kind: EditionKind, theme: &str) -> Format {
    let edition = Edition::new(kind);
    Format {
        trim: edition.trim().expect("pages"),
        theme: Theme::named(theme).expect("a shipped theme"),
        bleed: Bleed::None,
        ink: if kind.is_printed() { Ink::Black } else { Ink::Screen },
        edition: edition.name,
    }
}

/// Sentences without end, the same for the same seed.
pub fn prose(words: usize, mut seed: u64) -> String {
    const STOCK: &[&str] = &[
        "runner",
        "hip",
        "the",
        "a",
        "muscle",
        "that",
        "tightens",
        "before",
        "morning",
        "slowly",
        "strength",
        "and",
        "of",
        "in",
        "inflammation",
        "rest",
        "stride",
        "road",
        "returns",
        "with",
        "compensation",
        "it",
    ];
    let mut out = String::new();
    for at in 0..words {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        out.push_str(STOCK[(seed >> 33) as usize % STOCK.len()]);
        out.push_str(if at % 11 == 10 { ". " } else { " " });
    }
    out.trim_end().to_owned() + "."
}

/// Paragraphs of different lengths under a title.
pub fn chapter(title: &str, paragraphs: usize, seed: u64) -> String {
    let mut out = format!("# {title}\n");
    for at in 0..paragraphs {
        let words = 12 + (at * 37 + seed as usize * 13) % 130;
        out.push_str(&format!("\n{}\n", prose(words, seed + at as u64)));
    }
    out
}
