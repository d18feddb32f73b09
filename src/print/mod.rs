//! The typesetter: the book of an edition to its pages.
//!
//! Blocks become rows ([`flow`]), rows become pages a chapter at a time ([`layout`]), and pages become a
//! display list ([`compose`]). What a page says of other pages (contents, index, "page 47") is
//! settled in rounds: a chapter is set again only while what it said has changed.

mod assemble;
mod flow;
mod layout;
mod math;
mod page;
mod paginate;
mod proof;
mod text;
mod words;

pub use assemble::{Fault, page_breaks};
pub use page::*;
pub use proof::proof;
pub use text::*;

use crate::book::{Book, Chapter, ChapterKind, Matter};
use crate::diagnostic::{Diagnostic, codes};
use crate::limits;
use crate::picture::{Ink, Pictures, PrintImage};
use crate::span::Span;
use crate::theme::Theme;
use assemble::compose::{Composed, Position, compose};
use assemble::furniture::{self, Furniture, Sheet, folio_text, furniture};
use assemble::{outline, report};
use flow::Shared;
use layout::{Layout, lay};
use paginate::{Geometry, baseline_in};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What pages are to be like.
#[derive(Clone, Debug)]
pub struct Format {
    /// Trim width and height, points.
    pub trim: (f32, f32),
    /// How they look.
    pub theme: Theme,
    /// Whether pictures may reach past the cut, and where.
    pub bleed: Bleed,
    /// What pictures may be printed with.
    pub ink: Ink,
    /// The edition's name, for findings.
    pub edition: String,
}

/// An edition's pages, and what was found while setting them.
#[derive(Clone, Debug)]
pub struct Typeset {
    /// The pages.
    pub pages: Pages,
    /// What the manuscript asks for and pages cannot have.
    pub findings: Vec<Diagnostic>,
    /// What could be set better if the manuscript helped, in the pages' order.
    pub faults: Vec<Fault>,
}

/// How often pages are laid again before references that will not settle are reported.
const ROUNDS: usize = 6;

/// Sets a book in a format. The same book gives the same pages whatever the number of threads.
pub fn typeset(book: &Book, pictures: &Pictures, format: &Format) -> Typeset {
    let theme = &format.theme;
    let geometry = Geometry::new(format.trim, theme.leading, theme.margins);
    let faces = Faces::new(theme.serif, theme.sans, theme.mono).with_hyphenation(&book.metadata.hyphenation);
    let chapters: Vec<&Chapter> = book.chapters.iter().filter(|c| c.kind != ChapterKind::Cover).collect();
    let mut findings = Vec::new();
    let mut folios = BTreeMap::new();
    let mut layouts: Vec<Layout> = Vec::new();
    let mut settled = false;
    for round in 0..ROUNDS {
        let shared = Shared {
            book,
            pictures,
            theme,
            geometry,
            bleed: format.bleed,
            faces: &faces,
            folios: &folios,
        };
        if round == 0 {
            layouts = chapters.par_iter().map(|chapter| lay(&shared, chapter)).collect();
        } else {
            layouts.par_iter_mut().zip(&chapters).for_each(|(layout, chapter)| {
                if is_stale(layout, &folios) {
                    *layout = lay(&shared, chapter);
                }
            });
        }
        folios = folios_of(&chapters, &layouts);
        settled = !layouts.iter().any(|layout| is_stale(layout, &folios));
        if settled {
            break;
        }
    }
    if !settled {
        findings.push(
            Diagnostic::new(
                codes::PAGE_UNSETTLED,
                Span::GENERATED,
                "page numbers in the text would not settle",
            )
            .with_help("reword a sentence that holds a page reference and stands at the end of a page"),
        );
    }
    let (pages, faults) = assemble(
        &Assembly {
            book,
            pictures,
            format,
            geometry,
            faces: &faces,
        },
        &chapters,
        layouts,
        &mut findings,
    );
    Typeset {
        pages,
        findings,
        faults,
    }
}

/// Whether a chapter says of a page what is no longer so.
fn is_stale(layout: &Layout, folios: &BTreeMap<String, String>) -> bool {
    layout
        .asked
        .iter()
        .any(|(id, said)| folios.get(id).is_some_and(|now| now != said))
}

/// A page of the book before it is composed.
#[derive(Clone, Copy)]
struct Slot {
    /// Its chapter and the page of the chapter; `None` for a blank.
    content: Option<(usize, usize)>,
    folio: Folio,
}

