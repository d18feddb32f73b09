//! The site's own page of the book: plain, accessible HTML and CSS that fit into a static site.

use super::catalogue::{BookFormat, Catalogue};
use super::linked_data;
use crate::book::Date;
use crate::book::trade::ProductKind;
use crate::check::picture;
use crate::language::{self, Language};
use crate::store::PackageFile;
use crate::store::describe::{self, escaped};
use std::fmt::Write;

/// The name of the stylesheet.
const CSS: &str = "book-page.css";
/// The elements of the description on the page.
const MARKUP: [&str; 3] = ["p", "ul", "li"];

/// Another product of the site.
#[derive(Clone, Debug)]
pub struct OtherProduct {
    /// Its title.
    pub title: String,
    /// What it is.
    pub kind: ProductKind,
    /// Where it is sold.
    pub address: Option<String>,
    /// Its cover, with width and height in pixels.
    pub cover: Option<(PackageFile, u32, u32)>,
}

/// What the page shows.
#[derive(Debug)]
pub struct BookPage<'a> {
    /// The book in its formats.
    pub catalogue: &'a Catalogue<'a>,
    /// Every other product.
    pub products: &'a [OtherProduct],
    /// Where this one is sold: names and addresses.
    pub sold_at: &'a [(String, String)],
    /// The name of the sample's file.
    pub sample: Option<String>,
    /// The front cover, small.
    pub cover: Option<Vec<u8>>,
    /// The picture that other sites show.
    pub card: Option<Vec<u8>>,
}

