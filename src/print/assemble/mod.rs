//! Chapters on their pages to the pages of a book.

mod compose;
mod furniture;
mod order;
mod outline;
mod page_breaks;
mod pictures;
mod report;

pub(super) use order::folios_of;
pub use page_breaks::page_breaks;
pub use report::Fault;

use super::Format;
use super::layout::Layout;
use super::page::{Folio, Page, Pages, PictureId, Place, Structure, cover};
use super::paginate::{Geometry, baseline_in};
use super::text::{Faces, Setter};
use crate::book::{Book, Chapter, ChapterKind};
use crate::diagnostic::{Diagnostic, codes};
use crate::picture::Pictures;
use crate::theme::Theme;
use compose::{PageBody, Position, compose};
use furniture::{FurnishedPage, Furniture, furniture};
use order::slots;
use pictures::load_pictures;
use rayon::prelude::*;
use report::{FaultPage, WholeBook};
use std::collections::{BTreeMap, BTreeSet};

/// What the pages of a book are assembled from.
pub(super) struct Assembly<'a> {
    pub book: &'a Book,
    pub pictures: &'a Pictures,
    pub format: &'a Format,
    pub geometry: Geometry,
    pub faces: &'a Faces,
    pub chapters: &'a [&'a Chapter],
}

/// A page of a chapter that has its place in the book.
#[derive(Clone, Copy)]
struct PlacedPage {
    /// Its index in the chapter.
    in_chapter: usize,
    /// Its index in the book.
    in_book: usize,
    folio: Folio,
}

/// What the pages of a chapter share.
struct ChapterContext<'a> {
    kind: ChapterKind,
    /// How many pages the book has.
    pages: usize,
    /// The place in [`Pages::pictures`] of each picture of the chapter.
    pictures: &'a [Option<PictureId>],
    bleeding: &'a BTreeSet<PictureId>,
    /// How many elements of the structure come before its own.
    tags: u32,
    /// The running heads of versos and rectos.
    heads: &'a (String, String),
}

