//! Profiles: what each store takes, as tables. A store is added by adding a table.

use crate::book::trade::{EditionKind, FileRole, Printer, Stock, Store};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A store, or one of the ways into it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Profile {
    /// Its name: of `--store`, of the package's folder.
    pub store: String,
    /// As people call it.
    pub title: String,
    /// The day that its rules were read: `2026-11-22`.
    pub read: toml::value::Datetime,
    /// Shared tables whose rules it has too.
    #[serde(default)]
    pub include: Vec<String>,
    /// The editions that it takes.
    pub takes: Takes,
    /// The HTML elements that its description may have; none for plain text.
    #[serde(default)]
    pub describes: Vec<String>,
    /// What is uploaded.
    pub files: Vec<Upload>,
    /// How its wraps are measured; `None` where nothing is printed.
    pub wrap: Option<WrapFormula>,
    /// Whether it is the publisher's own: with the book's page, and the feeds that the trade takes.
    #[serde(default)]
    pub own: bool,
    /// What the author is paid.
    pub royalty: Option<Royalty>,
    /// What the form asks that no file can answer.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// Its rules, those of shared tables first.
    #[serde(default)]
    pub rules: Vec<Rule>,
}

/// The editions that a store takes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Takes {
    /// Kinds of editions.
    pub kinds: Vec<EditionKind>,
    /// The printer that they are made for.
    pub printer: Option<Printer>,
    /// The store whose own ebook is taken before any other.
    pub store: Option<Store>,
}

/// A file to upload.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Upload {
    /// What it is.
    pub role: FileRole,
    /// Its name, with `{slug}`, `{isbn}` or `{isbn-or-slug}` to be filled in.
    pub name: String,
}

/// How wide and high a wrap is, in inches: told apart from the measures that wraps are drawn by, so that a mistake there
/// is seen here.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrapFormula {
    /// How thick a page is, by what it is printed on; empty where only a template tells.
    #[serde(default)]
    pub caliper: BTreeMap<Stock, f64>,
    /// What the spine has besides its pages.
    pub boards: f64,
    /// The room that a printer's own barcode takes on the back: width, height, and how far from the spine and the trim.
    pub barcode: Option<[f64; 3]>,
    /// What the sheet is wider than two trims and the spine, and higher than the trim.
    pub over: (f64, f64),
    /// Where it is from.
    pub source: String,
}

/// What a store pays.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Royalty {
    /// The author's share of the price less delivery.
    pub share: f64,
    /// The lowest price that earns it.
    pub from: f64,
    /// The highest.
    pub to: f64,
    /// The share of any other price; nothing is taken for delivery.
    pub otherwise: f64,
    /// The currency that the bounds are in.
    pub currency: String,
    /// What a megabyte costs to deliver, by currency.
    pub delivery: BTreeMap<String, f64>,
    /// Where it is from.
    pub source: String,
}

/// A question of an upload form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The question.
    pub asks: String,
}

/// How sure a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sure {
    /// The store's or the standard's own text was read.
    Read,
    /// Recent code or a third party that names its source says so.
    Reported,
    /// An old or a weak source says so.
    Weak,
    /// Commonly known, and not checked.
    Assumed,
    /// Nobody could say: the rule cannot be checked.
    Unknown,
}

impl Sure {
    /// In a few words.
    pub fn words(self) -> &'static str {
        match self {
            Sure::Read => "read at the source",
            Sure::Reported => "reported by a third party that names its source",
            Sure::Weak => "from an old or weak source",
            Sure::Assumed => "commonly known, not checked",
            Sure::Unknown => "not known",
        }
    }
}

/// How much it matters to break a rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// The store does not take the book.
    #[default]
    Error,
    /// The store takes it, and somebody may trip.
    Warning,
}

/// What must hold of a measure. Everything that is given must.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Test {
    /// The measure's name.
    pub measure: Option<String>,
    /// A number that is as large.
    pub at_least: Option<f64>,
    /// A number that is no larger.
    pub at_most: Option<f64>,
    /// A number that is smaller.
    pub below: Option<f64>,
    /// Yes or no.
    pub is: Option<bool>,
    /// A text that is one of these.
    pub one_of: Option<Vec<String>>,
    /// A list that has all of these.
    pub with: Option<Vec<String>>,
    /// A list in which nothing has any of these in it.
    pub without: Option<Vec<String>>,
    /// A list of nothing.
    pub empty: bool,
    /// A text or a list of something.
    pub filled: bool,
    /// A text that is the same as another measure.
    pub equals: Option<String>,
    /// How far a number may be over its bound: what measuring cannot tell.
    pub slack: f64,
}

/// A rule of a store.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rule {
    /// Its stable name, and the code of its finding.
    pub id: String,
    /// What must hold; nothing where nothing is known. Its keys stand among the rule's own.
    #[serde(flatten)]
    pub test: Test,
    /// What must hold for the rule to matter.
    #[serde(default)]
    pub when: Vec<Test>,
    /// What must hold, as a sentence without its full stop.
    pub must: String,
    /// Why.
    pub why: Option<String>,
    /// What to do when it is broken.
    pub help: Option<String>,
    /// The key of `book.toml` to change: a name, or `edition` for the edition's own table.
    pub key: Option<String>,
    /// How much it matters.
    #[serde(default)]
    pub severity: Weight,
    /// Where the rule is from.
    pub source: String,
    /// The day that it was read, where that is not the profile's.
    pub read: Option<toml::value::Datetime>,
    /// How sure it is.
    pub sure: Sure,
}

