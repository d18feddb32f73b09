//! Inlines to the pieces that a paragraph is set from.

use super::Flow;
use super::formula::source_of;
use crate::book::{HtmlElement, Inline, InlineKind, Picture, ReferenceForm, TargetKind};
use crate::print::page::{LinkTo, Tag};
use crate::print::text::{Piece, TaggedStyle};
use crate::span::Span;
use crate::theme::{Family, Figures, TextStyle, Theme};

/// What the inlines around a piece say of it.
#[derive(Clone)]
struct Around {
    style: TaggedStyle,
    language: Option<String>,
    hyphenate: bool,
    link: Option<LinkTo>,
}

/// A reference to another place of the book.
struct Reference<'a> {
    id: &'a str,
    form: ReferenceForm,
    /// Its own words, where it has any.
    content: &'a [Inline],
    span: Span,
}

impl Flow<'_> {
    /// The pieces of inlines in a style.
    pub(in crate::print) fn pieces(&mut self, inlines: &[Inline], style: impl Into<TaggedStyle>) -> Vec<Piece> {
        let mut out = Vec::with_capacity(inlines.len());
        let around = Around {
            style: style.into(),
            language: None,
            hyphenate: true,
            link: None,
        };
        self.push_inlines(inlines, &around, &mut out);
        out
    }

    fn push_inlines(&mut self, inlines: &[Inline], around: &Around, out: &mut Vec<Piece>) {
        for inline in inlines {
            self.push_inline(inline, around, out);
        }
    }

    fn push_inline(&mut self, inline: &Inline, around: &Around, out: &mut Vec<Piece>) {
        let span = inline.span;
        let tagged = around.style;
        let style = tagged.style;
        let within = |style: TextStyle| Around {
            style: tagged.with_style(style),
            ..around.clone()
        };
        match &inline.kind {
            InlineKind::Text(text) => out.push(text_piece(text.clone(), around, span)),
            InlineKind::SoftBreak => out.push(text_piece(" ".into(), around, span)),
            InlineKind::HardBreak => out.push(Piece::Break),
            InlineKind::Emphasis(c) => {
                let style = self.context.theme.emphasized(style);
                self.push_inlines(c, &within(style), out);
            }
            InlineKind::Strong(c) => self.push_inlines(c, &within(TextStyle { bold: true, ..style }), out),
            InlineKind::Strikethrough(c) => {
                self.push_inlines(
                    c,
                    &within(TextStyle {
                        strike: style.size * 0.05,
                        ..style
                    }),
                    out,
                );
            }
            InlineKind::Superscript(c) => self.push_inlines(c, &within(script(style, 0.33)), out),
            InlineKind::Subscript(c) => self.push_inlines(c, &within(script(style, -0.16)), out),
            InlineKind::SmallCaps(c) => {
                self.push_inlines(
                    c,
                    &within(TextStyle {
                        small_caps: true,
                        tracking: 0.03,
                        ..style
                    }),
                    out,
                );
            }
            InlineKind::Code(text) => {
                let around = Around {
                    hyphenate: false,
                    ..within(style.code())
                };
                out.push(text_piece(text.clone(), &around, span));
            }
            InlineKind::Math(tex) => match self.formula(tex, tagged, span) {
                Some(pieces) => out.extend(pieces),
                None => self.push_inline(&source_of(tex, span), around, out),
            },
            InlineKind::Link { address, content, .. } => {
                let link = Some(LinkTo::Address(address.clone()));
                let style = self.elements.link(tagged);
                self.push_inlines(
                    content,
                    &Around {
                        style,
                        link,
                        ..around.clone()
                    },
                    out,
                );
            }
            InlineKind::Reference { target, form, content } => {
                let reference = Reference {
                    id: target,
                    form: *form,
                    content,
                    span,
                };
                self.push_reference(&reference, around, out);
            }
            InlineKind::Image(picture) => self.push_image(picture, around, span, out),
            InlineKind::NoteRef { note, occurrence } => {
                if *occurrence == 0 {
                    out.push(Piece::Anchor(self.note_mark_anchor(*note)));
                }
                let TaggedStyle { style, tag } = self.elements.note_reference(self.scope.parent, *note, tagged);
                out.push(Piece::NoteMark {
                    text: (note + 1).to_string(),
                    note: *note,
                    style: TextStyle {
                        superior: true,
                        italic: false,
                        small_caps: false,
                        ..style
                    },
                    tag,
                    link: Some(LinkTo::Anchor(self.note_anchor(*note))),
                    span,
                });
            }
            InlineKind::IndexMark(mark) => out.push(Piece::Anchor(mark.id.clone())),
            InlineKind::Span { attributes, content } => {
                out.extend(attributes.id.clone().map(Piece::Anchor));
                let own = attributes.get("lang");
                let style = self.elements.words(tagged, own, None);
                let language = own.map(str::to_owned).or(around.language.clone());
                self.push_inlines(
                    content,
                    &Around {
                        style,
                        language,
                        ..around.clone()
                    },
                    out,
                );
            }
            InlineKind::Element {
                name,
                attributes,
                content,
            } => {
                out.extend(attributes.id.clone().map(Piece::Anchor));
                let expansion = attributes.get("title");
                let expansion = expansion.filter(|_| *name == HtmlElement::Abbr);
                let inside = self.elements.words(tagged, attributes.get("lang"), expansion);
                let quoted = *name == HtmlElement::Quote;
                if quoted {
                    out.push(text_piece("\u{201c}".into(), around, span));
                }
                let inside = Around {
                    style: inside.with_style(element(*name, style, self.context.theme)),
                    ..around.clone()
                };
                self.push_inlines(content, &inside, out);
                if quoted {
                    out.push(text_piece("\u{201d}".into(), around, span));
                }
            }
        }
    }

    /// A reference says its own words, or the target's label and title; then the page.
    fn push_reference(&mut self, reference: &Reference<'_>, around: &Around, out: &mut Vec<Piece>) {
        let &Reference {
            id,
            form,
            content,
            span,
        } = reference;
        let inside = Around {
            style: self.elements.link(around.style),
            link: Some(LinkTo::Anchor(id.to_owned())),
            ..around.clone()
        };
        let page = self.page_of(id);
        if form == ReferenceForm::Page && content.is_empty() {
            out.push(text_piece(page, &inside, span));
            return;
        }
        if content.is_empty() {
            self.push_target_name(id, &inside, span, out);
        } else {
            self.push_inlines(content, &inside, out);
        }
        if form != ReferenceForm::NoPage {
            out.push(text_piece(
                format!(" ({page})"),
                &Around {
                    link: None,
                    ..around.clone()
                },
                span,
            ));
        }
    }

    fn push_target_name(&mut self, id: &str, around: &Around, span: Span, out: &mut Vec<Piece>) {
        let Some(target) = self.context.book.targets.get(id) else {
            return;
        };
        let (label, title) = (target.label.clone(), target.title.clone());
        let titled = matches!(target.kind, TargetKind::Chapter | TargetKind::Section) || label.is_empty();
        if !label.is_empty() {
            let end = if titled && !title.is_empty() { ", " } else { "" };
            out.push(text_piece(
                format!("{}{end}", label.replace(' ', "\u{a0}")),
                around,
                span,
            ));
        }
        if titled && !title.is_empty() {
            let italic = self.context.theme.emphasized(around.style.style);
            out.push(text_piece(
                title,
                &Around {
                    style: around.style.with_style(italic),
                    ..around.clone()
                },
                span,
            ));
        }
    }

    fn push_image(&mut self, picture: &Picture, around: &Around, span: Span, out: &mut Vec<Piece>) {
        let limit = (
            self.measure() * picture.width.unwrap_or(100.0) / 100.0,
            self.context.geometry.depth() * 0.5,
        );
        match self.picture(&picture.path, None, limit) {
            Some((id, width, height)) => out.push(Piece::Picture {
                picture: id,
                alt: picture.alt.clone(),
                tag: match around.style.tag {
                    Tag::NONE => Tag::NONE,
                    parent => self.picture_element(parent, picture),
                },
                width,
                height,
                depth: 0.0,
                span,
            }),
            None => {
                let italic = TextStyle {
                    italic: true,
                    ..around.style.style
                };
                let around = Around {
                    style: around.style.with_style(italic),
                    ..around.clone()
                };
                out.push(text_piece(format!("[{}]", picture.alt), &around, span));
            }
        }
    }
}

