//! What an edition keeps.

use crate::support::tree::*;
use bindery::book::trade::EditionKind::{DigitalPdf, Ebook, Paperback};
use bindery::book::{Attributes, BlockKind, Book, ContainerKind, InlineKind, List, ListItem, TargetKind};
use bindery::diagnostic::Severity;
use bindery::edition;
use bindery::project::Edition;

#[test]
fn a_kept_container_gives_its_blocks_in_place_and_another_is_gone() {
    let book = one(vec![
        p(vec![t("before")]),
        only(&["print"], vec![p(vec![t("paper")]), p(vec![t("more")])]),
        only(&["ebook"], vec![p(vec![t("screen")])]),
        p(vec![t("after")]),
    ]);
    let paper = clean(&book, Paperback);
    assert_eq!(text_of(&paper, "one"), "before\npaper\nmore\nafter\n");
    assert_eq!(find(&paper, "one").blocks.len(), 4);
    let ebook = clean(&book, Ebook);
    assert_eq!(text_of(&ebook, "one"), "before\nscreen\nafter\n");
}

#[test]
fn each_name_and_group_keeps_in_the_editions_that_it_names() {
    let cases: &[(&[&str], [bool; 3])] = &[
        (&["ebook"], [true, false, false]),
        (&["paperback"], [false, true, false]),
        (&["digital-pdf"], [false, false, true]),
        (&["print"], [false, true, false]),
        (&["pdf"], [false, true, true]),
        (&["digital"], [true, false, true]),
        (&["ebook", "print"], [true, true, false]),
    ];
    for &(names, expected) in cases {
        for keep in [true, false] {
            let book = one(vec![
                p(vec![t("always")]),
                condition(keep, names, vec![p(vec![t("sometimes")])]),
            ]);
            let found =
                [Ebook, Paperback, DigitalPdf].map(|kind| text_of(&clean(&book, kind), "one").contains("sometimes"));
            assert_eq!(found, expected.map(|e| e == keep), "{names:?} {keep}");
        }
    }
}

#[test]
fn nested_conditions_must_all_hold() {
    let book = one(vec![only(
        &["pdf"],
        vec![condition(false, &["paperback"], vec![p(vec![t("screen pages")])])],
    )]);
    assert_eq!(text_of(&clean(&book, DigitalPdf), "one"), "screen pages\n");
    assert_eq!(text_of(&clean(&book, Paperback), "one"), "");
}

#[test]
fn a_span_is_kept_or_dropped_without_a_double_space() {
    let book = one(vec![p(vec![
        t("tap "),
        span(&[("only", "ebook, digital-pdf")], vec![t("the link")]),
        t(" or "),
        span(&[("not", "digital")], vec![t("turn the page")]),
        t(" now"),
    ])]);
    assert_eq!(text_of(&clean(&book, Ebook), "one"), "tap the link or now\n");
    assert_eq!(text_of(&clean(&book, Paperback), "one"), "tap or turn the page now\n");
    let ebook = clean(&book, Ebook);
    let BlockKind::Paragraph(content) = &find(&ebook, "one").blocks[0].kind else {
        panic!("no paragraph");
    };
    let spans = content.iter().filter(|i| matches!(i.kind, InlineKind::Span { .. }));
    assert_eq!(spans.count(), 0, "nothing of the condition is left");
}

#[test]
fn what_dropping_leaves_hollow_goes_with_it_and_what_was_empty_stays() {
    let gone = || p(vec![span(&[("only", "print")], vec![t("paper")])]);
    let item = |blocks| ListItem {
        task: None,
        blocks,
        span: HERE,
    };
    let list = block(BlockKind::List(List {
        start: None,
        tight: true,
        items: vec![item(vec![gone()]), item(vec![]), item(vec![p(vec![t("x")])])],
    }));
    let book = one(vec![
        gone(),
        list,
        container(ContainerKind::Aside, "Title", vec![gone()]),
    ]);
    assert_eq!(text_of(&clean(&book, Ebook), "one"), "- - x\n");
}

