//! Fonts, text as it is copied, and where each glyph stands.

use super::*;
use bindery::print::{Glyph, GlyphRun, Item, Rect};
use std::process::Command;

fn extracted(bytes: &[u8]) -> Option<String> {
    let tool = oracle::find("pdftotext")?;
    let file = on_disk(bytes);
    let output = Command::new(tool)
        .arg("-layout")
        .arg(file.path())
        .arg("-")
        .output()
        .unwrap();
    assert!(output.status.success());
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn every_font_is_an_embedded_subset_with_text() {
    let file = read(&book(), Purpose::Print);
    let fonts = file.of_subtype("/Type0");
    assert_eq!(fonts.len(), 4);
    for font in fonts {
        let name = font.at("BaseFont").to_string();
        let (tag, face) = name.trim_start_matches('/').split_once('+').expect("a subset's name");
        assert!(
            tag.len() == 6 && tag.bytes().all(|letter| letter.is_ascii_uppercase()),
            "{name}"
        );
        assert!(face.starts_with("Source") || face.starts_with("Libertinus"), "{name}");
        let descendant = font.at("DescendantFonts 0");
        assert_eq!(descendant.at("Subtype").to_string(), "/CIDFontType0");
        assert_eq!(descendant.at("FontDescriptor FontName").to_string(), name);
        let program = descendant.at("FontDescriptor FontFile3");
        assert_eq!(program.at("Subtype").to_string(), "/CIDFontType0C");
        assert!(program.stream().content.len() < 60_000);
        assert!(!font.at("ToUnicode").stream().content.is_empty());
    }
}

#[test]
fn copied_text_is_the_manuscripts() {
    for purpose in [Purpose::Print, Purpose::Screen] {
        let Some(text) = extracted(&write(&book(), purpose)) else {
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
    let file = read(&book(), Purpose::Screen);
    let spoken: Vec<String> = file
        .operators(0)
        .iter()
        .filter(|operation| operation.operator == "BDC")
        .filter_map(|operation| operation.operands.get(1)?.as_dict().ok())
        .filter_map(|properties| lopdf::decode_text_string(properties.get(b"ActualText").ok()?).ok())
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
    let Some(text) = extracted(&write(&one_page(items), Purpose::Print)) else {
        return;
    };
    assert!(text.contains("Aaa BAb"), "{text}");
    assert!(text.contains("5 µm or 5 μm"), "{text}");
}

/// Where each glyph stands, as a reader works it out from the operators and the widths, and how wide it
/// is drawn.
fn positions(file: &Pdf) -> Vec<[f64; 3]> {
    let fonts = file.pages()[0].at("Resources Font");
    let number = |object: &Object| f64::from(object.as_float().unwrap());
    let widths = |name: &str| -> Vec<f64> {
        let table = fonts.at(name).at("DescendantFonts 0 W");
        assert_eq!(table.at("0").to_string(), "0", "widths from the first glyph on");
        let widths = table.at("1").items();
        widths.iter().map(|width| width.to_string().parse().unwrap()).collect()
    };
    let (mut table, mut size, mut stretch) = (Vec::new(), 0.0, 1.0);
    let (mut line, mut pen, mut found) = ((0.0, 0.0), 0.0, Vec::new());
    for operation in file.operators(0) {
        let operand = |at: usize| number(&operation.operands[at]);
        match operation.operator.as_str() {
            "Tf" => {
                table = widths(&String::from_utf8_lossy(operation.operands[0].as_name().unwrap()));
                size = operand(1);
            }
            "Tz" => stretch = operand(0) / 100.0,
            "BT" => line = (0.0, 0.0),
            "Td" => {
                line = (line.0 + operand(0), line.1 + operand(1));
                pen = line.0;
            }
            "TJ" => {
                for item in operation.operands[0].as_array().unwrap() {
                    match item {
                        Object::String(glyphs, _) => {
                            for glyph in glyphs.chunks_exact(2) {
                                let id = usize::from(u16::from_be_bytes([glyph[0], glyph[1]]));
                                let advance = table[id] * size * stretch / 1000.0;
                                found.push([pen, line.1, advance]);
                                pen += advance;
                            }
                        }
                        offset => pen -= number(offset) * size * stretch / 1000.0,
                    }
                }
            }
            "Tm" | "T*" | "TD" | "Tj" | "'" | "\"" => {
                panic!("{} is not followed", operation.operator)
            }
            _ => {}
        }
    }
    found
}

/// Where a run's glyphs are due.
fn due(run: &GlyphRun) -> Vec<[f64; 2]> {
    let place = |g: &Glyph| [run.x + g.x, run.y + g.y].map(f64::from);
    run.glyphs.iter().map(place).collect()
}

fn stand(items: Vec<Item>) -> Vec<[f64; 3]> {
    positions(&read(&one_page(items), Purpose::Print))
}

/// Asserts that glyphs stand where they are due, and gives how wide each is drawn.
fn assert_stand(items: Vec<Item>) -> Vec<f64> {
    let runs = items.iter().filter_map(|item| match item {
        Item::Glyphs(run) => Some(run),
        _ => None,
    });
    let due: Vec<_> = runs.flat_map(due).collect();
    let stand = stand(items);
    assert_eq!(stand.len(), due.len());
    for (at, ([x, y, _], due)) in stand.iter().zip(&due).enumerate() {
        let apart = (x - due[0]).abs().max((y - due[1]).abs());
        assert!(apart < 0.01, "glyph {at}: {x}, {y} for {due:?}");
    }
    stand.iter().map(|[_, _, width]| *width).collect()
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
        assert_stand(vec![Item::Glyphs(line)]);
    }
}

/// The same run, its glyphs drawn wider or narrower.
fn stretched(mut run: GlyphRun, stretch: f32) -> GlyphRun {
    run.stretch = stretch;
    for glyph in &mut run.glyphs {
        glyph.x *= stretch;
        glyph.advance *= stretch;
    }
    run
}

#[test]
fn stretched_glyphs_are_drawn_wider_and_those_after_them_as_they_were() {
    let shares = [1.0, 0.98, 0.985, 1.0, 1.02, 1.0137, 1.0];
    let rule = Item::Fill {
        rect: Rect {
            x: 54.0,
            y: 490.0,
            width: 99.0,
            height: 0.4,
        },
        ink: 0.5,
    };
    let items = shares.iter().enumerate().flat_map(|(i, &share)| {
        let y = 500.0 - 13.27 * i as f32;
        [Item::Glyphs(stretched(word(y), share)), rule.clone()]
    });
    let widths = assert_stand(items.collect());
    let each = widths.len() / shares.len();
    for (line, share) in widths.chunks(each).zip(shares) {
        for (width, own) in line.iter().zip(&widths) {
            assert!((width / own - f64::from(share)).abs() < 0.0001);
        }
    }
}

fn word(y: f32) -> GlyphRun {
    run(54.0, y, "AVATAR Toy", &Setting::default())
}

#[test]
fn a_mark_stands_over_its_letter_and_what_follows_on_the_baseline() {
    let mut marked = word(500.0);
    marked.glyphs[2].y = 3.25;
    marked.glyphs[5].y = -1.5;
    marked.glyphs[6].y = -1.5;
    assert_stand(vec![Item::Glyphs(marked), Item::Glyphs(word(486.5))]);
}

#[test]
fn another_reader_measures_a_stretched_line_wider() {
    let Some(tool) = oracle::find("pdftotext") else {
        return;
    };
    let line = |y, stretch| {
        Item::Glyphs(stretched(
            run(54.0, y, "Incomprehensibilities", &Setting::default()),
            stretch,
        ))
    };
    let bytes = write(&one_page(vec![line(500.0, 1.0), line(480.0, 1.02)]), Purpose::Print);
    let file = on_disk(&bytes);
    let output = Command::new(tool)
        .arg("-bbox")
        .arg(file.path())
        .arg("-")
        .output()
        .unwrap();
    let boxes = String::from_utf8(output.stdout).unwrap();
    let widths: Vec<f64> = boxes
        .lines()
        .filter(|line| line.contains("<word"))
        .map(|line| {
            let side = |name: &str| -> f64 {
                let value = line.split(&format!("{name}=\"")).nth(1).unwrap();
                value.split('"').next().unwrap().parse().unwrap()
            };
            side("xMax") - side("xMin")
        })
        .collect();
    assert_eq!(widths.len(), 2, "{boxes}");
    assert!((widths[1] / widths[0] - 1.02).abs() < 0.0005, "{widths:?}");
}

#[test]
fn every_glyph_code_comes_back_as_it_was() {
    // Among these are the bytes that a literal string must escape.
    let glyphs: Vec<u16> = (1..400).collect();
    let line = GlyphRun {
        glyphs: glyphs
            .iter()
            .map(|&id| Glyph {
                id,
                x: f32::from(id),
                y: 0.0,
                advance: 1.0,
                text: 0..0,
            })
            .collect(),
        text: String::new(),
        ..run(0.0, 500.0, "", &Setting::default())
    };
    let file = read(&one_page(vec![Item::Glyphs(line)]), Purpose::Print);
    let shown: Vec<u16> = file
        .operators(0)
        .iter()
        .filter(|operation| operation.operator == "TJ")
        .flat_map(|operation| operation.operands[0].as_array().unwrap().clone())
        .filter_map(|item| item.as_str().map(<[u8]>::to_vec).ok())
        .flat_map(|bytes| {
            let pairs = bytes.chunks_exact(2);
            pairs.map(|b| u16::from_be_bytes([b[0], b[1]])).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(shown, glyphs);
}
