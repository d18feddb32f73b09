//! Lists and definitions.

use super::{Flow, leads_in};
use crate::book::{Block, BlockKind, Definition, List, ListItem};
use crate::print::page::Role;
use crate::print::paginate::{Break, Mark, Row, baseline_in};
use crate::print::text::{Piece, Setting, TaggedStyle};
use crate::span::Span;
use crate::theme::{Align, Figures, TextStyle};

/// The mark before an item.
enum Marker {
    Text(String),
    /// A box to tick.
    Box(bool),
}

/// Where the marker of an item goes.
struct MarkerPlace {
    /// The item's first row.
    row: usize,
    /// Left edge of the markers.
    left: f32,
    /// Distance of the text from it.
    hang: f32,
    span: Span,
}

impl Flow<'_> {
    /// A list; `depth` counts the lists around it.
    pub fn list(&mut self, list: &List, depth: usize) {
        let start = list.start;
        let last_number = start.map_or(0, |s| s + list.items.len() as u64);
        let digits = last_number.max(1).ilog10() as f32 + 1.0;
        let hang = match start {
            Some(_) => self.scope.style.size * (0.62 + 0.55 * digits) + 3.0,
            None => self.scope.style.size * 1.2,
        };
        let role = match start {
            Some(_) => Role::NumberedList,
            None => Role::List,
        };
        self.part_of(role, |flow| match depth {
            0 => flow.set_off(|flow| flow.items(list, hang, depth)),
            _ => flow.items(list, hang, depth),
        });
    }

    fn items(&mut self, list: &List, hang: f32, depth: usize) {
        let count = list.items.len();
        // Numbers and marks set items of one paragraph apart; longer ones need a line between them.
        let apart = !list.tight && list.items.iter().any(|item| item.blocks.len() > 1);
        for (at, item) in list.items.iter().enumerate() {
            let marker = match (item.task, list.start) {
                (Some(done), _) => Marker::Box(done),
                (None, Some(start)) => Marker::Text(format!("{}.", start.saturating_add(at as u64))),
                (None, None) => Marker::Text(self.context.theme.bullets[depth % 2].into()),
            };
            let first = self.rows.rows.len();
            self.item(item, &marker, hang, depth);
            let alone = at == 1 || (at > 0 && at + 1 == count);
            if let Some(row) = self.rows.rows.get_mut(first)
                && alone
                && row.breaking == Break::Cost(0.0)
            {
                row.breaking = Break::Cost(15.0);
            }
            if apart {
                self.cursor.space(self.context.theme.leading);
            }
        }
    }

    fn item(&mut self, item: &ListItem, marker: &Marker, hang: f32, depth: usize) {
        let first = self.rows.rows.len();
        let entry = self.element(Role::ListItem);
        let style = TaggedStyle {
            style: self.scope.style,
            tag: self.elements.add(entry, Role::Label),
        };
        let left = self.scope.left;
        let body = self.elements.add(entry, Role::ItemBody);
        self.nested(
            |scope| {
                scope.parent = body;
                scope.left += hang;
                scope.indent = 0.0;
                if scope.align != Align::Justify {
                    scope.align = Align::Left;
                }
            },
            |flow| {
                flow.cursor.flush_next();
                for (at, block) in item.blocks.iter().enumerate() {
                    match &block.kind {
                        BlockKind::List(list) => {
                            if let Some(id) = &block.attributes.id {
                                flow.cursor.anchor(id);
                            }
                            flow.list(list, depth + 1);
                        }
                        _ => flow.block(block),
                    }
                    flow.cursor.flush_next();
                    if leads_in(block, item.blocks.get(at + 1)) {
                        flow.cursor.keep_next();
                    }
                }
                if flow.rows.rows.len() == first {
                    let leading = flow.scope.leading;
                    let row = Row {
                        snap: flow.scope.snap,
                        ..Row::new(leading, item.span)
                    };
                    flow.push(row);
                }
            },
        );
        let place = MarkerPlace {
            row: first,
            left,
            hang,
            span: item.span,
        };
        self.mark_item(marker, style, &place);
    }

    /// Puts the marker into the item's first row, flush right against the text.
    fn mark_item(&mut self, marker: &Marker, label: TaggedStyle, place: &MarkerPlace) {
        let &MarkerPlace { row, left, hang, span } = place;
        let style = label.style;
        let y = baseline_in(self.scope.leading, style.size);
        let gap = style.size * 0.45;
        let mark = match marker {
            Marker::Box(done) => {
                let side = style.size * 0.68;
                let x = left + hang - gap - side - 1.0;
                if let Some(row) = self.rows.rows.get_mut(row) {
                    tick_box(row, (x, y - side), side, *done);
                }
                return;
            }
            Marker::Text(text) => {
                let style = TextStyle {
                    figures: Figures::Lining,
                    italic: false,
                    bold: false,
                    ..style
                };
                let setting = Setting::plain((hang - gap).max(1.0), Align::Right, self.context.language);
                self.setter
                    .set(&[Piece::plain(text.clone(), label.with_style(style), span)], &setting)
            }
        };
        if let (Some(line), Some(row)) = (mark.into_iter().next(), self.rows.rows.get_mut(row)) {
            let y = first_baseline(row).unwrap_or(y);
            row.marks.insert(0, Mark::Line { line, x: left, y });
        }
    }

    /// Terms in bold, run in with their definitions; all hang.
    pub fn definitions(&mut self, definitions: &[Definition]) {
        let hang = self.context.theme.indent;
        self.part_of(Role::Terms, |flow| {
            flow.set_off(|flow| {
                for definition in definitions {
                    flow.definition(definition, hang);
                }
            });
        });
    }

    fn definition(&mut self, definition: &Definition, hang: f32) {
        let entry = self.element(Role::ListItem);
        let bold = TextStyle {
            bold: true,
            ..self.scope.style
        };
        let style = TaggedStyle {
            style: bold,
            tag: self.elements.add(entry, Role::Label),
        };
        let body = self.elements.add(entry, Role::ItemBody);
        self.inside(body, |flow| flow.definition_body(definition, style, hang));
    }

    /// The terms of a definition and what they mean.
    fn definition_body(&mut self, definition: &Definition, style: TaggedStyle, hang: f32) {
        let mut pieces = Vec::new();
        for (at, term) in definition.terms.iter().enumerate() {
            if at > 0 {
                pieces.push(Piece::plain(", ", style, definition.span));
            }
            pieces.extend(self.pieces(term, style));
        }
        pieces.push(Piece::plain("\u{2002}", style, definition.span));
        let mut blocks: Vec<&Block> = definition.details.iter().flatten().collect();
        let mut span = definition.span;
        if let Some(Block {
            kind: BlockKind::Paragraph(content),
            span: at,
            attributes,
        }) = blocks.first()
        {
            span = *at;
            if let Some(id) = &attributes.id {
                self.cursor.anchor(id);
            }
            let style = self.tagged(self.scope.style, Role::Paragraph);
            pieces.extend(self.pieces(content, style));
            blocks.remove(0);
        }
        self.nested(
            |scope| scope.hang = hang,
            |flow| flow.paragraph_of(&pieces, -hang, span),
        );
        self.nested(
            |scope| {
                scope.left += hang;
                scope.indent = 0.0;
            },
            |flow| {
                for block in blocks {
                    flow.cursor.flush_next();
                    flow.block(block);
                }
            },
        );
    }
}

/// A square with its upper left corner at a place of a row, filled where it is ticked.
fn tick_box(row: &mut Row, (x, y): (f32, f32), side: f32, done: bool) {
    row.marks.push(Mark::Stroke {
        x,
        y,
        width: side,
        height: side,
        line: 0.6,
    });
    if done {
        let inset = side * 0.25;
        row.marks.push(Mark::Fill {
            x: x + inset,
            y: y + inset,
            width: side - 2.0 * inset,
            height: side - 2.0 * inset,
            ink: 1.0,
        });
    }
}

fn first_baseline(row: &Row) -> Option<f32> {
    row.marks.iter().find_map(|mark| match mark {
        Mark::Line { y, .. } => Some(*y),
        _ => None,
    })
}
