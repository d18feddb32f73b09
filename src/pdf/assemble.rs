//! The document as printpdf makes it: the page tree, the faces and the names of the pictures.
//!
//! printpdf is given no page's operators but those that name each face once, so that it embeds them all. It
//! wants the operators of the whole book as a tree, an allocation a word, and turns them into lopdf's tree
//! and that into bytes, page after page on one thread: three quarters of the time and of the memory that
//! a PDF took. A page's content is written straight instead (`content`) and packed at once.

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
    let mut naming = Vec::new();
    for face in faces.values() {
        if let Some(font) = parsed(face) {
            let id = FontId(face.resource.clone());
            naming.extend(name(&id));
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
            ops: std::mem::take(&mut naming),
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

/// Operators that name a face: printpdf leaves out those that show nothing.
fn name(face: &FontId) -> [Op; 2] {
    let any = TextItem::GlyphIds(vec![Codepoint::new(0, 0.0)]);
    [
        Op::SetFont {
            font: PdfFontHandle::External(face.clone()),
            size: Pt(1.0),
        },
        Op::ShowText { items: vec![any] },
    ]
}
