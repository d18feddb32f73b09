//! What only the whole book can tell: ids, references between files, the index.

use super::chapter::ChapterDraft;
use super::syntax::address;
use super::syntax::nearest::nearest;
use super::syntax::slug::{self, Taken};
use crate::book::walk::{self, NodeMut, Root, Siblings, TextKind};
use crate::book::{Attributes, Block, BlockKind, Chapter, IndexMark, IndexRange, Inline, InlineKind, plain_text};
use crate::diagnostic::{Diagnostic, codes};
use crate::span::Span;
use std::collections::BTreeMap;

/// Resolves the chapters of a book, in reading order.
pub(super) fn resolve(drafts: Vec<ChapterDraft>, findings: &mut Vec<Diagnostic>) -> Vec<Chapter> {
    let mut drafts = drafts;
    let mut explicit = Explicit {
        seen: BTreeMap::new(),
        findings,
    };
    for draft in &mut drafts {
        if let Some((id, span)) = draft.id.take()
            && explicit.is_first(&id, span)
        {
            draft.chapter.id = id;
        }
        walk::nodes_mut(walk::chapter_mut(&mut draft.chapter), |node| explicit.take_down(node));
    }
    let explicit = explicit.seen;
    let mut taken = Taken::default();
    taken.ids.extend(explicit.keys().cloned());
    for draft in &mut drafts {
        if draft.chapter.id.is_empty() {
            draft.chapter.id = slug::free(&draft.fallback, &mut taken);
        }
    }
    let mut chapters: Vec<Chapter> = drafts.into_iter().map(|d| d.chapter).collect();
    let mut map = IdMap {
        explicit,
        files: BTreeMap::new(),
        slugs: Vec::new(),
        titles: BTreeMap::new(),
        ids: chapters.iter().map(|c| c.id.clone()).collect(),
    };
    for (i, chapter) in chapters.iter_mut().enumerate() {
        map.add(i, chapter, &mut taken);
    }
    mark_index(&mut chapters, &mut taken, findings);
    for (i, chapter) in chapters.iter_mut().enumerate() {
        let folder = address::folder(&chapter.source).to_owned();
        let mut references = References {
            map: &map,
            taken: &taken,
            chapter: i,
            folder,
            findings,
        };
        walk::nodes_mut(walk::chapter_mut(chapter), |node| {
            if let NodeMut::Inline(inline) = node {
                references.settle(inline);
            }
        });
        dissolve_bare_spans(chapter);
    }
    chapters
}

/// Replaces spans that are left without attributes by what they hold.
fn dissolve_bare_spans(chapter: &mut Chapter) {
    let is_bare =
        |inline: &Inline| matches!(&inline.kind, InlineKind::Span { attributes, .. } if attributes.is_empty());
    walk::lists_mut(walk::chapter_mut(chapter), |siblings, _| {
        let Siblings::Inlines(inlines) = siblings else { return };
        if !inlines.iter().any(is_bare) {
            return;
        }
        let mut rest: Vec<Inline> = inlines.drain(..).rev().collect();
        while let Some(inline) = rest.pop() {
            match inline.kind {
                InlineKind::Span { attributes, content } if attributes.is_empty() => {
                    rest.extend(content.into_iter().rev());
                }
                _ => inlines.push(inline),
            }
        }
    });
}

/// The ids that the author gave, each once.
struct Explicit<'f> {
    seen: BTreeMap<String, Span>,
    findings: &'f mut Vec<Diagnostic>,
}

impl Explicit<'_> {
    fn is_first(&mut self, id: &str, span: Span) -> bool {
        let Some(&first) = self.seen.get(id) else {
            self.seen.insert(id.to_owned(), span);
            return true;
        };
        let message = format!("the id `{id}` is taken");
        let finding = Diagnostic::new(codes::ID_DUPLICATE, span, message)
            .with_help("ids are unique in the book: give this one another name")
            .with_related(first, "first given here");
        self.findings.push(finding);
        false
    }

    fn check(&mut self, attributes: &mut Attributes, span: Span) {
        if let Some(id) = attributes.id.take()
            && self.is_first(&id, span)
        {
            attributes.id = Some(id);
        }
    }

    fn take_down(&mut self, node: NodeMut<'_>) {
        match node {
            NodeMut::Block(block) => self.check(&mut block.attributes, block.span),
            NodeMut::Inline(inline) => {
                if let InlineKind::Span { attributes, .. } | InlineKind::Element { attributes, .. } = &mut inline.kind {
                    self.check(attributes, inline.span);
                }
            }
        }
    }
}

