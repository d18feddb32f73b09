//! What the parsing of one text has at hand everywhere.

use super::syntax::mask::Masked;
use super::{Dialect, typography};
use crate::diagnostic::{Code, Diagnostic, codes};
use crate::span::{FileId, Span};
use std::collections::BTreeMap;
use std::ops::Range;

/// One text while it is parsed.
pub(super) struct ParseContext<'a> {
    pub masked: Masked<'a>,
    pub file: FileId,
    /// The folder of the file, for the paths of pictures.
    pub folder: &'a str,
    pub dialect: &'a Dialect,
    pub findings: Vec<Diagnostic>,
    labels: BTreeMap<String, usize>,
    nesting_told: bool,
}

impl<'a> ParseContext<'a> {
    pub fn new(masked: Masked<'a>, file: FileId, folder: &'a str, dialect: &'a Dialect) -> ParseContext<'a> {
        ParseContext {
            masked,
            file,
            folder,
            dialect,
            findings: Vec::new(),
            labels: BTreeMap::new(),
            nesting_told: false,
        }
    }

    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    pub fn source(&self, range: Range<usize>) -> &'a str {
        self.masked.original.get(range).unwrap_or("")
    }

    /// A block's range without the line ends and spaces after it.
    pub fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let text = self.source(range.clone());
        range.start..range.start + text.trim_end().len()
    }

    /// The number of a note's label, from 0, as they come.
    pub fn label(&mut self, label: &str) -> usize {
        // Labels are matched as CommonMark matches those of links.
        let key = label.to_lowercase();
        let next = self.labels.len();
        *self.labels.entry(key).or_insert(next)
    }

    /// Typography for a text that stands for itself.
    pub fn smart(&self, text: &str) -> String {
        if self.dialect.smart {
            typography::improve_text(text, &self.dialect.language)
        } else {
            text.to_owned()
        }
    }

    pub fn report(&mut self, code: Code, range: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        let span = self.span(range);
        self.findings.push(Diagnostic::new(code, span, message).with_help(help));
    }

    /// Says once a text that something is nested too deeply.
    pub fn too_deep(&mut self, range: Range<usize>) {
        if std::mem::replace(&mut self.nesting_told, true) {
            return;
        }
        self.report(
            codes::MD_NESTING,
            range,
            format!("nested deeper than {} levels", crate::limits::NESTING),
            "what lies deeper is kept without its marks; nest less",
        );
    }
}
