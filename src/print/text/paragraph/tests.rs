use super::*;
use crate::print::page::{GlyphRun, Tag};
use crate::print::text::line::LineItem;
use crate::theme::{Family, TextStyle};

const PROSE: &str = "A muscle that is too tight tires sooner than it should, has less strength to give, and uses up more \
of what it is fed. Nothing in the office of your body is lost: the “difficult” force that a calf does not absorb goes \
somewhere else, and the hip is where an uncomfortable number of runners find it, years after the first inflammation.";

fn faces() -> Faces {
    Faces::new("Source Serif 4", "Source Sans 3", "Source Code Pro")
}

fn setting(measure: f32) -> Setting {
    Setting {
        measure,
        first_indent: 12.0,
        indent: 0.0,
        right_indent: 0.0,
        align: Align::Justify,
        language: "en-US".into(),
        hyphenate: true,
        looseness: 0,
        cut_lines: 0,
        cut_width: 0.0,
    }
}

fn text(text: &str, style: TextStyle) -> Piece {
    Piece::Text {
        text: text.into(),
        style,
        tag: Tag::NONE,
        language: None,
        hyphenate: true,
        verbatim: false,
        link: None,
        span: Span::GENERATED,
    }
}

fn runs(line: &Line) -> impl Iterator<Item = &GlyphRun> {
    line.items.iter().filter_map(|item| match item {
        LineItem::Glyphs(run) => Some(run),
        _ => None,
    })
}

fn said(lines: &[Line]) -> String {
    let lines: Vec<String> = lines
        .iter()
        .map(|line| {
            let text: String = runs(line).map(|r| r.text.as_str()).collect();
            if line.hyphenated { text } else { text + " " }
        })
        .collect();
    lines.concat().trim_end().to_owned()
}

fn right_edge(line: &Line) -> f32 {
    runs(line)
        .last()
        .and_then(|r| r.glyphs.last().map(|g| r.x + g.x + g.advance * r.stretch))
        .unwrap_or(0.0)
}

#[test]
fn lines_hold_all_of_the_text_in_order() {
    let faces = faces();
    for measure in [90.0, 160.0, 318.0] {
        let lines = Setter::new(&faces).set(&[text(PROSE, TextStyle::text(10.0))], &setting(measure));
        assert_eq!(said(&lines), PROSE, "at {measure}");
    }
}

#[test]
fn every_justified_line_ends_at_the_measure_but_for_what_hangs() {
    let faces = faces();
    let lines = Setter::new(&faces).set(&[text(PROSE, TextStyle::text(10.0))], &setting(300.0));
    assert!(lines.len() > 3);
    for line in &lines[..lines.len() - 1] {
        let last = runs(line).last().and_then(|r| r.glyphs.last()).unwrap().advance;
        let over = right_edge(line) - 300.0;
        assert!(
            (-0.01..=last * 0.61).contains(&over),
            "{over} in {:?}",
            said(std::slice::from_ref(line))
        );
        assert!(line.overfull == 0.0 && line.ratio < 2.5, "{}", line.ratio);
    }
}

#[test]
fn no_more_than_two_lines_running_end_in_a_hyphen() {
    let faces = faces();
    let long = PROSE.repeat(6);
    for measure in [120.0, 150.0, 180.0] {
        let lines = Setter::new(&faces).set(&[text(&long, TextStyle::text(10.0))], &setting(measure));
        let ladder = lines.windows(3).filter(|w| w.iter().all(|l| l.hyphenated)).count();
        assert_eq!(ladder, 0, "at {measure}");
    }
}

#[test]
fn a_no_break_space_holds_its_words_together() {
    let faces = faces();
    let words = "run ten\u{a0}kilometres ".repeat(30);
    for measure in [100.0, 140.0, 170.0] {
        let lines = Setter::new(&faces).set(&[text(&words, TextStyle::text(10.0))], &setting(measure));
        for line in &lines {
            let said = said(std::slice::from_ref(line));
            assert!(!said.ends_with("ten") && !said.starts_with("kilometres"), "{said:?}");
        }
    }
}

#[test]
fn a_ligature_stands_for_all_of_its_letters() {
    let faces = faces();
    let lines = Setter::new(&faces).set(&[text("office", TextStyle::text(10.0))], &setting(300.0));
    let run = runs(&lines[0]).next().unwrap();
    let said: String = run
        .glyphs
        .iter()
        .map(|g| &run.text[g.text.start as usize..g.text.end as usize])
        .collect();
    assert_eq!(said, "office");
}

