//! A finished PDF, read back: what it holds, and what a standard or a printer has against it.

mod bars;
mod content;
mod ink;
mod layout;
mod measured;
mod metadata;
mod objects;
mod rules;

pub use content::{Space, TextRun};
pub use ink::Ink;
pub use layout::Layout;
pub use measured::{cover_measures, interior_measures, screen_measures};
pub use metadata::Properties;
pub use rules::{pages_of_print, x1a, x4};

use crate::check::FileError;
use crate::limits;
use ink::InkMeter;
use lopdf::{Dictionary, Document, Object, ObjectId};
use objects::{filters, inherited, keys, name, sides, text};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// The most bytes that a stream of a page may hold once unpacked.
const STREAM_BYTES: usize = 256 * 1024 * 1024;

/// What a PDF holds.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Bytes of the file.
    pub bytes: usize,
    /// The version in its header: `1.3`.
    pub version: String,
    /// Whether objects or the cross-reference table are packed in streams, which came with PDF 1.5.
    pub packed_objects: bool,
    /// Whether it is encrypted.
    pub encrypted: bool,
    /// Whether its trailer identifies it.
    pub identified: bool,
    /// Keys of its catalog.
    pub catalog: BTreeSet<String>,
    /// What it says of itself in the Info dictionary.
    pub info: Properties,
    /// The same in XMP, by the names that the Info dictionary has for it; `None` without XMP.
    pub xmp: Option<Properties>,
    /// Its output intents.
    pub intents: Vec<Intent>,
    /// Names of faces that are not embedded.
    pub faces_missing: BTreeSet<String>,
    /// Filters of its streams.
    pub filters: BTreeSet<String>,
    /// What an action, a script or an embedded file is kept in.
    pub active: BTreeSet<String>,
    /// Its pages.
    pub pages: Vec<Page>,
}

/// An output intent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Intent {
    /// `GTS_PDFX`, `GTS_PDFA1`.
    pub kind: String,
    /// The printing condition's name.
    pub condition: String,
    /// The registry that has the name.
    pub registry: Option<String>,
    /// Whether the profile is in the file.
    pub profile: bool,
}

/// A rectangle: left, bottom, right, top, in points.
pub type Sides = [f64; 4];

/// A page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The paper.
    pub media: Option<Sides>,
    /// What is shown.
    pub crop: Option<Sides>,
    /// What is left when the book is cut.
    pub trim: Option<Sides>,
    /// How far what is cut through reaches.
    pub bleed: Option<Sides>,
    /// What counts of the page.
    pub art: Option<Sides>,
    /// How many annotations it has.
    pub annotations: usize,
    /// What is painted on it.
    pub ink: Ink,
    /// Where text, rules and pictures stand on it.
    pub layout: Layout,
}

/// Reads a PDF.
///
/// # Errors
/// When it cannot be read, or when it is encrypted.
pub fn read(bytes: &[u8]) -> Result<Facts, FileError> {
    let document = Document::load_mem(bytes)?;
    let page_ids: Vec<ObjectId> = document.page_iter().take(limits::PAGES).collect();
    let pages: Vec<Page> = page_ids
        .par_iter()
        .map(|&id| page(&document, id))
        .collect::<Result<_, FileError>>()?;
    let catalog = document.catalog()?;
    let mut facts = Facts {
        bytes: bytes.len(),
        version: document.version.clone(),
        encrypted: document.is_encrypted() || document.was_encrypted(),
        identified: document.trailer.has(b"ID"),
        catalog: keys(catalog),
        info: metadata::info(&document),
        xmp: metadata::xmp(&document, catalog),
        intents: intents(&document, catalog),
        packed_objects: packed(bytes),
        pages,
        ..Facts::default()
    };
    for object in document.objects.values() {
        match object {
            Object::Dictionary(dictionary) => facts.see(dictionary),
            Object::Stream(stream) => {
                facts.filters.extend(filters(&stream.dict));
                facts.see(&stream.dict);
            }
            _ => {}
        }
    }
    Ok(facts)
}

