//! What is painted on a page: in which colours, with how much ink.

use super::{Drawn, STREAM_BYTES, filters, inherited, name, resource};
use crate::check::FileError;
use crate::limits;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::{BTreeMap, BTreeSet};

/// A colour space, by what it becomes in print.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Space {
    /// Black ink alone.
    Gray,
    /// Four inks.
    Cmyk,
    /// A screen's colours.
    Rgb,
    /// One that depends on no device: an ICC profile, Lab, calibrated.
    Independent(String),
    /// A spot colour, or several inks by name.
    Spot(String),
    /// A pattern or a shading.
    Pattern,
    /// What no page may paint with.
    Unknown(String),
}

/// What is painted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ink {
    /// Every colour space that something is painted in.
    pub spaces: BTreeSet<Space>,
    /// The most ink that text is set in, in percent of one ink: 100 is black alone.
    pub text: f64,
    /// Whether text is set in other inks than black.
    pub colored_text: bool,
    /// The most ink on a spot, in percent of one ink.
    pub most: f64,
    /// Pictures whose ink could not be measured.
    pub unmeasured: usize,
    /// What makes the page transparent.
    pub transparency: BTreeSet<String>,
}

/// What is painted on a page.
pub(super) fn of_page(document: &Document, page: &Dictionary, drawn: &Drawn<'_>) -> Result<Ink, FileError> {
    let mut painter = Painter {
        document,
        ink: Ink::default(),
        fill: Color::BLACK,
        stroke: Color::BLACK,
        saved: Vec::new(),
        seen: BTreeSet::new(),
    };
    painter.group(page);
    let none = Dictionary::new();
    let resources = drawn.resources.unwrap_or(&none);
    painter.operations(&drawn.content, resources, 0)?;
    Ok(painter.ink)
}

/// A colour: its space and its ink.
#[derive(Clone, Debug)]
struct Color {
    space: Space,
    /// In percent of one ink.
    ink: f64,
    /// Of that, what is not black.
    colored: f64,
}

impl Color {
    const BLACK: Color = Color {
        space: Space::Gray,
        ink: 100.0,
        colored: 0.0,
    };

    fn new(space: Space, operands: &[f64]) -> Color {
        let (ink, colored) = match (&space, operands) {
            (Space::Gray, [level]) => (100.0 * (1.0 - level), 0.0),
            (Space::Cmyk, [c, m, y, k]) => {
                let colored = 100.0 * (c + m + y);
                (colored + 100.0 * k, colored)
            }
            (Space::Spot(_), tints) => (100.0 * tints.iter().sum::<f64>(), 0.0),
            _ => (0.0, 0.0),
        };
        Color { space, ink, colored }
    }
}

struct Painter<'a> {
    document: &'a Document,
    ink: Ink,
    fill: Color,
    stroke: Color,
    saved: Vec<(Color, Color)>,
    /// Forms and pictures that have been seen.
    seen: BTreeSet<ObjectId>,
}

impl<'a> Painter<'a> {
    fn run(&mut self, content: &[u8], resources: &'a Dictionary, depth: usize) -> Result<(), FileError> {
        let content = Content::decode(content)?;
        self.operations(&content, resources, depth)
    }

    fn operations(&mut self, content: &Content, resources: &'a Dictionary, depth: usize) -> Result<(), FileError> {
        let mut operations = content.operations.iter();
        operations.try_for_each(|operation| self.operation(operation, resources, depth))
    }

