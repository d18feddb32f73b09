//! The pipeline: a project to the files of its editions.

mod covers;

use crate::book::trade::{EditionKind, FileRole, Named, PrintStandard, Printer, Stock};
use crate::book::{self, Book, ChapterKind, Pagination};
use crate::check;
use crate::cover;
use crate::diagnostic::{Diagnostic, codes, tidy};
use crate::edition;
use crate::epub::{self, Device, Lead, Look, Making, Typefaces};
use crate::manuscript;
use crate::pdf::{self, Purpose, Standard};
use crate::picture::{EbookImage, Ink, Pictures, Source};
use crate::print::{self, Bleed};
use crate::project::{CoverConfig, EbookForm, Edition, Form, Project};
use crate::span::Span;
use crate::theme::{Align, LeadIn, Theme};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The most ink on a spot that a printer takes, in percent of one ink (IngramSpark's File Creation Guide, read
/// 2026-11-22).
const INK_LIMIT: u16 = 240;

/// The thinnest rule that is printed on demand, in points: what is thinner may drop out (KDP's guidelines for interiors, as
/// third parties quote them; read 2026-11-22).
const LEAST_RULE: f32 = 0.75;

/// What is to be made.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Names of editions; empty for all.
    pub editions: Vec<String>,
    /// Whether each PDF has a proof beside it: its pages with the grid, the frame and the faults drawn.
    pub proof: bool,
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

/// What a build made and found.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The files; not to be used when a finding is an error.
    pub artifacts: Vec<Artifact>,
    /// All findings, tidied.
    pub findings: Vec<Diagnostic>,
}

/// Makes the editions of a project, in parallel. The bytes depend on the project alone.
pub fn build(project: &Project, request: &Request, progress: &(dyn Fn(Event) + Sync)) -> Outcome {
    run(project, request, progress, true)
}

/// Goes through all stages and makes no files.
pub fn check(project: &Project, request: &Request, progress: &(dyn Fn(Event) + Sync)) -> Vec<Diagnostic> {
    run(project, request, progress, false).findings
}

fn run(project: &Project, request: &Request, progress: &(dyn Fn(Event) + Sync), write: bool) -> Outcome {
    let config = &project.config;
    let parsed = manuscript::parse(&config.chapters, &project.sources, config.metadata.clone());
    let mut findings = parsed.findings;
    let mut pictures = read_pictures(project, &parsed.book, &mut findings);
    covers::compose_front(&parsed.book, &config.cover, &mut pictures, &mut findings);
    let wanted = |edition: &&Edition| request.editions.is_empty() || request.editions.contains(&edition.name);
    let editions: Vec<&Edition> = config.editions.iter().filter(wanted).collect();
    let printed = editions
        .iter()
        .any(|edition| edition.kind() == EditionKind::Ebook)
        .then(|| Printed::set(&parsed.book, &pictures, &config.editions))
        .flatten();
    let stage = Stage {
        book: &parsed.book,
        pictures: &pictures,
        printed: printed.as_ref(),
        editions: &config.editions,
        cover: &config.cover,
        write,
        proof: request.proof,
    };
    let made: Vec<Outcome> = editions
        .par_iter()
        .map(|edition| {
            progress(Event::Started {
                edition: edition.name.clone(),
            });
            let made = stage.make(edition);
            progress(Event::Finished {
                edition: edition.name.clone(),
            });
            made
        })
        .collect();
    let mut artifacts = Vec::new();
    for outcome in made {
        // Ebooks of one book have one cover.
        for made in outcome.artifacts {
            if artifacts.iter().all(|known: &Artifact| known.name != made.name) {
                artifacts.push(made);
            }
        }
        findings.extend(outcome.findings);
    }
    tidy(&mut findings);
    Outcome { artifacts, findings }
}

/// What every edition is made from.
struct Stage<'a> {
    book: &'a Book,
    pictures: &'a Pictures,
    printed: Option<&'a Printed<'a>>,
    /// Every edition of the book, for conditions that name them.
    editions: &'a [Edition],
    cover: &'a CoverConfig,
    write: bool,
    proof: bool,
}

