//! `bindery explain`: a rule, why it is, where it is from, and what to do.

use super::{Exit, Failure, args, report};
use crate::diagnostic::codes;
use crate::store::profile::{self, Profile, Rule, Sure, Weight};

pub(super) fn run(typed: &args::Explain) -> Result<Exit, Failure> {
    let lines = match (&typed.store, &typed.code) {
        (Some(store), _) => rules_of(store)?,
        (None, code) => explain(code.as_deref().unwrap_or_default())?,
    };
    report::to_stdout(lines);
    Ok(Exit::Fine)
}

fn rules_of(store: &str) -> Result<Vec<String>, Failure> {
    let profiles = profile::named(store);
    if profiles.is_empty() {
        let known: Vec<&str> = profile::all().iter().map(|p| p.store.as_str()).collect();
        let message = format!("no store here is called `{store}`");
        return Err(Failure::new(
            codes::STORE_UNKNOWN,
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
    if let Some(explanation) = codes::explanation(code) {
        return Ok(vec![
            code.to_owned(),
            format!("  What it means:   {}", explanation.means),
            format!("  What to do:      {}", explanation.cure),
        ]);
    }
    let message = format!("nothing here has the code `{code}`");
    let help = "it is the word in a finding's brackets; `bindery explain --store NAME` lists a store's rules";
    Err(Failure::new(codes::CLI_UNKNOWN_CODE, message, help))
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
