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
fn a_printed_edition_alone_has_the_front_cover_for_shops_beside_it() {
    let book = Folder::with_new_book();
    book.run("build --edition paperback").succeeds();
    let made = book.names("dist");
    for ending in ["-cover.jpg", "-cover-400.jpg", "-paperback.pdf"] {
        assert!(made.iter().any(|name| name.ends_with(ending)), "{ending}: {made:?}");
    }
    assert!(!made.iter().any(|name| name.ends_with(".epub")), "{made:?}");
}

#[test]
fn covers_are_made_alone_whatever_the_book_is_called() {
    let book = Folder::new();
    book.run_words(&["new", "b", "--title", "The Re-Cover Book"]).succeeds();
    let path = "b/manuscript/book.toml";
    let about = book.text(path);
    let (before, _) = about.split_once("[editions").unwrap_or((&about, ""));
    book.write(path, format!("{before}\n[editions.ebook]\n[editions.paperback]\n"));
    // A wrap is made for pages enough to bind.
    let pages = "::: page-break\n:::\n\nWords.\n\n".repeat(24);
    book.append("b/manuscript/chapters/01-walking.md", &pages);
    book.run("cover b --out covers").succeeds();
    assert_eq!(
        book.names("covers"),
        [
            "the-re-cover-book-cover-160.jpg",
            "the-re-cover-book-cover-400.jpg",
            "the-re-cover-book-cover.jpg",
            "the-re-cover-book-paperback-cover.pdf",
            "the-re-cover-book-paperback-cover.png",
        ]
    );
}

#[test]
fn a_text_may_be_for_one_edition_by_its_name() {
    let book = Folder::with_new_book();
    book.append("manuscript/book.toml", "[editions.apple]\nkind = \"ebook\"\n");
    let said = "::: {only=apple}\nBought at Apple.\n:::\n\nA word [of Apple]{only=apple}[of others]{not=apple}.\n";
    book.append(CHAPTER, said);
    book.run("build --edition apple --edition ebook").succeeds();
    let text = |ending: &str| -> String {
        let facts = bindery::check::epub::read(&book.file_that_ends("dist", ending)).expect("an EPUB");
        let blocks = facts.documents.iter().flat_map(|document| document.blocks.clone());
        blocks.collect::<Vec<_>>().join("\n")
    };
    let (apple, other) = (text("-apple.epub"), text("b.epub"));
    assert!(
        apple.contains("Bought at Apple.") && apple.contains("A word of Apple."),
        "{apple}"
    );
    assert!(
        !other.contains("Bought at Apple.") && other.contains("A word of others."),
        "{other}"
    );
}

#[test]
fn a_condition_that_names_no_edition_is_told_which_there_are() {
    let book = Folder::with_new_book();
    book.append("manuscript/book.toml", "[editions.apple]\nkind = \"ebook\"\n");
    book.append(CHAPTER, "::: {only=aple}\nWords.\n:::\n");
    let checked = book.run("check");
    checked.exits_with(1).says("edition-unknown");
    checked
        .says("there is no edition, kind of edition or group `aple`")
        .says("name one of: apple,");
}

#[test]
fn a_key_that_says_nothing_of_an_edition_is_told() {
    let book = Folder::with_new_book();
    book.append(
        "manuscript/book.toml",
        "[editions.apple]\nkind = \"ebook\"\nbleed = true\n",
    );
    let checked = book.run("check");
    checked.succeeds();
    checked
        .says("toml-edition-key")
        .says("`bleed` says nothing of an edition of the kind `ebook`");
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
        let rules = pages.iter().filter_map(|page| page.layout.thinnest_line);
        rules.reduce(f64::min).expect("a rule")
    };
    assert!(thinnest("-paperback.pdf") > 0.74);
    // A screen shows finer ones.
    assert!(thinnest("-digital.pdf") < 0.74);
}
