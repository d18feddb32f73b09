//! One file, one chapter.

use super::block::Blocks;
use super::context::ParseContext;
use super::syntax::front_matter::{self, FrontMatter};
use super::syntax::mask::Masked;
use super::syntax::{address, slug};
use super::{Dialect, notes, options, typography};
use crate::book::{Block, BlockKind, Chapter, ChapterKind, Inline, InlineKind, Matter, plain_text};
use crate::diagnostic::{Diagnostic, codes};
use crate::project::{ChapterEntry, Sources};
use crate::span::{FileId, Span};
use pulldown_cmark::Parser;

/// A chapter before the book is known.
pub(super) struct ChapterDraft {
    pub chapter: Chapter,
    /// What its file says before its text.
    pub front: FrontMatter,
    /// The id that its author gave it.
    pub id: Option<(String, Span)>,
    /// The id that it gets otherwise, if it is free.
    pub fallback: String,
    /// Where findings about the chapter as a whole stand.
    pub place: Span,
}

/// Parses the chapter of an entry.
pub(super) fn parse(entry: &ChapterEntry, sources: &Sources, dialect: &Dialect) -> (ChapterDraft, Vec<Diagnostic>) {
    let Some((file, source)) = entry.file.and_then(|id| Some((id, sources.get(id)?))) else {
        return (generated(entry, dialect), Vec::new());
    };
    let (mut draft, mut findings) = fragment(&source.text, file, &source.path, dialect);
    complete(&mut draft, entry, dialect, &mut findings);
    (draft, findings)
}

/// A chapter that no file tells: a page that an edition fills, a part page.
fn generated(entry: &ChapterEntry, dialect: &Dialect) -> ChapterDraft {
    let kind = entry.kind.unwrap_or_default();
    let place = entry.span.unwrap_or(Span::GENERATED);
    let title = entry.title.as_deref().unwrap_or("");
    let fallback = match (kind, entry.part) {
        (ChapterKind::Part, Some(part)) => format!("part-{part}"),
        (ChapterKind::Chapter, _) => slug::slug(title),
        _ => kind.name().to_owned(),
    };
    let chapter = Chapter {
        kind,
        matter: entry.matter,
        part: entry.part,
        numbered: kind.is_numbered(entry.matter),
        in_contents: kind.is_listed(),
        title: text(title, place, dialect),
        span: entry.span,
        ..Chapter::default()
    };
    ChapterDraft {
        chapter,
        front: FrontMatter::default(),
        id: None,
        fallback,
        place,
    }
}

/// Parses a text as a chapter that knows no book. `path` is its place in the project.
pub(super) fn fragment(source: &str, file: FileId, path: &str, dialect: &Dialect) -> (ChapterDraft, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let front = match dialect.extensions {
        true => front_matter::read(source, file, &mut findings),
        false => FrontMatter::default(),
    };
    let mut masked = Masked::new(source, front.len, dialect.extensions);
    masked.hide_money(options(dialect));
    let text = masked.text.clone();
    let mut context = ParseContext::new(masked, file, address::folder(path), dialect);
    context.findings = findings;
    let mut blocks = Blocks::new(&mut context);
    for (event, range) in Parser::new_ext(&text, options(dialect)).into_offset_iter() {
        blocks.event(event, range);
    }
    let output = blocks.finish();
    let mut chapter = Chapter {
        blocks: output.blocks,
        source: path.to_owned(),
        ..Chapter::default()
    };
    notes::place(&mut chapter, output.notes, &mut context);
    let place = first_line(source, front.len, file);
    chapter.span = Some(place);
    let draft = ChapterDraft {
        chapter,
        id: front.id.clone(),
        front,
        fallback: fallback(path),
        place,
    };
    (draft, context.findings)
}

