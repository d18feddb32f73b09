//! The pages that are made.

use crate::support::tree::*;
use bindery::book::trade::EditionKind::{DigitalPdf, Ebook, LargePrint, Paperback};
use bindery::book::trade::{ProductKind, Store};
use bindery::book::{
    BlockKind, Book, Chapter, ChapterKind, Date, Matter, Product, Site, SitePage, TargetKind, plain_text,
};
use bindery::edition;
use bindery::project::{Edition, Purpose};
use std::collections::BTreeMap;

#[test]
fn pages_that_the_author_did_not_place_stand_in_the_order_of_the_trade() {
    let mut book = book(vec![
        front(ChapterKind::Dedication),
        front(ChapterKind::Epigraph),
        front(ChapterKind::Foreword),
        chapter("one", vec![p(vec![index(mark("m", &["gait"]))])]),
        back(ChapterKind::Glossary),
        back(ChapterKind::AboutAuthor),
    ]);
    book.metadata.products.push(product("Another"));
    assert_eq!(
        kinds(&clean(&book, Paperback)),
        [
            "half-title",
            "title-page",
            "copyright",
            "dedication",
            "epigraph",
            "contents",
            "foreword",
            "chapter",
            "glossary",
            "index",
            "about-author",
            "also-by"
        ]
    );
    assert!(!kinds(&clean(&book, Ebook)).contains(&"half-title"));
}

#[test]
fn made_pages_are_front_or_back_matter_without_numbers() {
    let mut book = one(vec![p(vec![index(mark("m", &["gait"]))])]);
    book.metadata.products.push(product("Another"));
    let made = clean(&book, DigitalPdf);
    for page in made.chapters.iter().filter(|c| c.source.is_empty()) {
        let listed = matches!(page.kind, ChapterKind::Index | ChapterKind::AlsoBy);
        assert_eq!(page.in_contents, listed, "{:?}", page.kind);
        assert_eq!(page.matter == Matter::Back, listed, "{:?}", page.kind);
        assert!(!page.numbered && page.number.is_none(), "{:?}", page.kind);
    }
    assert_eq!(plain_text(&find(&made, "contents").title), "Contents");
    assert_eq!(plain_text(&find(&made, "also-by").title), "Also available");
    assert!(find(&made, "title-page").title.is_empty());
}

#[test]
fn the_authors_placement_wins() {
    let empty = |kind, matter| Chapter {
        title: Vec::new(),
        blocks: Vec::new(),
        source: String::new(),
        ..of_kind(kind, matter)
    };
    let book = book(vec![
        front(ChapterKind::Preface),
        empty(ChapterKind::TitlePage, Matter::Front),
        chapter("one", vec![p(vec![index(mark("m", &["gait"]))])]),
        empty(ChapterKind::Index, Matter::Back),
        back(ChapterKind::Appendix),
        empty(ChapterKind::AlsoBy, Matter::Back),
        empty(ChapterKind::Copyright, Matter::Back),
    ]);
    let made = clean(&book, Ebook);
    assert_eq!(
        kinds(&made),
        [
            "preface",
            "title-page",
            "contents",
            "chapter",
            "index",
            "appendix",
            "copyright"
        ],
        "and the page of a catalogue with nothing in it is gone"
    );
    assert_eq!(plain_text(&find(&made, "index").title), "Index");
    assert!(!find(&made, "copyright").blocks.is_empty());
}

#[test]
fn a_made_page_takes_no_id_that_the_book_uses() {
    let book = book(vec![chapter("contents", vec![heading("copyright", "Copyright")])]);
    let made = clean(&book, Ebook);
    assert_eq!(find(&made, "contents").kind, ChapterKind::Chapter);
    assert_eq!(find(&made, "contents-2").kind, ChapterKind::Contents);
    assert_eq!(find(&made, "copyright-2").kind, ChapterKind::Copyright);
    assert_eq!(made.targets["copyright"].kind, TargetKind::Section);
}

