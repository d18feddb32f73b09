//! A page's content and faces, for a document that is there already: what is added to a finished file.

use super::PdfError;
use super::content;
use super::fonts::{self, Embedded};
use super::objects;
use crate::print::Pages;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use read_fonts::{FontRef, TableProvider};

/// Content that stands on a page beside the page's own.
pub struct Layer {
    /// Operators. They leave the graphics state as it was, and are no part of the page's text, so that the page's tags
    /// stay whole.
    pub content: Vec<u8>,
    /// The faces that the operators name: entries of the page's font resources.
    pub fonts: Dictionary,
}

/// The first of `pages` as a layer. Its faces become objects of `document`, under names that begin with `prefix`: no
/// name of the page may.
///
/// # Errors
/// When there is no page, or a face cannot be embedded.
pub fn add_layer(document: &mut Document, pages: &Pages, prefix: &str) -> Result<Layer, PdfError> {
    let page = pages.pages.first().ok_or(PdfError::NoPages)?;
    let mut faces = fonts::embed(pages)?;
    for face in faces.values_mut() {
        face.resource = format!("{prefix}{}", face.resource);
    }
    let mut content = b"q /Artifact BMC\n".to_vec();
    let sheet = content::Sheet {
        origin: (0.0, 0.0),
        faces: &faces,
        pictures: 0,
        tagged: false,
    };
    content::page(page, &sheet, &mut content);
    content.extend(b"EMC Q\n");
    let mut fonts = Dictionary::new();
    for face in faces.values() {
        fonts.set(face.resource.as_str(), add_face(document, face));
    }
    Ok(Layer { content, fonts })
}

/// The objects of a face (ISO 32000-1, 9.7); the font's is given.
fn add_face(document: &mut Document, face: &Embedded) -> ObjectId {
    let name = || Object::Name(face.name.clone().into_bytes());
    let program = dictionary! { "Subtype" => "OpenType" };
    let program = document.add_object(Stream::new(program, face.program.clone()));
    let mut descriptor = dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => name(),
        "FontBBox" => bounds(face),
        "FontFile3" => program,
    };
    objects::describe(&mut descriptor, face);
    let descriptor = document.add_object(descriptor);
    let literal = Object::string_literal;
    let descendant = document.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "CIDFontType0",
        "BaseFont" => name(),
        "CIDSystemInfo" => dictionary! {
            "Registry" => literal("Adobe"),
            "Ordering" => literal("Identity"),
            "Supplement" => 0,
        },
        "FontDescriptor" => descriptor,
        "W" => objects::widths(face),
    });
    let text = Stream::new(Dictionary::new(), objects::to_unicode_cmap(face));
    let text = document.add_object(text);
    document.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => name(),
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![Object::Reference(descendant)],
        "ToUnicode" => text,
    })
}

/// The box that every glyph of a face fits in, in thousandths of an em.
fn bounds(face: &Embedded) -> Vec<Object> {
    let head = FontRef::new(&face.program).and_then(|font| font.head());
    let sides = head.map_or([0; 4], |head| {
        let units = i32::from(head.units_per_em().max(1));
        let sides = [head.x_min(), head.y_min(), head.x_max(), head.y_max()];
        sides.map(|side| i32::from(side) * 1000 / units)
    });
    sides.map(|side| Object::Integer(side.into())).to_vec()
}
