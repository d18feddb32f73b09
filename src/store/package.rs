//! The release: finished files to the folders that storefronts take, and what keeps a store from taking them.

use super::offer::FILES;
use super::profile::{self, Profile, Rule};
use super::{Exceptions, File, Judged, Offer, Packed, Verdict};
use crate::book::trade::{EditionKind, FileRole, Named, Printer};
use crate::book::{Date, Metadata};
use crate::build::Artifact;
use crate::diagnostic::{Code, Diagnostic, Severity, codes};
use crate::project::{Config, EditionConfig, Project};
use crate::span::Span;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Points in an inch.
const INCH: f64 = 72.0;

/// A store's folder, or what keeps it from being made.
#[derive(Clone, Debug)]
pub struct Package {
    /// The store's name.
    pub store: String,
    /// The folder's name: the store's, and the edition's where the store gets several.
    pub folder: String,
    /// The edition; empty where none fits.
    pub edition: String,
    /// The files; none when a finding is an error.
    pub files: Vec<Packed>,
    /// What the store has against it.
    pub findings: Vec<Diagnostic>,
    /// How many of the store's rules hold.
    pub held: usize,
    /// Whether the book is not out yet.
    pub preorder: bool,
}

impl Package {
    /// Whether the store takes it.
    pub fn is_ready(&self) -> bool {
        let stops = |finding: &Diagnostic| finding.severity == Severity::Error;
        !self.edition.is_empty() && !self.findings.iter().any(stops)
    }
}

/// The stores of these names; of none, those that the book is sold at.
///
/// # Errors
/// A finding for each name that no store has.
pub fn stores(config: &Config, names: &[String]) -> Result<Vec<&'static Profile>, Vec<Diagnostic>> {
    let chosen = config.storefronts.sell_at.iter();
    let asked: Vec<(String, Span)> = match names {
        [] => chosen.cloned().collect(),
        names => names.iter().map(|name| (name.clone(), Span::GENERATED)).collect(),
    };
    if asked.is_empty() {
        return Ok(profile::all().iter().collect());
    }
    let mut found: Vec<&Profile> = Vec::new();
    let mut findings = Vec::new();
    for (name, span) in asked {
        let named = profile::named(&name);
        if named.is_empty() {
            findings.push(unknown_store(&name, span));
        }
        for profile in named {
            if found.iter().all(|known| known.store != profile.store) {
                found.push(profile);
            }
        }
    }
    if findings.is_empty() { Ok(found) } else { Err(findings) }
}

fn unknown_store(name: &str, span: Span) -> Diagnostic {
    let known: Vec<&str> = profile::all().iter().map(|p| p.store.as_str()).collect();
    Diagnostic::new(codes::STORE_UNKNOWN, span, format!("no store here is called `{name}`")).with_help(format!(
        "these are: {}; `kdp` and `ingram` are all of theirs",
        known.join(", ")
    ))
}

/// Judges finished files by the rules of stores, and packs what they take.
pub fn packages(project: &Project, artifacts: &[Artifact], stores: &[&'static Profile], today: Date) -> Vec<Package> {
    let shop = Shop {
        project,
        artifacts,
        today,
    };
    let parts: Vec<Vec<Package>> = stores.par_iter().map(|profile| shop.packages(profile)).collect();
    parts.into_iter().flatten().collect()
}

/// What is wrong with `[storefronts]` itself: stores and rules that do not exist.
pub fn against_config(config: &Config) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for (name, store) in &config.storefronts.stores {
        let Some(profile) = profile::all().iter().find(|profile| profile.store == *name) else {
            out.push(unknown_store(name, store.span));
            continue;
        };
        for exception in store.allow.iter().chain(&store.deny) {
            if profile.rules.iter().all(|rule| rule.id != exception.rule) {
                let message = format!("{} has no rule `{}`", profile.title, exception.rule);
                let help = "copy the code from the finding, or from `proof.html`";
                out.push(Diagnostic::new(codes::STORE_UNKNOWN_RULE, exception.span, message).with_help(help));
            }
        }
        if let Some((edition, span)) = &store.edition
            && !config.editions.contains_key(edition)
        {
            let message = format!("this book has no edition `{edition}`");
            out.push(
                Diagnostic::new(codes::STORE_UNKNOWN_EDITION, *span, message).with_help("name one of `[editions]`"),
            );
        }
    }
    if let Err(unknown) = stores(config, &[]) {
        out.extend(unknown);
    }
    out
}

