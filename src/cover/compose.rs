//! A front composed of art without words and the book's title, subtitle and author.

use super::lettering::{CAPITALS, Letterer};
use super::outlines::{address, letters};
use crate::book::Metadata;
use crate::book::trade::FrontStyle;
use crate::diagnostic::{Diagnostic, codes};
use crate::picture::{PictureError, Pixels, Source, drawn_at, jpeg};
use crate::print::{Faces, GlyphRun};
use crate::span::Span;
use image::{RgbImage, imageops};
use std::fmt::Write;

/// The drawing's width and height.
const SIZE: (f32, f32) = (1600.0, 2560.0);
const MARGIN: f32 = 120.0;
const FAMILY: &str = "Source Sans 3";
/// Sizes of the title, from the largest that fits any.
const TITLE: std::ops::RangeInclusive<u16> = 9..=34;
const STEP: f32 = 10.0;
const LEADING: f32 = 1.04;
/// A shop's thumbnail is so wide; capitals lower than this are no longer read in it, pixels.
const THUMBNAIL: f32 = 160.0;
const LEAST_CAPITALS: f32 = 8.0;
/// The least contrast of large letters (WCAG 2.2, 1.4.3).
const LEAST_CONTRAST: f64 = 3.0;
const QUALITY: u8 = 92;

/// The most of the height that the title takes.
fn title_share(style: FrontStyle) -> f32 {
    match style {
        FrontStyle::Veil => 0.34,
        FrontStyle::Band => 0.22,
    }
}

/// What a front says.
#[derive(Clone, Copy, Debug)]
pub struct FrontWords<'a> {
    /// The title.
    pub title: &'a str,
    /// The subtitle; may be empty.
    pub subtitle: &'a str,
    /// The author.
    pub author: &'a str,
    /// Their language (BCP 47).
    pub language: &'a str,
}

impl<'a> FrontWords<'a> {
    /// What the front of a book says; `byline` is its authors'.
    pub fn of(metadata: &'a Metadata, byline: &'a str) -> FrontWords<'a> {
        FrontWords {
            title: &metadata.title,
            subtitle: metadata.subtitle.as_deref().unwrap_or_default(),
            author: byline,
            language: &metadata.language,
        }
    }
}

/// A front with the book's words on its art.
#[derive(Clone, Debug)]
pub struct ComposedFront {
    /// The drawing: an SVG file of 1600 x 2560.
    pub svg: Vec<u8>,
    /// What the author should know.
    pub findings: Vec<Diagnostic>,
}

/// Composes a front. `ground` is the band's colour; else that of the art's foot.
///
/// # Errors
/// When the art cannot be used.
pub fn compose(
    art: &Source,
    style: FrontStyle,
    words: &FrontWords<'_>,
    ground: Option<[u8; 3]>,
) -> Result<ComposedFront, PictureError> {
    let art = filled(art)?;
    let ground = ground.unwrap_or_else(|| mean(&art, (0.9, 1.0)));
    let under = match style {
        FrontStyle::Veil => mean(&art, (0.0, 0.4)).map(|sample| (f32::from(sample) * VEIL) as u8),
        FrontStyle::Band => ground,
    };
    let white = contrast(under, [255; 3]) >= contrast(under, [0; 3]) || style == FrontStyle::Veil;
    let faces = Faces::new(FAMILY, FAMILY, FAMILY);
    let mut letterer = Letterer::new(&faces, words.language, if white { 0.0 } else { 1.0 });
    let set = set(&mut letterer, words, style);
    let picture = address(&jpeg(&Pixels::Rgb(art), QUALITY, None)?.bytes);
    let (width, height) = SIZE;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\"><image width=\"{width}\" height=\"{height}\" \
         preserveAspectRatio=\"none\" href=\"{picture}\"/>"
    );
    ground_of(style, ground, &set, &mut svg);
    let _ = write!(svg, "<g transform=\"translate(0 {height}) scale(1 -1)\">");
    let faces = faces.pages_faces();
    for run in &set.runs {
        if let Some(face) = faces.get(usize::from(run.face.0)) {
            letters(run, face, &mut svg);
        }
    }
    svg.push_str("</g></svg>");
    Ok(ComposedFront {
        svg: svg.into_bytes(),
        findings: judge(&set, under, white),
    })
}