    fn operation(&mut self, operation: &Operation, resources: &'a Dictionary, depth: usize) -> Result<(), FileError> {
        let numbers: Vec<f64> = operation
            .operands
            .iter()
            .filter_map(|operand| operand.as_float().ok().map(f64::from))
            .collect();
        let device = |space: Space| Color::new(space, &numbers);
        match operation.operator.as_str() {
            "q" => self.saved.push((self.fill.clone(), self.stroke.clone())),
            "Q" => {
                if let Some((fill, stroke)) = self.saved.pop() {
                    (self.fill, self.stroke) = (fill, stroke);
                }
            }
            "g" => self.fill = device(Space::Gray),
            "G" => self.stroke = device(Space::Gray),
            "rg" => self.fill = device(Space::Rgb),
            "RG" => self.stroke = device(Space::Rgb),
            "k" => self.fill = device(Space::Cmyk),
            "K" => self.stroke = device(Space::Cmyk),
            "cs" => self.fill = Color::new(self.named_space(operation, resources), &[]),
            "CS" => self.stroke = Color::new(self.named_space(operation, resources), &[]),
            "sc" | "scn" => self.fill = Color::new(self.fill.space.clone(), &numbers),
            "SC" | "SCN" => self.stroke = Color::new(self.stroke.space.clone(), &numbers),
            "f" | "F" | "f*" => self.paint(true, false),
            "S" | "s" => self.paint(false, true),
            "B" | "B*" | "b" | "b*" => self.paint(true, true),
            "Tj" | "TJ" | "'" | "\"" => self.text(),
            "sh" => {
                self.ink.spaces.insert(Space::Pattern);
            }
            "BI" => self.ink.unmeasured += 1,
            "gs" => self.state(operation, resources),
            "Do" => self.object(operation, resources, depth)?,
            _ => {}
        }
        Ok(())
    }

    fn paint(&mut self, fill: bool, stroke: bool) {
        for (color, painted) in [(&self.fill, fill), (&self.stroke, stroke)] {
            if painted {
                self.ink.spaces.insert(color.space.clone());
                self.ink.most = self.ink.most.max(color.ink);
            }
        }
    }

    fn text(&mut self) {
        self.paint(true, false);
        self.ink.text = self.ink.text.max(self.fill.ink);
        self.ink.colored_text |= self.fill.colored > 0.0 || self.fill.space == Space::Rgb;
    }

    fn named_space(&self, operation: &Operation, resources: &Dictionary) -> Space {
        let Some(key) = operation.operands.first().and_then(|o| o.as_name().ok()) else {
            return Space::Unknown(String::new());
        };
        let spaces = inherited(self.document, resources, b"ColorSpace");
        let named = spaces.and_then(|s| s.as_dict().ok()?.get(key).ok());
        match named {
            Some(object) => space(self.document, object, 0),
            None => device(key),
        }
    }

    /// Transparency of a graphics state.
    fn state(&mut self, operation: &Operation, resources: &Dictionary) {
        let named = resource(self.document, resources, b"ExtGState", operation);
        let state = named.and_then(|(_, state)| state.as_dict().ok());
        let Some(state) = state else { return };
        for key in ["ca", "CA"] {
            let opaque = state.get(key.as_bytes()).and_then(Object::as_float);
            if opaque.is_ok_and(|share| share < 1.0) {
                self.ink.transparency.insert(key.to_owned());
            }
        }
        if name(state, b"BM").is_some_and(|mode| mode != "Normal" && mode != "Compatible") {
            self.ink.transparency.insert("BM".to_owned());
        }
        if state.has(b"SMask") && name(state, b"SMask").as_deref() != Some("None") {
            self.ink.transparency.insert("SMask".to_owned());
        }
    }

    fn group(&mut self, dictionary: &Dictionary) {
        let group = inherited(self.document, dictionary, b"Group");
        let group = group.and_then(|group| group.as_dict().ok());
        if group.and_then(|group| name(group, b"S")).as_deref() == Some("Transparency") {
            self.ink.transparency.insert("Group".to_owned());
        }
    }

    /// A form or a picture.
    fn object(&mut self, operation: &Operation, resources: &'a Dictionary, depth: usize) -> Result<(), FileError> {
        let found = resource(self.document, resources, b"XObject", operation);
        let Some((id, stream)) = found.and_then(|(id, o)| Some((id, o.as_stream().ok()?))) else {
            return Ok(());
        };
        if id.is_some_and(|id| !self.seen.insert(id)) || depth > limits::NESTING {
            return Ok(());
        }
        if name(&stream.dict, b"Subtype").as_deref() == Some("Image") {
            self.picture(stream);
            return Ok(());
        }
        self.group(&stream.dict);
        let own = inherited(self.document, &stream.dict, b"Resources");
        let own = own.and_then(|own| own.as_dict().ok()).unwrap_or(resources);
        let content = stream.decompressed_content_with_limit(STREAM_BYTES)?;
        let (fill, stroke) = (self.fill.clone(), self.stroke.clone());
        self.run(&content, own, depth + 1)?;
        (self.fill, self.stroke) = (fill, stroke);
        Ok(())
    }

