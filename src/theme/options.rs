//! The options by which an edition changes its theme.

use super::{FolioPlace, HeadText, LeadIn, Opener, Ornament, Theme};

/// What an edition changes of its theme; `None` keeps the theme's own value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ThemeOptions {
    /// Size of the text, points. All other sizes go with it.
    pub size: Option<f32>,
    /// Distance of baselines, points.
    pub leading: Option<f32>,
    /// Whether the text is justified.
    pub justified: Option<bool>,
    /// Whether words are hyphenated.
    pub hyphenated: Option<bool>,
    /// Whether lines keep to the grid.
    pub grid: Option<bool>,
    /// How chapters open.
    pub opener: Option<Opener>,
    /// How the first words are set.
    pub lead_in: Option<LeadIn>,
    /// Whether the first words after a scene break are set in the same way.
    pub lead_in_after_breaks: Option<bool>,
    /// What marks a scene break.
    pub ornament: Option<Ornament>,
    /// What the heads of left and of right pages say.
    pub heads: Option<(HeadText, HeadText)>,
    /// Where page numbers stand.
    pub folio: Option<FolioPlace>,
}

impl Theme {
    /// This theme, changed for one edition.
    pub fn with(self, options: &ThemeOptions) -> Theme {
        let by = options.size.map_or(1.0, |size| size / self.size);
        let mut theme = self.scaled(by);
        let set = |to: &mut bool, value: Option<bool>| *to = value.unwrap_or(*to);
        set(&mut theme.justified, options.justified);
        set(&mut theme.hyphenated, options.hyphenated);
        set(&mut theme.grid, options.grid);
        set(&mut theme.lead_in_after_breaks, options.lead_in_after_breaks);
        theme.leading = options.leading.unwrap_or(theme.leading);
        theme.opener = options.opener.unwrap_or(theme.opener);
        theme.lead_in = options.lead_in.unwrap_or(theme.lead_in);
        theme.folio.at = options.folio.unwrap_or(theme.folio.at);
        if let Some((verso, recto)) = options.heads {
            (theme.heads.verso, theme.heads.recto) = (verso, recto);
        }
        if let Some(ornament) = &options.ornament {
            theme.ornament = ornament.clone();
        }
        theme
    }
}
