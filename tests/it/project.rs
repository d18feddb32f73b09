//! What a project's configuration and files must look like, and what is said when they do not.

use bindery::book::trade::Stock;
use bindery::book::{ChapterKind, Matter};
use bindery::diagnostic::{Diagnostic, Severity};
use bindery::project::{self, Disk, Memory, Opened, Storage, StorageError};

/// A sound project; its second line onward is what the table below breaks.
const SOUND: &str = r#"title = "Walks"
authors = ["Ann Author"]
language = "en-GB"
identifier = "urn:uuid:b44a6153-2985-4f7e-857c-2b38ef2ded7f"
chapters = { body = ["01-one.md"] }
"#;

fn open(files: &[(&str, &[u8])]) -> Opened {
    let files = files.iter().map(|&(path, bytes)| (path, bytes));
    project::open(Box::new(Memory::new(files)), None)
}

/// Opens a sound project whose `book.toml` is `toml`.
fn open_toml(toml: &str) -> Opened {
    open(&[
        ("manuscript/book.toml", toml.as_bytes()),
        ("manuscript/01-one.md", b"# One\n"),
        ("manuscript/02-two.md", b"# Two\n"),
        ("covers/front.png", b"\x89PNG"),
    ])
}

/// The text that a finding underlines, and its line.
fn underlined(opened: &Opened, finding: &Diagnostic) -> (String, usize) {
    let span = finding.span.expect("a place");
    let text = &opened.sources.get(span.file).expect("a source").text;
    let (line, _) = opened.sources.line_column(span).expect("a line");
    (text[span.range()].to_owned(), line)
}

fn codes(opened: &Opened) -> Vec<&'static str> {
    opened.findings.iter().map(|f| f.code.name()).collect()
}

#[test]
fn a_sound_book_has_no_findings() {
    let opened = open_toml(SOUND);
    assert_eq!(opened.findings, []);
    let project = opened.project.expect("a project");
    assert_eq!(project.config.metadata.title, "Walks");
    assert_eq!(project.config.metadata.slug, "walks");
    assert_eq!(project.config.editions.len(), 3);
    assert_eq!(project.config.chapters.len(), 1);
}