/// What names lead to.
struct IdMap {
    /// The ids that the author gave.
    explicit: BTreeMap<String, Span>,
    /// Chapters by the paths of their files.
    files: BTreeMap<String, usize>,
    /// A chapter's headings by GitHub's slugs, which are unique in a file only.
    slugs: Vec<BTreeMap<String, String>>,
    /// Chapters' ids by the slugs of their titles.
    titles: BTreeMap<String, String>,
    /// Chapters' ids.
    ids: Vec<String>,
}

impl IdMap {
    /// Gives the chapter's headings their ids and takes its names down.
    fn add(&mut self, place: usize, chapter: &mut Chapter, taken: &mut Taken) {
        if !chapter.source.is_empty() {
            self.files.entry(chapter.source.clone()).or_insert(place);
        }
        let mut headings = HeadingIds {
            slugs: BTreeMap::new(),
            local: Taken::default(),
            taken,
        };
        let title = slug::slug(&plain_text(&chapter.title));
        headings
            .slugs
            .insert(slug::free(&title, &mut headings.local), chapter.id.clone());
        self.titles.entry(title).or_insert_with(|| chapter.id.clone());
        walk::nodes_mut(vec![Root::blocks(&mut chapter.blocks, TextKind::Running)], |node| {
            if let NodeMut::Block(block) = node {
                headings.name(block);
            }
        });
        self.slugs.push(headings.slugs);
    }
}

struct HeadingIds<'t> {
    slugs: BTreeMap<String, String>,
    local: Taken,
    taken: &'t mut Taken,
}

impl HeadingIds<'_> {
    /// Gives a heading its id.
    fn name(&mut self, block: &mut Block) {
        let BlockKind::Heading { content, .. } = &block.kind else {
            return;
        };
        let slug = slug::slug(&plain_text(content));
        let local = slug::free(&slug, &mut self.local);
        let id = match block.attributes.id.take() {
            Some(id) => id,
            None => slug::free(&slug, self.taken),
        };
        self.slugs.insert(local, id.clone());
        block.attributes.id = Some(id);
    }
}

/// Gives index marks their ids and pairs their ranges.
fn mark_index(chapters: &mut [Chapter], taken: &mut Taken, findings: &mut Vec<Diagnostic>) {
    let mut marks = IndexMarks {
        next: 0,
        open: BTreeMap::new(),
        taken,
        findings,
    };
    for chapter in chapters {
        walk::nodes_mut(walk::chapter_mut(chapter), |node| {
            if let NodeMut::Inline(inline) = node {
                marks.name(inline);
            }
        });
    }
    let open = std::mem::take(&mut marks.open);
    for (path, span) in open {
        let finding = Diagnostic::new(
            codes::INDEX_RANGE,
            span,
            format!("the range of `{}` does not end", path.join("!")),
        );
        findings.push(finding.with_help("add []{.index term=\"...\" range=end} where it ends"));
    }
}

struct IndexMarks<'t> {
    next: usize,
    open: BTreeMap<Vec<String>, Span>,
    taken: &'t mut Taken,
    findings: &'t mut Vec<Diagnostic>,
}

