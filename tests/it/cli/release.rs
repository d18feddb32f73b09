//! The day of release on the command line: packages, their proofs, and what a new build changes.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A day before the example's release, and one after it: seconds since 1970.
const BEFORE: &str = "1796000000";
const AFTER: &str = "1805000000";

fn bindery(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bindery"))
        .args(args)
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", BEFORE)
        .output()
        .expect("it runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// A new book with `more` at the end of its book.toml.
fn book(more: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(bindery(folder.path(), &["new", "b"]).status.success());
    let root = folder.path().join("b");
    let config = root.join("manuscript/book.toml");
    let toml = fs::read_to_string(&config).expect("book.toml");
    fs::write(&config, format!("{toml}\n{more}")).expect("written");
    (folder, root)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<String> = entries.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The contents of a folder's files, by name.
fn contents(folder: &Path) -> Vec<Vec<u8>> {
    let read = |name: &String| fs::read(folder.join(name)).expect("a file");
    names(folder).iter().map(read).collect()
}

/// Adds a line to the first chapter.
fn write_more(root: &Path, line: &str) {
    let chapter = root.join("manuscript/chapters/01-walking.md");
    let text = fs::read_to_string(&chapter).expect("a chapter");
    fs::write(&chapter, format!("{text}\n{line}\n")).expect("written");
}

#[test]
fn what_a_store_takes_is_packaged_and_what_another_misses_is_told() {
    let (_folder, root) = book("");
    let output = bindery(&root, &["package", "--store", "apple", "--store", "ingram-ebook"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert_eq!(names(&root.join("dist/packages")), ["apple"]);
    let said = said(&output);
    assert!(
        said.contains("ingram-ebook-isbn") && said.contains("NOT made"),
        "{said}"
    );
    let sound = bindery(&root, &["verify", "dist/packages/apple"]);
    assert_eq!(sound.status.code(), Some(0));
}

#[test]
fn a_package_that_was_touched_is_told_from_one_that_was_not() {
    let (_folder, root) = book("");
    assert!(bindery(&root, &["package", "--store", "apple"]).status.success());
    let folder = root.join("dist/packages/apple");
    fs::write(folder.join("listing.txt"), "another").expect("written");
    fs::write(folder.join("stranger.txt"), "new").expect("written");
    let epub = names(&folder)
        .into_iter()
        .find(|name| name.ends_with(".epub"))
        .expect("an ebook");
    fs::remove_file(folder.join(&epub)).expect("removed");
    let output = bindery(&root, &["verify", "dist/packages/apple"]);
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    assert!(said.contains("listing.txt has changed since"), "{said}");
    assert!(said.contains("stranger.txt is not in the proof"), "{said}");
    assert!(said.contains(&format!("{epub} is missing")), "{said}");
    // Packaging again makes it whole, and nothing of the old folder stays.
    assert!(bindery(&root, &["package", "--store", "apple"]).status.success());
    assert!(!names(&folder).contains(&"stranger.txt".to_owned()));
    assert!(bindery(&root, &["verify", "dist/packages/apple"]).status.success());
    assert_eq!(names(&root.join("dist/packages")), ["apple"]);
}

#[test]
fn a_proof_that_points_outside_of_its_folder_reads_nothing_there() {
    let (_folder, root) = book("");
    assert!(bindery(&root, &["package", "--store", "apple"]).status.success());
    let path = root.join("dist/packages/apple/proof.json");
    let mut proof: Value = serde_json::from_str(&fs::read_to_string(&path).expect("a proof")).expect("JSON");
    proof["files"][0]["name"] = Value::from("../../../manuscript/book.toml");
    fs::write(&path, proof.to_string()).expect("written");
    let output = bindery(&root, &["verify", "dist/packages/apple"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("is no file of this folder"), "{}", said(&output));
}

#[test]
fn a_store_that_refuses_a_book_leaves_its_earlier_folder_as_it_was() {
    let (_folder, root) = book("");
    assert!(bindery(&root, &["package", "--store", "apple"]).status.success());
    let folder = root.join("dist/packages/apple");
    let before = contents(&folder);
    write_more(&root, "Buy it at [the shop](https://www.amazon.com/dp/B0).");
    let output = bindery(&root, &["package", "--store", "apple", "--message-format", "short"]);
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    assert!(
        said.contains("chapters/01-walking.md") && said.contains("apple-rivals"),
        "{said}"
    );
    let after = contents(&folder);
    assert!(before == after);
}

#[test]
fn an_exception_needs_a_reason_and_a_rule_and_stands_in_the_proof() {
    let more = "[storefronts.apple]\nallow = [{ rule = \"apple-rivals\", reason = \"The shop is a library.\" }]\n";
    let (_folder, root) = book(more);
    write_more(&root, "Buy it at [the shop](https://www.amazon.com/dp/B0).");
    let output = bindery(&root, &["package", "--store", "apple"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let proof = fs::read_to_string(root.join("dist/packages/apple/proof.json")).expect("a proof");
    let proof: Value = serde_json::from_str(&proof).expect("JSON");
    let rules = proof["rules"].as_array().expect("rules");
    let rule = rules
        .iter()
        .find(|rule| rule["rule"] == "apple-rivals")
        .expect("the rule");
    assert_eq!(
        (&rule["verdict"], &rule["reason"]),
        (&"allowed".into(), &"The shop is a library.".into())
    );
    for (more, code) in [
        ("allow = [{ rule = \"apple-rivals\" }]", "toml-missing-key"),
        ("allow = [{ rule = \"apple-x\", reason = \"y\" }]", "store-unknown-rule"),
        ("edition = \"x\"", "store-unknown-edition"),
    ] {
        let (_folder, root) = book(&format!("[storefronts.apple]\n{more}\n"));
        let output = bindery(&root, &["package", "--store", "apple", "--message-format", "short"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains(code), "{}", said(&output));
    }
    let (_folder, root) = book("[storefronts.appel]\n");
    assert!(said(&bindery(&root, &["package"])).contains("store-unknown"));
}

#[test]
fn a_denied_warning_stops_the_package() {
    let deny = "[storefronts.kobo]\ndeny = [{ rule = \"kobo-isbn\", reason = \"Libraries must find it.\" }]\n";
    let (_folder, root) = book(deny);
    let output = bindery(&root, &["package", "--store", "kobo"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("Libraries must find it."), "{}", said(&output));
}

#[test]
fn stores_can_be_checked_without_packaging_and_findings_are_sarif_where_asked() {
    let (_folder, root) = book("");
    let output = bindery(
        &root,
        &["check", "--store", "ingram-ebook", "--message-format", "sarif"],
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(!root.join("dist").exists());
    let sarif: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let isbn = results
        .iter()
        .find(|r| r["ruleId"] == "ingram-ebook-isbn")
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
    let (_folder, root) = book("");
    let config = root.join("manuscript/book.toml");
    let toml = fs::read_to_string(&config).expect("book.toml");
    fs::write(&config, toml.replace("[dates]\n", "[dates]\nrelease = 2027-02-01\n")).expect("written");
    let stores = [
        "package",
        "--store",
        "apple",
        "--store",
        "kdp-paperback",
        "--out",
        "old",
    ];
    // A book of few pages is not printed; the ebook is enough.
    let output = bindery(&root, &stores);
    assert!(
        names(&root.join("old")).contains(&"apple".to_owned()),
        "{}",
        said(&output)
    );
    let same = bindery(&root, &["diff", "old/apple"]);
    assert_eq!(said(&same), "Apple Books (from `ebook`)\n  nothing to upload\n");
    write_more(&root, "Three more words.");
    let changed = said(&bindery(&root, &["diff", "old"]));
    assert!(
        changed.contains("text: 1 paragraph of 3 words is new or changed"),
        "{changed}"
    );
    assert!(changed.contains("upload again: b.epub"), "{changed}");
    let later = Command::new(env!("CARGO_BIN_EXE_bindery"))
        .args(["diff", "old/apple/proof.json"])
        .current_dir(&root)
        .env("SOURCE_DATE_EPOCH", AFTER)
        .output()
        .expect("it runs");
    assert!(
        said(&later).contains("the book: was a pre-order, is out"),
        "{}",
        said(&later)
    );
}

#[test]
fn explain_tells_a_rule_with_its_source_and_cure() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = bindery(folder.path(), &["explain", "ingram-print-last"]);
    let said = said(&output);
    for part in [
        "the last page is blank",
        "IngramSpark prints its own barcode",
        "File Creation Guide",
        "2026-11-22",
    ] {
        assert!(said.contains(part), "{said}");
    }
    assert_eq!(
        bindery(folder.path(), &["explain", "no-such-code"]).status.code(),
        Some(2)
    );
}

#[test]
fn a_store_gets_the_same_folder_alone_and_among_all() {
    let (_folder, root) = book("");
    let alone = bindery(&root, &["package", "--store", "google", "--out", "alone"]);
    assert_eq!(alone.status.code(), Some(0), "{}", said(&alone));
    bindery(&root, &["package", "--out", "all"]);
    let folders = ["alone/google", "all/google"].map(|folder| root.join(folder));
    assert_eq!(names(&folders[0]), names(&folders[1]));
    assert!(names(&folders[0]).iter().any(|name| name.ends_with(".pdf")));
    assert!(contents(&folders[0]) == contents(&folders[1]));
}
