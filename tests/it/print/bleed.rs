//! Pages that pictures cover past the cut, on the display list and in the file.

use crate::support::book::{book, format, prose};
use crate::support::picture::{gray, wall};
use bindery::book::trade::EditionKind;
use bindery::check;
use bindery::edition;
use bindery::pdf::{self, Info, Purpose, Standard};
use bindery::print::{Bleed, Format, Item, Rect, Typeset, typeset};
use bindery::project::Edition;

const TRIM: (f32, f32) = (432.0, 648.0);

fn set(bleed: Bleed, (width, height): (u32, u32)) -> Typeset {
    let text = format!(
        "# Wall\n\n{}\n\n![A wall.](wall.png \"Its caption\"){{.bleed}}\n\n{}\n\n{}\n",
        prose(500, 1),
        prose(400, 2),
        prose(300, 3)
    );
    let config = Edition::new(EditionKind::Paperback);
    let (book, _) = edition::of(&book(&[&text]).0, &config, &[]);
    let format = Format {
        bleed,
        ..format(EditionKind::Paperback, "practical")
    };
    typeset(&book, &wall(gray(width, height)), &format)
}

/// The page that has the picture, and where it stands there.
fn picture(set: &Typeset) -> (usize, Rect) {
    let mut found = set.pages.pages.iter().enumerate().flat_map(|(at, page)| {
        page.items.iter().filter_map(move |item| match item {
            Item::Picture { rect, .. } => Some((at, *rect)),
            _ => None,
        })
    });
    found.next().expect("a picture")
}

#[test]
fn a_picture_that_bleeds_covers_a_page_of_its_own_whatever_its_shape() {
    for shape in [(1900, 2800), (3000, 2000), (1000, 3000)] {
        let set = set(Bleed::Outside, shape);
        let (at, rect) = picture(&set);
        let page = &set.pages.pages[at];
        assert_eq!((page.items.len(), page.furniture), (1, 0), "{shape:?}");
        let [left, foot, right, head] = Bleed::Outside.sides(at);
        assert!(rect.x <= -left + 0.01 && rect.y <= -foot + 0.01, "{rect:?}");
        assert!(rect.x + rect.width >= TRIM.0 + right - 0.01, "{rect:?}");
        assert!(rect.y + rect.height >= TRIM.1 + head - 0.01, "{rect:?}");
        assert!(set.findings.iter().any(|f| f.code.name() == "figure-bleed-caption"));
        let ratio = shape.0 as f32 / shape.1 as f32;
        assert!((rect.width / rect.height / ratio - 1.0).abs() < 0.001);
        // The page before it is full: text after it has gone there.
        let before = &set.pages.pages[at - 1];
        let lowest = before.items.iter().filter_map(|item| match item {
            Item::Glyphs(run) if run.size > 9.0 => Some(run.y),
            _ => None,
        });
        assert!(lowest.fold(f32::MAX, f32::min) < 100.0);
    }
}

#[test]
fn an_edition_without_bleed_has_the_picture_in_its_frame() {
    let set = set(Bleed::None, (1900, 2800));
    let (at, rect) = picture(&set);
    assert!(rect.x > 0.0 && rect.y > 0.0 && rect.width < TRIM.0);
    assert!(set.pages.pages[at].items.len() > 1);
}

#[test]
fn the_paper_of_the_file_reaches_past_the_trim_where_the_printer_cuts() {
    for (bleed, paper) in [
        (Bleed::None, (432.0, 648.0)),
        (Bleed::Outside, (441.0, 666.0)),
        (Bleed::All, (450.0, 666.0)),
    ] {
        let set = set(bleed, (1900, 2800));
        let info = Info {
            title: "Wall".into(),
            ..Info::default()
        };
        let purpose = Purpose::Exchange(Standard::X1a);
        let bytes = pdf::write(&set.pages, &info, purpose).expect("a file");
        let facts = check::pdf::read(&bytes).expect("a readable file");
        assert_eq!(check::pdf::x1a(&facts, 240.0), []);
        assert_eq!(check::pdf::pages_of_print(&facts), []);
        for (at, page) in facts.pages.iter().enumerate() {
            let [left, foot, ..] = bleed.sides(at).map(f64::from);
            assert_eq!(page.media, Some([0.0, 0.0, paper.0, paper.1]));
            assert_eq!(page.bleed, page.media);
            assert_eq!(page.trim, Some([left, foot, left + 432.0, foot + 648.0]));
        }
    }
}
