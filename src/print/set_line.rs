//! A line's parts to their places: spaces and letters give or take what the measure asks for.

use super::collect::Node;
use super::line::{Align, Line, LineItem, Piece, Setting, TextStyle};
use super::page::{FaceId, Glyph, GlyphRun, LinkTo, Rect};
use super::paragraph::{LETTER_SHRINK, LETTER_STRETCH, tracking};
use super::shape::{Shaper, Word};
use crate::span::Span;

/// A thing in a line: a node, or a part of one.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub node: Node,
}

/// What a line is set by.
pub(super) struct SetLine<'a> {
    pub pieces: &'a [Piece],
    pub setting: &'a Setting,
    /// Its left edge.
    pub left: f32,
    /// Its width.
    pub width: f32,
    /// Whether it ends the paragraph.
    pub last: bool,
    /// Whether it goes on with a line of code that was too long.
    pub continued: bool,
    pub hyphenated: bool,
}

/// What a line gives or takes.
#[derive(Clone, Copy, Debug, Default)]
struct Fit {
    /// Share of each space's stretch (over 0) or shrink (under 0).
    space: f32,
    /// Em added after each letter.
    letter: f32,
    ratio: f32,
    overfull: f32,
}

/// What the parts of a line measure.
#[derive(Clone, Copy, Debug, Default)]
struct Measures {
    width: f32,
    stretch: f32,
    shrink: f32,
    letters: f32,
}

pub(super) fn set_line(line: &SetLine<'_>, parts: Vec<Part>, shaper: &mut Shaper<'_>) -> Line {
    let justified = line.setting.align == Align::Justify;
    let fill = parts
        .iter()
        .position(|p| matches!(p.node, Node::Fill { .. }));
    let (head, tail) = match fill {
        Some(at) => (&parts[..at], &parts[at + 1..]),
        None => (&parts[..], &[][..]),
    };
    let measures = measure(head, shaper);
    let (left_hang, right_hang) = if justified {
        hangs(head, shaper)
    } else {
        (0.0, 0.0)
    };
    let tail_width = measure(tail, shaper).width;
    let room = line.width + left_hang + right_hang - tail_width;
    let fit = fit(line, justified, room, &measures);
    let slack = (line.width - tail_width - measures.width).max(0.0);
    let x = line.left - left_hang
        + match line.setting.align {
            _ if fill.is_some() => 0.0,
            Align::Center => slack / 2.0,
            Align::Right => slack,
            Align::Justify | Align::Left => 0.0,
        };
    let mut builder = Builder::new(line, shaper);
    if line.continued {
        builder.continuation(head, x);
    }
    let end = builder.place(head, x, fit);
    if let Some(at) = fill {
        let start = line.left + line.width - tail_width;
        builder.leaders(&parts[at].node, end, start);
        builder.place(tail, start, Fit::default());
    }
    let mut out = builder.finish();
    out.ratio = fit.ratio;
    out.overfull = fit.overfull;
    out.hyphenated = line.hyphenated;
    out
}

fn measure(parts: &[Part], shaper: &Shaper<'_>) -> Measures {
    let mut out = Measures::default();
    for part in parts {
        match &part.node {
            Node::Word {
                word, face, style, ..
            } => {
                out.width +=
                    word.width * scale(shaper, *face, style) + tracking(style, word.glyphs.len());
                out.letters += word.glyphs.len() as f32 * style.size;
            }
            Node::Space {
                width,
                stretch,
                shrink,
                ..
            } => {
                out.width += width;
                out.stretch += stretch;
                out.shrink += shrink;
            }
            Node::Object { width, .. } => out.width += width,
            Node::Anchor(_) | Node::Fill { .. } => {}
        }
    }
    // Nothing follows the last letter.
    if let Some(Node::Word { style, .. }) = parts.last().map(|p| &p.node) {
        out.letters -= style.size;
    }
    out
}

fn scale(shaper: &Shaper<'_>, face: FaceId, style: &TextStyle) -> f32 {
    style.size / shaper.faces().get(face).map_or(1000.0, |f| f.units_per_em)
}

