//! A theme is data: families, sizes, margins, openers, running heads, boxes. It is the one place for looks;
//! what sets the pages asks it and decides nothing of its own. Lengths are points for a 6 x 9 in page.

mod looks;
mod options;
mod shipped;
mod style;

pub use looks::*;
pub use options::ThemeOptions;
pub use style::{Align, Family, Figures, TextStyle};

use std::borrow::Cow;

/// How the pages of an edition look.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Its name in `book.toml`.
    pub name: &'static str,
    /// Family of the text, of [`crate::fonts::FACES`].
    pub serif: &'static str,
    /// Family of headings, labels and tables.
    pub sans: &'static str,
    /// Family of code.
    pub mono: &'static str,
    /// Size of the text.
    pub size: f32,
    /// Distance of baselines: the grid.
    pub leading: f32,
    /// Indent of a paragraph's first line.
    pub indent: f32,
    /// Space added after each glyph of the text, em.
    pub tracking: f32,
    /// Size and leading of notes.
    pub note: (f32, f32),
    /// Size and leading of tables and captions.
    pub small: (f32, f32),
    /// Size and leading of code.
    pub code: (f32, f32),
    /// Size and leading of chapter titles.
    pub title: (f32, f32),
    /// Size, leading and space below of headings, from level 2 on.
    pub headings: [Heading; 3],
    /// Family of headings.
    pub heading_family: Family,
    /// What the margins take of the page.
    pub margins: Margins,
    /// Whether lines keep to a grid, so that both sides of a leaf back each other up.
    pub grid: bool,
    /// Whether the text is justified; otherwise its right edge is ragged.
    pub justified: bool,
    /// Whether words of the text are hyphenated.
    pub hyphenated: bool,
    /// Whether emphasis and what is set off are italic; otherwise emphasis is bold and the rest upright.
    pub italics: bool,
    /// How chapters open.
    pub opener: Opener,
    /// How the first words of a chapter are set.
    pub lead_in: LeadIn,
    /// Whether the first words after a scene break are set as those of a chapter are.
    pub lead_in_after_breaks: bool,
    /// What marks a scene break.
    pub ornament: Ornament,
    /// What stands over the pages.
    pub heads: RunningHeads,
    /// Where page numbers stand.
    pub folio: FolioLook,
    /// Callouts, asides, exercises and pull quotes.
    pub boxes: Boxes,
    /// Captions of figures and tables.
    pub caption: CaptionLook,
    /// Tables.
    pub tables: TableLook,
    /// Contents and list of figures.
    pub contents: ContentsLook,
    /// Marks of lists without numbers, in turn by depth.
    pub bullets: [&'static str; 2],
}

impl Default for Theme {
    fn default() -> Theme {
        shipped::practical()
    }
}

impl Theme {
    /// The names of the shipped themes.
    pub const NAMES: &[&str] = &["practical", "classic", "large-print"];

    /// The shipped theme of that name.
    pub fn named(name: &str) -> Option<Theme> {
        match name {
            "practical" => Some(shipped::practical()),
            "classic" => Some(shipped::classic()),
            "large-print" => Some(shipped::large_print()),
            _ => None,
        }
    }

    /// The families of text, headings and code.
    pub fn families(&self) -> (&'static str, &'static str, &'static str) {
        let headings = match self.heading_family {
            Family::Serif => self.serif,
            Family::Sans => self.sans,
            Family::Mono => self.mono,
        };
        (self.serif, headings, self.mono)
    }

    /// The families of text and headings, as a copyright page names them; none for headings that
    /// are of the text's family.
    pub fn typefaces(&self) -> (&'static str, Option<&'static str>) {
        // Releases of a family are no part of its name.
        let plain = |name: &'static str| name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let (text, headings, _) = self.families();
        let other = headings != text;
        (plain(text), other.then(|| plain(headings)))
    }

