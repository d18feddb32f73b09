//! Links, pictures and bracketed spans with their attributes.

use crate::book::{Attributes, IndexMark, IndexRange, Inline, InlineKind, Picture, ReferenceForm, plain_text};
use crate::diagnostic::{Diagnostic, codes};
use crate::manuscript::context::ParseContext;
use crate::manuscript::syntax::address::{self, Address};
use crate::manuscript::syntax::attributes::Group;
use crate::manuscript::typography::is_literal;
use crate::span::Span;
use std::ops::Range;

/// A link as the parser gives it.
pub(in crate::manuscript) struct LinkDraft {
    pub address: String,
    pub title: String,
    pub content: Vec<Inline>,
}

/// A picture as the parser gives it.
pub(in crate::manuscript) struct ImageDraft {
    pub address: String,
    pub title: String,
    pub content: Vec<Inline>,
    pub group: Option<Group>,
}

/// A picture that may turn out to stand alone in its paragraph: what a figure then needs of it.
pub(in crate::manuscript) struct LonePicture {
    pub span: Span,
    /// What the picture's braces said, without what the picture itself holds.
    pub attributes: Attributes,
    pub caption: Vec<Inline>,
}

fn wrap(attributes: Attributes, content: Vec<Inline>, span: Span) -> Vec<Inline> {
    if attributes.is_empty() {
        return content;
    }
    let kind = InlineKind::Span { attributes, content };
    vec![Inline { kind, span }]
}

/// A link or a reference, or what is left of one that may not stand.
pub(in crate::manuscript) fn link(
    link: LinkDraft,
    group: Option<Group>,
    range: Range<usize>,
    context: &mut ParseContext,
) -> Vec<Inline> {
    let span = context.span(range.clone());
    let plain = |link: LinkDraft| InlineKind::Link {
        address: link.address,
        title: link.title,
        content: link.content,
    };
    if !context.dialect.extensions {
        let kind = plain(link);
        return vec![Inline { kind, span }];
    }
    let mut group = group;
    let form = group
        .as_mut()
        .and_then(|g| g.take("ref"))
        .map(|(value, at)| reference_form(&value, at, context))
        .unwrap_or_default();
    let attributes = group.map(|g| g.attributes).unwrap_or_default();
    let reference = |target, content| InlineKind::Reference { target, form, content };
    let kind = match Address::of(&link.address) {
        Address::Id(id) => reference(id, link.content),
        // The hash tells a file from an id until the whole book is known.
        Address::File { path, id } => reference(format!("{path}#{id}"), link.content),
        Address::World => plain(link),
        Address::Unsafe(scheme) => {
            context.report(
                codes::LINK_SCHEME,
                range,
                format!("a book cannot hold a link of the kind `{scheme}:`"),
                "the text is kept without the link; link to a web address",
            );
            return wrap(attributes, link.content, span);
        }
        Address::Empty => {
            context.report(
                codes::LINK_EMPTY,
                range,
                "the link has no address",
                "the text is kept without the link; write an address or an id in the parentheses",
            );
            return wrap(attributes, link.content, span);
        }
    };
    wrap(attributes, vec![Inline { kind, span }], span)
}

fn reference_form(value: &str, at: Range<usize>, context: &mut ParseContext) -> ReferenceForm {
    match value {
        "page" => ReferenceForm::Page,
        "none" => ReferenceForm::NoPage,
        "auto" => ReferenceForm::Auto,
        _ => {
            context.report(
                codes::REF_FORM,
                at,
                format!("a reference has no form `{value}`"),
                "write ref=page or ref=none",
            );
            ReferenceForm::Auto
        }
    }
}

/// A picture; with what a figure needs of it, should it stand alone.
pub(in crate::manuscript) fn picture(
    drawn: ImageDraft,
    range: Range<usize>,
    context: &mut ParseContext,
) -> (Vec<Inline>, Option<LonePicture>) {
    let span = context.span(range.clone());
    let mut group = drawn.group.unwrap_or_else(|| Group {
        attributes: Attributes::default(),
        range: range.clone(),
        values: Vec::new(),
    });
    let decorative = group.take_class("decorative");
    let width = group.take("width").and_then(|(value, at)| percent(&value, at, context));
    let given = group.take("alt").map(|(value, _)| value);
    let title = |context: &ParseContext| {
        let text = context.smart(&drawn.title);
        let kind = InlineKind::Text(text);
        (!drawn.title.is_empty()).then_some(vec![Inline { kind, span }])
    };
    let (alt, caption) = match given {
        Some(alt) => (context.smart(&alt), drawn.content),
        None => {
            let caption = title(context).unwrap_or_default();
            (context.smart(&plain_text(&drawn.content)), caption)
        }
    };
    if alt.is_empty() && !decorative && context.dialect.extensions {
        context.report(
            codes::PICTURE_NO_ALT,
            range.clone(),
            "the picture has no words for those who cannot see it",
            "say in the brackets what it shows, or add {.decorative} when it shows nothing that matters",
        );
    }
    let picture = Picture {
        path: drawn.address,
        alt: if decorative { String::new() } else { alt },
        decorative,
        width,
    };
    let made = located(picture, range, context);
    let shown = matches!(made.kind, InlineKind::Image(_)).then(|| LonePicture {
        span,
        attributes: group.attributes.clone(),
        caption,
    });
    (wrap(group.attributes, vec![made], span), shown)
}

