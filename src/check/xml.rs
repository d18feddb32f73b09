//! What every reader of XML here needs.

use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, BytesStart};

/// An attribute's value, unescaped.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().flatten().find(|a| a.key.into_inner() == name)?;
    let value: &str = &found.value;
    unescape(value).ok().map(|value| value.into_owned())
}

/// The text that an entity or a character's number stands for; empty where it stands for none.
pub(super) fn entity(reference: &BytesRef<'_>) -> String {
    let written = format!("&{};", &**reference);
    unescape(&written).map_or_else(|_| String::new(), |text| text.into_owned())
}
