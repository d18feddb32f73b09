//! What standards and printers have against a PDF.

use super::ink::first_pages;
use super::{Facts, Page, Sides, Space};
use crate::diagnostic::{Code, Diagnostic, codes};
use crate::span::Span;

/// How far two boxes may be apart and still be one, in points.
const NEAR: f64 = 0.01;

/// What PDF/X-1a:2001 (ISO 15930-1) forbids, and ink over `limit` percent. Empty: the file conforms as far as can be
/// seen in it.
pub fn x1a(facts: &Facts, limit: f64) -> Vec<Diagnostic> {
    let mut out = Findings::default();
    out.must(facts.version == "1.3", codes::PDFX_VERSION, || {
        format!("PDF/X-1a:2001 is PDF 1.3, and this is PDF {}", facts.version)
    });
    out.must(!facts.packed_objects, codes::PDFX_VERSION, || {
        "objects are packed in streams, which PDF 1.3 does not know".to_owned()
    });
    out.said(facts, "GTS_PDFXVersion", Some("PDF/X-1:2001"));
    out.said(facts, "GTS_PDFXConformance", Some("PDF/X-1a:2001"));
    exchange(facts, &mut out);
    for (space, page) in first_pages(facts.pages.iter().map(|page| &page.ink)) {
        let allowed = matches!(space, Space::Gray | Space::Cmyk | Space::Spot(_));
        out.must(allowed, codes::PDFX_COLOR, || {
            format!("page {page} is painted in {space}, which is neither CMYK, nor grey, nor a spot colour")
        });
    }
    transparency(facts, &mut out);
    ink(facts, limit, &mut out);
    out.0
}

/// What PDF/X-4 (ISO 15930-7) forbids, and ink over `limit` percent.
pub fn x4(facts: &Facts, limit: f64) -> Vec<Diagnostic> {
    let mut out = Findings::default();
    out.must(facts.version == "1.6", codes::PDFX_VERSION, || {
        format!("PDF/X-4 is PDF 1.6, and this is PDF {}", facts.version)
    });
    let version = facts.xmp.as_ref().and_then(|xmp| xmp.get("pdfxid:GTS_PDFXVersion"));
    out.must(version.is_some_and(|v| v == "PDF/X-4"), codes::PDFX_METADATA, || {
        "the XMP does not say that this is PDF/X-4".to_owned()
    });
    exchange(facts, &mut out);
    out.must(
        facts.intents.iter().any(|intent| intent.profile),
        codes::PDFX_INTENT,
        || "the profile of the printing condition is not in the file".to_owned(),
    );
    ink(facts, limit, &mut out);
    out.0
}

/// What a printer of books has against pages, whatever the standard: things that are not printed, and pages unlike
/// each other (KDP G201857950 and GYEKAVKMSE23PFTM, read 2026-11-22).
pub fn pages_of_print(facts: &Facts) -> Vec<Diagnostic> {
    let mut out = Findings::default();
    faces(facts, &mut out);
    out.must(!facts.encrypted, codes::PDF_ENCRYPTED, || {
        "the file is encrypted".to_owned()
    });
    for key in ["Outlines", "AcroForm", "StructTreeRoot"] {
        out.must(!facts.catalog.contains(key), codes::PDF_NOT_PRINTED, || {
            format!("the file has {key}, which no printer wants")
        });
    }
    annotations(facts, &mut out);
    active(facts, &mut out);
    out.must(facts.pages.len().is_multiple_of(2), codes::PDF_ODD_PAGES, || {
        format!("{} pages: the last leaf has one side", facts.pages.len())
    });
    let size = |page: &Page| page.trim.or(page.media).map(|[l, b, r, t]| (r - l, t - b));
    let first = facts.pages.first().and_then(size);
    let other = facts.pages.iter().position(|page| match (size(page), first) {
        (Some((w, h)), Some((width, height))) => (w - width).abs() > NEAR || (h - height).abs() > NEAR,
        _ => true,
    });
    if let Some(at) = other {
        out.add(
            codes::PDF_PAGE_SIZE,
            format!("page {} is of another size than the first", at + 1),
        );
    }
    out.0
}

#[derive(Default)]
struct Findings(Vec<Diagnostic>);

impl Findings {
    fn add(&mut self, code: Code, message: String) {
        self.0
            .push(Diagnostic::new(code, Span::GENERATED, message).with_help(
                "this is a fault of the program that wrote the file: report it with the book that shows it",
            ));
    }

    fn must(&mut self, holds: bool, code: Code, message: impl FnOnce() -> String) {
        if !holds {
            self.add(code, message());
        }
    }

    /// What the Info dictionary must say: this, or anything.
    fn said(&mut self, facts: &Facts, key: &str, wanted: Option<&str>) {
        let said = facts.info.get(key).map(String::as_str);
        let holds = said.is_some_and(|said| wanted.is_none_or(|wanted| said == wanted));
        self.must(holds, codes::PDFX_METADATA, || match wanted {
            Some(wanted) => format!("{key} is {said:?} and must be {wanted}"),
            None => format!("{key} is missing"),
        });
    }
}