/// How far the first and the last letter stand out.
fn hangs(parts: &[Part], shaper: &Shaper<'_>) -> (f32, f32) {
    let of = |part: Option<&Part>, side: fn(&Word) -> f32| match part.map(|p| &p.node) {
        Some(Node::Word {
            word, face, style, ..
        }) => side(word) * scale(shaper, *face, style),
        _ => 0.0,
    };
    let seen = |p: &&Part| !matches!(p.node, Node::Anchor(_));
    (
        of(parts.iter().find(seen), |w| w.hang.0),
        of(parts.iter().rev().find(seen), |w| w.hang.1),
    )
}

fn fit(line: &SetLine<'_>, justified: bool, room: f32, measures: &Measures) -> Fit {
    let slack = room - measures.width;
    let letter_stretch = measures.letters * LETTER_STRETCH;
    let letter_shrink = measures.letters * LETTER_SHRINK;
    if slack < -0.005 {
        let shrink = measures.shrink + letter_shrink;
        let ratio = if justified && shrink > 0.0 {
            (slack / shrink).max(-1.0)
        } else {
            0.0
        };
        let overfull = (-slack + ratio * shrink).max(0.0);
        return Fit {
            space: ratio,
            letter: ratio * LETTER_SHRINK,
            ratio,
            overfull,
        };
    }
    if !justified || line.last {
        return Fit::default();
    }
    let stretch = measures.stretch + letter_stretch;
    let ratio = if stretch > 0.0 { slack / stretch } else { 0.0 };
    if measures.stretch <= 0.0 {
        let letter = if measures.letters > 0.0 {
            (slack / measures.letters).min(LETTER_STRETCH * 3.0)
        } else {
            0.0
        };
        return Fit {
            space: 0.0,
            letter,
            ratio,
            overfull: 0.0,
        };
    }
    let letter = ratio.min(1.0) * LETTER_STRETCH;
    let space = (slack - letter * measures.letters) / measures.stretch;
    Fit {
        space,
        letter,
        ratio,
        overfull: 0.0,
    }
}

/// Signs for a line that goes on, the best first.
const CONTINUES: &[&str] = &["\u{21aa}", "\u{21b3}", "\u{2192}"];

/// Fills a line from left to right.
struct Builder<'a, 'b, 'f> {
    line: &'a SetLine<'a>,
    shaper: &'b mut Shaper<'f>,
    out: Line,
    run: Option<GlyphRun>,
    /// The end of the last link's area, to join the next part of the same link to it.
    last_piece: Option<usize>,
}

impl<'a, 'b, 'f> Builder<'a, 'b, 'f> {
    fn new(line: &'a SetLine<'a>, shaper: &'b mut Shaper<'f>) -> Self {
        let out = Line {
            items: Vec::new(),
            links: Vec::new(),
            anchors: Vec::new(),
            notes: Vec::new(),
            ascent: 0.0,
            descent: 0.0,
            ratio: 0.0,
            overfull: 0.0,
            hyphenated: false,
            span: Span::GENERATED,
        };
        Builder {
            line,
            shaper,
            out,
            run: None,
            last_piece: None,
        }
    }

    /// Places parts from `x` on and says where they end.
    fn place(&mut self, parts: &[Part], mut x: f32, fit: Fit) -> f32 {
        for part in parts {
            match &part.node {
                Node::Word {
                    word,
                    face,
                    style,
                    piece,
                    note,
                    ..
                } => {
                    let start = x;
                    x = self.word(word, *face, style, *piece, x, fit.letter);
                    self.decorate(*piece, style, start, x);
                    self.out.notes.extend(note);
                }
                Node::Space {
                    character,
                    face,
                    style,
                    piece,
                    width,
                    stretch,
                    shrink,
                    ..
                } => {
                    let give = if fit.space >= 0.0 {
                        fit.space * stretch
                    } else {
                        fit.space * shrink
                    };
                    self.space(*character, *face, style, *piece, x);
                    let end = x + width + give;
                    self.decorate(*piece, style, x, end);
                    x = end;
                }
                Node::Anchor(id) => self.out.anchors.push(id.clone()),
                Node::Object { piece, width } => {
                    self.object(*piece, x);
                    x += width;
                }
                Node::Fill { .. } => {}
            }
        }
        x
    }

