//! Kinds of chapter and of callout: a table each, so that a new kind is one row.

use super::{letters, roman};

/// Which of the three divisions of a book a chapter stands in. Front matter has roman folios.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// Before the text.
    Front,
    /// The text.
    #[default]
    Body,
    /// After the text.
    Back,
}

/// What is so of every chapter of a kind.
#[derive(Clone, Copy, Debug)]
struct KindRow {
    name: &'static str,
    matter: Matter,
    made: bool,
    display: bool,
    listed: bool,
    lists: bool,
    numbered: bool,
    known: KnownByName,
    /// Further names that [`KnownByName::OutsideBody`] holds for.
    synonyms: &'static [&'static str],
    epub_type: Option<&'static str>,
    aria_role: Option<&'static str>,
}

/// Where the name of a file, or a title, tells the kind of a chapter that says nothing of its kind itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum KnownByName {
    Nowhere,
    /// In front and back matter: a chapter of the text may well be called so.
    OutsideBody,
    Anywhere,
}

/// A chapter that an author writes, is listed in the contents and stands in the text.
const WRITTEN: KindRow = KindRow {
    name: "",
    matter: Matter::Body,
    made: false,
    display: false,
    listed: true,
    lists: false,
    numbered: false,
    known: KnownByName::OutsideBody,
    synonyms: &[],
    epub_type: None,
    aria_role: None,
};

const FRONT: KindRow = KindRow {
    matter: Matter::Front,
    ..WRITTEN
};

const BACK: KindRow = KindRow {
    matter: Matter::Back,
    ..WRITTEN
};

/// A page that stands by itself and is not in the contents.
const DISPLAY: KindRow = KindRow {
    display: true,
    listed: false,
    ..FRONT
};

/// A page that is made from the rest of the book.
const MADE: KindRow = KindRow {
    made: true,
    known: KnownByName::Nowhere,
    ..FRONT
};

