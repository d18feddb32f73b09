//! What a store is offered: an edition of the book with its finished files.

use super::describe;
use super::profile::{Profile, WrapFormula};
use crate::book::trade::{FileRole, Named, Stock};
use crate::book::{Date, Metadata, Price};
use crate::check::measures::{Measures, Value};
use crate::check::{FileError, epub, pdf, picture};
use crate::length::Points;
use crate::project::Edition;

/// The measure that lists the roles of an offer's files.
pub(super) const FILES: &str = "files";
/// The title stands in one of so many first documents or pages.
const FIRST: usize = 6;

/// A finished file of an offer.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// What it is.
    pub role: FileRole,
    /// Its name where it was built.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// An edition and what is known of it.
#[derive(Clone, Debug)]
pub struct Offer<'a> {
    /// What is said of the book.
    pub metadata: &'a Metadata,
    /// The edition.
    pub edition: &'a Edition,
    /// Its files.
    pub files: Vec<File<'a>>,
    /// The day of the packaging: a book that is released later is a pre-order.
    pub today: Date,
}

impl<'a> Offer<'a> {
    /// The file of a role.
    pub fn file(&self, role: FileRole) -> Option<File<'a>> {
        self.files.iter().find(|file| file.role == role).copied()
    }

    /// The name that a store wants the file of a role under; `None` where there is no such file.
    pub fn upload_name(&self, profile: &Profile, role: FileRole) -> Option<String> {
        let upload = profile.files.iter().find(|upload| upload.role == role)?;
        self.file(role).map(|_| self.fill(&upload.name))
    }

    /// What its pages are printed on; white for what is not printed.
    pub fn stock(&self) -> Stock {
        self.edition.print().map_or(Stock::White, |print| print.stock)
    }

    /// The spine's width as the printer's template gives it, in inches.
    pub(super) fn template_spine(&self) -> Option<f64> {
        let spine = self.edition.print()?.spine?;
        Some(Points::from(spine.width).inches().0)
    }

    /// Whether the book is not out yet.
    pub fn is_preorder(&self) -> bool {
        self.metadata.is_preorder(self.today)
    }

    /// A name with the book's own words in it.
    pub(super) fn fill(&self, template: &str) -> String {
        let slug = &self.metadata.slug;
        let isbn = self.edition.isbn.as_ref().unwrap_or(slug);
        template
            .replace("{slug}", slug)
            .replace("{isbn}", isbn)
            .replace("{isbn-or-slug}", isbn)
    }

    /// Everything that rules ask of it, read from the bytes and from what is said of the book. What cannot be read
    /// is given with its cause.
    pub fn measures(&self, wrap: Option<&WrapFormula>, describes: &[String]) -> (Measures, Vec<(File<'a>, FileError)>) {
        let mut out = Measures::default();
        let mut faults = Vec::new();
        let mut sheet = None;
        for file in &self.files {
            match self.measure(file, &mut sheet) {
                Some(Ok(measures)) => out.add(file.role.name(), measures),
                Some(Err(why)) => faults.push((*file, why)),
                None => {}
            }
        }
        let roles = self.files.iter().map(|file| file.role.to_string());
        out.set(FILES, Value::List(roles.collect()), None);
        self.listing(&mut out, describes);
        if let Some(formula) = wrap {
            self.wrap(&mut out, formula, sheet.as_ref());
        }
        (out, faults)
    }

    /// What is measured in one file; of a wrap its sheet is kept. `None` where no rule asks anything of the file.
    fn measure(&self, file: &File<'_>, sheet: &mut Option<pdf::Page>) -> Option<Result<Measures, FileError>> {
        let bytes = file.bytes;
        Some(match file.role {
            FileRole::Ebook => epub::read(bytes).map(|facts| {
                let mut measures = epub::measures(&facts);
                let first = facts.documents.iter().take(FIRST);
                let titled = self.is_titled(first.flat_map(|page| &page.blocks));
                measures.flag("shows-title", titled);
                measures
            }),
            FileRole::Kepub => epub::read(bytes).map(|facts| epub::measures(&facts)),
            FileRole::Interior => pdf::read(bytes).and_then(|facts| {
                let mut measures = pdf::interior_measures(&facts);
                let first = pdf::texts(bytes, FIRST)?;
                measures.flag("shows-title", self.is_titled(&first));
                Ok(measures)
            }),
            FileRole::Wrap => pdf::read(bytes).map(|facts| {
                let measures = pdf::cover_measures(&facts);
                *sheet = facts.pages.into_iter().next();
                measures
            }),
            FileRole::Digital => pdf::read(bytes).map(|facts| pdf::screen_measures(&facts)),
            FileRole::Front => {
                let mut measures = picture::measures(&picture::read(bytes));
                if let Some(white) = picture::fades_into_white(bytes) {
                    measures.flag("fades-into-white", white);
                }
                Ok(measures)
            }
            FileRole::Sample | FileRole::Thumbnail | FileRole::Preview | FileRole::Proof | FileRole::Copy => {
                return None;
            }
        })
    }

    /// Whether the listing's title stands in these texts, whatever its case, quotes and lines.
    fn is_titled<'t>(&self, texts: impl IntoIterator<Item = &'t String>) -> bool {
        let letters = |text: &str| -> String {
            let kept = text.chars().filter(|c| c.is_alphanumeric());
            kept.flat_map(char::to_lowercase).collect()
        };
        let title = letters(&self.metadata.title);
        texts.into_iter().any(|text| letters(text).contains(&title))
    }

    fn listing(&self, out: &mut Measures, describes: &[String]) {
        let metadata = self.metadata;
        out.text("listing.title", metadata.title.as_str());
        let subtitle = metadata.subtitle.as_ref().map_or(0, |s| s.chars().count() + 2);
        out.count("listing.title-chars", metadata.title.chars().count() + subtitle);
        out.text("listing.language", metadata.language.as_str());
        out.text("listing.isbn", self.edition.isbn.as_deref().unwrap_or_default());
        let description = metadata.description.as_deref().unwrap_or_default();
        let length = describe::html(description, describes).chars().count();
        out.count("listing.description-chars", length);
        out.count("listing.keywords", metadata.keywords.len());
        let longest = metadata.keywords.iter().max_by_key(|word| word.chars().count());
        out.extreme(
            "listing.keyword-chars",
            longest.map(|word| (word.chars().count() as f64, word.clone())),
        );
        out.count("listing.categories", metadata.bisac.len());
        out.text("listing.paper", self.stock().name());
        if let Some(price) = self.price() {
            out.number("listing.price", f64::from(price.cents) / 100.0);
        }
    }

    /// The price that rules are about: in dollars if there is one.
    pub(super) fn price(&self) -> Option<&'a Price> {
        let dollars = self.edition.prices.iter().find(|price| price.currency == "USD");
        dollars.or(self.edition.prices.first())
    }

    /// What a wrap is off by, and how much room its spine leaves.
    fn wrap(&self, out: &mut Measures, formula: &WrapFormula, sheet: Option<&pdf::Page>) {
        let known = |name: &str| out.number_of(name);
        let (Some(pages), Some(trim_width), Some(trim_height)) = (
            known("interior.pages"),
            known("interior.trim-width"),
            known("interior.trim-height"),
        ) else {
            return;
        };
        let Some(spine) = formula.spine(self.stock(), pages).or(self.template_spine()) else {
            return;
        };
        let (width, height) = (known("cover.width"), known("cover.height"));
        let taken = known("cover.spine-type");
        out.number("listing.spine", spine);
        if let (Some(width), Some(height)) = (width, height) {
            let wanted = 2.0 * trim_width + spine + formula.over.0;
            out.number("cover.off-width", (width - wanted).abs());
            out.number("cover.off-height", (height - trim_height - formula.over.1).abs());
        }
        if let Some(taken) = taken {
            out.number("cover.spine-clear", (spine - taken) / 2.0);
        }
        if let (Some([width, height, edge]), Some(sheet)) = (formula.barcode, sheet) {
            let area = sheet.media.unwrap_or_default().map(|side| Points(side).inches().0);
            let right = (area[0] + area[2] - spine) / 2.0 - edge;
            let foot = area[1] + formula.over.1 / 2.0 + edge;
            let room = [right - width, foot, right, foot + height];
            out.flag("cover.barcode-room-taken", has_type_in(sheet, room));
        }
    }
}

impl WrapFormula {
    /// How thick so many pages are, in inches; `None` where only a template tells.
    pub fn spine(&self, stock: Stock, pages: f64) -> Option<f64> {
        Some(pages * self.caliper.get(&stock)? + self.boards)
    }
}

/// Whether type stands in a room, in inches.
fn has_type_in(sheet: &pdf::Page, room: [f64; 4]) -> bool {
    let areas = sheet.layout.text.iter().map(pdf::TextRun::area);
    areas.map(|area| area.map(|side| Points(side).inches().0)).any(|area| {
        let across = area[0] < room[2] && area[2] > room[0];
        across && area[1] < room[3] && area[3] > room[1]
    })
}
