//! ONIX for Books: the book's metadata as the trade exchanges it (EDItEUR, releases 3.0 and 3.1, reference names).

use super::catalogue::{BookFormat, Catalogue};
use crate::book::trade::EditionKind;
use crate::book::{Contributor, Date, Price};
use crate::language;
use crate::store::describe;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io::Cursor;

/// A version of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnixVersion {
    /// 3.0, with its minor revisions.
    V30,
    /// 3.1, with its minor revisions.
    V31,
}

impl OnixVersion {
    /// Every version.
    pub const ALL: [OnixVersion; 2] = [OnixVersion::V30, OnixVersion::V31];

    /// `3.0`, `3.1`.
    pub fn number(self) -> &'static str {
        match self {
            OnixVersion::V30 => "3.0",
            OnixVersion::V31 => "3.1",
        }
    }
}

/// MARC relators and the codes of list 17. Any other is "other".
const ROLES: &[(&str, &str)] = &[
    ("aut", "A01"),
    ("ill", "A12"),
    ("pht", "A13"),
    ("wpr", "A15"),
    ("aft", "A19"),
    ("aui", "A24"),
    ("win", "A24"),
    ("cov", "A36"),
    ("edt", "B01"),
    ("trl", "B06"),
    ("com", "C01"),
    ("nrt", "E07"),
];

/// What a package says and the code of list 196 for it.
const FEATURES: &[(&str, &str)] = &[
    ("tableOfContents", "11"),
    ("index", "12"),
    ("readingOrder", "13"),
    ("alternativeText", "14"),
    ("longDescription", "15"),
    ("MathML", "17"),
    ("pageBreakMarkers", "19"),
    ("structuralNavigation", "29"),
    ("displayTransformability", "36"),
    ("pageNavigation", "41"),
];

/// The elements of a description that the standard's XHTML has.
const MARKUP: [&str; 3] = ["p", "ul", "li"];

/// The whole message, a product a format.
pub fn message(catalogue: &Catalogue<'_>, version: OnixVersion) -> String {
    let mut out = Xml(Writer::new_with_indent(Cursor::new(Vec::new()), b' ', 1));
    out.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let number = version.number();
    let namespace = format!("http://ns.editeur.org/onix/{number}/reference");
    let attributes = [("release", number), ("xmlns", &namespace)];
    out.inside("ONIXMessage", &attributes, |out| {
        out.inside("Header", &[], |out| {
            let house = house(catalogue);
            out.inside("Sender", &[], |out| out.text("SenderName", &house));
            out.text("SentDateTime", &digits(catalogue.today));
        });
        for format in &catalogue.formats {
            out.inside("Product", &[], |out| product(out, catalogue, format));
        }
    });
    let bytes = out.0.into_inner().into_inner();
    String::from_utf8(bytes).unwrap_or_default() + "\n"
}

fn house(catalogue: &Catalogue<'_>) -> String {
    let metadata = catalogue.metadata;
    let author = || metadata.authors().next().map(str::to_owned);
    metadata
        .publisher
        .clone()
        .or_else(author)
        .unwrap_or_else(|| metadata.title.clone())
}

fn digits(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year, date.month, date.day)
}

fn product(out: &mut Xml, catalogue: &Catalogue<'_>, format: &BookFormat<'_>) {
    out.text("RecordReference", &reference(catalogue, format));
    // 03: confirmed, and final unless it is sent again.
    out.text("NotificationType", "03");
    identifier(out, catalogue, format);
    if format.kind().is_printed() && format.edition.isbn.is_some() {
        let in_dollars = format
            .edition
            .prices
            .iter()
            .any(|price| price.currency == "USD" && price.cents < 10_000);
        out.inside("Barcode", &[], |out| {
            out.text("BarcodeType", if in_dollars { "03" } else { "02" });
            // On the back.
            out.text("PositionOnProduct", "01");
        });
    }
    out.inside("DescriptiveDetail", &[], |out| descriptive(out, catalogue, format));
    collateral(out, catalogue);
    out.inside("PublishingDetail", &[], |out| publishing(out, catalogue));
    related(out, catalogue, format);
    supply(out, catalogue, format);
}

fn reference(catalogue: &Catalogue<'_>, format: &BookFormat<'_>) -> String {
    format!("{}.{}", catalogue.metadata.identifier, format.edition.name)
}

