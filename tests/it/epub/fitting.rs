//! What is made to fit the reader's device: tables and pictures.

use crate::support::book::book;
use crate::support::epub::Reader;
use crate::support::epubcheck;
use crate::support::picture::{gray, wall};
use bindery::book::trade::EditionKind;
use bindery::diagnostic::Diagnostic;
use bindery::edition;
use bindery::epub::build;
use bindery::picture::Pictures;
use bindery::project::Edition;

const FOUR: &str = "| Week | Walk | Run | Rest |\n| --- | --- | --- | --- |\n| 1 | far | fast | |\n";

#[test]
fn a_table_of_many_named_columns_can_become_a_list() {
    let (whole, _) = book(&[
        &format!("# One\n\n{FOUR}"),
        "# Two\n\n| A | B |\n| - | - |\n| 1 | 2 |\n",
    ]);
    let (ebook, _) = edition::of(&whole, &Edition::new(EditionKind::Ebook), &[]);
    let epub = build(&ebook, &Pictures::default(), None);
    epubcheck::assert_clean("stacking-tables", &epub.bytes);
    let reader = Reader::open(&epub);
    let (one, two) = (reader.text("one.xhtml"), reader.text("two.xhtml"));
    assert!(one.contains("<td data-column=\"Walk\">far</td>") && one.contains("narrow.css"));
    assert!(one.contains("<td></td>"), "an empty cell names no column: {one}");
    assert!(!two.contains("data-column") && !two.contains("narrow.css"));
}

#[test]
fn a_picture_that_is_made_smaller_is_told_at_its_line() {
    let (whole, _) = book(&["# One\n\n![A wall.](wall.png)\n"]);
    let (ebook, _) = edition::of(&whole, &Edition::new(EditionKind::Ebook), &[]);
    let found = |width: u32| {
        let pictures = wall(gray(width, 1500));
        build(&ebook, &pictures, None).findings
    };
    let is_scaled = |finding: &Diagnostic| finding.code.name() == "picture-scaled";
    assert!(!found(2000).iter().any(is_scaled));
    let mut scaled = found(3000);
    scaled.retain(is_scaled);
    assert!(scaled[0].span.is_some() && scaled[0].message.contains("3000 x 1500"));
}
