//! `book.toml`, typed and checked.

mod about;
mod chapters;
mod editions;
mod read;
pub(super) mod rules;
mod storefronts;
mod theme;

pub(super) use about::{NamedFile, Purpose};
pub(super) use chapters::Listed;
pub(super) use editions::all as all_editions;
pub(super) use read::Item;
pub use storefronts::{Exception, StoreConfig, Storefronts};

use crate::book::trade::{EditionKind, FrontStyle, PrintStandard, Printer, Stock, Store};
use crate::book::{ChapterKind, Matter, Metadata, Price};
use crate::diagnostic::{Diagnostic, codes};
use crate::print::theme::Theme;
use crate::span::{FileId, Span};
use read::{Reader, Table};
use std::collections::BTreeMap;
use toml::de::DeTable;

/// What `book.toml` says.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// What the book shows of it.
    pub metadata: Metadata,
    /// The chapters in reading order, part pages among them. Generated pages (contents, index) stand
    /// here only when the author placed them.
    pub chapters: Vec<ChapterEntry>,
    /// What covers are made with.
    pub cover: CoverConfig,
    /// The editions to make, by name.
    pub editions: BTreeMap<String, EditionConfig>,
    /// The stores that it goes to.
    pub storefronts: Storefronts,
    /// Where the keys of the top level and of `[subjects]` stand, for findings about what they say.
    pub places: BTreeMap<String, Span>,
    /// Where the title stands in `book.toml`, for findings about the book as a whole.
    pub span: Option<Span>,
}

/// A line of the chapter list.
#[derive(Clone, Debug, Default)]
pub struct ChapterEntry {
    /// Its Markdown file, read. `None` for generated pages and part pages without a text.
    pub file: Option<FileId>,
    /// The kind, where the list says it.
    pub kind: Option<ChapterKind>,
    /// The title, where the list says it (part pages).
    pub title: Option<String>,
    /// Where it stands.
    pub matter: Matter,
    /// The part that it belongs to, or is, counted from 1.
    pub part: Option<u32>,
    /// Its place in `book.toml`; `None` when the list was made from the folder.
    pub span: Option<Span>,
}

/// A finished picture of a whole cover: back, spine and front.
#[derive(Clone, Debug, PartialEq)]
pub struct FinishedCover {
    /// The picture, by its path in the project; `None` where it is not there.
    pub picture: Option<String>,
    /// The pages that it was made for.
    pub pages: u32,
    /// The stock that it was made for.
    pub stock: Stock,
    /// Its place in `book.toml`.
    pub span: Span,
}

/// What covers of printed editions are made with besides the front's picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoverConfig {
    /// The back's text: paragraphs apart by an empty line, items of a list after hyphens.
    pub back: Option<String>,
    /// How the front is composed of art and the book's words; `None` where the picture is a finished front.
    pub style: Option<FrontStyle>,
    /// The colour of back and spine: red, green, blue.
    pub ground: Option<[u8; 3]>,
}

/// An ebook that holds how the book begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// How much of the text.
    pub length: SampleLength,
    /// Where the whole book is sold.
    pub buy: Option<String>,
}

/// How long a sample is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SampleLength {
    /// So many chapters.
    Chapters(u32),
    /// So many words, to the end of the paragraph.
    Words(u32),
}

