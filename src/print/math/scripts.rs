//! Scripts beside a base, limits over and under it, accents and braces.

use super::composer::{Composer, Style};
use super::face::{Constant, Letter};
use super::math_box::MathBox;
use super::operator::{Form, Operator, core};
use super::tree::MathElement;
use read_fonts::tables::math::StretchAxis;

/// What stands beside a base.
#[derive(Default)]
struct Beside {
    below: Option<MathBox>,
    above: Option<MathBox>,
}

impl Composer<'_, '_> {
    /// `msub`, `msup` and `msubsup`.
    pub(super) fn scripts(&mut self, element: &MathElement, style: Style) -> MathBox {
        let (sub, sup) = match element.name.as_str() {
            "msub" => (element.children.get(1), None),
            "msup" => (None, element.children.get(1)),
            _ => (element.children.get(1), element.children.get(2)),
        };
        self.with_scripts(element.child(0), sub, sup, style)
    }

    /// A base with scripts on its right.
    fn with_scripts(
        &mut self,
        base: &MathElement,
        sub: Option<&MathElement>,
        sup: Option<&MathElement>,
        style: Style,
    ) -> MathBox {
        let operator = core(base).map(|mo| Operator::new(mo, Form::Prefix));
        let integral = operator.as_ref().is_some_and(Operator::is_integral);
        let nucleus = self.set(base, style);
        let beside = Beside {
            below: sub.map(|s| self.set(s, style.script().cramped())),
            above: sup.map(|s| self.set(s, style.script())),
        };
        let single = nucleus.accent.is_some() && operator.is_none_or(|o| !o.large);
        let (up, down) = self.shifts(&nucleus, &beside, single, style);
        // The slant of an integral is in its width: its lower limit goes back under it.
        let (x_above, x_below) = if integral {
            (nucleus.width, nucleus.width - nucleus.italic)
        } else {
            (nucleus.width + nucleus.italic, nucleus.width)
        };
        let mut end = nucleus.width;
        let mut out = nucleus;
        out.italic = 0.0;
        out.accent = None;
        for (set, x, y) in [(beside.below, x_below, -down), (beside.above, x_above, up)] {
            let Some(set) = set else { continue };
            end = end.max(x + set.width + set.italic);
            out.put(set, x, y);
        }
        out.width = end + self.constant(Constant::SpaceAfterScript, style);
        out
    }

    /// How far scripts are raised and lowered (rule 18).
    fn shifts(&self, nucleus: &MathBox, beside: &Beside, single: bool, style: Style) -> (f32, f32) {
        let get = |constant| self.constant(constant, style);
        let (mut up, mut down) = if single {
            (0.0, 0.0)
        } else {
            (
                nucleus.ascent - get(Constant::SuperscriptBaselineDropMax),
                nucleus.descent + get(Constant::SubscriptBaselineDropMin),
            )
        };
        if let Some(above) = &beside.above {
            let usual = if style.cramped {
                Constant::SuperscriptShiftUpCramped
            } else {
                Constant::SuperscriptShiftUp
            };
            up = up
                .max(get(usual))
                .max(above.descent + get(Constant::SuperscriptBottomMin));
        }
        if let Some(below) = &beside.below {
            down = down.max(get(Constant::SubscriptShiftDown));
            if beside.above.is_none() {
                down = down.max(below.ascent - get(Constant::SubscriptTopMax));
            }
        }
        if let (Some(above), Some(below)) = (&beside.above, &beside.below) {
            let gap = (up - above.descent) - (below.ascent - down);
            let lacking = get(Constant::SubSuperscriptGapMin) - gap;
            if lacking > 0.0 {
                down += lacking;
                let lift = get(Constant::SuperscriptBottomMaxWithSubscript) - (up - above.descent);
                let lift = lift.clamp(0.0, lacking);
                up += lift;
                down -= lift;
            }
        }
        (up, down)
    }

