//! PDF files: what print and screen must hold, read back with lopdf and judged by other readers.

#[path = "support/oracle.rs"]
mod oracle;

use bindery::fonts::FACES;
use bindery::pdf::{self, Info, Purpose};
use bindery::picture::{PrintColor, PrintData, PrintImage};
use bindery::print::{
    Face, FaceId, Folio, FolioStyle, Glyph, GlyphRun, Item, LinkArea, LinkTo, OutlineEntry, Page,
    Pages, PictureId, Place, Rect,
};
use bindery::span::Span;
use harfrust::{Buffer, Feature, Font, ShapeOptions, ShaperFont, Tag};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

const WIDTH: f32 = 432.0;
const HEIGHT: f32 = 648.0;

const SERIF: FaceId = FaceId(0);
const ITALIC: FaceId = FaceId(1);
const SANS: FaceId = FaceId(2);
const LIBERTINUS: FaceId = FaceId(3);

fn faces() -> Vec<Face> {
    [
        ("Source Serif 4", 400, false, "SourceSerif4-Regular"),
        ("Source Serif 4", 400, true, "SourceSerif4-It"),
        ("Source Sans 3", 600, false, "SourceSans3-Semibold"),
        ("Libertinus Serif", 400, false, "LibertinusSerif-Regular"),
    ]
    .into_iter()
    .map(|(family, weight, italic, name)| {
        let face = FACES
            .iter()
            .find(|f| (f.family, f.weight, f.italic) == (family, weight, italic))
            .unwrap();
        Face {
            name: name.into(),
            data: Arc::from(face.data),
            units_per_em: 1000,
        }
    })
    .collect()
}

/// A shaped line: `stretch` is added to every space, and `hyphen` ends it with an added hyphen.
struct Setting<'a> {
    face: FaceId,
    size: f32,
    features: &'a [&'a [u8; 4]],
    stretch: f32,
    hyphen: bool,
}

impl Default for Setting<'_> {
    fn default() -> Self {
        Setting {
            face: SERIF,
            size: 11.0,
            features: &[],
            stretch: 0.0,
            hyphen: false,
        }
    }
}

fn shape(face: &Face, text: &str, features: &[&[u8; 4]]) -> Vec<(u16, u32, f32)> {
    let font = Font::new(face.data.to_vec(), 0).unwrap();
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    let features: Vec<Feature> = features
        .iter()
        .map(|tag| Feature::new(Tag::new(tag), 1, ..))
        .collect();
    harfrust::shape(
        &ShaperFont::new(&font),
        &mut buffer,
        ShapeOptions::new().features(&features),
    )
    .unwrap();
    let advances = buffer.glyph_positions().iter().map(|p| p.x_advance);
    buffer
        .glyph_infos()
        .iter()
        .zip(advances)
        .map(|(info, advance)| {
            let id = u16::try_from(info.glyph_id).unwrap();
            (id, info.cluster, advance as f32 / 1000.0)
        })
        .collect()
}

fn run(x: f32, y: f32, text: &str, setting: &Setting) -> GlyphRun {
    let face = &faces()[usize::from(setting.face.0)];
    let shaped = shape(face, text, setting.features);
    let mut glyphs: Vec<Glyph> = Vec::new();
    let mut pen = 0.0;
    for (i, &(id, cluster, advance)) in shaped.iter().enumerate() {
        let next = shaped[i + 1..].iter().map(|s| s.1).find(|&c| c != cluster);
        let first = glyphs.last().is_none_or(|_| shaped[i - 1].1 != cluster);
        let end = if first {
            next.unwrap_or(text.len() as u32)
        } else {
            cluster
        };
        glyphs.push(Glyph {
            id,
            x: pen,
            advance: advance * setting.size,
            text: cluster..end,
        });
        pen += advance * setting.size;
        if text[cluster as usize..].starts_with(' ') {
            pen += setting.stretch;
        }
    }
    if setting.hyphen {
        let (id, _, advance) = shape(face, "-", &[])[0];
        glyphs.push(Glyph {
            id,
            x: pen,
            advance: advance * setting.size,
            text: text.len() as u32..text.len() as u32,
        });
    }
    GlyphRun {
        face: setting.face,
        size: setting.size,
        x,
        y,
        ink: 1.0,
        glyphs,
        text: text.into(),
        span: Span::GENERATED,
    }
}

