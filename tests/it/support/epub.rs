//! A small reading system: container, package, spine, navigation, and every link followed.

use bindery::epub::Epub;
use roxmltree::{Document, Node, ParsingOptions};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

const EPUB: &str = "http://www.idpf.org/2007/ops";

/// An opened ebook.
pub struct Reader {
    /// Every file, by name, in the archive's order.
    pub files: Vec<(String, Vec<u8>)>,
    /// The package document.
    pub opf: String,
    /// The documents of the spine, from the package's folder.
    pub spine: Vec<String>,
}

impl Reader {
    /// Opens an ebook and checks everything that a reading system relies on.
    pub fn open(epub: &Epub) -> Reader {
        let files = unpack(&epub.bytes);
        assert_eq!(files[0].0, "mimetype");
        assert_eq!(files[0].1, b"application/epub+zip");
        let mut seen = BTreeSet::new();
        for (name, _) in &files {
            let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-./".contains(&b));
            assert!(plain && !name.contains(".."), "{name}");
            assert!(seen.insert(name.to_lowercase()), "{name} twice");
        }
        let mut reader = Reader {
            files,
            opf: String::new(),
            spine: Vec::new(),
        };
        let container = reader.xml("META-INF/container.xml");
        let container = parse("container", &container);
        let root = element(&container, "rootfile");
        assert_eq!(root.attribute("full-path"), Some("EPUB/package.opf"));
        reader.opf = reader.xml("EPUB/package.opf");
        reader.spine = reader.check_package();
        reader.check_documents();
        reader
    }

    /// A document of the package's folder.
    pub fn text(&self, href: &str) -> String {
        self.xml(&format!("EPUB/{href}"))
    }

    /// The text of the whole spine, in order.
    pub fn whole(&self) -> String {
        self.spine.iter().map(|href| self.text(href)).collect()
    }

    fn bytes(&self, name: &str) -> &[u8] {
        let file = self.files.iter().find(|(n, _)| n == name);
        &file.unwrap_or_else(|| panic!("no {name}")).1
    }

    fn xml(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name).to_vec()).unwrap_or_else(|_| panic!("{name} is no UTF-8"))
    }

    /// Manifest and archive name the same files; the spine names files of the manifest, once each.
    fn check_package(&self) -> Vec<String> {
        let opf = parse("package", &self.opf);
        ids("package", &opf);
        let mut hrefs = BTreeMap::new();
        for item in opf.descendants().filter(|n| n.has_tag_name((OPF, "item"))) {
            let href = item.attribute("href").unwrap();
            self.bytes(&format!("EPUB/{href}"));
            hrefs.insert(item.attribute("id").unwrap(), href);
        }
        assert_eq!(self.files.len(), hrefs.len() + 3, "a file is not listed");
        let spine: Vec<String> = opf
            .descendants()
            .filter(|n| n.has_tag_name((OPF, "itemref")))
            .map(|n| hrefs[n.attribute("idref").unwrap()].to_owned())
            .collect();
        assert!(!spine.is_empty());
        assert_eq!(spine.iter().collect::<BTreeSet<_>>().len(), spine.len());
        for refines in opf.descendants().filter_map(|n| n.attribute("refines")) {
            let id = refines.strip_prefix('#').unwrap();
            assert!(opf.descendants().any(|n| n.attribute("id") == Some(id)));
        }
        spine
    }

    /// Every document is well formed with unique ids, and every link and picture leads to something.
    fn check_documents(&self) {
        let mut anchors: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        let names: Vec<&str> = self
            .files
            .iter()
            .filter_map(|(name, _)| name.strip_prefix("EPUB/"))
            .filter(|name| name.ends_with(".xhtml") || name.ends_with(".ncx"))
            .collect();
        for &name in &names {
            let text = self.text(name);
            anchors.insert(name, ids(name, &parse(name, &text)));
        }
        for &name in &names {
            let text = self.text(name);
            let document = parse(name, &text);
            for node in document.descendants() {
                for attribute in ["href", "src"] {
                    if let Some(link) = node.attribute(attribute) {
                        self.follow(name, link, &anchors);
                    }
                }
                if let Some(id) = node.attribute("aria-labelledby") {
                    assert!(anchors[name].contains(id), "{name}: no {id}");
                }
                let nested =
                    node.has_tag_name((XHTML, "a")) && node.ancestors().skip(1).any(|n| n.has_tag_name((XHTML, "a")));
                assert!(!nested, "{name}: a link in a link");
                if name == "nav.xhtml" && node.has_tag_name((XHTML, "nav")) {
                    assert_named_by_heading(node);
                }
            }
        }
    }

    fn follow(&self, from: &str, link: &str, anchors: &BTreeMap<&str, BTreeSet<String>>) {
        if link.contains(':') {
            let taken = ["http://", "https://", "mailto:", "tel:"];
            assert!(taken.iter().any(|s| link.starts_with(s)), "{from}: {link}");
            return;
        }
        let (file, id) = link.split_once('#').unwrap_or((link, ""));
        let file = if file.is_empty() { from } else { file };
        self.bytes(&format!("EPUB/{file}"));
        assert!(
            id.is_empty() || anchors[file].contains(id),
            "{from}: {link} leads nowhere"
        );
    }
}

const OPF: &str = "http://www.idpf.org/2007/opf";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// Parses strictly.
pub fn parse<'t>(name: &str, text: &'t str) -> Document<'t> {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"))
}

/// The only element of that name.
pub fn element<'a, 'i>(document: &'a Document<'i>, name: &str) -> Node<'a, 'i> {
    let mut found = document
        .descendants()
        .filter(|n| n.is_element() && n.tag_name().name() == name);
    let first = found.next().unwrap_or_else(|| panic!("no {name}"));
    assert!(found.next().is_none(), "{name} more than once");
    first
}

/// The `nav` of that type.
pub fn nav<'a, 'i>(document: &'a Document<'i>, kind: &str) -> Node<'a, 'i> {
    document
        .descendants()
        .find(|n| n.has_tag_name((XHTML, "nav")) && n.attribute((EPUB, "type")) == Some(kind))
        .unwrap_or_else(|| panic!("no nav {kind}"))
}

/// All text under a node, on one line.
pub fn words(node: Node<'_, '_>) -> String {
    let text: String = node
        .descendants()
        .filter_map(|n| n.text().filter(|_| n.is_text()))
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn ids(name: &str, document: &Document<'_>) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for id in document.descendants().filter_map(|n| n.attribute("id")) {
        assert!(ids.insert(id.to_owned()), "{name}: id {id} twice");
    }
    ids
}

fn unpack(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let name = file.name().unwrap().into_owned();
            let stored = file.compression() == zip::CompressionMethod::Stored;
            let expected = name == "mimetype" || name.starts_with("EPUB/images/");
            assert_eq!(stored, expected, "{name}");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (name, bytes)
        })
        .collect()
}

/// Asserts that a `nav` of the navigation document begins with a heading that names it, and that no attribute does:
/// EPUBCheck 5.4.0 takes none (w3c/epubcheck#1726).
#[track_caller]
pub fn assert_named_by_heading(nav: Node<'_, '_>) {
    let first = nav.first_element_child().expect("a child of nav");
    assert!(["h1", "h2"].contains(&first.tag_name().name()), "{first:?}");
    assert!(!words(first).trim().is_empty(), "a heading without words");
    let attribute = nav.attributes().find(|a| a.name().starts_with("aria-label"));
    assert!(attribute.is_none(), "{attribute:?}");
}