/// Lines after the sound ones; the code, the underlined text, and a part of the help.
const BROKEN: &[(&str, &str, &str, &str)] = &[
    ("subtitel = \"x\"", "toml-unknown-key", "subtitel", "`subtitle`"),
    ("publisher = 3", "toml-wrong-type", "3", "\"...\""),
    ("edition = \"1\"", "toml-wrong-type", "\"1\"", "edition = 1"),
    ("edition = -1", "toml-wrong-type", "-1", "edition = 1"),
    ("rights = \" \"", "toml-empty", "\" \"", "remove the line"),
    (
        "reviewed = \"2027-02-01\"",
        "toml-date",
        "\"2027-02-01\"",
        "without quotes",
    ),
    (
        "reviewed = 2027-02-01T10:00:00",
        "toml-date",
        "2027-02-01T10:00:00",
        "2027-02-01",
    ),
    ("slug = \"a/b\"", "toml-slug", "\"a/b\"", "a-b"),
    (
        "[[contributors]]\nname = \"I\"\nrole = \"ilk\"",
        "toml-role",
        "\"ilk\"",
        "`ill`",
    ),
    (
        "[[contributors]]\nname = \"I\"\nrole = \"illustrater\"",
        "toml-role",
        "\"illustrater\"",
        "`ill`",
    ),
    (
        "[subjects]\nbisac = [\"hea036000\"]",
        "toml-subject",
        "\"hea036000\"",
        "HEA036000",
    ),
    ("[subjects]\nthema = [\"?\"]", "toml-subject", "\"?\"", "VFMG1"),
    (
        "hyphenation = [\"Achil les\"]",
        "toml-hyphenation",
        "\"Achil les\"",
        "Achil-les",
    ),
    ("[series]\nnumber = 2", "toml-missing-key", "series", "name"),
    (
        "[cover]\nfront = \"../covers/frond.png\"\nalt = \"x\"",
        "toml-cover-missing",
        "\"../covers/frond.png\"",
        "front.png",
    ),
    (
        "[cover]\nfront = \"02-two.md\"\nalt = \"x\"",
        "toml-cover-format",
        "\"02-two.md\"",
        "PNG",
    ),
    (
        "[cover]\nfront = \"../../etc/passwd\"\nalt = \"x\"",
        "toml-path",
        "\"../../etc/passwd\"",
        "copy",
    ),
    (
        "[cover]\nfront = \"../covers/front.png\"",
        "toml-missing-alt",
        "cover",
        "alt",
    ),
    (
        "[site]\nname = \"S\"\naddress = \"s.org\"",
        "toml-address",
        "\"s.org\"",
        "https://s.org",
    ),
    (
        "[[products]]\ntitle = \"P\"\nkind = \"ebok\"",
        "toml-product-kind",
        "\"ebok\"",
        "`ebook`",
    ),
    ("[editions.paprback]", "toml-edition", "paprback", "`paperback`"),
    (
        "[editions.paperback]\nisbn = \"978-0-306-40615-8\"",
        "toml-isbn",
        "\"978-0-306-40615-8\"",
        "7",
    ),
    (
        "[editions.paperback]\nisbn = \"9790306406156\"",
        "toml-isbn",
        "\"9790306406156\"",
        "sheet music",
    ),
    (
        "[editions.paperback]\nisbn = \"0306406152\"",
        "toml-isbn",
        "\"0306406152\"",
        "thirteen",
    ),
    ("[editions.paperback]\ntrim = \"6x9\"", "toml-trim", "\"6x9\"", "6x9in"),
    (
        "[editions.paperback]\ntrim = \"60x90in\"",
        "toml-trim",
        "\"60x90in\"",
        "20 inches",
    ),
    (
        "[editions.paperback]\npaper = \"creme\"",
        "toml-paper",
        "\"creme\"",
        "`cream`",
    ),
    (
        "[editions.paperback]\ntheme = \"gothic\"",
        "toml-theme",
        "\"gothic\"",
        "`classic`",
    ),
    (
        "[editions.paperback.theme-options]\nornamant = \"*\"",
        "toml-unknown-key",
        "ornamant",
        "`ornament`",
    ),
    (
        "[editions.paperback.theme-options]\nlead-in = \"dropcap\"",
        "toml-theme",
        "\"dropcap\"",
        "`drop-cap`",
    ),
    (
        "[editions.paperback.theme-options]\nsize = 110",
        "toml-theme",
        "110",
        "points",
    ),
    (
        "[editions.paperback.theme-options]\nleading = 8.5",
        "toml-theme",
        "8.5",
        "points",
    ),
    (
        "[editions.paperback.theme-options]\nrunning-heads = [\"title\"]",
        "toml-theme",
        "[\"title\"]",
        "`chapter`",
    ),
    (
        "[editions.paperback.theme-options]\ndrop-cap-lines = 9",
        "toml-theme",
        "9",
        "6",
    ),
    ("[editions.paperback]\nlink-notes = 1", "toml-wrong-type", "1", "true"),
    ("rights = \"x", "toml-syntax", "", "TOML"),
    ("reviewed = 2027-02-30", "toml-syntax", "", "TOML"),
];

#[test]
fn each_mistake_is_found_by_its_own_code_at_its_own_place() {
    for &(lines, code, text, help) in BROKEN {
        let opened = open_toml(&format!("{SOUND}{lines}\n"));
        let found = opened.findings.iter().find(|f| f.code.name() == code);
        let found = found.unwrap_or_else(|| panic!("{lines}: {:?}", codes(&opened)));
        let (shown, line) = underlined(&opened, found);
        let said = found.help.as_deref().unwrap_or("");
        assert!(said.contains(help), "{lines}: the help is {said:?}");
        if code == "toml-syntax" {
            assert!(line >= 6, "{lines}: line {line}");
            continue;
        }
        assert_eq!(shown, text, "{lines}");
        let offset = lines.find(text).expect("the text is in the lines");
        let expected = 6 + lines[..offset].matches('\n').count();
        assert_eq!(line, expected, "{lines}");
        assert_eq!(opened.findings.len(), 1, "{lines}: {:?}", codes(&opened));
    }
}

