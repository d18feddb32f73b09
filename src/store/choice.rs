//! Which stores the book goes to, and which editions each of them gets.

use super::profile::{self, Profile};
use crate::book::trade::{EditionKind, FileRole};
use crate::build::Editions;
use crate::diagnostic::{Diagnostic, codes};
use crate::project::{Config, Edition};
use crate::span::Span;

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
            && config.edition(edition).is_none()
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

/// The editions that a store gets: the one that the author chose for it, every printed one that is made for its printer,
/// or one ebook.
pub(super) fn editions_for<'c>(config: &'c Config, profile: &Profile) -> Vec<&'c Edition> {
    let own = config.storefronts.stores.get(&profile.store);
    if let Some((chosen, _)) = own.and_then(|own| own.edition.as_ref()) {
        return config.edition(chosen).into_iter().collect();
    }
    let fits = |edition: &&Edition| {
        let made_for = |printer| edition.print().is_some_and(|print| print.printer() == printer);
        let fits_kind = profile.takes.kinds.contains(&edition.kind());
        edition.is_for_sale() && fits_kind && profile.takes.printer.is_none_or(made_for)
    };
    let mut fitting = config.editions.iter().filter(fits);
    if profile.takes.printer.is_some() {
        return fitting.collect();
    }
    let own = profile.takes.store;
    let for_store = fitting.clone().find(|edition| own.is_some() && edition.store == own);
    let for_all = || fitting.find(|edition| edition.store.is_none());
    for_store.or_else(for_all).into_iter().collect()
}

/// The edition that a store's folder is named after: the first of the kind that its profile names first.
pub(super) fn main_edition<'e>(profile: &Profile, editions: &[&'e Edition]) -> Option<&'e Edition> {
    let of_kind = |kind: &EditionKind| editions.iter().find(|edition| edition.kind() == *kind);
    let mut ordered = profile.takes.kinds.iter().filter_map(of_kind);
    ordered.next().or(editions.first()).copied()
}

/// The editions that stores need, to be built.
pub fn editions(config: &Config, stores: &[&'static Profile]) -> Editions {
    // The publisher's own page shows everything.
    if stores.iter().any(|profile| profile.own) {
        return Editions::All;
    }
    let taken = stores.iter().flat_map(|profile| editions_for(config, profile));
    let mut names: Vec<String> = taken.map(|edition| edition.name.clone()).collect();
    let mut uploads = stores.iter().flat_map(|profile| &profile.files);
    if uploads.any(|upload| upload.role == FileRole::Digital) {
        let screens = config.editions.iter();
        let screens = screens.filter(|edition| edition.kind() == EditionKind::DigitalPdf);
        names.extend(screens.map(|edition| edition.name.clone()));
    }
    names.sort();
    names.dedup();
    Editions::Named(names)
}
