//! Formulas: TeX to MathML, the one form that the ebook shows and the page is set from.

use crate::limits::{FORMULA_BYTES, FORMULA_GROUPS};
use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};
use quick_xml::Reader;
use quick_xml::events::Event;

/// What a formula in MathML begins with.
pub const START: &str = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"";

/// Why a formula cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormulaError {
    /// It is longer, or nested deeper, than [`limits`](crate::limits) allow.
    #[error("it is too long or nested too deep")]
    TooLarge,
    /// Something in it is no TeX that the reader knows: what, in the reader's words.
    #[error("{0}")]
    Tex(String),
    /// What the reader made of it is no MathML.
    #[error("it has no form in MathML")]
    NoMathMl,
    /// Its MathML has what EPUB's grammar does not allow.
    #[error("it has no form in an ebook")]
    NoEbookForm,
    /// It has characters that XML cannot hold.
    #[error("it has characters that no ebook may have")]
    Characters,
}

/// Reads TeX. It is ready when the first formula comes.
#[derive(Default)]
pub struct Converter(Option<LatexToMathML>);

impl Converter {
    /// The MathML of a formula, in the line or on its own: well-formed XML that begins with [`START`].
    ///
    /// # Errors
    /// When the TeX is too large or unknown, or has no form in MathML.
    pub fn mathml(&mut self, tex: &str, on_its_own: bool) -> Result<String, FormulaError> {
        if !fits(tex) {
            return Err(FormulaError::TooLarge);
        }
        let converter = match &mut self.0 {
            Some(converter) => converter,
            none => none.insert(converter()?),
        };
        let display = match on_its_own {
            true => MathDisplay::Block,
            false => MathDisplay::Inline,
        };
        let result = converter.convert_with_local_state(tex, display);
        let mathml = result.map_err(|error| FormulaError::Tex(error.to_string()))?.mathml;
        match mathml.starts_with(START) && is_well_formed(&mathml) {
            true => Ok(mathml),
            false => Err(FormulaError::NoMathMl),
        }
    }
}

fn converter() -> Result<LatexToMathML, FormulaError> {
    let config = MathCoreConfig {
        xml_namespace: true,
        ..MathCoreConfig::default()
    };
    LatexToMathML::new(config).map_err(|(error, ..)| FormulaError::Tex(error.to_string()))
}

/// Whether a formula's TeX is short and flat enough to be read.
fn fits(tex: &str) -> bool {
    let mut depth = 0usize;
    let mut deepest = 0;
    for (i, c) in tex.char_indices() {
        let rest = tex.get(i..).unwrap_or_default();
        if c == '{' || rest.starts_with("\\left") || rest.starts_with("\\begin") {
            depth += 1;
        } else if c == '}' || rest.starts_with("\\right") || rest.starts_with("\\end") {
            depth = depth.saturating_sub(1);
        }
        deepest = deepest.max(depth);
    }
    // Commands that take the next command as their argument nest without braces.
    let commands = tex.matches('\\').count();
    tex.len() <= FORMULA_BYTES && deepest <= FORMULA_GROUPS && commands <= FORMULA_GROUPS * 16
}

fn is_well_formed(xml: &str) -> bool {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return true,
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
