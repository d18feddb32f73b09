//! Pieces of a paragraph to lines: words are shaped, the best places to end lines are found, and lines are set.

mod bidi;
mod breaks;
mod collect;
mod faces;
mod fit;
mod hyphenate;
mod ink;
mod line;
mod node;
mod paragraph;
mod set_line;
mod shape;
mod shaped;

pub use faces::Faces;
pub(in crate::print) use faces::LoadedFace;
pub use line::*;
pub use paragraph::Setter;
pub(in crate::print) use shape::Shaper;