/// Rules that several stores have.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shared {
    rules: Vec<Rule>,
}

const SHARED: &[(&str, &str)] = &[
    ("epub", include_str!("profiles/epub.toml")),
    ("print", include_str!("profiles/print.toml")),
    ("kdp-print", include_str!("profiles/kdp-print.toml")),
];

const TABLES: &[&str] = &[
    include_str!("profiles/kdp-ebook.toml"),
    include_str!("profiles/kdp-paperback.toml"),
    include_str!("profiles/kdp-hardcover.toml"),
    include_str!("profiles/ingram-print.toml"),
    include_str!("profiles/ingram-ebook.toml"),
    include_str!("profiles/apple.toml"),
    include_str!("profiles/kobo.toml"),
    include_str!("profiles/google.toml"),
    include_str!("profiles/barnes-noble.toml"),
    include_str!("profiles/draft2digital.toml"),
    include_str!("profiles/lulu.toml"),
    include_str!("profiles/bookvault.toml"),
    include_str!("profiles/site.toml"),
];

/// Every table that could be read, and what is wrong with the others: a test holds that nothing is.
static READ: LazyLock<(Vec<Profile>, Vec<String>)> = LazyLock::new(|| {
    let mut faults = Vec::new();
    let mut profiles = Vec::new();
    for table in TABLES {
        match toml::from_str::<Profile>(table) {
            Ok(mut profile) => {
                let mut rules = Vec::new();
                for name in &profile.include {
                    match shared(name) {
                        Ok(more) => rules.extend(more),
                        Err(why) => faults.push(why),
                    }
                }
                rules.append(&mut profile.rules);
                profile.rules = rules;
                profiles.push(profile);
            }
            Err(why) => faults.push(why.to_string()),
        }
    }
    (profiles, faults)
});

fn shared(name: &str) -> Result<Vec<Rule>, String> {
    let found = SHARED.iter().find(|(known, _)| *known == name);
    let (_, table) = found.ok_or_else(|| format!("no shared table `{name}`"))?;
    let shared: Shared = toml::from_str(table).map_err(|why| format!("{name}: {why}"))?;
    Ok(shared.rules)
}

/// Every profile.
pub fn all() -> &'static [Profile] {
    &READ.0
}

/// The profiles of a name: one store, or all ways into it (`kdp` is `kdp-ebook`, `kdp-paperback`, `kdp-hardcover`).
pub fn named(name: &str) -> Vec<&'static Profile> {
    let begins = |store: &str| store.strip_prefix(name).is_some_and(|rest| rest.starts_with('-'));
    let found = all().iter();
    found
        .filter(|profile| profile.store == name || begins(&profile.store))
        .collect()
}

/// A rule by its id, with the stores that have it.
pub fn rule(id: &str) -> Option<(&'static Rule, Vec<&'static Profile>)> {
    let has = |profile: &&Profile| profile.rules.iter().any(|rule| rule.id == id);
    let stores: Vec<&Profile> = all().iter().filter(has).collect();
    let rule = stores.first()?.rules.iter().find(|rule| rule.id == id)?;
    Some((rule, stores))
}

impl Profile {
    /// The day that a rule of it was read.
    pub fn read_on(&self, rule: &Rule) -> String {
        rule.read.as_ref().unwrap_or(&self.read).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_table_is_read_whole() {
        assert_eq!(READ.1, [""; 0]);
        assert_eq!(all().len(), TABLES.len());
    }

    #[test]
    fn no_store_has_two_rules_of_a_name_and_every_rule_tests_or_is_unknown() {
        for profile in all() {
            let mut seen = BTreeSet::new();
            for rule in &profile.rules {
                assert!(seen.insert(&rule.id), "{} twice", rule.id);
                let tests = rule.test.measure.is_some();
                assert_eq!(tests, rule.sure != Sure::Unknown, "{}", rule.id);
                assert!(!rule.source.is_empty() && !rule.must.ends_with('.'), "{}", rule.id);
            }
        }
    }

    #[test]
    fn a_key_that_no_rule_has_is_refused() {
        let rule = "id = \"a\"\nmeasure = \"b\"\nat-least = 3\nmust = \"c\"\nsource = \"d\"\nsure = \"read\"\n";
        let read: Rule = toml::from_str(rule).expect("a rule");
        assert_eq!(read.test.at_least, Some(3.0));
        let why = toml::from_str::<Rule>(&format!("{rule}at-lest = 3\n")).expect_err("refused");
        assert!(why.to_string().contains("at-lest"), "{why}");
    }

    #[test]
    fn a_short_name_is_all_ways_into_a_store() {
        let stores = |name| -> Vec<&str> { named(name).iter().map(|p| p.store.as_str()).collect() };
        assert_eq!(stores("kdp"), ["kdp-ebook", "kdp-paperback", "kdp-hardcover"]);
        assert_eq!(stores("apple"), ["apple"]);
        assert!(named("app").is_empty());
    }
}
