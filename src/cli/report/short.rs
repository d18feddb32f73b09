//! A finding as one line, as compilers write it: editors find the place in it.

use super::text::{headline, printable};
use crate::diagnostic::Diagnostic;
use crate::project::Sources;

/// The finding with its line's end.
pub(super) fn finding(sources: &Sources, finding: &Diagnostic) -> String {
    let place = finding.span.and_then(|span| {
        let (line, column) = sources.line_column(span)?;
        Some(format!("{}:{line}:{column}", sources.get(span.file)?.path))
    });
    format!(
        "{}: {}[{}]: {}\n",
        place.map_or("bindery".to_owned(), |p| printable(&p)),
        finding.severity.word(),
        finding.code,
        printable(&headline(finding)),
    )
}
