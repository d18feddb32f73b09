//! Books of odd shapes.

use crate::epub::sample::{self, chapter, paragraph};
use crate::support::epub::{Reader, parse};
use crate::support::epubcheck;
use bindery::book::*;
use bindery::epub::{Epub, build};
use bindery::picture::Pictures;

fn built(name: &str, book: &Book) -> (Epub, Reader) {
    let epub = build(book, &Pictures::default(), None);
    let reader = Reader::open(&epub);
    epubcheck::assert_clean(name, &epub.bytes);
    (epub, reader)
}

fn codes(epub: &Epub) -> Vec<&str> {
    epub.findings.iter().map(|finding| finding.code.name()).collect()
}

#[test]
fn a_book_of_nothing_is_an_ebook_with_findings() {
    let (epub, reader) = built("nothing", &Book::default());
    assert_eq!(reader.spine, ["nav.xhtml"]);
    for code in [
        "epub-no-chapters",
        "epub-no-title",
        "epub-no-language",
        "epub-no-identifier",
    ] {
        assert!(codes(&epub).contains(&code), "{code}");
    }
}

#[test]
fn a_book_without_an_author_has_its_first_contributor_for_creator() {
    let mut book = sample::book();
    book.metadata.contributors.remove(0);
    let epub = build(&book, &sample::pictures(), None);
    let opf = Reader::open(&epub).opf;
    assert!(opf.contains(r#"<dc:creator id="maker-1">Bob Editor</dc:creator>"#));
    assert!(opf.contains(r#"scheme="marc:relators">edt</meta>"#));
    book.metadata.contributors.clear();
    let epub = build(&book, &sample::pictures(), None);
    assert!(!Reader::open(&epub).opf.contains("dc:creator"));
}

#[test]
fn a_book_of_parts_alone_has_contents() {
    let mut book = Book {
        metadata: sample::metadata(),
        ..Book::default()
    };
    for number in 1..=3 {
        let mut part = chapter(&format!("part-{number}"), ChapterKind::Part, Matter::Body, "");
        part.number = Some(number);
        part.part = Some(number);
        part.in_contents = true;
        book.chapters.push(part);
    }
    let (_, reader) = built("parts", &book);
    let nav = reader.text("nav.xhtml");
    for label in [">Part I</a>", ">Part II</a>", ">Part III</a>"] {
        assert!(nav.contains(label), "{label}");
    }
}

#[test]
fn a_right_to_left_book_turns_its_pages_that_way() {
    let mut book = Book {
        metadata: sample::metadata(),
        ..Book::default()
    };
    book.metadata.language = "he".into();
    book.metadata.title = "גידים".into();
    let mut one = chapter("פרק", ChapterKind::Chapter, Matter::Body, "כאב");
    one.blocks = vec![paragraph("שלום")];
    book.chapters = vec![one];
    let (_, reader) = built("right-to-left", &book);
    let document = parse("package", &reader.opf);
    let spine = document.descendants().find(|n| n.tag_name().name() == "spine").unwrap();
    assert_eq!(spine.attribute("page-progression-direction"), Some("rtl"));
    assert!(reader.text("chapter.xhtml").contains(r#"dir="rtl""#));
}

#[test]
fn a_chapter_whose_language_is_no_tag_keeps_the_books() {
    let mut book = sample::book();
    book.chapters[6].language = Some("klingon please".into());
    let epub = build(&book, &sample::pictures(), None);
    let text = Reader::open(&epub).text("two.xhtml");
    assert!(text.contains(r#"xml:lang="en-US""#));
}
