//! A finished EPUB, read back: what it holds, and what stores measure in it.

mod document;
mod measured;
mod package;
mod style;

pub use document::{Document, PictureUse};
pub use measured::measures;
pub use style::Declaration;

use super::picture;
use crate::check::FileError;
use crate::limits;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use zip::{CompressionMethod, ZipArchive};

/// The most bytes that the files of an EPUB may hold once unpacked.
const UNPACKED_BYTES: u64 = 2 * 1024 * 1024 * 1024;

/// The values of each property, in order.
pub type Properties = BTreeMap<String, Vec<String>>;

/// What an EPUB holds.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Bytes of the file.
    pub bytes: usize,
    /// Whether its first file says, unpacked, that it is an EPUB (EPUB 3.3, OCF 4.2).
    pub is_marked: bool,
    /// Whether files in it are encrypted.
    pub encrypted: bool,
    /// The version of its package: `3.0`.
    pub version: String,
    /// What the package says: `dc:title`, `schema:accessMode`. Refinements are left out.
    pub properties: Properties,
    /// The cover's picture by its manifest, from the archive's top.
    pub cover: Option<String>,
    /// Whether the cover is named as EPUB 2 did, too.
    pub has_old_cover: bool,
    /// Whether there is an NCX.
    pub has_ncx: bool,
    /// Bytes by file.
    pub sizes: BTreeMap<String, u64>,
    /// Its pictures by file.
    pub pictures: BTreeMap<String, picture::Facts>,
    /// Its documents in reading order, then the others.
    pub documents: Vec<Document>,
    /// How many of them are in the reading order.
    pub in_order: usize,
    /// Everything that its stylesheets declare, by file.
    pub styles: Vec<(String, Declaration)>,
    /// How deep its table of contents goes; 0 without one.
    pub toc_depth: usize,
    /// How many entries that has.
    pub toc_entries: usize,
    /// What its landmarks are.
    pub landmarks: BTreeSet<String>,
    /// Whether its navigation document has a table.
    pub nav_has_table: bool,
}

impl Facts {
    /// The first value of a property.
    pub fn first(&self, property: &str) -> Option<&str> {
        Some(self.properties.get(property)?.first()?.as_str())
    }
}

/// Reads an EPUB.
///
/// # Errors
/// When it is no EPUB that can be read.
pub fn read(bytes: &[u8]) -> Result<Facts, FileError> {
    let mut archive = Archive::open(bytes)?;
    let mut facts = Facts {
        bytes: bytes.len(),
        is_marked: archive.is_marked(),
        encrypted: archive.0.index_for_name("META-INF/encryption.xml").is_some(),
        sizes: archive.sizes()?,
        ..Facts::default()
    };
    let container = archive.text("META-INF/container.xml")?;
    let path = package::root_file(&container).ok_or(FileError::PackageUnnamed)?;
    let package = package::read(&archive.text(&path)?, &path)?;
    facts.version = package.version;
    facts.properties = package.properties;
    facts.cover = package.cover;
    facts.has_old_cover = package.has_old_cover;
    facts.has_ncx = package
        .items
        .values()
        .any(|item| item.media_type == "application/x-dtbncx+xml");
    let order: Vec<&str> = package.spine.iter().map(String::as_str).collect();
    let mut others = Vec::new();
    for (id, item) in &package.items {
        let kind = item.media_type.as_str();
        if kind.starts_with("image/") {
            let picture = picture::read(&archive.bytes(&item.path)?);
            facts.pictures.insert(item.path.clone(), picture);
        } else if kind == "text/css" {
            let css = archive.text(&item.path)?;
            let declared = style::declarations(&css).into_iter();
            facts.styles.extend(declared.map(|d| (item.path.clone(), d)));
        } else if kind == "application/xhtml+xml" {
            let text = archive.text(&item.path)?;
            let document = document::read(&text, &item.path)?;
            if item.is_nav {
                facts.toc_depth = document.toc_depth;
                facts.toc_entries = document.toc_entries;
                facts.landmarks = document.landmarks.clone();
                facts.nav_has_table = document.columns > 0;
            }
            let at = order.iter().position(|known| known == id);
            others.push((at.unwrap_or(usize::MAX), document));
        }
    }
    others.sort_by_key(|(at, _)| *at);
    facts.in_order = others.iter().filter(|(at, _)| *at < usize::MAX).count();
    facts.documents = others.into_iter().map(|(_, document)| document).collect();
    for document in &facts.documents {
        let declared = document.styles.iter().cloned();
        let path = || document.path.clone();
        facts.styles.extend(declared.map(|d| (path(), d)));
    }
    Ok(facts)
}

struct Archive<'a>(ZipArchive<Cursor<&'a [u8]>>);

impl<'a> Archive<'a> {
    fn open(bytes: &'a [u8]) -> Result<Archive<'a>, FileError> {
        let archive = ZipArchive::new(Cursor::new(bytes))?;
        let whole: u64 = archive.decompressed_size().unwrap_or(0).try_into().unwrap_or(u64::MAX);
        if whole > UNPACKED_BYTES || archive.len() > limits::SOURCE_FILES {
            return Err(FileError::TooLarge);
        }
        Ok(Archive(archive))
    }

    fn is_marked(&mut self) -> bool {
        let Ok(mut first) = self.0.by_index(0) else {
            return false;
        };
        let stored = first.compression() == CompressionMethod::Stored;
        let mut said = String::new();
        stored
            && first.name().is_ok_and(|name| name == "mimetype")
            && first.read_to_string(&mut said).is_ok()
            && said == "application/epub+zip"
    }

    fn sizes(&mut self) -> Result<BTreeMap<String, u64>, FileError> {
        let count = self.0.len();
        let of = |at| {
            let file = self.0.by_index_raw(at)?;
            let name = file.name()?.into_owned();
            Ok((name, file.size()))
        };
        (0..count).map(of).collect()
    }

    fn bytes(&mut self, path: &str) -> Result<Vec<u8>, FileError> {
        let fail = |why| FileError::Entry {
            path: path.to_owned(),
            why,
        };
        let file = self.0.by_name(path).map_err(fail)?;
        let mut bytes = Vec::new();
        match file.take(UNPACKED_BYTES).read_to_end(&mut bytes) {
            Ok(_) => Ok(bytes),
            Err(why) => Err(fail(why.into())),
        }
    }

    fn text(&mut self, path: &str) -> Result<String, FileError> {
        let bytes = self.bytes(path)?;
        String::from_utf8(bytes).map_err(|_| FileError::NotUtf8(path.to_owned()))
    }
}