fn identifier(out: &mut Xml, catalogue: &Catalogue<'_>, format: &BookFormat<'_>) {
    out.inside("ProductIdentifier", &[], |out| match &format.edition.isbn {
        Some(isbn) => {
            out.text("ProductIDType", "15");
            out.text("IDValue", isbn);
        }
        None => {
            out.text("ProductIDType", "01");
            out.text("IDTypeName", &house(catalogue));
            out.text("IDValue", &reference(catalogue, format));
        }
    });
}

fn descriptive(out: &mut Xml, catalogue: &Catalogue<'_>, format: &BookFormat<'_>) {
    out.text("ProductComposition", "00");
    let (form, details): (&str, &[&str]) = match format.kind() {
        EditionKind::Ebook => ("ED", &["E101", "E200"]),
        EditionKind::DigitalPdf => ("ED", &["E107", "E201"]),
        EditionKind::Paperback | EditionKind::LargePrint => ("BC", &["B102"]),
        EditionKind::Hardcover => ("BB", &["B402"]),
    };
    out.text("ProductForm", form);
    for detail in details {
        out.text("ProductFormDetail", detail);
    }
    for (code, note) in access(format) {
        out.inside("ProductFormFeature", &[], |out| {
            out.text("ProductFormFeatureType", "09");
            out.text("ProductFormFeatureValue", code);
            if let Some(note) = note {
                out.text("ProductFormFeatureDescription", &note);
            }
        });
    }
    // Text to be read.
    out.text("PrimaryContentType", "10");
    if let Some((width, height)) = format.trim {
        let thick = format.spine.map(|spine| ("03", spine));
        for (kind, inches) in [("01", height), ("02", width)].into_iter().chain(thick) {
            out.inside("Measure", &[], |out| {
                out.text("MeasureType", kind);
                out.text("Measurement", &format!("{inches:.2}"));
                out.text("MeasureUnitCode", "in");
            });
        }
    }
    if !format.kind().is_printed() {
        out.text("EpubTechnicalProtection", "00");
    }
    titles(out, catalogue);
    let contributors = &catalogue.metadata.contributors;
    for (at, person) in contributors.iter().enumerate() {
        out.inside("Contributor", &[], |out| contributor(out, catalogue, at + 1, person));
    }
    if contributors.is_empty() {
        out.empty("NoContributor");
    }
    if format.kind() == EditionKind::LargePrint {
        out.text("EditionType", "LTE");
    }
    out.text("EditionNumber", &catalogue.metadata.edition_number.to_string());
    let language = language::bibliographic_code(&catalogue.metadata.language);
    out.inside("Language", &[], |out| {
        out.text("LanguageRole", "01");
        out.text("LanguageCode", language.unwrap_or("und"));
    });
    extents(out, format);
    subjects(out, catalogue);
    out.inside("Audience", &[], |out| {
        // Everybody.
        out.text("AudienceCodeType", "01");
        out.text("AudienceCodeValue", "01");
    });
}

/// What is true of a format for readers who cannot see it: codes of list 196, each with what it is to say.
fn access(format: &BookFormat<'_>) -> Vec<(&'static str, Option<String>)> {
    let mut out: Vec<(&str, Option<String>)> = Vec::new();
    if format.kind() == EditionKind::DigitalPdf {
        let tagged = [("05", None), ("11", None), ("13", None), ("22", None)];
        return if format.is_tagged {
            tagged.into()
        } else {
            vec![("08", None)]
        };
    }
    if format.kind() != EditionKind::Ebook {
        return out;
    }
    let first = |property: &str| format.says(property).first().cloned();
    if let Some(summary) = first("schema:accessibilitySummary") {
        out.push(("00", Some(summary)));
    }
    let claims = format.says("dcterms:conformsTo");
    if claims
        .iter()
        .any(|claim| claim.contains("EPUB Accessibility 1.1") && claim.contains("WCAG 2.2 Level AA"))
    {
        out.extend([("04", None), ("82", None), ("85", None)]);
        out.extend(first("a11y:certifiedBy").map(|by| ("90", Some(by))));
    }
    // Nothing is locked.
    out.push(("10", None));
    let features = format.says("schema:accessibilityFeature");
    out.extend(
        FEATURES
            .iter()
            .filter(|(feature, _)| features.iter().any(|said| said == feature))
            .map(|(_, code)| (*code, None)),
    );
    out.push(("22", None));
    let by_text = format
        .says("schema:accessModeSufficient")
        .iter()
        .any(|modes| modes == "textual");
    if by_text {
        out.push(("52", None));
    }
    out
}

