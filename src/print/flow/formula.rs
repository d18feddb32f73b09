//! Formulas in lines and on their own; as their source where they cannot be read.

use super::Flow;
use crate::book::{Inline, InlineKind};
use crate::diagnostic::{Diagnostic, codes};
use crate::print::math::{Formula, FormulaSetting};
use crate::print::page::{Role, Tag};
use crate::print::paginate::Row;
use crate::print::text::{Line, Piece, TaggedStyle};
use crate::span::Span;
use crate::theme::Align;

/// The least space above and below a display together, as a share of the leading.
const DISPLAY_AIR: f32 = 0.5;

impl<'a> Flow<'a> {
    /// A formula in the line; `None`, with a finding, where it cannot be read.
    pub fn formula(&mut self, tex: &str, style: TaggedStyle, span: Span) -> Option<Vec<Piece>> {
        // Its source is what a screen reader says of it.
        let tag = match style.tag {
            Tag::NONE => Tag::NONE,
            parent => self.elements.add_with_alt(parent, Role::Formula, tex),
        };
        let formula = self.read_formula(tex, false, span)?;
        formula.in_line(self.formula_setting(TaggedStyle { tag, ..style }, span))
    }

    /// A formula on its own, centred in a whole number of lines of the grid.
    pub fn display_math(&mut self, tex: &str, span: Span) {
        self.cursor.keep_next();
        let Some(formula) = self.read_formula(tex, true, span) else {
            self.formula_source(tex, span);
            return;
        };
        let style = TaggedStyle {
            style: self.scope.style,
            tag: self.elements.add_with_alt(self.scope.parent, Role::Formula, tex),
        };
        if let Some((line, width)) = formula.display(self.formula_setting(style, span)) {
            let indent = ((self.measure() - width) / 2.0).max(0.0);
            self.push_display(line, indent, span);
        }
    }

    fn push_display(&mut self, line: Line, indent: f32, span: Span) {
        let leading = self.scope.leading;
        let height = line.ascent + line.descent;
        let air = DISPLAY_AIR * leading;
        let (room, snap) = if self.scope.snap {
            let lines = ((height + air) / leading).ceil().max(1.0);
            (lines * leading, true)
        } else {
            (height + air, false)
        };
        let y = (room - height) / 2.0 + line.ascent;
        let mut row = Row::new(room, span);
        row.snap = snap;
        row.put(line, self.scope.left + indent, y);
        self.push(row);
        self.cursor.flush_next();
    }

    /// A display that cannot be read, as its source.
    fn formula_source(&mut self, tex: &str, span: Span) {
        let style = self.tagged(self.scope.style, Role::Paragraph);
        let pieces = self.pieces(&[source_of(tex, span)], style);
        self.set_off(|flow| {
            flow.nested(
                |scope| scope.align = Align::Center,
                |flow| {
                    flow.cursor.keep_next();
                    let lines = flow.set(&pieces, 0.0);
                    flow.push_lines(lines, span);
                },
            );
        });
    }

    fn formula_setting(&mut self, text: TaggedStyle, span: Span) -> FormulaSetting<'_, 'a> {
        FormulaSetting {
            measure: self.measure(),
            setter: &mut self.setter,
            text,
            span,
        }
    }

    fn read_formula(&mut self, tex: &str, on_its_own: bool, span: Span) -> Option<Formula> {
        match Formula::read(&mut self.math, tex, on_its_own) {
            Ok(formula) => Some(formula),
            Err(why) => {
                let message = format!("the formula cannot be read: {why}");
                self.findings.push(
                    Diagnostic::new(codes::PAGE_MATH, span, message)
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
