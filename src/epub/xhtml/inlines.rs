//! Inlines.

use super::super::markup::Attrs;
use super::super::names;
use super::Writer;
use crate::book::{Attributes, HtmlElement, Inline, InlineKind, Picture};
use crate::diagnostic::{Diagnostic, codes};
use crate::span::Span;

impl<'a> Writer<'a> {
    /// Inlines, one after the other.
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.deeper(|writer| writer.inline(inline));
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::Text(text) => self.text_with_pages(text, inline.span),
            InlineKind::Emphasis(content) => self.within("em", &Attrs::new(), content),
            InlineKind::Strong(content) => self.within("strong", &Attrs::new(), content),
            InlineKind::Strikethrough(content) => self.within("del", &Attrs::new(), content),
            InlineKind::Superscript(content) => self.within("sup", &Attrs::new(), content),
            InlineKind::Subscript(content) => self.within("sub", &Attrs::new(), content),
            InlineKind::SmallCaps(content) => {
                self.within("span", &Attrs::class("smallcaps"), content);
            }
            InlineKind::Code(code) => self.markup.element("code", &Attrs::new(), code),
            InlineKind::Math(tex) => self.math(tex, false, inline.span),
            InlineKind::SoftBreak => self.markup.line(),
            InlineKind::HardBreak => {
                self.markup.void("br", &Attrs::new());
                self.markup.line();
            }
            InlineKind::Link {
                address,
                title,
                content,
            } => self.link(address, title, content, inline.span),
            InlineKind::Reference { target, content, .. } => self.reference(target, content),
            InlineKind::Image(picture) => self.picture(picture),
            InlineKind::NoteRef { note, occurrence } => self.note_call(*note, *occurrence),
            InlineKind::IndexMark(mark) => {
                if let Some(id) = self.own_id(Some(&mark.id)) {
                    self.markup.element("span", &Attrs::new().with("id", id), "");
                }
            }
            InlineKind::Span { attributes, content } => {
                let attrs = self.attrs(attributes);
                self.within("span", &attrs, content);
            }
            InlineKind::Element {
                name,
                attributes,
                content,
            } => self.html_element(*name, attributes, content),
        }
    }

    /// An element around inlines; none for a span without attributes.
    pub(super) fn within(&mut self, name: &str, attrs: &Attrs<'_>, content: &[Inline]) {
        if name == "span" && attrs.is_empty() {
            self.inlines(content);
            return;
        }
        self.markup.open(name, attrs);
        self.inlines(content);
        self.markup.close(name);
    }

    fn html_element(&mut self, name: HtmlElement, attributes: &Attributes, content: &[Inline]) {
        let title = attributes.get("title").map(str::to_owned);
        let attrs = self.attrs(attributes).with_some("title", title);
        self.within(name.tag(), &attrs, content);
    }

    fn link(&mut self, address: &str, title: &str, content: &[Inline], span: Span) {
        let href = match self.context.book {
            Some(_) => names::outside(address),
            None => as_written(address),
        };
        match href {
            Some(href) if !self.in_link => {
                let title = (!title.is_empty()).then_some(title);
                let attrs = Attrs::new().with("href", href).with_some("title", title);
                self.anchor(&attrs, |writer| {
                    if content.is_empty() && writer.context.book.is_some() {
                        writer.markup.text(address);
                    } else {
                        writer.inlines(content);
                    }
                });
            }
            Some(_) => self.inlines(content),
            None => {
                self.findings.push(
                    Diagnostic::new(
                        codes::EPUB_LINK,
                        span,
                        format!("the address {address} cannot be a link in an ebook"),
                    )
                    .with_help(
                        "write a whole web or mail address, or the id of something in the book; \
                         the words are kept without a link",
                    ),
                );
                self.inlines(content);
            }
        }
    }

    /// An `a` element; only its content where one is open already.
    pub(super) fn anchor(&mut self, attrs: &Attrs<'_>, content: impl FnOnce(&mut Self)) {
        if self.in_link {
            content(self);
            return;
        }
        self.in_link = true;
        self.markup.open("a", attrs);
        content(self);
        self.markup.close("a");
        self.in_link = false;
    }

    /// A reference says the author's words, else the label and the title of its target. The forms
    /// differ on paper alone: an ebook has no page to name.
    fn reference(&mut self, target: &str, content: &[Inline]) {
        let words = content.is_empty().then(|| self.reference_words(target));
        let write = |writer: &mut Self| match &words {
            Some(words) => writer.markup.text(words),
            None => writer.inlines(content),
        };
        let places = self.context.places;
        match places.anchor(target) {
            Some(anchor) => {
                let attrs = Attrs::new().with("href", places.link(self.chapter, anchor));
                self.anchor(&attrs, write);
            }
            None => write(self),
        }
    }

    fn reference_words(&self, id: &str) -> String {
        let places = self.context.places;
        let Some(target) = places.target(id) else {
            return places
                .anchor(id)
                .map(|anchor| places.title(anchor.chapter).to_owned())
                .unwrap_or_default();
        };
        use crate::book::TargetKind::{Figure, Table};
        match (target.label.as_str(), target.title.as_str()) {
            ("", "") => places.name(target.chapter),
            ("", title) => title.to_owned(),
            (label, "") => label.to_owned(),
            (label, _) if matches!(target.kind, Figure | Table) => label.to_owned(),
            (label, title) => format!("{label}, {title}"),
        }
    }

    /// A picture; its alternative text where it cannot be shown.
    pub(super) fn picture(&mut self, picture: &Picture) {
        let src = match self.context.images {
            Some(images) => images.get(&picture.path).map(|image| image.href.as_str()),
            None => Some(picture.path.as_str()),
        };
        let Some(src) = src else {
            if !picture.alt.is_empty() {
                self.markup
                    .element("span", &Attrs::class("missing-picture"), &picture.alt);
            }
            return;
        };
        let src = names::percent_encoded(src);
        let alt = if picture.decorative { "" } else { &picture.alt };
        let attrs = Attrs::new()
            .with("src", src)
            .with("alt", alt)
            .with_some("role", picture.decorative.then_some("presentation"))
            .with_some("style", picture.width.and_then(width));
        self.markup.void("img", &attrs);
    }
}

/// A width in percent of the measure.
pub(super) fn width(percent: f32) -> Option<String> {
    (percent.is_finite() && percent > 0.0).then(|| format!("width: {}%", (percent.min(100.0) * 10.0).round() / 10.0))
}

/// An address where links are as written; one that would run a program is none.
fn as_written(address: &str) -> Option<String> {
    let scheme: String = address
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .take_while(|&c| c != ':')
        .collect();
    let runs = ["javascript", "vbscript", "data", "file"];
    (!runs.iter().any(|bad| scheme.eq_ignore_ascii_case(bad))).then(|| names::percent_encoded(address))
}
