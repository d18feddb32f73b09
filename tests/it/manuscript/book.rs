use crate::manuscript::support::{book, made};
use bindery::book::{BlockKind, ChapterKind, InlineKind, Matter, plain_text};
use bindery::project::{ChapterEntry, Sources};
use bindery::span::Span;

#[test]
fn the_first_heading_is_the_title_and_the_files_name_the_id() {
    let made = book(&[("chapters/01-the-hip.md", "# The *Hip* {.wide}\n\nText.\n\n## One\n")]);
    let chapter = &made.book.chapters[0];
    assert!(made.findings.is_empty(), "{:#?}", made.findings);
    assert_eq!(
        (chapter.id.as_str(), plain_text(&chapter.title)),
        ("the-hip", "The Hip".into())
    );
    assert!(chapter.attributes.has("wide") && chapter.numbered && chapter.in_contents);
    assert_eq!(chapter.blocks.len(), 2);
    assert_eq!(chapter.blocks[1].attributes.id.as_deref(), Some("one"));
}

#[test]
fn front_matter_comes_in_two_forms() {
    let toml = "+++\ntitle = \"T\"\nsubtitle = \"S -- s\"\nshort = \"Sh\"\nkind = \"preface\"\nid = \"x\"\nnumbered = true\ncontents = false\n+++\nText.\n";
    let lines = "---\ntitle: T\nsubtitle: \"S -- s\"\nshort: Sh\nkind: preface\nid: x\nnumbered: true\ncontents: false\n---\nText.\n";
    for text in [toml, lines] {
        let made = book(&[("a.md", text)]);
        assert!(made.findings.is_empty(), "{:#?}", made.findings);
        let chapter = &made.book.chapters[0];
        assert_eq!(plain_text(&chapter.title), "T");
        assert_eq!(plain_text(&chapter.subtitle), "S\u{a0}– s");
        assert_eq!(chapter.short_title.as_deref(), Some("Sh"));
        assert_eq!((chapter.kind, chapter.id.as_str()), (ChapterKind::Preface, "x"));
        assert!(chapter.numbered && !chapter.in_contents);
        assert_eq!(chapter.blocks.len(), 1);
        assert_eq!(&text[chapter.blocks[0].span.range()], "Text.");
    }
}

#[test]
fn what_is_wrong_in_front_matter_is_told_at_its_place() {
    let made = book(&[("a.md", "+++\ntitle = \"T\"\nkidn = \"preface\"\n+++\n")]);
    assert_eq!(made.found(), [("md-front-matter-key", "kidn")]);
    assert!(made.findings[0].help.as_deref().unwrap_or("").contains("`kind`"));
    let made = book(&[("a.md", "---\ntitle: T\nkind: prefase\nmatter: middle\n---\n")]);
    assert_eq!(
        made.found(),
        [("md-chapter-kind", "prefase"), ("md-front-matter", "middle")]
    );
    let made = book(&[("a.md", "+++\ntitle = \"T\"\nnumbered = \"no\"\n+++\n")]);
    assert_eq!(made.found(), [("md-front-matter", "\"no\"")]);
    let made = book(&[("a.md", "+++\ntitle = \"T\n+++\n# T\n")]);
    assert_eq!(made.findings[0].code.name(), "md-front-matter");
    let made = book(&[("a.md", "+++\ntitle = \"T\"\n# T\n")]);
    assert_eq!(made.found()[0], ("md-front-matter", "+++"));
}

#[test]
fn a_break_at_the_start_of_a_file_is_no_front_matter() {
    let made = book(&[("a.md", "---\n\nShe said: go\n\n---\n\n# T\n")]);
    assert_eq!(made.book.chapters[0].blocks.len(), 3);
}

#[test]
fn a_second_title_and_a_missing_one_are_hints() {
    let made = book(&[("a.md", "# A\n\n# B\n"), ("02-old-road.md", "Text.\n")]);
    assert_eq!(made.found(), [("md-second-title", "# B"), ("md-no-title", "Text.")]);
    assert_eq!(made.book.chapters[0].blocks[0].attributes.id.as_deref(), Some("b"));
    assert_eq!(plain_text(&made.book.chapters[1].title), "Old road");
}

#[test]
fn kinds_are_guessed_from_names_and_numbering_follows_them() {
    let mut sources = Sources::default();
    let mut entry = |path: &str, text: &str, matter| ChapterEntry {
        file: Some(sources.add(path, text)),
        matter,
        ..ChapterEntry::default()
    };
    let entries = vec![
        entry("dedication.md", "For you.\n", Matter::Front),
        entry("00-start.md", "# Preface\n", Matter::Front),
        entry("how-to.md", "# How to\n", Matter::Front),
        entry("01-notes.md", "# Notes\n", Matter::Body),
        entry("02-x.md", "# Epilogue\n", Matter::Body),
        entry("references.md", "# Further\n", Matter::Back),
        entry("appendix-a.md", "# Tables\n", Matter::Back),
    ];
    let made = made(entries, sources);
    let all: Vec<_> = made
        .book
        .chapters
        .iter()
        .map(|c| (c.kind, c.numbered, c.in_contents))
        .collect();
    assert_eq!(
        all,
        [
            (ChapterKind::Dedication, false, false),
            (ChapterKind::Preface, false, true),
            (ChapterKind::Chapter, false, true),
            (ChapterKind::Chapter, true, true),
            (ChapterKind::Epilogue, false, true),
            (ChapterKind::Bibliography, false, true),
            (ChapterKind::Appendix, true, true),
        ]
    );
    assert!(made.findings.is_empty(), "{:#?}", made.findings);
}

