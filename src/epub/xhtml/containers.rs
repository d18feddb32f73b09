//! Containers: what is set apart from the text around it.

use super::super::markup::Attrs;
use super::super::survey::one_line;
use super::Writer;
use super::blocks::heading_name;
use crate::book::{Attributes, Block, BlockKind, Callout, ContainerKind, Inline, InlineKind, plain_text};

impl Writer<'_> {
    /// A container.
    pub(super) fn container(
        &mut self,
        kind: &ContainerKind,
        attributes: &Attributes,
        title: &[Inline],
        blocks: &[Block],
    ) {
        match kind {
            ContainerKind::Callout(callout) => self.callout(*callout, attributes, title, blocks),
            ContainerKind::Exercise => self.exercise(attributes, title, blocks),
            ContainerKind::PullQuote => self.pull_quote(attributes, blocks),
            ContainerKind::Verse => self.verse(attributes, title, blocks),
            // An edition is made: what is still here is kept.
            ContainerKind::Only { .. } => self.blocks(blocks),
            ContainerKind::Aside => {
                let attrs = self.attrs(attributes).with("class", "sidebar");
                self.titled("aside", &attrs, title, blocks);
            }
            ContainerKind::Epigraph => {
                let attrs = self
                    .attrs(attributes)
                    .with("class", "epigraph")
                    .with("epub:type", "epigraph")
                    .with("role", "doc-epigraph");
                self.titled("blockquote", &attrs, title, blocks);
            }
            ContainerKind::Letter => {
                let attrs = self.attrs(attributes).with("class", "letter");
                self.titled("div", &attrs, title, blocks);
            }
            ContainerKind::Attribution => {
                let attrs = self.attrs(attributes).with("class", "attribution");
                self.titled("div", &attrs, title, blocks);
            }
            ContainerKind::Plain => {
                let attrs = self.attrs(attributes);
                self.titled("div", &attrs, title, blocks);
            }
        }
    }

    fn titled(&mut self, name: &str, attrs: &Attrs<'_>, title: &[Inline], blocks: &[Block]) {
        self.markup.open(name, attrs);
        self.markup.line();
        self.box_title(title);
        self.blocks(blocks);
        self.markup.close_line(name);
    }

    fn box_title(&mut self, title: &[Inline]) {
        if !title.is_empty() {
            self.markup.open("p", &Attrs::class("box-title"));
            self.inlines(title);
            self.markup.close_line("p");
        }
    }

    /// ARIA allows a notice on a section and a tip on an aside, and nothing nearer for a note.
    fn callout(&mut self, callout: Callout, attributes: &Attributes, title: &[Inline], blocks: &[Block]) {
        let (name, kind, role) = match callout {
            Callout::Tip => ("aside", Some("tip"), "doc-tip"),
            Callout::Note => ("aside", None, "note"),
            _ => ("section", Some("notice"), "doc-notice"),
        };
        let label = self.context.words.callout(callout);
        let name_of_it = match one_line(&plain_text(title)) {
            title if title.is_empty() => label.to_owned(),
            title => format!("{label}: {title}"),
        };
        let attrs = self
            .attrs(attributes)
            .with("class", "callout")
            .with("class", callout.name())
            .with_some("epub:type", kind)
            .with("role", role)
            .with("aria-label", self.own_label(name_of_it));
        self.markup.open(name, &attrs);
        self.markup.line();
        if title.is_empty() {
            self.markup.element_line("p", &Attrs::class("box-title"), label);
        } else {
            self.box_title(title);
        }
        self.blocks(blocks);
        self.markup.close_line(name);
    }

    /// An exercise has a heading, so that it can be found by headings.
    fn exercise(&mut self, attributes: &Attributes, title: &[Inline], blocks: &[Block]) {
        let label = attributes
            .id
            .as_deref()
            .and_then(|id| self.context.places.target(id))
            .map(|target| target.label.clone())
            .unwrap_or_default();
        let attrs = self.attrs(attributes).with("class", "exercise");
        self.markup.open("section", &attrs);
        self.markup.line();
        let outer = self.level;
        if !title.is_empty() || !label.is_empty() {
            self.level = outer.saturating_add(1).clamp(2, 6);
            let name = heading_name(self.level);
            self.markup.open(name, &Attrs::class("box-title"));
            if !label.is_empty() {
                let ended = if title.is_empty() { label } else { label + "." };
                self.markup.element("span", &Attrs::class("label"), &ended);
                self.markup.text(" ");
            }
            self.inlines(title);
            self.markup.close_line(name);
        }
        self.blocks(blocks);
        self.level = outer;
        self.markup.close_line("section");
    }

    /// A pull quote repeats the text, so it is not read aloud, unless a link in it would then be
    /// reached without being heard.
    fn pull_quote(&mut self, attributes: &Attributes, blocks: &[Block]) {
        let attrs = self
            .attrs(attributes)
            .with("class", "pull-quote")
            .with("epub:type", "pullquote")
            .with("role", "doc-pullquote");
        self.markup.open("aside", &attrs);
        self.markup.line();
        let outer = std::mem::take(&mut self.markup);
        self.blocks(blocks);
        let inner = std::mem::replace(&mut self.markup, outer).finish();
        let hidden = (!inner.contains("<a ")).then_some("true");
        let attrs = Attrs::new().with_some("aria-hidden", hidden);
        self.markup.open("div", &attrs);
        self.markup.raw(&inner);
        self.markup.close_line("div");
        self.markup.close_line("aside");
    }

    fn verse(&mut self, attributes: &Attributes, title: &[Inline], blocks: &[Block]) {
        let attrs = self.attrs(attributes).with("class", "verse");
        self.markup.open("div", &attrs);
        self.markup.line();
        self.box_title(title);
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(content) => {
                    let attrs = self.attrs(&block.attributes).with("class", "stanza");
                    self.stanza(&attrs, content);
                }
                _ => self.blocks(std::slice::from_ref(block)),
            }
        }
        self.markup.close_line("div");
    }

    /// Each line is an element that can hang; the break keeps the lines where styles are off.
    fn stanza(&mut self, attrs: &Attrs<'_>, content: &[Inline]) {
        self.markup.open("p", attrs);
        let ends = |inline: &Inline| matches!(inline.kind, InlineKind::HardBreak | InlineKind::SoftBreak);
        let mut lines = content.split(ends).peekable();
        while let Some(line) = lines.next() {
            self.within("span", &Attrs::class("line"), line);
            if lines.peek().is_some() {
                self.markup.void("br", &Attrs::new());
                self.markup.line();
            }
        }
        self.markup.close_line("p");
    }
}
