//! A line's parts to their places: spaces and letters give or take what the measure asks for.

mod run;

use crate::print::page::{FaceId, Glyph, GlyphRun, LinkTo, Rect, Tag};
use crate::print::text::bidi::visual_order;
use crate::print::text::fit::{Fit, Material};
use crate::print::text::line::{Line, LineItem, Piece};
use crate::print::text::node::{Node, Segment, Source, SpaceNode, WordNode};
use crate::print::text::shape::Shaper;
use crate::print::text::shaped::{LookId, Word, WordId};
use crate::span::Span;
use crate::theme::{Align, Family, TextStyle};
use run::{NEAR, RunLook, cluster_of, end_run, join, run_for};

/// What a line is set by.
pub(in crate::print) struct LineSetting<'a> {
    pub pieces: &'a [Piece],
    pub segment: &'a Segment,
    pub align: Align,
    /// Whether the points at its edges stand out.
    pub hangs: bool,
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

pub(in crate::print) fn set_line(line: &LineSetting<'_>, parts: &[Node], shaper: &mut Shaper<'_>) -> Line {
    let fill = parts.iter().position(|p| matches!(p, Node::Fill { .. }));
    let (head, tail) = match fill {
        Some(at) => (&parts[..at], &parts[at + 1..]),
        None => (parts, &[][..]),
    };
    let material = measure(line, head, shaper);
    let tail_width = measure(line, tail, shaper).width as f32;
    let hangs = if line.hangs {
        hangs(head, line.segment, shaper)
    } else {
        (0.0, 0.0)
    };
    let room = line.width - tail_width;
    let (fit, left_hang) = fit(line, room, &material, hangs);
    let slack = (room - material.width as f32).max(0.0);
    let start = line.left - left_hang;
    let flush_right = match line.align {
        Align::Right => !line.segment.right_to_left,
        Align::Left => line.segment.right_to_left,
        Align::Justify => line.segment.right_to_left && (line.last || fit == Fit::NATURAL),
        Align::Center => false,
    };
    let x = start
        + match line.align {
            _ if fill.is_some() => 0.0,
            Align::Center => slack / 2.0,
            _ if flush_right => slack,
            _ => 0.0,
        };
    let mut builder = Builder::new(line, shaper, parts);
    if line.continued {
        builder.continuation(head, x);
    }
    let end = builder.place(head, x, fit);
    if let Some(at) = fill {
        let start = line.left + line.width - tail_width;
        builder.leaders(&parts[at], end, start);
        builder.place(tail, start, Fit::NATURAL);
    }
    let mut out = builder.finish();
    out.ratio = fit.ratio;
    out.overfull = fit.overfull;
    out.hyphenated = line.hyphenated;
    out
}

fn measure(line: &LineSetting<'_>, parts: &[Node], shaper: &Shaper<'_>) -> Material {
    let mut out = Material::default();
    for (at, part) in parts.iter().enumerate() {
        out.add(part.material(line.segment, shaper));
        if let Node::Word(word) = part {
            let first = at == 0;
            let last = at + 1 == parts.len();
            let kern = if first { 0.0 } else { word.kern };
            let opens = if last { 0.0 } else { word.opens };
            out.add(Material::space(kern, opens));
        }
    }
    // Nothing follows the last letter.
    if let Some(Node::Word(word)) = parts.last() {
        let style = line.segment.style(word);
        out.letters = (out.letters - f64::from(style.size)).max(0.0);
    }
    out
}

/// How a line is fitted to its room, and how far its first letter stands out.
fn fit(line: &LineSetting<'_>, room: f32, material: &Material, hangs: (f32, f32)) -> (Fit, f32) {
    let slack = |scale: f32| f64::from(room + (hangs.0 + hangs.1) * scale) - material.width;
    let (justified, last) = (line.align == Align::Justify, line.last);
    if !justified {
        let overfull = (-slack(1.0)).max(0.0) as f32;
        let overfull = if overfull > 0.005 { overfull } else { 0.0 };
        return (
            Fit {
                overfull,
                ..Fit::NATURAL
            },
            hangs.0,
        );
    }
    let first = Fit::new(material, slack(1.0), last);
    // What hangs is as wide as the letters are drawn.
    (first.settled(material, slack(first.scale), last), hangs.0 * first.scale)
}

