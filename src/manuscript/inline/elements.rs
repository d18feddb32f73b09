//! Raw HTML in a line: the allow-list, and what is said about the rest.

use super::spans;
use crate::book::{Inline, InlineKind};
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::manuscript::context::ParseContext;
use crate::manuscript::syntax::attributes::Group;
use crate::manuscript::syntax::html::{self, HtmlTag, Policy};
use std::ops::Range;

/// What an opening tag makes at once; `None` when its end tag is waited for.
pub(in crate::manuscript) fn open(
    tag: &HtmlTag,
    range: &Range<usize>,
    context: &mut ParseContext,
) -> Option<Vec<Inline>> {
    if let Some(handler) = tag.handler() {
        let message = format!("`{handler}` would run code: it is left out");
        context.report(codes::MD_HTML, range.clone(), message, "remove the attribute");
    }
    let span = context.span(range.clone());
    match html::policy(&tag.name) {
        Policy::Break => {
            let kind = InlineKind::HardBreak;
            Some(vec![Inline { kind, span }])
        }
        Policy::Image => Some(spans::picture(image(tag, range), range.clone(), context).0),
        Policy::Unwrap { .. } => {
            let message = format!("the tag `<{}>` is not kept", tag.name);
            let help = "its text is kept; use the dialect's own marks";
            context.report(codes::MD_HTML_TAG, range.clone(), message, help);
            Some(Vec::new())
        }
        Policy::Active => {
            let message = format!("a book cannot hold `<{}>`", tag.name);
            let help = "the element is left out and its text kept; remove it";
            context.report(codes::MD_HTML, range.clone(), message, help);
            Some(Vec::new())
        }
        Policy::Drop => {
            let message = format!("a book cannot hold `<{}>`", tag.name);
            let help = "the element is left out with its text; remove it";
            context.report(codes::MD_HTML, range.clone(), message, help);
            (tag.self_closing).then(Vec::new)
        }
        Policy::Emphasis | Policy::Strong => {
            let marks = if html::policy(&tag.name) == Policy::Strong {
                "**"
            } else {
                "*"
            };
            let message = format!("`<{}>` has a mark of its own", tag.name);
            let help = format!("write {marks}text{marks}");
            // Its meaning is kept whole.
            let finding = Diagnostic::new(codes::MD_HTML_TAG, context.span(range.clone()), message).with_help(help);
            context.findings.push(finding.weakened_to(Severity::Hint));
            tag.self_closing.then(Vec::new)
        }
        _ => tag
            .self_closing
            .then(|| close(tag.clone(), Vec::new(), range.start, Some(range.end), context)),
    }
}

/// Whether the end tag of that name closes something that [`open`] left open.
pub(in crate::manuscript) fn nests(name: &str) -> bool {
    !matches!(
        html::policy(name),
        Policy::Break | Policy::Image | Policy::Unwrap { .. } | Policy::Active
    )
}

/// What an element makes of its text. `end` is `None` when its end tag is missing.
pub(in crate::manuscript) fn close(
    tag: HtmlTag,
    content: Vec<Inline>,
    start: usize,
    end: Option<usize>,
    context: &mut ParseContext,
) -> Vec<Inline> {
    let last = content.last().map_or(start, |i| i.span.end as usize);
    let range = start..end.unwrap_or(last).max(start);
    let span = context.span(range.clone());
    let Some(_) = end else {
        let message = format!("`<{}>` is not closed", tag.name);
        let help = format!("add </{}> in the same paragraph, inside the same marks", tag.name);
        let line = context.source(start..context.masked.original.len());
        let len = line.find('>').map_or(1, |i| i + 1);
        context.report(codes::MD_HTML_UNCLOSED, start..start + len, message, help);
        return content;
    };
    let kind = match html::policy(&tag.name) {
        Policy::Drop => return Vec::new(),
        Policy::Subscript => InlineKind::Subscript(content),
        Policy::Superscript => InlineKind::Superscript(content),
        Policy::Strikethrough => InlineKind::Strikethrough(content),
        Policy::Emphasis => InlineKind::Emphasis(content),
        Policy::Strong => InlineKind::Strong(content),
        Policy::Element(name) => InlineKind::Element {
            name,
            attributes: tag.kept(),
            content,
        },
        Policy::Anchor => return anchor(&tag, content, range, context),
        _ if tag.kept().is_empty() => return content,
        _ => InlineKind::Span {
            attributes: tag.kept(),
            content,
        },
    };
    vec![Inline { kind, span }]
}

fn anchor(tag: &HtmlTag, content: Vec<Inline>, range: Range<usize>, context: &mut ParseContext) -> Vec<Inline> {
    let attributes = tag.kept();
    let Some(address) = tag.get("href") else {
        if attributes.is_empty() {
            return content;
        }
        let kind = InlineKind::Span { attributes, content };
        let span = context.span(range);
        return vec![Inline { kind, span }];
    };
    let link = spans::LinkDraft {
        address: address.to_owned(),
        title: tag.get("title").unwrap_or("").to_owned(),
        content,
    };
    let mut rest = attributes;
    rest.pairs.retain(|(key, _)| key != "title");
    let group = Group {
        attributes: rest,
        range: range.clone(),
        values: Vec::new(),
    };
    spans::link(link, Some(group), range, context)
}

fn image(tag: &HtmlTag, range: &Range<usize>) -> spans::ImageDraft {
    let mut attributes = tag.kept();
    attributes.pairs.retain(|(key, _)| key != "title");
    if let Some(width) = tag.get("width").filter(|w| w.ends_with('%')) {
        attributes.pairs.push(("width".into(), width.to_owned()));
    }
    if let Some(alt) = tag.get("alt").filter(|alt| !alt.is_empty()) {
        attributes.pairs.push(("alt".into(), alt.to_owned()));
    } else if tag.get("alt").is_some() || tag.get("role") == Some("presentation") {
        // An empty `alt` is HTML's own way to say that a picture is decorative.
        attributes.classes.push("decorative".into());
    }
    let values = vec![range.clone(); attributes.pairs.len()];
    spans::ImageDraft {
        address: tag.get("src").unwrap_or("").to_owned(),
        title: String::new(),
        content: Vec::new(),
        group: Some(Group {
            attributes,
            range: range.clone(),
            values,
        }),
    }
}

/// Tells of an end tag without its start.
pub(in crate::manuscript) fn tell_stray(name: &str, range: Range<usize>, context: &mut ParseContext) {
    let message = format!("`</{name}>` closes nothing");
    let help = "remove it, or open the element in the same paragraph, inside the same marks";
    context.report(codes::MD_HTML_UNCLOSED, range, message, help);
}

/// Tells of a declaration or a processing instruction.
pub(in crate::manuscript) fn tell_other(range: Range<usize>, context: &mut ParseContext) {
    let message = "declarations and processing instructions are not kept";
    context.report(codes::MD_HTML_TAG, range, message, "remove it");
}
