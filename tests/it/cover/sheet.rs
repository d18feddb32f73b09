//! The drawn sheet, in the display list and in the file.

use crate::support::oracle;
use crate::support::pdf::on_disk;
use bindery::book::trade::{Binding, Printer, Stock};
use bindery::check;
use bindery::cover::{self, BoundBook, WrapDesign, WrapSheet};
use bindery::pdf::{self, Info, Purpose, Standard};
use bindery::picture::Pictures;
use bindery::print::{Item, Pages};
use image::{GrayImage, Luma};
use rxing::BarcodeFormat;
use std::process::Command;
use std::sync::LazyLock;

const ISBN: &str = "9780306406157";
const BACK: &str = "A hook that stands out.\n\nA paragraph that says more of it, over several lines of the back.\n\n\
                    - one thing\n- another thing";

static PICTURES: LazyLock<Pictures> = LazyLock::new(|| {
    let mut pictures = Pictures::default();
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1600\" height=\"2560\"><rect width=\"1600\" \
               height=\"2560\" fill=\"#102030\"/><circle cx=\"800\" cy=\"900\" r=\"500\" fill=\"#f60\"/></svg>";
    pictures.add("front.svg", svg.into()).expect("a picture");
    pictures
});

fn bound(printer: Printer) -> BoundBook {
    BoundBook {
        printer,
        binding: Binding::Paperback,
        stock: Stock::White,
        trim: (432.0, 648.0).into(),
        pages: 240,
        spine: Some(39.0),
        spine_pages: None,
        span: None,
    }
}

fn drawn<'a>(change: impl FnOnce(&mut WrapDesign<'a>)) -> WrapSheet {
    let mut design = WrapDesign {
        wrap: bound(Printer::Kdp).wrap().expect("a wrap"),
        art: PICTURES.get("front.svg").expect("the art"),
        finished: false,
        ground: None,
        title: "A Book of Tests",
        author: "An Author",
        back: BACK,
        imprint: "example.org",
        language: "en",
        isbn: Some(ISBN),
        price: None,
        ink_limit: 240,
        span: None,
    };
    change(&mut design);
    design.draw().expect("a cover")
}

fn codes(drawn: &WrapSheet) -> Vec<&'static str> {
    drawn.findings.iter().map(|finding| finding.code.name()).collect()
}

fn write(pages: &Pages, purpose: Purpose) -> Vec<u8> {
    let info = Info {
        title: "A Book of Tests".into(),
        ..Info::default()
    };
    pdf::write(pages, &info, purpose).expect("a file")
}

/// The filled rectangles of a sheet as a picture, so many dots a point.
fn bars(pages: &Pages, dots: f32) -> GrayImage {
    let (width, height) = (pages.width * dots, pages.height * dots);
    let mut out = GrayImage::from_pixel(width as u32, height as u32, Luma([90]));
    for item in &pages.pages[0].items {
        let Item::Fill { rect, ink } = item else {
            continue;
        };
        let across = (rect.x * dots).round() as u32..((rect.x + rect.width) * dots).round() as u32;
        let up = (rect.y * dots) as u32..((rect.y + rect.height) * dots) as u32;
        for x in across {
            for y in up.clone() {
                let y = out.height() - 1 - y;
                out.put_pixel(x, y, Luma([if *ink > 0.5 { 0 } else { 255 }]));
            }
        }
    }
    out
}

fn read(image: GrayImage) -> String {
    let (width, height) = image.dimensions();
    let found = rxing::helpers::detect_in_luma(image.into_raw(), width, height, Some(BarcodeFormat::EAN_13));
    found.expect("a barcode").getText().to_owned()
}

#[test]
fn the_number_is_read_off_the_bars_with_a_price_and_without() {
    assert_eq!(read(bars(&drawn(|_| {}).pages, 4.0)), ISBN);
    let priced = drawn(|design| design.price = Some("51899"));
    assert_eq!(read(bars(&priced.pages, 6.0)), ISBN);
}

#[test]
fn the_number_is_read_off_the_finished_sheet() {
    let Some(pdftoppm) = oracle::find("pdftoppm") else {
        return;
    };
    let file = on_disk(&write(&drawn(|_| {}).pages, Purpose::Print));
    let output = Command::new(pdftoppm)
        .args(["-gray", "-png", "-r", "300"])
        .arg(file.path())
        .output()
        .expect("run");
    let sheet = image::load_from_memory(&output.stdout);
    let sheet = sheet.expect("a picture").into_luma8();
    assert_eq!(read(sheet), ISBN);
}

#[test]
fn the_file_has_its_boxes_and_nothing_that_a_printer_refuses() {
    for printer in [Printer::Kdp, Printer::Ingram] {
        let wrap = bound(printer).wrap().expect("a wrap");
        let sheet = drawn(|design| design.wrap = wrap);
        let facts = check::pdf::read(&write(&sheet.pages, Purpose::Exchange(Standard::X1a)));
        let facts = facts.expect("readable");
        assert_eq!(check::pdf::x1a(&facts, 240.0), []);
        let page = &facts.pages[0];
        let near = |sides: [f64; 4], due: [f64; 4]| sides.iter().zip(due).all(|(a, b)| (a - b).abs() < 0.01);
        assert!(near(page.media.expect("a sheet"), [0.0, 0.0, wrap.width, wrap.height]));
        let trim = wrap.trim;
        assert!(near(
            page.trim.expect("a trim"),
            [trim.left, trim.bottom, trim.right, trim.top]
        ));
        assert!(page.ink.most > 100.0 && page.ink.most <= 240.5, "{}", page.ink.most);
    }
}

