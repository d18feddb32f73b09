use crate::manuscript::support::{blocks, finds, inlines, read};
use bindery::book::{BlockKind, HtmlElement, IndexRange, InlineKind, ReferenceForm, plain_text};
use bindery::diagnostic::Severity::{Error, Hint, Warning};
use bindery::manuscript::{Dialect, parse_fragment};
use bindery::span::FileId;

fn kinds(text: &str) -> Vec<InlineKind> {
    inlines(text).into_iter().map(|i| i.kind).collect()
}

fn text(text: &str) -> InlineKind {
    InlineKind::Text(text.into())
}

#[test]
fn every_span_points_at_its_source() {
    let source = "> A *b* \"c\" [d](#e) `f` [g]{.smallcaps} h\n";
    let all = blocks(source);
    let BlockKind::Quote(inner) = &all[0].kind else {
        panic!()
    };
    let BlockKind::Paragraph(content) = &inner[0].kind else {
        panic!()
    };
    let places: Vec<_> = content.iter().map(|i| &source[i.span.range()]).collect();
    let wanted = [
        "A ",
        "*b*",
        " \"c\" ",
        "[d](#e)",
        " ",
        "`f`",
        " ",
        "[g]{.smallcaps}",
        " h",
    ];
    assert_eq!(places, wanted);
}

#[test]
fn quotations_pair_through_marks_and_over_line_ends() {
    let content = inlines("\"*'Go* home,'\nshe* said.\"\n");
    assert_eq!(plain_text(&content), "“‘Go home,’ she* said.”");
    let content = inlines("*\"Yes\"*---`\"no\" -- '`\n");
    assert_eq!(plain_text(&content), "“Yes”—\"no\" -- '");
}

#[test]
fn escapes_entities_addresses_and_math_keep_what_was_typed() {
    let content = inlines("\\\"a\\\" &quot;b&quot; \\-- $x'' -- y$ <https://a.b/--c>\n");
    assert_eq!(plain_text(&content), "\"a\" \"b\" -- x'' -- y https://a.b/--c");
}

/// The formulas of a text, and its words with a formula as it was typed.
fn formulas(text: &str) -> (Vec<String>, String) {
    let mut found = Vec::new();
    let mut words = String::new();
    for kind in kinds(text) {
        match kind {
            InlineKind::Math(tex) => {
                words += &format!("${tex}$");
                found.push(tex);
            }
            InlineKind::Text(text) => words += &text,
            InlineKind::SoftBreak => words += " ",
            other => words += &format!("{other:?}"),
        }
    }
    (found, words)
}

#[test]
fn a_sum_of_money_is_no_formula_and_keeps_its_signs() {
    for money in [
        "from $20-$30 each",
        "$5/$10 second hand, and $1,000\u{2013}$2,000",
        "$5 and $6",
        "US$20 to US$30, or A$20/US$15",
        "from $3M to $4M ($1M more) and ($2M less) at 50% off",
        "$1$2$3$4$5$6$7",
        "$20-$30-$40-$50",
        "it costs $20-\n$30 and 10% more",
        "$9 (was $12, then $10-$11; @ 5, 6/7, why?)",
        "\\$20-$30 and \\$5",
    ] {
        let (found, words) = formulas(&format!("{money}\n"));
        assert_eq!(found, [""; 0], "{money}");
        assert_eq!(words, money.replace('\n', " ").replace('\\', ""));
    }
}

