//! Puts finished files in place, all or none.

use crate::build::Artifact;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

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
pub(super) fn replace(out: &Path, artifacts: &[Artifact]) -> Result<(), (PathBuf, io::Error)> {
    fs::create_dir_all(out).map_err(|why| (out.to_owned(), why))?;
    let mut staged = Vec::with_capacity(artifacts.len());
    for artifact in artifacts {
        let target = out.join(&artifact.name);
        if target.is_dir() {
            return Err((target, io::ErrorKind::IsADirectory.into()));
        }
        let temporary = out.join(format!(".{}.{}.partial", artifact.name, std::process::id()));
        let file = create(&temporary).map_err(|why| (temporary.clone(), why))?;
        let pair = Staged { temporary, target };
        fill(file, &artifact.bytes).map_err(|why| (pair.target.clone(), why))?;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn artifact(name: &str, content: &str) -> Artifact {
        Artifact {
            name: name.to_owned(),
            bytes: content.as_bytes().to_vec(),
            edition: "ebook".to_owned(),
            summary: String::new(),
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("the folder")
            .map(|e| {
                e.expect("an entry")
                    .file_name()
                    .into_string()
                    .expect("a name")
            })
            .collect();
        names.sort();
        names
    }

    #[test]
    fn files_are_replaced_all_or_none_and_nothing_temporary_stays() {
        let folder = std::env::temp_dir().join(format!("bindery-write-{}", std::process::id()));
        fs::create_dir_all(folder.join("b.pdf")).expect("a folder in the way");
        fs::write(folder.join("a.epub"), "old").expect("an earlier file");

        let both = [artifact("a.epub", "new"), artifact("b.pdf", "new")];
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
