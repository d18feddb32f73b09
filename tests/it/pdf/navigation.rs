//! Links, outline, page labels and metadata.

use super::*;

#[test]
fn links_lead_where_they_should() {
    let document = read(&book(), Purpose::Screen);
    let pages: Vec<ObjectId> = document.page_iter().collect();
    let annotations = document.get_page_annotations(pages[0]).unwrap();
    assert_eq!(annotations.len(), 2, "the link to an unknown anchor is left out");
    for annotation in &annotations {
        assert_eq!(annotation.get(b"F").and_then(Object::as_i64).unwrap(), 4);
        assert!(annotation.has(b"Contents"));
    }
    let destination = annotations[0].get(b"Dest").and_then(Object::as_array).unwrap();
    assert_eq!(destination[0].as_reference().unwrap(), pages[2]);
    assert_eq!(destination[1].as_name().unwrap(), b"XYZ");
    assert_eq!(destination[3].as_float().unwrap(), 575.0);
    assert_eq!(string(annotations[0].get(b"Contents").unwrap()), "The office fo");
    let action = annotations[1].get(b"A").and_then(Object::as_dict).unwrap();
    assert_eq!(
        action.get(b"URI").and_then(Object::as_str).unwrap(),
        b"https://example.com/%C3%9Cber%20uns"
    );
}

#[test]
fn the_outline_nests_and_is_shown() {
    let document = read(&book(), Purpose::Screen);
    let catalog = document.catalog().unwrap();
    assert_eq!(
        catalog.get(b"PageMode").and_then(Object::as_name).unwrap(),
        b"UseOutlines"
    );
    let root = follow(&document, catalog, b"Outlines").as_dict().unwrap();
    assert_eq!(root.get(b"Count").and_then(Object::as_i64).unwrap(), 3);
    let part = follow(&document, root, b"First").as_dict().unwrap();
    assert_eq!(string(part.get(b"Title").unwrap()), "Part I: Überblick");
    assert_eq!(part.get(b"Count").and_then(Object::as_i64).unwrap(), 1);
    let chapter = follow(&document, part, b"First").as_dict().unwrap();
    assert_eq!(chapter.get(b"Count").and_then(Object::as_i64).unwrap(), -1);
    let section = follow(&document, chapter, b"Last").as_dict().unwrap();
    assert_eq!(string(section.get(b"Title").unwrap()), "Its end");
    let last = follow(&document, root, b"Last").as_dict().unwrap();
    assert_eq!(string(last.get(b"Title").unwrap()), "Plates");
    assert!(last.has(b"Prev") && !last.has(b"Next"));
}

#[test]
fn page_labels_follow_the_folios() {
    let document = read(&book(), Purpose::Screen);
    let labels = follow(&document, document.catalog().unwrap(), b"PageLabels")
        .as_dict()
        .unwrap();
    let ranges: Vec<(i64, Vec<u8>, i64)> = labels
        .get(b"Nums")
        .and_then(Object::as_array)
        .unwrap()
        .chunks_exact(2)
        .map(|pair| {
            let range = pair[1].as_dict().unwrap();
            (
                pair[0].as_i64().unwrap(),
                range.get(b"S").and_then(Object::as_name).unwrap().to_vec(),
                range.get(b"St").and_then(Object::as_i64).unwrap(),
            )
        })
        .collect();
    assert_eq!(
        ranges,
        [(0, b"r".to_vec(), 1), (2, b"D".to_vec(), 1), (4, b"D".to_vec(), 10)]
    );
}

#[test]
fn info_and_xmp_agree_and_are_dated_by_the_book() {
    let document = read(&book(), Purpose::Screen);
    let info = follow(&document, &document.trailer, b"Info").as_dict().unwrap();
    let title = string(info.get(b"Title").unwrap());
    assert_eq!(title, "Reversing “Tendonitis” & more");
    assert_eq!(string(info.get(b"Author").unwrap()), "A. Author, B. Björk");
    assert_eq!(string(info.get(b"CreationDate").unwrap()), "D:20261122115959Z");
    let catalog = document.catalog().unwrap();
    let xmp = follow(&document, catalog, b"Metadata").as_stream().unwrap();
    assert!(!xmp.dict.has(b"Filter"));
    let xmp = String::from_utf8(xmp.content.clone()).unwrap();
    for part in [
        "Reversing “Tendonitis” &amp; more",
        "<rdf:li>B. Björk</rdf:li>",
        "2026-11-22T11:59:59Z",
        "tendon, knee",
    ] {
        assert!(xmp.contains(part), "{part} in {xmp}");
    }
    assert_eq!(string(catalog.get(b"Lang").unwrap()), "en-US");
    let preferences = catalog.get(b"ViewerPreferences").and_then(Object::as_dict).unwrap();
    assert!(preferences.get(b"DisplayDocTitle").and_then(Object::as_bool).unwrap());
}
