//! An ebook that holds how the book begins.

use crate::support::book::{book, format, prose};
use crate::support::epub::Reader;
use crate::support::epubcheck;
use bindery::book::trade::EditionKind;
use bindery::edition;
use bindery::epub::build;
use bindery::picture::Pictures;
use bindery::print::{Item, typeset};
use bindery::project::{self, Edition, Memory, Purpose, Sample, SampleLength};

const SHOP: &str = "https://example.org/buy";

fn reader(length: SampleLength) -> Reader {
    let one = format!(
        "# One\n\n{}\n\nSee [the second](#two).\n\n## More\n\n{}\n",
        prose(300, 1),
        prose(300, 2)
    );
    let two = format!("# Two {{#two}}\n\n{}\n", prose(50, 3));
    let three = format!("# Three\n\n{}\n", prose(50, 4));
    let config = Edition {
        purpose: Purpose::Sample(Sample {
            length,
            buy: Some(SHOP.into()),
        }),
        ..Edition::new(EditionKind::Ebook)
    };
    let (whole, _) = book(&[&one, &two, &three]);
    let (sample, findings) = edition::of(&whole, &config, &[]);
    assert_eq!(findings, []);
    let epub = build(&sample, &Pictures::default(), None);
    epubcheck::assert_clean(&format!("preview-{length:?}").replace(['(', ')'], ""), &epub.bytes);
    Reader::open(&epub)
}

#[test]
fn a_sample_holds_so_many_chapters_and_invites_to_buy_the_rest() {
    let reader = reader(SampleLength::Chapters(1));
    let whole = reader.whole();
    assert!(whole.contains(">More</h2>") && !whole.contains(">Three<"));
    // What it leaves out is in the shop.
    assert!(
        reader
            .text("one.xhtml")
            .contains(&format!("<a href=\"{SHOP}\">the second</a>"))
    );
    let last = reader.spine.last().map(|file| reader.text(file));
    assert!(last.is_some_and(|page| page.contains("A Book of Tests") && page.contains(SHOP)));
}

#[test]
fn a_sample_of_so_many_words_ends_with_a_paragraph() {
    let whole = reader(SampleLength::Words(250)).whole();
    assert!(whole.contains(&prose(300, 1)[..40]) && !whole.contains("the second"));
    let longer = reader(SampleLength::Words(302)).whole();
    assert!(longer.contains("the second") && !longer.contains(">More<"));
}

#[test]
fn an_advance_copy_says_that_it_is_one_in_the_ebook_and_on_paper() {
    let advance = |kind| {
        let config = Edition {
            purpose: Purpose::AdvanceCopy,
            ..Edition::new(kind)
        };
        edition::of(&book(&["# One\n\nText.\n"]).0, &config, &[]).0
    };
    let said = "Advance copy, not for sale";
    let epub = build(&advance(EditionKind::Ebook), &Pictures::default(), None);
    let reader = Reader::open(&epub);
    assert!(reader.text("title-page.xhtml").contains(said));
    assert!(reader.text("copyright.xhtml").contains(said));
    let format = format(EditionKind::Paperback, "practical");
    let paper = typeset(&advance(EditionKind::Paperback), &Pictures::default(), &format);
    let items = paper.pages.pages.iter().flat_map(|page| &page.items);
    let shown = items.filter(|item| matches!(item, Item::Glyphs(run) if run.text == said));
    assert_eq!(shown.count(), 2);
}

#[test]
fn a_sample_is_not_taken_for_the_book() {
    let sample = reader(SampleLength::Chapters(1)).opf;
    assert!(sample.contains("<dc:type>preview</dc:type>"));
    assert!(sample.contains(">a-book-of-tests-preview</dc:identifier>"));
    assert!(sample.contains("<dc:source>"));
}

/// The codes of what is found in a `book.toml` with such a sample.
fn codes(sample: &str) -> Vec<&'static str> {
    let toml = format!(
        "title = \"T\"\nauthors = [\"A\"]\nlanguage = \"en\"\n[chapters]\nbody = [\"01-one.md\"]\n[editions.sample]\nkind = \"ebook\"\nsample = {sample}\n"
    );
    let files: [(&str, &[u8]); 2] = [
        ("manuscript/book.toml", toml.as_bytes()),
        ("manuscript/01-one.md", b"# One\n\nText.\n"),
    ];
    let opened = project::open(Box::new(Memory::new(files)), None);
    opened.findings.iter().map(|f| f.code.name()).collect()
}

#[test]
fn a_sample_without_a_length_or_a_shop_is_told() {
    assert_eq!(codes("{ chapters = 1, buy = \"https://example.org\" }"), [""; 0]);
    assert_eq!(codes("{ words = 900 }"), ["toml-sample-buy"]);
    for wrong in [
        "{ buy = \"https://example.org\" }",
        "{ words = 9, chapters = 1, buy = \"https://example.org\" }",
    ] {
        assert_eq!(codes(wrong), ["toml-sample"], "{wrong}");
    }
}
