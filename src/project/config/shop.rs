//! What shops show of the book, and what else its publisher sells.

use super::about::{NamedPicture, PictureUse};
use super::read::{Reader, Table};
use super::rules;
use crate::book::trade::{Named, ProductKind, Store};
use crate::book::{Metadata, Product, Site, SitePage};
use crate::diagnostic::codes;
use std::collections::BTreeMap;

/// The longest description that the shops take, in characters (KDP's limit, the lowest of them).
const DESCRIPTION_CHARS: usize = 4000;

/// Reads `description`.
pub(super) fn description(reader: &mut Reader, top: &Table<'_>) -> Option<String> {
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

/// Reads `[subjects]`.
pub(super) fn subjects(reader: &mut Reader, top: &Table<'_>, about: &mut Metadata) {
    let Some(table) = reader.table(top, "subjects") else {
        return;
    };
    reader.allow_keys(&table, &["bisac", "thema", "keywords"]);
    about.bisac = subject_codes(reader, &table, "bisac", rules::is_bisac, {
        "three capitals and six digits, as in `HEA036000`"
    });
    about.thema = subject_codes(reader, &table, "thema", rules::is_thema, {
        "capitals and digits, eight at most, as in `VFMG1`"
    });
    let keywords = reader.texts(&table, "keywords");
    about.keywords = keywords.into_iter().map(|k| k.value).collect();
}

fn subject_codes(
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

/// Reads `[site]`.
pub(super) fn site(reader: &mut Reader, top: &Table<'_>) -> Option<Site> {
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

/// An address on the web.
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

/// Reads `[[products]]`.
pub(super) fn products(reader: &mut Reader, top: &Table<'_>, pictures: &mut Vec<NamedPicture>) -> Vec<Product> {
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
