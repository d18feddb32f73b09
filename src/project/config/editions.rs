//! The editions of `book.toml`.

use super::about::{NamedPicture, PictureUse};
use super::edition::{
    DigitalForm, EbookForm, Edition, FinishedCover, Form, PrintForm, Purpose, Sample, SampleLength, TemplateSpine,
};
use super::read::{Item, Reader, Table, one_of};
use super::rules::{self, IsbnFault, TrimFault};
use super::shop::address_at;
use super::theme::theme;
use crate::book::Price;
use crate::book::trade::{EditionKind, Named, PrintStandard, Printer, Stock, Store};
use crate::diagnostic::{Diagnostic, codes};
use crate::length::{Inches, Points};
use crate::span::Span;
use std::collections::BTreeMap;

/// No spine is as wide as this.
const WIDEST_SPINE: Inches = Inches(6.0);

/// Keys that every edition may have.
const COMMON: &[&str] = &[
    "kind",
    "isbn",
    "price",
    "theme",
    "theme-options",
    "notes",
    "advance",
    "sample",
    "store",
];
/// Further keys of an EPUB.
const EBOOK: &[&str] = &["kepub", "embed-fonts"];
/// Further keys of a PDF for screens.
const DIGITAL: &[&str] = &["trim", "link-notes"];
/// Further keys of what is printed.
const PRINT: &[&str] = &[
    "trim",
    "link-notes",
    "paper",
    "ink",
    "printer",
    "spine",
    "standard",
    "bleed",
    "finished-cover",
];

/// The editions of a book that names none, with their defaults.
pub(in crate::project) fn all() -> Vec<Edition> {
    [EditionKind::DigitalPdf, EditionKind::Ebook, EditionKind::Paperback]
        .map(Edition::new)
        .into()
}

/// Reads `[editions.*]`, sorted by name; all of them when there is none.
pub(super) fn editions(reader: &mut Reader, top: &Table<'_>, pictures: &mut Vec<NamedPicture>) -> Vec<Edition> {
    let Some(parent) = reader.table(top, "editions") else {
        return all();
    };
    let mut editions: Vec<Edition> = Vec::new();
    let mut isbns = BTreeMap::new();
    for (key, _) in parent.entries {
        let Some(mut table) = reader.table(&parent, key.get_ref()) else {
            continue;
        };
        table.name = format!("`[editions.{}]`", key.get_ref());
        let name = Item {
            value: key.get_ref().to_string(),
            span: table.span,
        };
        editions.extend(edition(reader, &table, name, &mut isbns, pictures));
    }
    editions.sort_by(|one, other| one.name.cmp(&other.name));
    if editions.is_empty() { all() } else { editions }
}

fn edition(
    reader: &mut Reader,
    table: &Table<'_>,
    name: Item<String>,
    isbns: &mut GivenIsbns,
    pictures: &mut Vec<NamedPicture>,
) -> Option<Edition> {
    let keys: Vec<&str> = [COMMON, EBOOK, PRINT].concat();
    reader.allow_keys(table, &keys);
    // The table's name is the kind, unless a second edition of a kind says which it is.
    let word = reader.text(table, "kind");
    let word = word.as_ref().unwrap_or(&name);
    let kind = reader.thing(word, codes::TOML_EDITION, "kind of edition", EditionKind::ALL)?;
    if !rules::is_slug(&name.value) {
        let message = format!("`{}` cannot be part of a file's name", name.value);
        let help = format!("rename it, say to `{}`", rules::slug(&name.value));
        reader.report(codes::TOML_EDITION, name.span, message, help);
    }
    let mut edition = Edition::new(kind);
    edition.name = name.value;
    edition.span = Some(table.span);
    match &mut edition.form {
        Form::Ebook(ebook) => {
            idle_keys(reader, table, kind, EBOOK);
            ebook_form(reader, table, ebook);
        }
        Form::Digital(digital) => {
            idle_keys(reader, table, kind, DIGITAL);
            digital_form(reader, table, digital);
        }
        Form::Print(print) => {
            idle_keys(reader, table, kind, PRINT);
            print_form(reader, table, print);
            print.finished_cover = finished_cover(reader, table, print.stock, &edition.name, pictures);
        }
    }
    edition.isbn = isbn(reader, table, &edition, isbns);
    edition.prices = prices(reader, table);
    edition.theme = theme(reader, table, edition.theme);
    edition.store = reader.named(table, "store", codes::TOML_STORE, "store", Store::ALL);
    edition.purpose = purpose(reader, table);
    if let Some(place) = reader.text(table, "notes")
        && one_of(reader, &place, codes::TOML_NOTES, "place for notes", &["foot", "end"])
    {
        edition.endnotes = place.value == "end";
    }
    Some(edition)
}

