//! The parts of a theme.

use super::{Align, Family};
use crate::book::Callout;

/// The look of a level of headings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heading {
    /// Size.
    pub size: f32,
    /// Distance of its own baselines.
    pub leading: f32,
    /// Space between it and its text.
    pub after: f32,
    /// Lines of the grid left free above it.
    pub before_lines: f32,
    /// Bold or semibold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

/// What the margins take of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Margins {
    /// Share of the width that both sides take.
    pub sides: f32,
    /// Share of the height that head and foot take, at least.
    pub ends: f32,
    /// Share of what head and foot take that is over the frame.
    pub head: f32,
}

/// How a chapter's number is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberForm {
    /// "3".
    Figure,
    /// "Chapter 3".
    Label,
}

/// How chapters open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Opener {
    /// How number, title and subtitle stand in the measure.
    pub align: Align,
    /// How the number is shown.
    pub number: NumberForm,
    /// Size of the number, as a multiple of the text's.
    pub number_size: f32,
    /// Lines of the grid that the number takes.
    pub number_lines: f32,
    /// Whether the number is in the headings' family and bold; otherwise in spaced small capitals.
    pub number_bold: bool,
    /// Ink of the number: 0 is paper, 1 is black.
    pub number_ink: f32,
    /// Whether titles are bold.
    pub bold: bool,
    /// Space added after each glyph of a title, em.
    pub tracking: f32,
    /// Width and thickness of the rule under the title.
    pub rule: Option<(f32, f32)>,
    /// Lines of the grid left free over the number or the title.
    pub above: f32,
    /// Lines of the grid left free under all of it, at least.
    pub below: f32,
}

impl Opener {
    /// The names of the shipped openers.
    pub const NAMES: &[&str] = &["flush", "centered", "plain"];

    /// A large grey figure over a bold title, flush left, with a short rule under them.
    pub const FLUSH: Opener = Opener {
        align: Align::Left,
        number: NumberForm::Figure,
        number_size: 4.3,
        number_lines: 3.4,
        number_bold: true,
        number_ink: 0.42,
        bold: true,
        tracking: -0.006,
        rule: Some((36.0, 1.6)),
        above: 3.0,
        below: 2.2,
    };

    /// "Chapter 3" in spaced small capitals over the title, centred.
    pub const CENTERED: Opener = Opener {
        align: Align::Center,
        number: NumberForm::Label,
        number_size: 1.05,
        number_lines: 2.0,
        number_bold: false,
        number_ink: 1.0,
        bold: false,
        tracking: 0.0,
        rule: None,
        above: 4.0,
        below: 2.4,
    };

    /// "Chapter 3" in bold over a bold title, flush left, close to the top.
    pub const PLAIN: Opener = Opener {
        align: Align::Left,
        number: NumberForm::Label,
        number_size: 1.2,
        number_lines: 1.5,
        number_bold: true,
        number_ink: 1.0,
        bold: true,
        tracking: 0.0,
        rule: Some((72.0, 2.4)),
        above: 1.0,
        below: 1.4,
    };

    /// The shipped opener of that name.
    pub fn named(name: &str) -> Option<Opener> {
        match name {
            "flush" => Some(Opener::FLUSH),
            "centered" => Some(Opener::CENTERED),
            "plain" => Some(Opener::PLAIN),
            _ => None,
        }
    }
}

/// How the first words of a chapter are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LeadIn {
    /// As all others are.
    #[default]
    None,
    /// The first phrase in small capitals.
    SmallCaps,
    /// A drop cap, and the first phrase after it in small capitals.
    DropCap {
        /// How many lines high the letter is.
        lines: usize,
    },
}

/// What a running head says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadText {
    /// The book's title.
    Title,
    /// The authors.
    Author,
    /// The part's title; the book's outside of parts.
    Part,
    /// The chapter's title, or its short form.
    Chapter,
    /// Nothing.
    None,
}

impl HeadText {
    /// Everything that a head can say, by its name in `book.toml`.
    pub const NAMES: &[(&str, HeadText)] = &[
        ("title", HeadText::Title),
        ("author", HeadText::Author),
        ("part", HeadText::Part),
        ("chapter", HeadText::Chapter),
        ("none", HeadText::None),
    ];
}

/// Where a running head stands over the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadAlign {
    /// In the middle.
    Center,
    /// At the gutter.
    Inner,
}

