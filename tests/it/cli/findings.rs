//! The command as it is run: what it says, where, and with which exit code.
//!
//! Golden texts are in `tests/golden`; `BINDERY_UPDATE=1` writes them anew.

use crate::support::run::{Folder, assert_golden};

/// Mistakes of several kinds: on a short line, on a long one, and with a related place.
fn broken() -> Folder {
    let folder = Folder::new();
    let long = "\"word\", ".repeat(20);
    let toml = format!(
        "title = \"Walks\"\nauthors = [\"Ann\"]\nlanguage = \"en-GB\"\nsubtitel = \"By the Sea\"\n\
         description = 5\n[subjects]\nkeywords = [{long}7, {long}]\n[chapters]\nbody = [\"one.md\", \"one.md\"]\n\
         [cover]\nfront = \"front.png\"\n\
         [editions.paperback]\ntrim = \"6x9\"\nisbn = \"9780306406158\"\n"
    );
    folder.write("manuscript/book.toml", &toml);
    folder.write("manuscript/one.md", "# One\n");
    folder
}

#[test]
fn help_teaches_and_succeeds() {
    let folder = Folder::new();
    folder
        .run("--help")
        .succeeds()
        .says("bindery new my-book")
        .says("build")
        .says("check")
        .says("--message-format")
        .says("Exit codes");
    for name in ["build", "check", "new"] {
        let help = folder.run(&format!("{name} --help"));
        assert!(help.succeeds().stdout.contains("Examples:"), "{name}");
    }
}

#[test]
fn a_wrong_argument_exits_with_two() {
    let folder = Folder::new();
    folder.run("bild").exits_with(2);
    folder.run("build --edition").exits_with(2);
}

#[test]
fn a_folder_without_a_book_exits_with_two_and_says_what_to_do() {
    let folder = Folder::new();
    for words in ["build .", "check .", "check missing"] {
        let ran = folder.run(words);
        ran.exits_with(2).says("bindery new my-book");
        assert_eq!(ran.stdout, "");
    }
}

#[test]
fn findings_are_shown_under_their_lines() {
    let built = broken().run("build");
    assert_eq!(built.exits_with(1).stdout, "");
    assert_golden("findings.txt", &built.stderr);
}

#[test]
fn short_findings_are_a_line_each() {
    let checked = broken().run("check --message-format short");
    assert_golden("findings-short.txt", &checked.exits_with(1).stderr);
}

#[test]
fn json_findings_are_an_object_a_line_on_the_standard_output() {
    let checked = broken().run("check --message-format=json");
    assert_eq!(checked.exits_with(1).stderr, "");
    for line in checked.stdout.lines() {
        let object: serde_json::Value = serde_json::from_str(line).expect("an object");
        assert_eq!(object["type"], "finding");
        assert!(object["code"].is_string() && object["severity"].is_string());
    }
    assert_golden("findings.json", &checked.stdout);
}

#[test]
fn colours_are_only_used_when_asked_for() {
    let folder = broken();
    let is_coloured = |words: &str| folder.run(words).stderr.contains('\x1b');
    assert!(!is_coloured("check"));
    assert!(is_coloured("check --color always"));
    assert!(!is_coloured("check --color never"));
    let without = folder.run_with(&["check"], &[("NO_COLOR", "1")]);
    assert!(!without.stderr.contains('\x1b'));
}

#[test]
fn a_manuscript_cannot_send_escapes_to_the_terminal() {
    let folder = Folder::new();
    folder.write("manuscript/book.toml", "\"ti\\u001btle\" = 1\n");
    folder.run("check").says("toml-unknown-key").keeps_quiet_about("\x1b");
}

#[test]
fn quiet_leaves_only_errors() {
    let checked = broken().run("check --quiet --message-format=short");
    checked.says(": error[").keeps_quiet_about(": warning[");
}

#[test]
fn more_findings_of_a_kind_than_can_be_read_are_counted() {
    let folder = Folder::new();
    let keys: String = (0..60).map(|n| format!("strange{n} = 1\n")).collect();
    folder.write("manuscript/book.toml", &keys);
    let short = folder.run("check --message-format=short");
    assert_eq!(short.stderr.matches("[toml-unknown-key]").count(), 50);
    short.says("and 10 more of toml-unknown-key");
    let json = folder.run("check --message-format=json");
    assert_eq!(json.stdout.matches("\"toml-unknown-key\"").count(), 51);
    json.says("\"count\":10");
}

#[test]
fn an_unknown_edition_exits_with_two_and_names_the_known_ones() {
    let folder = Folder::new();
    folder.write("one.md", "# One\n");
    let built = folder.run("build --edition hardback");
    built.exits_with(2).says("`paperback`");
}

#[test]
fn an_unusable_date_exits_with_two() {
    let folder = Folder::new().at("yesterday");
    folder.write("one.md", "# One\n");
    folder.run("check").exits_with(2).says("SOURCE_DATE_EPOCH");
}

#[test]
fn a_failed_build_leaves_the_earlier_files_as_they_were() {
    let folder = broken();
    folder.write("dist/walks.epub", "earlier");
    folder.run("build").exits_with(1);
    assert_eq!(folder.names("dist"), ["walks.epub"]);
    assert_eq!(folder.text("dist/walks.epub"), "earlier");
}

#[test]
fn new_makes_a_book_once_and_then_refuses() {
    let folder = Folder::new();
    folder
        .run_words(&["new", "my-book", "--title", "Say \"Hello\""])
        .succeeds();
    let toml = folder.text("my-book/manuscript/book.toml");
    let table: toml::Table = toml.parse().expect("TOML");
    assert_eq!(table["title"].as_str(), Some("Say \"Hello\""));
    assert!(!toml.contains('{') || !toml.contains("{title}"));
    assert!(folder.files("my-book/covers")["front.png"].starts_with(b"\x89PNG"));

    folder.run("new my-book").exits_with(2).says("not empty");
    assert_eq!(folder.text("my-book/manuscript/book.toml"), toml);
}

#[test]
fn a_new_book_s_configuration_is_without_findings() {
    let folder = Folder::new();
    folder.run("new my-book").succeeds();
    let disk = bindery::project::Disk::open(&folder.path("my-book")).expect("the book");
    let opened = bindery::project::open(Box::new(disk), None);
    assert_eq!(opened.findings, []);
    let project = opened.project.expect("a project");
    assert_eq!(project.config.metadata.title, "My Book");
    assert!(project.read_picture("covers/front.png").is_ok());
}