#[test]
fn a_formula_beside_sums_of_money_is_a_formula() {
    for (text, tex) in [
        ("$20-$30 and $x$\n", "x"),
        ("$x$ is $5-$6\n", "x"),
        ("$x$-axis, $20\n", "x"),
        ("($x^2$, $20-$30)\n", "x^2"),
        ("$a\nb$ for $20-$30\n", "a\nb"),
        ("$a \\$ b$ for $5-$6\n", "a \\$ b"),
    ] {
        let (found, words) = formulas(text);
        assert_eq!(found, [tex], "{text}");
        assert_eq!(words.matches('$').count(), text.matches('$').count(), "{words}");
    }
    // What is code or an address keeps its signs too.
    let all = kinds("`$20-$30` <https://a.b/$5/$6> [c](d$5e$6) $20-$30\n");
    assert!(all.contains(&InlineKind::Code("$20-$30".into())), "{all:#?}");
    assert!(format!("{all:?}").contains("https://a.b/$5/$6"), "{all:#?}");
    assert!(format!("{all:?}").contains("d$5e$6"), "{all:#?}");
}

#[test]
fn many_sums_of_money_are_read_in_no_time() {
    let text = "$a ".repeat(20_000) + &"$1".repeat(20_000) + "\n";
    let (found, words) = formulas(&text);
    assert_eq!((found.len(), words.matches('$').count()), (0, 40_000));
}

#[test]
fn money_in_a_cell_of_raw_html_keeps_its_signs() {
    let (chapter, _) = read("<div>\nfrom $20-$30 each\n</div>\n");
    assert!(format!("{:?}", chapter.blocks).contains("from $20-$30 each"));
}

#[test]
fn typography_follows_the_language_of_the_book_and_of_the_span() {
    let german = Dialect::book("de-DE");
    let (chapter, _) = parse_fragment("\"Ja\" [\"oui\"]{lang=fr}\n", FileId(0), &german);
    let BlockKind::Paragraph(content) = &chapter.blocks[0].kind else {
        panic!()
    };
    assert_eq!(plain_text(content), "„Ja“ «\u{202f}oui\u{202f}»");
}

#[test]
fn a_line_end_after_an_abbreviation_does_not_break() {
    assert_eq!(plain_text(&inlines("see Dr.\nSmith\n")), "see Dr.\u{a0}Smith");
}

#[test]
fn raised_lowered_struck_and_small_capitals() {
    let all = kinds("H~2~O x^2^ ~~no~~ [Nato]{.smallcaps}\n");
    assert_eq!(all.len(), 8, "{all:#?}");
    assert!(matches!(all[1], InlineKind::Subscript(_)));
    assert!(matches!(all[3], InlineKind::Superscript(_)));
    assert!(matches!(all[5], InlineKind::Strikethrough(_)));
    assert!(matches!(all[7], InlineKind::SmallCaps(_)));
    let all = kinds("~a~ 10^-3^m a^b c^ x~y \\^d^\n");
    assert!(matches!(all[0], InlineKind::Subscript(_)) && matches!(all[2], InlineKind::Superscript(_)));
    assert_eq!(all[3], text("m a^b c^ x~y ^d^"));
}

#[test]
fn brackets_without_attributes_are_text() {
    let source = "[@name] _target\\debug [a] b] {.c} [d[e]f] (g){h} `[i]{.index}` [^";
    let (chapter, findings) = read(source);
    let BlockKind::Paragraph(content) = &chapter.blocks[0].kind else {
        panic!()
    };
    let wanted = "[@name] _target\\debug [a] b] {.c} [d[e]f] (g){h} [i]{.index} [^";
    assert_eq!(plain_text(content), wanted);
    assert!(findings.is_empty(), "{findings:#?}");
}

#[test]
fn an_escaped_bracket_opens_nothing() {
    let (chapter, _) = read("\\[a]{.smallcaps} b\n");
    let BlockKind::Paragraph(content) = &chapter.blocks[0].kind else {
        panic!()
    };
    assert_eq!(plain_text(content), "[a]{.smallcaps} b");
}

#[test]
fn spans_hold_marks_and_nest() {
    let all = kinds("[a *b* [c]{lang=fr}]{.x only=print}\n");
    let InlineKind::Span { attributes, content } = &all[0] else {
        panic!("{all:#?}")
    };
    assert_eq!((attributes.get("only"), attributes.has("x")), (Some("print"), true));
    assert!(matches!(content[1].kind, InlineKind::Emphasis(_)));
    assert!(matches!(content[3].kind, InlineKind::Span { .. }));
}

