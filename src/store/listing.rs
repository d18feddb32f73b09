//! What is typed into an upload form.

use super::profile::{Profile, Royalty};
use super::{Offer, PackageFile, describe};
use crate::book::Price;
use crate::book::trade::{FileRole, Stock};
use crate::check::measures::Measures;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Bytes in the megabyte that stores charge for.
const MEGABYTE: f64 = 1024.0 * 1024.0;

/// What the author is paid for a copy, in one currency.
struct Earning {
    price: Price,
    share: f64,
    delivery: f64,
    royalty: f64,
}

/// `listing.txt` to copy from, and `listing.json` for programs.
pub(super) fn files(profile: &Profile, offer: &Offer<'_>, measures: &Measures) -> Vec<PackageFile> {
    let listing = Listing {
        profile,
        offer,
        measures,
    };
    let json = serde_json::to_string_pretty(&listing.json()).unwrap_or_default() + "\n";
    vec![
        PackageFile {
            name: "listing.txt".to_owned(),
            bytes: listing.text().into_bytes(),
        },
        PackageFile {
            name: "listing.json".to_owned(),
            bytes: json.into_bytes(),
        },
    ]
}

struct Listing<'a> {
    profile: &'a Profile,
    offer: &'a Offer<'a>,
    measures: &'a Measures,
}

impl Listing<'_> {
    fn description(&self) -> String {
        let text = self.offer.metadata.description.as_deref().unwrap_or_default();
        describe::html(text, &self.profile.describes)
    }

    /// What a printer's form asks of the book itself; nothing of an ebook.
    fn printed(&self) -> Vec<(&'static str, String)> {
        let number = |name: &str| self.measures.number_of(name);
        let (Some(pages), Some(width), Some(height)) = (
            number("interior.pages"),
            number("interior.trim-width"),
            number("interior.trim-height"),
        ) else {
            return Vec::new();
        };
        let bleeds = number("interior.width").is_some_and(|sheet| sheet > width + 0.01);
        let (ink, paper) = match self.offer.stock() {
            Stock::Color => ("colour", Stock::White),
            paper => ("black", paper),
        };
        let mut out = vec![
            ("Trim", format!("{width:.2} x {height:.2} in")),
            ("Pages", format!("{pages}")),
            ("Paper", paper.to_string()),
            ("Ink", ink.to_owned()),
            ("Bleed", if bleeds { "yes" } else { "no" }.to_owned()),
        ];
        let spine = number("listing.spine");
        out.extend(spine.map(|spine| ("Spine", format!("{spine:.3} in"))));
        out
    }

    fn paid(&self) -> Vec<Earning> {
        let (Some(royalty), Some(file)) = (&self.profile.royalty, self.offer.file(FileRole::Ebook)) else {
            return Vec::new();
        };
        let prices = self.offer.edition.prices.iter();
        prices.map(|price| royalty.paid(price, file.bytes.len())).collect()
    }

    fn json(&self) -> Value {
        let metadata = self.offer.metadata;
        let series = metadata
            .series
            .as_ref()
            .map(|series| json!({ "name": series.name, "number": series.number }));
        let paid: Vec<Value> = self
            .paid()
            .iter()
            .map(|paid| {
                json!({
                    "currency": paid.price.currency,
                    "price": amount(f64::from(paid.price.cents) / 100.0),
                    "share": paid.share,
                    "delivery": amount(paid.delivery),
                    "royalty": amount(paid.royalty),
                })
            })
            .collect();
        json!({
            "store": self.profile.store,
            "edition": self.offer.edition.name,
            "title": metadata.title,
            "subtitle": metadata.subtitle,
            "series": series,
            "authors": metadata.authors().collect::<Vec<_>>(),
            "language": metadata.language,
            "publisher": metadata.publisher,
            "isbn": self.offer.edition.isbn,
            "description": self.description(),
            "keywords": metadata.keywords,
            "categories": { "bisac": metadata.bisac, "thema": metadata.thema },
            "prices": self.offer.edition.prices.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "royalties": paid,
            "printed": self.printed().into_iter().collect::<BTreeMap<_, _>>(),
            "release": metadata.release.map(|date| date.to_string()),
            "preorder": self.offer.is_preorder(),
            "editionNumber": metadata.edition_number,
            "revised": metadata.revised.map(|date| date.to_string()),
            "questions": self.profile.questions.iter().map(|q| q.asks.as_str()).collect::<Vec<_>>(),
        })
    }

    fn text(&self) -> String {
        let metadata = self.offer.metadata;
        let mut out = format!("{}\n\n", self.profile.title);
        let mut field = |name: &str, value: &str| {
            if !value.is_empty() {
                let _ = writeln!(out, "{name}\n{value}\n");
            }
        };
        if let (true, Some(release)) = (self.offer.is_preorder(), metadata.release) {
            field(
                "PRE-ORDER",
                &format!("The book is released on {release}: set it up as a pre-order."),
            );
        }
        field("Title", &metadata.title);
        field("Subtitle", metadata.subtitle.as_deref().unwrap_or_default());
        if let Some(series) = &metadata.series {
            field("Series", &series.name);
            field(
                "Number in the series",
                &series.number.map(|n| n.to_string()).unwrap_or_default(),
            );
        }
        field("Edition", &metadata.edition_number.to_string());
        field("Authors", &metadata.authors().collect::<Vec<_>>().join("\n"));
        let others = metadata.contributors.iter().filter(|c| c.role != "aut");
        let others: Vec<String> = others.map(|c| format!("{} ({})", c.name, c.role)).collect();
        field("Contributors", &others.join("\n"));
        field("Description", &self.description());
        field("Language", &metadata.language);
        field("Publisher", metadata.publisher.as_deref().unwrap_or_default());
        field("ISBN", self.offer.edition.isbn.as_deref().unwrap_or_default());
        field("Keywords", &metadata.keywords.join("\n"));
        field("Categories (BISAC)", &metadata.bisac.join("\n"));
        field("Categories (Thema)", &metadata.thema.join("\n"));
        for (name, value) in self.printed() {
            field(name, &value);
        }
        let date = |date: Option<crate::book::Date>| date.map(|d| d.to_string()).unwrap_or_default();
        field("Release", &date(metadata.release));
        field("Revised", &date(metadata.revised));
        let prices: Vec<String> = self.offer.edition.prices.iter().map(ToString::to_string).collect();
        field("Price", &prices.join("\n"));
        let paid: Vec<String> = self.paid().iter().map(Earning::line).collect();
        field("What you are paid a copy", &paid.join("\n"));
        let asks: Vec<&str> = self.profile.questions.iter().map(|q| q.asks.as_str()).collect();
        field("The form asks what only you can say", &asks.join("\n"));
        out.trim_end().to_owned() + "\n"
    }
}

