//! What must hold of the pages of a print edition.

use crate::support::book::{book, chapter, format, prose};
use bindery::book::Book;
use bindery::book::trade::EditionKind;
use bindery::edition;
use bindery::picture::Pictures;
use bindery::print::{FolioStyle, Format, Item, Page, Pages, Typeset, typeset};
use bindery::project::Edition;
use bindery::theme::Theme;
use std::collections::{BTreeMap, BTreeSet};

fn set_as(book: &Book, theme: &str) -> Typeset {
    let theme = Theme::named(theme).expect("a shipped theme");
    let config = Edition {
        theme: theme.clone(),
        ..Edition::new(EditionKind::Paperback)
    };
    let (book, _) = edition::of(book, &config, &[]);
    let format = Format {
        theme,
        ..format(EditionKind::Paperback, "practical")
    };
    typeset(&book, &Pictures::default(), &format)
}

fn pages_of(chapters: &[&str]) -> Pages {
    set_as(&book(chapters).0, "practical").pages
}

/// The text lines of a page's body: height and text.
fn lines(page: &Page) -> Vec<(i32, String)> {
    let mut lines: BTreeMap<i32, String> = BTreeMap::new();
    for item in &page.items[..page.items.len() - page.furniture] {
        if let Item::Glyphs(run) = item {
            lines
                .entry(-(run.y * 100.0).round() as i32)
                .or_default()
                .push_str(&run.text);
        }
    }
    lines.into_iter().map(|(y, text)| (-y, text)).collect()
}

/// For each paragraph of a source, by its first byte, the lines it has on each page.
fn lines_a_paragraph(pages: &Pages, source: &str) -> BTreeMap<usize, Vec<(usize, usize)>> {
    let starts: Vec<usize> = source.match_indices("\n\n").map(|(at, _)| at + 2).collect();
    let mut seen: BTreeMap<usize, BTreeSet<(usize, i32)>> = BTreeMap::new();
    for (at, page) in pages.pages.iter().enumerate() {
        for item in &page.items[..page.items.len() - page.furniture] {
            if let Item::Glyphs(run) = item
                && !run.span.is_generated()
            {
                let paragraph = starts.partition_point(|&s| s <= run.span.start as usize);
                seen.entry(paragraph).or_default().insert((at, (run.y * 100.0) as i32));
            }
        }
    }
    seen.into_iter()
        .map(|(paragraph, lines)| {
            let mut pages: BTreeMap<usize, usize> = BTreeMap::new();
            lines.iter().for_each(|(page, _)| *pages.entry(*page).or_default() += 1);
            (paragraph, pages.into_iter().collect())
        })
        .collect()
}

#[test]
fn no_paragraph_leaves_one_line_alone_on_a_page() {
    let text = chapter("Long", 90, 3);
    for (paragraph, pages) in lines_a_paragraph(&pages_of(&[&text]), &text) {
        if paragraph > 0 && pages.len() > 1 {
            assert!(pages[0].1 >= 2, "an orphan in paragraph {paragraph}: {pages:?}");
            assert!(
                pages[pages.len() - 1].1 >= 2,
                "a widow in paragraph {paragraph}: {pages:?}"
            );
        }
    }
}

#[test]
fn all_text_reaches_the_pages_in_order() {
    let text = chapter("Whole", 40, 9);
    let pages = pages_of(&[&text]);
    let set: String = pages.pages.iter().flat_map(lines).map(|(_, line)| line).collect();
    let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let body = letters(text.split_once('\n').unwrap().1);
    assert!(letters(&set).contains(&body));
}

#[test]
fn chapters_open_on_a_recto_after_a_blank_without_a_mark() {
    let texts: Vec<String> = (0..5)
        .map(|n| chapter(&format!("Chapter {n}"), 8 + n, n as u64))
        .collect();
    let refs: Vec<&str> = texts.iter().map(String::as_str).collect();
    let pages = pages_of(&refs);
    for n in 0..5 {
        let place = pages.anchors[&format!("chapter-{n}")];
        assert_eq!(place.page % 2, 0, "chapter {n} opens on a verso");
    }
    assert_eq!(pages.pages.len() % 2, 0);
    let blanks = pages.pages.iter().filter(|p| p.items.is_empty());
    for blank in blanks {
        assert!(blank.links.is_empty() && blank.furniture == 0);
    }
}

