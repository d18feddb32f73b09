//! Lengths, where their units meet: files and pages are measured in points, printers and stores speak of inches, authors
//! write inches, millimetres or points.
//!
//! A length that crosses from one part of the program to another says its unit by its type. Within the typesetter and
//! the writers of files every length is a plain number of points, and no other unit comes near them.

use std::fmt;
use std::str::FromStr;

/// Points in an inch.
const POINTS_AN_INCH: f64 = 72.0;

/// Millimetres in an inch.
const MILLIMETRES_AN_INCH: f64 = 25.4;

/// A length in points, 72 to the inch.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Points(pub f64);

/// A length in inches.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Inches(pub f64);

impl Points {
    /// A length in millimetres.
    pub const fn from_millimetres(millimetres: f64) -> Points {
        Points(millimetres / MILLIMETRES_AN_INCH * POINTS_AN_INCH)
    }

    /// So many of a unit: `in`, `mm`, `cm` or `pt`. `None` for any other unit, and where it is no finite length.
    pub fn in_unit(number: f64, unit: &str) -> Option<Points> {
        let length = match unit {
            "in" => Inches(number).points(),
            "mm" => Points::from_millimetres(number),
            "cm" => Points::from_millimetres(10.0 * number),
            "pt" => Points(number),
            _ => return None,
        };
        length.0.is_finite().then_some(length)
    }

    /// The length in inches.
    pub const fn inches(self) -> Inches {
        Inches(self.0 / POINTS_AN_INCH)
    }
}

impl Inches {
    /// The length in points.
    pub const fn points(self) -> Points {
        Points(self.0 * POINTS_AN_INCH)
    }
}

impl From<f32> for Points {
    /// A length of the typesetter's.
    fn from(points: f32) -> Points {
        Points(f64::from(points))
    }
}

/// In inches, to the digits that the format asks for: `{:.3}`.
impl fmt::Display for Inches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// What is written is no length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoLength;

impl fmt::Display for NoLength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a length is a number and its unit: `in`, `mm`, `cm` or `pt`")
    }
}

impl std::error::Error for NoLength {}

impl FromStr for Points {
    type Err = NoLength;

    /// A number and `in`, `mm`, `cm` or `pt`, without a space between.
    fn from_str(text: &str) -> Result<Points, NoLength> {
        let text = text.trim();
        let (number, unit) = text.split_at_checked(text.len().saturating_sub(2)).ok_or(NoLength)?;
        let number: f64 = number.trim_end().parse().map_err(|_| NoLength)?;
        Points::in_unit(number, unit).ok_or(NoLength)
    }
}

/// How wide and how high something is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size<L> {
    /// From left to right.
    pub width: L,
    /// From top to bottom.
    pub height: L,
}

impl From<(f32, f32)> for Size<Points> {
    /// A width and a height of the typesetter's.
    fn from((width, height): (f32, f32)) -> Size<Points> {
        Size {
            width: width.into(),
            height: height.into(),
        }
    }
}

impl Size<Points> {
    /// The size in inches.
    pub const fn inches(self) -> Size<Inches> {
        Size {
            width: self.width.inches(),
            height: self.height.inches(),
        }
    }
}

impl Size<Inches> {
    /// The size in points.
    pub const fn points(self) -> Size<Points> {
        Size {
            width: self.width.points(),
            height: self.height.points(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_length_is_read_in_its_unit() {
        for (text, points) in [("6in", 432.0), ("25.4mm", 72.0), ("2.54 cm", 72.0), (" -3pt ", -3.0)] {
            let length: Points = text.parse().expect(text);
            assert!((length.0 - points).abs() < 1e-9, "{text}: {length:?}");
        }
        for text in ["", "6", "6ft", "in", "six in", "infin", "NaNpt", "1e999in", "ü"] {
            assert_eq!(text.parse::<Points>(), Err(NoLength), "{text}");
        }
    }

    #[test]
    fn inches_and_points_are_each_others_inverse() {
        let size = Size {
            width: Inches(6.0),
            height: Inches(9.25),
        };
        assert_eq!(size.points().inches(), size);
    }
}
