//! How an ebook looks besides what every ebook of ours has: what it takes over from the look of the pages.

use std::fmt::Write;

/// The look of an ebook's chapters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Whether titles stand in the middle.
    pub centered: bool,
    /// What the first words of a chapter are set in.
    pub lead: Lead,
    /// The typefaces that it brings along; `None` for the reader's own.
    pub typefaces: Option<Typefaces>,
}

/// Families of [`crate::fonts::FACES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typefaces {
    /// Of the text.
    pub text: &'static str,
    /// Of headings.
    pub headings: &'static str,
    /// Of code.
    pub code: &'static str,
}

/// What the first words of a chapter are set in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lead {
    /// Nothing of their own.
    #[default]
    Plain,
    /// The first line in small capitals.
    SmallCaps,
    /// A letter so many lines high, and the line beside it in small capitals.
    DropCap(usize),
}

/// What may stand between a chapter's title and its first paragraph.
const BEFORE: [&str; 3] = ["", "+ .epigraph ", "+ figure "];

/// The selector of a chapter's first paragraph, or of a part of it.
fn first(part: &str) -> String {
    BEFORE
        .map(|before| format!("section.chapter > header.opener {before}+ p{part}"))
        .join(",\n")
}

impl Look {
    /// The rules that a stylesheet ends with. Readers that know no first letters and lines leave them alone.
    pub(super) fn rules(self) -> String {
        let mut out = String::new();
        if self.centered {
            out.push_str(
                "\n/* Titles in the middle */\nheader.opener, .opener h1, .opener .subtitle, \
                 h2, h3:not(.box-title) { text-align: center; }\n",
            );
        }
        if let Lead::DropCap(lines) = self.lead {
            // A paragraph of a line or two keeps the room that its letter takes. Writing to a string does not fail.
            let _ = writeln!(
                out,
                "\n{} {{ display: flow-root; }}\n{} {{ float: left; margin: 0.06em 0.08em 0 0; font-size: {:.1}em; \
                 line-height: 0.8; }}",
                first(""),
                first("::first-letter"),
                lines as f32 * 1.1
            );
        }
        if self.lead != Lead::Plain {
            let line = first("::first-line");
            let _ = writeln!(out, "{line} {{ font-variant: small-caps; letter-spacing: 0.03em; }}");
        }
        out
    }
}
