//! The names that a container may have.

use crate::book::{Callout, ContainerKind};

/// What a container's name makes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::manuscript) enum NamedBlock {
    Kind(ContainerKind),
    Figure,
    PageBreak,
}

/// The names of containers that are no callouts.
const NAMES: &[(&str, NamedBlock)] = &[
    ("aside", NamedBlock::Kind(ContainerKind::Aside)),
    ("epigraph", NamedBlock::Kind(ContainerKind::Epigraph)),
    ("verse", NamedBlock::Kind(ContainerKind::Verse)),
    ("letter", NamedBlock::Kind(ContainerKind::Letter)),
    ("pull-quote", NamedBlock::Kind(ContainerKind::PullQuote)),
    ("exercise", NamedBlock::Kind(ContainerKind::Exercise)),
    ("figure", NamedBlock::Figure),
    ("page-break", NamedBlock::PageBreak),
];

/// What the name stands for.
pub(in crate::manuscript) fn named(name: &str) -> Option<NamedBlock> {
    let callout = Callout::ALL.into_iter().find(|callout| callout.name() == name);
    let callout = callout.map(|callout| NamedBlock::Kind(ContainerKind::Callout(callout)));
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
