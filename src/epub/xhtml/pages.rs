//! Pages made from what is said about the book.

use super::super::markup::Attrs;
use super::super::survey::caption_line;
use super::Writer;
use super::blocks::figure_id;
use super::chapter::{TITLE, subtitle};
use crate::book::{Book, Figure, Metadata};
use crate::language::Language;

impl Writer<'_> {
    /// The title page.
    pub(super) fn title_page(&mut self, book: &Book) {
        let metadata = &book.metadata;
        let words = self.context.words;
        let title = match metadata.title.as_str() {
            "" => words.headings.untitled,
            title => title,
        };
        let attrs = Attrs::class("book-title").with("id", TITLE);
        self.markup.element_line("h1", &attrs, title);
        if let Some(line) = &metadata.subtitle {
            self.markup.element_line("p", &subtitle(), line);
        }
        if let Some(series) = &metadata.series {
            let line = match series.number {
                Some(number) => format!("{} {number}", series.name),
                None => series.name.clone(),
            };
            self.markup.element_line("p", &Attrs::class("series"), &line);
        }
        for author in metadata.authors() {
            self.markup.element_line("p", &Attrs::class("author"), author);
        }
        for other in metadata.contributors.iter().filter(|c| c.role != "aut") {
            let line = words.credit(&other.role, &other.name);
            self.markup.element_line("p", &Attrs::class("contributor"), &line);
        }
        if metadata.edition_number > 1 {
            let line = words.edition(metadata.edition_number);
            self.markup.element_line("p", &Attrs::class("edition"), &line);
        }
        if let Some(marking) = &book.edition.marking {
            self.markup.element_line("p", &Attrs::class("marking"), marking);
        }
        if let Some(publisher) = &metadata.publisher {
            self.markup.element_line("p", &Attrs::class("publisher"), publisher);
        }
    }

    /// The half-title: the title alone.
    pub(super) fn half_title(&mut self, metadata: &Metadata) {
        self.markup
            .element_line("p", &Attrs::class("book-title"), &metadata.title);
    }

    /// Every numbered figure, with a link.
    pub(super) fn list_of_figures(&mut self) {
        let entries = figures(self.context.surveys, self.context.places, self.context.words);
        if entries.is_empty() {
            return;
        }
        self.markup.open("ol", &Attrs::class("figures"));
        self.markup.line();
        for (line, href) in entries {
            self.markup.open("li", &Attrs::new());
            self.markup.element("a", &Attrs::new().with("href", href), &line);
            self.markup.close_line("li");
        }
        self.markup.close_line("ol");
    }
}

/// The line and the link of every numbered figure of the book, in order.
pub(in crate::epub) fn figures(
    surveys: &[super::Survey<'_>],
    places: &super::Places<'_>,
    words: &Language,
) -> Vec<(String, String)> {
    let mut entries = Vec::new();
    for (survey, file) in surveys.iter().zip(&places.files) {
        let Some(file) = file else {
            continue;
        };
        for figure in &survey.figures {
            entries.extend(entry(figure, file, places, words));
        }
    }
    entries
}

fn entry(
    figure: &super::super::survey::NumberedFigure<'_>,
    file: &str,
    places: &super::Places<'_>,
    words: &Language,
) -> Option<(String, String)> {
    let Figure { number, .. } = figure.figure;
    let number = (*number)?;
    let href = match figure.id {
        Some(id) => places.link_from_outside(places.anchor(id)?),
        None => format!("{file}#{}", figure_id(number)),
    };
    let label = format!("{} {number}", words.labels.figure);
    let line = match caption_line(figure.figure).as_str() {
        "" => label,
        caption => format!("{label}. {caption}"),
    };
    Some((line, href))
}
