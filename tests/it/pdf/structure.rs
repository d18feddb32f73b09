//! The structure of a digital PDF, read back: what a screen reader goes by.

use crate::support::book::{book, format, prose};
use crate::support::pdf::on_disk;
use crate::support::{oracle, picture, verapdf};
use bindery::book::trade::EditionKind;
use bindery::edition;
use bindery::pdf::{self, Info, Purpose};
use bindery::print::typeset;
use bindery::project::{DigitalForm, Edition, Form};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;
use std::process::Command;

const TEXT: &str = r#"# A Way In {#in}

A paragraph with a note[^n], a [link](https://example.org/a), *stress*, a word in [Deutsch]{lang=de},
`code`, $x^2$ and an <abbr title="World Health Organization">WHO</abbr>.

[^n]: The note's words.

## Lists

1. The first item.
2. The second, with a list:

    - inner

Term
: What it means.

> A quotation.

| Head | Other |
| --- | --- |
| one | |
| two | three |

![What the wall shows.](wall.png "Its caption")

![](wall.png){.decorative}

```
let x = 1;
```

$$ a = b $$

::: note A callout
Its words, and [the way back](#in).
:::
"#;

fn made(text: &str) -> Vec<u8> {
    let (whole, _) = book(&[text]);
    let config = Edition {
        form: Form::Digital(DigitalForm {
            trim: (432.0, 648.0),
            link_notes: false,
        }),
        ..Edition::new(EditionKind::DigitalPdf)
    };
    let (digital, _) = edition::of(&whole, &config, &[]);
    let pictures = picture::wall(picture::gray(600, 300));
    let format = format(EditionKind::DigitalPdf, "practical");
    let set = typeset(&digital, &pictures, &format);
    let info = Info {
        title: "A Book of Tests".into(),
        language: "en".into(),
        ..Info::default()
    };
    assert!(pdf::is_open_to_all(&set.pages, &info));
    pdf::write(&set.pages, &info, Purpose::Screen).expect("a file")
}

/// An element of the tree.
#[derive(Debug)]
struct Element {
    role: String,
    dict: Dictionary,
    parent: Option<usize>,
    /// Marked sequences: page and number.
    marks: Vec<(ObjectId, i64)>,
    objects: Vec<ObjectId>,
}

/// Every element, in the order of the tree.
fn elements(document: &Document) -> Vec<Element> {
    let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let root = document.dereference(root).unwrap().1.as_dict().unwrap();
    let mut out = Vec::new();
    for kid in root.get(b"K").unwrap().as_array().unwrap() {
        add(document, kid.as_reference().unwrap(), None, &mut out);
    }
    out
}

fn add(document: &Document, id: ObjectId, parent: Option<usize>, out: &mut Vec<Element>) {
    let dict = document.get_dictionary(id).unwrap().clone();
    let role = dict.get(b"S").unwrap().as_name().unwrap();
    let at = out.len();
    out.push(Element {
        role: String::from_utf8_lossy(role).into_owned(),
        parent,
        marks: Vec::new(),
        objects: Vec::new(),
        dict: dict.clone(),
    });
    let none = Vec::new();
    let kids = dict.get(b"K").and_then(Object::as_array).unwrap_or(&none);
    for kid in kids {
        match kid {
            Object::Integer(mark) => {
                let page = dict.get(b"Pg").unwrap().as_reference().unwrap();
                out[at].marks.push((page, *mark));
            }
            Object::Reference(kid) => add(document, *kid, Some(at), out),
            Object::Dictionary(part) if part.has(b"MCID") => {
                let page = part.get(b"Pg").unwrap().as_reference().unwrap();
                let mark = part.get(b"MCID").unwrap().as_i64().unwrap();
                out[at].marks.push((page, mark));
            }
            Object::Dictionary(part) => {
                let object = part.get(b"Obj").unwrap().as_reference().unwrap();
                out[at].objects.push(object);
            }
            other => panic!("{other:?} is no part of an element"),
        }
    }
}

fn roles(elements: &[Element]) -> Vec<&str> {
    elements.iter().map(|element| element.role.as_str()).collect()
}

fn said(element: &Element, key: &[u8]) -> Option<String> {
    lopdf::decode_text_string(element.dict.get(key).ok()?).ok()
}

#[test]
fn every_stretch_of_text_is_part_of_an_element_or_of_none_and_the_tree_has_each_once() {
    let document = Document::load_mem(&made(TEXT)).unwrap();
    let elements = elements(&document);
    let mut listed: BTreeMap<(ObjectId, i64), usize> = BTreeMap::new();
    for mark in elements.iter().flat_map(|element| &element.marks) {
        *listed.entry(*mark).or_default() += 1;
    }
    assert!(listed.values().all(|&times| times == 1));
    let mut met = 0;
    for page in document.page_iter() {
        let content = Content::decode(&document.get_page_content(page)).unwrap();
        let mut open = 0;
        for operation in &content.operations {
            match operation.operator.as_str() {
                "BDC" | "BMC" => {
                    assert_eq!(open, 0, "sequences do not lie in one another");
                    open += 1;
                    let properties = operation.operands.get(1).and_then(|p| p.as_dict().ok());
                    let mark = properties.and_then(|p| p.get(b"MCID").ok()?.as_i64().ok());
                    if let Some(mark) = mark {
                        assert!(listed.contains_key(&(page, mark)), "{mark}");
                        met += 1;
                    }
                }
                "EMC" => open -= 1,
                "TJ" | "Do" | "f" | "S" => assert_eq!(open, 1, "{operation:?} is not marked"),
                _ => {}
            }
        }
        assert_eq!(open, 0);
    }
    assert_eq!(met, listed.len());
}

#[test]
fn the_parent_tree_leads_from_each_mark_and_each_link_to_its_element() {
    let document = Document::load_mem(&made(TEXT)).unwrap();
    let elements = elements(&document);
    let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let root = document.dereference(root).unwrap().1.as_dict().unwrap();
    let numbers = root.get(b"ParentTree").unwrap().as_dict().unwrap();
    let numbers = numbers.get(b"Nums").unwrap().as_array().unwrap();
    let tree: BTreeMap<i64, &Object> = numbers
        .chunks(2)
        .map(|pair| (pair[0].as_i64().unwrap(), &pair[1]))
        .collect();
    let role_of = |id: &Object| {
        let element = document.get_dictionary(id.as_reference().unwrap()).unwrap();
        element.clone()
    };
    let mut links = 0;
    for element in &elements {
        for (page, mark) in &element.marks {
            let page = document.get_dictionary(*page).unwrap();
            assert_eq!(page.get(b"Tabs").unwrap().as_name().unwrap(), b"S");
            let key = page.get(b"StructParents").unwrap().as_i64().unwrap();
            let marks = tree[&key].as_array().unwrap();
            assert_eq!(role_of(&marks[*mark as usize]), element.dict);
        }
        for annotation in &element.objects {
            let annotation = document.get_dictionary(*annotation).unwrap();
            let key = annotation.get(b"StructParent").unwrap().as_i64().unwrap();
            assert_eq!(element.role, "Link");
            assert_eq!(role_of(tree[&key]), element.dict);
            links += 1;
        }
    }
    assert!(links >= 4, "{links} links");
}

#[test]
fn blocks_have_the_types_that_they_are() {
    let document = Document::load_mem(&made(TEXT)).unwrap();
    let elements = elements(&document);
    let roles = roles(&elements);
    for role in [
        "H1",
        "H2",
        "P",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "BlockQuote",
        "Table",
        "THead",
        "TBody",
        "TR",
        "TH",
        "TD",
        "Figure",
        "Caption",
        "Code",
        "Formula",
        "Note",
        "Reference",
        "Link",
        "TOC",
        "TOCI",
        "Span",
        "Div",
        "Sect",
        "Document",
    ] {
        assert!(roles.contains(&role), "no {role} in {roles:?}");
    }
    let of = |role: &str| elements.iter().filter(|e| e.role == role).collect::<Vec<_>>();
    assert_eq!(of("TD").len(), 4, "an empty cell is a cell");
    assert_eq!(of("Figure").len(), 1, "what is decorative is no figure");
    assert_eq!(said(of("Figure")[0], b"Alt").as_deref(), Some("What the wall shows."));
    assert!(of("Formula").iter().all(|formula| said(formula, b"Alt").is_some()));
    let spans = of("Span");
    assert!(spans.iter().any(|s| said(s, b"Lang").as_deref() == Some("de")));
    assert!(
        spans
            .iter()
            .any(|s| said(s, b"E").is_some_and(|e| e.starts_with("World")))
    );
    for head in of("TH") {
        let attributes = head.dict.get(b"A").unwrap().as_dict().unwrap();
        assert_eq!(attributes.get(b"Scope").unwrap().as_name().unwrap(), b"Column");
    }
}

#[test]
fn a_note_follows_the_paragraph_of_its_mark() {
    let document = Document::load_mem(&made(TEXT)).unwrap();
    let elements = elements(&document);
    let note = elements.iter().position(|e| e.role == "Note").unwrap();
    let siblings: Vec<usize> = (0..elements.len())
        .filter(|&at| elements[at].parent == elements[note].parent)
        .collect();
    let at = siblings.iter().position(|&at| at == note).unwrap();
    let before = siblings[at - 1];
    assert_eq!(elements[before].role, "P");
    let marks_it = |at: usize| elements[at].role == "Reference" && elements[at].parent == Some(before);
    assert!((0..elements.len()).any(marks_it));
    assert_eq!(elements[siblings[at + 1]].role, "H2");
    assert!(elements[note].dict.has(b"ID"));
}

#[test]
fn a_paragraph_over_two_pages_is_one_element() {
    let text = format!("# One\n\n{}\n\n{}\n", prose(400, 1), prose(400, 2));
    let document = Document::load_mem(&made(&text)).unwrap();
    let over_two = |element: &Element| {
        let mut pages: Vec<ObjectId> = element.marks.iter().map(|mark| mark.0).collect();
        pages.dedup();
        element.role == "P" && pages.len() == 2
    };
    assert!(elements(&document).iter().any(over_two));
}

#[test]
fn no_level_of_headings_is_left_out() {
    let text = "# One\n\n#### Deep\n\nWords.\n\n## Two\n\nWords.\n\n##### Deeper\n\nWords.\n";
    let document = Document::load_mem(&made(text)).unwrap();
    let mut last = 0;
    let elements = elements(&document);
    let levels = elements
        .iter()
        .filter_map(|e| e.role.strip_prefix('H')?.parse::<u8>().ok());
    for level in levels {
        assert!(level <= last + 1, "H{level} after H{last}");
        last = level;
    }
    assert!(last > 1);
}

#[test]
fn the_text_of_the_structure_is_that_of_the_book_with_its_words_whole() {
    let Some(pdfinfo) = oracle::find("pdfinfo") else {
        return;
    };
    let words = prose(600, 5);
    let file = on_disk(&made(&format!("# One\n\n{words}\n")));
    let output = Command::new(pdfinfo).arg("-struct-text").arg(file.path()).output();
    for flavour in verapdf::FLAVOURS {
        verapdf::assert_conforms(flavour, file.path());
    }
    let tree = String::from_utf8_lossy(&output.unwrap().stdout).into_owned();
    let texts = tree
        .lines()
        .filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix('"'));
    // This reader shows the hyphens that the setting added, which the file says are soft ones.
    let whole = texts.collect::<String>().replace(['\u{ad}', '-'], "");
    assert!(whole.contains("1 One "), "a number and a title are two words");
    assert!(whole.contains(words.trim()), "{whole}\n\n{words}");
}

#[test]
fn a_book_of_everything_conforms() {
    let file = on_disk(&made(TEXT));
    for flavour in verapdf::FLAVOURS {
        verapdf::assert_conforms(flavour, file.path());
    }
}