    fn picture(&mut self, stream: &Stream) {
        let dict = &stream.dict;
        if dict.has(b"SMask") {
            self.ink.transparency.insert("SMask".to_owned());
        }
        if matches!(dict.get(b"ImageMask"), Ok(Object::Boolean(true))) {
            self.paint(true, false);
            return;
        }
        let own = dict.get(b"ColorSpace").ok();
        let own = own.map_or(Space::Unknown("none".into()), |o| space(self.document, o, 0));
        match (&own, most_of_cmyk(stream)) {
            (Space::Cmyk, Some(most)) => self.ink.most = self.ink.most.max(most),
            (Space::Cmyk, None) => self.ink.unmeasured += 1,
            (Space::Gray, _) => self.ink.most = self.ink.most.max(100.0),
            _ => {}
        }
        self.ink.spaces.insert(own);
    }
}

/// The most ink of a pixel of a picture of four inks, in percent; `None` where its samples cannot be read here.
fn most_of_cmyk(stream: &Stream) -> Option<f64> {
    let readable = filters(&stream.dict).iter().all(|filter| filter == "FlateDecode");
    let bits = stream.dict.get(b"BitsPerComponent").and_then(Object::as_i64);
    if !readable || bits.ok() != Some(8) || stream.dict.has(b"Decode") {
        return None;
    }
    let samples = stream.decompressed_content_with_limit(STREAM_BYTES).ok()?;
    let pixels = samples.chunks_exact(4);
    let sums = pixels.map(|pixel| pixel.iter().map(|&ink| u32::from(ink)).sum::<u32>());
    Some(f64::from(sums.max().unwrap_or(0)) / 2.55)
}

fn device(name: &[u8]) -> Space {
    match name {
        b"DeviceGray" | b"G" => Space::Gray,
        b"DeviceCMYK" | b"CMYK" => Space::Cmyk,
        b"DeviceRGB" | b"RGB" => Space::Rgb,
        b"Pattern" => Space::Pattern,
        other => Space::Unknown(String::from_utf8_lossy(other).into_owned()),
    }
}

/// What a colour space is.
fn space(document: &Document, object: &Object, depth: usize) -> Space {
    let object = document.dereference(object).map_or(object, |(_, object)| object);
    let array = match object {
        Object::Name(name) => return device(name),
        Object::Array(array) if depth < 4 => array,
        _ => return Space::Unknown("malformed".into()),
    };
    let family = array.first().and_then(|family| family.as_name().ok());
    let family = family.unwrap_or_default();
    let second = |at: usize| array.get(at).map(|object| space(document, object, depth + 1));
    let written = || String::from_utf8_lossy(family).into_owned();
    match family {
        b"Indexed" | b"I" => second(1).unwrap_or(Space::Unknown("Indexed".into())),
        b"Separation" => {
            let ink = array.get(1).and_then(|ink| ink.as_name().ok());
            match ink.unwrap_or_default() {
                b"Black" => Space::Gray,
                ink => Space::Spot(String::from_utf8_lossy(ink).into_owned()),
            }
        }
        b"DeviceN" => Space::Spot("DeviceN".into()),
        b"Pattern" => Space::Pattern,
        b"ICCBased" | b"Lab" | b"CalRGB" | b"CalGray" => Space::Independent(written()),
        name => device(name),
    }
}

/// The colour spaces of many pages, with the first page of each, from 1.
pub(super) fn first_pages<'p>(inks: impl Iterator<Item = &'p Ink>) -> BTreeMap<&'p Space, usize> {
    let mut first = BTreeMap::new();
    for (ink, page) in inks.zip(1..) {
        for space in &ink.spaces {
            first.entry(space).or_insert(page);
        }
    }
    first
}
