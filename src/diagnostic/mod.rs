//! Findings: what is wrong, where in the manuscript or the configuration, and what to do.

pub mod codes;

use crate::span::Span;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is wrong; something could be better.
    Hint,
    /// The book is made, and a reader or a store may trip over this.
    Warning,
    /// The book is not made until this is mended.
    Error,
}

impl Severity {
    /// The word shown to the author: `error`, `warning` or `hint`.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Hint => "hint",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A finding's stable name, such as `md-unknown-container`: an area (`toml`, `md`, `ref`, `picture`, `page`, `epub`,
/// `io`), then what is wrong. [`codes`] has them all but the names of stores' rules. Codes never change meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    name: &'static str,
    severity: Severity,
}

impl Code {
    /// The code of a breach of a store's rule, which is called as the rule is.
    pub fn of_rule(name: &'static str) -> Code {
        Code {
            name,
            severity: Severity::Error,
        }
    }

    /// The name as it is shown.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// How much a finding with it matters, unless the finding says that it matters less.
    pub fn severity(self) -> Severity {
        self.severity
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its stable name.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// Where; `None` when no line of the sources is to blame.
    pub span: Option<Span>,
    /// What to do about it.
    pub help: Option<String>,
    /// Other places that matter, each with a word on why.
    pub related: Vec<(Span, String)>,
    /// The finished place, when there is one: "paperback, page 87".
    pub place: Option<String>,
}

impl Diagnostic {
    /// A finding at `span` ([`Span::GENERATED`] when there is no line to point at), which matters as much as its code.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity,
            message: message.into(),
            span: (!span.is_generated()).then_some(span),
            help: None,
            related: Vec::new(),
            place: None,
        }
    }

    /// Makes it matter less than its code does elsewhere; never more.
    pub fn weakened_to(mut self, severity: Severity) -> Diagnostic {
        self.severity = self.severity.min(severity);
        self
    }

    /// Adds what to do.
    pub fn with_help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Adds another place that matters.
    pub fn with_related(mut self, span: Span, why: impl Into<String>) -> Diagnostic {
        if !span.is_generated() {
            self.related.push((span, why.into()));
        }
        self
    }

    /// Adds the finished place.
    pub fn at_place(mut self, place: impl Into<String>) -> Diagnostic {
        self.place = Some(place.into());
        self
    }
}

/// Sorts findings by source place and drops exact repeats, so that the same inputs show the same
/// list whatever ran in parallel.
pub fn tidy(findings: &mut Vec<Diagnostic>) {
    findings.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.span.is_none(), d.span, std::cmp::Reverse(d.severity), d.code);
        key(a)
            .cmp(&key(b))
            .then_with(|| a.message.cmp(&b.message))
            .then_with(|| a.place.cmp(&b.place))
    });
    findings.dedup();
}
