//! Math, as MathML.

use super::super::markup::{Attrs, attribute, is_xml};
use super::super::survey::one_line;
use super::{Writer, mathml};
use crate::diagnostic::{Diagnostic, codes};
use crate::formula::{FormulaError, START};
use crate::span::Span;

impl Writer<'_> {
    /// A formula in the line or on its own; as code where it cannot be read.
    pub(super) fn math(&mut self, tex: &str, on_its_own: bool, span: Span) {
        let mathml = self.math.mathml(tex, on_its_own);
        let mathml = mathml.and_then(|all| mathml::allowed(&all).ok_or(FormulaError::NoEbookForm));
        let shown = mathml.and_then(|mathml| match mathml.strip_prefix(START) {
            Some(rest) if rest.chars().all(is_xml) => Ok(rest.to_owned()),
            _ => Err(FormulaError::Characters),
        });
        match shown {
            Ok(rest) => {
                let words = format!(" alttext=\"{}\"", attribute(&one_line(tex)));
                self.markup.raw(START);
                self.markup.raw(&words);
                self.markup.raw(&rest);
            }
            Err(why) => {
                self.shows_tex = true;
                self.findings.push(
                    Diagnostic::new(codes::EPUB_MATH, span, format!("the formula cannot be read: {why}"))
                        .with_help("mend the TeX; until then the ebook shows its source"),
                );
                self.markup.element("code", &Attrs::class("tex"), tex);
            }
        }
    }
}
