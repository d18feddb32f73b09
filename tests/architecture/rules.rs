//! Who may know what. A rule that is in the way is changed here, where the change is seen.

use super::lexer::{Named, compared, named};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A module and the paths of the crate that it may name, itself apart.
struct Knows {
    module: &'static str,
    may: &'static [&'static str],
}

const fn knows(module: &'static str, may: &'static [&'static str]) -> Knows {
    Knows { module, may }
}

/// `*` is everything.
const KNOWLEDGE: &[Knows] = &[
    knows("span", &[]),
    knows("limits", &[]),
    knows("length", &[]),
    knows("fonts", &[]),
    knows("formula", &["limits"]),
    knows("diagnostic", &["span"]),
    knows("book", &["span"]),
    // Words for what the tree names, and nothing of the tree itself.
    knows(
        "language",
        &["book::Callout", "book::ChapterKind", "book::Date", "book::trade"],
    ),
    knows("theme", &["book::Callout"]),
    knows("picture", &["diagnostic", "fonts", "length", "limits", "span"]),
    knows("project", &["book", "diagnostic", "limits", "span", "theme"]),
    // Editions are none of its business: it makes the one book that all are made from.
    knows(
        "manuscript",
        &[
            "book",
            "diagnostic",
            "language",
            "limits",
            "project::ChapterEntry",
            "project::Config",
            "project::SourceFile",
            "project::Sources",
            "span",
        ],
    ),
    knows(
        "edition",
        &["book", "diagnostic", "language", "limits", "project", "span"],
    ),
    knows(
        "epub",
        &[
            "book",
            "diagnostic",
            "fonts",
            "formula",
            "language",
            "limits",
            "picture",
            "span",
        ],
    ),
    knows(
        "print",
        &[
            "book",
            "diagnostic",
            "fonts",
            "formula",
            "language",
            "limits",
            "picture",
            "span",
            "theme",
        ],
    ),
    knows(
        "pdf",
        &[
            "book::Date",
            "book::Moment",
            "cover",
            "diagnostic",
            "fonts",
            "limits",
            "picture",
            "print",
            "span",
        ],
    ),
    knows(
        "cover",
        &[
            "book",
            "diagnostic",
            "length",
            "limits",
            "picture",
            "print",
            "span",
            "theme",
        ],
    ),
    // The pipeline knows every stage, and nobody who shows or writes.
    knows(
        "build",
        &[
            "book",
            "check",
            "cover",
            "diagnostic",
            "edition",
            "epub",
            "length",
            "manuscript",
            "pdf",
            "picture",
            "print",
            "project",
            "span",
            "theme",
        ],
    ),
    // A checker that shares the writers' code agrees with the writers' mistakes.
    knows("check", &["diagnostic", "length", "limits", "span"]),
    // The pipeline's last stage: what was built, to what stores take.
    knows(
        "store",
        &[
            "book",
            "build",
            "check",
            "cover",
            "diagnostic",
            "edition",
            "language",
            "picture",
            "project",
            "span",
        ],
    ),
    knows("stamp", &["language", "limits", "pdf", "print", "span", "theme"]),
    knows("cli", &["*"]),
    knows("lib", &["*"]),
    knows("main", &["*"]),
];

/// A path or a macro of the world outside, with the modules that may use it.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("std::fs", &["project", "cli", "main"]),
    ("std::env", &["project", "cli", "main"]),
    ("std::io::stdin", &["cli", "main"]),
    ("std::io::stdout", &["cli", "main"]),
    ("std::io::stderr", &["cli", "main"]),
    ("std::process::exit", &["cli", "main"]),
    ("std::time::SystemTime", &["cli", "main"]),
    ("std::time::Instant", &["cli", "main"]),
    ("print!", &["cli", "main"]),
    ("println!", &["cli", "main"]),
    ("eprint!", &["cli", "main"]),
    ("eprintln!", &["cli", "main"]),
    ("dbg!", &[]),
    ("std::net", &[]),
    ("std::process::Command", &[]),
];

/// Words of the trade: what they name is a type.
const TRADE: &[&str] = &[
    "bookvault",
    "cover",
    "cream",
    "digital-pdf",
    "ebook",
    "hardcover",
    "ingram",
    "interior",
    "kdp",
    "kepub",
    "large-print",
    "lulu",
    "paperback",
    "print",
];

/// Where a word of the trade may be compared as text: where the types are, and where `book.toml` and the stores'
/// profiles are read; elsewhere with the reason.
const READS_TRADE: &[(&str, &str)] = &[
    ("src/book/trade.rs", "the types themselves"),
    ("src/check/epub/package.rs", "a name of EPUB 2, and none of ours"),
    ("src/project/config/", "reads book.toml"),
    ("src/store/profile.rs", "reads profiles"),
    ("src/theme/", "the name of a theme"),
];

