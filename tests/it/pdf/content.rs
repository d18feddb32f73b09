//! What stands on the pages: boxes, colours, pictures.

use super::*;
use bindery::picture::{PrintColor, PrintData};

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
    let info = follow(&document, &document.trailer, b"Info").as_dict().unwrap();
    assert!(info.has(b"Title") && !info.has(b"Keywords") && !info.has(b"Subject"));
}

#[test]
fn print_knows_no_colour_but_grey() {
    let document = read(&book(), Purpose::Print);
    const COLOUR: [&str; 12] = ["rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "gs"];
    let mut greys = 0;
    for page in document.page_iter() {
        for operation in operators(&document, page) {
            assert!(!COLOUR.contains(&operation.operator.as_str()), "{}", operation.operator);
            greys += usize::from(operation.operator == "g");
        }
    }
    assert!(greys > 0);
    let images: Vec<_> = dictionaries(&document)
        .into_iter()
        .filter(|d| d.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Image"))
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
        picture(3, 299.0, 0.0),
    ]);
    pages.pictures = vec![
        raw(64, 48, PrintColor::Gray, |i| if i % 8 == 0 { 0 } else { 255 }),
        raw(61, 47, PrintColor::Gray, |i| {
            (i.wrapping_mul(2_654_435_761) >> 24) as u8
        }),
        raw(30, 20, PrintColor::Cmyk, |i| (i % 256) as u8),
        raw(13, 20, PrintColor::Bilevel, |i| (i % 256) as u8),
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
        assert!(found.contains(samples), "{} x {}", image.width, image.height);
    }
}
