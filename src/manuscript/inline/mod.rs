//! The parser's inline events to inlines, with an explicit stack.

pub(super) mod elements;
pub(super) mod spans;
pub(super) mod texts;

use crate::book::{Inline, InlineKind};
use crate::limits;
use crate::manuscript::context::ParseContext;
use crate::manuscript::syntax::attributes::Group;
use crate::manuscript::syntax::html::{self, HtmlPiece, HtmlTag};
use crate::manuscript::typography;
use pulldown_cmark::{Event, LinkType, Tag};
use spans::LonePicture;
use std::collections::BTreeMap;
use std::ops::Range;
use texts::{clean, merge, tidy, trim_end};

/// What is open.
enum OpenInline {
    Root,
    Emphasis,
    Strong,
    Strikethrough,
    Link { address: String, title: String },
    Image { address: String, title: String },
    Html(HtmlTag),
}

struct InlineFrame {
    open: OpenInline,
    children: Vec<Inline>,
    /// Where in `children` the brackets stand that a `]{...}` may close.
    brackets: Vec<usize>,
    /// The open `^` or `~`: the character, its place in `children` and in the source.
    script: Option<(u8, usize, usize)>,
    start: usize,
}

/// What was built.
pub(super) struct InlineContent {
    pub content: Vec<Inline>,
    /// The attributes at the end of the text: a heading's, a table caption's.
    pub trailing: Option<Group>,
    /// The last picture that stands outside all marks.
    pub lone_picture: Option<LonePicture>,
}

/// Builds the inlines of one paragraph, heading or cell.
pub(super) struct InlineBuilder {
    frames: Vec<InlineFrame>,
    /// How many marks are open that nest too deeply to be kept.
    flat: usize,
    /// How many brackets are open in all frames.
    brackets: usize,
    /// Open elements by name, for a quick answer to a stray end tag.
    elements: BTreeMap<String, usize>,
    /// How many elements nest too deeply to be kept.
    flat_elements: usize,
    skip_until: usize,
    last_end: usize,
    trailing: Option<Group>,
    lone_picture: Option<LonePicture>,
}

impl InlineBuilder {
    pub fn new(start: usize) -> InlineBuilder {
        InlineBuilder {
            frames: vec![InlineFrame::new(OpenInline::Root, start)],
            flat: 0,
            brackets: 0,
            elements: BTreeMap::new(),
            flat_elements: 0,
            skip_until: 0,
            last_end: start,
            trailing: None,
            lone_picture: None,
        }
    }

    fn push(&mut self, kind: InlineKind, range: Range<usize>, context: &ParseContext) {
        let span = context.span(range);
        self.extend([Inline { kind, span }]);
    }

    fn extend(&mut self, inlines: impl IntoIterator<Item = Inline>) {
        if let Some(frame) = self.frames.last_mut() {
            frame.children.extend(inlines);
        }
    }

    /// Takes an event that belongs in a line; whether it did.
    pub fn event(&mut self, event: &Event, range: Range<usize>, context: &mut ParseContext) {
        let is_text = matches!(event, Event::Text(_) | Event::SoftBreak | Event::End(_));
        if !is_text {
            self.settle(context);
        }
        match event {
            Event::Text(text) => self.text(text, range.clone(), context),
            Event::Code(text) => {
                let text = context.masked.restore(text, range.clone());
                let kind = InlineKind::Code(clean(&text));
                self.push(kind, range.clone(), context);
            }
            Event::InlineMath(tex) | Event::DisplayMath(tex) => {
                let tex = context.masked.restore(tex, range.clone()).into_owned();
                self.push(InlineKind::Math(tex), range.clone(), context);
            }
            Event::InlineHtml(html) => self.html(html, range.clone(), context),
            Event::FootnoteReference(label) => {
                let note = context.label(label);
                let kind = InlineKind::NoteRef { note, occurrence: 0 };
                self.push(kind, range.clone(), context);
            }
            Event::SoftBreak => self.push(InlineKind::SoftBreak, range.clone(), context),
            Event::HardBreak => self.push(InlineKind::HardBreak, range.clone(), context),
            Event::Start(tag) => self.start(tag, range.clone(), context),
            Event::End(_) => self.end(range.clone(), context),
            _ => {}
        }
        // A start's range covers what it holds: the next event stands inside it.
        self.last_end = match event {
            Event::Start(_) => range.start,
            _ => range.end,
        };
    }

