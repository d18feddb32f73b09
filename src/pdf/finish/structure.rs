//! The structure tree (ISO 32000-1, 14.7): what the marked content of pages and their links are parts of.

use crate::print::{Element, Item, Pages, Rect, Role, Tag};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use std::collections::BTreeMap;

/// A link of a page, with what it is part of.
pub(super) struct Annotation {
    pub page: usize,
    pub id: ObjectId,
    pub tag: Tag,
}

/// A part of an element, in the order of the pages.
#[derive(Clone, Copy)]
enum Part {
    Content { page: usize, mark: usize },
    Annotation { page: usize, id: ObjectId },
}

/// Adds the tree, and to pages and links the way to it. `marked` holds the tag of each marked sequence, a page after
/// the other.
pub(super) fn add(
    document: &mut Document,
    catalog: &mut Dictionary,
    pages: &Pages,
    page_ids: &[ObjectId],
    marked: &[Vec<Tag>],
    annotations: &[Annotation],
) -> lopdf::Result<()> {
    let tree = Tree::new(pages, marked, annotations);
    let root = document.new_object_id();
    let whole = document.new_object_id();
    let ids: Vec<Option<ObjectId>> = tree
        .alive
        .iter()
        .map(|&alive| alive.then(|| document.new_object_id()))
        .collect();
    let id_of = |tag: Tag| place(tag).and_then(|at| ids.get(at).copied().flatten());
    let mut names: BTreeMap<Vec<u8>, ObjectId> = BTreeMap::new();
    for (at, element) in pages.structure.elements.iter().enumerate() {
        let Some(id) = ids[at] else { continue };
        let parent = id_of(element.parent).unwrap_or(whole);
        let mut dict = tree.dictionary(at, element, page_ids, &ids);
        dict.set("P", parent);
        if element.role == Role::Note {
            let name = format!("note-{}", at + 1).into_bytes();
            dict.set("ID", Object::string_literal(name.clone()));
            names.insert(name, id);
        }
        document.set_object(id, dict);
    }
    let tops: Vec<Object> = tree.tops.iter().filter_map(|&at| ids[at]).map(Object::from).collect();
    document.set_object(
        whole,
        dictionary! { "Type" => "StructElem", "S" => "Document", "P" => root, "K" => tops },
    );
    let parents = parents(document, page_ids, marked, annotations, &id_of)?;
    let mut dict = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => vec![Object::Reference(whole)],
        "ParentTree" => dictionary! { "Nums" => parents },
        "ParentTreeNextKey" => (page_ids.len() + annotations.len()) as i64,
    };
    if !names.is_empty() {
        let pairs = names.into_iter();
        let listed = pairs.flat_map(|(name, id)| [Object::string_literal(name), id.into()]);
        dict.set("IDTree", dictionary! { "Names" => listed.collect::<Vec<_>>() });
    }
    document.set_object(root, dict);
    catalog.set("StructTreeRoot", root);
    Ok(())
}

/// From each marked sequence and each link to its element: pages by their index, then links.
fn parents(
    document: &mut Document,
    page_ids: &[ObjectId],
    marked: &[Vec<Tag>],
    annotations: &[Annotation],
    id_of: &impl Fn(Tag) -> Option<ObjectId>,
) -> lopdf::Result<Vec<Object>> {
    let object = |tag: Tag| id_of(tag).map_or(Object::Null, Object::from);
    let mut parents = Vec::with_capacity(2 * (page_ids.len() + annotations.len()));
    for (at, (&id, tags)) in page_ids.iter().zip(marked).enumerate() {
        let page = document.get_dictionary_mut(id)?;
        page.set("StructParents", at as i64);
        page.set("Tabs", "S");
        parents.push(Object::Integer(at as i64));
        let elements: Vec<Object> = tags.iter().map(|&tag| object(tag)).collect();
        parents.push(elements.into());
    }
    for (at, annotation) in (page_ids.len()..).zip(annotations) {
        let dict = document.get_dictionary_mut(annotation.id)?;
        dict.set("StructParent", at as i64);
        parents.push(Object::Integer(at as i64));
        parents.push(object(annotation.tag));
    }
    Ok(parents)
}

/// The index of a tag's element.
fn place(tag: Tag) -> Option<usize> {
    (tag.0 as usize).checked_sub(1)
}

/// The elements that have something to show, and their order.
struct Tree {
    /// The parts of each element, each with its place in the order of the pages.
    parts: Vec<Vec<(usize, Part)>>,
    /// The elements of each element.
    children: Vec<Vec<usize>>,
    alive: Vec<bool>,
    /// Where an element first shows, in the order of the pages.
    first: Vec<usize>,
    /// Elements of the book itself.
    tops: Vec<usize>,
    /// Where each picture stands.
    boxes: BTreeMap<Tag, Rect>,
}

impl Tree {
    fn new(pages: &Pages, marked: &[Vec<Tag>], annotations: &[Annotation]) -> Tree {
        let elements = &pages.structure.elements;
        let mut tree = Tree {
            parts: vec![Vec::new(); elements.len()],
            children: vec![Vec::new(); elements.len()],
            alive: vec![false; elements.len()],
            first: vec![usize::MAX; elements.len()],
            tops: Vec::new(),
            boxes: boxes(pages),
        };
        let contents = marked.iter().enumerate().flat_map(|(page, tags)| {
            let marks = tags.iter().enumerate();
            marks.map(move |(mark, tag)| (*tag, Part::Content { page, mark }))
        });
        let links = annotations.iter().map(|annotation| {
            let Annotation { page, id, tag } = *annotation;
            (tag, Part::Annotation { page, id })
        });
        for (order, (tag, part)) in contents.chain(links).enumerate() {
            if let Some(parts) = place(tag).and_then(|at| tree.parts.get_mut(at)) {
                parts.push((order, part));
            }
        }
        tree.grow(elements);
        tree
    }

