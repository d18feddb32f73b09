//! Fonts, text as it is copied, and where each glyph stands.

use super::*;
use bindery::print::Item;
use std::process::Command;

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
