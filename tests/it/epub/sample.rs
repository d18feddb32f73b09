//! A book made by hand that has every kind of block, of inline and of chapter.

use bindery::book::*;
use bindery::picture::{EbookImage, Pictures};
use std::io::Cursor;
use std::sync::Arc;

pub use crate::support::tree::{
    HERE as SPAN, block, container, inline, link, p as line, reference, t as text, with_id,
};

pub fn paragraph(words: &str) -> Block {
    block(BlockKind::Paragraph(vec![text(words)]))
}

pub fn heading(level: u8, id: &str, words: &str) -> Block {
    let content = vec![text(words)];
    with_id(id, block(BlockKind::Heading { level, content }))
}

pub fn call(note: usize, occurrence: u32) -> Inline {
    inline(InlineKind::NoteRef { note, occurrence })
}

pub fn mark(id: &str) -> Inline {
    inline(InlineKind::IndexMark(IndexMark {
        id: id.into(),
        path: vec!["tendon".into()],
        ..IndexMark::default()
    }))
}

pub fn figure(id: &str, path: &str, alt: &str, caption: &str, number: u32) -> Block {
    let picture = Picture {
        path: path.into(),
        alt: alt.into(),
        decorative: alt.is_empty(),
        width: Some(60.0),
    };
    with_id(
        id,
        block(BlockKind::Figure(Figure {
            picture,
            caption: vec![paragraph(caption)],
            number: Some(number),
        })),
    )
}

pub fn item(task: Option<bool>, blocks: Vec<Block>) -> ListItem {
    ListItem {
        task,
        blocks,
        span: SPAN,
    }
}

pub fn list(start: Option<u64>, items: Vec<ListItem>) -> Block {
    block(BlockKind::List(List {
        start,
        tight: true,
        items,
    }))
}

pub fn cell(words: &str) -> Cell {
    Cell {
        content: vec![text(words)],
        span: SPAN,
    }
}

pub fn note(words: &str) -> Note {
    Note {
        label: "n".into(),
        blocks: vec![paragraph(words), paragraph("And more.")],
        span: Some(SPAN),
        origin: None,
    }
}

pub fn chapter(id: &str, kind: ChapterKind, matter: Matter, title: &str) -> Chapter {
    Chapter {
        id: id.into(),
        kind,
        matter,
        in_contents: !title.is_empty(),
        title: if title.is_empty() {
            Vec::new()
        } else {
            vec![text(title)]
        },
        ..Chapter::default()
    }
}

pub fn target(chapter: usize, kind: TargetKind, label: &str, title: &str) -> Target {
    Target {
        chapter,
        kind,
        label: label.into(),
        title: title.into(),
        span: None,
    }
}

/// A small picture in the format asked for.
pub fn picture(format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    let image = image::RgbImage::from_fn(40, 30, |x, y| image::Rgb([x as u8, y as u8, 128]));
    image
        .write_to(&mut Cursor::new(&mut bytes), format)
        .expect("the format is built in");
    bytes
}

/// A cover's picture.
pub fn cover_image() -> EbookImage {
    EbookImage {
        media_type: "image/jpeg",
        bytes: Arc::from(picture(image::ImageFormat::Jpeg)),
        width: 40,
        height: 30,
    }
}

/// The pictures that the sample shows.
pub fn pictures() -> Pictures {
    let mut pictures = Pictures::default();
    // Where a picture is refused, the ebook has its words in its place; the tests hold either way.
    let _ = pictures.add("figures/Wrist.png", picture(image::ImageFormat::Png));
    let _ = pictures.add("other/wrist.png", picture(image::ImageFormat::Png));
    pictures
}

pub fn metadata() -> Metadata {
    let contributor = |name: &str, file_as: Option<&str>, role: &str| Contributor {
        name: name.into(),
        file_as: file_as.map(str::to_owned),
        role: role.into(),
    };
    Metadata {
        title: "Tendons & <You>".into(),
        subtitle: Some("A \"Practical\" Guide".into()),
        slug: "tendons".into(),
        contributors: vec![
            contributor("Ann O'Nym", Some("O'Nym, Ann"), "aut"),
            contributor("Bob Editor", None, "edt"),
        ],
        language: "en-US".into(),
        publisher: Some("Press & Sons".into()),
        rights: Some("© 2026 Ann O'Nym".into()),
        description: Some("First.\n\nSecond <b>not bold</b>.".into()),
        bisac: vec!["HEA036000".into()],
        thema: vec!["VFJ".into()],
        keywords: vec!["wrist pain".into()],
        series: Some(Series {
            name: "Reversing".into(),
            number: Some(3),
        }),
        release: Some(Date {
            year: 2027,
            month: 2,
            day: 1,
        }),
        edition_number: 2,
        identifier: "urn:uuid:6f7c5b8e-3c5e-4f52-9d53-1f3e6b0f2a11".into(),
        timestamp: 1_795_348_800,
        ..Metadata::default()
    }
}