/// Tells of keys that say nothing of an edition of this kind: those that neither every edition has, nor its own form.
fn idle_keys(reader: &mut Reader, table: &Table<'_>, kind: EditionKind, own: &[&str]) {
    let others = EBOOK.iter().chain(PRINT).filter(|key| !own.contains(key));
    for key in others {
        let Some((place, _)) = table.entry(key) else {
            continue;
        };
        let fits = if EBOOK.contains(key) {
            "an ebook"
        } else {
            "an edition on paper"
        };
        reader.report(
            codes::TOML_EDITION_KEY,
            reader.span(place),
            format!("`{key}` says nothing of an edition of the kind `{kind}`"),
            format!("take it out, or move it to {fits}"),
        );
    }
}

fn ebook_form(reader: &mut Reader, table: &Table<'_>, ebook: &mut EbookForm) {
    ebook.kepub = reader.boolean(table, "kepub").unwrap_or(false);
    ebook.embed_fonts = reader.boolean(table, "embed-fonts").unwrap_or(false);
}

fn digital_form(reader: &mut Reader, table: &Table<'_>, digital: &mut DigitalForm) {
    digital.trim = trim(reader, table).unwrap_or(digital.trim);
    digital.link_notes = reader.boolean(table, "link-notes").unwrap_or(true);
}

fn print_form(reader: &mut Reader, table: &Table<'_>, print: &mut PrintForm) {
    print.trim = trim(reader, table).unwrap_or(print.trim);
    print.link_notes = reader.boolean(table, "link-notes").unwrap_or(true);
    print.stock = stock(reader, table);
    print.named_printer = reader.named(table, "printer", codes::TOML_PRINTER, "printer", Printer::ALL);
    print.spine = spine(reader, table);
    print.standard = reader.named(
        table,
        "standard",
        codes::TOML_STANDARD,
        "standard for print",
        PrintStandard::ALL,
    );
    print.bleed = reader.boolean(table, "bleed").unwrap_or(false);
}

/// Whom an edition is for.
fn purpose(reader: &mut Reader, table: &Table<'_>) -> Purpose {
    let advance = reader.boolean(table, "advance").unwrap_or(false);
    match (sample(reader, table), advance) {
        (None, false) => Purpose::Sale,
        (None, true) => Purpose::AdvanceCopy,
        (Some(sample), false) => Purpose::Sample(sample),
        (Some(sample), true) => {
            reader.report(
                codes::TOML_SAMPLE,
                table.span,
                "an edition is a sample or an advance copy, and not both".to_owned(),
                "take out `advance` or `sample`, or make two editions".to_owned(),
            );
            Purpose::Sample(sample)
        }
    }
}

