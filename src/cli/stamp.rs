//! `bindery stamp`: copies of a finished file, each for one buyer.

use super::settings::Settings;
use super::{Exit, Failure, args, report, write};
use crate::book::trade::FileRole;
use crate::build::Artifact;
use crate::diagnostic::{Diagnostic, codes};
use crate::limits::SOURCE_BYTES;
use crate::project::{Sources, slug};
use crate::span::Span;
use crate::stamp::Template;
use crate::store::proof;
use rayon::prelude::*;
use std::fmt::Display;
use std::fs;
use std::path::Path;

/// How many copies are held in memory at once.
const AT_ONCE: usize = 64;
/// How many digits tell buyers apart whose names make the same file name.
const DIGITS: usize = 8;

pub(super) fn run(typed: &args::Stamp, settings: &Settings) -> Result<Exit, Failure> {
    let buyers = buyers(typed)?;
    let file =
        fs::read(&typed.file).map_err(|why| no_copy(&typed.file, &why, "look at its name and its permissions"))?;
    let template = Template::read(file).map_err(|why| no_copy(&typed.file, &why, why.help()))?;
    let own = typed.file.parent().unwrap_or(Path::new(""));
    let out = typed.out.as_deref().unwrap_or(own);
    let mut findings = Vec::new();
    for some in buyers.chunks(AT_ONCE) {
        let copies: Vec<Artifact> = some
            .par_iter()
            .map(|buyer| {
                let bytes = template.copy_for(buyer);
                let bytes = bytes.map_err(|why| no_copy(Path::new(buyer), &why, why.help()))?;
                Ok(Artifact {
                    name: name(&typed.file, buyer),
                    bytes,
                    edition: None,
                    role: FileRole::Copy,
                    summary: format!("for {buyer}"),
                })
            })
            .collect::<Result<_, Failure>>()?;
        let there: Vec<There> = copies
            .iter()
            .map(|copy| There::at(&out.join(&copy.name), copy))
            .collect();
        let is_due = |there: &There| *there == There::Nothing || (*there == There::Another && typed.force);
        let files: Vec<write::FinishedFile<'_>> = copies
            .iter()
            .zip(&there)
            .filter(|(_, there)| is_due(there))
            .map(|(copy, _)| write::FinishedFile {
                name: &copy.name,
                bytes: &copy.bytes,
            })
            .collect();
        write::replace(out, &files).map_err(|(path, why)| {
            let message = format!("`{}` cannot be written: {why}", path.display());
            Failure::new(codes::CLI_WRITE, message, "`--out` names another folder")
        })?;
        let (made, refused): (Vec<_>, Vec<_>) = copies
            .into_iter()
            .zip(there)
            .partition(|(_, there)| is_due(there) || *there == There::TheSame);
        let made: Vec<Artifact> = made.into_iter().map(|(copy, _)| copy).collect();
        report::artifacts(settings, out, &made);
        findings.extend(
            refused
                .iter()
                .map(|(copy, _)| another_file(&out.join(&copy.name), copy)),
        );
    }
    if findings.is_empty() {
        return Ok(Exit::Fine);
    }
    report::findings(settings, &Sources::default(), &mut findings);
    Ok(Exit::CouldNot)
}

/// What is where a copy would go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum There {
    Nothing,
    /// This copy, byte for byte.
    TheSame,
    /// A file of other bytes, or what is no file.
    Another,
}

impl There {
    fn at(path: &Path, copy: &Artifact) -> There {
        let Ok(about) = fs::symlink_metadata(path) else {
            return There::Nothing;
        };
        let alike = about.is_file() && about.len() == copy.bytes.len() as u64;
        match alike && fs::read(path).is_ok_and(|bytes| bytes == copy.bytes) {
            true => There::TheSame,
            false => There::Another,
        }
    }
}

fn another_file(path: &Path, copy: &Artifact) -> Diagnostic {
    let message = format!(
        "no copy {}: `{}` is there and differs from it",
        copy.summary,
        path.display()
    );
    Diagnostic::new(codes::CLI_COPY_EXISTS, Span::GENERATED, message)
        .with_help("`--force` replaces it, `--out` names another folder; other copies were made")
}

/// Why there is no copy of a file, or for a buyer.
fn no_copy(what: &Path, why: &dyn Display, help: &str) -> Failure {
    Failure::new(
        codes::CLI_STAMP,
        format!("no copy of `{}`: {why}", what.display()),
        help,
    )
}

/// The names typed, then those of the list, each once.
fn buyers(typed: &args::Stamp) -> Result<Vec<String>, Failure> {
    let mut buyers = typed.to.clone();
    if let Some(path) = &typed.list {
        let listed = match fs::metadata(path) {
            Ok(about) if about.len() > SOURCE_BYTES => Err("it is too large".to_owned()),
            _ => fs::read_to_string(path).map_err(|why| why.to_string()),
        };
        let listed = listed.map_err(|why| {
            let message = format!("the list `{}` cannot be read: {why}", path.display());
            Failure::new(codes::CLI_STAMP, message, "a list is a text file with a name a line")
        })?;
        let lines = listed.lines().map(str::trim);
        buyers.extend(lines.filter(|line| !line.is_empty()).map(str::to_owned));
    }
    let mut seen = std::collections::BTreeSet::new();
    buyers.retain(|buyer| seen.insert(buyer.clone()));
    Ok(buyers)
}

/// The name of a buyer's file. No two buyers have the same: where a buyer's name cannot be told from it, because letters
/// or signs were changed, it ends in digits that are the buyer's own.
fn name(file: &Path, buyer: &str) -> String {
    let whole = file.file_name().unwrap_or_default().to_string_lossy();
    let (stem, extension) = match whole.find('.') {
        Some(dot) => whole.split_at(dot),
        None => (&*whole, ""),
    };
    let slug = slug(buyer);
    let words: Vec<String> = slug.split('-').map(capitalised).collect();
    // Systems differ in which letters past ASCII are the same in a name.
    if buyer.is_ascii() && words.join(" ") == buyer {
        return format!("{stem}-{slug}{extension}");
    }
    let digits: String = proof::sha256(buyer.as_bytes()).chars().take(DIGITS).collect();
    // A slug has no low line of its own.
    format!("{stem}-{slug}_{digits}{extension}")
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn no_two_buyers_have_a_file_name_in_common() {
        let long = "x".repeat(150);
        let longer = long.clone() + "y";
        let buyers = [
            "A B",
            "a b",
            "A.B",
            "a.b",
            "a-b",
            "A  B",
            "AB",
            "Ab",
            "O'Brien",
            "Obrien",
            "OBrien",
            "O\u{2019}Brien",
            "Jane Doe",
            "JANE DOE",
            "jane@doe.org",
            "Zo\u{eb}",
            "Zoe\u{308}",
            "\u{212a}im",
            "Kim",
            "Book",
            "book",
            "!!!",
            "???",
            "Mr. X",
            "Mr X",
            "\u{674e}\u{96f7}",
            &long,
            &longer,
        ];
        let mut seen = BTreeMap::new();
        for buyer in buyers {
            let name = name(Path::new("dist/my-book.epub"), buyer).to_lowercase();
            assert!(name.starts_with("my-book-") && name.ends_with(".epub"), "{name}");
            let other = seen.insert(name.clone(), buyer);
            assert_eq!(other, None, "{buyer} is called {name}");
        }
        let plain = name(Path::new("dist/my-book.epub"), "Jane Doe");
        assert_eq!(plain, "my-book-jane-doe.epub");
    }
}