impl IndexMarks<'_> {
    fn pair(&mut self, mark: &IndexMark, span: Span) {
        match mark.range {
            IndexRange::Point => {}
            IndexRange::Start => {
                if let Some(first) = self.open.insert(mark.path.clone(), span) {
                    let message = format!("the range of `{}` is open already", mark.path.join("!"));
                    let finding = Diagnostic::new(codes::INDEX_RANGE, span, message)
                        .with_help("end the first range before another of the same term starts")
                        .with_related(first, "it starts here");
                    self.findings.push(finding);
                }
            }
            IndexRange::End => {
                if self.open.remove(&mark.path).is_none() {
                    let message = format!("the range of `{}` has no start", mark.path.join("!"));
                    let finding = Diagnostic::new(codes::INDEX_RANGE, span, message);
                    let help = "add []{.index term=\"...\" range=start} where it starts";
                    self.findings.push(finding.with_help(help));
                }
            }
        }
    }
}

impl IndexMarks<'_> {
    /// Gives an index mark its id.
    fn name(&mut self, inline: &mut Inline) {
        let InlineKind::IndexMark(mark) = &mut inline.kind else {
            return;
        };
        loop {
            self.next += 1;
            mark.id = format!("ix-{}", self.next);
            if self.taken.ids.insert(mark.id.clone()) {
                break;
            }
        }
        let mark = mark.clone();
        self.pair(&mark, inline.span);
    }
}

struct References<'m> {
    map: &'m IdMap,
    taken: &'m Taken,
    chapter: usize,
    folder: String,
    findings: &'m mut Vec<Diagnostic>,
}

impl References<'_> {
    /// The id that a reference names; `None` with a finding when there is none.
    fn find(&mut self, target: &str, span: Span) -> Option<String> {
        match target.split_once('#') {
            Some((path, id)) => self.find_in_file(path, id, span),
            None => self.find_id(target, span),
        }
    }

    fn find_id(&mut self, id: &str, span: Span) -> Option<String> {
        if self.map.explicit.contains_key(id) {
            return Some(id.to_owned());
        }
        let own = self.map.slugs.get(self.chapter).and_then(|slugs| slugs.get(id));
        if let Some(own) = own {
            return Some(own.clone());
        }
        if self.taken.ids.contains(id) {
            return Some(id.to_owned());
        }
        let title = self.map.titles.get(id).cloned();
        if title.is_none() {
            let near = nearest(id, self.taken.ids.iter().map(String::as_str));
            self.unknown(id, near.map(str::to_owned), span);
        }
        title
    }

    fn find_in_file(&mut self, path: &str, id: &str, span: Span) -> Option<String> {
        let place = address::from_root(&self.folder, path)
            .and_then(|path| self.map.files.get(&path))
            .copied();
        let Some(place) = place else {
            let message = format!("`{path}` is no chapter of this book");
            let finding = Diagnostic::new(codes::REF_OUTSIDE, span, message);
            self.findings.push(
                finding.with_help(
                    "the text is kept without the link; list the file in book.toml, or link to a web address",
                ),
            );
            return None;
        };
        let slugs = self.map.slugs.get(place)?;
        if id.is_empty() {
            return self.map.ids.get(place).cloned();
        }
        if self.map.explicit.contains_key(id) {
            return Some(id.to_owned());
        }
        let found = slugs.get(id).cloned();
        if found.is_none() {
            let near = nearest(id, slugs.keys().map(String::as_str));
            self.unknown(id, near.map(str::to_owned), span);
        }
        found
    }

    fn unknown(&mut self, id: &str, near: Option<String>, span: Span) {
        let help = match near {
            Some(near) => format!("did you mean `#{near}`? The text is kept without the link"),
            None => format!("the text is kept without the link; give the place {{#{id}}}"),
        };
        let message = format!("nothing in the book has the id `{id}`");
        self.findings
            .push(Diagnostic::new(codes::REF_UNKNOWN, span, message).with_help(help));
    }
}

impl References<'_> {
    /// Lets a reference name an id of the book; what names nothing is left as its text.
    fn settle(&mut self, inline: &mut Inline) {
        let InlineKind::Reference { target, content, .. } = &mut inline.kind else {
            return;
        };
        match self.find(target, inline.span) {
            Some(id) => *target = id,
            None => {
                let content = std::mem::take(content);
                inline.kind = InlineKind::Span {
                    attributes: Attributes::default(),
                    content,
                };
            }
        }
    }
}
