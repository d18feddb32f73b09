//! What `book.toml` says about the book itself.

use super::people::{certifier, contributors};
use super::read::{Item, Reader, Table};
use super::shop::{description, products, site, subjects};
use super::{CoverConfig, rules};
use crate::book::trade::{FrontStyle, Named};
use crate::book::{Metadata, Series};
use crate::diagnostic::codes;
use crate::span::Span;

/// The top level's keys.
pub(super) const KEYS: &[&str] = &[
    "title",
    "subtitle",
    "slug",
    "authors",
    "contributors",
    "language",
    "publisher",
    "rights",
    "description",
    "identifier",
    "edition",
    "disclaimer",
    "hyphenation",
    "reviewed",
    "subjects",
    "series",
    "dates",
    "cover",
    "chapters",
    "editions",
    "accessibility",
    "site",
    "products",
    "storefronts",
];

/// A picture that `book.toml` names, to be looked for in the project.
#[derive(Debug)]
pub(in crate::project) struct NamedPicture {
    /// As written: relative to the folder of `book.toml`.
    pub written: Item<String>,
    /// What it is for.
    pub used_as: PictureUse,
}

/// What a named picture is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::project) enum PictureUse {
    /// The front cover.
    Cover,
    /// The whole cover of the edition of that name.
    FinishedCover(String),
    /// The cover of the product with that index.
    Product(usize),
}

/// Reads everything but the chapters and the editions. Pictures are returned for their paths to be
/// checked and set.
pub(super) fn metadata(reader: &mut Reader, top: &Table<'_>) -> (Metadata, Vec<NamedPicture>) {
    let mut pictures = Vec::new();
    let mut about = Metadata {
        title: title(reader, top),
        subtitle: reader.plain(top, "subtitle"),
        publisher: reader.plain(top, "publisher"),
        rights: reader.plain(top, "rights"),
        description: description(reader, top),
        disclaimer: reader.plain(top, "disclaimer"),
        reviewed: reader.date(top, "reviewed"),
        edition_number: reader.number(top, "edition").unwrap_or(1),
        language: language(reader, top),
        hyphenation: hyphenation(reader, top),
        contributors: contributors(reader, top),
        ..Metadata::default()
    };
    about.slug = slug(reader, top).unwrap_or_else(|| rules::slug(&about.title));
    about.identifier = identifier(reader, top, &about);
    subjects(reader, top, &mut about);
    series_and_dates(reader, top, &mut about);
    cover(reader, top, &mut about, &mut pictures);
    about.certifier = certifier(reader, top);
    about.site = site(reader, top);
    about.products = products(reader, top, &mut pictures);
    (about, pictures)
}

fn title(reader: &mut Reader, top: &Table<'_>) -> String {
    let why = "the book's title, as on its cover";
    let title = reader.required(top, "title", why);
    title.map_or_else(String::new, |item| item.value)
}

fn language(reader: &mut Reader, top: &Table<'_>) -> String {
    if !top.has("language") && !reader.broken {
        reader.report(
            codes::TOML_MISSING_LANGUAGE,
            top.span,
            "the book's language is not given, and English is taken".to_owned(),
            "add `language = \"en-US\"`: it chooses hyphens, quotes and the reading voice".to_owned(),
        );
    }
    let Some(tag) = reader.text(top, "language") else {
        return "en".to_owned();
    };
    if !rules::is_language(&tag.value) {
        let dashed = tag.value.replace('_', "-");
        let help = if rules::is_language(&dashed) {
            format!("write `language = \"{dashed}\"`")
        } else {
            "two or three letters, then perhaps a region: `en`, `en-US`, `de-AT`".to_owned()
        };
        let message = format!("`{}` is not a language tag", tag.value);
        reader.report(codes::TOML_LANGUAGE, tag.span, message, help);
    }
    tag.value
}

fn slug(reader: &mut Reader, top: &Table<'_>) -> Option<String> {
    let slug = reader.text(top, "slug")?;
    if rules::is_slug(&slug.value) {
        return Some(slug.value);
    }
    reader.report(
        codes::TOML_SLUG,
        slug.span,
        format!("`{}` cannot start a file's name", slug.value),
        format!("write `slug = \"{}\"`", rules::slug(&slug.value)),
    );
    None
}

