//! Links, outline, page labels and metadata.

use super::*;

#[test]
fn links_lead_where_they_should() {
    let file = read(&book(), Purpose::Screen);
    let links = file.pages()[0].at("Annots").items();
    assert_eq!(links.len(), 2, "the link to an unknown anchor is left out");
    for link in &links {
        assert_eq!(link.at("F").to_string(), "4", "it is printed");
        assert!(link.has("Contents"));
    }
    assert_eq!(links[0].at("Dest").to_string(), "[page 3 /XYZ null 575 null]");
    assert_eq!(links[0].at("Contents").to_string(), "(The office fo)");
    assert_eq!(
        links[1].at("A URI").to_string(),
        "(https://example.com/%C3%9Cber%20uns)"
    );
}

#[test]
fn the_outline_nests_and_is_shown() {
    let file = read(&book(), Purpose::Screen);
    assert_eq!(file.catalog("PageMode").to_string(), "/UseOutlines");
    let outline = file.catalog("Outlines");
    for (way, expected) in [
        ("Count", "3"),
        ("First Title", "(Part I: Überblick)"),
        ("First Count", "1"),
        ("First First Count", "-1"),
        ("First First Last Title", "(Its end)"),
        ("Last Title", "(Plates)"),
    ] {
        assert_eq!(outline.at(way).to_string(), expected, "{way}");
    }
    let last = outline.at("Last");
    assert!(last.has("Prev") && !last.has("Next"));
}

#[test]
fn page_labels_follow_the_folios() {
    let file = read(&book(), Purpose::Screen);
    let labels = file.catalog("PageLabels Nums").items();
    let ranges: Vec<String> = labels
        .chunks_exact(2)
        .map(|pair| format!("{} {} {}", pair[0], pair[1].at("S"), pair[1].at("St")))
        .collect();
    assert_eq!(ranges, ["0 /r 1", "2 /D 1", "4 /D 10"]);
}

#[test]
fn info_and_xmp_agree_and_are_dated_by_the_book() {
    let file = read(&book(), Purpose::Screen);
    let info = file.trailer("Info");
    assert_eq!(info.at("Title").to_string(), "(Reversing “Tendonitis” & more)");
    assert_eq!(info.at("Author").to_string(), "(A. Author, B. Björk)");
    assert_eq!(info.at("CreationDate").to_string(), "(D:20261122115959Z)");
    let metadata = file.catalog("Metadata");
    assert!(!metadata.has("Filter"));
    let xmp = String::from_utf8(metadata.stream().content.clone()).unwrap();
    for part in [
        "Reversing “Tendonitis” &amp; more",
        "<rdf:li>B. Björk</rdf:li>",
        "2026-11-22T11:59:59Z",
        "tendon, knee",
    ] {
        assert!(xmp.contains(part), "{part} in {xmp}");
    }
    assert_eq!(file.catalog("Lang").to_string(), "(en-US)");
    assert_eq!(file.catalog("ViewerPreferences DisplayDocTitle").to_string(), "true");
}
