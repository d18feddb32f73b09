//! The covers of printed editions.

use super::{Artifact, INK_LIMIT, Outcome, Stage, against_standard, info, purpose};
use crate::book::trade::{FileRole, Printer};
use crate::book::{Book, Price};
use crate::cover::{self, Bound, Finished, Jacket, Words};
use crate::diagnostic::Diagnostic;
use crate::pdf;
use crate::picture::{Pictures, Source};
use crate::project::{CoverConfig, Edition, PrintForm};
use crate::span::Span;

/// The most ink on a cover that a printer other than IngramSpark takes, in percent: what coated paper bears.
const COVER_INK: u16 = 300;
/// Fewer pages are a draft, and nobody has asked yet who prints it.
const DRAFT: usize = 24;

impl Stage<'_> {
    /// The wrap of an edition with so many pages, and a picture of it with the guides drawn.
    pub(super) fn make_wrap(
        &self,
        book: &Book,
        (stem, edition, print): (&str, &Edition, &PrintForm),
        pages: usize,
        outcome: &mut Outcome,
    ) {
        let Some((art, finished)) = self.wrap_art(book, print) else {
            return;
        };
        let bound = bound(edition, print, pages);
        let mut faults = bound.faults();
        if print.named_printer.is_none() && pages < DRAFT {
            faults.clear();
        }
        if let Some(cover) = print.finished_cover.as_ref().filter(|_| finished) {
            let made_for = Finished {
                pages: cover.pages,
                stock: cover.stock,
                span: Some(cover.span),
            };
            faults.extend(made_for.faults(&bound));
        }
        outcome.findings.append(&mut faults);
        let Some(wrap) = bound.wrap().filter(|_| bound.faults().is_empty()) else {
            return;
        };
        if !self.write {
            return;
        }
        let metadata = &book.metadata;
        let author = metadata.byline();
        let site = metadata.site.as_ref().map(|site| site.name.as_str());
        let price = beside_bars(&edition.prices);
        let jacket = Jacket {
            wrap,
            art,
            finished,
            ground: self.cover.ground,
            title: &metadata.title,
            author: &author,
            back: self
                .cover
                .back
                .as_deref()
                .or(metadata.description.as_deref())
                .unwrap_or_default(),
            imprint: site.or(metadata.publisher.as_deref()).unwrap_or_default(),
            language: &metadata.language,
            isbn: edition.isbn.as_deref(),
            price: price.as_deref(),
            ink_limit: match bound.printer {
                Printer::Ingram => INK_LIMIT,
                Printer::Kdp | Printer::Lulu | Printer::Bookvault => COVER_INK,
            },
            span: edition.span,
        };
        let drawn = match jacket.draw() {
            Ok(drawn) => drawn,
            Err(why) => {
                let span = edition.span.unwrap_or(Span::GENERATED);
                outcome.findings.push(why.finding(&art.path, span));
                return;
            }
        };
        outcome.findings.extend(drawn.findings);
        let purpose = purpose(edition);
        let spine = format!(
            "{:.3} x {:.3} in, spine {:.3} in",
            wrap.width / 72.0,
            wrap.height / 72.0,
            wrap.spine.width() / 72.0
        );
        match pdf::write(&drawn.pages, &info(book), purpose) {
            Ok(bytes) => {
                let limit = f64::from(jacket.ink_limit);
                outcome.findings.extend(against_standard(&bytes, purpose, limit));
                outcome.artifacts.push(Artifact {
                    name: format!("{stem}-cover.pdf"),
                    bytes,
                    edition: Some(edition.name.clone()),
                    role: FileRole::Wrap,
                    summary: spine,
                });
            }
            Err(why) => outcome
                .findings
                .push(why.finding(&format!("cover of the {}", edition.name))),
        }
        outcome.artifacts.push(Artifact {
            name: format!("{stem}-cover.png"),
            bytes: drawn.preview,
            edition: Some(edition.name.clone()),
            role: FileRole::Preview,
            summary: "preview with guides, not for print".into(),
        });
    }

    /// The picture that a wrap is made from, and whether it is the whole wrap's.
    fn wrap_art(&self, book: &Book, print: &PrintForm) -> Option<(&Source, bool)> {
        let finished = print.finished_cover.as_ref().and_then(|cover| cover.picture.as_ref());
        let path = finished.or(book.metadata.cover.as_ref())?;
        Some((self.pictures.get(path)?, finished.is_some()))
    }
}

/// Where the book has art without words for its front, puts the composed front in its place.
pub(super) fn compose_front(
    book: &Book,
    config: &CoverConfig,
    pictures: &mut Pictures,
    findings: &mut Vec<Diagnostic>,
) {
    let metadata = &book.metadata;
    let art = metadata.cover.as_ref().and_then(|path| pictures.get(path)).cloned();
    let (Some(style), Some(art)) = (config.style, art) else {
        return;
    };
    let author = metadata.byline();
    let words = Words::of(metadata, &author);
    let composed = cover::compose(&art, style, &words, config.ground).and_then(|composed| {
        pictures.add(&art.path, composed.svg)?;
        Ok(composed.findings)
    });
    match composed {
        Ok(found) => findings.extend(found),
        Err(why) => findings.push(why.finding(&art.path, Span::GENERATED)),
    }
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
fn bound(edition: &Edition, print: &PrintForm, pages: usize) -> Bound {
    Bound {
        printer: print.printer(),
        binding: print.binding,
        stock: print.stock,
        trim: print.trim,
        pages: u32::try_from(pages).unwrap_or(u32::MAX),
        spine: print.spine.map(|spine| spine.width),
        spine_pages: print.spine.and_then(|spine| spine.pages),
        span: edition.span,
    }
}
