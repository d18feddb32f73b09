//! Ways to break a finished file.

use bindery::book::trade::FileRole;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat};
use lopdf::{Dictionary, Document, EncryptionState, EncryptionVersion, Object, ObjectId, Permissions, Stream};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// An EPUB with its files changed: each by its name and bytes; an empty list of bytes takes the file out.
pub fn epub(bytes: &mut Vec<u8>, mut change: impl FnMut(&str, &mut Vec<u8>)) {
    rewrite(bytes, CompressionMethod::Stored, &[], &mut change);
}

/// An EPUB with a file more.
pub fn epub_with(bytes: &mut Vec<u8>, name: &str, content: &[u8]) {
    rewrite(bytes, CompressionMethod::Stored, &[(name, content)], &mut |_, _| {});
}

/// An EPUB whose first file is packed.
pub fn epub_unmarked(bytes: &mut Vec<u8>) {
    rewrite(bytes, CompressionMethod::Deflated, &[], &mut |_, _| {});
}

fn rewrite(
    bytes: &mut Vec<u8>,
    first: CompressionMethod,
    more: &[(&str, &[u8])],
    change: &mut dyn FnMut(&str, &mut Vec<u8>),
) {
    let mut archive = ZipArchive::new(Cursor::new(bytes.clone())).expect("an archive");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a file");
        let name = file.name().expect("a name").into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("read");
        change(&name, &mut content);
        let method = if at == 0 { first } else { CompressionMethod::Deflated };
        if !content.is_empty() {
            put(&mut out, &name, &content, method);
        }
    }
    for (name, content) in more {
        put(&mut out, name, content, CompressionMethod::Deflated);
    }
    *bytes = out.finish().expect("finished").into_inner();
}

fn put(out: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, content: &[u8], method: CompressionMethod) {
    let level = (method == CompressionMethod::Deflated).then_some(1);
    let options = SimpleFileOptions::default()
        .compression_method(method)
        .compression_level(level);
    out.start_file(name, options).expect("begun");
    out.write_all(content).expect("written");
}

/// Replaces text in the file of an EPUB whose name ends so. It must be there.
pub fn swap(bytes: &mut Vec<u8>, ending: &str, old: &str, new: &str) {
    let mut done = false;
    epub(bytes, |name, content| {
        let text = String::from_utf8_lossy(content).into_owned();
        if name.ends_with(ending) && text.contains(old) && !done {
            *content = text.replacen(old, new, 1).into_bytes();
            done = true;
        }
    });
    assert!(done, "`{old}` is not in {ending}");
}

/// Adds rules to the stylesheet.
pub fn style(bytes: &mut Vec<u8>, css: &str) {
    epub(bytes, |name, content| {
        if name.ends_with("stylesheet.css") {
            content.extend_from_slice(css.as_bytes());
        }
    });
}

/// Adds markup at the end of the first chapter.
pub fn text(bytes: &mut Vec<u8>, markup: &str) {
    swap(bytes, "not-the-running.xhtml", "</body>", &format!("{markup}</body>"));
}

/// Puts another picture in a figure's place.
pub fn figure(bytes: &mut Vec<u8>, picture: &[u8]) {
    epub(bytes, |name, content| {
        if name.ends_with("ladder.png") {
            *content = picture.to_vec();
        }
    });
}

/// A picture of one colour.
pub fn png(width: u32, height: u32, alpha: bool) -> Vec<u8> {
    let picture = match alpha {
        true => DynamicImage::new_rgba8(width, height),
        false => DynamicImage::new_rgb8(width, height),
    };
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, ImageFormat::Png).expect("encoded");
    out.into_inner()
}

/// A photograph of one colour.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encode(&DynamicImage::new_rgb8(width, height))
}

/// One that is white.
pub fn white_jpeg(width: u32, height: u32) -> Vec<u8> {
    let white = image::RgbImage::from_pixel(width, height, image::Rgb([255; 3]));
    encode(&DynamicImage::ImageRgb8(white))
}

