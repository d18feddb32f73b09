//! The sheet of a wrap: the ground, the front's picture, the words of back and spine, and the barcode.

use super::barcode::{Barcode, QUIET, bars};
use super::compose::luminance;
use super::lettering::{CAPITALS, Letterer};
use super::placement::{self, DPI};
use super::preview;
use super::wrap::{Area, Wrap};
use crate::diagnostic::{Diagnostic, codes};
use crate::length::Points;
use crate::picture::{PictureError, PrintColor, PrintData, PrintImage, Source, to_cmyk};
use crate::print::{Bleed, Faces, Folio, FolioStyle, GlyphRun, Item, Page, Pages, PictureId, Rect, Structure, Tag};
use crate::span::Span;
use image::{Rgb, RgbImage};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How much art may be enlarged before its author is told.
const ENLARGED: f64 = 1.02;
const FAMILY: &str = "Source Sans 3";
/// Sizes of the back's text, from the best to the least that is read with ease.
const SIZES: [f32; 8] = [12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0];
/// Air around the back's text inside what is safe.
const AIR: f64 = 13.0;
/// A module of a barcode at its full size, and the height of its bars, points (GS1 General Specifications 5.2.6).
const MODULE: f64 = Points::from_millimetres(0.33).0;
const BARS: f64 = Points::from_millimetres(22.85).0;
/// How small a barcode may be, of its full size.
const LEAST: f64 = 0.8;
/// The largest letters of a spine.
const SPINE_SIZE: f32 = 17.0;

/// What a wrap shows, and where.
#[derive(Clone, Debug)]
pub struct WrapDesign<'a> {
    /// The measures of the sheet.
    pub wrap: Wrap,
    /// The front's art; or the whole wrap's, where that is finished.
    pub art: &'a Source,
    /// Whether the art is that of the whole wrap: nothing but the barcode is added.
    pub finished: bool,
    /// The colour of back and spine, and of what art of another shape leaves of the front; that of the art's left edge where
    /// none is given.
    pub ground: Option<[u8; 3]>,
    /// The title, for the spine.
    pub title: &'a str,
    /// The author, for the spine.
    pub author: &'a str,
    /// The back's text: paragraphs apart by an empty line, items after hyphens.
    pub back: &'a str,
    /// What stands at the foot of the back.
    pub imprint: &'a str,
    /// The language of the words (BCP 47).
    pub language: &'a str,
    /// ISBN-13, digits only.
    pub isbn: Option<&'a str>,
    /// The price as EAN-5 has it.
    pub price: Option<&'a str>,
    /// The most ink on a spot, in percent.
    pub ink_limit: u16,
    /// Where the edition is described.
    pub span: Option<Span>,
}

/// The sheet of a wrap, ready to be written.
#[derive(Clone, Debug)]
pub struct WrapSheet {
    /// One page, for print: its trim, with the bleed around it.
    pub pages: Pages,
    /// A PNG file of it with the guides drawn, a hundred dots an inch.
    pub preview: Vec<u8>,
    /// What the author should know.
    pub findings: Vec<Diagnostic>,
}

