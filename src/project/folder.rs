//! A sensible book from a folder without a `book.toml` of its own: an mdBook's `SUMMARY.md`, a
//! `chapters.txt`, or Markdown files alone.

use super::config::{Config, Item, Listed, all_editions, rules};
use super::load::Loader;
use super::{path, summary};
use crate::book::{ChapterKind, Contributor, Matter, Metadata};
use crate::diagnostic::{Diagnostic, codes};
use crate::span::{FileId, Span};
use std::cmp::Ordering;
use toml::de::{DeTable, DeValue};

/// Folders where a manuscript without a configuration may lie.
pub(super) const BASES: &[&str] = &["", "src", "manuscript"];

/// Files that accompany a manuscript and are no part of it.
const COMPANIONS: &[&str] = &["readme.md", "license.md", "contributing.md", "changelog.md"];

const COVERS: &[&str] = &["covers/front", "cover", "manuscript/cover", "src/cover"];
const COVER_TYPES: &[&str] = &["png", "jpg", "jpeg", "svg"];

/// Makes a configuration from the folder; `None`, with a finding, when there is no manuscript.
pub(super) fn read(loader: &mut Loader<'_>) -> Option<Config> {
    let found = BASES.iter().find_map(|base| list(loader, base));
    let Some((base, listed)) = found else {
        let message = "there is no book here: no `book.toml` and no Markdown files";
        let finding = Diagnostic::new(codes::IO_NO_BOOK, Span::GENERATED, message)
            .with_help("`bindery new my-book` makes a small book to start from");
        loader.report(finding);
        return None;
    };
    let mut about = Metadata::default();
    read_yaml(loader, &base, &mut about);
    let config = finish(loader, &base, about, listed);
    let finding = Diagnostic::new(
        codes::TOML_MISSING,
        Span::GENERATED,
        "there is no `book.toml`, so the title, the author and the order of chapters are guessed",
    )
    .with_help("write `manuscript/book.toml`; `bindery new` makes one that explains itself");
    loader.report(finding);
    Some(config)
}

/// Reads an mdBook, whose `book.toml` has a table `[book]` and whose chapters are in `SUMMARY.md`.
/// `None` for any other `book.toml`.
pub(super) fn read_mdbook(loader: &mut Loader<'_>, file: &str, text: &str) -> Option<Config> {
    let table = DeTable::parse(text).ok()?;
    let top = table.get_ref();
    let book = top.get("book")?.get_ref().as_table()?;
    if top.contains_key("title") || top.contains_key("chapters") {
        return None;
    }
    let word = |key: &str| Some(book.get(key)?.get_ref().as_str()?.trim().to_owned());
    let base = path::resolve(path::parent(file), word("src").as_deref().unwrap_or("src"))?;
    let list = path::join(&base, "SUMMARY.md");
    if !loader.storage.has_file(&list) {
        return None;
    }
    let summary = loader.source(&list, Span::GENERATED)?;
    let listed = summary::parse(summary, &loader.text(summary));
    let authors = book.get("authors").and_then(|a| a.get_ref().as_array());
    let about = Metadata {
        title: word("title").unwrap_or_default(),
        description: word("description"),
        language: word("language").unwrap_or_default(),
        contributors: authors
            .into_iter()
            .flat_map(|names| names.iter())
            .filter_map(|name| match name.get_ref() {
                DeValue::String(name) => Some(author(name)),
                _ => None,
            })
            .collect(),
        ..Metadata::default()
    };
    Some(finish(loader, &base, about, listed))
}

fn author(name: &str) -> Contributor {
    Contributor {
        name: name.trim().to_owned(),
        file_as: None,
        role: "aut".to_owned(),
    }
}