/// The chapter list; the code, the underlined text, and a part of the help.
const BROKEN_LISTS: &[(&str, &str, &str, &str)] = &[
    ("body = []", "toml-missing-chapters", "chapters", "reading order"),
    ("body = \"01-one.md\"", "toml-wrong-type", "\"01-one.md\"", "body = ["),
    ("body = [1]", "toml-wrong-type", "1", "file.md"),
    (
        "body = [\"01-ome.md\"]",
        "toml-file-missing",
        "\"01-ome.md\"",
        "01-one.md",
    ),
    ("body = [\"../../x.md\"]", "toml-path", "\"../../x.md\"", "copy"),
    (
        "body = [\"01-one.md\", \"./01-one.md\"]",
        "toml-file-repeated",
        "\"./01-one.md\"",
        "remove",
    ),
    (
        "body = [{ file = \"01-one.md\", kind = \"prefase\" }]",
        "toml-chapter-kind",
        "\"prefase\"",
        "`preface`",
    ),
    (
        "body = [{ title = \"T\" }]",
        "toml-missing-key",
        "{ title = \"T\" }",
        "file",
    ),
    (
        "front = [{ part = \"P\", chapters = [\"01-one.md\"] }]",
        "toml-part",
        "{ part = \"P\", chapters = [\"01-one.md\"] }",
        "move",
    ),
    ("body = [{ part = \"P\" }]", "toml-part", "{ part = \"P\" }", "chapters"),
    (
        "boddy = [\"01-one.md\"]\nbody = [\"01-one.md\"]",
        "toml-unknown-key",
        "boddy",
        "`body`",
    ),
];

#[test]
fn each_mistake_in_the_chapter_list_is_found_at_its_own_place() {
    let head = SOUND.replace("chapters = { body = [\"01-one.md\"] }\n", "[chapters]\n");
    for &(lines, code, text, help) in BROKEN_LISTS {
        let opened = open_toml(&format!("{head}{lines}\n"));
        assert_eq!(codes(&opened), [code], "{lines}");
        let found = &opened.findings[0];
        let (shown, _) = underlined(&opened, found);
        assert_eq!(shown, text, "{lines}");
        let said = found.help.as_deref().unwrap_or("");
        assert!(said.contains(help), "{lines}: the help is {said:?}");
    }
}

#[test]
fn all_mistakes_are_told_at_once_even_beside_broken_syntax() {
    let toml = "subtitel = 1\nlanguage = \"english\"\nauthors = \"me\"\nedition = \n";
    let opened = open_toml(toml);
    let codes = codes(&opened);
    for code in ["toml-unknown-key", "toml-language", "toml-wrong-type", "toml-syntax"] {
        assert!(codes.contains(&code), "{code} is not in {codes:?}");
    }
    assert!(!codes.contains(&"toml-missing-key"), "a guess: {codes:?}");
}

#[test]
fn an_empty_configuration_says_what_a_book_needs() {
    let opened = open_toml("\n");
    let codes = codes(&opened);
    for code in [
        "toml-missing-key",
        "toml-missing-chapters",
        "toml-missing-author",
        "toml-missing-language",
    ] {
        assert!(codes.contains(&code), "{code} is not in {codes:?}");
    }
}

#[test]
fn two_editions_may_not_share_an_isbn() {
    let isbn = "isbn = \"9780306406157\"";
    let opened = open_toml(&format!(
        "{SOUND}[editions.ebook]\n{isbn}\n[editions.paperback]\n{isbn}\n"
    ));
    assert_eq!(codes(&opened), ["toml-isbn-repeated"]);
    assert_eq!(opened.findings[0].related.len(), 1);
}

#[test]
fn a_description_over_the_shops_limit_is_a_warning() {
    let opened = open_toml(&format!("description = \"{}\"\n{SOUND}", "é".repeat(4001)));
    assert_eq!(codes(&opened), ["toml-description-long"]);
    assert_eq!(opened.findings[0].severity, Severity::Warning);
}

