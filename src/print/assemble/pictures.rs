//! The pictures of a book's pages, each made once for every width that it stands at.

use super::Assembly;
use crate::diagnostic::{Diagnostic, codes};
use crate::picture::PrintImage;
use crate::print::flow::PictureUse;
use crate::print::layout::Layout;
use crate::print::page::PictureId;
use crate::span::Span;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The pictures of a book's pages.
pub(super) struct LoadedPictures {
    /// Each picture, in the order of [`PictureId`].
    pub images: Vec<Arc<PrintImage>>,
    /// For each chapter the pictures that it asks for, in its own order; `None` for one that cannot be shown.
    pub by_chapter: Vec<Vec<Option<PictureId>>>,
    /// Those that cover their page.
    pub bleeding: BTreeSet<PictureId>,
}

/// Makes every picture that chapters ask for, once for each width.
pub(super) fn load_pictures(with: &Assembly<'_>, layouts: &[Layout], findings: &mut Vec<Diagnostic>) -> LoadedPictures {
    let key = |u: &PictureUse| (u.path.clone(), (u.width * 4.0).round() as u32, u.bleeds);
    let mut wanted: BTreeMap<(String, u32, bool), (f32, Span)> = BTreeMap::new();
    for used in layouts.iter().flat_map(|l| &l.picture_uses) {
        wanted.entry(key(used)).or_insert((used.width, used.span));
    }
    let loaded: Vec<_> = wanted
        .par_iter()
        .map(|((path, ..), (width, _))| with.pictures.get(path).map(|s| s.for_print(*width, with.format.ink)))
        .collect();
    let mut ids = BTreeMap::new();
    let mut bleeding = BTreeSet::new();
    let mut images = Vec::new();
    for (((path, at, bleeds), (width, span)), image) in wanted.iter().zip(loaded) {
        match image {
            Some(Ok(image)) => {
                let id = PictureId(images.len() as u32);
                ids.insert((path.clone(), *at, *bleeds), id);
                bleeding.extend(bleeds.then_some(id));
                images.push(Arc::new(image));
                report_resolution(with, path, *width, *span, findings);
            }
            Some(Err(why)) => findings.push(why.finding(path, *span)),
            None => {}
        }
    }
    let by_chapter = layouts
        .iter()
        .map(|l| l.picture_uses.iter().map(|u| ids.get(&key(u)).copied()).collect())
        .collect();
    LoadedPictures {
        images,
        by_chapter,
        bleeding,
    }
}

fn report_resolution(with: &Assembly<'_>, path: &str, width: f32, span: Span, findings: &mut Vec<Diagnostic>) {
    let Some(source) = with.pictures.get(path) else {
        return;
    };
    let needed = source.needed_resolution();
    // Half a dot is rounding.
    if let Some(dpi) = source.resolution(width).filter(|dpi| dpi + 0.5 < needed) {
        let message = format!("{path} has only {dpi:.0} dots an inch where it stands");
        findings.push(
            Diagnostic::new(codes::PICTURE_RESOLUTION, span, message)
                .with_help(format!(
                    "give a larger picture, or a smaller `width`; printers ask for {needed:.0}"
                ))
                .at_place(with.format.edition.clone()),
        );
    }
}
