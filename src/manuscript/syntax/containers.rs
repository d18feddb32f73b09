//! The names that a container may have.

use crate::book::{Callout, ContainerKind};

/// What a container's name makes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::manuscript) enum Named {
    Kind(ContainerKind),
    Figure,
    PageBreak,
}

/// The names of containers that are no callouts.
const NAMES: &[(&str, Named)] = &[
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
    let callout = Callout::ALL.into_iter().find(|callout| callout.name() == name);
    let callout = callout.map(|callout| Named::Kind(ContainerKind::Callout(callout)));
    callout.or_else(|| NAMES.iter().find(|(n, _)| *n == name).map(|(_, named)| named.clone()))
}

/// Whether a container of that name exists.
pub(in crate::manuscript) fn is_known(name: &str) -> bool {
    names().any(|known| known == name)
}

/// Every name, for a suggestion.
pub(in crate::manuscript) fn names() -> impl Iterator<Item = &'static str> {
    let callouts = Callout::ALL.into_iter().map(Callout::name);
    callouts.chain(NAMES.iter().map(|(n, _)| *n))
}
