use crate::manuscript::support::{blocks, finds, read, words};
use bindery::book::{Alignment, BlockKind, Callout, ContainerKind, InlineKind, plain_text};
use bindery::diagnostic::Severity::{Hint, Warning};

fn container(text: &str) -> (ContainerKind, String, Vec<bindery::book::Block>) {
    let mut all = blocks(text);
    assert_eq!(all.len(), 1, "{all:#?}");
    match all.remove(0).kind {
        BlockKind::Container { kind, title, blocks } => (kind, plain_text(&title), blocks),
        other => panic!("no container: {other:#?}"),
    }
}

#[test]
fn a_container_is_known_by_its_name_or_its_class_and_has_a_title_with_marks() {
    let (kind, title, inner) = container("::: note\nText.\n:::\n");
    assert_eq!(kind, ContainerKind::Callout(Callout::Note));
    assert_eq!((title.as_str(), words(&inner).as_str()), ("", "Text.\n"));
    let (kind, title, _) = container("::: {.red-flag title=\"Stop -- *now*\" #stop}\nText.\n:::\n");
    assert_eq!(kind, ContainerKind::Callout(Callout::RedFlag));
    assert_eq!(title, "Stop\u{a0}– now");
    let all = blocks("::: {.red-flag #stop .wide}\nx\n:::\n");
    assert_eq!(all[0].attributes.id.as_deref(), Some("stop"));
    assert_eq!(all[0].attributes.classes, ["wide"]);
}

#[test]
fn containers_nest_interrupt_paragraphs_and_hold_any_block() {
    let text = "Before\n:::: aside\nA\n::: tip\n- one\n- two\n:::\nB\n::::\nAfter\n";
    let all = blocks(text);
    assert_eq!(all.len(), 3);
    let BlockKind::Container { kind, blocks, .. } = &all[1].kind else {
        panic!()
    };
    assert_eq!(*kind, ContainerKind::Aside);
    assert_eq!(blocks.len(), 3);
    assert_eq!(words(&all), "Before\nA\none\ntwo\nB\nAfter\n");
    let span = all[1].span.range();
    assert!(text[span.clone()].starts_with(":::: aside") && text[span].ends_with("::::"));
}

#[test]
fn containers_stand_in_lists_and_quotations() {
    let all = blocks("- one\n\n  ::: note\n  in\n  :::\n\n> ::: tip\n> quoted\n> :::\n");
    let BlockKind::List(list) = &all[0].kind else { panic!() };
    assert!(matches!(list.items[0].blocks[1].kind, BlockKind::Container { .. }));
    let BlockKind::Quote(inner) = &all[1].kind else {
        panic!()
    };
    assert!(matches!(inner[0].kind, BlockKind::Container { .. }));
}

#[test]
fn colons_in_code_and_in_prose_are_text() {
    let text = "```\n::: note\n:::\n```\n\n    ::: tip\n\n::: so he said, and left\n";
    let all = blocks(text);
    assert_eq!(words(&all), "::: note\n:::\n::: tip\n::: so he said, and left\n");
}

#[test]
fn a_container_that_is_not_closed_is_told_at_its_opening_line() {
    finds("A\n\n::: note\nB\n", &[("md-container-unclosed", Warning, "::: note")]);
    finds(
        "- a\n\n  ::: {.tip #x}\n  b\n\nC\n",
        &[("md-container-unclosed", Warning, "::: {.tip #x}")],
    );
    let (chapter, _) = read("::: note\nB\n");
    assert_eq!(words(&chapter.blocks), "B\n");
}

#[test]
fn colons_that_close_nothing_are_told() {
    finds("A\n\n:::\n\nB\n", &[("md-container-stray", Warning, ":::")]);
}

#[test]
fn an_unknown_container_is_told_with_the_name_that_is_near_and_its_content_is_kept() {
    let found = finds(
        "::: red-flags\nB\n:::\n",
        &[("md-unknown-container", Warning, "red-flags")],
    );
    assert!(found[0].help.as_deref().unwrap_or("").contains("`red-flag`"));
    let (chapter, _) = read("::: red-flags\nB\n:::\n");
    assert_eq!(words(&chapter.blocks), "B\n");
}

#[test]
fn braces_that_cannot_be_read_are_told() {
    finds(
        "::: {.note title=}\nB\n:::\n",
        &[("md-attributes", Warning, "::: {.note title=}")],
    );
    finds(
        "a [b]{.c title=\"d} e\n",
        &[("md-attributes", Warning, "{.c title=\"d}")],
    );
    finds("a {.b}\n", &[("md-attributes", Hint, "{.b}")]);
}

