//! The book of one edition: what it keeps, drops, adds and links to.