/// Every inline, in paragraphs.
fn inlines() -> Vec<Block> {
    let wrap = |f: fn(Vec<Inline>) -> InlineKind, words: &str| inline(f(vec![text(words)]));
    let mut lang = Attributes::default();
    lang.pairs.push(("lang".into(), "fr".into()));
    lang.classes.push("foreign".into());
    lang.id = Some("en-français".into());
    let mut abbr = Attributes::default();
    abbr.pairs.push(("title".into(), "Iliotibial & band".into()));
    let elements = [
        HtmlElement::Kbd,
        HtmlElement::Mark,
        HtmlElement::Abbr,
        HtmlElement::Small,
        HtmlElement::Underline,
        HtmlElement::Inserted,
        HtmlElement::Cite,
        HtmlElement::Quote,
        HtmlElement::Definition,
        HtmlElement::Variable,
        HtmlElement::Sample,
    ]
    .map(|name| {
        inline(InlineKind::Element {
            name,
            attributes: abbr.clone(),
            content: vec![text("ITB")],
        })
    });
    vec![
        line(vec![
            text("Plain, "),
            wrap(InlineKind::Emphasis, "stress"),
            wrap(InlineKind::Strong, "weight"),
            wrap(InlineKind::Strikethrough, "gone"),
            wrap(InlineKind::Superscript, "2"),
            wrap(InlineKind::Subscript, "2"),
            wrap(InlineKind::SmallCaps, "Caps"),
            inline(InlineKind::Code("a < b && c".into())),
            inline(InlineKind::SoftBreak),
            inline(InlineKind::Math("E = mc^2".into())),
            inline(InlineKind::HardBreak),
            link("https://example.org/a?b=c&d=e f", "out"),
            link("mailto:ann@example.org", "mail"),
            mark("ix-1"),
            mark("ix-2"),
        ]),
        line(elements.to_vec()),
        line(vec![
            inline(InlineKind::Span {
                attributes: lang,
                content: vec![text("le poignet")],
            }),
            reference("two", ""),
            reference("two", "own words"),
            reference("fig-a", ""),
            reference("sec-1", ""),
            reference("nowhere", "lost"),
            call(0, 0),
            call(1, 0),
            call(0, 1),
            inline(InlineKind::Image(Picture {
                path: "figures/Wrist.png".into(),
                alt: "An inline wrist".into(),
                decorative: false,
                width: None,
            })),
        ]),
    ]
}

/// Every block.
fn blocks() -> Vec<Block> {
    let callouts = [
        Callout::Note,
        Callout::Tip,
        Callout::Important,
        Callout::Warning,
        Callout::Caution,
        Callout::RedFlag,
    ];
    let mut blocks = vec![
        heading(2, "sec-1", "A First Section"),
        block(BlockKind::Quote(vec![paragraph("Quoted.")])),
        block(BlockKind::Code {
            language: Some("rust".into()),
            text: "fn main() {}\n  <b>\n".into(),
        }),
        list(
            Some(3),
            vec![
                item(
                    None,
                    vec![
                        paragraph("Three"),
                        list(None, vec![item(None, vec![paragraph("deep")])]),
                    ],
                ),
                item(None, vec![paragraph("Four")]),
            ],
        ),
        list(
            None,
            vec![
                item(Some(true), vec![paragraph("Done")]),
                item(Some(false), vec![paragraph("Open")]),
            ],
        ),
        block(BlockKind::Definitions(vec![Definition {
            terms: vec![vec![text("Tendon")], vec![text("Sinew")]],
            details: vec![vec![paragraph("A cord."), paragraph("It glides.")]],
            span: SPAN,
        }])),
        with_id(
            "tbl-log",
            block(BlockKind::Table(Table {
                alignments: vec![Alignment::Left, Alignment::Center, Alignment::Right, Alignment::None],
                widths: Some(vec![40.0, 20.0, 20.0, 20.0]),
                head: vec![cell("Day"), cell("Load"), cell("Pain"), cell("Note")],
                rows: vec![vec![cell("Mon"), cell("2 kg"), cell("3"), cell("")]],
                caption: vec![text("A log")],
                number: Some(1),
            })),
        ),
        block(BlockKind::Table(Table {
            alignments: vec![Alignment::None],
            head: vec![Cell {
                content: Vec::new(),
                span: SPAN,
            }],
            rows: vec![vec![cell("No head")]],
            ..Table::default()
        })),
        figure("fig-a", "figures/Wrist.png", "A wrist, bent", "Where it hurts.", 1),
        figure("fig-b", "other/wrist.png", "", "An ornament.", 2),
        block(BlockKind::SceneBreak),
        block(BlockKind::Math {
            tex: r"\frac{-b \pm \sqrt{b^2 - 4ac}}{2a} < \sum_{i=0}^n x_i".into(),
        }),
        block(BlockKind::PageBreak),
        container(ContainerKind::Aside, "Beside", vec![paragraph("An aside.")]),
        container(
            ContainerKind::Epigraph,
            "",
            vec![
                paragraph("First do no harm."),
                container(ContainerKind::Attribution, "", vec![paragraph("Hippocrates")]),
            ],
        ),
        container(
            ContainerKind::Verse,
            "",
            vec![line(vec![
                text("One line"),
                inline(InlineKind::HardBreak),
                text("and another"),
            ])],
        ),
        container(ContainerKind::Letter, "", vec![paragraph("Dear reader,")]),
        container(ContainerKind::PullQuote, "", vec![paragraph("It glides.")]),
        container(ContainerKind::Plain, "", vec![paragraph("A division.")]),
        container(
            ContainerKind::Only {
                keep: true,
                editions: vec!["ebook".into()],
            },
            "",
            vec![heading(2, "sec-2", "A Section That Stays")],
        ),
        heading(3, "sec-3", "Deeper"),
        with_id(
            "ex-1",
            container(
                ContainerKind::Exercise,
                "Stretch",
                vec![
                    paragraph("Slowly."),
                    list(Some(1), vec![item(None, vec![paragraph("Sit.")])]),
                ],
            ),
        ),
    ];
    for callout in callouts {
        blocks.push(container(
            ContainerKind::Callout(callout),
            "",
            vec![paragraph("Take care.")],
        ));
    }
    blocks.push(container(
        ContainerKind::Callout(Callout::Warning),
        "Own title",
        vec![paragraph("Take more care.")],
    ));
    blocks
}

