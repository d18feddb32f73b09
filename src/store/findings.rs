//! What a store has against an edition, said to the author: what must hold, and the line to change.

use super::offer::FILES;
use super::package::Release;
use super::profile::{Profile, Rule};
use super::{Exceptions, Judgement, Offer, Verdict};
use crate::book::trade::{FileRole, Named};
use crate::diagnostic::{Code, Diagnostic, Severity, codes};
use crate::project::{Edition, Exception};
use crate::span::Span;
use std::collections::BTreeMap;

impl Release<'_> {
    /// What the author makes of the store's rules.
    pub(super) fn exceptions(&self, profile: &Profile) -> Exceptions {
        let Some(store) = self.project.config.storefronts.stores.get(&profile.store) else {
            return Exceptions::default();
        };
        let by_rule = |list: &[Exception]| -> BTreeMap<String, String> {
            let pairs = list.iter().map(|e| (e.rule.clone(), e.reason.clone()));
            pairs.collect()
        };
        Exceptions {
            allow: by_rule(&store.allow),
            deny: by_rule(&store.deny),
        }
    }

    /// Exceptions that nothing needs any more.
    pub(super) fn unused(&self, profile: &Profile, judged: &[Judgement]) -> Vec<Diagnostic> {
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

    /// What a broken rule says to the author.
    pub(super) fn finding(&self, profile: &Profile, offer: &Offer<'_>, judged: &Judgement) -> Option<Diagnostic> {
        if judged.verdict != Verdict::Fail {
            return None;
        }
        let rule = judged.rule;
        let measure = rule.test.measure.as_deref();
        let role = measure.and_then(|measure| FileRole::from_name(measure.split('.').next()?));
        let file = role
            .and_then(|role| offer.file(role))
            .map_or("the listing", |file| file.name);
        let span = self.blame(offer.edition, judged);
        let message = format!("{}: {}; {}", profile.title, rule.must, judged.instead());
        let severity = match judged.stops {
            true => Severity::Error,
            false => Severity::Warning,
        };
        let mut help = match (&rule.help, &judged.reason) {
            (_, Some(denied)) => format!("you do not want this: {denied}"),
            (Some(help), None) => help.clone(),
            (None, None) => cure(rule),
        };
        if measure == Some(FILES) && needs_template(profile, offer) {
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
    fn blame(&self, edition: &Edition, judged: &Judgement) -> Span {
        let places = &self.project.config.places;
        let edition = edition.span.or(self.project.config.span).unwrap_or(Span::GENERATED);
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
fn needs_template(profile: &Profile, offer: &Offer<'_>) -> bool {
    let by_template = profile.wrap.as_ref().is_some_and(|wrap| wrap.caliper.is_empty());
    let alone = offer.file(FileRole::Interior).is_some() && offer.file(FileRole::Wrap).is_none();
    by_template && alone && offer.template_spine().is_none()
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
