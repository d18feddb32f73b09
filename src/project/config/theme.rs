//! `[editions.*.theme-options]`: what one edition changes of its theme.

use super::read::one_of;
use super::read::{Reader, Table, list};
use crate::diagnostic::codes;
use crate::theme::{FolioPlace, HeadText, LeadIn, Opener, Ornament, Theme, ThemeOptions};
use std::borrow::Cow;

const KEYS: &[&str] = &[
    "size",
    "leading",
    "justified",
    "hyphenated",
    "grid",
    "opener",
    "lead-in",
    "drop-cap-lines",
    "lead-in-after-breaks",
    "ornament",
    "running-heads",
    "folio",
];

const LEAD_INS: &[&str] = &["none", "small-caps", "drop-cap"];
/// The word for a scene break that is a blank line.
const BLANK: &str = "blank";
/// Points that text can be set in.
const SIZES: (f32, f32) = (6.0, 36.0);
/// Leadings that text can be set on, as multiples of its size.
const LEADINGS: (f32, f32) = (1.0, 2.5);
/// Lines that a drop cap may take.
const DROP_CAPS: std::ops::RangeInclusive<u32> = 2..=6;
/// Characters that an ornament may have.
const ORNAMENT: usize = 24;

/// The theme of an edition: the named one, or `theme`, with what the edition changes.
pub(super) fn theme(reader: &mut Reader, edition: &Table<'_>, mut theme: Theme) -> Theme {
    if let Some(name) = reader.text(edition, "theme")
        && one_of(reader, &name, codes::TOML_THEME, "theme", Theme::NAMES)
        && let Some(named) = Theme::named(&name.value)
    {
        theme = named;
    }
    match reader.table(edition, "theme-options") {
        Some(table) => {
            let options = options(reader, &table, &theme);
            theme.with(&options)
        }
        None => theme,
    }
}

fn options(reader: &mut Reader, table: &Table<'_>, theme: &Theme) -> ThemeOptions {
    reader.allow_keys(table, KEYS);
    let size = reader.decimal(table, "size", SIZES);
    let text = size.unwrap_or(theme.size);
    let lead_in = lead_in(reader, table, theme.lead_in);
    ThemeOptions {
        size,
        leading: reader.decimal(table, "leading", (text * LEADINGS.0, text * LEADINGS.1)),
        justified: reader.boolean(table, "justified"),
        hyphenated: reader.boolean(table, "hyphenated"),
        grid: reader.boolean(table, "grid"),
        opener: word(reader, table, "opener", Opener::NAMES).and_then(|name| Opener::named(&name)),
        lead_in,
        lead_in_after_breaks: reader.boolean(table, "lead-in-after-breaks"),
        ornament: ornament(reader, table),
        heads: heads(reader, table),
        folio: named(reader, table, "folio", FolioPlace::NAMES),
    }
}

/// One of some words.
fn word(reader: &mut Reader, table: &Table<'_>, key: &str, known: &[&'static str]) -> Option<String> {
    let item = reader.text(table, key)?;
    one_of(reader, &item, codes::TOML_THEME, key, known).then_some(item.value)
}

/// What one of some words stands for.
fn named<T: Copy>(reader: &mut Reader, table: &Table<'_>, key: &str, known: &[(&'static str, T)]) -> Option<T> {
    let names: Vec<&'static str> = known.iter().map(|(name, _)| *name).collect();
    let name = word(reader, table, key, &names)?;
    known.iter().find(|(n, _)| *n == name).map(|&(_, value)| value)
}

fn lead_in(reader: &mut Reader, table: &Table<'_>, own: LeadIn) -> Option<LeadIn> {
    let lines = reader.number(table, "drop-cap-lines");
    let lines = lines.filter(|n| {
        let fits = DROP_CAPS.contains(n);
        if !fits {
            let span = table.entry("drop-cap-lines").map(|(_, v)| reader.span(v.span()));
            let message = format!("a drop cap of {n} lines cannot be set");
            let help = "2 or 3 lines are usual, 6 the most".to_owned();
            reader.report(codes::TOML_THEME, span.unwrap_or(table.span), message, help);
        }
        fits
    });
    let lines = lines.map(|n| n as usize);
    match word(reader, table, "lead-in", LEAD_INS).as_deref() {
        Some("none") => Some(LeadIn::None),
        Some("small-caps") => Some(LeadIn::SmallCaps),
        Some(_) => Some(LeadIn::DropCap {
            lines: lines.unwrap_or(3),
        }),
        None => match (lines, own) {
            (Some(lines), LeadIn::DropCap { .. }) => Some(LeadIn::DropCap { lines }),
            _ => None,
        },
    }
}

fn ornament(reader: &mut Reader, table: &Table<'_>) -> Option<Ornament> {
    let item = reader.text(table, "ornament")?;
    if item.value == BLANK {
        return Some(Ornament::BLANK);
    }
    if item.value.chars().count() > ORNAMENT {
        let message = "an ornament is a few characters".to_owned();
        let help = format!("at most {ORNAMENT}, or `{BLANK}` for a blank line");
        reader.report(codes::TOML_THEME, item.span, message, help);
        return None;
    }
    Some(Ornament::Characters(Cow::Owned(item.value)))
}

/// What left and right pages say.
fn heads(reader: &mut Reader, table: &Table<'_>) -> Option<(HeadText, HeadText)> {
    let names: Vec<&'static str> = HeadText::NAMES.iter().map(|(name, _)| *name).collect();
    let (_, value) = table.entry("running-heads")?;
    let span = reader.span(value.span());
    let known = reader.texts(table, "running-heads");
    let mut heads = Vec::new();
    for item in &known {
        if !one_of(reader, item, codes::TOML_THEME, "running head", &names) {
            return None;
        }
        let found = HeadText::NAMES.iter().find(|(name, _)| *name == item.value);
        heads.extend(found.map(|&(_, text)| text));
    }
    if let [verso, recto] = heads[..] {
        return Some((verso, recto));
    }
    if value.get_ref().as_array().is_some() {
        let message = "running heads are two: of left pages and of right pages".to_owned();
        let help = format!(
            "write `running-heads = [\"title\", \"chapter\"]`; known: {}",
            list(&names)
        );
        reader.report(codes::TOML_THEME, span, message, help);
    }
    None
}