/// The picture by its path from the project's root; its words where it lies elsewhere.
fn located(mut picture: Picture, range: Range<usize>, context: &mut ParseContext) -> Inline {
    let span = context.span(range.clone());
    if !context.dialect.extensions {
        let kind = InlineKind::Image(picture);
        return Inline { kind, span };
    }
    let inside = match Address::of(&picture.path) {
        Address::File { path, .. } if !path.starts_with(['/', '\\']) => {
            let found = address::from_root(context.folder, &path);
            if found.is_none() {
                context.report(
                    codes::PICTURE_OUTSIDE,
                    range,
                    format!("the picture `{}` lies outside the project", picture.path),
                    "its words are kept; put the file into the project's folder",
                );
            }
            found
        }
        _ => {
            context.report(
                codes::PICTURE_REMOTE,
                range,
                format!("the picture `{}` is not a file of the project", short(&picture.path)),
                "its words are kept; put the file beside the chapter and write its path from there",
            );
            None
        }
    };
    let kind = match inside {
        Some(path) => {
            picture.path = path;
            InlineKind::Image(picture)
        }
        None => InlineKind::Text(picture.alt),
    };
    Inline { kind, span }
}

fn short(address: &str) -> String {
    let mut chars = address.chars();
    let head: String = chars.by_ref().take(60).collect();
    match chars.next() {
        Some(_) => head + "…",
        None => head,
    }
}

/// A percentage, between 0 and 100, with or without its sign.
pub(in crate::manuscript) fn percent(value: &str, at: Range<usize>, context: &mut ParseContext) -> Option<f32> {
    let number = value.trim().trim_end_matches('%').trim().parse::<f32>();
    let number = number.ok().filter(|n| *n > 0.0 && *n <= 100.0);
    if number.is_none() {
        context.report(
            codes::MD_WIDTH,
            at,
            format!("`{value}` is not a width in percent"),
            "write the share of the text's width, such as width=60%",
        );
    }
    number
}

/// What `[content]{...}` makes.
pub(in crate::manuscript) fn bracketed(
    content: Vec<Inline>,
    mut group: Group,
    range: Range<usize>,
    context: &mut ParseContext,
) -> Vec<Inline> {
    let span = context.span(range.clone());
    let mut content = content;
    if group.take_class("smallcaps") {
        let kind = InlineKind::SmallCaps(content);
        content = vec![Inline { kind, span }];
    }
    if group.take_class("index") {
        let mark = index_mark(&mut group, &plain_text(&content), range, context);
        let kind = InlineKind::IndexMark(mark);
        content.insert(0, Inline { kind, span });
    }
    wrap(group.attributes, content, span)
}

fn index_mark(group: &mut Group, shown: &str, range: Range<usize>, context: &mut ParseContext) -> IndexMark {
    let term = group.take("term").map_or_else(|| shown.to_owned(), |(v, _)| v);
    let path: Vec<String> = term
        .split('!')
        .map(|part| context.smart(part.trim()))
        .filter(|part| !part.is_empty())
        .collect();
    if path.is_empty() {
        context.report(
            codes::INDEX_EMPTY,
            range,
            "the index entry names no term",
            "write the term in the brackets or as term=\"...\"",
        );
    }
    let range = match group.take("range") {
        None => IndexRange::Point,
        Some((value, at)) => match value.as_str() {
            "start" => IndexRange::Start,
            "end" => IndexRange::End,
            _ => {
                context.report(
                    codes::INDEX_RANGE,
                    at,
                    format!("an index entry has no range `{value}`"),
                    "write range=start where the range starts and range=end where it ends",
                );
                IndexRange::Point
            }
        },
    };
    let mut other = |key| group.take(key).map(|(value, _)| context.smart(&value));
    IndexMark {
        id: String::new(),
        path,
        see: other("see"),
        see_also: other("see-also"),
        range,
    }
}

/// How many characters of broken braces are underlined.
const SHOWN: usize = 200;

/// Tells of braces at `at` that look like attributes and cannot be read.
pub(in crate::manuscript) fn tell_broken_group(at: usize, context: &mut ParseContext) {
    let rest = context.masked.original.get(at..).unwrap_or("");
    let looks = rest.starts_with("{#")
        || rest.starts_with("{.")
        || rest.strip_prefix('{').is_some_and(|inner| {
            let key = inner.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
            key.len() < inner.len() && key.starts_with("=\"")
        });
    if !looks || context.masked.group_at(at).is_some() {
        return;
    }
    let end = rest
        .char_indices()
        .take(SHOWN)
        .find(|(_, c)| matches!(c, '}' | '\n' | '\r'));
    let len = match end {
        Some((i, '}')) => i + 1,
        Some((i, _)) => i,
        None => 1,
    };
    context.report(
        codes::MD_ATTRIBUTES,
        at..at + len,
        "these attributes cannot be read, and stand as text",
        "write {#id .class key=value key=\"quoted value\"}, apart by spaces",
    );
}

/// Tells of `[^label]` without a definition: the parser takes it for text.
pub(in crate::manuscript) fn tell_undefined_notes(inline: &Inline, context: &mut ParseContext) {
    let InlineKind::Text(text) = &inline.kind else {
        return;
    };
    if !text.contains("[^") || is_literal(inline, context.masked.original) {
        return;
    }
    let mut at = 0;
    while let Some(found) = text[at..].find("[^") {
        let start = at + found;
        at = start + 2;
        let rest = &text[at..];
        let len = rest.find(|c: char| c.is_whitespace() || "[]^".contains(c));
        let Some(len) = len.filter(|&len| len > 0 && rest[len..].starts_with(']')) else {
            continue;
        };
        let from = inline.span.start as usize + start;
        let span = context.span(from..from + len + 3);
        let label = &rest[..len];
        let finding = Diagnostic::new(
            codes::NOTE_UNDEFINED,
            span,
            format!("the note `{label}` is not defined in this chapter"),
        );
        context.findings.push(finding.with_help(format!(
            "add a paragraph `[^{label}]: text`, or write \\[^{label}] where no note is meant"
        )));
    }
}
