//! Copies for one buyer: a finished EPUB or PDF with a line that names who it was made for, and the same hidden, without
//! building the book again.

mod epub;
mod mark;
mod pdf;
mod words;

use pdf::Personal;

/// A finished file, made ready to become many copies.
pub struct Template(Kind);

enum Kind {
    Epub(epub::Template),
    Pdf(Box<Personal>),
}

impl Template {
    /// Reads a finished EPUB or a PDF for the screen.
    ///
    /// # Errors
    /// A sentence when the file is neither, or is broken.
    pub fn read(bytes: Vec<u8>) -> Result<Template, String> {
        let kind = match bytes.get(..5) {
            Some(b"%PDF-") => Kind::Pdf(Box::new(Personal::read(bytes)?)),
            Some([b'P', b'K', ..]) => Kind::Epub(epub::Template::read(bytes)?),
            _ => return Err("it is neither an EPUB nor a PDF".to_owned()),
        };
        Ok(Template(kind))
    }

    /// The copy for a buyer. The same file and buyer give the same bytes.
    ///
    /// # Errors
    /// A sentence when the buyer's name is empty, longer than 200 characters or more than a line, or the file cannot be
    /// put together.
    pub fn copy_for(&self, buyer: &str) -> Result<Vec<u8>, String> {
        let buyer = mark::name(buyer)?;
        match &self.0 {
            Kind::Epub(template) => template.copy_for(buyer),
            Kind::Pdf(template) => {
                let line = words::line(template.language(), buyer);
                template.with_line(&line, (mark::KEY, &mark::of(buyer)))
            }
        }
    }
}

/// Whom a file was made for; `None` for a file that is nobody's.
///
/// # Errors
/// A sentence when the file cannot be read, or its mark was changed.
pub fn buyer(bytes: &[u8]) -> Result<Option<String>, String> {
    let mark = match bytes.get(..5) {
        Some(b"%PDF-") => pdf::said_of(bytes, mark::KEY)?,
        _ => epub::mark_of(bytes)?,
    };
    mark.map(|mark| mark::read(&mark)).transpose()
}
