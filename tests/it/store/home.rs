//! The publisher's own folder: the book's page, the feeds, and what ties them together.

use super::shelf::{SHELF, TODAY, profile_of};
use crate::support::web;
use bindery::book::Date;
use bindery::book::trade::FileRole;
use bindery::store::{self, Package};
use serde_json::Value;
use tempfile::TempDir;

fn package(today: Date) -> Package {
    let stores = [profile_of("site")];
    let mut packages = store::packages(&SHELF.project, &SHELF.artifacts, &stores, today);
    packages.remove(0)
}

fn text(package: &Package, name: &str) -> String {
    let file = package.files.iter().find(|file| file.name == name);
    let file = file.unwrap_or_else(|| panic!("no {name}"));
    String::from_utf8(file.bytes.clone()).expect("UTF-8")
}

const PAGE: &str = "reversing-hip-pain-from-running.html";
const FRAGMENT: &str = "reversing-hip-pain-from-running-fragment.html";
const DATA: &str = "reversing-hip-pain-from-running.jsonld";

/// A package's files where other programs can read them, until the folder is dropped.
fn written(package: &Package) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for file in &package.files {
        std::fs::write(folder.path().join(&file.name), &file.bytes).expect("written");
    }
    folder
}

#[test]
fn pages_are_valid_html_and_feeds_valid_onix() {
    let package = package(TODAY);
    let written = written(&package);
    let folder = written.path();
    let alone = [FRAGMENT, "products.html", "link.html"].map(|name| text(&package, name));
    let around = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>A page of the site</title>\n</head>\n\
         <body>\n{}\n</body>\n</html>\n",
        alone.join("\n")
    );
    let host = folder.join("host.html");
    std::fs::write(&host, around).expect("written");
    web::assert_html(&[&folder.join(PAGE), &folder.join("proof.html"), &host]);
    for release in ["3.0", "3.1"] {
        web::assert_onix(release, &folder.join(format!("onix-{release}.xml")));
    }
}

#[test]
fn the_strip_shows_every_other_product_and_leaves_this_one_out() {
    let package = package(TODAY);
    let strip = text(&package, "products.html");
    for title in [
        "Reversing Achilles Tendonitis",
        "Reversing Shin Splints",
        "Plantar Fasciitis Treatment That Works",
    ] {
        assert!(strip.contains(title), "{title}");
    }
    assert!(!strip.contains("Reversing Hip Pain From Running"));
    assert_eq!(strip.matches("<img src=\"product-").count(), 3);
}

#[test]
fn everything_that_the_page_names_beside_it_is_in_the_folder() {
    let package = package(TODAY);
    for page in [PAGE, FRAGMENT, "products.html"] {
        let page = text(&package, page);
        let named = page.split(['"']).skip(1).step_by(2);
        let files = named.filter(|name| [".jpg", ".css", ".epub"].iter().any(|end| name.ends_with(end)));
        for name in files.filter(|name| !name.contains("://")) {
            assert!(package.files.iter().any(|file| file.name == name), "{name}");
        }
    }
}

#[test]
fn a_page_says_pre_order_until_the_day_of_release() {
    let release = SHELF.project.config.metadata.release.expect("a release date");
    let eve = Date {
        year: 2027,
        month: 1,
        day: 31,
    };
    assert!(text(&package(eve), PAGE).contains("Pre-order now"));
    assert!(text(&package(eve), DATA).contains("https://schema.org/PreOrder"));
    assert!(text(&package(eve), "onix-3.0.xml").contains("<PublishingStatus>02</PublishingStatus>"));
    let out = package(release);
    assert!(!out.preorder && !text(&out, PAGE).contains("Pre-order"));
    assert!(text(&out, DATA).contains("https://schema.org/InStock"));
    assert!(text(&out, "onix-3.0.xml").contains("<ProductAvailability>20</ProductAvailability>"));
    assert!(text(&package(eve), "listing.txt").contains("PRE-ORDER"));
    assert!(!text(&out, "listing.txt").contains("PRE-ORDER"));
}