/// What is left of the art's light under the words.
const VEIL: f32 = 0.38;

/// The words of a front in their places, y upwards from the foot.
struct WordsInPlace {
    runs: Vec<GlyphRun>,
    title_size: f32,
    /// Where the title's room ends below, and begins above.
    title: (f32, f32),
}

fn set(letterer: &mut Letterer, words: &FrontWords<'_>, style: FrontStyle) -> WordsInPlace {
    let measure = SIZE.0 - 2.0 * MARGIN;
    let mut size = 0.0;
    let mut lines: Vec<(Vec<GlyphRun>, f32)> = Vec::new();
    for step in TITLE.rev() {
        size = f32::from(step) * STEP;
        lines = broken(letterer, words.title, size, true, measure);
        let widest = lines.iter().map(|line| line.1).fold(0.0, f32::max);
        if widest <= measure && lines.len() as f32 * size * LEADING <= SIZE.1 * title_share(style) {
            break;
        }
    }
    let sub = (size * 0.34).clamp(44.0, 72.0);
    let subtitle = broken(letterer, words.subtitle, sub, false, measure);
    let high = lines.len() as f32 * size * LEADING + subtitle.len() as f32 * sub * 1.25 + sub;
    let top = match style {
        FrontStyle::Veil => SIZE.1 - MARGIN,
        FrontStyle::Band => (SIZE.1 * 0.36).max(high + 3.0 * MARGIN),
    };
    let mut runs = Vec::new();
    let mut y = top;
    let mut put = |line: Vec<GlyphRun>, y: f32| {
        runs.extend(line.into_iter().map(|run| GlyphRun {
            x: run.x + MARGIN,
            y: run.y + y,
            ..run
        }));
    };
    for (line, _) in lines {
        y -= size * LEADING;
        put(line, y + size * (LEADING - CAPITALS) / 2.0);
    }
    y -= sub * 0.6;
    for (line, _) in subtitle {
        y -= sub * 1.25;
        put(line, y);
    }
    let (author, _) = letterer.line(words.author, 62.0, true);
    put(author, MARGIN);
    WordsInPlace {
        runs,
        title_size: size,
        title: (y - sub, top),
    }
}

/// Words in as few lines as hold them.
fn broken(letterer: &mut Letterer, text: &str, size: f32, bold: bool, measure: f32) -> Vec<(Vec<GlyphRun>, f32)> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = match line.is_empty() {
            true => word.to_owned(),
            false => format!("{line} {word}"),
        };
        if !line.is_empty() && letterer.line(&longer, size, bold).1 > measure {
            lines.push(letterer.line(&line, size, bold));
            word.clone_into(&mut line);
        } else {
            line = longer;
        }
    }
    if !line.is_empty() {
        lines.push(letterer.line(&line, size, bold));
    }
    lines
}

fn ground_of(style: FrontStyle, [r, g, b]: [u8; 3], set: &WordsInPlace, svg: &mut String) {
    let (width, height) = SIZE;
    // Writing to a string does not fail.
    match style {
        FrontStyle::Veil => {
            let reach = height - set.title.0 + 2.0 * MARGIN;
            let dark = 1.0 - VEIL;
            let _ = write!(
                svg,
                "<defs><linearGradient id=\"h\" x2=\"0\" y2=\"1\"><stop offset=\".6\" stop-opacity=\"{dark}\"/>\
                 <stop offset=\"1\" stop-opacity=\"0\"/></linearGradient>\
                 <linearGradient id=\"f\" x2=\"0\" y2=\"1\"><stop offset=\"0\" stop-opacity=\"0\"/>\
                 <stop offset=\".6\" stop-opacity=\"{dark}\"/></linearGradient></defs>\
                 <rect width=\"{width}\" height=\"{reach}\" fill=\"url(#h)\"/>\
                 <rect y=\"{}\" width=\"{width}\" height=\"{}\" fill=\"url(#f)\"/>",
                height - 4.0 * MARGIN,
                4.0 * MARGIN
            );
        }
        FrontStyle::Band => {
            let top = set.title.1 + MARGIN * 0.8;
            let _ = write!(
                svg,
                "<rect y=\"{}\" width=\"{width}\" height=\"{top}\" fill=\"rgb({r},{g},{b})\"/>",
                height - top
            );
        }
    }
}

