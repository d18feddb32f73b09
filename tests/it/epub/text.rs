//! What the chapters say, and how.

use crate::epub::sample;
use crate::support::epub::{Reader, element, parse, words};
use crate::support::epubcheck;
use bindery::epub::{Cover, Device, Epub, Lead, Look, Making, build, build_for};

fn sample_epub() -> Epub {
    let image = sample::cover_image();
    let cover = Cover {
        image: &image,
        alt: "A wrist & a hand",
    };
    build(&sample::book(), &sample::pictures(), Some(cover))
}

#[test]
fn a_book_with_everything_opens_and_passes_epubcheck() {
    let epub = sample_epub();
    Reader::open(&epub);
    epubcheck::assert_clean("everything", &epub.bytes);
}

#[test]
fn an_ebook_for_kobo_says_the_same_in_spans_of_its_own() {
    let making = Making {
        device: Device::Kobo,
        ..Making::default()
    };
    let kobo = build_for(making, &sample::book(), &sample::pictures(), None);
    let any = build(&sample::book(), &sample::pictures(), None);
    epubcheck::assert_clean("kobo", &kobo.bytes);
    let (kobo, any) = (Reader::open(&kobo), Reader::open(&any));
    let said = |reader: &Reader, file: &str| {
        let document = reader.text(file);
        let document = parse(file, &document);
        words(element(&document, "body"))
    };
    for file in &any.spine {
        assert_eq!(said(&any, file), said(&kobo, file), "{file}");
    }
    assert!(kobo.text("one.xhtml").matches("koboSpan").count() > 20);
}

#[test]
fn the_look_of_the_pages_is_taken_over_where_it_says_something() {
    let style = |look| {
        let making = Making {
            look,
            ..Making::default()
        };
        let epub = build_for(making, &sample::book(), &sample::pictures(), None);
        if look != Look::default() {
            epubcheck::assert_clean("look", &epub.bytes);
        }
        Reader::open(&epub).text("stylesheet.css")
    };
    let plain = style(Look::default());
    assert!(!plain.contains("::first-letter") && !plain.contains("::first-line"));
    let classic = style(Look {
        centered: true,
        lead: Lead::DropCap(3),
        ..Look::default()
    });
    assert!(classic.starts_with(&plain));
    assert!(classic.contains("font-size: 3.3em") && classic.contains("::first-line"));
}

#[test]
fn the_same_book_gives_the_same_bytes_on_one_thread_and_on_many() {
    let many = sample_epub().bytes;
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        pool.build().unwrap().install(|| sample_epub().bytes)
    };
    assert!(many == on(1));
    assert!(many == on(7));
}