impl BookPage<'_> {
    /// The page whole and as a fragment, the strip of products, the link that readers pass on, and what they need.
    pub fn files(&self) -> Vec<PackageFile> {
        let slug = &self.catalogue.metadata.slug;
        let mut files = vec![
            packed(format!("{slug}.html"), self.page().into_bytes()),
            packed(format!("{slug}-fragment.html"), self.fragment().into_bytes()),
            packed("products.html".to_owned(), self.strip_alone().into_bytes()),
            packed("link.html".to_owned(), (self.link() + "\n").into_bytes()),
            packed(CSS.to_owned(), include_bytes!("page.css").to_vec()),
            packed(format!("{slug}.jsonld"), self.linked_data().into_bytes()),
        ];
        files.extend(self.cover.clone().map(|bytes| packed(self.cover_name(), bytes)));
        files.extend(self.card.clone().map(|bytes| packed(self.card_name(), bytes)));
        let covers = self.products.iter().filter_map(|product| product.cover.as_ref());
        files.extend(covers.map(|(file, ..)| file.clone()));
        files
    }

    fn words(&self) -> &'static Language {
        language::of(&self.catalogue.metadata.language)
    }

    /// A day as it is read, marked up.
    fn day(&self, date: Date) -> String {
        let words = language::date(date, &self.catalogue.metadata.language);
        format!("<time datetime=\"{date}\">{words}</time>")
    }

    fn cover_name(&self) -> String {
        format!("{}-cover-small.jpg", self.catalogue.metadata.slug)
    }

    fn card_name(&self) -> String {
        format!("{}-card.jpg", self.catalogue.metadata.slug)
    }

    fn linked_data(&self) -> String {
        let book = linked_data::book(self.catalogue);
        serde_json::to_string_pretty(&book).unwrap_or_default() + "\n"
    }

    fn script(&self) -> String {
        // Nothing in a script may look like a tag.
        let data = self.linked_data().replace('<', "\\u003c");
        format!("<script type=\"application/ld+json\">\n{data}</script>\n")
    }

    /// The page, with a head for search engines and for those who share it.
    fn page(&self) -> String {
        let metadata = self.catalogue.metadata;
        let summary = self.summary();
        let mut head = String::new();
        let mut meta = |key: &str, name: &str, value: &str| {
            let _ = writeln!(head, "<meta {key}=\"{name}\" content=\"{}\">", escaped(value));
        };
        meta("name", "description", &summary);
        meta("property", "og:type", "book");
        meta("property", "og:title", &metadata.title);
        meta("property", "og:description", &summary);
        if let Some(card) = &self.card {
            let (width, height) = picture::read(card).size;
            let name = self.card_name();
            meta("property", "og:image", &self.catalogue.beside(&name).unwrap_or(name));
            meta("property", "og:image:width", &width.to_string());
            meta("property", "og:image:height", &height.to_string());
            meta("property", "og:image:alt", &metadata.cover_alt);
            meta("name", "twitter:card", "summary_large_image");
        }
        if let Some(address) = self.catalogue.address {
            meta("property", "og:url", address);
            let _ = writeln!(head, "<link rel=\"canonical\" href=\"{}\">", escaped(address));
        }
        format!(
            "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
             {head}<link rel=\"stylesheet\" href=\"{CSS}\">\n{script}</head>\n<body>\n<main>\n{article}</main>\n</body>\n</html>\n",
            language = escaped(&metadata.language),
            title = escaped(&metadata.title),
            script = self.script(),
            article = self.article(),
        )
    }

    /// The same to be put between the head and the foot of a page of the site.
    fn fragment(&self) -> String {
        format!(
            "<link rel=\"stylesheet\" href=\"{CSS}\">\n{}{}",
            self.article(),
            self.script()
        )
    }

    fn strip_alone(&self) -> String {
        format!(
            "<link rel=\"stylesheet\" href=\"{CSS}\">\n<div class=\"bk\">\n{}</div>\n",
            self.strip()
        )
    }

    /// The first paragraph of the description.
    fn summary(&self) -> String {
        let description = self.catalogue.metadata.description.as_deref().unwrap_or_default();
        let plain = describe::plain(description);
        plain.split("\n\n").next().unwrap_or_default().to_owned()
    }

    fn article(&self) -> String {
        let metadata = self.catalogue.metadata;
        let words = self.words();
        let mut out = format!(
            "<article class=\"bk\" lang=\"{}\">\n<div class=\"bk-head\">\n",
            escaped(&metadata.language)
        );
        if let Some(cover) = &self.cover {
            let (width, height) = picture::read(cover).size;
            let _ = writeln!(
                out,
                "<figure class=\"bk-cover\"><img src=\"{}\" width=\"{width}\" height=\"{height}\" alt=\"{}\"></figure>",
                escaped(&self.cover_name()),
                escaped(&metadata.cover_alt)
            );
        }
        let _ = writeln!(out, "<div>\n<h1>{}</h1>", escaped(&metadata.title));
        if let Some(subtitle) = &metadata.subtitle {
            let _ = writeln!(out, "<p class=\"bk-subtitle\">{}</p>", escaped(subtitle));
        }
        let authors = metadata.byline();
        if !authors.is_empty() {
            let _ = writeln!(out, "<p>{}</p>", words.site.by.replace("{}", &escaped(&authors)));
        }
        out += &self.dates();
        out += &self.actions();
        out += "</div>\n</div>\n";
        if let Some(description) = &metadata.description {
            let _ = writeln!(
                out,
                "<div>\n{}\n</div>",
                describe::html(description, &MARKUP.map(str::to_owned))
            );
        }
        out += &self.editions();
        out += &self.access();
        out += &self.pass_on();
        out += &self.strip();
        out + "</article>\n"
    }

    fn dates(&self) -> String {
        let metadata = self.catalogue.metadata;
        let words = self.words();
        let mut out = String::new();
        if let Some(release) = metadata.release {
            let day = self.day(release);
            let _ = match self.catalogue.is_preorder() {
                true => writeln!(
                    out,
                    "<p class=\"bk-notice\">{}</p>",
                    words.site.preorder.replace("{}", &day)
                ),
                false => writeln!(out, "<p>{}.</p>", words.added.published.replace("{}", &day)),
            };
        }
        let mut version = words.edition(metadata.edition_number);
        if let Some(revised) = metadata.revised {
            version += ", ";
            version += &words.added.revised.replace("{}", &self.day(revised));
        }
        let _ = writeln!(out, "<p>{version}</p>");
        out
    }

    fn actions(&self) -> String {
        let words = self.words();
        let verb = if self.catalogue.is_preorder() {
            words.site.buy_before_release
        } else {
            words.site.buy
        };
        let mut items = String::new();
        for (at, (name, address)) in self.sold_at.iter().enumerate() {
            let class = if at == 0 { " class=\"bk-first\"" } else { "" };
            let place = words.site.buy_at.replace("{}", &escaped(name));
            let _ = writeln!(
                items,
                "<li><a{class} href=\"{}\">{verb} {place}</a></li>",
                escaped(address)
            );
        }
        if let Some(sample) = &self.sample {
            let _ = writeln!(
                items,
                "<li><a href=\"{}\" download>{}</a></li>",
                escaped(sample),
                words.site.sample
            );
        }
        match items.is_empty() {
            true => items,
            false => format!("<ul class=\"bk-actions\">\n{items}</ul>\n"),
        }
    }

    fn editions(&self) -> String {
        let words = self.words();
        let rows: String = self.catalogue.formats.iter().map(|format| row(format, words)).collect();
        if rows.is_empty() {
            return rows;
        }
        format!(
            "<h2>{}</h2>\n<table>\n<thead>\n<tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr>\n\
             </thead>\n<tbody>\n{rows}</tbody>\n</table>\n",
            words.site.editions, words.site.format, words.site.details, words.site.price
        )
    }

    /// What the ebook says of itself for readers who cannot see it.
    fn access(&self) -> String {
        let formats = self.catalogue.formats.iter();
        let mut said = formats.filter_map(|format| format.says("schema:accessibilitySummary").first());
        match said.next() {
            Some(summary) => format!(
                "<h2>{}</h2>\n<p>{}</p>\n",
                self.words().site.accessibility,
                escaped(summary)
            ),
            None => String::new(),
        }
    }

    /// The link that readers pass on.
    fn link(&self) -> String {
        let metadata = self.catalogue.metadata;
        let address = self
            .catalogue
            .address
            .or(metadata.site.as_ref().map(|site| site.address.as_str()));
        let authors = metadata.byline();
        let by = self.words().site.by.replace("{}", &escaped(&authors));
        let title = escaped(&metadata.title);
        format!("<a href=\"{}\">{title}</a>, {by}", escaped(address.unwrap_or_default()))
    }

    fn pass_on(&self) -> String {
        let words = self.words();
        if self.catalogue.address.is_none() && self.catalogue.metadata.site.is_none() {
            return String::new();
        }
        format!(
            "<h2 id=\"bk-pass-on\">{}</h2>\n<p id=\"bk-how\">{}</p>\n\
             <textarea rows=\"3\" readonly aria-labelledby=\"bk-pass-on\" aria-describedby=\"bk-how\">{}</textarea>\n",
            words.site.pass_on,
            words.site.pass_on_how,
            escaped(&self.link())
        )
    }

    /// Every other product with its cover.
    fn strip(&self) -> String {
        let words = self.words();
        let site = self.catalogue.metadata.site.as_ref();
        if self.products.is_empty() {
            return String::new();
        }
        let items: String = self.products.iter().map(|product| item(product, words)).collect();
        let heading = match site {
            Some(site) => words.added.more_from.replace("{}", &escaped(&site.name)),
            None => words.added.also_available.to_owned(),
        };
        format!(
            "<h2>{heading}</h2>\n<p>{}</p>\n<ul class=\"bk-strip\">\n{items}</ul>\n",
            words.site.click
        )
    }
}

