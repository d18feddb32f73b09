//! Web addresses on paper.

use crate::support::tree::*;
use bindery::book::trade::EditionKind::{DigitalPdf, Ebook, Paperback};
use bindery::book::{BlockKind, ContainerKind, InlineKind};
use bindery::edition;
use bindery::project::Edition;

#[test]
fn a_link_on_paper_gets_a_note_in_the_order_of_the_marks() {
    let mut one = chapter(
        "one",
        vec![
            p(vec![
                inline(InlineKind::Emphasis(vec![link("https://a.example/", "A")])),
                t("."),
                note_mark(0),
            ]),
            p(vec![link("https://b.example/x/", "B"), t(" end")]),
        ],
    );
    one.notes = vec![note("link-1", vec![t("the author's")])];
    let book = book(vec![one]);
    for kind in [Paperback, DigitalPdf] {
        let made = clean(&book, kind);
        assert_eq!(text_of(&made, "one"), "A[0.0].[1.0]\nB[2.0] end\n");
        let notes = &find(&made, "one").notes;
        let read: Vec<String> = notes.iter().map(|note| read(&note.blocks)).collect();
        assert_eq!(read, ["a.example\n", "the author's\n", "b.example/x\n"]);
        let mut labels: Vec<&str> = notes.iter().map(|note| note.label.as_str()).collect();
        labels.sort_unstable();
        labels.dedup();
        assert_eq!(labels.len(), 3, "labels stay unique");
        assert_eq!(notes[0].span, Some(HERE));
    }
    assert_eq!(text_of(&clean(&book, Ebook), "one"), "A.[0.0]\nB end\n");
    let mut quiet = Edition::new(Paperback);
    quiet.print_mut().expect("print").link_notes = false;
    assert_eq!(text_of(&edition::of(&book, &quiet, &[]).0, "one"), "A.[0.0]\nB end\n");
}

#[test]
fn an_address_is_given_once_a_chapter_and_never_beside_itself() {
    let blocks = vec![p(vec![
        link("https://www.a.example/", "a.example"),
        link("https://b.example", "B"),
        link("https://B.example/", "again"),
        link("mailto:me@c.example", "write"),
    ])];
    let book = book(vec![
        chapter("one", blocks),
        chapter("two", vec![p(vec![link("https://b.example", "B")])]),
    ]);
    let made = clean(&book, Paperback);
    assert_eq!(text_of(&made, "one"), "a.exampleB[0.0]againwrite[1.0]\n");
    assert_eq!(read(&find(&made, "one").notes[1].blocks), "me@c.example\n");
    assert_eq!(text_of(&made, "two"), "B[0.0]\n");
}

#[test]
fn where_no_note_can_stand_the_address_is_in_brackets_or_left_out() {
    let mut captioned = figure(&[]);
    if let BlockKind::Figure(figure) = &mut captioned.kind {
        figure.caption = vec![p(vec![link("https://a.example", "A")])];
    }
    let title = block(BlockKind::Heading {
        level: 2,
        content: vec![link("https://d.example", "D")],
    });
    let pulled = container(
        ContainerKind::PullQuote,
        "",
        vec![p(vec![link("https://e.example", "E")])],
    );
    let mut one = chapter(
        "one",
        vec![
            captioned,
            table("", vec![link("https://b.example/", "B")]),
            title,
            pulled,
            p(vec![note_mark(0)]),
        ],
    );
    one.notes = vec![note("n", vec![link("https://c.example", "C")])];
    let made = clean(&book(vec![one]), Paperback);
    assert_eq!(text_of(&made, "one"), "A (a.example)\nB (b.example)\nD\nE\n[0.0]\n");
    let notes = &find(&made, "one").notes;
    assert_eq!(notes.len(), 1);
    assert_eq!(read(&notes[0].blocks), "C (c.example)\n");
}