/// The editions that a store takes.
fn editions_for<'c>(config: &'c Config, profile: &Profile) -> Vec<(&'c str, &'c EditionConfig)> {
    let own = config.storefronts.stores.get(&profile.store);
    let said = own.and_then(|own| own.edition.as_ref()).map(|(name, _)| name.as_str());
    let editions = config.editions.iter();
    let all = editions.map(|(name, config)| (name.as_str(), config));
    let fits = |config: &EditionConfig| {
        let kind = profile.takes.kinds.contains(&config.kind);
        let printer = profile.takes.printer;
        let printed = printer.is_none_or(|printer| printer == config.printer.unwrap_or_default());
        kind && printed && !config.advance && !config.kepub && config.sample.is_none()
    };
    if let Some(said) = said {
        return all.filter(|(name, _)| *name == said).collect();
    }
    let fitting: Vec<_> = all.filter(|(_, config)| fits(config)).collect();
    if profile.takes.printer.is_some() {
        return fitting;
    }
    // One ebook: the store's own, or one for all.
    let own = profile.takes.store;
    let for_store = fitting.iter().find(|(_, config)| own.is_some() && config.store == own);
    let for_all = fitting.iter().find(|(_, config)| config.store.is_none());
    for_store.or(for_all).copied().into_iter().collect()
}

/// The names of the editions that stores need, to be built; none for all.
pub fn editions(config: &Config, stores: &[&'static Profile]) -> Vec<String> {
    // The publisher's own page shows everything.
    if stores.iter().any(|profile| profile.own) {
        return Vec::new();
    }
    let roles = || stores.iter().flat_map(|profile| &profile.files);
    let needs_pdf = roles().any(|upload| upload.role == FileRole::Digital);
    let taken = stores.iter().flat_map(|profile| editions_for(config, profile));
    let mut names: Vec<String> = taken.map(|(name, _)| name.to_owned()).collect();
    let screens = config
        .editions
        .iter()
        .filter(|(_, edition)| edition.kind == EditionKind::DigitalPdf);
    names.extend(screens.filter(|_| needs_pdf).map(|(name, _)| name.clone()));
    // Some edition is built even if no store takes one: the front cover is made with it.
    if names.is_empty() {
        names.extend(config.editions.keys().next().cloned());
    }
    names.sort();
    names.dedup();
    names
}

pub(super) struct Shop<'a> {
    pub(super) project: &'a Project,
    artifacts: &'a [Artifact],
    pub(super) today: Date,
}

impl<'a> Shop<'a> {
    /// What a store gets: a package an edition.
    fn packages(&self, profile: &'static Profile) -> Vec<Package> {
        let editions = editions_for(&self.project.config, profile);
        if editions.is_empty() {
            return vec![nothing_for(profile, self.project.config.span)];
        }
        let main = main_edition(profile, &editions);
        editions
            .iter()
            .map(|(name, config)| {
                let folder = match *name == main {
                    true => profile.store.clone(),
                    false => format!("{}-{name}", profile.store),
                };
                self.package(profile, folder, (name, config))
            })
            .collect()
    }

    fn package(
        &self,
        profile: &'static Profile,
        folder: String,
        (name, config): (&'a str, &'a EditionConfig),
    ) -> Package {
        let mut metadata = self.project.config.metadata.clone();
        metadata.isbn = config.isbn.clone();
        metadata.edition_name = name.to_owned();
        let offer = self.offer(profile, (name, config), &metadata);
        let (measures, faults) = offer.measures(profile.wrap.as_ref(), &profile.describes);
        let exceptions = self.exceptions(profile);
        let judged = super::judge(profile, &measures, &exceptions);
        let mut findings: Vec<Diagnostic> = faults
            .into_iter()
            .map(|(file, why)| {
                let message = format!("{}: `{}` cannot be read: {why}", profile.title, file.name);
                Diagnostic::new(codes::STORE_UNREADABLE, config.span.unwrap_or(Span::GENERATED), message)
                    .with_help("build the book again")
            })
            .collect();
        findings.extend(
            judged
                .iter()
                .filter_map(|judged| self.finding(profile, &offer, config, judged)),
        );
        findings.extend(self.unused(profile, &judged));
        let count = |verdict| judged.iter().filter(|judged| judged.verdict == verdict).count();
        let mut package = Package {
            store: profile.store.clone(),
            folder,
            edition: name.to_owned(),
            files: Vec::new(),
            findings,
            held: count(Verdict::Pass),
            preorder: offer.is_preorder(),
        };
        if package.is_ready() {
            let more = match profile.own {
                true => self.at_home(profile, &offer, &mut package.findings),
                false => Vec::new(),
            };
            package.files = super::pack(profile, &offer, &measures, &judged, more);
        }
        package
    }

