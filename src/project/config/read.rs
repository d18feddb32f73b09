//! A spanned TOML table read value by value; each mistake becomes a finding at its own place.

use super::rules::nearest;
use crate::book::Date;
use crate::book::trade::Named;
use crate::diagnostic::{Code, Diagnostic, codes};
use crate::span::{FileId, Span};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(in crate::project) struct Item<T> {
    pub value: T,
    pub span: Span,
}

/// A table, with the words that name it in findings: "`[cover]`".
#[derive(Clone, Debug)]
pub(super) struct Table<'t> {
    pub name: String,
    /// The key or header that opens it.
    pub span: Span,
    pub entries: &'t DeTable<'t>,
}

impl<'t> Table<'t> {
    /// The key's text and span with its value.
    pub fn entry(&self, key: &str) -> Option<(Range<usize>, &'t Spanned<DeValue<'t>>)> {
        let (name, value) = self.entries.get_key_value(key)?;
        Some((name.span(), value))
    }

    /// Whether the table has that key.
    pub fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }
}

/// Collects findings while tables of one file are read.
#[derive(Debug)]
pub(super) struct Reader {
    pub file: FileId,
    pub findings: Vec<Diagnostic>,
    /// The file's syntax is broken: what seems missing may only be unreadable.
    pub broken: bool,
}

impl Reader {
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    pub fn report(&mut self, code: Code, span: Span, message: String, help: String) {
        self.findings.push(Diagnostic::new(code, span, message).with_help(help));
    }

