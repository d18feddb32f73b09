//! What PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) want a file for the screen to say of itself.

use super::super::Info;
use super::metadata::Claims;
use crate::print::{Pages, Role};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

/// What a screen's colours are: sRGB (its licence stands beside it).
const PROFILE: &[u8] = include_bytes!("profiles/sRGB.icc");

/// PDF/A wants the properties of other standards described.
const SCHEMA: &str = "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

/// Whether everybody can read a book of these pages: every picture and formula is described, and the title and the
/// language are given.
pub fn is_open_to_all(pages: &Pages, info: &Info) -> bool {
    let described = pages
        .structure
        .elements
        .iter()
        .all(|element| !matches!(element.role, Role::Figure | Role::Formula) || !element.alt.trim().is_empty());
    described && !info.title.trim().is_empty() && !info.language.is_empty()
}

/// What the XMP claims.
pub(super) fn claims(pages: &Pages, info: &Info) -> Claims {
    if !is_open_to_all(pages, info) {
        return Claims::default();
    }
    Claims {
        namespaces: " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" \
                     xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" \
                     xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
                     xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
                     xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"",
        properties: vec![("pdfaid:part", "2"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")],
        schema: SCHEMA,
    }
}

/// Says in the catalog which colours are meant, and that the file is tagged.
pub(super) fn declare(document: &mut Document, catalog: &mut Dictionary) {
    let profile = Stream::new(dictionary! { "N" => 3 }, PROFILE.to_vec());
    let profile = document.add_object(profile);
    let intent = document.add_object(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB IEC61966-2.1"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    });
    catalog.set("OutputIntents", vec![Object::Reference(intent)]);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
}
