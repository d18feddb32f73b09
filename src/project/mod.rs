//! The project: `book.toml`, the sources, and the only door to the disk.

mod config;
mod sources;

pub use config::*;
pub use sources::*;