/// What every standard of the family wants.
fn exchange(facts: &Facts, out: &mut Findings) {
    out.must(!facts.encrypted, codes::PDF_ENCRYPTED, || {
        "the file is encrypted".to_owned()
    });
    out.must(facts.identified, codes::PDFX_METADATA, || {
        "the trailer has no ID".to_owned()
    });
    for key in ["Title", "Creator", "Producer", "CreationDate", "ModDate"] {
        out.said(facts, key, None);
    }
    let trapped = facts.info.get("Trapped").map(String::as_str);
    out.must(matches!(trapped, Some("True" | "False")), codes::PDFX_METADATA, || {
        "Trapped is neither True nor False".to_owned()
    });
    agreement(facts, out);
    let mut intents = facts.intents.iter().filter(|intent| intent.kind == "GTS_PDFX");
    match (intents.next(), intents.next()) {
        (Some(intent), None) => {
            let known = intent.profile || intent.registry.is_some();
            out.must(!intent.condition.is_empty() && known, codes::PDFX_INTENT, || {
                "the output intent names no printing condition".to_owned()
            });
        }
        _ => out.add(codes::PDFX_INTENT, "there must be one output intent".to_owned()),
    }
    faces(facts, out);
    active(facts, out);
    annotations(facts, out);
    out.must(!facts.filters.contains("LZWDecode"), codes::PDFX_FILTER, || {
        "a stream is packed with LZW".to_owned()
    });
    if let Some(at) = facts.pages.iter().position(|page| !has_sound_boxes(page)) {
        out.add(
            codes::PDFX_BOXES,
            format!("the boxes of page {} do not lie in one another", at + 1),
        );
    }
}

/// The Info dictionary and XMP, where there is any, must say the same. Dates are compared by their digits.
fn agreement(facts: &Facts, out: &mut Findings) {
    let Some(xmp) = &facts.xmp else { return };
    let digits = |date: &str| -> String { date.chars().filter(char::is_ascii_digit).take(14).collect() };
    for (key, said) in &facts.info {
        let Some(other) = xmp.get(key) else { continue };
        let same = match key.as_str() {
            "CreationDate" | "ModDate" => digits(said) == digits(other),
            // A list in the one, a line in the other.
            "Author" => said.replace(", ", "") == other.replace(", ", ""),
            _ => said.trim() == other.trim(),
        };
        out.must(same, codes::PDF_METADATA_DIFFERS, || {
            format!("{key} is {said:?} in the Info dictionary and {other:?} in XMP")
        });
    }
}

fn faces(facts: &Facts, out: &mut Findings) {
    for face in &facts.faces_missing {
        out.add(codes::PDF_FACE_MISSING, format!("the face {face} is not embedded"));
    }
}

fn active(facts: &Facts, out: &mut Findings) {
    for key in &facts.active {
        out.add(codes::PDF_ACTIVE, format!("the file holds {key}"));
    }
}

fn annotations(facts: &Facts, out: &mut Findings) {
    if let Some(at) = facts.pages.iter().position(|page| page.annotations > 0) {
        out.add(codes::PDF_ANNOTATION, format!("page {} has annotations", at + 1));
    }
}

fn transparency(facts: &Facts, out: &mut Findings) {
    for (at, page) in facts.pages.iter().enumerate() {
        for key in &page.ink.transparency {
            out.add(
                codes::PDFX_TRANSPARENCY,
                format!("page {} is transparent: {key}", at + 1),
            );
        }
    }
}

fn ink(facts: &Facts, limit: f64, out: &mut Findings) {
    let colored = facts.pages.iter().position(|page| page.ink.colored_text);
    if let Some(at) = colored {
        out.add(
            codes::PDF_TEXT_INK,
            format!("text of page {} is set in more inks than black", at + 1),
        );
    }
    // A sample has 255 steps.
    let over = facts.pages.iter().position(|page| page.ink.most > limit + 0.5);
    if let Some(at) = over {
        let most = facts.pages[at].ink.most;
        out.add(
            codes::PDF_INK,
            format!("page {} has {most:.0} % of ink on a spot, over {limit:.0} %", at + 1),
        );
    }
    if let Some(at) = facts.pages.iter().position(|page| page.ink.unmeasured > 0) {
        out.add(
            codes::PDF_INK,
            format!("the ink of a picture on page {} cannot be measured", at + 1),
        );
    }
}

/// A page has a trim, within its bleed, within its paper.
fn has_sound_boxes(page: &Page) -> bool {
    let (Some(media), Some(trim)) = (page.media, page.trim) else {
        return false;
    };
    let bleed = page.bleed.unwrap_or(trim);
    page.art.is_none()
        && lies_in(trim, bleed)
        && lies_in(bleed, media)
        && page.crop.is_none_or(|crop| lies_in(crop, media))
}

fn lies_in(inner: Sides, outer: Sides) -> bool {
    inner[0] >= outer[0] - NEAR
        && inner[1] >= outer[1] - NEAR
        && inner[2] <= outer[2] + NEAR
        && inner[3] <= outer[3] + NEAR
}