    /// The style of the text.
    pub fn body(&self) -> TextStyle {
        TextStyle {
            tracking: self.tracking,
            ..TextStyle::text(self.size)
        }
    }

    /// How lines of the text stand in the measure.
    pub fn align(&self) -> Align {
        if self.justified { Align::Justify } else { Align::Left }
    }

    /// A style with emphasis.
    pub fn emphasized(&self, style: TextStyle) -> TextStyle {
        if self.italics || style.bold {
            TextStyle {
                italic: !style.italic,
                ..style
            }
        } else {
            TextStyle { bold: true, ..style }
        }
    }

    /// A style set off from the text around it: quoted letters, epigraphs, subtitles.
    pub fn set_off(&self, style: TextStyle) -> TextStyle {
        TextStyle {
            italic: self.italics,
            ..style
        }
    }

    /// The style of notes.
    pub fn note_style(&self) -> TextStyle {
        TextStyle {
            tracking: self.tracking,
            ..TextStyle::text(self.note.0)
        }
    }

    /// The style of captions.
    pub fn caption(&self) -> TextStyle {
        TextStyle {
            family: self.caption.family,
            italic: self.caption.italic,
            figures: Figures::Lining,
            ..TextStyle::text(self.small.0)
        }
    }

    /// The style of a caption's label: "Figure 3".
    pub fn caption_label(&self) -> TextStyle {
        TextStyle {
            bold: !self.caption.small_caps,
            italic: false,
            small_caps: self.caption.small_caps,
            tracking: if self.caption.small_caps { 0.04 } else { 0.0 },
            ..self.caption()
        }
    }

    /// The style of table cells.
    pub fn cell(&self) -> TextStyle {
        TextStyle {
            family: self.tables.family,
            figures: Figures::Tabular,
            ..TextStyle::text(self.small.0)
        }
    }

    /// The style of labels over callouts.
    pub fn label(&self) -> TextStyle {
        let look = &self.boxes;
        TextStyle {
            family: look.family,
            bold: !look.label_small_caps,
            small_caps: look.label_small_caps,
            figures: Figures::Lining,
            tracking: look.label_tracking,
            ..TextStyle::text(self.size * look.label_size)
        }
    }

    /// The style of text in callouts, asides and exercises.
    pub fn boxed(&self) -> TextStyle {
        TextStyle {
            family: self.boxes.family,
            figures: if self.boxes.family == Family::Serif {
                Figures::Oldstyle
            } else {
                Figures::Lining
            },
            tracking: self.tracking,
            ..TextStyle::text(self.size * self.boxes.size)
        }
    }

    /// The style of a heading, level 2 and on.
    pub fn heading(&self, level: u8) -> (Heading, TextStyle) {
        let at = usize::from(level.clamp(2, 4) - 2);
        let h = self.headings[at];
        let style = TextStyle {
            family: self.heading_family,
            bold: h.bold,
            italic: h.italic,
            figures: Figures::Lining,
            ..TextStyle::text(h.size)
        };
        (h, style)
    }

    /// The theme with every size of it multiplied.
    fn scaled(mut self, by: f32) -> Theme {
        let pairs = [&mut self.note, &mut self.small, &mut self.code, &mut self.title];
        for pair in pairs {
            *pair = (pair.0 * by, pair.1 * by);
        }
        for heading in &mut self.headings {
            heading.size *= by;
            heading.leading *= by;
            heading.after *= by;
        }
        self.size *= by;
        self.leading *= by;
        self.indent *= by;
        self
    }
}

/// What marks a scene break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ornament {
    /// These characters, a line of their own.
    Characters(Cow<'static, str>),
    /// A blank line; these characters where a page begins or ends with it, since a blank would not be seen there.
    Blank(&'static str),
}

impl Ornament {
    /// A blank line, with asterisks at a page's edge.
    pub const BLANK: Ornament = Ornament::Blank("*\u{2003}*\u{2003}*");
}