/// The same without colour.
pub fn gray_jpeg(width: u32, height: u32) -> Vec<u8> {
    encode(&DynamicImage::new_luma8(width, height))
}

fn encode(picture: &DynamicImage) -> Vec<u8> {
    let mut out = Vec::new();
    picture
        .write_with_encoder(JpegEncoder::new_with_quality(&mut out, 40))
        .expect("encoded");
    out
}

/// A PDF changed.
pub fn pdf(bytes: &mut Vec<u8>, change: impl FnOnce(&mut Document)) {
    let mut document = Document::load_mem(bytes).expect("a PDF");
    change(&mut document);
    let mut out = Vec::new();
    document.save_to(&mut out).expect("saved");
    *bytes = out;
}

/// Locks a PDF: everybody may open it, and nobody change it.
pub fn lock(document: &mut Document) {
    let version = EncryptionVersion::V2 {
        document,
        owner_password: "owner",
        user_password: "",
        key_length: 128,
        permissions: Permissions::PRINTABLE,
    };
    let state = EncryptionState::try_from(version).expect("a key");
    document.encrypt(&state).expect("locked");
}

/// The object of a page, counted from 1.
pub fn page(document: &Document, number: u32) -> ObjectId {
    document.get_pages()[&number]
}

pub fn dictionary(document: &mut Document, id: ObjectId) -> &mut Dictionary {
    document.get_dictionary_mut(id).expect("a dictionary")
}

/// What a PDF says of itself.
pub fn info(document: &mut Document) -> &mut Dictionary {
    let info = document.trailer.get(b"Info");
    let id = info.and_then(Object::as_reference).expect("an Info dictionary");
    dictionary(document, id)
}

/// What is painted on a page, between two pieces of content.
pub fn paint(document: &mut Document, number: u32, before: &str, after: &str) {
    let id = page(document, number);
    let content = document.get_page_content(id);
    let whole = [b"q ", before.as_bytes(), b"\n", &content, b"\nQ ", after.as_bytes()].concat();
    let stream = document.add_object(Stream::new(Dictionary::new(), whole));
    dictionary(document, id).set("Contents", Object::Reference(stream));
}

/// Moves everything on a page, in points.
pub fn shift(document: &mut Document, number: u32, x: i32, y: i32) {
    paint(document, number, &format!("1 0 0 1 {x} {y} cm"), "");
}

/// The recto with the most type on it.
pub fn page_with_type(document: &Document) -> u32 {
    let length = |number: &u32| document.extract_text(&[*number]).map_or(0, |text| text.len());
    (21..80).step_by(2).max_by_key(length).expect("a page")
}

/// Sets a number of every picture in a PDF, as a share of what it was.
pub fn pictures(document: &mut Document, key: &str, share: f64) {
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object
            && stream.dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Image")
            && let Ok(number) = stream.dict.get(key.as_bytes()).and_then(Object::as_i64)
        {
            stream.dict.set(key, (number as f64 * share) as i64);
        }
    }
}

#[test]
fn a_pdf_that_differs_in_its_dates_shows_the_same() {
    let case = super::shelf::Case::of("kdp-paperback");
    let shown = |bytes: &[u8]| bindery::check::pdf::shown(bytes).expect("a PDF");
    let mut dated = case.files[&FileRole::Wrap].clone();
    pdf(&mut dated, |document| {
        info(document).set("ModDate", Object::string_literal("D:20300101000000Z"));
    });
    assert!(shown(&dated) == shown(&case.files[&FileRole::Wrap]));
    let mut painted = case.files[&FileRole::Wrap].clone();
    pdf(&mut painted, |document| paint(document, 1, "", "0 g 9 9 9 9 re f"));
    assert!(shown(&painted) != shown(&case.files[&FileRole::Wrap]));
}