/// The spine as the printer's template gives it: its width, and for how many pages that was if it is said.
fn spine(reader: &mut Reader, table: &Table<'_>) -> Option<TemplateSpine> {
    let is_table = table
        .entry("spine")
        .is_some_and(|(_, value)| value.get_ref().is_table());
    let (written, pages) = match is_table {
        false => (reader.text(table, "spine")?, None),
        true => {
            let inner = reader.table(table, "spine")?;
            reader.allow_keys(&inner, &["width", "pages"]);
            let width = reader.required(&inner, "width", "the spine's, as the template gives it");
            (width?, reader.number(&inner, "pages"))
        }
    };
    let width = written.value.parse().ok();
    let width = width.filter(|Points(points)| (0.0..WIDEST_SPINE.points().0).contains(points) && *points > 0.0);
    if width.is_none() {
        let message = format!("`{}` is not the width of a spine", written.value);
        let help = "a number and a unit, as the printer's template gives it: `0.43in`, `11mm`";
        reader.report(codes::TOML_SPINE, written.span, message, help.to_owned());
    }
    Some(TemplateSpine {
        width: width?.0 as f32,
        pages,
    })
}

/// The prices of an edition: one, or one a currency.
fn prices(reader: &mut Reader, table: &Table<'_>) -> Vec<Price> {
    let is_list = table
        .entry("price")
        .is_some_and(|(_, value)| value.get_ref().is_array());
    let written = match is_list {
        true => reader.texts(table, "price"),
        false => reader.text(table, "price").into_iter().collect(),
    };
    let mut prices: Vec<Price> = Vec::new();
    for item in written {
        let price = rules::price(&item.value);
        let is_new = price
            .as_ref()
            .is_some_and(|price| prices.iter().all(|p| p.currency != price.currency));
        if !is_new {
            let message = match price {
                Some(price) => format!("{} has two prices", price.currency),
                None => format!("`{}` is not a price", item.value),
            };
            let help = "a currency's three capitals and an amount with its hundredths: `USD 18.99`; several as a list";
            reader.report(codes::TOML_PRICE, item.span, message, help.to_owned());
            continue;
        }
        prices.extend(price);
    }
    prices
}

fn finished_cover(
    reader: &mut Reader,
    table: &Table<'_>,
    stock: Stock,
    edition: &str,
    pictures: &mut Vec<NamedPicture>,
) -> Option<FinishedCover> {
    let table = reader.table(table, "finished-cover")?;
    reader.allow_keys(&table, &["file", "pages", "paper"]);
    let written = reader.required(&table, "file", "the picture of the whole cover")?;
    let pages = reader.number(&table, "pages");
    if pages.is_none() {
        let message = "nothing says how many pages the finished cover was made for".to_owned();
        let help = "add `pages = 186`: its spine is as wide as they are thick".to_owned();
        reader.report(codes::TOML_FINISHED_COVER, table.span, message, help);
    }
    let paper = reader.named(&table, "paper", codes::TOML_PAPER, "paper", Stock::PAPERS);
    pictures.push(NamedPicture {
        written,
        used_as: PictureUse::FinishedCover(edition.to_owned()),
    });
    Some(FinishedCover {
        picture: None,
        pages: pages?,
        // Ink is the edition's: a cover is printed in colour anyhow.
        stock: match stock {
            Stock::Color => Stock::Color,
            _ => paper.unwrap_or(Stock::White),
        },
        span: table.span,
    })
}

/// The paper and the ink of pages.
fn stock(reader: &mut Reader, table: &Table<'_>) -> Stock {
    let paper = reader.named(table, "paper", codes::TOML_PAPER, "paper", Stock::PAPERS);
    let ink = reader.text(table, "ink");
    let colored = ink
        .is_some_and(|ink| one_of(reader, &ink, codes::TOML_INK, "ink", &["black", "color"]) && ink.value == "color");
    match colored {
        true => Stock::Color,
        false => paper.unwrap_or(Stock::White),
    }
}

