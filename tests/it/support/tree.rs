//! Builders for small books, and what an edition of one reads like.

use bindery::book::trade::EditionKind;
use bindery::book::*;
use bindery::diagnostic::Diagnostic;
use bindery::edition;
use bindery::project::Edition;
use bindery::span::{FileId, Span};

pub const HERE: Span = Span {
    file: FileId(0),
    start: 10,
    end: 20,
};

pub fn inline(kind: InlineKind) -> Inline {
    Inline { kind, span: HERE }
}

pub fn t(text: &str) -> Inline {
    inline(InlineKind::Text(text.into()))
}

pub fn attributes(id: &str, pairs: &[(&str, &str)]) -> Attributes {
    Attributes {
        id: (!id.is_empty()).then(|| id.into()),
        classes: Vec::new(),
        pairs: pairs.iter().map(|&(key, value)| (key.into(), value.into())).collect(),
    }
}

pub fn span(pairs: &[(&str, &str)], content: Vec<Inline>) -> Inline {
    inline(InlineKind::Span {
        attributes: attributes("", pairs),
        content,
    })
}

pub fn link(address: &str, words: &str) -> Inline {
    inline(InlineKind::Link {
        address: address.into(),
        title: String::new(),
        content: vec![t(words)],
    })
}

pub fn reference(target: &str, words: &str) -> Inline {
    inline(InlineKind::Reference {
        target: target.into(),
        form: ReferenceForm::Auto,
        content: if words.is_empty() { Vec::new() } else { vec![t(words)] },
    })
}

pub fn note_mark(note: usize) -> Inline {
    inline(InlineKind::NoteRef { note, occurrence: 0 })
}

pub fn mark(id: &str, path: &[&str]) -> IndexMark {
    IndexMark {
        id: id.into(),
        path: path.iter().map(|&text| text.into()).collect(),
        ..IndexMark::default()
    }
}

pub fn index(mark: IndexMark) -> Inline {
    inline(InlineKind::IndexMark(mark))
}

pub fn block(kind: BlockKind) -> Block {
    Block {
        kind,
        attributes: Attributes::default(),
        span: HERE,
    }
}

pub fn with_id(id: &str, mut block: Block) -> Block {
    block.attributes.id = Some(id.into());
    block
}

pub fn p(content: Vec<Inline>) -> Block {
    block(BlockKind::Paragraph(content))
}

pub fn container(kind: ContainerKind, title: &str, blocks: Vec<Block>) -> Block {
    let title = if title.is_empty() { Vec::new() } else { vec![t(title)] };
    block(BlockKind::Container { kind, title, blocks })
}

pub fn only(editions: &[&str], blocks: Vec<Block>) -> Block {
    condition(true, editions, blocks)
}

pub fn condition(keep: bool, editions: &[&str], blocks: Vec<Block>) -> Block {
    let editions = editions.iter().map(|&name| name.into()).collect();
    container(ContainerKind::Only { keep, editions }, "", blocks)
}

pub fn figure(caption: &[&str]) -> Block {
    block(BlockKind::Figure(Figure {
        picture: Picture::default(),
        caption: caption.iter().map(|&text| p(vec![t(text)])).collect(),
        number: None,
    }))
}

pub fn table(caption: &str, cells: Vec<Inline>) -> Block {
    let cell = |content| Cell { content, span: HERE };
    block(BlockKind::Table(Table {
        head: vec![cell(vec![t("Head")])],
        rows: vec![vec![cell(cells)]],
        caption: if caption.is_empty() {
            Vec::new()
        } else {
            vec![t(caption)]
        },
        ..Table::default()
    }))
}

pub fn heading(id: &str, text: &str) -> Block {
    with_id(
        id,
        block(BlockKind::Heading {
            level: 2,
            content: vec![t(text)],
        }),
    )
}

pub fn note(label: &str, content: Vec<Inline>) -> Note {
    Note {
        label: label.into(),
        blocks: vec![p(content)],
        span: Some(HERE),
        origin: None,
    }
}

pub fn chapter(id: &str, blocks: Vec<Block>) -> Chapter {
    Chapter {
        id: id.into(),
        numbered: true,
        in_contents: true,
        title: vec![t(&format!("Title of {id}"))],
        blocks,
        span: Some(HERE),
        source: format!("{id}.md"),
        ..Chapter::default()
    }
}

pub fn of_kind(kind: ChapterKind, matter: Matter) -> Chapter {
    Chapter {
        kind,
        matter,
        numbered: false,
        ..chapter(kind.name(), vec![p(vec![t("Text")])])
    }
}

pub fn front(kind: ChapterKind) -> Chapter {
    of_kind(kind, Matter::Front)
}

pub fn back(kind: ChapterKind) -> Chapter {
    of_kind(kind, Matter::Back)
}

pub fn book(chapters: Vec<Chapter>) -> Book {
    Book {
        metadata: Metadata {
            title: "Reversing Tendonitis".into(),
            language: "en-GB".into(),
            edition_number: 1,
            contributors: vec![Contributor {
                name: "Jane Doe".into(),
                file_as: None,
                role: "aut".into(),
            }],
            ..Metadata::default()
        },
        chapters,
        ..Book::default()
    }
}

pub fn of(book: &Book, kind: EditionKind) -> (Book, Vec<Diagnostic>) {
    edition::of(book, &Edition::new(kind), &[])
}

/// The edition of a book that has nothing to complain of.
pub fn clean(book: &Book, kind: EditionKind) -> Book {
    let (book, findings) = of(book, kind);
    assert_eq!(findings, []);
    book
}

pub fn one(blocks: Vec<Block>) -> Book {
    book(vec![chapter("one", blocks)])
}

pub fn find<'a>(book: &'a Book, id: &str) -> &'a Chapter {
    let found = book.chapters.iter().find(|chapter| chapter.id == id);
    found.unwrap_or_else(|| panic!("no chapter {id}"))
}

pub fn kinds(book: &Book) -> Vec<&'static str> {
    book.chapters.iter().map(|c| c.kind.name()).collect()
}

pub fn codes(findings: &[Diagnostic]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code.name()).collect()
}

/// The text of blocks, a line a paragraph; a note's mark shows as `[index.occurrence]`.
pub fn read(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
                out += &read_inlines(content);
                out.push('\n');
            }
            BlockKind::Quote(blocks) | BlockKind::Container { blocks, .. } => out += &read(blocks),
            BlockKind::Figure(figure) => out += &read(&figure.caption),
            BlockKind::List(list) => {
                for item in &list.items {
                    out += "- ";
                    out += &read(&item.blocks);
                }
            }
            BlockKind::Table(table) => {
                for cell in table.rows.iter().flatten() {
                    out += &read_inlines(&cell.content);
                    out.push('\n');
                }
            }
            _ => {}
        }
    }
    out
}

pub fn read_inlines(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match &inline.kind {
            InlineKind::NoteRef { note, occurrence } => out += &format!("[{note}.{occurrence}]"),
            InlineKind::Emphasis(content) | InlineKind::Span { content, .. } => {
                out += &read_inlines(content);
            }
            _ => out += &plain_text(std::slice::from_ref(inline)),
        }
    }
    out
}

pub fn text_of(book: &Book, id: &str) -> String {
    read(&find(book, id).blocks)
}