#[test]
fn every_picture_is_shown_or_its_words_stand_in_its_place() {
    let epub = sample_epub();
    let text = Reader::open(&epub).text("one.xhtml");
    let missing = epub
        .findings
        .iter()
        .filter(|finding| finding.code.name() == "picture-unreadable")
        .count();
    let shown = text.matches("<img ").count();
    // Three uses of two pictures.
    match missing {
        0 => {
            assert_eq!(shown, 3);
            assert!(text.contains(r#"alt="A wrist, bent""#));
            assert!(text.contains(r#"alt="" role="presentation""#));
        }
        2 => {
            assert_eq!(shown, 0);
            assert!(text.contains(r#"<span class="missing-picture">A wrist, bent</span>"#));
        }
        other => panic!("{other} pictures missing"),
    }
}

#[test]
fn references_say_what_they_lead_to() {
    let text = Reader::open(&sample_epub()).text("one.xhtml");
    for link in [
        r#"<a href="two.xhtml#two">Chapter 2, Load It</a>"#,
        r#"<a href="two.xhtml#two">own words</a>"#,
        r##"<a href="#fig-a">Figure 1</a>"##,
        r##"<a href="#sec-1">A First Section</a>"##,
    ] {
        assert!(text.contains(link), "{link}");
    }
    assert!(text.contains("lost") && !text.contains(">lost</a>"));
}

#[test]
fn notes_have_a_way_there_and_every_way_back_and_start_at_one_in_each_chapter() {
    let reader = Reader::open(&sample_epub());
    let one = reader.text("one.xhtml");
    let document = parse("one", &one);
    let notes: Vec<_> = document
        .descendants()
        .filter(|n| n.attribute("role") == Some("doc-footnote"))
        .collect();
    let backlinks = |index: usize| {
        notes[index]
            .descendants()
            .filter(|n| n.attribute("role") == Some("doc-backlink"))
            .count()
    };
    assert_eq!((notes.len(), backlinks(0), backlinks(1)), (2, 2, 1));
    assert!(words(notes[0]).starts_with("1. The first note."));
    let two = reader.text("two.xhtml");
    assert!(two.contains(r##"href="#_note-1" epub:type="noteref" role="doc-noteref">1</a>"##));
}

#[test]
fn a_chapter_says_what_it_is_and_starts_with_its_number_and_title() {
    let text = Reader::open(&sample_epub()).text("one.xhtml");
    let document = parse("one", &text);
    let section = document
        .descendants()
        .find(|n| n.attribute("role") == Some("doc-chapter"))
        .unwrap();
    assert_eq!(section.attribute("aria-labelledby"), Some("_title"));
    assert_eq!(words(element(&document, "h1")), "Chapter 1 Find the Source");
    assert_eq!(words(element(&document, "title")), "Chapter 1. Find the Source");
}

#[test]
fn callouts_are_labelled_in_the_books_language() {
    let mut book = sample::book();
    let labels = |book| {
        let epub = build(&book, &sample::pictures(), None);
        let text = Reader::open(&epub).text("one.xhtml");
        let document = parse("one", &text);
        let callouts = document.descendants().filter(|n| {
            let class = n.attribute("class").unwrap_or_default();
            class.starts_with("callout ")
        });
        callouts
            .map(|n| words(n.first_element_child().unwrap()))
            .collect::<Vec<_>>()
    };
    let english = labels(book.clone());
    let expected = [
        "Note",
        "Tip",
        "Important",
        "Warning",
        "Caution",
        "Red flag",
        "Own title",
    ];
    assert_eq!(english, expected);
    book.metadata.language = "de-AT".into();
    assert_eq!(labels(book)[3], "Warnung");
}

#[test]
fn a_chapter_in_another_language_says_so() {
    let text = Reader::open(&sample_epub()).text("app.xhtml");
    assert!(text.contains(r#"lang="de" xml:lang="de""#), "{text}");
}

#[test]
fn math_is_mathml_and_broken_math_is_its_source_with_a_finding() {
    use bindery::book::BlockKind;
    let mut book = sample::book();
    book.chapters[6].blocks.push(sample::block(BlockKind::Math {
        tex: r"\nosuchcommand{".into(),
    }));
    let epub = build(&book, &sample::pictures(), None);
    let reader = Reader::open(&epub);
    assert!(reader.text("one.xhtml").contains(r#"alttext="E = mc^2""#));
    assert!(
        reader
            .text("two.xhtml")
            .contains(r#"<code class="tex">\nosuchcommand{</code>"#)
    );
    let finding = epub.findings.iter().find(|f| f.code.name() == "epub-math").unwrap();
    assert_eq!(finding.span, Some(sample::SPAN));
    let document = parse("package", &reader.opf);
    let with_math: Vec<_> = document
        .descendants()
        .filter(|n| n.attribute("properties") == Some("mathml"))
        .map(|n| n.attribute("href").unwrap())
        .collect();
    assert_eq!(with_math, ["one.xhtml"]);
}

#[test]
fn the_cover_page_holds_the_picture_and_no_other_text() {
    let text = Reader::open(&sample_epub()).text("cover.xhtml");
    let document = parse("cover", &text);
    assert_eq!(words(element(&document, "body")), "");
    assert_eq!(element(&document, "img").attribute("alt"), Some("A wrist & a hand"));
}

#[test]
fn the_title_page_names_the_book_and_its_makers() {
    let text = Reader::open(&sample_epub()).text("title-page.xhtml");
    let document = parse("title page", &text);
    assert_eq!(
        words(element(&document, "section")),
        "Tendons & <You> A \"Practical\" Guide Reversing 3 Ann O'Nym Edited by Bob Editor Edition 2 \
         Press & Sons"
    );
}

#[test]
fn index_entries_lead_to_their_places_and_to_one_another() {
    let text = Reader::open(&sample_epub()).text("index.xhtml");
    for piece in [
        r#">Chapter 1</a> <a href="one.xhtml#ix-2" epub:type="index-locator">(2)</a>"#,
        r#"<a href="two.xhtml#ix-3" epub:type="index-locator">Chapter 2</a>"#,
        r##"<em>see</em> <a href="#_term-3">tendon: of the knee</a>"##,
        r##"<em>see also</em> <a href="#_term-1">ITB</a>; unlisted"##,
    ] {
        assert!(text.contains(piece), "{piece}\n{text}");
    }
}

#[test]
fn the_style_leaves_face_colour_and_ground_to_the_reader() {
    let epub = sample_epub();
    let style = Reader::open(&epub).text("stylesheet.css");
    let body = style.split("body {").nth(1).unwrap().split('}').next().unwrap();
    assert!(!body.contains("font") && !body.contains("color"));
    assert!(!style.contains("background") && !style.contains("@font-face"));
    assert!(!style.contains("margin: -") && !style.contains("!important"));
}
