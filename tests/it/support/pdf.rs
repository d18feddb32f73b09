//! A PDF as a text that can be read: objects by the way to them, written as the standard writes them.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::fmt;
use std::io::Write;
use tempfile::NamedTempFile;

/// The file on disk for another program, removed when it goes out of scope.
pub fn on_disk(bytes: &[u8]) -> NamedTempFile {
    let file = tempfile::Builder::new().suffix(".pdf").tempfile();
    let mut file = file.expect("a file");
    file.write_all(bytes).expect("written");
    file
}

/// An opened file.
pub struct Pdf(Document);

impl Pdf {
    pub fn read(bytes: &[u8]) -> Pdf {
        Pdf(Document::load_mem(bytes).expect("a PDF that can be read"))
    }

    /// What stands behind a way from the catalog: keys of dictionaries and places in arrays, `Outlines First Title`.
    #[track_caller]
    pub fn catalog(&self, way: &str) -> Node<'_> {
        self.node(self.0.trailer.get(b"Root").expect("a catalog")).at(way)
    }

    /// What stands behind a way from the trailer.
    #[track_caller]
    pub fn trailer(&self, way: &str) -> Node<'_> {
        let (key, rest) = way.split_once(' ').unwrap_or((way, ""));
        self.node(self.0.trailer.get(key.as_bytes()).expect(key)).at(rest)
    }

    pub fn pages(&self) -> Vec<Node<'_>> {
        let pages = self.0.page_iter();
        pages.map(|id| self.node(&self.0.objects[&id])).collect()
    }

    /// The operators of a page's content.
    pub fn operators(&self, page: usize) -> Vec<Operation> {
        let id = self.0.page_iter().nth(page).expect("a page");
        let content = Content::decode(&self.0.get_page_content(id));
        content.expect("operators").operations
    }

    /// Every dictionary of the file, those of streams too.
    pub fn dictionaries(&self) -> impl Iterator<Item = Node<'_>> {
        let nodes = self.0.objects.values().map(|object| self.node(object));
        nodes.filter(|node| node.dictionary().is_some())
    }

    /// Those of a subtype.
    pub fn of_subtype(&self, subtype: &str) -> Vec<Node<'_>> {
        let is_of_it = |node: &Node| node.has("Subtype") && node.at("Subtype").to_string() == subtype;
        self.dictionaries().filter(is_of_it).collect()
    }

    fn node<'a>(&'a self, object: &'a Object) -> Node<'a> {
        let (id, object) = self.0.dereference(object).expect("an object");
        Node { pdf: self, id, object }
    }
}

/// An object of a file; references are followed.
///
/// As a text: `/Name`, `12`, `(string)`, `[1 2]`, `<< /Key value >>`, and `page 3` for a page that something leads to.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    pdf: &'a Pdf,
    id: Option<ObjectId>,
    object: &'a Object,
}

impl<'a> Node<'a> {
    /// What stands behind a way from here.
    #[track_caller]
    pub fn at(self, way: &str) -> Node<'a> {
        way.split_whitespace().fold(self, |node, step| match node.object {
            Object::Array(items) => {
                let place: usize = step.parse().expect("a place in an array");
                node.pdf.node(&items[place])
            }
            _ => {
                let inner = node
                    .dictionary()
                    .and_then(|dictionary| dictionary.get(step.as_bytes()).ok());
                let inner = inner.unwrap_or_else(|| panic!("no {step} of {way} in {node}"));
                node.pdf.node(inner)
            }
        })
    }

    pub fn has(self, key: &str) -> bool {
        self.dictionary()
            .is_some_and(|dictionary| dictionary.has(key.as_bytes()))
    }

    /// The objects of an array.
    #[track_caller]
    pub fn items(self) -> Vec<Node<'a>> {
        let items = self.object.as_array().expect("an array");
        items.iter().map(|item| self.pdf.node(item)).collect()
    }

    #[track_caller]
    pub fn stream(self) -> &'a Stream {
        self.object.as_stream().expect("a stream")
    }

    fn dictionary(self) -> Option<&'a Dictionary> {
        match self.object {
            Object::Dictionary(dictionary) => Some(dictionary),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }

    fn write(self, f: &mut fmt::Formatter, depth: usize) -> fmt::Result {
        let page = self.pdf.0.page_iter().position(|id| Some(id) == self.id);
        match self.object {
            _ if depth > 0 && page.is_some() => write!(f, "page {}", page.unwrap_or_default() + 1),
            Object::Null => f.write_str("null"),
            Object::Boolean(is) => write!(f, "{is}"),
            Object::Integer(number) => write!(f, "{number}"),
            Object::Real(number) => write!(f, "{number}"),
            Object::Name(name) => write!(f, "/{}", String::from_utf8_lossy(name)),
            Object::String(..) => match lopdf::decode_text_string(self.object) {
                Ok(text) => write!(f, "({text})"),
                Err(_) => f.write_str("(bytes)"),
            },
            Object::Array(items) => {
                f.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    f.write_str(if at > 0 { " " } else { "" })?;
                    self.pdf.node(item).write(f, depth + 1)?;
                }
                f.write_str("]")
            }
            _ if depth > DEPTH => f.write_str("<< ... >>"),
            Object::Dictionary(_) | Object::Stream(_) => {
                f.write_str("<< ")?;
                for (key, value) in self.dictionary().into_iter().flatten() {
                    write!(f, "/{} ", String::from_utf8_lossy(key))?;
                    self.pdf.node(value).write(f, depth + 1)?;
                    f.write_str(" ")?;
                }
                f.write_str(">>")
            }
            Object::Reference(_) => f.write_str("a reference that leads nowhere"),
        }
    }
}

/// How deep dictionaries are written: they lead to one another in circles.
const DEPTH: usize = 3;

impl fmt::Display for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.write(f, 0)
    }
}
