//! The document as printpdf makes it: the page tree, the fonts with their programs, widths and texts, and the names of
//! fonts and pictures that pages share.
//!
//! printpdf embeds the fonts that text is set in, and has their glyphs and what those say from that text: it is given
//! one line a font, of all the glyphs that the book uses. The pages' own operators it is not given. It wants those of
//! the whole book as a tree, an allocation a word, and turns them into lopdf's tree and that into bytes, page after page
//! on one thread: three quarters of the time and of the memory that a PDF took. A page's content is written straight
//! instead (`content`), packed at once, and takes the place of what printpdf made of that line.
//!
//! `finish` says what it changes in the document after that, and why.

use super::fonts::{Embedded, Faces};
use super::pictures;
use super::{Content, coordinate};
use crate::print::{Item, Pages, PictureId};
use lopdf::{Dictionary, Object, ObjectId, Stream};
use printpdf::{
    Codepoint, ExternalStream, ExternalXObject, FontId, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage,
    PdfSaveOptions, Pt, TextItem, XObject, XObjectId,
};
use std::collections::BTreeSet;

/// The object tree of the pages, their contents still empty and their pictures still without bodies.
pub(super) fn document(pages: &Pages, faces: &Faces) -> lopdf::Document {
    let mut document = PdfDocument::new("");
    let mut lines = Vec::new();
    for face in faces.values() {
        if let Some(font) = parsed(face) {
            let id = FontId(face.resource.clone());
            lines.extend(line_of_all_glyphs(&id, face));
            document.resources.fonts.map.insert(id, PdfFont::new(font));
        }
    }
    for id in used_pictures(pages) {
        document.resources.xobjects.map.insert(
            XObjectId(pictures::resource(id)),
            XObject::External(ExternalXObject {
                stream: ExternalStream::default(),
                width: None,
                height: None,
                dpi: None,
            }),
        );
    }
    let whole = printpdf::Rect::from_wh(Pt(coordinate(pages.width)), Pt(coordinate(pages.height)));
    document.pages = pages
        .pages
        .iter()
        .map(|_| PdfPage {
            media_box: whole.clone(),
            trim_box: whole.clone(),
            crop_box: whole.clone(),
            ops: std::mem::take(&mut lines),
        })
        .collect();
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: true,
        image_optimization: None,
    };
    document.to_lopdf_document(&options, &mut Vec::new())
}

/// Gives each page its packed content.
pub(super) fn fill(document: &mut lopdf::Document, pages: &[ObjectId], contents: &mut [Content]) -> lopdf::Result<()> {
    for (&page, content) in pages.iter().zip(contents) {
        let id = document.get_dictionary(page)?.get(b"Contents")?.as_reference()?;
        let mut dict = Dictionary::new();
        dict.set("Filter", "FlateDecode");
        let packed = std::mem::take(&mut content.packed);
        let stream = Stream::new(dict, packed).with_compression(false);
        document.objects.insert(id, Object::Stream(stream));
    }
    Ok(())
}

/// The pictures that stand on a page and exist.
pub(super) fn used_pictures(pages: &Pages) -> BTreeSet<PictureId> {
    pages
        .pages
        .iter()
        .flat_map(|page| &page.items)
        .filter_map(|item| match item {
            Item::Picture { picture, .. } => Some(*picture),
            _ => None,
        })
        .filter(|id| (id.0 as usize) < pages.pictures.len())
        .collect()
}

fn parsed(face: &Embedded) -> Option<ParsedFont> {
    let mut font = ParsedFont::from_bytes(&face.program, 0, &mut Vec::new())?;
    font.font_name = Some(face.name.clone());
    Some(font)
}

/// The glyphs of a face, each with its text.
fn line_of_all_glyphs(font: &FontId, face: &Embedded) -> [Op; 2] {
    let glyphs = (0..).zip(&face.texts);
    let glyphs = glyphs.map(|(glyph, text)| Codepoint::with_cid(glyph, 0.0, text.clone()));
    [
        Op::SetFont {
            font: PdfFontHandle::External(font.clone()),
            size: Pt(1.0),
        },
        Op::ShowText {
            items: vec![TextItem::GlyphIds(glyphs.collect())],
        },
    ]
}