#[test]
fn index_entries_mark_their_place_and_show_their_text() {
    let all = kinds("The [hip's *joint*]{.index} x\n");
    let InlineKind::IndexMark(mark) = &all[1] else {
        panic!("{all:#?}")
    };
    assert_eq!(mark.path, ["hip’s joint"]);
    assert_eq!(all[2], text("hip’s "));
    let all = kinds("[]{.index term=\"Hip!Joint\" range=start see-also=\"Knee\"}x\n");
    let InlineKind::IndexMark(mark) = &all[0] else { panic!() };
    assert_eq!(mark.path, ["Hip", "Joint"]);
    assert_eq!(
        (mark.range, mark.see_also.as_deref()),
        (IndexRange::Start, Some("Knee"))
    );
    let all = kinds("[]{.index term=\"ITB\" see=\"Iliotibial band\"}x\n");
    let InlineKind::IndexMark(mark) = &all[0] else { panic!() };
    assert_eq!(mark.see.as_deref(), Some("Iliotibial band"));
    finds("a []{.index} b\n", &[("index-empty", Warning, "[]{.index}")]);
    finds("[a]{.index range=middle}\n", &[("index-range", Warning, "middle")]);
}

#[test]
fn index_marks_in_a_paragraph_of_their_own_go_to_the_next_one() {
    let all = kinds("[]{.index term=\"a\"}\n[]{.index term=\"b\"}\n\nText\n");
    assert_eq!(all.len(), 3);
    assert!(matches!(&all[1], InlineKind::IndexMark(mark) if mark.path == ["b"]));
    assert_eq!(all[2], text("Text"));
}

#[test]
fn references_have_three_forms_and_links_go_to_the_world() {
    let all = kinds("[](#a) [b](#a){ref=page} [c](#a){ref=none} [d](https://e.f/ \"g\")\n");
    let form = |kind: &InlineKind| match kind {
        InlineKind::Reference { target, form, .. } => {
            assert_eq!(target, "a");
            *form
        }
        other => panic!("{other:#?}"),
    };
    assert_eq!(form(&all[0]), ReferenceForm::Auto);
    assert_eq!(form(&all[2]), ReferenceForm::Page);
    assert_eq!(form(&all[4]), ReferenceForm::NoPage);
    let InlineKind::Link { address, title, .. } = &all[6] else {
        panic!()
    };
    assert_eq!((address.as_str(), title.as_str()), ("https://e.f/", "g"));
    finds("[a](#b){ref=sheet}\n", &[("ref-form", Warning, "sheet")]);
}

#[test]
fn links_that_would_run_code_lose_their_address_and_keep_their_text() {
    for address in ["javascript:alert(1)", "data:text/html,x", "JAVASCRIPT:x"] {
        let source = format!("a [b]({address}) c\n");
        finds(&source, &[("link-scheme", Warning, &format!("[b]({address})"))]);
        let (chapter, _) = read(&source);
        let BlockKind::Paragraph(content) = &chapter.blocks[0].kind else {
            panic!()
        };
        assert_eq!(plain_text(content), "a b c");
        assert!(content.iter().all(|i| matches!(i.kind, InlineKind::Text(_))));
    }
}

#[test]
fn pictures_stay_inside_the_project() {
    finds(
        "a ![b](../x.png) c\n",
        &[("picture-outside", Warning, "![b](../x.png)")],
    );
    for address in ["https://a.b/c.png", "/etc/x.png", "data:image/png;base64,AA"] {
        let source = format!("a ![b]({address}) c\n");
        finds(&source, &[("picture-remote", Warning, &format!("![b]({address})"))]);
        let (chapter, _) = read(&source);
        let BlockKind::Paragraph(content) = &chapter.blocks[0].kind else {
            panic!()
        };
        assert_eq!(plain_text(content), "a b c");
    }
    finds("![a](b.png){width=wide}\n", &[("md-width", Warning, "wide")]);
}

