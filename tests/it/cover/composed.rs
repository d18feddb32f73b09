//! Fronts composed of art and words.

use bindery::book::trade::FrontStyle;
use bindery::cover::{FrontWords, SHOP_SIZE, THUMBNAILS, compose, shop_jpeg, thumbnail};
use bindery::picture::Pictures;

fn art(color: &str) -> Pictures {
    let mut pictures = Pictures::default();
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1000\" height=\"1000\"><rect width=\"1000\" \
         height=\"1000\" fill=\"{color}\"/></svg>"
    );
    pictures.add("art.svg", svg.into_bytes()).expect("art");
    pictures
}

fn words(title: &str) -> FrontWords<'_> {
    FrontWords {
        title,
        subtitle: "A Subtitle",
        author: "An Author",
        language: "en",
    }
}

/// The composed front as a shop shows it, and what was found.
fn front(color: &str, style: FrontStyle, title: &str) -> (image::RgbImage, Vec<&'static str>) {
    let mut pictures = art(color);
    let source = pictures.get("art.svg").expect("art").clone();
    let composed = compose(&source, style, &words(title), None).expect("a front");
    pictures.add("front.svg", composed.svg).expect("a drawing");
    let source = pictures.get("front.svg").expect("a front");
    let shop = shop_jpeg(source).expect("a cover");
    assert_eq!((shop.image.width, shop.image.height), SHOP_SIZE);
    let image = image::load_from_memory(&shop.image.bytes).expect("a picture");
    let codes = composed.findings.iter().map(|finding| finding.code.name());
    (image.into_rgb8(), codes.collect())
}

fn has(image: &image::RgbImage, rows: std::ops::Range<u32>, like: impl Fn([u8; 3]) -> bool) -> bool {
    let mut pixels = rows.flat_map(|y| (0..image.width()).map(move |x| (x, y)));
    pixels.any(|(x, y)| like(image.get_pixel(x, y).0))
}

#[test]
fn the_words_stand_out_from_light_art_and_from_dark() {
    let white = |pixel: [u8; 3]| pixel.iter().all(|&sample| sample > 240);
    for color in ["#f0e8d0", "#203040", "#c03020"] {
        let (veil, found) = front(color, FrontStyle::Veil, "A Book of Tests");
        assert_eq!(found, [""; 0], "{color}");
        assert!(has(&veil, 100..900, white), "{color}: a title at the head");
        assert!(!has(&veil, 1300..1800, white) || color == "#f0e8d0");
        let (_, found) = front(color, FrontStyle::Band, "A Book of Tests");
        assert_eq!(found, [""; 0], "{color}");
    }
    let black = |pixel: [u8; 3]| pixel.iter().all(|&sample| sample < 20);
    let (band, _) = front("#f0e8d0", FrontStyle::Band, "A Book of Tests");
    assert!(has(&band, 1500..2500, black) && !has(&band, 0..1000, black));
}

#[test]
fn a_title_too_long_to_be_read_in_a_shop_is_told() {
    let long = "Incomprehensibilities and Counterrevolutionaries of the Nineteenth Century, With Notes on \
                Institutionalizations, Electroencephalographers and Their Correspondents in the Provinces, Now First \
                Collected From Their Papers and Arranged by Subject and by Date for General Readers";
    let (_, found) = front("#203040", FrontStyle::Band, long);
    assert_eq!(found, ["cover-small-type"]);
}

#[test]
fn thumbnails_have_the_shape_of_the_cover() {
    let pictures = art("#203040");
    let source = pictures.get("art.svg").expect("art");
    for width in THUMBNAILS {
        let small = thumbnail(source, width).expect("a thumbnail").image;
        assert_eq!((small.width, small.height), (width, width * 8 / 5));
    }
}
