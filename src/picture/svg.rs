//! Vector pictures: their own size from the root element, and their drawing with the shipped faces alone.
//!
//! Nothing outside of the file is read: pictures inside must be `data:` addresses of PNG or JPEG.

use super::read;
use super::{Format, PictureError, SvgError};
use crate::fonts::FACES;
use image::RgbImage;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{self, ImageHrefResolver, ImageKind, fontdb};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// The largest vector picture read, in bytes.
const FILE_BYTES: usize = 16 * 1024 * 1024;
/// The deepest nesting of elements, in the file and after its references are followed.
const DEPTH: usize = 128;
/// The most elements drawn after references are followed.
const ELEMENTS: usize = 200_000;
/// The most text that declared entities may expand to, in bytes.
const ENTITY_BYTES: usize = 32 * 1024 * 1024;
/// The size of a picture that says none (CSS 2.2, 10.3.2).
const DEFAULT_SIZE: (f64, f64) = (300.0, 150.0);

/// The picture's own size in CSS pixels, rounded up; `None` when the file is no SVG.
pub(super) fn size(bytes: &[u8]) -> Result<Option<(u32, u32)>, SvgError> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Ok(None);
    };
    let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
    let root = loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => break element,
            Ok(Event::Eof) | Err(_) => return Ok(None),
            Ok(_) => {}
        }
    };
    if root.local_name().as_ref() != "svg" {
        return Ok(None);
    }
    if bytes.len() > FILE_BYTES {
        return Err(SvgError::FileTooLarge(FILE_BYTES as u64));
    }
    let (width, height) = root_size(&root);
    let round = |length: f64| length.ceil().clamp(0.0, f64::from(u32::MAX)) as u32;
    Ok(Some((round(width), round(height))))
}

fn root_size(root: &BytesStart) -> (f64, f64) {
    let attribute = |name: &str| {
        let value = root.try_get_attribute(name).ok()??.value;
        Some(value.into_owned())
    };
    let width = attribute("width").and_then(|v| css_pixels(&v));
    let height = attribute("height").and_then(|v| css_pixels(&v));
    let view = attribute("viewBox").and_then(|v| view_box(&v));
    match (width, height, view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (None, None, Some(size)) => size,
        (width, height, None) => (width.unwrap_or(DEFAULT_SIZE.0), height.unwrap_or(DEFAULT_SIZE.1)),
    }
}

/// A CSS length in pixels; `None` for percentages and what is not a length.
fn css_pixels(value: &str) -> Option<f64> {
    const UNITS: &[(&str, f64)] = &[
        ("px", 1.0),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("in", 96.0),
        ("cm", 96.0 / 2.54),
        ("mm", 96.0 / 25.4),
        ("rem", 16.0),
        ("em", 16.0),
        ("", 1.0),
    ];
    let value = value.trim();
    let (number, scale) = UNITS
        .iter()
        .find_map(|(unit, scale)| Some((value.strip_suffix(unit)?, *scale)))?;
    let pixels = number.trim().parse::<f64>().ok()? * scale;
    (pixels.is_finite() && pixels > 0.0).then_some(pixels)
}

fn view_box(value: &str) -> Option<(f64, f64)> {
    let mut numbers = value
        .split([' ', ',', '\t', '\n', '\r'])
        .filter(|n| !n.is_empty())
        .map(|n| n.parse::<f64>().ok().filter(|n| n.is_finite()));
    let (_, _) = (numbers.next()??, numbers.next()??);
    let (width, height) = (numbers.next()??, numbers.next()??);
    (width > 0.0 && height > 0.0).then_some((width, height))
}

/// Draws the picture on white, `width` pixels wide.
pub(super) fn draw(bytes: &[u8], width: u32) -> Result<RgbImage, PictureError> {
    let tree = parse(bytes)?;
    let size = tree.size();
    let across = width as f32 / size.width();
    let height = (size.height() * across).floor().clamp(1.0, u32::MAX as f32) as u32;
    let down = height as f32 / size.height();
    read::check_size(width, height)?;
    let mut pixmap = Pixmap::new(width, height).ok_or(SvgError::TooLarge)?;
    pixmap.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(across, down), &mut pixmap.as_mut());
    let samples = pixmap.data().chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    Ok(RgbImage::from_raw(width, height, samples).ok_or(SvgError::TooLarge)?)
}

