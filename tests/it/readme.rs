//! What README.md says is so: its commands run, its examples are read without a finding, its links lead somewhere.

use crate::support::run::Folder;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;
use toml::{Table, Value};

const CONFIG: &str = "manuscript/book.toml";

/// A day before the bundled book's release, in seconds since 1970.
const BEFORE_RELEASE: &str = "1796000000";

/// Commands that no test can run, and why.
const NOT_RUN: &[(&str, &str)] = &[
    ("cargo test", "a test that starts all tests would not end"),
    (
        "cargo install",
        "it changes the computer, and compiles the program that is at hand here",
    ),
];

/// A picture in the shape of a cover.
const DRAWING: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='1600' height='2560'>\
    <rect width='1600' height='2560' fill='#0c1a30'/></svg>";

/// The editions of the bundled book that its commands are run with: the others are made in the same ways.
const BUNDLED_EDITIONS: &[&str] = &["ebook", "paperback", "digital-pdf"];

/// Further ebooks of the bundled book, which the README names and whose commands are not run here.
const FURTHER_EBOOKS: &[&str] = &["-kobo.kepub.epub", "-sample.epub"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| fs::read_to_string(root().join("README.md")).expect("README.md"))
}

/// A fenced block of the README.
#[derive(Debug)]
struct Block {
    language: &'static str,
    /// The line of its fence, from 1.
    line: usize,
    lines: Vec<&'static str>,
}

impl Block {
    fn text(&self) -> String {
        self.lines.join("\n")
    }

    fn place(&self) -> String {
        format!("README.md:{}", self.line)
    }
}

fn blocks(language: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (at, line) in readme().lines().enumerate() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(language), None) => {
                let (line, lines) = (at + 1, Vec::new());
                open = Some(Block { language, line, lines });
            }
            (Some(_), Some(block)) => blocks.push(block),
            (None, Some(mut block)) => {
                block.lines.push(line);
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed: {open:?}");
    blocks.retain(|block| block.language == language);
    assert!(!blocks.is_empty(), "no block of {language}");
    blocks
}

/// The lines of the README outside of fenced blocks, with their numbers from 1.
fn prose() -> Vec<(usize, &'static str)> {
    let mut fenced = false;
    let numbered = readme().lines().enumerate();
    let outside = numbered.filter(|(_, line)| {
        let fence = line.starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    });
    outside.map(|(at, line)| (at + 1, line)).collect()
}

/// A line of a shell: its words, and the remark at its end.
fn command(line: &str) -> (Vec<String>, &str) {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for (at, c) in line.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '#' if !quoted && word.is_empty() => return (words, &line[at..]),
            ' ' if !quoted => words.extend((!word.is_empty()).then(|| std::mem::take(&mut word))),
            c => word.push(c),
        }
    }
    assert!(!quoted, "a quote is not closed: {line}");
    words.extend((!word.is_empty()).then_some(word));
    (words, "")
}

/// The bundled book in a folder of its own.
fn bundled_book() -> Folder {
    let folder = Folder::new().at(BEFORE_RELEASE);
    for part in ["manuscript", "covers"] {
        folder.bring(&root().join(part), part);
    }
    folder
}

/// What the book in a folder has for `book.toml`.
fn config_of(folder: &Folder) -> Table {
    folder.text(CONFIG).parse().expect("TOML")
}

/// Runs a line of the README, or goes to the folder that it names, and gives what was said.
fn follow(folder: &mut Folder, line: &str, place: &str) -> String {
    let (words, remark) = command(line);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let args = match words[..] {
        ["cd", to] => {
            folder.enter(to);
            return String::new();
        }
        ["cp", "-r", from, to] => {
            folder.bring(&folder.path(from), to);
            return String::new();
        }
        ["cargo", "run", "--release", "--", ref args @ ..] | ["bindery", ref args @ ..] => args,
        _ => panic!("{place}: nothing is known about `{line}`: say in NOT_RUN why it cannot be run"),
    };
    let expected = if remark.contains("ends with 1") { 1 } else { 0 };
    let ran = folder.run_words(args);
    ran.exits_with(expected);
    ran.stdout
}

/// A line whose columns are a space apart.
fn without_columns(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines of the block of output that begins so.
fn text_block(start: &str) -> Vec<&'static str> {
    let mut shown = blocks("text").into_iter();
    let block = shown.find(|block| block.lines[0].starts_with(start));
    block.expect("a block of output").lines
}

/// The lines of a block that are run.
fn run_lines(block: &Block) -> impl Iterator<Item = &'static str> {
    let is_run = |line: &&str| !NOT_RUN.iter().any(|(start, _)| line.starts_with(start));
    block.lines.clone().into_iter().filter(is_run)
}

#[test]
fn every_command_for_a_book_of_ones_own_works_when_followed_from_top_to_bottom() {
    let mut folder = Folder::new().at(BEFORE_RELEASE);
    let mut done = BTreeSet::new();
    for block in blocks("sh") {
        for line in run_lines(&block).filter(|line| !line.starts_with("cargo run")) {
            // The file of names that the README asks for.
            folder.write("buyers.txt", "Jane Doe\nJohn Roe\n");
            if done.insert(command(line).0) {
                follow(&mut folder, line, &block.place());
            }
        }
    }
    assert_eq!(folder.names("copies").len(), 2);
}