#[test]
fn words_after_a_containers_name_are_its_title_with_a_hint() {
    let found = finds(
        "::: note Take care\nB\n:::\n",
        &[("md-container-words", Hint, "Take care")],
    );
    assert_eq!(found.len(), 1);
}

#[test]
fn editions_wrap_what_they_keep() {
    let (kind, _, inner) = container("::: {.note only=\"print, ebook\"}\nA\n:::\n");
    let editions = vec!["print".to_owned(), "ebook".to_owned()];
    assert_eq!(kind, ContainerKind::Only { keep: true, editions });
    assert!(matches!(
        inner[0].kind,
        BlockKind::Container {
            kind: ContainerKind::Callout(_),
            ..
        }
    ));
    let (kind, _, _) = container("::: {not=print}\nA\n:::\n");
    assert!(matches!(kind, ContainerKind::Only { keep: false, .. }));
}

#[test]
fn alerts_are_callouts() {
    let (kind, _, inner) = container("> [!CAUTION]\n> Hot.\n");
    assert_eq!(kind, ContainerKind::Callout(Callout::Caution));
    assert_eq!(words(&inner), "Hot.\n");
}

#[test]
fn verse_keeps_its_lines_and_an_epigraph_its_source() {
    let (_, _, inner) = container("::: verse\nOne\n*two\nthree*\n\nFour\n:::\n");
    let BlockKind::Paragraph(content) = &inner[0].kind else {
        panic!()
    };
    assert!(matches!(content[1].kind, InlineKind::HardBreak));
    let InlineKind::Emphasis(inside) = &content[2].kind else {
        panic!()
    };
    assert!(matches!(inside[1].kind, InlineKind::HardBreak));
    for dash in ["-- ", "— ", "—"] {
        let (_, _, inner) = container(&format!("::: epigraph\nA.\n\n{dash}B *C*\n:::\n"));
        let BlockKind::Container { kind, blocks, .. } = &inner[1].kind else {
            panic!()
        };
        assert_eq!(*kind, ContainerKind::Attribution);
        assert_eq!(words(blocks), "B C\n");
    }
}

#[test]
fn a_picture_alone_is_a_figure_with_its_title_as_caption() {
    let text = "![A *wall*](a/b.png \"It's -- it\"){#fig .wide width=60%}\n";
    let all = blocks(text);
    let BlockKind::Figure(figure) = &all[0].kind else {
        panic!("{all:#?}")
    };
    assert_eq!(figure.picture.path, "a/b.png");
    assert_eq!(figure.picture.alt, "A wall");
    assert_eq!(figure.picture.width, Some(60.0));
    assert_eq!(words(&figure.caption), "It’s\u{a0}– it\n");
    assert_eq!(all[0].attributes.id.as_deref(), Some("fig"));
    assert_eq!(&text[all[0].span.range()], text.trim_end());
}

#[test]
fn with_alt_in_braces_the_brackets_are_the_caption() {
    let all = blocks("![A *fine* day](a.png){alt=\"A wall\"}\n");
    let BlockKind::Figure(figure) = &all[0].kind else {
        panic!()
    };
    assert_eq!(figure.picture.alt, "A wall");
    let BlockKind::Paragraph(caption) = &figure.caption[0].kind else {
        panic!()
    };
    assert!(matches!(caption[1].kind, InlineKind::Emphasis(_)));
}

#[test]
fn a_figure_container_holds_a_picture_and_its_caption() {
    let all = blocks("::: {.figure #fig-a}\n![Alt](a.png)\n\nOne [x](#y).\n\nTwo.\n:::\n");
    let BlockKind::Figure(figure) = &all[0].kind else {
        panic!("{all:#?}")
    };
    assert_eq!(figure.caption.len(), 2);
    assert_eq!(all[0].attributes.id.as_deref(), Some("fig-a"));
    finds(
        "::: figure\nText.\n:::\n",
        &[("md-figure-empty", Warning, "::: figure")],
    );
}

#[test]
fn a_decorative_picture_needs_no_words_and_any_other_does() {
    let all = blocks("![](a.png){.decorative}\n");
    let BlockKind::Figure(figure) = &all[0].kind else {
        panic!()
    };
    assert!(figure.picture.decorative && figure.picture.alt.is_empty());
    finds("A ![](a.png) b\n", &[("picture-no-alt", Warning, "![](a.png)")]);
}

