//! The arguments as typed.

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Compiles one Markdown manuscript and its cover into every edition of a book.
#[derive(Debug, Parser)]
#[command(name = "bindery", version, after_help = EXAMPLES, max_term_width = 100)]
pub(super) struct Args {
    #[command(subcommand)]
    pub command: Command,
    /// How findings and results are written
    #[arg(long, global = true, value_enum, default_value_t = Format::Human, value_name = "FORMAT")]
    pub message_format: Format,
    /// When to use colours; NO_COLOR is honoured
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
    /// Say only what is an error
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

const EXAMPLES: &str = "\
Start here:
  bindery new my-book        a small complete book in the folder my-book
  cd my-book
  bindery build              every edition of it, in my-book/dist
  bindery check              what is wrong with the manuscript, and nothing written
  bindery package            the folder that each storefront takes, in my-book/dist/packages

A project is a folder with manuscript/book.toml, which names the chapters, the cover and the
editions. A folder of Markdown files, with or without a SUMMARY.md, is built too.

Exit codes: 0 fine, 1 errors in the book, 2 the command could not do its work.";

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a small complete book to start from
    New(New),
    /// Make the editions: EPUB, paperback PDF, digital PDF, cover JPEG
    Build(Build),
    /// Make the covers alone: the front for shops, and the wraps of printed editions
    Cover(Build),
    /// Find what is wrong, and write nothing
    Check(Check),
    /// Make the folder that each storefront takes, with its proof
    Package(Package),
    /// Hold a package against its proof, or tell whom a personal copy was made for
    Verify(Verify),
    /// Tell what a new build changes for each store
    Diff(Diff),
    /// Tell what a finding means, why, and what to do
    Explain(Explain),
    /// Make personal copies of a finished EPUB or PDF
    Stamp(Stamp),
}

/// `bindery build`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  bindery build                              all editions of the book around you
  bindery build my-book --edition ebook      only the EPUB, and its cover
  bindery build --edition paperback --edition digital-pdf --out proofs
  bindery build --edition paperback --proof  and a proof, to see what the findings mean

Files are replaced only when the whole build is without errors: a failed build leaves the earlier
ones as they were. The same manuscript gives the same bytes; SOURCE_DATE_EPOCH sets their date.")]
pub(super) struct Build {
    /// The project's folder [default: found from the current folder upward]
    pub dir: Option<PathBuf>,
    /// An edition to make; may be given several times [default: all in book.toml]
    #[arg(long = "edition", short, value_name = "NAME")]
    pub editions: Vec<String>,
    /// Where to put the files [default: dist in the project's folder]
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Also make a proof of each PDF: the grid, the frame and the marks of each finding on its pages
    #[arg(long)]
    pub proof: bool,
}

/// `bindery check`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  bindery check                              the whole book
  bindery check --edition paperback          what concerns the paperback
  bindery check --store kdp --store apple    what these stores would say; nothing is packaged
  bindery check --message-format short       one line each, for editors")]
pub(super) struct Check {
    /// The project's folder [default: found from the current folder upward]
    pub dir: Option<PathBuf>,
    /// An edition to check; may be given several times [default: all in book.toml]
    #[arg(long = "edition", short, value_name = "NAME", conflicts_with = "stores")]
    pub editions: Vec<String>,
    /// A store whose rules the finished files are held against; may be given several times
    #[arg(long = "store", short, value_name = "NAME")]
    pub stores: Vec<String>,
}

/// `bindery new`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  bindery new my-book
  bindery new walks --title \"Short Walks by the Sea\"

Makes manuscript/book.toml, which explains its own lines, three chapters that show what the
Markdown can do, a figure, and a cover. The book builds at once.")]
pub(super) struct New {
    /// The folder to make; it must be missing or empty
    pub dir: PathBuf,
    /// The book's title [default: from the folder's name]
    #[arg(long)]
    pub title: Option<String>,
}

/// `bindery stamp`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  bindery stamp dist/my-book.epub --to \"Jane Doe\"
  bindery stamp dist/my-book-digital.pdf --list buyers.txt --out copies

A copy says on its copyright page (a PDF at the foot of its first page) whom it was made for, and
holds the same hidden. The book is not built again. No two buyers share a file; a file that is there
and differs from the copy is kept, and told, while the other copies are made.")]
pub(super) struct Stamp {
    /// The finished EPUB, or the PDF for screens
    pub file: PathBuf,
    /// Whom a copy is for; may be given several times
    #[arg(long = "to", value_name = "NAME")]
    pub to: Vec<String>,
    /// A text file with a name a line
    #[arg(long, value_name = "FILE", required_unless_present = "to")]
    pub list: Option<PathBuf>,
    /// Where to put the copies [default: beside the file]
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Replace files that are there and differ from the copies
    #[arg(long, short)]
    pub force: bool,
}

/// `bindery package`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  bindery package                            every store's folder, in dist/packages
  bindery package --store kdp                Kindle ebook, KDP paperback and hardcover
  bindery package --store site               the site's shop with its product page

A folder is replaced when the store's rules hold; for the others you are told what is missing, and
their earlier folders stay as they were. A folder that bindery did not make is never touched, and
what you put into one that it made is kept. Before the release date of book.toml folders say that they
are pre-orders; SOURCE_DATE_EPOCH sets the day.")]
pub(super) struct Package {
    /// The project's folder [default: found from the current folder upward]
    pub dir: Option<PathBuf>,
    /// A store; may be given several times [default: `sell-at` in book.toml, or all]
    #[arg(long = "store", short, value_name = "NAME")]
    pub stores: Vec<String>,
    /// Where to put the folders [default: dist/packages in the project's folder]
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// `bindery explain`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  bindery explain kdp-print-gutter-150
  bindery explain --store kobo               every rule of a store")]
pub(super) struct Explain {
    /// The code of a finding: the word in its brackets
    #[arg(required_unless_present = "store")]
    pub code: Option<String>,
    /// A store, to list its rules
    #[arg(long, short, value_name = "NAME")]
    pub store: Option<String>,
}

/// `bindery diff`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  bindery diff released/packages             against everything that was released
  bindery diff released/packages/kdp-paperback/proof.json

Builds the book and compares it with proofs of earlier packages: words, pages, spines, and which
files must be uploaded again. Nothing is written.")]
pub(super) struct Diff {
    /// A proof.json, a package's folder, or a folder of packages
    pub old: PathBuf,
    /// The project's folder [default: found from the current folder upward]
    pub dir: Option<PathBuf>,
}

/// `bindery verify`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  bindery verify dist/packages/apple         whether its files are those of its proof
  bindery verify my-book-jane-doe.epub       the name that the copy was made for")]
pub(super) struct Verify {
    /// The package's folder, or the copy
    pub file: PathBuf,
}

/// How findings and results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// With the manuscript's line, and what to do
    Human,
    /// One line each: path:line:column: severity[code]: message
    Short,
    /// One JSON object a line, on the standard output
    Json,
    /// SARIF 2.1.0 on the standard output, for continuous integration
    Sarif,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal
    Auto,
    /// In any case
    Always,
    /// Not at all
    Never,
}
