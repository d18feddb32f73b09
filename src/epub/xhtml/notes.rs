//! Notes: a call in the text, the note at the chapter's end, and the way back.

use super::super::markup::Attrs;
use super::Writer;
use crate::book::{BlockKind, Note};

impl Writer<'_> {
    /// The call of a note. Inside another link it is no link, since links do not nest.
    pub(super) fn note_call(&mut self, note: usize, occurrence: u32) {
        if note >= self.notes.len() {
            return;
        }
        let number = (note + 1).to_string();
        if self.in_link {
            self.markup.element("sup", &Attrs::new(), &number);
            return;
        }
        let id = self.fresh_id(call_id(note, occurrence));
        let attrs = Attrs::class("noteref")
            .with_some("id", id)
            .with("href", format!("#{}", note_id(note)))
            .with("epub:type", "noteref")
            .with("role", "doc-noteref");
        self.markup.open("sup", &Attrs::new());
        self.markup.element("a", &attrs, &number);
        self.markup.close("sup");
    }

    /// The chapter's notes. Each is an `aside` of its own, which is what lets a reader show it in a
    /// window; some then hide it in the flow, so nothing introduces them.
    pub(super) fn notes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let attrs = Attrs::class("notes")
            .with("epub:type", "footnotes")
            .with("aria-label", self.context.words.notes);
        self.markup.open("section", &attrs);
        self.markup.line();
        for (index, note) in self.notes.iter().enumerate() {
            self.note(index, note);
        }
        self.markup.close_line("section");
    }

    fn note(&mut self, index: usize, note: &Note) {
        let attrs = Attrs::class("note")
            .with_some("id", self.fresh_id(note_id(index)))
            .with("epub:type", "footnote")
            .with("role", "doc-footnote");
        self.markup.open("aside", &attrs);
        let (first, rest) = match note.blocks.split_first() {
            Some((first, rest)) => match &first.kind {
                BlockKind::Paragraph(content) => (content.as_slice(), rest),
                _ => (Default::default(), note.blocks.as_slice()),
            },
            None => (Default::default(), Default::default()),
        };
        self.markup.open("p", &Attrs::new());
        self.back_link(index);
        self.inlines(first);
        self.further_back_links(index);
        self.markup.close_line("p");
        self.blocks(rest);
        self.markup.close_line("aside");
    }

    /// The note's number leads back to its first call.
    fn back_link(&mut self, note: usize) {
        let number = format!("{}.", note + 1);
        match self.calls(note).first() {
            Some(&occurrence) => self.backlink(note, occurrence, &number),
            None => self.markup.text(&number),
        }
        self.markup.text(" ");
    }

    fn further_back_links(&mut self, note: usize) {
        for (count, occurrence) in self.calls(note).into_iter().enumerate().skip(1) {
            self.markup.text(" ");
            self.backlink(note, occurrence, &format!("↩{}", count + 1));
        }
    }

    fn backlink(&mut self, note: usize, occurrence: u32, text: &str) {
        let attrs = Attrs::class("backlink")
            .with("href", format!("#{}", call_id(note, occurrence)))
            .with("role", "doc-backlink");
        self.markup.element("a", &attrs, text);
    }

    /// The calls of a note that have been written, in order.
    fn calls(&self, note: usize) -> Vec<u32> {
        let survey = self.context.surveys.get(self.chapter);
        let calls = survey.and_then(|survey| survey.calls.get(&note));
        let mut calls: Vec<u32> = calls
            .into_iter()
            .flatten()
            .copied()
            .filter(|&occurrence| self.used.contains(&call_id(note, occurrence)))
            .collect();
        calls.sort_unstable();
        calls.dedup();
        calls
    }
}

fn note_id(note: usize) -> String {
    format!("_note-{}", note + 1)
}

fn call_id(note: usize, occurrence: u32) -> String {
    match occurrence {
        0 => format!("_call-{}", note + 1),
        more => format!("_call-{}-{}", note + 1, u64::from(more) + 1),
    }
}