fn scale(shaper: &Shaper<'_>, face: FaceId, style: &TextStyle) -> f32 {
    style.size / shaper.faces().get(face).map_or(1000.0, |f| f.units_per_em)
}

/// How far the first and the last letter stand out.
fn hangs(parts: &[Node], segment: &Segment, shaper: &Shaper<'_>) -> (f32, f32) {
    let of = |part: Option<&Node>, side: fn(&Word) -> f32| match part {
        Some(Node::Word(node)) if node.level == 0 => {
            let scale = scale(shaper, shaper.face_of(node.look), segment.style(node));
            side(shaper.get(node.word)) * scale
        }
        _ => 0.0,
    };
    let seen = |p: &&Node| !matches!(p, Node::Anchor { .. });
    (
        of(parts.iter().find(seen), |w| w.hang.0),
        of(parts.iter().rev().find(seen), |w| w.hang.1),
    )
}

/// Signs for a line that goes on, the best first.
const CONTINUES: &[&str] = &["\u{21aa}", "\u{21b3}", "\u{2192}"];

/// How a word of a line looks, and what it is part of.
#[derive(Clone, Copy)]
struct WordLook<'a> {
    look: LookId,
    style: &'a TextStyle,
    tag: Tag,
    fit: Fit,
}

/// Puts parts in their places.
struct Builder<'a, 'b, 'f> {
    line: &'a LineSetting<'a>,
    shaper: &'b mut Shaper<'f>,
    out: Line,
    run: Option<GlyphRun>,
    /// The look of the run.
    look: LookId,
    /// Where the run's last part ends.
    pen: f32,
    /// Glyphs that a run is likely to hold.
    glyphs: usize,
    /// The end of the last link's area, to join the next part of the same link to it.
    last_piece: Option<usize>,
}

impl<'a, 'b, 'f> Builder<'a, 'b, 'f> {
    fn new(line: &'a LineSetting<'a>, shaper: &'b mut Shaper<'f>, parts: &[Node]) -> Self {
        let count = |part: &Node| match part {
            Node::Word(word) => shaper.get(word.word).glyphs.len(),
            _ => 1,
        };
        let glyphs = parts.iter().map(count).sum();
        let out = Line {
            items: Vec::with_capacity(1),
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
            look: LookId::default(),
            pen: 0.0,
            glyphs,
            last_piece: None,
        }
    }

    /// Places parts from `x` on and says where they end. They are shown in visual order and kept in the order that
    /// they are read in.
    fn place(&mut self, parts: &[Node], x: f32, fit: Fit) -> f32 {
        let turned = self.line.segment.right_to_left || parts.iter().any(|p| level_of(p) > 0);
        if !turned {
            let mut x = x;
            for at in 0..parts.len() {
                let (before, width) = self.advance(parts, at, fit);
                self.part(&parts[at], x + before, width, fit);
                x += before + width;
            }
            return x;
        }
        let base = u8::from(self.line.segment.right_to_left);
        let levels: Vec<u8> = parts
            .iter()
            .map(|p| {
                if matches!(p, Node::Anchor { .. }) {
                    base
                } else {
                    level_of(p)
                }
            })
            .collect();
        let mut places = vec![(0.0, 0.0); parts.len()];
        let mut end = x;
        for at in visual_order(&levels) {
            let (before, width) = self.advance(parts, at, fit);
            places[at] = (end + before, width);
            end += before + width;
        }
        for (part, (x, width)) in parts.iter().zip(places) {
            self.part(part, x, width, fit);
        }
        end
    }

    /// The kerning before a part, and its own width.
    fn advance(&self, parts: &[Node], at: usize, fit: Fit) -> (f32, f32) {
        match &parts[at] {
            Node::Word(node) => {
                let style = self.line.segment.style(node);
                let word = self.shaper.get(node.word);
                let (scale, track) = letters_fit(style, fit);
                let letters = word.glyphs.len() as f32 * style.size;
                let ink = node.width - style.tracking * letters;
                let opens = if at + 1 < parts.len() { node.opens } else { 0.0 };
                let width = ink * scale + (style.tracking + track) * letters + opens * fit.space;
                let kern = if at > 0 { node.kern } else { 0.0 };
                (kern, width)
            }
            Node::Space(space) => (0.0, space.width + space.gives * fit.space),
            Node::Object { width, .. } => (0.0, *width),
            Node::Anchor { .. } | Node::Fill { .. } => (0.0, 0.0),
        }
    }