#[test]
fn titles_of_made_pages_are_in_the_books_language() {
    let expected = [
        ("de-AT", "Inhalt", "Register"),
        ("fr", "Table des matières", "Index"),
        ("es-MX", "Índice", "Índice alfabético"),
        ("sv", "Contents", "Index"),
    ];
    for (language, contents, index_title) in expected {
        let mut book = one(vec![p(vec![index(mark("m", &["x"]))])]);
        book.metadata.language = language.into();
        let made = clean(&book, Ebook);
        assert_eq!(plain_text(&find(&made, "contents").title), contents);
        assert_eq!(plain_text(&find(&made, "index").title), index_title);
    }
}

fn date(year: i32, month: u8, day: u8) -> Date {
    Date { year, month, day }
}

fn copyright_page(book: &Book, config: &Edition) -> Vec<String> {
    let (made, _) = edition::of(book, config, &[]);
    let text = text_of(&made, "copyright");
    text.lines().map(str::to_owned).collect()
}

#[test]
fn the_copyright_page_says_what_the_metadata_says_of_this_edition() {
    let mut book = one(vec![]);
    book.metadata.subtitle = Some("A Guide".into());
    book.metadata.publisher = Some("Doe Press".into());
    book.metadata.release = Some(date(2027, 2, 1));
    book.metadata.revised = Some(date(2026, 11, 22));
    book.metadata.reviewed = Some(date(2026, 11, 20));
    book.metadata.disclaimer = Some("Not medical\nadvice.\n\nSee a doctor.".into());
    book.edition.isbn = Some("9780000000002".into());
    book.metadata.site = Some(Site {
        book_page: None,
        name: "Example".into(),
        address: "https://www.example.com/".into(),
        pages: Vec::new(),
    });
    let mut config = Edition::new(Paperback);
    config.isbn = Some("9781234567897".into());
    assert_eq!(
        copyright_page(&book, &config),
        [
            "Reversing Tendonitis: A Guide",
            "Copyright © 2027 Jane Doe. All rights reserved.",
            "Doe Press",
            "First edition, revised 22 November 2026",
            "Published 1 February 2027",
            "ISBN 9781234567897 (paperback)",
            "Content last reviewed 20 November 2026",
            "Not medical advice.",
            "See a doctor.",
            "www.example.com",
            "Set in Source Serif and Source Sans",
        ]
    );
    let (made, _) = edition::of(&book, &config, &[]);
    assert_eq!(made.edition.isbn.as_deref(), Some("9781234567897"));
    assert_eq!(made.edition.name, "paperback");

    let ebook = copyright_page(&book, &Edition::new(Ebook));
    assert!(!ebook.iter().any(|l| l.starts_with("ISBN") || l.starts_with("Set in")));
    assert_eq!(of(&book, Ebook).0.edition.isbn, None);
}

#[test]
fn the_copyright_page_of_large_print_says_that_it_is() {
    let config = Edition::new(LargePrint);
    let page = copyright_page(&one(vec![]), &config);
    assert!(page.contains(&"First edition, large print".to_owned()), "{page:?}");
    assert!(page.contains(&"Set in Source Sans".to_owned()), "{page:?}");
}

#[test]
fn rights_that_state_their_terms_are_left_alone() {
    let cases = [
        ("© 2027 Jane Doe", "© 2027 Jane Doe. All rights reserved."),
        ("© Doe. All Rights Reserved", "© Doe. All Rights Reserved"),
        ("CC BY-SA 4.0", "CC BY-SA 4.0"),
        ("Licensed to all", "Licensed to all"),
    ];
    for (rights, expected) in cases {
        let mut book = one(vec![]);
        book.metadata.rights = Some(rights.into());
        let page = copyright_page(&book, &Edition::new(Ebook));
        assert_eq!(page[1], expected);
    }
}

