//! The whole way from `new` to finished files.

use crate::support::run::Folder;
use bindery::check::pdf::{self, Facts};

const CHAPTER: &str = "manuscript/chapters/01-walking.md";

/// What the checker reads in the PDF of `dist` whose name ends so.
fn pdf(book: &Folder, ending: &str) -> Facts {
    pdf::read(&book.file_that_ends("dist", ending)).expect("a readable PDF")
}

#[test]
fn a_new_book_builds_into_every_edition_without_errors_and_twice_alike() {
    let book = Folder::with_new_book();
    let built = book.run("build");
    built.succeeds();
    let first = book.files("dist");
    for extension in [".epub", ".pdf", ".jpg"] {
        assert!(first.keys().any(|name| name.ends_with(extension)), "{extension}");
    }
    for (name, bytes) in &first {
        assert!(built.stdout.contains(name), "{name} is not in {}", built.stdout);
        assert!(!bytes.is_empty(), "{name} is empty");
    }
    book.run("build --out again").succeeds();
    assert!(first == book.files("again"), "two builds differ");
}

#[test]
fn a_new_book_is_without_findings() {
    let checked = Folder::with_new_book().run("check");
    assert_eq!(checked.succeeds().stderr, "no findings\n");
}

#[test]
fn one_edition_can_be_made_alone() {
    let book = Folder::with_new_book();
    book.run("build --edition ebook").succeeds();
    let made = book.names("dist");
    assert!(made.iter().any(|name| name.ends_with(".epub")), "{made:?}");
    assert!(!made.iter().any(|name| name.ends_with(".pdf")), "{made:?}");
}

#[test]
fn a_mistake_in_a_chapter_leaves_the_finished_files_as_they_were() {
    let book = Folder::with_new_book();
    book.run("build").succeeds();
    let before = book.files("dist");
    book.write(CHAPTER, b"# A \xFF\n");
    book.run("build").exits_with(1).says("io-not-utf8");
    assert!(book.files("dist") == before, "the files changed");
}

#[test]
fn a_proof_is_made_beside_each_pdf_and_changes_no_other_file() {
    let book = Folder::with_new_book();
    book.run("build --edition paperback").succeeds();
    let before = book.files("dist");
    book.run("build --edition paperback --proof").succeeds();
    let mut after = book.files("dist");
    let proof = book.name_that_ends("dist", "-proof.pdf");
    after.remove(&proof);
    assert!(after == before, "the book itself changed");
}

#[test]
fn a_book_for_ingramspark_ends_with_a_blank_page() {
    let book = Folder::with_new_book();
    let spark = "[editions.spark]\nkind = \"paperback\"\nprinter = \"ingram\"\nstandard = \"pdf/x-1a\"";
    book.append("manuscript/book.toml", spark).run("build").succeeds();
    let ends_blank = |facts: &Facts| facts.pages.last().expect("a page").ink.spaces.is_empty();
    let (spark, plain) = (pdf(&book, "-spark.pdf"), pdf(&book, "-paperback.pdf"));
    assert!(ends_blank(&spark) && spark.pages.len() % 2 == 0);
    let added = if ends_blank(&plain) { 0 } else { 2 };
    assert_eq!(spark.pages.len(), plain.pages.len() + added);
}

#[test]
fn no_rule_of_a_printed_book_is_thinner_than_printers_print() {
    let book = Folder::with_new_book();
    let table = "| a | b |\n| - | - |\n| 1 | 2 |\n| 3 | 4 |\n";
    let text = "A fraction, $\\frac{1}{2}$, and ~~struck~~.[^1]\n\n[^1]: A note.";
    book.append(CHAPTER, table).append(CHAPTER, text);
    book.run("build").succeeds();
    let thinnest = |ending: &str| {
        let pages = pdf(&book, ending).pages;
        let rules = pages.iter().filter_map(|page| page.placed.thinnest);
        rules.reduce(f64::min).expect("a rule")
    };
    assert!(thinnest("-paperback.pdf") > 0.74);
    // A screen shows finer ones.
    assert!(thinnest("-digital.pdf") < 0.74);
}
