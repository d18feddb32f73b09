//! What `book.toml` says about the book itself.

use super::read::{Item, Reader, Table};
use super::{CoverConfig, rules};
use crate::book::trade::{FrontStyle, Named, ProductKind, Store};
use crate::book::{Certifier, Contributor, Metadata, Product, Series, Site, SitePage};
use crate::diagnostic::codes;
use crate::span::Span;
use std::collections::BTreeMap;

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

/// The longest description that the shops take, in characters (KDP's limit, the lowest of them).
const DESCRIPTION_CHARS: usize = 4000;

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

fn description(reader: &mut Reader, top: &Table<'_>) -> Option<String> {
    let text = reader.text(top, "description")?;
    let length = text.value.chars().count();
    if length > DESCRIPTION_CHARS {
        reader.report(
            codes::TOML_DESCRIPTION_LONG,
            text.span,
            format!("the description has {length} characters"),
            format!("shops take {DESCRIPTION_CHARS} at most: shorten it"),
        );
    }
    Some(text.value)
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

fn contributors(reader: &mut Reader, top: &Table<'_>) -> Vec<Contributor> {
    let mut people: Vec<Contributor> = reader
        .texts(top, "authors")
        .into_iter()
        .map(|author| Contributor {
            name: author.value,
            file_as: None,
            role: "aut".to_owned(),
        })
        .collect();
    for table in reader.tables(top, "contributors") {
        reader.allow_keys(&table, &["name", "file-as", "role"]);
        let name = reader.required(&table, "name", "as it is to be printed");
        let file_as = reader.plain(&table, "file-as");
        let role = role(reader, &table);
        if let Some(name) = name {
            people.push(Contributor {
                name: name.value,
                file_as,
                role,
            });
        }
    }
    // Stable: authors first, everybody else in the order given.
    people.sort_by_key(|p| p.role != "aut");
    if people.iter().all(|p| p.role != "aut") && !reader.broken {
        reader.report(
            codes::TOML_MISSING_AUTHOR,
            top.span,
            "the book has no author".to_owned(),
            "add `authors = [\"...\"]`: shops do not take a book without one".to_owned(),
        );
    }
    people
}

fn role(reader: &mut Reader, table: &Table<'_>) -> String {
    let Some(role) = reader.text(table, "role") else {
        return "aut".to_owned();
    };
    if rules::RELATORS.iter().any(|(code, _)| *code == role.value) {
        return role.value;
    }
    let by_name = rules::RELATORS
        .iter()
        .find(|(_, name)| rules::nearest(&role.value, [*name]).is_some());
    let by_code = || {
        let near = rules::nearest(&role.value, rules::RELATORS.iter().map(|(c, _)| *c))?;
        rules::RELATORS.iter().find(|(code, _)| *code == near)
    };
    let help = match by_name.or_else(by_code) {
        Some((code, name)) => format!("did you mean `{code}` ({name})?"),
        None => "common ones: `aut` author, `edt` editor, `ill` illustrator, `trl` translator, \
                 `nrt` narrator, `pht` photographer, `ctb` contributor"
            .to_owned(),
    };
    let message = format!("`{}` is not a MARC relator code known here", role.value);
    reader.report(codes::TOML_ROLE, role.span, message, help);
    role.value
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

fn subjects(reader: &mut Reader, top: &Table<'_>, about: &mut Metadata) {
    let Some(table) = reader.table(top, "subjects") else {
        return;
    };
    reader.allow_keys(&table, &["bisac", "thema", "keywords"]);
    about.bisac = codes(reader, &table, "bisac", rules::is_bisac, {
        "three capitals and six digits, as in `HEA036000`"
    });
    about.thema = codes(reader, &table, "thema", rules::is_thema, {
        "capitals and digits, eight at most, as in `VFMG1`"
    });
    let keywords = reader.texts(&table, "keywords");
    about.keywords = keywords.into_iter().map(|k| k.value).collect();
}

fn codes(
    reader: &mut Reader,
    table: &Table<'_>,
    key: &'static str,
    is_right: fn(&str) -> bool,
    shape: &str,
) -> Vec<String> {
    let mut kept = Vec::new();
    for code in reader.texts(table, key) {
        if is_right(&code.value) {
            kept.push(code.value);
            continue;
        }
        let capitals = code.value.to_ascii_uppercase();
        let help = if is_right(&capitals) {
            format!("write `{capitals}`")
        } else {
            shape.to_owned()
        };
        let message = format!("`{}` is not a {key} code", code.value);
        reader.report(codes::TOML_SUBJECT, code.span, message, help);
    }
    kept
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

fn certifier(reader: &mut Reader, top: &Table<'_>) -> Option<Certifier> {
    let table = reader.table(top, "accessibility")?;
    reader.allow_keys(&table, &["certified-by", "report"]);
    let why = "who has looked at the ebook and says that everybody can read it";
    let name = reader.required(&table, "certified-by", why);
    let report = address_at(reader, &table, "report", false);
    Some(Certifier {
        name: name?.value,
        report,
    })
}

fn site(reader: &mut Reader, top: &Table<'_>) -> Option<Site> {
    let table = reader.table(top, "site")?;
    reader.allow_keys(&table, &["name", "address", "book-page", "pages"]);
    let name = reader.required(&table, "name", "the site's name");
    let address = address(reader, &table, true);
    let book_page = address_at(reader, &table, "book-page", false);
    let mut pages = Vec::new();
    for page in reader.tables(&table, "pages") {
        reader.allow_keys(&page, &["title", "address"]);
        let title = reader.required(&page, "title", "the page's title");
        let address = self::address(reader, &page, true);
        if let (Some(title), Some(address)) = (title, address) {
            pages.push(SitePage {
                title: title.value,
                address,
            });
        }
    }
    Some(Site {
        name: name?.value,
        address: address?,
        book_page,
        pages,
    })
}

fn address(reader: &mut Reader, table: &Table<'_>, needed: bool) -> Option<String> {
    address_at(reader, table, "address", needed)
}

pub(super) fn address_at(reader: &mut Reader, table: &Table<'_>, key: &'static str, needed: bool) -> Option<String> {
    let found = if needed {
        reader.required(table, key, "where it is on the web")
    } else {
        reader.text(table, key)
    }?;
    if !rules::is_web_address(&found.value) {
        let bare = found.value.split_once("://").map_or(&*found.value, |p| p.1);
        let guess = format!("https://{bare}");
        let help = if rules::is_web_address(&guess) {
            format!("write `{key} = \"{guess}\"`")
        } else {
            "it starts with `https://` and has no spaces".to_owned()
        };
        let message = format!("`{}` is not a web address", found.value);
        reader.report(codes::TOML_ADDRESS, found.span, message, help);
    }
    Some(found.value)
}

fn products(reader: &mut Reader, top: &Table<'_>, pictures: &mut Vec<NamedPicture>) -> Vec<Product> {
    let mut products = Vec::new();
    for table in reader.tables(top, "products") {
        reader.allow_keys(&table, &["title", "kind", "address", "stores", "cover"]);
        let title = reader.required(&table, "title", "the product's title");
        let kind = reader.named(
            &table,
            "kind",
            codes::TOML_PRODUCT_KIND,
            "kind of product",
            ProductKind::ALL,
        );
        let address = address(reader, &table, false);
        let stores = stores(reader, &table);
        let cover = reader.text(&table, "cover");
        let Some(title) = title else { continue };
        if let Some(written) = cover {
            pictures.push(NamedPicture {
                written,
                used_as: PictureUse::Product(products.len()),
            });
        }
        products.push(Product {
            title: title.value,
            kind: kind.unwrap_or(ProductKind::Ebook),
            address,
            stores,
            cover: None,
        });
    }
    products
}

/// Addresses by store.
fn stores(reader: &mut Reader, table: &Table<'_>) -> BTreeMap<Store, String> {
    let Some(table) = reader.table(table, "stores") else {
        return BTreeMap::new();
    };
    let names: Vec<&str> = Store::ALL.iter().map(|store| store.name()).collect();
    reader.allow_keys(&table, &names);
    let stores = Store::ALL.iter().filter(|store| table.has(store.name()));
    stores
        .filter_map(|store| Some((*store, address_at(reader, &table, store.name(), false)?)))
        .collect()
}

/// The place of the title, for findings about the whole book.
pub(super) fn title_span(reader: &Reader, top: &Table<'_>) -> Option<Span> {
    top.entry("title").map(|(_, value)| reader.span(value.span()))
}
