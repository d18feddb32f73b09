//! What must hold of themes, of what an edition changes of its own, and of the first words of a chapter.

use crate::support::book::format;
use bindery::book::trade::EditionKind;
use bindery::book::{Book, Metadata};
use bindery::build::{Request, build};
use bindery::diagnostic::Severity;
use bindery::picture::Pictures;
use bindery::print::{Format, GlyphRun, Item, Pages, typeset};
use bindery::project::{self, ChapterEntry, Edition, Memory, Sources};
use bindery::theme::{LeadIn, Ornament, Theme, ThemeOptions};
use bindery::{edition, manuscript};
use std::collections::BTreeMap;

const SENTENCES: &str = "The runner rests for a week, and the hip goes quiet again. A tight calf \
    changes the stride before anything hurts. Nobody notices the first mile. ";

fn book(text: &str) -> Book {
    let mut sources = Sources::default();
    let entry = ChapterEntry {
        file: Some(sources.add("manuscript/one.md".to_owned(), text)),
        ..ChapterEntry::default()
    };
    let metadata = Metadata {
        title: "A Book of Tests".into(),
        slug: "tests".into(),
        language: "en-US".into(),
        ..Metadata::default()
    };
    manuscript::parse(&[entry], &sources, metadata).book
}

fn set(text: &str, theme: Theme) -> Pages {
    let config = Edition::new(EditionKind::Paperback);
    let (book, _) = edition::of(&book(text), &config, &[]);
    let format = Format {
        theme,
        ..format(EditionKind::Paperback, "practical")
    };
    typeset(&book, &Pictures::default(), &format).pages
}

fn classic(options: &ThemeOptions) -> Theme {
    Theme::named("classic").expect("shipped").with(options)
}

fn with_lead(lead_in: LeadIn) -> Theme {
    classic(&ThemeOptions {
        lead_in: Some(lead_in),
        ..ThemeOptions::default()
    })
}

/// The runs of the chapter's text, in their order, with their pages.
fn runs(pages: &Pages) -> Vec<(usize, &GlyphRun)> {
    let start = pages.anchors["one"].page;
    let pages = pages.pages.iter().enumerate().skip(start);
    let items = pages.flat_map(|(at, page)| {
        let text = &page.items[..page.items.len() - page.furniture];
        text.iter().map(move |item| (at, item))
    });
    items
        .filter_map(|(at, item)| match item {
            Item::Glyphs(run) => Some((at, run)),
            _ => None,
        })
        .collect()
}

fn text_of(pages: &Pages) -> String {
    runs(pages).iter().map(|(_, run)| run.text.as_str()).collect()
}

/// The run that is larger than all text and says nothing: the drop cap.
fn drop_cap(pages: &Pages) -> Option<&GlyphRun> {
    let silent = |run: &GlyphRun| run.text.is_empty() && run.size > 24.0;
    runs(pages).iter().map(|(_, run)| *run).find(|run| silent(run))
}

#[test]
fn a_drop_cap_stands_on_the_baseline_of_its_last_line_and_its_word_stays_whole() {
    for lines in 2..=4 {
        let text = format!("# One {{#one}}\n\n{}\n", SENTENCES.repeat(6));
        let pages = set(&text, with_lead(LeadIn::DropCap { lines }));
        let cap = drop_cap(&pages).expect("a drop cap");
        let mut baselines: Vec<f32> = runs(&pages)
            .iter()
            .filter(|(_, run)| run.size < 12.0 && run.x > 0.0 && !run.text.is_empty())
            .map(|(_, run)| run.y)
            .collect();
        baselines.dedup_by(|a, b| (*a - *b).abs() < 0.01);
        assert!(
            baselines.iter().any(|y| (y - cap.y).abs() < 0.01),
            "{lines} lines: {} is no baseline",
            cap.y
        );
        let beside: Vec<f32> = runs(&pages)
            .iter()
            .filter(|(_, run)| run.y > cap.y - 0.01 && run.size < 12.0 && !run.text.is_empty())
            .filter(|(_, run)| run.text.len() > 20)
            .map(|(_, run)| run.y)
            .collect();
        let mut levels = beside.clone();
        levels.dedup_by(|a, b| (*a - *b).abs() < 0.01);
        assert!(levels.len() >= lines - 1, "{levels:?}");
        let said = text_of(&pages);
        assert!(said.contains("The runner rests"), "{said}");
    }
}

