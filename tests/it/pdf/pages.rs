//! Pages built by hand, with shaped text.

use bindery::fonts::FACES;
use bindery::pdf::Info;
use bindery::picture::{PrintColor, PrintData, PrintImage};
use bindery::print::{
    Bleed, Element, Face, FaceId, Folio, FolioStyle, Glyph, GlyphRun, Item, LinkArea, LinkTo, OutlineEntry, Page,
    Pages, PictureId, Place, Rect, Role, Structure, Tag,
};
use bindery::span::Span;
use harfrust::{Buffer, Feature, Font, ShapeOptions, ShaperFont};
use std::collections::BTreeMap;
use std::sync::Arc;

pub const WIDTH: f32 = 432.0;
pub const HEIGHT: f32 = 648.0;
pub const SERIF: FaceId = FaceId(0);
pub const ITALIC: FaceId = FaceId(1);
pub const SANS: FaceId = FaceId(2);
pub const LIBERTINUS: FaceId = FaceId(3);

/// What all text is part of.
pub const TEXT: Tag = Tag(1);

fn structure() -> Structure {
    let mut structure = Structure::default();
    structure.add(Element {
        role: Role::Paragraph,
        ..Element::default()
    });
    structure
}

pub fn faces() -> Vec<Face> {
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
            data: face.data.into(),
            units_per_em: 1000,
        }
    })
    .collect()
}

/// A shaped line: `stretch` is added to every space, and `hyphen` ends it with an added hyphen.
pub struct Setting<'a> {
    pub face: FaceId,
    pub size: f32,
    pub features: &'a [&'a [u8; 4]],
    pub stretch: f32,
    pub hyphen: bool,
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

pub fn shape(face: &Face, text: &str, features: &[&[u8; 4]]) -> Vec<(u16, u32, f32)> {
    let font = Font::new(face.data.to_vec(), 0).unwrap();
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    let features: Vec<Feature> = features
        .iter()
        .map(|tag| Feature::new(harfrust::Tag::new(tag), 1, ..))
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

pub fn run(x: f32, y: f32, text: &str, setting: &Setting) -> GlyphRun {
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
            y: 0.0,
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
            y: 0.0,
            advance: advance * setting.size,
            text: text.len() as u32..text.len() as u32,
        });
    }
    GlyphRun {
        face: setting.face,
        size: setting.size,
        stretch: 1.0,
        x,
        y,
        ink: 1.0,
        glyphs,
        text: text.into(),
        span: Span::GENERATED,
        start: 0,
        tag: TEXT,
        turned: false,
    }
}

pub fn text(x: f32, y: f32, text: &str) -> Item {
    Item::Glyphs(run(x, y, text, &Setting::default()))
}

pub fn page(style: FolioStyle, number: u32, items: Vec<Item>) -> Page {
    Page {
        folio: Folio { style, number },
        items,
        furniture: 0,
        links: Vec::new(),
    }
}

pub fn pages_of(list: Vec<Page>) -> Pages {
    Pages {
        width: WIDTH,
        height: HEIGHT,
        bleed: Bleed::None,
        structure: structure(),
        pages: list,
        faces: faces(),
        pictures: Vec::new(),
        anchors: BTreeMap::new(),
        outline: Vec::new(),
    }
}

pub fn one_page(items: Vec<Item>) -> Pages {
    pages_of(vec![page(FolioStyle::Arabic, 1, items)])
}

pub fn raw(width: u32, height: u32, color: PrintColor, sample: impl Fn(u32) -> u8) -> Arc<PrintImage> {
    let across = match color {
        PrintColor::Bilevel => width.div_ceil(8),
        PrintColor::Gray => width,
        PrintColor::Rgb => width * 3,
        PrintColor::Cmyk => width * 4,
    };
    Arc::new(PrintImage {
        width,
        height,
        color,
        data: PrintData::Raw((0..across * height).map(sample).collect()),
    })
}

pub fn jpeg(width: u32, height: u32) -> Arc<PrintImage> {
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

pub fn picture(index: u32, x: f32, y: f32) -> Item {
    Item::Picture {
        rect: Rect {
            x,
            y,
            width: 90.0,
            height: 60.0,
        },
        picture: PictureId(index),
        alt: "A picture".into(),
        tag: Tag::NONE,
        span: Span::GENERATED,
    }
}

/// A short book with everything in it.
pub fn book() -> Pages {
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
            glyphs(492.0, "sion in italics, naïve café Übung — “quoted”", &italic),
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
            tag: Tag::NONE,
        },
        LinkArea {
            rect: Rect {
                x: 54.0,
                y: 485.0,
                width: 60.0,
                height: 14.0,
            },
            to: LinkTo::Address("https://example.com/Über uns".into()),
            tag: Tag::NONE,
        },
        LinkArea {
            rect: Rect {
                x: 54.0,
                y: 455.0,
                width: 60.0,
                height: 14.0,
            },
            to: LinkTo::Anchor("nowhere".into()),
            tag: Tag::NONE,
        },
    ];
    let mut pages = pages_of(vec![
        first,
        page(FolioStyle::Roman, 2, vec![]),
        page(FolioStyle::Arabic, 1, vec![text(54.0, 560.0, "Chapter one")]),
        page(FolioStyle::Arabic, 2, vec![text(54.0, 560.0, "Its end")]),
        page(
            FolioStyle::Arabic,
            10,
            vec![text(54.0, 560.0, "After a leaf of plates")],
        ),
    ]);
    pages.pictures = vec![
        raw(64, 48, PrintColor::Gray, |i| if i % 8 == 0 { 0 } else { 255 }),
        raw(30, 20, PrintColor::Rgb, |i| (i * 7919 % 256) as u8),
        jpeg(30, 20),
    ];
    pages.anchors.insert("two".into(), Place { page: 2, y: 575.0 });
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

pub fn info() -> Info {
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
