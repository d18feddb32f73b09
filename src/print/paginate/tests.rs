use super::row::{NotePiece, NoteRows, Row};
use super::*;
use crate::span::Span;

const DEPTH: Depth = Depth {
    page: 100.0,
    grid: 10.0,
};

fn lines(count: usize) -> Rows {
    Rows {
        rows: (0..count).map(|_| Row::new(10.0, Span::GENERATED)).collect(),
        ..Rows::default()
    }
}

fn laid(rows: &Rows) -> Vec<PageRange> {
    paginate(rows, DEPTH, &mut |_, _, _| None)
}

fn ends(pages: &[PageRange]) -> Vec<usize> {
    pages.iter().map(|page| page.to).collect()
}

#[test]
fn pages_are_filled_and_cover_all_rows() {
    assert_eq!(ends(&laid(&lines(35))), [10, 20, 30, 35]);
}

#[test]
fn a_page_ends_early_rather_than_where_it_may_not() {
    let mut rows = lines(24);
    rows.rows[10].breaking = Break::Never;
    assert_eq!(ends(&laid(&rows))[0], 9);
}

#[test]
fn a_forced_break_ends_the_page() {
    let mut rows = lines(12);
    rows.rows[4].breaking = Break::Always;
    assert_eq!(ends(&laid(&rows)), [4, 12]);
}

#[test]
fn facing_pages_end_on_the_same_line_where_both_can() {
    let mut rows = lines(60);
    // The verso must end a line short; the recto facing it then does the same.
    rows.rows[20].breaking = Break::Never;
    let pages = laid(&rows);
    assert_eq!(pages[1].to - pages[1].from, pages[2].to - pages[2].from);
}

#[test]
fn a_chapter_does_not_end_in_a_page_of_a_line_or_two() {
    let pages = laid(&lines(31));
    let last = &pages[pages.len() - 1];
    assert!(last.to - last.from >= 4, "{pages:?}");
}

#[test]
fn a_note_takes_its_room_on_the_page_of_its_mark() {
    let mut rows = lines(21);
    rows.notes.push(NoteRows {
        rows: (0..2).map(|_| Row::new(8.0, Span::GENERATED)).collect(),
    });
    rows.rows[5].notes.push(NotePiece {
        note: 0,
        from: 0,
        to: usize::MAX,
    });
    let pages = laid(&rows);
    assert_eq!(pages[0].to, 7);
}

#[test]
fn a_figure_that_does_not_fit_lets_the_text_after_it_fill_the_page() {
    let mut rows = lines(30);
    rows.rows[6].height = 60.0;
    rows.rows[6].floats = true;
    let pages = paginate_floating(&mut rows, DEPTH, &mut |_, _, _| None);
    assert_eq!(pages[0].to - pages[0].from, 10);
    assert_eq!(rows.rows[10].height, 60.0);
}

#[test]
fn a_figure_does_not_move_past_a_heading() {
    let mut rows = lines(30);
    rows.rows[6].height = 60.0;
    rows.rows[6].floats = true;
    rows.rows[8].heading = true;
    rows.rows[9].breaking = Break::Never;
    paginate_floating(&mut rows, DEPTH, &mut |_, _, _| None);
    let figure = rows.rows.iter().position(|row| row.height == 60.0).unwrap();
    let heading = rows.rows.iter().position(|row| row.heading).unwrap();
    assert!(figure < heading);
}

#[test]
fn a_row_taller_than_the_page_still_gets_one() {
    let mut rows = lines(3);
    rows.rows[1].height = 400.0;
    assert_eq!(ends(&laid(&rows)).last(), Some(&3));
}

/// Rows of paragraphs of these many lines, each of which the pages may ask for more or fewer.
fn paragraphs(counts: &[usize]) -> Rows {
    let mut rows = Rows::default();
    for (paragraph, &count) in counts.iter().enumerate() {
        for at in 0..count {
            let mut row = Row::new(10.0, Span::GENERATED);
            row.paragraph = Some(paragraph);
            if at == 1 || (at > 0 && at + 1 == count) {
                row.breaking = Break::Never;
            }
            rows.rows.push(row);
        }
        rows.paragraphs.push(Paragraph {
            pieces: Vec::new(),
            setting: crate::print::text::Setting {
                measure: 100.0,
                first_indent: 0.0,
                indent: 0.0,
                right_indent: 0.0,
                align: crate::theme::Align::Justify,
                language: "en".into(),
                hyphenate: true,
                looseness: 0,
                cut_lines: 0,
                cut_width: 0.0,
            },
            place: LinePlace {
                left: 0.0,
                leading: 10.0,
                size: 7.0,
                snap: true,
            },
            span: Span::GENERATED,
            lines: count,
            last_width: 50.0,
        });
    }
    rows
}

#[test]
fn a_page_that_would_end_short_has_a_paragraph_a_line_longer() {
    // The third paragraph cannot be divided so that the page is full.
    let rows = paragraphs(&[4, 5, 3, 8, 8]);
    let pages = paginate(&rows, DEPTH, &mut |_, paragraph, lines| {
        (paragraph == 1 && lines == 1).then_some(0.2)
    });
    assert_eq!(pages[0].to, 9);
    let longer = Remedy::Paragraph { paragraph: 1, lines: 1 };
    assert_eq!(pages[0].remedies, [longer]);
}

#[test]
fn a_page_whose_paragraphs_have_no_room_stays_as_it_is() {
    let rows = paragraphs(&[4, 5, 3, 8, 8]);
    assert!(laid(&rows).iter().all(|page| page.remedies.is_empty()));
}

#[test]
fn a_last_line_or_two_are_taken_back_by_paragraphs_a_line_shorter() {
    let rows = paragraphs(&[6, 5]);
    let pages = paginate(&rows, DEPTH, &mut |_, _, lines| (lines == -1).then_some(0.3));
    assert_eq!(ends(&pages), [11]);
}

#[test]
fn a_picture_gives_way_before_a_page_ends_far_too_early() {
    let mut rows = lines(24);
    rows.rows[4].height = 70.0;
    rows.rows[4].scale.smaller = 1;
    let pages = laid(&rows);
    assert_eq!(pages[0].to, 5);
    let smaller = Remedy::Picture { row: 4, lines: -1 };
    assert_eq!(pages[0].remedies, [smaller]);
}

#[test]
fn what_is_done_to_a_page_keeps_every_row_and_place() {
    let mut rows = paragraphs(&[4, 5, 8]);
    rows.rows[6].anchors.push("here".into());
    rows.rows[6].notes.push(NotePiece {
        note: 0,
        from: 0,
        to: 2,
    });
    let mut pages = vec![
        PageRange {
            remedies: vec![Remedy::Paragraph { paragraph: 1, lines: 1 }],
            ..PageRange::plain(0, 9)
        },
        PageRange::plain(9, 17),
    ];
    let line = || crate::print::text::Line {
        items: Vec::new(),
        links: Vec::new(),
        anchors: Vec::new(),
        notes: Vec::new(),
        ascent: 7.0,
        descent: 2.0,
        ratio: 0.0,
        overfull: 0.0,
        hyphenated: false,
        span: Span::GENERATED,
    };
    apply(&mut rows, &mut pages, 10.0, &mut |_, lines| {
        (0..5 + lines).map(|_| line()).collect()
    });
    assert_eq!((pages[0].to, pages[1].to, rows.rows.len()), (10, 18, 18));
    let held = &rows.rows[4..10];
    assert!(held.iter().any(|row| row.anchors == ["here"]));
    assert_eq!(held.iter().map(|row| row.notes.len()).sum::<usize>(), 1);
}
