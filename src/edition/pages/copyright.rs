//! The copyright page, made from the metadata.

use crate::book::trade::EditionKind;
use crate::book::{Block, EditionFacts, Metadata};
use crate::edition::make;
use crate::language::{self, Language, fill};
use crate::project::Edition;

/// Words that say on what terms a book may be used; rights that have one need no sentence more.
const TERMS: [&str; 9] = [
    "rights reserved",
    "rechte vorbehalten",
    "droits réservés",
    "derechos reservados",
    "licen",
    "lizenz",
    "creative commons",
    "public domain",
    "cc0",
];

/// The copyright page's blocks. Every paragraph has a class that tells what it says.
pub(super) fn blocks(metadata: &Metadata, facts: &EditionFacts, edition: &Edition, words: &Language) -> Vec<Block> {
    let mut page = CopyrightPage(Vec::new());
    let date = |date| language::date(date, &metadata.language);
    page.say("title", full_title(metadata));
    page.say("marking", facts.marking.clone().unwrap_or_default());
    page.say("rights", rights(metadata, words));
    if let Some(publisher) = &metadata.publisher {
        page.say("publisher", publisher.clone());
    }
    page.say("edition", edition_line(metadata, edition.kind(), words));
    if let Some(release) = metadata.release {
        page.say("published", fill(words.added.published, &date(release)));
    }
    if let Some(isbn) = &facts.isbn {
        let kind = words.edition_kind(edition.kind());
        page.say("isbn", format!("ISBN {isbn} ({kind})"));
    }
    if let Some(reviewed) = metadata.reviewed {
        page.say("reviewed", fill(words.added.reviewed, &date(reviewed)));
    }
    for paragraph in paragraphs(metadata.disclaimer.as_deref().unwrap_or("")) {
        page.say("disclaimer", paragraph);
    }
    if let Some(site) = &metadata.site {
        let link = make::address_link(&site.address);
        page.0.push(make::paragraph("site", vec![link]));
    }
    if edition.trim().is_some() {
        let (text, headings) = edition.theme.typefaces();
        let names = match headings {
            Some(headings) => format!("{text} {} {headings}", words.added.and),
            None => text.to_owned(),
        };
        page.say("typefaces", fill(words.added.set_in, &names));
    }
    page.0
}

struct CopyrightPage(Vec<Block>);

impl CopyrightPage {
    fn say(&mut self, class: &str, text: String) {
        if !text.is_empty() {
            let paragraph = make::paragraph(class, vec![make::text(text)]);
            self.0.push(paragraph);
        }
    }
}

/// "Title: Subtitle".
fn full_title(metadata: &Metadata) -> String {
    match &metadata.subtitle {
        Some(subtitle) => format!("{}: {subtitle}", metadata.title),
        None => metadata.title.clone(),
    }
}

/// The author's copyright line, or one from the authors and the year, with the sentence that reserves
/// the rights unless the line states its terms.
fn rights(metadata: &Metadata, words: &Language) -> String {
    let line = match &metadata.rights {
        Some(rights) => rights.trim().to_owned(),
        None => {
            let year = metadata.release.or(metadata.revised).map(|d| d.year);
            let authors = metadata.byline();
            if authors.is_empty() {
                return words.added.all_rights.to_owned();
            }
            let year = year.map_or(String::new(), |year| format!("{year} "));
            format!("Copyright © {year}{authors}")
        }
    };
    let lower = line.to_lowercase();
    if TERMS.iter().any(|term| lower.contains(term)) || line.contains("CC BY") {
        return line;
    }
    let stop = if line.ends_with('.') { "" } else { "." };
    format!("{line}{stop} {}", words.added.all_rights)
}

/// "Second edition, revised on 1 March 2026".
fn edition_line(metadata: &Metadata, kind: EditionKind, words: &Language) -> String {
    let mut number = words.nth_edition(metadata.edition_number);
    if kind == EditionKind::LargePrint {
        number = format!("{number}, {}", words.edition_kind(kind));
    }
    match metadata.revised {
        Some(revised) => {
            let date = language::date(revised, &metadata.language);
            format!("{number}, {}", fill(words.added.revised, &date))
        }
        None => number,
    }
}

/// The paragraphs of plain text; lines of one are joined.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines().map(str::trim) {
        match paragraphs.last_mut() {
            Some(last) if !line.is_empty() => {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(line);
            }
            _ => paragraphs.push(String::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}
