//! Sets a formula's tree, after appendix G of The TeXbook with the constants of the face's MATH table.

use super::face::{Constant, MathFace, heights};
use super::math_box::{MathBox, joined};
use super::operator::{Form, MathClass, Operator, core};
use super::tree::{MathElement, length};
use crate::print::page::Tag;
use crate::print::text::{LineItem, Shaper, TaggedStyle};
use crate::span::Span;
use crate::theme::TextStyle;
use read_fonts::tables::math::StretchAxis;

/// How large and how airy a part is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    /// Whether it has the room of a display.
    pub display: bool,
    /// 0 for text, 1 for scripts, 2 for scripts of scripts.
    pub level: u8,
    /// Whether superscripts are kept low.
    pub cramped: bool,
}

impl Style {
    pub const DISPLAY: Style = Style {
        display: true,
        level: 0,
        cramped: false,
    };
    pub const TEXT: Style = Style {
        display: false,
        ..Style::DISPLAY
    };

    /// The style of a script.
    pub fn script(self) -> Style {
        Style {
            display: false,
            level: (self.level + 1).min(2),
            ..self
        }
    }

    /// The style of what stands under something.
    pub fn cramped(self) -> Style {
        Style { cramped: true, ..self }
    }
}

/// A child of a row, set, with the space around it.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub set: MathBox,
    /// Space before it, points.
    pub before: f32,
    /// Space after it, points.
    pub after: f32,
    pub class: MathClass,
}

/// The smallest scripts, as shares of the size: the face's own are large beside small text.
const SCRIPT: [f32; 3] = [1.0, 0.74, 0.58];

/// Sets formulas of one look.
pub(super) struct Composer<'s, 'f> {
    pub shaper: &'s mut Shaper<'f>,
    pub face: &'s MathFace<'f>,
    /// The text around.
    pub text: TextStyle,
    /// What its glyphs are part of.
    pub tag: Tag,
    /// Where the formula comes from.
    pub span: Span,
    /// The measure that tags stand at the end of, points.
    pub measure: f32,
    /// Characters that no face has.
    pub missing: Vec<char>,
    /// Size of the math face.
    size: f32,
}

impl<'s, 'f> Composer<'s, 'f> {
    /// A composer for formulas in a text: the math face is as large as makes its letters like those around.
    pub fn new(
        shaper: &'s mut Shaper<'f>,
        face: &'s MathFace<'f>,
        text: TaggedStyle,
        span: Span,
        measure: f32,
    ) -> Self {
        let TaggedStyle { style: text, tag } = text;
        let around = shaper.faces().get(shaper.faces().of(&text));
        let (x, capital) = around.map_or(face.heights(), heights);
        let own = face.heights();
        let likeness = ((x / own.0) * (capital / own.1)).sqrt().clamp(0.8, 1.25);
        Composer {
            shaper,
            face,
            text,
            tag,
            span,
            measure,
            missing: Vec::new(),
            size: text.size * likeness,
        }
    }

    /// Scales everything.
    pub fn shrink(&mut self, by: f32) {
        self.text.size *= by;
        self.size *= by;
    }

    /// The share of the size that a style has.
    pub fn scale(&self, style: Style) -> f32 {
        let own = match style.level {
            0 => 1.0,
            1 => self.face.constant(Constant::ScriptPercentScaleDown),
            _ => self.face.constant(Constant::ScriptScriptPercentScaleDown),
        };
        own.min(SCRIPT[usize::from(style.level.min(2))])
    }

    /// The size of the math face in a style, points.
    pub fn em(&self, style: Style) -> f32 {
        self.size * self.scale(style)
    }

    /// A constant in a style, points.
    pub fn constant(&self, constant: Constant, style: Style) -> f32 {
        self.face.constant(constant) * self.em(style)
    }

    /// Height of the axis in a style, points.
    pub fn axis(&self, style: Style) -> f32 {
        self.face.axis() * self.em(style)
    }

    /// Thickness of a fraction's rule, points: that of a minus sign, for both may stand on one line.
    pub fn rule(&self, style: Style) -> f32 {
        let own = self.face.constant(Constant::FractionRuleThickness);
        let minus = self.face.letter('−').map(|m| m.ascent + m.descent);
        minus.map_or(own, |m| own.min(m)) * self.em(style)
    }

    /// Sets an element.
    pub fn set(&mut self, element: &MathElement, style: Style) -> MathBox {
        let style = restyled(element, style);
        match element.name.as_str() {
            "mi" => self.identifier(element, style),
            "mn" => self.letters(element.text.trim(), style),
            "mo" => self.operator(element, &Operator::new(element, Form::Infix), None, style),
            "mtext" => self.text(element, style),
            "mspace" => self.space(element, style),
            "mfrac" => self.fraction(element, style),
            "msqrt" => self.root(&element.children, None, style),
            "mroot" => self.root(std::slice::from_ref(element.child(0)), element.children.get(1), style),
            "msub" | "msup" | "msubsup" => self.scripts(element, style),
            "munder" | "mover" | "munderover" => self.limits(element, style),
            "mmultiscripts" => self.multiscripts(element, style),
            "mtable" => self.table(element, style),
            "menclose" => self.enclosed(element, style),
            "mphantom" => {
                let mut set = self.row(&element.children, style);
                set.items.clear();
                set
            }
            "mpadded" => self.padded(element, style),
            _ => self.row(&element.children, style),
        }
    }

    /// Elements side by side.
    pub fn row(&mut self, children: &[MathElement], style: Style) -> MathBox {
        let members = self.members(children, style);
        line(&members)
    }

