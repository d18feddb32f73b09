//! Pictures: what is taken, what is refused, and what reaches an ebook, a page and a shop.

use bindery::cover;
use bindery::picture::{Format, Ink, PictureError, Pictures, PrintColor, PrintData, Source, SvgError};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};
use std::sync::Arc;

fn png(width: u32, height: u32, color: ExtendedColorType, sample: impl Fn(usize) -> u8) -> Vec<u8> {
    let len = (width * height) as usize * usize::from(color.bits_per_pixel()) / 8;
    let samples: Vec<u8> = (0..len).map(sample).collect();
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes)
        .write_image(&samples, width, height, color)
        .unwrap();
    bytes
}

fn jpeg(width: u32, height: u32, color: ExtendedColorType) -> Vec<u8> {
    let len = (width * height) as usize * usize::from(color.bits_per_pixel()) / 8;
    let samples: Vec<u8> = (0..len).map(|i| (i * 7 % 251) as u8).collect();
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90)
        .encode(&samples, width, height, color)
        .unwrap();
    bytes
}

/// The JPEG with an EXIF segment that says how it is to be turned.
fn oriented(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    let mut bytes = jpeg[..2].to_vec();
    bytes.extend([0xFF, 0xE1]);
    bytes.extend(((exif.len() + 2) as u16).to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&jpeg[2..]);
    bytes
}

fn source(bytes: Vec<u8>) -> Arc<Source> {
    let mut pictures = Pictures::default();
    pictures.add("figures/a", bytes).unwrap();
    pictures.get("figures/a").unwrap().clone()
}

fn refusal(bytes: &[u8]) -> PictureError {
    Pictures::default().add("figures/a", bytes.to_vec()).unwrap_err()
}

fn svg(attributes: &str, body: &str) -> Vec<u8> {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" {attributes}>{body}</svg>")
        .into_bytes()
}

fn decode(bytes: &[u8]) -> image::DynamicImage {
    image::load_from_memory(bytes).unwrap()
}

#[test]
fn the_format_is_told_by_content_and_the_size_by_the_header() {
    let cases = [
        (png(3, 2, ExtendedColorType::Rgb8, |_| 9), Format::Png, (3, 2)),
        (jpeg(5, 4, ExtendedColorType::L8), Format::Jpeg, (5, 4)),
        (svg("width=\"2in\" height=\"48pt\"", ""), Format::Svg, (192, 64)),
        (svg("viewBox=\"0 0 120 80\"", ""), Format::Svg, (120, 80)),
        (svg("width=\"60\" viewBox=\"0,0,120,80\"", ""), Format::Svg, (60, 40)),
        (svg("width=\"100%\" viewBox=\"0 0 7.5 3\"", ""), Format::Svg, (8, 3)),
        (svg("", ""), Format::Svg, (300, 150)),
        (oriented(&jpeg(5, 4, ExtendedColorType::L8), 6), Format::Jpeg, (4, 5)),
    ];
    for (bytes, format, size) in cases {
        let source = source(bytes);
        assert_eq!((source.format, (source.width, source.height)), (format, size));
    }
}