/// What stands over the pages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RunningHeads {
    /// What left pages say.
    pub verso: HeadText,
    /// What right pages say.
    pub recto: HeadText,
    /// Where it stands.
    pub align: HeadAlign,
    /// Its family.
    pub family: Family,
    /// Size, as a multiple of the text's.
    pub size: f32,
    /// Italic.
    pub italic: bool,
    /// Small capitals.
    pub small_caps: bool,
    /// Space added after each glyph, em.
    pub tracking: f32,
    /// 0 is paper, 1 is black.
    pub ink: f32,
    /// Thickness of the rule under it; 0 for none.
    pub rule: f32,
}

/// Where page numbers stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolioPlace {
    /// Beside the running head, at the outer edge; at the foot's outer edge or middle where a chapter opens.
    Head,
    /// In the middle of the foot.
    Foot,
    /// At the outer edge of the foot.
    FootOuter,
}

impl FolioPlace {
    /// Every place, by its name in `book.toml`.
    pub const NAMES: &[(&str, FolioPlace)] = &[
        ("head", FolioPlace::Head),
        ("foot", FolioPlace::Foot),
        ("foot-outer", FolioPlace::FootOuter),
    ];
}

/// How page numbers look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FolioLook {
    /// Where they stand.
    pub at: FolioPlace,
    /// Family.
    pub family: Family,
    /// Size, as a multiple of the text's.
    pub size: f32,
    /// Bold.
    pub bold: bool,
}

/// How a container is set apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Decoration {
    /// A rule of a width and an ink down its left side.
    Bar {
        /// Thickness.
        width: f32,
        /// 0 is paper, 1 is black.
        ink: f32,
    },
    /// A frame of a width.
    Frame {
        /// Thickness.
        width: f32,
    },
    /// Rules above and below.
    Rules {
        /// Thickness.
        width: f32,
    },
}

/// Callouts, asides, exercises and pull quotes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Boxes {
    /// Notes and tips.
    pub note: Decoration,
    /// What is important, and cautions.
    pub important: Decoration,
    /// Warnings.
    pub warning: Decoration,
    /// Red flags.
    pub red_flag: Decoration,
    /// Asides.
    pub aside: Decoration,
    /// Exercises.
    pub exercise: Decoration,
    /// Pull quotes.
    pub pull_quote: Decoration,
    /// Space between a bar or a frame and the text.
    pub padding: f32,
    /// Space over and under the whole, as a multiple of the text's leading.
    pub around: f32,
    /// Space under a label.
    pub label_after: f32,
    /// Family of their text and labels.
    pub family: Family,
    /// Size of their text, as a multiple of the text's.
    pub size: f32,
    /// Leading, as a multiple of their size.
    pub leading: f32,
    /// Size of labels, as a multiple of the text's.
    pub label_size: f32,
    /// Whether labels are small capitals; otherwise they are bold.
    pub label_small_caps: bool,
    /// Space added after each glyph of a label, em.
    pub label_tracking: f32,
    /// Ink of an exercise's number: 0 is paper, 1 is black.
    pub number_ink: f32,
    /// Size of pull quotes, as a multiple of the text's.
    pub pull_quote_size: f32,
}

impl Boxes {
    /// The decoration of a callout.
    pub fn of(&self, callout: Callout) -> Decoration {
        match callout {
            Callout::Note | Callout::Tip => self.note,
            Callout::Important | Callout::Caution => self.important,
            Callout::Warning => self.warning,
            Callout::RedFlag => self.red_flag,
        }
    }
}

/// Captions of figures and tables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CaptionLook {
    /// Family.
    pub family: Family,
    /// Italic.
    pub italic: bool,
    /// Whether labels are small capitals; otherwise they are bold.
    pub small_caps: bool,
}

/// Tables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TableLook {
    /// Family.
    pub family: Family,
    /// Space on both sides of a cell's text.
    pub side: f32,
    /// Space over and under a cell's text.
    pub above: f32,
    /// Height of a row that is to be written in.
    pub log_row: f32,
    /// Thickness of the rules over and under a table.
    pub outer_rule: f32,
    /// Thickness of the rule under its head.
    pub head_rule: f32,
    /// Thickness of the rules between its rows; 0 for none.
    pub inner_rule: f32,
    /// Ink of the rules between its rows: 0 is paper, 1 is black.
    pub inner_ink: f32,
}

/// Contents and list of figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ContentsLook {
    /// Whether dots lead to the page numbers.
    pub leaders: bool,
    /// Family of parts.
    pub part_family: Family,
    /// Whether parts are small capitals; otherwise they are bold.
    pub part_small_caps: bool,
    /// Whether front and back matter are italic.
    pub italic: bool,
    /// Leading, as a multiple of the text's.
    pub leading: f32,
}
