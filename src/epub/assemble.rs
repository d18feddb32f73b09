//! Assembling with epub-builder: documents whole, pictures as empty places.

use super::EpubError;
use super::finish::package::Resource;
use super::places::NAV;
use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ZipLibrary};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// The folder that the builder puts everything in.
const FOLDER: &str = "OEBPS/";

/// The documents and the stylesheet of the book, as the builder packed them, by name. The package,
/// the navigation and the pictures are the finish's, which has the real ones.
///
/// # Errors
/// What the builder or its archive says.
pub(super) fn assemble(
    resources: &[Resource],
    texts: &BTreeMap<&str, String>,
    style: &str,
) -> Result<BTreeMap<String, Vec<u8>>, EpubError> {
    let mut builder = ZipLibrary::new().and_then(EpubBuilder::new)?;
    builder.epub_version(EpubVersion::V33);
    builder.stylesheet(style.as_bytes())?;
    for resource in resources {
        let href = resource.href.as_str();
        let added = match texts.get(href) {
            _ if href == NAV => continue,
            Some(text) => builder.add_content(EpubContent::new(href, text.as_bytes())),
            None if resource.media_type.starts_with("image/") => {
                builder.add_resource(href, std::io::empty(), resource.media_type)
            }
            None => continue,
        };
        added?;
    }
    let mut packed = Vec::new();
    builder.generate(&mut packed)?;
    Ok(unpack(packed)?)
}

fn unpack(packed: Vec<u8>) -> zip::result::ZipResult<BTreeMap<String, Vec<u8>>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(packed))?;
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index)?;
        let Some(name) = file.name()?.strip_prefix(FOLDER).map(str::to_owned) else {
            continue;
        };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        files.insert(name, bytes);
    }
    Ok(files)
}