#[test]
fn every_command_for_the_bundled_book_works_and_makes_and_says_what_is_shown() {
    let mut book = bundled_book();
    let mut config = config_of(&book);
    let editions = config["editions"].as_table_mut().expect("editions");
    editions.retain(|name, _| BUNDLED_EDITIONS.contains(&name));
    assert_eq!(editions.len(), BUNDLED_EDITIONS.len());
    book.write(CONFIG, config.to_string());
    let mut said = BTreeSet::new();
    for block in blocks("sh") {
        for line in run_lines(&block).filter(|line| line.starts_with("cargo run")) {
            let output = follow(&mut book, line, &block.place());
            said.extend(output.lines().map(without_columns));
        }
    }
    for line in text_block("kdp-ebook") {
        assert!(
            said.contains(&without_columns(line)),
            "`{line}` is not said; this is:\n{said:#?}"
        );
    }
    let (_, table) = readme().split_once("| file in `dist/`").expect("the table of files");
    let (table, _) = table.split_once("\n\n").expect("its end");
    let endings = table.lines().skip(2).filter_map(|row| row.split('|').nth(1));
    let endings = endings.flat_map(|cell| cell.split(','));
    let endings = endings.map(|name| name.trim().trim_matches('`'));
    let mut count = 0;
    for ending in endings.filter(|ending| !FURTHER_EBOOKS.contains(ending)) {
        let file = format!("dist/reversing-hip-pain-from-running{ending}");
        assert!(book.path(&file).is_file(), "{file} is not made");
        count += 1;
    }
    assert!(count >= 4, "{count} files");
}

#[test]
fn a_mistake_is_shown_as_the_readme_shows_it() {
    let book = Folder::new();
    let lines = [
        "title = \"Walks\"",
        "authors = [\"Ann Author\"]",
        "identifier = \"urn:uuid:b44a6153-2985-4f7e-857c-2b38ef2ded7f\"",
        "chapters = { body = [\"one.md\"] }",
        "langauge = \"en-US\"",
    ];
    book.write(CONFIG, lines.join("\n"));
    book.write("manuscript/one.md", "# One\n\nText.\n");
    let ran = book.run("check --edition digital-pdf");
    ran.exits_with(1).says(&text_block("error[").join("\n"));
}

/// Puts `new` over `old`: tables are merged, everything else is replaced.
fn merge(old: &mut Table, new: Table) {
    for (key, value) in new {
        match (old.get_mut(&key), value) {
            (Some(Value::Table(old)), Value::Table(new)) => merge(old, new),
            (_, value) => drop(old.insert(key, value)),
        }
    }
}

/// Every string in a value.
fn strings(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(strings).collect(),
        Value::Table(table) => table.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

/// Adds the files to a book that strings in its `book.toml` name and that are not there.
fn add_named_files(book: &Folder, config: &Table) {
    for name in strings(&Value::Table(config.clone())) {
        let path = format!("manuscript/{name}");
        let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
        match extension {
            Some("md") if !book.path(&path).exists() => {
                book.write(&path, format!("# The Chapter {name}\n\nIts text.\n"));
            }
            Some("svg") if !book.path(&path).exists() => {
                book.write(&path, DRAWING);
            }
            Some("jpg") if !book.path(&path).exists() => {
                book.write(
                    &path,
                    fs::read(root().join("manuscript").join(name)).expect("a picture"),
                );
            }
            _ => {}
        }
    }
}

#[test]
fn a_book_of_all_lines_for_book_toml_and_all_examples_of_markdown_has_no_findings() {
    let book = Folder::with_new_book();
    let mut config = config_of(&book);
    for block in blocks("toml") {
        let new = block.text().parse();
        merge(
            &mut config,
            new.unwrap_or_else(|why| panic!("{}: {why}", block.place())),
        );
    }
    for name in ["ladder.svg", "ornament.svg"] {
        book.write(&format!("manuscript/figures/{name}"), DRAWING);
    }
    let chapters = config["chapters"]["body"].as_array_mut().expect("chapters");
    for block in blocks("markdown") {
        let name = format!("chapters/readme-line-{}.md", block.line);
        let has_title = block.lines.iter().any(|line| line.starts_with("# "));
        let title = if has_title { "" } else { "# An Example\n\n" };
        book.write(
            &format!("manuscript/{name}"),
            format!("{title}{}\n\nMore text.\n", block.text()),
        );
        chapters.push(Value::String(name));
    }
    book.write(CONFIG, config.to_string());
    add_named_files(&book, &config);
    let ran = book.run("check --edition digital-pdf --edition large-print --message-format short");
    assert_eq!(ran.stdout + &ran.stderr, "");
}

/// The name that GitHub gives a heading for links.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase();
    let kept = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn every_link_picture_and_file_named_in_the_readme_is_there() {
    let headings = prose().into_iter().filter(|(_, line)| line.starts_with('#'));
    let anchors: BTreeSet<String> = headings
        .map(|(_, line)| anchor(line.trim_start_matches('#').trim()))
        .collect();
    let mut links = 0;
    for (number, line) in prose().into_iter().filter(|(_, line)| !line.starts_with('|')) {
        for target in line.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            // What stands in back quotes is an example.
            let is_example = line.split('`').skip(1).step_by(2).any(|code| code.contains(target));
            if is_example || target.starts_with("https://") {
                continue;
            }
            links += 1;
            match target.strip_prefix('#') {
                Some(name) => assert!(anchors.contains(name), "README.md:{number}: no heading {name}"),
                None => assert!(root().join(target).is_file(), "README.md:{number}: no file {target}"),
            }
        }
        for code in line.split('`').skip(1).step_by(2) {
            if ["src/", "tests/", ".ci/"].iter().any(|start| code.starts_with(start)) {
                assert!(root().join(code).exists(), "README.md:{number}: there is no {code}");
            }
        }
    }
    assert!(links > 15, "{links} links");
}

#[test]
fn no_line_of_the_readme_is_over_120_characters_long() {
    for (at, line) in readme().lines().enumerate() {
        let length = line.chars().count();
        assert!(length <= 120, "README.md:{}: {length} characters", at + 1);
    }
}