fn text_piece(text: String, around: &Around, span: Span) -> Piece {
    Piece::Text {
        text,
        style: around.style.style,
        tag: around.style.tag,
        language: around.language.clone(),
        hyphenate: around.hyphenate,
        verbatim: false,
        link: around.link.clone(),
        span,
    }
}

fn script(style: TextStyle, rise: f32) -> TextStyle {
    TextStyle {
        size: style.size * 0.68,
        rise: style.rise + style.size * rise,
        figures: Figures::Lining,
        ..style
    }
}

fn element(name: HtmlElement, style: TextStyle, theme: &Theme) -> TextStyle {
    match name {
        HtmlElement::Kbd => TextStyle {
            family: Family::Sans,
            size: style.size * 0.92,
            ..style
        },
        HtmlElement::Sample => style.code(),
        HtmlElement::Mark => TextStyle { bold: true, ..style },
        HtmlElement::Small => TextStyle {
            size: style.size * 0.85,
            ..style
        },
        HtmlElement::Underline | HtmlElement::Inserted => TextStyle {
            underline: style.size * 0.05,
            ..style
        },
        HtmlElement::Cite | HtmlElement::Definition | HtmlElement::Variable => theme.emphasized(style),
        HtmlElement::Abbr | HtmlElement::Quote => style,
    }
}
