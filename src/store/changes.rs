//! What lies between two proofs.

use super::proof::{Proof, ProofFile};
use std::collections::{BTreeMap, BTreeSet};

/// How many pages are named before the rest is counted.
const NAMED: usize = 12;

impl Proof {
    /// What a newer package changes, a sentence each: text, pages, spine, and what must be uploaded again.
    pub fn changes(&self, new: &Proof) -> Vec<String> {
        let mut out = Vec::new();
        let (was, is) = (&self.book, &new.book);
        let mut field = |name: &str, was: &str, is: &str| {
            if was != is {
                out.push(format!("{name}: was {was}, is {is}"));
            }
        };
        field("title", &was.title, &is.title);
        let none = "none";
        field(
            "ISBN",
            was.isbn.as_deref().unwrap_or(none),
            is.isbn.as_deref().unwrap_or(none),
        );
        field(
            "edition",
            &was.edition_number.to_string(),
            &is.edition_number.to_string(),
        );
        field(
            "revised",
            was.revised.as_deref().unwrap_or(none),
            is.revised.as_deref().unwrap_or(none),
        );
        field(
            "release",
            was.release.as_deref().unwrap_or(none),
            is.release.as_deref().unwrap_or(none),
        );
        let state = |preorder| if preorder { "a pre-order" } else { "out" };
        field("the book", state(self.preorder), state(new.preorder));
        let inches = |spine: Option<f64>| spine.map_or("unknown".to_owned(), |s| format!("{s:.3} in"));
        field("spine", &inches(was.spine), &inches(is.spine));
        out.extend(words(&was.blocks, &is.blocks));
        out.extend(pages(&was.pages, &is.pages));
        out.extend(self.rules_changed(new));
        out.extend(self.uploads(new));
        out
    }

    fn rules_changed(&self, new: &Proof) -> Vec<String> {
        let old: BTreeMap<&str, &str> = self
            .rules
            .iter()
            .map(|r| (r.rule.as_str(), r.verdict.as_str()))
            .collect();
        let changed = new.rules.iter().filter_map(|rule| {
            let was = *old.get(rule.rule.as_str())?;
            (was != rule.verdict).then(|| format!("{}: was {was}, is {}", rule.rule, rule.verdict))
        });
        changed.collect()
    }

    fn uploads(&self, new: &Proof) -> Vec<String> {
        let old: BTreeMap<&str, &ProofFile> = self.files.iter().map(|f| (f.name.as_str(), f)).collect();
        let new_names: BTreeSet<&str> = new.files.iter().map(|f| f.name.as_str()).collect();
        let mut out = Vec::new();
        for file in &new.files {
            let was = old.get(file.name.as_str());
            if was.is_some_and(|was| was.sha256 == file.sha256) || file.name == "listing.json" {
                continue;
            }
            let dated = was.is_some_and(|was| was.shows.is_some() && was.shows == file.shows);
            let what = match (file.role, was) {
                _ if dated => "no need to upload, but for its date",
                _ if file.name == "listing.txt" => "look through the form again",
                (Some(_), Some(_)) => "upload again",
                (Some(_), None) => "upload",
                (None, _) => "changed",
            };
            out.push(format!("{what}: {}", file.name));
        }
        let gone = self.files.iter().filter(|file| !new_names.contains(file.name.as_str()));
        out.extend(gone.map(|file| format!("no longer there: {}", file.name)));
        if out.is_empty() {
            out.push("nothing to upload".to_owned());
        }
        out
    }
}

/// How the text changed: blocks are compared as a whole, and a changed one counts with all its words.
fn words(was: &str, is: &str) -> Option<String> {
    if was == is {
        return None;
    }
    let (was, is) = (blocks(was), blocks(is));
    let (cut, cut_words) = missing(&was, &is);
    let (added, added_words) = missing(&is, &was);
    let total = |blocks: &[(&str, usize)]| blocks.iter().map(|(_, words)| words).sum::<usize>();
    Some(match (cut, added) {
        (0, 0) => "text: the order of paragraphs changed".to_owned(),
        _ => {
            let (paragraphs, are) = if added == 1 {
                ("paragraph", "is")
            } else {
                ("paragraphs", "are")
            };
            format!(
                "text: {added} {paragraphs} of {added_words} words {are} new or changed, in place of {cut} of {cut_words}; \
                 {} words, {} before",
                total(&is),
                total(&was)
            )
        }
    })
}

/// Hashes of blocks, with the words of each.
fn blocks(written: &str) -> Vec<(&str, usize)> {
    let pairs = written.split_whitespace().filter_map(|block| block.split_once(':'));
    pairs.map(|(hash, words)| (hash, words.parse().unwrap_or(0))).collect()
}

/// How many of these blocks are not among those, and how many words they have.
fn missing(these: &[(&str, usize)], those: &[(&str, usize)]) -> (usize, usize) {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for (hash, _) in those {
        *left.entry(hash).or_default() += 1;
    }
    let mut found = (0, 0);
    for (hash, words) in these {
        match left.get_mut(hash) {
            Some(count) if *count > 0 => *count -= 1,
            _ => found = (found.0 + 1, found.1 + words),
        }
    }
    found
}

fn pages(was: &str, is: &str) -> Vec<String> {
    let (was, is): (Vec<&str>, Vec<&str>) = (was.split_whitespace().collect(), is.split_whitespace().collect());
    let mut out = Vec::new();
    if was.len() != is.len() {
        out.push(format!("pages: {} now, {} before", is.len(), was.len()));
    }
    let differ: Vec<String> = is
        .iter()
        .enumerate()
        .filter(|(at, hash)| was.get(*at) != Some(hash))
        .map(|(at, _)| (at + 1).to_string())
        .collect();
    if !differ.is_empty() {
        let named = differ.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        let rest = match differ.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        out.push(format!("pages with other text on them: {named}{rest}"));
    }
    out
}
