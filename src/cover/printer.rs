//! What printers make: stocks, page counts, trims, and how their wraps are measured. Lengths are inches, as the
//! printers give them.
//!
//! Read 2026-11-22: KDP's cover calculator and help pages G201953020 and GVBQ3CMEQW3W2VL6 with third parties' readings of
//! them; Lulu's book creation guide; IngramSpark's file creation guide.

use crate::book::trade::{Binding, Printer, Stock};
use crate::length::{Inches, Size};

/// How thick a book is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Thickness {
    /// Inches for each page, and inches for what the cover or the boards add.
    APage(f64, f64),
    /// What the printer's template for this book says: the calipers it publishes contradict each other.
    Template,
}

/// A binding of pages on a stock, as a printer makes it.
#[derive(Clone, Copy, Debug)]
pub struct PrintProduct {
    /// The printer.
    pub printer: Printer,
    /// The binding.
    pub binding: Binding,
    /// The paper and the ink of the pages.
    pub stock: Stock,
    /// The fewest and the most pages.
    pub pages: (u32, u32),
    /// How thick the spine is.
    pub thickness: Thickness,
}

/// How a printer measures the wrap of a binding.
#[derive(Clone, Copy, Debug)]
pub struct WrapMeasures {
    /// The printer.
    pub printer: Printer,
    /// The binding.
    pub binding: Binding,
    /// By how much the wrap is wider than two trims and the spine, and higher than the trim, inches.
    pub over: (f64, f64),
    /// How much of each edge is cut off or turned in, inches.
    pub hidden: f64,
    /// How far type stays from the edges of the file.
    pub safe: f64,
    /// How far type stays from the fold of a hinge; 0 without one.
    pub hinge: f64,
    /// The fewest pages of a spine with words.
    pub spine_words: u32,
    /// How far words stay from the folds of the spine.
    pub spine_clear: f64,
    /// Width and height of the room for the barcode, and how far it stays from the trim or from the edge.
    pub barcode: (f64, f64, f64),
}

const fn product(
    printer: Printer,
    binding: Binding,
    stock: Stock,
    pages: (u32, u32),
    thickness: Thickness,
) -> PrintProduct {
    PrintProduct {
        printer,
        binding,
        stock,
        pages,
        thickness,
    }
}

use Binding::{Case, Paperback};
use Printer::{Bookvault, Ingram, Kdp, Lulu};
use Stock::{Color, Cream, White};
use Thickness::{APage, Template};

/// Every product whose page counts and spine are known. A printer may make others: nothing sure was read of those.
pub const PRODUCTS: &[PrintProduct] = &[
    product(Kdp, Paperback, White, (24, 828), APage(0.002252, 0.0)),
    product(Kdp, Paperback, Cream, (24, 776), APage(0.0025, 0.0)),
    product(Kdp, Paperback, Color, (24, 828), APage(0.002347, 0.0)),
    product(Kdp, Case, White, (76, 550), APage(0.002252, 0.189)),
    product(Kdp, Case, Cream, (76, 550), APage(0.0025, 0.189)),
    product(Kdp, Case, Color, (76, 550), APage(0.002347, 0.189)),
    product(Lulu, Paperback, White, (32, 800), APage(1.0 / 444.0, 0.06)),
    product(Lulu, Paperback, Cream, (32, 800), APage(1.0 / 444.0, 0.06)),
    product(Lulu, Paperback, Color, (32, 800), APage(1.0 / 444.0, 0.06)),
    // Of thicker cases no formula is published: the author's template says.
    product(Lulu, Case, White, (24, 800), Template),
    product(Lulu, Case, Cream, (24, 800), Template),
    product(Lulu, Case, Color, (24, 800), Template),
    product(Ingram, Paperback, White, (18, 1050), Template),
    product(Ingram, Paperback, Cream, (18, 1050), Template),
    product(Ingram, Paperback, Color, (18, 1050), Template),
    // How many pages it binds is not published where we could read it.
    product(Bookvault, Paperback, White, (2, 10_000), Template),
    product(Bookvault, Paperback, Cream, (2, 10_000), Template),
    product(Bookvault, Paperback, Color, (2, 10_000), Template),
];

