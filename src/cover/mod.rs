//! Covers: images for shops and for the ebook, and the wrap that a printed book is bound in.

pub mod barcode;
mod card;
mod compose;
mod front;
mod lettering;
mod outlines;
mod placement;
mod preview;
mod printer;
mod sheet;
mod wrap;

pub use card::card;
pub use compose::{ComposedFront, FrontWords, compose};
pub use front::*;
pub use printer::{MEASURES, PRODUCTS, PrintProduct, Thickness, WrapMeasures};
pub use sheet::{WrapDesign, WrapSheet};
pub use wrap::{Area, BoundBook, FinishedWrap, Wrap};