fn identifier(reader: &mut Reader, top: &Table<'_>, about: &Metadata) -> String {
    let author = about.authors().next().unwrap_or("");
    let derived = rules::identifier(&about.title, author);
    let Some(given) = reader.text(top, "identifier") else {
        return derived;
    };
    let uuid = given.value.strip_prefix("urn:uuid:");
    if uuid.is_some_and(|u| uuid::Uuid::try_parse(u).is_err()) {
        reader.report(
            codes::TOML_IDENTIFIER,
            given.span,
            format!("`{}` is not a UUID", given.value),
            format!("write `identifier = \"{derived}\"`, and keep it for this book's life"),
        );
    } else if uuid.is_none() && !is_other_identifier(&given.value) {
        reader.report(
            codes::TOML_IDENTIFIER,
            given.span,
            format!("`{}` is not an identifier that holds everywhere", given.value),
            format!("a URN or a web address: `identifier = \"{derived}\"`"),
        );
    }
    given.value
}

fn hyphenation(reader: &mut Reader, top: &Table<'_>) -> Vec<String> {
    let mut kept = Vec::new();
    for word in reader.texts(top, "hyphenation") {
        let parts = || word.value.split('-');
        if parts().all(|part| !part.is_empty() && part.chars().all(char::is_alphabetic)) {
            kept.push(word.value);
            continue;
        }
        reader.report(
            codes::TOML_HYPHENATION,
            word.span,
            format!("`{}` is not one word with its hyphens", word.value),
            "write a word with a hyphen wherever it may be divided, as in `Achil-les`, or with none".to_owned(),
        );
    }
    kept
}

fn is_other_identifier(text: &str) -> bool {
    let urn = text.starts_with("urn:") && !text.contains(char::is_whitespace);
    urn || rules::is_web_address(text)
}

fn series_and_dates(reader: &mut Reader, top: &Table<'_>, about: &mut Metadata) {
    if let Some(table) = reader.table(top, "series") {
        reader.allow_keys(&table, &["name", "number"]);
        let name = reader.required(&table, "name", "the series' name");
        let number = reader.number(&table, "number");
        about.series = name.map(|name| Series {
            name: name.value,
            number,
        });
    }
    if let Some(table) = reader.table(top, "dates") {
        reader.allow_keys(&table, &["release", "revised"]);
        about.release = reader.date(&table, "release");
        about.revised = reader.date(&table, "revised");
    }
}

fn cover(reader: &mut Reader, top: &Table<'_>, about: &mut Metadata, pictures: &mut Vec<NamedPicture>) {
    let Some(table) = reader.table(top, "cover") else {
        return;
    };
    reader.allow_keys(&table, &["front", "art", "style", "alt", "back", "ground"]);
    let picture = match table.has("art") {
        true => reader.text(&table, "art"),
        false => reader.required(&table, "front", "the picture of the front cover"),
    };
    if let Some(front) = picture {
        pictures.push(NamedPicture {
            written: front,
            used_as: PictureUse::Cover,
        });
    }
    if !table.has("alt") {
        reader.report(
            codes::TOML_MISSING_ALT,
            table.span,
            "nothing says what the cover shows".to_owned(),
            "add `alt = \"...\"`: one sentence for readers who cannot see it".to_owned(),
        );
    }
    about.cover_alt = reader.plain(&table, "alt").unwrap_or_default();
}

/// What covers of printed editions are made with.
pub(super) fn cover_config(reader: &mut Reader, top: &Table<'_>) -> CoverConfig {
    let Some(table) = reader.table(top, "cover") else {
        return CoverConfig::default();
    };
    let ground = reader.text(&table, "ground").and_then(|written| {
        let color = rules::color(&written.value);
        if color.is_none() {
            let message = format!("`{}` is not a colour", written.value);
            let help = "a hash and six digits: `#10233d`".to_owned();
            reader.report(codes::TOML_COLOR, written.span, message, help);
        }
        color
    });
    let style = reader.named(&table, "style", codes::TOML_STYLE, "style of cover", FrontStyle::ALL);
    CoverConfig {
        style: table.has("art").then(|| style.unwrap_or(FrontStyle::Veil)),
        back: reader.plain(&table, "back"),
        ground,
    }
}

/// The place of the title, for findings about the whole book.
pub(super) fn title_span(reader: &Reader, top: &Table<'_>) -> Option<Span> {
    top.entry("title").map(|(_, value)| reader.span(value.span()))
}
