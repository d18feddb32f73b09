//! Files of the standards for print, read back by what shares no code with their writer.

use super::*;
use bindery::check::pdf::{Facts, Space, pages_of_print, read as facts_of, x1a, x4};
use bindery::pdf::{CONDITION, Standard};
use std::process::Command;

const X1A: Purpose = Purpose::Exchange(Standard::X1a);
const X4: Purpose = Purpose::Exchange(Standard::X4);
/// Ink on a spot, percent.
const LIMIT: f64 = 240.0;

fn facts(purpose: Purpose) -> Facts {
    facts_of(&write(&book(), purpose)).unwrap()
}

#[test]
fn files_of_a_standard_conform_to_it() {
    assert_eq!(x1a(&facts(X1A), LIMIT), []);
    assert_eq!(x4(&facts(X4), LIMIT), []);
    let mut even = book();
    even.pages.truncate(4);
    for purpose in [X1A, X4, Purpose::Print] {
        let facts = facts_of(&write(&even, purpose)).unwrap();
        assert_eq!(pages_of_print(&facts), [], "{purpose:?}");
    }
}

#[test]
fn a_file_for_exchange_says_what_it_is_in_both_places() {
    let facts = facts(X1A);
    assert_eq!(facts.version, "1.3");
    assert_eq!(facts.info["GTS_PDFXConformance"], "PDF/X-1a:2001");
    assert_eq!(facts.info["Trapped"], "False");
    let xmp = facts.xmp.as_ref().unwrap();
    assert_eq!(xmp["GTS_PDFXVersion"], facts.info["GTS_PDFXVersion"]);
    assert_eq!(xmp["Title"], facts.info["Title"]);
    assert_eq!(facts.intents[0].condition, CONDITION);
    assert!(!facts.intents[0].profile && facts.intents[0].registry.is_some());
}

#[test]
fn pages_for_a_printer_are_painted_in_black_alone() {
    for purpose in [X1A, X4, Purpose::Print] {
        for page in &facts(purpose).pages {
            assert!(
                page.ink.spaces.iter().all(|space| *space == Space::Gray),
                "{:?}",
                page.ink
            );
            assert!(!page.ink.colored_text && page.ink.most <= 100.0);
        }
    }
}

#[test]
fn what_is_made_for_a_screen_is_no_file_for_a_printer() {
    let screen = facts(Purpose::Screen);
    let codes =
        |findings: Vec<bindery::diagnostic::Diagnostic>| findings.iter().map(|f| f.code.name()).collect::<Vec<_>>();
    for code in ["pdfx-version", "pdfx-metadata", "pdfx-intent", "pdf-annotation"] {
        assert!(codes(x1a(&screen, LIMIT)).contains(&code), "{code}");
    }
    assert!(codes(pages_of_print(&screen)).contains(&"pdf-not-printed"));
}

/// A change to a file, and the rule that must see it.
type Fault = (&'static str, fn(&mut Document));

fn first_page(document: &mut Document) -> &mut Dictionary {
    let id = document.page_iter().next().unwrap();
    document.get_dictionary_mut(id).unwrap()
}

/// Adds operators, and resources of a kind, to the first page.
fn paint(document: &mut Document, operators: &str, kind: &str, name: &str, resource: Object) {
    let id = document.page_iter().next().unwrap();
    let resources = first_page(document).get(b"Resources").unwrap().as_reference().unwrap();
    let resources = document.get_dictionary_mut(resources).unwrap();
    let mut named = Dictionary::new();
    named.set(name, resource);
    resources.set(kind, named);
    document.add_page_contents(id, operators.into()).unwrap();
}

fn info_of(document: &mut Document) -> &mut Dictionary {
    let id = document.trailer.get(b"Info").unwrap().as_reference().unwrap();
    document.get_dictionary_mut(id).unwrap()
}

const FAULTS: &[Fault] = &[
    ("pdfx-version", |d| d.version = "1.4".into()),
    ("pdfx-metadata", |d| {
        info_of(d).remove(b"Trapped");
    }),
    ("pdfx-metadata", |d| {
        d.trailer.remove(b"ID");
    }),
    ("pdf-metadata-differs", |d| {
        info_of(d).set("Title", Object::string_literal("Another Book"));
    }),
    ("pdfx-intent", |d| {
        d.catalog_mut().unwrap().remove(b"OutputIntents");
    }),
    ("pdfx-color", |d| {
        paint(d, "1 0 0 rg 0 0 9 9 re f\n", "Shading", "S", Object::Null)
    }),
    ("pdfx-color", |d| {
        let lab = vec!["Lab".into(), Object::Dictionary(Dictionary::new())];
        paint(d, "/L cs 0 0 9 9 re f\n", "ColorSpace", "L", Object::Array(lab));
    }),
    ("pdf-ink", |d| {
        paint(d, "1 1 1 .1 k 0 0 9 9 re f\n", "Shading", "S", Object::Null)
    }),
    ("pdf-text-ink", |d| {
        paint(d, "1 0 0 0 k BT /T0 9 Tf (  ) Tj ET\n", "Shading", "S", Object::Null);
    }),
    ("pdfx-transparency", |d| {
        let mut state = Dictionary::new();
        state.set("ca", 0.5);
        paint(d, "/G gs\n", "ExtGState", "G", Object::Dictionary(state));
    }),
    ("pdfx-boxes", |d| {
        first_page(d).remove(b"TrimBox");
    }),
    ("pdfx-boxes", |d| {
        let wide = [0, 0, 900, 900].map(Object::from).to_vec();
        first_page(d).set("BleedBox", wide);
    }),
    ("pdf-annotation", |d| {
        let note = d.add_object(Dictionary::new());
        first_page(d).set("Annots", vec![Object::Reference(note)]);
    }),
    ("pdf-active", |d| {
        d.catalog_mut().unwrap().set("OpenAction", Dictionary::new());
    }),
    ("pdf-face-missing", |d| {
        let descriptors = d.objects.values_mut().filter_map(|o| o.as_dict_mut().ok());
        let mut descriptors = descriptors.filter(|o| o.has_type(b"FontDescriptor"));
        descriptors.next().unwrap().remove(b"FontFile3");
    }),
    ("pdfx-filter", |d| {
        let mut lzw = Dictionary::new();
        lzw.set("Filter", "LZWDecode");
        d.add_object(lopdf::Stream::new(lzw, Vec::new()));
    }),
];

#[test]
fn each_fault_is_seen_by_its_own_rule() {
    let sound = write(&book(), X1A);
    for (at, (code, spoil)) in FAULTS.iter().enumerate() {
        let mut document = Document::load_mem(&sound).unwrap();
        spoil(&mut document);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        let found = x1a(&facts_of(&bytes).unwrap(), LIMIT);
        let codes: Vec<&str> = found.iter().map(|finding| finding.code.name()).collect();
        assert_eq!(codes, [*code], "fault {at}: {found:?}");
    }
}

#[test]
fn ghostscript_sees_black_ink_alone_and_no_fault() {
    let Some(gs) = oracle::find("gs") else { return };
    for purpose in [X1A, X4] {
        let file = on_disk(&write(&book(), purpose));
        let output = Command::new(&gs)
            .args(["-q", "-o", "-", "-sDEVICE=inkcov"])
            .arg(file.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && output.stderr.is_empty(), "{said}");
        let pages: Vec<Vec<&str>> = said.lines().map(|l| l.split_whitespace().collect()).collect();
        assert_eq!(pages.len(), book().pages.len(), "{said}");
        for page in pages {
            assert_eq!(page[..3], ["0.00000"; 3], "{said}");
        }
    }
}
