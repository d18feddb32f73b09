//! The book of one edition, from small books built by hand.

mod index;
mod keep;
mod links;
mod number;
mod pages;

use crate::support::tree::*;
use bindery::book::BlockKind;
use bindery::book::trade::EditionKind::Paperback;

#[test]
fn a_mark_of_a_note_that_does_not_exist_shows_nothing() {
    let made = clean(&one(vec![p(vec![t("a"), note_mark(7)])]), Paperback);
    assert_eq!(text_of(&made, "one"), "a\n");
}

#[test]
fn the_same_book_gives_the_same_edition() {
    let words = ["b", "a", "c"];
    let marks = words.iter().map(|&word| index(mark(word, &[word])));
    let book = one(vec![
        p(marks.collect()),
        p(vec![link("https://a.example", "A")]),
        only(&["nowhere"], vec![]),
    ]);
    assert_eq!(of(&book, Paperback), of(&book, Paperback));
}

#[test]
fn deep_nesting_is_walked_without_a_deep_stack() {
    let mut blocks = vec![p(vec![link("https://a.example", "A")])];
    for _ in 0..bindery::limits::NESTING * 2 {
        blocks = vec![block(BlockKind::Quote(blocks))];
    }
    let made = clean(&one(blocks), Paperback);
    assert_eq!(text_of(&made, "one"), "A[0.0]\n");
}
