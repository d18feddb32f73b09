//! The typefaces that an ebook brings along, cut down to its characters.

use super::EpubError;
use super::look::Typefaces;
use super::names::{Names, stem};
use crate::fonts::{self, FACES, ShippedFace};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The media type of the files.
pub(super) const MEDIA_TYPE: &str = "font/otf";

/// Weights that a stylesheet of ours asks for.
const WEIGHTS: [u16; 2] = [400, 700];

/// Elements that are set in the face of code.
const CODE: &[&str] = &["<code", "<kbd", "<samp", "<pre"];

/// A face of the ebook.
#[derive(Debug)]
pub(super) struct FontFile {
    /// Its file, from the package's folder.
    pub(super) href: String,
    /// The OpenType file.
    pub(super) bytes: Vec<u8>,
    face: &'static ShippedFace,
}

/// The files of the families, each face once.
///
/// # Errors
/// When a face cannot be cut down.
pub(super) fn files<'t>(
    typefaces: &Typefaces,
    texts: impl Iterator<Item = &'t str>,
) -> Result<Vec<FontFile>, EpubError> {
    // What readers and the stylesheet add: hyphens, quotation marks.
    let mut characters: BTreeSet<char> = " -\u{ad}\u{2010}".chars().collect();
    let mut code = false;
    for text in texts {
        characters.extend(text.chars());
        code |= CODE.iter().any(|element| text.contains(element));
    }
    let families: BTreeSet<&str> = [typefaces.text, typefaces.headings]
        .into_iter()
        .chain(code.then_some(typefaces.code))
        .collect();
    let wanted = |face: &&ShippedFace| families.contains(face.family) && WEIGHTS.contains(&face.weight);
    let faces: Vec<&'static ShippedFace> = FACES.iter().filter(wanted).collect();
    let mut names = Names::default();
    let hrefs: Vec<String> = faces.iter().map(|face| href(face, &mut names)).collect();
    faces
        .into_par_iter()
        .zip(hrefs)
        .map(|(face, href)| {
            let bytes = fonts::subset(face.data, &characters).map_err(|why| EpubError::Face {
                family: face.family,
                why,
            })?;
            Ok(FontFile { href, bytes, face })
        })
        .collect()
}

fn href(face: &ShippedFace, names: &mut Names) -> String {
    let style = if face.italic { "italic" } else { "roman" };
    let name = format!("{}-{}-{style}", face.family, face.weight);
    format!("fonts/{}.otf", names.take(&stem(&name, "font")))
}

/// The rules that name the files and use them. A reader's own choice of face goes before them.
pub(super) fn rules(typefaces: &Typefaces, files: &[FontFile]) -> String {
    let mut out = String::from("\n/* Typefaces */\n");
    for file in files {
        let ShippedFace {
            family, weight, italic, ..
        } = file.face;
        let style = if *italic { "italic" } else { "normal" };
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "@font-face {{ font-family: \"{family}\"; font-style: {style}; font-weight: {weight}; src: url(\"{}\"); }}",
            file.href
        );
    }
    let Typefaces { text, headings, code } = typefaces;
    let _ = writeln!(out, "body {{ font-family: \"{text}\", serif; }}");
    if headings != text {
        let _ = writeln!(
            out,
            "h1, h2, h3, h4, h5, h6, .box-title, .label {{ font-family: \"{headings}\", sans-serif; }}"
        );
    }
    let _ = writeln!(out, "code, kbd, samp, pre {{ font-family: \"{code}\", monospace; }}");
    out
}
