use super::*;
use crate::print::row::{NotePiece, SetNote};
use crate::span::Span;

const DEPTH: Depth = Depth {
    page: 100.0,
    grid: 10.0,
};

fn lines(count: usize) -> Rows {
    Rows {
        rows: (0..count)
            .map(|_| Row::new(10.0, Span::GENERATED))
            .collect(),
        ..Rows::default()
    }
}

fn ends(pages: &[PageRange]) -> Vec<usize> {
    pages.iter().map(|page| page.to).collect()
}

#[test]
fn pages_are_filled_and_cover_all_rows() {
    assert_eq!(ends(&paginate(&lines(35), DEPTH)), [10, 20, 30, 35]);
}

#[test]
fn a_page_ends_early_rather_than_where_it_may_not() {
    let mut rows = lines(24);
    rows.rows[10].breaking = Break::Never;
    assert_eq!(ends(&paginate(&rows, DEPTH))[0], 9);
}

#[test]
fn a_forced_break_ends_the_page() {
    let mut rows = lines(12);
    rows.rows[4].breaking = Break::Always;
    assert_eq!(ends(&paginate(&rows, DEPTH)), [4, 12]);
}

#[test]
fn facing_pages_end_on_the_same_line_where_both_can() {
    let mut rows = lines(60);
    // The verso must end a line short; the recto facing it then does the same.
    rows.rows[20].breaking = Break::Never;
    let pages = paginate(&rows, DEPTH);
    assert_eq!(pages[1].to - pages[1].from, pages[2].to - pages[2].from);
}

#[test]
fn a_chapter_does_not_end_in_a_page_of_a_line_or_two() {
    let pages = paginate(&lines(31), DEPTH);
    let last = pages[pages.len() - 1];
    assert!(last.to - last.from >= 4, "{pages:?}");
}

#[test]
fn a_note_takes_its_room_on_the_page_of_its_mark() {
    let mut rows = lines(20);
    rows.notes.push(SetNote {
        rows: (0..2).map(|_| Row::new(8.0, Span::GENERATED)).collect(),
    });
    rows.rows[5].notes.push(NotePiece {
        note: 0,
        from: 0,
        to: usize::MAX,
    });
    let pages = paginate(&rows, DEPTH);
    assert_eq!(pages[0].to, 7);
}

#[test]
fn a_figure_that_does_not_fit_lets_the_text_after_it_fill_the_page() {
    let mut rows = lines(30);
    rows.rows[6].height = 60.0;
    rows.rows[6].floats = true;
    let pages = paginate_floating(&mut rows, DEPTH);
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
    paginate_floating(&mut rows, DEPTH);
    let figure = rows.rows.iter().position(|row| row.height == 60.0).unwrap();
    let heading = rows.rows.iter().position(|row| row.heading).unwrap();
    assert!(figure < heading);
}

#[test]
fn a_row_taller_than_the_page_still_gets_one() {
    let mut rows = lines(3);
    rows.rows[1].height = 400.0;
    assert_eq!(ends(&paginate(&rows, DEPTH)).last(), Some(&3));
}
