//! What the content of a page paints: its operators are followed once, with the graphics state that they set, and all
//! that comes to stand on the page is told to an observer (ISO 32000-1, 8 and 9).

mod color;
mod matrix;
mod text;
mod widths;

pub(super) use color::Color;
pub use color::Space;
pub(super) use matrix::Matrix;
pub use text::TextRun;

use super::objects::{inherited, name, numbers, resource};
use super::{STREAM_BYTES, Sides};
use crate::check::FileError;
use crate::limits::NESTING;
use color::{named_space, space};
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::BTreeMap;
use text::TextState;
use widths::Widths;

/// The most forms that are followed on a page: those that draw others multiply.
const FORMS: usize = 10_000;

/// Who is told what comes to stand on a page, in the order of painting.
pub(super) trait Observer {
    /// A path is painted.
    fn path(&mut self, path: &Path, paint: Paint, state: &State);
    /// Text is set.
    fn text(&mut self, run: TextRun, state: &State);
    /// A picture is drawn, in the square of a unit that the state's matrix says the place of.
    fn picture(&mut self, picture: &Picture<'_>, state: &State);
    /// A picture is drawn that stands within the content.
    fn inline_picture(&mut self);
    /// An area is filled with a gradient.
    fn shading(&mut self);
    /// The page or a form of it is a group that is painted through.
    fn transparency_group(&mut self);
    /// A dictionary of the graphics state is in force.
    fn graphics_state(&mut self, state: &Dictionary);
}

/// Two that are told the same.
impl<A: Observer, B: Observer> Observer for (A, B) {
    fn path(&mut self, path: &Path, paint: Paint, state: &State) {
        self.0.path(path, paint, state);
        self.1.path(path, paint, state);
    }

    fn text(&mut self, run: TextRun, state: &State) {
        self.0.text(run, state);
        self.1.text(run, state);
    }

    fn picture(&mut self, picture: &Picture<'_>, state: &State) {
        self.0.picture(picture, state);
        self.1.picture(picture, state);
    }

    fn inline_picture(&mut self) {
        self.0.inline_picture();
        self.1.inline_picture();
    }

    fn shading(&mut self) {
        self.0.shading();
        self.1.shading();
    }

    fn transparency_group(&mut self) {
        self.0.transparency_group();
        self.1.transparency_group();
    }

    fn graphics_state(&mut self, state: &Dictionary) {
        self.0.graphics_state(state);
        self.1.graphics_state(state);
    }
}

/// What `q` keeps.
#[derive(Clone)]
pub(super) struct State {
    /// From the content's coordinates to the page's.
    pub matrix: Matrix,
    /// How thick lines are, in the content's coordinates.
    pub line_width: f64,
    /// The colour of text and of areas.
    pub fill: Color,
    /// The colour of lines.
    pub stroke: Color,
    text: TextState,
}

/// A path, as far as it is followed: upright rectangles.
pub(super) struct Path {
    /// The rectangles, on the page.
    pub rectangles: Vec<Sides>,
    /// Whether there is nothing else in it.
    pub is_rectangles: bool,
}

impl Path {
    const EMPTY: Path = Path {
        rectangles: Vec::new(),
        is_rectangles: true,
    };
}

/// How a path is painted.
#[derive(Clone, Copy)]
pub(super) struct Paint {
    /// Whether its area is filled.
    pub fill: bool,
    /// Whether its line is drawn.
    pub stroke: bool,
}

/// A picture.
pub(super) struct Picture<'a> {
    /// Its object, where it is one of its own.
    pub id: Option<ObjectId>,
    /// Its samples, and what they are.
    pub stream: &'a Stream,
    /// The colour space of its samples.
    pub space: Space,
    /// Whether it is a stencil that the colour of areas is laid through.
    pub is_stencil: bool,
}

/// Follows the content of a page.
///
/// # Errors
/// When the content, or that of a form, cannot be read.
pub(super) fn follow<O: Observer>(
    document: &Document,
    page: &Dictionary,
    content: &[u8],
    observer: O,
) -> Result<O, FileError> {
    let none = Dictionary::new();
    let resources = inherited(document, page, b"Resources").and_then(|r| r.as_dict().ok());
    let mut interpreter = Interpreter {
        document,
        observer,
        state: State {
            matrix: Matrix::ONE,
            line_width: 1.0,
            fill: Color::black(),
            stroke: Color::black(),
            text: TextState::default(),
        },
        saved: Vec::new(),
        text: Matrix::ONE,
        line_start: Matrix::ONE,
        path: Path::EMPTY,
        widths: BTreeMap::new(),
        open: Vec::new(),
        forms: 0,
    };
    interpreter.group(page);
    interpreter.content(content, resources.unwrap_or(&none))?;
    Ok(interpreter.observer)
}