/// The paperback, set before the others: the ebook tells where its pages begin.
struct Printed<'a> {
    edition: &'a Edition,
    book: Book,
    findings: Vec<Diagnostic>,
    set: print::Typeset,
}

impl<'a> Printed<'a> {
    /// The first paperback of the project, if it has one.
    fn set(book: &Book, pictures: &Pictures, editions: &'a [Edition]) -> Option<Printed<'a>> {
        let mut paperbacks = editions.iter().filter(|e| e.kind() == EditionKind::Paperback);
        // Of several the one that is called so.
        let own = paperbacks.clone().find(|e| e.name == EditionKind::Paperback.name());
        let edition = own.or_else(|| paperbacks.next())?;
        let (book, findings) = edition::of(book, edition, editions);
        let set = typeset(&book, pictures, edition);
        Some(Printed {
            edition,
            book,
            findings,
            set,
        })
    }

    fn pagination(&self) -> Pagination {
        let metadata = &self.book.metadata;
        let source = match &self.edition.isbn {
            Some(isbn) => format!("urn:isbn:{isbn}"),
            None => format!("{} ({})", metadata.title, self.edition.name),
        };
        Pagination {
            source,
            pages: print::page_breaks(&self.book, &self.set.pages),
        }
    }
}

impl Stage<'_> {
    fn make(&self, edition: &Edition) -> Outcome {
        let mut outcome = Outcome::default();
        if let Some(printed) = self.printed.filter(|printed| printed.edition.name == edition.name) {
            outcome.findings.extend_from_slice(&printed.findings);
            self.make_pdf(&printed.book, edition, &printed.set, &mut outcome);
            return outcome;
        }
        let (mut book, findings) = edition::of(self.book, edition, self.editions);
        outcome.findings = findings;
        if let Form::Ebook(form) = &edition.form {
            book.edition.pagination = self.printed.map(Printed::pagination);
            self.make_ebook(&book, (edition, form), &mut outcome);
        } else {
            let set = typeset(&book, self.pictures, edition);
            self.make_pdf(&book, edition, &set, &mut outcome);
        }
        outcome
    }
}

/// The pages of an edition.
fn typeset(book: &Book, pictures: &Pictures, edition: &Edition) -> print::Typeset {
    let mut set = print::typeset(book, pictures, &format(edition));
    if let Some(print) = edition.print() {
        set.pages.thicken(LEAST_RULE);
        if print.printer() == Printer::Ingram {
            end_blank(&mut set.pages.pages);
        }
    }
    set
}

/// IngramSpark prints a barcode of its own on the last page (File Creation Guide, read 2026-11-22).
fn end_blank(pages: &mut Vec<print::Page>) {
    let Some(last) = pages.last().filter(|last| !last.items.is_empty()) else {
        return;
    };
    let folio = last.folio;
    pages.extend([1, 2].map(|more| print::Page {
        folio: print::Folio {
            number: folio.number + more,
            ..folio
        },
        items: Vec::new(),
        furniture: 0,
        links: Vec::new(),
    }));
}

/// What the pages of an edition are to be like.
fn format(edition: &Edition) -> print::Format {
    let print = edition.print();
    print::Format {
        trim: edition.trim().unwrap_or_default(),
        theme: edition.theme.clone(),
        bleed: match print.map(|print| (print.bleed, print.printer())) {
            None | Some((false, _)) => Bleed::None,
            Some((true, Printer::Lulu)) => Bleed::All,
            Some((true, Printer::Kdp | Printer::Ingram | Printer::Bookvault)) => Bleed::Outside,
        },
        ink: match print.map(|print| print.stock) {
            None => Ink::Screen,
            Some(Stock::Color) => Ink::Four(INK_LIMIT),
            Some(Stock::White | Stock::Cream) => Ink::Black,
        },
        edition: edition.name.clone(),
    }
}

