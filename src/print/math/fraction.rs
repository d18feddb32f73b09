//! Fractions, roots, and what is struck out.

use super::composer::{Composer, Style};
use super::face::Constant;
use super::math_box::MathBox;
use super::tree::{MathElement, length};
use read_fonts::tables::math::StretchAxis;

/// Space beside a fraction, em.
const BESIDE: f32 = 0.1;
/// How far a fraction's rule stands out over the longer of its terms, em.
const OVERHANG: f32 = 0.04;

impl Composer<'_, '_> {
    /// A fraction, or one thing over another where its rule has no thickness.
    pub(super) fn fraction(&mut self, element: &MathElement, style: Style) -> MathBox {
        let term = if style.display {
            Style {
                display: false,
                ..style
            }
        } else {
            style.script()
        };
        let above = self.set(element.child(0), term);
        let below = self.set(element.child(1), term.cramped());
        let bare = element.get("linethickness").and_then(length) == Some(0.0);
        let (up, down) = if bare {
            self.stacked(&above, &below, style)
        } else {
            self.divided(&above, &below, style)
        };
        let em = self.em(style);
        let longer = (above.width + above.italic).max(below.width + below.italic);
        let overhang = if bare { 0.0 } else { OVERHANG * em };
        let width = longer + 2.0 * overhang;
        let beside = BESIDE * em;
        let mut out = MathBox::default();
        let middle = |set: &MathBox| beside + (width - set.width - set.italic) / 2.0;
        let (x_above, x_below) = (middle(&above), middle(&below));
        out.put(above, x_above, up);
        if !bare {
            let thick = self.rule(style);
            let rule = MathBox::rule(width, thick, self.text.ink);
            out.put(rule, beside, self.axis(style) - thick / 2.0);
        }
        out.put(below, x_below, -down);
        out.width = width + 2.0 * beside;
        out
    }

    /// How far numerator and denominator are moved (rule 15d).
    fn divided(&self, above: &MathBox, below: &MathBox, style: Style) -> (f32, f32) {
        let (up, down, gap_above, gap_below) = if style.display {
            (
                Constant::FractionNumeratorDisplayStyleShiftUp,
                Constant::FractionDenominatorDisplayStyleShiftDown,
                Constant::FractionNumDisplayStyleGapMin,
                Constant::FractionDenomDisplayStyleGapMin,
            )
        } else {
            (
                Constant::FractionNumeratorShiftUp,
                Constant::FractionDenominatorShiftDown,
                Constant::FractionNumeratorGapMin,
                Constant::FractionDenominatorGapMin,
            )
        };
        let axis = self.axis(style);
        let half = self.rule(style) / 2.0;
        let least_up = axis + half + self.constant(gap_above, style) + above.descent;
        let least_down = half - axis + self.constant(gap_below, style) + below.ascent;
        (
            self.constant(up, style).max(least_up),
            self.constant(down, style).max(least_down),
        )
    }

    /// The same where there is no rule (rule 15c).
    fn stacked(&self, above: &MathBox, below: &MathBox, style: Style) -> (f32, f32) {
        let (up, down, gap) = if style.display {
            (
                Constant::StackTopDisplayStyleShiftUp,
                Constant::StackBottomDisplayStyleShiftDown,
                Constant::StackDisplayStyleGapMin,
            )
        } else {
            (
                Constant::StackTopShiftUp,
                Constant::StackBottomShiftDown,
                Constant::StackGapMin,
            )
        };
        let (up, down) = (self.constant(up, style), self.constant(down, style));
        let gap = self.constant(gap, style) - (up - above.descent) - (down - below.ascent);
        let more = gap.max(0.0) / 2.0;
        (up + more, down + more)
    }

    /// What stands under a root, with its degree (rule 11).
    pub(super) fn root(&mut self, content: &[MathElement], degree: Option<&MathElement>, style: Style) -> MathBox {
        let mut inside = self.row(content, style.cramped());
        inside.width += inside.italic;
        let em = self.em(style);
        let thick = self.constant(Constant::RadicalRuleThickness, style);
        let least_gap = self.constant(
            if style.display {
                Constant::RadicalDisplayStyleVerticalGap
            } else {
                Constant::RadicalVerticalGap
            },
            style,
        );
        // Letters without ascenders get the same root as others: roots in one line are alike.
        let ascent = inside.ascent.max(self.face.heights().0 * em);
        let descent = inside.descent.max(0.0);
        let wanted = ascent + descent + least_gap + thick;
        let form = self.face.stretched('√', StretchAxis::Vertical, wanted / em);
        let Some(form) = form else {
            return inside;
        };
        let sign = self.large(form, '√', false, style);
        let gap = least_gap + (sign.height() - wanted).max(0.0) / 2.0;
        let top = ascent + gap + thick;
        let mut out = MathBox::default();
        let (mark, raise) = (sign.height(), top - sign.ascent);
        let bottom = raise - sign.descent;
        let mut x = 0.0;
        if let Some(degree) = degree {
            let small = Style {
                level: 2,
                ..style.script()
            };
            let set = self.set(degree, small);
            let before = self.constant(Constant::RadicalKernBeforeDegree, style);
            let after = self.constant(Constant::RadicalKernAfterDegree, style);
            let share = self.face.constant(Constant::RadicalDegreeBottomRaisePercent);
            x = (before + set.width + after).max(0.0);
            let left = x - after - set.width;
            let y = bottom + share * mark + set.descent;
            out.put(set, left.max(0.0), y);
        }
        let sign_width = sign.width;
        out.put(sign, x, raise);
        let rule = MathBox::rule(inside.width, thick, self.text.ink);
        out.put(rule, x + sign_width, top - thick);
        let width = inside.width;
        out.put(inside, x + sign_width, 0.0);
        out.ascent = out
            .ascent
            .max(top + self.constant(Constant::RadicalExtraAscender, style));
        out.width = x + sign_width + width + 0.05 * em;
        out
    }

    /// What is struck out: with a slash over all of it, or a rule through it.
    pub(super) fn enclosed(&mut self, element: &MathElement, style: Style) -> MathBox {
        let mut out = self.row(&element.children, style);
        let notation = element.get("notation").unwrap_or("").to_owned();
        let (width, ascent, descent) = (out.width, out.ascent, out.descent);
        for (name, stroke) in [("updiagonalstrike", '/'), ("downdiagonalstrike", '\\')] {
            let Some(letter) = self.face.letter(stroke).filter(|_| notation.contains(name)) else {
                continue;
            };
            let mut set = self.glyph(letter, stroke, style);
            let (ink, height) = (letter.ink.1 - letter.ink.0, letter.ascent + letter.descent);
            if let Some(crate::print::text::LineItem::Glyphs(run)) = set.items.first_mut()
                && height > 0.0
                && ink > 0.0
            {
                run.size = (ascent + descent) * 1.1 / height;
                run.stretch = (width / (ink * run.size)).clamp(0.3, 4.0);
                run.x = -letter.ink.0 * run.size * run.stretch;
                run.y = letter.descent * run.size - descent - (ascent + descent) * 0.05;
                for glyph in &mut run.glyphs {
                    glyph.advance = letter.advance * run.size;
                    glyph.text = 0..0;
                }
                run.text.clear();
            }
            out.items.append(&mut set.items);
        }
        if notation.contains("horizontalstrike") {
            let thick = self.rule(style);
            let rule = MathBox::rule(width, thick, self.text.ink);
            let y = self.axis(style) - thick / 2.0;
            out.put(rule, 0.0, y);
        }
        out
    }
}