#[test]
fn small_capitals_keep_their_text_with_and_without_true_ones() {
    let faces = faces();
    for italic in [false, true] {
        let style = TextStyle {
            small_caps: true,
            italic,
            ..TextStyle::text(10.0)
        };
        let lines = Setter::new(&faces).set(&[text("nasa said", style)], &setting(300.0));
        assert_eq!(said(&lines), "nasa said");
    }
}

#[test]
fn an_address_longer_than_the_measure_is_broken_and_not_overfull() {
    let faces = faces();
    let address = "https://example.org/one/very/long/path/that/goes/on?and=on&with=parameters#and-a-fragment";
    let lines = Setter::new(&faces).set(&[text(address, TextStyle::text(10.0))], &setting(150.0));
    assert!(lines.len() > 1);
    assert!(lines.iter().all(|l| l.overfull == 0.0));
    let all: String = lines.iter().flat_map(runs).map(|r| r.text.as_str()).collect();
    assert_eq!(all, address);
}

#[test]
fn a_character_that_no_face_has_is_reported_once() {
    let faces = faces();
    let mut setter = Setter::new(&faces);
    setter.set(&[text("a\u{13080}b\u{13080}", TextStyle::text(10.0))], &setting(300.0));
    assert_eq!(
        setter.missing().iter().map(|(c, _)| *c).collect::<Vec<_>>(),
        ['\u{13080}']
    );
    assert!(setter.missing().is_empty());
}

#[test]
fn a_character_that_the_face_lacks_comes_from_another() {
    let faces = faces();
    let mut setter = Setter::new(&faces);
    let lines = setter.set(&[text("tree ├ branch", TextStyle::text(10.0))], &setting(300.0));
    assert!(setter.missing().is_empty());
    assert_eq!(runs(&lines[0]).count(), 3);
    assert_eq!(said(&lines), "tree ├ branch");
}

#[test]
fn code_keeps_its_spaces_and_goes_on_behind_a_mark() {
    let faces = faces();
    let style = TextStyle {
        family: Family::Mono,
        ..TextStyle::text(8.0)
    };
    let code = |line: &str| Piece::Text {
        text: line.into(),
        style,
        tag: Tag::NONE,
        language: None,
        hyphenate: false,
        verbatim: true,
        link: None,
        span: Span::GENERATED,
    };
    let mut plain = setting(300.0);
    plain.align = Align::Left;
    plain.first_indent = 0.0;
    let lines = Setter::new(&faces).set(&[code("    let x  = 1;")], &plain);
    assert_eq!(runs(&lines[0]).next().unwrap().text, "    let x  = 1;");
    let lines = Setter::new(&faces).set(&[code(&"abcdefgh ".repeat(20))], &plain);
    assert!(lines.len() > 1 && lines.iter().all(|l| l.overfull == 0.0));
    assert_eq!(runs(&lines[1]).count(), 2);
}

#[test]
fn a_note_mark_stays_with_its_word_and_tells_its_line() {
    let faces = faces();
    let style = TextStyle::text(10.0);
    let mark = Piece::NoteMark {
        text: "1".into(),
        note: 7,
        style: TextStyle {
            superior: true,
            ..style
        },
        tag: Tag::NONE,
        link: None,
        span: Span::GENERATED,
    };
    for words in 1..40 {
        let before = "word ".repeat(words) + "end";
        let pieces = [text(&before, style), mark.clone(), text(" and so on", style)];
        let lines = Setter::new(&faces).set(&pieces, &setting(120.0));
        let line = lines.iter().find(|l| l.notes == [7]).unwrap();
        assert!(said(std::slice::from_ref(line)).contains("end1"));
    }
}

#[test]
fn what_is_flush_right_behind_a_fill_ends_at_the_measure() {
    let faces = faces();
    let style = TextStyle::text(10.0);
    let pieces = [
        text("Title", style),
        Piece::Fill { leader: true, style },
        text("12", style),
    ];
    let setting = Setting {
        align: Align::Left,
        first_indent: 0.0,
        ..setting(200.0)
    };
    let lines = Setter::new(&faces).set(&pieces, &setting);
    assert!((right_edge(&lines[0]) - 200.0).abs() < 0.01);
}

