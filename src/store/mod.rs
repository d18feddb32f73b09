//! What stores are given: profiles as data, the folder that each upload form takes, its proof, metadata feeds, and the
//! site's own page.
//!
//! An [`Offer`] is an edition with its finished files. [`Offer::measures`] reads them back, [`judge`] holds what was read
//! against a [`Profile`](profile::Profile), and [`packages`] makes the folder.

mod changes;
mod choice;
mod describe;
pub mod feeds;
mod findings;
mod judge;
mod listing;
mod offer;
mod own;
mod package;
pub mod profile;
pub mod proof;

pub use choice::{against_config, editions, stores};
pub use judge::{Exceptions, Judgement, Verdict, judge};
pub use offer::{File, Offer};
pub use package::{Package, packages};

/// A file of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageFile {
    /// Its name in the folder.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}
