//! Where things stand on a page, and how large: type, rules, pictures, bars.

use super::{Drawn, STREAM_BYTES, Sides, inherited, name, resource};
use crate::check::FileError;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, Stream};
use std::collections::BTreeMap;

/// A picture of fewer pixels a side is a ground.
const GROUND: f64 = 8.0;
/// The last code of two bytes.
const CODES: i64 = 0xffff;

/// What stands on a page, in points from the origin of its boxes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placed {
    /// The stretches of type.
    pub type_set: Vec<Type>,
    /// The thinnest line that is drawn.
    pub thinnest: Option<f64>,
    /// The fewest dots an inch of a picture, and whether it is line art of one bit.
    pub dots: Vec<(f64, bool)>,
    /// Upright rectangles that are filled.
    pub filled: Vec<Sides>,
}

/// A stretch of type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Type {
    /// The first letter's origin.
    pub from: (f64, f64),
    /// The last letter's end on the same baseline.
    pub to: (f64, f64),
    /// From a baseline up to the next: a size long.
    pub up: (f64, f64),
}

/// How far letters reach over their baseline and under it, in sizes.
const ASCENT: f64 = 0.72;
const DESCENT: f64 = 0.22;

impl Type {
    /// Points.
    pub fn size(&self) -> f64 {
        length(self.up.0, self.up.1)
    }

    /// Its left, bottom, right and top.
    pub fn area(&self) -> Sides {
        let reach = |end: (f64, f64), by: f64| (end.0 + by * self.up.0, end.1 + by * self.up.1);
        let corners = [self.from, self.to]
            .into_iter()
            .flat_map(|end| [reach(end, ASCENT), reach(end, -DESCENT)]);
        corners.fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |[l, b, r, t], (x, y)| {
            [l.min(x), b.min(y), r.max(x), t.max(y)]
        })
    }
}

impl Placed {
    /// The type's left, bottom, right and top; `None` without any.
    pub fn type_area(&self) -> Option<Sides> {
        let areas = self.type_set.iter().map(Type::area);
        areas.reduce(|[l, b, r, t], own| [l.min(own[0]), b.min(own[1]), r.max(own[2]), t.max(own[3])])
    }
}

/// How long a step of so far across and so far up is.
fn length(across: f64, up: f64) -> f64 {
    (across * across + up * up).sqrt()
}

/// `[a b c d e f]` of a transformation.
#[derive(Clone, Copy, Debug)]
struct Matrix([f64; 6]);

impl Matrix {
    const ONE: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// What happens when this is applied first and `after` then.
    fn then(self, after: Matrix) -> Matrix {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, after.0);
        Matrix([
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        ])
    }

    fn apply(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// How long a step across, and one up, becomes.
    fn lengths(self) -> (f64, f64) {
        let [a, b, c, d, ..] = self.0;
        (length(a, b), length(c, d))
    }

    fn of(numbers: &[f64]) -> Option<Matrix> {
        Some(Matrix(numbers.try_into().ok()?))
    }
}

/// What `q` keeps.
#[derive(Clone)]
struct State {
    space: Matrix,
    line: f64,
    size: f64,
    stretch: f64,
    leading: f64,
    letters: f64,
    words: f64,
    rise: f64,
    widths: Option<Widths>,
}

/// The widths of a face's glyphs, in thousandths of its size.
#[derive(Clone)]
struct Widths {
    two_bytes: bool,
    usual: f64,
    own: std::sync::Arc<BTreeMap<u32, f64>>,
}

struct Placer<'a> {
    document: &'a Document,
    out: Placed,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line_start: Matrix,
    rectangles: Vec<Sides>,
    path_is_rectangles: bool,
    faces: BTreeMap<Vec<u8>, Widths>,
}

/// What stands on a page.
pub(super) fn of_page(document: &Document, drawn: &Drawn<'_>) -> Result<Placed, FileError> {
    let mut placer = Placer {
        document,
        out: Placed::default(),
        state: State {
            space: Matrix::ONE,
            line: 1.0,
            size: 0.0,
            stretch: 1.0,
            leading: 0.0,
            letters: 0.0,
            words: 0.0,
            rise: 0.0,
            widths: None,
        },
        saved: Vec::new(),
        text: Matrix::ONE,
        line_start: Matrix::ONE,
        rectangles: Vec::new(),
        path_is_rectangles: true,
        faces: BTreeMap::new(),
    };
    let none = Dictionary::new();
    let resources = drawn.resources.unwrap_or(&none);
    placer.operations(&drawn.content, resources, 0)?;
    Ok(placer.out)
}

impl<'a> Placer<'a> {
    fn run(&mut self, content: &[u8], resources: &'a Dictionary, depth: usize) -> Result<(), FileError> {
        let content = Content::decode(content)?;
        self.operations(&content, resources, depth)
    }

