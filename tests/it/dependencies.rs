//! What may be built in: licences, sources, and no crate twice without a reason.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::sync::LazyLock;

/// Licences that let a program under MIT or Apache-2.0 be given away and sold with what they cover.
/// MPL-2.0 asks that changes to its own files be published; there are none.
const LICENCES: [&str; 8] = [
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "MIT",
    "MPL-2.0",
    "Unicode-3.0",
    "Zlib",
];

/// Crates of which several versions are built, and who holds the older one.
const SEVERAL: [(&str, &str); 12] = [
    ("base64", "printpdf"),
    ("font-types", "subsetter"),
    ("harfrust", "usvg"),
    ("heck", "ouroboros_macro, of allsorts-azul, of printpdf"),
    ("miniz_oxide", "png, of image"),
    ("read-fonts", "subsetter and usvg"),
    ("skrifa", "subsetter and usvg"),
    ("syn", "macros that strum, phf and ouroboros bring"),
    ("unicode-width", "miette"),
    ("weezl", "gif, of resvg"),
    ("write-fonts", "subsetter"),
    ("zip", "epub-builder"),
];

/// What Cargo resolves for one system, whichever this is.
static PACKAGES: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(["--filter-platform", "x86_64-unknown-linux-gnu"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("Cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    metadata["packages"].as_array().expect("packages").clone()
});

fn text<'a>(package: &'a Value, key: &str) -> &'a str {
    package[key].as_str().unwrap_or_default()
}

/// Whether an expression (SPDX; older ones have a slash for OR) leaves a choice that is on the list.
fn is_permitted(licence: &str) -> bool {
    let is_one_permitted = |choices: &str| {
        let choices = choices.trim_matches(['(', ')']).split(" OR ");
        choices
            .flat_map(|choice| choice.split('/'))
            .any(|one| LICENCES.contains(&one))
    };
    licence.split(" AND ").all(is_one_permitted)
}

#[test]
fn every_licence_lets_the_program_be_given_away() {
    assert!(PACKAGES.len() > 100);
    let refused: Vec<String> = PACKAGES
        .iter()
        .filter(|package| !is_permitted(text(package, "license")))
        .map(|package| format!("{}: {}", text(package, "name"), text(package, "license")))
        .collect();
    assert_eq!(refused, [""; 0]);
    for (licence, expected) in [
        ("GPL-3.0 OR MIT", true),
        ("MIT/Unlicense", true),
        ("(GPL-3.0 OR MIT) AND Unicode-3.0", true),
        ("(MIT OR Apache-2.0) AND AGPL-3.0", false),
        ("", false),
    ] {
        assert_eq!(is_permitted(licence), expected, "{licence}");
    }
}

#[test]
fn every_crate_comes_from_one_registry() {
    let others = PACKAGES
        .iter()
        .filter(|package| text(package, "name") != env!("CARGO_PKG_NAME"));
    let sources: BTreeSet<&str> = others.map(|package| text(package, "source")).collect();
    let is_registry = sources.iter().all(|source| source.starts_with("registry+"));
    assert!(sources.len() == 1 && is_registry, "{sources:?}");
}

#[test]
fn no_crate_is_built_in_several_versions_without_a_reason() {
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in PACKAGES.iter() {
        versions
            .entry(text(package, "name"))
            .or_default()
            .insert(text(package, "version"));
    }
    versions.retain(|_, versions| versions.len() > 1);
    let listed = BTreeSet::from(SEVERAL.map(|(name, _)| name));
    let found: BTreeSet<&str> = versions.keys().copied().collect();
    let new: Vec<_> = versions.iter().filter(|(name, _)| !listed.contains(*name)).collect();
    assert!(new.is_empty(), "several versions of {new:?}");
    let gone: Vec<_> = listed.difference(&found).collect();
    assert!(gone.is_empty(), "one version of {gone:?} now: strike it from the list");
}
