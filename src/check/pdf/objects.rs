//! Reading a PDF's objects.

use super::Sides;
use crate::limits;
use lopdf::content::Operation;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeSet;

/// A value of a page or of the tree over it.
pub(super) fn inherited<'a>(document: &'a Document, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut node = page;
    for _ in 0..limits::NESTING {
        if let Ok(value) = node.get(key) {
            return document.dereference(value).ok().map(|(_, value)| value);
        }
        node = node
            .get(b"Parent")
            .ok()?
            .as_reference()
            .ok()
            .and_then(|id| document.get_dictionary(id).ok())?;
    }
    None
}

/// What an operation names among a page's resources of a kind, and its id.
pub(super) fn resource<'a>(
    document: &'a Document,
    resources: &'a Dictionary,
    kind: &[u8],
    operation: &Operation,
) -> Option<(Option<ObjectId>, &'a Object)> {
    let key = operation.operands.first()?.as_name().ok()?;
    let named = inherited(document, resources, kind)?.as_dict().ok()?;
    document.dereference(named.get(key).ok()?).ok()
}

/// The numbers of an array; none where it is no array.
pub(super) fn numbers(document: &Document, object: &Object) -> Vec<f64> {
    let array = document.dereference(object).ok().and_then(|(_, o)| o.as_array().ok());
    let numbers = array.into_iter().flatten();
    let number = |object: &Object| document.dereference(object).ok()?.1.as_float().ok();
    numbers.filter_map(number).map(f64::from).collect()
}

/// A rectangle.
pub(super) fn sides(document: &Document, object: &Object) -> Option<Sides> {
    let [a, b, c, d] = numbers(document, object).try_into().ok()?;
    Some([a.min(c), b.min(d), a.max(c), b.max(d)])
}

/// The keys of a dictionary.
pub(super) fn keys(dictionary: &Dictionary) -> BTreeSet<String> {
    let keys = dictionary.iter().map(|(key, _)| key);
    keys.map(|key| String::from_utf8_lossy(key).into_owned()).collect()
}

/// A name that a dictionary has under a key.
pub(super) fn name(dictionary: &Dictionary, key: &[u8]) -> Option<String> {
    let name = dictionary.get(key).ok()?.as_name().ok()?;
    Some(String::from_utf8_lossy(name).into_owned())
}

/// A text that a dictionary has under a key.
pub(super) fn text(dictionary: &Dictionary, key: &[u8]) -> Option<String> {
    lopdf::decode_text_string(dictionary.get(key).ok()?).ok()
}

/// The filters that a stream is packed with.
pub(super) fn filters(dictionary: &Dictionary) -> Vec<String> {
    let of_name = |object: &Object| {
        let name = object.as_name().ok()?;
        Some(String::from_utf8_lossy(name).into_owned())
    };
    match dictionary.get(b"Filter") {
        Ok(Object::Array(all)) => all.iter().filter_map(of_name).collect(),
        Ok(one) => of_name(one).into_iter().collect(),
        Err(_) => Vec::new(),
    }
}