impl Royalty {
    /// What a copy of an ebook of so many bytes earns. In currencies without a delivery price nothing is known of the
    /// bounds either, and the lower share is taken.
    fn paid(&self, price: &Price, bytes: usize) -> Earning {
        let list = f64::from(price.cents) / 100.0;
        let rate = self.delivery.get(&price.currency);
        // The bounds are published in dollars; a price in another currency is compared as it stands.
        let earns = (self.from..=self.to).contains(&list);
        let (share, delivery) = match rate {
            Some(rate) if earns => (self.share, (rate * bytes as f64 / MEGABYTE).max(0.01)),
            _ => (self.otherwise, 0.0),
        };
        let delivery = (delivery * 100.0).round() / 100.0;
        Earning {
            price: price.clone(),
            share,
            delivery,
            royalty: share * (list - delivery),
        }
    }
}

impl Earning {
    fn line(&self) -> String {
        let currency = &self.price.currency;
        format!(
            "{}: {:.0} % of the price less {currency} {} for delivery is {currency} {}, before taxes",
            self.price,
            self.share * 100.0,
            amount(self.delivery),
            amount(self.royalty),
        )
    }
}

fn amount(number: f64) -> String {
    format!("{number:.2}")
}

#[cfg(test)]
mod tests {
    use super::super::profile;

    #[test]
    fn delivery_is_taken_by_the_megabyte_from_what_earns_seventy_percent() {
        let store = &profile::named("kdp-ebook")[0];
        let royalty = store.royalty.as_ref().expect("KDP pays");
        let price = |currency: &str, cents| super::Price {
            currency: currency.to_owned(),
            cents,
        };
        let dollars = royalty.paid(&price("USD", 999), 2 * 1024 * 1024);
        assert_eq!(
            (super::amount(dollars.delivery), super::amount(dollars.royalty)),
            ("0.30".into(), "6.78".into())
        );
        let dear = royalty.paid(&price("USD", 1999), 2 * 1024 * 1024);
        assert_eq!(
            (super::amount(dear.delivery), super::amount(dear.royalty)),
            ("0.00".into(), "7.00".into())
        );
        let pounds = royalty.paid(&price("GBP", 799), 1024 * 1024 / 2);
        assert_eq!(super::amount(pounds.royalty), "5.56");
    }
}