fn sample(reader: &mut Reader, table: &Table<'_>) -> Option<Sample> {
    let table = reader.table(table, "sample")?;
    reader.allow_keys(&table, &["chapters", "words", "buy"]);
    let chapters = reader.number(&table, "chapters");
    let words = reader.number(&table, "words");
    let buy = address_at(reader, &table, "buy", false);
    let length = match (chapters, words) {
        (Some(count), None) => SampleLength::Chapters(count),
        (None, Some(count)) => SampleLength::Words(count),
        _ => {
            reader.report(
                codes::TOML_SAMPLE,
                table.span,
                "a sample has so many chapters or so many words".to_owned(),
                "write `sample = { chapters = 2 }` or `sample = { words = 5000 }`".to_owned(),
            );
            return None;
        }
    };
    if buy.is_none() {
        reader.report(
            codes::TOML_SAMPLE_BUY,
            table.span,
            "the sample does not say where the book is sold".to_owned(),
            "add `buy = \"https://...\"`: its last page and what it leaves out lead there".to_owned(),
        );
    }
    Some(Sample { length, buy })
}

/// The ISBNs given so far: where, and to an edition of which kind and trim.
type GivenIsbns = BTreeMap<String, (Span, (EditionKind, Option<(f32, f32)>))>;

fn isbn(reader: &mut Reader, table: &Table<'_>, edition: &Edition, given: &mut GivenIsbns) -> Option<String> {
    let written = reader.text(table, "isbn")?;
    let fault = match rules::isbn(&written.value) {
        Ok(digits) => {
            // Two printers may make the same book.
            let product = (edition.kind(), edition.trim());
            if let Some((first, _)) = given.get(&digits).filter(|(_, other)| *other != product) {
                let message = format!("ISBN {digits} is given to two editions");
                let finding = Diagnostic::new(codes::TOML_ISBN_REPEATED, written.span, message)
                    .with_help(
                        "what differs in binding or trim needs an ISBN of its own: a reader must get what is ordered",
                    )
                    .with_related(*first, "it is given here first");
                reader.findings.push(finding);
            }
            given.insert(digits.clone(), (written.span, product));
            return Some(digits);
        }
        Err(fault) => fault,
    };
    let (message, help) = explain(fault);
    reader.report(codes::TOML_ISBN, written.span, message, help);
    None
}

fn explain(fault: IsbnFault) -> (String, String) {
    match fault {
        IsbnFault::Length(10) => (
            "this is an ISBN of ten digits".to_owned(),
            "since 2007 an ISBN has thirteen: take the one that starts with 978".to_owned(),
        ),
        IsbnFault::Length(n) => (
            format!("an ISBN has thirteen digits, and this has {n}"),
            "copy all of it from your ISBN agency's list".to_owned(),
        ),
        IsbnFault::Character(c) => (
            format!("`{c}` is not part of an ISBN"),
            "digits, with hyphens or spaces between if you like".to_owned(),
        ),
        IsbnFault::Prefix => (
            "an ISBN starts with 978, or with 979 and then 1 to 9".to_owned(),
            "numbers that start with 979-0 are for sheet music; others are other goods".to_owned(),
        ),
        IsbnFault::Check(digit) => (
            "this ISBN's last digit does not fit the others".to_owned(),
            format!("it would be {digit}; more likely another digit is mistyped, so compare all"),
        ),
    }
}

fn trim(reader: &mut Reader, table: &Table<'_>) -> Option<(f32, f32)> {
    let written = reader.text(table, "trim")?;
    let (message, help) = match rules::trim(&written.value) {
        Ok(size) => return Some(size),
        Err(TrimFault::Shape) => (
            format!("`{}` is not a trim size", written.value),
            "width, `x`, height and a unit: `6x9in`, `152x229mm`, `432x648pt`".to_owned(),
        ),
        Err(TrimFault::Size(width, height)) => (
            format!(
                "a page of {:.1} by {:.1} inches cannot be bound",
                Points::from(width).inches(),
                Points::from(height).inches()
            ),
            "each side is 3 to 20 inches; most books are `5x8in`, `5.5x8.5in` or `6x9in`".to_owned(),
        ),
    };
    reader.report(codes::TOML_TRIM, written.span, message, help);
    None
}
