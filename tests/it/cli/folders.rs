//! What lies where `package` and `build` write: what is not theirs is not touched, and what a killed run left is cleared.

use crate::support::run::Folder;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn book() -> Folder {
    Folder::with_new_book().at("1796000000")
}

/// The files under a folder with their bytes, links not followed.
fn contents(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            match entry.file_type().expect("a kind").is_dir() {
                true => open.push(entry.path()),
                false => {
                    found.insert(entry.path(), fs::read(entry.path()).unwrap_or_default());
                }
            }
        }
    }
    found
}

#[test]
fn a_folder_of_a_stores_name_that_bindery_did_not_make_is_named_and_left_as_it_is() {
    let book = book();
    let web = book.path("web");
    book.write("web/apple/orchard.html", "my own page");
    // A proof of something else, and a proof for another store, prove nothing.
    book.write("web/google/proof.json", "{\"proof\": \"of a theorem\"}");
    book.run("package --store draft2digital --out web").succeeds();
    fs::rename(web.join("draft2digital"), web.join("kobo")).expect("renamed");
    book.write("web/barnes-noble", "a file");
    let before = contents(&web);
    let ran = book.run("package --out web --message-format short");
    ran.exits_with(2);
    let after = contents(&web);
    for (path, bytes) in &before {
        assert!(after.get(path) == Some(bytes), "{}", path.display());
    }
    for store in ["apple", "google", "kobo", "barnes-noble"] {
        let mut lines = ran.stderr.lines();
        let named = |line: &str| line.contains("error[cli-not-ours]") && line.contains(&format!("web/{store}`"));
        assert!(lines.any(named), "{store}: {}", ran.stderr);
        let listed = |line: &str| line.starts_with(store) && line.contains("NOT made: cli-not-ours");
        assert!(ran.stdout.lines().any(listed), "{store}: {}", ran.stdout);
    }
    // The others are made.
    assert!(web.join("draft2digital/proof.json").is_file());
}

#[cfg(unix)]
#[test]
fn a_link_of_a_stores_name_is_neither_followed_nor_removed() {
    use std::os::unix::fs::symlink;
    let is_link = |path: &Path| fs::symlink_metadata(path).is_ok_and(|about| about.is_symlink());
    let book = book();
    book.run("package --store apple --out elsewhere").succeeds();
    book.write("elsewhere/mine.txt", "mine");
    book.write("elsewhere/apple/mine.txt", "mine");
    fs::create_dir(book.path("web")).expect("a folder");
    let link = book.path("web/apple");
    symlink("../elsewhere/apple", &link).expect("a link");
    let before = contents(&book.path("elsewhere"));
    book.run("package --store apple --out web").exits_with(2);
    assert!(contents(&book.path("elsewhere")) == before && is_link(&link));

    // A link inside of a package is kept as a link; what it leads to stays.
    fs::remove_file(&link).expect("removed");
    book.run("package --store apple --out web").succeeds();
    let link = book.path("web/apple/link");
    symlink("../../elsewhere", &link).expect("a link");
    book.run("package --store apple --out web").succeeds().says("link");
    assert!(contents(&book.path("elsewhere")) == before && is_link(&link));
}

#[test]
fn what_an_author_put_into_a_package_is_kept_and_told() {
    let book = book();
    let folder = "dist/packages/apple";
    book.run("package --store apple").succeeds();
    book.write(&format!("{folder}/notes.txt"), "call them on Monday");
    book.write(&format!("{folder}/mail/first.txt"), "Dear Apple");
    let ran = book.run("package --store apple --message-format short");
    ran.succeeds();
    for kept in ["apple/mail`", "apple/notes.txt`"] {
        let told = |line: &str| line.contains("warning[cli-kept]") && line.contains(kept);
        assert!(ran.stderr.lines().any(told), "{kept}: {}", ran.stderr);
    }
    assert_eq!(book.text(&format!("{folder}/mail/first.txt")), "Dear Apple");
    assert_eq!(book.text(&format!("{folder}/notes.txt")), "call them on Monday");

    // One whose name the package needs is not written over.
    let mut proof: Value = serde_json::from_str(&book.text(&format!("{folder}/proof.json"))).expect("JSON");
    let files = proof["files"].as_array_mut().expect("files");
    files.retain(|file| file["name"] != "listing.txt");
    book.write(&format!("{folder}/proof.json"), proof.to_string());
    book.write(&format!("{folder}/listing.txt"), "my own list");
    let before = contents(&book.path(folder));
    book.run("package --store apple")
        .exits_with(2)
        .says("apple/listing.txt`");
    assert!(contents(&book.path(folder)) == before);
}