    fn depth(&self) -> usize {
        self.frames.len() + self.brackets
    }

    fn start(&mut self, tag: &Tag, range: Range<usize>, context: &mut ParseContext) {
        let link = |dest: &str, title: &str, mail: bool| {
            let restored = context.masked.restore(dest, range.clone());
            let address = match mail {
                true => format!("mailto:{restored}"),
                false => restored.into_owned(),
            };
            let title = context.masked.restore(title, range.clone()).into_owned();
            (address, title)
        };
        let open = match tag {
            Tag::Emphasis => OpenInline::Emphasis,
            Tag::Strong => OpenInline::Strong,
            Tag::Strikethrough => OpenInline::Strikethrough,
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                let (address, title) = link(dest_url, title, *link_type == LinkType::Email);
                OpenInline::Link { address, title }
            }
            Tag::Image { dest_url, title, .. } => {
                let (address, title) = link(dest_url, title, false);
                OpenInline::Image { address, title }
            }
            _ => {
                self.flat += 1;
                return;
            }
        };
        if self.flat > 0 || self.depth() >= limits::NESTING {
            self.flat += 1;
            context.too_deep(range);
            return;
        }
        self.frames.push(InlineFrame::new(open, range.start));
    }

    fn end(&mut self, range: Range<usize>, context: &mut ParseContext) {
        if self.flat > 0 {
            self.flat -= 1;
            return;
        }
        self.close_elements(context);
        if self.frames.len() < 2 {
            return;
        }
        self.settle(context);
        let Some(frame) = self.frames.pop() else {
            return;
        };
        self.brackets -= frame.brackets.len();
        let content = tidy(frame.children, context);
        let kind = match frame.open {
            OpenInline::Emphasis => InlineKind::Emphasis(content),
            OpenInline::Strong => InlineKind::Strong(content),
            // GitHub strikes out with one tilde too; here one lowers.
            OpenInline::Strikethrough if is_lowered(&range, context) => InlineKind::Subscript(content),
            OpenInline::Strikethrough => InlineKind::Strikethrough(content),
            OpenInline::Link { address, title } => {
                let group = self.group_after(&range, context);
                let all = group.as_ref().map_or(range.clone(), |g| range.start..g.range.end);
                let link = spans::LinkDraft {
                    address,
                    title,
                    content,
                };
                let made = spans::link(link, group, all, context);
                self.extend(made);
                return;
            }
            OpenInline::Image { address, title } => {
                let group = self.group_after(&range, context);
                let all = group.as_ref().map_or(range.clone(), |g| range.start..g.range.end);
                let draft = spans::ImageDraft {
                    address,
                    title,
                    content,
                    group,
                };
                let (made, lone) = spans::picture(draft, all, context);
                if self.frames.len() == 1 {
                    self.lone_picture = lone;
                }
                self.extend(made);
                return;
            }
            OpenInline::Root | OpenInline::Html(_) => return,
        };
        self.push(kind, range, context);
    }

    /// The attributes that follow `range` at once.
    fn group_after(&mut self, range: &Range<usize>, context: &mut ParseContext) -> Option<Group> {
        if !context.dialect.extensions {
            return None;
        }
        let found = context.masked.group_at(range.end).cloned();
        match &found {
            Some(group) => self.skip_until = group.range.end,
            None => spans::tell_broken_group(range.end, context),
        }
        found
    }

    fn text(&mut self, text: &str, range: Range<usize>, context: &mut ParseContext) {
        let exact = context.masked.text.get(range.clone()) == Some(text);
        if !exact {
            self.settle(context);
            let text = clean(text);
            self.push(InlineKind::Text(text), range, context);
            return;
        }
        let mut at = range.start.max(self.skip_until);
        let escaped =
            range.start > self.last_end && context.source(range.start - 1..range.start) == "\\" && at == range.start;
        if escaped {
            self.settle(context);
            let len = context.source(range.clone()).chars().next().map_or(0, char::len_utf8);
            let first = InlineKind::Text(clean(context.source(at..at + len)));
            self.push(first, at - 1..at + len, context);
            at += len;
        }
        if !context.dialect.extensions {
            return self.literal(at..range.end, context);
        }
        let original = context.masked.original;
        let mut from = at;
        while at < range.end {
            match original.as_bytes()[at] {
                b'[' => {
                    self.literal(from..at, context);
                    self.open_bracket(at, context);
                    from = at + 1;
                }
                b']' => {
                    self.literal(from..at, context);
                    from = at;
                    if let Some(end) = self.close_bracket(at, context) {
                        self.skip_until = end;
                        from = end;
                        at = end;
                        continue;
                    }
                }
                mark @ (b'^' | b'~') if is_single(original, at) => {
                    self.literal(from..at, context);
                    self.script(mark, at, context);
                    from = at + 1;
                }
                b'{' => {
                    if let Some(group) = context.masked.group_at(at).cloned() {
                        self.literal(from..at, context);
                        self.settle(context);
                        at = group.range.end;
                        from = at;
                        self.skip_until = at;
                        self.trailing = Some(group);
                        continue;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        self.literal(from..range.end, context);
    }

    fn literal(&mut self, range: Range<usize>, context: &mut ParseContext) {
        if range.is_empty() || range.start >= range.end {
            return;
        }
        if !context.source(range.clone()).trim().is_empty() {
            self.settle(context);
        }
        let text = clean(context.source(range.clone()));
        self.push(InlineKind::Text(text), range, context);
    }

    /// Attributes that turned out not to end the text are text.
    fn settle(&mut self, context: &mut ParseContext) {
        if let Some(group) = self.trailing.take() {
            let text = clean(context.source(group.range.clone()));
            self.push(InlineKind::Text(text), group.range, context);
        }
    }

    /// Takes a `^` or `~`: it closes an open one when no space stands between, else it may open.
    fn script(&mut self, mark: u8, at: usize, context: &mut ParseContext) {
        self.settle(context);
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        if let Some((open, index, start)) = frame.script
            && open == mark
        {
            let inner = context.source(start + 1..at);
            if !inner.is_empty() && !inner.contains(char::is_whitespace) {
                let content = frame.children.split_off(index + 1);
                frame.children.pop();
                frame.script = None;
                let before = frame.brackets.len();
                frame.brackets.retain(|&bracket| bracket < index);
                self.brackets -= before - frame.brackets.len();
                let content = tidy(content, context);
                let kind = match mark {
                    b'^' => InlineKind::Superscript(content),
                    _ => InlineKind::Subscript(content),
                };
                return self.push(kind, start..at + 1, context);
            }
        }
        frame.script = Some((mark, frame.children.len(), at));
        let text = InlineKind::Text(char::from(mark).to_string());
        self.push(text, at..at + 1, context);
    }

    fn open_bracket(&mut self, at: usize, context: &mut ParseContext) {
        self.settle(context);
        let room = self.depth() < limits::NESTING;
        self.push(InlineKind::Text("[".into()), at..at + 1, context);
        if let Some(frame) = self.frames.last_mut().filter(|_| room) {
            frame.brackets.push(frame.children.len() - 1);
            self.brackets += 1;
        }
    }

    /// Closes the nearest open bracket at the `]` at `at`; with attributes after it, a span is
    /// made and its end returned.
    fn close_bracket(&mut self, at: usize, context: &mut ParseContext) -> Option<usize> {
        self.settle(context);
        let group = context.masked.group_at(at + 1).cloned();
        if group.is_none() {
            spans::tell_broken_group(at + 1, context);
        }
        let frame = self.frames.last_mut()?;
        let opened = frame.brackets.pop()?;
        self.brackets -= 1;
        let group = group?;
        let mut content = frame.children.split_off(opened);
        frame.script = frame.script.filter(|&(_, index, _)| index < opened);
        let start = content.first()?.span.start as usize;
        content.remove(0);
        let end = group.range.end;
        let made = spans::bracketed(tidy(content, context), group, start..end, context);
        self.extend(made);
        Some(end)
    }

    fn html(&mut self, raw: &str, range: Range<usize>, context: &mut ParseContext) {
        if context.masked.fence_at(range.start).is_some() {
            let text = clean(context.source(range.clone()));
            return self.push(InlineKind::Text(text), range, context);
        }
        let restored = context.masked.restore(raw, range.clone()).into_owned();
        let piece = html::pieces(&restored).into_iter().next();
        if let Some((piece, _)) = piece {
            self.piece(piece, range, context);
        }
    }

    /// Takes a piece of raw HTML that stands in the line.
    pub fn piece(&mut self, piece: HtmlPiece, range: Range<usize>, context: &mut ParseContext) {
        match piece {
            HtmlPiece::Open(tag) => {
                if let Some(done) = elements::open(&tag, &range, context) {
                    return self.extend(done);
                }
                if self.depth() >= limits::NESTING {
                    self.flat_elements += 1;
                    return context.too_deep(range);
                }
                *self.elements.entry(tag.name.clone()).or_default() += 1;
                self.frames.push(InlineFrame::new(OpenInline::Html(tag), range.start));
            }
            HtmlPiece::Close(name) => self.close_tag(&name, range, context),
            HtmlPiece::Other => elements::tell_other(range, context),
            HtmlPiece::Comment | HtmlPiece::Text => {}
        }
    }

    fn close_tag(&mut self, name: &str, range: Range<usize>, context: &mut ParseContext) {
        if !elements::nests(name) {
            return;
        }
        let open = self.elements.get(name).is_some_and(|&n| n > 0);
        let reachable = open
            && self
                .frames
                .iter()
                .rev()
                .map_while(|f| f.element())
                .any(|tag| tag.name == name);
        if !reachable {
            if self.flat_elements > 0 {
                self.flat_elements -= 1;
                return;
            }
            return elements::tell_stray(name, range, context);
        }
        while let Some(tag) = self.frames.last().and_then(InlineFrame::element) {
            let found = tag.name == name;
            self.close_element(found.then_some(range.end), context);
            if found {
                break;
            }
        }
    }

    /// Closes every element above the innermost mark: their end tags are missing.
    fn close_elements(&mut self, context: &mut ParseContext) {
        while self.frames.last().and_then(InlineFrame::element).is_some() {
            self.close_element(None, context);
        }
    }

    fn close_element(&mut self, end: Option<usize>, context: &mut ParseContext) {
        self.settle(context);
        let Some(frame) = self.frames.pop() else {
            return;
        };
        self.brackets -= frame.brackets.len();
        let OpenInline::Html(tag) = frame.open else { return };
        if let Some(count) = self.elements.get_mut(&tag.name) {
            *count = count.saturating_sub(1);
        }
        let content = tidy(frame.children, context);
        let made = elements::close(tag, content, frame.start, end, context);
        self.extend(made);
    }

    /// Ends the text: what is open closes, typography is done.
    pub fn finish(mut self, context: &mut ParseContext) -> InlineContent {
        self.close_elements(context);
        let root = self.frames.drain(..).next();
        let mut content = tidy(root.map_or_else(Vec::new, |f| f.children), context);
        if self.trailing.is_some() {
            trim_end(&mut content);
        }
        if context.dialect.smart {
            typography::improve(&mut content, context.masked.original, &context.dialect.language);
        }
        merge(&mut content);
        InlineContent {
            content,
            trailing: self.trailing,
            lone_picture: self.lone_picture,
        }
    }
}

impl InlineFrame {
    fn new(open: OpenInline, start: usize) -> InlineFrame {
        InlineFrame {
            open,
            children: Vec::new(),
            brackets: Vec::new(),
            script: None,
            start,
        }
    }

    fn element(&self) -> Option<&HtmlTag> {
        match &self.open {
            OpenInline::Html(tag) => Some(tag),
            _ => None,
        }
    }
}

/// Whether the character at `at` stands beside none of its kind.
fn is_single(source: &str, at: usize) -> bool {
    let bytes = source.as_bytes();
    let same = |i: Option<usize>| i.and_then(|i| bytes.get(i)) == bytes.get(at);
    !same(at.checked_sub(1)) && !same(Some(at + 1))
}

fn is_lowered(range: &Range<usize>, context: &ParseContext) -> bool {
    let source = context.source(range.clone());
    context.dialect.extensions && !source.starts_with("~~") && !source.contains(char::is_whitespace)
}