#[test]
fn what_is_no_picture_or_too_large_is_refused_by_its_cause() {
    for other in [&b""[..], b"GIF89a...", b"<html><svg/></html>"] {
        assert!(matches!(refusal(other), PictureError::UnknownFormat));
    }
    let begun = [
        (&b"\x89PNG\r\n\x1a\n"[..], "no header"),
        (b"\xFF\xD8\xFF\xE0", "no frame header"),
    ];
    for (file, missing) in begun {
        let refused = refusal(file);
        assert!(matches!(refused, PictureError::NoHeader(_)));
        assert!(refused.to_string().contains(missing), "{refused}");
    }
    let mut long = png(1, 1, ExtendedColorType::L8, |_| 0);
    long[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    assert!(matches!(
        refusal(&long),
        PictureError::SideTooLong {
            width: 60_000,
            height: 1
        }
    ));
    let mut many = png(1, 1, ExtendedColorType::L8, |_| 0);
    many[16..20].copy_from_slice(&19_000_u32.to_be_bytes());
    many[20..24].copy_from_slice(&19_000_u32.to_be_bytes());
    assert!(matches!(refusal(&many), PictureError::TooManyPixels { .. }));
    let endless = svg("width=\"1e9\" height=\"1\"", "");
    assert!(matches!(refusal(&endless), PictureError::SideTooLong { .. }));
}

#[test]
fn a_broken_body_is_an_error_and_not_a_panic() {
    for bytes in [
        png(40, 40, ExtendedColorType::Rgba8, |i| i as u8),
        oriented(&jpeg(40, 40, ExtendedColorType::Rgb8), 3),
    ] {
        for keep in (30..bytes.len()).step_by(37) {
            let mut pictures = Pictures::default();
            if pictures.add("a", bytes[..keep].to_vec()).is_err() {
                continue;
            }
            let source = pictures.get("a").unwrap();
            if let Ok(image) = source.for_ebook(1000) {
                assert!(u64::from(image.width) * u64::from(image.height) <= 1000);
            }
        }
    }
    assert!(source(svg("", "<g>")).for_ebook(1000).is_err());
}

#[test]
fn an_ebook_gets_plain_files_untouched() {
    for bytes in [
        png(30, 20, ExtendedColorType::Rgb8, |i| i as u8),
        png(30, 20, ExtendedColorType::L8, |i| i as u8),
        jpeg(30, 20, ExtendedColorType::Rgb8),
        jpeg(30, 20, ExtendedColorType::L8),
    ] {
        let image = source(bytes.clone()).for_ebook(600).unwrap();
        assert_eq!(&image.bytes[..], &bytes[..]);
        assert_eq!((image.width, image.height), (30, 20));
    }
}

#[test]
fn an_ebook_gets_no_transparency_no_16_bits_and_no_turned_pixels() {
    let transparent = source(png(2, 2, ExtendedColorType::Rgba8, |i| [255, 0, 0, 0][i % 4]));
    let image = decode(&transparent.for_ebook(100).unwrap().bytes);
    assert!(!image.color().has_alpha());
    assert!(image.to_rgb8().pixels().all(|p| p.0 == [255; 3]));

    let deep = source(png(2, 2, ExtendedColorType::L16, |_| 0x80));
    let image = decode(&deep.for_ebook(100).unwrap().bytes);
    assert_eq!(image.color(), image::ColorType::L8);

    let turned = source(oriented(&jpeg(8, 4, ExtendedColorType::Rgb8), 6));
    let image = turned.for_ebook(100).unwrap();
    assert_eq!((image.media_type, image.width, image.height), ("image/jpeg", 4, 8));
    assert_eq!(decode(&image.bytes).width(), 4);
}

#[test]
fn an_ebook_gets_no_more_pixels_than_asked() {
    for bytes in [
        png(100, 60, ExtendedColorType::Rgb8, |i| i as u8),
        jpeg(100, 60, ExtendedColorType::Rgb8),
        svg("viewBox=\"0 0 1000 600\"", "<rect width=\"9\" height=\"9\"/>"),
    ] {
        for limit in [1, 999, 5000] {
            let image = source(bytes.clone()).for_ebook(limit).unwrap();
            let pixels = u64::from(image.width) * u64::from(image.height);
            assert!(pixels <= limit, "{} x {}", image.width, image.height);
        }
    }
}

#[test]
fn a_drawing_is_twice_its_size_in_an_ebook_and_grey_without_colour() {
    let grey = source(svg("viewBox=\"0 0 100 50\"", "<circle cx=\"50\" cy=\"25\" r=\"20\"/>"));
    let image = grey.for_ebook(3_000_000).unwrap();
    assert_eq!((image.media_type, image.width, image.height), ("image/png", 200, 100));
    let pixels = decode(&image.bytes);
    assert_eq!(pixels.color(), image::ColorType::L8);
    assert_eq!(pixels.to_luma8().get_pixel(100, 50).0, [0]);
    assert_eq!(pixels.to_luma8().get_pixel(0, 0).0, [255]);

    let red = source(svg(
        "viewBox=\"0 0 900 90\"",
        "<rect width=\"900\" height=\"90\" fill=\"red\"/>",
    ));
    let image = red.for_ebook(3_000_000).unwrap();
    assert_eq!((image.width, image.height), (1400, 140));
    assert_eq!(decode(&image.bytes).color(), image::ColorType::Rgb8);
}

#[test]
fn text_in_a_drawing_is_set_in_the_shipped_faces() {
    for family in [
        "Libertinus Sans, sans-serif",
        "serif",
        "monospace",
        "Source Serif 4",
        "Nowhere",
    ] {
        let body = format!("<text x=\"5\" y=\"40\" font-size=\"40\" font-family=\"{family}\">Hamburg</text>");
        let image = source(svg("viewBox=\"0 0 200 50\"", &body)).for_ebook(100_000).unwrap();
        let dark = decode(&image.bytes).to_luma8().pixels().filter(|p| p.0[0] < 64).count();
        assert!(dark > 500, "{family}: {dark} dark pixels");
    }
}

#[test]
fn text_that_no_face_can_show_is_an_error_and_not_an_empty_box() {
    let body = "<text x=\"5\" y=\"40\">knee 漢</text>";
    let refused = source(svg("viewBox=\"0 0 200 50\"", body))
        .for_ebook(10_000)
        .unwrap_err();
    let missing = |error| matches!(error, PictureError::Vector(SvgError::NoFace(text)) if text.contains('漢'));
    assert!(missing(refused));
}

#[test]
fn a_png_too_heavy_for_a_store_becomes_a_jpeg() {
    let noise = png(1300, 1100, ExtendedColorType::Rgb8, |i| {
        let mixed = (i as u32 + 1).wrapping_mul(2_654_435_761);
        ((mixed ^ (mixed >> 15)).wrapping_mul(2_246_822_519) >> 24) as u8
    });
    assert!(noise.len() > 4_000_000);
    let image = source(noise).for_ebook(3_000_000).unwrap();
    assert_eq!(image.media_type, "image/jpeg");
    assert_eq!((image.width, image.height), (1300, 1100));
}

#[test]
fn a_drawing_reads_nothing_outside_of_itself() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret.png");
    std::fs::write(&secret, png(9, 9, ExtendedColorType::L8, |_| 0)).unwrap();
    for href in [secret.to_str().unwrap(), "https://example.com/a.png"] {
        let body = format!("<image width=\"50\" height=\"50\" xlink:href=\"{href}\"/>");
        let refused = source(svg("viewBox=\"0 0 50 50\"", &body))
            .for_ebook(10_000)
            .unwrap_err();
        assert!(
            matches!(refused, PictureError::Vector(SvgError::Outside(_))),
            "{refused}"
        );
    }
    let scripted = svg("viewBox=\"0 0 9 9\" onload=\"x()\"", "<script>while(true){}</script>");
    assert!(source(scripted).for_ebook(10_000).is_ok());
}

