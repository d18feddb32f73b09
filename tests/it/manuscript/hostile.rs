use crate::manuscript::support::{blocks, book, read, words};
use bindery::book::{Block, BlockKind, Inline};
use bindery::limits;

/// The deepest nesting of blocks.
fn depth(blocks: &[Block]) -> usize {
    let inner = blocks.iter().map(|block| match &block.kind {
        BlockKind::Quote(b) | BlockKind::Container { blocks: b, .. } => depth(b),
        BlockKind::List(list) => list.items.iter().map(|i| 1 + depth(&i.blocks)).max().unwrap_or(0),
        BlockKind::Paragraph(content) => inline_depth(content),
        _ => 0,
    });
    1 + inner.max().unwrap_or(0)
}

fn inline_depth(content: &[Inline]) -> usize {
    use bindery::book::InlineKind::*;
    let inner = content.iter().map(|inline| match &inline.kind {
        Emphasis(c) | Strong(c) | SmallCaps(c) | Superscript(c) | Subscript(c) => inline_depth(c),
        Span { content: c, .. } | Element { content: c, .. } | Link { content: c, .. } => inline_depth(c),
        _ => 0,
    });
    1 + inner.max().unwrap_or(0)
}

#[test]
fn ten_thousand_levels_of_anything_are_capped_with_one_finding_and_keep_their_text() {
    let n = 10_000;
    let containers = format!("{}x\n{}", "::: note\n".repeat(n), ":::\n".repeat(n));
    let texts = [
        format!("{}x\n", "> ".repeat(n)),
        format!("{}x\n", "- ".repeat(500)),
        format!("> {}x\n", "- ".repeat(500)),
        containers,
        format!("{}x{}\n", "<u>".repeat(n), "</u>".repeat(n)),
        format!("{}x{}\n", "*a **b ".repeat(n), "** *".repeat(n)),
        format!("{}x{}\n", "[".repeat(n), "]{.a}".repeat(n)),
    ];
    for text in texts {
        let (chapter, findings) = read(&text);
        assert!(depth(&chapter.blocks) <= 3 * limits::NESTING, "{}", &text[..20]);
        assert!(words(&chapter.blocks).contains('x'), "{}", &text[..20]);
        let nesting = findings.iter().filter(|f| f.code.name() == "md-nesting").count();
        assert!(nesting <= 1);
        assert!(nesting == 1 || text.starts_with(['[', '*']), "{}", &text[..20]);
    }
}

#[test]
fn floods_of_openings_cost_no_more_than_their_length() {
    let n = 20_000;
    let pieces = [
        "[",
        "]",
        "![",
        "[^",
        "{",
        "]{",
        "]{.a",
        "]{a=\"",
        "[a]{.b ",
        "<u>",
        "</u>",
        "<!",
        "<a href=\"",
        "`",
        "$",
        "\"",
        "'",
        "*",
        "_",
        "~",
        "^",
        "::: x\n",
        ":::\n",
        "{.a}",
        "Table: a\n\n",
        "[^a]: b\n\n",
        "<div>\n\n",
        "<",
        "&",
        "\\",
        "| a ",
        "| a |\n",
        ": b\n",
        "+++\n",
        "---\n",
        "***\n",
        "# a {#b}\n",
        "-- ",
        "[a](javascript:b)",
    ];
    for piece in pieces {
        let text = piece.repeat(n / piece.len());
        let (chapter, _) = read(&text);
        drop(chapter);
    }
}

#[test]
fn strange_bytes_come_through_as_text_that_xml_can_hold() {
    let all = blocks("a\0b\u{1}c\u{FFFE}d\n");
    assert_eq!(words(&all), "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\n");
    assert_eq!(words(&blocks("\u{feff}# T\n")), "T\n");
    assert_eq!(words(&blocks("a\rb\r\rc\r")), "a b\nc\n");
    assert_eq!(words(&blocks("::: note\r\na\r\n:::\r\nb\r\n")), "a\nb\n");
    assert_eq!(words(&blocks("```\r\na\r\nb\r\n```\r\n")), "a\nb\n");
    assert_eq!(words(&blocks("")), "");
}

#[test]
fn a_byte_order_mark_moves_no_span() {
    let made = book(&[("a.md", "\u{feff}---\ntitle: T\n---\n\nA [b](#c).\n")]);
    assert_eq!(made.found(), [("ref-unknown", "[b](#c)")]);
}

#[test]
fn spans_lie_on_character_boundaries_whatever_is_cut() {
    let text = "# Ü “x” {#é .ß}\n\n::: note ä\n[ö]{.index term=\"ü\"}…\n\n| é | — |\n|---|---|\n| ñ\n\nTable: ü {.é}\n";
    for (end, _) in text.char_indices() {
        for piece in [&text[..end], &text[end..]] {
            let (chapter, findings) = read(piece);
            for finding in findings {
                let span = finding.span.expect("a place").range();
                assert!(piece.get(span).is_some());
            }
            for block in chapter.blocks {
                assert!(piece.get(block.span.range()).is_some());
            }
        }
    }
}