/// The longest file, in lines.
const LINES: usize = 600;

/// Files that may be longer, each with the reason.
const LONG: &[(&str, &str)] = &[];

/// What may lie at the top of the repository; what `.gitignore` names may too.
const TOP: &[&str] = &[
    ".ci",
    ".clippy.toml",
    ".git",
    ".gitattributes",
    ".gitignore",
    ".rustfmt.toml",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "covers",
    "manuscript",
    "src",
    "tests",
];

/// The modules from the crate's root down to a file of `src`.
fn module_path(file: &str) -> Vec<&str> {
    let stem = file.trim_start_matches("src/").trim_end_matches(".rs");
    let mut path: Vec<&str> = stem.split('/').collect();
    if path.last() == Some(&"mod") {
        path.pop();
    }
    path
}

/// What a file names that it may not, as `file:line: what`.
fn violations(file: &str, source: &str) -> Vec<String> {
    let modules = module_path(file);
    let module = modules[0];
    let Some(rule) = KNOWLEDGE.iter().find(|rule| rule.module == module) else {
        return vec![format!("{file}:1: no rule says what `{module}` may know")];
    };
    let above = if ["lib", "main"].contains(&module) {
        0
    } else {
        modules.len()
    };
    let mut out = Vec::new();
    for Named { path, line } in named(source) {
        if let Some(inner) = crate_path(&path, above) {
            let is_own = inner.split("::").next() == Some(module);
            let may = rule.may.iter().any(|may| *may == "*" || starts(inner, may));
            if !is_own && !may {
                out.push(format!("{file}:{line}: `{module}` may not know `{inner}`"));
            }
        }
        for (what, by) in OUTSIDE {
            if starts(&path, what) && !by.contains(&module) {
                out.push(format!("{file}:{line}: `{module}` may not use `{what}`"));
            }
        }
    }
    out
}

/// The part of `path` below the crate's root, for a file `above` modules below it.
fn crate_path(path: &str, above: usize) -> Option<&str> {
    if let Some(rest) = path.strip_prefix("crate::").or_else(|| path.strip_prefix("bindery::")) {
        return Some(rest);
    }
    let mut rest = path;
    let mut supers = 0;
    while let Some(after) = rest.strip_prefix("super::") {
        rest = after;
        supers += 1;
    }
    (supers > 0 && supers >= above).then_some(rest)
}

