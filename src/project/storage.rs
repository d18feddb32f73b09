//! Where a project's files are: the disk, or memory.

use super::path;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Why a file or folder could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// Nothing is there.
    #[error("it is not there")]
    Missing,
    /// It lies outside the project, itself or through a symbolic link.
    #[error("it lies outside the project's folder")]
    Outside,
    /// It is larger than the cap given, in bytes.
    #[error("it is larger than {0} bytes")]
    TooLarge(u64),
    /// A folder where a file was asked for, or the other way round.
    #[error("it is a folder, or not a plain file")]
    WrongType,
    /// The system says why.
    #[error("{0}")]
    System(String),
}

impl StorageError {
    /// What to do about it; `smaller` says how a file of that kind is made smaller.
    pub fn help<'a>(&self, smaller: &'a str) -> &'a str {
        match self {
            StorageError::Missing => "check the path: it is relative to the file that names it",
            StorageError::Outside => "copy the file into the project",
            StorageError::TooLarge(_) => smaller,
            StorageError::WrongType | StorageError::System(_) => "look at the file's type and permissions",
        }
    }
}

impl From<io::Error> for StorageError {
    fn from(error: io::Error) -> StorageError {
        match error.kind() {
            io::ErrorKind::NotFound => StorageError::Missing,
            _ => StorageError::System(error.to_string()),
        }
    }
}

/// A folder of files. Paths are relative to the project's root and written with `/`.
pub trait Storage: Send + Sync {
    /// The bytes of a file of at most `cap` bytes.
    ///
    /// # Errors
    /// When it is missing, larger, no file, or outside the project.
    fn read(&self, path: &str, cap: u64) -> Result<Vec<u8>, StorageError>;

    /// The names in a folder (empty path: the root), sorted; names of folders end with `/`.
    ///
    /// # Errors
    /// When it is missing, no folder, or outside the project.
    fn list(&self, dir: &str) -> Result<Vec<String>, StorageError>;

    /// The name of the project's folder.
    fn name(&self) -> String;

    /// Whether there is a file at that path.
    fn has_file(&self, path: &str) -> bool;
}

/// A folder on the disk. Nothing outside of it can be read through it, whatever links it holds.
#[derive(Debug)]
pub struct Disk {
    root: PathBuf,
}

impl Disk {
    /// The folder at `root`.
    ///
    /// # Errors
    /// When it is missing or no folder.
    pub fn open(root: &Path) -> Result<Disk, StorageError> {
        let root = fs::canonicalize(root)?;
        if root.is_dir() {
            Ok(Disk { root })
        } else {
            Err(StorageError::WrongType)
        }
    }

    fn locate(&self, relative: &str) -> Result<PathBuf, StorageError> {
        let clean = path::resolve("", relative).ok_or(StorageError::Outside)?;
        let full = fs::canonicalize(self.root.join(clean))?;
        if full.starts_with(&self.root) {
            Ok(full)
        } else {
            Err(StorageError::Outside)
        }
    }
}

impl Storage for Disk {
    fn read(&self, path: &str, cap: u64) -> Result<Vec<u8>, StorageError> {
        let full = self.locate(path)?;
        // Opening a pipe would wait for a writer, so the type is asked first.
        if !fs::metadata(&full)?.is_file() {
            return Err(StorageError::WrongType);
        }
        let mut bytes = Vec::new();
        File::open(&full)?.take(cap.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > cap {
            return Err(StorageError::TooLarge(cap));
        }
        Ok(bytes)
    }

    fn list(&self, dir: &str) -> Result<Vec<String>, StorageError> {
        let full = self.locate(dir)?;
        if !full.is_dir() {
            return Err(StorageError::WrongType);
        }
        let mut names = Vec::new();
        for entry in fs::read_dir(full)? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let mark = if entry.path().is_dir() { "/" } else { "" };
            names.push(name + mark);
        }
        names.sort();
        Ok(names)
    }

    fn has_file(&self, path: &str) -> bool {
        self.locate(path).is_ok_and(|full| full.is_file())
    }

    fn name(&self) -> String {
        self.root
            .file_name()
            .map_or_else(String::new, |n| n.to_string_lossy().into_owned())
    }
}

/// Files in memory, by path.
///
/// ```
/// use bindery::project::{self, Memory};
///
/// let files = [("manuscript/book.toml", "title = \"Walks\"\nsubtitel = \"By the Sea\"\n")];
/// let opened = project::open(Box::new(Memory::new(files)), None);
/// let unknown = opened.findings.iter().find(|finding| finding.code.name() == "toml-unknown-key");
/// let unknown = unknown.expect("a key that is not known");
/// let place = unknown.span.expect("its place");
/// assert_eq!(opened.sources.line_column(place), Some((2, 1)));
/// assert!(unknown.help.as_deref().is_some_and(|help| help.contains("subtitle")));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Memory(pub BTreeMap<String, Vec<u8>>);

impl Memory {
    /// Files from their paths and contents.
    pub fn new<'a, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (&'a str, B)>) -> Memory {
        let owned = files.into_iter().map(|(p, b)| (p.to_owned(), b.into()));
        Memory(owned.collect())
    }
}

impl Storage for Memory {
    fn read(&self, path: &str, cap: u64) -> Result<Vec<u8>, StorageError> {
        let clean = path::resolve("", path).ok_or(StorageError::Outside)?;
        let bytes = self.0.get(&clean).ok_or(StorageError::Missing)?;
        if bytes.len() as u64 > cap {
            return Err(StorageError::TooLarge(cap));
        }
        Ok(bytes.clone())
    }

    fn list(&self, dir: &str) -> Result<Vec<String>, StorageError> {
        let clean = path::resolve("", dir).ok_or(StorageError::Outside)?;
        let prefix = path::join(&clean, "");
        let mut names = BTreeSet::new();
        for file in self.0.keys() {
            let inside = file.strip_prefix(&prefix);
            match inside.map(|rest| rest.split_once('/').map_or((rest, ""), |(d, _)| (d, "/"))) {
                Some((name, mark)) => names.insert(format!("{name}{mark}")),
                None => continue,
            };
        }
        if names.is_empty() && !clean.is_empty() {
            return Err(StorageError::Missing);
        }
        Ok(names.into_iter().collect())
    }

    fn has_file(&self, path: &str) -> bool {
        path::resolve("", path).is_some_and(|clean| self.0.contains_key(&clean))
    }

    fn name(&self) -> String {
        "memory".to_owned()
    }
}
