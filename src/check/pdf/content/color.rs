//! Colours, by the inks that they become in print.

use super::super::objects::inherited;
use lopdf::content::Operation;
use lopdf::{Dictionary, Document, Object};

/// How deep colour spaces are followed that are made of others.
const DEPTH: usize = 4;

/// A colour space, by what it becomes in print.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Space {
    /// Black ink alone.
    Gray,
    /// Four inks.
    Cmyk,
    /// A screen's colours.
    Rgb,
    /// One that depends on no device: an ICC profile, Lab, calibrated.
    Independent(String),
    /// A spot colour, or several inks by name.
    Spot(String),
    /// A pattern or a shading.
    Pattern,
    /// What no page may paint with.
    Unknown(String),
}

impl std::fmt::Display for Space {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Space::Gray => f.write_str("grey"),
            Space::Cmyk => f.write_str("CMYK"),
            Space::Rgb => f.write_str("RGB"),
            Space::Independent(name) => write!(f, "a colour that depends on no device ({name})"),
            Space::Spot(name) => write!(f, "the spot colour {name}"),
            Space::Pattern => f.write_str("a pattern"),
            Space::Unknown(name) => write!(f, "the unknown colour space {name}"),
        }
    }
}

/// A colour: a space, and how much of each of its components.
#[derive(Clone, Debug)]
pub(in crate::check::pdf) struct Color {
    pub space: Space,
    pub components: Vec<f64>,
}

impl Color {
    /// What pages begin with.
    pub fn black() -> Color {
        Color {
            space: Space::Gray,
            components: vec![0.0],
        }
    }

    /// Its ink, in percent of one ink.
    pub fn ink(&self) -> f64 {
        match (&self.space, self.components.as_slice()) {
            (Space::Gray, [level]) => 100.0 * (1.0 - level),
            (Space::Cmyk, [.., black]) if self.components.len() == 4 => self.colored_ink() + 100.0 * black,
            (Space::Spot(_), tints) => 100.0 * tints.iter().sum::<f64>(),
            _ => 0.0,
        }
    }

    /// What of its ink is not black, in percent of one ink.
    pub fn colored_ink(&self) -> f64 {
        match (&self.space, self.components.as_slice()) {
            (Space::Cmyk, [c, m, y, _]) => 100.0 * (c + m + y),
            _ => 0.0,
        }
    }
}

/// The space that an operation names.
pub(super) fn named_space(document: &Document, resources: &Dictionary, operation: &Operation) -> Space {
    let Some(key) = operation.operands.first().and_then(|o| o.as_name().ok()) else {
        return Space::Unknown(String::new());
    };
    let spaces = inherited(document, resources, b"ColorSpace");
    let named = spaces.and_then(|s| s.as_dict().ok()?.get(key).ok());
    match named {
        Some(object) => space(document, object),
        None => device_space(key),
    }
}

/// What a colour space is.
pub(super) fn space(document: &Document, object: &Object) -> Space {
    space_within(document, object, 0)
}

fn space_within(document: &Document, object: &Object, depth: usize) -> Space {
    let object = document.dereference(object).map_or(object, |(_, object)| object);
    let array = match object {
        Object::Name(name) => return device_space(name),
        Object::Array(array) if depth < DEPTH => array,
        _ => return Space::Unknown("malformed".into()),
    };
    let family = array.first().and_then(|family| family.as_name().ok());
    let family = family.unwrap_or_default();
    match family {
        b"Indexed" | b"I" => match array.get(1) {
            Some(base) => space_within(document, base, depth + 1),
            None => Space::Unknown("Indexed".into()),
        },
        b"Separation" => {
            let ink = array.get(1).and_then(|ink| ink.as_name().ok());
            match ink.unwrap_or_default() {
                b"Black" => Space::Gray,
                ink => Space::Spot(String::from_utf8_lossy(ink).into_owned()),
            }
        }
        b"DeviceN" => Space::Spot("DeviceN".into()),
        b"Pattern" => Space::Pattern,
        b"ICCBased" | b"Lab" | b"CalRGB" | b"CalGray" => {
            Space::Independent(String::from_utf8_lossy(family).into_owned())
        }
        name => device_space(name),
    }
}

fn device_space(name: &[u8]) -> Space {
    match name {
        b"DeviceGray" | b"G" => Space::Gray,
        b"DeviceCMYK" | b"CMYK" => Space::Cmyk,
        b"DeviceRGB" | b"RGB" => Space::Rgb,
        b"Pattern" => Space::Pattern,
        other => Space::Unknown(String::from_utf8_lossy(other).into_owned()),
    }
}