#[test]
fn letters_give_way_with_the_spaces_and_stay_within_what_is_not_seen() {
    let faces = faces();
    let long = PROSE.repeat(4);
    let lines = Setter::new(&faces).set(&[text(&long, TextStyle::text(10.0))], &setting(260.0));
    let stretches: Vec<f32> = lines.iter().flat_map(runs).map(|r| r.stretch).collect();
    assert!(stretches.iter().all(|s| (0.979..=1.021).contains(s)), "{stretches:?}");
    assert!(stretches.iter().any(|s| *s != 1.0));
    assert!(
        stretches
            .iter()
            .all(|s| ((s - 1.0) / 0.0025).fract().abs() < 0.01 || ((s - 1.0) / 0.0025).fract().abs() > 0.99)
    );
}

#[test]
fn code_in_a_justified_line_keeps_its_own_width() {
    let faces = faces();
    let mono = TextStyle {
        family: Family::Mono,
        ..TextStyle::text(9.0)
    };
    let pieces = [
        text(PROSE, TextStyle::text(10.0)),
        text(" let_x ", mono),
        text(PROSE, TextStyle::text(10.0)),
    ];
    let lines = Setter::new(&faces).set(&pieces, &setting(260.0));
    let code = lines.iter().flat_map(runs).find(|r| r.text.contains("let_x")).unwrap();
    let (a, b) = (&code.glyphs[0], &code.glyphs[1]);
    assert!(code.stretch == 1.0 && (b.x - a.x - a.advance).abs() < 0.001);
}

#[test]
fn room_tells_what_looseness_gives() {
    let faces = faces();
    let mut setter = Setter::new(&faces);
    let (mut longer, mut shorter) = (0, 0);
    for times in 1..8 {
        let long = PROSE.repeat(times);
        let pieces = [text(&long, TextStyle::text(10.0))];
        for measure in [220.0, 260.0, 300.0, 340.0] {
            let room = setter.flexibility(&pieces, &setting(measure));
            let mut lines = |looseness| {
                let setting = Setting {
                    looseness,
                    ..setting(measure)
                };
                setter.set(&pieces, &setting)
            };
            let best = lines(0).len();
            for (cost, looseness) in [(room.shorter, -1), (room.longer, 1)] {
                let set = lines(looseness);
                let wanted = if cost.is_some() {
                    best as i32 + looseness
                } else {
                    best as i32
                };
                assert_eq!(set.len() as i32, wanted, "{times} at {measure}");
                if cost.is_some() {
                    assert!(set.iter().all(|l| l.overfull == 0.0 && l.ratio < 1.65));
                }
            }
            longer += usize::from(room.longer.is_some());
            shorter += usize::from(room.shorter.is_some());
        }
    }
    assert!(longer > 2 && shorter > 0, "{longer} {shorter}");
}

#[test]
fn a_setter_gives_the_same_lines_whatever_was_set_before() {
    let faces = faces();
    let pieces = [text(PROSE, TextStyle::text(10.0))];
    let fresh = Setter::new(&faces).set(&pieces, &setting(200.0));
    Setter::new(&faces).set(
        &[text("Somewhere else entirely, office.", TextStyle::text(12.0))],
        &setting(90.0),
    );
    assert_eq!(Setter::new(&faces).set(&pieces, &setting(200.0)), fresh);
}

#[test]
fn a_line_points_at_its_own_text_in_the_manuscript() {
    let faces = faces();
    let span = Span::new(crate::span::FileId(3), 100..100 + PROSE.len());
    let piece = Piece::Text {
        text: PROSE.into(),
        style: TextStyle::text(10.0),
        tag: Tag::NONE,
        language: None,
        hyphenate: true,
        verbatim: false,
        link: None,
        span,
    };
    for line in Setter::new(&faces).set(&[piece], &setting(200.0)) {
        let range = line.span.start as usize - 100..line.span.end as usize - 100;
        let text: String = runs(&line).map(|r| r.text.as_str()).collect();
        assert_eq!(PROSE[range].trim(), text.trim());
    }
}

#[test]
fn letters_are_kerned_across_a_link_as_within_a_word() {
    let faces = faces();
    let style = TextStyle::text(10.0);
    let mut linked = text("A", style);
    if let Piece::Text { link, .. } = &mut linked {
        *link = Some(crate::print::LinkTo::Address("https://example.org".into()));
    }
    let width = |pieces: &[Piece]| {
        let lines = Setter::new(&faces).set(
            pieces,
            &Setting {
                align: Align::Left,
                ..setting(300.0)
            },
        );
        right_edge(&lines[0])
    };
    let whole = width(&[text("VAV", style)]);
    let split = width(&[text("V", style), linked, text("V", style)]);
    assert!((whole - split).abs() < 0.001, "{whole} {split}");
}