/// Whether `path` is `prefix` or below it.
fn starts(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file under a folder of the repository, by its path from the top.
pub fn rust_files(folder: &str) -> Vec<(String, String)> {
    let mut folders: Vec<PathBuf> = vec![root().join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the repository") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root()).expect("below the top");
                let name = name.to_string_lossy().replace('\\', "/");
                files.push((name, fs::read_to_string(&path).expect("UTF-8")));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn every_module_knows_only_what_it_may() {
    let files = rust_files("src");
    assert!(files.iter().any(|(name, _)| name == "src/lib.rs"));
    let found: Vec<String> = files
        .iter()
        .flat_map(|(name, source)| violations(name, source))
        .collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// Words of the trade that a file compares as text, as `file:line: what`.
fn trade_words(file: &str, source: &str) -> Vec<String> {
    if READS_TRADE.iter().any(|(path, _)| file.starts_with(path)) {
        return Vec::new();
    }
    let is_trade =
        |text: &str| TRADE.contains(&text) || TRADE.contains(&text.trim_matches(|c: char| !c.is_alphanumeric()));
    let found = compared(source).into_iter().filter(|(text, _)| is_trade(text));
    found
        .map(|(text, line)| format!("{file}:{line}: `{text}` is compared as text: book::trade has a type for it"))
        .collect()
}

#[test]
fn no_word_of_the_trade_is_compared_as_text() {
    let files = rust_files("src");
    let found: Vec<String> = files
        .iter()
        .flat_map(|(name, source)| trade_words(name, source))
        .collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn a_planted_word_of_the_trade_is_caught_at_its_line() {
    let caught = [
        "if printer == Some(\"kdp\") {}",
        "if \"ebook\" != kind {}",
        "match role {\n \"interior\" | \"cover\" => 1,\n _ => 2 }",
        "names.contains(&\"print\");",
        "file.name.contains(\"-cover\");",
    ];
    for code in caught {
        let found = trade_words("src/build/x.rs", &format!("//! Doc.\n{code}\n"));
        assert!(!found.is_empty(), "{code}");
        assert!(
            found.iter().all(|line| line.contains(":2: ") || line.contains(":3: ")),
            "{found:?}"
        );
    }
    let free = [
        "let name = \"ebook\";",
        "words.say(\"print\")",
        "#[cfg(test)]\nmod tests { fn f() { a == \"kdp\" } }",
        "// a == \"kdp\"",
    ];
    for code in free {
        assert_eq!(trade_words("src/build/x.rs", code), [""; 0], "{code}");
    }
    assert_eq!(trade_words("src/project/config/x.rs", "a == \"kdp\""), [""; 0]);
}

#[test]
fn no_file_is_long_without_a_reason() {
    let mut found = Vec::new();
    for (name, source) in ["src", "tests"].into_iter().flat_map(rust_files) {
        let lines = source.lines().count();
        let listed = LONG.iter().any(|(file, _)| *file == name);
        if (lines > LINES) != listed {
            found.push(format!("{name}:{lines}: {LINES} lines at most, or a reason"));
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn nothing_lies_at_the_top_that_does_not_belong_there() {
    let ignored = fs::read_to_string(root().join(".gitignore")).expect("a .gitignore");
    let allowed: BTreeSet<&str> = TOP
        .iter()
        .copied()
        .chain(ignored.lines().map(|line| line.trim().trim_matches('/')))
        .collect();
    let found: Vec<String> = fs::read_dir(root())
        .expect("the top of the repository")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into())
        .filter(|name: &String| !allowed.contains(name.as_str()))
        .collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_planted_violation_is_caught_at_its_line() {
    let cases = [
        ("src/book/block.rs", "use crate::limits;", "`limits`"),
        ("src/print/x.rs", "crate::epub::write();", "`epub::write`"),
        (
            "src/epub/x.rs",
            "use crate::{book, project::Config};",
            "`project::Config`",
        ),
        ("src/epub/x.rs", "use crate::{span::{Span},\n print};", "`print`"),
        ("src/pdf/mod.rs", "use super::book::Book;", "`book::Book`"),
        ("src/pdf/a/b.rs", "use super::super::super::book;", "`book`"),
        ("src/manuscript/x.rs", "use crate::project::*;", "`project`"),
        (
            "src/manuscript/x.rs",
            "use crate::project::{self, Sources};",
            "`project`",
        ),
        ("src/epub/x.rs", "let f = std::fs::read(p);", "`std::fs`"),
        ("src/epub/x.rs", "use std::{io, fs::File};", "`std::fs`"),
        (
            "src/project/x.rs",
            "use std::time::{Duration, Instant};",
            "`std::time::Instant`",
        ),
        ("src/print/x.rs", "let a = 'a'; println!(\"\");", "`println!`"),
        ("src/cli/x.rs", "std::process::Command::new(n)", "Command`"),
        ("src/novel/x.rs", "", "no rule"),
    ];
    for (file, code, expected) in cases {
        let source = format!("//! Doc.\n{code}\n");
        let found = violations(file, &source);
        assert_eq!(found.len(), 1, "{code}: {found:?}");
        assert!(found[0].contains(expected), "{code}: {found:?}");
        let line = match expected {
            "no rule" => 1,
            _ => 2 + code.matches('\n').count(),
        };
        assert!(found[0].starts_with(&format!("{file}:{line}:")), "{found:?}");
    }
}

#[test]
fn comments_literals_and_test_modules_are_no_code() {
    let source = r##"
/// See [`crate::epub`]. It's /* not */ "open".
/* use crate::epub; /* nested */ use crate::pdf; */
const A: &str = "crate::epub \" println!";
const B: &str = r#"crate::"epub" std::fs"#;
const C: [char; 3] = ['"', '\'', '\u{7b}'];
fn f<'a>(x: &'a str) -> &'a str { x }
#[cfg(test)]
mod tests {
    use crate::epub;
    fn g() { if true { println!("}}"); } }
}
use crate::pdf::Planted;
"##;
    let found = violations("src/print/x.rs", source).join("\n");
    assert_eq!(found, "src/print/x.rs:13: `print` may not know `pdf::Planted`");
}

#[test]
fn paths_in_groups_are_taken_apart() {
    let found = named("use crate::{book::{self, Block as B, inline::*}, span::Span};\ncrate::f()");
    let paths: Vec<String> = found
        .iter()
        .map(|n| format!("{} {}", n.path.trim_start_matches("crate::"), n.line))
        .collect();
    assert_eq!(
        paths.join(", "),
        "book 1, book::Block 1, book::inline 1, span::Span 1, f 2"
    );
}
