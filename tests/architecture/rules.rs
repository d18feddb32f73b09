//! Who may know what. A rule that is in the way is changed here, where the change is seen.

use super::lexer::{Named, compared, named};

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
    knows("project", &["book", "diagnostic", "length", "limits", "span", "theme"]),
    // Editions are none of its business: it makes the one book that all are made from.
    knows(
        "manuscript",
        &[
            "book",
            "diagnostic",
            "language",
            "limits",
            "project::ChapterEntry",
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
        &["book", "diagnostic", "length", "picture", "print", "span", "theme"],
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
            "length",
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

/// The rooms inside of a module, from the ground up: none knows one above it.
const FLOORS: &[(&str, &[&str])] = &[("print", &["page", "text", "paginate", "math", "flow", "assemble"])];

/// A path or a macro of the world outside, with the modules that may use it.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("std::fs", &["project", "cli"]),
    ("std::env", &["cli"]),
    ("std::io::stdin", &[]),
    ("std::io::stdout", &["cli"]),
    ("std::io::stderr", &["cli"]),
    ("std::process::exit", &[]),
    ("std::time::SystemTime", &["cli"]),
    ("std::time::Instant", &[]),
    ("print!", &[]),
    ("println!", &[]),
    ("eprint!", &[]),
    ("eprintln!", &[]),
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

/// Where a word of the trade is compared as text, each with the reason.
const COMPARES_TRADE: &[(&str, &str)] = &[
    ("src/check/epub/package.rs", "a name of EPUB 2, and none of ours"),
    ("src/theme/", "the name of a theme"),
];

/// The longest file, in lines.
pub const LINES: usize = 600;

/// Files that may be longer, each with the reason.
pub const LONG: &[(&str, &str)] = &[];

/// What may lie at the top of the repository; what `.gitignore` names may too.
pub const TOP: &[&str] = &[
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
pub fn violations(file: &str, source: &str) -> Vec<String> {
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

/// What a file of a room names of the rooms above its own, as `file:line: what`.
pub fn climbs(file: &str, source: &str) -> Vec<String> {
    let modules = module_path(file);
    let floors = FLOORS.iter().find(|(module, _)| *module == modules[0]);
    let Some((module, rooms)) = floors else {
        return Vec::new();
    };
    let floor_of = |room: &str| rooms.iter().position(|known| *known == room);
    let Some(own) = modules.get(1).and_then(|room| floor_of(room)) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for Named { path, line } in named(source) {
        let full = full_path(&path, &modules);
        let mut parts = full.iter();
        let room = parts.next().filter(|first| *first == module).and_then(|_| parts.next());
        if let Some(above) = room.filter(|room| floor_of(room).is_some_and(|floor| floor > own)) {
            out.push(format!("{file}:{line}: `{}` may not know `{above}`", rooms[own]));
        }
    }
    out
}

/// A path of the crate from its root, as a file of these modules names it; empty where it leads outside.
fn full_path<'p>(path: &'p str, modules: &[&'p str]) -> Vec<&'p str> {
    if let Some(rest) = path.strip_prefix("crate::") {
        return rest.split("::").collect();
    }
    let parts: Vec<&str> = path.split("::").collect();
    let supers = parts.iter().take_while(|part| **part == "super").count();
    if supers == 0 || supers > modules.len() {
        return Vec::new();
    }
    let above = modules[..modules.len() - supers].iter();
    above.chain(&parts[supers..]).copied().collect()
}

/// Whether `path` is `prefix` or below it.
fn starts(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// Words of the trade that a file compares as text, as `file:line: what`.
pub fn trade_words(file: &str, source: &str) -> Vec<String> {
    if COMPARES_TRADE.iter().any(|(path, _)| file.starts_with(path)) {
        return Vec::new();
    }
    let found = compared(source).into_iter().filter(|(text, _)| is_trade(text));
    found
        .map(|(text, line)| format!("{file}:{line}: `{text}` is compared as text: book::trade has a type for it"))
        .collect()
}

fn is_trade(text: &str) -> bool {
    TRADE.contains(&text) || TRADE.contains(&text.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// A source file of the crate, by its path from the top, and its text.
type File = (String, String);

/// What a rule permits and no file of the module names.
pub fn unused(files: &[File]) -> Vec<String> {
    let mut out = Vec::new();
    let uses = Uses::of(files);
    for rule in KNOWLEDGE {
        for may in rule.may.iter().filter(|may| **may != "*") {
            if !names(&uses.inside, rule.module, may) {
                out.push(format!("`{}` may know `{may}`, and does not", rule.module));
            }
        }
    }
    for (what, by) in OUTSIDE {
        for module in *by {
            if !names(&uses.all, module, what) {
                out.push(format!("`{module}` may use `{what}`, and does not"));
            }
        }
    }
    for (path, reason) in COMPARES_TRADE {
        let mut there = files.iter().filter(|(name, _)| name.starts_with(path));
        if !there.any(|(_, source)| compared(source).iter().any(|(text, _)| is_trade(text))) {
            out.push(format!(
                "`{path}` may compare words of the trade ({reason}), and does not"
            ));
        }
    }
    out
}

/// Paths that modules name, each with its module.
type Paths = Vec<(String, String)>;

struct Uses {
    /// As they are written.
    all: Paths,
    /// Those of the crate, from its root.
    inside: Paths,
}

impl Uses {
    fn of(files: &[File]) -> Uses {
        let (mut all, mut inside) = (Vec::new(), Vec::new());
        for (name, source) in files {
            let modules = module_path(name);
            for Named { path, .. } in named(source) {
                if let Some(inner) = crate_path(&path, modules.len()) {
                    inside.push((modules[0].to_owned(), inner.to_owned()));
                }
                all.push((modules[0].to_owned(), path));
            }
        }
        Uses { all, inside }
    }
}

fn names(paths: &Paths, module: &str, what: &str) -> bool {
    paths.iter().any(|(own, path)| own == module && starts(path, what))
}