fn text(x: f32, y: f32, text: &str) -> Item {
    Item::Glyphs(run(x, y, text, &Setting::default()))
}

fn page(style: FolioStyle, number: u32, items: Vec<Item>) -> Page {
    Page {
        folio: Folio { style, number },
        items,
        furniture: 0,
        links: Vec::new(),
    }
}

fn pages_of(list: Vec<Page>) -> Pages {
    Pages {
        width: WIDTH,
        height: HEIGHT,
        pages: list,
        faces: faces(),
        pictures: Vec::new(),
        anchors: BTreeMap::new(),
        outline: Vec::new(),
    }
}

fn one_page(items: Vec<Item>) -> Pages {
    pages_of(vec![page(FolioStyle::Arabic, 1, items)])
}

fn raw(width: u32, height: u32, color: PrintColor, sample: impl Fn(u32) -> u8) -> Arc<PrintImage> {
    let channels = match color {
        PrintColor::Gray => 1,
        PrintColor::Rgb => 3,
        PrintColor::Cmyk => 4,
    };
    Arc::new(PrintImage {
        width,
        height,
        color,
        data: PrintData::Raw((0..width * height * channels).map(sample).collect()),
    })
}

fn jpeg(width: u32, height: u32) -> Arc<PrintImage> {
    let samples: Vec<u8> = (0..width * height * 3).map(|i| (i % 251) as u8).collect();
    let mut file = Vec::new();
    image::codecs::jpeg::JpegEncoder::new(&mut file)
        .encode(&samples, width, height, image::ExtendedColorType::Rgb8)
        .unwrap();
    Arc::new(PrintImage {
        width,
        height,
        color: PrintColor::Rgb,
        data: PrintData::Jpeg(file.into()),
    })
}

fn picture(index: u32, x: f32, y: f32) -> Item {
    Item::Picture {
        rect: Rect {
            x,
            y,
            width: 90.0,
            height: 60.0,
        },
        picture: PictureId(index),
        alt: "A picture".into(),
        span: Span::GENERATED,
    }
}

/// A short book with everything in it.
fn book() -> Pages {
    let sans = Setting {
        face: SANS,
        size: 20.0,
        ..Setting::default()
    };
    let italic = Setting {
        face: ITALIC,
        ..Setting::default()
    };
    let small = Setting {
        features: &[b"smcp"],
        ..Setting::default()
    };
    let old = Setting {
        features: &[b"onum"],
        ..Setting::default()
    };
    let superior = Setting {
        features: &[b"sups"],
        ..Setting::default()
    };
    let wide = Setting {
        stretch: 3.37,
        hyphen: true,
        ..Setting::default()
    };
    let libertinus = Setting {
        face: LIBERTINUS,
        ..Setting::default()
    };
    let glyphs = |y, text, setting: &Setting| Item::Glyphs(run(54.0, y, text, setting));
    let mut first = page(
        FolioStyle::Roman,
        1,
        vec![
            glyphs(560.0, "Find the source", &sans),
            glyphs(
                520.0,
                "The office found five efficient coffins, waffle.",
                &Setting::default(),
            ),
            glyphs(
                506.0,
                "A justified line of this measure is stretched evenly to its exten",
                &wide,
            ),
            glyphs(
                492.0,
                "sion in italics, naïve café Übung — “quoted”",
                &italic,
            ),
            glyphs(478.0, "Small capitals here", &small),
            glyphs(464.0, "In 1987 and 2026", &old),
            glyphs(450.0, "123", &superior),
            glyphs(436.0, "The Libertinus office is offline", &libertinus),
            Item::Fill {
                rect: Rect {
                    x: 54.0,
                    y: 420.0,
                    width: 324.0,
                    height: 0.5,
                },
                ink: 1.0,
            },
            Item::Fill {
                rect: Rect {
                    x: 54.0,
                    y: 370.0,
                    width: 324.0,
                    height: 40.0,
                },
                ink: 0.12,
            },
            Item::Stroke {
                rect: Rect {
                    x: 54.0,
                    y: 370.0,
                    width: 324.0,
                    height: 40.0,
                },
                width: 0.75,
                ink: 0.6,
            },
            picture(0, 54.0, 280.0),
            picture(1, 154.0, 280.0),
            picture(2, 254.0, 280.0),
        ],
    );
    first.links = vec![
        LinkArea {
            rect: Rect {
                x: 54.0,
                y: 515.0,
                width: 60.0,
                height: 14.0,
            },
            to: LinkTo::Anchor("two".into()),
        },
        LinkArea {
            rect: Rect {
                x: 54.0,
                y: 485.0,
                width: 60.0,
                height: 14.0,
            },
            to: LinkTo::Address("https://example.com/Über uns".into()),
        },
        LinkArea {
            rect: Rect {
                x: 54.0,
                y: 455.0,
                width: 60.0,
                height: 14.0,
            },
            to: LinkTo::Anchor("nowhere".into()),
        },
    ];
    let mut pages = pages_of(vec![
        first,
        page(FolioStyle::Roman, 2, vec![]),
        page(
            FolioStyle::Arabic,
            1,
            vec![text(54.0, 560.0, "Chapter one")],
        ),
        page(FolioStyle::Arabic, 2, vec![text(54.0, 560.0, "Its end")]),
        page(
            FolioStyle::Arabic,
            10,
            vec![text(54.0, 560.0, "After a leaf of plates")],
        ),
    ]);
    pages.pictures = vec![
        raw(
            64,
            48,
            PrintColor::Gray,
            |i| if i % 8 == 0 { 0 } else { 255 },
        ),
        raw(30, 20, PrintColor::Rgb, |i| (i * 7919 % 256) as u8),
        jpeg(30, 20),
    ];
    pages
        .anchors
        .insert("two".into(), Place { page: 2, y: 575.0 });
    let entry = |title: &str, page, children| OutlineEntry {
        title: title.into(),
        place: Place { page, y: 575.0 },
        children,
    };
    pages.outline = vec![
        entry(
            "Part I: Überblick",
            0,
            vec![entry("Chapter one", 2, vec![entry("Its end", 3, vec![])])],
        ),
        entry("Plates", 4, vec![]),
    ];
    pages
}

