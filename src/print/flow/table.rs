//! Tables: column widths from what stands in them, a head that is repeated, rows that stay whole.

use super::figure::lowered;
use super::{Flow, baseline_in};
use crate::book::{Alignment, Attributes, Block, BlockKind, Cell, Table};
use crate::diagnostic::Diagnostic;
use crate::print::line::{Align, Line, TextStyle};
use crate::print::row::{Break, Mark, NotePiece, Row};
use crate::span::Span;

/// Space on both sides of a cell's text.
const CELL_SIDE: f32 = 4.0;
/// Space over and under a cell's text.
const CELL_ABOVE: f32 = 2.6;
/// Height of a row that is to be written in.
const LOG_ROW: f32 = 23.0;
/// Thickness of the rules over, in and under a table.
const OUTER_RULE: f32 = 0.8;
const INNER_RULE: f32 = 0.35;

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
        let columns = self.columns(table, attributes.has("log"), span);
        let half = self.theme.leading / 2.0;
        self.space(half);
        if !table.caption.is_empty() {
            self.table_caption(table, span);
        }
        let mut head = (!table.head.iter().all(|c| c.content.is_empty()))
            .then(|| self.table_row(&table.head, table, &columns, true));
        if let Some(row) = &mut head {
            rule(row, &columns, 0.0, OUTER_RULE);
            rule(row, &columns, row.height - 0.5, 0.5);
        }
        let repeated = head.clone().map(|mut row| {
            row.notes.clear();
            row.anchors.clear();
            self.out.heads.push(vec![row]);
            self.out.heads.len() - 1
        });
        let bare = head.is_none();
        if let Some(row) = head {
            self.push(row);
            self.keep_next();
        }
        let count = table.rows.len();
        for (at, cells) in table.rows.iter().enumerate() {
            let mut row = self.table_row(cells, table, &columns, false);
            if at == 0 && bare {
                rule(&mut row, &columns, 0.0, OUTER_RULE);
            }
            let (thick, last) = if at + 1 == count {
                (OUTER_RULE, true)
            } else {
                (INNER_RULE, false)
            };
            let foot = row.height;
            rule(&mut row, &columns, foot, thick);
            row.head = if at == 0 { None } else { repeated };
            row.breaking = if at == 1 || (at > 1 && last) {
                Break::Never
            } else {
                Break::Cost(12.0)
            };
            self.push(row);
        }
        self.space(half);
        self.flush_next();
    }

    fn table_caption(&mut self, table: &Table, span: Span) {
        let style = self.theme.caption();
        let label = table
            .number
            .map(|n| format!("{}\u{a0}{n}", self.words.table));
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
        self.keep_next();
    }

    /// Widths: the author's, or what the cells need, shared so that long columns give way.
    fn columns(&mut self, table: &Table, log: bool, span: Span) -> Columns {
        let measure = self.measure();
        let count = table.alignments.len().max(table.head.len()).max(1);
        let widths = match &table.widths {
            Some(percents) if percents.len() == count => {
                percents.iter().map(|p| measure * p / 100.0).collect()
            }
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

    fn natural_columns(
        &mut self,
        table: &Table,
        count: usize,
        measure: f32,
        log: bool,
        span: Span,
    ) -> Vec<f32> {
        let style = self.theme.cell();
        let mut least = vec![12.0_f32; count];
        let mut most = vec![12.0_f32; count];
        let rows =
            std::iter::once((&table.head, true)).chain(table.rows.iter().map(|r| (r, false)));
        for (cells, head) in rows {
            for (at, cell) in cells.iter().enumerate().take(count) {
                let pieces = self.pieces(
                    &cell.content,
                    TextStyle {
                        bold: head,
                        ..style
                    },
                );
                let (min, max) = self.setter.natural_width(&pieces);
                least[at] = least[at].max(min + 2.0 * CELL_SIDE + 0.5);
                most[at] = most[at].max(max + 2.0 * CELL_SIDE + 0.5);
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
                Diagnostic::warning(
                    "page-table-wide",
                    span,
                    "the table's longest words do not fit side by side",
                )
                .with_help("give it fewer columns, shorter words, or `widths` in its caption"),
            );
            return least.iter().map(|w| w * measure / low).collect();
        }
        let share = (measure - low) / (high - low);
        least
            .iter()
            .zip(&most)
            .map(|(l, m)| l + (m - l) * share)
            .collect()
    }

    fn table_row(&mut self, cells: &[Cell], table: &Table, columns: &Columns, head: bool) -> Row {
        let leading = self.theme.small.1;
        let style = TextStyle {
            bold: head,
            ..self.theme.cell()
        };
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
            let lines = self.cell_lines(cell, style, width - 2.0 * CELL_SIDE, align);
            let mut y = CELL_ABOVE;
            for line in lines {
                row.anchors.extend(line.anchors.iter().cloned());
                row.notes.extend(line.notes.iter().map(|&note| NotePiece {
                    note,
                    from: 0,
                    to: usize::MAX,
                }));
                row.marks.push(lowered(
                    Mark::Line {
                        line,
                        x: x + CELL_SIDE,
                        y: baseline_in(leading, style.size),
                    },
                    y,
                ));
                y += leading;
            }
            text = text.max(y);
        }
        row.height = (text + CELL_ABOVE).max(leading + 2.0 * CELL_ABOVE);
        if columns.log && !head {
            row.height = row.height.max(LOG_ROW);
        }
        if columns.log {
            self.verticals(&mut row, columns);
        }
        row
    }

    fn cell_lines(&mut self, cell: &Cell, style: TextStyle, width: f32, align: Align) -> Vec<Line> {
        let pieces = self.pieces(&cell.content, style);
        let outer = self.scope.clone();
        self.scope.align = align;
        self.scope.hang = 0.0;
        self.scope.left = 0.0;
        self.scope.right = self.geometry.measure - width.max(6.0);
        let lines = self.set(&pieces, 0.0);
        self.scope = outer;
        lines
    }

    fn verticals(&self, row: &mut Row, columns: &Columns) {
        let inner = columns.spans.iter().skip(1).map(|&(x, _)| x);
        for x in inner {
            row.marks.push(Mark::Fill {
                x,
                y: 0.0,
                width: INNER_RULE,
                height: row.height,
                ink: 0.6,
            });
        }
    }
}

fn rule(row: &mut Row, columns: &Columns, y: f32, thick: f32) {
    let ink = if thick <= INNER_RULE { 0.55 } else { 1.0 };
    row.marks.push(Mark::Fill {
        x: columns.left,
        y,
        width: columns.width,
        height: thick,
        ink,
    });
}