fn titles(out: &mut Xml, catalogue: &Catalogue<'_>) {
    let metadata = catalogue.metadata;
    if let Some(series) = &metadata.series {
        out.inside("Collection", &[], |out| {
            out.text("CollectionType", "10");
            out.inside("TitleDetail", &[], |out| {
                out.text("TitleType", "01");
                if let Some(number) = series.number {
                    out.inside("TitleElement", &[], |out| {
                        out.text("TitleElementLevel", "01");
                        out.text("PartNumber", &number.to_string());
                    });
                }
                out.inside("TitleElement", &[], |out| {
                    out.text("TitleElementLevel", "02");
                    out.text("TitleText", &series.name);
                });
            });
        });
    } else {
        out.empty("NoCollection");
    }
    out.inside("TitleDetail", &[], |out| {
        out.text("TitleType", "01");
        out.inside("TitleElement", &[], |out| {
            out.text("TitleElementLevel", "01");
            out.text("TitleText", &metadata.title);
            if let Some(subtitle) = &metadata.subtitle {
                out.text("Subtitle", subtitle);
            }
        });
    });
}

fn contributor(out: &mut Xml, catalogue: &Catalogue<'_>, number: usize, person: &Contributor) {
    let metadata = catalogue.metadata;
    let role = ROLES.iter().find(|(known, _)| *known == person.role);
    out.text("SequenceNumber", &number.to_string());
    out.text("ContributorRole", role.map_or("Z99", |(_, code)| code));
    let site = metadata.site.as_ref().map(|site| &site.name);
    // A house that signs its own book is no person.
    if site == Some(&person.name) || metadata.publisher.as_ref() == Some(&person.name) {
        out.text("CorporateName", &person.name);
        return;
    }
    out.text("PersonName", &person.name);
    if let Some(sorted) = &person.file_as {
        out.text("PersonNameInverted", sorted);
    }
}

fn extents(out: &mut Xml, format: &BookFormat<'_>) {
    // Pages of the main content, words, bytes of the file.
    let pages = format.pages.map(|pages| ("00", pages, "03"));
    let words = format.words.map(|words| ("10", words, "02"));
    let bytes = (!format.kind().is_printed()).then_some(("22", format.bytes, "17"));
    for (kind, value, unit) in [pages, words, bytes].into_iter().flatten() {
        out.inside("Extent", &[], |out| {
            out.text("ExtentType", kind);
            out.text("ExtentValue", &value.to_string());
            out.text("ExtentUnit", unit);
        });
    }
}

fn subjects(out: &mut Xml, catalogue: &Catalogue<'_>) {
    let metadata = catalogue.metadata;
    let keywords = match metadata.keywords.is_empty() {
        true => None,
        false => Some(metadata.keywords.join("; ")),
    };
    for (scheme, codes) in [("10", &metadata.bisac), ("93", &metadata.thema)] {
        for (at, code) in codes.iter().enumerate() {
            out.inside("Subject", &[], |out| {
                if at == 0 {
                    out.empty("MainSubject");
                }
                out.text("SubjectSchemeIdentifier", scheme);
                out.text("SubjectCode", code);
            });
        }
    }
    if let Some(keywords) = keywords {
        out.inside("Subject", &[], |out| {
            out.text("SubjectSchemeIdentifier", "20");
            out.text("SubjectHeadingText", &keywords);
        });
    }
}

fn collateral(out: &mut Xml, catalogue: &Catalogue<'_>) {
    let description = catalogue.metadata.description.as_deref();
    let cover = catalogue.beside(&catalogue.cover_name());
    if description.is_none() && cover.is_none() {
        return;
    }
    out.inside("CollateralDetail", &[], |out| {
        if let Some(description) = description {
            out.inside("TextContent", &[], |out| {
                out.text("TextType", "03");
                out.text("ContentAudience", "00");
                let html = describe::html(description, &MARKUP.map(str::to_owned));
                out.markup("Text", &[("textformat", "05")], &html);
            });
        }
        if let Some(address) = cover {
            out.inside("SupportingResource", &[], |out| {
                // The front cover, a picture to be downloaded.
                out.text("ResourceContentType", "01");
                out.text("ContentAudience", "00");
                out.text("ResourceMode", "03");
                out.inside("ResourceVersion", &[], |out| {
                    out.text("ResourceForm", "02");
                    out.text("ResourceLink", &address);
                });
            });
        }
    });
}

