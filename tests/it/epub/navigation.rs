//! The contents, the landmarks and the list of figures.

use crate::epub::sample;
use crate::support::epub::{Reader, assert_named_by_heading, nav, parse, words};
use bindery::book::ChapterKind;
use bindery::epub::build;

fn opened() -> Reader {
    Reader::open(&build(&sample::book(), &sample::pictures(), None))
}

#[test]
fn the_contents_nest_parts_chapters_and_sections() {
    let text = opened().text("nav.xhtml");
    let document = parse("nav", &text);
    let toc = nav(&document, "toc");
    let depth = |n: roxmltree::Node<'_, '_>| n.ancestors().filter(|a| a.tag_name().name() == "ol").count();
    let entries: Vec<(usize, String)> = toc
        .descendants()
        .filter(|n| n.tag_name().name() == "a")
        .map(|n| (depth(n), words(n)))
        .collect();
    let expected = [
        (1, "What Is Inside"),
        (1, "Figures"),
        (1, "Part I. Understand"),
        (2, "Chapter 1. Find the Source"),
        (3, "A First Section"),
        (3, "A Section That Stays"),
        (2, "Chapter 2. Load It"),
        (3, "Weight"),
        (1, "Appendix A. Tables"),
        (1, "Index"),
        (1, "More"),
    ];
    let expected: Vec<(usize, String)> = expected
        .iter()
        .map(|&(depth, words)| (depth, words.to_owned()))
        .collect();
    assert_eq!(entries, expected);
}

#[test]
fn the_contents_page_is_the_navigation_document_at_its_place_in_the_text() {
    let reader = opened();
    assert_eq!(reader.spine[2], "nav.xhtml");
    assert!(reader.text("nav.xhtml").contains("What Is Inside</h1>"));
    let mut book = sample::book();
    book.chapters.retain(|c| c.kind != ChapterKind::Contents);
    let without = Reader::open(&build(&book, &sample::pictures(), None));
    assert!(!without.spine.contains(&"nav.xhtml".to_owned()));
}

#[test]
fn landmarks_lead_to_the_contents_and_to_where_the_text_starts() {
    let text = opened().text("nav.xhtml");
    let document = parse("nav", &text);
    let marks: Vec<(&str, &str)> = nav(&document, "landmarks")
        .descendants()
        .filter(|n| n.tag_name().name() == "a")
        .map(|n| {
            let kind = n.attribute(("http://www.idpf.org/2007/ops", "type"));
            (kind.unwrap(), n.attribute("href").unwrap())
        })
        .collect();
    assert!(marks.contains(&("toc", "nav.xhtml#_toc")));
    assert!(marks.contains(&("titlepage", "title-page.xhtml")));
    assert!(marks.contains(&("bodymatter", "part-1.xhtml")));
    assert!(marks.contains(&("index", "index.xhtml")));
}

#[test]
fn numbered_figures_are_listed_for_the_reader_and_on_their_page() {
    let reader = opened();
    let text = reader.text("nav.xhtml");
    let document = parse("nav", &text);
    assert_eq!(
        words(nav(&document, "loi")),
        "Figures Figure 1. Where it hurts. Figure 2. An ornament."
    );
    let page = reader.text("list-of-figures.xhtml");
    assert!(page.contains(r#"<a href="one.xhtml#fig-a">Figure 1. Where it hurts.</a>"#));
}

#[test]
fn every_list_of_the_navigation_document_is_named_by_its_heading_and_by_no_attribute() {
    let mut plain = sample::book();
    plain.chapters.retain(|c| c.kind != ChapterKind::Contents);
    for book in [sample::book(), plain] {
        let text = Reader::open(&build(&book, &sample::pictures(), None)).text("nav.xhtml");
        let document = parse("nav", &text);
        let navs: Vec<_> = document
            .descendants()
            .filter(|n| n.tag_name().name() == "nav")
            .collect();
        assert!(navs.len() >= 2, "{text}");
        navs.into_iter().for_each(assert_named_by_heading);
    }
}
