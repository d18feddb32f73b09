//! What stores measure in an EPUB.

use super::style::em;
use super::{Declaration, Document, Facts};
use crate::check::measures::{Measures, Value};
use crate::check::picture;

/// What stores ask of an EPUB.
pub fn measures(facts: &Facts) -> Measures {
    let mut out = Measures::default();
    out.count("bytes", facts.bytes);
    out.flag("marked", facts.is_marked);
    out.flag("encrypted", facts.encrypted);
    out.text("version", facts.version.clone());
    statements(facts, &mut out);
    navigation(facts, &mut out);
    cover(facts, &mut out);
    pictures(facts, &mut out);
    texts(facts, &mut out);
    styles(facts, &mut out);
    out
}

/// What the package says.
fn statements(facts: &Facts, out: &mut Measures) {
    for (name, property) in [
        ("title", "dc:title"),
        ("language", "dc:language"),
        ("creator", "dc:creator"),
        ("modified", "dcterms:modified"),
    ] {
        if let Some(said) = facts.first(property) {
            out.text(name, said);
        }
    }
    let identifiers = facts.properties.get("dc:identifier").cloned().unwrap_or_default();
    let isbn = identifiers.iter().find_map(|i| i.strip_prefix("urn:isbn:"));
    out.text("isbn", isbn.unwrap_or_default());
    for (name, property) in [
        ("access-modes", "schema:accessMode"),
        ("access-features", "schema:accessibilityFeature"),
        ("access-hazards", "schema:accessibilityHazard"),
        ("conforms-to", "dcterms:conformsTo"),
    ] {
        out.list(name, facts.properties.get(property).cloned().unwrap_or_default());
    }
    let said = |property: &str| facts.first(property).unwrap_or_default();
    out.text("page-source", said("pageBreakSource"));
    out.text("certifier", said("a11y:certifiedBy"));
}

fn navigation(facts: &Facts, out: &mut Measures) {
    out.count("toc-depth", facts.toc_depth);
    out.count("toc-entries", facts.toc_entries);
    out.flag("toc-has-table", facts.nav_has_table);
    out.list("landmarks", facts.landmarks.iter().cloned().collect());
    out.flag("has-ncx", facts.has_ncx);
    let names = facts.sizes.keys().filter_map(|path| path.rsplit('/').next());
    let plain = |name: &&str| name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    let odd: Vec<String> = names.filter(|name| !plain(name)).map(str::to_owned).collect();
    out.list("odd-names", odd);
}

fn cover(facts: &Facts, out: &mut Measures) {
    out.flag("has-cover", facts.cover.is_some());
    out.flag("has-old-cover", facts.has_old_cover);
    let Some(path) = &facts.cover else { return };
    if let Some(picture) = facts.pictures.get(path) {
        out.add("cover", picture::measures(picture));
    }
    let first = facts.documents.first().filter(|_| facts.in_order > 0);
    let name = path.rsplit('/').next().unwrap_or(path);
    let shows = first.is_some_and(|page| {
        let mut pictures = page.pictures.iter();
        pictures.any(|picture| picture.source.ends_with(name))
    });
    out.flag("begins-with-cover", shows);
    let words = first.map_or(0, |page| page.blocks.len());
    out.flag("cover-page-has-text", shows && words > 0);
}

fn pictures(facts: &Facts, out: &mut Measures) {
    let inside = || {
        let cover = facts.cover.as_ref();
        facts.pictures.iter().filter(move |(path, _)| Some(*path) != cover)
    };
    let largest = |measure: fn(&picture::Facts) -> u64| {
        let found = facts.pictures.iter().max_by_key(|(_, picture)| measure(picture));
        found.map(|(path, picture)| (measure(picture) as f64, path.clone()))
    };
    out.extreme("picture-bytes", largest(|picture| picture.bytes as u64));
    out.extreme("picture-pixels", largest(picture::Facts::pixels));
    let which = |is: &dyn Fn(&picture::Facts) -> bool| -> Vec<String> {
        let found = inside().filter(|(_, picture)| is(picture));
        found.map(|(path, _)| path.clone()).collect()
    };
    out.list("pictures-transparent", which(&|picture| picture.transparent));
    out.list("pictures-cmyk", which(&|picture| picture.color == "cmyk"));
    out.list("pictures-svg", which(&|picture| picture.format == "svg"));
    let known = ["jpeg", "png", "svg", "gif"];
    out.list("pictures-odd", which(&|picture| !known.contains(&picture.format)));
    out.list("pictures-gif", which(&|picture| picture.format == "gif"));
    let shown = || facts.documents.iter().flat_map(|page| &page.pictures);
    let mute = shown().filter(|picture| picture.alt.is_none());
    out.list("pictures-without-alt", mute.map(|p| p.source.clone()).collect());
    let alts = shown().filter_map(|p| Some((p.alt.as_ref()?.chars().count(), p)));
    let longest = alts.max_by_key(|(length, _)| *length);
    out.extreme(
        "alt-chars",
        longest.map(|(length, p)| (length as f64, p.source.clone())),
    );
}

