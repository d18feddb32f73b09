//! Measures held against a profile's rules.

use super::profile::{Profile, Rule, Sure, Test};
use crate::check::measures::{Measure, Measures, Value};
use std::collections::BTreeMap;

/// How a rule ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    Pass,
    /// It is broken.
    Fail,
    /// It is broken, and the author says why that is right.
    Allowed,
    /// It is about something that these files do not have.
    NotApplicable,
    /// Nobody could say what the rule is.
    Unknown,
}

impl Verdict {
    /// As it stands in proofs.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Pass => "pass",
            Verdict::Fail => "fail",
            Verdict::Allowed => "allowed",
            Verdict::NotApplicable => "not applicable",
            Verdict::Unknown => "unknown",
        }
    }
}

/// How a rule was judged, by what was measured.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The rule.
    pub rule: &'static Rule,
    /// How it ended.
    pub verdict: Verdict,
    /// What was measured.
    pub measured: Option<Measure>,
    /// Why a broken rule is allowed, or why a warning is refused.
    pub reason: Option<String>,
    /// Whether the book may not be packaged with this.
    pub stops: bool,
}

/// What an author makes of a store's rules: by rule, why a broken one may pass, and why a warning may not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exceptions {
    /// Rules that may be broken, and why.
    pub allow: BTreeMap<String, String>,
    /// Rules whose breach is an error, and why.
    pub deny: BTreeMap<String, String>,
}

/// Judges measures by every rule of a profile.
pub fn judge(profile: &'static Profile, measures: &Measures, exceptions: &Exceptions) -> Vec<Judgement> {
    let rules = profile.rules.iter();
    rules.map(|rule| judge_one(rule, measures, exceptions)).collect()
}

fn judge_one(rule: &'static Rule, measures: &Measures, exceptions: &Exceptions) -> Judgement {
    let measured = rule.test.measure.as_ref().and_then(|name| measures.get(name)).cloned();
    let matters = rule.when.iter().all(|test| holds(test, measures) == Some(true));
    let (allowed, denied) = (exceptions.allow.get(&rule.id), exceptions.deny.get(&rule.id));
    let verdict = match (rule.sure, matters) {
        (Sure::Unknown, _) => Verdict::Unknown,
        (_, false) => Verdict::NotApplicable,
        _ => match holds(&rule.test, measures) {
            None => Verdict::NotApplicable,
            Some(true) => Verdict::Pass,
            Some(false) if allowed.is_some() => Verdict::Allowed,
            Some(false) => Verdict::Fail,
        },
    };
    let is_error = rule.severity == super::profile::Weight::Error || denied.is_some();
    Judgement {
        rule,
        verdict,
        measured,
        reason: match verdict {
            Verdict::Allowed => allowed.cloned(),
            Verdict::Fail => denied.cloned(),
            _ => None,
        },
        stops: verdict == Verdict::Fail && is_error,
    }
}

/// Whether a test holds; `None` where there is nothing to test.
fn holds(test: &Test, measures: &Measures) -> Option<bool> {
    let measure = measures.get(test.measure.as_deref()?);
    let must_be_there = test.filled || test.is.is_some() || test.equals.is_some() || test.with.is_some();
    let Some(measure) = measure else {
        // What must be said, and is not, is wrong; but nothing is said of a file that is not there.
        let role = test.measure.as_deref()?.split_once('.').map(|(role, _)| role);
        let there = role.is_some_and(|role| {
            let mut names = measures.names();
            names.any(|name| name.strip_prefix(role).is_some_and(|rest| rest.starts_with('.')))
        });
        return (must_be_there && there).then_some(false);
    };
    Some(match &measure.value {
        Value::Number(number) => number_holds(test, *number),
        Value::Flag(flag) => test.is.is_none_or(|wanted| wanted == *flag),
        Value::Text(text) => {
            let other = test.equals.as_ref().map(|name| measures.get(name).map(|m| &m.value));
            let same = other.is_none_or(|other| matches!(other, Some(Value::Text(t)) if t == text));
            let one = test.one_of.as_ref().is_none_or(|known| known.contains(text));
            same && one && (!test.filled || !text.is_empty())
        }
        Value::List(list) => list_holds(test, list),
    })
}

fn number_holds(test: &Test, number: f64) -> bool {
    test.at_least.is_none_or(|least| number >= least - test.slack)
        && test.at_most.is_none_or(|most| number <= most + test.slack)
        && test.below.is_none_or(|bound| number < bound)
}

fn list_holds(test: &Test, list: &[String]) -> bool {
    let all = |wanted: &Vec<String>| wanted.iter().all(|one| list.contains(one));
    let none = |kept: &Vec<String>| !list.iter().any(|one| kept.iter().any(|k| one.contains(k)));
    test.with.as_ref().is_none_or(all)
        && test.without.as_ref().is_none_or(none)
        && (!test.empty || list.is_empty())
        && (!test.filled || !list.is_empty())
}

impl Judgement {
    /// The part of what was measured that is to blame, to be looked for in the manuscript.
    pub fn culprit(&self) -> Option<&str> {
        let measure = self.measured.as_ref()?;
        match (&measure.value, &self.rule.test.without) {
            (Value::List(list), Some(kept)) => {
                let mut found = list.iter().filter(|one| kept.iter().any(|k| one.contains(k)));
                found.next().map(String::as_str)
            }
            _ => measure.at.as_deref(),
        }
    }

    /// What was found instead, as the end of a sentence.
    pub fn instead(&self) -> String {
        match self.measured.as_ref().map(|measure| &measure.value) {
            None => "there is none".to_owned(),
            Some(Value::Text(text)) if text.is_empty() => "there is none".to_owned(),
            Some(Value::Flag(_)) => "it is not so".to_owned(),
            Some(Value::List(_)) => format!("found: {}", self.shown()),
            Some(_) => format!("here it is {}", self.shown()),
        }
    }

    /// What was measured, shortly.
    pub fn shown(&self) -> String {
        let Some(measure) = &self.measured else {
            return "nothing".to_owned();
        };
        let value = match (&measure.value, self.rule.test.without.is_some()) {
            (Value::List(_), true) => self.culprit().unwrap_or("none of these").to_owned(),
            (Value::List(list), _) if list.len() > 4 => {
                format!("{} and {} more", list[..3].join(", "), list.len() - 3)
            }
            (value, _) => value.to_string(),
        };
        let place = measure
            .at
            .as_ref()
            .filter(|_| matches!(measure.value, Value::Number(_)));
        match place {
            Some(at) => format!("{value} ({at})"),
            None if value.is_empty() => "nothing".to_owned(),
            None => value,
        }
    }
}
