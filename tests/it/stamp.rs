//! Copies for one buyer.

use crate::support::book::{book, format, prose};
use crate::support::pdf::on_disk;
use crate::support::{epubcheck, oracle};
use bindery::book::trade::EditionKind;
use bindery::edition;
use bindery::epub;
use bindery::pdf::{self, Info, Purpose, Standard};
use bindery::picture::Pictures;
use bindery::print::typeset;
use bindery::project::Edition;
use bindery::stamp::{self, StampError, Template};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::process::Command;

const BUYER: &str = "Zoë & Søn <zoe@example.org>";

fn ebook() -> Vec<u8> {
    let (whole, _) = book(&[&format!("# One\n\n{}\n", prose(200, 1))]);
    let (ebook, _) = edition::of(&whole, &Edition::new(EditionKind::Ebook), &[]);
    epub::build(&ebook, &Pictures::default(), None).bytes
}

fn pages(purpose: Purpose) -> Vec<u8> {
    let (whole, _) = book(&[&format!("# One\n\n{}\n", prose(200, 1))]);
    let config = Edition::new(EditionKind::DigitalPdf);
    let (digital, _) = edition::of(&whole, &config, &[]);
    let format = format(EditionKind::DigitalPdf, "practical");
    let set = typeset(&digital, &Pictures::default(), &format);
    let info = Info {
        title: "A Book of Tests".into(),
        language: "en".into(),
        ..Info::default()
    };
    pdf::write(&set.pages, &info, purpose).expect("a file")
}

fn copy(of: &[u8], buyer: &str) -> Vec<u8> {
    let template = Template::read(of.to_vec()).expect("a template");
    template.copy_for(buyer).expect("a copy")
}

fn files(epub: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(epub)).expect("an archive");
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).expect("an entry");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("its bytes");
            (file.name().expect("a name").to_string(), bytes)
        })
        .collect()
}

#[test]
fn a_copy_of_an_ebook_names_its_buyer_twice_and_is_the_same_book() {
    let whole = ebook();
    let made = copy(&whole, BUYER);
    epubcheck::assert_clean("stamped", &made);
    assert_eq!(stamp::buyer(&made).expect("readable").as_deref(), Some(BUYER));
    let (before, after) = (files(&whole), files(&made));
    let changed: Vec<&String> = before.keys().filter(|name| before[*name] != after[*name]).collect();
    assert_eq!(changed, ["EPUB/copyright.xhtml", "EPUB/package.opf"]);
    let page = String::from_utf8_lossy(&after["EPUB/copyright.xhtml"]).into_owned();
    assert!(
        page.contains("made for Zoë &amp; Søn &lt;zoe@example.org&gt;."),
        "{page}"
    );
    let opf = String::from_utf8_lossy(&after["EPUB/package.opf"]).into_owned();
    assert!(!opf.contains("Søn"), "the mark is hidden");
}

#[test]
fn a_copy_of_a_pdf_names_its_buyer_and_keeps_the_old_bytes() {
    let whole = pages(Purpose::Screen);
    let made = copy(&whole, BUYER);
    assert_eq!(stamp::buyer(&made).expect("readable").as_deref(), Some(BUYER));
    assert!(made.starts_with(&whole));
    let file = on_disk(&made);
    if let Some(qpdf) = oracle::find("qpdf") {
        let output = Command::new(qpdf)
            .arg("--check")
            .arg(file.path())
            .output()
            .expect("run");
        assert!(output.status.success(), "{output:?}");
    }
    if let Some(pdftotext) = oracle::find("pdftotext") {
        let output = Command::new(pdftotext)
            .args(["-l", "1"])
            .arg(file.path())
            .arg("-")
            .output()
            .expect("run");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(text.contains(&format!("This copy was made for {BUYER}.")), "{text}");
    }
}

#[test]
fn the_same_buyer_gets_the_same_bytes_and_another_others() {
    for whole in [ebook(), pages(Purpose::Screen)] {
        assert!(copy(&whole, BUYER) == copy(&whole, BUYER));
        assert!(copy(&whole, BUYER) != copy(&whole, "Somebody Else"));
        assert!(matches!(stamp::buyer(&whole), Ok(None)));
    }
}

#[test]
fn a_mark_that_was_changed_is_told() {
    let made = copy(&pages(Purpose::Screen), "Jane Doe");
    let digits = b"4a616e65";
    let at = made.windows(8).position(|bytes| bytes == digits).expect("the mark");
    let mut changed = made;
    changed[at + 1] = b'b';
    assert!(matches!(stamp::buyer(&changed), Err(StampError::MarkChanged)));
}

#[test]
fn what_cannot_be_a_copy_is_refused_by_its_cause() {
    let refusal = |bytes: &[u8]| Template::read(bytes.to_vec()).err().expect("a refusal");
    let printers = pages(Purpose::Exchange(Standard::X1a));
    assert!(matches!(refusal(&printers), StampError::ForPrinter));
    assert!(matches!(refusal(b"%PDF-1.7\n"), StampError::PdfUnreadable(_)));
    assert!(matches!(refusal(&ebook()[..500]), StampError::NotArchive(_)));
    for other in [&b""[..], b"PK\x03\x04", b"text"] {
        assert!(matches!(refusal(other), StampError::UnknownFormat));
    }
    let template = Template::read(ebook()).expect("a template");
    for name in ["", " ", "two\nlines", &"x".repeat(500)] {
        assert!(template.copy_for(name).is_err(), "{name:?}");
    }
}
