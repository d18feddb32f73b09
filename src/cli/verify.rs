//! `bindery verify`: whom a copy was made for.

use super::{Exit, Failure, args, show};
use crate::stamp;
use std::fs;

pub(super) fn run(typed: &args::Verify) -> Result<Exit, Failure> {
    let read = fs::read(&typed.file).map_err(|why| why.to_string());
    let buyer = read.and_then(|bytes| stamp::buyer(&bytes)).map_err(|why| {
        let message = format!("`{}`: {why}", typed.file.display());
        Failure::new(
            "cli-verify",
            message,
            "give an EPUB or a PDF that bindery made",
        )
    })?;
    let (line, exit) = match buyer {
        Some(buyer) => (format!("made for {}", show::printable(&buyer)), Exit::Fine),
        None => ("made for nobody in particular".to_owned(), Exit::Findings),
    };
    show::to_stdout([line]);
    Ok(exit)
}
