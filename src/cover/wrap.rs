//! A wrap's measures: back, spine and front in one sheet, from the pages that the book really has.

use super::printer::{MEASURES, PRODUCTS, PrintProduct, Thickness, WrapMeasures, makes_trim};
use crate::book::trade::{Binding, Printer, Stock};
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::length::{Inches, Points, Size};
use crate::span::Span;

/// The narrowest room on a spine that words are set in, points.
const LEAST_WORDS: f64 = 6.0;
/// How far a spine may be off before a cover is seen to be made for another, in inches: what printers' folds vary by.
const VARIANCE: f64 = 1.0 / 16.0;

/// What of a book a wrap's measures follow from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoundBook {
    /// Who prints it.
    pub printer: Printer,
    /// How it is bound.
    pub binding: Binding,
    /// What its pages are printed on.
    pub stock: Stock,
    /// The trim.
    pub trim: Size<Points>,
    /// How many pages it has.
    pub pages: u32,
    /// The spine's width as the printer's template gives it, points.
    pub spine: Option<f32>,
    /// The pages that the template was ordered for, where that is said.
    pub spine_pages: Option<u32>,
    /// Where the edition is described.
    pub span: Option<Span>,
}

/// An upright rectangle of the sheet, points from its lower left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct Area {
    pub left: f64,
    pub bottom: f64,
    pub right: f64,
    pub top: f64,
}

impl Area {
    /// Its width.
    pub fn width(self) -> f64 {
        self.right - self.left
    }

    /// Its height.
    pub fn height(self) -> f64 {
        self.top - self.bottom
    }
}

/// Where everything stands on a wrap, points from its lower left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wrap {
    /// Width of the sheet.
    pub width: f64,
    /// Height of the sheet.
    pub height: f64,
    /// The sheet after cutting; a case is turned in and not cut, so all of it.
    pub trim: Area,
    /// The front of the bound book: from the spine's fold to the cut, or to where a case is turned in.
    pub seen: Area,
    /// The spine between its folds.
    pub spine: Area,
    /// The front with its bleed.
    pub front: Area,
    /// Where type may stand on the back.
    pub back_safe: Area,
    /// Where type may stand on the front.
    pub front_safe: Area,
    /// Where type may stand on the spine; `None` where it has too few pages for any.
    pub spine_safe: Option<Area>,
    /// The room for the barcode.
    pub barcode: Area,
}

