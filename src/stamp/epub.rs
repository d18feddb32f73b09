//! Copies of an EPUB: two files of the archive are written anew, the others are taken over as they are packed.

use super::{StampError, mark};
use crate::language;
use crate::limits::SOURCE_BYTES;
use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};
use std::io::{Cursor, Read};
use std::sync::Arc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

type Archive = ZipArchive<Cursor<Arc<[u8]>>>;

const CONTAINER: &str = "META-INF/container.xml";

/// Where in a document the line stands, by the semantics of its pages: the first that there is.
const PLACES: [&str; 2] = ["copyright-page", "titlepage"];

/// An EPUB, made ready.
pub(super) struct EpubTemplate {
    archive: Archive,
    package: Document,
    page: Document,
    language: String,
}

/// A document of the archive, and the byte that something goes before.
struct Document {
    name: String,
    text: String,
    at: usize,
}

impl EpubTemplate {
    pub(super) fn read(bytes: Vec<u8>) -> Result<EpubTemplate, StampError> {
        let mut archive = open(bytes.into())?;
        let name = package_name(&mut archive)?;
        let text = text(&mut archive, &name)?;
        let at = text.rfind("</metadata>").ok_or(StampError::MetadataMissing)?;
        let opf = package(&text)?;
        let folder = name.rfind('/').map_or("", |slash| &name[..=slash]);
        let page = page(&mut archive, folder, &opf.spine)?;
        Ok(EpubTemplate {
            archive,
            package: Document { name, text, at },
            page,
            language: opf.language,
        })
    }

    pub(super) fn copy_for(&self, buyer: &str) -> Result<Vec<u8>, StampError> {
        let line = language::of(&self.language).copy_made_for(buyer);
        let line = format!("<p class=\"copy\">{}</p>\n", escape(&line));
        let mark = format!("<meta name=\"{}\" content=\"{}\"/>\n", mark::KEY, mark::of(buyer));
        let changed = [(&self.package, mark), (&self.page, line)];
        self.write(&changed).map_err(StampError::EpubUnwritable)
    }

    fn write(&self, changed: &[(&Document, String)]) -> zip::result::ZipResult<Vec<u8>> {
        // The archive's bytes are shared: only its table of contents is copied.
        let mut archive = self.archive.clone();
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..archive.len() {
            let file = archive.by_index_raw(index)?;
            let found = changed
                .iter()
                .find(|(document, _)| file.name().is_ok_and(|n| n == document.name));
            let Some((document, added)) = found else {
                writer.raw_copy_file(file)?;
                continue;
            };
            let mut options = SimpleFileOptions::default()
                .compression_method(CompressionMethod::Deflated)
                .unix_permissions(0o644);
            if let Some(date) = file.last_modified() {
                options = options.last_modified_time(date);
            }
            drop(file);
            writer.start_file(&document.name, options)?;
            let (before, after) = document.text.split_at(document.at);
            for part in [before, added, after] {
                std::io::Write::write_all(&mut writer, part.as_bytes())?;
            }
        }
        Ok(writer.finish()?.into_inner())
    }
}

/// The mark of a copy; `None` where there is none.
pub(super) fn mark_of(bytes: &[u8]) -> Result<Option<String>, StampError> {
    let mut archive = open(bytes.into())?;
    let name = package_name(&mut archive)?;
    Ok(package(&text(&mut archive, &name)?)?.mark)
}

fn open(bytes: Arc<[u8]>) -> Result<Archive, StampError> {
    ZipArchive::new(Cursor::new(bytes)).map_err(StampError::NotArchive)
}

fn text(archive: &mut Archive, name: &str) -> Result<String, StampError> {
    let unreadable = |why| StampError::EntryUnreadable {
        name: name.to_owned(),
        why,
    };
    let file = archive.by_name(name).map_err(unreadable)?;
    let mut text = String::new();
    match file.take(SOURCE_BYTES).read_to_string(&mut text) {
        Ok(_) => Ok(text),
        Err(why) => Err(unreadable(why.into())),
    }
}

fn package_name(archive: &mut Archive) -> Result<String, StampError> {
    let container = text(archive, CONTAINER)?;
    let mut found = None;
    each_element(&container, |element| {
        if found.is_none() && element.local_name().as_ref() == "rootfile" {
            found = value(element, "full-path");
        }
    })?;
    found.ok_or(StampError::PackageUnnamed)
}

/// What is needed of a package.
#[derive(Default)]
struct Package {
    language: String,
    mark: Option<String>,
    /// The documents in the order of reading.
    spine: Vec<String>,
}

fn package(text: &str) -> Result<Package, StampError> {
    let mut package = Package::default();
    let mut items: Vec<(String, String)> = Vec::new();
    each_element(text, |element| match element.local_name().as_ref() {
        "package" => package.language = value(element, "lang").unwrap_or_default(),
        "meta" if value(element, "name").as_deref() == Some(mark::KEY) => {
            package.mark = value(element, "content");
        }
        "item" => items.extend(value(element, "id").zip(value(element, "href"))),
        "itemref" => {
            let id = value(element, "idref").unwrap_or_default();
            let item = items.iter().find(|(known, _)| *known == id);
            package.spine.extend(item.map(|(_, href)| href.clone()));
        }
        _ => {}
    })?;
    Ok(package)
}

/// The document that the line goes into: the copyright page, else the title page, else the last.
fn page(archive: &mut Archive, folder: &str, spine: &[String]) -> Result<Document, StampError> {
    let mut best: Option<(usize, Document)> = None;
    for href in spine {
        let name = format!("{folder}{href}");
        let text = text(archive, &name)?;
        let says = |place: &&str| text.contains(&format!("epub:type=\"{place}\""));
        let rank = PLACES.iter().position(says).unwrap_or(PLACES.len());
        let better = best
            .as_ref()
            .is_none_or(|(known, _)| rank < *known || (rank == PLACES.len() && *known == rank));
        let end = text.rfind("</section>").or_else(|| text.rfind("</body>"));
        if let Some(at) = end.filter(|_| better) {
            best = Some((rank, Document { name, text, at }));
        }
        if rank == 0 {
            break;
        }
    }
    let found = best.map(|(_, document)| document);
    found.ok_or(StampError::PageMissing)
}

fn each_element(xml: &str, mut see: impl FnMut(&BytesStart<'_>)) -> Result<(), StampError> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event()? {
            Event::Start(element) | Event::Empty(element) => see(&element),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// An attribute, whatever its namespace.
fn value(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes().flatten();
    let found = attributes.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let text: &str = &found.value;
    Some(quick_xml::escape::unescape(text).ok()?.into_owned())
}
