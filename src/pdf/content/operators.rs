//! Operators of a content stream (ISO 32000-1, annex A), in as few bytes as can be.

use super::super::{gray, pictures, thousandths};
use crate::print::{FaceId, PictureId, Rect};

/// What operators set that outlives a text object (ISO 32000-1, 9.3.1).
#[derive(Clone, Copy)]
pub(super) struct State {
    ink: Option<i64>,
    font: Option<(FaceId, i64)>,
    /// Hundredths of a per cent.
    stretch: i64,
}

/// The operators of a content stream, written as bytes, and what they have set so far.
pub(super) struct Operators<'a> {
    bytes: &'a mut Vec<u8>,
    in_text: bool,
    state: State,
    /// Where the line of text starts, thousandths of a point. A text object begins at the origin (9.4.1).
    line: (i64, i64),
}

impl<'a> Operators<'a> {
    pub fn new(bytes: &'a mut Vec<u8>) -> Operators<'a> {
        let state = State {
            ink: None,
            font: None,
            stretch: 10_000,
        };
        Operators {
            bytes,
            in_text: false,
            state,
            line: (0, 0),
        }
    }

    /// Begins or ends text.
    pub fn text(&mut self, wanted: bool) {
        if self.in_text != wanted {
            self.operator(if wanted { "BT" } else { "ET" });
            self.in_text = wanted;
            self.line = (0, 0);
        }
    }

    /// Sets the ink of text and fills.
    pub fn fill(&mut self, ink: f32) {
        let gray = gray(ink);
        if self.state.ink != Some(gray) {
            self.operand(gray, 3);
            self.operator("g");
            self.state.ink = Some(gray);
        }
    }

    /// Sets the font, at thousandths of a point.
    pub fn font(&mut self, face: FaceId, resource: &str, size: i64) {
        if self.state.font != Some((face, size)) {
            self.raw(b"/");
            self.raw(resource.as_bytes());
            self.raw(b" ");
            self.operand(size, 3);
            self.operator("Tf");
            self.state.font = Some((face, size));
        }
    }

    /// Sets how wide glyphs are drawn, in hundredths of a per cent.
    pub fn stretch(&mut self, stretch: i64) {
        if self.state.stretch != stretch {
            self.operand(stretch, 2);
            self.operator("Tz");
            self.state.stretch = stretch;
        }
    }

    /// Moves to a place, in thousandths of a point: by the way from the line before, which is mostly the
    /// leading alone, and which whole numbers keep from ever adding up to an error.
    pub fn line_at(&mut self, x: i64, y: i64) {
        let (from_x, from_y) = self.line;
        self.operand(x - from_x, 3);
        self.operand(y - from_y, 3);
        self.operator("Td");
        self.line = (x, y);
    }

    pub fn rectangle(&mut self, rect: Rect) {
        self.operands([rect.x, rect.y, rect.width, rect.height].map(thousandths));
        self.operator("re");
    }

    /// Turns what follows a quarter to the right, about a place in thousandths of a point.
    pub fn turn_down(&mut self, x: i64, y: i64) -> State {
        self.text(false);
        self.operator("q");
        self.operands([0, -1000, 1000, 0, x, y]);
        self.operator("cm");
        self.state
    }

    /// Goes on as before [`Operators::turn_down`], which gave `state`.
    pub fn turn_back(&mut self, state: State) {
        self.text(false);
        self.operator("Q");
        self.state = state;
    }

    pub fn picture(&mut self, rect: Rect, picture: PictureId) {
        self.operator("q");
        let [width, height, x, y] = [rect.width, rect.height, rect.x, rect.y].map(thousandths);
        self.operands([width, 0, 0, height, x, y]);
        self.operator("cm");
        self.raw(b"/");
        self.raw(pictures::resource(picture).as_bytes());
        self.operator(" Do");
        self.operator("Q");
    }

    /// An operator, after its operands.
    pub fn operator(&mut self, name: &str) {
        self.raw(name.as_bytes());
        self.raw(b"\n");
    }

    /// Bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Two bytes of a literal string.
    pub fn string_pair(&mut self, code: u16) {
        for byte in code.to_be_bytes() {
            match byte {
                b'(' | b')' | b'\\' => self.raw(&[b'\\', byte]),
                b'\r' => self.raw(b"\\r"),
                _ => self.bytes.push(byte),
            }
        }
    }

    pub fn operands<const N: usize>(&mut self, thousandths: [i64; N]) {
        for number in thousandths {
            self.operand(number, 3);
        }
    }

    /// A number and the space after it.
    pub fn operand(&mut self, units: i64, places: u32) {
        self.decimal(units, places);
        self.raw(b" ");
    }

    /// A number of this many decimal places, in as few characters as can be and nothing after it: what
    /// follows must be a delimiter.
    pub fn decimal(&mut self, units: i64, places: u32) {
        decimal(units, places, self.bytes);
    }
}

fn decimal(units: i64, places: u32, out: &mut Vec<u8>) {
    let scale = 10_u64.pow(places);
    let (whole, mut part) = (units.unsigned_abs() / scale, units.unsigned_abs() % scale);
    if units < 0 {
        out.push(b'-');
    }
    if whole > 0 || part == 0 {
        digits(whole, out);
    }
    if part > 0 {
        out.push(b'.');
        let mut place = scale / 10;
        while part > 0 {
            out.push(b'0' + (part / place) as u8);
            part %= place;
            place = (place / 10).max(1);
        }
    }
}

fn digits(number: u64, out: &mut Vec<u8>) {
    let start = out.len();
    let mut rest = number;
    loop {
        out.push(b'0' + (rest % 10) as u8);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out[start..].reverse();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_in_the_fewest_characters() {
        for (units, places, written) in [
            (0, 3, "0"),
            (5, 3, ".005"),
            (-1_350, 2, "-13.5"),
            (10_000, 2, "100"),
            (9_825, 2, "98.25"),
            (-32_000_000, 3, "-32000"),
            (-7, 0, "-7"),
            (i64::MIN, 2, "-92233720368547758.08"),
        ] {
            let mut out = Vec::new();
            decimal(units, places, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), written);
        }
    }
}
