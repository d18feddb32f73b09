//! The project: `book.toml`, the sources, and the only door to the disk.
//!
//! [`open`] reads everything textual at once and gathers every mistake; pictures are read one by
//! one through [`Project::read_picture`], for whoever needs them.

mod config;
mod folder;
mod load;
mod path;
mod root;
mod sources;
mod storage;
mod summary;

pub use config::rules::slug;
pub use config::{
    ChapterEntry, Config, CoverConfig, DigitalForm, EbookForm, Edition, Exception, FinishedCover, Form, PrintForm,
    Purpose, Sample, SampleLength, StoreConfig, Storefronts, TemplateSpine,
};
pub use root::{Start, find_root, root_of};
pub use sources::*;
pub use storage::{Disk, Memory, Storage, StorageError};

use crate::book::Date;
use crate::diagnostic::Diagnostic;
use crate::limits;
use load::Loader;

/// A book's configuration and texts, read and checked.
pub struct Project {
    /// What `book.toml` says, or what the folder suggests.
    pub config: Config,
    /// The texts: `book.toml` and the chapters.
    pub sources: Sources,
    storage: Box<dyn Storage>,
}

impl std::fmt::Debug for Project {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Project")
            .field("config", &self.config)
            .finish_non_exhaustive()
    }
}

impl Project {
    /// The bytes of a picture, by its path in the project.
    ///
    /// # Errors
    /// When it is missing, outside the project, or over [`limits::PICTURE_BYTES`].
    pub fn read_picture(&self, path: &str) -> Result<Vec<u8>, StorageError> {
        self.storage.read(path, limits::PICTURE_BYTES)
    }
}

/// What came of opening a project.
#[derive(Debug, Default)]
pub struct Opened {
    /// The project: there whenever a configuration or a manuscript was found, so that mistakes in
    /// the text are found along with those in `book.toml`. Nothing may be made from it while
    /// `findings` hold an error.
    pub project: Option<Project>,
    /// Every text that was read; findings point into these.
    pub sources: Sources,
    /// What is wrong so far.
    pub findings: Vec<Diagnostic>,
}

/// Reads the project in a folder. `epoch` is the moment to date the outputs with, in seconds since
/// 1970 UTC; without it they are dated with the book's revision, else its release, else 2000-01-01.
pub fn open(storage: Box<dyn Storage>, epoch: Option<i64>) -> Opened {
    let mut loader = Loader::new(storage.as_ref());
    let config = ["manuscript/book.toml", "book.toml"]
        .into_iter()
        .find(|file| storage.has_file(file));
    let config = match config {
        Some(file) => load::read(&mut loader, file),
        None => folder::read(&mut loader),
    };
    let (sources, findings) = loader.finish();
    let project = config.map(|mut config| {
        config.metadata.timestamp = epoch.unwrap_or_else(|| moment(&config));
        Project {
            config,
            sources: sources.clone(),
            storage,
        }
    });
    Opened {
        project,
        sources,
        findings,
    }
}

/// Noon of 2000-01-01, for a book that says no date.
const UNDATED: i64 = 946_728_000;

fn moment(config: &Config) -> i64 {
    let about = &config.metadata;
    about.revised.or(about.release).map_or(UNDATED, Date::noon)
}

/// The identifier that a new book of that title starts with.
pub fn starter_identifier(title: &str) -> String {
    config::rules::identifier(title, "")
}