    /// A base with scripts on both sides.
    pub(super) fn multiscripts(&mut self, element: &MathElement, style: Style) -> MathBox {
        let after: Vec<&MathElement> = element.children.iter().skip(1).collect();
        let split = after.iter().position(|c| c.name == "mprescripts");
        let (right, left) = match split {
            Some(at) => (&after[..at], &after[at + 1..]),
            None => (&after[..], &[][..]),
        };

        let base = self.with_scripts(element.child(0), seen(right.first()), seen(right.get(1)), style);
        let beside = Beside {
            below: seen(left.first()).map(|s| self.set(s, style.script().cramped())),
            above: seen(left.get(1)).map(|s| self.set(s, style.script())),
        };
        let (up, down) = self.shifts(&base, &beside, true, style);
        let width = |set: &Option<MathBox>| set.as_ref().map_or(0.0, |s| s.width);
        let room = width(&beside.below).max(width(&beside.above));
        let mut out = MathBox::default();
        for (set, y) in [(beside.below, -down), (beside.above, up)] {
            let Some(set) = set else { continue };
            let x = room - set.width;
            out.put(set, x, y);
        }
        out.width = room;
        out.append(base);
        out
    }

    /// `munder`, `mover` and `munderover`.
    pub(super) fn limits(&mut self, element: &MathElement, style: Style) -> MathBox {
        let base = element.child(0);
        let (under, over) = match element.name.as_str() {
            "munder" => (element.children.get(1), None),
            "mover" => (None, element.children.get(1)),
            _ => (element.children.get(1), element.children.get(2)),
        };
        let operator = core(base).map(|mo| Operator::new(mo, Form::Prefix));
        if !style.display && operator.as_ref().is_some_and(|o| o.movable) {
            return self.with_scripts(base, under, over, style);
        }
        if element.flag("accent") == Some(true)
            && let Some(over) = over
        {
            return self.accented(base, over, true, style);
        }
        if element.flag("accentunder") == Some(true)
            && let Some(under) = under
        {
            return self.accented(base, under, false, style);
        }
        let below = under.map(|e| self.set(e, style.script().cramped()));
        let above = over.map(|e| self.set(e, style.script()));
        let widest = [&below, &above]
            .into_iter()
            .flatten()
            .map(|s| s.width)
            .fold(0.0, f32::max);
        let arrow = operator
            .filter(|o| o.character.is_some_and(is_arrow))
            .and_then(|o| o.character);
        let nucleus = match arrow {
            Some(c) => self.lying(c, widest, style),
            None => self.set(base, style),
        };
        self.stacked_limits(nucleus, below, above, style)
    }

    /// Limits centred over and under a base (rule 13a).
    fn stacked_limits(
        &self,
        nucleus: MathBox,
        below: Option<MathBox>,
        above: Option<MathBox>,
        style: Style,
    ) -> MathBox {
        let get = |constant| self.constant(constant, style);
        let widest = [Some(&nucleus), below.as_ref(), above.as_ref()]
            .into_iter()
            .flatten()
            .map(|s| s.width)
            .fold(0.0, f32::max);
        let slant = nucleus.italic / 2.0;
        let middle = |set: &MathBox| (widest - set.width) / 2.0;
        let (ascent, descent) = (nucleus.ascent, nucleus.descent);
        let mut out = MathBox::default();
        let x = middle(&nucleus);
        out.put(nucleus, x, 0.0);
        if let Some(set) = above {
            let rise = (ascent + get(Constant::UpperLimitBaselineRiseMin))
                .max(ascent + get(Constant::UpperLimitGapMin) + set.descent);
            let x = middle(&set) + slant;
            out.put(set, x, rise);
        }
        if let Some(set) = below {
            let drop = (descent + get(Constant::LowerLimitBaselineDropMin))
                .max(descent + get(Constant::LowerLimitGapMin) + set.ascent);
            let drop = drop.min(descent + get(Constant::LowerLimitGapMin) + set.ascent.max(0.45 * self.em(style)));
            let x = middle(&set) - slant;
            out.put(set, x, -drop);
        }
        out.width = widest;
        out
    }

