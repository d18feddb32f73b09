//! What the standards for print want a file to say: the printing condition, the standard, that nothing is trapped.

use super::super::Standard;
use super::metadata::Claims;
use lopdf::{Dictionary, Document, Object, dictionary};

/// The printing condition that files are made for, by its name in the ICC's registry of characterisation data.
pub const CONDITION: &str = "FOGRA39";

/// The profile of that condition.
const PROFILE: &[u8] = crate::picture::CMYK_PROFILE;

impl Standard {
    /// The version of PDF that the standard builds on.
    pub(super) fn version(self) -> &'static str {
        match self {
            Standard::X1a => "1.3",
            Standard::X4 => "1.6",
        }
    }
}

/// Says in the catalog and the Info dictionary what the standard wants said there.
pub(super) fn claim(standard: Standard, document: &mut Document, catalog: &mut Dictionary, info: &mut Dictionary) {
    let literal = Object::string_literal;
    info.set("Trapped", "False");
    if standard == Standard::X1a {
        info.set("GTS_PDFXVersion", literal("PDF/X-1:2001"));
        info.set("GTS_PDFXConformance", literal("PDF/X-1a:2001"));
    }
    let mut intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFX",
        "OutputConditionIdentifier" => literal(CONDITION),
        "OutputCondition" => literal("Offset printing on coated paper, ISO 12647-2:2004/Amd 1"),
        "RegistryName" => literal("http://www.color.org"),
        "Info" => literal("Coated FOGRA39 (ISO 12647-2:2004)"),
    };
    // A registered condition needs no profile in PDF/X-1a, and printers of black pages want none.
    if standard == Standard::X4 {
        let dict = dictionary! { "N" => 4, "Alternate" => "DeviceCMYK" };
        let profile = lopdf::Stream::new(dict, PROFILE.to_vec());
        intent.set("DestOutputProfile", document.add_object(profile));
    }
    let intent = document.add_object(intent);
    catalog.set("OutputIntents", vec![Object::Reference(intent)]);
}

/// What the XMP says of the standard.
pub(super) fn claims(standard: Standard) -> Claims {
    match standard {
        Standard::X1a => Claims {
            namespaces: " xmlns:pdfx=\"http://ns.adobe.com/pdfx/1.3/\"",
            properties: vec![
                ("pdfx:GTS_PDFXVersion", "PDF/X-1:2001"),
                ("pdfx:GTS_PDFXConformance", "PDF/X-1a:2001"),
            ],
            schema: "",
        },
        Standard::X4 => Claims {
            namespaces: " xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\"",
            properties: vec![("pdfxid:GTS_PDFXVersion", "PDF/X-4")],
            schema: "",
        },
    }
}
