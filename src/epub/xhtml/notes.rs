//! Notes: a call in the text, the note at the chapter's end or at the book's, and the way back.

use super::super::markup::Attrs;
use super::Writer;
use crate::book::{BlockKind, Note};

/// Where a note is called: the chapter, and which call of the note it is.
type Call = (usize, u32);

impl Writer<'_> {
    /// The call of a note. Inside another link it is no link, since links do not nest.
    pub(super) fn note_call(&mut self, index: usize, occurrence: u32) {
        let Some(note) = self.notes.get(index) else {
            return;
        };
        let number = note.number(index).to_string();
        if self.in_link {
            self.markup.element("sup", &Attrs::new(), &number);
            return;
        }
        let id = self.fresh_id(call_id(index, occurrence));
        let stands = self.context.endnotes.map_or(self.chapter, |(at, _)| at);
        let attrs = Attrs::class("noteref")
            .with_some("id", id)
            .with("href", self.link_to(stands, &note_id(index)))
            .with("epub:type", "noteref")
            .with("role", "doc-noteref");
        self.markup.open("sup", &Attrs::new());
        self.markup.element("a", &attrs, &number);
        self.markup.close("sup");
    }

    fn link_to(&self, chapter: usize, id: &str) -> String {
        let file = self.context.places.files.get(chapter);
        match file.and_then(Option::as_deref) {
            Some(file) if chapter != self.chapter => format!("{file}#{id}"),
            _ => format!("#{id}"),
        }
    }

    /// The chapter's notes. Each is an `aside` of its own, which is what lets a reader show it in a
    /// window; some then hide it in the flow, so nothing introduces them.
    pub(super) fn footnotes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let attrs = Attrs::class("notes")
            .with("epub:type", "footnotes")
            .with("aria-label", self.context.words.headings.notes);
        self.markup.open("section", &attrs);
        self.markup.line();
        for (index, note) in self.notes.iter().enumerate() {
            let attrs = Attrs::class("note")
                .with_some("id", self.fresh_id(note_id(index)))
                .with("epub:type", "footnote")
                .with("role", "doc-footnote");
            self.note("aside", &attrs, index, note);
        }
        self.markup.close_line("section");
    }

    /// The notes of the whole book: a list under the name of each chapter.
    pub(super) fn endnotes(&mut self) {
        let notes = self.notes;
        let mut first = 0;
        for group in notes.chunk_by(|a, b| chapter_of(a) == chapter_of(b)) {
            self.endnotes_of_chapter(first, group);
            first += group.len();
        }
    }

    fn endnotes_of_chapter(&mut self, first: usize, notes: &[Note]) {
        let places = self.context.places;
        let chapter = notes.first().and_then(chapter_of);
        let anchor = chapter.and_then(|chapter| places.anchor(chapter));
        let name = anchor.map_or(String::new(), |anchor| places.name(anchor.chapter));
        if !name.is_empty() {
            self.markup.element_line("h2", &Attrs::new(), &name);
        }
        self.markup.open("ol", &Attrs::class("endnotes"));
        self.markup.line();
        for (at, note) in notes.iter().enumerate() {
            let attrs = Attrs::new()
                .with_some("id", self.fresh_id(note_id(first + at)))
                .with("epub:type", "endnote");
            self.note("li", &attrs, first + at, note);
        }
        self.markup.close_line("ol");
    }

    fn note(&mut self, element: &str, attrs: &Attrs<'_>, index: usize, note: &Note) {
        self.markup.open(element, attrs);
        let (first, rest) = match note.blocks.split_first() {
            Some((first, rest)) => match &first.kind {
                BlockKind::Paragraph(content) => (content.as_slice(), rest),
                _ => (Default::default(), note.blocks.as_slice()),
            },
            None => (Default::default(), Default::default()),
        };
        self.markup.open("p", &Attrs::new());
        let calls = self.calls(index);
        let number = format!("{}.", note.number(index));
        match calls.first() {
            Some(&call) => self.backlink(index, call, &number),
            None => self.markup.text(&number),
        }
        self.markup.text(" ");
        self.inlines(first);
        for (count, &call) in calls.iter().enumerate().skip(1) {
            self.markup.text(" ");
            self.backlink(index, call, &format!("↩{}", count + 1));
        }
        self.markup.close_line("p");
        self.blocks(rest);
        self.markup.close_line(element);
    }

    fn backlink(&mut self, note: usize, (chapter, occurrence): Call, text: &str) {
        let attrs = Attrs::class("backlink")
            .with("href", self.link_to(chapter, &call_id(note, occurrence)))
            .with("role", "doc-backlink");
        self.markup.element("a", &attrs, text);
    }

    /// The calls of a note, in order; of those in this file the ones that have been written.
    fn calls(&self, note: usize) -> Vec<Call> {
        let surveys = self.context.surveys.iter().enumerate();
        let here = surveys.filter(|(chapter, _)| {
            *chapter == self.chapter || self.context.endnotes.is_some_and(|_| self.has_file(*chapter))
        });
        let mut calls: Vec<Call> = here
            .flat_map(|(chapter, survey)| {
                let calls = survey.calls.get(&note).into_iter().flatten();
                calls.map(move |&occurrence| (chapter, occurrence))
            })
            .filter(|&(chapter, occurrence)| chapter != self.chapter || self.used.contains(&call_id(note, occurrence)))
            .collect();
        calls.sort_unstable_by_key(|&(chapter, occurrence)| (occurrence, chapter));
        calls.dedup();
        calls
    }

    fn has_file(&self, chapter: usize) -> bool {
        let file = self.context.places.files.get(chapter);
        file.is_some_and(Option::is_some)
    }
}

fn chapter_of(note: &Note) -> Option<&str> {
    note.origin.as_ref().map(|origin| origin.chapter.as_str())
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