#[test]
fn edition_and_date_are_written_as_the_language_does() {
    let cases = [
        ("en-US", 2, "Second edition, revised November 1, 2026"),
        ("en", 1, "First edition, revised November 1, 2026"),
        ("en-GB", 21, "21st edition, revised 1 November 2026"),
        ("de", 3, "3. Auflage, überarbeitet am 1. November 2026"),
        ("fr-CA", 1, "1re édition, révisée le 1er novembre 2026"),
        ("es", 2, "2.ª edición, revisada el 1 de noviembre de 2026"),
    ];
    for (language, number, expected) in cases {
        let mut book = one(vec![]);
        book.metadata.language = language.into();
        book.metadata.edition_number = number;
        book.metadata.revised = Some(date(2026, 11, 1));
        let page = copyright_page(&book, &Edition::new(Ebook));
        assert_eq!(page[2], expected);
    }
}

fn product(title: &str) -> Product {
    Product {
        stores: BTreeMap::new(),
        title: title.into(),
        kind: ProductKind::Audiobook,
        address: Some("https://example.com/a/".into()),
        cover: Some("covers/a.jpg".into()),
    }
}

#[test]
fn the_catalogue_leaves_this_book_out_and_ends_in_the_sites_pages() {
    let mut book = one(vec![]);
    book.metadata.products = vec![product("reversing  Tendonitis"), product("Another")];
    book.metadata.site = Some(Site {
        book_page: None,
        name: "Example".into(),
        address: "https://example.com/".into(),
        pages: vec![SitePage {
            title: "Wrists".into(),
            address: "https://example.com/wrists".into(),
        }],
    });
    let made = clean(&book, Paperback);
    assert_eq!(made.edition.products.len(), 1);
    let page = find(&made, "also-by");
    assert_eq!(plain_text(&page.title), "More from Example");
    assert_eq!(
        read(&page.blocks),
        "Another, audiobook example.com/a\nRead more on Example\n- Wrists example.com/wrists\n"
    );
    assert!(page.notes.is_empty(), "addresses are shown, not noted");
    let BlockKind::Container { blocks, .. } = &page.blocks[0].kind else {
        panic!("no entry");
    };
    assert!(matches!(&blocks[0].kind, BlockKind::Figure(f)
        if f.picture.path == "covers/a.jpg" && f.picture.alt == "Cover of Another"));

    book.metadata.products.pop();
    assert!(!kinds(&clean(&book, Paperback)).contains(&"also-by"));
}

#[test]
fn an_edition_for_one_store_links_to_that_store_and_the_books_own_site_alone() {
    let mut book = one(vec![]);
    let mut sold = product("Sold everywhere");
    sold.stores = [
        (Store::Apple, "https://apple.example/1"),
        (Store::Kobo, "https://kobo.example/1"),
    ]
    .map(|(store, address)| (store, address.to_owned()))
    .into();
    let mut elsewhere = product("Sold elsewhere");
    elsewhere.address = Some("https://rival.example/2".into());
    let own = product("Sold on the site");
    book.metadata.products = vec![sold, elsewhere, own];
    book.metadata.site = Some(Site {
        book_page: None,
        name: "Example".into(),
        address: "https://example.com/".into(),
        pages: Vec::new(),
    });
    let config = Edition {
        store: Some(Store::Apple),
        ..Edition::new(Ebook)
    };
    let (made, _) = edition::of(&book, &config, &[]);
    let links: Vec<Option<&str>> = made
        .edition
        .products
        .iter()
        .map(|product| product.address.as_deref())
        .collect();
    assert_eq!(
        links,
        [Some("https://apple.example/1"), None, Some("https://example.com/a/")]
    );
}

#[test]
fn a_title_page_of_the_authors_own_says_that_a_copy_is_not_for_sale() {
    let mut book = one(vec![p(vec![t("text")])]);
    let mut title = chapter("title", vec![p(vec![t("My Own Title Page")])]);
    title.kind = ChapterKind::TitlePage;
    title.matter = Matter::Front;
    book.chapters.insert(0, title);
    let config = Edition {
        purpose: Purpose::AdvanceCopy,
        ..Edition::new(Ebook)
    };
    let (made, _) = edition::of(&book, &config, &[]);
    let marking = made.edition.marking.as_deref().expect("a marking");
    let shown = text_of(&made, "title");
    assert!(
        shown.contains("My Own Title Page") && shown.contains(marking),
        "{shown}"
    );
}