/// The end of an edition's file names: that of the main ebook's is empty.
fn ending(edition: &Edition) -> String {
    let is_called = |kind: EditionKind| edition.name == kind.name();
    if is_called(EditionKind::Ebook) {
        String::new()
    } else if is_called(EditionKind::DigitalPdf) {
        "-digital".to_owned()
    } else {
        format!("-{}", edition.name)
    }
}

impl Stage<'_> {
    fn make_ebook(&self, book: &Book, (edition, form): (&Edition, &EbookForm), outcome: &mut Outcome) {
        let stem = format!("{}{}", book.metadata.slug, ending(edition));
        let art = book.metadata.cover.as_ref().and_then(|path| self.pictures.get(path));
        let inside = art.and_then(|art| make_front(art, &book.metadata.slug, self.write, outcome));
        let front = inside.as_ref().map(|image| epub::Cover {
            image,
            alt: &book.metadata.cover_alt,
        });
        let (device, extension) = match form.kepub {
            true => (Device::Kobo, "kepub.epub"),
            false => (Device::Any, "epub"),
        };
        let making = Making {
            device,
            look: look(&edition.theme, form),
        };
        let made = epub::build_for(making, book, self.pictures, front);
        outcome.findings.extend(made.findings);
        let chapters = book.chapters.iter().filter(|c| c.kind == ChapterKind::Chapter).count();
        outcome.artifacts.push(Artifact {
            name: format!("{stem}.{extension}"),
            bytes: made.bytes,
            edition: Some(edition.name.clone()),
            role: epub_role(edition, form),
            summary: format!("{chapters} chapters"),
        });
    }
}

/// What an EPUB of an edition is for.
fn epub_role(edition: &Edition, form: &EbookForm) -> FileRole {
    match (edition.sample(), form.kepub) {
        (Some(_), _) => FileRole::Sample,
        (None, true) => FileRole::Kepub,
        (None, false) => FileRole::Ebook,
    }
}

/// What an ebook takes over of the look of pages.
fn look(theme: &Theme, form: &EbookForm) -> Look {
    Look {
        centered: theme.opener.align == Align::Center,
        typefaces: form.embed_fonts.then(|| {
            let (text, headings, code) = theme.families();
            Typefaces { text, headings, code }
        }),
        lead: match theme.lead_in {
            LeadIn::None => Lead::Plain,
            LeadIn::SmallCaps => Lead::SmallCaps,
            LeadIn::DropCap { lines, .. } => Lead::DropCap(lines),
        },
    }
}

fn front_file(name: String, role: FileRole, front: &cover::Front) -> Artifact {
    Artifact {
        name,
        role,
        summary: format!("{} x {} pixels", front.image.width, front.image.height),
        bytes: front.image.bytes.to_vec(),
        edition: None,
    }
}

/// The front cover for shops, among the artifacts, and the smaller one for the inside of the EPUB.
fn make_front(art: &Source, slug: &str, write: bool, outcome: &mut Outcome) -> Option<EbookImage> {
    let (shop, inside) = rayon::join(
        || write.then(|| cover::shop_jpeg(art)).transpose(),
        || cover::inside_jpeg(art),
    );
    match shop {
        Ok(Some(shop)) => {
            let small = cover::THUMBNAILS.map(|width| {
                let name = format!("{slug}-cover-{width}.jpg");
                cover::thumbnail(art, width).map(|front| front_file(name, FileRole::Thumbnail, &front))
            });
            outcome
                .artifacts
                .push(front_file(format!("{slug}-cover.jpg"), FileRole::Front, &shop));
            outcome.artifacts.extend(small.into_iter().flatten());
        }
        Ok(None) => {}
        Err(why) => outcome.findings.push(why.finding(&art.path, Span::GENERATED)),
    }
    match inside {
        Ok(front) => {
            outcome.findings.extend(front.findings);
            Some(front.image)
        }
        // The shop's cover has said why.
        Err(_) if write => None,
        Err(why) => {
            outcome.findings.push(why.finding(&art.path, Span::GENERATED));
            None
        }
    }
}

