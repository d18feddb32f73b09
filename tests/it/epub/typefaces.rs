//! The typefaces that an ebook brings along.

use crate::support::book::book;
use crate::support::epub::Reader;
use crate::support::epubcheck;
use bindery::book::trade::EditionKind;
use bindery::edition;
use bindery::epub::{Look, Making, Typefaces, build_for};
use bindery::picture::Pictures;
use bindery::project::Edition;
use read_fonts::{FontRef, TableProvider};

const TEXT: &str = "# Fitting Words\n\nAn *office* in [small caps]{.smallcaps} for **fish**.\n";

fn made(name: &str, text: &str) -> Reader {
    let (whole, _) = book(&[text]);
    let (ebook, _) = edition::of(&whole, &Edition::new(EditionKind::Ebook), &[]);
    let making = Making {
        look: Look {
            typefaces: Some(Typefaces {
                text: "Source Serif 4",
                headings: "Source Sans 3",
                code: "Source Code Pro",
            }),
            ..Look::default()
        },
        ..Making::default()
    };
    let epub = build_for(making, &ebook, &Pictures::default(), None);
    epubcheck::assert_clean(name, &epub.bytes);
    Reader::open(&epub)
}

fn fonts(reader: &Reader) -> Vec<&(String, Vec<u8>)> {
    let files = reader.files.iter();
    files.filter(|(name, _)| name.ends_with(".otf")).collect()
}

#[test]
fn embedded_faces_have_the_characters_of_the_text_and_few_more() {
    let reader = made("typefaces", TEXT);
    let fonts = fonts(&reader);
    assert_eq!(fonts.len(), 8, "four styles of the text, four of headings");
    for (name, bytes) in fonts {
        let font = FontRef::new(bytes).expect("a font");
        let cmap = font.cmap().expect("its characters");
        for character in "Anofficewrds".chars() {
            assert!(cmap.map_codepoint(character).is_some(), "{character} in {name}");
        }
        assert_eq!(cmap.map_codepoint('Ж'), None, "{name}");
        assert!(bytes.len() < 60_000, "{name} has {} bytes", bytes.len());
        // Kerning, and ligatures with small capitals.
        assert!(font.gpos().is_ok() && font.gsub().is_ok(), "{name}");
        let glyphs = font.maxp().expect("a count").num_glyphs();
        let widths = font.hmtx().expect("widths");
        assert!(usize::from(glyphs) >= widths.h_metrics().len());
    }
    let style = reader.text("stylesheet.css");
    assert_eq!(style.matches("@font-face").count(), 8);
}

#[test]
fn the_face_of_code_comes_with_code_alone() {
    let reader = made("typefaces-code", "# Code\n\n`let x;`\n");
    let of_code = |reader: &Reader| {
        let fonts = fonts(reader);
        fonts.iter().filter(|(name, _)| name.contains("code")).count()
    };
    assert_eq!((of_code(&reader), of_code(&made("typefaces-prose", TEXT))), (3, 0));
}
