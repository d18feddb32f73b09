//! What was measured in finished files: names and values, so that a table of rules can judge them.

use crate::length::Points;
use std::collections::BTreeMap;

/// A value, and where in the file it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// What was found.
    pub value: Value,
    /// Where, in the file's own terms: a file of an EPUB, a page of a PDF.
    pub at: Option<String>,
}

/// What a measure can be.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A count, or a length in the unit that the measure's name says; bytes, pixels and inches without one.
    Number(f64),
    /// A name or a sentence.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// Several names, often faults; none where there is nothing to say.
    List(Vec<String>),
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Value::Number(number) if number.fract() == 0.0 => write!(f, "{number:.0}"),
            Value::Number(number) => {
                let written = format!("{number:.3}");
                f.write_str(written.trim_end_matches('0').trim_end_matches('.'))
            }
            Value::Text(text) => f.write_str(text),
            Value::Flag(true) => f.write_str("yes"),
            Value::Flag(false) => f.write_str("no"),
            Value::List(list) if list.is_empty() => f.write_str("none"),
            Value::List(list) => f.write_str(&list.join(", ")),
        }
    }
}

/// Measures by their names: `ebook.bytes`, `interior.pages`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measures(BTreeMap<String, Measure>);

impl Measures {
    /// A measure by its name.
    pub fn get(&self, name: &str) -> Option<&Measure> {
        self.0.get(name)
    }

    /// A number by its name.
    pub fn number_of(&self, name: &str) -> Option<f64> {
        match self.get(name)?.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The names that something is known of.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Sets a measure.
    pub fn set(&mut self, name: &str, value: Value, at: Option<String>) {
        self.0.insert(name.to_owned(), Measure { value, at });
    }

    /// Sets a number.
    pub fn number(&mut self, name: &str, number: f64) {
        self.set(name, Value::Number(number), None);
    }

    /// Sets a length: measures are inches.
    pub fn length(&mut self, name: &str, length: Points) {
        self.number(name, length.inches().0);
    }

    /// Sets a count.
    pub fn count(&mut self, name: &str, count: usize) {
        self.number(name, count as f64);
    }

    /// Sets the number that stands out, with where it was found. Nothing where there is none.
    pub fn extreme(&mut self, name: &str, found: Option<(f64, String)>) {
        if let Some((number, at)) = found {
            self.set(name, Value::Number(number), Some(at));
        }
    }

    /// Sets a text.
    pub fn text(&mut self, name: &str, text: impl Into<String>) {
        self.set(name, Value::Text(text.into()), None);
    }

    /// Sets yes or no.
    pub fn flag(&mut self, name: &str, flag: bool) {
        self.set(name, Value::Flag(flag), None);
    }

    /// Sets names; the first is where it was found.
    pub fn list(&mut self, name: &str, list: Vec<String>) {
        let at = list.first().cloned();
        self.set(name, Value::List(list), at);
    }

    /// Takes over the measures of one file under its role: `ebook` and `bytes` become `ebook.bytes`.
    pub fn add(&mut self, role: &str, measures: Measures) {
        for (name, measure) in measures.0 {
            self.0.insert(format!("{role}.{name}"), measure);
        }
    }
}
