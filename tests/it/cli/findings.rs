//! The command as it is run: what it says, where, and with which exit code.
//!
//! Golden texts are in `tests/golden`; `BINDERY_UPDATE=1` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder for one test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("bindery-cli-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }

    fn write(&self, path: &str, text: &str) -> &Folder {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
        self
    }

    /// Runs the command in this folder.
    fn run(&self, args: &[&str]) -> Output {
        command(&self.0, args).output().expect("it runs")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
    command
        .args(args)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("SOURCE_DATE_EPOCH");
    command
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn assert_golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("BINDERY_UPDATE").is_some() {
        fs::write(&path, text).expect("the golden file");
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, golden, "{name}");
}

/// Mistakes of several kinds: on a short line, on a long one, and with a related place.
fn broken(name: &str) -> Folder {
    let folder = Folder::new(name);
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
    let folder = Folder::new("help");
    let output = folder.run(&["--help"]);
    assert_eq!(output.status.code(), Some(0));
    let text = stdout(&output);
    for word in [
        "bindery new my-book",
        "build",
        "check",
        "--message-format",
        "Exit codes",
    ] {
        assert!(text.contains(word), "{word} is not in {text}");
    }
    for name in ["build", "check", "new"] {
        let output = folder.run(&[name, "--help"]);
        assert_eq!(output.status.code(), Some(0));
        assert!(stdout(&output).contains("Examples:"), "{name}");
    }
}

#[test]
fn a_wrong_argument_exits_with_two() {
    let folder = Folder::new("usage");
    assert_eq!(folder.run(&["bild"]).status.code(), Some(2));
    assert_eq!(folder.run(&["build", "--edition"]).status.code(), Some(2));
}

#[test]
fn a_folder_without_a_book_exits_with_two_and_says_what_to_do() {
    let folder = Folder::new("empty");
    for args in [["build", "."], ["check", "."], ["check", "missing"]] {
        let output = folder.run(&args);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("bindery new my-book"), "{args:?}");
        assert_eq!(stdout(&output), "");
    }
}

#[test]
fn findings_are_shown_under_their_lines() {
    let folder = broken("human");
    let output = folder.run(&["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stdout(&output), "");
    assert_golden("findings.txt", &stderr(&output));
}

#[test]
fn short_findings_are_a_line_each() {
    let folder = broken("short");
    let output = folder.run(&["check", "--message-format", "short"]);
    assert_eq!(output.status.code(), Some(1));
    assert_golden("findings-short.txt", &stderr(&output));
}

#[test]
fn json_findings_are_an_object_a_line_on_the_standard_output() {
    let folder = broken("json");
    let output = folder.run(&["check", "--message-format=json"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stderr(&output), "");
    let text = stdout(&output);
    for line in text.lines() {
        let object: serde_json::Value = serde_json::from_str(line).expect("an object");
        assert_eq!(object["type"], "finding");
        assert!(object["code"].is_string() && object["severity"].is_string());
    }
    assert_golden("findings.json", &text);
}

#[test]
fn colours_are_only_used_when_asked_for() {
    let folder = broken("colour");
    let has_escape = |output: Output| stderr(&output).contains('\x1b');
    assert!(!has_escape(folder.run(&["check"])));
    assert!(has_escape(folder.run(&["check", "--color", "always"])));
    assert!(!has_escape(folder.run(&["check", "--color", "never"])));
    let mut with_wish = command(&folder.0, &["check"]);
    with_wish.env("NO_COLOR", "1");
    assert!(!has_escape(with_wish.output().expect("it runs")));
}

#[test]
fn a_manuscript_cannot_send_escapes_to_the_terminal() {
    let folder = Folder::new("escape");
    folder.write("manuscript/book.toml", "\"ti\\u001btle\" = 1\n");
    let output = folder.run(&["check"]);
    assert!(!stderr(&output).contains('\x1b'));
    assert!(stderr(&output).contains("toml-unknown-key"));
}

#[test]
fn quiet_leaves_only_errors() {
    let folder = broken("quiet");
    let text = stderr(&folder.run(&["check", "--quiet", "--message-format=short"]));
    assert!(text.contains(": error["), "{text}");
    assert!(!text.contains(": warning["), "{text}");
}

#[test]
fn more_findings_of_a_kind_than_can_be_read_are_counted() {
    let folder = Folder::new("many");
    let keys: String = (0..60).map(|n| format!("strange{n} = 1\n")).collect();
    folder.write("manuscript/book.toml", &keys);
    let text = stderr(&folder.run(&["check", "--message-format=short"]));
    assert_eq!(text.matches("[toml-unknown-key]").count(), 50);
    assert!(text.contains("and 10 more of toml-unknown-key"), "{text}");
    let lines = stdout(&folder.run(&["check", "--message-format=json"]));
    assert_eq!(lines.matches("\"toml-unknown-key\"").count(), 51);
    assert!(lines.contains("\"count\":10"), "{lines}");
}

#[test]
fn an_unknown_edition_exits_with_two_and_names_the_known_ones() {
    let folder = Folder::new("edition");
    folder.write("one.md", "# One\n");
    let output = folder.run(&["build", "--edition", "hardback"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("`paperback`"));
}

#[test]
fn an_unusable_date_exits_with_two() {
    let folder = Folder::new("epoch");
    folder.write("one.md", "# One\n");
    let mut check = command(&folder.0, &["check"]);
    check.env("SOURCE_DATE_EPOCH", "yesterday");
    let output = check.output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("SOURCE_DATE_EPOCH"));
}

#[test]
fn a_failed_build_leaves_the_earlier_files_as_they_were() {
    let folder = broken("failed");
    folder.write("dist/walks.epub", "earlier");
    assert_eq!(folder.run(&["build"]).status.code(), Some(1));
    let names: Vec<_> = fs::read_dir(folder.0.join("dist"))
        .expect("dist")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    assert_eq!(names, ["walks.epub"]);
    let kept = fs::read_to_string(folder.0.join("dist/walks.epub")).expect("the file");
    assert_eq!(kept, "earlier");
}

#[test]
fn new_makes_a_book_once_and_then_refuses() {
    let folder = Folder::new("new");
    let output = folder.run(&["new", "my-book", "--title", "Say \"Hello\""]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let toml = fs::read_to_string(folder.0.join("my-book/manuscript/book.toml")).expect("it");
    let table: toml::Table = toml.parse().expect("TOML");
    assert_eq!(table["title"].as_str(), Some("Say \"Hello\""));
    assert!(!toml.contains('{') || !toml.contains("{title}"));
    let cover = fs::read(folder.0.join("my-book/covers/front.png")).expect("a cover");
    assert!(cover.starts_with(b"\x89PNG"));

    let again = folder.run(&["new", "my-book"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(stderr(&again).contains("not empty"));
    let kept = fs::read_to_string(folder.0.join("my-book/manuscript/book.toml")).expect("it");
    assert_eq!(kept, toml);
}

#[test]
fn a_new_book_s_configuration_is_without_findings() {
    let folder = Folder::new("sound");
    folder.run(&["new", "my-book"]);
    let disk = bindery::project::Disk::open(&folder.0.join("my-book")).expect("the book");
    let opened = bindery::project::open(Box::new(disk), None);
    assert_eq!(opened.findings, []);
    let project = opened.project.expect("a project");
    assert_eq!(project.config.metadata.title, "My Book");
    assert!(project.read_picture("covers/front.png").is_ok());
}
