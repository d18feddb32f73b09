//! The text faces and the math face that ship inside the binary, as data. All are under the SIL Open Font License;
//! the licences stand beside the files.

mod error;
mod subset;

pub use error::FontError;
pub(crate) use subset::subset;

/// A face that ships inside the binary.
#[derive(Clone, Copy, Debug)]
pub struct ShippedFace {
    /// Family name: `Source Serif 4`, `Source Sans 3`, `Source Code Pro`, `Libertinus Serif`,
    /// `Libertinus Math`.
    pub family: &'static str,
    /// Weight: 400, 600 or 700.
    pub weight: u16,
    /// Whether it is an italic.
    pub italic: bool,
    /// The OpenType file (CFF outlines).
    pub data: &'static [u8],
}

macro_rules! faces {
    ($($family:literal $weight:literal $italic:literal $file:literal;)*) => {
        &[$(ShippedFace { family: $family, weight: $weight, italic: $italic, data: include_bytes!($file) }),*]
    };
}

/// Every shipped face.
pub static FACES: &[ShippedFace] = faces! {
    "Source Serif 4" 400 false "SourceSerif4-Regular.otf";
    "Source Serif 4" 400 true "SourceSerif4-It.otf";
    "Source Serif 4" 700 false "SourceSerif4-Bold.otf";
    "Source Serif 4" 700 true "SourceSerif4-BoldIt.otf";
    "Source Sans 3" 400 false "SourceSans3-Regular.otf";
    "Source Sans 3" 400 true "SourceSans3-It.otf";
    "Source Sans 3" 600 false "SourceSans3-Semibold.otf";
    "Source Sans 3" 700 false "SourceSans3-Bold.otf";
    "Source Sans 3" 700 true "SourceSans3-BoldIt.otf";
    "Source Code Pro" 400 false "SourceCodePro-Regular.otf";
    "Source Code Pro" 400 true "SourceCodePro-It.otf";
    "Source Code Pro" 700 false "SourceCodePro-Bold.otf";
    "Libertinus Serif" 400 false "LibertinusSerif-Regular.otf";
    "Libertinus Serif" 400 true "LibertinusSerif-Italic.otf";
    "Libertinus Serif" 700 false "LibertinusSerif-Bold.otf";
    "Libertinus Serif" 700 true "LibertinusSerif-BoldItalic.otf";
    "Libertinus Math" 400 false "LibertinusMath-Regular.otf";
};