/// The text of the first pages, without what stands between words.
///
/// # Errors
/// When the file cannot be read.
pub fn texts(bytes: &[u8], most: usize) -> Result<Vec<String>, FileError> {
    let document = Document::load_mem(bytes)?;
    let numbers: Vec<u32> = document.get_pages().into_keys().take(most.min(limits::PAGES)).collect();
    let text = |number: &u32| {
        let text = document.extract_text(&[*number]).unwrap_or_default();
        text.split_whitespace().collect::<String>()
    };
    Ok(numbers.par_iter().map(text).collect())
}

/// Streams that show nothing: what the file says of itself, and where its objects are.
const HOUSEKEEPING: [&[u8]; 3] = [b"Metadata", b"ObjStm", b"XRef"];

/// Everything that a PDF shows, a piece after the other: what is painted on each page, faces and pictures. What it says of
/// itself is left out, its dates with it.
///
/// # Errors
/// When the file cannot be read.
pub fn shown(bytes: &[u8]) -> Result<Vec<Vec<u8>>, FileError> {
    let document = Document::load_mem(bytes)?;
    let streams = document.objects.into_values().filter_map(|object| match object {
        Object::Stream(stream) if !HOUSEKEEPING.iter().any(|kind| stream.dict.has_type(kind)) => Some(stream.content),
        _ => None,
    });
    Ok(streams.collect())
}

impl Facts {
    fn see(&mut self, dictionary: &Dictionary) {
        if dictionary.has_type(b"FontDescriptor") && !is_embedded(dictionary) {
            self.faces_missing.extend(name(dictionary, b"FontName"));
        }
        for key in [
            "OpenAction",
            "AA",
            "JS",
            "JavaScript",
            "EmbeddedFiles",
            "OPI",
            "Alternates",
        ] {
            if dictionary.has(key.as_bytes()) {
                self.active.insert(key.to_owned());
            }
        }
        if name(dictionary, b"Subtype").as_deref() == Some("PS") {
            self.active.insert("PostScript".to_owned());
        }
        const DESCRIBED: [&str; 4] = ["Type1", "TrueType", "CIDFontType0", "CIDFontType2"];
        let kind = name(dictionary, b"Subtype").unwrap_or_default();
        let is_face = dictionary.has_type(b"Font") && DESCRIBED.contains(&kind.as_str());
        if is_face && !dictionary.has(b"FontDescriptor") {
            self.faces_missing.extend(name(dictionary, b"BaseFont"));
        }
    }
}

fn is_embedded(descriptor: &Dictionary) -> bool {
    let keys: [&[u8]; 3] = [b"FontFile", b"FontFile2", b"FontFile3"];
    keys.iter().any(|key| descriptor.has(key))
}

/// Whether object or cross-reference streams are in the file.
fn packed(bytes: &[u8]) -> bool {
    let has = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    has(b"/ObjStm") || has(b"/Type/XRef") || has(b"/Type /XRef")
}

fn page(document: &Document, id: ObjectId) -> Result<Page, FileError> {
    let dictionary = document.get_dictionary(id)?;
    let sides = |key: &[u8]| inherited(document, dictionary, key).and_then(|o| sides(document, o));
    let content = document.get_page_content_with_limit(id, STREAM_BYTES)?;
    let observers = (InkMeter::default(), Layout::default());
    let (meter, layout) = content::follow(document, dictionary, &content, observers)?;
    let annotations = dictionary.get(b"Annots").ok();
    let annotations = annotations.and_then(|o| document.dereference(o).ok()?.1.as_array().ok());
    Ok(Page {
        media: sides(b"MediaBox"),
        crop: sides(b"CropBox"),
        trim: sides(b"TrimBox"),
        bleed: sides(b"BleedBox"),
        art: sides(b"ArtBox"),
        annotations: annotations.map_or(0, Vec::len),
        ink: meter.ink,
        layout,
    })
}

fn intents(document: &Document, catalog: &Dictionary) -> Vec<Intent> {
    let listed = inherited(document, catalog, b"OutputIntents").and_then(|o| o.as_array().ok());
    let dictionaries = listed
        .into_iter()
        .flatten()
        .filter_map(|intent| document.dereference(intent).ok()?.1.as_dict().ok());
    dictionaries
        .map(|intent| Intent {
            kind: name(intent, b"S").unwrap_or_default(),
            condition: text(intent, b"OutputConditionIdentifier").unwrap_or_default(),
            registry: text(intent, b"RegistryName"),
            profile: intent.has(b"DestOutputProfile"),
        })
        .collect()
}
