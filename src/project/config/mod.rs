//! `book.toml`, typed and checked.

mod about;
mod chapters;
mod edition;
mod editions;
mod people;
mod read;
pub(super) mod rules;
mod shop;
mod storefronts;
mod theme;

pub(super) use about::{NamedPicture, PictureUse};
pub(super) use chapters::Listed;
pub use edition::{
    DigitalForm, EbookForm, Edition, FinishedCover, Form, PrintForm, Purpose, Sample, SampleLength, TemplateSpine,
};
pub(super) use editions::all as all_editions;
pub(super) use read::Item;
pub use storefronts::{Exception, StoreConfig, Storefronts};

use crate::book::trade::FrontStyle;
use crate::book::{ChapterKind, Matter, Metadata};
use crate::diagnostic::{Diagnostic, codes};
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
    /// The editions to make, sorted by name.
    pub editions: Vec<Edition>,
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

impl Config {
    /// The edition of that name.
    pub fn edition(&self, name: &str) -> Option<&Edition> {
        self.editions.iter().find(|edition| edition.name == name)
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
    pub pictures: Vec<NamedPicture>,
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
    let (metadata, mut pictures) = about::metadata(&mut reader, &top);
    let cover = about::cover_config(&mut reader, &top);
    let listed = chapters::chapters(&mut reader, &top);
    let config = Config {
        metadata,
        chapters: Vec::new(),
        cover,
        editions: editions::editions(&mut reader, &top, &mut pictures),
        storefronts: storefronts::storefronts(&mut reader, &top),
        places: places(&mut reader, &top),
        span: about::title_span(&reader, &top),
    };
    Draft {
        config,
        listed,
        pictures,
        findings: reader.findings,
    }
}
