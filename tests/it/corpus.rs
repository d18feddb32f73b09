//! Whole books that nobody here wrote, through the whole tool: a valid EPUB, a whole PDF, findings where the
//! sources are odd, and no panic.

use crate::support::{ace, epubcheck, oracle, verapdf};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn corpus(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(name)
}

fn copy_dir(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_dir(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Builds a copy of a book and gives what the tool said, and where the files are.
fn build(name: &str, folder: &Path) -> (Output, PathBuf) {
    let root = folder.join(name);
    copy_dir(&corpus(name), &root);
    let out = folder.join("dist");
    let output = Command::new(env!("CARGO_BIN_EXE_bindery"))
        .args(["build", "--message-format", "short", "--out"])
        .arg(&out)
        .arg(&root)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .unwrap();
    (output, out)
}

/// The one file of `dist` that ends so.
fn made(dist: &Path, ending: &str) -> PathBuf {
    let mut files: Vec<PathBuf> = std::fs::read_dir(dist)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .collect();
    assert_eq!(files.len(), 1, "{ending} in {}", dist.display());
    files.remove(0)
}

fn qpdf_check(pdf: &Path) {
    let Some(qpdf) = oracle::find("qpdf") else {
        return;
    };
    let output = Command::new(qpdf).arg("--check").arg(pdf).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}:\n{said}", pdf.display());
}

fn builds_whole(name: &str, least_pages: usize, must_say: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let (output, dist) = build(name, folder.path());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    for words in must_say {
        assert!(said.contains(words), "nothing says {words:?}:\n{said}");
    }
    let epub = made(&dist, ".epub");
    epubcheck::assert_clean(name, &std::fs::read(&epub).unwrap());
    ace::assert_clean(name, &epub);
    for ending in ["-paperback.pdf", "-digital.pdf"] {
        let pdf = made(&dist, ending);
        qpdf_check(&pdf);
        let document = lopdf::Document::load(&pdf).unwrap();
        let pages = document.get_pages().len();
        assert!(pages >= least_pages, "{} has {pages} pages", pdf.display());
        assert_eq!(pages % 2, 0);
    }
    // A file without words for its pictures claims nothing, and is as sound but for those.
    let digital = made(&dist, "-digital.pdf");
    if !said.contains("pdf-not-accessible") {
        for flavour in verapdf::FLAVOURS {
            verapdf::assert_conforms(flavour, &digital);
        }
    }
}

#[test]
fn pride_and_prejudice_becomes_an_ebook_and_a_book_of_pages() {
    builds_whole("pride-and-prejudice", 300, &["toml-missing"]);
}

#[test]
fn the_rust_book_becomes_an_ebook_and_a_book_of_pages() {
    builds_whole("rust-book", 400, &["toml-missing", "ref-outside"]);
}

#[test]
fn the_bundled_book_becomes_files_that_everybody_can_read_and_a_printer_takes() {
    let dist = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_bindery"))
        .args([
            "build",
            "--edition",
            "ebook",
            "--edition",
            "digital-pdf",
            "--edition",
            "ingram",
            "--message-format",
            "short",
            "--out",
        ])
        .arg(dist.path())
        .arg(env!("CARGO_MANIFEST_DIR"))
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    let epub = made(dist.path(), ".epub");
    epubcheck::assert_clean("bundled", &std::fs::read(&epub).unwrap());
    ace::assert_clean("bundled", &epub);
    let digital = made(dist.path(), "-digital.pdf");
    for flavour in verapdf::FLAVOURS {
        verapdf::assert_conforms(flavour, &digital);
    }
    let printed = made(dist.path(), "-ingram.pdf");
    let facts = bindery::check::pdf::read(&std::fs::read(&printed).unwrap()).unwrap();
    assert_eq!(bindery::check::pdf::x1a(&facts, 240.0), []);
    assert_eq!(bindery::check::pdf::pages_of_print(&facts), []);
    is_black_alone(&printed);
}

/// Asserts that Ghostscript sees no ink but black on any page.
fn is_black_alone(pdf: &Path) {
    let Some(gs) = oracle::find("gs") else {
        return;
    };
    let output = Command::new(gs)
        .args(["-q", "-r36", "-o", "-", "-sDEVICE=inkcov"])
        .arg(pdf)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && !said.is_empty(), "{said}");
    for page in said.lines() {
        assert!(page.trim_start().starts_with("0.00000  0.00000  0.00000"), "{page}");
    }
}
