//! How far down a page the rows reach.

use super::Depth;
use super::row::{Row, Rows};

/// Space over the notes of a page, its rule in it.
pub(in crate::print) const NOTE_SPACE: f32 = 12.5;

/// A page being filled.
pub(in crate::print) struct Fill {
    depth: Depth,
    y: f32,
    notes: f32,
    started: bool,
}

impl Fill {
    /// An empty page that starts with a row: the head of a broken table stands on it first.
    pub fn start(rows: &Rows, from: usize, depth: Depth) -> Fill {
        let head = rows.rows.get(from).and_then(|r| r.head);
        let head = head
            .and_then(|h| rows.heads.get(h))
            .map_or(0.0, |rows| rows.iter().map(|r| r.height).sum());
        Fill {
            depth,
            y: head,
            notes: 0.0,
            started: false,
        }
    }

    /// Where the top of a row comes to stand.
    pub fn top_of(&self, row: &Row) -> f32 {
        let before = if self.started { row.before } else { 0.0 };
        let y = self.y + before;
        if row.snap && self.started {
            (y / self.depth.grid - 0.01).ceil() * self.depth.grid
        } else {
            y
        }
    }

    /// Adds a row and says whether the page still holds all.
    pub fn add(&mut self, rows: &Rows, at: usize) -> bool {
        let Some(row) = rows.rows.get(at) else {
            return true;
        };
        self.y = self.top_of(row) + row.height;
        self.started = self.started || row.height > 0.0;
        for piece in &row.notes {
            if self.notes == 0.0 {
                self.notes = NOTE_SPACE;
            }
            if let Some(note) = rows.notes.get(piece.note) {
                let to = piece.to.min(note.rows.len());
                self.notes += note
                    .rows
                    .get(piece.from..to)
                    .unwrap_or_default()
                    .iter()
                    .map(|r| r.height)
                    .sum::<f32>();
            }
        }
        self.used() <= self.depth.page + 0.05
    }

    /// Depth taken by text and notes.
    pub fn used(&self) -> f32 {
        self.y + self.notes
    }

    /// Depth taken by notes, the space over them in it.
    pub fn notes(&self) -> f32 {
        self.notes
    }
}
