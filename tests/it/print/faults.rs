//! What the setting tells the author, and the proof that shows it.

use crate::support::book::{book, chapter, format, prose};
use crate::support::picture::{gray, striped, wall};
use bindery::book::trade::EditionKind;
use bindery::edition;
use bindery::picture::Pictures;
use bindery::print::{Fault, Item, Typeset, proof, typeset};
use bindery::project::Edition;

/// A word in capitals, which is never divided, and more than half as long as the measure.
const UNDIVIDED: &str = "UNDIVIDEDUNDIVIDEDUNDIVIDED";

fn set_with(text: &str, pictures: &Pictures) -> Typeset {
    let config = Edition::new(EditionKind::Paperback);
    let (book, _) = edition::of(&book(&[text]).0, &config, &[]);
    typeset(&book, pictures, &format(EditionKind::Paperback, "practical"))
}

fn set(text: &str) -> Typeset {
    set_with(text, &Pictures::default())
}

fn faults<'a>(set: &'a Typeset, code: &str) -> Vec<&'a Fault> {
    set.faults
        .iter()
        .filter(|fault| fault.finding.code.name() == code)
        .collect()
}

/// The line of a text that a fault points at.
fn line_of<'a>(text: &'a str, fault: &Fault) -> &'a str {
    let at = fault.finding.span.map_or(0, |span| span.start as usize);
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    text[start..].lines().next().unwrap_or("")
}

#[test]
fn plain_prose_has_no_faults() {
    let set = set(&chapter("Plain", 40, 4));
    let codes: Vec<_> = set.faults.iter().map(|f| f.finding.code.name()).collect();
    assert_eq!(codes, [""; 0]);
}

#[test]
fn a_line_that_no_break_can_fill_is_told_with_its_page_and_line() {
    let text = format!("# Loose\n\nA line of words that comes along with a {UNDIVIDED} in it, and more.\n");
    let set = set(&text);
    let loose = faults(&set, "page-loose");
    assert!(!loose.is_empty(), "{:?}", set.faults);
    assert!(line_of(&text, loose[0]).starts_with("A line of"));
    let place = loose[0].finding.place.as_deref();
    assert_eq!(place, Some("paperback, page 1"));
}

/// Prose, an exercise that is never divided and takes most of a page, and prose.
fn with_exercise(paragraphs_before: usize) -> String {
    let mut text = chapter("Uneven", paragraphs_before, 5);
    text.push_str("\n::: {.exercise title=\"Steps\"}\n\n");
    (1..=14).for_each(|n| text.push_str(&format!("{n}. {}\n", prose(12, n))));
    text.push_str("\n:::\n");
    (0..12).for_each(|n| text.push_str(&format!("\n{}\n", prose(80, n))));
    text
}

#[test]
fn a_spread_that_ends_unevenly_is_told_at_what_did_not_fit() {
    // Where the exercise comes early on a page it fits, and other spreads can be evened out.
    let (text, set) = (1..=40)
        .map(with_exercise)
        .map(|text| (text.clone(), set(&text)))
        .find(|(_, set)| !faults(set, "page-uneven").is_empty())
        .expect("a spread that cannot be evened out");
    let uneven = faults(&set, "page-uneven");
    let found = line_of(&text, uneven[0]);
    assert!(found.contains("exercise"), "{found}");
}

#[test]
fn a_figure_pages_behind_its_mention_is_told() {
    let mut text = String::from("# Far\n\nLook at [](#fig-hip).\n");
    text.push_str(&chapter("x", 40, 2)[4..]);
    text.push_str("\n![A hip.](hip.svg \"The hip.\"){#fig-hip}\n");
    let mut pictures = Pictures::default();
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50"><rect width="9" height="9"/></svg>"#;
    pictures.add("manuscript/hip.svg", svg.as_bytes().to_vec()).unwrap();
    let set = set_with(&text, &pictures);
    let far = faults(&set, "page-figure-far");
    assert_eq!(far.len(), 1, "{:?} {:?}", set.faults, set.findings);
    assert!(line_of(&text, far[0]).starts_with("![A hip.]"));
}

#[test]
fn a_proof_shows_the_grid_on_every_page_and_marks_each_fault() {
    let text =
        chapter("Proof", 20, 7) + &format!("\nA line of words that comes along with a {UNDIVIDED} in it, and more.\n");
    let set = set(&text);
    assert!(!set.faults.is_empty());
    let pages = proof(&set, &format(EditionKind::Paperback, "practical"));
    assert_eq!(pages.pages.len(), set.pages.pages.len());
    let strokes = |items: &[Item], at: usize| {
        let faulty = set.faults.iter().filter(|f| f.page == at).map(|f| f.rect);
        faulty
            .filter(|wanted| {
                items
                    .iter()
                    .any(|i| matches!(i, Item::Stroke { rect, .. } if rect.y == wanted.y))
            })
            .count()
    };
    for (at, (page, plain)) in pages.pages.iter().zip(&set.pages.pages).enumerate() {
        if plain.items.is_empty() {
            assert!(page.items.is_empty());
            continue;
        }
        let rules = page.items.iter().filter(|i| matches!(i, Item::Fill { .. }));
        assert!(rules.count() >= 30, "page {at} shows no grid");
        let faults = set.faults.iter().filter(|f| f.page == at).count();
        assert_eq!(strokes(&page.items, at), faults);
    }
}

#[test]
fn a_picture_of_too_few_dots_is_told_at_its_line_and_line_art_sooner() {
    // The measure of this theme is a little under five inches.
    let codes = |width: u32, line_art: bool| {
        let picture = match line_art {
            true => striped(width, 50),
            false => gray(width, 50),
        };
        let pictures = wall(picture);
        let set = set_with("# Wall\n\n![A wall.](wall.png)\n", &pictures);
        let is_coarse = |f: &&bindery::diagnostic::Diagnostic| f.code.name() == "picture-resolution";
        let coarse: Vec<_> = set.findings.iter().filter(is_coarse).collect();
        assert!(coarse.iter().all(|finding| finding.span.is_some()));
        coarse.len()
    };
    assert_eq!([codes(1000, false), codes(1500, false)], [1, 0]);
    assert_eq!([codes(1500, true), codes(3000, true)], [1, 0]);
}
