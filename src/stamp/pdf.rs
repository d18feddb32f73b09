//! Copies of a PDF: a line on the first page and a mark in the Info dictionary, added without writing the file again.
//! What is new stands behind the old bytes (ISO 32000-1, 7.5.6).

use super::{StampError, mark};
use crate::language;
use crate::pdf;
use crate::print::{self, Bleed, Folio, FolioStyle, Item, LineItem, Page, Pages, Piece, Setter, Setting, Structure};
use crate::span::Span;
use crate::theme::{Align, Family, TextStyle};
use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, Stream};
use md5::{Digest, Md5};
use std::collections::BTreeMap;

const FAMILY: &str = "Source Sans 3";
const SIZE: f32 = 7.5;
/// A grey that is read and does not shout.
const INK: f32 = 0.65;
/// Height of the line over the foot of the page.
const FOOT: f32 = 20.0;
const MARGIN: f32 = 36.0;

/// A PDF, made ready.
pub(super) struct PdfTemplate {
    file: IncrementalDocument,
    faces: print::Faces,
    page: ObjectId,
    /// Width of the first page.
    width: f32,
    language: String,
}

impl PdfTemplate {
    /// Reads a finished PDF.
    ///
    /// # Errors
    /// When it is broken, encrypted, or a file for a printer, in which nothing may be changed.
    pub(super) fn read(bytes: Vec<u8>) -> Result<PdfTemplate, StampError> {
        let broken = StampError::PdfUnreadable;
        let mut document = Document::load_mem(&bytes).map_err(broken)?;
        if document.trailer.has(b"Encrypt") {
            return Err(StampError::Encrypted);
        }
        let catalog = document.catalog().map_err(broken)?;
        let language = catalog.get(b"Lang").and_then(lopdf::decode_text_string);
        let language = language.unwrap_or_default();
        let info = info(&document);
        if info.is_some_and(|info| info.has(b"GTS_PDFXVersion")) {
            return Err(StampError::ForPrinter);
        }
        let page = document.page_iter().next().ok_or(StampError::NoPages)?;
        let media = document.get_dictionary(page).and_then(|page| page.get(b"MediaBox"));
        let media = media.and_then(Object::as_array).map_err(broken)?;
        let side = |at: usize| media.get(at).and_then(|side| side.as_float().ok());
        let (Some(left), Some(right)) = (side(0), side(2)) else {
            return Err(StampError::NoSize);
        };
        let width = right - left;
        let needed = needed(&document, page);
        // Each copy begins with a copy of this: what it does not change is in the old bytes.
        document.objects.retain(|id, _| needed.contains(id));
        document.reference_table.entries.clear();
        Ok(PdfTemplate {
            file: IncrementalDocument::create_from(bytes, document),
            faces: print::Faces::new(FAMILY, FAMILY, FAMILY),
            page,
            width,
            language,
        })
    }

    /// The copy for a buyer.
    ///
    /// # Errors
    /// When the line cannot be set or the file cannot be put together.
    pub(super) fn copy_for(&self, buyer: &str) -> Result<Vec<u8>, StampError> {
        let mark = mark::of(buyer);
        let pages = self.pages(&language::of(&self.language).copy_made_for(buyer));
        let mut file = self.file.clone();
        let layer = pdf::add_layer(&mut file.new_document, &pages, "Copy")?;
        let page = self.add_to_page(&mut file, layer).map_err(StampError::PdfStructure)?;
        let old = file.get_prev_documents();
        let mut info = info(old).cloned().unwrap_or_default();
        info.set(mark::KEY, Object::string_literal(mark.as_str()));
        let trailer = &mut file.new_document.trailer;
        let info_id = trailer.get(b"Info").and_then(Object::as_reference).ok();
        let changed = Md5::digest(mark.as_bytes());
        if let Ok(Object::Array(ids)) = trailer.get_mut(b"ID")
            && let Some(own) = ids.get_mut(1)
        {
            *own = Object::String(changed.to_vec(), lopdf::StringFormat::Hexadecimal);
        }
        file.new_document.set_object(self.page, page);
        match info_id {
            Some(id) => file.new_document.set_object(id, info),
            None => {
                let id = file.new_document.add_object(info);
                file.new_document.trailer.set("Info", id);
            }
        }
        let mut bytes = Vec::new();
        file.save_to(&mut bytes).map_err(StampError::PdfUnwritable)?;
        Ok(bytes)
    }

