//! The package document, read.

use super::Properties;
use crate::check::FileError;
use crate::check::xml::{attribute, entity};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// A file of the manifest.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) path: String,
    pub(super) media_type: String,
    pub(super) is_nav: bool,
}

/// What a package says.
#[derive(Debug, Default)]
pub(super) struct Package {
    pub(super) version: String,
    pub(super) properties: Properties,
    pub(super) items: BTreeMap<String, Item>,
    pub(super) spine: Vec<String>,
    pub(super) cover: Option<String>,
    pub(super) has_old_cover: bool,
}

/// The package that a container names.
pub(super) fn root_file(container: &str) -> Option<String> {
    let mut reader = Reader::from_str(container);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) if start.local_name().into_inner() == "rootfile" => {
                return attribute(&start, "full-path");
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Reads a package document that stands at `path`.
///
/// # Errors
/// When it is not XML.
pub(super) fn read(text: &str, path: &str) -> Result<Package, FileError> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut reader = Reader::from_str(text);
    let mut package = Package::default();
    // The property that is open, and its text so far.
    let mut open: Option<(String, String)> = None;
    loop {
        let event = reader.read_event().map_err(|why| FileError::NotXml {
            path: path.to_owned(),
            why,
        })?;
        match event {
            Event::Start(start) => {
                open = property(&start).map(|name| (name, String::new()));
                package.element(&start, folder);
            }
            Event::Empty(start) => package.element(&start, folder),
            Event::Text(piece) => {
                if let Some((_, text)) = &mut open {
                    text.push_str(&piece);
                }
            }
            Event::GeneralRef(reference) => {
                if let Some((_, text)) = &mut open {
                    text.push_str(&entity(&reference));
                }
            }
            Event::End(_) => {
                if let Some((name, text)) = open.take() {
                    let all = package.properties.entry(name).or_default();
                    all.push(text.trim().to_owned());
                }
            }
            Event::Eof => return Ok(package),
            _ => {}
        }
    }
}

fn property(start: &BytesStart<'_>) -> Option<String> {
    let name: &str = start.name().into_inner();
    if name.starts_with("dc:") {
        return Some(name.to_owned());
    }
    let own = name == "meta" && attribute(start, "refines").is_none();
    attribute(start, "property").filter(|_| own)
}

impl Package {
    fn element(&mut self, start: &BytesStart<'_>, folder: &str) {
        match start.local_name().into_inner() {
            "package" => self.version = attribute(start, "version").unwrap_or_default(),
            "meta" => {
                self.has_old_cover |= attribute(start, "name").as_deref() == Some("cover");
            }
            "item" => self.item(start, folder),
            "itemref" => self.spine.extend(attribute(start, "idref")),
            _ => {}
        }
    }

    fn item(&mut self, start: &BytesStart<'_>, folder: &str) {
        let [Some(id), Some(href), Some(media_type)] = ["id", "href", "media-type"].map(|name| attribute(start, name))
        else {
            return;
        };
        let path = match folder {
            "" => href,
            folder => format!("{folder}/{href}"),
        };
        let properties = attribute(start, "properties").unwrap_or_default();
        let has = |wanted: &str| properties.split_whitespace().any(|p| p == wanted);
        if has("cover-image") {
            self.cover = Some(path.clone());
        }
        let is_nav = has("nav");
        self.items.insert(
            id,
            Item {
                path,
                media_type,
                is_nav,
            },
        );
    }
}