/// The order of pages: chapters start on a recto, the copyright page on the back of the title page; the count is even.
fn slots(chapters: &[&Chapter], layouts: &[Layout]) -> Vec<Slot> {
    let mut out: Vec<Slot> = Vec::new();
    let mut style = FolioStyle::Roman;
    let mut number = 0;
    let mut push = |out: &mut Vec<Slot>, content, style| {
        number += 1;
        if out.last().is_some_and(|last: &Slot| last.folio.style != style) {
            number = 1;
        }
        out.push(Slot {
            content,
            folio: Folio { style, number },
        });
    };
    for (at, (chapter, layout)) in chapters.iter().zip(layouts).enumerate() {
        if layout.pages.is_empty() || out.len() > limits::PAGES {
            continue;
        }
        if chapter.kind != ChapterKind::Copyright && !out.len().is_multiple_of(2) {
            push(&mut out, None, style);
        }
        if chapter.matter != Matter::Front {
            style = FolioStyle::Arabic;
        }
        for page in 0..layout.pages.len() {
            push(&mut out, Some((at, page)), style);
        }
    }
    if !out.len().is_multiple_of(2) {
        push(&mut out, None, style);
    }
    out
}

/// The folio of every id.
fn folios_of(chapters: &[&Chapter], layouts: &[Layout]) -> BTreeMap<String, String> {
    let mut first_slots: Vec<Vec<String>> = layouts.iter().map(|l| vec![String::new(); l.pages.len()]).collect();
    for slot in slots(chapters, layouts) {
        if let Some((chapter, page)) = slot.content {
            first_slots[chapter][page] = folio_text(slot.folio);
        }
    }
    let mut out = BTreeMap::new();
    for (layout, pages) in layouts.iter().zip(&first_slots) {
        for (id, page) in layout.anchors() {
            out.entry(id.to_owned()).or_insert_with(|| pages[page].clone());
        }
    }
    out
}

/// What the pages are assembled from.
struct Assembly<'a> {
    book: &'a Book,
    pictures: &'a Pictures,
    format: &'a Format,
    geometry: Geometry,
    faces: &'a Faces,
}

fn assemble(
    with: &Assembly<'_>,
    chapters: &[&Chapter],
    mut layouts: Vec<Layout>,
    findings: &mut Vec<Diagnostic>,
) -> (Pages, Vec<Fault>) {
    let slots = slots(chapters, &layouts);
    let (pictures, picture_ids, bleeding) = load_pictures(with, &layouts, findings);
    let count = slots.len();
    let mut structure = Structure::default();
    let mut tags = Vec::with_capacity(layouts.len());
    for layout in &mut layouts {
        tags.push(u32::try_from(structure.elements.len()).unwrap_or(u32::MAX));
        structure.append(std::mem::take(&mut layout.structure));
    }
    let heads: Vec<(String, String)> = furniture::heads(with.book, chapters, &with.format.theme.heads);
    let mut places: Vec<Vec<(usize, usize)>> = vec![Vec::new(); layouts.len()];
    for (at, slot) in slots.iter().enumerate() {
        if let Some((chapter, page)) = slot.content {
            places[chapter].push((at, page));
        }
    }
    let composed: Vec<(usize, Page, Composed)> = layouts
        .par_iter_mut()
        .zip(&places)
        .enumerate()
        .flat_map_iter(|(chapter, (layout, places))| {
            let pages = places.iter().map(|&(at, page)| {
                let what = (page, slots[at].folio);
                let of = OfChapter {
                    kind: chapters[chapter].kind,
                    pictures: &picture_ids[chapter],
                    bleeding: &bleeding,
                    tags: tags[chapter],
                    heads: &heads[chapter],
                };
                let made = compose_page(with, &of, layout, (at, count), what);
                (at, made.0, made.1)
            });
            pages.collect::<Vec<_>>()
        })
        .collect();
    let blank = |slot: &Slot| Page {
        folio: slot.folio,
        items: Vec::new(),
        furniture: 0,
        links: Vec::new(),
    };
    let mut pages: Vec<Page> = slots.iter().map(blank).collect();
    let mut anchors = BTreeMap::new();
    let mut faults = Vec::new();
    for (at, page, rest) in composed {
        for (id, y) in rest.anchors {
            anchors.entry(id).or_insert(Place { page: at, y });
        }
        faults.extend(rest.faults);
        pages[at] = page;
    }
    for layout in &layouts {
        findings.extend(layout.findings.iter().cloned());
    }
    report_missing(&layouts, with, findings);
    let bound = report::Bound {
        format: with.format,
        leading: with.geometry.leading,
        chapters,
        layouts: &layouts,
        slots: &slots,
        pages: &pages,
    };
    faults.extend(bound.faults());
    faults.sort_by_key(|fault| fault.page);
    let outline = outline::outline(with.book, &anchors);
    let pages = Pages {
        width: with.geometry.width,
        height: with.geometry.height,
        bleed: with.format.bleed,
        pages,
        faces: with.faces.pages_faces(),
        pictures,
        anchors,
        outline,
        structure,
    };
    (pages, faults)
}

