//! The pipeline: a project to the files of its editions.
//!
//! The text is read and the pictures are opened once. Each edition is made of both by itself, in parallel with the
//! others: [`ebook`] packs EPUBs, [`pages`] writes what was set, [`covers`] makes the fronts that shops take and the wraps
//! that pages are bound in. Every maker gives what it made and what it found.

mod covers;
mod ebook;
mod pages;

use crate::book::trade::{EditionKind, FileRole, Named};
use crate::book::{self, Book, Metadata};
use crate::diagnostic::{Diagnostic, codes, tidy};
use crate::edition;
use crate::manuscript;
use crate::picture::{Pictures, Source};
use crate::project::{Edition, Form, Project};
use crate::span::Span;
use pages::SetEdition;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What is to be made.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The editions.
    pub editions: Editions,
    /// Whether each PDF has a proof beside it: its pages with the grid, the frame and the faults drawn.
    pub proof: bool,
}

/// A choice among the editions of a book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Editions {
    /// All of them.
    #[default]
    All,
    /// Those of these names.
    Named(Vec<String>),
}

impl Editions {
    /// Those of a project, in its order.
    pub fn of<'p>(&self, project: &'p Project) -> Vec<&'p Edition> {
        let is_chosen = |edition: &&Edition| match self {
            Editions::All => true,
            Editions::Named(names) => names.contains(&edition.name),
        };
        project.config.editions.iter().filter(is_chosen).collect()
    }
}

/// What is going on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// An edition is begun.
    Started {
        /// Its name.
        edition: String,
    },
    /// An edition is done.
    Finished {
        /// Its name.
        edition: String,
    },
}

/// A finished file.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// Its name: `<slug>.epub`, `<slug>-paperback.pdf`.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The name of the edition that it is of; `None` for what all editions share.
    pub edition: Option<String>,
    /// What it is for.
    pub role: FileRole,
    /// Its size in the book's own terms: "186 pages".
    pub summary: String,
}

impl Artifact {
    /// The name of a file of an edition: `<slug>-<edition>` and an ending; that of the main ebook is the slug alone.
    fn name_of(metadata: &Metadata, edition: &Edition, ending: &str) -> String {
        let is_called = |kind: EditionKind| edition.name == kind.name();
        let slug = &metadata.slug;
        if is_called(EditionKind::Ebook) {
            format!("{slug}{ending}")
        } else if is_called(EditionKind::DigitalPdf) {
            format!("{slug}-digital{ending}")
        } else {
            format!("{slug}-{}{ending}", edition.name)
        }
    }
}

/// What was made and found: by a whole build, or by one maker of it.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The files; not to be used when a finding is an error.
    pub artifacts: Vec<Artifact>,
    /// All findings; those of a whole build tidied.
    pub findings: Vec<Diagnostic>,
}

impl Outcome {
    fn found(findings: Vec<Diagnostic>) -> Outcome {
        Outcome {
            artifacts: Vec::new(),
            findings,
        }
    }

    fn add(&mut self, more: Outcome) {
        self.artifacts.extend(more.artifacts);
        self.findings.extend(more.findings);
    }
}

/// Makes the front covers for shops and the editions of a project, in parallel. The bytes depend on the project alone.
///
/// ```
/// use bindery::build::{Editions, Request, build};
/// use bindery::project::{self, Memory};
///
/// let config = r#"
///     title = "Walks"
///     authors = ["Ann Author"]
///     language = "en"
///     chapters = { body = ["01-sea.md"] }
/// "#;
/// let chapter = "# The Sea\n\nA path along the cliff.\n";
/// let files = [("manuscript/book.toml", config), ("manuscript/01-sea.md", chapter)];
/// let opened = project::open(Box::new(Memory::new(files)), None);
/// let project = opened.project.expect("a project");
/// let editions = Editions::Named(vec!["ebook".into()]);
/// let outcome = build(&project, &Request { editions, proof: false }, &|_| {});
/// assert!(outcome.artifacts.iter().any(|file| file.name == "walks.epub"));
/// ```
pub fn build(project: &Project, request: &Request, progress: &(dyn Fn(Event) + Sync)) -> Outcome {
    let stage = Stage::of(project);
    let editions = request.editions.of(project);
    let has_ebook = editions.iter().any(|edition| edition.kind() == EditionKind::Ebook);
    let (paperback, inside) = rayon::join(
        || {
            stage
                .paperback()
                .filter(|_| has_ebook)
                .map(|edition| stage.set(edition))
        },
        || stage.front().filter(|_| has_ebook).and_then(covers::inside),
    );
    let make = |edition: &Edition| {
        let Form::Ebook(form) = &edition.form else {
            let own;
            let set = match paperback.as_ref().filter(|set| set.edition.name == edition.name) {
                Some(set) => set,
                None => {
                    own = stage.set(edition);
                    &own
                }
            };
            let mut outcome = covers::wrap(&stage, set);
            outcome.add(pages::write(set, request.proof));
            return outcome;
        };
        let pagination = paperback.as_ref().map(SetEdition::pagination);
        ebook::write(&stage, (edition, form), pagination, inside.as_ref())
    };
    let (fronts, made) = rayon::join(|| covers::fronts(&stage), || each(&editions, progress, make));
    stage.outcome(std::iter::once(fronts).chain(made))
}

