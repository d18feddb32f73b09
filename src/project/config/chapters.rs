//! The chapter list of `book.toml`.

use super::read::one_of;
use super::read::{Item, Reader, Table};
use crate::book::{ChapterKind, Matter};
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::span::Span;
use toml::Spanned;
use toml::de::DeValue;

/// A line of the list, its file not yet read.
#[derive(Debug)]
pub(in crate::project) struct Listed {
    /// Its file as written: relative to the folder of the list.
    pub file: Option<Item<String>>,
    /// The kind, where the list says it.
    pub kind: Option<ChapterKind>,
    /// The title, where the list says it.
    pub title: Option<String>,
    /// Where it stands.
    pub matter: Matter,
    /// The part that it belongs to, or is.
    pub part: Option<u32>,
    /// The line.
    pub span: Option<Span>,
}

/// Reads `[chapters]`.
pub(super) fn chapters(reader: &mut Reader, top: &Table<'_>) -> Vec<Listed> {
    let mut walk = Walk {
        reader,
        listed: Vec::new(),
        parts: 0,
    };
    let before = walk.reader.findings.len();
    if let Some(table) = walk.reader.table(top, "chapters") {
        walk.reader.allow_keys(&table, &["front", "body", "back"]);
        let lists = [("front", Matter::Front), ("body", Matter::Body), ("back", Matter::Back)];
        for (key, matter) in lists {
            walk.list(&table, key, matter, None);
        }
        let is_sound = walk.reader.findings.len() == before && !walk.reader.broken;
        if walk.listed.is_empty() && is_sound {
            none_listed(walk.reader, table.span);
        }
    } else if !walk.reader.broken && !top.has("chapters") {
        none_listed(walk.reader, top.span);
    }
    walk.listed
}

fn none_listed(reader: &mut Reader, span: Span) {
    reader.report(
        codes::TOML_MISSING_CHAPTERS,
        span,
        "no chapter is listed".to_owned(),
        "name the files in reading order: `[chapters]`, then `body = [\"01-first.md\"]`".to_owned(),
    );
}

struct Walk<'r> {
    reader: &'r mut Reader,
    listed: Vec<Listed>,
    parts: u32,
}

impl Walk<'_> {
    fn list(&mut self, table: &Table<'_>, key: &str, matter: Matter, part: Option<u32>) {
        let Some((_, value)) = table.entry(key) else {
            return;
        };
        let Some(array) = value.get_ref().as_array() else {
            self.reader.report(
                codes::TOML_WRONG_TYPE,
                self.reader.span(value.span()),
                format!("`{key}` should be a list of chapters"),
                format!("write it as `{key} = [\"file.md\"]`"),
            );
            return;
        };
        for item in array {
            self.item(item, matter, part);
        }
    }

    fn item(&mut self, item: &Spanned<DeValue<'_>>, matter: Matter, part: Option<u32>) {
        let span = self.reader.span(item.span());
        match item.get_ref() {
            DeValue::String(_) => {
                let file = self.reader.as_text("file", item);
                self.listed.extend(file.map(|file| Listed {
                    file: Some(file),
                    kind: None,
                    title: None,
                    matter,
                    part,
                    span: Some(span),
                }));
            }
            DeValue::Table(entries) => {
                let table = Table {
                    name: "a chapter".to_owned(),
                    span,
                    entries,
                };
                if table.has("part") {
                    self.part(&table, matter, part);
                } else {
                    self.chapter(&table, matter, part);
                }
            }
            _ => self.reader.report(
                codes::TOML_WRONG_TYPE,
                span,
                "a chapter is a file name, or a table".to_owned(),
                "write `\"file.md\"`, or `{ file = \"file.md\", kind = \"preface\" }`".to_owned(),
            ),
        }
    }

    fn chapter(&mut self, table: &Table<'_>, matter: Matter, part: Option<u32>) {
        self.reader
            .allow_keys(table, &["file", "kind", "title", "part", "chapters"]);
        if let Some((place, _)) = table.entry("chapters") {
            let span = self.reader.span(place);
            let message = "only a part holds chapters".to_owned();
            let help = "give it a title: `{ part = \"...\", chapters = [...] }`".to_owned();
            self.reader.report(codes::TOML_PART, span, message, help);
        }
        let kind = self.kind(table);
        let file = self.reader.text(table, "file");
        let title = self.reader.plain(table, "title");
        let generated = kind.is_some_and(ChapterKind::is_made);
        if file.is_none() && !generated && !table.has("file") {
            self.reader.report(
                codes::TOML_MISSING_KEY,
                table.span,
                "this chapter has no `file`".to_owned(),
                "add `file = \"...\"`; only pages such as `index` or `contents` are made without".to_owned(),
            );
            return;
        }
        self.listed.push(Listed {
            file,
            kind,
            title,
            matter,
            part,
            span: Some(table.span),
        });
    }

    fn kind(&mut self, table: &Table<'_>) -> Option<ChapterKind> {
        let word = self.reader.text(table, "kind")?;
        // The cover is `[cover]`, and a part is written with `part`.
        let names: Vec<&str> = ChapterKind::all()
            .filter(|kind| !matches!(kind, ChapterKind::Cover | ChapterKind::Part))
            .map(ChapterKind::name)
            .collect();
        let what = "kind of chapter";
        one_of(self.reader, &word, codes::TOML_CHAPTER_KIND, what, &names)
            .then(|| ChapterKind::from_name(&word.value))?
    }

    fn part(&mut self, table: &Table<'_>, matter: Matter, outer: Option<u32>) {
        self.reader.allow_keys(table, &["part", "file", "chapters"]);
        let title = self.reader.text(table, "part");
        if outer.is_some() || matter != Matter::Body {
            let message = "a part stands in `body`, and not in another part".to_owned();
            let help = "move its chapters into the list that this one is in".to_owned();
            self.reader.report(codes::TOML_PART, table.span, message, help);
            return;
        }
        self.parts += 1;
        let number = Some(self.parts);
        let file = self.reader.text(table, "file");
        self.listed.push(Listed {
            file,
            kind: Some(ChapterKind::Part),
            title: title.map(|t| t.value),
            matter,
            part: number,
            span: Some(table.span),
        });
        let (lines, faults) = (self.listed.len(), self.reader.findings.len());
        self.list(table, "chapters", matter, number);
        let is_sound = self.reader.findings.len() == faults && !self.reader.broken;
        if self.listed.len() == lines && is_sound {
            let finding = Diagnostic::new(codes::TOML_PART, table.span, "this part has no chapters")
                .weakened_to(Severity::Warning)
                .with_help("list them in it: `chapters = [\"file.md\"]`");
            self.reader.findings.push(finding);
        }
    }
}
