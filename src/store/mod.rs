//! What stores are given: profiles as data, the folder that each upload form takes, its proof, metadata feeds, and the
//! site's own page.
//!
//! An [`Offer`] is an edition with its finished files. [`Offer::measures`] reads them back, [`judge`] holds what was read
//! against a [`Profile`](profile::Profile), and [`packages`] makes the folder.

mod changes;
mod describe;
pub mod feeds;
mod judge;
mod listing;
mod offer;
mod own;
mod package;
pub mod profile;
pub mod proof;

pub use judge::{Exceptions, Judged, Verdict, judge};
pub use offer::{File, Offer};
pub use package::{Package, against_config, editions, packages, stores};

use crate::check::measures::Measures;
use profile::Profile;

/// A file of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// Its name in the folder.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The folder of a store: what is uploaded under the names that it wants, the listing, and `more`, with the proof of it
/// all.
pub fn pack(
    profile: &Profile,
    offer: &Offer<'_>,
    measures: &Measures,
    judged: &[Judged],
    more: Vec<Packed>,
) -> Vec<Packed> {
    let mut files: Vec<Packed> = profile
        .files
        .iter()
        .filter_map(|upload| {
            let file = offer.file(upload.role)?;
            Some(Packed {
                name: offer.fill(&upload.name),
                bytes: file.bytes.to_vec(),
            })
        })
        .collect();
    files.extend(listing::files(profile, offer, measures));
    files.extend(more);
    let proof = proof::Proof::new(profile, offer, judged, &files);
    files.extend(proof.files());
    files
}