#[test]
fn an_empty_folder_of_a_stores_name_is_filled() {
    let book = book();
    fs::create_dir_all(book.path("dist/packages/apple")).expect("a folder");
    book.run("package --store apple").succeeds();
    assert!(book.path("dist/packages/apple/proof.json").is_file());
}

/// The working folder of a run that was killed.
const WORKING: &str = ".bindery.4000000000.partial";

/// Leaves in a folder what a run leaves that died between its moves, given as pairs of from and to.
fn note_moves(folder: &Path, moves: &[(&str, &str)]) {
    let full = |path: &str| path.replace('@', WORKING);
    let moves: Vec<Value> = moves
        .iter()
        .map(|(from, to)| json!({ "from": full(from), "to": full(to) }))
        .collect();
    let journal = folder.join(WORKING).join("journal.json");
    fs::write(journal, Value::from(moves).to_string()).expect("written");
}

#[test]
fn a_package_that_a_killed_run_moved_away_comes_back_and_its_leftovers_are_no_packages() {
    let book = book();
    book.run("package --store apple --store draft2digital").succeeds();
    let packages = book.path("dist/packages");
    let before = contents(&packages);
    let proof = book.text("dist/packages/apple/proof.json");
    book.write(&format!("dist/packages/{WORKING}/new/apple/proof.json"), proof);
    fs::create_dir(packages.join(WORKING).join("old")).expect("made");
    fs::rename(packages.join("apple"), packages.join(WORKING).join("old/apple")).expect("moved");
    note_moves(&packages, &[("apple", "@/old/apple"), ("@/new/apple", "apple")]);

    book.run("diff dist/packages").keeps_quiet_about("Apple");
    for inner in ["new", "old"] {
        let path = format!("dist/packages/{WORKING}/{inner}/apple");
        book.run(&format!("verify {path}")).exits_with(2);
        book.run(&format!("diff {path}")).exits_with(2);
    }
    // The next run puts it back, whichever store it is for.
    book.run("package --store draft2digital").succeeds();
    assert!(contents(&packages) == before);
}

#[test]
fn files_that_a_killed_build_moved_are_put_back_before_the_next_one_writes() {
    let book = book();
    book.run("build --edition ebook").succeeds();
    let before = contents(&book.path("dist"));
    // One of two files was replaced.
    let working = book.path("dist").join(WORKING);
    fs::create_dir_all(working.join("old")).expect("made");
    fs::rename(book.path("dist/b.epub"), working.join("old/b.epub")).expect("moved");
    book.write("dist/b.epub", "the other build's");
    book.write(&format!("dist/{WORKING}/new/b-added.pdf"), "the other build's");
    let moves = [
        ("b.epub", "@/old/b.epub"),
        ("@/new/b.epub", "b.epub"),
        ("@/new/b-added.pdf", "b-added.pdf"),
    ];
    note_moves(&book.path("dist"), &moves);
    // What is built now leaves the ebook alone, and that is the earlier one again.
    book.run("build --edition digital-pdf").succeeds();
    let after = contents(&book.path("dist"));
    for (path, bytes) in &before {
        assert!(after.get(path) == Some(bytes), "{}", path.display());
    }
    assert!(!book.path("dist/b-added.pdf").exists() && !working.exists());
}