/// The sample.
pub fn book() -> Book {
    use ChapterKind as Kind;
    use Matter::{Back, Body, Front};
    let mut one = chapter("one", Kind::Chapter, Body, "Find the Source");
    one.number = Some(1);
    one.part = Some(1);
    one.subtitle = vec![text("Where it starts")];
    one.blocks = inlines();
    one.blocks.extend(blocks());
    one.notes = vec![note("The first note."), note("The second note.")];
    let mut two = chapter("two", Kind::Chapter, Body, "Load It");
    two.number = Some(2);
    two.part = Some(1);
    two.short_title = Some("Load".into());
    two.blocks = vec![
        line(vec![mark("ix-3"), text("Back to "), reference("one", ""), call(0, 0)]),
        heading(2, "sec-4", "Weight"),
    ];
    two.notes = vec![note("Numbered from one again.")];
    let mut part = chapter("part-1", Kind::Part, Body, "Understand");
    part.number = Some(1);
    part.part = Some(1);
    let mut appendix = chapter("app", Kind::Appendix, Back, "Tables");
    appendix.number = Some(1);
    appendix.language = Some("de".into());
    appendix.blocks = vec![paragraph("Zahlen.")];
    let mut copyright = chapter("copyright", Kind::Copyright, Front, "");
    copyright.blocks = vec![paragraph("© 2026 & all that")];
    let mut also = chapter("also-by", Kind::AlsoBy, Back, "More");
    also.blocks = vec![line(vec![link("https://example.org/", "A site")])];
    let chapters = vec![
        chapter("title-page", Kind::TitlePage, Front, ""),
        copyright,
        chapter("contents", Kind::Contents, Front, "What Is Inside"),
        chapter("list-of-figures", Kind::ListOfFigures, Front, "Figures"),
        part,
        one,
        two,
        appendix,
        chapter("index", Kind::Index, Back, "Index"),
        also,
    ];
    let targets = [
        ("one", target(5, TargetKind::Chapter, "Chapter 1", "Find the Source")),
        ("two", target(6, TargetKind::Chapter, "Chapter 2", "Load It")),
        ("sec-1", target(5, TargetKind::Section, "", "A First Section")),
        ("fig-a", target(5, TargetKind::Figure, "Figure 1", "Where it hurts.")),
        ("ex-1", target(5, TargetKind::Exercise, "Exercise 1", "Stretch")),
    ];
    Book {
        edition: EditionFacts {
            name: "ebook".into(),
            ..EditionFacts::default()
        },
        metadata: metadata(),
        chapters,
        targets: targets.map(|(id, t)| (id.to_owned(), t)).into(),
        index: index(),
    }
}

fn index() -> Vec<IndexTerm> {
    let place = |start: &str, end: Option<&str>| IndexPlace {
        start: start.into(),
        end: end.map(str::to_owned),
    };
    vec![
        IndexTerm {
            text: "ITB".into(),
            see: vec!["tendon!of the knee".into()],
            ..IndexTerm::default()
        },
        IndexTerm {
            text: "tendon".into(),
            places: vec![place("ix-1", None), place("ix-2", None), place("ix-1", Some("ix-3"))],
            see_also: vec!["ITB".into(), "unlisted".into()],
            children: vec![IndexTerm {
                text: "of the knee".into(),
                places: vec![place("ix-3", None), place("gone", None)],
                ..IndexTerm::default()
            }],
            ..IndexTerm::default()
        },
    ]
}