fn info() -> Info {
    Info {
        title: "Reversing “Tendonitis” & more".into(),
        authors: vec!["A. Author".into(), "B. Björk".into()],
        language: "en-US".into(),
        subject: Some("About tendons".into()),
        keywords: vec!["tendon".into(), "knee".into()],
        timestamp: 1_795_348_799,
        identifier: "urn:uuid:00000000-0000-0000-0000-000000000001".into(),
    }
}

fn write(pages: &Pages, purpose: Purpose) -> Vec<u8> {
    pdf::write(pages, &info(), purpose).unwrap()
}

fn read(pages: &Pages, purpose: Purpose) -> Document {
    Document::load_mem(&write(pages, purpose)).unwrap()
}

fn dictionaries(document: &Document) -> Vec<&Dictionary> {
    document
        .objects
        .values()
        .filter_map(|object| match object {
            Object::Dictionary(dictionary) => Some(dictionary),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        })
        .collect()
}

fn operators(document: &Document, page: ObjectId) -> Vec<lopdf::content::Operation> {
    let content = document.get_page_content(page);
    Content::decode(&content).unwrap().operations
}

fn follow<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> &'a Object {
    document
        .dereference(dictionary.get(key).unwrap())
        .unwrap()
        .1
}

fn string(object: &Object) -> String {
    lopdf::decode_text_string(object).unwrap()
}

/// The file on disk for another program, removed when it goes out of scope.
struct OnDisk(PathBuf);

impl OnDisk {
    fn new(name: &str, bytes: &[u8]) -> OnDisk {
        let path = std::env::temp_dir().join(format!("bindery-{}-{name}.pdf", std::process::id()));
        std::fs::write(&path, bytes).unwrap();
        OnDisk(path)
    }
}

