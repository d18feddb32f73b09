//! Why a picture cannot be used, and what to do about it.

use super::Format;
use crate::diagnostic::{Diagnostic, codes};
use crate::limits::{PICTURE_PIXELS, PICTURE_SIDE};
use crate::span::Span;
use thiserror::Error;

const MEGABYTE: u64 = 1024 * 1024;

/// Why a picture cannot be used.
#[derive(Debug, Error)]
pub enum PictureError {
    /// The book names it, and it was not read.
    #[error("it is not among the project's pictures")]
    Absent,
    /// Its content is none of the three formats.
    #[error("the file is not a PNG, JPEG or SVG picture")]
    UnknownFormat,
    /// The file is larger than so many bytes, which are the most.
    #[error("the picture file is larger than {} MB", .0 / MEGABYTE)]
    FileTooLarge(u64),
    /// It has no width or no height.
    #[error("the picture is empty")]
    Empty,
    /// A side, in pixels, is longer than [`PICTURE_SIDE`].
    #[error("the picture is {width} x {height} pixels; no side may be longer than {PICTURE_SIDE}")]
    SideTooLong {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// It has more pixels than [`PICTURE_PIXELS`].
    #[error("the picture is {width} x {height} pixels; it may have {} million in all", PICTURE_PIXELS / 1_000_000)]
    TooManyPixels {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// A PNG or JPEG file does not begin as one must.
    #[error("the {} file is broken: it has no {}", name(*.0), header_of(*.0))]
    NoHeader(Format),
    /// The body of a PNG or JPEG file is damaged, or of a kind that is not read.
    #[error("the picture cannot be decoded: {0}")]
    Undecodable(#[source] image::ImageError),
    /// A vector picture cannot be drawn.
    #[error(transparent)]
    Vector(#[from] SvgError),
    /// It would stand on a page without a width.
    #[error("the picture has no width on the page")]
    NoWidth,
    /// Its colours cannot be turned into inks.
    #[error("colours cannot be converted: {0}")]
    Colors(#[source] moxcms::CmsError),
    /// What was made of it cannot be written as PNG or JPEG.
    #[error("the picture cannot be encoded: {0}")]
    Unencodable(#[source] image::ImageError),
}

/// Why a vector picture cannot be drawn.
#[derive(Debug, Error)]
pub enum SvgError {
    /// The file is larger than so many bytes, which are the most.
    #[error("the SVG file is larger than {} MB", .0 / MEGABYTE)]
    FileTooLarge(u64),
    /// The text is in another encoding.
    #[error("the SVG file is not UTF-8")]
    NotUtf8,
    /// The file is not well-formed XML.
    #[error("the SVG file is broken: {0}")]
    NotXml(#[source] quick_xml::Error),
    /// The file is XML, and cannot be read as SVG.
    #[error("the SVG file cannot be read: {0}")]
    NotSvg(#[source] resvg::usvg::Error),
    /// Entities of its own would grow the text beyond measure.
    #[error("the SVG file declares entities that expand too far")]
    Entities,
    /// Elements are nested deeper than so many, which are the most.
    #[error("the SVG file nests elements deeper than {0}")]
    DeepElements(usize),
    /// Groups are nested deeper than so many, after references are followed.
    #[error("the SVG file nests groups deeper than {0}")]
    DeepGroups(usize),
    /// It draws more elements than so many, which are the most.
    #[error("the SVG file draws more than {0} elements")]
    ManyElements(usize),
    /// It embeds another vector picture.
    #[error("the SVG file embeds another SVG picture")]
    EmbedsSvg,
    /// It embeds a picture that cannot be used.
    #[error("a picture inside the SVG file cannot be used: {0}")]
    Embedded(#[source] Box<PictureError>),
    /// It points at a picture outside of itself, at this address.
    #[error(
        "the SVG file points at another picture (`{0}`), and nothing outside of it is read; embed that picture in it"
    )]
    Outside(String),
    /// It has a text with a character that no shipped face has.
    #[error("the SVG file has the text `{0}`, which no face can show; draw it as outlines")]
    NoFace(String),
    /// It is too large for the memory that it would be drawn in.
    #[error("the picture is too large to draw")]
    TooLarge,
}

impl PictureError {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            PictureError::Absent => "check the path, and that the file is a PNG, a JPEG or an SVG",
            PictureError::UnknownFormat => "save it as PNG, JPEG or SVG; another ending alone changes nothing",
            PictureError::FileTooLarge(_)
            | PictureError::SideTooLong { .. }
            | PictureError::TooManyPixels { .. }
            | PictureError::Vector(SvgError::FileTooLarge(_) | SvgError::TooLarge) => "save it smaller",
            PictureError::Empty | PictureError::NoHeader(_) | PictureError::Undecodable(_) => {
                "open it in a picture editor and save it again as PNG or JPEG"
            }
            PictureError::NoWidth => "give it a `width`, such as 60%",
            PictureError::Vector(error) => error.help(),
            PictureError::Colors(_) | PictureError::Unencodable(_) => {
                "save it again as an RGB picture; if that does not help, report it with the picture"
            }
        }
    }

    /// The finding for the picture at `path`, which is named at `span`.
    pub fn finding(&self, path: &str, span: Span) -> Diagnostic {
        Diagnostic::new(
            codes::PICTURE_UNREADABLE,
            span,
            format!("{path} cannot be used: {self}"),
        )
        .with_help(self.help())
    }
}

impl SvgError {
    fn help(&self) -> &'static str {
        match self {
            SvgError::NotUtf8 => "save it as UTF-8",
            SvgError::NotXml(_) | SvgError::NotSvg(_) => "open it in a drawing program and save it again as plain SVG",
            SvgError::EmbedsSvg => "make the drawing inside it a part of it",
            SvgError::Embedded(_) | SvgError::Outside(_) => "embed PNG or JPEG pictures in it",
            SvgError::NoFace(_) => "turn its text into outlines",
            SvgError::FileTooLarge(_)
            | SvgError::Entities
            | SvgError::DeepElements(_)
            | SvgError::DeepGroups(_)
            | SvgError::ManyElements(_)
            | SvgError::TooLarge => "make the drawing simpler, or save it as PNG",
        }
    }
}

fn name(format: Format) -> &'static str {
    match format {
        Format::Png => "PNG",
        Format::Jpeg => "JPEG",
        Format::Svg => "SVG",
    }
}

/// What a file of the format begins with, by the format's own word.
fn header_of(format: Format) -> &'static str {
    match format {
        Format::Jpeg => "frame header",
        Format::Png | Format::Svg => "header",
    }
}