    fn part(&mut self, part: &Node, x: f32, width: f32, fit: Fit) {
        match part {
            Node::Word(node) => {
                let source = &self.line.segment.sources[node.source];
                let length = self.shaper.get(node.word).text.len();
                let span = source.span_of(node.at..node.at + length);
                let look = WordLook {
                    look: node.look,
                    style: &source.style,
                    tag: source.tag,
                    fit,
                };
                self.word(node.word, look, x, span);
                if let Some(run) = self.run.as_mut().filter(|run| run.text.len() == length) {
                    run.start = u32::try_from(node.at).unwrap_or(u32::MAX);
                }
                self.pen = x + width;
                self.decorate(source, x, x + width);
                self.out.notes.extend(source.note);
            }
            Node::Space(space) => {
                self.space(space, x);
                let source = &self.line.segment.sources[space.source];
                self.pen = x + width;
                self.decorate(source, x, x + width);
            }
            Node::Anchor { piece } => {
                if let Some(Piece::Anchor(id)) = self.line.pieces.get(*piece) {
                    self.out.anchors.push(id.clone());
                }
            }
            Node::Object { piece, .. } => self.object(*piece, x),
            Node::Fill { .. } => {}
        }
    }

    fn word(&mut self, word: WordId, word_look: WordLook<'_>, x: f32, span: Span) {
        let WordLook { look, style, tag, fit } = word_look;
        let face = self.shaper.face_of(look);
        let per_unit = scale(self.shaper, face, style);
        let (stretch, track) = letters_fit(style, fit);
        let between = (track + style.tracking) * style.size;
        self.rise(face, style);
        let run_look = RunLook {
            face,
            style,
            tag,
            stretch,
        };
        let run = run_for(&mut self.run, &mut self.out, run_look, (x, self.pen), self.glyphs);
        self.look = look;
        run.span = join(run.span, span);
        let word = self.shaper.get(word);
        let base = run.text.len() as u32;
        let mut pen = x - run.x;
        for (at, glyph) in word.glyphs.iter().enumerate() {
            run.glyphs.push(Glyph {
                id: glyph.id,
                x: pen + glyph.offset.0 * per_unit * stretch,
                y: glyph.offset.1 * per_unit,
                advance: glyph.advance * per_unit,
                text: cluster_of(word, at, base),
            });
            pen += glyph.advance * per_unit * stretch + between;
        }
        run.text.push_str(&word.text);
    }

    /// A space stands in the run before it, whatever face it was written in.
    fn space(&mut self, space: &SpaceNode, x: f32) {
        let source = &self.line.segment.sources[space.source];
        let span = source.span_of(space.at..space.at + space.character.len_utf8());
        if self.run.is_none() || (self.pen - x).abs() > NEAR {
            let face = self.shaper.face_of(space.look);
            let look = RunLook {
                face,
                style: &source.style,
                tag: source.tag,
                stretch: 1.0,
            };
            run_for(&mut self.run, &mut self.out, look, (x, self.pen), self.glyphs);
            self.look = space.look;
        }
        let Some(run) = &mut self.run else { return };
        run.span = join(run.span, span);
        let style = TextStyle {
            size: run.size,
            ..source.style
        };
        let word = self.shaper.space(self.look);
        let per_unit = scale(self.shaper, run.face, &style);
        if let Some(glyph) = self.shaper.get(word).glyphs.first() {
            let base = run.text.len() as u32;
            run.glyphs.push(Glyph {
                id: glyph.id,
                x: x - run.x,
                y: 0.0,
                advance: glyph.advance * per_unit,
                text: base..base + space.character.len_utf8() as u32,
            });
            run.text.push(space.character);
        }
    }

