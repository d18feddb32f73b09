//! An edition of the book, as `book.toml` describes it.

use crate::book::Price;
use crate::book::trade::{Binding, EditionKind, Named, PrintStandard, Printer, Stock, Store};
use crate::span::Span;
use crate::theme::Theme;

/// An edition: a declared difference from the one manuscript.
#[derive(Clone, Debug, PartialEq)]
pub struct Edition {
    /// Its name: of its table in `book.toml`, in `only=`, after `--edition`.
    pub name: String,
    /// ISBN-13, digits only, checked.
    pub isbn: Option<String>,
    /// Its price, once for each currency.
    pub prices: Vec<Price>,
    /// Whom it is for.
    pub purpose: Purpose,
    /// The one store that sells it: links to products are that store's, and no other's.
    pub store: Option<Store>,
    /// How it looks: a shipped theme, and what the edition changes of it.
    pub theme: Theme,
    /// Whether notes stand at the end of the book; else at the foot of the page, in an ebook at the end of the chapter.
    pub endnotes: bool,
    /// What it is, with the settings that such an edition has.
    pub form: Form,
    /// Its place in `book.toml`.
    pub span: Option<Span>,
}

/// Whom an edition is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// Readers who buy the book.
    #[default]
    Sale,
    /// Those who read it before it is sold.
    AdvanceCopy,
    /// Those who try how it begins.
    Sample(Sample),
}

/// An edition that holds how the book begins.
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

/// What an edition is made as.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// An EPUB.
    Ebook(EbookForm),
    /// Pages on paper, in a cover.
    Print(PrintForm),
    /// A PDF for screens.
    Digital(DigitalForm),
}

/// The settings of an EPUB.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EbookForm {
    /// Whether it is made for Kobo's reader alone (`.kepub.epub`).
    pub kepub: bool,
    /// Whether it brings its theme's typefaces along.
    pub embed_fonts: bool,
}

/// The settings of a printed book.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintForm {
    /// How it is bound.
    pub binding: Binding,
    /// Whether it is for readers with low vision.
    pub large_print: bool,
    /// Trim width and height, points.
    pub trim: (f32, f32),
    /// Whether web addresses are set as notes.
    pub link_notes: bool,
    /// The paper and the ink of its pages.
    pub stock: Stock,
    /// Who prints it, where that is said; see [`PrintForm::printer`].
    pub named_printer: Option<Printer>,
    /// The spine as the printer's template gives it.
    pub spine: Option<TemplateSpine>,
    /// The standard that its printer wants files of; `None` for plain PDF.
    pub standard: Option<PrintStandard>,
    /// Whether pictures of class `bleed` cover a page past the cut.
    pub bleed: bool,
    /// A finished picture of its whole cover.
    pub finished_cover: Option<FinishedCover>,
}

/// The settings of a PDF for screens.
#[derive(Clone, Debug, PartialEq)]
pub struct DigitalForm {
    /// Page width and height, points.
    pub trim: (f32, f32),
    /// Whether web addresses are set as notes.
    pub link_notes: bool,
}

/// A spine, as a printer's own template gives it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TemplateSpine {
    /// Its width, points.
    pub width: f32,
    /// The pages that the template was ordered for, where that is said.
    pub pages: Option<u32>,
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

impl PrintForm {
    /// Who prints it.
    pub fn printer(&self) -> Printer {
        self.named_printer.unwrap_or_default()
    }
}

impl Edition {
    /// The edition of a kind that `book.toml` says nothing more about, called by its kind.
    pub fn new(kind: EditionKind) -> Edition {
        let (trim, theme) = match kind {
            EditionKind::LargePrint => ((504.0, 720.0), "large-print"),
            _ => ((432.0, 648.0), "practical"),
        };
        let form = match kind {
            EditionKind::Ebook => Form::Ebook(EbookForm::default()),
            EditionKind::DigitalPdf => Form::Digital(DigitalForm { trim, link_notes: true }),
            EditionKind::Paperback | EditionKind::LargePrint | EditionKind::Hardcover => Form::Print(PrintForm {
                binding: match kind {
                    EditionKind::Hardcover => Binding::Case,
                    _ => Binding::Paperback,
                },
                large_print: kind == EditionKind::LargePrint,
                trim,
                link_notes: true,
                stock: Stock::White,
                named_printer: None,
                spine: None,
                standard: None,
                bleed: false,
                finished_cover: None,
            }),
        };
        Edition {
            name: kind.name().to_owned(),
            isbn: None,
            prices: Vec::new(),
            purpose: Purpose::Sale,
            store: None,
            theme: Theme::named(theme).unwrap_or_default(),
            endnotes: false,
            form,
            span: None,
        }
    }

    /// What it is.
    pub fn kind(&self) -> EditionKind {
        match &self.form {
            Form::Ebook(_) => EditionKind::Ebook,
            Form::Digital(_) => EditionKind::DigitalPdf,
            Form::Print(print) => match (print.binding, print.large_print) {
                (Binding::Case, _) => EditionKind::Hardcover,
                (Binding::Paperback, true) => EditionKind::LargePrint,
                (Binding::Paperback, false) => EditionKind::Paperback,
            },
        }
    }

    /// Whether a condition that names `name` means it: by its own name, its kind, or a group of its kind.
    pub fn is_called(&self, name: &str) -> bool {
        let kind = self.kind();
        self.name == name || kind.name() == name || kind.groups().iter().any(|group| group.name() == name)
    }

    /// Whether it is the book as it is sold: neither an advance copy nor a sample, and no EPUB for one reader alone.
    pub fn is_for_sale(&self) -> bool {
        let for_one_reader = matches!(&self.form, Form::Ebook(EbookForm { kepub: true, .. }));
        self.purpose == Purpose::Sale && !for_one_reader
    }

    /// What is said of the sample that it is; `None` where it is none.
    pub fn sample(&self) -> Option<&Sample> {
        match &self.purpose {
            Purpose::Sample(sample) => Some(sample),
            Purpose::Sale | Purpose::AdvanceCopy => None,
        }
    }

    /// The settings of print; `None` where it is read on a screen.
    pub fn print(&self) -> Option<&PrintForm> {
        match &self.form {
            Form::Print(print) => Some(print),
            Form::Ebook(_) | Form::Digital(_) => None,
        }
    }

    /// The settings of print, to be changed.
    pub fn print_mut(&mut self) -> Option<&mut PrintForm> {
        match &mut self.form {
            Form::Print(print) => Some(print),
            Form::Ebook(_) | Form::Digital(_) => None,
        }
    }

    /// Width and height of its pages when they are cut, points; `None` for an ebook.
    pub fn trim(&self) -> Option<(f32, f32)> {
        match &self.form {
            Form::Ebook(_) => None,
            Form::Print(print) => Some(print.trim),
            Form::Digital(digital) => Some(digital.trim),
        }
    }

    /// Whether web addresses are set as notes.
    pub fn link_notes(&self) -> bool {
        match &self.form {
            Form::Ebook(_) => false,
            Form::Print(print) => print.link_notes,
            Form::Digital(digital) => digital.link_notes,
        }
    }
}
