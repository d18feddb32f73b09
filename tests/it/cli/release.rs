//! The day of release on the command line: packages, their proofs, and what a new build changes.

use crate::support::run::Folder;
use serde_json::Value;
use std::fs;

/// A day before the example's release, and one after it: seconds since 1970.
const BEFORE: &str = "1796000000";
const AFTER: &str = "1805000000";

const APPLE: &str = "dist/packages/apple";

/// A new book with `more` at the end of its book.toml.
fn book(more: &str) -> Folder {
    let book = Folder::with_new_book().at(BEFORE);
    book.append("manuscript/book.toml", more);
    book
}

/// Adds a paragraph to the first chapter.
fn write_more(book: &Folder, paragraph: &str) {
    book.append("manuscript/chapters/01-walking.md", paragraph);
}

/// The proof of the package for Apple.
fn proof(book: &Folder) -> Value {
    serde_json::from_str(&book.text("dist/packages/apple/proof.json")).expect("JSON")
}

#[test]
fn what_a_store_takes_is_packaged_and_what_another_misses_is_told() {
    let book = book("");
    book.run("package --store apple --store ingram-ebook")
        .exits_with(1)
        .says("ingram-ebook-isbn")
        .says("NOT made");
    assert_eq!(book.names("dist/packages"), ["apple"]);
    book.run("verify dist/packages/apple").succeeds();
}

#[test]
fn a_package_that_was_touched_is_told_from_one_that_was_not() {
    let book = book("");
    book.run("package --store apple").succeeds();
    book.write("dist/packages/apple/listing.txt", "another");
    book.write("dist/packages/apple/stranger.txt", "new");
    let epub = book.name_that_ends(APPLE, ".epub");
    fs::remove_file(book.path(APPLE).join(&epub)).expect("removed");
    book.run("verify dist/packages/apple")
        .exits_with(1)
        .says("listing.txt has changed since")
        .says("stranger.txt is not in the proof")
        .says(&format!("{epub} is missing"));
    // Packaging again makes it whole, and keeps what is not its own.
    book.run("package --store apple").succeeds();
    assert_eq!(book.text("dist/packages/apple/stranger.txt"), "new");
    fs::remove_file(book.path("dist/packages/apple/stranger.txt")).expect("removed");
    book.run("verify dist/packages/apple").succeeds();
    assert_eq!(book.names("dist/packages"), ["apple"]);
}

#[test]
fn a_proof_that_points_outside_of_its_folder_reads_nothing_there() {
    let book = book("");
    book.run("package --store apple").succeeds();
    let mut proof = proof(&book);
    proof["files"][0]["name"] = Value::from("../../../manuscript/book.toml");
    book.write("dist/packages/apple/proof.json", proof.to_string());
    book.run("verify dist/packages/apple")
        .exits_with(1)
        .says("is no file of this folder");
}

#[test]
fn a_store_that_refuses_a_book_leaves_its_earlier_folder_as_it_was() {
    let book = book("");
    book.run("package --store apple").succeeds();
    let before = book.files(APPLE);
    write_more(&book, "Buy it at [the shop](https://www.amazon.com/dp/B0).");
    book.run("package --store apple --message-format short")
        .exits_with(1)
        .says("chapters/01-walking.md")
        .says("apple-rivals");
    assert!(book.files(APPLE) == before);
}

#[test]
fn an_exception_needs_a_reason_and_a_rule_and_stands_in_the_proof() {
    let sound = book("[storefronts.apple]\nallow = [{ rule = \"apple-rivals\", reason = \"The shop is a library.\" }]");
    write_more(&sound, "Buy it at [the shop](https://www.amazon.com/dp/B0).");
    sound.run("package --store apple").succeeds();
    let proof = proof(&sound);
    let rules = proof["rules"].as_array().expect("rules");
    let rule = rules.iter().find(|rule| rule["rule"] == "apple-rivals");
    let rule = rule.expect("the rule");
    assert_eq!(rule["verdict"], "allowed");
    assert_eq!(rule["reason"], "The shop is a library.");
    for (exception, code) in [
        ("allow = [{ rule = \"apple-rivals\" }]", "toml-missing-key"),
        ("allow = [{ rule = \"apple-x\", reason = \"y\" }]", "store-unknown-rule"),
        ("edition = \"x\"", "store-unknown-edition"),
    ] {
        book(&format!("[storefronts.apple]\n{exception}"))
            .run("package --store apple --message-format short")
            .exits_with(1)
            .says(code);
    }
    book("[storefronts.appel]").run("package").says("store-unknown");
}

#[test]
fn a_denied_warning_stops_the_package() {
    book("[storefronts.kobo]\ndeny = [{ rule = \"kobo-isbn\", reason = \"Libraries must find it.\" }]")
        .run("package --store kobo")
        .exits_with(1)
        .says("Libraries must find it.");
}

#[test]
fn stores_can_be_checked_without_packaging_and_findings_are_sarif_where_asked() {
    let book = book("");
    let checked = book.run("check --store ingram-ebook --message-format sarif");
    checked.exits_with(1);
    assert!(!book.path("dist").exists());
    let sarif: Value = serde_json::from_str(&checked.stdout).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let isbn = results
        .iter()
        .find(|result| result["ruleId"] == "ingram-ebook-isbn")
        .expect("the finding");
    assert_eq!(isbn["level"], "error");
    let place = &isbn["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "manuscript/book.toml");
    assert!(place["region"]["startLine"].as_u64().is_some_and(|line| line > 1));
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    assert!(rules.iter().any(|rule| rule["id"] == "ingram-ebook-isbn"));
}

#[test]
fn a_diff_tells_each_store_what_changed_and_what_to_upload() {
    let book = book("");
    let toml = book.text("manuscript/book.toml");
    book.write(
        "manuscript/book.toml",
        toml.replace("[dates]\n", "[dates]\nrelease = 2027-02-01\n"),
    );
    // A book of few pages is not printed; the ebook is enough.
    book.run("package --store apple --store kdp-paperback --out old");
    assert!(book.names("old").contains(&"apple".to_owned()));
    let same = book.run("diff old/apple");
    assert_eq!(same.stdout, "Apple Books (from `ebook`)\n  nothing to upload\n");
    write_more(&book, "Three more words.");
    book.run("diff old")
        .says("text: 1 paragraph of 3 words is new or changed")
        .says("upload again: b.epub");
    book.at(AFTER)
        .run("diff old/apple/proof.json")
        .says("the book: was a pre-order, is out");
}

#[test]
fn explain_tells_a_rule_with_its_source_and_cure() {
    let folder = Folder::new();
    folder
        .run("explain ingram-print-last")
        .succeeds()
        .says("the last page is blank")
        .says("IngramSpark prints its own barcode")
        .says("File Creation Guide")
        .says("2026-11-22");
    folder.run("explain no-such-code").exits_with(2);
}

#[test]
fn a_store_gets_the_same_folder_alone_and_among_all() {
    let book = book("");
    book.run("package --store google --out alone").succeeds();
    book.run("package --out all");
    let alone = book.files("alone/google");
    assert!(alone.keys().any(|name| name.ends_with(".pdf")));
    assert!(alone == book.files("all/google"));
}