fn packed(name: String, bytes: Vec<u8>) -> PackageFile {
    PackageFile { name, bytes }
}

/// A word as it begins a line.
fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}

fn item(product: &OtherProduct, words: &Language) -> String {
    let title = escaped(&product.title);
    let cover = match &product.cover {
        Some((file, width, height)) => format!(
            "<img src=\"{}\" width=\"{width}\" height=\"{height}\" alt=\"{}\" loading=\"lazy\">",
            escaped(&file.name),
            words.added.cover_of.replace("{}", &title)
        ),
        None => String::new(),
    };
    let kind = escaped(&capitalised(words.product(product.kind)));
    let inner = format!("{cover}{title}");
    match &product.address {
        Some(address) => format!("<li><a href=\"{}\">{inner}</a> {kind}</li>\n", escaped(address)),
        None => format!("<li>{inner} {kind}</li>\n"),
    }
}

fn row(format: &BookFormat<'_>, words: &Language) -> String {
    let mut details: Vec<String> = Vec::new();
    if let Some((width, height)) = format.trim {
        details.push(format!("{width} \u{d7} {height} in"));
    }
    details.extend(
        format
            .pages
            .map(|pages| words.site.pages.replace("{}", &pages.to_string())),
    );
    let hundreds = |words: usize| (words + 50) / 100 * 100;
    details.extend(
        format
            .words
            .map(|count| words.site.words.replace("{}", &hundreds(count).to_string())),
    );
    details.extend(format.edition.isbn.as_ref().map(|isbn| format!("ISBN {isbn}")));
    let prices: Vec<String> = format.edition.prices.iter().map(ToString::to_string).collect();
    let price = match prices.is_empty() {
        true => words.site.no_price.to_owned(),
        false => escaped(&prices.join(", ")),
    };
    format!(
        "<tr><th scope=\"row\">{}</th><td>{}</td><td>{price}</td></tr>\n",
        words.format(format.kind()),
        escaped(&details.join(", "))
    )
}