#[test]
fn what_linked_data_says_of_access_is_what_the_package_says() {
    let data: Value = serde_json::from_str(&text(&package(TODAY), DATA)).expect("JSON");
    let ebook = SHELF
        .artifacts
        .iter()
        .find(|a| a.role == FileRole::Ebook && a.edition.as_deref() == Some("ebook"))
        .expect("an ebook");
    let facts = bindery::check::epub::read(&ebook.bytes).expect("an EPUB");
    let examples = data["workExample"].as_array().expect("formats");
    assert_eq!(examples.len(), 5);
    for key in ["accessMode", "accessibilityFeature"] {
        let said: Vec<&str> = examples[0][key]
            .as_array()
            .expect(key)
            .iter()
            .filter_map(Value::as_str)
            .collect();
        assert_eq!(said, facts.properties[&format!("schema:{key}")], "{key}");
    }
    assert_eq!(examples[0]["isbn"], "9780306406157");
    assert_eq!(examples[0]["offers"][1]["priceCurrency"], "GBP");
}

#[test]
fn feeds_tell_the_formats_apart_and_how_they_belong_together() {
    let onix = text(&package(TODAY), "onix-3.1.xml");
    let document = roxmltree::Document::parse(&onix).expect("XML");
    let texts = |node: roxmltree::Node<'_, '_>, name: &str| -> Vec<String> {
        let found = node
            .descendants()
            .filter(|n| n.has_tag_name(("http://ns.editeur.org/onix/3.1/reference", name)));
        found.filter_map(|n| n.text().map(str::to_owned)).collect()
    };
    let root = document.root_element();
    assert_eq!(texts(root, "ProductForm"), ["ED", "ED", "BC", "BC", "BB"]);
    // Three printers make the same paperback, and it is one product.
    assert_eq!(texts(root, "RecordReference").len(), 5);
    assert_eq!(texts(root, "EditionType"), ["LTE"]);
    let products: Vec<_> = root.children().filter(|n| n.tag_name().name() == "Product").collect();
    assert_eq!(texts(products[0], "ProductRelationCode"), ["06", "13", "13", "13"]);
    assert_eq!(texts(products[2], "ProductRelationCode"), ["27", "27", "06", "06"]);
    assert_eq!(texts(products[2], "Measurement"), ["9.00", "6.00", "0.24"]);
    assert!(texts(products[0], "ProductFormFeatureValue").contains(&"52".to_owned()));
    // Nobody has certified the book: no standard is claimed.
    assert!(!texts(products[0], "ProductFormFeatureValue").contains(&"04".to_owned()));
}

#[test]
fn words_of_the_book_cannot_break_out_of_the_page() {
    let (folder, _) = super::shelf::project();
    let path = folder.path().join("manuscript/book.toml");
    let toml = std::fs::read_to_string(&path).expect("book.toml");
    let evil = "</script><script>alert(1)</script>\\\" onload=\\\"x";
    let toml = toml.replacen(
        "title = \"Reversing Hip Pain From Running\"",
        &format!("title = \"{evil}\""),
        1,
    );
    std::fs::write(&path, toml).expect("written");
    let disk = bindery::project::Disk::open(folder.path()).expect("a folder");
    let project = bindery::project::open(Box::new(disk), None).project.expect("a project");
    let request = bindery::build::Request {
        editions: bindery::build::Editions::Named(vec!["ebook".to_owned()]),
        ..Default::default()
    };
    let outcome = bindery::build::build(&project, &request, &|_| {});
    let packages = store::packages(&project, &outcome.artifacts, &[profile_of("site")], TODAY);
    assert!(packages[0].is_ready(), "{:?}", packages[0].findings);
    for name in [PAGE, FRAGMENT, "proof.html"] {
        let page = text(&packages[0], name);
        assert!(!page.contains("<script>alert"), "{name}");
        let data = page.find("<script type=").map_or("", |at| &page[at..]);
        let data = data.split("</script>").next().unwrap_or_default();
        let markup = page.replace(data, "");
        assert!(!markup.contains("\" onload"), "{name}");
    }
    let folder = written(&packages[0]);
    web::assert_html(&[&folder.path().join(PAGE)]);
}