#[test]
fn words_stand_where_they_are_safe() {
    let sheet = drawn(|_| {});
    let wrap = bound(Printer::Kdp).wrap().expect("a wrap");
    let (dx, dy) = (wrap.trim.left, wrap.trim.bottom);
    let mut turned = 0;
    for item in &sheet.pages.pages[0].items {
        let Item::Glyphs(run) = item else { continue };
        let (x, y) = (f64::from(run.x) + dx, f64::from(run.y) + dy);
        let end = run.glyphs.last().map_or(0.0, |g| f64::from(g.x + g.advance));
        if run.turned {
            let words = wrap.spine_safe.expect("a spine with words");
            assert!(x >= words.left && x + f64::from(run.size) * 0.66 <= words.right);
            assert!(y <= words.top && y - end >= words.bottom);
            turned += 1;
        } else {
            let safe = wrap.back_safe;
            assert!(x >= safe.left && x + end <= safe.right + 0.5, "{}", run.text);
            assert!(y >= safe.bottom - 4.0 && y <= safe.top, "{}", run.text);
        }
    }
    assert!(turned >= 2, "title and author");
}

#[test]
fn what_the_author_should_know_is_told() {
    assert_eq!(codes(&drawn(|_| {})), [""; 0]);
    assert_eq!(codes(&drawn(|design| design.isbn = None)), ["cover-no-isbn"]);
    let long = "Words that go on. ".repeat(300);
    assert_eq!(codes(&drawn(|design| design.back = &long)), ["cover-back-long"]);
    let mut small = Pictures::default();
    let mut png = std::io::Cursor::new(Vec::new());
    let art = image::RgbImage::from_pixel(300, 450, image::Rgb([200, 30, 30]));
    art.write_to(&mut png, image::ImageFormat::Png).expect("a PNG");
    small.add("small.png", png.into_inner()).expect("a picture");
    let art = small.get("small.png").expect("the art");
    let coarse = drawn(|design| design.art = art);
    assert_eq!(codes(&coarse), ["cover-resolution"]);
}

#[test]
fn the_same_cover_is_the_same_bytes_on_any_number_of_threads() {
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        pool.build().expect("a pool").install(|| {
            let sheet = drawn(|_| {});
            (write(&sheet.pages, Purpose::Print), sheet.preview)
        })
    };
    assert!(on(1) == on(3));
}

#[test]
fn the_preview_is_a_picture_of_the_sheet() {
    let sheet = drawn(|_| {});
    let preview = image::load_from_memory(&sheet.preview).expect("a picture");
    let wrap = bound(Printer::Kdp).wrap().expect("a wrap");
    assert!((f64::from(preview.width()) - wrap.width / 72.0 * 100.0).abs() < 2.0);
}

/// A front of 1600 x 2560 with a square of its own colour in each corner, upper left to lower right.
const CORNERS: [[u8; 3]; 4] = [[250, 20, 20], [20, 250, 20], [20, 20, 250], [250, 250, 20]];

fn front_with_corners(width: u32, height: u32) -> Pictures {
    let (right, foot) = (width - 160, height - 160);
    let at = [(0, 0), (right, 0), (0, foot), (right, foot)];
    let squares: String = at
        .iter()
        .zip(CORNERS)
        .map(|((x, y), [r, g, b])| {
            format!("<rect x=\"{x}\" y=\"{y}\" width=\"160\" height=\"160\" fill=\"rgb({r},{g},{b})\"/>")
        })
        .collect();
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\"><rect width=\"{width}\" \
         height=\"{height}\" fill=\"#808080\"/>{squares}</svg>"
    );
    let mut pictures = Pictures::default();
    pictures.add("corners.svg", svg.into_bytes()).expect("a picture");
    pictures
}

const GROUND: [u8; 3] = [12, 26, 48];

/// What is seen of the front on the preview of a wrap.
struct SeenFront {
    preview: image::RgbImage,
    left: f64,
    right: f64,
    top: f64,
    foot: f64,
}

impl SeenFront {
    fn new(wrap: &cover::Wrap, preview: &[u8]) -> SeenFront {
        let preview = image::load_from_memory(preview).expect("a picture").into_rgb8();
        let scale = f64::from(preview.width()) / wrap.width;
        SeenFront {
            preview,
            left: wrap.seen.left * scale,
            right: wrap.seen.right * scale,
            top: (wrap.height - wrap.seen.top) * scale,
            foot: (wrap.height - wrap.seen.bottom) * scale,
        }
    }

