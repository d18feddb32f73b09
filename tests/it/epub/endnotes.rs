//! Notes at the end of the book.

use crate::support::book::{book, format};
use crate::support::epub::{Reader, parse};
use crate::support::epubcheck;
use bindery::book::BlockKind;
use bindery::book::trade::EditionKind;
use bindery::edition;
use bindery::epub::build;
use bindery::picture::Pictures;
use bindery::print::{Item, typeset};
use bindery::project::Edition;

const ONE: &str = "# One\n\nA claim[^a] and *another[^b]*, and the first again[^a].\n\n\
                   [^a]: The first note, which has one of its own[^c].\n\n[^b]: The second.\n\n[^c]: The third, !!\n";
const TWO: &str =
    "# Two\n\nMore[^x].\n\n[^x]: The other chapter's, with [a word]{.index}.\n\n    And a second paragraph.\n";

fn config(kind: EditionKind) -> Edition {
    Edition {
        endnotes: true,
        ..Edition::new(kind)
    }
}

#[test]
fn notes_at_the_end_are_one_document_that_leads_back_to_every_call() {
    let (whole, _) = book(&[ONE, TWO]);
    let (ebook, _) = edition::of(&whole, &config(EditionKind::Ebook), &[]);
    let epub = build(&ebook, &Pictures::default(), None);
    epubcheck::assert_clean("endnotes", &epub.bytes);
    let reader = Reader::open(&epub);
    for file in ["one.xhtml", "two.xhtml"] {
        let text = reader.text(file);
        assert!(!text.contains("<aside") && text.contains("href=\"notes.xhtml#_note-"));
    }
    let text = reader.text("notes.xhtml");
    let document = parse("notes.xhtml", &text);
    let of_kind = |name: &str| {
        let nodes = document.descendants().filter(|n| n.has_tag_name(name));
        nodes.count()
    };
    assert_eq!((of_kind("ol"), of_kind("li"), of_kind("h2")), (2, 4, 2));
    // The first note is called twice from the text, the third from the first.
    for call in [
        "one.xhtml#_call-1",
        "one.xhtml#_call-1-2",
        "one.xhtml#_call-2",
        "#_call-3",
        "two.xhtml#_call-4",
    ] {
        assert!(text.contains(&format!("href=\"{call}\"")), "{call} in {text}");
    }
    // Each chapter counts its own.
    let two = reader.text("two.xhtml");
    assert!(
        two.contains("href=\"notes.xhtml#_note-4\"") && two.contains(">1</a>"),
        "{two}"
    );
}

#[test]
fn notes_at_the_end_stand_in_print_behind_the_text_and_not_at_the_foot() {
    let (whole, _) = book(&[ONE, TWO]);
    let config = config(EditionKind::Paperback);
    let (printed, _) = edition::of(&whole, &config, &[]);
    assert!(printed.chapters.iter().all(|chapter| chapter.notes.is_empty()));
    let notes = printed.chapters.iter().find(|c| c.id == "notes").expect("the notes");
    let lists = notes.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::List(list) => Some(list.items.len()),
        _ => None,
    });
    assert_eq!(lists.collect::<Vec<_>>(), [3, 1]);
    let format = format(EditionKind::Paperback, "practical");
    let set = typeset(&printed, &Pictures::default(), &format);
    let page_with = |words: &str| {
        set.pages.pages.iter().position(|page| {
            let runs = page.items.iter().filter_map(|item| match item {
                Item::Glyphs(run) => Some(run.text.as_str()),
                _ => None,
            });
            runs.collect::<Vec<_>>().join(" ").contains(words)
        })
    };
    let (claim, note) = (page_with("claim"), page_with("chapter\u{2019}s"));
    assert!(claim.is_some() && note > page_with("More"), "{claim:?} {note:?}");
}

#[test]
fn a_book_without_notes_has_no_page_for_them() {
    let (whole, _) = book(&["# One\n\nWords.\n"]);
    let (made, _) = edition::of(&whole, &config(EditionKind::Ebook), &[]);
    assert!(made.chapters.iter().all(|chapter| chapter.id != "notes"));
}
