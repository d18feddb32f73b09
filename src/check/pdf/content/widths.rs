//! The widths of a font's glyphs.

use super::super::objects::{inherited, numbers};
use lopdf::{Dictionary, Document, Object};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The last code of two bytes.
const CODES: i64 = 0xffff;

/// The widths of a font's glyphs, in thousandths of its size (ISO 32000-1, 9.2.4 and 9.7.4.3).
#[derive(Clone, Debug)]
pub(super) struct Widths {
    two_bytes: bool,
    usual: f64,
    own: Arc<BTreeMap<u32, f64>>,
}

/// A glyph that a string shows.
pub(super) struct Glyph {
    /// Its width, in thousandths of the size.
    pub width: f64,
    /// Whether it is the space that word spacing widens (ISO 32000-1, 9.3.3).
    pub is_space: bool,
}

impl Widths {
    /// The widths that a font has.
    pub fn of(document: &Document, font: &Dictionary) -> Widths {
        let descendant = inherited(document, font, b"DescendantFonts").and_then(|fonts| {
            let first = fonts.as_array().ok()?.first()?;
            document.dereference(first).ok()?.1.as_dict().ok()
        });
        match descendant {
            Some(descendant) => Widths::of_composite(document, descendant),
            None => Widths::of_simple(document, font),
        }
    }

    fn of_simple(document: &Document, font: &Dictionary) -> Widths {
        let first = font.get(b"FirstChar").and_then(Object::as_i64).unwrap_or(0);
        let listed = font
            .get(b"Widths")
            .map_or_else(|_| Vec::new(), |w| numbers(document, w));
        let codes = first.clamp(0, CODES) as u32..;
        Widths {
            two_bytes: false,
            usual: 0.0,
            own: Arc::new(codes.zip(listed).collect()),
        }
    }

    fn of_composite(document: &Document, descendant: &Dictionary) -> Widths {
        let code = |object: &Object| object.as_i64().unwrap_or(0).clamp(0, CODES) as u32;
        let mut own = BTreeMap::new();
        let listed = inherited(document, descendant, b"W").and_then(|w| w.as_array().ok());
        let mut rest = listed.map_or(&[][..], Vec::as_slice);
        while let [from, second, after @ ..] = rest {
            let from = code(from);
            let is_list = document.dereference(second).is_ok_and(|(_, o)| o.as_array().is_ok());
            if is_list {
                own.extend((from..).zip(numbers(document, second)));
                rest = after;
                continue;
            }
            let [width, after @ ..] = after else { break };
            let width = width.as_float().map_or(0.0, f64::from);
            own.extend((from..=code(second)).map(|code| (code, width)));
            rest = after;
        }
        let usual = descendant.get(b"DW").and_then(Object::as_float);
        Widths {
            two_bytes: true,
            usual: usual.map_or(1000.0, f64::from),
            own: Arc::new(own),
        }
    }

    /// The glyphs of a string.
    pub fn glyphs<'s>(&'s self, string: &'s [u8]) -> impl Iterator<Item = Glyph> + 's {
        let bytes = if self.two_bytes { 2 } else { 1 };
        string.chunks_exact(bytes).map(|code| {
            let code = code.iter().fold(0, |code, &byte| code << 8 | u32::from(byte));
            Glyph {
                width: self.own.get(&code).copied().unwrap_or(self.usual),
                is_space: !self.two_bytes && code == 32,
            }
        })
    }
}
