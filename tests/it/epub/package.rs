//! What the package says of the book.

use crate::epub::sample;
use crate::support::epub::{Reader, parse};
use bindery::book::Book;
use bindery::epub::{Cover, build};

fn opf(book: &Book) -> String {
    let epub = build(book, &sample::pictures(), None);
    Reader::open(&epub).opf
}

#[test]
fn the_metadata_is_whole_and_escaped() {
    let opf = opf(&sample::book());
    for piece in [
        r#"<dc:title id="title">Tendons &amp; &lt;You&gt;</dc:title>"#,
        r##"<meta refines="#subtitle" property="title-type">subtitle</meta>"##,
        r#"<dc:creator id="maker-1">Ann O'Nym</dc:creator>"#,
        r##"<meta refines="#maker-1" property="role" scheme="marc:relators">aut</meta>"##,
        r##"<meta refines="#maker-1" property="file-as">O'Nym, Ann</meta>"##,
        r#"<dc:contributor id="maker-2">Bob Editor</dc:contributor>"#,
        "<dc:language>en-US</dc:language>",
        "<dc:publisher>Press &amp; Sons</dc:publisher>",
        "&lt;b&gt;not bold&lt;/b&gt;",
        r#"<dc:subject id="bisac-1">HEA036000</dc:subject>"#,
        r##"<meta refines="#bisac-1" property="authority">BISAC</meta>"##,
        "<dc:subject>wrist pain</dc:subject>",
        r##"<meta refines="#series" property="group-position">3</meta>"##,
        "<dc:date>2027-02-01</dc:date>",
        r#"<meta property="dcterms:modified">2026-11-22T12:00:00Z</meta>"#,
        r#"<meta property="schema:accessibilityFeature">MathML</meta>"#,
        r#"<meta property="schema:accessibilityFeature">index</meta>"#,
        r#"<meta property="schema:accessibilityHazard">none</meta>"#,
    ] {
        assert!(opf.contains(piece), "{piece}\n{opf}");
    }
    assert_eq!(opf.matches("dcterms:modified").count(), 1);
}

#[test]
fn an_isbn_identifies_the_edition_and_else_the_books_own_identifier() {
    let mut book = sample::book();
    let own = r#"<dc:identifier id="book-id">urn:uuid:6f7c5b8e-3c5e-4f52-9d53-1f3e6b0f2a11</dc:identifier>"#;
    assert!(opf(&book).contains(own));
    book.edition.isbn = Some("9781234567897".into());
    let isbn = r#"<dc:identifier id="book-id">urn:isbn:9781234567897</dc:identifier>"#;
    assert!(opf(&book).contains(isbn));
}

#[test]
fn the_ncx_and_the_package_share_the_identifier() {
    let epub = build(&sample::book(), &sample::pictures(), None);
    let ncx = Reader::open(&epub).text("toc.ncx");
    assert!(ncx.contains(r#"<meta name="dtb:uid" content="urn:uuid:6f7c5b8e-3c5e-4f52-9d53-1f3e6b0f2a11"/>"#));
    assert!(ncx.contains(r#"<meta name="dtb:depth" content="3"/>"#));
}

#[test]
fn the_cover_is_marked_in_the_new_way_and_in_the_old() {
    let image = sample::cover_image();
    let cover = Cover {
        image: &image,
        alt: "A wrist",
    };
    let epub = build(&sample::book(), &sample::pictures(), Some(cover));
    let reader = Reader::open(&epub);
    assert_eq!(reader.spine[0], "cover.xhtml");
    assert!(reader.opf.contains(r#"<meta name="cover" content="cover-image"/>"#));
    let document = parse("package", &reader.opf);
    let item = document
        .descendants()
        .find(|n| n.attribute("id") == Some("cover-image"))
        .unwrap();
    assert_eq!(item.attribute("properties"), Some("cover-image"));
    assert_eq!(item.attribute("media-type"), Some("image/jpeg"));
}

#[test]
fn text_alone_is_claimed_to_suffice_only_where_every_picture_is_described() {
    let suffices = r#"<meta property="schema:accessModeSufficient">textual</meta>"#;
    let mut book = sample::book();
    assert!(opf(&book).contains(suffices));
    book.chapters[6]
        .blocks
        .push(sample::figure("bare", "figures/Wrist.png", "", "Bare.", 3));
    if let Some(last) = book.chapters[6].blocks.last_mut()
        && let bindery::book::BlockKind::Figure(figure) = &mut last.kind
    {
        figure.picture.decorative = false;
    }
    let opf = opf(&book);
    assert!(!opf.contains(suffices));
    assert!(!opf.contains("alternativeText"));
}
