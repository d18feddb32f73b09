//! What a PDF says of itself.

use super::objects::text;
use crate::check::xml::entity;
use lopdf::{Dictionary, Document, Object};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// Properties by their names.
pub type Properties = BTreeMap<String, String>;

/// XMP's names of what the Info dictionary says.
const NAMES: [(&str, &str); 9] = [
    ("dc:title", "Title"),
    ("dc:creator", "Author"),
    ("dc:description", "Subject"),
    ("pdf:Keywords", "Keywords"),
    ("pdf:Producer", "Producer"),
    ("xmp:CreatorTool", "Creator"),
    ("xmp:CreateDate", "CreationDate"),
    ("xmp:ModifyDate", "ModDate"),
    ("pdfx:GTS_PDFXVersion", "GTS_PDFXVersion"),
];

/// The Info dictionary.
pub(super) fn info(document: &Document) -> Properties {
    let info = document.trailer.get(b"Info").ok();
    let info = info.and_then(|info| document.dereference(info).ok()?.1.as_dict().ok());
    let Some(info) = info else {
        return Properties::new();
    };
    let said = |key: &[u8], value: &Object| match value {
        Object::Name(name) => Some(String::from_utf8_lossy(name).into_owned()),
        _ => text(info, key),
    };
    info.iter()
        .filter_map(|(key, value)| {
            let key_name = String::from_utf8_lossy(key).into_owned();
            Some((key_name, said(key, value)?))
        })
        .collect()
}

/// The XMP of the file, under the Info dictionary's names; everything else under its own.
pub(super) fn xmp(document: &Document, catalog: &Dictionary) -> Option<Properties> {
    let stream = catalog.get(b"Metadata").ok()?;
    let stream = document.dereference(stream).ok()?.1.as_stream().ok()?;
    let bytes = match stream.dict.has(b"Filter") {
        true => stream.decompressed_content_with_limit(super::STREAM_BYTES).ok()?,
        false => stream.content.clone(),
    };
    let xml = String::from_utf8_lossy(&bytes);
    let mut reader = Reader::from_str(&xml);
    let mut said = Properties::new();
    let mut open: Vec<String> = Vec::new();
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                let name: &str = start.name().into_inner();
                open.push(name.to_owned());
            }
            Event::End(_) => {
                open.pop();
            }
            Event::Text(text) => add(&mut said, &open, &text),
            Event::GeneralRef(reference) => add(&mut said, &open, &entity(&reference)),
            Event::Eof => return Some(said),
            _ => {}
        }
    }
}

/// Adds text to what the innermost element that is no list says.
fn add(said: &mut Properties, open: &[String], text: &str) {
    let is_property = |name: &&String| !name.starts_with("rdf:") && !name.starts_with("x:");
    let Some(property) = open.iter().rev().find(is_property) else {
        return;
    };
    let known = NAMES.iter().find(|(name, _)| name == property);
    let name = known.map_or(property.as_str(), |(_, name)| name);
    if text.trim().is_empty() && !said.contains_key(name) {
        return;
    }
    said.entry(name.to_owned()).or_default().push_str(text);
}
