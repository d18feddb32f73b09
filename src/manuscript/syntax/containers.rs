//! The names that a container may have.

use crate::book::{Callout, ContainerKind};

/// What a container's name makes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::manuscript) enum Named {
    Kind(ContainerKind),
    Figure,
    PageBreak,
}

const NAMES: &[(&str, Named)] = &[
    ("note", Named::Kind(ContainerKind::Callout(Callout::Note))),
    ("tip", Named::Kind(ContainerKind::Callout(Callout::Tip))),
    ("important", Named::Kind(ContainerKind::Callout(Callout::Important))),
    ("warning", Named::Kind(ContainerKind::Callout(Callout::Warning))),
    ("caution", Named::Kind(ContainerKind::Callout(Callout::Caution))),
    ("red-flag", Named::Kind(ContainerKind::Callout(Callout::RedFlag))),
    ("aside", Named::Kind(ContainerKind::Aside)),
    ("epigraph", Named::Kind(ContainerKind::Epigraph)),
    ("verse", Named::Kind(ContainerKind::Verse)),
    ("letter", Named::Kind(ContainerKind::Letter)),
    ("pull-quote", Named::Kind(ContainerKind::PullQuote)),
    ("exercise", Named::Kind(ContainerKind::Exercise)),
    ("figure", Named::Figure),
    ("page-break", Named::PageBreak),
];

/// What the name stands for.
pub(in crate::manuscript) fn named(name: &str) -> Option<Named> {
    let found = NAMES.iter().find(|(n, _)| *n == name);
    found.map(|(_, named)| named.clone())
}

/// Whether a container of that name exists.
pub(in crate::manuscript) fn is_known(name: &str) -> bool {
    NAMES.iter().any(|(n, _)| *n == name)
}

/// Every name, for a suggestion.
pub(in crate::manuscript) fn names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(n, _)| *n)
}
