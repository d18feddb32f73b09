//! The finish pass: what printpdf has no way to say, or says in a way that does not conform.
//!
//! - Fonts: printpdf cuts widths to whole thousandths of an em, and then almost every glyph of a line would need a
//!   correction of its place. Its map from glyphs to texts has the comments of PostScript in the middle; the one here
//!   is also that of a layer added later. It takes the ascent for the height of capitals, and calls every face
//!   nonsymbolic, which faces of more than the standard Latin characters are not (ISO 32000-1, 9.8.2).
//! - Pictures: it samples them anew and turns four inks into a screen's colours; theirs are written as they are.
//! - Pages: a box that does not begin at the origin it writes by its size and not by its corner; a bleed it does not
//!   know; and its empty lists of annotations are no part of a file for a printer.
//! - Catalog: it knows no language, no structure, no labels of pages, no nested outline, and no output intent or XMP
//!   but its own, which is not escaped and dated 1970.
//! - Trailer: its identifiers are other ones for each file of a run, and the same book must give the same bytes.

mod access;
mod exchange;
mod metadata;
mod navigate;
mod structure;

use super::fonts::Faces;
use super::pack::Packer;
use super::{Content, Info, PdfError, Purpose, Standard, assemble, coordinate, objects, pictures};
use crate::print::{Pages, Tag};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use md5::{Digest, Md5};
use rayon::prelude::*;

pub use access::is_open_to_all;
pub use exchange::CONDITION;

/// Makes the assembled document whole and writes it.
pub(super) fn finish(
    mut document: Document,
    mut contents: Vec<Content>,
    pages: &Pages,
    faces: &Faces,
    info: &Info,
    purpose: Purpose,
) -> Result<Vec<u8>, PdfError> {
    let page_ids: Vec<ObjectId> = document.page_iter().collect();
    if page_ids.len() != pages.pages.len() {
        return Err(PdfError::PagesMissing);
    }
    document.version = match purpose {
        Purpose::Exchange(standard) => standard.version().into(),
        Purpose::Print | Purpose::Screen => "1.7".into(),
    };
    assemble::fill(&mut document, &page_ids, &mut contents)?;
    let resources = share_resources(&mut document, &page_ids)?;
    finish_fonts(&mut document, faces, resources.fonts)?;
    finish_pictures(&mut document, pages, purpose, resources.pictures)?;
    finish_pages(&mut document, pages, &page_ids, resources.shared)?;

    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "Pages" => document.catalog().and_then(|c| c.get(b"Pages"))?.clone(),
    };
    if !info.language.is_empty() {
        catalog.set("Lang", lopdf::text_string(&info.language));
    }
    if purpose == Purpose::Screen {
        let links = navigate::add_links(&mut document, pages, &page_ids)?;
        let marked: Vec<Vec<Tag>> = contents.into_iter().map(|content| content.marked).collect();
        structure::add(&mut document, &mut catalog, pages, &page_ids, &marked, &links)?;
        access::declare(&mut document, &mut catalog);
        navigate::add_outline(&mut document, &mut catalog, pages, &page_ids);
        catalog.set("PageLabels", navigate::page_labels(pages));
        catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
        let packet = metadata::xmp_with(info, &access::claims(pages, info));
        let xmp = document.add_object(packet);
        catalog.set("Metadata", xmp);
    }
    let mut info_dictionary = metadata::info(info, purpose);
    if let Purpose::Exchange(standard) = purpose {
        exchange::claim(standard, &mut document, &mut catalog, &mut info_dictionary);
        let packet = metadata::xmp_with(info, &exchange::claims(standard));
        let xmp = document.add_object(packet);
        catalog.set("Metadata", xmp);
    }
    replace_root(&mut document, catalog, info_dictionary)?;
    compress(&mut document)?;
    let identifier = identifiers(&document, info);
    document.trailer.set("ID", identifier);

    let mut bytes = Vec::new();
    match purpose {
        // Packed objects came with PDF 1.5.
        Purpose::Exchange(Standard::X1a) => document.save_to(&mut bytes)?,
        _ => document.save_modern(&mut bytes)?,
    }
    Ok(bytes)
}

struct Resources {
    shared: ObjectId,
    fonts: ObjectId,
    pictures: ObjectId,
}

/// All pages share their fonts and pictures: one dictionary does for all.
fn share_resources(document: &mut Document, pages: &[ObjectId]) -> lopdf::Result<Resources> {
    let mut found = None;
    for &page in pages {
        let own = document.get_dictionary(page)?.get(b"Resources")?.as_reference()?;
        let Some(Object::Dictionary(own)) = document.objects.remove(&own) else {
            continue;
        };
        if found.is_none() {
            let reference = |key: &[u8]| own.get(key)?.as_reference();
            let (fonts, pictures) = (reference(b"Font")?, reference(b"XObject")?);
            for unused in [reference(b"ExtGState")?, reference(b"Shading")?] {
                document.objects.remove(&unused);
            }
            found = Some((fonts, pictures));
        }
    }
    let (fonts, pictures) = found.ok_or(lopdf::Error::DictKey("Resources".into()))?;
    let mut shared = Dictionary::new();
    for (key, id) in [("Font", fonts), ("XObject", pictures)] {
        if document.get_dictionary(id)?.is_empty() {
            document.objects.remove(&id);
        } else {
            shared.set(key, id);
        }
    }
    let shared = document.add_object(shared);
    Ok(Resources {
        shared,
        fonts,
        pictures,
    })
}

