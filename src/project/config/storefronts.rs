//! Which stores the book goes to, and what its author makes of their rules.

use super::read::{Item, Reader, Table};
use crate::span::Span;
use std::collections::BTreeMap;

/// What `[storefronts]` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Storefronts {
    /// The stores that the book goes to, with their places; empty for all.
    pub sell_at: Vec<(String, Span)>,
    /// What is said of single stores, by their names.
    pub stores: BTreeMap<String, StoreConfig>,
}

/// What is said of a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreConfig {
    /// The edition that it gets, and where that is said; else it is chosen.
    pub edition: Option<(String, Span)>,
    /// Rules of it that may be broken.
    pub allow: Vec<Exception>,
    /// Rules of it whose breach is an error.
    pub deny: Vec<Exception>,
    /// Its place in `book.toml`.
    pub span: Span,
}

/// A rule that is taken otherwise than the store's table has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// The rule's id.
    pub rule: String,
    /// Why.
    pub reason: String,
    /// Its place in `book.toml`.
    pub span: Span,
}

/// Reads `[storefronts]`. Whether stores and rules of those names exist is for those to say who know them.
pub(super) fn storefronts(reader: &mut Reader, top: &Table<'_>) -> Storefronts {
    let Some(parent) = reader.table(top, "storefronts") else {
        return Storefronts::default();
    };
    let sell_at = reader.texts(&parent, "sell-at").into_iter();
    let mut out = Storefronts {
        sell_at: sell_at.map(|item| (item.value, item.span)).collect(),
        stores: BTreeMap::new(),
    };
    for key in parent.entries.keys() {
        let name: &str = key.get_ref();
        if name == "sell-at" {
            continue;
        }
        if let Some(mut table) = reader.table(&parent, name) {
            table.name = format!("`[storefronts.{name}]`");
            out.stores.insert(name.to_owned(), store(reader, &table));
        }
    }
    out
}

fn store(reader: &mut Reader, table: &Table<'_>) -> StoreConfig {
    reader.allow_keys(table, &["edition", "allow", "deny"]);
    let edition = reader.text(table, "edition");
    StoreConfig {
        edition: edition.map(|item| (item.value, item.span)),
        allow: exceptions(reader, table, "allow"),
        deny: exceptions(reader, table, "deny"),
        span: table.span,
    }
}

fn exceptions(reader: &mut Reader, table: &Table<'_>, key: &'static str) -> Vec<Exception> {
    let mut out = Vec::new();
    for table in reader.tables(table, key) {
        reader.allow_keys(&table, &["rule", "reason"]);
        let rule = reader.required(&table, "rule", "the rule's code, as its finding has it");
        let why = "why this book may do so; it stands in the proof";
        let reason = reader.required(&table, "reason", why);
        if let (Some(Item { value: rule, span }), Some(reason)) = (rule, reason) {
            out.push(Exception {
                rule,
                reason: reason.value,
                span,
            });
        }
    }
    out
}
