//! Numbers, targets and references.

use crate::support::tree::*;
use bindery::book::trade::EditionKind::{Ebook, Paperback};
use bindery::book::{Chapter, ChapterKind, ContainerKind, InlineKind, Matter, TargetKind};
use bindery::diagnostic::Severity;

#[test]
fn chapters_count_on_across_parts_and_appendices_have_letters() {
    let part = |id: &str, number| Chapter {
        kind: ChapterKind::Part,
        part: Some(number),
        ..chapter(id, vec![])
    };
    let in_part = |id: &str, number| Chapter {
        part: Some(number),
        ..chapter(id, vec![])
    };
    let appendix = |id: &str| Chapter {
        kind: ChapterKind::Appendix,
        matter: Matter::Back,
        ..chapter(id, vec![])
    };
    let mut dropped = part("p0", 1);
    dropped.attributes = attributes("", &[("only", "print")]);
    let intro = Chapter {
        numbered: false,
        ..chapter("intro", vec![])
    };
    let book = book(vec![
        intro,
        dropped,
        part("p1", 2),
        in_part("c1", 2),
        part("p2", 3),
        in_part("c2", 3),
        appendix("a"),
        appendix("b"),
    ]);
    let made = clean(&book, Ebook);
    let label = |id: &str| made.targets[id].label.clone();
    assert_eq!(
        ["intro", "p1", "c1", "p2", "c2", "a", "b"].map(label),
        [
            "",
            "Part I",
            "Chapter 1",
            "Part II",
            "Chapter 2",
            "Appendix A",
            "Appendix B"
        ]
    );
    assert_eq!(find(&made, "c2").part, Some(2));
    assert_eq!(find(&made, "p2").number, Some(2));
    assert_eq!(made.chapters[made.targets["c2"].chapter].id, "c2");
    let paper = clean(&book, Paperback);
    assert_eq!(find(&paper, "c2").part, Some(3));
}

#[test]
fn captioned_figures_and_tables_are_counted_in_this_edition_alone() {
    let book = book(vec![
        chapter(
            "one",
            vec![
                only(&["print"], vec![with_id("f0", figure(&["Paper"]))]),
                container(
                    ContainerKind::Exercise,
                    "Heel raise",
                    vec![with_id("f1", figure(&["Nested", "twice"]))],
                ),
                with_id("bare", figure(&[])),
                with_id("f2", figure(&["After"])),
                with_id("t1", table("Log", vec![t("x")])),
            ],
        ),
        chapter(
            "two",
            vec![
                with_id("f3", figure(&["Next"])),
                with_id("t0", table("", vec![])),
                with_id("e", container(ContainerKind::Exercise, "Stretch", vec![])),
            ],
        ),
    ]);
    let made = clean(&book, Ebook);
    let target = |id: &str| {
        let target = &made.targets[id];
        (target.label.clone(), target.title.clone())
    };
    let expected = [
        ("f1", "Figure 1", "Nested twice"),
        ("bare", "", ""),
        ("f2", "Figure 2", "After"),
        ("f3", "Figure 3", "Next"),
        ("t1", "Table 1", "Log"),
        ("t0", "", ""),
        ("e", "Exercise 2", "Stretch"),
    ];
    for (id, label, title) in expected {
        assert_eq!(target(id), (label.into(), title.into()), "{id}");
    }
    assert_eq!(clean(&book, Paperback).targets["f1"].label, "Figure 2");
    let exercise = &find(&made, "two").blocks[2];
    assert_eq!(exercise.attributes.get("number"), Some("2"));
}

#[test]
fn every_id_is_a_target_with_its_title_and_place() {
    let mut term = span(&[], vec![t("shown")]);
    if let InlineKind::Span { attributes, .. } = &mut term.kind {
        attributes.id = Some("term".into());
    }
    let mut first = chapter("one", vec![heading("sec", "Section"), p(vec![term])]);
    first.notes = vec![];
    let made = clean(&book(vec![first]), Ebook);
    let target = &made.targets["one"];
    assert_eq!(target.title, "Title of one");
    assert_eq!(target.span, Some(HERE));
    assert_eq!(made.targets["sec"].kind, TargetKind::Section);
    assert_eq!(made.targets["sec"].title, "Section");
    assert_eq!(made.targets["term"].kind, TargetKind::Inline);
    assert_eq!(made.targets["term"].title, "shown");
    assert_eq!(made.targets["copyright"].kind, TargetKind::Chapter);
    assert_eq!(made.targets["copyright"].span, None);
}

#[test]
fn a_reference_to_what_is_dropped_becomes_words_and_a_warning() {
    let book = one(vec![
        only(&["print"], vec![heading("log", "The log")]),
        p(vec![
            t("see "),
            inline(InlineKind::Emphasis(vec![reference("log", "")])),
            t(", "),
            reference("log", "my words"),
            t(", "),
            reference("one", "here"),
        ]),
    ]);
    let (made, findings) = of(&book, Ebook);
    assert_eq!(text_of(&made, "one"), "see The log, my words, here\n");
    assert_eq!(codes(&findings), ["ref-not-in-edition"; 2]);
    assert_eq!(findings[0].severity, Severity::Warning);
    assert_eq!(findings[0].span, Some(HERE));
    assert!(findings[0].message.contains("ebook"));
    assert_eq!(of(&book, Paperback).1, []);
}

#[test]
fn labels_are_in_the_books_language() {
    let mut book = one(vec![with_id("f", figure(&["Bild"]))]);
    book.metadata.language = "de".into();
    let made = clean(&book, Ebook);
    assert_eq!(made.targets["one"].label, "Kapitel 1");
    assert_eq!(made.targets["f"].label, "Abbildung 1");
}