#[test]
fn everything_said_about_a_book_arrives() {
    let toml = r#"title = "A Longer Walk"
authors = ["Ann"]
language = "en"
identifier = "urn:isbn:9780306406157"
[[contributors]]
name = "Ian"
role = "ill"
[dates]
release = 2027-02-01
[cover]
front = "../covers/front.png"
alt = "A hill"
[[products]]
title = "P"
cover = "../covers/front.png"
[chapters]
front = [{ file = "02-two.md", kind = "preface" }]
body = [{ part = "Part", chapters = ["01-one.md"] }]
back = [{ kind = "index" }]
[editions.large]
kind = "paperback"
trim = "7x10in"
paper = "cream"
isbn = "978-0-306-40615-7"
"#;
    let opened = open_toml(toml);
    assert_eq!(opened.findings, []);
    let config = opened.project.expect("a project").config;
    let about = &config.metadata;
    assert_eq!(about.slug, "a-longer-walk");
    assert_eq!(about.contributors.len(), 2);
    assert_eq!(about.cover.as_deref(), Some("covers/front.png"));
    assert_eq!(about.products[0].cover.as_deref(), Some("covers/front.png"));
    assert_eq!(about.timestamp, 1_801_483_200, "noon of the release");
    let large = config.edition("large").expect("an edition");
    assert_eq!(large.trim(), Some((504.0, 720.0)));
    assert_eq!(large.print().expect("print").stock, Stock::Cream);
    assert_eq!(large.isbn.as_deref(), Some("9780306406157"));
    let list: Vec<_> = config
        .chapters
        .iter()
        .map(|c| (c.kind, c.matter, c.part, c.file.is_some()))
        .collect();
    assert_eq!(
        list,
        [
            (Some(ChapterKind::Preface), Matter::Front, None, true),
            (Some(ChapterKind::Part), Matter::Body, Some(1), false),
            (None, Matter::Body, Some(1), true),
            (Some(ChapterKind::Index), Matter::Back, None, false),
        ]
    );
}

#[test]
fn the_moment_given_is_the_moment_taken() {
    let files = Memory::new([("a.md", "# A\n")]);
    let opened = project::open(Box::new(files), Some(7));
    assert_eq!(opened.project.expect("a project").config.metadata.timestamp, 7);
}

#[test]
fn text_that_is_not_utf8_is_found_at_its_line_and_the_mark_of_utf8_is_dropped() {
    let opened = open(&[
        ("manuscript/book.toml", SOUND.as_bytes()),
        ("manuscript/01-one.md", b"\xEF\xBB\xBF# One\n\nA caf\xE9.\n"),
    ]);
    assert_eq!(codes(&opened), ["io-not-utf8"]);
    assert_eq!(underlined(&opened, &opened.findings[0]), ("\u{FFFD}".to_owned(), 3));
    let (_, chapter) = opened.sources.iter().last().expect("the chapter");
    assert!(chapter.text.starts_with("# One"));
}

#[test]
fn markdown_files_alone_make_a_book_in_their_natural_order() {
    let opened = open(&[
        ("10-end.md", b"# The End\n"),
        ("2-middle.md", b"# The Middle\n"),
        ("1-start.md", b"# The *Start*\n"),
        ("README.md", b"# About\n"),
        ("cover.jpg", b""),
    ]);
    assert_eq!(codes(&opened), ["toml-missing"]);
    let project = opened.project.expect("a project");
    assert_eq!(project.config.metadata.title, "The Start");
    assert_eq!(project.config.metadata.cover.as_deref(), Some("cover.jpg"));
    assert_eq!(project.config.editions.len(), 3);
    let paths: Vec<&str> = opened.sources.iter().map(|(_, f)| f.path.as_str()).collect();
    assert_eq!(paths, ["1-start.md", "2-middle.md", "10-end.md"]);
}