    pub(super) fn offer<'o>(
        &self,
        profile: &Profile,
        (name, config): (&'o str, &'o EditionConfig),
        metadata: &'o Metadata,
    ) -> Offer<'o>
    where
        'a: 'o,
    {
        let files = profile.files.iter().filter_map(|upload| self.file(upload.role, name));
        Offer {
            metadata,
            edition: name,
            stock: config.stock,
            spine: config.spine.map(|points| f64::from(points) / INCH),
            prices: &config.prices,
            files: files.collect(),
            today: self.today,
        }
    }

    /// The finished file of a role. What goes with an ebook is the first of its kind that is for sale.
    fn file(&self, role: FileRole, edition: &str) -> Option<File<'a>> {
        let is_its = |file: &Artifact| file.edition == edition;
        let is_sold = |file: &Artifact| {
            let edition = self.project.config.editions.get(&file.edition);
            edition.is_some_and(|edition| !edition.advance)
        };
        let found = match role {
            FileRole::Ebook => self.find(|file| file.role.is_epub() && is_its(file)),
            FileRole::Interior | FileRole::Wrap => self.find(|file| file.role == role && is_its(file)),
            FileRole::Kepub | FileRole::Digital => self.find(|file| file.role == role && is_sold(file)),
            FileRole::Sample | FileRole::Front => self.find(|file| file.role == role),
            FileRole::Thumbnail | FileRole::Preview | FileRole::Proof | FileRole::Copy => None,
        };
        found.map(|artifact| File {
            role,
            name: &artifact.name,
            bytes: &artifact.bytes,
        })
    }

    pub(super) fn find(&self, is: impl Fn(&Artifact) -> bool) -> Option<&'a Artifact> {
        self.artifacts.iter().find(|artifact| is(artifact))
    }

    fn exceptions(&self, profile: &Profile) -> Exceptions {
        let Some(store) = self.project.config.storefronts.stores.get(&profile.store) else {
            return Exceptions::default();
        };
        let by_rule = |list: &[crate::project::Exception]| -> BTreeMap<String, String> {
            let pairs = list.iter().map(|e| (e.rule.clone(), e.reason.clone()));
            pairs.collect()
        };
        Exceptions {
            allow: by_rule(&store.allow),
            deny: by_rule(&store.deny),
        }
    }

    /// Exceptions that nothing needs any more.
    fn unused(&self, profile: &Profile, judged: &[Judged]) -> Vec<Diagnostic> {
        let store = self.project.config.storefronts.stores.get(&profile.store);
        let allowed = store.into_iter().flat_map(|store| &store.allow);
        let holds = |rule: &str| judged.iter().any(|j| j.rule.id == rule && j.verdict == Verdict::Pass);
        allowed
            .filter(|exception| holds(&exception.rule))
            .map(|exception| {
                let message = format!("{}: `{}` holds, and needs no exception", profile.title, exception.rule);
                Diagnostic::new(codes::STORE_EXCEPTION_UNUSED, exception.span, message).with_help("take the line out")
            })
            .collect()
    }

    fn finding(
        &self,
        profile: &Profile,
        offer: &Offer<'_>,
        config: &EditionConfig,
        judged: &Judged,
    ) -> Option<Diagnostic> {
        if judged.verdict != Verdict::Fail {
            return None;
        }
        let rule = judged.rule;
        let measure = rule.test.measure.as_deref();
        let role = measure.and_then(|measure| FileRole::from_name(measure.split('.').next()?));
        let file = role
            .and_then(|role| offer.file(role))
            .map_or("the listing", |file| file.name);
        let span = self.blame(config, judged);
        let message = format!("{}: {}; {}", profile.title, rule.must, judged.instead());
        let severity = if judged.stops {
            Severity::Error
        } else {
            Severity::Warning
        };
        let mut help = match (&rule.help, &judged.reason) {
            (_, Some(denied)) => format!("you do not want this: {denied}"),
            (Some(help), None) => help.clone(),
            (None, None) => cure(rule),
        };
        if measure == Some(FILES) && needs_template(profile, offer, config) {
            help = "the spine's width is known from the printer's template alone: order one for this page count and set `spine = { width = \"0.43in\", pages = ... }` in the edition".to_owned();
        }
        Some(
            Diagnostic::new(Code::of_rule(&rule.id), span, message)
                .weakened_to(severity)
                .with_help(help)
                .at_place(format!("{}, {file}", profile.store)),
        )
    }

    /// The line to change: the key that the rule names, or where the manuscript has what was measured.
    fn blame(&self, config: &EditionConfig, judged: &Judged) -> Span {
        let places = &self.project.config.places;
        let edition = config.span.or(self.project.config.span).unwrap_or(Span::GENERATED);
        match judged.rule.key.as_deref() {
            Some("edition") => edition,
            Some(key) => places.get(key).copied().or(self.project.config.span).unwrap_or(edition),
            None => judged
                .culprit()
                .and_then(|culprit| self.mention(culprit))
                .unwrap_or(edition),
        }
    }

    /// Where the manuscript first says what a finished file has: an address, a picture by its name.
    fn mention(&self, culprit: &str) -> Option<Span> {
        // A page and a declaration are of the finished file alone.
        if !culprit.contains('.') || culprit.contains(' ') {
            return None;
        }
        let file = culprit.rsplit('/').next().unwrap_or(culprit);
        let stem = match culprit.contains("://") {
            true => culprit,
            false => file.split('.').next().filter(|stem| stem.len() > 2)?,
        };
        self.project.sources.iter().find_map(|(file, source)| {
            let at = source.text.find(stem)?;
            Some(Span::new(file, at..at + stem.len()))
        })
    }
}

