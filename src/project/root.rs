//! Where a project starts on the disk.

use std::fs;
use std::path::{Path, PathBuf};

/// What marks a folder as a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// Its `book.toml`, in it or in its folder `manuscript`.
    Config(PathBuf),
    /// Markdown files, a `SUMMARY.md` or a `chapters.txt` alone.
    Loose(PathBuf),
}

impl Start {
    /// The project's root.
    pub fn path(&self) -> &Path {
        match self {
            Start::Config(path) | Start::Loose(path) => path,
        }
    }
}

/// The project whose root, or folder `manuscript`, is `folder`; `None` when there is no book in it.
pub fn root_of(folder: &Path) -> Option<Start> {
    if folder.join("manuscript/book.toml").is_file() {
        return Some(Start::Config(folder.to_owned()));
    }
    if folder.join("book.toml").is_file() {
        // Covers stand beside the manuscript, so the project starts above it.
        let full = fs::canonicalize(folder).ok()?;
        let above = full.parent().filter(|_| full.ends_with("manuscript"));
        return Some(Start::Config(above.map_or(folder.to_owned(), Path::to_owned)));
    }
    let is_loose = ["SUMMARY.md", "src/SUMMARY.md", "chapters.txt"]
        .iter()
        .any(|list| folder.join(list).is_file())
        || has_markdown(folder);
    is_loose.then(|| Start::Loose(folder.to_owned()))
}

/// The project that `start` lies in: the nearest folder upward with a `book.toml`, else `start`
/// itself when it holds a manuscript without one.
pub fn find_root(start: &Path) -> Option<Start> {
    let full = fs::canonicalize(start).ok()?;
    full.ancestors()
        .filter_map(root_of)
        .find(|found| matches!(found, Start::Config(_)))
        .or_else(|| root_of(&full))
}

fn has_markdown(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| {
        entries
            .flatten()
            .any(|e| e.path().extension().is_some_and(|x| x == "md") && e.path().is_file())
    })
}
