//! Copies for buyers beside those that are there.

use crate::support::run::Folder;

fn book() -> Folder {
    let book = Folder::with_new_book().at("1796000000");
    book.run("build --edition ebook").succeeds();
    book
}

/// A copy of the ebook for a buyer.
fn stamp(book: &Folder, buyers: &[&str], more: &[&str]) -> crate::support::run::Ran {
    let mut words = vec!["stamp", "dist/b.epub", "--out", "copies"];
    words.extend(buyers.iter().flat_map(|buyer| ["--to", buyer]));
    words.extend(more);
    book.run_words(&words)
}

#[test]
fn buyers_whose_names_are_spelled_alike_have_a_file_each_in_one_run_and_in_many() {
    let alike = ["A B", "a.b", "A-B", "a  b"];
    let (one, many) = (book(), book());
    stamp(&one, &alike, &[]).succeeds();
    for buyer in alike.iter().rev() {
        stamp(&many, &[buyer], &[]).succeeds();
    }
    assert_eq!(one.names("copies").len(), alike.len());
    assert!(one.files("copies") == many.files("copies"));
    for name in one.names("copies") {
        one.run(&format!("verify copies/{name}")).succeeds();
    }
}

#[test]
fn a_file_that_is_there_and_differs_is_kept_until_force_is_given() {
    let book = book();
    stamp(&book, &["Jane Doe"], &[]).succeeds();
    // The same copy once more is nothing new.
    stamp(&book, &["Jane Doe"], &[]).succeeds();
    let copy = book.files("copies");
    book.write("copies/b-jane-doe.epub", "the contract with Jane");
    let refused = stamp(&book, &["John Doe", "Jane Doe"], &["--message-format", "short"]);
    refused
        .exits_with(2)
        .says("error[cli-copy-exists]")
        .says("copies/b-jane-doe.epub`")
        .says("for Jane Doe");
    assert_eq!(book.text("copies/b-jane-doe.epub"), "the contract with Jane");
    // The other copy of the list was made.
    assert_eq!(book.names("copies"), ["b-jane-doe.epub", "b-john-doe.epub"]);
    assert!(refused.stdout.contains("b-john-doe.epub") && !refused.stdout.contains("jane"));
    stamp(&book, &["Jane Doe"], &["--force"]).succeeds();
    assert!(book.files("copies")["b-jane-doe.epub"] == copy["b-jane-doe.epub"]);
}