/// What the pages of a chapter share.
struct OfChapter<'a> {
    kind: ChapterKind,
    pictures: &'a [Option<PictureId>],
    bleeding: &'a BTreeSet<PictureId>,
    /// How many elements of the structure come before its own.
    tags: u32,
    /// The running heads of versos and rectos.
    heads: &'a (String, String),
}

fn compose_page(
    with: &Assembly<'_>,
    of: &OfChapter<'_>,
    layout: &mut Layout,
    (at, count): (usize, usize),
    (page, folio): (usize, Folio),
) -> (Page, Composed) {
    let left = with.geometry.left(at, count);
    let name = format!("{}, page {}", with.format.edition, folio_text(folio));
    let position = Position {
        geometry: with.geometry,
        left,
        page: at,
        name: &name,
        note_lift: note_lift(&with.format.theme),
        tags: of.tags,
        pictures: of.pictures,
    };
    let mut body = compose(layout, page, &position);
    let sides = with.format.bleed.sides(at);
    let covered = cover(&mut body.items, of.bleeding, sides, with.format.trim);
    let kind = match page {
        _ if covered || of.kind.is_display() => Furniture::None,
        0 => Furniture::Foot,
        _ => Furniture::Head,
    };
    let recto = at.is_multiple_of(2);
    let sheet = Sheet {
        geometry: with.geometry,
        left,
        recto,
        folio,
        head: if recto { &of.heads.1 } else { &of.heads.0 },
        language: &with.book.metadata.language,
    };
    let mut setter = Setter::new(with.faces);
    let around = furniture(kind, &sheet, &with.format.theme, &mut setter);
    let mut items = std::mem::take(&mut body.items);
    let furniture = around.len();
    items.extend(around);
    let links = std::mem::take(&mut body.links);
    (
        Page {
            folio,
            items,
            furniture,
            links,
        },
        body,
    )
}

/// Distance of a last line of notes from the last line of the grid, were both at the frame's foot.
fn note_lift(theme: &Theme) -> f32 {
    let over_foot = |leading: f32, size: f32| leading - baseline_in(leading, size);
    (over_foot(theme.leading, theme.size) - over_foot(theme.note.1, theme.note.0)).max(0.0)
}

/// A place in [`Pages::pictures`] for each picture that a chapter asks for.
type PictureIds = Vec<Vec<Option<PictureId>>>;

/// Every picture once a width, and for each chapter the place of those that it asks for.
fn load_pictures(
    with: &Assembly<'_>,
    layouts: &[Layout],
    findings: &mut Vec<Diagnostic>,
) -> (Vec<Arc<PrintImage>>, PictureIds, BTreeSet<PictureId>) {
    let key = |u: &flow::PictureUse| (u.path.clone(), (u.width * 4.0).round() as u32, u.bleeds);
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
    let places = layouts
        .iter()
        .map(|l| l.picture_uses.iter().map(|u| ids.get(&key(u)).copied()).collect())
        .collect();
    (images, places, bleeding)
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

fn report_missing(layouts: &[Layout], with: &Assembly<'_>, findings: &mut Vec<Diagnostic>) {
    for &(character, span) in layouts.iter().flat_map(|l| &l.missing) {
        let message = format!(
            "no face has the character {character:?} (U+{:04X})",
            u32::from(character)
        );
        findings.push(
            Diagnostic::new(codes::PAGE_MISSING_CHARACTER, span, message)
                .with_help("write it another way, or leave it out of this edition with `only`")
                .at_place(with.format.edition.clone()),
        );
    }
}