    fn operations(&mut self, content: &Content, resources: &'a Dictionary, depth: usize) -> Result<(), FileError> {
        for operation in &content.operations {
            let operands = operation.operands.iter();
            let numbers: Vec<f64> = operands
                .filter_map(|operand| operand.as_float().ok().map(f64::from))
                .collect();
            match operation.operator.as_str() {
                "Do" => self.object(operation, resources, depth)?,
                "Tf" => self.face(operation, resources),
                "Tj" | "TJ" | "'" | "\"" => self.show(operation),
                "re" | "m" | "l" | "c" | "v" | "y" => self.path(operation, &numbers),
                "f" | "F" | "f*" | "n" | "S" | "s" | "B" | "B*" | "b" | "b*" => {
                    self.paint(&operation.operator);
                }
                operator => self.set(operator, &numbers),
            }
        }
        Ok(())
    }

    /// Everything that only changes how what follows is drawn.
    fn set(&mut self, operator: &str, numbers: &[f64]) {
        match (operator, numbers) {
            ("q", _) => self.saved.push(self.state.clone()),
            ("Q", _) => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            ("cm", numbers) => {
                if let Some(matrix) = Matrix::of(numbers) {
                    self.state.space = matrix.then(self.state.space);
                }
            }
            ("w", [width]) => self.state.line = *width,
            ("BT", _) => (self.text, self.line_start) = (Matrix::ONE, Matrix::ONE),
            ("Tm", numbers) => {
                if let Some(matrix) = Matrix::of(numbers) {
                    (self.text, self.line_start) = (matrix, matrix);
                }
            }
            ("Td", [x, y]) => self.next_line(*x, *y),
            ("TD", [x, y]) => {
                self.state.leading = -y;
                self.next_line(*x, *y);
            }
            ("T*", _) => self.next_line(0.0, -self.state.leading),
            ("TL", [leading]) => self.state.leading = *leading,
            ("Tz", [percent]) => self.state.stretch = percent / 100.0,
            ("Tc", [space]) => self.state.letters = *space,
            ("Tw", [space]) => self.state.words = *space,
            ("Ts", [rise]) => self.state.rise = *rise,
            _ => {}
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line_start = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self.line_start);
        self.text = self.line_start;
    }

    fn face(&mut self, operation: &Operation, resources: &Dictionary) {
        let [key, size] = operation.operands.as_slice() else {
            return;
        };
        self.state.size = size.as_float().map_or(0.0, f64::from);
        let Ok(key) = key.as_name() else { return };
        if !self.faces.contains_key(key) {
            let font = resource(self.document, resources, b"Font", operation);
            let font = font.and_then(|(_, font)| font.as_dict().ok());
            let widths = font.map(|font| widths(self.document, font));
            self.faces.extend(widths.map(|widths| (key.to_vec(), widths)));
        }
        self.state.widths = self.faces.get(key).cloned();
    }

    fn show(&mut self, operation: &Operation) {
        if matches!(operation.operator.as_str(), "'" | "\"") {
            self.next_line(0.0, -self.state.leading);
        }
        let state = self.state.clone();
        let mut across = 0.0;
        let mut drawn = 0.0;
        let pieces = match operation.operands.last() {
            Some(Object::Array(pieces)) => pieces.as_slice(),
            Some(piece) => std::slice::from_ref(piece),
            None => &[],
        };
        for piece in pieces {
            match piece {
                Object::String(text, _) => {
                    across += self.width(text);
                    drawn = across;
                }
                piece => {
                    let back = piece.as_float().map_or(0.0, f64::from);
                    across -= back / 1000.0 * state.size * state.stretch;
                }
            }
        }
        let shown = self.text.then(state.space);
        self.out.type_set.push(Type {
            from: shown.apply(0.0, state.rise),
            to: shown.apply(drawn, state.rise),
            up: {
                let (foot, head) = (shown.apply(0.0, 0.0), shown.apply(0.0, state.size));
                (head.0 - foot.0, head.1 - foot.1)
            },
        });
        self.text = Matrix([1.0, 0.0, 0.0, 1.0, across, 0.0]).then(self.text);
    }

    fn width(&self, text: &[u8]) -> f64 {
        let state = &self.state;
        let Some(widths) = &state.widths else {
            return 0.0;
        };
        let codes: Vec<u32> = match widths.two_bytes {
            true => text
                .chunks_exact(2)
                .map(|pair| u32::from(pair[0]) << 8 | u32::from(pair[1]))
                .collect(),
            false => text.iter().map(|&byte| u32::from(byte)).collect(),
        };
        let glyphs = codes.iter().map(|code| {
            let width = widths.own.get(code).copied().unwrap_or(widths.usual);
            let space = if !widths.two_bytes && *code == 32 {
                state.words
            } else {
                0.0
            };
            width / 1000.0 * state.size + state.letters + space
        });
        glyphs.sum::<f64>() * state.stretch
    }

    fn path(&mut self, operation: &Operation, numbers: &[f64]) {
        match (operation.operator.as_str(), numbers) {
            ("re", [x, y, width, height]) => {
                let (a, b) = self.state.space.apply(*x, *y);
                let (c, d) = self.state.space.apply(x + width, y + height);
                self.rectangles.push([a.min(c), b.min(d), a.max(c), b.max(d)]);
            }
            _ => self.path_is_rectangles = false,
        }
    }