#[test]
fn a_mark_stands_over_its_letter() {
    let faces = faces();
    let lines = Setter::new(&faces).set(&[text("q\u{301}x", TextStyle::text(10.0))], &setting(300.0));
    let run = runs(&lines[0]).next().unwrap();
    assert_eq!(run.glyphs.len(), 3);
    assert!(run.glyphs[1].x < run.glyphs[2].x && run.glyphs[1].advance == 0.0);
    assert_eq!(&run.text[..], "q\u{301}x");
}

#[test]
fn greek_and_cyrillic_are_set_in_the_shipped_faces() {
    let faces = faces();
    let mut setter = Setter::new(&faces);
    for words in ["Ὀδυσσεύς ἄνδρα μοι ἔννεπε", "Все счастливые семьи похожи"]
    {
        let lines = setter.set(&[text(words, TextStyle::text(10.0))], &setting(300.0));
        assert_eq!(said(&lines), words);
        assert!(lines.iter().flat_map(runs).flat_map(|r| &r.glyphs).all(|g| g.id != 0));
    }
    assert!(setter.missing().is_empty());
}

#[test]
fn chinese_breaks_between_its_characters_but_not_before_a_full_stop() {
    let faces = faces();
    let words = "他们说这本书很有意思。我也这么想，所以又读了一遍。".repeat(4);
    let lines = Setter::new(&faces).set(&[text(&words, TextStyle::text(10.0))], &setting(124.0));
    assert!(lines.len() > 3);
    for line in &lines {
        let said = said(std::slice::from_ref(line));
        assert!(!said.starts_with(['。', '，']), "{said}");
        assert!(line.overfull < 0.01, "{}", line.overfull);
    }
}

#[test]
fn hebrew_in_a_line_is_kept_in_reading_order_and_shown_from_right_to_left() {
    let faces = faces();
    let words = "see שלום עולם there";
    let lines = Setter::new(&faces).set(&[text(words, TextStyle::text(10.0))], &setting(300.0));
    assert_eq!(said(&lines), words);
    let at = |word: &str| {
        let run = runs(&lines[0]).find(|r| r.text.contains(word)).unwrap();
        run.x
    };
    assert!(at("see") < at("עולם") && at("עולם") < at("שלום") && at("שלום") < at("there"));
}

#[test]
fn a_hebrew_paragraph_starts_at_the_right_edge() {
    let faces = faces();
    let words = "שלום עולם ".repeat(40);
    let lines = Setter::new(&faces).set(&[text(&words, TextStyle::text(10.0))], &setting(200.0));
    assert!(lines.len() > 2);
    let edge = |line: &Line| {
        runs(line)
            .flat_map(|r| r.glyphs.iter().map(|g| r.x + g.x + g.advance))
            .fold(0.0_f32, f32::max)
    };
    assert!((edge(&lines[0]) - 188.0).abs() < 2.0, "{}", edge(&lines[0]));
    assert!((edge(&lines[lines.len() - 1]) - 200.0).abs() < 2.0);
}

#[test]
fn nothing_breaks_beside_a_fill() {
    let faces = faces();
    let style = TextStyle::text(10.0);
    let pieces = [
        text("A title of many words that needs two lines ", style),
        Piece::Fill { leader: true, style },
        text(" 123", style),
    ];
    for measure in [90.0, 110.0, 130.0, 150.0] {
        let setting = Setting {
            align: Align::Left,
            first_indent: 0.0,
            ..setting(measure)
        };
        let lines = Setter::new(&faces).set(&pieces, &setting);
        let last = said(&lines[lines.len() - 1..]);
        assert!(
            last.ends_with("123") && last.chars().next().unwrap().is_alphabetic(),
            "{last}"
        );
    }
}

#[test]
fn a_centred_title_has_lines_of_about_one_length() {
    let faces = faces();
    let words = "What the Calf Does Not Absorb the Hip Must Carry";
    for measure in [200.0, 230.0, 260.0, 290.0] {
        let setting = Setting {
            align: Align::Center,
            first_indent: 0.0,
            hyphenate: false,
            ..setting(measure)
        };
        let lines = Setter::new(&faces).set(&[text(words, TextStyle::text(18.0))], &setting);
        assert!(lines.len() > 1, "at {measure}");
        let widths: Vec<f32> = lines
            .iter()
            .map(|line| right_edge(line) - runs(line).next().unwrap().x)
            .collect();
        let longest = widths.iter().copied().fold(0.0, f32::max);
        assert!(widths.iter().all(|w| *w > longest * 0.6), "{widths:?}");
    }
}