#[test]
fn a_drawing_may_embed_a_png() {
    let black = png(1, 1, ExtendedColorType::L8, |_| 0);
    let hex: String = black.iter().map(|byte| format!("%{byte:02x}")).collect();
    let body = format!("<image width=\"50\" height=\"50\" xlink:href=\"data:image/png,{hex}\"/>");
    let image = source(svg("viewBox=\"0 0 50 50\"", &body)).for_ebook(10_000).unwrap();
    assert_eq!(decode(&image.bytes).to_luma8().get_pixel(50, 50).0, [0]);
}

#[test]
fn a_hostile_drawing_is_refused() {
    let nested = "<g>".repeat(5000) + &"</g>".repeat(5000);
    assert!(source(svg("", &nested)).for_ebook(100).is_err());

    let mut uses = String::from("<g id=\"a0\"><rect width=\"1\" height=\"1\"/></g>");
    for i in 1..40 {
        uses += &format!("<g id=\"a{i}\"><use href=\"#a{0}\"/><use href=\"#a{0}\"/></g>", i - 1);
    }
    assert!(source(svg("", &uses)).for_ebook(100).is_err());

    let mut chain = String::from("<g id=\"a0\"><rect width=\"1\" height=\"1\"/></g>");
    for i in 1..900 {
        chain += &format!("<g id=\"a{i}\" opacity=\"0.9\"><use href=\"#a{}\"/></g>", i - 1);
    }
    assert!(source(svg("", &chain)).for_ebook(100).is_err());

    let lol = "<!DOCTYPE svg [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&b;</text></svg>";
    let refused = source(lol.as_bytes().to_vec()).for_ebook(100).unwrap_err();
    assert!(matches!(refused, PictureError::Vector(SvgError::Entities)), "{refused}");
}

#[test]
fn a_drawing_with_plain_entities_is_drawn() {
    let text = "<!DOCTYPE svg [<!ENTITY ns \"http://www.w3.org/2000/svg\">]><svg xmlns=\"&ns;\" viewBox=\"0 0 9 9\"><rect width=\"9\" height=\"9\"/></svg>";
    let image = source(text.as_bytes().to_vec()).for_ebook(1000).unwrap();
    assert_eq!(decode(&image.bytes).to_luma8().get_pixel(4, 4).0, [0]);
}

#[test]
fn black_ink_makes_every_picture_grey() {
    for bytes in [
        png(30, 20, ExtendedColorType::Rgb8, |i| i as u8),
        png(30, 20, ExtendedColorType::Rgba8, |i| i as u8),
        jpeg(30, 20, ExtendedColorType::Rgb8),
        jpeg(30, 20, ExtendedColorType::L8),
        svg(
            "viewBox=\"0 0 30 20\"",
            "<rect width=\"30\" height=\"20\" fill=\"red\"/>",
        ),
    ] {
        let image = source(bytes).for_print(72.0, Ink::Black).unwrap();
        assert_eq!(image.color, PrintColor::Gray);
        if let PrintData::Raw(samples) = &image.data {
            assert_eq!(samples.len() as u32, image.width * image.height);
        }
    }
}