fn texts(facts: &Facts, out: &mut Measures) {
    let files = |is: &dyn Fn(&Document) -> bool| -> Vec<String> {
        let found = facts.documents.iter().filter(|page| is(page));
        found.map(|page| page.path.clone()).collect()
    };
    let links = facts.documents.iter().flat_map(|page| page.links.iter().cloned());
    out.list("links", links.collect());
    let plain = facts.documents.iter().flat_map(|page| &page.links);
    let plain = plain.filter(|link| link.starts_with("http://")).cloned();
    out.list("links-unsecured", plain.collect());
    out.list("active", files(&|page| page.is_active));
    out.list("svg-pictures", files(&|page| page.svg.1));
    let largest = facts.documents.iter().max_by_key(|page| page.bytes);
    out.extreme(
        "document-bytes",
        largest.map(|page| (page.bytes as f64, page.path.clone())),
    );
    let widest = facts.documents.iter().max_by_key(|page| page.columns);
    out.extreme(
        "table-columns",
        widest.map(|page| (page.columns as f64, page.path.clone())),
    );
    let spaced = |page: &Document| page.blocks.iter().any(|text| text.contains("\u{a0}\u{a0}"));
    out.list("nbsp-runs", files(&spaced));
    let counted = facts.documents.iter().filter(|page| !page.path.ends_with("nav.xhtml"));
    let refers = counted.flat_map(|page| page.blocks.iter().filter_map(|text| page_reference(text)));
    out.list("page-references", refers.collect());
    let pages = facts.documents.iter().take(facts.in_order);
    let undivided = pages.filter(|page| !page.blocks.is_empty() && page.toc_entries == 0 && !page.has_kobo_spans);
    out.list("without-kobo-spans", undivided.map(|page| page.path.clone()).collect());
    out.count("documents", facts.in_order);
    let words = facts.documents.iter().flat_map(|page| &page.blocks);
    out.count("words", words.map(|text| text.split_whitespace().count()).sum());
}

/// "see page 12", which leads nowhere in a book that reflows.
fn page_reference(text: &str) -> Option<String> {
    ["on page ", "see page ", "(page "].iter().find_map(|lead| {
        let at = text.find(lead)?;
        let rest = text[at + lead.len()..].chars();
        let number: String = rest.take_while(char::is_ascii_digit).collect();
        (!number.is_empty()).then(|| format!("{lead}{number}"))
    })
}

fn styles(facts: &Facts, out: &mut Measures) {
    let shown = |is: &dyn Fn(&Declaration) -> bool| -> Vec<String> {
        let found = facts.styles.iter().filter(|(_, declared)| is(declared));
        found.map(|(_, declared)| declared.shown()).collect()
    };
    out.list("css-look-of-all", shown(&|d| d.is_for_all() && d.is_look()));
    out.list("css-negative-margins", shown(&Declaration::has_negative_margin));
    out.list("css-heights", shown(&Declaration::is_height_of_text));
    let fixed = |d: &Declaration| d.property == "position" && ["fixed", "absolute"].contains(&&*d.value);
    out.list("css-positions", shown(&fixed));
    let quotes = |d: &Declaration| {
        let relative = |side: &str| side.ends_with('%') || side == "auto";
        d.selector.ends_with("blockquote") && d.side_margins().iter().any(|(em, side)| *em != 0.0 && !relative(side))
    };
    out.list("css-quote-margins", shown(&quotes));
    let most = |of: &dyn Fn(&Declaration) -> Option<f64>| {
        let found = facts.styles.iter().filter_map(|(_, d)| Some((of(d)?, d.shown())));
        found.max_by(|a, b| a.0.total_cmp(&b.0))
    };
    let margin = |d: &Declaration| {
        let sides = d.side_margins().into_iter().map(|(em, _)| em);
        sides.filter(|_| d.is_for_all()).reduce(f64::max)
    };
    out.set("css-body-margin", Value::Number(0.0), None);
    out.extreme("css-body-margin", most(&margin));
    let indent = |d: &Declaration| em(&d.value).filter(|_| d.property == "text-indent");
    out.set("css-indent", Value::Number(0.0), None);
    out.extreme("css-indent", most(&indent));
}
