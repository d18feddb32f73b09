//! Languages: the words that a book has beside its author's, how dates are written, quotation marks and spaces.
//!
//! A language that the books' own pages speak is one file with one [`Language`], named in `LANGUAGES`. Quotation
//! marks are known of more languages than words are, and stand in a table of their own ([`quotes`]).

mod codes;
mod de;
mod en;
mod es;
mod fr;
pub mod quotes;

pub use codes::bibliographic_code;

use crate::book::trade::{EditionKind, ProductKind};
use crate::book::{Callout, ChapterKind, Date};

/// Every language with words; the first is the one that stands in for all others.
static LANGUAGES: &[&Language] = &[&en::LANGUAGE, &de::LANGUAGE, &fr::LANGUAGE, &es::LANGUAGE];

/// The words of a language. In a pattern `{}` is what the words are about.
#[derive(Debug)]
pub struct Language {
    /// Its primary subtag in BCP 47, in lower case: `en`.
    pub tag: &'static str,
    /// Accented letters that are letters of their own in the alphabet, each with the letter that it follows.
    pub own_letters: &'static [(char, char)],
    /// How days are written.
    dates: Dates,
    /// Words that stand before a number or a title.
    pub labels: Labels,
    callouts: Callouts,
    /// Names of the parts of a book.
    pub headings: Headings,
    products: Products,
    /// MARC relator codes with the words about a name.
    credits: &'static [(&'static str, &'static str)],
    /// The pages that an edition adds to the author's.
    pub added: AddedPages,
    /// What an ebook says to its reader's device.
    pub ebook: Ebook,
    /// The book's page on its site.
    pub site: SiteWords,
    /// The line that names the buyer of a copy.
    copy_made_for: &'static str,
}