#[test]
fn front_matter_counts_in_roman_and_the_text_starts_at_one() {
    let pages = pages_of(&[&chapter("One", 12, 1)]);
    let first = pages.anchors["one"].page;
    assert!(first > 0);
    assert!(pages.pages[..first].iter().all(|p| p.folio.style == FolioStyle::Roman));
    assert_eq!(
        (pages.pages[first].folio.style, pages.pages[first].folio.number),
        (FolioStyle::Arabic, 1)
    );
}

#[test]
fn every_line_of_the_text_stands_on_the_grid() {
    let text = chapter("Grid", 60, 5);
    let pages = pages_of(&[&text]);
    let first = pages.anchors["grid"].page;
    let baselines: BTreeSet<i32> = pages.pages[first + 1..]
        .iter()
        .flat_map(lines)
        .map(|(y, _)| y.rem_euclid(1400))
        .collect();
    let least = *baselines.iter().next().unwrap();
    assert!(baselines.iter().all(|y| y - least <= 2), "{baselines:?}");
}

#[test]
fn a_note_stands_on_the_page_of_its_mark() {
    let mut text = String::from("# Remarks\n");
    for n in 0..60 {
        text.push_str(&format!(
            "\n{} noted[^{n}] {}\n",
            prose(20 + n % 50, n as u64),
            prose(30, n as u64 + 7)
        ));
    }
    for n in 0..60 {
        text.push_str(&format!(
            "\n[^{n}]: Remark number {n} says zq{n}zq and {}\n",
            prose(5 + n % 60, n as u64)
        ));
    }
    let pages = pages_of(&[&text]);
    for n in 0..60 {
        let mark = pages.anchors[&format!("mark:remarks:{}", n + 1)];
        let words = format!("zq{n}zq");
        let page = pages
            .pages
            .iter()
            .position(|p| lines(p).iter().any(|(_, l)| l.contains(&words)));
        assert_eq!(page, Some(mark.page), "note {n}");
    }
}

#[test]
fn a_heading_keeps_two_lines_of_its_text() {
    let mut text = String::from("# Sections\n");
    for n in 0..50 {
        text.push_str(&format!("\n## Qhead {n}\n\n{}\n", prose(30 + (n * 29) % 90, n as u64)));
    }
    let pages = pages_of(&[&text]);
    for page in &pages.pages {
        let lines = lines(page);
        if let Some(at) = lines.iter().rposition(|(_, text)| text.starts_with("Qhead")) {
            assert!(
                lines.len() - at > 2,
                "a heading at the foot of page {}",
                page.folio.number
            );
        }
    }
}

#[test]
fn the_contents_name_the_pages_where_chapters_open() {
    let texts: Vec<String> = (0..6)
        .map(|n| chapter(&format!("Title{n}q"), 10 + 9 * n, n as u64))
        .collect();
    let refs: Vec<&str> = texts.iter().map(String::as_str).collect();
    let pages = pages_of(&refs);
    let contents = &pages.pages[pages.anchors["contents"].page];
    for n in 0..6 {
        let folio = pages.pages[pages.anchors[&format!("title{n}q")].page].folio.number;
        let (_, line) = lines(contents)
            .into_iter()
            .find(|(_, l)| l.contains(&format!("Title{n}q")))
            .unwrap();
        assert!(
            line.trim_end().ends_with(&folio.to_string()),
            "{line:?} should end in {folio}"
        );
    }
}

#[test]
fn a_reference_says_the_page_that_its_target_is_on() {
    let first = "# First\n\nLook at [](#far){ref=page} and back.\n".to_owned() + &chapter("x", 3, 2)[4..];
    let second = chapter("Second", 30, 4) + "\n## Far away {#far}\n\nHere.\n";
    let pages = pages_of(&[&first, &second]);
    let folio = pages.pages[pages.anchors["far"].page].folio.number;
    let all: String = pages.pages.iter().flat_map(lines).map(|(_, l)| l).collect();
    assert!(all.contains(&format!("page\u{a0}{folio}")));
}

#[test]
fn the_index_names_the_pages_of_its_marks() {
    let text = chapter("Indexed", 30, 8) + "\nThe [psoas]{.index} is deep.\n";
    let pages = pages_of(&[&text]);
    let index = &pages.pages[pages.anchors["index"].page];
    let marked = pages
        .pages
        .iter()
        .find(|p| lines(p).iter().any(|(_, l)| l.contains("psoas is deep")))
        .map(|p| p.folio.number)
        .unwrap();
    assert!(
        lines(index)
            .iter()
            .any(|(_, l)| l.contains(&format!("psoas, {marked}")))
    );
}

