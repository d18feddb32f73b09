//! Covers: the fronts that shops take, the front inside an ebook, and the wraps of printed editions.

use super::pages::{INK_LIMIT, SetEdition};
use super::{Artifact, Outcome, Stage};
use crate::book::trade::{FileRole, Printer};
use crate::book::{Book, Price};
use crate::cover::{self, BoundBook, FinishedWrap, FrontWords, WrapDesign, WrapSheet};
use crate::diagnostic::Diagnostic;
use crate::length::Points;
use crate::picture::{EbookImage, PictureError, Pictures, Source};
use crate::project::{CoverConfig, Edition, PrintForm};
use crate::span::Span;

/// The most ink on a cover that a printer other than IngramSpark takes, in percent: what coated paper bears.
const COVER_INK: u16 = 300;
/// Fewer pages are a draft, and nobody has asked yet who prints it.
const DRAFT: usize = 24;

/// The front cover for shops, and the small ones for web pages.
pub(super) fn fronts(stage: &Stage<'_>) -> Outcome {
    let Some(art) = stage.front() else {
        return Outcome::default();
    };
    let shop = match cover::shop_jpeg(art) {
        Ok(shop) => shop,
        Err(why) => return Outcome::found(vec![why.finding(&art.path, Span::GENERATED)]),
    };
    let slug = &stage.book.metadata.slug;
    let mut outcome = Outcome::found(shop.findings);
    let name = format!("{slug}-cover.jpg");
    outcome.artifacts.push(front_file(name, FileRole::Front, &shop.image));
    let small = cover::THUMBNAILS.into_iter().filter_map(|width| {
        let front = cover::thumbnail(art, width).ok()?;
        let name = format!("{slug}-cover-{width}.jpg");
        Some(front_file(name, FileRole::Thumbnail, &front.image))
    });
    outcome.artifacts.extend(small);
    outcome
}

fn front_file(name: String, role: FileRole, image: &EbookImage) -> Artifact {
    Artifact {
        name,
        bytes: image.bytes.to_vec(),
        edition: None,
        role,
        summary: format!("{} x {} pixels", image.width, image.height),
    }
}

/// The front for the inside of an ebook; `None` where the art cannot be used, which [`fronts`] tells.
pub(super) fn inside(art: &Source) -> Option<EbookImage> {
    cover::inside_jpeg(art).ok().map(|front| front.image)
}

/// What is wrong with the front cover.
pub(super) fn check_front(stage: &Stage<'_>) -> Vec<Diagnostic> {
    let front = stage.front().map(|art| (art, cover::shop_jpeg(art)));
    match front {
        None => Vec::new(),
        Some((_, Ok(front))) => front.findings,
        Some((art, Err(why))) => vec![why.finding(&art.path, Span::GENERATED)],
    }
}

/// The wrap of a printed edition, and a picture of it with the guides drawn. Nothing for an edition on screens, and
/// nothing but findings where the printer has something against the wrap.
pub(super) fn wrap(stage: &Stage<'_>, set: &SetEdition<'_>) -> Outcome {
    let Some(plan) = WrapPlan::of(stage, set) else {
        return Outcome::default();
    };
    let mut outcome = Outcome::found(plan.faults());
    if plan.bound.faults().is_empty()
        && let Some(wrap) = plan.bound.wrap()
    {
        outcome.add(plan.make(wrap));
    }
    outcome
}

/// What the printer has against the wrap of a printed edition.
pub(super) fn check_wrap(stage: &Stage<'_>, set: &SetEdition<'_>) -> Vec<Diagnostic> {
    WrapPlan::of(stage, set).map_or_else(Vec::new, |plan| plan.faults())
}

/// What a wrap is made from.
struct WrapPlan<'a> {
    set: &'a SetEdition<'a>,
    print: &'a PrintForm,
    config: &'a CoverConfig,
    art: &'a Source,
    /// Whether the art is that of the whole wrap.
    finished: bool,
    bound: BoundBook,
}

