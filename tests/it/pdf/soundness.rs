//! The same bytes each time, sound in other readers, whatever stands on the pages.

use super::*;
use bindery::pdf::{Info, PdfError};
use bindery::picture::{PrintColor, PrintData, PrintImage};
use bindery::print::{FaceId, GlyphRun, Item, LinkArea, LinkTo, OutlineEntry, Pages, Place, Rect, Tag};
use std::process::Command;
use std::sync::Arc;

#[test]
fn the_same_pages_give_the_same_bytes_on_any_number_of_threads() {
    let pages = book();
    for purpose in [Purpose::Print, Purpose::Screen] {
        let bytes = write(&pages, purpose);
        assert!(bytes.starts_with(b"%PDF-1.7"));
        for threads in [1, 2, 5] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            assert!(pool.install(|| write(&pages, purpose)) == bytes, "{threads} threads");
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
    let id = |bytes: &[u8]| Document::load_mem(bytes).unwrap().trailer.get(b"ID").unwrap().clone();
    assert_ne!(id(&other), id(&write(&pages, Purpose::Print)));
}

#[test]
fn other_readers_find_nothing_wrong() {
    for pages in [book(), one_page(vec![])] {
        for purpose in [Purpose::Print, Purpose::Screen] {
            let file = on_disk(&write(&pages, purpose));
            if let Some(qpdf) = oracle::find("qpdf") {
                let output = Command::new(qpdf).arg("--check").arg(file.path()).output().unwrap();
                let said =
                    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
                assert!(output.status.success(), "{said}");
                assert!(!said.contains("WARNING"), "{said}");
            }
            if let Some(mutool) = oracle::find("mutool") {
                // Unlike the others it says what is wrong inside a page's content.
                let output = Command::new(mutool)
                    .args(["draw", "-q", "-r", "36", "-F", "pgm", "-o", "/dev/null"])
                    .arg(file.path())
                    .output()
                    .unwrap();
                let said = String::from_utf8_lossy(&output.stderr);
                assert!(output.status.success(), "{said}");
                assert!(!said.contains("error"), "{said}");
            }
            if let Some(pdffonts) = oracle::find("pdffonts") {
                let output = Command::new(pdffonts).arg(file.path()).output().unwrap();
                assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
                for line in String::from_utf8(output.stdout).unwrap().lines().skip(2) {
                    assert!(line.contains("CID Type 0C") && line.contains("yes yes yes"), "{line}");
                }
            }
        }
    }
}

#[test]
fn no_pages_broken_faces_and_broken_pictures_are_errors() {
    let error = |pages: &Pages| pdf::write(pages, &info(), Purpose::Print).unwrap_err();
    assert!(matches!(error(&pages_of(vec![])), PdfError::NoPages));
    let mut broken = one_page(vec![text(54.0, 500.0, "Text")]);
    broken.faces[0].data = b"OTTO of no use"[..].into();
    assert!(matches!(error(&broken), PdfError::Face { name, .. } if name.contains("SourceSerif4")));
    let mut short = one_page(vec![picture(0, 0.0, 0.0)]);
    short.pictures = vec![Arc::new(PrintImage {
        width: 9,
        height: 9,
        color: PrintColor::Gray,
        data: PrintData::Raw(vec![0; 3]),
    })];
    assert!(matches!(
        error(&short),
        PdfError::Samples {
            samples: 3,
            due: 81,
            ..
        }
    ));
}

#[test]
fn a_drawn_page_is_black_where_its_ink_is() {
    let Some(pdftoppm) = oracle::find("pdftoppm") else {
        return;
    };
    let file = on_disk(&write(&book(), Purpose::Print));
    let output = Command::new(pdftoppm)
        .args(["-r", "144", "-f", "1", "-l", "1", "-gray"])
        .arg(file.path())
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
        strange(&|r| r.stretch = f32::NAN),
        strange(&|r| r.stretch = -1.0),
        strange(&|r| r.stretch = 1e30),
        strange(&|r| r.glyphs[2].y = f32::INFINITY),
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
    pages.anchors.insert("far".into(), Place { page: 900, y: f32::NAN });
    pages.pages[0].links = vec![LinkArea {
        rect: Rect {
            x: 1e30,
            y: f32::NAN,
            width: 1.0,
            height: 1.0,
        },
        to: LinkTo::Anchor("far".into()),
        tag: Tag(9_000),
    }];
    let mut deep = OutlineEntry {
        title: "\u{0}".into(),
        place: Place { page: 900, y: 0.0 },
        children: vec![],
    };
    for _ in 0..200 {
        deep = OutlineEntry {
            title: "Deep".into(),
            place: Place { page: 0, y: f32::NAN },
            children: vec![deep],
        };
    }
    pages.outline = vec![deep];
    for purpose in [Purpose::Print, Purpose::Screen] {
        let bytes = write(&pages, purpose);
        let file = Pdf::read(&bytes);
        for page in 0..file.pages().len() {
            assert!(!file.operators(page).is_empty());
        }
        if let Some(qpdf) = oracle::find("qpdf") {
            let file = on_disk(&bytes);
            let output = Command::new(qpdf).arg("--check").arg(file.path()).output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
    }
}