#[test]
fn a_table_that_breaks_repeats_its_head() {
    let mut text = String::from("# Table\n\n| Headword | Value |\n|---|---|\n");
    (0..120).for_each(|n| text.push_str(&format!("| row {n} | {n} |\n")));
    let pages = pages_of(&[&text]);
    let with_rows = pages
        .pages
        .iter()
        .filter(|p| lines(p).iter().any(|(_, l)| l.starts_with("row ")));
    let mut count = 0;
    for page in with_rows {
        assert!(lines(page).iter().any(|(_, l)| l.contains("Headword")));
        count += 1;
    }
    assert!(count >= 2);
}

#[test]
fn no_mark_stands_outside_the_page() {
    let text = chapter("Marks", 20, 6)
        + "\n::: {.red-flag title=\"Stop\"}\nSee a doctor.\n:::\n\n- a\n- b\n  - c\n\n> quoted\n\n```\nlet x = 1;\n```\n"
        + "\nhttps://example.org/a/very/long/address/that/does/not/end/before/the/measure/of/the/page/does/at/all\n";
    for theme in Theme::NAMES {
        let pages = set_as(&book(&[&text]).0, theme).pages;
        for page in &pages.pages {
            for item in &page.items {
                if let Item::Glyphs(run) = item {
                    let end = run.glyphs.last().map_or(run.x, |g| run.x + g.x + g.advance);
                    assert!(run.x > 20.0 && end < pages.width - 20.0, "{:?}", run.text);
                    assert!(run.y > 20.0 && run.y < pages.height - 20.0, "{:?}", run.text);
                }
            }
        }
    }
}

#[test]
fn a_character_that_no_face_has_is_a_finding_at_its_place() {
    let (book, sources) = book(&["# One\n\nA word in \u{13080} hieroglyphs.\n"]);
    let set = set_as(&book, "practical");
    let finding = set
        .findings
        .iter()
        .find(|f| f.code.name() == "page-missing-character")
        .unwrap();
    let span = finding.span.unwrap();
    assert!(sources.get(span.file).unwrap().text[span.range()].contains('\u{13080}'));
}

#[test]
fn a_note_longer_than_a_page_ends_on_a_later_one() {
    let text = format!(
        "# Long note\n\nText with a mark[^1] here.\n\n{}\n\n[^1]: {} endofnote\n",
        prose(900, 2),
        prose(1500, 3)
    );
    let pages = pages_of(&[&text]);
    let all: String = pages.pages.iter().flat_map(lines).map(|(_, l)| l).collect();
    assert!(all.contains("endofnote"));
}

#[test]
fn pages_are_the_same_whatever_the_number_of_threads() {
    let text = chapter("Threads", 50, 4);
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let four = rayon::ThreadPoolBuilder::new().num_threads(4).build().unwrap();
    let (book, _) = book(&[&text, "# Second\n\nSee [](#threads).\n"]);
    let show = |set: Typeset| format!("{:?}", set.pages.pages);
    assert_eq!(
        one.install(|| show(set_as(&book, "classic"))),
        four.install(|| show(set_as(&book, "classic")))
    );
}

#[test]
fn facing_pages_of_a_novel_end_on_the_same_line_or_are_told() {
    let novel: Vec<String> = (1..=61)
        .map(|at| {
            let path = format!("tests/corpus/pride-and-prejudice/{:03}-chapter-{at}.md", at - 1);
            std::fs::read_to_string(path).unwrap()
        })
        .collect();
    let texts: Vec<&str> = novel.iter().map(String::as_str).collect();
    let set = set_as(&book(&texts).0, "classic");
    let pages = &set.pages.pages;
    let opens = |at: usize| {
        let page = pages.get(at);
        page.is_none_or(|page| page.items.is_empty() || is_opener(page))
    };
    let last_line = |at: usize| lines(&pages[at]).last().map(|(y, _)| *y);
    // A page that ends a chapter ends where the chapter does.
    let inside = (1..pages.len() - 1)
        .step_by(2)
        .filter(|&verso| (verso..=verso + 2).all(|at| !opens(at)));
    let spreads: Vec<usize> = inside.collect();
    let uneven = spreads
        .iter()
        .filter(|&&verso| last_line(verso) != last_line(verso + 1));
    let told = set.faults.iter().filter(|f| f.finding.code.name() == "page-uneven");
    let (uneven, told) = (uneven.count(), told.count());
    assert!(spreads.len() >= 20, "only {} spreads", spreads.len());
    assert!(uneven * 20 <= spreads.len(), "{uneven} of {}", spreads.len());
    assert_eq!(uneven, told);
}

