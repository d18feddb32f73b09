//! Tables: column widths from what stands in them, a head that is repeated, rows that stay whole.

use super::Flow;
use super::elements::untag;
use crate::book::{Alignment, Attributes, Block, BlockKind, Cell, Table};
use crate::diagnostic::{Diagnostic, codes};
use crate::print::page::{Role, Tag};
use crate::print::paginate::{Break, Mark, Row, baseline_in};
use crate::print::text::{Line, TaggedStyle};
use crate::span::Span;
use crate::theme::{Align, TextStyle};

/// How a table stands across the measure.
struct Columns {
    /// Left edges and widths.
    spans: Vec<(f32, f32)>,
    left: f32,
    width: f32,
    /// Whether it is to be written in: ruled in both directions.
    log: bool,
}

impl Flow<'_> {
    pub fn table(&mut self, table: &Table, attributes: &Attributes, span: Span) {
        // Notes in its cells stand after it: it is not what they are part of.
        let element = self.element(Role::Table);
        let columns = self.columns(table, attributes.has("log"), span);
        let half = self.context.theme.leading / 2.0;
        let look = &self.context.theme.tables;
        self.cursor.space(half);
        if !table.caption.is_empty() {
            self.table_caption(table, element, span);
        }
        let mut head = (!table.head.iter().all(|c| c.content.is_empty())).then(|| {
            let part = self.elements.add(element, Role::TableHead);
            self.table_row(&table.head, table, &columns, (part, Role::HeadCell))
        });
        if let Some(row) = &mut head {
            rule(row, &columns, 0.0, look.outer_rule, 1.0);
            rule(row, &columns, row.height - look.head_rule, look.head_rule, 1.0);
        }
        let repeated = head.clone().map(|mut row| {
            row.notes.clear();
            row.anchors.clear();
            untag(&mut row);
            self.rows.heads.push(vec![row]);
            self.rows.heads.len() - 1
        });
        let bare = head.is_none();
        if let Some(row) = head {
            self.push(row);
            self.cursor.keep_next();
        }
        let count = table.rows.len();
        let body = self.elements.add(element, Role::TableBody);
        for (at, cells) in table.rows.iter().enumerate() {
            let mut row = self.table_row(cells, table, &columns, (body, Role::Cell));
            if at == 0 && bare {
                rule(&mut row, &columns, 0.0, look.outer_rule, 1.0);
            }
            let last = at + 1 == count;
            let (thick, ink) = match last {
                true => (look.outer_rule, 1.0),
                false => (look.inner_rule, look.inner_ink),
            };
            let foot = row.height;
            rule(&mut row, &columns, foot, thick, ink);
            row.head = if at == 0 { None } else { repeated };
            row.breaking = if at == 1 || (at > 1 && last) {
                Break::Never
            } else {
                Break::Cost(12.0)
            };
            self.push(row);
        }
        self.cursor.space(half);
        self.cursor.flush_next();
    }

    fn table_caption(&mut self, table: &Table, element: Tag, span: Span) {
        let style = TaggedStyle {
            style: self.context.theme.caption(),
            tag: self.elements.add(element, Role::Caption),
        };
        let label = table
            .number
            .map(|n| format!("{}\u{a0}{n}", self.context.words.labels.table));
        let span = table.caption.first().map_or(span, |first| first.span);
        let block = Block {
            kind: BlockKind::Paragraph(table.caption.clone()),
            attributes: Attributes::default(),
            span,
        };
        let mut row = Row {
            snap: false,
            ..Row::new(0.0, span)
        };
        self.caption_lines(&mut row, label, &block, style);
        row.height += 4.0;
        self.push(row);
        self.cursor.keep_next();
    }

    /// Widths: the author's, or what the cells need, shared so that long columns give way.
    fn columns(&mut self, table: &Table, log: bool, span: Span) -> Columns {
        let measure = self.measure();
        let count = table.alignments.len().max(table.head.len()).max(1);
        let widths = match &table.widths {
            Some(percents) if percents.len() == count => percents.iter().map(|p| measure * p / 100.0).collect(),
            _ => self.natural_columns(table, count, measure, log, span),
        };
        let width = widths.iter().sum::<f32>();
        let left = self.scope.left + ((measure - width) / 2.0).max(0.0);
        let mut x = left;
        let spans = widths
            .iter()
            .map(|&w| {
                let at = x;
                x += w;
                (at, w)
            })
            .collect();
        Columns {
            spans,
            left,
            width,
            log,
        }
    }

    fn natural_columns(&mut self, table: &Table, count: usize, measure: f32, log: bool, span: Span) -> Vec<f32> {
        let style = self.context.theme.cell();
        let mut least = vec![12.0_f32; count];
        let mut most = vec![12.0_f32; count];
        let rows = std::iter::once((&table.head, true)).chain(table.rows.iter().map(|r| (r, false)));
        for (cells, head) in rows {
            for (at, cell) in cells.iter().enumerate().take(count) {
                let pieces = self.pieces(&cell.content, TextStyle { bold: head, ..style });
                let (min, max) = self.setter.natural_width(&pieces);
                least[at] = least[at].max(min + 2.0 * self.context.theme.tables.side + 0.5);
                most[at] = most[at].max(max + 2.0 * self.context.theme.tables.side + 0.5);
            }
        }
        let (low, high) = (least.iter().sum::<f32>(), most.iter().sum::<f32>());
        if high <= measure {
            let spare = if log || high > measure * 0.8 {
                (measure - high) / count as f32
            } else {
                0.0
            };
            return most.iter().map(|w| w + spare).collect();
        }
        if low >= measure {
            self.findings.push(
                Diagnostic::new(
                    codes::PAGE_TABLE_WIDE,
                    span,
                    "the table's longest words do not fit side by side",
                )
                .with_help("give it fewer columns, shorter words, or `widths` in its caption"),
            );
            return least.iter().map(|w| w * measure / low).collect();
        }
        let share = (measure - low) / (high - low);
        least.iter().zip(&most).map(|(l, m)| l + (m - l) * share).collect()
    }

    fn table_row(&mut self, cells: &[Cell], table: &Table, columns: &Columns, (part, role): (Tag, Role)) -> Row {
        let leading = self.context.theme.small.1;
        let head = role == Role::HeadCell;
        let element = self.elements.add(part, Role::TableRow);
        let span = cells.first().map_or(Span::GENERATED, |c| c.span);
        let mut row = Row {
            snap: false,
            ..Row::new(0.0, span)
        };
        let mut text = 0.0_f32;
        for (at, cell) in cells.iter().enumerate() {
            let Some(&(x, width)) = columns.spans.get(at) else {
                continue;
            };
            let align = match table.alignments.get(at) {
                Some(Alignment::Center) => Align::Center,
                Some(Alignment::Right) => Align::Right,
                _ => Align::Left,
            };
            let style = TextStyle {
                bold: head,
                ..self.context.theme.cell()
            };
            let tag = self.elements.add(element, role);
            let lines = self.cell_lines(
                cell,
                TaggedStyle { style, tag },
                width - 2.0 * self.context.theme.tables.side,
                align,
            );
            let mut y = self.context.theme.tables.above;
            for line in lines {
                let baseline = baseline_in(leading, style.size) + y;
                row.put(line, x + self.context.theme.tables.side, baseline);
                y += leading;
            }
            text = text.max(y);
        }
        row.height = (text + self.context.theme.tables.above).max(leading + 2.0 * self.context.theme.tables.above);
        if columns.log && !head {
            row.height = row.height.max(self.context.theme.tables.log_row);
        }
        if columns.log {
            self.verticals(&mut row, columns);
        }
        row
    }

    fn cell_lines(&mut self, cell: &Cell, style: TaggedStyle, width: f32, align: Align) -> Vec<Line> {
        let pieces = self.pieces(&cell.content, style);
        let right = self.context.geometry.measure - width.max(6.0);
        self.set_at(
            |scope| {
                scope.align = align;
                scope.hyphenate = false;
                scope.hang = 0.0;
                scope.left = 0.0;
                scope.right = right;
            },
            &pieces,
        )
    }

    fn verticals(&self, row: &mut Row, columns: &Columns) {
        let inner = columns.spans.iter().skip(1).map(|&(x, _)| x);
        for x in inner {
            row.marks.push(Mark::Fill {
                x,
                y: 0.0,
                width: self.context.theme.tables.inner_rule.max(0.35),
                height: row.height,
                ink: 0.6,
            });
        }
    }
}

fn rule(row: &mut Row, columns: &Columns, y: f32, thick: f32, ink: f32) {
    if thick <= 0.0 {
        return;
    }
    row.marks.push(Mark::Fill {
        x: columns.left,
        y,
        width: columns.width,
        height: thick,
        ink,
    });
}