impl WrapDesign<'_> {
    /// Draws the wrap.
    ///
    /// # Errors
    /// When the art cannot be used.
    pub fn draw(&self) -> Result<WrapSheet, PictureError> {
        let mut findings = Vec::new();
        let (panel, seen) = match self.finished {
            true => (whole(&self.wrap), whole(&self.wrap)),
            false => (self.wrap.front, self.wrap.seen),
        };
        let art = placement::place(self.art, seen, panel)?;
        if art.enlarged > ENLARGED {
            findings.push(self.coarse(DPI / art.enlarged, art.due));
        }
        let ground = self.ground.unwrap_or(art.edge);
        let dark = is_dark(ground);
        let faces = Faces::new(FAMILY, FAMILY, FAMILY);
        let mut items = Vec::new();
        let pictures = vec![
            Arc::new(cmyk(&RgbImage::from_pixel(1, 1, Rgb(ground)), self.ink_limit)?),
            Arc::new(cmyk(&art.pixels, self.ink_limit)?),
        ];
        items.push(self.picture(0, whole(&self.wrap)));
        items.push(self.picture(1, art.area));
        let mut letterer = Letterer::new(&faces, self.language, if dark { 0.0 } else { 1.0 });
        if !self.finished {
            self.back(&mut letterer, &mut items, &mut findings);
            self.spine(&mut letterer, &mut items);
        }
        let mut black = Letterer::new(&faces, self.language, 1.0);
        self.barcode(&mut black, &mut items, &mut findings);
        let trim = self.wrap.trim;
        let sides = [
            trim.left,
            trim.bottom,
            self.wrap.width - trim.right,
            self.wrap.height - trim.top,
        ];
        let page = Page {
            folio: Folio {
                style: FolioStyle::Arabic,
                number: 1,
            },
            items,
            furniture: 0,
            links: Vec::new(),
        };
        let pages = Pages {
            width: trim.width() as f32,
            height: trim.height() as f32,
            bleed: Bleed::Sides(sides.map(|side| side as f32)),
            pages: vec![page],
            faces: faces.pages_faces(),
            pictures,
            anchors: BTreeMap::new(),
            outline: Vec::new(),
            structure: Structure::default(),
        };
        let preview = preview::png(&self.wrap, &pages, &art, ground)?;
        Ok(WrapSheet {
            pages,
            preview,
            findings,
        })
    }

    fn coarse(&self, dpi: f64, (width, height): (u32, u32)) -> Diagnostic {
        let span = self.span.unwrap_or(Span::GENERATED);
        let message = format!("the cover's picture has {dpi:.0} dots an inch in print, where 300 are due");
        Diagnostic::new(codes::COVER_RESOLUTION, span, message).with_help(format!(
            "supply art of at least {width} x {height} pixels, or a drawing (SVG)"
        ))
    }

    /// Points from the sheet's corner to points from the trim's.
    fn rect(&self, area: Area) -> Rect {
        Rect {
            x: (area.left - self.wrap.trim.left) as f32,
            y: (area.bottom - self.wrap.trim.bottom) as f32,
            width: area.width() as f32,
            height: area.height() as f32,
        }
    }

    fn picture(&self, picture: u32, area: Area) -> Item {
        Item::Picture {
            rect: self.rect(area),
            picture: PictureId(picture),
            alt: String::new(),
            tag: Tag::NONE,
            span: Span::GENERATED,
        }
    }

    /// The back's text, in the largest size that leaves the barcode its room.
    fn back(&self, letterer: &mut Letterer, items: &mut Vec<Item>, findings: &mut Vec<Diagnostic>) {
        let safe = self.rect(self.wrap.back_safe);
        let code = self.rect(self.wrap.barcode);
        let air = AIR as f32;
        let (left, top) = (safe.x + air, safe.y + safe.height - air);
        let measure = safe.width - 2.0 * air;
        let room = top - (code.y + code.height + 2.0 * air);
        let mut block = letterer.paragraphs(self.back, SIZES[0], measure);
        for size in SIZES {
            block = letterer.paragraphs(self.back, size, measure);
            if block.height <= room {
                break;
            }
        }
        if block.height > room {
            let span = self.span.unwrap_or(Span::GENERATED);
            findings.push(
                Diagnostic::new(codes::COVER_BACK_LONG, span, "the back cover's text does not fit")
                    .with_help("give a shorter one as `back` under [cover]: about 150 words do"),
            );
            // What fits is shown: a text that runs into the barcode helps nobody.
            let foot = top - room;
            block.items.retain(|item| match item {
                Item::Glyphs(run) => top + run.y >= foot,
                _ => true,
            });
        }
        items.extend(block.items.into_iter().map(|item| moved(item, left, top)));
        let (runs, _) = letterer.line(self.imprint, 10.0, true);
        items.extend(runs.into_iter().map(|run| moved(Item::Glyphs(run), left, code.y + 2.0)));
    }

    /// Title and author along the spine, read from the top down, where it is wide enough for any.
    fn spine(&self, letterer: &mut Letterer, items: &mut Vec<Item>) {
        let Some(safe) = self.wrap.spine_safe.map(|safe| self.rect(safe)) else {
            return;
        };
        let size = (safe.width / CAPITALS * 0.62).min(SPINE_SIZE);
        if size < 5.0 {
            return;
        }
        let (mut title, mut width) = letterer.line(self.title, size, true);
        let (author, author_width) = letterer.line(self.author, size * 0.72, false);
        let gap = size * 2.0;
        let room = safe.height - 2.0 * size;
        let both = !author.is_empty() && width + gap + author_width <= room;
        if width > room {
            (title, width) = letterer.line(self.title, size * room / width, true);
        }
        let middle = safe.x + safe.width / 2.0;
        let top = safe.y + safe.height - size;
        let mut put = |runs: Vec<GlyphRun>, from: f32| {
            for mut run in runs {
                let capitals = run.size * CAPITALS;
                let (along, across) = (run.x, run.y);
                run.x = middle - capitals / 2.0 + across;
                run.y = top - from - along;
                run.turned = true;
                items.push(Item::Glyphs(run));
            }
        };
        match both {
            true => {
                put(title, 0.0);
                put(author, room - author_width);
            }
            false => put(title, (room - width) / 2.0),
        }
    }

    /// Bars in black on white with all that must stay light around them; without a number the room stays clear.
    fn barcode(&self, letterer: &mut Letterer, items: &mut Vec<Item>, findings: &mut Vec<Diagnostic>) {
        let Some(isbn) = self.isbn else {
            let span = self.span.unwrap_or(Span::GENERATED);
            findings.push(
                Diagnostic::new(
                    codes::COVER_NO_ISBN,
                    span,
                    "the cover has no barcode: the edition has no ISBN",
                )
                .with_help("KDP prints one of its own in the room that is kept; elsewhere give the edition its `isbn`"),
            );
            return;
        };
        let Some(code) = Barcode::new(isbn, self.price) else {
            return;
        };
        let area = self.wrap.barcode;
        let modules = f64::from(code.modules());
        // Above the bars stands the number, below them its digits.
        let high = 1.28 * BARS;
        let fits = (area.width() / (modules * MODULE)).min(area.height() / high);
        let scale = fits.clamp(LEAST, 1.0);
        let module = MODULE * scale;
        let boxed = Area {
            left: area.right - modules * module,
            top: area.bottom + high * scale,
            ..area
        };
        let white = self.rect(boxed);
        items.push(Item::Fill { rect: white, ink: 0.0 });
        let (unit, tall) = (module as f32, (BARS * scale) as f32);
        let foot = white.y + 0.17 * tall;
        let mut bar = |at: u32, wide: u32, down: f32, up: f32| {
            items.push(Item::Fill {
                rect: Rect {
                    x: white.x + at as f32 * unit,
                    y: foot - down,
                    width: wide as f32 * unit,
                    height: up + down,
                },
                ink: 1.0,
            });
        };
        let guards = |at: u32| at < 3 || (45..50).contains(&at) || at >= 92;
        for (at, wide) in bars(&code.number) {
            let down = if guards(at) { 5.0 * unit } else { 0.0 };
            bar(QUIET.0 + at, wide, down, tall * 0.92);
        }
        for (at, wide) in bars(&code.price) {
            bar(code.price_at() + at, wide, 0.0, tall * 0.78);
        }
        let size = 8.6 * unit;
        let y = foot - 0.9 * size;
        let mut say = |text: &str, at: f32, y: f32, size: f32| {
            let (runs, width) = letterer.line(text, size, false);
            let x = white.x + at * unit - width / 2.0;
            items.extend(runs.into_iter().map(|run| moved(Item::Glyphs(run), x, y)));
        };
        say(&isbn[..1], 5.5, y, size);
        say(&spaced(&isbn[1..7]), 11.0 + 24.0, y, size);
        say(&spaced(&isbn[7..]), 11.0 + 71.0, y, size);
        let above = foot + tall * 0.92 + 2.4 * unit;
        say(&format!("ISBN {isbn}"), 11.0 + 47.5, above, size * 0.82);
        if let Some(price) = self.price {
            let middle = code.price_at() as f32 + 23.5;
            say(&spaced(price), middle, foot + tall * 0.78 + 1.6 * unit, size * 0.82);
        }
    }
}

/// Digits set apart, as they stand under bars.
fn spaced(digits: &str) -> String {
    let apart: Vec<String> = digits.chars().map(String::from).collect();
    apart.join("\u{2009}")
}

fn whole(wrap: &Wrap) -> Area {
    Area {
        left: 0.0,
        bottom: 0.0,
        right: wrap.width,
        top: wrap.height,
    }
}

fn moved(item: Item, x: f32, y: f32) -> Item {
    match item {
        Item::Glyphs(mut run) => {
            run.x += x;
            run.y += y;
            Item::Glyphs(run)
        }
        other => other,
    }
}

fn cmyk(image: &RgbImage, limit: u16) -> Result<PrintImage, PictureError> {
    Ok(PrintImage {
        width: image.width(),
        height: image.height(),
        color: PrintColor::Cmyk,
        data: PrintData::Raw(to_cmyk(image.as_raw(), limit)?),
    })
}

/// Whether white letters stand out more than black ones.
fn is_dark(color: [u8; 3]) -> bool {
    luminance(color) < 0.179
}
