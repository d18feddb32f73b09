//! What printers and stores measure in a PDF. Lengths are inches.

use super::{Facts, Page, Sides, Space, TextRun, bars, rules, x1a, x4};
use crate::check::measures::Measures;
use crate::length::Points;

/// What is asked of every PDF.
fn common(facts: &Facts) -> Measures {
    let mut out = Measures::default();
    out.count("bytes", facts.bytes);
    out.count("pages", facts.pages.len());
    out.text("version", facts.version.clone());
    out.flag("encrypted", facts.encrypted);
    out.list("faces-missing", facts.faces_missing.iter().cloned().collect());
    out.list("active", facts.active.iter().cloned().collect());
    let annotated = (1..).zip(&facts.pages).filter(|(_, page)| page.annotations > 0);
    out.list("annotated", annotated.map(|(at, _)| page_name(at)).collect());
    out.flag("has-outline", facts.catalog.contains("Outlines"));
    out.flag("is-tagged", facts.catalog.contains("StructTreeRoot"));
    out.flag(
        "has-title",
        facts.info.get("Title").is_some_and(|title| !title.is_empty()),
    );
    let size = facts.pages.first().and_then(|page| page.media);
    if let Some([left, bottom, right, top]) = size {
        out.length("width", Points(right - left));
        out.length("height", Points(top - bottom));
    }
    let other = (1..).zip(&facts.pages).filter(|(_, page)| !same_size(page.media, size));
    out.list("sizes-differ", other.map(|(at, _)| page_name(at)).collect());
    inks(facts, &mut out);
    sizes(facts, &mut out);
    out
}

fn page_name(at: usize) -> String {
    format!("page {at}")
}

fn same_size(a: Option<Sides>, b: Option<Sides>) -> bool {
    let size = |s: Sides| (s[2] - s[0], s[3] - s[1]);
    match (a.map(size), b.map(size)) {
        (Some(a), Some(b)) => (a.0 - b.0).abs() < 0.01 && (a.1 - b.1).abs() < 0.01,
        _ => false,
    }
}

fn inks(facts: &Facts, out: &mut Measures) {
    let pages = || (1..).zip(&facts.pages);
    let spaces = |wanted: fn(&Space) -> bool| -> Vec<String> {
        let found = pages().filter(|(_, page)| page.ink.spaces.iter().any(wanted));
        found.map(|(at, _)| page_name(at)).collect()
    };
    out.list("pages-rgb", spaces(|space| *space == Space::Rgb));
    out.list("pages-spot", spaces(|space| matches!(space, Space::Spot(_))));
    out.list("pages-profiled", spaces(|space| matches!(space, Space::Independent(_))));
    out.list("pages-colored", spaces(|space| *space != Space::Gray));
    let transparent = pages().filter(|(_, page)| !page.ink.transparency.is_empty());
    out.list("pages-transparent", transparent.map(|(at, _)| page_name(at)).collect());
    let most = pages().max_by(|a, b| a.1.ink.most.total_cmp(&b.1.ink.most));
    out.extreme("ink", most.map(|(at, page)| (page.ink.most, page_name(at))));
    let colored = pages().filter(|(_, page)| page.ink.colored_text);
    out.list("type-colored", colored.map(|(at, _)| page_name(at)).collect());
}

/// The smallest of everything. What a page has none of is not measured.
fn sizes(facts: &Facts, out: &mut Measures) {
    let least = |of: &dyn Fn(&Page) -> Option<f64>| {
        let found = (1..)
            .zip(&facts.pages)
            .filter_map(|(at, page)| Some((of(page)?, page_name(at))));
        found.min_by(|a, b| a.0.total_cmp(&b.0))
    };
    let smallest = |page: &Page| {
        let sizes = page.layout.text.iter().map(TextRun::size);
        sizes.reduce(f64::min)
    };
    out.extreme("type-size", least(&smallest));
    out.extreme("rule", least(&|page| page.layout.thinnest_line));
    for (name, line_art) in [("dots", false), ("dots-line-art", true)] {
        let dots = |page: &Page| {
            let kind = page.layout.resolutions.iter().filter(|(_, is)| *is == line_art);
            kind.map(|(dots, _)| *dots).reduce(f64::min)
        };
        out.extreme(name, least(&dots));
    }
}

