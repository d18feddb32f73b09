//! The index.

use crate::support::tree::*;
use bindery::book::trade::EditionKind::{Ebook, Paperback};
use bindery::book::{IndexMark, IndexRange, IndexTerm};

fn terms(terms: &[IndexTerm]) -> Vec<&str> {
    terms.iter().map(|term| term.text.as_str()).collect()
}

#[test]
fn the_index_is_sorted_without_regard_to_case_accents_and_marks() {
    let words = [
        "Zürich",
        "Éclair",
        "eczema",
        "10 km",
        "œdema",
        "“quoted”",
        "tendon bath",
        "Tendons",
        "Ärzte",
    ];
    let marks = words.iter().map(|&word| index(mark(word, &[word])));
    let made = clean(&one(vec![p(marks.collect())]), Ebook);
    assert_eq!(
        terms(&made.index),
        [
            "10 km",
            "Ärzte",
            "Éclair",
            "eczema",
            "œdema",
            "“quoted”",
            "tendon bath",
            "Tendons",
            "Zürich"
        ]
    );
}

#[test]
fn headings_nest_by_their_path_and_places_keep_reading_order() {
    let book = book(vec![
        chapter(
            "one",
            vec![
                p(vec![index(mark("a", &["Tendon", "Achilles"]))]),
                p(vec![index(mark("b", &["tendon"]))]),
            ],
        ),
        chapter("two", vec![p(vec![index(mark("c", &["Tendon"]))])]),
    ]);
    let made = clean(&book, Ebook);
    assert_eq!(terms(&made.index), ["tendon"], "one heading in both cases");
    let places: Vec<&str> = made.index[0].places.iter().map(|p| p.start.as_str()).collect();
    assert_eq!(places, ["b", "c"]);
    assert_eq!(terms(&made.index[0].children), ["Achilles"]);
    assert_eq!(made.index[0].children[0].places[0].start, "a");
}

#[test]
fn marks_of_dropped_text_are_not_in_the_index() {
    let book = one(vec![
        p(vec![t("x")]),
        only(&["print"], vec![p(vec![index(mark("a", &["paper"]))])]),
    ]);
    let ebook = clean(&book, Ebook);
    assert!(ebook.index.is_empty());
    assert!(!kinds(&ebook).contains(&"index"));
    assert_eq!(terms(&clean(&book, Paperback).index), ["paper"]);
}

#[test]
fn ranges_are_paired_and_halves_are_findings() {
    let range = |id, path, range| {
        index(IndexMark {
            range,
            ..mark(id, path)
        })
    };
    let book = one(vec![p(vec![
        range("a", &["x"], IndexRange::Start),
        range("b", &["y"], IndexRange::End),
        range("c", &["x"], IndexRange::End),
        range("d", &["z"], IndexRange::Start),
    ])]);
    let (made, findings) = of(&book, Ebook);
    let ends: Vec<_> = made
        .index
        .iter()
        .map(|term| (term.places[0].start.as_str(), term.places[0].end.as_deref()))
        .collect();
    assert_eq!(ends, [("a", Some("c")), ("b", None), ("d", None)]);
    assert_eq!(codes(&findings), ["index-range-unpaired"; 2]);
}

#[test]
fn see_stands_for_a_place_and_must_lead_somewhere() {
    let see = IndexMark {
        see: Some("Iliotibial band".into()),
        ..mark("a", &["ITB"])
    };
    let also = IndexMark {
        see_also: Some("missing".into()),
        ..mark("b", &["iliotibial band"])
    };
    let book = one(vec![p(vec![index(see.clone()), index(see), index(also)])]);
    let (made, findings) = of(&book, Ebook);
    assert_eq!(terms(&made.index), ["iliotibial band", "ITB"]);
    assert_eq!(made.index[1].see, ["Iliotibial band"]);
    assert!(made.index[1].places.is_empty());
    assert_eq!(made.index[0].see_also, ["missing"]);
    assert_eq!(made.index[0].places.len(), 1);
    assert_eq!(codes(&findings), ["index-see-missing"]);
}