#[test]
fn pictures_and_chapters_carry_conditions_too() {
    let mut picture = figure(&["A caption"]);
    picture.attributes = attributes("", &[("not", "ebook")]);
    let mut second = chapter("two", vec![]);
    second.attributes = attributes("", &[("only", "print")]);
    let book = book(vec![chapter("one", vec![picture]), second]);
    let ebook = clean(&book, Ebook);
    assert!(find(&ebook, "one").blocks.is_empty());
    assert!(ebook.chapters.iter().all(|chapter| chapter.id != "two"));
    let paper = clean(&book, Paperback);
    assert_eq!(find(&paper, "one").blocks.len(), 1);
    assert_eq!(find(&paper, "one").blocks[0].attributes, Attributes::default());
    assert_eq!(find(&paper, "two").number, Some(2));
}

#[test]
fn a_condition_that_is_a_target_stays_one() {
    let book = one(vec![
        with_id("here", only(&["ebook"], vec![p(vec![t("x")])])),
        p(vec![reference("here", "see")]),
    ]);
    let ebook = clean(&book, Ebook);
    assert_eq!(ebook.targets["here"].kind, TargetKind::Block);
}

/// A book with an ebook of its own for Apple, beside the one for all.
fn editions() -> [Edition; 3] {
    let apple = Edition {
        name: "apple".into(),
        ..Edition::new(Ebook)
    };
    [apple, Edition::new(Ebook), Edition::new(Paperback)]
}

#[test]
fn a_condition_names_an_edition_of_the_book_its_kind_or_its_group() {
    let cases: &[(&str, [bool; 3])] = &[
        ("apple", [true, false, false]),
        ("ebook", [true, true, false]),
        ("digital", [true, true, false]),
        ("apple, print", [true, false, true]),
    ];
    let editions = editions();
    for &(names, expected) in cases {
        for (key, keep) in [("only", true), ("not", false)] {
            let listed: Vec<&str> = names.split(", ").collect();
            let book = one(vec![
                condition(keep, &listed, vec![p(vec![t("a block")])]),
                p(vec![t("always"), span(&[(key, names)], vec![t(", a span")])]),
            ]);
            for (edition, expected) in editions.iter().zip(expected) {
                let (made, findings) = edition::of(&book, edition, &editions);
                assert_eq!(findings, []);
                let kept = match expected == keep {
                    true => "a block\nalways, a span\n",
                    false => "always\n",
                };
                assert_eq!(text_of(&made, "one"), kept, "{key}={names} in {}", edition.name);
            }
        }
    }
}

#[test]
fn a_name_of_no_edition_is_an_error_that_lists_what_there_is() {
    let book = one(vec![
        only(&["aple"], vec![p(vec![t("x")])]),
        p(vec![span(&[("not", "")], vec![t("y")])]),
    ]);
    let editions = editions();
    let (made, findings) = edition::of(&book, &editions[2], &editions);
    assert_eq!(codes(&findings), ["edition-unknown", "edition-unknown"]);
    assert_eq!(findings[0].severity, Severity::Error);
    assert_eq!(findings[0].span, Some(HERE));
    assert!(findings[0].message.contains("`aple`"));
    let help = findings[0].help.as_deref().unwrap_or_default();
    assert_eq!(
        help,
        "name one of: apple, ebook, paperback, digital-pdf, large-print, hardcover, print, pdf, digital"
    );
    assert_eq!(text_of(&made, "one"), "y\n");
}

#[test]
fn notes_go_with_their_last_mark_and_the_rest_keep_the_order_of_their_marks() {
    let mut one = chapter(
        "one",
        vec![
            p(vec![span(&[("only", "print")], vec![t("a"), note_mark(0)])]),
            p(vec![t("b"), note_mark(2), note_mark(1), note_mark(2)]),
        ],
    );
    one.notes = vec![
        note("first", vec![t("first")]),
        note("second", vec![t("second"), note_mark(3)]),
        note("third", vec![t("third")]),
        note("inner", vec![t("inner")]),
    ];
    let book = book(vec![one]);
    let labels = |book: &Book| -> Vec<String> {
        let notes = &find(book, "one").notes;
        notes.iter().map(|note| note.label.clone()).collect()
    };
    let ebook = clean(&book, Ebook);
    assert_eq!(labels(&ebook), ["third", "second", "inner"]);
    assert_eq!(text_of(&ebook, "one"), "b[0.0][1.0][0.1]\n");
    assert_eq!(read(&find(&ebook, "one").notes[1].blocks), "second[2.0]\n");
    let paper = clean(&book, Paperback);
    assert_eq!(labels(&paper), ["first", "third", "second", "inner"]);
}