    /// The members of a row, those that stretch as high as the others ask for.
    pub fn members(&mut self, children: &[MathElement], style: Style) -> Vec<Member> {
        let last = children.len().saturating_sub(1);
        let mut members: Vec<Member> = Vec::with_capacity(children.len());
        let mut waiting: Vec<(usize, Operator)> = Vec::new();
        for (at, child) in children.iter().enumerate() {
            let form = match at {
                0 if last > 0 => Form::Prefix,
                at if at == last && last > 0 => Form::Postfix,
                _ => Form::Infix,
            };
            let operator = core(child).map(|mo| Operator::new(mo, form));
            let em = self.em(restyled(child, style));
            let (before, after, class) = match &operator {
                Some(o) => (o.before * em, o.after * em, o.class),
                None => (0.0, 0.0, MathClass::Other),
            };
            let set = match operator {
                Some(o) if child.name == "mo" && o.stretchy && o.size.is_none() => {
                    waiting.push((at, o));
                    MathBox::default()
                }
                Some(o) if child.name == "mo" => self.operator(child, &o, None, style),
                _ => self.set(child, style),
            };
            members.push(Member {
                set,
                before,
                after,
                class,
            });
        }
        let reach = members.iter().fold((0.0_f32, 0.0_f32), |reach, m| {
            (reach.0.max(m.set.ascent), reach.1.max(m.set.descent))
        });
        for (at, operator) in waiting {
            members[at].set = self.operator(&children[at], &operator, Some(reach), style);
        }
        straighten(&mut members, children);
        members
    }

    /// An operator, as high as what it stands beside where it stretches.
    fn operator(
        &mut self,
        element: &MathElement,
        operator: &Operator,
        reach: Option<(f32, f32)>,
        style: Style,
    ) -> MathBox {
        let Some(c) = operator.character else {
            let upright = self.upright(style);
            return self.words(element.text.trim(), upright, style);
        };
        if operator.is_invisible() {
            return MathBox::default();
        }
        let em = self.em(style);
        let axis = self.axis(style);
        let least = match (operator.size, reach) {
            (Some(size), _) => size,
            (None, Some((ascent, descent))) => {
                // As TeX does: a delimiter may be a tenth, or half an em, short of what it encloses.
                let whole = 2.0 * (ascent - axis).max(descent + axis);
                (whole * 0.901).max(whole - em * 0.5) / em
            }
            (None, None) if operator.large && style.display => self.face.constant(Constant::DisplayOperatorMinHeight),
            _ => 0.0,
        };
        let grows = operator.large || operator.stretchy || operator.size.is_some();
        if !grows {
            return self.character(c, c, style);
        }
        let Some(form) = self.face.stretched(c, StretchAxis::Vertical, least) else {
            return self.character(c, c, style);
        };
        let set = self.large(form, c, false, style);
        let natural = least == 0.0 || (reach.is_some() && least * em <= set.height() && set.height() <= em * 1.02);
        // What grew is centred on the axis; an ordinary parenthesis stands as it was drawn.
        if natural && !operator.large {
            set
        } else {
            let middle = (set.ascent - set.descent) / 2.0;
            set.raised(axis - middle)
        }
    }

    fn space(&mut self, element: &MathElement, style: Style) -> MathBox {
        let width = element.length("width").or_else(|| length(element.css("margin-left")?));
        MathBox::space(width.unwrap_or(0.0) * self.em(style))
    }

    fn padded(&mut self, element: &MathElement, style: Style) -> MathBox {
        let mut set = self.row(&element.children, style);
        let em = self.em(style);
        if element.get("width") == Some("0") {
            set.width = 0.0;
        }
        if element.get("height") == Some("0") {
            set.ascent = 0.0;
        }
        let padding = |side: &str| element.css(side).and_then(length).unwrap_or(0.0) * em;
        let mut out = MathBox::space(padding("padding-left"));
        out.append(set);
        out.width += padding("padding-right");
        out
    }

    /// The marks of a set, fit for a line: runs that go on are one run.
    pub fn finished(&self, set: MathBox) -> Vec<LineItem> {
        let faces = self.shaper.faces();
        joined(set.items, |run| {
            let face = faces.get(run.face)?;
            let id = face.font.charmap().map_unicode(' ')?;
            let advance = face.font.glyph_metrics().h_advance(id) / face.units_per_em * run.size;
            Some((u16::try_from(id.to_u32()).ok()?, advance))
        })
    }
}

/// Members side by side.
pub(super) fn line(members: &[Member]) -> MathBox {
    let mut out = MathBox::default();
    for member in members {
        out.width += member.before;
        out.append(member.set.clone());
        out.width += member.after;
    }
    if let [only] = members {
        out.accent = only.set.accent;
    }
    out
}

/// A slanted letter gets room before what stands upright.
fn straighten(members: &mut [Member], children: &[MathElement]) {
    for at in 0..members.len() {
        let slanted = members[at].set.italic > 0.0 && core(&children[at]).is_none();
        let upright = members
            .get(at + 1)
            .is_some_and(|next| next.before == 0.0 && next.set.italic == 0.0 && !next.set.is_blank());
        if slanted && upright {
            members[at].after += members[at].set.italic;
        }
    }
}

/// The style that an element asks for.
pub(super) fn restyled(element: &MathElement, style: Style) -> Style {
    let level = element.get("scriptlevel").and_then(|l| l.parse::<u8>().ok());
    Style {
        display: element.flag("displaystyle").unwrap_or(style.display),
        level: level.map_or(style.level, |l| l.min(2)),
        ..style
    }
}
