//! The book as search engines read it: schema.org in JSON-LD.

use super::catalogue::{BookFormat, Catalogue};
use crate::book::trade::EditionKind;
use crate::store::describe;
use serde_json::{Map, Value, json};

/// The book with its formats (https://schema.org/Book). What an ebook says of access is what its package says.
pub fn book(catalogue: &Catalogue<'_>) -> Value {
    let metadata = catalogue.metadata;
    let mut out = Map::new();
    let mut set = |key: &str, value: Value| {
        if !value.is_null() {
            out.insert(key.to_owned(), value);
        }
    };
    set("@context", json!("https://schema.org"));
    set("@type", json!("Book"));
    set("@id", json!(metadata.identifier));
    set("name", json!(metadata.title));
    set("alternativeHeadline", json!(metadata.subtitle));
    let authors: Vec<Value> = metadata.authors().map(|name| maker(catalogue, name)).collect();
    set("author", json!(authors));
    set("url", json!(catalogue.address));
    set("inLanguage", json!(metadata.language));
    set(
        "description",
        json!(metadata.description.as_deref().map(describe::plain)),
    );
    let publisher = metadata.publisher.as_deref();
    set(
        "publisher",
        publisher.map_or(Value::Null, |name| json!({ "@type": "Organization", "name": name })),
    );
    set("datePublished", json!(metadata.release.map(|date| date.to_string())));
    set("dateModified", json!(metadata.revised.map(|date| date.to_string())));
    set("keywords", json!(metadata.keywords.join(", ")));
    set("image", json!(catalogue.beside(&catalogue.cover_name())));
    if let Some(series) = &metadata.series {
        set("isPartOf", json!({ "@type": "BookSeries", "name": series.name }));
        set("position", json!(series.number));
    }
    let formats = catalogue.formats.iter();
    set(
        "workExample",
        json!(formats.map(|format| example(catalogue, format)).collect::<Vec<_>>()),
    );
    Value::Object(out)
}

fn maker(catalogue: &Catalogue<'_>, name: &str) -> Value {
    let site = catalogue.metadata.site.as_ref().filter(|site| site.name == name);
    match site {
        Some(site) => json!({ "@type": "Organization", "name": name, "url": site.address }),
        None => json!({ "@type": "Person", "name": name }),
    }
}

fn example(catalogue: &Catalogue<'_>, format: &BookFormat<'_>) -> Value {
    let metadata = catalogue.metadata;
    let mut out = Map::new();
    let mut set = |key: &str, value: Value| {
        if !value.is_null() {
            out.insert(key.to_owned(), value);
        }
    };
    set("@type", json!("Book"));
    set("isbn", json!(format.edition.isbn));
    let form = match format.kind() {
        EditionKind::Ebook | EditionKind::DigitalPdf => "EBook",
        EditionKind::Paperback | EditionKind::LargePrint => "Paperback",
        EditionKind::Hardcover => "Hardcover",
    };
    set("bookFormat", json!(format!("https://schema.org/{form}")));
    set("name", json!(metadata.title));
    set("bookEdition", json!(super::catalogue::title(format.kind())));
    set("inLanguage", json!(metadata.language));
    set("numberOfPages", json!(format.pages));
    set("datePublished", json!(metadata.release.map(|date| date.to_string())));
    for (key, property) in [
        ("accessMode", "schema:accessMode"),
        ("accessModeSufficient", "schema:accessModeSufficient"),
        ("accessibilityFeature", "schema:accessibilityFeature"),
        ("accessibilityHazard", "schema:accessibilityHazard"),
        ("accessibilitySummary", "schema:accessibilitySummary"),
    ] {
        let said = format.says(property);
        set(
            key,
            match (key, said) {
                (_, []) => Value::Null,
                ("accessModeSufficient", said) => said.iter().map(|modes| sufficient(modes)).collect(),
                (_, [one]) => json!(one),
                (_, said) => json!(said),
            },
        );
    }
    let state = if catalogue.is_preorder() { "PreOrder" } else { "InStock" };
    let offers: Vec<Value> = format
        .edition
        .prices
        .iter()
        .map(|price| {
            json!({
                "@type": "Offer",
                "price": format!("{}.{:02}", price.cents / 100, price.cents % 100),
                "priceCurrency": price.currency,
                "availability": format!("https://schema.org/{state}"),
                "url": catalogue.address,
            })
        })
        .collect();
    if !offers.is_empty() {
        set("offers", json!(offers));
    }
    Value::Object(out)
}

/// A set of modes that suffice together.
fn sufficient(modes: &str) -> Value {
    let modes: Vec<&str> = modes.split(',').map(str::trim).collect();
    json!({ "@type": "ItemList", "itemListElement": modes })
}
