//! The whole way from `new` to finished files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn bindery(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bindery"))
        .args(args)
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .expect("it runs")
}

fn folder(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("bindery-made-{name}-{}", std::process::id()));
    fs::create_dir_all(&path).expect("a folder");
    path
}

/// The names and contents of the files in a folder, sorted.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| {
            let entry = entry.expect("an entry");
            let name = entry.file_name().into_string().expect("a name");
            (name, fs::read(entry.path()).expect("a file"))
        })
        .collect();
    files.sort();
    files
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_new_book_builds_into_every_edition_without_errors_and_twice_alike() {
    let folder = folder("new");
    assert!(bindery(&folder, &["new", "b"]).status.success());
    let output = bindery(&folder, &["build", "b"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let first = files(&folder.join("b/dist"));
    for extension in [".epub", ".pdf", ".jpg"] {
        assert!(first.iter().any(|(name, _)| name.ends_with(extension)), "{extension}");
    }
    let listed = String::from_utf8(output.stdout).expect("UTF-8");
    for (name, bytes) in &first {
        assert!(listed.contains(name), "{name} is not in {listed}");
        assert!(!bytes.is_empty(), "{name} is empty");
    }
    assert!(bindery(&folder, &["build", "b", "--out", "again"]).status.success());
    let second = files(&folder.join("again"));
    assert!(first == second, "two builds differ");
    fs::remove_dir_all(&folder).expect("cleaned");
}

#[test]
fn a_new_book_is_without_findings() {
    let folder = folder("check");
    assert!(bindery(&folder, &["new", "b"]).status.success());
    let output = bindery(&folder, &["check", "b"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(said(&output), "no findings\n");
    fs::remove_dir_all(&folder).expect("cleaned");
}

#[test]
fn one_edition_can_be_made_alone() {
    let folder = folder("one");
    assert!(bindery(&folder, &["new", "b"]).status.success());
    let output = bindery(&folder, &["build", "b", "--edition", "ebook"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let made = files(&folder.join("b/dist"));
    assert!(made.iter().any(|(name, _)| name.ends_with(".epub")));
    assert!(made.iter().all(|(name, _)| !name.ends_with(".pdf")));
    fs::remove_dir_all(&folder).expect("cleaned");
}

#[test]
fn a_mistake_in_a_chapter_leaves_the_finished_files_as_they_were() {
    let folder = folder("mistake");
    assert!(bindery(&folder, &["new", "b"]).status.success());
    assert!(bindery(&folder, &["build", "b"]).status.success());
    let before = files(&folder.join("b/dist"));
    fs::write(folder.join("b/manuscript/chapters/01-walking.md"), b"# A \xFF\n").expect("written");
    let output = bindery(&folder, &["build", "b"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("io-not-utf8"), "{}", said(&output));
    assert!(files(&folder.join("b/dist")) == before, "the files changed");
    fs::remove_dir_all(&folder).expect("cleaned");
}

#[test]
fn a_proof_is_made_beside_each_pdf_and_changes_no_other_file() {
    let folder = folder("proof");
    assert!(bindery(&folder, &["new", "b"]).status.success());
    assert!(
        bindery(&folder, &["build", "b", "--edition", "paperback"])
            .status
            .success()
    );
    let before = files(&folder.join("b/dist"));
    let output = bindery(&folder, &["build", "b", "--edition", "paperback", "--proof"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let after = files(&folder.join("b/dist"));
    let (proofs, others): (Vec<_>, Vec<_>) = after.into_iter().partition(|(name, _)| name.ends_with("-proof.pdf"));
    assert_eq!(proofs.len(), 1);
    assert!(others == before, "the book itself changed");
    fs::remove_dir_all(&folder).expect("cleaned");
}

/// The pages of the one PDF in a folder whose name ends so, and whether the last is blank.
fn pages(folder: &Path, ending: &str) -> (usize, bool) {
    let files = files(folder);
    let (_, bytes) = files.iter().find(|(name, _)| name.ends_with(ending)).expect("a PDF");
    let facts = bindery::check::pdf::read(bytes).expect("a readable PDF");
    let last = facts.pages.last().expect("a page");
    (facts.pages.len(), last.ink.spaces.is_empty())
}

#[test]
fn a_book_for_ingramspark_ends_with_a_blank_page() {
    let folder = folder("ingram");
    assert!(bindery(&folder, &["new", "b"]).status.success());
    let config = folder.join("b/manuscript/book.toml");
    let toml = fs::read_to_string(&config).expect("book.toml");
    let more = "\n[editions.spark]\nkind = \"paperback\"\nprinter = \"ingram\"\nstandard = \"pdf/x-1a\"\n";
    fs::write(&config, toml + more).expect("written");
    let output = bindery(&folder, &["build", "b"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let dist = folder.join("b/dist");
    let (count, blank) = pages(&dist, "-spark.pdf");
    let (plain, ends_blank) = pages(&dist, "-paperback.pdf");
    assert!(blank && count % 2 == 0);
    assert_eq!(count, if ends_blank { plain } else { plain + 2 });
    fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn no_rule_of_a_printed_book_is_thinner_than_printers_print() {
    let folder = folder("rules");
    assert!(bindery(&folder, &["new", "b"]).status.success());
    let chapter = folder.join("b/manuscript/chapters/01-walking.md");
    let text = fs::read_to_string(&chapter).expect("a chapter");
    let table = "\n| a | b |\n| - | - |\n| 1 | 2 |\n| 3 | 4 |\n\nA fraction, $\\frac{1}{2}$, and ~~struck~~.[^1]\n\n[^1]: A note.\n";
    fs::write(&chapter, text + table).expect("written");
    let output = bindery(&folder, &["build", "b"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let files = files(&folder.join("b/dist"));
    let thinnest = |ending: &str| {
        let (_, bytes) = files.iter().find(|(name, _)| name.ends_with(ending)).expect("a PDF");
        let facts = bindery::check::pdf::read(bytes).expect("a readable PDF");
        let rules = facts.pages.iter().filter_map(|page| page.placed.thinnest);
        rules.reduce(f64::min).expect("a rule")
    };
    assert!(thinnest("-paperback.pdf") > 0.74);
    // A screen shows finer ones.
    assert!(thinnest("-digital.pdf") < 0.74);
    fs::remove_dir_all(&folder).expect("removed");
}
