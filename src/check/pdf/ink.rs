//! What is painted on a page: in which colours, with how much ink.

use super::STREAM_BYTES;
use super::content::{Color, Observer, Paint, Path, Picture, Space, State, TextRun};
use super::objects::{filters, name};
use lopdf::{Dictionary, Object, ObjectId, Stream};
use std::collections::{BTreeMap, BTreeSet};

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

/// Sees with what ink a page is painted.
#[derive(Default)]
pub(super) struct InkMeter {
    /// What has been seen.
    pub ink: Ink,
    /// Pictures that have been measured.
    measured: BTreeSet<ObjectId>,
}

impl InkMeter {
    fn paint(&mut self, color: &Color) {
        self.ink.spaces.insert(color.space.clone());
        self.ink.most = self.ink.most.max(color.ink());
    }

    fn transparent(&mut self, why: &str) {
        self.ink.transparency.insert(why.to_owned());
    }
}

impl Observer for InkMeter {
    fn path(&mut self, _: &Path, paint: Paint, state: &State) {
        if paint.fill {
            self.paint(&state.fill);
        }
        if paint.stroke {
            self.paint(&state.stroke);
        }
    }

    fn text(&mut self, _: TextRun, state: &State) {
        self.paint(&state.fill);
        self.ink.text = self.ink.text.max(state.fill.ink());
        self.ink.colored_text |= state.fill.colored_ink() > 0.0 || state.fill.space == Space::Rgb;
    }

    fn picture(&mut self, picture: &Picture<'_>, state: &State) {
        if picture.stream.dict.has(b"SMask") {
            self.transparent("SMask");
        }
        if picture.is_stencil {
            self.paint(&state.fill);
            return;
        }
        if picture.id.is_some_and(|id| !self.measured.insert(id)) {
            return;
        }
        let most = (picture.space == Space::Cmyk)
            .then(|| most_of_cmyk(picture.stream))
            .flatten();
        match (&picture.space, most) {
            (Space::Cmyk, Some(most)) => self.ink.most = self.ink.most.max(most),
            (Space::Cmyk, None) => self.ink.unmeasured += 1,
            (Space::Gray, _) => self.ink.most = self.ink.most.max(100.0),
            _ => {}
        }
        self.ink.spaces.insert(picture.space.clone());
    }

    fn inline_picture(&mut self) {
        self.ink.unmeasured += 1;
    }

    fn shading(&mut self) {
        self.ink.spaces.insert(Space::Pattern);
    }

    fn transparency_group(&mut self) {
        self.transparent("Group");
    }

    fn graphics_state(&mut self, state: &Dictionary) {
        for key in ["ca", "CA"] {
            let opaque = state.get(key.as_bytes()).and_then(Object::as_float);
            if opaque.is_ok_and(|share| share < 1.0) {
                self.transparent(key);
            }
        }
        if name(state, b"BM").is_some_and(|mode| mode != "Normal" && mode != "Compatible") {
            self.transparent("BM");
        }
        if state.has(b"SMask") && name(state, b"SMask").as_deref() != Some("None") {
            self.transparent("SMask");
        }
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
