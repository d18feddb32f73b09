//! The bundled book with example ISBNs and prices, built once.

use bindery::book::trade::{FileRole, Named};
use bindery::book::{Date, Metadata};
use bindery::build::{Artifact, Request, build};
use bindery::check::measures::Measures;
use bindery::project::{self, Disk, Edition, Project};
use bindery::store::profile::{self, Profile};
use bindery::store::{self, Exceptions, File, Judgement, Offer, Verdict, judge};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

pub const TODAY: Date = Date {
    year: 2026,
    month: 11,
    day: 23,
};

/// ISBNs of the agency's own examples, and of books long out of print.
const ISBNS: [(&str, &str); 8] = [
    ("ebook", "9780306406157"),
    ("paperback", "9783161484100"),
    ("ingram", "9783161484100"),
    ("lulu", "9783161484100"),
    ("bookvault", "9783161484100"),
    ("hardcover", "9781861972712"),
    ("large-print", "9780747532699"),
    ("digital-pdf", "9780131103627"),
];

/// The project in a folder of its own, with what a release needs and the bundled book does not have yet.
pub fn project() -> (tempfile::TempDir, Project) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["manuscript", "covers"] {
        copy(&root.join(name), &folder.path().join(name));
    }
    let path = folder.path().join("manuscript/book.toml");
    let mut toml = std::fs::read_to_string(&path).expect("book.toml");
    for (edition, isbn) in ISBNS {
        let table = format!("[editions.{edition}]\n");
        assert!(toml.contains(&table), "{table}");
        let price = if edition == "ebook" {
            "[\"USD 9.99\", \"GBP 7.99\"]"
        } else {
            "\"USD 18.99\""
        };
        let spine = match edition {
            "ingram" | "bookvault" => "spine = \"0.25in\"\n",
            _ => "",
        };
        toml = toml.replace(&table, &format!("{table}isbn = \"{isbn}\"\nprice = {price}\n{spine}"));
    }
    std::fs::write(&path, toml).expect("written");
    let opened = project::open(Box::new(Disk::open(folder.path()).expect("a folder")), None);
    assert_eq!(opened.findings, []);
    (folder, opened.project.expect("a project"))
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => {
                std::fs::copy(entry.path(), target).expect("copied");
            }
        }
    }
}

/// The built book.
pub struct Shelf {
    pub project: Project,
    pub artifacts: Vec<Artifact>,
    _folder: tempfile::TempDir,
}

pub static SHELF: LazyLock<Shelf> = LazyLock::new(|| {
    let (folder, project) = project();
    let outcome = build(&project, &Request::default(), &|_| {});
    Shelf {
        project,
        artifacts: outcome.artifacts,
        _folder: folder,
    }
});

/// What a store is offered, open to be broken.
#[derive(Clone)]
pub struct Case {
    pub metadata: Metadata,
    pub edition: Edition,
    pub files: BTreeMap<FileRole, Vec<u8>>,
}

impl Case {
    /// What a store is offered of the sound book.
    pub fn of(store: &str) -> Case {
        let profile = profile_of(store);
        let shelf = &*SHELF;
        let edition = match store {
            "kdp-paperback" => "paperback",
            "kdp-hardcover" => "hardcover",
            "ingram-print" => "ingram",
            "lulu" => "lulu",
            "bookvault" => "bookvault",
            _ => "ebook",
        };
        let edition = shelf.project.config.edition(edition).expect("an edition");
        let mut files = BTreeMap::new();
        for upload in &profile.files {
            let own =
                upload.role == FileRole::Ebook || upload.role == FileRole::Interior || upload.role == FileRole::Wrap;
            let mut all = shelf.artifacts.iter();
            let found =
                all.find(|file| file.role == upload.role && (!own || file.edition.as_ref() == Some(&edition.name)));
            let found = found.unwrap_or_else(|| panic!("{store} has no {}", upload.role));
            files.insert(upload.role, found.bytes.clone());
        }
        Case {
            metadata: shelf.project.config.metadata.clone(),
            edition: edition.clone(),
            files,
        }
    }

    /// The rules of the store that it breaks.
    pub fn broken(&self, store: &str) -> BTreeSet<String> {
        let failed = |judged: &Judgement| judged.verdict == Verdict::Fail;
        let judged = self.judged(store);
        let broken = judged.into_iter().filter(failed);
        broken.map(|judged| judged.rule.id.clone()).collect()
    }

