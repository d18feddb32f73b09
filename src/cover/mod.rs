//! Covers: images for shops and for the ebook, and the wrap that a printed book is bound in.

pub mod barcode;
mod card;
mod compose;
mod front;
mod jacket;
mod lettering;
mod outlines;
mod placement;
mod preview;
mod printer;
mod wrap;

pub use card::card;
pub use compose::{Composed, Words, compose};
pub use front::*;
pub use jacket::{Drawn, Jacket};
pub use printer::{MEASURES, PRODUCTS, PrintProduct, Thickness, WrapMeasures};
pub use wrap::{Area, Bound, Finished, Wrap};
