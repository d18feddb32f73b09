//! A theme is data: families, sizes, leading, openers. Lengths are points for a 6 x 9 in page.

use super::line::{Family, Figures, TextStyle};

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
    /// How chapters open.
    pub opener: Opener,
    /// Whether contents and list of figures have dot leaders.
    pub leaders: bool,
    /// The ornament of a scene break.
    pub ornament: &'static str,
    /// Family of headings.
    pub heading_family: Family,
}

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

/// How chapters open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opener {
    /// Flush left, a large number over the title, a rule under it.
    Flush,
    /// Centred, the number in words over the title.
    Centered,
}

/// For health and how-to: open, with a sans for headings.
pub const PRACTICAL: Theme = Theme {
    name: "practical",
    serif: "Source Serif 4",
    sans: "Source Sans 3",
    mono: "Source Code Pro",
    size: 10.2,
    leading: 14.0,
    indent: 15.0,
    note: (8.4, 10.6),
    small: (9.0, 11.6),
    code: (8.2, 11.0),
    title: (25.0, 29.0),
    headings: [
        Heading {
            size: 13.5,
            leading: 16.0,
            after: 4.5,
            before_lines: 1.0,
            bold: true,
            italic: false,
        },
        Heading {
            size: 11.0,
            leading: 14.0,
            after: 0.0,
            before_lines: 1.0,
            bold: true,
            italic: false,
        },
        Heading {
            size: 10.2,
            leading: 14.0,
            after: 0.0,
            before_lines: 1.0,
            bold: false,
            italic: true,
        },
    ],
    opener: Opener::Flush,
    leaders: false,
    ornament: "\u{2022}\u{2003}\u{2022}\u{2003}\u{2022}",
    heading_family: Family::Sans,
};

/// For prose: one serif throughout, centred openers.
pub const CLASSIC: Theme = Theme {
    name: "classic",
    serif: "Libertinus Serif",
    sans: "Source Sans 3",
    mono: "Source Code Pro",
    size: 11.0,
    leading: 14.0,
    indent: 16.0,
    note: (9.0, 10.8),
    small: (9.6, 11.8),
    code: (8.2, 11.0),
    title: (21.0, 26.0),
    headings: [
        Heading {
            size: 13.0,
            leading: 16.0,
            after: 4.0,
            before_lines: 1.0,
            bold: false,
            italic: false,
        },
        Heading {
            size: 11.0,
            leading: 14.0,
            after: 0.0,
            before_lines: 1.0,
            bold: false,
            italic: true,
        },
        Heading {
            size: 11.0,
            leading: 14.0,
            after: 0.0,
            before_lines: 1.0,
            bold: false,
            italic: true,
        },
    ],
    opener: Opener::Centered,
    leaders: false,
    ornament: "\u{2767}",
    heading_family: Family::Serif,
};

impl Theme {
    /// The shipped themes.
    pub const ALL: &[Theme] = &[PRACTICAL, CLASSIC];

    /// The theme of that name; the practical one for a name that is none.
    pub fn named(name: &str) -> &'static Theme {
        Self::ALL
            .iter()
            .find(|t| t.name == name)
            .unwrap_or(&Self::ALL[0])
    }

    /// The style of the text.
    pub fn body(&self) -> TextStyle {
        TextStyle::text(self.size)
    }

    /// The style of notes.
    pub fn note_style(&self) -> TextStyle {
        TextStyle::text(self.note.0)
    }

    /// The style of captions.
    pub fn caption(&self) -> TextStyle {
        TextStyle {
            family: Family::Sans,
            figures: Figures::Lining,
            ..TextStyle::text(self.small.0)
        }
    }

    /// The style of table cells.
    pub fn cell(&self) -> TextStyle {
        TextStyle {
            family: Family::Sans,
            figures: Figures::Tabular,
            ..TextStyle::text(self.small.0)
        }
    }

    /// The style of labels: over callouts, in openers.
    pub fn label(&self) -> TextStyle {
        TextStyle {
            family: Family::Sans,
            bold: true,
            figures: Figures::Lining,
            tracking: 0.04,
            ..TextStyle::text(self.small.0)
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
}