    /// The line, set in the middle, on a page of its own.
    fn pages(&self, line: &str) -> Pages {
        let measure = (self.width - 2.0 * MARGIN).max(MARGIN);
        let setting = Setting::plain(measure, Align::Center, &self.language);
        let style = TextStyle {
            family: Family::Sans,
            ink: INK,
            ..TextStyle::text(SIZE)
        };
        let piece = Piece::plain(line, style, Span::GENERATED);
        let lines = Setter::new(&self.faces).set(&[piece], &setting);
        let count = lines.len();
        let runs = lines.into_iter().enumerate().flat_map(|(at, line)| {
            let rise = FOOT + (count - 1 - at) as f32 * SIZE * 1.3;
            line.items.into_iter().filter_map(move |item| match item {
                LineItem::Glyphs(mut run) => {
                    run.x += MARGIN;
                    run.y += rise;
                    Some(Item::Glyphs(run))
                }
                _ => None,
            })
        });
        let page = Page {
            folio: Folio {
                style: FolioStyle::Roman,
                number: 1,
            },
            items: runs.collect(),
            furniture: 0,
            links: Vec::new(),
        };
        Pages {
            width: self.width,
            height: self.width,
            bleed: Bleed::None,
            pages: vec![page],
            faces: self.faces.pages_faces(),
            pictures: Vec::new(),
            anchors: BTreeMap::new(),
            outline: Vec::new(),
            structure: Structure::default(),
        }
    }

    /// The first page with the layer.
    fn add_to_page(&self, file: &mut IncrementalDocument, layer: pdf::Layer) -> lopdf::Result<Dictionary> {
        let old = file.get_prev_documents();
        let mut page = old.get_dictionary(self.page)?.clone();
        let resolve = |object: &Object| -> lopdf::Result<Dictionary> { old.dereference(object)?.1.as_dict().cloned() };
        let mut resources = page.get(b"Resources").and_then(resolve)?;
        let mut named = resources.get(b"Font").and_then(resolve).unwrap_or_default();
        let mut contents = match page.get(b"Contents")? {
            Object::Array(all) => all.clone(),
            one => vec![one.clone()],
        };
        named.extend(&layer.fonts);
        let stream = Stream::new(Dictionary::new(), layer.content);
        let stream = file.new_document.add_object(stream);
        contents.push(stream.into());
        resources.set("Font", named);
        page.set("Resources", resources);
        page.set("Contents", contents);
        Ok(page)
    }
}

/// The objects that a line on a page changes, or goes on from.
fn needed(document: &Document, page: ObjectId) -> Vec<ObjectId> {
    let reference = |dict: &Dictionary, key: &[u8]| dict.get(key).and_then(Object::as_reference).ok();
    let dict = document.get_dictionary(page).ok();
    let resources = dict.and_then(|page| reference(page, b"Resources"));
    let named = resources.and_then(|id| document.get_dictionary(id).ok());
    let faces = named.and_then(|resources| reference(resources, b"Font"));
    let info = reference(&document.trailer, b"Info");
    [Some(page), resources, faces, info].into_iter().flatten().collect()
}

fn info(document: &Document) -> Option<&Dictionary> {
    let info = document.trailer.get(b"Info").ok()?;
    document.dereference(info).ok()?.1.as_dict().ok()
}

/// The mark of a copy; `None` where there is none.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn mark_of(bytes: &[u8]) -> Result<Option<String>, StampError> {
    let document = Document::load_mem(bytes).map_err(StampError::PdfUnreadable)?;
    let mark = info(&document).and_then(|info| info.get(mark::KEY.as_bytes()).ok());
    Ok(mark.and_then(|mark| lopdf::decode_text_string(mark).ok()))
}
