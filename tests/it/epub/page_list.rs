//! The pages of the printed book, in the ebook.

use crate::support::book::{book, format, prose};
use crate::support::epub::Reader;
use crate::support::epubcheck;
use bindery::book::trade::EditionKind;
use bindery::book::{Book, Pagination};
use bindery::edition;
use bindery::epub::{Epub, build};
use bindery::picture::Pictures;
use bindery::print::{Item, Page, page_breaks, typeset};
use bindery::project::Edition;

/// Paragraphs with quotes, stress, lists, headings and code, so that pages begin with all of them.
fn chapter(title: &str) -> String {
    let mut text = format!("# {title}\n");
    for at in 0..40 {
        let words = prose(40 + at * 7 % 60, at as u64 + title.len() as u64);
        text.push_str(&match at % 5 {
            0 => format!("\n\"{words}\" she said -- *it's {words}*\n"),
            1 => format!("\n- {words}\n- {words}\n"),
            2 => format!("\n## {}\n\n{words}\n", prose(3, at as u64)),
            3 => format!("\n{words}\n\n```\n{}\n```\n", "let x = 1;\n".repeat(at % 9 + 1)),
            _ => format!("\n::: note\n{words}\n:::\n\n{words}\n"),
        });
    }
    text
}

fn editions(chapters: &[&str]) -> (Vec<Page>, Epub) {
    let (whole, _) = book(chapters);
    let config = Edition::new(EditionKind::Paperback);
    let (printed, _) = edition::of(&whole, &config, &[]);
    let format = format(EditionKind::Paperback, "practical");
    let set = typeset(&printed, &Pictures::default(), &format);
    let (mut ebook, _): (Book, _) = edition::of(&whole, &Edition::new(EditionKind::Ebook), &[]);
    ebook.edition.pagination = Some(Pagination {
        source: "urn:isbn:9780306406157".into(),
        pages: page_breaks(&printed, &set.pages),
    });
    (set.pages.pages, build(&ebook, &Pictures::default(), None))
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}

/// The first letters of a page, whatever the hyphen of the page before has left of a word.
fn first_letters(page: &Page) -> String {
    let items = page.items[..page.items.len() - page.furniture].iter();
    let texts = items.filter_map(|item| match item {
        Item::Glyphs(run) if !run.span.is_generated() => Some(run.text.as_str()),
        _ => None,
    });
    let text = texts.collect::<String>();
    letters(&text).chars().take(40).collect()
}

/// What follows a marker, without its markup.
fn after(text: &str, marker: &str) -> String {
    let (_, rest) = text.split_once(&format!("id=\"{marker}\"")).expect("the marker");
    let (_, mut rest) = rest.split_once('>').expect("its end");
    let mut plain = String::new();
    while let Some((words, more)) = rest.split_once('<') {
        plain.push_str(words);
        rest = more.split_once('>').map_or("", |(_, rest)| rest);
    }
    letters(&plain)
}

#[test]
fn every_page_of_the_printed_book_begins_at_its_marker() {
    let (pages, epub) = editions(&[&chapter("One"), &chapter("Two of them")]);
    let reader = Reader::open(&epub);
    epubcheck::assert_clean("page-list", &epub.bytes);
    let nav = reader.text("nav.xhtml");
    let text = reader.whole();
    let mut compared = 0;
    for page in pages
        .iter()
        .skip_while(|p| p.folio.number != 1 || first_letters(p).is_empty())
    {
        let first = first_letters(page);
        if first.is_empty() {
            continue;
        }
        let marker = format!("_page-{}", page.folio.number);
        assert!(
            nav.contains(&format!("#{marker}\">{}</a>", page.folio.number)),
            "{marker}"
        );
        let found = after(&text, &marker);
        // The page may begin inside of a word, and the marker stands before the whole of it.
        let at = found
            .find(&first)
            .unwrap_or_else(|| panic!("{marker}: {first} in {found:.80}"));
        let code = found.starts_with("letx") || first.starts_with("letx");
        assert!(at < 16 || code, "{marker} stands {at} letters early");
        compared += 1;
    }
    assert!(compared > 20, "{compared} pages");
}

#[test]
fn the_package_says_which_book_the_pages_are_of() {
    let (_, epub) = editions(&["# One\n\nText.\n"]);
    let opf = Reader::open(&epub).opf;
    for said in [
        ">urn:isbn:9780306406157</meta>",
        ">pageBreakMarkers</meta>",
        ">pageNavigation</meta>",
    ] {
        assert!(opf.contains(said), "{said}");
    }
    let (whole, _) = book(&["# One\n\nText.\n"]);
    let plain = Reader::open(&build(&whole, &Pictures::default(), None)).opf;
    assert!(!plain.contains("page"), "{plain}");
}
