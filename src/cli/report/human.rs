//! A finding with the manuscript's line under it.

use super::text::{headline, printable};
use crate::cli::settings::Settings;
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::Sources;
use crate::span::Span;
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan,
    SpanContents,
};
use std::fmt::Display;

/// The most characters shown of a line. A Markdown paragraph is often one long line.
const LINE_CHARS: usize = 88;
/// How many of them stand before the fault, at most.
const LEAD_CHARS: usize = 36;

/// The finding as text, with a final empty line.
pub(super) fn finding(settings: &Settings, sources: &Sources, finding: &Diagnostic) -> String {
    let theme = match settings.color {
        true => GraphicalTheme::unicode(),
        false => GraphicalTheme::unicode_nocolor(),
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(settings.width)
        .with_links(false)
        .with_context_lines(0)
        .with_show_related_as_nested(true);
    let mut text = String::new();
    match handler.render_report(&mut text, &Report::new(sources, finding)) {
        Ok(()) => text + "\n",
        // Drawing failed; the words must still be read.
        Err(_) => format!("{}\n\n", printable(&headline(finding))),
    }
}

/// What `miette` draws.
#[derive(Debug)]
struct Report {
    severity: Severity,
    code: Option<String>,
    message: String,
    help: Option<String>,
    excerpt: Option<Excerpt>,
    related: Vec<Report>,
}

impl Report {
    fn new(sources: &Sources, finding: &Diagnostic) -> Report {
        Report {
            severity: finding.severity,
            code: Some(format!("{}[{}]", finding.severity.word(), finding.code)),
            message: printable(&headline(finding)),
            help: finding.help.as_deref().map(printable),
            excerpt: finding.span.and_then(|span| Excerpt::new(sources, span)),
            related: finding
                .related
                .iter()
                .map(|(span, why)| Report {
                    severity: Severity::Hint,
                    code: None,
                    message: printable(why),
                    help: None,
                    excerpt: Excerpt::new(sources, *span),
                    related: Vec::new(),
                })
                .collect(),
        }
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Report {}

impl miette::Diagnostic for Report {
    fn code(&self) -> Option<Box<dyn Display + '_>> {
        Some(Box::new(self.code.as_ref()?))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Hint => miette::Severity::Advice,
        })
    }

    fn help(&self) -> Option<Box<dyn Display + '_>> {
        Some(Box::new(self.help.as_ref()?))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self.excerpt.as_ref()?)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let mark = self.excerpt.as_ref()?.mark;
        let label = LabeledSpan::new_primary_with_span(None, mark);
        Some(Box::new(std::iter::once(label)))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn miette::Diagnostic> + 'a>> {
        let related = self.related.iter().map(|r| r as &dyn miette::Diagnostic);
        (!self.related.is_empty()).then(|| Box::new(related) as _)
    }
}

/// A piece of one line of a source, around the fault.
#[derive(Debug)]
struct Excerpt {
    path: String,
    text: String,
    /// The fault in `text`.
    mark: SourceSpan,
    /// Line and column of the fault, from 0.
    line: usize,
    column: usize,
}

impl Excerpt {
    fn new(sources: &Sources, span: Span) -> Option<Excerpt> {
        let file = sources.get(span.file)?;
        let (line, column) = sources.line_column(span)?;
        let whole = file.text.split('\n').nth(line - 1)?.trim_end();
        let length = whole.chars().count();
        let column = (column - 1).min(length);
        // A fault of several lines is shown by its first.
        let covered = file.text.get(span.range()).unwrap_or("");
        let covered = covered.split('\n').next().unwrap_or("").trim_end();
        let width = covered.chars().count().clamp(1, (length - column).max(1));

        let (from, count) = match length > LINE_CHARS {
            true => (column.saturating_sub(LEAD_CHARS), LINE_CHARS),
            false => (0, LINE_CHARS),
        };
        let shown: String = whole.chars().skip(from).take(count).collect();
        let lead = if from > 0 { "…" } else { "" };
        let tail = if from + count < length { "…" } else { "" };
        let text = format!("{lead}{}{tail}", printable(&shown));

        let skip = column - from + lead.chars().count();
        let start = byte_of(&text, skip);
        let end = byte_of(&text, skip + width);
        Some(Excerpt {
            path: printable(&file.path),
            mark: (start, end - start).into(),
            text,
            line: line - 1,
            column,
        })
    }
}

/// The offset of the character at `index`; the text's length when there are fewer.
fn byte_of(text: &str, index: usize) -> usize {
    text.char_indices().nth(index).map_or(text.len(), |(at, _)| at)
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        Ok(Box::new(MietteSpanContents::new_named(
            self.path.clone(),
            self.text.as_bytes(),
            (0, self.text.len()).into(),
            self.line,
            self.column,
            1,
        )))
    }
}