impl Drop for OnDisk {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn extracted(name: &str, bytes: &[u8]) -> Option<String> {
    let tool = oracle::find("pdftotext")?;
    let file = OnDisk::new(name, bytes);
    let output = Command::new(tool)
        .arg("-layout")
        .arg(&file.0)
        .arg("-")
        .output()
        .unwrap();
    assert!(output.status.success());
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn every_page_is_exactly_the_trim() {
    for purpose in [Purpose::Print, Purpose::Screen] {
        let document = read(&book(), purpose);
        assert_eq!(document.get_pages().len(), 5);
        for id in document.page_iter() {
            let page = document.get_dictionary(id).unwrap();
            for key in [&b"MediaBox"[..], b"TrimBox", b"BleedBox"] {
                let sides: Vec<f32> = page
                    .get(key)
                    .and_then(Object::as_array)
                    .unwrap()
                    .iter()
                    .map(|side| side.as_float().unwrap())
                    .collect();
                assert_eq!(sides, [0.0, 0.0, WIDTH, HEIGHT]);
            }
            assert!(!page.has(b"CropBox"));
        }
    }
}

#[test]
fn print_holds_nothing_that_is_not_printed() {
    let document = read(&book(), Purpose::Print);
    for dictionary in dictionaries(&document) {
        for key in [
            &b"Annots"[..],
            b"Outlines",
            b"Dest",
            b"A",
            b"URI",
            b"OpenAction",
            b"Metadata",
            b"PageLabels",
            b"Encrypt",
        ] {
            assert!(!dictionary.has(key), "{}", String::from_utf8_lossy(key));
        }
    }
    let info = follow(&document, &document.trailer, b"Info")
        .as_dict()
        .unwrap();
    assert!(info.has(b"Title") && !info.has(b"Keywords") && !info.has(b"Subject"));
}

#[test]
fn print_knows_no_colour_but_grey() {
    let document = read(&book(), Purpose::Print);
    const COLOUR: [&str; 12] = [
        "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "gs",
    ];
    let mut greys = 0;
    for page in document.page_iter() {
        for operation in operators(&document, page) {
            assert!(
                !COLOUR.contains(&operation.operator.as_str()),
                "{}",
                operation.operator
            );
            greys += usize::from(operation.operator == "g");
        }
    }
    assert!(greys > 0);
    let images: Vec<_> = dictionaries(&document)
        .into_iter()
        .filter(|d| {
            d.get(b"Subtype")
                .and_then(Object::as_name)
                .is_ok_and(|n| n == b"Image")
        })
        .collect();
    assert_eq!(images.len(), 3);
    for image in images {
        assert_eq!(
            image.get(b"ColorSpace").and_then(Object::as_name).unwrap(),
            b"DeviceGray"
        );
    }
}

#[test]
fn a_screen_keeps_colour_and_untouched_jpeg_files() {
    let pages = book();
    let document = read(&pages, Purpose::Screen);
    let PrintData::Jpeg(file) = &pages.pictures[2].data else {
        unreachable!()
    };
    let kept = document.objects.values().any(|object| {
        object.as_stream().is_ok_and(|stream| {
            stream.content[..] == file[..]
                && stream
                    .dict
                    .get(b"ColorSpace")
                    .and_then(Object::as_name)
                    .is_ok_and(|n| n == b"DeviceRGB")
        })
    });
    assert!(kept);
}

#[test]
fn pictures_come_back_sample_for_sample() {
    let mut pages = one_page(vec![
        picture(0, 0.0, 0.0),
        picture(1, 99.0, 0.0),
        picture(2, 199.0, 0.0),
    ]);
    pages.pictures = vec![
        raw(
            64,
            48,
            PrintColor::Gray,
            |i| if i % 8 == 0 { 0 } else { 255 },
        ),
        raw(61, 47, PrintColor::Gray, |i| {
            (i.wrapping_mul(2_654_435_761) >> 24) as u8
        }),
        raw(30, 20, PrintColor::Cmyk, |i| (i % 256) as u8),
    ];
    let document = read(&pages, Purpose::Screen);
    let found: Vec<Vec<u8>> = document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .filter(|stream| stream.dict.has(b"ColorSpace"))
        .map(|stream| stream.decompressed_content().unwrap())
        .collect();
    for image in &pages.pictures {
        let PrintData::Raw(samples) = &image.data else {
            unreachable!()
        };
        assert!(
            found.contains(samples),
            "{} x {}",
            image.width,
            image.height
        );
    }
}

#[test]
fn every_font_is_an_embedded_subset_with_text() {
    let document = read(&book(), Purpose::Print);
    let fonts: Vec<_> = dictionaries(&document)
        .into_iter()
        .filter(|d| {
            d.get(b"Subtype")
                .and_then(Object::as_name)
                .is_ok_and(|n| n == b"Type0")
        })
        .collect();
    assert_eq!(fonts.len(), 4);
    for font in fonts {
        let name = font.get(b"BaseFont").and_then(Object::as_name).unwrap();
        let (tag, rest) = name.split_at(7);
        assert!(tag[..6].iter().all(u8::is_ascii_uppercase) && tag[6] == b'+');
        assert!(rest.starts_with(b"Source") || rest.starts_with(b"Libertinus"));
        let descendants = follow(&document, font, b"DescendantFonts")
            .as_array()
            .unwrap();
        let descendant = document
            .dereference(&descendants[0])
            .unwrap()
            .1
            .as_dict()
            .unwrap();
        assert_eq!(
            descendant
                .get(b"Subtype")
                .and_then(Object::as_name)
                .unwrap(),
            b"CIDFontType0"
        );
        let descriptor = follow(&document, descendant, b"FontDescriptor")
            .as_dict()
            .unwrap();
        assert_eq!(
            descriptor
                .get(b"FontName")
                .and_then(Object::as_name)
                .unwrap(),
            name
        );
        let program = follow(&document, descriptor, b"FontFile3")
            .as_stream()
            .unwrap();
        assert_eq!(
            program
                .dict
                .get(b"Subtype")
                .and_then(Object::as_name)
                .unwrap(),
            b"CIDFontType0C"
        );
        assert!(program.content.len() < 60_000);
        assert!(follow(&document, font, b"ToUnicode").as_stream().is_ok());
    }
}

#[test]
fn copied_text_is_the_manuscripts() {
    for purpose in [Purpose::Print, Purpose::Screen] {
        let Some(text) = extracted("text", &write(&book(), purpose)) else {
            return;
        };
        for line in [
            "Find the source",
            "The office found five efficient coffins, waffle.",
            "A justified line of this measure is stretched evenly to its exten",
            "sion in italics, naïve café Übung — “quoted”",
            "Small capitals here",
            "In 1987 and 2026",
            "123",
            "The Libertinus office is offline",
        ] {
            assert!(text.contains(line), "{line:?} in {text}");
        }
    }
}

#[test]
fn an_added_hyphen_is_a_soft_one() {
    let document = read(&book(), Purpose::Screen);
    let first = document.page_iter().next().unwrap();
    let spoken: Vec<String> = operators(&document, first)
        .iter()
        .filter(|operation| operation.operator == "BDC")
        .filter_map(|operation| operation.operands.get(1)?.as_dict().ok())
        .map(|properties| string(properties.get(b"ActualText").unwrap()))
        .collect();
    assert_eq!(spoken, ["\u{AD}"]);
}

#[test]
fn a_glyph_that_stands_for_two_texts_says_the_right_one_each_time() {
    // U+00B5 and U+03BC, and the capital A in small capitals, share glyphs with other characters.
    let small = Setting {
        features: &[b"smcp", b"c2sc"],
        ..Setting::default()
    };
    let items = vec![
        Item::Glyphs(run(54.0, 500.0, "Aaa BAb", &small)),
        text(54.0, 480.0, "5 µm or 5 μm"),
    ];
    let Some(text) = extracted("two", &write(&one_page(items), Purpose::Print)) else {
        return;
    };
    assert!(text.contains("Aaa BAb"), "{text}");
    assert!(text.contains("5 µm or 5 μm"), "{text}");
}

/// Where each glyph stands, as a reader works it out from the operators and the widths.
fn positions(document: &Document, page: ObjectId) -> Vec<f64> {
    let fonts = document.get_page_fonts(page).unwrap();
    let number = |object: &Object| f64::from(object.as_float().unwrap());
    let widths = |name: &[u8]| -> Vec<f64> {
        let descendants = follow(document, fonts[name], b"DescendantFonts")
            .as_array()
            .unwrap();
        let descendant = document
            .dereference(&descendants[0])
            .unwrap()
            .1
            .as_dict()
            .unwrap();
        let ranges = descendant.get(b"W").and_then(Object::as_array).unwrap();
        assert_eq!(ranges[0].as_i64().unwrap(), 0);
        ranges[1].as_array().unwrap().iter().map(number).collect()
    };
    let (mut table, mut size, mut pen, mut found) = (Vec::new(), 0.0, 0.0, Vec::new());
    for operation in operators(document, page) {
        match operation.operator.as_str() {
            "Tf" => {
                table = widths(operation.operands[0].as_name().unwrap());
                size = number(&operation.operands[1]);
            }
            "Tm" => pen = number(&operation.operands[4]),
            "TJ" => {
                for item in operation.operands[0].as_array().unwrap() {
                    match item {
                        Object::String(glyphs, _) => {
                            for glyph in glyphs.chunks_exact(2) {
                                found.push(pen);
                                let id = usize::from(u16::from_be_bytes([glyph[0], glyph[1]]));
                                pen += table[id] * size / 1000.0;
                            }
                        }
                        offset => pen -= number(offset) * size / 1000.0,
                    }
                }
            }
            _ => {}
        }
    }
    found
}

#[test]
fn justified_glyphs_stand_within_a_hundredth_of_a_point() {
    for size in [8.5, 11.0, 15.9, 24.0] {
        let setting = Setting {
            size,
            stretch: 1.2345,
            hyphen: true,
            ..Setting::default()
        };
        let words = "Every word of AVATAR Toy is kerned and every space is wider than it was";
        let mut line = run(54.3217, 500.0, words, &setting);
        for (i, glyph) in line.glyphs.iter_mut().enumerate() {
            glyph.x += i as f32 * 0.0137;
        }
        let due: Vec<f64> = line
            .glyphs
            .iter()
            .map(|g| f64::from(line.x + g.x))
            .collect();
        let document = read(&one_page(vec![Item::Glyphs(line)]), Purpose::Print);
        let stand = positions(&document, document.page_iter().next().unwrap());
        assert_eq!(stand.len(), due.len());
        for (stand, due) in stand.iter().zip(&due) {
            assert!((stand - due).abs() < 0.01, "{size}: {stand} for {due}");
        }
    }
}

#[test]
fn links_lead_where_they_should() {
    let document = read(&book(), Purpose::Screen);
    let pages: Vec<ObjectId> = document.page_iter().collect();
    let annotations = document.get_page_annotations(pages[0]).unwrap();
    assert_eq!(
        annotations.len(),
        2,
        "the link to an unknown anchor is left out"
    );
    for annotation in &annotations {
        assert_eq!(annotation.get(b"F").and_then(Object::as_i64).unwrap(), 4);
        assert!(annotation.has(b"Contents"));
    }
    let destination = annotations[0]
        .get(b"Dest")
        .and_then(Object::as_array)
        .unwrap();
    assert_eq!(destination[0].as_reference().unwrap(), pages[2]);
    assert_eq!(destination[1].as_name().unwrap(), b"XYZ");
    assert_eq!(destination[3].as_float().unwrap(), 575.0);
    assert_eq!(
        string(annotations[0].get(b"Contents").unwrap()),
        "The office fo"
    );
    let action = annotations[1].get(b"A").and_then(Object::as_dict).unwrap();
    assert_eq!(
        action.get(b"URI").and_then(Object::as_str).unwrap(),
        b"https://example.com/%C3%9Cber%20uns"
    );
}

#[test]
fn the_outline_nests_and_is_shown() {
    let document = read(&book(), Purpose::Screen);
    let catalog = document.catalog().unwrap();
    assert_eq!(
        catalog.get(b"PageMode").and_then(Object::as_name).unwrap(),
        b"UseOutlines"
    );
    let root = follow(&document, catalog, b"Outlines").as_dict().unwrap();
    assert_eq!(root.get(b"Count").and_then(Object::as_i64).unwrap(), 3);
    let part = follow(&document, root, b"First").as_dict().unwrap();
    assert_eq!(string(part.get(b"Title").unwrap()), "Part I: Überblick");
    assert_eq!(part.get(b"Count").and_then(Object::as_i64).unwrap(), 1);
    let chapter = follow(&document, part, b"First").as_dict().unwrap();
    assert_eq!(chapter.get(b"Count").and_then(Object::as_i64).unwrap(), -1);
    let section = follow(&document, chapter, b"Last").as_dict().unwrap();
    assert_eq!(string(section.get(b"Title").unwrap()), "Its end");
    let last = follow(&document, root, b"Last").as_dict().unwrap();
    assert_eq!(string(last.get(b"Title").unwrap()), "Plates");
    assert!(last.has(b"Prev") && !last.has(b"Next"));
}

#[test]
fn page_labels_follow_the_folios() {
    let document = read(&book(), Purpose::Screen);
    let labels = follow(&document, document.catalog().unwrap(), b"PageLabels")
        .as_dict()
        .unwrap();
    let ranges: Vec<(i64, Vec<u8>, i64)> = labels
        .get(b"Nums")
        .and_then(Object::as_array)
        .unwrap()
        .chunks_exact(2)
        .map(|pair| {
            let range = pair[1].as_dict().unwrap();
            (
                pair[0].as_i64().unwrap(),
                range.get(b"S").and_then(Object::as_name).unwrap().to_vec(),
                range.get(b"St").and_then(Object::as_i64).unwrap(),
            )
        })
        .collect();
    assert_eq!(
        ranges,
        [
            (0, b"r".to_vec(), 1),
            (2, b"D".to_vec(), 1),
            (4, b"D".to_vec(), 10)
        ]
    );
}

#[test]
fn info_and_xmp_agree_and_are_dated_by_the_book() {
    let document = read(&book(), Purpose::Screen);
    let info = follow(&document, &document.trailer, b"Info")
        .as_dict()
        .unwrap();
    let title = string(info.get(b"Title").unwrap());
    assert_eq!(title, "Reversing “Tendonitis” & more");
    assert_eq!(string(info.get(b"Author").unwrap()), "A. Author, B. Björk");
    assert_eq!(
        string(info.get(b"CreationDate").unwrap()),
        "D:20261122115959Z"
    );
    let catalog = document.catalog().unwrap();
    let xmp = follow(&document, catalog, b"Metadata").as_stream().unwrap();
    assert!(!xmp.dict.has(b"Filter"));
    let xmp = String::from_utf8(xmp.content.clone()).unwrap();
    for part in [
        "Reversing “Tendonitis” &amp; more",
        "<rdf:li>B. Björk</rdf:li>",
        "2026-11-22T11:59:59Z",
        "tendon, knee",
    ] {
        assert!(xmp.contains(part), "{part} in {xmp}");
    }
    assert_eq!(string(catalog.get(b"Lang").unwrap()), "en-US");
    let preferences = catalog
        .get(b"ViewerPreferences")
        .and_then(Object::as_dict)
        .unwrap();
    assert!(
        preferences
            .get(b"DisplayDocTitle")
            .and_then(Object::as_bool)
            .unwrap()
    );
    assert!(
        !catalog.has(b"MarkInfo"),
        "the file is not tagged and does not say so"
    );
}

#[test]
fn the_same_pages_give_the_same_bytes_on_any_number_of_threads() {
    let pages = book();
    for purpose in [Purpose::Print, Purpose::Screen] {
        let bytes = write(&pages, purpose);
        assert!(bytes.starts_with(b"%PDF-1.7"));
        for threads in [1, 2, 5] {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap();
            assert!(
                pool.install(|| write(&pages, purpose)) == bytes,
                "{threads} threads"
            );
        }
    }
    let other = pdf::write(
        &pages,
        &Info {
            title: "Other".into(),
            ..info()
        },
        Purpose::Print,
    )
    .unwrap();
    let id = |bytes: &[u8]| {
        Document::load_mem(bytes)
            .unwrap()
            .trailer
            .get(b"ID")
            .unwrap()
            .clone()
    };
    assert_ne!(id(&other), id(&write(&pages, Purpose::Print)));
}

#[test]
fn other_readers_find_nothing_wrong() {
    for (name, pages) in [("book", book()), ("empty", one_page(vec![]))] {
        for purpose in [Purpose::Print, Purpose::Screen] {
            let file = OnDisk::new(&format!("{name}-{purpose:?}"), &write(&pages, purpose));
            if let Some(qpdf) = oracle::find("qpdf") {
                let output = Command::new(qpdf)
                    .arg("--check")
                    .arg(&file.0)
                    .output()
                    .unwrap();
                let said = String::from_utf8_lossy(&output.stdout).into_owned()
                    + &String::from_utf8_lossy(&output.stderr);
                assert!(output.status.success(), "{said}");
                assert!(!said.contains("WARNING"), "{said}");
            }
            if let Some(pdffonts) = oracle::find("pdffonts") {
                let output = Command::new(pdffonts).arg(&file.0).output().unwrap();
                assert!(
                    output.stderr.is_empty(),
                    "{}",
                    String::from_utf8_lossy(&output.stderr)
                );
                for line in String::from_utf8(output.stdout).unwrap().lines().skip(2) {
                    assert!(
                        line.contains("CID Type 0C") && line.contains("yes yes yes"),
                        "{line}"
                    );
                }
            }
        }
    }
}

#[test]
fn no_pages_broken_faces_and_broken_pictures_are_errors() {
    assert!(pdf::write(&pages_of(vec![]), &info(), Purpose::Print).is_err());
    let mut broken = one_page(vec![text(54.0, 500.0, "Text")]);
    broken.faces[0].data = Arc::from(&b"OTTO of no use"[..]);
    assert!(
        pdf::write(&broken, &info(), Purpose::Print)
            .unwrap_err()
            .contains("SourceSerif4")
    );
    let mut short = one_page(vec![picture(0, 0.0, 0.0)]);
    short.pictures = vec![Arc::new(PrintImage {
        width: 9,
        height: 9,
        color: PrintColor::Gray,
        data: PrintData::Raw(vec![0; 3]),
    })];
    assert!(
        pdf::write(&short, &info(), Purpose::Print)
            .unwrap_err()
            .contains("81 are due")
    );
}

#[test]
fn a_drawn_page_is_black_where_its_ink_is() {
    let Some(pdftoppm) = oracle::find("pdftoppm") else {
        return;
    };
    let file = OnDisk::new("drawn", &write(&book(), Purpose::Print));
    let output = Command::new(pdftoppm)
        .args(["-r", "144", "-f", "1", "-l", "1", "-gray"])
        .arg(&file.0)
        .output()
        .unwrap();
    let header = b"P5\n864 1296\n255\n";
    assert!(
        output.stdout.starts_with(header),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let samples = &output.stdout[header.len()..];
    let at = |x: usize, y: usize| samples[(1295 - y * 2) * 864 + x * 2];
    assert_eq!(at(20, 20), 255);
    assert_eq!(at(200, 390), 224);
}

#[test]
fn whatever_stands_on_a_page_the_file_is_sound() {
    let bare = run(0.0, 0.0, "", &Setting::default());
    let strange = |change: &dyn Fn(&mut GlyphRun)| {
        let mut strange = run(54.0, 500.0, "Strange", &Setting::default());
        change(&mut strange);
        Item::Glyphs(strange)
    };
    let mut pages = one_page(vec![
        Item::Glyphs(bare),
        strange(&|r| r.x = f32::INFINITY),
        strange(&|r| r.y = f32::NAN),
        strange(&|r| r.size = -1.0),
        strange(&|r| r.size = 1e30),
        strange(&|r| r.ink = f32::NAN),
        strange(&|r| r.glyphs[3].x = -1e30),
        strange(&|r| r.glyphs[0].id = 65_535),
        strange(&|r| r.glyphs[1].text = std::ops::Range { start: 900, end: 7 }),
        strange(&|r| r.glyphs.iter_mut().for_each(|g| g.text = 0..0)),
        strange(&|r| r.text.clear()),
        strange(&|r| r.face = FaceId(99)),
        picture(7, 0.0, 0.0),
        Item::Fill {
            rect: Rect {
                x: f32::NAN,
                y: 1e30,
                width: -1e30,
                height: f32::INFINITY,
            },
            ink: 7.0,
        },
        Item::Stroke {
            rect: Rect::default(),
            width: f32::NAN,
            ink: -1.0,
        },
    ]);
    pages.anchors.insert(
        "far".into(),
        Place {
            page: 900,
            y: f32::NAN,
        },
    );
    pages.pages[0].links = vec![LinkArea {
        rect: Rect {
            x: 1e30,
            y: f32::NAN,
            width: 1.0,
            height: 1.0,
        },
        to: LinkTo::Anchor("far".into()),
    }];
    let mut deep = OutlineEntry {
        title: "\u{0}".into(),
        place: Place { page: 900, y: 0.0 },
        children: vec![],
    };
    for _ in 0..200 {
        deep = OutlineEntry {
            title: "Deep".into(),
            place: Place {
                page: 0,
                y: f32::NAN,
            },
            children: vec![deep],
        };
    }
    pages.outline = vec![deep];
    for purpose in [Purpose::Print, Purpose::Screen] {
        let bytes = write(&pages, purpose);
        let document = Document::load_mem(&bytes).unwrap();
        for page in document.page_iter() {
            assert!(!operators(&document, page).is_empty());
        }
        if let Some(qpdf) = oracle::find("qpdf") {
            let file = OnDisk::new(&format!("strange-{purpose:?}"), &bytes);
            let output = Command::new(qpdf)
                .arg("--check")
                .arg(&file.0)
                .output()
                .unwrap();
            assert!(
                output.status.success(),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }
}
