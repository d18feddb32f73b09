//! What PDF objects say of a face, and how they hold numbers.

use super::fonts::Embedded;
use lopdf::{Dictionary, Object};
use std::fmt::Write;

/// Sets what a font descriptor says of its face (ISO 32000-1, 9.8.1).
pub(super) fn describe(descriptor: &mut Dictionary, face: &Embedded) {
    for (key, value) in [
        ("Ascent", face.ascent),
        ("Descent", face.descent),
        ("CapHeight", face.cap_height),
        ("ItalicAngle", face.italic_angle),
        ("StemV", face.stem),
    ] {
        descriptor.set(key, number(value));
    }
    descriptor.set("Flags", face.flags);
}

/// The widths of all glyphs, as a CID font has them (ISO 32000-1, 9.7.4.3).
pub(super) fn widths(face: &Embedded) -> Vec<Object> {
    let widths: Vec<Object> = face.widths.iter().map(|&width| number(width)).collect();
    vec![Object::Integer(0), widths.into()]
}

/// A number to a thousandth.
pub(super) fn number(value: f32) -> Object {
    if value.fract() == 0.0 {
        Object::Integer(value as i64)
    } else {
        Object::Real((value * 1000.0).round() / 1000.0)
    }
}

/// The ToUnicode map of a face (ISO 32000-1, 9.10.3): from glyph indices to UTF-16, at most a hundred to a block.
pub(super) fn to_unicode_cmap(face: &Embedded) -> Vec<u8> {
    let mut cmap = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let glyphs: Vec<(usize, &String)> = face.texts.iter().enumerate().skip(1).collect();
    for block in glyphs.chunks(100) {
        // Writing to a string does not fail.
        let _ = writeln!(cmap, "{} beginbfchar", block.len());
        for (glyph, text) in block {
            let _ = write!(cmap, "<{glyph:04X}> <");
            for unit in text.encode_utf16() {
                let _ = write!(cmap, "{unit:04X}");
            }
            cmap.push_str(">\n");
        }
        cmap.push_str("endbfchar\n");
    }
    cmap.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    cmap.into_bytes()
}