#[test]
fn a_page_gets_photographs_as_they_are_or_at_300_dots_an_inch() {
    let bytes = jpeg(450, 300, ExtendedColorType::Rgb8);
    let photo = source(bytes.clone());
    let screen = photo.for_print(72.0, Ink::Screen).unwrap();
    assert!(matches!(&screen.data, PrintData::Jpeg(data) if data[..] == bytes[..]));
    assert_eq!(screen.color, PrintColor::Rgb);

    let scaled = photo.for_print(36.0, Ink::Black).unwrap();
    assert_eq!((scaled.width, scaled.height), (150, 100));
    assert_eq!(photo.resolution(36.0), Some(900.0));

    let grey = source(jpeg(450, 300, ExtendedColorType::L8))
        .for_print(72.0, Ink::Black)
        .unwrap();
    assert!(matches!(grey.data, PrintData::Jpeg(_)));
    assert!(photo.for_print(0.0, Ink::Black).is_err());
    assert!(photo.for_print(f32::NAN, Ink::Black).is_err());
}

#[test]
fn a_page_gets_line_art_as_bits_up_to_1200_dots_an_inch() {
    let art = source(crate::support::picture::striped(603, 2));
    let bits = art.for_print(72.0, Ink::Black).unwrap();
    assert_eq!((bits.color, bits.width), (PrintColor::Bilevel, 603));
    let PrintData::Raw(samples) = &bits.data else {
        panic!("samples were due");
    };
    assert_eq!(samples.len(), 2 * 603_usize.div_ceil(8));
    // What a row is filled up with is nobody's business; here it is black.
    assert_eq!(samples[..2], [0b0101_0101; 2]);
    assert_eq!(samples[75], 0b0100_0000);

    let dense = art.for_print(30.0, Ink::Black).unwrap();
    assert_eq!((dense.color, dense.width), (PrintColor::Gray, 250));
}

#[test]
fn a_page_gets_drawings_at_600_dots_an_inch() {
    let drawing = source(svg("viewBox=\"0 0 30 20\"", "<circle cx=\"15\" cy=\"10\" r=\"9\"/>"));
    let image = drawing.for_print(144.0, Ink::Screen).unwrap();
    assert_eq!((image.width, image.height, image.color), (1200, 800, PrintColor::Gray));
    assert_eq!(drawing.resolution(144.0), None);
    let huge = drawing.for_print(1e9, Ink::Screen).unwrap();
    assert!(u64::from(huge.width) * u64::from(huge.height) <= bindery::limits::PICTURE_PIXELS);
}

fn pixel(image: &image::DynamicImage, x: u32, y: u32) -> [u8; 3] {
    image.to_rgb8().get_pixel(x, y).0
}

#[test]
fn a_cover_has_exactly_the_shops_size_and_density() {
    let art = source(png(800, 1280, ExtendedColorType::Rgb8, |_| 120));
    let front = cover::shop_jpeg(&art).unwrap();
    let image = decode(&front.image.bytes);
    assert_eq!((image.width(), image.height()), cover::SHOP_SIZE);
    assert_eq!(&front.image.bytes[6..10], b"JFIF");
    assert_eq!(front.image.bytes[13], 1);
    assert_eq!(&front.image.bytes[14..18], [1, 44, 1, 44]);
    let codes: Vec<_> = front.findings.iter().map(|f| f.code.name()).collect();
    assert_eq!(codes, ["picture-cover-small"]);

    let inside = cover::inside_jpeg(&source(png(1600, 2560, ExtendedColorType::L8, |_| 9))).unwrap();
    assert_eq!((inside.image.width, inside.image.height), cover::INSIDE_SIZE);
    assert!(inside.findings.is_empty());
}

#[test]
fn a_cover_of_nearly_the_shape_is_cropped_and_of_another_stands_on_its_edges_colour() {
    let near = cover::inside_jpeg(&source(png(1450, 2240, ExtendedColorType::L8, |_| 60))).unwrap();
    assert!(near.findings.is_empty());
    let square = source(png(1400, 1400, ExtendedColorType::Rgb8, |i| [200, 40, 40][i % 3]));
    let front = cover::inside_jpeg(&square).unwrap();
    let codes: Vec<_> = front.findings.iter().map(|f| f.code.name()).collect();
    assert_eq!(codes, ["picture-cover-shape"]);
    let [r, g, b] = pixel(&decode(&front.image.bytes), 5, 5);
    assert!(r > 190 && g < 60 && b < 60, "{r} {g} {b}");

    let drawing = source(svg("viewBox=\"0 0 160 256\"", "<rect width=\"160\" height=\"256\"/>"));
    let front = cover::shop_jpeg(&drawing).unwrap();
    assert!(front.findings.is_empty());
    assert_eq!(pixel(&decode(&front.image.bytes), 1599, 2559), [0; 3]);
}
