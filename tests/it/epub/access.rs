//! What must hold for readers who go by headings and landmarks, and for those who see no colours.

use crate::support::book::book;
use crate::support::epub::Reader;
use crate::support::epubcheck;
use bindery::book::Certifier;
use bindery::book::trade::EditionKind;
use bindery::edition;
use bindery::epub::build;
use bindery::picture::Pictures;
use bindery::project::Edition;

fn chapter(text: &str) -> String {
    let config = Edition::new(EditionKind::Ebook);
    let (book, _) = edition::of(&book(&[text]).0, &config, &[]);
    Reader::open(&build(&book, &Pictures::default(), None)).text("one.xhtml")
}

#[test]
fn levels_of_headings_follow_one_another_without_a_gap() {
    let text = chapter("# One\n\n### A\n\n##### B\n\n## C\n\n### D\n\n## E\n");
    let levels: String = text
        .match_indices("<h")
        .filter_map(|(at, _)| text[at + 2..].chars().next())
        .filter(char::is_ascii_digit)
        .collect();
    assert_eq!(levels, "123232");
}

#[test]
fn no_two_callouts_of_a_chapter_have_one_name() {
    let text =
        chapter("# One\n\n::: warning\nA.\n:::\n\n::: warning\nB.\n:::\n\n::: {.warning title=\"Heat\"}\nC.\n:::\n");
    for label in ["Warning", "Warning (2)", "Warning: Heat"] {
        let attribute = format!("aria-label=\"{label}\"");
        assert_eq!(text.matches(&attribute).count(), 1, "{label}: {text}");
    }
}

#[test]
fn a_link_in_the_text_is_told_by_more_than_its_colour() {
    let epub = build(&book(&["# One\n"]).0, &Pictures::default(), None);
    let style = Reader::open(&epub).text("stylesheet.css");
    let bare: Vec<&str> = style
        .lines()
        .filter(|line| line.contains("text-decoration: none"))
        .map(|line| line.split(" {").next().unwrap_or(line))
        .collect();
    // A raised number and an entry of a list are known by where they stand.
    assert_eq!(bare, [".noteref", "abbr", "nav a"]);
}

fn opf(text: &str, certifier: bool) -> (String, Vec<&'static str>) {
    let mut book = book(&[text]).0;
    book.metadata.certifier = certifier.then(|| Certifier {
        name: "A. Reader".into(),
        report: Some("https://example.org/report".into()),
    });
    let epub = build(&book, &Pictures::default(), None);
    epubcheck::assert_clean(&format!("access-{certifier}-{}", text.len()), &epub.bytes);
    let codes = epub.findings.iter().map(|f| f.code.name()).collect();
    (Reader::open(&epub).opf, codes)
}

#[test]
fn conformance_is_claimed_only_where_somebody_vouches_for_it_and_nothing_contradicts() {
    let (sound, odd) = ("# One\n\nText.\n", "# One\n\n$\\nothing{x}$\n");
    let claim = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA";
    let (package, codes) = opf(sound, true);
    assert!(package.contains(claim) && package.contains(">A. Reader</meta>"));
    assert!(package.contains("href=\"https://example.org/report\""));
    assert!(!codes.contains(&"epub-not-accessible"));
    assert!(!opf(sound, false).0.contains(claim));
    let (package, codes) = opf(odd, true);
    assert!(!package.contains(claim) && codes.contains(&"epub-not-accessible"));
    assert!(!opf(odd, false).1.contains(&"epub-not-accessible"));
}
