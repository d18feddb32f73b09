//! What stands on the pages: boxes, colours, pictures.

use super::*;
use bindery::picture::{PrintColor, PrintData};

#[test]
fn every_page_is_exactly_the_trim() {
    for purpose in [Purpose::Print, Purpose::Screen] {
        let file = read(&book(), purpose);
        assert_eq!(file.pages().len(), 5);
        for page in file.pages() {
            for sides in ["MediaBox", "TrimBox", "BleedBox"] {
                assert_eq!(page.at(sides).to_string(), format!("[0 0 {WIDTH} {HEIGHT}]"), "{sides}");
            }
            assert!(!page.has("CropBox"));
        }
    }
}

#[test]
fn print_holds_nothing_that_is_not_printed() {
    let file = read(&book(), Purpose::Print);
    for object in file.dictionaries() {
        for key in [
            "Annots",
            "Outlines",
            "Dest",
            "A",
            "URI",
            "OpenAction",
            "Metadata",
            "PageLabels",
            "Encrypt",
        ] {
            assert!(!object.has(key), "{key} in {object}");
        }
    }
    let info = file.trailer("Info");
    assert!(info.has("Title") && !info.has("Keywords") && !info.has("Subject"));
}

#[test]
fn print_knows_no_colour_but_grey() {
    let file = read(&book(), Purpose::Print);
    const COLOUR: [&str; 12] = ["rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "gs"];
    let mut greys = 0;
    for page in 0..file.pages().len() {
        for operation in file.operators(page) {
            assert!(!COLOUR.contains(&operation.operator.as_str()), "{}", operation.operator);
            greys += usize::from(operation.operator == "g");
        }
    }
    assert!(greys > 0);
    let images = file.of_subtype("/Image");
    assert_eq!(images.len(), 3);
    for image in images {
        assert_eq!(image.at("ColorSpace").to_string(), "/DeviceGray");
    }
}

#[test]
fn a_screen_keeps_colour_and_untouched_jpeg_files() {
    let pages = book();
    let file = read(&pages, Purpose::Screen);
    let PrintData::Jpeg(jpeg) = &pages.pictures[2].data else {
        unreachable!()
    };
    let mut images = file.of_subtype("/Image").into_iter();
    let kept = images.find(|image| image.stream().content[..] == jpeg[..]);
    assert_eq!(kept.expect("the file").at("ColorSpace").to_string(), "/DeviceRGB");
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
    let file = read(&pages, Purpose::Screen);
    let images = file.of_subtype("/Image").into_iter();
    let found: Vec<Vec<u8>> = images
        .map(|image| image.stream().decompressed_content().unwrap())
        .collect();
    for image in &pages.pictures {
        let PrintData::Raw(samples) = &image.data else {
            unreachable!()
        };
        assert!(found.contains(samples), "{} x {}", image.width, image.height);
    }
}
