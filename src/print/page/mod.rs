//! The display list: finished pages, with every mark in its place, and no PDF known.
//!
//! Lengths are points; the origin of a page is the trim's lower left corner, y upwards.

mod bleed;
mod item;
mod pages;
mod structure;

pub use bleed::Bleed;
pub(super) use bleed::{REACH, cover};
pub use item::*;
pub use pages::*;
pub use structure::{Element, Role, Structure, Tag};
