//! Ebooks.

use super::{Artifact, Outcome, Stage};
use crate::book::trade::FileRole;
use crate::book::{Book, ChapterKind, Pagination};
use crate::diagnostic::Diagnostic;
use crate::epub::{self, Device, Lead, Look, Making, Typefaces};
use crate::picture::EbookImage;
use crate::project::{EbookForm, Edition};
use crate::theme::{Align, LeadIn, Theme};

/// The EPUB of an edition, which tells where the pages of the printed book begin and has the front cover inside.
pub(super) fn write(
    stage: &Stage<'_>,
    (edition, form): (&Edition, &EbookForm),
    pagination: Option<Pagination>,
    front: Option<&EbookImage>,
) -> Outcome {
    let (mut book, mut findings) = stage.edition(edition);
    book.edition.pagination = pagination;
    let front = front.map(|image| epub::Cover {
        image,
        alt: &book.metadata.cover_alt,
    });
    let made = epub::build_for(making(edition, form), &book, &stage.pictures, front);
    findings.extend(made.findings);
    let extension = match form.kepub {
        true => ".kepub.epub",
        false => ".epub",
    };
    Outcome {
        artifacts: vec![Artifact {
            name: Artifact::name_of(&book.metadata, edition, extension),
            bytes: made.bytes,
            edition: Some(edition.name.clone()),
            role: role(edition, form),
            summary: format!("{} chapters", chapters(&book)),
        }],
        findings,
    }
}

/// What is wrong with an ebook that is not packed.
pub(super) fn check(stage: &Stage<'_>, edition: &Edition, form: &EbookForm) -> Vec<Diagnostic> {
    let (book, mut findings) = stage.edition(edition);
    findings.extend(epub::check(making(edition, form), &book, &stage.pictures));
    findings
}

fn chapters(book: &Book) -> usize {
    let chapters = book.chapters.iter();
    chapters.filter(|chapter| chapter.kind == ChapterKind::Chapter).count()
}

fn making(edition: &Edition, form: &EbookForm) -> Making {
    Making {
        device: match form.kepub {
            true => Device::Kobo,
            false => Device::Any,
        },
        look: look(&edition.theme, form),
    }
}

/// What an EPUB of an edition is for.
fn role(edition: &Edition, form: &EbookForm) -> FileRole {
    match (edition.sample(), form.kepub) {
        (Some(_), _) => FileRole::Sample,
        (None, true) => FileRole::Kepub,
        (None, false) => FileRole::Ebook,
    }
}

/// What an ebook takes over of the look of pages.
fn look(theme: &Theme, form: &EbookForm) -> Look {
    Look {
        centered: theme.opener.align == Align::Center,
        typefaces: form.embed_fonts.then(|| {
            let (text, headings, code) = theme.families();
            Typefaces { text, headings, code }
        }),
        lead: match theme.lead_in {
            LeadIn::None => Lead::Plain,
            LeadIn::SmallCaps => Lead::SmallCaps,
            LeadIn::DropCap { lines, .. } => Lead::DropCap(lines),
        },
    }
}
