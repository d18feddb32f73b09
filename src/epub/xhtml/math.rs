//! Math: TeX to MathML.

use super::super::markup::{Attrs, attribute};
use super::super::survey::one_line;
use super::Writer;
use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::span::Span;
use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};
use quick_xml::events::Event;

const START: &str = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"";

/// Converts formulas; made when the first one comes.
#[derive(Default)]
pub(super) struct Converter(Option<LatexToMathML>);

impl Converter {
    /// A converter that has not been needed yet.
    pub(super) fn new() -> Converter {
        Converter(None)
    }

    fn convert(&mut self, tex: &str, display: MathDisplay) -> Result<String, String> {
        if !limits::formula_fits(tex) {
            return Err("it is too long or nested too deep".to_owned());
        }
        if self.0.is_none() {
            let config = MathCoreConfig {
                xml_namespace: true,
                ..MathCoreConfig::default()
            };
            let made = LatexToMathML::new(config).map_err(|(error, ..)| error.to_string())?;
            self.0 = Some(made);
        }
        let Some(converter) = &self.0 else {
            return Err(String::new());
        };
        let result = converter.convert_with_local_state(tex, display);
        let mathml = result.map_err(|error| error.to_string())?.mathml;
        if is_well_formed(&mathml) {
            Ok(mathml)
        } else {
            Err("it has no form in MathML".to_owned())
        }
    }
}

impl Writer<'_> {
    /// A formula in the line or on its own; as code where it cannot be read.
    pub(super) fn math(&mut self, tex: &str, display: bool, span: Span) {
        let kind = if display {
            MathDisplay::Block
        } else {
            MathDisplay::Inline
        };
        match self.math.convert(tex, kind) {
            Ok(mathml) => {
                let rest = mathml.strip_prefix(START).unwrap_or(&mathml);
                if rest.len() < mathml.len() {
                    self.markup.raw(START);
                    self.markup
                        .raw(&format!(" alttext=\"{}\"", attribute(&one_line(tex))));
                }
                self.markup.raw(rest);
            }
            Err(why) => {
                self.findings.push(
                    Diagnostic::warning(
                        "epub-math",
                        span,
                        format!("the formula cannot be read: {why}"),
                    )
                    .with_help("mend the TeX; until then the ebook shows its source"),
                );
                self.markup.element("code", &Attrs::class("tex"), tex);
            }
        }
    }
}

fn is_well_formed(xml: &str) -> bool {
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return xml.chars().all(super::super::markup::is_xml),
            Ok(Event::DocType(_)) | Err(_) => return false,
            Ok(Event::GeneralRef(name)) => {
                let known = matches!(name.as_ref(), "amp" | "lt" | "gt" | "quot" | "apos");
                if !known && !name.starts_with('#') {
                    return false;
                }
            }
            Ok(_) => {}
        }
    }
}
