//! Text that means harm, or trips over its own characters.

use crate::epub::sample::{self, block, chapter, container, figure, heading, line, link, mark, paragraph, text};
use crate::support::epub::Reader;
use crate::support::epubcheck;
use bindery::book::*;
use bindery::epub::{build, fragment};

const NASTY: &str = "]]> & <script>alert('1')</script> \u{0}\u{8}\u{b}\u{1f}\u{7f}\u{fffe}\u{ffff} &amp; <!-- \" -->";

fn nasty_book() -> Book {
    let mut book = Book {
        metadata: sample::metadata(),
        ..Book::default()
    };
    let metadata = &mut book.metadata;
    for field in [&mut metadata.title, &mut metadata.slug] {
        *field = NASTY.into();
    }
    metadata.identifier = format!("urn:uuid:{NASTY}");
    metadata.publisher = Some(NASTY.into());
    metadata.description = Some(NASTY.into());
    metadata.keywords = vec![NASTY.into(), " ".into()];
    metadata.contributors[0].name = NASTY.into();
    metadata.contributors[0].role = NASTY.into();
    let mut one = chapter("../../etc/passwd", ChapterKind::Chapter, Matter::Body, NASTY);
    let attributes = Attributes {
        id: Some("\"><script>".into()),
        classes: vec!["\" onclick=\"x".into(), "fine".into()],
        pairs: vec![("lang".into(), "\"e".into()), ("onclick".into(), "x".into())],
    };
    let span = sample::inline(InlineKind::Span {
        attributes,
        content: vec![text(NASTY)],
    });
    one.blocks = vec![
        heading(2, "same", NASTY),
        heading(2, "same", "Same again"),
        heading(2, "SAME", "Same in capitals"),
        heading(2, "", "No id"),
        heading(2, "3 ways; drop", NASTY),
        line(vec![
            span,
            mark("_note-1"),
            mark("_title"),
            link("javascript:alert(1)", "run"),
            link("relative.html", "nowhere"),
            link("http://exa mple.org/", "no host"),
            link("https://example.org/\"><script>", "odd"),
            sample::reference("same", NASTY),
            sample::call(0, 0),
            sample::call(0, 0),
            sample::call(99, 0),
            sample::inline(InlineKind::Math(NASTY.into())),
        ]),
        line(vec![sample::inline(InlineKind::Link {
            address: "https://example.org/".into(),
            title: NASTY.into(),
            content: vec![link("https://example.com/", "nested"), sample::call(0, 1)],
        })]),
        figure("f", "../../../etc/passwd.png", NASTY, NASTY, 1),
        block(BlockKind::Code {
            language: Some(NASTY.into()),
            text: NASTY.into(),
        }),
        block(BlockKind::Table(Table::default())),
        sample::list(Some(u64::MAX), vec![sample::item(None, Vec::new())]),
        sample::list(None, Vec::new()),
        block(BlockKind::Definitions(Vec::new())),
        container(ContainerKind::Verse, "", Vec::new()),
    ];
    one.notes = vec![Note::default(), sample::note(NASTY)];
    let twin = chapter("..-..-ETC-Passwd", ChapterKind::Chapter, Matter::Body, "Twin");
    let nav = chapter("nav", ChapterKind::Chapter, Matter::Body, "Nav");
    let cover = chapter("cover", ChapterKind::Cover, Matter::Front, "Cover");
    let nameless = chapter("…", ChapterKind::Chapter, Matter::Body, "Nameless");
    book.chapters = vec![cover, one, twin, nav, nameless];
    book
}

#[test]
fn hostile_text_stays_text_and_hostile_names_stay_inside() {
    let epub = build(&nasty_book(), &sample::pictures(), None);
    let reader = Reader::open(&epub);
    let whole = reader.whole();
    assert!(!whole.contains("<script") && !whole.contains("onclick"));
    assert!(!whole.contains("javascript:"));
    assert_eq!(
        reader.spine,
        ["etc-passwd.xhtml", "etc-passwd-2.xhtml", "nav-2.xhtml", "chapter.xhtml"]
    );
    let links = epub.findings.iter().filter(|f| f.code.name() == "epub-link").count();
    assert_eq!(links, 3);
    epubcheck::assert_clean("hostile", &epub.bytes);
}

#[test]
fn content_nested_beyond_the_cap_is_left_out_with_a_finding() {
    let mut nested = paragraph("the deepest");
    for _ in 0..600 {
        nested = block(BlockKind::Quote(vec![nested]));
    }
    let mut book = sample::book();
    book.chapters[6].blocks.push(nested);
    let epub = build(&book, &sample::pictures(), None);
    Reader::open(&epub);
    assert!(epub.findings.iter().any(|f| f.code.name() == "epub-too-deep"));
}

#[test]
fn math_that_nests_without_end_is_refused() {
    for tex in [
        "{".repeat(100_000),
        "\\sqrt".repeat(50_000),
        "^".repeat(5_000),
        "\\left(".repeat(900),
    ] {
        let html = fragment(&[block(BlockKind::Math { tex })], &[]);
        assert!(html.contains("<code class=\"tex\">"));
    }
}