/// Exact widths, one text a glyph, and the descriptor's true metrics.
fn finish_fonts(document: &mut Document, faces: &Faces, fonts: ObjectId) -> lopdf::Result<()> {
    for face in faces.values() {
        let id = document
            .get_dictionary(fonts)?
            .get(face.resource.as_bytes())?
            .as_reference()?;
        let font = document.get_dictionary(id)?;
        let to_unicode = font.get(b"ToUnicode")?.as_reference()?;
        let descendants = font.get(b"DescendantFonts")?.as_array()?;
        let mut descendant = match descendants.first() {
            Some(Object::Dictionary(descendant)) => descendant.clone(),
            _ => return Err(lopdf::Error::DictKey("DescendantFonts".into())),
        };
        let descriptor = descendant.get(b"FontDescriptor")?.as_reference()?;
        descendant.set("W", objects::widths(face));
        let descendant = document.add_object(descendant);
        document
            .get_dictionary_mut(id)?
            .set("DescendantFonts", vec![Object::Reference(descendant)]);
        document.set_object(
            to_unicode,
            Stream::new(Dictionary::new(), objects::to_unicode_cmap(face)),
        );
        objects::describe(document.get_dictionary_mut(descriptor)?, face);
    }
    Ok(())
}

fn finish_pictures(
    document: &mut Document,
    pages: &Pages,
    purpose: Purpose,
    resources: ObjectId,
) -> Result<(), PdfError> {
    let streams: Vec<(String, Stream)> = assemble::used_pictures(pages)
        .into_par_iter()
        .filter_map(|id| Some((id, pages.pictures.get(id.0 as usize)?)))
        .map(|(id, image)| Ok((pictures::resource(id), pictures::stream(image, purpose)?)))
        .collect::<Result<_, PdfError>>()?;
    for (name, stream) in streams {
        let id = document
            .get_dictionary(resources)
            .and_then(|names| names.get(name.as_bytes())?.as_reference())?;
        document.set_object(id, stream);
    }
    Ok(())
}

/// Each page is the trim with its bleed, in whole paper.
fn finish_pages(
    document: &mut Document,
    pages: &Pages,
    page_ids: &[ObjectId],
    resources: ObjectId,
) -> lopdf::Result<()> {
    let (width, height) = (pages.width, pages.height);
    for (at, &id) in page_ids.iter().enumerate() {
        let [left, foot, right, head] = pages.bleed.sides(at);
        let paper = [0.0, 0.0, left + width + right, foot + height + head];
        let trim = [left, foot, left + width, foot + height];
        let array = |sides: [f32; 4]| sides.map(|side| objects::number(coordinate(side))).to_vec();
        let page = document.get_dictionary_mut(id)?;
        page.remove(b"Annots");
        page.remove(b"CropBox");
        for key in ["MediaBox", "BleedBox"] {
            page.set(key, array(paper));
        }
        page.set("TrimBox", array(trim));
        page.set("Resources", resources);
    }
    Ok(())
}

fn replace_root(document: &mut Document, catalog: Dictionary, info: Dictionary) -> lopdf::Result<()> {
    for (key, dictionary) in [("Root", catalog), ("Info", info)] {
        let id = document.trailer.get(key.as_bytes())?.as_reference()?;
        document.set_object(id, dictionary);
    }
    Ok(())
}

/// Packs every stream that is not packed yet; XMP stays open, for those who read it without a PDF reader.
fn compress(document: &mut Document) -> Result<(), PdfError> {
    let open: Vec<&mut Stream> = document
        .objects
        .values_mut()
        .filter_map(|object| object.as_stream_mut().ok())
        .filter(|stream| !stream.dict.has(b"Filter") && !stream.dict.has_type(b"Metadata"))
        .collect();
    open.into_par_iter().try_for_each_init(Packer::new, |packer, stream| {
        let packed = packer.pack(&stream.content)?;
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(packed);
        Ok(())
    })
}

/// The file's two identifiers (ISO 32000-1, 14.4): of the edition, and of these very bytes.
fn identifiers(document: &Document, info: &Info) -> Vec<Object> {
    let edition = Md5::digest(info.identifier.as_bytes());
    let mut content = Md5::new();
    for (id, object) in &document.objects {
        content.update(id.0.to_be_bytes());
        digest(object, &mut content);
    }
    [edition, content.finalize()]
        .map(|hash| Object::String(hash.to_vec(), lopdf::StringFormat::Hexadecimal))
        .to_vec()
}

fn digest(object: &Object, hash: &mut Md5) {
    match object {
        Object::Null => hash.update(b"n"),
        Object::Boolean(value) => hash.update([u8::from(*value)]),
        Object::Integer(value) => hash.update(value.to_be_bytes()),
        Object::Real(value) => hash.update(value.to_be_bytes()),
        Object::Name(bytes) | Object::String(bytes, _) => hash.update(bytes),
        Object::Array(items) => items.iter().for_each(|item| digest(item, hash)),
        Object::Dictionary(entries) => digest_entries(entries, hash),
        Object::Stream(stream) => {
            digest_entries(&stream.dict, hash);
            hash.update(&stream.content);
        }
        Object::Reference((id, _)) => hash.update(id.to_be_bytes()),
    }
}

fn digest_entries(entries: &Dictionary, hash: &mut Md5) {
    for (key, value) in entries {
        hash.update(key);
        digest(value, hash);
    }
}
