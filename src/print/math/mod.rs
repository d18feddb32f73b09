//! Math: TeX to MathML, as in the EPUB, and that to marks; as its source where it cannot be read.

mod composer;
mod face;
mod fraction;
mod letters;
mod operator;
mod scripts;
mod set;
mod table;
mod tree;

use crate::book::{Inline, InlineKind};
use crate::diagnostic::{Diagnostic, codes};
use crate::print::flow::Flow;
use crate::print::page;
use crate::print::paginate::{Mark, Row};
use crate::print::text::{Line, Piece, TaggedStyle};
use crate::span::Span;
use crate::theme::Align;
use composer::{Composer, Member, Style, line};
use face::MathFace;
use operator::Role;
use set::Set;
use tree::Element;

/// Formulas in the line may be broken after relations from this width on, em of the text.
const BREAKS_AT_RELATIONS: f32 = 7.0;
/// And after binary operators from this width on, em.
const BREAKS_AT_BINARIES: f32 = 14.0;
/// The least space above and below a display together, as a share of the leading.
const DISPLAY_AIR: f32 = 0.5;
/// Space between the lines of a display that is broken, em.
const BETWEEN: f32 = 0.35;
/// Indent of the further lines of a display that is broken, em.
const TURNOVER: f32 = 2.0;
/// The least share of its size that a display too wide is set at.
const LEAST_SCALE: f32 = 0.7;

impl Flow<'_> {
    /// A formula in the line; `None`, with a finding, where it cannot be read.
    pub(super) fn formula(&mut self, tex: &str, tagged: TaggedStyle, span: Span) -> Option<Vec<Piece>> {
        let root = self.formula_tree(tex, false, span)?;
        let measure = self.measure();
        let (shaper, missing) = self.setter.shaping();
        let face = MathFace::of(shaper.faces())?;
        let mut composer = Composer::new(shaper, &face, tagged, span, measure);
        let style = tagged.style;
        let members = composer.members(top(&root), Style::TEXT);
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
                span,
            });
            if at + 1 < count {
                // Both sides of an operator give way alike, and the line may end after it.
                let space = if breaks { " " } else { "\u{a0}" };
                out.push(Piece::plain(space, tagged, span));
            }
        }
        missing.extend(composer.missing.iter().map(|&c| (c, span)));
        Some(out)
    }

    /// A formula on its own, centred in a whole number of lines of the grid.
    pub(super) fn display_math(&mut self, tex: &str, span: Span) {
        self.keep_next();
        let Some(root) = self.formula_tree(tex, true, span) else {
            self.display_source(tex, span);
            return;
        };
        let measure = self.measure();
        let style = TaggedStyle {
            style: self.scope.style,
            tag: self.element_with_alt(self.parent, page::Role::Formula, tex),
        };
        let (shaper, missing) = self.setter.shaping();
        let Some(face) = MathFace::of(shaper.faces()) else {
            return;
        };
        let mut composer = Composer::new(shaper, &face, style, span, measure);
        let mut set = displayed(&mut composer, &root, measure);
        if set.width > measure {
            composer.shrink((measure / set.width).max(LEAST_SCALE));
            set = displayed(&mut composer, &root, measure);
        }
        let (width, ascent, descent) = (set.width, set.ascent, set.descent);
        let items = composer.finished(set);
        missing.extend(composer.missing.iter().map(|&c| (c, span)));
        let overfull = (width - measure).max(0.0);
        let shown = Line {
            items,
            links: Vec::new(),
            anchors: Vec::new(),
            notes: Vec::new(),
            ascent,
            descent,
            ratio: 0.0,
            overfull,
            hyphenated: false,
            span,
        };
        self.push_display(shown, ((measure - width) / 2.0).max(0.0), span);
    }

    fn push_display(&mut self, shown: Line, indent: f32, span: Span) {
        let leading = self.scope.leading;
        let height = shown.ascent + shown.descent;
        let air = DISPLAY_AIR * leading;
        let (room, snap) = if self.scope.snap {
            let lines = ((height + air) / leading).ceil().max(1.0);
            (lines * leading, true)
        } else {
            (height + air, false)
        };
        let y = (room - height) / 2.0 + shown.ascent;
        let mut row = Row::new(room, span);
        row.snap = snap;
        row.marks.push(Mark::Line {
            line: shown,
            x: self.scope.left + indent,
            y,
        });
        self.push(row);
        self.flush_next();
    }

    /// A display that cannot be read, as its source.
    fn display_source(&mut self, tex: &str, span: Span) {
        let style = self.tagged(self.scope.style, page::Role::Paragraph);
        let pieces = self.pieces(&[source_of(tex, span)], style);
        self.set_off(|flow| {
            flow.nested(
                |scope| scope.align = Align::Center,
                |flow| {
                    flow.keep_next();
                    let lines = flow.set(&pieces, 0.0);
                    flow.push_lines(lines, span);
                },
            );
        });
    }

    fn formula_tree(&mut self, tex: &str, on_its_own: bool, span: Span) -> Option<Element> {
        let mathml = self.math.mathml(tex, on_its_own);
        let tree = mathml.and_then(|mathml| tree::parse(&mathml).ok_or_else(|| "it is nested too deep".to_owned()));
        match tree {
            Ok(root) => Some(root),
            Err(why) => {
                self.findings.push(
                    Diagnostic::new(codes::PAGE_MATH, span, format!("the formula cannot be read: {why}"))
                        .with_help("mend the TeX; until then the page shows its source"),
                );
                None
            }
        }
    }
}

/// What stands for a formula that cannot be read.
pub(super) fn source_of(tex: &str, span: Span) -> Inline {
    Inline {
        kind: InlineKind::Code(tex.to_owned()),
        span,
    }
}

/// What stands at the top of a formula, rows that only group left out.
fn top(root: &Element) -> &[Element] {
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
fn groups(members: Vec<Member>, size: f32) -> Vec<(Set, bool)> {
    let width = line(&members).width / size.max(0.1);
    let may = |role: Role| match role {
        Role::Relation => width > BREAKS_AT_RELATIONS,
        Role::Binary => width > BREAKS_AT_BINARIES,
        Role::Other => false,
    };
    let count = members.len();
    let mut out: Vec<(Set, bool)> = Vec::new();
    let mut group: Vec<Member> = Vec::new();
    for (at, mut member) in members.into_iter().enumerate() {
        let inside = at > 0 && at + 1 < count && member.after > 0.0;
        if !(inside && may(member.role)) {
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
fn displayed(composer: &mut Composer<'_, '_>, root: &Element, measure: f32) -> Set {
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
    let mut out = Set::default();
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
fn broken(members: Vec<Member>, measure: f32, turnover: f32) -> Vec<Set> {
    let mut out = Vec::new();
    let mut current: Vec<Member> = Vec::new();
    for member in members {
        current.push(member);
        let room = measure - if out.is_empty() { 0.0 } else { turnover };
        if line(&current).width <= room {
            continue;
        }
        let at = |role: Role| current.iter().rposition(|m| m.role == role).filter(|&at| at > 0);
        let far = |at: &usize| line(&current[..*at]).width > room * 0.4;
        let found = at(Role::Relation)
            .filter(far)
            .or(at(Role::Binary))
            .or(at(Role::Relation));
        if let Some(at) = found {
            let rest = current.split_off(at);
            out.push(line(&current));
            current = rest;
        }
    }
    out.push(line(&current));
    out
}
