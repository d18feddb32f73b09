use super::*;
use crate::print::line::{Family, LineItem};
use crate::print::page::GlyphRun;

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
        .and_then(|r| r.glyphs.last().map(|g| r.x + g.x + g.advance))
        .unwrap_or(0.0)
}

#[test]
fn lines_hold_all_of_the_text_in_order() {
    let faces = faces();
    for measure in [90.0, 160.0, 318.0] {
        let lines =
            Setter::new(&faces).set(&[text(PROSE, TextStyle::text(10.0))], &setting(measure));
        assert_eq!(said(&lines), PROSE, "at {measure}");
    }
}

#[test]
fn every_justified_line_ends_at_the_measure_but_for_what_hangs() {
    let faces = faces();
    let lines = Setter::new(&faces).set(&[text(PROSE, TextStyle::text(10.0))], &setting(300.0));
    assert!(lines.len() > 3);
    for line in &lines[..lines.len() - 1] {
        let last = runs(line)
            .last()
            .and_then(|r| r.glyphs.last())
            .unwrap()
            .advance;
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
        let lines =
            Setter::new(&faces).set(&[text(&long, TextStyle::text(10.0))], &setting(measure));
        let ladder = lines
            .windows(3)
            .filter(|w| w.iter().all(|l| l.hyphenated))
            .count();
        assert_eq!(ladder, 0, "at {measure}");
    }
}

#[test]
fn a_no_break_space_holds_its_words_together() {
    let faces = faces();
    let words = "run ten\u{a0}kilometres ".repeat(30);
    for measure in [100.0, 140.0, 170.0] {
        let lines =
            Setter::new(&faces).set(&[text(&words, TextStyle::text(10.0))], &setting(measure));
        for line in &lines {
            let said = said(std::slice::from_ref(line));
            assert!(
                !said.ends_with("ten") && !said.starts_with("kilometres"),
                "{said:?}"
            );
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
    let address =
        "https://example.org/one/very/long/path/that/goes/on?and=on&with=parameters#and-a-fragment";
    let lines = Setter::new(&faces).set(&[text(address, TextStyle::text(10.0))], &setting(150.0));
    assert!(lines.len() > 1);
    assert!(lines.iter().all(|l| l.overfull == 0.0));
    let all: String = lines
        .iter()
        .flat_map(runs)
        .map(|r| r.text.as_str())
        .collect();
    assert_eq!(all, address);
}

#[test]
fn a_character_that_no_face_has_is_reported_once() {
    let faces = faces();
    let mut setter = Setter::new(&faces);
    setter.set(
        &[text("a\u{13080}b\u{13080}", TextStyle::text(10.0))],
        &setting(300.0),
    );
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
    let lines = setter.set(
        &[text("tree ├ branch", TextStyle::text(10.0))],
        &setting(300.0),
    );
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
        link: None,
        span: Span::GENERATED,
    };
    for words in 1..40 {
        let before = "word ".repeat(words) + "end";
        let pieces = [
            text(&before, style),
            mark.clone(),
            text(" and so on", style),
        ];
        let lines = Setter::new(&faces).set(&pieces, &setting(120.0));
        let line = lines.iter().find(|l| l.notes == [7]).unwrap();
        assert!(said(std::slice::from_ref(line)).contains("end1"));
    }
}

#[test]
fn looseness_gives_a_line_more_where_the_paragraph_can() {
    let faces = faces();
    let long = PROSE.repeat(3);
    let count = |looseness| {
        let setting = Setting {
            looseness,
            ..setting(300.0)
        };
        Setter::new(&faces)
            .set(&[text(&long, TextStyle::text(10.0))], &setting)
            .len()
    };
    assert_eq!(count(1), count(0) + 1);
}

#[test]
fn what_is_flush_right_behind_a_fill_ends_at_the_measure() {
    let faces = faces();
    let style = TextStyle::text(10.0);
    let pieces = [
        text("Title", style),
        Piece::Fill {
            leader: true,
            style,
        },
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