#[test]
fn pages_without_a_file_are_empty_chapters_of_their_kind() {
    let entries = vec![
        ChapterEntry {
            kind: Some(ChapterKind::Part),
            title: Some("\"Go\"".into()),
            part: Some(1),
            ..Default::default()
        },
        ChapterEntry {
            kind: Some(ChapterKind::Index),
            matter: Matter::Back,
            ..Default::default()
        },
    ];
    let made = made(entries, Sources::default());
    let [part, index] = made.book.chapters.as_slice() else {
        panic!()
    };
    assert_eq!((part.id.as_str(), plain_text(&part.title)), ("part-1", "“Go”".into()));
    assert_eq!((index.id.as_str(), index.kind), ("index", ChapterKind::Index));
    assert!(part.numbered && !index.numbered);
}

#[test]
fn references_lead_through_the_whole_book() {
    let one = "# One\n\n[a](2-two.md) [b](2-two.md#sub) [c](#sub) [d](#mark) [e](../ch/2-two.md) [](#two-of-them)\n\n## Sub\n";
    let two = "# Two of Them\n\n## Sub\n\n[x]{#mark}\n";
    let made = book(&[("ch/1-one.md", one), ("ch/2-two.md", two)]);
    assert!(made.findings.is_empty(), "{:#?}", made.findings);
    let BlockKind::Paragraph(content) = &made.book.chapters[0].blocks[0].kind else {
        panic!()
    };
    let targets: Vec<_> = content
        .iter()
        .filter_map(|i| match &i.kind {
            InlineKind::Reference { target, .. } => Some(target.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(targets, ["two", "sub-1", "sub", "mark", "two", "two"]);
}

#[test]
fn references_to_nothing_lose_their_link_and_keep_their_text() {
    let text = "# A\n\nSee [the *hip*](#hipp), [b](b.md) and [c](a.md#hop).\n\n## Hip\n";
    let made = book(&[("a.md", text)]);
    assert_eq!(
        made.found(),
        [
            ("ref-unknown", "[the *hip*](#hipp)"),
            ("ref-outside", "[b](b.md)"),
            ("ref-unknown", "[c](a.md#hop)")
        ]
    );
    assert!(made.findings[0].help.as_deref().unwrap_or("").contains("#hip"));
    let BlockKind::Paragraph(content) = &made.book.chapters[0].blocks[0].kind else {
        panic!()
    };
    assert_eq!(plain_text(content), "See the hip, b and c.");
    assert!(
        !content
            .iter()
            .any(|i| matches!(i.kind, InlineKind::Reference { .. } | InlineKind::Span { .. }))
    );
}

#[test]
fn an_id_given_twice_is_an_error_that_shows_both_places() {
    let made = book(&[("a.md", "# A {#x}\n"), ("b.md", "# B\n\n[y]{#x}\n")]);
    assert_eq!(made.found(), [("id-duplicate", "[y]{#x}")]);
    let (span, _) = made.findings[0].related[0];
    assert_eq!(&made.sources.get(span.file).unwrap().text[span.range()], "# A {#x}");
}

#[test]
fn index_marks_have_ids_of_their_own_and_ranges_pair_through_the_book() {
    let made = book(&[
        ("a.md", "# A\n\n[]{.index term=\"x\" range=start}a [b]{.index}\n"),
        ("b.md", "# B\n\n[]{.index term=\"x\" range=end}a\n"),
    ]);
    assert!(made.findings.is_empty(), "{:#?}", made.findings);
    let BlockKind::Paragraph(content) = &made.book.chapters[1].blocks[0].kind else {
        panic!()
    };
    assert!(matches!(&content[0].kind, InlineKind::IndexMark(m) if m.id == "ix-3"));
    let open = "[]{.index term=\"x\" range=start}";
    let close = "[]{.index term=\"y\" range=end}";
    let made = book(&[("a.md", &format!("# A\n\na {open} b {close}\n"))]);
    assert_eq!(made.found(), [("index-range", open), ("index-range", close)]);
}

#[test]
fn pictures_are_named_from_the_projects_root() {
    let made = book(&[("chapters/a.md", "# A\n\n![B](../figures/c%20d.png)\n")]);
    let BlockKind::Figure(figure) = &made.book.chapters[0].blocks[0].kind else {
        panic!()
    };
    assert_eq!(figure.picture.path, "figures/c d.png");
}

#[test]
fn threads_do_not_change_the_book() {
    let files: Vec<(String, String)> = (0..40)
        .map(|i| {
            (
                format!("{i:02}-c.md"),
                format!("# C\n\n## Same\n\n[a](#same) [^x] [b]{{#i{}}}\n", i % 30),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let many = book(&files);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let one = pool.install(|| book(&files));
    assert_eq!(many.book, one.book);
    assert_eq!(many.findings, one.findings);
    assert!(many.findings.iter().all(|f| f.span != Some(Span::GENERATED)));
}
