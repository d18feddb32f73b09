//! What the trade calls things. A name stands here once; `book.toml` and the stores' profiles are read with it, and
//! everybody else compares values of these types.

use serde::{Deserialize, Serialize};

/// A closed set of things that have names.
pub trait Named: Copy + 'static {
    /// Every one of them, in order.
    const ALL: &'static [Self];

    /// The name in `book.toml` and in profiles.
    fn name(self) -> &'static str;

    /// The one of that name.
    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|thing| thing.name() == name)
    }
}

/// Defines a closed set of things of the trade, each with its name in `book.toml` and in profiles.
macro_rules! named {
    ($(#[$about:meta])* $set:ident { $($(#[$doc:meta])* $thing:ident = $name:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $set {
            $($(#[$doc])* #[serde(rename = $name)] $thing,)+
        }

        impl Named for $set {
            const ALL: &'static [$set] = &[$($set::$thing),+];

            fn name(self) -> &'static str {
                match self {
                    $($set::$thing => $name,)+
                }
            }
        }

        impl std::fmt::Display for $set {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

named! {
    /// A house that prints single copies.
    Printer {
        /// Amazon's Kindle Direct Publishing.
        Kdp = "kdp",
        /// Lulu.
        Lulu = "lulu",
        /// IngramSpark.
        Ingram = "ingram",
        /// BookVault.
        Bookvault = "bookvault",
    }
}

impl Default for Printer {
    /// The printer of an edition that names none.
    fn default() -> Printer {
        Printer::Kdp
    }
}

impl Printer {
    /// The name as its owner writes it.
    pub fn title(self) -> &'static str {
        match self {
            Printer::Kdp => "KDP",
            Printer::Lulu => "Lulu",
            Printer::Ingram => "IngramSpark",
            Printer::Bookvault => "BookVault",
        }
    }
}

/// How a book is bound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Binding {
    /// Glued into a soft cover.
    #[default]
    Paperback,
    /// A hard case with the cover's picture on it.
    Case,
}

named! {
    /// What pages are printed on, and in which ink: printers sell the two together.
    Stock {
        /// White paper, black ink.
        White = "white",
        /// Cream paper, black ink.
        Cream = "cream",
        /// White paper, coloured ink; KDP's premium.
        Color = "color",
    }
}

impl Stock {
    /// The papers that black pages may be printed on.
    pub const PAPERS: &[Stock] = &[Stock::White, Stock::Cream];
}

named! {
    /// What an edition is: screens first, then paper from soft to hard.
    EditionKind {
        /// An EPUB 3.3.
        Ebook = "ebook",
        /// The paperback's pages for screens, with links and an outline.
        DigitalPdf = "digital-pdf",
        /// A paperback.
        Paperback = "paperback",
        /// A paperback for readers with low vision: a larger page, larger letters.
        LargePrint = "large-print",
        /// Pages in a hard case.
        Hardcover = "hardcover",
    }
}

impl EditionKind {
    /// Whether it is printed on paper.
    pub fn is_printed(self) -> bool {
        self.groups().contains(&Group::Print)
    }

    /// The groups that it belongs to.
    pub const fn groups(self) -> &'static [Group] {
        match self {
            EditionKind::Ebook => &[Group::Digital],
            EditionKind::DigitalPdf => &[Group::Pdf, Group::Digital],
            EditionKind::Paperback | EditionKind::LargePrint | EditionKind::Hardcover => &[Group::Print, Group::Pdf],
        }
    }
}

named! {
    /// Editions that have something in common, for `only=` and `not=`.
    Group {
        /// What is printed on paper.
        Print = "print",
        /// What is a PDF, for printers and for screens.
        Pdf = "pdf",
        /// What is read on a screen.
        Digital = "digital",
    }
}

named! {
    /// What a finished file is for.
    FileRole {
        /// The book as an EPUB.
        Ebook = "ebook",
        /// The EPUB for Kobo's reader.
        Kepub = "kepub",
        /// The beginning of the book as an EPUB.
        Sample = "sample",
        /// The pages for screens.
        Digital = "digital",
        /// The pages of a printed book.
        Interior = "interior",
        /// The cover that printed pages are bound in: back, spine and front.
        Wrap = "cover",
        /// The front cover for shops.
        Front = "front",
        /// The front cover, small, for web pages.
        Thumbnail = "thumbnail",
        /// A picture of a wrap with its guides, to look at.
        Preview = "preview",
        /// Pages with their grid, their frame and their faults drawn, to look at.
        Proof = "proof",
        /// A copy of a finished file, marked with its buyer's name.
        Copy = "copy",
    }
}

impl FileRole {
    /// Whether it is an EPUB.
    pub fn is_epub(self) -> bool {
        matches!(self, FileRole::Ebook | FileRole::Kepub | FileRole::Sample)
    }

    /// Whether it is a cover, or shows one.
    pub fn is_cover(self) -> bool {
        match self {
            FileRole::Wrap | FileRole::Front | FileRole::Thumbnail | FileRole::Preview => true,
            FileRole::Ebook | FileRole::Kepub | FileRole::Sample => false,
            FileRole::Digital | FileRole::Interior | FileRole::Proof | FileRole::Copy => false,
        }
    }
}

named! {
    /// A store whose own address a product may have, and that an ebook may be made for.
    Store {
        /// Amazon.
        Amazon = "amazon",
        /// Apple Books.
        Apple = "apple",
        /// Barnes & Noble.
        BarnesNoble = "barnes-noble",
        /// Google Play Books.
        Google = "google",
        /// Kobo.
        Kobo = "kobo",
    }
}

impl Store {
    /// The name as readers know it.
    pub fn title(self) -> &'static str {
        match self {
            Store::Amazon => "Amazon",
            Store::Apple => "Apple Books",
            Store::BarnesNoble => "Barnes & Noble",
            Store::Google => "Google Play",
            Store::Kobo => "Kobo",
        }
    }
}

named! {
    /// What a product of the catalogue is.
    ProductKind {
        /// An ebook.
        Ebook = "ebook",
        /// A paperback.
        Paperback = "paperback",
        /// A film on a disc.
        Dvd = "dvd",
        /// A book that is read aloud.
        Audiobook = "audiobook",
        /// A course.
        Course = "course",
    }
}

named! {
    /// A standard for files that go to a printer.
    PrintStandard {
        /// PDF/X-1a:2001 (ISO 15930-1).
        X1a = "pdf/x-1a",
        /// PDF/X-4 (ISO 15930-7).
        X4 = "pdf/x-4",
    }
}

named! {
    /// How a front cover is composed of art and the book's words.
    FrontStyle {
        /// Art over the whole front, and a veil for the title.
        Veil = "veil",
        /// Art under a band that holds the words.
        Band = "band",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_bound_and_what_is_not_is_read_on_a_screen() {
        for kind in EditionKind::ALL {
            assert_ne!(kind.is_printed(), kind.groups().contains(&Group::Digital), "{kind}");
        }
    }

    #[test]
    fn a_name_is_read_back_as_what_it_names() {
        assert_eq!(Printer::from_name("kdp"), Some(Printer::Kdp));
        assert_eq!(FileRole::from_name(FileRole::Wrap.name()), Some(FileRole::Wrap));
        assert_eq!(Store::from_name("Amazon"), None);
    }
}