/// The chapter list of folder `base`, when there is a manuscript in it.
fn list(loader: &mut Loader<'_>, base: &str) -> Option<(String, Vec<Listed>)> {
    for name in ["SUMMARY.md", "chapters.txt"] {
        let file = path::join(base, name);
        if loader.storage.has_file(&file) {
            let id = loader.source(&file, Span::GENERATED)?;
            let text = loader.text(id);
            let listed = match name {
                "SUMMARY.md" => summary::parse(id, &text),
                _ => lines(id, &text),
            };
            return Some((base.to_owned(), listed));
        }
    }
    let mut names = loader.storage.list(base).ok()?;
    names.retain(|name| name.to_lowercase().ends_with(".md"));
    let is_companion = |name: &String| COMPANIONS.contains(&name.to_lowercase().as_str());
    if !names.iter().all(is_companion) {
        names.retain(|name| !is_companion(name));
    }
    names.sort_by(|a, b| natural(a, b));
    let listed: Vec<Listed> = names.into_iter().map(by_name).collect();
    (!listed.is_empty()).then(|| (base.to_owned(), listed))
}

/// The lines of a `chapters.txt`; `#` starts a remark.
fn lines(file: FileId, text: &str) -> Vec<Listed> {
    let mut at = 0;
    let mut listed = Vec::new();
    for line in text.split_inclusive('\n') {
        let name = line.trim();
        if !name.is_empty() && !name.starts_with('#') {
            let start = at + (line.len() - line.trim_start().len());
            let mut entry = by_name(name.to_owned());
            let span = Span::new(file, start..start + name.len());
            entry.span = Some(span);
            if let Some(item) = &mut entry.file {
                item.span = span;
            }
            listed.push(entry);
        }
        at += line.len();
    }
    listed
}

/// A chapter whose kind is told by a file name such as `00-foreword.md`.
fn by_name(name: String) -> Listed {
    let stem = path::file_name(&name).rsplit_once('.').map_or("", |(s, _)| s);
    let word = stem.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | ' '));
    let kind = ChapterKind::from_name(&word.to_lowercase()).filter(|kind| kind.is_known_by_file());
    Listed {
        file: Some(Item {
            value: name,
            span: Span::GENERATED,
        }),
        kind,
        title: None,
        matter: kind.map_or(Matter::Body, ChapterKind::matter),
        part: None,
        span: None,
    }
}

/// Orders names as people do: `2-b.md` before `10-a.md`.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let (run_a, run_b) = (digits(a), digits(b));
        if !run_a.is_empty() && !run_b.is_empty() {
            let (left, right) = (run_a.trim_start_matches('0'), run_b.trim_start_matches('0'));
            let order = left.len().cmp(&right.len()).then_with(|| left.cmp(right));
            if order != Ordering::Equal {
                return order;
            }
            (a, b) = (&a[run_a.len()..], &b[run_b.len()..]);
            continue;
        }
        let (mut chars_a, mut chars_b) = (a.chars(), b.chars());
        match (chars_a.next(), chars_b.next()) {
            (Some(x), Some(y)) if x == y => (a, b) = (chars_a.as_str(), chars_b.as_str()),
            (x, y) => return x.cmp(&y),
        }
    }
}

fn digits(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit());
    end.map_or(text, |end| &text[..end])
}

/// Reads the chapters and fills in what is not known about the book.
fn finish(loader: &mut Loader<'_>, base: &str, mut about: Metadata, listed: Vec<Listed>) -> Config {
    let mut titles: Vec<Option<String>> = listed.iter().map(|l| l.title.clone()).collect();
    let mut chapters = loader.chapters(base, listed);
    for chapter in &mut chapters {
        // The chapter's own heading is the better title: it carries markup and attributes.
        if chapter.file.is_some_and(|f| heading(&loader.text(f)).is_some()) {
            chapter.title = None;
        }
    }
    if about.title.is_empty() {
        let first = chapters.iter().find_map(|c| c.file);
        about.title = first
            .and_then(|file| heading(&loader.text(file)))
            .or_else(|| titles.drain(..).flatten().next())
            .unwrap_or_else(|| loader.storage.name());
    }
    if about.language.is_empty() {
        about.language = "en".to_owned();
    }
    if about.identifier.is_empty() {
        let author = about.authors().next().unwrap_or("");
        about.identifier = rules::identifier(&about.title, author);
    }
    about.slug = rules::slug(&about.title);
    about.edition_number = 1;
    if about.cover.is_none() {
        about.cover = find_cover(loader);
    }
    if about.cover.is_some() {
        about.cover_alt = format!("Front cover of {}", about.title);
    }
    Config {
        cover: super::CoverConfig::default(),
        metadata: about,
        chapters,
        editions: all_editions(),
        ..Config::default()
    }
}