fn first_line(source: &str, from: usize, file: FileId) -> Span {
    let rest = source.get(from..).unwrap_or("");
    let start = from + rest.len() - rest.trim_start().len();
    let line = source.get(start..).and_then(|r| r.lines().next()).unwrap_or("");
    Span::new(file, start..start + line.trim_end().len())
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The file's stem without the digits that order the files.
fn fallback(path: &str) -> String {
    let stem = stem(path);
    let bare = stem.trim_start_matches(|c: char| c.is_ascii_digit());
    let bare = bare.trim_start_matches(['-', '_', '.', ' ']);
    match bare.is_empty() {
        true => format!("chapter-{}", slug::slug(stem)),
        false => slug::slug(bare),
    }
}

/// Title, kind and what follows from them.
fn complete(draft: &mut ChapterDraft, entry: &ChapterEntry, dialect: &Dialect, findings: &mut Vec<Diagnostic>) {
    let (chapter, front) = (&mut draft.chapter, &draft.front);
    chapter.matter = front.matter.unwrap_or(entry.matter);
    chapter.part = entry.part;
    take_title(chapter, front, findings);
    if chapter.title.is_empty() {
        chapter.title = match (&front.title, &entry.title) {
            (_, Some(title)) => text(title, entry.span.unwrap_or(draft.place), dialect),
            (Some((title, at)), None) => text(title, *at, dialect),
            (None, None) => Vec::new(),
        };
    }
    let title = plain_text(&chapter.title);
    chapter.kind = entry
        .kind
        .or(front.kind)
        .unwrap_or_else(|| guess(stem(&chapter.source), &title, chapter.matter));
    chapter.numbered = front
        .numbered
        .unwrap_or_else(|| chapter.kind.is_numbered(chapter.matter));
    chapter.in_contents = front.contents.unwrap_or_else(|| chapter.kind.is_listed());
    if chapter.title.is_empty() && chapter.kind.is_listed() {
        let name = fallback(&chapter.source).replace('-', " ");
        let mut chars = name.chars();
        let first = chars.next().map(char::to_uppercase);
        let name: String = first.into_iter().flatten().chain(chars).collect();
        let message = format!("the chapter has no title: it is called “{name}” after its file");
        let finding = Diagnostic::new(codes::MD_NO_TITLE, draft.place, message);
        findings.push(finding.with_help("start the file with a line `# Title`"));
        chapter.title = text(&name, draft.place, dialect);
    }
    if let Some((subtitle, at)) = &front.subtitle {
        chapter.subtitle = text(subtitle, *at, dialect);
    }
    chapter.short_title = front.short.as_deref().map(|short| smart(short, dialect));
    let heading = chapter.span.unwrap_or(draft.place);
    if let Some(id) = chapter.attributes.id.take() {
        draft.id = Some((id, heading));
    }
    if let Some(at) = chapter.attributes.pairs.iter().position(|(k, _)| k == "lang") {
        chapter.language = Some(chapter.attributes.pairs.remove(at).1);
    }
    if chapter.attributes.has("unnumbered") {
        chapter.numbered = front.numbered.unwrap_or(false);
    }
}

fn smart(text: &str, dialect: &Dialect) -> String {
    match dialect.smart {
        true => typography::improve_text(text, &dialect.language),
        false => text.to_owned(),
    }
}

fn text(text: &str, span: Span, dialect: &Dialect) -> Vec<Inline> {
    let text = smart(text, dialect);
    let kind = InlineKind::Text(text);
    (!matches!(&kind, InlineKind::Text(t) if t.is_empty()))
        .then_some(vec![Inline { kind, span }])
        .unwrap_or_default()
}

/// Takes the title's heading out of the blocks: the first of level 1, or a heading of any level
/// that the text starts with when nothing else names the chapter.
fn take_title(chapter: &mut Chapter, front: &FrontMatter, findings: &mut Vec<Diagnostic>) {
    let level = |block: &Block| match block.kind {
        BlockKind::Heading { level, .. } => Some(level),
        _ => None,
    };
    let mut first = chapter.blocks.iter().position(|b| level(b) == Some(1));
    if first.is_none() && front.title.is_none() {
        first = (chapter.blocks.first().and_then(level).is_some()).then_some(0);
    }
    let Some(at) = first else { return };
    let Block { kind, attributes, span } = chapter.blocks.remove(at);
    if let BlockKind::Heading { content, .. } = kind {
        chapter.title = content;
    }
    chapter.attributes = attributes;
    chapter.span = Some(span);
    for block in chapter.blocks.iter().filter(|b| level(b) == Some(1)) {
        let message = "the file has a second title; it is set as a section";
        let finding = Diagnostic::new(codes::MD_SECOND_TITLE, block.span, message)
            .with_help("write ## for a section, or put the chapter into a file of its own")
            .with_related(span, "the chapter's title");
        findings.push(finding);
    }
}

/// The kind that the file's stem or the title tells.
fn guess(stem: &str, title: &str, matter: Matter) -> ChapterKind {
    let names = [fallback(stem), slug::slug(title)];
    let known = |name: &String| {
        let numbered_appendix = name.starts_with("appendix-").then_some(ChapterKind::Appendix);
        ChapterKind::known_by_name(name, matter).or(numbered_appendix)
    };
    names.iter().find_map(known).unwrap_or_default()
}