    /// Reports every key that the table does not have.
    pub fn allow_keys(&mut self, table: &Table<'_>, known: &[&'static str]) {
        for key in table.entries.keys() {
            let name: &str = key.get_ref();
            if known.contains(&name) {
                continue;
            }
            let help = match nearest(name, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known here: {}", list(known)),
            };
            let message = format!("`{name}` is not a key of {}", table.name);
            self.report(codes::TOML_UNKNOWN_KEY, self.span(key.span()), message, help);
        }
    }

    fn wrong_type(&mut self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str, example: &str) {
        let found = type_name(value.get_ref());
        self.report(
            codes::TOML_WRONG_TYPE,
            self.span(value.span()),
            format!("`{key}` is {found}, and should be {wanted}"),
            format!("write it as `{example}`"),
        );
    }

    /// The value as text that says something.
    pub fn as_text(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Item<String>> {
        let span = self.span(value.span());
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(key, value, "text in quotes", "\"...\"");
            return None;
        };
        if text.trim().is_empty() {
            let help = format!("fill it in, or remove the line of `{key}`");
            self.report(codes::TOML_EMPTY, span, format!("`{key}` is empty"), help);
            return None;
        }
        Some(Item {
            value: text.trim().to_owned(),
            span,
        })
    }

    /// Text.
    pub fn text(&mut self, table: &Table<'_>, key: &str) -> Option<Item<String>> {
        let (_, value) = table.entry(key)?;
        self.as_text(key, value)
    }

    /// Text, without its place.
    pub fn plain(&mut self, table: &Table<'_>, key: &str) -> Option<String> {
        self.text(table, key).map(|item| item.value)
    }

    /// Text that a table must have.
    pub fn required(&mut self, table: &Table<'_>, key: &str, why: &str) -> Option<Item<String>> {
        if !table.has(key) && !self.broken {
            let message = format!("{} has no `{key}`", table.name);
            let help = format!("add `{key} = \"...\"`: {why}");
            self.report(codes::TOML_MISSING_KEY, table.span, message, help);
        }
        self.text(table, key)
    }

    /// A list of texts.
    pub fn texts(&mut self, table: &Table<'_>, key: &str) -> Vec<Item<String>> {
        let Some((_, value)) = table.entry(key) else {
            return Vec::new();
        };
        match value.get_ref().as_array() {
            Some(array) => array.iter().filter_map(|v| self.as_text(key, v)).collect(),
            None => {
                let example = format!("{key} = [\"...\"]");
                self.wrong_type(key, value, "a list of texts", &example);
                Vec::new()
            }
        }
    }

    /// A whole number from 1 to 10 000.
    pub fn number(&mut self, table: &Table<'_>, key: &str) -> Option<u32> {
        let (_, value) = table.entry(key)?;
        let integer = value.get_ref().as_integer();
        let number = integer.map(|i| u32::from_str_radix(i.as_str(), i.radix()));
        match number {
            Some(Ok(n)) if (1..=10_000).contains(&n) => Some(n),
            _ => {
                let wanted = "a whole number from 1 to 10000";
                self.wrong_type(key, value, wanted, &format!("{key} = 1"));
                None
            }
        }
    }

    /// A number with or without decimals, within bounds.
    pub fn decimal(&mut self, table: &Table<'_>, key: &str, (low, high): (f32, f32)) -> Option<f32> {
        let (_, value) = table.entry(key)?;
        let integer = value.get_ref().as_integer().map(|i| i.as_str());
        let written = integer.or_else(|| value.get_ref().as_float().map(|f| f.as_str()));
        match written.and_then(|text| text.parse::<f32>().ok()) {
            Some(number) if (low..=high).contains(&number) => Some(number),
            Some(number) => {
                let message = format!("`{key}` is {number}, and should be from {low} to {high}");
                let help = "it is in points, without a unit".to_owned();
                self.report(codes::TOML_THEME, self.span(value.span()), message, help);
                None
            }
            None => {
                self.wrong_type(key, value, "a number of points", &format!("{key} = {low}"));
                None
            }
        }
    }

    /// Yes or no.
    pub fn boolean(&mut self, table: &Table<'_>, key: &str) -> Option<bool> {
        let (_, value) = table.entry(key)?;
        let found = value.get_ref().as_bool();
        if found.is_none() {
            self.wrong_type(key, value, "true or false", &format!("{key} = true"));
        }
        found
    }

    /// A day.
    pub fn date(&mut self, table: &Table<'_>, key: &str) -> Option<Date> {
        let (_, value) = table.entry(key)?;
        if let Some(moment) = value.get_ref().as_datetime()
            && let (Some(day), None) = (moment.date, moment.time)
        {
            return Some(Date {
                year: i32::from(day.year),
                month: day.month,
                day: day.day,
            });
        }
        self.report(
            codes::TOML_DATE,
            self.span(value.span()),
            format!("`{key}` is {}, and should be a day", type_name(value.get_ref())),
            format!("year, month, day without quotes: `{key} = 2027-02-01`"),
        );
        None
    }

    /// A thing of the trade by its name; a name that is none of `known` is reported.
    pub fn named<T: Named>(
        &mut self,
        table: &Table<'_>,
        key: &'static str,
        code: Code,
        what: &str,
        known: &[T],
    ) -> Option<T> {
        let word = self.text(table, key)?;
        self.thing(&word, code, what, known)
    }

    /// What a word names; `None`, and a finding, where that is none of `known`.
    pub fn thing<T: Named>(&mut self, word: &Item<String>, code: Code, what: &str, known: &[T]) -> Option<T> {
        let names: Vec<&str> = known.iter().map(|thing| thing.name()).collect();
        one_of(self, word, code, what, &names).then(|| T::from_name(&word.value))?
    }

    /// A table, written as `[key]` or inline.
    pub fn table<'t>(&mut self, parent: &Table<'t>, key: &str) -> Option<Table<'t>> {
        let (place, value) = parent.entry(key)?;
        match value.get_ref().as_table() {
            Some(entries) => Some(Table {
                name: format!("`[{key}]`"),
                span: self.span(place),
                entries,
            }),
            None => {
                self.wrong_type(key, value, "a table", &format!("[{key}]"));
                None
            }
        }
    }

    /// A list of tables, written as `[[key]]` or inline. What is no table in it is reported.
    pub fn tables<'t>(&mut self, parent: &Table<'t>, key: &str) -> Vec<Table<'t>> {
        let Some((_, value)) = parent.entry(key) else {
            return Vec::new();
        };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, value, "a list of tables", &format!("[[{key}]]"));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in array {
            match item.get_ref().as_table() {
                Some(entries) => tables.push(Table {
                    name: format!("`[[{key}]]`"),
                    span: self.span(item.span()),
                    entries,
                }),
                None => self.wrong_type(key, item, "a table", &format!("[[{key}]]")),
            }
        }
        tables
    }
}

/// Reports a word that is none of `known`.
pub(super) fn one_of(reader: &mut Reader, word: &Item<String>, code: Code, what: &str, known: &[&str]) -> bool {
    if known.contains(&word.value.as_str()) {
        return true;
    }
    let help = match nearest(&word.value, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("one of {}", list(known)),
    };
    let message = format!("`{}` is not a {what}", word.value);
    reader.report(code, word.span, message, help);
    false
}

/// Names in back quotes, with commas.
pub(super) fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|n| format!("`{n}`")).collect();
    quoted.join(", ")
}

fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a decimal number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