    pub fn judged(&self, store: &str) -> Vec<Judgement> {
        let profile = profile_of(store);
        judge(profile, &self.measures(profile), &Exceptions::default())
    }

    /// What is measured of it.
    pub fn measures(&self, profile: &Profile) -> Measures {
        let files = self.files.iter().map(|(role, bytes)| File {
            role: *role,
            name: role.name(),
            bytes,
        });
        let offer = Offer {
            metadata: &self.metadata,
            edition: &self.edition,
            files: files.collect(),
            today: TODAY,
        };
        let (measures, faults) = offer.measures(profile.wrap.as_ref(), &profile.describes);
        assert!(faults.is_empty(), "{faults:?}");
        measures
    }
}

pub fn profile_of(store: &str) -> &'static Profile {
    let mut all = profile::all().iter();
    all.find(|profile| profile.store == store)
        .unwrap_or_else(|| panic!("no store {store}"))
}

#[test]
fn a_book_with_its_numbers_is_packaged_for_every_store() {
    let shelf = &*SHELF;
    let stores = store::stores(&shelf.project.config, &[]).expect("stores");
    let packages = store::packages(&shelf.project, &shelf.artifacts, &stores, TODAY);
    for package in &packages {
        assert!(package.is_ready(), "{}: {:?}", package.store, package.findings);
        assert!(package.preorder);
        let names: Vec<&str> = package.files.iter().map(|file| file.name.as_str()).collect();
        for name in ["listing.txt", "listing.json", "proof.json", "proof.html"] {
            assert!(names.contains(&name), "{}: {names:?}", package.store);
        }
    }
    let made: BTreeSet<&str> = packages.iter().map(|package| package.store.as_str()).collect();
    assert_eq!(made.len(), profile::all().len());
    let names_of = |folder: &str| -> Vec<&str> {
        let package = packages
            .iter()
            .find(|package| package.folder == folder)
            .expect("a folder");
        package.files.iter().map(|file| file.name.as_str()).collect()
    };
    assert!(names_of("ingram-print").contains(&"9783161484100_txt.pdf"));
    assert!(names_of("ingram-print").contains(&"9783161484100_cvr.pdf"));
    assert!(names_of("google").contains(&"9780306406157_frontcover.jpg"));
    assert!(names_of("kdp-paperback-large-print").contains(&"reversing-hip-pain-from-running-interior.pdf"));
    let again = store::packages(&shelf.project, &shelf.artifacts, &stores, TODAY);
    for (one, other) in packages.iter().zip(&again) {
        assert!(one.files == other.files, "{} differs", one.folder);
    }
}

#[test]
fn every_rule_is_about_something_that_is_measured() {
    // The bundled book has no line art.
    const ABSENT: [&str; 1] = ["ingram-print-line-art"];
    for profile in profile::all() {
        for judged in Case::of(&profile.store).judged(&profile.store) {
            let rule = judged.rule;
            let conditional = !rule.when.is_empty() || ABSENT.contains(&rule.id.as_str());
            let dead = judged.verdict == Verdict::NotApplicable && !conditional;
            assert!(!dead, "{}: {}", profile.store, rule.id);
            let unknown = judged.verdict == Verdict::Unknown;
            assert!(judged.measured.is_some() || unknown || conditional, "{}", rule.id);
            for test in &rule.when {
                assert!(test.measure.is_some(), "{}", rule.id);
            }
        }
    }
}

#[test]
fn every_measure_is_told_to_those_who_write_profiles() {
    let told = include_str!("../../../src/store/profiles/README.md");
    let (_, told) = told.split_once("## Measures").expect("a list of measures");
    let told: BTreeSet<&str> = told.split('`').skip(1).step_by(2).collect();
    let roles = ["interior", "cover", "digital", "ebook", "kepub", "front", "listing"];
    for store in ["kdp-paperback", "site", "google"] {
        let profile = profile_of(store);
        let case = Case::of(store);
        let measures = case.measures(profile);
        for name in measures.names() {
            // The cover within an ebook has the measures of a picture.
            let own = name
                .trim_start_matches("ebook.cover.")
                .trim_start_matches("kepub.cover.");
            let own = own
                .split_once('.')
                .filter(|(role, _)| roles.contains(role))
                .map_or(own, |(_, own)| own);
            assert!(told.contains(own), "{name}");
        }
    }
}
