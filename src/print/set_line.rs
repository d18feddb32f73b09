//! A line's parts to their places: spaces and letters give or take what the measure asks for.

use super::collect::Node;
use super::line::{Align, Line, LineItem, Piece, Setting, TextStyle};
use super::page::{FaceId, Glyph, GlyphRun, LinkTo, Rect};
use super::paragraph::{GLYPH_SHRINK, GLYPH_STRETCH, LETTER_SHRINK, LETTER_STRETCH, tracking};
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
#[derive(Clone, Copy, Debug)]
struct Fit {
    /// Share of each space's stretch (over 0) or shrink (under 0).
    space: f32,
    /// Em added after each letter.
    letter: f32,
    /// How wide letters are drawn, as a share of their width.
    glyph: f32,
    ratio: f32,
    overfull: f32,
}

impl Fit {
    /// Everything at its natural width.
    const NATURAL: Fit = Fit {
        space: 0.0,
        letter: 0.0,
        glyph: 1.0,
        ratio: 0.0,
        overfull: 0.0,
    };
}

/// How much sooner than spaces the letters give way: the eye sees uneven spaces first.
const LETTER_EAGER: f32 = 1.5;
const GLYPH_EAGER: f32 = 2.0;
/// What letters of a line that is too loose give, as a share of what is good.
const LETTER_MOST: f32 = 1.3;
/// Glyphs are drawn in widths that differ by this much at least, so that runs are few.
const GLYPH_STEP: f32 = 0.0025;

/// What the parts of a line measure.
#[derive(Clone, Copy, Debug, Default)]
struct Measures {
    width: f32,
    stretch: f32,
    shrink: f32,
    letters: f32,
    /// Width of the letters, without space between them.
    glyphs: f32,
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
        builder.place(tail, start, Fit::NATURAL);
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
                let width = word.width * scale(shaper, *face, style);
                out.width += width + tracking(style, word.glyphs.len());
                out.glyphs += width;
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
    let natural = !justified || (line.last && slack >= 0.0);
    if slack.abs() <= 0.005 || natural {
        return Fit {
            overfull: (-slack).max(0.0),
            ..Fit::NATURAL
        };
    }
    let (letter, glyph, spaces) = if slack < 0.0 {
        (LETTER_SHRINK, GLYPH_SHRINK, measures.shrink)
    } else {
        (LETTER_STRETCH, GLYPH_STRETCH, measures.stretch)
    };
    let give = spaces + measures.letters * letter + measures.glyphs * glyph;
    let ratio = slack / give.max(0.01);
    // A line that is looser than is good asks a little more of its letters.
    let most = (2.0 * ratio - 1.0).clamp(1.0, LETTER_MOST);
    let share = |eager: f32| (ratio * eager).clamp(-1.0, most);
    let letter = share(LETTER_EAGER) * letter;
    let glyph = 1.0 + (share(GLYPH_EAGER) * glyph / GLYPH_STEP).round() * GLYPH_STEP;
    // What letters do not take, in their steps, the spaces do.
    let rest = slack - letter * measures.letters - (glyph - 1.0) * measures.glyphs;
    let space = if spaces > 0.0 { rest / spaces } else { 0.0 };
    if slack < 0.0 {
        let overfull = (-1.0 - ratio).max(0.0) * give;
        return Fit {
            space: space.max(-1.0 - GLYPH_STEP),
            letter,
            glyph,
            ratio: ratio.max(-1.0),
            overfull,
        };
    }
    Fit {
        space,
        letter,
        glyph,
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
    /// How wide letters are drawn.
    stretch: f32,
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
            stretch: 1.0,
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
                    x = self.word(word, *face, style, *piece, x, fit);
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
        fit: Fit,
    ) -> f32 {
        let scale = scale(self.shaper, face, style) * fit.glyph;
        let between = (fit.letter + style.tracking) * style.size;
        self.stretch = fit.glyph;
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
        let stretch = self.stretch;
        let same = |run: &GlyphRun| {
            run.face == face
                && run.size == style.size
                && run.y == style.rise
                && run.stretch == stretch
                && run.ink == style.ink
        };
        if !self.run.as_ref().is_some_and(same) {
            self.end_run();
        }
        let run = self.run.get_or_insert_with(|| GlyphRun {
            face,
            size: style.size,
            stretch,
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
                .extend(items.iter().map(|item| item.clone().moved(x, 0.0)));
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
                Fit::NATURAL,
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
        self.word(&word, face, &style, *piece, x - 10.0, Fit::NATURAL);
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