impl BoundBook {
    fn product(&self) -> Option<&'static PrintProduct> {
        PRODUCTS.iter().find(|product| {
            let same = (product.printer, product.binding, product.stock);
            same == (self.printer, self.binding, self.stock)
        })
    }

    fn measures(&self) -> Option<&'static WrapMeasures> {
        let mut all = MEASURES.iter();
        all.find(|m| (m.printer, m.binding) == (self.printer, self.binding))
    }

    /// The spine's width; `None` where only the printer's template knows it and the author has not said.
    fn spine_width(&self, product: &PrintProduct) -> Option<Inches> {
        match (product.thickness, self.spine) {
            (_, Some(points)) => Some(Points::from(points).inches()),
            (Thickness::APage(caliper, more), None) => Some(Inches(f64::from(self.pages) * caliper + more)),
            (Thickness::Template, None) => None,
        }
    }

    /// What the printer has against the book; then there is no wrap.
    pub fn faults(&self) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        let mut add = |code, message: String, help: String| {
            let span = self.span.unwrap_or(Span::GENERATED);
            let finding = Diagnostic::new(code, span, message).weakened_to(Severity::Warning);
            out.push(finding.with_help(help));
        };
        let name = self.printer.title();
        let (Some(product), Some(_)) = (self.product(), self.measures()) else {
            add(
                codes::COVER_BINDING,
                format!("how {name} makes this binding is not known here"),
                "have the cover made with the printer's own template".to_owned(),
            );
            return out;
        };
        let trim = self.trim.inches();
        if makes_trim(self.printer, self.binding, trim) == Some(false) {
            add(
                codes::COVER_TRIM,
                format!(
                    "{name} does not bind a book of {:.2} x {:.2} in like this",
                    trim.width, trim.height
                ),
                "take a trim that the printer lists, such as `6x9in`".to_owned(),
            );
        }
        let (least, most) = (product.pages.0, product.most_pages(trim));
        if !(least..=most).contains(&self.pages) {
            add(
                codes::COVER_PAGES,
                format!("the book has {} pages, and {name} binds {least} to {most}", self.pages),
                "choose another paper, trim or binding".to_owned(),
            );
        }
        match (product.thickness, self.spine) {
            (Thickness::Template, None) => add(
                codes::COVER_SPINE_UNKNOWN,
                format!("{name} gives the spine's width in its template alone"),
                format!(
                    "order the template for {0} pages and add `spine = {{ width = \"0.43in\", pages = {0} }}`, with its number",
                    self.pages
                ),
            ),
            (Thickness::APage(caliper, more), Some(points)) => {
                let due = f64::from(self.pages) * caliper + more;
                let Inches(given) = Points::from(points).inches();
                let off = given - due;
                if off.abs() > VARIANCE {
                    let more = if off > 0.0 { "more" } else { "less" };
                    add(
                        codes::COVER_SPINE,
                        format!(
                            "the spine is given as {:.3} in, {:.3} in {more} than {} pages have",
                            given,
                            off.abs(),
                            self.pages
                        ),
                        "take `spine` out: it follows from the pages and the paper".to_owned(),
                    );
                }
            }
            _ => {}
        }
        if let Some(pages) = self.spine_pages.filter(|pages| *pages != self.pages) {
            add(
                codes::COVER_SPINE,
                format!("the template was for {pages} pages, and the book has {}", self.pages),
                format!(
                    "order it again and set `spine = {{ width = \"...\", pages = {} }}`",
                    self.pages
                ),
            );
        }
        out
    }

    /// The wrap's measures; `None` where [`BoundBook::faults`] says why.
    pub fn wrap(&self) -> Option<Wrap> {
        let (product, measures) = (self.product()?, self.measures()?);
        let points = |inches: f64| Inches(inches).points().0;
        let Points(spine) = self.spine_width(product)?.points();
        let (Points(trim_width), Points(trim_height)) = (self.trim.width, self.trim.height);
        let (over_width, over_height) = (points(measures.over.0), points(measures.over.1));
        let width = 2.0 * trim_width + spine + over_width;
        let height = trim_height + over_height;
        let fold = (width - spine) / 2.0;
        let (side, end) = (over_width / 2.0, over_height / 2.0);
        let hidden = points(measures.hidden);
        let (safe, hinge) = (points(measures.safe), points(measures.hinge));
        let inner = hinge.max(points(measures.spine_clear) + safe / 2.0);
        let trim = match self.binding {
            Binding::Paperback => Area {
                left: side,
                bottom: end,
                right: width - side,
                top: height - end,
            },
            Binding::Case => Area {
                left: 0.0,
                bottom: 0.0,
                right: width,
                top: height,
            },
        };
        let clear = points(measures.spine_clear);
        let (wide, high, from) = measures.barcode;
        let (wide, high, from) = (points(wide), points(high), points(from));
        // Beside a hinge, or inside the trim.
        let right = match self.binding {
            Binding::Paperback => fold - from,
            Binding::Case => fold - hinge - points(0.25),
        };
        let bottom = trim.bottom + from;
        Some(Wrap {
            width,
            height,
            trim,
            spine: Area {
                left: fold,
                bottom: 0.0,
                right: fold + spine,
                top: height,
            },
            front: Area {
                left: fold + spine,
                bottom: 0.0,
                right: width,
                top: height,
            },
            seen: Area {
                left: fold + spine,
                bottom: hidden,
                right: width - hidden,
                top: height - hidden,
            },
            back_safe: Area {
                left: safe,
                bottom: safe,
                right: fold - inner,
                top: height - safe,
            },
            front_safe: Area {
                left: fold + spine + inner,
                bottom: safe,
                right: width - safe,
                top: height - safe,
            },
            spine_safe: (self.pages >= measures.spine_words && spine > 2.0 * clear + LEAST_WORDS).then_some(Area {
                left: fold + clear,
                bottom: safe,
                right: fold + spine - clear,
                top: height - safe,
            }),
            barcode: Area {
                left: right - wide,
                bottom,
                right,
                top: bottom + high,
            },
        })
    }
}

/// A finished picture of a whole wrap, and what it was made for.
#[derive(Clone, Debug, PartialEq)]
pub struct FinishedWrap {
    /// How many pages it was made for.
    pub pages: u32,
    /// The paper it was made for.
    pub stock: Stock,
    /// Where `book.toml` names it.
    pub span: Option<Span>,
}

impl FinishedWrap {
    /// By how much a finished wrap does not fit this book: another paper, or a spine of another width.
    pub fn faults(&self, bound: &BoundBook) -> Vec<Diagnostic> {
        let span = self.span.unwrap_or(Span::GENERATED);
        let mut out = Vec::new();
        if self.stock != bound.stock {
            let message = "the finished cover was made for another paper than the edition's";
            out.push(
                Diagnostic::new(codes::COVER_PAPER, span, message)
                    .with_help("have it made again for this paper: its spine is of another width"),
            );
            return out;
        }
        let by_template = bound
            .product()
            .is_some_and(|product| product.thickness == Thickness::Template);
        if by_template && self.pages != bound.pages {
            let message = format!(
                "the finished cover was made for {} pages, and the book has {}",
                self.pages, bound.pages
            );
            out.push(
                Diagnostic::new(codes::COVER_SPINE, span, message)
                    .with_help("order the printer's template again: its spine is nowhere else to be had"),
            );
            return out;
        }
        let made_for = BoundBook {
            pages: self.pages,
            ..*bound
        };
        let spine = |bound: &BoundBook| bound.product().and_then(|product| bound.spine_width(product));
        if let (Some(Inches(was)), Some(Inches(is))) = (spine(&made_for), spine(bound))
            && (was - is).abs() > f64::EPSILON
        {
            let message = format!(
                "the finished cover was made for {} pages, and the book has {}: its spine is {:.3} in, where {:.3} in \
                 are due",
                self.pages, bound.pages, was, is
            );
            let severity = match (was - is).abs() > VARIANCE / 4.0 {
                true => Severity::Error,
                false => Severity::Hint,
            };
            let finding = Diagnostic::new(codes::COVER_SPINE, span, message).weakened_to(severity);
            out.push(finding.with_help("have it made again, and set its `pages`"));
        }
        out
    }
}
