//! Words on a cover, set by the book's own typesetter.

use crate::print::{Faces, GlyphRun, Item, Line, LineItem, Piece, Setter, Setting};
use crate::span::Span;
use crate::theme::{Align, Family, Figures, TextStyle};

/// Leading of running text, as a multiple of its size.
const LEADING: f32 = 1.36;
/// Height of capitals, as a share of the size.
pub(super) const CAPITALS: f32 = 0.66;
const BULLET: &str = "•";
/// Indent of an item, as a multiple of the size.
const HANG: f32 = 1.1;

/// Sets words in one family.
pub(super) struct Letterer<'a> {
    setter: Setter<'a>,
    language: String,
    /// 0 is paper, 1 is black.
    ink: f32,
}

/// A block of set words: items from its upper left corner, y downwards being negative.
pub(super) struct Block {
    pub items: Vec<Item>,
    pub height: f32,
}

impl<'a> Letterer<'a> {
    pub fn new(faces: &'a Faces, language: &str, ink: f32) -> Letterer<'a> {
        Letterer {
            setter: Setter::new(faces),
            language: language.to_owned(),
            ink,
        }
    }

    pub fn style(&self, size: f32, bold: bool) -> TextStyle {
        TextStyle {
            family: Family::Sans,
            bold,
            figures: Figures::Lining,
            ink: self.ink,
            ..TextStyle::text(size)
        }
    }

    fn lines(&mut self, text: &str, style: TextStyle, measure: f32) -> Vec<Line> {
        let piece = Piece::plain(text, style, Span::GENERATED);
        let setting = Setting::plain(measure, Align::Left, &self.language);
        self.setter.set(&[piece], &setting)
    }

    /// Paragraphs under one another, the first one bold and larger; lines that begin with a hyphen are items of a list.
    pub fn paragraphs(&mut self, text: &str, size: f32, measure: f32) -> Block {
        let mut items = Vec::new();
        let mut y = 0.0;
        let mut first = true;
        for paragraph in text.split("\n\n").map(str::trim).filter(|p| !p.is_empty()) {
            let listed = paragraph.lines().all(|line| line.trim_start().starts_with("- "));
            let parts: Vec<String> = match listed {
                true => paragraph
                    .lines()
                    .map(|line| line.trim_start()[2..].trim().to_owned())
                    .collect(),
                false => vec![paragraph.split_whitespace().collect::<Vec<_>>().join(" ")],
            };
            let hook = first && !listed;
            let style = match hook {
                true => self.style(size * 1.22, true),
                false => self.style(size, false),
            };
            for part in parts {
                let left = if listed { size * HANG } else { 0.0 };
                if listed {
                    let bullet = self.lines(BULLET, style, measure);
                    items.extend(placed(bullet, 0.0, y - style.size * LEADING * 0.8, 0.0));
                }
                let lines = self.lines(&part, style, measure - left);
                let count = lines.len() as f32;
                let leading = style.size * LEADING;
                items.extend(placed(lines, left, y - leading * 0.8, leading));
                y -= leading * count + if listed { size * 0.25 } else { 0.0 };
            }
            y -= size * 0.62;
            first = false;
        }
        Block {
            items,
            height: -y - size * 0.62,
        }
    }

    /// One line, and its width.
    pub fn line(&mut self, text: &str, size: f32, bold: bool) -> (Vec<GlyphRun>, f32) {
        let style = self.style(size, bold);
        let lines = self.lines(text, style, f32::MAX / 4.0);
        let runs: Vec<GlyphRun> = lines
            .into_iter()
            .take(1)
            .flat_map(|line| line.items)
            .filter_map(|item| match item {
                LineItem::Glyphs(run) => Some(run),
                _ => None,
            })
            .collect();
        let end = |run: &GlyphRun| run.x + run.glyphs.last().map_or(0.0, |g| g.x + g.advance);
        let width = runs.iter().map(end).fold(0.0, f32::max);
        (runs, width)
    }
}

/// Lines under one another, the first with its baseline at `y`.
fn placed(lines: Vec<Line>, x: f32, y: f32, leading: f32) -> Vec<Item> {
    let mut out = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        for item in line.items {
            if let LineItem::Glyphs(mut run) = item {
                run.x += x;
                run.y += y - leading * at as f32;
                out.push(Item::Glyphs(run));
            }
        }
    }
    out
}
