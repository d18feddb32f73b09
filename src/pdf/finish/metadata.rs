//! What the file says about itself: the Info dictionary, and the same as XMP.

use super::super::{Info, Purpose};
use crate::book::{Date, Moment};
use lopdf::{Dictionary, Object, Stream, dictionary};
use quick_xml::escape::escape;

const PRODUCER: &str = concat!("bindery ", env!("CARGO_PKG_VERSION"));

/// The Info dictionary. A printer gets no more than names the file.
pub(super) fn info(info: &Info, purpose: Purpose) -> Dictionary {
    let date = pdf_date(info.timestamp);
    let mut dict = dictionary! {
        "Title" => lopdf::text_string(&info.title),
        "Creator" => lopdf::text_string(PRODUCER),
        "Producer" => lopdf::text_string(PRODUCER),
        "CreationDate" => Object::string_literal(date.clone()),
        "ModDate" => Object::string_literal(date),
    };
    if !info.authors.is_empty() {
        dict.set("Author", lopdf::text_string(&info.authors.join(", ")));
    }
    if purpose == Purpose::Screen {
        if let Some(subject) = &info.subject {
            dict.set("Subject", lopdf::text_string(subject));
        }
        if !info.keywords.is_empty() {
            dict.set("Keywords", lopdf::text_string(&info.keywords.join(", ")));
        }
    }
    dict
}

/// What a file claims to be: properties of XMP in a namespace of their own.
#[derive(Default)]
pub(super) struct Claims {
    /// Declarations of the namespaces.
    pub namespaces: &'static str,
    /// Names and what they say.
    pub properties: Vec<(&'static str, &'static str)>,
    /// The description of properties that XMP does not know.
    pub schema: &'static str,
}

/// The same as XMP (ISO 16684-1), so that both always agree, with what the file claims to be.
pub(super) fn xmp_with(info: &Info, claims: &Claims) -> Stream {
    let date = Moment::at(info.timestamp).to_string();
    let mut properties = String::new();
    let mut add = |xml: String| properties.push_str(&xml);
    add(format!(
        "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>",
        text(&info.title)
    ));
    add(list("dc:creator", "Seq", &info.authors));
    if let Some(subject) = &info.subject {
        add(format!(
            "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:description>",
            text(subject)
        ));
    }
    add(list("dc:subject", "Bag", &info.keywords));
    if !info.keywords.is_empty() {
        add(element("pdf:Keywords", &info.keywords.join(", ")));
    }
    if !info.language.is_empty() {
        add(list("dc:language", "Bag", std::slice::from_ref(&info.language)));
    }
    if !info.identifier.is_empty() {
        add(element("dc:identifier", &info.identifier));
    }
    add(element("dc:format", "application/pdf"));
    add(element("pdf:Producer", PRODUCER));
    add(element("xmp:CreatorTool", PRODUCER));
    for name in ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"] {
        add(element(name, &date));
    }
    for (name, value) in &claims.properties {
        properties.push_str(&element(name, value));
    }
    properties.push_str(claims.schema);
    let namespaces = claims.namespaces;
    let packet = format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"{namespaces}>\n\
         {properties}</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"
    );
    let dict = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    Stream::new(dict, packet.into_bytes()).with_compression(false)
}

fn element(name: &str, value: &str) -> String {
    format!("<{name}>{}</{name}>\n", text(value))
}

fn list(name: &str, kind: &str, values: &[String]) -> String {
    if values.is_empty() {
        return String::new();
    }
    let items: String = values
        .iter()
        .map(|value| format!("<rdf:li>{}</rdf:li>", text(value)))
        .collect();
    format!("<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>\n")
}

/// The value as XML text, without the characters that XML 1.0 has no way to write.
fn text(value: &str) -> String {
    let allowed = |c: &char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}') || matches!(c, '\t' | '\n');
    escape(value.chars().filter(allowed).collect::<String>()).into_owned()
}

/// A date as PDF has it (ISO 32000-1, 7.9.4).
fn pdf_date(timestamp: i64) -> String {
    let Moment {
        date: Date { year, month, day },
        hour,
        minute,
        second,
    } = Moment::at(timestamp);
    format!("D:{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_the_calendars() {
        assert_eq!(pdf_date(0), "D:19700101000000Z");
        assert_eq!(pdf_date(951_782_400), "D:20000229000000Z");
    }

    #[test]
    fn xmp_is_escaped() {
        let info = Info {
            title: "A & B <\u{1}c>".into(),
            ..Info::default()
        };
        let xmp = xmp_with(&info, &Claims::default());
        let xml = String::from_utf8(xmp.content).unwrap();
        assert!(xml.contains("A &amp; B &lt;c&gt;"), "{xml}");
    }
}
