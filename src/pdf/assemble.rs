//! Pages as printpdf's operators, and printpdf's object tree of them.

use super::fonts::{Embedded, Faces};
use super::{coordinate, gray, pictures, runs};
use crate::print::{Item, Page, Pages, PictureId, Rect};
use printpdf::{
    Color, CurTransMat, ExternalStream, ExternalXObject, FontId, Greyscale, Op, PaintMode,
    ParsedFont, PdfDocument, PdfFont, PdfPage, PdfSaveOptions, Pt, XObject, XObjectId,
    XObjectTransform,
};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// The object tree of the pages, its streams not yet compressed and its pictures still without bodies.
pub(super) fn document(pages: &Pages, faces: &Faces) -> lopdf::Document {
    let mut document = PdfDocument::new("");
    for face in faces.values() {
        if let Some(font) = parsed(face) {
            let id = FontId(face.resource.clone());
            document.resources.fonts.map.insert(id, PdfFont::new(font));
        }
    }
    for id in used_pictures(pages) {
        document.resources.xobjects.map.insert(
            XObjectId(pictures::resource(id)),
            XObject::External(ExternalXObject {
                stream: ExternalStream::default(),
                width: None,
                height: None,
                dpi: None,
            }),
        );
    }
    let whole = printpdf::Rect::from_wh(Pt(coordinate(pages.width)), Pt(coordinate(pages.height)));
    document.pages = pages
        .pages
        .par_iter()
        .map(|page| PdfPage {
            media_box: whole.clone(),
            trim_box: whole.clone(),
            crop_box: whole.clone(),
            ops: operators(page, faces, pages.pictures.len()),
        })
        .collect();
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: true,
        image_optimization: None,
    };
    document.to_lopdf_document(&options, &mut Vec::new())
}

/// The pictures that stand on a page and exist.
pub(super) fn used_pictures(pages: &Pages) -> BTreeSet<PictureId> {
    pages
        .pages
        .iter()
        .flat_map(|page| &page.items)
        .filter_map(|item| match item {
            Item::Picture { picture, .. } => Some(*picture),
            _ => None,
        })
        .filter(|id| (id.0 as usize) < pages.pictures.len())
        .collect()
}

fn parsed(face: &Embedded) -> Option<ParsedFont> {
    let mut font = ParsedFont::from_bytes(&face.program, 0, &mut Vec::new())?;
    font.font_name = Some(face.name.clone());
    Some(font)
}

fn operators(page: &Page, faces: &Faces, pictures: usize) -> Vec<Op> {
    let mut ops = Vec::new();
    let mut state = State::default();
    for item in &page.items {
        match item {
            Item::Glyphs(run) => {
                if let Some(face) = faces.get(&run.face) {
                    state.text(true, &mut ops);
                    state.fill(run.ink, &mut ops);
                    runs::show(run, face, &mut ops);
                }
            }
            Item::Fill { rect, ink } => {
                state.text(false, &mut ops);
                state.fill(*ink, &mut ops);
                ops.push(rectangle(*rect, PaintMode::Fill));
            }
            Item::Stroke { rect, width, ink } => {
                state.text(false, &mut ops);
                ops.push(Op::SetOutlineColor {
                    col: Color::Greyscale(Greyscale::new(gray(*ink), None)),
                });
                ops.push(Op::SetOutlineThickness {
                    pt: Pt(coordinate(*width).max(0.0)),
                });
                ops.push(rectangle(*rect, PaintMode::Stroke));
            }
            Item::Picture { rect, picture, .. } if (picture.0 as usize) < pictures => {
                state.text(false, &mut ops);
                place(*rect, *picture, &mut ops);
            }
            Item::Picture { .. } => {}
        }
    }
    state.text(false, &mut ops);
    ops
}

/// What the operators so far have set.
#[derive(Default)]
struct State {
    in_text: bool,
    ink: Option<f32>,
}

impl State {
    fn text(&mut self, wanted: bool, ops: &mut Vec<Op>) {
        if self.in_text != wanted {
            ops.push(if wanted {
                Op::StartTextSection
            } else {
                Op::EndTextSection
            });
            self.in_text = wanted;
        }
    }

    fn fill(&mut self, ink: f32, ops: &mut Vec<Op>) {
        if self.ink != Some(ink) {
            ops.push(runs::fill_color(ink));
            self.ink = Some(ink);
        }
    }
}

fn rectangle(rect: Rect, mode: PaintMode) -> Op {
    let mut rectangle = printpdf::Rect::from_xywh(
        Pt(coordinate(rect.x)),
        Pt(coordinate(rect.y)),
        Pt(coordinate(rect.width)),
        Pt(coordinate(rect.height)),
    );
    rectangle.mode = Some(mode);
    Op::DrawRectangle { rectangle }
}

fn place(rect: Rect, picture: PictureId, ops: &mut Vec<Op>) {
    let [width, height, x, y] = [rect.width, rect.height, rect.x, rect.y].map(coordinate);
    ops.push(Op::SaveGraphicsState);
    ops.push(Op::SetTransformationMatrix {
        matrix: CurTransMat::Raw([width, 0.0, 0.0, height, x, y]),
    });
    ops.push(Op::UseXobject {
        id: XObjectId(pictures::resource(picture)),
        transform: XObjectTransform {
            no_auto_scale: true,
            ..XObjectTransform::default()
        },
    });
    ops.push(Op::RestoreGraphicsState);
}
