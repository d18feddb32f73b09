//! Letter-fit: what a line gives or takes is shared among its spaces, the width of its letters and the space between
//! them, so that none of the three is seen. The total fit knows the shares: they are chosen with the breaks.

use super::breaks::{TIGHT, TIGHTEST, Totals, stretched};
use crate::theme::{Family, TextStyle};

/// The share of a space that it gives together with the letters, and that it takes.
const SPACE_STRETCH: f64 = 0.20;
const SPACE_SHRINK: f64 = 0.20;
/// Space between letters, em of each letter.
const TRACK_STRETCH: f64 = 0.010;
const TRACK_SHRINK: f64 = 0.008;
/// The letters' own width, a share of it.
const SCALE_STRETCH: f64 = 0.018;
const SCALE_SHRINK: f64 = 0.018;
/// How much sooner than spaces the letters give way: the eye sees uneven spaces first.
const LETTERS_EAGER: f64 = 1.4;
/// What letters of a line that is too loose give over what is good, as a share of it.
const LETTERS_MORE: f64 = 0.3;
/// Widths of letters that are told apart.
const SCALE_STEP: f64 = 0.0025;

/// What a line is made of, as far as it gives way; points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::print) struct Material {
    pub width: f64,
    /// Natural width of the spaces that give way.
    pub spaces: f64,
    /// The sizes of the letters that may be tracked, added up.
    pub letters: f64,
    /// Width of the letters that may be drawn wider or narrower.
    pub ink: f64,
}

impl Material {
    /// Letters of a style; code keeps its columns.
    pub fn letters(style: &TextStyle, count: usize, ink: f32, width: f32) -> Material {
        let fits = style.family != Family::Mono;
        Material {
            width: f64::from(width),
            spaces: 0.0,
            letters: if fits {
                count as f64 * f64::from(style.size)
            } else {
                0.0
            },
            ink: if fits { f64::from(ink) } else { 0.0 },
        }
    }

    /// A space that gives way by this much of its width.
    pub fn space(width: f32, gives: f32) -> Material {
        Material {
            width: f64::from(width),
            spaces: f64::from(gives),
            ..Material::default()
        }
    }

    pub fn add(&mut self, other: Material) {
        self.width += other.width;
        self.spaces += other.spaces;
        self.letters += other.letters;
        self.ink += other.ink;
    }

    /// What the total fit needs of it.
    pub fn totals(&self) -> Totals {
        let spaces = self.spaces * SPACE_STRETCH;
        Totals {
            width: self.width,
            stretch: spaces + self.letters * TRACK_STRETCH + self.ink * SCALE_STRETCH,
            spaces,
            shrink: self.spaces * SPACE_SHRINK + self.letters * TRACK_SHRINK + self.ink * SCALE_SHRINK,
        }
    }
}

/// What each part of a line gives or takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::print) struct Fit {
    /// Share of its natural width that is added to each space.
    pub space: f32,
    /// Em added after each letter.
    pub track: f32,
    /// How wide letters are drawn, as a share of their own width.
    pub scale: f32,
    /// 1 when all has given what it gives unseen, more when spaces give alone; -1 when all has taken what it takes
    /// unseen, and never under [`TIGHTEST`].
    pub ratio: f32,
    /// What the line is still too long by, points.
    pub overfull: f32,
}

impl Fit {
    /// Nothing given, nothing taken.
    pub const NATURAL: Fit = Fit {
        space: 0.0,
        track: 0.0,
        scale: 1.0,
        ratio: 0.0,
        overfull: 0.0,
    };

    /// Fills a room that is wider or narrower than the material by `slack`. With `only_take`, a line that is short
    /// stays short.
    pub fn new(material: &Material, slack: f64, only_take: bool) -> Fit {
        if slack >= -0.005 && only_take {
            return Fit::NATURAL;
        }
        let totals = material.totals();
        let ratio = if slack < 0.0 {
            (slack / totals.shrink.max(0.001)).max(TIGHTEST)
        } else {
            stretched(slack, totals.stretch, totals.spaces)
        };
        // A line that is looser than is good asks a little more of its letters.
        let most = 1.0 + (ratio - 1.0).clamp(0.0, 1.0) * LETTERS_MORE;
        let share = (ratio * LETTERS_EAGER).clamp(ratio.min(TIGHT), most);
        let (track, scale) = match ratio {
            r if r < 0.0 => (share * TRACK_SHRINK, share * SCALE_SHRINK),
            _ => (share * TRACK_STRETCH, share * SCALE_STRETCH),
        };
        let steps = if material.ink > 0.0 {
            (scale / SCALE_STEP).round()
        } else {
            0.0
        };
        let taken = TIGHTEST * totals.shrink - slack;
        let overfull = if slack < 0.0 { taken.max(0.0) } else { 0.0 };
        let fit = Fit {
            space: 0.0,
            track: track as f32,
            scale: (1.0 + steps * SCALE_STEP) as f32,
            ratio: ratio as f32,
            overfull: overfull as f32,
        };
        fit.settled(material, slack, false)
    }

    /// The same fit of the letters, with the spaces to fill a room that is wider or narrower by `slack`.
    pub fn settled(self, material: &Material, slack: f64, only_take: bool) -> Fit {
        if slack >= -0.005 && only_take {
            return Fit::NATURAL;
        }
        let rest = slack + f64::from(self.overfull) - f64::from(self.scale - 1.0) * material.ink;
        let (space, track) = share_out(material, rest, f64::from(self.track));
        Fit {
            space: space as f32,
            track: track as f32,
            ..self
        }
    }
}

/// Gives what the letters' width left over to spaces, or where there are none to what is between the letters.
fn share_out(material: &Material, rest: f64, track: f64) -> (f64, f64) {
    let spaces = rest - track * material.letters;
    if material.spaces > 0.0 {
        return (spaces / material.spaces, track);
    }
    let most = TRACK_STRETCH * 3.0;
    if material.letters > 0.0 {
        return (0.0, (rest / material.letters).clamp(-most, most));
    }
    (0.0, 0.0)
}
