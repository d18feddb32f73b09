//! A barcode, read from the rectangles that it is drawn with (ISO/IEC 15420).

use super::Sides;

/// The widths in modules of the spaces and bars of each digit in set A; those of C have bars for spaces, and B is C
/// turned round.
const WIDTHS: [[u8; 4]; 10] = [
    [3, 2, 1, 1],
    [2, 2, 2, 1],
    [2, 1, 2, 2],
    [1, 4, 1, 1],
    [1, 1, 3, 2],
    [1, 2, 3, 1],
    [1, 1, 1, 4],
    [1, 3, 1, 2],
    [1, 2, 1, 3],
    [3, 1, 1, 2],
];
/// Which of the left six digits are of set B, by the first digit that they stand for.
const FIRST: [&str; 10] = [
    "AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA",
];

/// The thirteen digits of an EAN-13 among upright rectangles, with its left end, its foot, its right end and its top.
pub(super) fn read(filled: &[Sides]) -> Option<(String, Sides)> {
    let mut bars: Vec<Sides> = filled.iter().copied().filter(is_bar).collect();
    bars.sort_by(|a, b| a[0].total_cmp(&b[0]));
    // Thirty bars make a number; a price beside them has more.
    bars.windows(30).find_map(|bars| {
        let digits = decode(bars)?;
        let foot = bars.iter().map(|bar| bar[1]).fold(f64::MAX, f64::min);
        let top = bars.iter().map(|bar| bar[3]).fold(f64::MIN, f64::max);
        Some((digits, [bars[0][0], foot, bars[29][2], top]))
    })
}

fn is_bar([left, bottom, right, top]: &Sides) -> bool {
    (top - bottom) > 8.0 * (right - left) && (right - left) < 8.0
}

fn decode(bars: &[Sides]) -> Option<String> {
    let module = (bars[29][2] - bars[0][0]) / 95.0;
    let edges: Vec<f64> = bars.iter().flat_map(|bar| [bar[0], bar[2]]).collect();
    let runs: Vec<u8> = edges
        .windows(2)
        .map(|pair| {
            let modules = (pair[1] - pair[0]) / module;
            let near = (modules - modules.round()).abs() < 0.2 && (0.5..4.5).contains(&modules);
            near.then_some(modules.round() as u8)
        })
        .collect::<Option<_>>()?;
    let (guard, rest) = runs.split_at_checked(3)?;
    let (left, rest) = rest.split_at_checked(24)?;
    let (middle, rest) = rest.split_at_checked(5)?;
    let (right, end) = rest.split_at_checked(24)?;
    if [guard, middle, end].iter().any(|runs| runs.iter().any(|run| *run != 1)) {
        return None;
    }
    let mut digits = String::new();
    let mut sets = String::new();
    for run in left.chunks(4) {
        let turned: Vec<u8> = run.iter().rev().copied().collect();
        let (set, digit) = match digit(run) {
            Some(digit) => ('A', digit),
            None => ('B', digit(&turned)?),
        };
        sets.push(set);
        digits.push(digit);
    }
    let first = FIRST.iter().position(|known| *known == sets)?;
    for run in right.chunks(4) {
        digits.push(digit(run)?);
    }
    Some(format!("{first}{digits}"))
}

fn digit(run: &[u8]) -> Option<char> {
    let at = WIDTHS.iter().position(|widths| widths == run)?;
    char::from_digit(at as u32, 10)
}
