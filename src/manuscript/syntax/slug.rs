//! Ids from headings, as GitHub makes them.

use std::collections::BTreeSet;

/// GitHub's slug: lower case, spaces to hyphens, punctuation gone. `section` where nothing is
/// left.
pub(in crate::manuscript) fn slug(text: &str) -> String {
    let slug: String = text
        .trim()
        .chars()
        .filter_map(|c| match c {
            ' ' | '\u{a0}' | '\u{202f}' | '-' => Some('-'),
            '_' => Some('_'),
            c if c.is_alphanumeric() => Some(c),
            _ => None,
        })
        .flat_map(char::to_lowercase)
        .collect();
    if slug.is_empty() { "section".to_owned() } else { slug }
}

/// `wanted`, or `wanted-1`, `wanted-2`, ...: the first that is free. It is taken then.
pub(in crate::manuscript) fn free(wanted: &str, taken: &mut Taken) -> String {
    if taken.ids.insert(wanted.to_owned()) {
        return wanted.to_owned();
    }
    let next = taken.next.entry(wanted.to_owned()).or_insert(1);
    loop {
        let id = format!("{wanted}-{next}");
        *next += 1;
        if taken.ids.insert(id.clone()) {
            return id;
        }
    }
}

/// The ids that are taken.
#[derive(Default)]
pub(in crate::manuscript) struct Taken {
    pub ids: BTreeSet<String>,
    /// The next suffix to try, so that a thousand equal headings cost a thousand steps.
    next: std::collections::BTreeMap<String, usize>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_githubs() {
        assert_eq!(slug("What it is: a “Start”!"), "what-it-is-a-start");
        assert_eq!(slug("Über_uns – 2"), "über_uns--2");
        assert_eq!(slug("???"), "section");
    }

    #[test]
    fn a_taken_id_gets_a_number() {
        let mut taken = Taken::default();
        let ids: Vec<_> = (0..3).map(|_| free("a", &mut taken)).collect();
        assert_eq!(ids, ["a", "a-1", "a-2"]);
    }
}