struct Interpreter<'a, O> {
    document: &'a Document,
    observer: O,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line_start: Matrix,
    path: Path,
    /// Of the fonts that have been named, by their names in the resources at hand.
    widths: BTreeMap<Vec<u8>, Widths>,
    /// The forms that are being drawn, each by the one before.
    open: Vec<ObjectId>,
    /// How many forms have been drawn.
    forms: usize,
}

impl<O: Observer> Interpreter<'_, O> {
    fn content(&mut self, content: &[u8], resources: &Dictionary) -> Result<(), FileError> {
        let content = Content::decode(content)?;
        let mut operations = content.operations.iter();
        operations.try_for_each(|operation| self.operation(operation, resources))
    }

    fn operation(&mut self, operation: &Operation, resources: &Dictionary) -> Result<(), FileError> {
        let operands = operation.operands.iter();
        let numbers: Vec<f64> = operands
            .filter_map(|operand| operand.as_float().ok().map(f64::from))
            .collect();
        match operation.operator.as_str() {
            "Do" => self.object(operation, resources)?,
            "gs" => {
                let state = resource(self.document, resources, b"ExtGState", operation);
                if let Some(state) = state.and_then(|(_, state)| state.as_dict().ok()) {
                    self.observer.graphics_state(state);
                }
            }
            "sh" => self.observer.shading(),
            "BI" => self.observer.inline_picture(),
            "cs" | "CS" => {
                let space = named_space(self.document, resources, operation);
                let components = Vec::new();
                self.set_color(operation.operator == "cs", Color { space, components });
            }
            "Tf" => self.set_font(operation, resources),
            "Tj" | "TJ" | "'" | "\"" => self.show(operation, &numbers),
            "re" | "m" | "l" | "c" | "v" | "y" => self.add_to_path(&operation.operator, &numbers),
            "f" | "F" | "f*" => self.paint(true, false),
            "S" | "s" => self.paint(false, true),
            "B" | "B*" | "b" | "b*" => self.paint(true, true),
            "n" => self.path = Path::EMPTY,
            operator => {
                self.set_graphics(operator, &numbers);
                self.set_components(operator, &numbers);
                self.set_text(operator, &numbers);
            }
        }
        Ok(())
    }

    fn set_graphics(&mut self, operator: &str, numbers: &[f64]) {
        match (operator, numbers) {
            ("q", _) => self.saved.push(self.state.clone()),
            ("Q", _) => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            ("cm", numbers) => self.transform(numbers),
            ("w", [width]) => self.state.line_width = *width,
            _ => {}
        }
    }

    fn transform(&mut self, numbers: &[f64]) {
        if let Some(matrix) = Matrix::of(numbers) {
            self.state.matrix = matrix.then(self.state.matrix);
        }
    }

    fn set_components(&mut self, operator: &str, numbers: &[f64]) {
        let is_fill = operator.starts_with(|c: char| c.is_ascii_lowercase());
        let space = match operator {
            "g" | "G" => Space::Gray,
            "rg" | "RG" => Space::Rgb,
            "k" | "K" => Space::Cmyk,
            "sc" | "scn" => self.state.fill.space.clone(),
            "SC" | "SCN" => self.state.stroke.space.clone(),
            _ => return,
        };
        let components = numbers.to_vec();
        self.set_color(is_fill, Color { space, components });
    }

    fn set_color(&mut self, is_fill: bool, color: Color) {
        match is_fill {
            true => self.state.fill = color,
            false => self.state.stroke = color,
        }
    }

    fn set_text(&mut self, operator: &str, numbers: &[f64]) {
        match (operator, numbers) {
            ("BT", _) => (self.text, self.line_start) = (Matrix::ONE, Matrix::ONE),
            ("Tm", numbers) => {
                if let Some(matrix) = Matrix::of(numbers) {
                    (self.text, self.line_start) = (matrix, matrix);
                }
            }
            ("Td", [x, y]) => self.next_line(*x, *y),
            ("TD", [x, y]) => {
                self.state.text.leading = -y;
                self.next_line(*x, *y);
            }
            ("T*", _) => self.next_line(0.0, -self.state.text.leading),
            (operator, [number]) => self.state.text.set(operator, *number),
            _ => {}
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line_start = Matrix::shift(x, y).then(self.line_start);
        self.text = self.line_start;
    }

    fn set_font(&mut self, operation: &Operation, resources: &Dictionary) {
        let [key, size] = operation.operands.as_slice() else {
            return;
        };
        self.state.text.size = size.as_float().map_or(0.0, f64::from);
        let Ok(key) = key.as_name() else { return };
        if !self.widths.contains_key(key) {
            let font = resource(self.document, resources, b"Font", operation);
            let font = font.and_then(|(_, font)| font.as_dict().ok());
            let widths = font.map(|font| Widths::of(self.document, font));
            self.widths.extend(widths.map(|widths| (key.to_vec(), widths)));
        }
        self.state.text.widths = self.widths.get(key).cloned();
    }

    fn show(&mut self, operation: &Operation, numbers: &[f64]) {
        if matches!(operation.operator.as_str(), "'" | "\"") {
            self.next_line(0.0, -self.state.text.leading);
        }
        if let ("\"", [words, letters]) = (operation.operator.as_str(), numbers) {
            self.state.text.words = *words;
            self.state.text.letters = *letters;
        }
        let pieces = match operation.operands.last() {
            Some(Object::Array(pieces)) => pieces.as_slice(),
            Some(piece) => std::slice::from_ref(piece),
            None => &[],
        };
        let (run, across) = self.state.text.run(pieces, self.text.then(self.state.matrix));
        self.observer.text(run, &self.state);
        self.text = Matrix::shift(across, 0.0).then(self.text);
    }

    fn add_to_path(&mut self, operator: &str, numbers: &[f64]) {
        match (operator, numbers) {
            ("re", [x, y, width, height]) => {
                let (a, b) = self.state.matrix.apply(*x, *y);
                let (c, d) = self.state.matrix.apply(x + width, y + height);
                let sides = [a.min(c), b.min(d), a.max(c), b.max(d)];
                self.path.rectangles.push(sides);
            }
            _ => self.path.is_rectangles = false,
        }
    }

    fn paint(&mut self, fill: bool, stroke: bool) {
        self.observer.path(&self.path, Paint { fill, stroke }, &self.state);
        self.path = Path::EMPTY;
    }

    fn group(&mut self, dictionary: &Dictionary) {
        let group = inherited(self.document, dictionary, b"Group");
        let group = group.and_then(|group| group.as_dict().ok());
        if group.and_then(|group| name(group, b"S")).as_deref() == Some("Transparency") {
            self.observer.transparency_group();
        }
    }

    /// A form or a picture.
    fn object(&mut self, operation: &Operation, resources: &Dictionary) -> Result<(), FileError> {
        let found = resource(self.document, resources, b"XObject", operation);
        let Some((id, stream)) = found.and_then(|(id, o)| Some((id, o.as_stream().ok()?))) else {
            return Ok(());
        };
        if name(&stream.dict, b"Subtype").as_deref() != Some("Image") {
            return self.form(id, stream, resources);
        }
        let own = stream.dict.get(b"ColorSpace").ok();
        let picture = Picture {
            id,
            stream,
            space: own.map_or(Space::Unknown("none".into()), |own| space(self.document, own)),
            is_stencil: matches!(stream.dict.get(b"ImageMask"), Ok(Object::Boolean(true))),
        };
        self.observer.picture(&picture, &self.state);
        Ok(())
    }

    fn form(&mut self, id: Option<ObjectId>, form: &Stream, resources: &Dictionary) -> Result<(), FileError> {
        if id.is_some_and(|id| self.open.contains(&id)) {
            return Ok(());
        }
        self.forms += 1;
        if self.open.len() >= NESTING || self.forms > FORMS {
            return Err(FileError::TooManyForms);
        }
        self.group(&form.dict);
        let own = inherited(self.document, &form.dict, b"Resources");
        let own = own.and_then(|own| own.as_dict().ok()).unwrap_or(resources);
        let content = form.decompressed_content_with_limit(STREAM_BYTES)?;
        let state = self.state.clone();
        let saved = std::mem::take(&mut self.saved);
        // A form's names of fonts are its own.
        let widths = std::mem::take(&mut self.widths);
        let texts = (self.text, self.line_start);
        if let Ok(matrix) = form.dict.get(b"Matrix") {
            self.transform(&numbers(self.document, matrix));
        }
        self.open.extend(id);
        self.content(&content, own)?;
        if id.is_some() {
            self.open.pop();
        }
        (self.state, self.saved, self.widths) = (state, saved, widths);
        (self.text, self.line_start) = texts;
        Ok(())
    }
}
