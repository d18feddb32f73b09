//! The rounds in which what pages say of other pages is settled: a chapter is set again only while the page numbers
//! that it names have changed.

use super::assemble::folios_of;
use super::flow::Shared;
use super::layout::{Layout, lay};
use crate::book::Chapter;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// How often chapters are laid before references that will not settle are reported.
const ROUNDS: usize = 6;

/// Lays every chapter on pages of its own, a chapter a task; whether all page numbers in the text are right.
pub(super) fn lay_chapters(shared: &Shared<'_>, chapters: &[&Chapter]) -> (Vec<Layout>, bool) {
    let unknown = BTreeMap::new();
    let mut layouts: Vec<Layout> = chapters
        .par_iter()
        .map(|chapter| lay(shared, chapter, &unknown))
        .collect();
    for _ in 1..ROUNDS {
        let folios = folios_of(chapters, &layouts);
        if !layouts.iter().any(|layout| is_stale(layout, &folios)) {
            return (layouts, true);
        }
        layouts.par_iter_mut().zip(chapters).for_each(|(layout, chapter)| {
            if is_stale(layout, &folios) {
                *layout = lay(shared, chapter, &folios);
            }
        });
    }
    let folios = folios_of(chapters, &layouts);
    let settled = !layouts.iter().any(|layout| is_stale(layout, &folios));
    (layouts, settled)
}

/// Whether a chapter names a page number that is no longer right.
fn is_stale(layout: &Layout, folios: &BTreeMap<String, String>) -> bool {
    layout
        .asked
        .iter()
        .any(|(id, named)| folios.get(id).is_some_and(|folio| folio != named))
}