impl Stage<'_> {
    fn make_pdf(&self, book: &Book, edition: &Edition, set: &print::Typeset, outcome: &mut Outcome) {
        outcome.findings.extend_from_slice(&set.findings);
        let faults = set.faults.iter().map(|fault| fault.finding.clone());
        outcome.findings.extend(faults);
        let stem = format!("{}{}", book.metadata.slug, ending(edition));
        let count = set.pages.pages.len();
        if let Some(print) = edition.print() {
            self.make_wrap(book, (&stem, edition, print), count, outcome);
        }
        if !self.write {
            return;
        }
        let purpose = purpose(edition);
        let info = info(book);
        if purpose == Purpose::Screen && !pdf::is_open_to_all(&set.pages, &info) {
            outcome.findings.push(not_accessible(&edition.name));
        }
        let mut push = |file, role, pages: &print::Pages, summary| match pdf::write(pages, &info, purpose) {
            Ok(bytes) => {
                let limit = f64::from(INK_LIMIT);
                outcome.findings.extend(against_standard(&bytes, purpose, limit));
                outcome.artifacts.push(Artifact {
                    name: file,
                    bytes,
                    edition: Some(edition.name.clone()),
                    role,
                    summary,
                });
            }
            Err(why) => outcome.findings.push(why.finding(&format!("{} PDF", edition.name))),
        };
        let role = match purpose {
            Purpose::Screen => FileRole::Digital,
            _ => FileRole::Interior,
        };
        let summary = format!("{count} pages");
        push(format!("{stem}.pdf"), role, &set.pages, summary);
        if self.proof {
            let pages = print::proof(set, &format(edition));
            let faults = format!("proof, {} marks", set.faults.len());
            push(format!("{stem}-proof.pdf"), FileRole::Proof, &pages, faults);
        }
    }
}

fn not_accessible(edition: &str) -> Diagnostic {
    let message = format!("the {edition} does not claim that everybody can read it");
    Diagnostic::new(codes::PDF_NOT_ACCESSIBLE, Span::GENERATED, message).with_help(
        "say of each picture what it shows, or that it is `.decorative`; and set title and language in book.toml",
    )
}

/// What the pages of an edition are for.
fn purpose(edition: &Edition) -> Purpose {
    match edition.print().map(|print| print.standard) {
        None => Purpose::Screen,
        Some(Some(PrintStandard::X1a)) => Purpose::Exchange(Standard::X1a),
        Some(Some(PrintStandard::X4)) => Purpose::Exchange(Standard::X4),
        Some(None) => Purpose::Print,
    }
}

/// What the standard that a finished file claims has against it.
fn against_standard(bytes: &[u8], purpose: Purpose, ink_limit: f64) -> Vec<Diagnostic> {
    let Purpose::Exchange(standard) = purpose else {
        return Vec::new();
    };
    let judge = match standard {
        Standard::X1a => check::pdf::x1a,
        Standard::X4 => check::pdf::x4,
    };
    match check::pdf::read(bytes) {
        Ok(facts) => judge(&facts, ink_limit),
        Err(why) => vec![Diagnostic::new(codes::PDF_UNREADABLE, Span::GENERATED, why)],
    }
}

/// What a PDF says of the book.
fn info(book: &Book) -> pdf::Info {
    let metadata = &book.metadata;
    let isbn = book.edition.isbn.as_ref().map(|isbn| format!("urn:isbn:{isbn}"));
    pdf::Info {
        title: metadata.title.clone(),
        authors: metadata.authors().map(str::to_owned).collect(),
        language: metadata.language.clone(),
        subject: metadata.subtitle.clone(),
        keywords: metadata.keywords.clone(),
        timestamp: metadata.timestamp,
        identifier: isbn.unwrap_or_else(|| metadata.identifier.clone()),
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