/// How days are written.
#[derive(Debug)]
struct Dates {
    months: [&'static str; 12],
    /// With `{day}`, `{month}` and `{year}`.
    form: &'static str,
    /// The first day of a month, where it is not written `1`.
    first_day: Option<&'static str>,
    /// The region that writes `form`, as does a tag without region, and the form of every other region.
    outside: Option<(&'static str, &'static str)>,
}

/// Words that stand before a number or a title.
#[derive(Debug)]
pub struct Labels {
    chapter: &'static str,
    part: &'static str,
    appendix: &'static str,
    /// A captioned picture.
    pub figure: &'static str,
    /// A captioned table.
    pub table: &'static str,
    /// Steps with their figure.
    pub exercise: &'static str,
    /// In a reference, before a folio.
    pub page: &'static str,
    /// In the index: to another heading instead.
    pub see: &'static str,
    /// In the index: to another heading, too.
    pub see_also: &'static str,
}

/// The labels of callouts that have no title.
#[derive(Debug)]
struct Callouts {
    note: &'static str,
    tip: &'static str,
    important: &'static str,
    warning: &'static str,
    caution: &'static str,
    red_flag: &'static str,
}

/// Names of the parts of a book.
#[derive(Debug)]
pub struct Headings {
    /// The table of contents.
    pub contents: &'static str,
    /// The list of figures.
    pub figures: &'static str,
    /// The index.
    pub index: &'static str,
    /// Notes at the end of the book, or of a chapter.
    pub notes: &'static str,
    /// The front cover.
    pub cover: &'static str,
    /// The title page.
    pub title_page: &'static str,
    /// What has no title.
    pub untitled: &'static str,
}

/// Kinds of product and of edition, as in a sentence.
#[derive(Debug)]
struct Products {
    ebook: &'static str,
    paperback: &'static str,
    hardcover: &'static str,
    digital_pdf: &'static str,
    large_print: &'static str,
    dvd: &'static str,
    audiobook: &'static str,
    course: &'static str,
}

/// The pages that an edition adds to the author's.
#[derive(Debug)]
pub struct AddedPages {
    /// The title over other products of an author without a site.
    pub also_available: &'static str,
    /// The title over other products; `{}` is the site's name.
    pub more_from: &'static str,
    /// The title over pages of the site; `{}` is the site's name.
    pub read_more: &'static str,
    /// What a picture of a cover shows; `{}` is the title.
    pub cover_of: &'static str,
    /// Marks a copy for reviewers.
    pub advance_copy: &'static str,
    /// Marks the beginning of a book.
    pub sample: &'static str,
    /// The title of a sample's last page.
    pub read_on: &'static str,
    /// `{}` is the title.
    pub sample_ends: &'static str,
    /// Before the address where the book is sold.
    pub whole_book: &'static str,
    /// `{}` is the date.
    pub revised: &'static str,
    /// `{}` is the date.
    pub published: &'static str,
    /// `{}` is the date.
    pub reviewed: &'static str,
    /// The sentence of the copyright page.
    pub all_rights: &'static str,
    /// `{}` is the names of the typefaces.
    pub set_in: &'static str,
    /// Between the names of two typefaces.
    pub and: &'static str,
    /// `{}` is the edition's number.
    edition: &'static str,
    /// The edition's number in words or as an ordinal, from 1.
    nth_edition: fn(u32) -> String,
}

/// What an ebook says to its reader's device.
#[derive(Debug)]
pub struct Ebook {
    /// The title over the landmarks.
    pub landmarks: &'static str,
    /// The title over the printed book's pages.
    pub pages: &'static str,
    /// Where the text begins.
    pub start: &'static str,
    /// An item of a task list that is done.
    pub done: &'static str,
    /// An item of a task list that is not done.
    pub to_do: &'static str,
    /// What a reader can rely on, for the summary of accessibility.
    pub accessible: &'static str,
    /// After [`Ebook::accessible`]: every picture has words.
    pub described: &'static str,
    /// After [`Ebook::accessible`]: some pictures have none.
    pub undescribed: &'static str,
}

/// The book's page on its site.
#[derive(Debug)]
pub struct SiteWords {
    /// `{}` is the authors.
    pub by: &'static str,
    /// `{}` is the day of release.
    pub preorder: &'static str,
    /// The title over the editions.
    pub editions: &'static str,
    /// Of the editions' table: what an edition is.
    pub format: &'static str,
    /// Of the editions' table: size, pages, ISBN.
    pub details: &'static str,
    /// Of the editions' table: the price.
    pub price: &'static str,
    /// Of an edition without a price.
    pub no_price: &'static str,
    /// `{}` is a number.
    pub pages: &'static str,
    /// `{}` is a number.
    pub words: &'static str,
    /// The title over the shops.
    pub buy: &'static str,
    /// The title over the shops until the day of release.
    pub buy_before_release: &'static str,
    /// `{}` is a shop.
    pub buy_at: &'static str,
    /// The link to the sample.
    pub sample: &'static str,
    /// The title over what is said of accessibility.
    pub accessibility: &'static str,
    /// The title over what readers may copy to recommend the book.
    pub pass_on: &'static str,
    /// How it is copied.
    pub pass_on_how: &'static str,
    /// Above other products.
    pub click: &'static str,
    formats: Formats,
}

/// What editions are called where they are listed.
#[derive(Debug)]
struct Formats {
    ebook: &'static str,
    digital_pdf: &'static str,
    paperback: &'static str,
    large_print: &'static str,
    hardcover: &'static str,
}

/// The language of a BCP 47 tag, by its primary subtag; English where it is none of those with words here.
pub fn of(tag: &str) -> &'static Language {
    let primary = primary(tag);
    let known = LANGUAGES
        .iter()
        .find(|language| language.tag.eq_ignore_ascii_case(primary));
    known.copied().unwrap_or(&en::LANGUAGE)
}

/// The primary subtag of a BCP 47 tag: `de` of `de-CH`.
pub fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or_default()
}

