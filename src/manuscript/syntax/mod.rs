//! What bindery's dialect adds to CommonMark, as grammar that knows nothing of the tree being built: fences and
//! attribute groups, the names of containers, addresses, sums of
//! money, the raw HTML let through, a file's front matter, ids.

pub(super) mod address;
pub(super) mod attributes;
pub(super) mod containers;
pub(super) mod front_matter;
pub(super) mod html;
pub(super) mod mask;
pub(super) mod money;
pub(super) mod nearest;
pub(super) mod slug;