    /// A base with an accent, a rule or a brace over or under it (rule 12).
    fn accented(&mut self, base: &MathElement, mark: &MathElement, over: bool, style: Style) -> MathBox {
        let stretchy = mark.flag("stretchy");
        let Some(sign) = mark.text.trim().chars().next() else {
            return self.set(base, style);
        };
        let is_rule = matches!(sign, '\u{332}' | '\u{305}' | '‾' | '_') || (sign == '¯' && stretchy != Some(false));
        let mut nucleus = self.set(&dotless(base), style.cramped());
        if is_rule {
            return self.ruled(nucleus, over, style);
        }
        if is_arrow(sign) || ('\u{23b4}'..='\u{23e1}').contains(&sign) {
            let brace = self.lying(sign, nucleus.width + nucleus.italic, style);
            nucleus.width += nucleus.italic;
            let gap = 0.1 * self.em(style);
            let widest = nucleus.width.max(brace.width);
            let mut out = MathBox::default();
            let y = if over {
                nucleus.ascent + gap + brace.descent
            } else {
                -(nucleus.descent + gap + brace.ascent)
            };
            let (x, x_brace) = ((widest - nucleus.width) / 2.0, (widest - brace.width) / 2.0);
            out.put(nucleus, x, 0.0);
            out.put(brace, x_brace, y);
            out.width = widest;
            return out;
        }
        let em = self.em(style);
        let width = (nucleus.width + nucleus.italic) / em;
        let found = [combining(sign), sign].into_iter().find_map(|c| {
            let letter = if stretchy == Some(true) {
                self.face.widest(c, width)
            } else {
                self.face.letter(c)
            };
            letter.map(|letter| (c, letter))
        });
        let Some((_, letter)) = found else {
            return nucleus;
        };
        self.placed(nucleus, letter, sign, over, style)
    }

    /// An accent over a base that stands at its place, or under it.
    fn placed(&mut self, base: MathBox, letter: Letter, sign: char, over: bool, style: Style) -> MathBox {
        let em = self.em(style);
        let accent = self.glyph(letter, sign, style);
        let over_base = base.accent.unwrap_or((base.width + base.italic) / 2.0);
        let x = over_base - letter.accent * em;
        let y = if over {
            base.ascent - base.ascent.min(self.constant(Constant::AccentBaseHeight, style))
        } else {
            -(base.descent + 0.1 * em + letter.ascent * em)
        };
        let (width, italic, attach) = (base.width, base.italic, base.accent);
        let mut out = base;
        out.put(accent, x, y);
        (out.width, out.italic, out.accent) = (width, italic, attach);
        out
    }

    /// A base with a rule over or under it.
    fn ruled(&self, base: MathBox, over: bool, style: Style) -> MathBox {
        let get = |constant| self.constant(constant, style);
        let width = base.width + base.italic;
        let (ascent, descent) = (base.ascent, base.descent);
        let mut out = base;
        out.italic = 0.0;
        out.accent = None;
        let thick = get(Constant::OverbarRuleThickness);
        let rule = MathBox::rule(width, thick, self.text.ink);
        if over {
            let y = ascent + get(Constant::OverbarVerticalGap);
            out.put(rule, 0.0, y);
            out.ascent += get(Constant::OverbarExtraAscender);
        } else {
            let y = -descent - get(Constant::UnderbarVerticalGap) - thick;
            out.put(rule, 0.0, y);
            out.descent += get(Constant::UnderbarExtraDescender);
        }
        out.width = width;
        out
    }

    /// A sign along the line, at least so long.
    fn lying(&mut self, sign: char, width: f32, style: Style) -> MathBox {
        let em = self.em(style);
        let form = self.face.stretched(sign, StretchAxis::Horizontal, width / em);
        match form {
            Some(form) => self.large(form, sign, true, style),
            None => self.character(sign, sign, style),
        }
    }
}

/// A script that is there to be seen.
fn seen<'a>(element: Option<&&'a MathElement>) -> Option<&'a MathElement> {
    element.copied().filter(|e| !is_nothing(e))
}

fn is_nothing(element: &MathElement) -> bool {
    matches!(element.name.as_str(), "mrow" | "none") && element.children.is_empty()
}

fn is_arrow(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{21ff}' | '\u{27f5}'..='\u{27ff}' | '=')
}

/// The combining form of an accent: the face hangs those where they belong.
fn combining(sign: char) -> char {
    match sign {
        '`' => '\u{300}',
        '´' => '\u{301}',
        '^' | 'ˆ' => '\u{302}',
        '~' | '˜' => '\u{303}',
        '¯' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' => '\u{30a}',
        'ˇ' => '\u{30c}',
        '→' => '\u{20d7}',
        c => c,
    }
}

/// An i or j that gets an accent gives up its dot.
fn dotless(base: &MathElement) -> MathElement {
    let mut base = base.clone();
    if base.name == "mi" {
        match base.text.trim() {
            "i" => base.text = "ı".into(),
            "j" => base.text = "ȷ".into(),
            _ => {}
        }
    }
    base
}