#[test]
fn a_list_of_files_and_a_few_lines_about_the_book_are_enough() {
    let opened = open(&[
        ("chapters.txt", b"# in order\nb.md\n\nforeword.md\nc.md\n"),
        ("b.md", b"# B\n"),
        ("foreword.md", b"# F\n"),
        (
            "book.yaml",
            b"---\ntitle: \"A: Title\"\nauthor: Ann, Ben\nlang: de\n---\n",
        ),
    ]);
    assert_eq!(codes(&opened), ["toml-file-missing", "toml-missing"]);
    assert_eq!(underlined(&opened, &opened.findings[0]), ("c.md".to_owned(), 5));
    let config = opened.project.expect("a project").config;
    assert_eq!(config.metadata.title, "A: Title");
    assert_eq!(config.metadata.language, "de");
    assert_eq!(config.metadata.authors().collect::<Vec<_>>(), ["Ann", "Ben"]);
    assert_eq!(config.chapters[1].kind, Some(ChapterKind::Foreword));
}

#[test]
fn an_mdbook_keeps_its_title_parts_and_order() {
    let summary = "# Summary\n\n[Before](before.md)\n\n# First Part\n\n- [One](one.md)\n    - \
                   [Inside](deep/in%20side.md)\n- [Draft]()\n\n---\n\n[After](after.md)\n";
    let opened = open(&[
        (
            "book.toml",
            b"[book]\ntitle = \"M\"\nauthors = [\"Ann\"]\nlanguage = \"en\"\n",
        ),
        ("src/SUMMARY.md", summary.as_bytes()),
        ("src/before.md", b"text without a heading\n"),
        ("src/one.md", b"# One\n"),
        ("src/deep/in side.md", b"# Inside\n"),
        ("src/after.md", b"# After\n"),
    ]);
    assert_eq!(opened.findings, []);
    let config = opened.project.expect("a project").config;
    assert_eq!(config.metadata.title, "M");
    let list: Vec<_> = config
        .chapters
        .iter()
        .map(|c| (c.title.as_deref(), c.matter, c.part))
        .collect();
    assert_eq!(
        list,
        [
            (Some("Before"), Matter::Front, None),
            (Some("First Part"), Matter::Body, Some(1)),
            (None, Matter::Body, Some(1)),
            (None, Matter::Body, Some(1)),
            (None, Matter::Back, None),
        ]
    );
}

#[test]
fn a_folder_without_a_book_is_no_project() {
    let opened = open(&[("picture.png", b"")]);
    assert!(opened.project.is_none());
    assert_eq!(codes(&opened), ["io-no-book"]);
}

#[test]
fn nothing_outside_the_root_can_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let root = folder.join("root");
    std::fs::create_dir_all(root.join("sub")).expect("folders");
    std::fs::write(folder.join("secret.md"), "secret").expect("a file outside");
    std::fs::write(root.join("sub/in.md"), "inside").expect("a file inside");
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.join("secret.md"), root.join("link.md")).expect("a link");

    let disk = Disk::open(&root).expect("the root");
    assert_eq!(disk.read("sub/../sub/in.md", 6), Ok(b"inside".to_vec()));
    assert_eq!(disk.read("sub/in.md", 5), Err(StorageError::TooLarge(5)));
    assert_eq!(disk.read("../secret.md", 99), Err(StorageError::Outside));
    assert_eq!(disk.read("sub", 99), Err(StorageError::WrongType));
    assert_eq!(disk.read("none.md", 99), Err(StorageError::Missing));
    #[cfg(unix)]
    assert_eq!(disk.read("link.md", 99), Err(StorageError::Outside));
    assert_eq!(disk.list("sub"), Ok(vec!["in.md".to_owned()]));
}

#[test]
fn the_root_is_found_from_inside_the_manuscript() {
    let outer = tempfile::tempdir().expect("a folder");
    let folder = outer.path();
    let chapters = folder.join("manuscript/chapters");
    std::fs::create_dir_all(&chapters).expect("folders");
    std::fs::write(folder.join("manuscript/book.toml"), SOUND).expect("a configuration");
    std::fs::write(chapters.join("a.md"), "# A\n").expect("a chapter");
    let folder = std::fs::canonicalize(folder).expect("the folder");
    for start in [&folder, &folder.join("manuscript"), &folder.join("manuscript/chapters")] {
        let found = project::find_root(start).expect("a project");
        assert_eq!(found, project::Start::Config(folder.clone()));
    }
    let named = project::root_of(&folder.join("manuscript")).expect("a project");
    assert_eq!(named.path(), folder);
}