impl Assembly<'_> {
    /// The pages of chapters that are laid, in [`Assembly::chapters`]' order, and what could be set better on them.
    pub fn pages(&self, mut layouts: Vec<Layout>, findings: &mut Vec<Diagnostic>) -> (Pages, Vec<Fault>) {
        let slots = slots(self.chapters, &layouts);
        let loaded = load_pictures(self, &layouts, findings);
        let (structure, tags) = joined_structure(&mut layouts);
        let heads = furniture::heads(self.book, self.chapters, &self.format.theme.heads);
        let mut placed: Vec<Vec<PlacedPage>> = vec![Vec::new(); layouts.len()];
        for (in_book, slot) in slots.iter().enumerate() {
            if let Some((chapter, in_chapter)) = slot.content {
                placed[chapter].push(PlacedPage {
                    in_chapter,
                    in_book,
                    folio: slot.folio,
                });
            }
        }
        let composed: Vec<(usize, Page, PageBody)> = layouts
            .par_iter_mut()
            .zip(&placed)
            .enumerate()
            .flat_map_iter(|(chapter, (layout, placed))| {
                let context = ChapterContext {
                    kind: self.chapters[chapter].kind,
                    pages: slots.len(),
                    pictures: &loaded.by_chapter[chapter],
                    bleeding: &loaded.bleeding,
                    tags: tags[chapter],
                    heads: &heads[chapter],
                };
                let pages = placed.iter().map(|&at| self.compose_page(&context, layout, at));
                pages.collect::<Vec<_>>()
            })
            .collect();
        let mut pages: Vec<Page> = slots.iter().map(|slot| Page::blank(slot.folio)).collect();
        let mut anchors = BTreeMap::new();
        let mut faults = Vec::new();
        for (at, page, body) in composed {
            for (id, y) in body.anchors {
                anchors.entry(id).or_insert(Place { page: at, y });
            }
            faults.extend(body.faults);
            pages[at] = page;
        }
        for layout in &layouts {
            findings.extend(layout.findings.iter().cloned());
        }
        report_missing(&layouts, &self.format.edition, findings);
        let whole = WholeBook {
            edition: &self.format.edition,
            leading: self.geometry.leading,
            chapters: self.chapters,
            layouts: &layouts,
            slots: &slots,
            pages: &pages,
        };
        faults.extend(whole.faults());
        faults.sort_by_key(|fault| fault.page);
        let pages = Pages {
            width: self.geometry.width,
            height: self.geometry.height,
            bleed: self.format.bleed,
            pages,
            faces: self.faces.pages_faces(),
            pictures: loaded.images,
            outline: outline::outline(self.book, &anchors),
            anchors,
            structure,
        };
        (pages, faults)
    }

    /// A page with its furniture; its lines are moved out of the layout. What is left in the body is what the book
    /// gathers of all pages: anchors and faults.
    fn compose_page(
        &self,
        chapter: &ChapterContext<'_>,
        layout: &mut Layout,
        at: PlacedPage,
    ) -> (usize, Page, PageBody) {
        let PlacedPage {
            in_chapter,
            in_book,
            folio,
        } = at;
        let left = self.geometry.left(in_book, chapter.pages);
        let name = format!("{}, page {folio}", self.format.edition);
        let position = Position {
            geometry: self.geometry,
            left,
            on: FaultPage {
                page: in_book,
                name: &name,
            },
            note_lift: note_lift(&self.format.theme),
            tags: chapter.tags,
            pictures: chapter.pictures,
        };
        let mut body = compose(layout, in_chapter, &position);
        let sides = self.format.bleed.sides(in_book);
        let covered = cover(&mut body.items, chapter.bleeding, sides, self.format.trim);
        let kind = match in_chapter {
            _ if covered || chapter.kind.is_display() => Furniture::None,
            0 => Furniture::Foot,
            _ => Furniture::Head,
        };
        let recto = in_book.is_multiple_of(2);
        let furnished = FurnishedPage {
            geometry: self.geometry,
            left,
            recto,
            folio,
            head: if recto { &chapter.heads.1 } else { &chapter.heads.0 },
            language: &self.book.metadata.language,
        };
        let mut setter = Setter::new(self.faces);
        let around = furniture(kind, &furnished, &self.format.theme, &mut setter);
        let furniture = around.len();
        let mut items = std::mem::take(&mut body.items);
        items.extend(around);
        let page = Page {
            folio,
            items,
            furniture,
            links: std::mem::take(&mut body.links),
        };
        (in_book, page, body)
    }
}

/// The trees of all chapters as one, taken out of their layouts, and how many elements come before each chapter's.
fn joined_structure(layouts: &mut [Layout]) -> (Structure, Vec<u32>) {
    let mut structure = Structure::default();
    let mut before = Vec::with_capacity(layouts.len());
    for layout in layouts {
        before.push(u32::try_from(structure.elements.len()).unwrap_or(u32::MAX));
        structure.append(std::mem::take(&mut layout.structure));
    }
    (structure, before)
}

/// Distance of a last line of notes from the last line of the grid, were both at the frame's foot.
fn note_lift(theme: &Theme) -> f32 {
    let over_foot = |leading: f32, size: f32| leading - baseline_in(leading, size);
    (over_foot(theme.leading, theme.size) - over_foot(theme.note.1, theme.note.0)).max(0.0)
}

/// Reports the characters that no face has.
fn report_missing(layouts: &[Layout], edition: &str, findings: &mut Vec<Diagnostic>) {
    for &(character, span) in layouts.iter().flat_map(|l| &l.missing) {
        let message = format!(
            "no face has the character {character:?} (U+{:04X})",
            u32::from(character)
        );
        findings.push(
            Diagnostic::new(codes::PAGE_MISSING_CHARACTER, span, message)
                .with_help("write it another way, or leave it out of this edition with `only`")
                .at_place(edition),
        );
    }
}
