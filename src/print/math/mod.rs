//! Formulas: TeX to MathML, as in the EPUB, and that to marks.

mod composer;
mod face;
mod fraction;
mod letters;
mod math_box;
mod operator;
mod scripts;
mod table;
mod tree;

use crate::formula::{Converter, FormulaError};
use crate::print::text::{Line, Piece, Setter, TaggedStyle};
use crate::span::Span;
use composer::{Composer, Member, Style, line};
use face::MathFace;
use math_box::MathBox;
use operator::MathClass;
use tree::MathElement;

/// Formulas in the line may be broken after relations from this width on, em of the text.
const BREAKS_AT_RELATIONS: f32 = 7.0;
/// And after binary operators from this width on, em.
const BREAKS_AT_BINARIES: f32 = 14.0;
/// Space between the lines of a display that is broken, em.
const BETWEEN: f32 = 0.35;
/// Indent of the further lines of a display that is broken, em.
const TURNOVER: f32 = 2.0;
/// The least share of its size that a display too wide is set at.
const LEAST_SCALE: f32 = 0.7;

/// A formula that has been read.
pub(super) struct Formula(MathElement);

/// What a formula is set with.
pub(super) struct FormulaSetting<'s, 'f> {
    pub setter: &'s mut Setter<'f>,
    /// The text around it.
    pub text: TaggedStyle,
    /// The measure that it stands in, points.
    pub measure: f32,
    pub span: Span,
}

impl Formula {
    /// Reads TeX: a display where it stands `on_its_own`, or else a formula in a line. The error says why it cannot be
    /// read.
    pub fn read(converter: &mut Converter, tex: &str, on_its_own: bool) -> Result<Formula, FormulaError> {
        let mathml = converter.mathml(tex, on_its_own)?;
        let root = tree::parse(&mathml).ok_or(FormulaError::TooLarge)?;
        Ok(Formula(root))
    }

    /// The pieces of a formula in a line, which may be broken between them; `None` where no face has formulas.
    pub fn in_line(&self, with: FormulaSetting<'_, '_>) -> Option<Vec<Piece>> {
        let TaggedStyle { style, .. } = with.text;
        let (shaper, missing) = with.setter.shaping();
        let face = MathFace::of(shaper.faces())?;
        let mut composer = Composer::new(shaper, &face, with.text, with.span, with.measure);
        let members = composer.members(top(&self.0), Style::TEXT);
        let groups = groups(members, style.size);
        let count = groups.len();
        let mut out = Vec::with_capacity(count * 2);
        for (at, (set, breaks)) in groups.into_iter().enumerate() {
            let (width, ascent, descent) = (set.width + set.italic, set.ascent, set.descent);
            let items = composer.finished(set);
            out.push(Piece::Box {
                items: items.into_iter().map(|i| i.moved(0.0, style.rise)).collect(),
                width,
                ascent: ascent + style.rise,
                descent: descent - style.rise,
                span: with.span,
            });
            if at + 1 < count {
                // Both sides of an operator give way alike, and the line may end after it.
                let space = if breaks { " " } else { "\u{a0}" };
                out.push(Piece::plain(space, with.text, with.span));
            }
        }
        missing.extend(composer.missing.iter().map(|&c| (c, with.span)));
        Some(out)
    }

    /// The line of a display, smaller where the measure is too narrow, and its width; `None` where no face has formulas.
    pub fn display(&self, with: FormulaSetting<'_, '_>) -> Option<(Line, f32)> {
        let measure = with.measure;
        let (shaper, missing) = with.setter.shaping();
        let face = MathFace::of(shaper.faces())?;
        let mut composer = Composer::new(shaper, &face, with.text, with.span, measure);
        let mut set = displayed(&mut composer, &self.0, measure);
        if set.width > measure {
            composer.shrink((measure / set.width).max(LEAST_SCALE));
            set = displayed(&mut composer, &self.0, measure);
        }
        let (width, ascent, descent) = (set.width, set.ascent, set.descent);
        let items = composer.finished(set);
        missing.extend(composer.missing.iter().map(|&c| (c, with.span)));
        let line = Line {
            items,
            links: Vec::new(),
            anchors: Vec::new(),
            notes: Vec::new(),
            ascent,
            descent,
            ratio: 0.0,
            overfull: (width - measure).max(0.0),
            hyphenated: false,
            span: with.span,
        };
        Some((line, width))
    }
}

/// What stands at the top of a formula, rows that only group left out.
fn top(root: &MathElement) -> &[MathElement] {
    let mut children = &root.children[..];
    while let [only] = children
        && only.name == "mrow"
        && only.get("displaystyle").is_none()
    {
        children = &only.children;
    }
    children
}

/// Members to boxes, and whether a line may end after each of them.
fn groups(members: Vec<Member>, size: f32) -> Vec<(MathBox, bool)> {
    let width = line(&members).width / size.max(0.1);
    let may = |class: MathClass| match class {
        MathClass::Relation => width > BREAKS_AT_RELATIONS,
        MathClass::Binary => width > BREAKS_AT_BINARIES,
        MathClass::Other => false,
    };
    let count = members.len();
    let mut out: Vec<(MathBox, bool)> = Vec::new();
    let mut group: Vec<Member> = Vec::new();
    for (at, mut member) in members.into_iter().enumerate() {
        let inside = at > 0 && at + 1 < count && member.after > 0.0;
        if !(inside && may(member.class)) {
            group.push(member);
            continue;
        }
        if !group.is_empty() {
            out.push((line(&std::mem::take(&mut group)), false));
        }
        (member.before, member.after) = (0.0, 0.0);
        out.push((line(&[member]), true));
    }
    if !group.is_empty() {
        out.push((line(&group), false));
    }
    out
}

/// A display, over more than one line where it must.
fn displayed(composer: &mut Composer<'_, '_>, root: &MathElement, measure: f32) -> MathBox {
    let members = composer.members(top(root), Style::DISPLAY);
    let whole = line(&members);
    if whole.width <= measure {
        return whole;
    }
    let em = composer.em(Style::DISPLAY);
    let lines = broken(members, measure, TURNOVER * em);
    if lines.len() < 2 {
        return whole;
    }
    let mut out = MathBox::default();
    let mut baseline = 0.0;
    for (at, set) in lines.into_iter().enumerate() {
        let x = if at == 0 { 0.0 } else { TURNOVER * em };
        if at > 0 {
            baseline = -(out.descent + BETWEEN * em + set.ascent);
        }
        out.width = out.width.max(x + set.width);
        out.put(set, x, baseline);
    }
    out
}

/// Members over lines, broken before relations or, where one is far, before a binary operator.
fn broken(members: Vec<Member>, measure: f32, turnover: f32) -> Vec<MathBox> {
    let mut out = Vec::new();
    let mut current: Vec<Member> = Vec::new();
    for member in members {
        current.push(member);
        let room = measure - if out.is_empty() { 0.0 } else { turnover };
        if line(&current).width <= room {
            continue;
        }
        let at = |class: MathClass| current.iter().rposition(|m| m.class == class).filter(|&at| at > 0);
        let far = |at: &usize| line(&current[..*at]).width > room * 0.4;
        let found = at(MathClass::Relation)
            .filter(far)
            .or(at(MathClass::Binary))
            .or(at(MathClass::Relation));
        if let Some(at) = found {
            let rest = current.split_off(at);
            out.push(line(&current));
            current = rest;
        }
    }
    out.push(line(&current));
    out
}