#[test]
fn a_table_takes_the_caption_beside_it() {
    let table = "| A | B |\n|:--|--:|\n| 1 | 2 |\n";
    let caption = "Table: Two *things* {#tbl .log widths=\"30,70\"}\n";
    for text in [format!("{table}\n{caption}"), format!("{caption}\n{table}")] {
        let all = blocks(&text);
        assert_eq!(all.len(), 1, "{all:#?}");
        let BlockKind::Table(table) = &all[0].kind else {
            panic!()
        };
        assert_eq!(plain_text(&table.caption), "Two things");
        assert_eq!(table.widths.as_deref(), Some(&[30.0, 70.0][..]));
        assert_eq!(table.alignments, [Alignment::Left, Alignment::Right]);
        assert_eq!(all[0].attributes.id.as_deref(), Some("tbl"));
        assert!(all[0].attributes.has("log"));
    }
    assert_eq!(
        words(&blocks("Table: no table here.\n\nText.\n")),
        "Table: no table here.\nText.\n"
    );
    finds(
        &format!("{table}\nTable: T {{widths=\"10,20,30\"}}\n"),
        &[("md-table-widths", Warning, "10,20,30")],
    );
}

#[test]
fn lists_are_tight_or_loose_and_may_hold_tasks() {
    let all = blocks("- [x] done\n- [ ] to do\n\n1. a\n\n2. b\n\n7) c\n");
    let BlockKind::List(tasks) = &all[0].kind else { panic!() };
    assert!(tasks.tight);
    assert_eq!((tasks.items[0].task, tasks.items[1].task), (Some(true), Some(false)));
    let BlockKind::List(loose) = &all[1].kind else { panic!() };
    assert!(!loose.tight && loose.start == Some(1));
    let BlockKind::List(seven) = &all[2].kind else { panic!() };
    assert_eq!(seven.start, Some(7));
}

#[test]
fn terms_have_definitions() {
    let all = blocks("Hip\n: A joint.\n: A fruit.\n\nKnee\n: Another.\n");
    let BlockKind::Definitions(definitions) = &all[0].kind else {
        panic!("{all:#?}")
    };
    assert_eq!(definitions.len(), 2);
    assert_eq!(plain_text(&definitions[0].terms[0]), "Hip");
    assert_eq!(words(&definitions[0].details[1]), "A fruit.\n");
}

#[test]
fn math_stands_in_the_line_or_for_itself() {
    let all = blocks("$a_b$ is *x*.\n\n$$\n\\frac{a}{b}\n$$\n");
    let BlockKind::Paragraph(content) = &all[0].kind else {
        panic!()
    };
    assert_eq!(content[0].kind, InlineKind::Math("a_b".into()));
    let BlockKind::Math { tex } = &all[1].kind else {
        panic!("{all:#?}")
    };
    assert_eq!(tex.trim(), "\\frac{a}{b}");
}

#[test]
fn breaks_between_scenes_and_pages() {
    let all = blocks("A\n\n***\n\nB\n\n::: page-break\n:::\n\nC\n");
    assert!(matches!(all[1].kind, BlockKind::SceneBreak));
    assert!(matches!(all[3].kind, BlockKind::PageBreak));
    assert_eq!(all.len(), 5);
}

#[test]
fn code_is_never_touched() {
    let code = "\"a\" -- 'b' ... {#x .y} [z]{.index} ::: note\n";
    let all = blocks(&format!("```rust\n{code}```\n"));
    let BlockKind::Code { language, text } = &all[0].kind else {
        panic!()
    };
    assert_eq!((language.as_deref(), text.as_str()), (Some("rust"), code));
}

#[test]
fn blocks_of_raw_html_lose_their_tags_and_keep_their_text() {
    let found = finds(
        "<div class=\"x\">\nSome <b>bold</b> text\n</div>\n",
        &[
            ("md-html-tag", Warning, "<div class=\"x\">"),
            ("md-html-tag", Hint, "<b>"),
        ],
    );
    assert_eq!(found.len(), 2);
    let (chapter, _) = read("<div>\n1. *Text*\n\n- more\n</div>\n\n<!-- a note -->\n\nEnd\n");
    assert_eq!(words(&chapter.blocks), "1. Text\nmore\nEnd\n");
    let (chapter, _) = read("<script>\nalert(1)\n</script>\n\nEnd\n");
    assert_eq!(words(&chapter.blocks), "End\n");
    finds("<script>\nalert(1)\n</script>\n", &[("md-html", Warning, "<script>")]);
}