#[test]
fn a_paragraph_too_short_for_a_drop_cap_has_none() {
    let text = "# One {#one}\n\nA runner rests for a week and the hip goes quiet again.\n\nMore.\n";
    let pages = set(text, with_lead(LeadIn::DropCap { lines: 3 }));
    assert!(drop_cap(&pages).is_none());
    assert!(text_of(&pages).contains("A runner rests for a week"));
}

#[test]
fn first_words_with_quotes_emphasis_links_and_notes_keep_all_their_text() {
    for start in [
        "\"Nobody\" said",
        "*Nobody* said",
        "[Nobody said](https://example.org/)",
        "A[^1] boy said",
        "I said",
        "**N**obody said",
        "[Nobody]{.index} said",
        "`code` said",
        "7 of us said",
        "Élan said",
    ] {
        let text = format!("# One {{#one}}\n\n{start} {}\n\n[^1]: A note.\n", SENTENCES.repeat(5));
        let letters = |text: &str| -> String { text.chars().filter(|c| c.is_alphabetic()).collect() };
        let plain = letters(&text_of(&set(&text, with_lead(LeadIn::None))));
        for lead_in in [LeadIn::SmallCaps, LeadIn::DropCap { lines: 3 }] {
            let led = letters(&text_of(&set(&text, with_lead(lead_in))));
            // Words are divided at other places, and their letters stay.
            assert_eq!(led, plain, "{start} as {lead_in:?}");
        }
    }
}

#[test]
fn only_the_first_paragraph_is_led_in_unless_breaks_are_to_be_as_well() {
    let text = format!("# One {{#one}}\n\n{0}\n\n{0}\n\n***\n\n{0}\n", SENTENCES.repeat(5));
    let caps = |after_breaks| {
        let pages = set(
            &text,
            classic(&ThemeOptions {
                lead_in: Some(LeadIn::DropCap { lines: 2 }),
                lead_in_after_breaks: Some(after_breaks),
                ..ThemeOptions::default()
            }),
        );
        let runs = runs(&pages);
        let caps = runs.iter().filter(|(_, r)| r.text.is_empty() && r.size > 20.0);
        caps.count()
    };
    assert_eq!(caps(false), 1);
    assert_eq!(caps(true), 2);
}

#[test]
fn a_blank_scene_break_shows_an_ornament_at_a_pages_edge_and_only_there() {
    let theme = classic(&ThemeOptions {
        ornament: Some(Ornament::BLANK),
        ..ThemeOptions::default()
    });
    let part = format!("{}\n\n***\n\n", SENTENCES.repeat(2));
    let pages = set(&format!("# One {{#one}}\n\n{}End.\n", part.repeat(60)), theme);
    let mut heights: BTreeMap<usize, Vec<(f32, bool)>> = BTreeMap::new();
    for (page, run) in runs(&pages) {
        heights.entry(page).or_default().push((run.y, run.text.contains('*')));
    }
    let mut seen = 0;
    for (page, mut lines) in heights {
        lines.sort_by(|a, b| b.0.total_cmp(&a.0));
        let last = lines.len() - 1;
        for (at, (_, ornament)) in lines.iter().enumerate() {
            if *ornament {
                seen += 1;
                assert!(at == 0 || at == last, "page {page}: an ornament inside");
            }
        }
    }
    assert!(seen > 0, "no break of sixty fell at a page's edge");
}

#[test]
fn an_ornament_is_shown_for_every_scene_break() {
    let part = format!("{}\n\n***\n\n", SENTENCES.repeat(2));
    let text = format!("# One {{#one}}\n\n{}End.\n", part.repeat(60));
    for name in Theme::NAMES {
        let theme = Theme::named(name).expect("shipped");
        let Ornament::Characters(ornament) = theme.ornament.clone() else {
            panic!("{name} has no ornament");
        };
        let first = ornament.chars().next().expect("an ornament");
        let pages = set(&text, theme);
        let breaks = runs(&pages)
            .iter()
            .filter(|(_, run)| run.text.starts_with(first))
            .count();
        assert_eq!(breaks, 60, "{name}");
    }
}

