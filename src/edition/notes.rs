//! Notes after content came or went: only those that a mark still calls, in the order of their
//! first marks.

use crate::book::walk::{self, NodeMut, Root, TextKind};
use crate::book::{Chapter, InlineKind, Note};

/// Puts the chapter's notes in the order of their first marks, drops those without one, and sets
/// the marks' indices and occurrences to match. A mark of a note that does not exist becomes empty
/// text.
pub(super) fn settle(chapter: &mut Chapter) {
    let mut notes: Vec<Option<Note>> = std::mem::take(&mut chapter.notes).into_iter().map(Some).collect();
    let mut marks = NoteMarks {
        places: vec![None; notes.len()],
        order: Vec::new(),
    };
    walk::nodes_mut(walk::chapter_mut(chapter), |node| marks.see(node));

    // The order grows while it is read: a note may mark further notes.
    let mut next = 0;
    while let Some(&old) = marks.order.get(next) {
        next += 1;
        let Some(mut note) = notes.get_mut(old).and_then(Option::take) else {
            continue;
        };
        let text = vec![Root::blocks(&mut note.blocks, TextKind::Note)];
        walk::nodes_mut(text, |node| marks.see(node));
        chapter.notes.push(note);
    }
}

/// Which notes have been marked so far.
struct NoteMarks {
    /// By old index: the new index, and how many marks were seen.
    places: Vec<Option<(usize, u32)>>,
    /// Old indices in the new order.
    order: Vec<usize>,
}

impl NoteMarks {
    fn see(&mut self, node: NodeMut<'_>) {
        let NodeMut::Inline(inline) = node else { return };
        let InlineKind::NoteRef { note, occurrence } = &mut inline.kind else {
            return;
        };
        let Some(place) = self.places.get_mut(*note) else {
            inline.kind = InlineKind::Text(String::new());
            return;
        };
        let (new, seen) = place.get_or_insert_with(|| {
            self.order.push(*note);
            (self.order.len() - 1, 0)
        });
        *note = *new;
        *occurrence = *seen;
        *seen += 1;
    }
}
