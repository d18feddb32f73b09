//! The shape of the tree stands in one place: who needs what a block or an inline holds asks the walks of `book`.

use super::lexer::code_only;
use super::sources::rust_files;

/// What hold inlines; a file that names all of them knows what every inline holds.
const INLINES: &[&str] = &[
    "InlineKind::Emphasis",
    "InlineKind::Strong",
    "InlineKind::Strikethrough",
    "InlineKind::Superscript",
    "InlineKind::Subscript",
    "InlineKind::SmallCaps",
];

/// What hold blocks.
const BLOCKS: &[&str] = &[
    "BlockKind::Quote",
    "BlockKind::List",
    "BlockKind::Definitions",
    "BlockKind::Table",
    "BlockKind::Figure",
    "BlockKind::Container",
];

/// The files that may name all of them, each with the reason.
const MAY: &[(&str, &[&str], &str)] = &[
    ("src/book/walk.rs", INLINES, "it is the shape"),
    ("src/book/walk.rs", BLOCKS, "it is the shape"),
    (
        "src/edition/keep.rs",
        BLOCKS,
        "of each kind it knows when it is left hollow",
    ),
    ("src/epub/xhtml/blocks.rs", BLOCKS, "it writes each kind its own way"),
    ("src/epub/xhtml/inlines.rs", INLINES, "it writes each kind its own way"),
    ("src/print/flow/inline.rs", INLINES, "it sets each kind its own way"),
    ("src/print/flow/mod.rs", BLOCKS, "it sets each kind its own way"),
];

#[test]
fn the_shape_of_the_tree_is_known_in_one_place() {
    let mut found = Vec::new();
    for (file, source) in rust_files("src") {
        let code = code_only(&source);
        for kinds in [INLINES, BLOCKS] {
            let names_all = kinds.iter().all(|kind| code.contains(kind));
            let may = MAY.iter().any(|(name, set, _)| *name == file && *set == kinds);
            if names_all != may {
                found.push(format!("{file}: names {} and all its like: {names_all}", kinds[0]));
            }
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}
