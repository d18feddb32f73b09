//! The people of `book.toml`: who made the book, and who says that everybody can read it.

use super::read::{Reader, Table};
use super::rules;
use super::shop::address_at;
use crate::book::{Certifier, Contributor};
use crate::diagnostic::codes;

/// Reads `authors` and `[[contributors]]`: authors first.
pub(super) fn contributors(reader: &mut Reader, top: &Table<'_>) -> Vec<Contributor> {
    let mut people: Vec<Contributor> = reader
        .texts(top, "authors")
        .into_iter()
        .map(|author| Contributor {
            name: author.value,
            file_as: None,
            role: "aut".to_owned(),
        })
        .collect();
    for table in reader.tables(top, "contributors") {
        reader.allow_keys(&table, &["name", "file-as", "role"]);
        let name = reader.required(&table, "name", "as it is to be printed");
        let file_as = reader.plain(&table, "file-as");
        let role = role(reader, &table);
        if let Some(name) = name {
            people.push(Contributor {
                name: name.value,
                file_as,
                role,
            });
        }
    }
    // Stable: authors first, everybody else in the order given.
    people.sort_by_key(|p| p.role != "aut");
    if people.iter().all(|p| p.role != "aut") && !reader.broken {
        reader.report(
            codes::TOML_MISSING_AUTHOR,
            top.span,
            "the book has no author".to_owned(),
            "add `authors = [\"...\"]`: shops do not take a book without one".to_owned(),
        );
    }
    people
}

fn role(reader: &mut Reader, table: &Table<'_>) -> String {
    let Some(role) = reader.text(table, "role") else {
        return "aut".to_owned();
    };
    if rules::RELATORS.iter().any(|(code, _)| *code == role.value) {
        return role.value;
    }
    let by_name = rules::RELATORS
        .iter()
        .find(|(_, name)| rules::nearest(&role.value, [*name]).is_some());
    let by_code = || {
        let near = rules::nearest(&role.value, rules::RELATORS.iter().map(|(c, _)| *c))?;
        rules::RELATORS.iter().find(|(code, _)| *code == near)
    };
    let help = match by_name.or_else(by_code) {
        Some((code, name)) => format!("did you mean `{code}` ({name})?"),
        None => "common ones: `aut` author, `edt` editor, `ill` illustrator, `trl` translator, \
                 `nrt` narrator, `pht` photographer, `ctb` contributor"
            .to_owned(),
    };
    let message = format!("`{}` is not a MARC relator code known here", role.value);
    reader.report(codes::TOML_ROLE, role.span, message, help);
    role.value
}

/// Reads `[accessibility]`.
pub(super) fn certifier(reader: &mut Reader, top: &Table<'_>) -> Option<Certifier> {
    let table = reader.table(top, "accessibility")?;
    reader.allow_keys(&table, &["certified-by", "report"]);
    let why = "who has looked at the ebook and says that everybody can read it";
    let name = reader.required(&table, "certified-by", why);
    let report = address_at(reader, &table, "report", false);
    Some(Certifier {
        name: name?.value,
        report,
    })
}
