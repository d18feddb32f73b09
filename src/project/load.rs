//! Reads the files that a configuration names.

use super::config::{self, ChapterEntry, Config, Edition, Item, Listed, NamedPicture, PictureUse, rules};
use super::path;
use super::sources::Sources;
use super::storage::{Storage, StorageError};
use crate::diagnostic::{Diagnostic, codes};
use crate::limits;
use crate::span::{FileId, Span};
use std::collections::BTreeMap;

/// Extensions of the pictures that a cover may be.
const PICTURES: &[&str] = &["png", "jpg", "jpeg", "svg"];

/// What a file is for that the configuration names.
#[derive(Clone, Copy)]
enum FileRole {
    Chapter,
    Cover,
}

/// The sources and findings of a project that is being read.
pub(super) struct Loader<'s> {
    pub storage: &'s dyn Storage,
    sources: Sources,
    findings: Vec<Diagnostic>,
    /// The chapters read so far, by path, with the place that listed them.
    listed: BTreeMap<String, Span>,
}

impl<'s> Loader<'s> {
    pub fn new(storage: &'s dyn Storage) -> Loader<'s> {
        Loader {
            storage,
            sources: Sources::default(),
            findings: Vec::new(),
            listed: BTreeMap::new(),
        }
    }

    pub fn finish(self) -> (Sources, Vec<Diagnostic>) {
        (self.sources, self.findings)
    }

    pub fn report(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// The text of a source already read.
    pub fn text(&self, file: FileId) -> std::sync::Arc<str> {
        self.sources
            .get(file)
            .map_or_else(|| "".into(), |source| source.text.clone())
    }

    /// Reads a text file; `blame` is the place that names it. What is not UTF-8 is reported at its
    /// line and replaced.
    pub fn source(&mut self, file: &str, blame: Span) -> Option<FileId> {
        if self.sources.iter().count() >= limits::SOURCE_FILES {
            let message = format!("a book has at most {} files", limits::SOURCE_FILES);
            let finding = Diagnostic::new(codes::IO_TOO_MANY_FILES, blame, message)
                .with_help("join short files into longer ones");
            self.report(finding);
            return None;
        }
        let bytes = match self.storage.read(file, limits::SOURCE_BYTES) {
            Ok(bytes) => bytes,
            Err(why) => {
                self.unreadable(file, blame, &why);
                return None;
            }
        };
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => Some(self.sources.add(file, text)),
            Err(fault) => Some(self.not_utf8(file, bytes, fault.valid_up_to())),
        }
    }

    fn not_utf8(&mut self, file: &str, bytes: &[u8], at: usize) -> FileId {
        let id = self.sources.add(file, String::from_utf8_lossy(bytes));
        let byte = bytes.get(at).copied().unwrap_or(0);
        let width = char::REPLACEMENT_CHARACTER.len_utf8();
        let finding = Diagnostic::new(
            codes::IO_NOT_UTF8,
            Span::new(id, at..at + width),
            format!("byte {byte:#04X} is not UTF-8 text"),
        )
        .with_help("save the file as UTF-8 in your editor, then look at this place again");
        self.report(finding);
        id
    }

    fn unreadable(&mut self, file: &str, blame: Span, why: &StorageError) {
        let code = match why {
            StorageError::TooLarge(_) => codes::IO_TOO_LARGE,
            StorageError::Outside => codes::TOML_PATH,
            _ => codes::IO_UNREADABLE,
        };
        let message = format!("`{file}` cannot be read: {why}");
        self.report(Diagnostic::new(code, blame, message).with_help(why.help("divide it into several chapters")));
    }

    /// The path in the project of a file named in folder `base`, when it is there.
    fn locate(&mut self, base: &str, written: &Item<String>, role: FileRole) -> Option<String> {
        let Some(file) = path::resolve(base, &written.value) else {
            let message = format!("`{}` leaves the project's folder", written.value);
            let finding = Diagnostic::new(codes::TOML_PATH, written.span, message)
                .with_help("copy the file into the project, and name it from there");
            self.report(finding);
            return None;
        };
        if self.storage.has_file(&file) {
            return Some(file);
        }
        let (code, what) = match role {
            FileRole::Chapter => (codes::TOML_FILE_MISSING, "chapter"),
            FileRole::Cover => (codes::TOML_COVER_MISSING, "cover"),
        };
        let message = format!("there is no {what} file `{file}`");
        let help = self.suggest(base, &file);
        let finding = Diagnostic::new(code, written.span, message).with_help(help);
        self.report(finding);
        None
    }

    fn suggest(&self, base: &str, file: &str) -> String {
        let name = path::file_name(file);
        let folder = path::parent(file);
        let elsewhere = ["", "chapters", "../covers", "covers"].into_iter().find_map(|near| {
            let dir = path::resolve(base, near)?;
            let found = dir != folder && self.storage.has_file(&path::join(&dir, name));
            found.then(|| path::join(near, name))
        });
        if let Some(place) = elsewhere {
            return format!("did you mean `{place}`?");
        }
        let Ok(names) = self.storage.list(folder) else {
            return format!("there is no folder `{folder}` either: make it, or mend the path");
        };
        let files: Vec<&str> = names.iter().map(String::as_str).filter(|n| !n.ends_with('/')).collect();
        match rules::nearest(name, files) {
            Some(near) => format!("did you mean `{near}`, which is in the same folder?"),
            None => "make the file, or mend the path".to_owned(),
        }
    }

    /// Reads the files of a chapter list that stands in folder `base`.
    pub fn chapters(&mut self, base: &str, listed: Vec<Listed>) -> Vec<ChapterEntry> {
        listed
            .into_iter()
            .filter_map(|line| {
                let file = match &line.file {
                    Some(written) => Some(self.chapter_file(base, written)?),
                    None => None,
                };
                Some(ChapterEntry {
                    file,
                    kind: line.kind,
                    title: line.title,
                    matter: line.matter,
                    part: line.part,
                    span: line.span,
                })
            })
            .collect()
    }

    fn chapter_file(&mut self, base: &str, written: &Item<String>) -> Option<FileId> {
        let file = self.locate(base, written, FileRole::Chapter)?;
        if let Some(&first) = self.listed.get(&file) {
            let message = format!("`{file}` is listed twice");
            let finding = Diagnostic::new(codes::TOML_FILE_REPEATED, written.span, message)
                .with_help("remove one of the two lines")
                .with_related(first, "it is listed here first");
            self.report(finding);
            return None;
        }
        self.listed.insert(file.clone(), written.span);
        self.source(&file, written.span)
    }

    /// The path of a picture named in folder `base`, when it is there.
    pub fn picture(&mut self, base: &str, written: &Item<String>) -> Option<String> {
        let file = self.locate(base, written, FileRole::Cover)?;
        let extension = file.rsplit_once('.').map_or("", |(_, e)| e);
        if !PICTURES.contains(&extension.to_ascii_lowercase().as_str()) {
            let message = format!("`{file}` is not a picture that can be used");
            let finding = Diagnostic::new(codes::TOML_COVER_FORMAT, written.span, message)
                .with_help("save it as PNG, JPEG or SVG");
            self.report(finding);
        }
        Some(file)
    }
}

/// Reads `book.toml` at `file` and everything that it names.
pub(super) fn read(loader: &mut Loader<'_>, file: &str) -> Option<Config> {
    let id = loader.source(file, Span::GENERATED)?;
    let text = loader.text(id);
    if let Some(config) = super::folder::read_mdbook(loader, file, &text) {
        return Some(config);
    }
    let draft = config::parse(id, &text);
    draft.findings.into_iter().for_each(|f| loader.report(f));
    let base = path::parent(file).to_owned();
    let mut config = draft.config;
    set_pictures(loader, &base, &mut config, &draft.pictures);
    config.chapters = loader.chapters(&base, draft.listed);
    Some(config)
}

fn set_pictures(loader: &mut Loader<'_>, base: &str, config: &mut Config, pictures: &[NamedPicture]) {
    for named in pictures {
        let found = loader.picture(base, &named.written);
        match &named.used_as {
            PictureUse::Cover => config.metadata.cover = found,
            PictureUse::FinishedCover(edition) => {
                let edition = config.editions.iter_mut().find(|known| known.name == *edition);
                let print = edition.and_then(Edition::print_mut);
                if let Some(cover) = print.and_then(|print| print.finished_cover.as_mut()) {
                    cover.picture = found;
                }
            }
            PictureUse::Product(index) => {
                if let Some(product) = config.metadata.products.get_mut(*index) {
                    product.cover = found;
                }
            }
        }
    }
}