    /// Elements come after what they are part of: from the last to the first, what has a part that lives lives.
    fn grow(&mut self, elements: &[Element]) {
        for (at, element) in elements.iter().enumerate().rev() {
            let own = self.parts[at].first().map_or(usize::MAX, |(order, _)| *order);
            self.first[at] = self.first[at].min(own);
            // A table has all its cells, and a cell may be empty.
            let cell = matches!(element.role, Role::Cell | Role::HeadCell);
            self.alive[at] |= cell || own != usize::MAX;
            if !self.alive[at] {
                continue;
            }
            match place(element.parent).filter(|&parent| parent < at) {
                Some(parent) => {
                    self.alive[parent] = true;
                    self.first[parent] = self.first[parent].min(self.first[at]);
                    self.children[parent].push(at);
                }
                None => self.tops.push(at),
            }
        }
        self.tops.reverse();
        for children in &mut self.children {
            children.reverse();
        }
    }

    fn dictionary(&self, at: usize, element: &Element, page_ids: &[ObjectId], ids: &[Option<ObjectId>]) -> Dictionary {
        let mut dict = dictionary! { "Type" => "StructElem", "S" => name(element.role) };
        let page = self.parts[at].first().map(|(_, part)| match *part {
            Part::Content { page, .. } | Part::Annotation { page, .. } => page,
        });
        if let Some(id) = page.and_then(|page| page_ids.get(page)) {
            dict.set("Pg", *id);
        }
        let kids = self.kids(at, page, page_ids, ids);
        if !kids.is_empty() {
            dict.set("K", kids);
        }
        if !element.alt.is_empty() {
            dict.set("Alt", lopdf::text_string(&element.alt));
        }
        if let Some(language) = &element.language {
            dict.set("Lang", lopdf::text_string(language));
        }
        if let Some(expansion) = &element.expansion {
            dict.set("E", lopdf::text_string(expansion));
        }
        if let Some(attributes) = self.attributes(at, element.role) {
            dict.set("A", attributes);
        }
        dict
    }

    /// An element's own content and its elements: in the order of the pages where it has content, so that a link stands
    /// in its sentence; else in the order of reading, so that a note follows its paragraph.
    fn kids(&self, at: usize, own_page: Option<usize>, page_ids: &[ObjectId], ids: &[Option<ObjectId>]) -> Vec<Object> {
        let mut kids: Vec<(usize, Object)> = Vec::new();
        for &child in &self.children[at] {
            kids.extend(ids[child].map(|id| (self.first[child], id.into())));
        }
        for &(order, part) in &self.parts[at] {
            let object = match part {
                Part::Content { page, mark } if Some(page) == own_page => Object::Integer(mark as i64),
                Part::Content { page, mark } => dictionary! {
                    "Type" => "MCR",
                    "Pg" => page_ids[page],
                    "MCID" => mark as i64,
                }
                .into(),
                Part::Annotation { page, id } => dictionary! {
                    "Type" => "OBJR",
                    "Pg" => page_ids[page],
                    "Obj" => id,
                }
                .into(),
            };
            kids.push((order, object));
        }
        if !self.parts[at].is_empty() {
            kids.sort_by_key(|(order, _)| *order);
        }
        kids.into_iter().map(|(_, object)| object).collect()
    }

    /// ISO 32000-1, 14.8.5.
    fn attributes(&self, at: usize, role: Role) -> Option<Dictionary> {
        match role {
            Role::HeadCell => Some(dictionary! { "O" => "Table", "Scope" => "Column" }),
            Role::List => Some(dictionary! { "O" => "List", "ListNumbering" => "Disc" }),
            Role::NumberedList => Some(dictionary! { "O" => "List", "ListNumbering" => "Decimal" }),
            Role::Figure => {
                let tag = Tag(u32::try_from(at + 1).ok()?);
                let Rect { x, y, width, height } = *self.boxes.get(&tag)?;
                let sides = [x, y, x + width, y + height];
                let sides = sides.map(|side| Object::Real(super::super::coordinate(side))).to_vec();
                Some(dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => sides })
            }
            _ => None,
        }
    }
}

fn boxes(pages: &Pages) -> BTreeMap<Tag, Rect> {
    let items = pages.pages.iter().flat_map(|page| &page.items);
    let pictures = items.filter_map(|item| match item {
        Item::Picture { rect, tag, .. } => Some((*tag, *rect)),
        _ => None,
    });
    pictures.collect()
}

/// The standard type of a role (ISO 32000-1, 14.8.4).
fn name(role: Role) -> &'static str {
    match role {
        Role::Section => "Sect",
        Role::Division => "Div",
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(3) => "H3",
        Role::Heading(4) => "H4",
        Role::Heading(5) => "H5",
        Role::Heading(_) => "H6",
        Role::Paragraph => "P",
        Role::BlockQuote => "BlockQuote",
        Role::List | Role::NumberedList | Role::Terms => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::ItemBody => "LBody",
        Role::Table => "Table",
        Role::TableHead => "THead",
        Role::TableBody => "TBody",
        Role::TableRow => "TR",
        Role::HeadCell => "TH",
        Role::Cell => "TD",
        Role::Caption => "Caption",
        Role::Figure => "Figure",
        Role::Formula => "Formula",
        Role::Code => "Code",
        Role::Note => "Note",
        Role::Reference => "Reference",
        Role::Link => "Link",
        Role::Contents => "TOC",
        Role::ContentsEntry => "TOCI",
        Role::Index => "Index",
        Role::Span => "Span",
    }
}
