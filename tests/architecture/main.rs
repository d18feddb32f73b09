//! How the house is built: the sources are read as text, and every path they name is held against the rules.

mod lexer;
mod rules;
mod shape;
mod sources;

use lexer::named;
use rules::{LINES, LONG, TOP, climbs, trade_words, unused, violations};
use sources::{root, rust_files};
use std::collections::BTreeSet;
use std::fs;

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

#[test]
fn no_room_inside_a_module_knows_one_above_it() {
    let files = rust_files("src");
    let found: Vec<String> = files.iter().flat_map(|(name, source)| climbs(name, source)).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
    let planted = [
        ("src/print/text/x.rs", "use super::super::flow::Flow;", true),
        ("src/print/page/mod.rs", "use super::text::Line;", true),
        ("src/print/page/x.rs", "use crate::print::{assemble::Slot, page};", true),
        ("src/print/flow/x.rs", "use crate::print::text::Line;", false),
        ("src/print/rounds.rs", "use super::flow::Flow;", false),
    ];
    for (file, code, is_caught) in planted {
        assert_eq!(!climbs(file, code).is_empty(), is_caught, "{file}: {code}");
    }
}

#[test]
fn no_rule_permits_what_nobody_uses() {
    let found = unused(&rust_files("src"));
    assert!(found.is_empty(), "\n{}", found.join("\n"));
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
    assert_eq!(trade_words("src/theme/x.rs", "a == \"kdp\""), [""; 0]);
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