impl<'a> WrapPlan<'a> {
    /// `None` for an edition that is not printed, and for a book without art.
    fn of(stage: &'a Stage<'_>, set: &'a SetEdition<'a>) -> Option<WrapPlan<'a>> {
        let print = set.edition.print()?;
        let finished = print.finished_cover.as_ref();
        let finished = finished.and_then(|cover| cover.picture.as_ref());
        let path = finished.or(set.book.metadata.cover.as_ref())?;
        Some(WrapPlan {
            set,
            print,
            config: &stage.project.config.cover,
            art: stage.pictures.get(path)?,
            finished: finished.is_some(),
            bound: bound(set.edition, print, set.count()),
        })
    }

    /// What the printer has against the book, and what a finished wrap is off by.
    fn faults(&self) -> Vec<Diagnostic> {
        let is_draft = self.print.named_printer.is_none() && self.set.count() < DRAFT;
        let mut faults = match is_draft {
            true => Vec::new(),
            false => self.bound.faults(),
        };
        if let Some(cover) = self.print.finished_cover.as_ref().filter(|_| self.finished) {
            let made_for = FinishedWrap {
                pages: cover.pages,
                stock: cover.stock,
                span: Some(cover.span),
            };
            faults.extend(made_for.faults(&self.bound));
        }
        faults
    }

    /// The PDF for the printer, and the preview.
    fn make(&self, wrap: cover::Wrap) -> Outcome {
        let drawn = match self.draw(wrap) {
            Ok(drawn) => drawn,
            Err(why) => {
                let span = self.set.edition.span.unwrap_or(Span::GENERATED);
                return Outcome::found(vec![why.finding(&self.art.path, span)]);
            }
        };
        let mut outcome = Outcome::found(drawn.findings);
        match self.set.pdf(&drawn.pages, self.ink_limit()) {
            Ok((bytes, findings)) => {
                let size = format!(
                    "{:.3} x {:.3} in, spine {:.3} in",
                    Points(wrap.width).inches(),
                    Points(wrap.height).inches(),
                    Points(wrap.spine.width()).inches()
                );
                outcome.findings.extend(findings);
                outcome.artifacts.push(self.file(FileRole::Wrap, ".pdf", bytes, size));
            }
            Err(why) => {
                let what = format!("cover of the {}", self.set.edition.name);
                outcome.findings.push(why.finding(&what));
            }
        }
        let summary = "preview with guides, not for print".to_owned();
        let preview = self.file(FileRole::Preview, ".png", drawn.preview, summary);
        outcome.artifacts.push(preview);
        outcome
    }

    fn draw(&self, wrap: cover::Wrap) -> Result<WrapSheet, PictureError> {
        let metadata = &self.set.book.metadata;
        let author = metadata.byline();
        let site = metadata.site.as_ref().map(|site| site.name.as_str());
        let back = self.config.back.as_deref().or(metadata.description.as_deref());
        let price = beside_bars(&self.set.edition.prices);
        let design = WrapDesign {
            wrap,
            art: self.art,
            finished: self.finished,
            ground: self.config.ground,
            title: &metadata.title,
            author: &author,
            back: back.unwrap_or_default(),
            imprint: site.or(metadata.publisher.as_deref()).unwrap_or_default(),
            language: &metadata.language,
            isbn: self.set.edition.isbn.as_deref(),
            price: price.as_deref(),
            ink_limit: self.ink_limit(),
            span: self.set.edition.span,
        };
        design.draw()
    }

    fn ink_limit(&self) -> u16 {
        match self.bound.printer {
            Printer::Ingram => INK_LIMIT,
            Printer::Kdp | Printer::Lulu | Printer::Bookvault => COVER_INK,
        }
    }

    fn file(&self, role: FileRole, extension: &str, bytes: Vec<u8>, summary: String) -> Artifact {
        let edition = self.set.edition;
        Artifact {
            name: Artifact::name_of(&self.set.book.metadata, edition, &format!("-cover{extension}")),
            bytes,
            edition: Some(edition.name.clone()),
            role,
            summary,
        }
    }
}

/// Where the book has art without words for its front, puts the composed front in its place. Gives what was found.
pub(super) fn compose_front(book: &Book, config: &CoverConfig, pictures: &mut Pictures) -> Vec<Diagnostic> {
    let metadata = &book.metadata;
    let art = metadata.cover.as_ref().and_then(|path| pictures.get(path)).cloned();
    let (Some(style), Some(art)) = (config.style, art) else {
        return Vec::new();
    };
    let author = metadata.byline();
    let words = FrontWords::of(metadata, &author);
    let composed = cover::compose(&art, style, &words, config.ground).and_then(|composed| {
        pictures.add(&art.path, composed.svg)?;
        Ok(composed.findings)
    });
    composed.unwrap_or_else(|why| vec![why.finding(&art.path, Span::GENERATED)])
}

/// A price as the five digits beside a barcode: the first is the currency, and only 5, for US dollars under a hundred, is
/// read in every shop (BISG's guide to bar codes, read 2026-11-22).
fn beside_bars(prices: &[Price]) -> Option<String> {
    let dollars = prices
        .iter()
        .find(|price| price.currency == "USD" && price.cents < 10_000)?;
    Some(format!("5{:04}", dollars.cents))
}

/// An edition of so many pages, bound.
fn bound(edition: &Edition, print: &PrintForm, pages: usize) -> BoundBook {
    BoundBook {
        printer: print.printer(),
        binding: print.binding,
        stock: print.stock,
        trim: print.trim.into(),
        pages: u32::try_from(pages).unwrap_or(u32::MAX),
        spine: print.spine.map(|spine| spine.width),
        spine_pages: print.spine.and_then(|spine| spine.pages),
        span: edition.span,
    }
}