/// Whether pages have no wrap because nobody has said how thick they are.
fn needs_template(profile: &Profile, offer: &Offer<'_>, config: &EditionConfig) -> bool {
    let by_template = profile.wrap.as_ref().is_some_and(|wrap| wrap.caliper.is_empty());
    let alone = offer.file(FileRole::Interior).is_some() && offer.file(FileRole::Wrap).is_none();
    by_template && alone && config.spine.is_none()
}

/// What to do about a rule that does not say so itself.
fn cure(rule: &Rule) -> String {
    match rule.key.as_deref() {
        Some("edition") => "change the edition in book.toml".to_owned(),
        Some(key) => format!("change `{key}` in book.toml"),
        None => format!(
            "no setting does this, so report it with the book that shows it; `bindery explain {}` tells why it matters",
            rule.id
        ),
    }
}

/// The edition that a store's folder is named after.
fn main_edition<'e>(profile: &Profile, editions: &[(&'e str, &EditionConfig)]) -> &'e str {
    let kinds = profile.takes.kinds.iter();
    let by_kind = |kind: &EditionKind| editions.iter().find(|(_, config)| config.kind == *kind);
    let mut ordered = kinds.filter_map(by_kind).map(|(name, _)| *name);
    ordered.next().unwrap_or(editions[0].0)
}

fn nothing_for(profile: &Profile, span: Option<Span>) -> Package {
    let kind = profile.takes.kinds.first().unwrap_or(&EditionKind::Ebook);
    let table = match profile.takes.printer {
        Some(printer) if printer != Printer::default() => {
            format!("`[editions.{printer}]` with `kind = \"{kind}\"` and `printer = \"{printer}\"`")
        }
        _ => format!("`[editions.{kind}]`"),
    };
    let message = format!("{}: the book has no edition for it", profile.title);
    let finding = Diagnostic::new(codes::STORE_NO_EDITION, span.unwrap_or(Span::GENERATED), message);
    let help = format!("add {table}; or leave the store out with `sell-at` in `[storefronts]`");
    Package {
        store: profile.store.clone(),
        folder: profile.store.clone(),
        edition: String::new(),
        files: Vec::new(),
        findings: vec![finding.with_help(help).at_place(profile.store.clone())],
        held: 0,
        preorder: false,
    }
}
