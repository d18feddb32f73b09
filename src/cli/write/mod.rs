//! Puts finished files in place, all or none.

mod transaction;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use transaction::{Change, Folder, exists};

pub(super) use transaction::is_leftover;

/// What is said of a path that [`is_leftover`].
pub(super) const LEFTOVER: &str = "it is what a run that was cut off left; the next run removes it";

/// A finished file.
#[derive(Clone, Copy, Debug)]
pub(super) struct FinishedFile<'a> {
    /// Its name in the folder.
    pub name: &'a str,
    pub bytes: &'a [u8],
}

/// Why nothing was written.
#[derive(Debug)]
pub(super) enum Refusal {
    /// A path that could not be written, and what the system says of it.
    Failed(PathBuf, io::Error),
    /// Something of a package's name that bindery did not make.
    NotOurs(PathBuf),
    /// A file in a package's folder that bindery did not make, of a name that the package needs.
    InTheWay(PathBuf),
}

impl From<(PathBuf, io::Error)> for Refusal {
    fn from((path, why): (PathBuf, io::Error)) -> Refusal {
        Refusal::Failed(path, why)
    }
}

/// Writes the files into `out`, which is made if need be: all of them or none, also where the process is killed.
///
/// # Errors
/// The path that could not be written, and why. Nothing has changed then.
pub(super) fn replace(out: &Path, files: &[FinishedFile<'_>]) -> Result<(), (PathBuf, io::Error)> {
    let folder = Folder::open(out)?;
    let mut change = Change::default();
    for finished in files {
        let target = out.join(finished.name);
        if target.is_dir() {
            return Err((target, io::ErrorKind::IsADirectory.into()));
        }
        change.file(&folder, finished.name, finished.bytes);
    }
    change.make(&folder)
}

/// Replaces a whole folder in `out`. `made` tells the names of the files that bindery made in the one that is there;
/// `None` where it is not bindery's at all, and then it is not touched. What else lies in it is kept: the paths of it
/// are given back.
///
/// # Errors
/// Why the folder could not be replaced. Nothing has changed then.
pub(super) fn replace_folder(
    out: &Path,
    name: &str,
    files: &[FinishedFile<'_>],
    made: impl Fn(&Path) -> Option<BTreeSet<String>>,
) -> Result<Vec<PathBuf>, Refusal> {
    let folder = Folder::open(out)?;
    let target = folder.path().join(name);
    let kept = match exists(&target) {
        true => strangers(&target, made)?,
        false => Vec::new(),
    };
    if let Some(stranger) = kept.iter().find(|kept| files.iter().any(|file| **kept == *file.name)) {
        return Err(Refusal::InTheWay(target.join(stranger)));
    }
    let kept: Vec<PathBuf> = kept.into_iter().map(PathBuf::from).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|file| (file.name, file.bytes)).collect();
    let mut change = Change::default();
    change.folder(&folder, name, &files, kept.clone());
    change.make(&folder)?;
    Ok(kept.into_iter().map(|kept| target.join(kept)).collect())
}

/// What lies in a folder that bindery made and is not of its making.
fn strangers(folder: &Path, made: impl Fn(&Path) -> Option<BTreeSet<String>>) -> Result<Vec<OsString>, Refusal> {
    let failed = |why| Refusal::Failed(folder.to_owned(), why);
    // A link may lead to what others keep.
    if !fs::symlink_metadata(folder).map_err(failed)?.is_dir() {
        return Err(Refusal::NotOurs(folder.to_owned()));
    }
    let entries: Vec<fs::DirEntry> = fs::read_dir(folder)
        .and_then(|entries| entries.collect())
        .map_err(failed)?;
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let made = made(folder).ok_or_else(|| Refusal::NotOurs(folder.to_owned()))?;
    let is_ours = |entry: &fs::DirEntry| {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        is_file && entry.file_name().to_str().is_some_and(|name| made.contains(name))
    };
    let mut strangers: Vec<OsString> = entries
        .iter()
        .filter(|entry| !is_ours(entry))
        .map(fs::DirEntry::file_name)
        .collect();
    strangers.sort();
    Ok(strangers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("the folder")
            .map(|e| e.expect("an entry").file_name().into_string().expect("a name"))
            .collect();
        names.sort();
        names
    }

    #[test]
    fn files_are_replaced_all_or_none_and_nothing_temporary_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        fs::create_dir_all(folder.join("b.pdf")).expect("a folder in the way");
        fs::write(folder.join("a.epub"), "old").expect("an earlier file");

        let both = ["a.epub", "b.pdf"].map(|name| FinishedFile { name, bytes: b"new" });
        let (path, _) = replace(folder, &both).expect_err("a folder is in the way");
        assert_eq!(path, folder.join("b.pdf"));
        assert_eq!(fs::read(folder.join("a.epub")).expect("kept"), b"old");
        assert_eq!(names(folder), ["a.epub", "b.pdf"]);

        fs::remove_dir(folder.join("b.pdf")).expect("out of the way");
        replace(folder, &both).expect("both written");
        assert_eq!(fs::read(folder.join("a.epub")).expect("replaced"), b"new");
        assert_eq!(names(folder), ["a.epub", "b.pdf"]);
    }
}
