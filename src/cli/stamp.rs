//! `bindery stamp`: copies of a finished file, each for one buyer.

use super::settings::Settings;
use super::{Exit, Failure, args, report, write};
use crate::book::trade::FileRole;
use crate::build::Artifact;
use crate::diagnostic::codes;
use crate::limits::SOURCE_BYTES;
use crate::project::slug;
use crate::stamp::Template;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs;
use std::path::Path;

/// How many copies are held in memory at once.
const AT_ONCE: usize = 64;

pub(super) fn run(typed: &args::Stamp, settings: &Settings) -> Result<Exit, Failure> {
    let buyers = buyers(typed)?;
    let file =
        fs::read(&typed.file).map_err(|why| no_copy(&typed.file, &why, "look at its name and its permissions"))?;
    let template = Template::read(file).map_err(|why| no_copy(&typed.file, &why, why.help()))?;
    let own = typed.file.parent().unwrap_or(Path::new(""));
    let out = typed.out.as_deref().unwrap_or(own);
    let names = names(&typed.file, &buyers);
    let due: Vec<(&String, String)> = buyers.iter().zip(names).collect();
    for some in due.chunks(AT_ONCE) {
        let copies: Vec<Artifact> = some
            .par_iter()
            .map(|(buyer, name)| {
                let bytes = template.copy_for(buyer);
                let bytes = bytes.map_err(|why| no_copy(Path::new(buyer), &why, why.help()))?;
                Ok(Artifact {
                    name: name.clone(),
                    bytes,
                    edition: None,
                    role: FileRole::Copy,
                    summary: format!("for {buyer}"),
                })
            })
            .collect::<Result<_, Failure>>()?;
        let files: Vec<write::Finished<'_>> = copies
            .iter()
            .map(|copy| write::Finished {
                name: &copy.name,
                bytes: &copy.bytes,
            })
            .collect();
        write::replace(out, &files).map_err(|(path, why)| {
            let message = format!("`{}` cannot be written: {why}", path.display());
            Failure::new(codes::CLI_WRITE, message, "`--out` names another folder")
        })?;
        report::artifacts(settings, out, &copies);
    }
    Ok(Exit::Fine)
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

/// A file name for each buyer, no two alike.
fn names(file: &Path, buyers: &[String]) -> Vec<String> {
    let whole = file.file_name().unwrap_or_default().to_string_lossy();
    let (stem, extension) = match whole.find('.') {
        Some(dot) => whole.split_at(dot),
        None => (&*whole, ""),
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut name = |buyer: &String| {
        let slug = slug(buyer);
        let count = counts.entry(slug.clone()).or_default();
        *count += 1;
        match *count {
            1 => format!("{stem}-{slug}{extension}"),
            more => format!("{stem}-{slug}.{more}{extension}"),
        }
    };
    buyers.iter().map(&mut name).collect()
}