/// Writes the kinds and their rows from one table.
macro_rules! kinds {
    ($($(#[$attribute:meta])* $kind:ident: $name:literal, $row:expr;)*) => {
        /// What a chapter is. The order is that of a book that has them all.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)] // each is the trade's own name for a section of a book
        pub enum ChapterKind {
            $($(#[$attribute])* $kind,)*
        }

        const KINDS: &[(ChapterKind, KindRow)] = &[$((ChapterKind::$kind, KindRow { name: $name, ..$row }),)*];
    };
}

kinds! {
    Cover: "cover", KindRow { epub_type: Some("cover"), made: true, known: KnownByName::Nowhere, ..DISPLAY };
    HalfTitle: "half-title", KindRow { epub_type: Some("halftitlepage"), display: true, listed: false, ..MADE };
    TitlePage: "title-page", KindRow { epub_type: Some("titlepage"), display: true, listed: false, ..MADE };
    Copyright: "copyright", KindRow {
        epub_type: Some("copyright-page"),
        display: true,
        listed: false,
        known: KnownByName::OutsideBody,
        ..MADE
    };
    Dedication: "dedication", KindRow { epub_type: Some("dedication"), aria_role: Some("doc-dedication"), ..DISPLAY };
    Epigraph: "epigraph", KindRow { epub_type: Some("epigraph"), aria_role: Some("doc-epigraph"), ..DISPLAY };
    Contents: "contents", KindRow { listed: false, lists: true, ..MADE };
    ListOfFigures: "list-of-figures", KindRow { epub_type: Some("loi"), lists: true, ..MADE };
    Foreword: "foreword", KindRow { epub_type: Some("foreword"), aria_role: Some("doc-foreword"), ..FRONT };
    Preface: "preface", KindRow { epub_type: Some("preface"), aria_role: Some("doc-preface"), ..FRONT };
    Introduction: "introduction", KindRow {
        epub_type: Some("introduction"),
        aria_role: Some("doc-introduction"),
        known: KnownByName::Anywhere,
        synonyms: &["intro"],
        ..WRITTEN
    };
    Prologue: "prologue", KindRow {
        epub_type: Some("prologue"),
        aria_role: Some("doc-prologue"),
        known: KnownByName::Anywhere,
        ..WRITTEN
    };
    /// A part's own page; the chapters that follow it carry its number in [`Chapter::part`](super::Chapter::part).
    Part: "part", KindRow {
        epub_type: Some("part"),
        aria_role: Some("doc-part"),
        display: true,
        numbered: true,
        known: KnownByName::Nowhere,
        ..WRITTEN
    };
    #[default]
    Chapter: "chapter", KindRow {
        epub_type: Some("chapter"),
        aria_role: Some("doc-chapter"),
        numbered: true,
        known: KnownByName::Nowhere,
        ..WRITTEN
    };
    Epilogue: "epilogue", KindRow {
        epub_type: Some("epilogue"),
        aria_role: Some("doc-epilogue"),
        known: KnownByName::Anywhere,
        ..WRITTEN
    };
    Conclusion: "conclusion", KindRow {
        epub_type: Some("conclusion"),
        aria_role: Some("doc-conclusion"),
        known: KnownByName::Anywhere,
        ..WRITTEN
    };
    Afterword: "afterword", KindRow {
        epub_type: Some("afterword"),
        aria_role: Some("doc-afterword"),
        known: KnownByName::Anywhere,
        ..BACK
    };
    Appendix: "appendix", KindRow {
        epub_type: Some("appendix"),
        aria_role: Some("doc-appendix"),
        numbered: true,
        known: KnownByName::Anywhere,
        ..BACK
    };
    Notes: "notes", KindRow {
        epub_type: Some("endnotes"),
        aria_role: Some("doc-endnotes"),
        synonyms: &["endnotes"],
        ..BACK
    };
    Glossary: "glossary", KindRow { epub_type: Some("glossary"), aria_role: Some("doc-glossary"), ..BACK };
    Bibliography: "bibliography", KindRow {
        epub_type: Some("bibliography"),
        aria_role: Some("doc-bibliography"),
        synonyms: &["references", "works-cited"],
        ..BACK
    };
    Acknowledgements: "acknowledgements", KindRow {
        epub_type: Some("acknowledgments"),
        aria_role: Some("doc-acknowledgments"),
        synonyms: &["acknowledgments"],
        ..BACK
    };
    Index: "index", KindRow {
        matter: Matter::Back,
        epub_type: Some("index"),
        aria_role: Some("doc-index"),
        lists: true,
        ..MADE
    };
    AboutAuthor: "about-author", KindRow { synonyms: &["about", "about-the-author", "about-the-authors"], ..BACK };
    Colophon: "colophon", KindRow { epub_type: Some("colophon"), aria_role: Some("doc-colophon"), ..BACK };
    AlsoBy: "also-by", KindRow { matter: Matter::Back, ..MADE };
}

impl ChapterKind {
    /// Every kind, in the order of a book.
    pub fn all() -> impl Iterator<Item = ChapterKind> {
        KINDS.iter().map(|&(kind, _)| kind)
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<ChapterKind> {
        Self::all().find(|kind| kind.name() == name)
    }

    /// The kind of a chapter whose file or title is called `name`, a slug, where the chapter itself does not say it.
    pub fn known_by_name(name: &str, matter: Matter) -> Option<ChapterKind> {
        let around = matter != Matter::Body;
        let is_called = |row: &KindRow| match row.known {
            KnownByName::Nowhere => false,
            KnownByName::OutsideBody => around && row.name == name,
            KnownByName::Anywhere => row.name == name,
        };
        let found = KINDS
            .iter()
            .find(|(_, row)| is_called(row) || (around && row.synonyms.contains(&name)));
        found.map(|&(kind, _)| kind)
    }

    fn row(self) -> &'static KindRow {
        &KINDS[self as usize].1
    }

    /// The name that `book.toml` and front matter use for it.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Where it stands when nothing else is said.
    pub fn matter(self) -> Matter {
        self.row().matter
    }

    /// Whether it is made from the rest of the book and needs no file.
    pub fn is_made(self) -> bool {
        self.row().made
    }

    /// Whether an author's file may be of this kind by its name alone, in a folder without a `book.toml`. A file of notes
    /// may as well be a chapter.
    pub fn is_known_by_file(self) -> bool {
        let row = self.row();
        row.known != KnownByName::Nowhere && !row.made && self != ChapterKind::Notes
    }

    /// Whether it is a page of display: no title, no running head, no folio.
    pub fn is_display(self) -> bool {
        self.row().display
    }

    /// Whether the contents list it, and it has a title, when nothing else is said.
    pub fn is_listed(self) -> bool {
        self.row().listed
    }

    /// Whether it lists what stands elsewhere in the book: the contents, the figures, the index.
    pub fn is_list(self) -> bool {
        self.row().lists
    }

    /// Whether it is numbered in `matter` when nothing else is said: parts and appendices anywhere, chapters in the text.
    pub fn is_numbered(self, matter: Matter) -> bool {
        self.row().numbered && (self != ChapterKind::Chapter || matter == Matter::Body)
    }

    /// Whether reading does not start here, whatever matter it is filed under: the pages that are made for the front.
    pub fn is_apparatus(self) -> bool {
        self.is_made() && self.matter() == Matter::Front
    }

    /// A number of this kind as books count it: II for parts, B for appendices, 2 for what else is numbered.
    pub fn numeral(self, number: u32) -> String {
        match self {
            ChapterKind::Part => roman(number),
            ChapterKind::Appendix => letters(number),
            _ => number.to_string(),
        }
    }

    /// Its name in the EPUB 3 Structural Semantics Vocabulary.
    pub fn epub_type(self) -> Option<&'static str> {
        self.row().epub_type
    }

    /// Its role in DPUB-ARIA 1.1.
    pub fn aria_role(self) -> Option<&'static str> {
        self.row().aria_role
    }
}

/// The kinds of callout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // each is what the box says on its label
pub enum Callout {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
    RedFlag,
}

impl Callout {
    /// Every kind.
    pub const ALL: [Callout; 6] = [
        Callout::Note,
        Callout::Tip,
        Callout::Important,
        Callout::Warning,
        Callout::Caution,
        Callout::RedFlag,
    ];

    /// The name in the source: `note`, `red-flag`.
    pub fn name(self) -> &'static str {
        match self {
            Callout::Note => "note",
            Callout::Tip => "tip",
            Callout::Important => "important",
            Callout::Warning => "warning",
            Callout::Caution => "caution",
            Callout::RedFlag => "red-flag",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_name_of_its_own_and_is_found_by_it() {
        for kind in ChapterKind::all() {
            assert!(!kind.name().is_empty(), "{kind:?}");
            assert_eq!(ChapterKind::from_name(kind.name()), Some(kind));
        }
    }

    #[test]
    fn a_chapter_of_the_text_may_be_called_what_back_matter_is_called() {
        assert_eq!(ChapterKind::known_by_name("notes", Matter::Body), None);
        assert_eq!(
            ChapterKind::known_by_name("notes", Matter::Back),
            Some(ChapterKind::Notes)
        );
        assert_eq!(ChapterKind::known_by_name("intro", Matter::Body), None);
        let prologue = ChapterKind::known_by_name("prologue", Matter::Body);
        assert_eq!(prologue, Some(ChapterKind::Prologue));
    }
}