#[test]
fn large_print_has_no_text_under_fourteen_points_no_italics_and_no_grey() {
    let text = format!(
        "# One {{#one}}\n\n{} *Stress* and a note[^1].\n\n::: {{.red-flag title=\"Stop\"}}\nSee a doctor.\n:::\n\n\
         | a | b |\n| - | - |\n| c | d |\n\n- x\n- y\n\n> quoted\n\n[^1]: A note.\n",
        SENTENCES.repeat(20)
    );
    let pages = set(&text, Theme::named("large-print").expect("shipped"));
    for page in &pages.pages {
        for item in &page.items {
            if let Item::Glyphs(run) = item {
                let face = &pages.faces[usize::from(run.face.0)].name;
                assert!(run.size >= 14.0, "{:?} is set in {}", run.text, run.size);
                assert!(run.ink == 1.0, "{:?} is grey", run.text);
                assert!(!face.contains("Italic"), "{:?} is italic", run.text);
            }
        }
    }
}

#[test]
fn text_keeps_off_the_grid_only_where_the_edition_says_so() {
    let text = format!(
        "# One {{#one}}\n\n{0}\n\n## Two\n\n{0}\n\n> {0}\n\n{0}\n",
        SENTENCES.repeat(3)
    );
    let off = |grid| {
        let theme = classic(&ThemeOptions {
            grid: Some(grid),
            ..ThemeOptions::default()
        });
        let (size, leading) = (theme.size, theme.leading);
        let pages = set(&text, theme);
        let runs = runs(&pages);
        let text: Vec<f32> = runs
            .iter()
            .filter(|(_, run)| run.size == size && run.text.len() > 30)
            .map(|(_, run)| run.y)
            .collect();
        let first = text[0];
        let off = |y: &&f32| {
            let lines = (first - **y) / leading;
            (lines - lines.round()).abs() > 0.02
        };
        text.iter().filter(off).count()
    };
    assert!(off(false) > off(true), "{} and {}", off(false), off(true));
}

const TWO: &str = r#"title = "Walks"
authors = ["Ann Author"]
language = "en-GB"
identifier = "urn:uuid:b44a6153-2985-4f7e-857c-2b38ef2ded7f"
chapters = { body = ["01-one.md"] }
[dates]
revised = 2027-01-01
[editions.ebook]
[editions.digital-pdf]
[editions.large-print]
[editions.paperback]
theme = "classic"
trim = "4x6in"
"#;

const OPTIONS: &str = r#"[editions.paperback.theme-options]
size = 12
leading = 16.5
justified = false
hyphenated = false
grid = false
opener = "flush"
lead-in = "small-caps"
drop-cap-lines = 4
lead-in-after-breaks = true
ornament = "blank"
running-heads = ["author", "title"]
folio = "foot"
"#;

fn made(toml: &str) -> BTreeMap<String, Vec<u8>> {
    let text = format!("{SENTENCES} Compensation follows inflammation. ").repeat(12);
    let chapter = format!("# One\n\n{text}\n\n***\n\n{text}\n\n## Two\n\n> {text}\n\n{text}\n");
    let files: [(&str, &[u8]); 2] = [
        ("manuscript/book.toml", toml.as_bytes()),
        ("manuscript/01-one.md", chapter.as_bytes()),
    ];
    let opened = project::open(Box::new(Memory::new(files)), None);
    assert_eq!(opened.findings, []);
    let project = opened.project.expect("a project");
    let outcome = build(&project, &Request::default(), &|_| {});
    // Without hyphens some lines are loose, and the author is told.
    let wrong = outcome.findings.iter().filter(|f| f.severity > Severity::Hint);
    assert_eq!(wrong.count(), 0, "{:?}", outcome.findings);
    outcome
        .artifacts
        .into_iter()
        .map(|made| (made.edition.unwrap_or_default(), made.bytes))
        .collect()
}

#[test]
fn what_one_edition_changes_of_its_theme_leaves_the_bytes_of_all_others() {
    let before = made(TWO);
    assert_eq!(before.len(), 4);
    for option in OPTIONS.lines().skip(1).chain([""]) {
        let head = OPTIONS.lines().next().unwrap_or("");
        let toml = match option {
            "" => format!("{TWO}{OPTIONS}"),
            option => format!("{TWO}{head}\n{option}\n"),
        };
        let after = made(&toml);
        // The ebook says where the paperback's pages begin.
        for (edition, bytes) in before.iter().filter(|(edition, _)| *edition != "ebook") {
            let same = *bytes == after[edition];
            assert_eq!(same, edition != "paperback", "{edition}: {option}");
        }
    }
}
