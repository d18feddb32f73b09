//! What a reader on a screen finds its way by: links, the outline, page labels.

use super::super::coordinate;
use super::structure::Annotation;
use crate::limits::NESTING;
use crate::print::{FolioStyle, Item, LinkArea, LinkTo, OutlineEntry, Page, Pages, Place, Rect};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

/// Adds the links of every page, and gives them with what each is part of. A link to an anchor that no page has is
/// left out.
pub(super) fn add_links(document: &mut Document, pages: &Pages, ids: &[ObjectId]) -> lopdf::Result<Vec<Annotation>> {
    let mut added = Vec::new();
    for (at, (page, &id)) in pages.pages.iter().zip(ids).enumerate() {
        let mut links: Vec<Object> = Vec::new();
        for link in &page.links {
            let Some(dict) = annotation(link, page, pages, ids) else {
                continue;
            };
            let own = document.add_object(dict);
            links.push(own.into());
            added.push(Annotation {
                page: at,
                id: own,
                tag: link.tag,
            });
        }
        if !links.is_empty() {
            let page = document.get_dictionary_mut(id)?;
            page.set("Annots", links);
        }
    }
    Ok(added)
}

fn annotation(link: &LinkArea, page: &Page, pages: &Pages, ids: &[ObjectId]) -> Option<Dictionary> {
    const PRINTED: i64 = 1 << 2;
    let Rect { x, y, width, height } = link.rect;
    let mut dict = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => [x, y, x + width, y + height].map(|c| Object::Real(coordinate(c))).to_vec(),
        "Border" => [0, 0, 0].map(Object::from).to_vec(),
        "F" => PRINTED,
    };
    let shown = text_under(link.rect, page);
    match &link.to {
        LinkTo::Address(address) => {
            let uri = Object::string_literal(ascii_address(address));
            dict.set("A", dictionary! { "Type" => "Action", "S" => "URI", "URI" => uri });
            dict.set("Contents", lopdf::text_string(address));
        }
        LinkTo::Anchor(anchor) => {
            dict.set("Dest", destination(*pages.anchors.get(anchor)?, ids)?);
            dict.set(
                "Contents",
                lopdf::text_string(if shown.is_empty() { anchor } else { &shown }),
            );
        }
    }
    Some(dict)
}

fn destination(place: Place, ids: &[ObjectId]) -> Option<Object> {
    let page = *ids.get(place.page)?;
    Some(Object::Array(vec![
        page.into(),
        "XYZ".into(),
        Object::Null,
        Object::Real(coordinate(place.y)),
        Object::Null,
    ]))
}

/// What the page shows in this area.
fn text_under(area: Rect, page: &Page) -> String {
    let mut text = String::new();
    for item in &page.items {
        let Item::Glyphs(run) = item else { continue };
        if run.y < area.y || run.y > area.y + area.height {
            continue;
        }
        for glyph in &run.glyphs {
            let middle = run.x + glyph.x + glyph.advance / 2.0;
            if middle >= area.x && middle <= area.x + area.width {
                let range = glyph.text.start as usize..glyph.text.end as usize;
                text.push_str(run.text.get(range).unwrap_or(""));
            }
        }
    }
    text.trim().to_owned()
}

/// The address in ASCII, as a URI action must have it: everything else percent-encoded.
fn ascii_address(address: &str) -> String {
    let mut ascii = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'"' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}') {
            ascii.push(char::from(byte));
        } else {
            ascii.push_str(&format!("%{byte:02X}"));
        }
    }
    ascii
}

/// Adds the outline, its first level open, and has readers show it.
pub(super) fn add_outline(document: &mut Document, catalog: &mut Dictionary, pages: &Pages, ids: &[ObjectId]) {
    let root = document.new_object_id();
    let Some(level) = add_level(document, &pages.outline, root, ids, 0) else {
        return;
    };
    let mut dict = dictionary! { "Type" => "Outlines" };
    level.put(&mut dict, 1);
    document.set_object(root, dict);
    catalog.set("Outlines", root);
    catalog.set("PageMode", "UseOutlines");
}

/// The entries of a level, as their parent names them.
struct Level {
    first: ObjectId,
    last: ObjectId,
    /// How many entries are shown when the parent is open.
    shown: i64,
}

impl Level {
    fn put(&self, parent: &mut Dictionary, sign: i64) {
        parent.set("First", self.first);
        parent.set("Last", self.last);
        parent.set("Count", sign * self.shown);
    }
}

fn add_level(
    document: &mut Document,
    entries: &[OutlineEntry],
    parent: ObjectId,
    pages: &[ObjectId],
    depth: usize,
) -> Option<Level> {
    if entries.is_empty() || depth >= NESTING {
        return None;
    }
    let ids: Vec<ObjectId> = entries.iter().map(|_| document.new_object_id()).collect();
    let mut shown = entries.len() as i64;
    for (i, (entry, &id)) in entries.iter().zip(&ids).enumerate() {
        let mut dict = dictionary! {
            "Title" => lopdf::text_string(&entry.title),
            "Parent" => parent,
        };
        if let Some(destination) = destination(entry.place, pages) {
            dict.set("Dest", destination);
        }
        if let Some(&previous) = i.checked_sub(1).and_then(|i| ids.get(i)) {
            dict.set("Prev", previous);
        }
        if let Some(&next) = ids.get(i + 1) {
            dict.set("Next", next);
        }
        if let Some(level) = add_level(document, &entry.children, id, pages, depth + 1) {
            let open = depth == 0;
            level.put(&mut dict, if open { 1 } else { -1 });
            shown += if open { level.shown } else { 0 };
        }
        document.set_object(id, dict);
    }
    Some(Level {
        first: *ids.first()?,
        last: *ids.last()?,
        shown,
    })
}

/// The folios as ranges (ISO 32000-1, 12.4.2).
pub(super) fn page_labels(pages: &Pages) -> Dictionary {
    let mut numbers: Vec<Object> = Vec::new();
    let mut expected = None;
    for (index, page) in pages.pages.iter().enumerate() {
        let folio = page.folio;
        if expected != Some((folio.style, folio.number)) {
            let style = match folio.style {
                FolioStyle::Roman => "r",
                FolioStyle::Arabic => "D",
            };
            numbers.push(Object::Integer(index as i64));
            numbers.push(dictionary! { "S" => style, "St" => i64::from(folio.number.max(1)) }.into());
        }
        expected = Some((folio.style, folio.number.saturating_add(1)));
    }
    dictionary! { "Nums" => numbers }
}