/// How each printer measures the wrap of each binding it makes.
pub const MEASURES: &[WrapMeasures] = &[
    WrapMeasures {
        printer: Kdp,
        binding: Paperback,
        over: (0.25, 0.25),
        hidden: 0.125,
        safe: 0.375,
        hinge: 0.0,
        spine_words: 80,
        spine_clear: 0.0625,
        barcode: (2.0, 1.2, 0.25),
    },
    WrapMeasures {
        printer: Kdp,
        binding: Case,
        over: (1.575, 1.417),
        hidden: 0.591,
        safe: 0.635,
        hinge: 0.4,
        spine_words: 80,
        spine_clear: 0.0625,
        barcode: (2.0, 1.2, 0.76),
    },
    WrapMeasures {
        printer: Lulu,
        binding: Paperback,
        over: (0.25, 0.25),
        hidden: 0.125,
        safe: 0.625,
        hinge: 0.0,
        spine_words: 80,
        spine_clear: 0.0625,
        barcode: (1.83, 1.25, 0.5),
    },
    WrapMeasures {
        printer: Lulu,
        binding: Case,
        over: (1.75, 1.75),
        hidden: 0.875,
        safe: 1.375,
        hinge: 0.4,
        spine_words: 80,
        spine_clear: 0.125,
        barcode: (1.83, 1.25, 1.375),
    },
    WrapMeasures {
        printer: Ingram,
        binding: Paperback,
        over: (0.25, 0.25),
        hidden: 0.125,
        safe: 0.375,
        hinge: 0.0,
        spine_words: 48,
        spine_clear: 0.0625,
        barcode: (1.75, 1.0, 0.25),
    },
    // 3.175 mm of bleed; the rest is what the others keep to.
    WrapMeasures {
        printer: Bookvault,
        binding: Paperback,
        over: (0.25, 0.25),
        hidden: 0.125,
        safe: 0.375,
        hinge: 0.0,
        spine_words: 80,
        spine_clear: 0.0625,
        barcode: (2.0, 1.2, 0.25),
    },
];

/// Widths and heights of trims, inches.
type Trims = &'static [(f64, f64)];

/// Trims that KDP makes.
const KDP_PAPERBACKS: Trims = &[
    (5.0, 8.0),
    (5.06, 7.81),
    (5.25, 8.0),
    (5.5, 8.5),
    (6.0, 9.0),
    (6.14, 9.21),
    (6.69, 9.61),
    (7.0, 10.0),
    (7.44, 9.69),
    (7.5, 9.25),
    (8.0, 10.0),
    (8.25, 6.0),
    (8.25, 8.25),
    (8.5, 8.5),
    (8.5, 11.0),
    (8.27, 11.69),
];
const KDP_CASES: Trims = &[(5.5, 8.5), (6.0, 9.0), (6.14, 9.21), (7.0, 10.0), (8.25, 11.0)];

/// Large trims that KDP binds fewer pages of: the trims, and the most pages on white, on cream and in colour.
const KDP_LARGE: &[(Trims, [u32; 3])] = &[
    (&[(8.25, 6.0), (8.25, 8.25)], [800, 750, 800]),
    (&[(8.5, 8.5), (8.5, 11.0)], [590, 550, 590]),
    (&[(8.27, 11.69)], [780, 730, 590]),
];

/// How far a trim may be from a listed one, in inches.
const NEAR: f64 = 0.005;

fn lists(trims: Trims, trim: Size<Inches>) -> bool {
    let near = |listed: f64, side: Inches| (listed - side.0).abs() < NEAR;
    let mut trims = trims.iter();
    trims.any(|&(width, height)| near(width, trim.width) && near(height, trim.height))
}

/// Whether a printer binds a trim like this; `None` where no list was read.
pub fn makes_trim(printer: Printer, binding: Binding, trim: Size<Inches>) -> Option<bool> {
    let custom = (4.0..=8.5).contains(&trim.width.0) && (6.0..=11.69).contains(&trim.height.0);
    match (printer, binding) {
        (Kdp, Paperback) => Some(lists(KDP_PAPERBACKS, trim) || custom),
        (Kdp, Case) => Some(lists(KDP_CASES, trim)),
        _ => None,
    }
}

impl PrintProduct {
    /// The most pages of it with this trim.
    pub fn most_pages(&self, trim: Size<Inches>) -> u32 {
        let large = KDP_LARGE.iter().find(|(trims, _)| lists(trims, trim));
        match large {
            Some((_, most)) if (self.printer, self.binding) == (Kdp, Paperback) => match self.stock {
                White => most[0],
                Cream => most[1],
                Color => most[2],
            },
            _ => self.pages.1,
        }
    }
}