/// Whether a chapter opens on a page: its folio stands at the foot.
/// Prose with blocks of code of many lengths, blank lines in them.
fn with_code() -> String {
    let mut text = "# Code\n".to_owned();
    for at in 0..24 {
        text.push_str(&format!("\n{}\n\n```\n", prose(70 + at * 3, at as u64)));
        for line in 0..(at * 7) % 23 + 2 {
            text.push_str(if line % 3 == 1 {
                "\n"
            } else {
                "    let a_name = of_code(1);\n"
            });
        }
        text.push_str("```\n");
    }
    text
}

#[test]
fn a_page_that_ends_in_code_ends_where_the_page_that_it_faces_ends() {
    let pages = pages_of(&[&with_code()]);
    let first = pages.anchors["code"].page;
    let ends: Vec<(i32, bool)> = pages.pages[first + 1..pages.pages.len() - 3]
        .iter()
        .map(|page| {
            let lines = lines(page);
            let last = lines.last().expect("a full page");
            (last.0, last.1.contains("a_name"))
        })
        .collect();
    let spreads: Vec<_> = ends.chunks_exact(2).collect();
    assert!(spreads.iter().any(|s| s[0].1 != s[1].1), "{ends:?}");
    // A line of code stands a little lower in its own leading than one of text.
    let uneven = spreads.iter().filter(|s| (s[0].0 - s[1].0).abs() > 250).count();
    assert_eq!(uneven, 0, "{ends:?}");
}

#[test]
fn a_page_neither_begins_nor_ends_with_the_blank_line_of_a_code() {
    let pages = pages_of(&[&with_code()]);
    let first = pages.anchors["code"].page;
    let tops: BTreeSet<i32> = pages.pages[first + 1..]
        .iter()
        .filter_map(|page| lines(page).first().map(|line| line.0 / 100))
        .collect();
    let lowest = tops.first().copied().unwrap_or_default();
    let highest = tops.last().copied().unwrap_or_default();
    assert!(highest - lowest <= 3, "{tops:?}");
}

#[test]
fn a_long_line_of_code_is_divided_between_its_words_where_it_can_be() {
    let code =
        "    let total = first_number + second_number; // the sum of both of them, in kilograms, and no more than that";
    let pages = pages_of(&[&format!("# Code\n\n```\n{code}\n```\n")]);
    let lines = lines(&pages.pages[pages.anchors["code"].page]);
    let parts: Vec<&str> = lines
        .iter()
        .map(|line| line.1.trim())
        .filter(|line| !line.is_empty() && code.contains(line))
        .collect();
    assert!(parts.len() > 1, "{lines:?}");
    for part in &parts[..parts.len() - 1] {
        let at = code.find(part).unwrap_or(0) + part.len();
        assert!(code[at..].starts_with(' '), "{part}");
    }
}

#[test]
fn a_word_is_divided_where_the_book_says_and_nowhere_else() {
    const WORD: &str = "electroencephalographically";
    let text: String = (0..60)
        .map(|at| format!("{} {WORD} ", prose(at % 5 + 1, at as u64)))
        .collect();
    // What stands at the ends of lines of the long word, where it does not stand there whole.
    let ends = |hyphenation: &[&str]| -> BTreeSet<String> {
        let mut book = book(&[&format!("# Words\n\n{text}\n")]).0;
        book.metadata.hyphenation = hyphenation.iter().map(|w| (*w).to_owned()).collect();
        let pages = set_as(&book, "practical").pages;
        let page = &pages.pages[pages.anchors["words"].page];
        let lines = lines(page);
        let ends = lines.iter().filter_map(|line| line.1.split(' ').next_back());
        ends.filter(|end| end.len() > 1 && end.len() < WORD.len() && WORD.starts_with(*end))
            .map(str::to_owned)
            .collect()
    };
    assert!(ends(&[]).len() > 1);
    assert_eq!(
        ends(&["electroencephalo-graphically"]),
        BTreeSet::from(["electroencephalo".to_owned()])
    );
    assert_eq!(ends(&[WORD]), BTreeSet::new());
}

fn is_opener(page: &Page) -> bool {
    page.furniture == 1
}
