//! Footnotes: set once a chapter, put on the page of their mark.

use super::Flow;
use crate::book::{BlockKind, Note};
use crate::print::page::{LinkTo, Role};
use crate::print::paginate::{Mark, NotePiece, NoteRows, Row, Rows, baseline_in};
use crate::print::text::{Piece, TaggedStyle};
use crate::span::Span;
use crate::theme::{Figures, TextStyle};

impl Flow<'_> {
    /// Sets the chapter's notes. Their rows are not part of the text.
    pub fn notes(&mut self) {
        let chapter = self.context.chapter;
        let body = std::mem::take(&mut self.rows.rows);
        for (at, note) in chapter.notes.iter().enumerate() {
            self.note(at, note);
            let mut rows = std::mem::take(&mut self.rows.rows);
            let leading = self.context.theme.note.1;
            for row in &mut rows {
                row.height = row.height.max(leading) + std::mem::take(&mut row.before);
                row.boxes.clear();
            }
            self.rows.notes.push(NoteRows { rows });
        }
        self.rows.rows = body;
    }

    fn note(&mut self, at: usize, note: &Note) {
        let (size, leading) = self.context.theme.note;
        let style = self.context.theme.note_style();
        let element = self.elements.note(self.scope.parent, at);
        let label = self.elements.add(element, Role::Label);
        let span = note.span.unwrap_or(Span::GENERATED);
        let (hang, align) = (size * 1.5, self.context.theme.align());
        self.cursor.set_space(0.0);
        self.cursor.release_next();
        let anchor = self.note_anchor(at);
        self.cursor.anchor(anchor);
        self.nested(
            |scope| {
                scope.parent = element;
                scope.left = hang;
                scope.right = 0.0;
                scope.hang = 0.0;
                scope.style = style;
                scope.leading = leading;
                scope.align = align;
                scope.indent = 0.0;
                scope.between = 0.0;
                scope.snap = false;
                scope.boxes.clear();
            },
            |flow| {
                flow.cursor.flush_next();
                for block in &note.blocks {
                    match &block.kind {
                        BlockKind::Paragraph(content) => {
                            let style = flow.tagged(style, Role::Paragraph);
                            let pieces = flow.pieces(content, style);
                            flow.paragraph_of(&pieces, 0.0, block.span);
                        }
                        _ => flow.block(block),
                    }
                    flow.cursor.flush_next();
                }
                if flow.rows.rows.is_empty() {
                    flow.push(Row {
                        snap: false,
                        ..Row::new(leading, span)
                    });
                }
            },
        );
        let style = self.elements.link(TaggedStyle { style, tag: label });
        self.number_note(at, style, span);
    }

    /// The note's number, hanging left of its first line; it leads back to the mark.
    fn number_note(&mut self, at: usize, style: TaggedStyle, span: Span) {
        let number = TextStyle {
            figures: Figures::Lining,
            ..style.style
        };
        let mut piece = Piece::plain(format!("{}.", at + 1), style.with_style(number), span);
        if let Piece::Text { link, .. } = &mut piece {
            *link = Some(LinkTo::Anchor(self.note_mark_anchor(at)));
        }
        let line = self.set(&[piece], 0.0).into_iter().next();
        let y = baseline_in(self.context.theme.note.1, style.style.size);
        if let (Some(line), Some(row)) = (line, self.rows.rows.first_mut()) {
            row.marks.insert(0, Mark::Line { line, x: 0.0, y });
        }
    }
}

/// Notes too long for the foot of one page go on at the foot of the next: the first part stays with
/// the mark, and further parts go with rows further on.
pub(in crate::print) fn spread_long_notes(rows: &mut Rows, depth: f32) {
    let most = depth * 0.45;
    let lines_of: Vec<Vec<f32>> = rows
        .notes
        .iter()
        .map(|n| n.rows.iter().map(|r| r.height).collect())
        .collect();
    let mut carried: std::collections::VecDeque<NotePiece> = Default::default();
    let mut room = 0.0_f32;
    for row in &mut rows.rows {
        room -= row.height + row.before;
        let own = std::mem::take(&mut row.notes);
        let mut used = 0.0;
        if room <= 0.0
            && let Some(piece) = carried.pop_front()
        {
            used += height_of(&lines_of, piece);
            room = used;
            row.notes.push(piece);
        }
        for piece in own {
            let heights = lines_of.get(piece.note).map_or(&[][..], Vec::as_slice);
            let mut from = 0;
            let mut first = true;
            while from < heights.len() || first {
                let mut to = from;
                let mut height = 0.0;
                let limit = if first { (most - used).max(0.0) } else { most * 0.6 };
                while to < heights.len() && (height + heights[to] <= limit || to == from) {
                    height += heights[to];
                    to += 1;
                }
                let part = NotePiece {
                    note: piece.note,
                    from,
                    to,
                };
                if first {
                    used += height;
                    row.notes.push(part);
                } else {
                    carried.push_back(part);
                }
                if !first || to < heights.len() {
                    room = room.max(height);
                }
                first = false;
                from = to;
            }
        }
    }
    if let Some(last) = rows.rows.last_mut() {
        last.notes.extend(carried);
    }
}

fn height_of(lines: &[Vec<f32>], piece: NotePiece) -> f32 {
    let rows = lines.get(piece.note).map_or(&[][..], Vec::as_slice);
    rows.get(piece.from..piece.to.min(rows.len()))
        .unwrap_or_default()
        .iter()
        .sum()
}
