//! The folder of a store: what is uploaded, the listing and the proof, or what keeps it from being made.

use super::choice::{editions_for, main_edition};
use super::profile::Profile;
use super::{File, Offer, PackageFile, Verdict, judge, listing, proof};
use crate::book::Date;
use crate::book::trade::{EditionKind, FileRole, Printer};
use crate::build::Artifact;
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::project::{Edition, Project, Purpose};
use crate::span::Span;
use rayon::prelude::*;

/// A store's folder, or what keeps it from being made.
#[derive(Clone, Debug)]
pub struct Package {
    /// The store's name.
    pub store: String,
    /// The folder's name: the store's, and the edition's where the store gets several.
    pub folder: String,
    /// The name of the edition; `None` where the book has none for this store.
    pub edition: Option<String>,
    /// The files; none when a finding is an error.
    pub files: Vec<PackageFile>,
    /// What the store has against it.
    pub findings: Vec<Diagnostic>,
    /// How many of the store's rules hold.
    pub held: usize,
    /// Whether the book is not out yet.
    pub preorder: bool,
}

impl Package {
    /// Whether the store takes it.
    pub fn is_ready(&self) -> bool {
        let stops = |finding: &Diagnostic| finding.severity == Severity::Error;
        self.edition.is_some() && !self.findings.iter().any(stops)
    }
}

/// Judges finished files by the rules of stores, and packs what they take.
pub fn packages(project: &Project, artifacts: &[Artifact], stores: &[&'static Profile], today: Date) -> Vec<Package> {
    let release = Release {
        project,
        artifacts,
        today,
    };
    let packages: Vec<Vec<Package>> = stores.par_iter().map(|profile| release.packages(profile)).collect();
    packages.into_iter().flatten().collect()
}

/// The finished files of a book, offered to stores on a day.
pub(super) struct Release<'a> {
    pub(super) project: &'a Project,
    artifacts: &'a [Artifact],
    pub(super) today: Date,
}

impl<'a> Release<'a> {
    /// The packages that a store gets, one for each edition that it takes.
    fn packages(&self, profile: &'static Profile) -> Vec<Package> {
        let editions = editions_for(&self.project.config, profile);
        let Some(main) = main_edition(profile, &editions) else {
            return vec![nothing_for(profile, self.project.config.span)];
        };
        let packages = editions.into_iter().map(|edition| {
            let folder = match edition.name == main.name {
                true => profile.store.clone(),
                false => format!("{}-{}", profile.store, edition.name),
            };
            self.package(profile, folder, edition)
        });
        packages.collect()
    }

    fn package(&self, profile: &'static Profile, folder: String, edition: &Edition) -> Package {
        let offer = self.offer(profile, edition);
        let (measures, unreadable) = offer.measures(profile.wrap.as_ref(), &profile.describes);
        let judged = judge(profile, &measures, &self.exceptions(profile));
        let unreadable = unreadable.into_iter().map(|(file, why)| {
            let message = format!("{}: `{}` cannot be read: {why}", profile.title, file.name);
            Diagnostic::new(
                codes::STORE_UNREADABLE,
                edition.span.unwrap_or(Span::GENERATED),
                message,
            )
            .with_help("build the book again")
        });
        let mut findings: Vec<Diagnostic> = unreadable.collect();
        findings.extend(judged.iter().filter_map(|judged| self.finding(profile, &offer, judged)));
        findings.extend(self.unused(profile, &judged));
        let mut package = Package {
            store: profile.store.clone(),
            folder,
            edition: Some(edition.name.clone()),
            files: Vec::new(),
            findings,
            held: judged.iter().filter(|judged| judged.verdict == Verdict::Pass).count(),
            preorder: offer.is_preorder(),
        };
        if package.is_ready() {
            let mut files = uploads(profile, &offer);
            files.extend(listing::files(profile, &offer, &measures));
            if profile.own {
                files.extend(self.own_page(profile, &offer, &mut package.findings));
            }
            let proof = proof::Proof::new(profile, &offer, &judged, &files);
            files.extend(proof.files());
            package.files = files;
        }
        package
    }

    /// An edition with the finished files that a store wants of it.
    pub(super) fn offer<'o>(&self, profile: &Profile, edition: &'o Edition) -> Offer<'o>
    where
        'a: 'o,
    {
        let files = profile.files.iter();
        let files = files.filter_map(|upload| self.file(upload.role, edition));
        Offer {
            metadata: &self.project.config.metadata,
            edition,
            files: files.collect(),
            today: self.today,
        }
    }

    /// The finished file of a role. What goes with an ebook is the first of its kind that is for sale.
    fn file(&self, role: FileRole, edition: &Edition) -> Option<File<'a>> {
        let is_its = |file: &Artifact| file.edition.as_ref() == Some(&edition.name);
        let is_sold = |file: &Artifact| {
            let edition = self.project.config.edition(file.edition.as_deref().unwrap_or_default());
            edition.is_some_and(|edition| edition.purpose == Purpose::Sale)
        };
        let found = match role {
            FileRole::Ebook => self.find(|file| file.role.is_epub() && is_its(file)),
            FileRole::Interior | FileRole::Wrap => self.find(|file| file.role == role && is_its(file)),
            FileRole::Kepub | FileRole::Digital => self.find(|file| file.role == role && is_sold(file)),
            FileRole::Sample | FileRole::Front => self.find(|file| file.role == role),
            FileRole::Thumbnail | FileRole::Preview | FileRole::Proof | FileRole::Copy => None,
        };
        found.map(|artifact| File {
            role,
            name: &artifact.name,
            bytes: &artifact.bytes,
        })
    }

    /// The largest of the small front covers.
    pub(super) fn thumbnail(&self) -> Option<&'a Artifact> {
        let small = self.artifacts.iter().filter(|file| file.role == FileRole::Thumbnail);
        small.max_by_key(|file| file.bytes.len())
    }

    /// The first finished file that is so.
    pub(super) fn find(&self, is: impl Fn(&Artifact) -> bool) -> Option<&'a Artifact> {
        self.artifacts.iter().find(|artifact| is(artifact))
    }
}

/// What is uploaded, under the names that the store wants.
fn uploads(profile: &Profile, offer: &Offer<'_>) -> Vec<PackageFile> {
    let files = profile.files.iter().filter_map(|upload| {
        let file = offer.file(upload.role)?;
        Some(PackageFile {
            name: offer.fill(&upload.name),
            bytes: file.bytes.to_vec(),
        })
    });
    files.collect()
}

/// The package of a store that the book has no edition for.
fn nothing_for(profile: &Profile, span: Option<Span>) -> Package {
    let kind = profile.takes.kinds.first().unwrap_or(&EditionKind::Ebook);
    let table = match profile.takes.printer {
        Some(printer) if printer != Printer::default() => {
            format!("`[editions.{printer}]` with `kind = \"{kind}\"` and `printer = \"{printer}\"`")
        }
        _ => format!("`[editions.{kind}]`"),
    };
    let message = format!("{}: the book has no edition for it", profile.title);
    let finding = Diagnostic::new(codes::STORE_NO_EDITION, span.unwrap_or(Span::GENERATED), message);
    let help = format!("add {table}; or leave the store out with `sell-at` in `[storefronts]`");
    Package {
        store: profile.store.clone(),
        folder: profile.store.clone(),
        edition: None,
        files: Vec::new(),
        findings: vec![finding.with_help(help).at_place(profile.store.clone())],
        held: 0,
        preorder: false,
    }
}
