//! `bindery explain`: a rule, why it is, where it is from, and what to do.

use super::{Exit, Failure, args, show};
use crate::store::profile::{self, Profile, Rule, Sure, Weight};
use std::collections::BTreeMap;

pub(super) fn run(typed: &args::Explain) -> Result<Exit, Failure> {
    let lines = match (&typed.store, &typed.code) {
        (Some(store), _) => rules_of(store)?,
        (None, code) => explain(code.as_deref().unwrap_or_default())?,
    };
    show::to_stdout(lines);
    Ok(Exit::Fine)
}

fn rules_of(store: &str) -> Result<Vec<String>, Failure> {
    let profiles = profile::named(store);
    if profiles.is_empty() {
        let known: Vec<&str> = profile::all().iter().map(|p| p.store.as_str()).collect();
        let message = format!("no store here is called `{store}`");
        return Err(Failure::new(
            "store-unknown",
            message,
            &format!("these are: {}", known.join(", ")),
        ));
    }
    let mut lines = Vec::new();
    for profile in profiles {
        lines.push(format!("{}, as read on {}", profile.title, profile.read));
        let wide = profile.rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
        lines.extend(
            profile
                .rules
                .iter()
                .map(|rule| format!("  {:wide$}  {}", rule.id, rule.must)),
        );
    }
    Ok(lines)
}

fn explain(code: &str) -> Result<Vec<String>, Failure> {
    if let Some((rule, stores)) = profile::rule(code) {
        return Ok(rule_lines(rule, &stores));
    }
    if let Some([means, cure]) = codes().remove(code) {
        return Ok(vec![
            code.to_owned(),
            format!("  What it means:   {means}"),
            format!("  What to do:      {cure}"),
        ]);
    }
    let message = format!("nothing here has the code `{code}`");
    let help = "it is the word in a finding's brackets; `bindery explain --store NAME` lists a store's rules";
    Err(Failure::new("cli-unknown-code", message, help))
}

/// What findings mean that no store's rule makes, and what to do, by their codes.
fn codes() -> BTreeMap<String, [String; 2]> {
    let areas: BTreeMap<String, BTreeMap<String, [String; 2]>> =
        toml::from_str(include_str!("codes.toml")).unwrap_or_default();
    areas.into_values().flatten().collect()
}

fn rule_lines(rule: &Rule, stores: &[&Profile]) -> Vec<String> {
    let names: Vec<&str> = stores.iter().map(|profile| profile.title.as_str()).collect();
    let weight = match rule.severity {
        Weight::Error => "a breach keeps the book from being packaged",
        Weight::Warning => "a breach is a warning",
    };
    let mut lines = vec![
        rule.id.clone(),
        format!("  What must hold:  {}", rule.must),
        format!("  Who asks it:     {}", names.join("; ")),
    ];
    if let Some(why) = &rule.why {
        lines.push(format!("  Why:             {why}"));
    }
    let read = stores.first().map(|profile| profile.read_on(rule)).unwrap_or_default();
    lines.push(format!(
        "  Source:          {} (read {read}; {})",
        rule.source,
        rule.sure.words()
    ));
    if rule.sure != Sure::Unknown {
        lines.push(format!("  How much:        {weight}"));
    }
    if let Some(help) = &rule.help {
        lines.push(format!("  What to do:      {help}"));
    }
    if let Some(measure) = &rule.test.measure {
        lines.push(format!("  Measured as:     {measure}"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    /// Names that look like codes and are something else: measures, classes, properties.
    const OTHERS: &[&str] = &[
        "cover-image",
        "cover-page-has-text",
        "index-locator",
        "index-terms",
        "link-notes",
        "page-break",
        "page-list",
        "page-progression-direction",
        "page-references",
        "page-source",
        "picture-bytes",
        "picture-pixels",
        "site-pages",
    ];

    /// Every string of the sources that begins like a code.
    fn named(folder: &Path, areas: &[String], out: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                named(&path, areas, out);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).expect("UTF-8");
                let code = text.split("#[cfg(test)]").next().unwrap_or_default();
                let is_code = |word: &&str| {
                    let area = word.split_once('-').map_or("", |(area, _)| area);
                    let plain = word
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
                    plain && !word.ends_with('-') && areas.iter().any(|known| known == area)
                };
                out.extend(code.split('"').filter(is_code).map(str::to_owned));
            }
        }
    }

    #[test]
    fn every_code_is_explained_and_nothing_else_is() {
        let table: toml::Table = toml::from_str(include_str!("codes.toml")).expect("TOML");
        let mut areas: Vec<String> = table.keys().cloned().collect();
        areas.push("pdfx".to_owned());
        let mut found = BTreeSet::new();
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        named(&sources, &areas, &mut found);
        found.retain(|code| !OTHERS.contains(&code.as_str()));
        let explained: BTreeSet<String> = codes().into_keys().collect();
        let missing: Vec<&String> = found.difference(&explained).collect();
        let stale: Vec<&String> = explained.difference(&found).collect();
        assert!(
            missing.is_empty() && stale.is_empty(),
            "missing {missing:?}, stale {stale:?}"
        );
    }
}