fn find_cover(loader: &Loader<'_>) -> Option<String> {
    COVERS
        .iter()
        .flat_map(|stem| COVER_TYPES.iter().map(move |t| format!("{stem}.{t}")))
        .find(|file| loader.storage.has_file(file))
}

/// The text of the first heading of level 1, its markup dropped.
fn heading(text: &str) -> Option<String> {
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        let mark = line.trim_start().get(..3).filter(|m| matches!(*m, "```" | "~~~"));
        match (fence, mark) {
            (None, Some(_)) => fence = mark,
            (Some(open), Some(mark)) if open == mark => fence = None,
            _ => {}
        }
        let Some(title) = line.strip_prefix("# ").filter(|_| fence.is_none()) else {
            continue;
        };
        let bare = title.split(" {").next().unwrap_or(title);
        let plain: String = bare.chars().filter(|c| !matches!(c, '*' | '_' | '`' | '#')).collect();
        return Some(plain.trim().to_owned()).filter(|t| !t.is_empty());
    }
    None
}

/// Reads the `key: value` lines of a `book.yaml`, and lists of `- value` lines under a key.
fn read_yaml(loader: &mut Loader<'_>, base: &str, about: &mut Metadata) {
    let places = [path::join(base, "book.yaml"), "book.yaml".to_owned()];
    let Some(file) = places.iter().find(|file| loader.storage.has_file(file)) else {
        return;
    };
    let Some(id) = loader.source(file, Span::GENERATED) else {
        return;
    };
    let text = loader.text(id);
    let mut at = 0;
    let mut under = "";
    for line in text.split_inclusive('\n') {
        let (key, value) = match line.trim().strip_prefix("- ") {
            Some(item) => (under, item),
            None => line.split_once(':').unwrap_or(("", "")),
        };
        under = key.trim();
        let item = Item {
            value: value.trim().trim_matches(['"', '\'']).to_owned(),
            span: Span::new(id, at..at + line.trim_end().len()),
        };
        at += line.len();
        if !item.value.is_empty() {
            yaml_value(loader, file, under, item, about);
        }
    }
}

fn yaml_value(loader: &mut Loader<'_>, file: &str, key: &str, item: Item<String>, about: &mut Metadata) {
    match key {
        "title" => about.title = item.value,
        "subtitle" => about.subtitle = Some(item.value),
        "publisher" => about.publisher = Some(item.value),
        "author" | "authors" => {
            let names = item.value.split(',').filter(|n| !n.trim().is_empty());
            about.contributors.extend(names.map(author));
        }
        "lang" | "language" if rules::is_language(&item.value) => about.language = item.value,
        "identifier" => about.identifier = item.value,
        "rights" => about.rights = Some(item.value),
        "cover-image" => about.cover = loader.picture(path::parent(file), &item),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ordered_by_their_numbers() {
        let mut names = vec!["10-a.md", "2-b.md", "2-a.md", "1.md", "002-a.md", "intro.md"];
        names.sort_by(|a, b| natural(a, b));
        let sorted = ["1.md", "2-a.md", "002-a.md", "2-b.md", "10-a.md", "intro.md"];
        assert_eq!(names, sorted);
    }

    #[test]
    fn a_heading_is_read_without_markup_and_not_from_code() {
        let text = "```\n# not this\n```\n\n# The *Right* One {#one}\n";
        assert_eq!(heading(text).as_deref(), Some("The Right One"));
        assert_eq!(heading("text\n## Two\n"), None);
    }
}
