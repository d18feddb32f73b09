//! Puts finished files in place, all or none.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A finished file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Finished<'a> {
    /// Its name in the folder.
    pub name: &'a str,
    pub bytes: &'a [u8],
}

/// A file written beside its place; dropped before it is moved there, it is removed.
struct Staged {
    temporary: PathBuf,
    target: PathBuf,
}

impl Drop for Staged {
    fn drop(&mut self) {
        // Once renamed it is gone, and there is nothing to remove.
        let _ = fs::remove_file(&self.temporary);
    }
}

/// Writes the files into `out`, which is made if need be. Each is written beside its place and
/// moved there when all are complete, so that what stood there before is whole until then.
///
/// # Errors
/// The path that could not be written, and why. No temporary file is left behind.
pub(super) fn replace(out: &Path, files: &[Finished<'_>]) -> Result<(), (PathBuf, io::Error)> {
    fs::create_dir_all(out).map_err(|why| (out.to_owned(), why))?;
    let mut staged = Vec::with_capacity(files.len());
    for finished in files {
        let target = out.join(finished.name);
        if target.is_dir() {
            return Err((target, io::ErrorKind::IsADirectory.into()));
        }
        let temporary = out.join(format!(".{}.{}.partial", finished.name, std::process::id()));
        let file = create(&temporary).map_err(|why| (temporary.clone(), why))?;
        let pair = Staged { temporary, target };
        fill(file, finished.bytes).map_err(|why| (pair.target.clone(), why))?;
        staged.push(pair);
    }
    for pair in &staged {
        fs::rename(&pair.temporary, &pair.target).map_err(|why| (pair.target.clone(), why))?;
    }
    Ok(())
}

fn create(path: &Path) -> io::Result<File> {
    // A file of this name can only be left from a run that was killed.
    let _ = fs::remove_file(path);
    OpenOptions::new().write(true).create_new(true).open(path)
}

fn fill(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

/// Replaces a whole folder: what stood in it and is not among the files goes. The old one is there until the new one is
/// complete beside it.
///
/// # Errors
/// The path that could not be written, and why.
pub(super) fn replace_folder(folder: &Path, files: &[Finished<'_>]) -> Result<(), (PathBuf, io::Error)> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let beside = |what: &str| folder.with_file_name(format!(".{name}.{}.{what}", std::process::id()));
    let (new, old) = (beside("partial"), beside("old"));
    let _ = fs::remove_dir_all(&new);
    let filled = replace(&new, files).and_then(|()| {
        let moved = match folder.exists() {
            true => fs::rename(folder, &old).and_then(|()| fs::rename(&new, folder)),
            false => fs::rename(&new, folder),
        };
        moved.map_err(|why| (folder.to_owned(), why))
    });
    if filled.is_err() {
        let _ = fs::remove_dir_all(&new);
        if !folder.exists() {
            // Moved aside and not replaced: back again.
            let _ = fs::rename(&old, folder);
        }
    }
    let _ = fs::remove_dir_all(&old);
    filled
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
        let folder = std::env::temp_dir().join(format!("bindery-write-{}", std::process::id()));
        fs::create_dir_all(folder.join("b.pdf")).expect("a folder in the way");
        fs::write(folder.join("a.epub"), "old").expect("an earlier file");

        let both = ["a.epub", "b.pdf"].map(|name| Finished { name, bytes: b"new" });
        let (path, _) = replace(&folder, &both).expect_err("a folder is in the way");
        assert_eq!(path, folder.join("b.pdf"));
        assert_eq!(fs::read(folder.join("a.epub")).expect("kept"), b"old");
        assert_eq!(names(&folder), ["a.epub", "b.pdf"]);

        fs::remove_dir(folder.join("b.pdf")).expect("out of the way");
        replace(&folder, &both).expect("both written");
        assert_eq!(fs::read(folder.join("a.epub")).expect("replaced"), b"new");
        assert_eq!(names(&folder), ["a.epub", "b.pdf"]);
        fs::remove_dir_all(&folder).expect("cleaned");
    }
}