    fn word(
        &mut self,
        word: &Word,
        face: FaceId,
        style: &TextStyle,
        piece: usize,
        x: f32,
        letter: f32,
    ) -> f32 {
        let scale = scale(self.shaper, face, style);
        let between = (letter + style.tracking) * style.size;
        self.rise(face, style);
        let span = self.span_of(piece);
        let run = self.run_for(face, style, x, span);
        let (base, start) = (run.text.len() as u32, run.x);
        let mut pen = x - start;
        for (at, glyph) in word.glyphs.iter().enumerate() {
            run.glyphs.push(Glyph {
                id: glyph.id,
                x: pen + glyph.offset * scale,
                y: 0.0,
                advance: glyph.advance * scale,
                text: cluster_of(word, at, base),
            });
            pen += glyph.advance * scale + between;
        }
        run.text.push_str(&word.text);
        start + pen
    }

    /// A space stands in the run before it, whatever face it was written in.
    fn space(&mut self, character: char, face: FaceId, style: &TextStyle, piece: usize, x: f32) {
        let span = self.span_of(piece);
        if self.run.is_none() {
            self.run_for(face, style, x, span);
        }
        let Some((face, size)) = self.run.as_ref().map(|run| (run.face, run.size)) else {
            return;
        };
        let style = TextStyle { size, ..*style };
        let space = self.shaper.word(face, &style, None, " ");
        let scale = scale(self.shaper, face, &style);
        if let (Some(run), Some(glyph)) = (&mut self.run, space.glyphs.first()) {
            let base = run.text.len() as u32;
            let text = base..base + character.len_utf8() as u32;
            run.glyphs.push(Glyph {
                id: glyph.id,
                x: x - run.x,
                y: 0.0,
                advance: glyph.advance * scale,
                text,
            });
            run.text.push(character);
        }
    }

    /// The run that goes on in this look, or a new one.
    fn run_for(&mut self, face: FaceId, style: &TextStyle, x: f32, span: Span) -> &mut GlyphRun {
        let same = |run: &GlyphRun| {
            run.face == face
                && run.size == style.size
                && run.y == style.rise
                && run.ink == style.ink
        };
        if !self.run.as_ref().is_some_and(same) {
            self.end_run();
        }
        let run = self.run.get_or_insert_with(|| GlyphRun {
            face,
            size: style.size,
            stretch: 1.0,
            x,
            y: style.rise,
            ink: style.ink,
            glyphs: Vec::new(),
            text: String::new(),
            span,
        });
        run.span = join(run.span, span);
        run
    }

    fn end_run(&mut self) {
        if let Some(run) = self.run.take().filter(|run| !run.glyphs.is_empty()) {
            self.out.span = join(self.out.span, run.span);
            self.out.items.push(LineItem::Glyphs(run));
        }
    }

    fn rise(&mut self, face: FaceId, style: &TextStyle) {
        let (ascent, descent) = self
            .shaper
            .faces()
            .get(face)
            .map_or((0.75, 0.25), |f| (f.ascent, f.descent));
        self.out.ascent = self.out.ascent.max(ascent * style.size + style.rise);
        self.out.descent = self.out.descent.max(descent * style.size - style.rise);
    }

    /// Rules under and through the text, and its link.
    fn decorate(&mut self, piece: usize, style: &TextStyle, start: f32, end: f32) {
        let rules = [(style.underline, -0.14), (style.strike, 0.26)];
        for (thick, height) in rules.into_iter().filter(|(thick, _)| *thick > 0.0) {
            let y = style.rise + style.size * height;
            let rect = Rect {
                x: start,
                y,
                width: end - start,
                height: thick,
            };
            self.out.items.push(LineItem::Fill {
                rect,
                ink: style.ink,
            });
        }
        let link = match self.line.pieces.get(piece) {
            Some(Piece::Text { link, .. } | Piece::NoteMark { link, .. }) => link.as_ref(),
            _ => None,
        };
        if let Some(to) = link {
            self.link(to, style, start, end, piece);
        }
        self.last_piece = Some(piece);
    }

    fn link(&mut self, to: &LinkTo, style: &TextStyle, start: f32, end: f32, piece: usize) {
        let follows = self.last_piece.is_some_and(|last| last + 1 >= piece);
        if let Some((rect, last)) = self.out.links.last_mut()
            && last == to
            && follows
            && (start - (rect.x + rect.width)).abs() < style.size
        {
            rect.width = end - rect.x;
            return;
        }
        let rect = Rect {
            x: start,
            y: style.rise - style.size * 0.22,
            width: end - start,
            height: style.size,
        };
        self.out.links.push((rect, to.clone()));
    }