/// Makes the covers alone: the fronts for shops, and the wraps of printed editions. For their spines the pages are set,
/// and not written.
pub fn covers(project: &Project, request: &Request, progress: &(dyn Fn(Event) + Sync)) -> Outcome {
    let stage = Stage::of(project);
    let mut editions = request.editions.of(project);
    editions.retain(|edition| edition.kind().is_printed());
    let make = |edition: &Edition| {
        let set = stage.set(edition);
        let mut outcome = covers::wrap(&stage, &set);
        outcome.findings.extend(set.findings());
        outcome
    };
    let (fronts, made) = rayon::join(|| covers::fronts(&stage), || each(&editions, progress, make));
    stage.outcome(std::iter::once(fronts).chain(made))
}

/// Goes through all stages but the writing of files.
pub fn check(project: &Project, request: &Request, progress: &(dyn Fn(Event) + Sync)) -> Vec<Diagnostic> {
    let stage = Stage::of(project);
    let editions = request.editions.of(project);
    let look = |edition: &Edition| {
        Outcome::found(match &edition.form {
            Form::Ebook(form) => ebook::check(&stage, edition, form),
            Form::Print(_) | Form::Digital(_) => {
                let set = stage.set(edition);
                let mut findings = set.findings();
                findings.extend(covers::check_wrap(&stage, &set));
                findings
            }
        })
    };
    let (front, made) = rayon::join(|| covers::check_front(&stage), || each(&editions, progress, look));
    let front = Outcome::found(front);
    stage.outcome(std::iter::once(front).chain(made)).findings
}

/// Does the same for every edition, in parallel, and tells when each begins and ends.
fn each(
    editions: &[&Edition],
    progress: &(dyn Fn(Event) + Sync),
    make: impl Fn(&Edition) -> Outcome + Sync,
) -> Vec<Outcome> {
    let made = editions.par_iter().map(|edition| {
        let edition_name = || edition.name.clone();
        progress(Event::Started {
            edition: edition_name(),
        });
        let made = make(edition);
        progress(Event::Finished {
            edition: edition_name(),
        });
        made
    });
    made.collect()
}

/// What every edition is made from.
struct Stage<'a> {
    project: &'a Project,
    book: Book,
    pictures: Pictures,
    /// What is wrong with the text and the pictures.
    findings: Vec<Diagnostic>,
}

impl<'a> Stage<'a> {
    fn of(project: &'a Project) -> Stage<'a> {
        let config = &project.config;
        let parsed = manuscript::parse(&config.chapters, &project.sources, config.metadata.clone());
        let mut findings = parsed.findings;
        let mut pictures = read_pictures(project, &parsed.book, &mut findings);
        findings.extend(covers::compose_front(&parsed.book, &config.cover, &mut pictures));
        Stage {
            project,
            book: parsed.book,
            pictures,
            findings,
        }
    }

    /// The book of an edition, and what is wrong with it.
    fn edition(&self, edition: &Edition) -> (Book, Vec<Diagnostic>) {
        edition::of(&self.book, edition, &self.project.config.editions)
    }

    /// An edition with its pages set.
    fn set<'e>(&self, edition: &'e Edition) -> SetEdition<'e> {
        let (book, findings) = self.edition(edition);
        SetEdition::new(edition, book, findings, &self.pictures)
    }

    /// The paperback whose pages an ebook tells the beginnings of: of several the one that is called so.
    fn paperback(&self) -> Option<&'a Edition> {
        let editions = self.project.config.editions.iter();
        let mut paperbacks = editions.filter(|e| e.kind() == EditionKind::Paperback);
        let own = paperbacks.clone().find(|e| e.name == EditionKind::Paperback.name());
        own.or_else(|| paperbacks.next())
    }

    /// The art of the front cover.
    fn front(&self) -> Option<&Source> {
        let path = self.book.metadata.cover.as_ref()?;
        self.pictures.get(path).map(AsRef::as_ref)
    }

    /// All that was made, and all that was found.
    fn outcome(self, made: impl Iterator<Item = Outcome>) -> Outcome {
        let mut outcome = Outcome::found(self.findings);
        made.for_each(|more| outcome.add(more));
        tidy(&mut outcome.findings);
        outcome
    }
}

/// Reads every picture that the book, its cover and its catalogue name, each once.
fn read_pictures(project: &Project, book: &Book, findings: &mut Vec<Diagnostic>) -> Pictures {
    let mut wanted: BTreeMap<&str, Span> = BTreeMap::new();
    let metadata = &book.metadata;
    let covers = metadata
        .cover
        .iter()
        .chain(metadata.products.iter().filter_map(|p| p.cover.as_ref()));
    for path in covers {
        wanted
            .entry(path)
            .or_insert(project.config.span.unwrap_or(Span::GENERATED));
    }
    let printed = project.config.editions.iter().filter_map(Edition::print);
    for cover in printed.filter_map(|print| print.finished_cover.as_ref()) {
        if let Some(path) = &cover.picture {
            wanted.entry(path).or_insert(cover.span);
        }
    }
    for (picture, span) in book::walk::pictures(book) {
        wanted.entry(&picture.path).or_insert(span);
    }
    let mut pictures = Pictures::default();
    for (path, span) in wanted.into_iter().filter(|(path, _)| !path.contains("://")) {
        match project.read_picture(path) {
            Ok(bytes) => findings.extend(pictures.add(path, bytes).err().map(|why| why.finding(path, span))),
            Err(why) => {
                let message = format!("{path} cannot be used: {why}");
                let finding = Diagnostic::new(codes::PICTURE_UNREADABLE, span, message);
                findings.push(finding.with_help(why.help("save it smaller")));
            }
        }
    }
    pictures
}