    fn end_run(&mut self) {
        end_run(&mut self.run, &mut self.out);
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
    fn decorate(&mut self, source: &Source, start: f32, end: f32) {
        let (piece, style) = (source.piece, &source.style);
        let rules = [(style.underline, -0.14), (style.strike, 0.26)];
        for (thick, height) in rules.into_iter().filter(|(thick, _)| *thick > 0.0) {
            let y = style.rise + style.size * height;
            self.rule(
                Rect {
                    x: start,
                    y,
                    width: end - start,
                    height: thick,
                },
                style.ink,
            );
        }
        let link = match self.line.pieces.get(piece) {
            Some(Piece::Text { link, .. } | Piece::NoteMark { link, .. }) => link.as_ref(),
            _ => None,
        };
        if let Some(to) = link {
            self.link(to, source, start, end);
        }
        self.last_piece = Some(piece);
    }

    /// A rule, joined to the one before it that it goes on with.
    fn rule(&mut self, rect: Rect, ink: f32) {
        let mut rules = self.out.items.iter_mut().rev();
        let before = rules.find_map(|item| match item {
            LineItem::Fill { rect: known, ink: same } if *same == ink && known.y == rect.y => Some(known),
            _ => None,
        });
        if let Some(known) = before
            && known.height == rect.height
            && (known.x + known.width - rect.x).abs() < NEAR
        {
            known.width = rect.x + rect.width - known.x;
            return;
        }
        self.out.items.push(LineItem::Fill { rect, ink });
    }

    fn link(&mut self, to: &LinkTo, source: &Source, start: f32, end: f32) {
        let style = &source.style;
        let follows = self.last_piece.is_some_and(|last| last + 1 >= source.piece);
        if let Some((rect, last, tag)) = self.out.links.last_mut()
            && last == to
            && *tag == source.tag
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
        self.out.links.push((rect, to.clone(), source.tag));
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
            tag,
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
            tag: *tag,
            span: *span,
        });
    }

    /// Dots from the end of the text to what is flush right, on a grid counted from the right.
    fn leaders(&mut self, node: &Node, from: f32, to: f32) {
        let Node::Fill { piece } = node else { return };
        let Some(Piece::Fill { leader: true, style }) = self.line.pieces.get(*piece) else {
            return;
        };
        self.end_run();
        let face = self.shaper.faces().of(style);
        let look = self.shaper.plain_look(face, style);
        let dot = self.shaper.word(look, ".");
        let step = style.size * 0.6;
        let count = ((to - from - step) / step).floor().max(0.0) as usize;
        for at in (1..=count.saturating_sub(1)).rev() {
            let x = to - step * at as f32 - step * 0.5;
            self.pen = x;
            let look = WordLook {
                look,
                style,
                tag: Tag::NONE,
                fit: Fit::NATURAL,
            };
            self.word(dot, look, x, Span::GENERATED);
        }
        self.end_run();
    }

    /// The mark of a line of code that goes on.
    fn continuation(&mut self, parts: &[Node], x: f32) {
        let Some(Node::Word(node)) = parts.first() else {
            return;
        };
        let source = &self.line.segment.sources[node.source];
        let own = self.shaper.faces().of(&source.style);
        let found = CONTINUES.iter().find_map(|mark| {
            let face = self.shaper.faces().for_character(own, mark.chars().next()?)?;
            Some((mark, face))
        });
        let Some((mark, face)) = found else { return };
        let style = TextStyle {
            ink: 0.5,
            ..source.style
        };
        let look = self.shaper.plain_look(face, &style);
        let word = self.shaper.word(look, mark);
        let span = source.span_of(node.at..node.at);
        let look = WordLook {
            look,
            style: &style,
            tag: source.tag,
            fit: Fit::NATURAL,
        };
        self.word(word, look, x - 10.0, span);
        // It is no part of the text.
        if let Some(run) = &mut self.run {
            run.text.clear();
            run.glyphs.iter_mut().for_each(|g| g.text = 0..0);
        }
        self.end_run();
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

/// How wide the letters of a style are drawn in a line, and what is added after each, em. Code keeps its columns.
fn letters_fit(style: &TextStyle, fit: Fit) -> (f32, f32) {
    match style.family {
        Family::Mono => (1.0, 0.0),
        _ => (fit.scale, fit.track),
    }
}

fn level_of(part: &Node) -> u8 {
    match part {
        Node::Word(WordNode { level, .. }) | Node::Space(SpaceNode { level, .. }) | Node::Object { level, .. } => {
            *level
        }
        Node::Anchor { .. } | Node::Fill { .. } => 0,
    }
}
