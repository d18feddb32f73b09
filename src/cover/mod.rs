//! Cover images for shops and for the ebook.

mod front;

pub use front::*;
