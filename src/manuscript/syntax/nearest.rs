//! "Did you mean": the known name nearest to one that is not known.

/// The longest name that is compared; longer ones are no typing slip.
const LONGEST: usize = 64;

/// The nearest of `known`, if it is near enough to be meant: at most a third of it differs. The
/// first of equals wins.
pub(in crate::manuscript) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = name.chars().take(LONGEST + 1).collect();
    if wanted.len() > LONGEST {
        return None;
    }
    let near = (wanted.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        if candidate.len().abs_diff(name.len()) > near * 4 {
            continue;
        }
        let distance = distance(&wanted, candidate);
        if distance <= near && best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Levenshtein's distance, where two letters that changed places count as one slip.
fn distance(a: &[char], b: &str) -> usize {
    let b: Vec<char> = b.chars().take(2 * LONGEST).collect();
    let mut older: Vec<usize> = Vec::new();
    let mut old: Vec<usize> = (0..=a.len()).collect();
    for i in 1..=b.len() {
        let mut row = vec![i];
        for j in 1..=a.len() {
            let replaced = old[j - 1] + usize::from(a[j - 1] != b[i - 1]);
            let mut best = replaced.min(old[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[j - 1] == b[i - 2] && a[j - 2] == b[i - 1] {
                best = best.min(older[j - 2] + 1);
            }
            row.push(best);
        }
        older = std::mem::replace(&mut old, row);
    }
    old[a.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_a_slip_and_leaves_a_stranger() {
        let known = ["red-flag", "letter", "stop-now"];
        assert_eq!(nearest("red-flags", known), Some("red-flag"));
        assert_eq!(nearest("stop-nwo", known), Some("stop-now"));
        assert_eq!(nearest("chapter", known), None);
    }
}