/// An edition's settings.
#[derive(Clone, Debug, PartialEq)]
pub struct EditionConfig {
    /// What it is.
    pub kind: EditionKind,
    /// ISBN-13, digits only, checked.
    pub isbn: Option<String>,
    /// Trim width and height, points.
    pub trim: (f32, f32),
    /// The paper and the ink of its pages.
    pub stock: Stock,
    /// How its pages look: a shipped theme, and what the edition changes of it.
    pub theme: Theme,
    /// The one store that sells it: links to products are that store's, and no other's.
    pub store: Option<Store>,
    /// Whether it is for those who read before the book is sold.
    pub advance: bool,
    /// The part of the book that an ebook to try it holds; `None` for the whole.
    pub sample: Option<Sample>,
    /// Whether an ebook is made for Kobo's reader alone.
    pub kepub: bool,
    /// Who prints it; `None` where that is not said.
    pub printer: Option<Printer>,
    /// The width of its spine as the printer's template gives it, points.
    pub spine: Option<f32>,
    /// The pages that the template was ordered for.
    pub spine_pages: Option<u32>,
    /// Its price, a currency each.
    pub prices: Vec<Price>,
    /// A finished picture of its whole cover.
    pub finished_cover: Option<FinishedCover>,
    /// Whether pictures of class `bleed` cover a page past the cut.
    pub bleed: bool,
    /// The standard that its printer wants files of; `None` for plain PDF.
    pub standard: Option<PrintStandard>,
    /// Whether an ebook brings its theme's typefaces along.
    pub embed_fonts: bool,
    /// Whether notes stand at the end of the book; else at the foot of the page, in an ebook at the end of the chapter.
    pub endnotes: bool,
    /// Whether web addresses are set as notes in print.
    pub link_notes: bool,
    /// Its place in `book.toml`.
    pub span: Option<Span>,
}

impl EditionConfig {
    /// The settings of an edition that `book.toml` says nothing more about.
    pub fn new(kind: EditionKind) -> EditionConfig {
        let (trim, theme) = match kind {
            EditionKind::LargePrint => ((504.0, 720.0), "large-print"),
            _ => ((432.0, 648.0), "practical"),
        };
        EditionConfig {
            kind,
            isbn: None,
            trim,
            stock: Stock::White,
            theme: Theme::named(theme).unwrap_or_default(),
            store: None,
            advance: false,
            sample: None,
            kepub: false,
            printer: None,
            spine: None,
            spine_pages: None,
            prices: Vec::new(),
            finished_cover: None,
            bleed: false,
            standard: None,
            embed_fonts: false,
            endnotes: false,
            link_notes: true,
            span: None,
        }
    }
}

/// What a configuration says, before the files that it names are looked for.
#[derive(Debug)]
pub(super) struct Draft {
    /// The book and its editions; chapters still empty.
    pub config: Config,
    /// The chapter list.
    pub listed: Vec<Listed>,
    /// Pictures that are named.
    pub files: Vec<NamedFile>,
    /// Every mistake.
    pub findings: Vec<Diagnostic>,
}

fn places(reader: &mut Reader, top: &Table<'_>) -> BTreeMap<String, Span> {
    let subjects = top.entries.get("subjects");
    let inner = subjects.and_then(|value| value.get_ref().as_table());
    let keys = top.entries.keys().chain(inner.into_iter().flat_map(|t| t.keys()));
    keys.map(|key| (key.get_ref().to_string(), reader.span(key.span())))
        .collect()
}

/// Reads `book.toml`: all of it that can be read, and every mistake in it.
pub(super) fn parse(file: FileId, text: &str) -> Draft {
    let (table, faults) = DeTable::parse_recoverable(text);
    let mut reader = Reader {
        file,
        findings: Vec::new(),
        broken: !faults.is_empty(),
    };
    for fault in &faults {
        let range = fault.span().unwrap_or(0..0);
        let finding = Diagnostic::new(codes::TOML_SYNTAX, reader.span(range), fault.message())
            .with_help("the file is TOML: `key = \"text\"`, `key = [\"a\", \"b\"]`, `[table]`");
        reader.findings.push(finding);
    }
    let first_line = text.split('\n').next().unwrap_or("").trim_end().len();
    let top = Table {
        name: "`book.toml`".to_owned(),
        span: reader.span(0..first_line),
        entries: table.get_ref(),
    };
    reader.allow_keys(&top, about::KEYS);
    let (metadata, mut files) = about::metadata(&mut reader, &top);
    let cover = about::cover_config(&mut reader, &top);
    let listed = chapters::chapters(&mut reader, &top);
    let config = Config {
        metadata,
        chapters: Vec::new(),
        cover,
        editions: editions::editions(&mut reader, &top, &mut files),
        storefronts: storefronts::storefronts(&mut reader, &top),
        places: places(&mut reader, &top),
        span: about::title_span(&reader, &top),
    };
    Draft {
        config,
        listed,
        files,
        findings: reader.findings,
    }
}