    /// Its pixels, the outermost left out.
    fn pixels(&self) -> impl Iterator<Item = (f64, f64, [u8; 3])> + '_ {
        let across = self.left.ceil() as u32 + 1..self.right as u32 - 1;
        let down = self.top.ceil() as u32 + 1..self.foot as u32 - 1;
        down.flat_map(move |y| across.clone().map(move |x| (x, y)))
            .map(|(x, y)| (f64::from(x), f64::from(y), self.preview.get_pixel(x, y).0))
    }

    /// Left, top, right and foot of what has nearly a colour.
    fn bounds(&self, color: [u8; 3]) -> Option<[f64; 4]> {
        let found = self.pixels().filter(|(.., pixel)| is_near(*pixel, color));
        found.fold(None, |bounds, (x, y, _)| {
            let [left, top, right, foot] = bounds.unwrap_or([x, y, x, y]);
            Some([left.min(x), top.min(y), right.max(x), foot.max(y)])
        })
    }
}

fn is_near(pixel: [u8; 3], color: [u8; 3]) -> bool {
    pixel.iter().zip(color).all(|(a, b)| a.abs_diff(b) < 40)
}

#[test]
fn a_front_stands_whole_inside_what_is_seen_of_every_trim_with_ground_beside_it() {
    for (trim, binding, (width, height)) in [
        ((432.0, 648.0), Binding::Paperback, (1600, 2560)),
        ((432.0, 648.0), Binding::Case, (1600, 2560)),
        ((360.0, 576.0), Binding::Paperback, (1800, 2700)),
        // Eight by ten, letter, A5, and two that are no higher than wide.
        ((576.0, 720.0), Binding::Paperback, (1600, 2560)),
        ((612.0, 792.0), Binding::Paperback, (1600, 2560)),
        ((419.5, 595.3), Binding::Paperback, (1600, 2560)),
        ((612.0, 612.0), Binding::Paperback, (2600, 1600)),
        ((594.0, 432.0), Binding::Paperback, (2000, 2000)),
    ] {
        let case = format!("{width} x {height} on {trim:?}, {binding:?}");
        let pictures = front_with_corners(width, height);
        let book = BoundBook {
            trim: trim.into(),
            binding,
            ..bound(Printer::Kdp)
        };
        let wrap = book.wrap().expect("a wrap");
        let sheet = drawn(|design| {
            design.wrap = wrap;
            design.art = pictures.get("corners.svg").expect("the art");
            design.ground = Some(GROUND);
        });
        let seen = SeenFront::new(&wrap, &sheet.preview);
        let squares = CORNERS.map(|color| {
            seen.bounds(color)
                .unwrap_or_else(|| panic!("a corner is cut off: {case}"))
        });
        let [left, top, ..] = squares[0];
        let [.., right, foot] = squares[3];
        // All four squares in their places and of one size: nothing of the art is missing.
        let (wide, tall) = (right - left + 1.0, foot - top + 1.0);
        let side = wide * 160.0 / f64::from(width);
        for [left, top, right, foot] in squares {
            assert!((right - left + 1.0 - side).abs() < 6.0, "{squares:?} {case}");
            assert!((foot - top + 1.0 - side).abs() < 6.0, "{squares:?} {case}");
        }
        let shape = f64::from(width) / f64::from(height);
        assert!((wide / tall / shape - 1.0).abs() < 0.02, "{case}");
        // As large as fits, in the middle, and what is left is ground or a guide.
        let (room_wide, room_tall) = (seen.right - seen.left, seen.foot - seen.top);
        assert!(
            (wide - room_wide).abs() < 7.0 || (tall - room_tall).abs() < 7.0,
            "{case}"
        );
        assert!(((left + right) - (seen.left + seen.right)).abs() < 6.0, "{case}");
        assert!(((top + foot) - (seen.top + seen.foot)).abs() < 6.0, "{case}");
        for (x, y, pixel) in seen.pixels() {
            let is_beside = x < left - 2.0 || x > right + 2.0 || y < top - 2.0 || y > foot + 2.0;
            let is_guide = pixel[1] > 60;
            assert!(
                !is_beside || is_guide || is_near(pixel, GROUND),
                "{pixel:?} at {x}, {y}: {case}"
            );
        }
    }
}

#[test]
fn art_goes_on_past_the_trim_and_nowhere_inside_it() {
    let pictures = front_with_corners(1600, 2560);
    let wrap = bound(Printer::Kdp).wrap().expect("a wrap");
    let sheet = drawn(|design| design.art = pictures.get("corners.svg").expect("the art"));
    let rects: Vec<_> = sheet.pages.pages[0]
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Picture { rect, .. } => Some(*rect),
            _ => None,
        })
        .collect();
    let [_, art] = rects[..] else {
        panic!("a ground and the art");
    };
    // Higher than its room by nothing: it goes on to the sheet's edges above and below, and stands free at its sides.
    let (bleed, due) = (wrap.trim.bottom as f32, 648.0 * 1600.0 / 2560.0);
    assert!((art.y + bleed).abs() < 0.01 && (art.height - 648.0 - 2.0 * bleed).abs() < 0.01);
    assert!((art.width - due).abs() < 0.01, "{art:?}");
}