#[test]
fn notes_are_numbered_by_their_first_marks() {
    let source = "[^z]: Last.\n\nA[^a] b[^z] c[^a].\n\n[^a]: First[^n].\n\n[^n]: Inner.\n";
    let (chapter, findings) = read(source);
    assert!(findings.is_empty(), "{findings:#?}");
    let labels: Vec<_> = chapter.notes.iter().map(|n| n.label.as_str()).collect();
    assert_eq!(labels, ["a", "z", "n"]);
    let BlockKind::Paragraph(content) = &chapter.blocks[0].kind else {
        panic!()
    };
    let marks: Vec<_> = content
        .iter()
        .filter_map(|i| match i.kind {
            InlineKind::NoteRef { note, occurrence } => Some((note, occurrence)),
            _ => None,
        })
        .collect();
    assert_eq!(marks, [(0, 0), (1, 0), (0, 1)]);
    assert_eq!(&source[chapter.notes[0].span.unwrap().range()], "[^a]: First[^n].");
}

#[test]
fn notes_without_a_definition_without_a_mark_or_defined_twice_are_told() {
    finds("A[^nowhere].\n", &[("note-undefined", Error, "[^nowhere]")]);
    finds("A.\n\n[^b]: B.\n", &[("note-unused", Hint, "[^b]: B.")]);
    let source = "A[^b].\n\n[^b]: B.\n\n[^b]: C.\n";
    let found = finds(source, &[("note-duplicate", Warning, "[^b]: C.")]);
    assert_eq!(&source[found[0].related[0].0.range()], "[^b]: B.");
}

#[test]
fn raw_html_of_the_allow_list_has_its_meaning() {
    let all = kinds("<kbd>K</kbd><br>H<sub>2</sub><del>x</del><span lang=\"la\">y</span>\n");
    assert!(matches!(
        &all[0],
        InlineKind::Element {
            name: HtmlElement::Kbd,
            ..
        }
    ));
    assert_eq!(all[1], InlineKind::HardBreak);
    assert!(matches!(&all[3], InlineKind::Subscript(_)));
    assert!(matches!(&all[4], InlineKind::Strikethrough(_)));
    assert!(matches!(&all[5], InlineKind::Span { .. }));
    let all = kinds("a<a id=\"here\"></a> <a href=\"#here\">b</a> <!-- c --><abbr title=\"D\">d</abbr>\n");
    assert!(matches!(&all[1], InlineKind::Span { attributes, .. } if attributes.id.is_some()));
    assert!(matches!(&all[3], InlineKind::Reference { target, .. } if target == "here"));
    assert!(matches!(
        all.last(),
        Some(InlineKind::Element {
            name: HtmlElement::Abbr,
            ..
        })
    ));
    let all = kinds("x <img src=\"a.png\" alt=\"B\">\n");
    assert!(matches!(&all[1], InlineKind::Image(p) if p.path == "a.png" && p.alt == "B"));
}

#[test]
fn raw_html_that_is_not_kept_is_told_and_its_text_stays() {
    finds("a <font>b</font>\n", &[("md-html-tag", Warning, "<font>")]);
    finds("a <b>b</b>\n", &[("md-html-tag", Hint, "<b>")]);
    finds("a <iframe src=x></iframe>\n", &[("md-html", Warning, "<iframe src=x>")]);
    finds(
        "a <u onclick=\"x\">b</u>\n",
        &[("md-html", Warning, "<u onclick=\"x\">")],
    );
    finds("a <u>b\n", &[("md-html-unclosed", Warning, "<u>")]);
    finds("a b</u>\n", &[("md-html-unclosed", Warning, "</u>")]);
    let (chapter, _) = read("a <script>x</script><font>b</font> <u>c\n");
    let BlockKind::Paragraph(content) = &chapter.blocks[0].kind else {
        panic!()
    };
    assert_eq!(plain_text(content), "a b c");
}