    fn paint(&mut self, operator: &str) {
        let filled = matches!(operator, "f" | "F" | "f*" | "B" | "B*" | "b" | "b*");
        let drawn = matches!(operator, "S" | "s" | "B" | "B*" | "b" | "b*");
        if filled && self.path_is_rectangles {
            for sides in std::mem::take(&mut self.rectangles) {
                self.line((sides[2] - sides[0]).min(sides[3] - sides[1]));
                self.out.filled.push(sides);
            }
        }
        if drawn {
            let (across, up) = self.state.space.lengths();
            self.line(self.state.line * across.min(up));
        }
        self.rectangles.clear();
        self.path_is_rectangles = true;
    }

    fn line(&mut self, width: f64) {
        self.out.thinnest = Some(self.out.thinnest.map_or(width, |known| known.min(width)));
    }

    fn object(&mut self, operation: &Operation, resources: &'a Dictionary, depth: usize) -> Result<(), FileError> {
        let found = resource(self.document, resources, b"XObject", operation);
        let stream = found.and_then(|(_, object)| object.as_stream().ok());
        let Some(stream) = stream.filter(|_| depth < 8) else {
            return Ok(());
        };
        if name(&stream.dict, b"Subtype").as_deref() == Some("Image") {
            self.picture(stream);
            return Ok(());
        }
        let saved = self.state.clone();
        let matrix = stream.dict.get(b"Matrix").and_then(Object::as_array);
        let numbers: Vec<f64> = matrix.map_or_else(
            |_| Vec::new(),
            |all| all.iter().filter_map(|n| n.as_float().ok().map(f64::from)).collect(),
        );
        if let Some(matrix) = Matrix::of(&numbers) {
            self.state.space = matrix.then(self.state.space);
        }
        let own = inherited(self.document, &stream.dict, b"Resources");
        let own = own.and_then(|own| own.as_dict().ok()).unwrap_or(resources);
        let content = stream.decompressed_content_with_limit(STREAM_BYTES)?;
        // A form's own names of faces are not the page's.
        let faces = std::mem::take(&mut self.faces);
        self.run(&content, own, depth + 1)?;
        self.faces = faces;
        self.state = saved;
        Ok(())
    }

    fn picture(&mut self, stream: &Stream) {
        let number = |key: &[u8]| stream.dict.get(key).and_then(Object::as_i64).unwrap_or(0) as f64;
        let (across, up) = self.state.space.lengths();
        let (width, height) = (number(b"Width"), number(b"Height"));
        // A few pixels spread out are a ground, and have no detail to lose.
        if across <= 0.0 || up <= 0.0 || width.min(height) < GROUND {
            return;
        }
        let dots = (width / across).min(height / up) * 72.0;
        let mask = matches!(stream.dict.get(b"ImageMask"), Ok(Object::Boolean(true)));
        self.out.dots.push((dots, mask || number(b"BitsPerComponent") == 1.0));
    }
}

/// The widths of a font's glyphs (ISO 32000-1, 9.2.4 and 9.7.4.3).
fn widths(document: &Document, font: &Dictionary) -> Widths {
    let numbers = |object: &Object| -> Vec<f64> {
        let array = document.dereference(object).ok().and_then(|(_, o)| o.as_array().ok());
        let all = array.into_iter().flatten();
        all.filter_map(|n| n.as_float().ok().map(f64::from)).collect()
    };
    let mut own = BTreeMap::new();
    let descendant = inherited(document, font, b"DescendantFonts").and_then(|fonts| {
        document
            .dereference(fonts.as_array().ok()?.first()?)
            .ok()?
            .1
            .as_dict()
            .ok()
    });
    let Some(descendant) = descendant else {
        let first = font.get(b"FirstChar").and_then(Object::as_i64).unwrap_or(0);
        let listed = font.get(b"Widths").map_or_else(|_| Vec::new(), numbers);
        own.extend((first.clamp(0, CODES) as u32..).zip(listed));
        return Widths {
            two_bytes: false,
            usual: 0.0,
            own: own.into(),
        };
    };
    let listed = inherited(document, descendant, b"W").and_then(|w| w.as_array().ok());
    let mut rest = listed.map_or(&[][..], Vec::as_slice);
    while let [from, second, after @ ..] = rest {
        let from = from.as_i64().unwrap_or(0).clamp(0, CODES) as u32;
        let is_list = document.dereference(second).is_ok_and(|(_, o)| o.as_array().is_ok());
        if is_list {
            own.extend((from..).zip(numbers(second)));
            rest = after;
            continue;
        }
        let [width, after @ ..] = after else { break };
        let to = second.as_i64().unwrap_or(0).clamp(0, CODES) as u32;
        let width = width.as_float().map_or(0.0, f64::from);
        own.extend((from..=to).map(|code| (code, width)));
        rest = after;
    }
    Widths {
        two_bytes: true,
        usual: descendant
            .get(b"DW")
            .and_then(Object::as_float)
            .map_or(1000.0, f64::from),
        own: own.into(),
    }
}