/// The region of a BCP 47 tag: `CH` of `de-CH`.
fn region(tag: &str) -> Option<&str> {
    let mut subtags = tag.split(['-', '_']).skip(1);
    subtags.find(|subtag| subtag.len() == 2 && subtag.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

/// A day, written out as readers of `tag` (BCP 47) expect it: "November 22, 2026" in American English, "22 November
/// 2026" in British. A tag without region has the form of the region that the Unicode locale data has for it.
pub fn date(date: Date, tag: &str) -> String {
    let Dates {
        months,
        form,
        first_day,
        outside,
    } = &of(tag).dates;
    let form = match (outside, region(tag)) {
        (Some((home, outside)), Some(region)) if !region.eq_ignore_ascii_case(home) => outside,
        _ => form,
    };
    let day = match first_day {
        Some(first) if date.day == 1 => (*first).to_owned(),
        _ => date.day.to_string(),
    };
    let month = months[usize::from(date.month.clamp(1, 12)) - 1];
    form.replace("{day}", &day)
        .replace("{month}", month)
        .replace("{year}", &date.year.to_string())
}

/// `pattern` with `what` in its place, `{}`.
pub fn fill(pattern: &str, what: &str) -> String {
    pattern.replace("{}", what)
}

impl Language {
    /// "Chapter 3", "Part II", "Appendix A".
    pub fn chapter_label(&self, kind: ChapterKind, number: u32) -> String {
        let word = match kind {
            ChapterKind::Part => self.labels.part,
            ChapterKind::Appendix => self.labels.appendix,
            _ => self.labels.chapter,
        };
        format!("{word} {}", kind.numeral(number))
    }

    /// The label of a callout that has no title.
    pub fn callout(&self, callout: Callout) -> &'static str {
        match callout {
            Callout::Note => self.callouts.note,
            Callout::Tip => self.callouts.tip,
            Callout::Important => self.callouts.important,
            Callout::Warning => self.callouts.warning,
            Callout::Caution => self.callouts.caution,
            Callout::RedFlag => self.callouts.red_flag,
        }
    }

    /// A kind of product, as in a sentence.
    pub fn product(&self, kind: ProductKind) -> &'static str {
        match kind {
            ProductKind::Ebook => self.products.ebook,
            ProductKind::Paperback => self.products.paperback,
            ProductKind::Dvd => self.products.dvd,
            ProductKind::Audiobook => self.products.audiobook,
            ProductKind::Course => self.products.course,
        }
    }

    /// A kind of edition, as in a sentence.
    pub fn edition_kind(&self, kind: EditionKind) -> &'static str {
        match kind {
            EditionKind::Ebook => self.products.ebook,
            EditionKind::DigitalPdf => self.products.digital_pdf,
            EditionKind::Paperback => self.products.paperback,
            EditionKind::LargePrint => self.products.large_print,
            EditionKind::Hardcover => self.products.hardcover,
        }
    }

    /// A kind of edition, as in a table.
    pub fn format(&self, kind: EditionKind) -> &'static str {
        let formats = &self.site.formats;
        match kind {
            EditionKind::Ebook => formats.ebook,
            EditionKind::DigitalPdf => formats.digital_pdf,
            EditionKind::Paperback => formats.paperback,
            EditionKind::LargePrint => formats.large_print,
            EditionKind::Hardcover => formats.hardcover,
        }
    }

    /// "Illustrated by ...", for a MARC relator code; the name alone for a role without words.
    pub fn credit(&self, role: &str, name: &str) -> String {
        let form = self.credits.iter().find(|(code, _)| *code == role);
        form.map_or_else(|| name.to_owned(), |(_, form)| fill(form, name))
    }

    /// "Edition 2".
    pub fn edition(&self, number: u32) -> String {
        fill(self.added.edition, &number.to_string())
    }

    /// "Second edition".
    pub fn nth_edition(&self, number: u32) -> String {
        (self.added.nth_edition)(number.max(1))
    }

    /// The line that names the buyer of a copy.
    pub fn copy_made_for(&self, buyer: &str) -> String {
        self.copy_made_for.replacen("{}", buyer, 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_fills_everything() {
        let english = format!("{:?}", en::LANGUAGE);
        for language in LANGUAGES {
            let words = format!("{language:?}");
            assert!(!words.contains("\"\""), "{}: a word is empty", language.tag);
            let places = |words: &str| words.matches("{}").count();
            assert_eq!(
                places(&words),
                places(&english),
                "{}: a pattern lost its place",
                language.tag
            );
            let roles = |language: &Language| language.credits.iter().map(|(code, _)| *code).collect::<Vec<_>>();
            assert_eq!(roles(language), roles(&en::LANGUAGE), "{}", language.tag);
            for part in ["{day}", "{month}", "{year}"] {
                assert!(language.dates.form.contains(part), "{}: {part}", language.tag);
            }
            for number in 1..30 {
                let edition = (language.added.nth_edition)(number);
                assert!(!edition.is_empty(), "{} {number}", language.tag);
            }
            assert!(std::ptr::eq(of(language.tag), *language), "{}", language.tag);
            let quotes = quotes::of(language.tag);
            assert!(
                !quotes.double.0.is_empty() && quotes.double != ("\"", "\""),
                "{}",
                language.tag
            );
        }
    }

    #[test]
    fn a_tag_finds_its_language_and_an_unknown_one_english() {
        assert_eq!(of("fr-CA").labels.see, "voir");
        assert_eq!(of("DE_at").labels.see, "siehe");
        assert_eq!(of("ja").labels.see, "see");
        assert_eq!(of("").labels.see, "see");
    }

    #[test]
    fn numbered_chapters_are_labelled_as_books_count_them() {
        let label = |kind, number| of("en").chapter_label(kind, number);
        assert_eq!(label(ChapterKind::Chapter, 3), "Chapter 3");
        assert_eq!(label(ChapterKind::Part, 2), "Part II");
        assert_eq!(label(ChapterKind::Appendix, 1), "Appendix A");
    }
}