    fn object(&mut self, piece: usize, x: f32) {
        self.end_run();
        if let Some(Piece::Box {
            items,
            ascent,
            descent,
            span,
            ..
        }) = self.line.pieces.get(piece)
        {
            self.out.ascent = self.out.ascent.max(*ascent);
            self.out.descent = self.out.descent.max(*descent);
            self.out.span = join(self.out.span, *span);
            self.out
                .items
                .extend(items.iter().map(|item| item.moved(x, 0.0)));
            return;
        }
        let Some(Piece::Picture {
            picture,
            alt,
            width,
            height,
            depth,
            span,
        }) = self.line.pieces.get(piece)
        else {
            return;
        };
        self.out.ascent = self.out.ascent.max(height - depth);
        self.out.descent = self.out.descent.max(*depth);
        self.out.span = join(self.out.span, *span);
        self.out.items.push(LineItem::Picture {
            rect: Rect {
                x,
                y: -depth,
                width: *width,
                height: *height,
            },
            picture: *picture,
            alt: alt.clone(),
            span: *span,
        });
    }

    /// Dots from the end of the text to what is flush right, on a grid counted from the right.
    fn leaders(&mut self, node: &Node, from: f32, to: f32) {
        let Node::Fill { piece } = node else { return };
        let Some(Piece::Fill {
            leader: true,
            style,
        }) = self.line.pieces.get(*piece)
        else {
            return;
        };
        self.end_run();
        let face = self.shaper.faces().of(style);
        let dot = self.shaper.word(face, style, None, ".");
        let step = style.size * 0.6;
        let count = ((to - from - step) / step).floor().max(0.0) as usize;
        for at in (1..=count.saturating_sub(1)).rev() {
            self.word(
                &dot,
                face,
                style,
                *piece,
                to - step * at as f32 - step * 0.5,
                0.0,
            );
        }
        self.end_run();
    }

    /// The mark of a line of code that goes on.
    fn continuation(&mut self, parts: &[Part], x: f32) {
        let Some(Node::Word { style, piece, .. }) = parts.first().map(|p| &p.node) else {
            return;
        };
        let own = self.shaper.faces().of(style);
        let found = CONTINUES.iter().find_map(|m| {
            Some((
                m,
                self.shaper.faces().for_character(own, m.chars().next()?)?,
            ))
        });
        let Some((mark, face)) = found else { return };
        let mut word = (*self.shaper.word(face, style, None, mark)).clone();
        word.text.clear();
        let style = TextStyle { ink: 0.5, ..*style };
        self.word(&word, face, &style, *piece, x - 10.0, 0.0);
        self.end_run();
    }

    fn span_of(&self, piece: usize) -> Span {
        match self.line.pieces.get(piece) {
            Some(
                Piece::Text { span, .. }
                | Piece::NoteMark { span, .. }
                | Piece::Picture { span, .. }
                | Piece::Box { span, .. },
            ) => *span,
            _ => Span::GENERATED,
        }
    }

    fn finish(mut self) -> Line {
        if let Some(run) = &mut self.run {
            while run.text.ends_with(' ') && run.glyphs.len() > 1 {
                run.text.pop();
                run.glyphs.pop();
            }
        }
        self.end_run();
        self.out
    }
}

/// The text of a glyph: its cluster's for the first glyph of a cluster, nothing for the others and for what the
/// setting added.
fn cluster_of(word: &Word, at: usize, base: u32) -> std::ops::Range<u32> {
    let glyph = word.glyphs[at];
    let length = word.text.len() as u32;
    let repeats = at > 0 && word.glyphs[at - 1].cluster == glyph.cluster;
    if repeats || glyph.cluster >= length {
        return base + length..base + length;
    }
    let next = word.glyphs[at + 1..]
        .iter()
        .map(|g| g.cluster)
        .find(|c| *c != glyph.cluster);
    base + glyph.cluster..base + next.unwrap_or(length).min(length)
}

fn join(a: Span, b: Span) -> Span {
    if a.is_generated() { b } else { a.to(b) }
}