fn parse(bytes: &[u8]) -> Result<usvg::Tree, SvgError> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| SvgError::NotUtf8)?
        .trim_start_matches('\u{FEFF}');
    check_entities(text)?;
    check_depth(text)?;
    let refused = Arc::new(Mutex::new(None));
    let options = usvg::Options {
        font_family: "Source Serif 4".into(),
        fontdb: FONTS.clone(),
        image_href_resolver: resolver(&refused),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(text, &options).map_err(SvgError::NotSvg)?;
    if let Some(reason) = refused.lock().unwrap_or_else(PoisonError::into_inner).take() {
        return Err(reason);
    }
    check_tree(&tree)?;
    Ok(tree)
}

/// The shipped faces, under their own names and as the generic families.
static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for face in FACES {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(face.data)));
    }
    fonts.set_serif_family("Source Serif 4");
    fonts.set_sans_serif_family("Source Sans 3");
    fonts.set_monospace_family("Source Code Pro");
    fonts.set_cursive_family("Source Serif 4");
    fonts.set_fantasy_family("Source Sans 3");
    Arc::new(fonts)
});

fn resolver<'a>(refused: &Arc<Mutex<Option<SvgError>>>) -> ImageHrefResolver<'a> {
    let refuse = |slot: &Mutex<Option<SvgError>>, reason: SvgError| {
        slot.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get_or_insert(reason);
    };
    let (data_slot, string_slot) = (refused.clone(), refused.clone());
    ImageHrefResolver {
        resolve_data: Box::new(move |_, data, _| match read::raster_header(&data) {
            Ok(Some(header)) if header.format == Format::Png => Some(ImageKind::PNG(data)),
            Ok(Some(_)) => Some(ImageKind::JPEG(data)),
            Ok(None) => {
                refuse(&data_slot, no_raster(&data));
                None
            }
            Err(reason) => {
                refuse(&data_slot, SvgError::Embedded(Box::new(reason)));
                None
            }
        }),
        resolve_string: Box::new(move |href, _| {
            let href: String = href.chars().take(80).collect();
            refuse(&string_slot, SvgError::Outside(href));
            None
        }),
    }
}

/// Why a picture inside that is neither PNG nor JPEG is refused.
fn no_raster(data: &[u8]) -> SvgError {
    match size(data) {
        Ok(Some(_)) => SvgError::EmbedsSvg,
        Ok(None) => SvgError::Embedded(Box::new(PictureError::UnknownFormat)),
        Err(reason) => SvgError::Embedded(Box::new(reason.into())),
    }
}

/// Entities may only be plain text, and all references together may not expand beyond measure.
fn check_entities(text: &str) -> Result<(), SvgError> {
    let Some(start) = text.find("<!ENTITY") else {
        return Ok(());
    };
    let rest = &text[start..];
    let (declared, used) = rest.split_at(rest.find("]>").unwrap_or(rest.len()));
    let expanded = declared.len().saturating_mul(used.matches('&').count());
    if declared.contains('&') || declared.contains('%') || expanded > ENTITY_BYTES {
        return Err(SvgError::Entities);
    }
    Ok(())
}

fn check_depth(text: &str) -> Result<(), SvgError> {
    let mut reader = Reader::from_str(text);
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(e) => return Err(SvgError::NotXml(e)),
        }
        if depth > DEPTH {
            return Err(SvgError::DeepElements(DEPTH));
        }
    }
}

/// Each nested group may need a layer of the whole picture, so depth is memory and elements are time.
fn check_tree(tree: &usvg::Tree) -> Result<(), SvgError> {
    let mut elements = 0_usize;
    let mut groups = vec![(tree.root(), 0_usize)];
    while let Some((group, depth)) = groups.pop() {
        if depth > DEPTH {
            return Err(SvgError::DeepGroups(DEPTH));
        }
        elements += group.children().len();
        if elements > ELEMENTS {
            return Err(SvgError::ManyElements(ELEMENTS));
        }
        for node in group.children() {
            match node {
                usvg::Node::Group(group) => groups.push((group, depth + 1)),
                usvg::Node::Text(text) => check_glyphs(text)?,
                _ => {}
            }
        }
    }
    Ok(())
}

/// A character that no shipped face has would be drawn as an empty box.
fn check_glyphs(text: &usvg::Text) -> Result<(), SvgError> {
    let missing = text
        .layouted()
        .iter()
        .flat_map(|span| &span.positioned_glyphs)
        .find(|glyph| glyph.id.0 == 0);
    match missing {
        Some(glyph) => Err(SvgError::NoFace(glyph.text.clone())),
        None => Ok(()),
    }
}
