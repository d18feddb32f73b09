//! Cover images for shops and for the ebook.