/// What printers ask of the pages of a book.
pub fn interior_measures(facts: &Facts) -> Measures {
    let mut out = common(facts);
    out.flag("even", facts.pages.len().is_multiple_of(2));
    let blank = |page: &Page| page.ink.spaces.is_empty();
    out.flag("ends-blank", facts.pages.last().is_some_and(blank));
    let mut run = 0;
    let runs = facts.pages.iter().map(|page| {
        run = if blank(page) { run + 1 } else { 0 };
        run
    });
    out.count("blank-run", runs.max().unwrap_or(0));
    let trims = facts.pages.first().and_then(|page| page.trim);
    if let Some([left, bottom, right, top]) = trims {
        out.length("trim-width", Points(right - left));
        out.length("trim-height", Points(top - bottom));
        let name = format!("{}x{}", tidy(right - left), tidy(top - bottom));
        out.text("trim", name);
    }
    margins(facts, &mut out);
    let said = |key: &str| facts.info.get(key).map_or("", String::as_str);
    let xmp = facts.xmp.as_ref().and_then(|xmp| xmp.get("pdfxid:GTS_PDFXVersion"));
    let (standard, faults) = match (said("GTS_PDFXVersion"), xmp.map(String::as_str)) {
        (_, Some("PDF/X-4")) => ("PDF/X-4", x4(facts, f64::MAX)),
        ("PDF/X-1:2001", _) => ("PDF/X-1a:2001", x1a(facts, f64::MAX)),
        _ => ("none", rules::pages_of_print(facts)),
    };
    out.text("standard", standard);
    let codes = faults.iter().map(|fault| fault.code.to_string());
    out.list("standard-faults", codes.collect());
    out
}

/// `6`, `5.5`, `6.14`: hundredths of an inch at most.
fn tidy(points: f64) -> String {
    let written = format!("{:.2}", Points(points).inches());
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// How far type stays from the cut: pages are counted from a recto, whose left is the gutter.
fn margins(facts: &Facts, out: &mut Measures) {
    let least = |of: &dyn Fn(bool, Sides, Sides) -> f64| {
        let found = (1..).zip(&facts.pages).filter_map(|(at, page)| {
            let area = page.layout.text_area()?;
            let trim = page.trim.or(page.media)?;
            Some((Points(of(at % 2 == 1, area, trim)).inches().0, page_name(at)))
        });
        found.min_by(|a, b| a.0.total_cmp(&b.0))
    };
    out.extreme(
        "margin-gutter",
        least(&|recto, area, trim| match recto {
            true => area[0] - trim[0],
            false => trim[2] - area[2],
        }),
    );
    out.extreme(
        "margin-outside",
        least(&|recto, area, trim| match recto {
            true => trim[2] - area[2],
            false => area[0] - trim[0],
        }),
    );
    out.extreme("margin-top", least(&|_, area, trim| trim[3] - area[3]));
    out.extreme("margin-bottom", least(&|_, area, trim| area[1] - trim[1]));
}

/// What printers ask of a wrap.
pub fn cover_measures(facts: &Facts) -> Measures {
    let mut out = common(facts);
    let Some(page) = facts.pages.first() else {
        return out;
    };
    let sheet = page.media.unwrap_or_default();
    let read = bars::read(&page.layout.filled);
    let digits = read.as_ref().map_or("none", |(digits, _)| digits);
    out.text("barcode", digits);
    if let Some((_, [left, bottom, right, top])) = &read {
        out.length("barcode-width", Points(right - left));
        out.length("barcode-height", Points(top - bottom));
        out.length("barcode-from-foot", Points(bottom - sheet[1]));
    }
    let areas = || page.layout.text.iter().map(TextRun::area);
    let from_edge = areas().map(|[left, bottom, right, top]| {
        let across = (left - sheet[0]).min(sheet[2] - right);
        across.min((bottom - sheet[1]).min(sheet[3] - top))
    });
    if let Some(least) = from_edge.reduce(f64::min) {
        out.length("type-from-edge", Points(least));
    }
    let middle = (sheet[0] + sheet[2]) / 2.0;
    // What stands across the middle of the sheet is the spine's.
    let on_spine = areas().filter(|[left, _, right, _]| *left < middle && *right > middle);
    let taken = on_spine.map(|[left, _, right, _]| 2.0 * (middle - left).max(right - middle));
    let taken = taken.reduce(f64::max);
    out.flag("spine-has-type", taken.is_some());
    out.length("spine-type", Points(taken.unwrap_or(0.0)));
    out
}

/// What stores ask of a PDF for screens.
pub fn screen_measures(facts: &Facts) -> Measures {
    common(facts)
}