fn publishing(out: &mut Xml, catalogue: &Catalogue<'_>) {
    let metadata = catalogue.metadata;
    out.inside("Publisher", &[], |out| {
        out.text("PublishingRole", "01");
        out.text("PublisherName", &house(catalogue));
    });
    // Forthcoming, or active.
    out.text("PublishingStatus", if catalogue.is_preorder() { "02" } else { "04" });
    if let Some(release) = metadata.release {
        out.inside("PublishingDate", &[], |out| {
            out.text("PublishingDateRole", "01");
            out.with("Date", &[("dateformat", "00")], &digits(release));
        });
    }
    out.inside("SalesRights", &[], |out| {
        out.text("SalesRightsType", "01");
        out.inside("Territory", &[], |out| out.text("RegionsIncluded", "WORLD"));
    });
}

/// The other formats: of print an ebook is the electronic version, of an ebook print is what it is based on.
fn related(out: &mut Xml, catalogue: &Catalogue<'_>, format: &BookFormat<'_>) {
    let others: Vec<&BookFormat<'_>> = catalogue
        .formats
        .iter()
        .filter(|other| other.edition.name != format.edition.name)
        .collect();
    if others.is_empty() {
        return;
    }
    out.inside("RelatedMaterial", &[], |out| {
        for other in others {
            let code = match (!format.kind().is_printed(), !other.kind().is_printed()) {
                (true, false) => "13",
                (false, true) => "27",
                _ => "06",
            };
            out.inside("RelatedProduct", &[], |out| {
                out.text("ProductRelationCode", code);
                identifier(out, catalogue, other);
            });
        }
    });
}

fn supply(out: &mut Xml, catalogue: &Catalogue<'_>, format: &BookFormat<'_>) {
    out.inside("ProductSupply", &[], |out| {
        out.inside("SupplyDetail", &[], |out| {
            out.inside("Supplier", &[], |out| {
                // The publisher, to retailers.
                out.text("SupplierRole", "01");
                out.text("SupplierName", &house(catalogue));
            });
            // Not yet available, or available.
            out.text("ProductAvailability", if catalogue.is_preorder() { "10" } else { "20" });
            if format.edition.prices.is_empty() {
                // To be announced.
                out.text("UnpricedItemType", "02");
            }
            for price in &format.edition.prices {
                out.inside("Price", &[], |out| priced(out, price));
            }
        });
    });
}

fn priced(out: &mut Xml, price: &Price) {
    // Dollars are shown without tax, everything else with it.
    out.text("PriceType", if price.currency == "USD" { "01" } else { "02" });
    out.text(
        "PriceAmount",
        &format!("{}.{:02}", price.cents / 100, price.cents % 100),
    );
    out.text("CurrencyCode", &price.currency);
}

/// An XML document in memory: nothing that is written to it can fail.
struct Xml(Writer<Cursor<Vec<u8>>>);

impl Xml {
    fn event(&mut self, event: Event<'_>) {
        let _ = self.0.write_event(event);
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let mut start = BytesStart::new(name);
        for (key, value) in attributes {
            start.push_attribute((*key, *value));
        }
        self.event(Event::Start(start));
    }

    fn inside(&mut self, name: &str, attributes: &[(&str, &str)], fill: impl FnOnce(&mut Xml)) {
        self.open(name, attributes);
        fill(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    fn with(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.inside(name, attributes, |out| out.event(Event::Text(BytesText::new(text))));
    }

    fn text(&mut self, name: &str, text: &str) {
        self.with(name, &[], text);
    }

    /// An element whose content is markup already.
    fn markup(&mut self, name: &str, attributes: &[(&str, &str)], markup: &str) {
        self.inside(name, attributes, |out| {
            out.event(Event::Text(BytesText::from_escaped(markup)))
        });
    }

    fn empty(&mut self, name: &str) {
        self.event(Event::Empty(BytesStart::new(name)));
    }
}