fn judge(set: &WordsInPlace, under: [u8; 3], white: bool) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut warn = |message: String, help: &str| {
        findings.push(Diagnostic::new(codes::COVER_SMALL_TYPE, Span::GENERATED, message).with_help(help));
    };
    let capitals = set.title_size * CAPITALS * THUMBNAIL / SIZE.0;
    if capitals < LEAST_CAPITALS {
        warn(
            format!("the title's capitals are {capitals:.0} pixels high in a shop's thumbnail"),
            "a shorter title can be set larger; what follows a colon can be the subtitle",
        );
    }
    let letters = if white { [255; 3] } else { [0; 3] };
    let contrast = contrast(under, letters);
    if contrast < LEAST_CONTRAST {
        warn(
            format!("the title stands out from the art by {contrast:.1} to 1, where 3 to 1 are due"),
            "take calmer art, or `style = \"band\"`",
        );
    }
    findings
}

/// The art in the cover's shape; what stands over is cut off.
fn filled(source: &Source) -> Result<RgbImage, PictureError> {
    let (width, height) = (SIZE.0 as u32, SIZE.1 as u32);
    let shape = f64::from(source.width.max(1)) / f64::from(source.height.max(1));
    let covering = f64::from(width).max(f64::from(height) * shape).ceil() as u32;
    let art = match drawn_at(source, covering)? {
        Pixels::Rgb(image) => image,
        Pixels::Gray(image) => image::DynamicImage::ImageLuma8(image).into_rgb8(),
    };
    let art = image::DynamicImage::ImageRgb8(art);
    Ok(art
        .resize_to_fill(width, height, imageops::FilterType::Lanczos3)
        .into_rgb8())
}

/// The mean colour between two heights of the art, as shares from its head.
pub(super) fn mean(art: &RgbImage, (from, to): (f32, f32)) -> [u8; 3] {
    let at = |share: f32| (art.height() as f32 * share) as u32;
    let rows = at(from)..at(to).min(art.height());
    let mut sums = [0_u64; 3];
    let mut count = 0_u64;
    for y in rows.step_by(4) {
        for x in (0..art.width()).step_by(4) {
            let pixel = art.get_pixel(x, y).0;
            sums.iter_mut()
                .zip(pixel)
                .for_each(|(sum, sample)| *sum += u64::from(sample));
            count += 1;
        }
    }
    sums.map(|sum| (sum / count.max(1)) as u8)
}

/// How far two colours stand out from each other (WCAG 2.2, contrast ratio).
pub(super) fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// WCAG 2.2, relative luminance.
pub(super) fn luminance(color: [u8; 3]) -> f64 {
    let linear = |sample: u8| {
        let share = f64::from(sample) / 255.0;
        match share <= 0.04045 {
            true => share / 12.92,
            false => to_the_power_of_2_4((share + 0.055) / 1.055),
        }
    };
    let [r, g, b] = color.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Of a share from 0.09 to 1: its square by the fifth root of its square, which Newton's method finds by what every
/// machine computes alike.
fn to_the_power_of_2_4(share: f64) -> f64 {
    const STEPS: u32 = 16;
    let square = share * share;
    let root = (0..STEPS).fold(1.0_f64, |root, _| {
        let fourth = root * root * root * root;
        root - (root - square / fourth) / 5.0
    });
    square * root
}
