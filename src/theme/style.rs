//! How a stretch of text looks, and how lines stand.

/// Which of a theme's families.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Family {
    #[default]
    Serif,
    Sans,
    Mono,
}

/// How figures (digits) look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Figures {
    /// With ascenders and descenders, for text.
    #[default]
    Oldstyle,
    /// All of capital height, for headings.
    Lining,
    /// Lining and all of one width, for tables.
    Tabular,
}

/// The look of a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// The family.
    pub family: Family,
    /// Bold, or for [`Family::Sans`] the theme's heading weight.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// True small capitals; where the face has none, capitals at 0.8 of the size.
    pub small_caps: bool,
    /// The figures.
    pub figures: Figures,
    /// Superior figures and letters (note marks); where the face has none, smaller and raised.
    pub superior: bool,
    /// Size, points.
    pub size: f32,
    /// Height of the baseline over the line's own, points.
    pub rise: f32,
    /// Space added after each glyph, em.
    pub tracking: f32,
    /// 0 is paper, 1 is black.
    pub ink: f32,
    /// A rule of this thickness under the text, points; 0 for none.
    pub underline: f32,
    /// A rule of this thickness through the text, points; 0 for none.
    pub strike: f32,
}

impl TextStyle {
    /// Upright serif text of a size.
    pub fn text(size: f32) -> TextStyle {
        TextStyle {
            family: Family::Serif,
            bold: false,
            italic: false,
            small_caps: false,
            figures: Figures::Oldstyle,
            superior: false,
            size,
            rise: 0.0,
            tracking: 0.0,
            ink: 1.0,
            underline: 0.0,
            strike: 0.0,
        }
    }

    /// The style of code in the line: the mono, at the height of small letters of the text around it.
    pub fn code(self) -> TextStyle {
        TextStyle {
            family: Family::Mono,
            size: self.size * 0.86,
            small_caps: false,
            figures: Figures::Lining,
            ..self
        }
    }
}

/// How lines stand in the measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Align {
    #[default]
    Justify,
    Left,
    Center,
    Right,
}
