//! Who may know what: the sources are read as text, and every path they name is held against the
//! rules below. A rule that is in the way is changed here, where the change is seen.

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

/// What both that make a book of the tree may know.
const WRITERS: &[&str] = &["book", "diagnostic", "fonts", "formula", "limits", "picture", "span"];

/// `*` is everything.
const KNOWLEDGE: &[Knows] = &[
    knows("span", &[]),
    knows("limits", &[]),
    knows("fonts", &[]),
    knows("formula", &["limits"]),
    knows("diagnostic", &["span"]),
    knows("book", &["span"]),
    knows("picture", &["diagnostic", "fonts", "limits", "span"]),
    knows("project", &["book", "diagnostic", "limits", "print::theme", "span"]),
    // Editions are none of its business: it makes the one book that all are made from.
    knows(
        "manuscript",
        &[
            "book",
            "diagnostic",
            "limits",
            "project::ChapterEntry",
            "project::Config",
            "project::SourceFile",
            "project::Sources",
            "span",
        ],
    ),
    knows("edition", &["book", "diagnostic", "limits", "project", "span"]),
    knows("epub", WRITERS),
    knows("print", WRITERS),
    knows(
        "pdf",
        &["cover", "diagnostic", "fonts", "limits", "picture", "print", "span"],
    ),
    knows("cover", &["book", "diagnostic", "limits", "picture", "print", "span"]),
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
            "manuscript",
            "pdf",
            "picture",
            "print",
            "project",
            "span",
        ],
    ),
    // A checker that shares the writers' code agrees with the writers' mistakes.
    knows("check", &["diagnostic", "limits", "span"]),
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
            "picture",
            "project",
            "span",
        ],
    ),
    knows("stamp", &["limits", "pdf"]),
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

/// The longest file, in lines.
const LINES: usize = 600;

/// Files that may be longer, each with the reason.
const LONG: &[(&str, &str)] = &[];

/// What may lie at the top of the repository; what `.gitignore` names may too.
const TOP: &[&str] = &[
    ".ci",
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

/// A path that code names, and its line.
#[derive(Debug, PartialEq)]
struct Named {
    path: String,
    line: usize,
}

/// The code with comments, literals and test modules blanked; lines stay where they are.
fn code_only(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let rest = &chars[at..];
        let word_before = at > 0 && is_word(chars[at - 1]);
        let blank = match c {
            '/' if rest.starts_with(&['/', '/']) => until(rest, 2, "\n"),
            '/' if rest.starts_with(&['/', '*']) => block_comment(rest),
            '"' => string(rest),
            'r' if !word_before || chars[at - 1] == 'b' => raw_string(rest),
            '\'' => character(rest),
            _ => 0,
        };
        if blank == 0 {
            out.push(c);
            at += 1;
        } else {
            let end = (at + blank).min(chars.len());
            out.extend(chars[at..end].iter().map(|&c| if c == '\n' { c } else { ' ' }));
            at = end;
        }
    }
    without_tests(out)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Length up to (not with) `end`, searched from `from`.
fn until(rest: &[char], from: usize, end: &str) -> usize {
    let end: Vec<char> = end.chars().collect();
    (from..rest.len())
        .find(|&i| rest[i..].starts_with(&end))
        .unwrap_or(rest.len())
}

fn block_comment(rest: &[char]) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with(&['/', '*']) {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with(&['*', '/']) {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += 1;
        }
    }
    at
}

fn string(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != '"' {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// 0 where no raw string starts.
fn raw_string(rest: &[char]) -> usize {
    let hashes = rest[1..].iter().take_while(|&&c| c == '#').count();
    if rest.get(1 + hashes) != Some(&'"') {
        return 0;
    }
    let end = format!("\"{}", "#".repeat(hashes));
    until(rest, 2 + hashes, &end) + end.len()
}

/// 0 for a lifetime.
fn character(rest: &[char]) -> usize {
    match rest {
        ['\'', '\\', ..] => until(rest, 3, "'") + 1,
        ['\'', _, '\'', ..] => 3,
        _ => 0,
    }
}

fn without_tests(code: String) -> String {
    let mut bytes = code.clone().into_bytes();
    let mut from = 0;
    while let Some(found) = code[from..].find("#[cfg(test)]") {
        let start = from + found;
        let body = code[start..].find(['{', ';']).map_or(code.len(), |i| start + i);
        let mut end = body + 1;
        if code[body..].starts_with('{') {
            let mut depth = 0;
            for (offset, c) in code[body..].char_indices() {
                depth += i32::from(c == '{') - i32::from(c == '}');
                end = body + offset + 1;
                if depth == 0 {
                    break;
                }
            }
        }
        from = end.min(code.len());
        for byte in &mut bytes[start..from] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }
    String::from_utf8(bytes).expect("whole characters were blanked")
}

/// Words, `::` and single signs, each with its line.
fn tokens(code: &str) -> Vec<(&str, usize)> {
    let mut tokens = Vec::new();
    let mut line = 1;
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let length = if is_word(c) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            c.len_utf8()
        };
        let (token, after) = rest.split_at(length);
        if c == '\n' {
            line += 1;
        } else if !c.is_whitespace() {
            tokens.push((token, line));
        }
        rest = after;
    }
    tokens
}

/// Every path from a root (the crate, a module above, the standard library), with groups taken apart,
/// and every macro call.
fn named(source: &str) -> Vec<Named> {
    let code = code_only(source);
    let tokens = tokens(&code);
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&(token, line)) = tokens.get(at) {
        let next = tokens.get(at + 1).map(|&(t, _)| t);
        let first = at == 0 || tokens[at - 1].0 != "::";
        if first && next == Some("::") && ["crate", "super", "std", "core", "bindery"].contains(&token) {
            at = tree(&tokens, at, &mut Vec::new(), &mut out);
            continue;
        }
        if next == Some("!") && token.starts_with(|c: char| c.is_alphabetic()) {
            let path = format!("{token}!");
            out.push(Named { path, line });
        }
        at += 1;
    }
    out
}

/// Reads a path or a group of paths at `at`; gives the place after it.
fn tree<'a>(tokens: &[(&'a str, usize)], mut at: usize, prefix: &mut Vec<&'a str>, out: &mut Vec<Named>) -> usize {
    let depth = prefix.len();
    while let Some(&(token, line)) = tokens.get(at) {
        at += 1;
        if token == "{" {
            while let Some(&(inner, _)) = tokens.get(at) {
                match inner {
                    "}" => {
                        at += 1;
                        break;
                    }
                    "," => at += 1,
                    "as" => at += 2,
                    _ => at = tree(tokens, at, prefix, out).max(at + 1),
                }
            }
            break;
        }
        if token != "self" && token.starts_with(is_word) {
            prefix.push(token);
        }
        if tokens.get(at).is_none_or(|&(t, _)| t != "::") || !token.starts_with(is_word) {
            let path = prefix.join("::");
            out.push(Named { path, line });
            break;
        }
        at += 1;
    }
    prefix.truncate(depth);
    at
}

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
fn rust_files(folder: &str) -> Vec<(String, String)> {
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
