//! The bundled book's program: what its text says of the plan follows from the plan's own table.

use std::fs;
use std::path::Path;

fn chapter() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("manuscript/chapters/14-eight-weeks.md");
    fs::read_to_string(path).expect("the chapter of the program")
}

/// The running minutes of each week that has any, from the last column of the plan: three runs a week, each "N × (M min
/// run, ...)" or, where they differ, "A, B, then C min".
fn minutes(chapter: &str) -> Vec<u32> {
    let rows = chapter
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains("min"));
    let road = rows.filter_map(|row| row.trim_end_matches(" |").rsplit(" | ").next());
    let runs = road.filter(|road| !road.starts_with("Walk") && road.starts_with(|c: char| c.is_ascii_digit()));
    runs.map(|road| {
        let numbers: Vec<u32> = road
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|digits| digits.parse().ok())
            .collect();
        match road.contains('×') {
            true => 3 * numbers[0] * numbers[1],
            false => numbers.iter().sum(),
        }
    })
    .collect()
}

#[test]
fn the_minutes_that_the_text_names_are_those_of_the_table() {
    let chapter = chapter();
    let minutes = minutes(&chapter);
    assert_eq!(minutes.len(), 6, "{minutes:?}");
    let words: Vec<String> = minutes.iter().map(u32::to_string).collect();
    let (last, first) = words.split_last().expect("weeks");
    let sentence = format!("The plan asks for {}, and {last} minutes.", first.join(", "));
    assert!(chapter.contains(&sentence), "the text does not say: {sentence}");
}

#[test]
fn no_week_of_the_plan_breaks_the_rule_that_the_chapter_gives() {
    let chapter = chapter();
    assert!(chapter.contains("at 1.5 or below until you run an hour a week, and at 1.3 or below from then on"));
    for pair in minutes(&chapter).windows(2) {
        let (last, this) = (pair[0], pair[1]);
        // In tenths, so that no rounding decides.
        let most = if last < 60 { 15 } else { 13 };
        assert!(10 * this <= most * last, "from {last} to {this} minutes");
    }
}
