//! Set words and pictures as parts of a drawing (SVG).

use crate::print::{Face, GlyphRun};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider};
use std::fmt::Write;

/// A JPEG file as the address of a picture.
pub(super) fn address(jpeg: &[u8]) -> String {
    format!("data:image/jpeg;base64,{}", STANDARD.encode(jpeg))
}

/// The outlines of a run, y upwards.
pub(super) fn letters(run: &GlyphRun, face: &Face, out: &mut String) {
    let Ok(font) = skrifa::FontRef::new(&face.data) else {
        return;
    };
    let outlines = font.outline_glyphs();
    let level = ((1.0 - run.ink.clamp(0.0, 1.0)) * 255.0).round();
    let turn = if run.turned { -90 } else { 0 };
    let _ = write!(
        out,
        "<g fill=\"rgb({level},{level},{level})\" transform=\"translate({} {}) rotate({turn})\">",
        run.x, run.y
    );
    for glyph in &run.glyphs {
        let Some(outline) = outlines.get(GlyphId::from(glyph.id)) else {
            continue;
        };
        let mut path = Path::default();
        let settings = DrawSettings::unhinted(Size::new(run.size), LocationRef::default());
        if outline.draw(settings, &mut path).is_ok() && !path.0.is_empty() {
            let _ = write!(
                out,
                "<path transform=\"translate({} {})\" d=\"{}\"/>",
                glyph.x, glyph.y, path.0
            );
        }
    }
    out.push_str("</g>");
}

/// An outline as an SVG path.
#[derive(Default)]
struct Path(String);

impl OutlinePen for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        let _ = write!(self.0, "M{x} {y}");
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let _ = write!(self.0, "L{x} {y}");
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        let _ = write!(self.0, "Q{cx0} {cy0} {x} {y}");
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let _ = write!(self.0, "C{cx0} {cy0} {cx1} {cy1} {x} {y}");
    }

    fn close(&mut self) {
        self.0.push('Z');
    }
}
