//! Pieces to nodes: words that are shaped, spaces that give way, places where a line may end.

use super::bidi::{Levels, is_ideographic, script_of};
use super::faces::is_invisible;
use super::line::{Piece, Setting};
use super::node::{Node, Segment, Source, SpaceNode, WordNode, tracking};
use super::shape::Shaper;
use super::shaped::{LookId, Tongue, WordId};
use crate::print::page::{FaceId, Tag};
use crate::span::Span;
use crate::theme::{Family, TextStyle};
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use std::ops::Range;
use unicode_script::{Script, UnicodeScript};

/// Columns between tab stops in code.
const TAB: usize = 4;
/// What opens between ideographs, em, as the natural width of a space would.
const IDEOGRAPHS_OPEN: f32 = 0.1;
/// What the rules of line breaking see for a picture, and for a note's mark: it holds on to what is beside it.
const OBJECT: char = '\u{fffc}';
/// And for a formula: a letter.
const LETTER: char = 'x';
const JOINER: char = '\u{2060}';

/// The segments of a paragraph.
pub(in crate::print) fn collect(
    pieces: &[Piece],
    setting: &Setting,
    shaper: &mut Shaper<'_>,
    missing: &mut Vec<(char, Span)>,
) -> Vec<Segment> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, piece) in pieces.iter().enumerate() {
        if matches!(piece, Piece::Break) {
            out.push(segment(pieces, from..at, setting, shaper, missing));
            from = at + 1;
        }
    }
    if from < pieces.len() {
        let rest = from..pieces.len();
        out.push(segment(pieces, rest, setting, shaper, missing));
    }
    out
}

fn segment(
    pieces: &[Piece],
    range: Range<usize>,
    setting: &Setting,
    shaper: &mut Shaper<'_>,
    missing: &mut Vec<(char, Span)>,
) -> Segment {
    let text = joined(&pieces[range.clone()]);
    let levels = Levels::of(&text);
    let right_to_left = levels.right_to_left;
    let mut collector = Collector {
        shaper,
        missing,
        breaks: opportunities(&text),
        next_break: 0,
        levels,
        at: 0,
        nodes: Vec::with_capacity(text.len() / 3 + 2),
        sources: Vec::with_capacity(range.len()),
    };
    for index in range {
        collector.piece(index, &pieces[index], setting);
    }
    collector.join();
    Segment {
        nodes: collector.nodes,
        sources: collector.sources,
        right_to_left,
    }
}

/// The text that the rules of line breaking and of direction see.
fn joined(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text {
                text: part,
                verbatim: false,
                ..
            } => {
                if part.contains(['\n', '\u{ad}']) {
                    let seen = part.chars().filter(|c| *c != '\u{ad}');
                    text.extend(seen.map(|c| if c == '\n' { ' ' } else { c }));
                } else {
                    text.push_str(part);
                }
            }
            Piece::NoteMark { .. } => text.push(JOINER),
            piece => text.extend(stand_in(piece)),
        }
    }
    text
}

/// What the rules of line breaking see for a thing that is no text.
fn stand_in(piece: &Piece) -> Option<char> {
    match piece {
        Piece::Picture { .. } => Some(OBJECT),
        Piece::Box { .. } => Some(LETTER),
        _ => None,
    }
}

/// The bytes of the joined text after which a line may end (UAX #14). No line begins with the dash that ends a
/// clause.
fn opportunities(text: &str) -> Vec<usize> {
    let begins_with_dash =
        |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with('\u{2014}')) && !text[..at].ends_with(' ');
    LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default())
        .segment_str(text)
        .filter(|at| !begins_with_dash(*at))
        .collect()
}

struct Collector<'a, 'f> {
    shaper: &'a mut Shaper<'f>,
    missing: &'a mut Vec<(char, Span)>,
    breaks: Vec<usize>,
    /// The first opportunity that is not behind.
    next_break: usize,
    levels: Levels,
    /// Bytes of the joined text so far.
    at: usize,
    nodes: Vec<Node>,
    sources: Vec<Source>,
}

/// The text of a piece with its style, its language and where it comes from.
struct Stretch<'a> {
    piece: usize,
    text: &'a str,
    style: &'a TextStyle,
    tag: Tag,
    language: &'a str,
    hyphenate: bool,
    note: Option<usize>,
    span: Span,
}

impl Collector<'_, '_> {
    fn piece(&mut self, index: usize, piece: &Piece, setting: &Setting) {
        match piece {
            Piece::Text {
                text,
                style,
                tag,
                language,
                hyphenate,
                verbatim,
                span,
                ..
            } => {
                let language = language.as_deref().unwrap_or(&setting.language);
                let hyphenate = setting.hyphenate && *hyphenate && !verbatim;
                self.begin(Stretch {
                    piece: index,
                    text,
                    style,
                    tag: *tag,
                    language,
                    hyphenate,
                    note: None,
                    span: *span,
                });
                if *verbatim {
                    self.verbatim(text)
                } else {
                    self.text(text)
                }
            }
            Piece::NoteMark {
                text,
                note,
                style,
                tag,
                span,
                ..
            } => {
                self.begin(Stretch {
                    piece: index,
                    text,
                    style,
                    tag: *tag,
                    language: &setting.language,
                    hyphenate: false,
                    note: Some(*note),
                    span: *span,
                });
                let level = self.levels.at(self.at);
                self.flush(0..text.len(), text, false, |_| level);
                self.at += JOINER.len_utf8();
            }
            Piece::Anchor(_) => self.nodes.push(Node::Anchor { piece: index }),
            piece @ (Piece::Picture { width, .. } | Piece::Box { width, .. }) => {
                self.nodes.push(Node::Object {
                    piece: index,
                    width: *width,
                    level: self.levels.at(self.at),
                });
                self.at += stand_in(piece).map_or(0, char::len_utf8);
            }
            Piece::Fill { .. } => self.nodes.push(Node::Fill { piece: index }),
            Piece::Break => {}
        }
    }

    /// Begins a piece of text.
    fn begin(&mut self, stretch: Stretch<'_>) {
        let style = stretch.style;
        let own = self.shaper.faces().of(style);
        let lacks = style.small_caps && self.shaper.faces().get(own).is_some_and(|f| !f.small_caps);
        let style = TextStyle {
            // Small capitals that a face lacks are capitals of a smaller size.
            size: if lacks { style.size * 0.8 } else { style.size },
            ..*style
        };
        let tongue = Tongue {
            script: Script::Latin,
            right_to_left: false,
            language: self.shaper.language(stretch.language),
            hyphenate: stretch.hyphenate,
        };
        let span = stretch.span;
        self.sources.push(Source {
            piece: stretch.piece,
            style,
            tag: stretch.tag,
            verbatim: false,
            note: stretch.note,
            span,
            narrow: !span.is_generated() && span.range().len() == stretch.text.len(),
            look: self.shaper.look(own, &style, tongue),
            tongue,
            own,
        });
    }

    fn may_break(&mut self) -> bool {
        while self.breaks.get(self.next_break).is_some_and(|b| *b < self.at) {
            self.next_break += 1;
        }
        self.breaks.get(self.next_break) == Some(&self.at)
    }

    fn text(&mut self, text: &str) {
        let mut start = 0;
        // The chunk's first byte in the joined text.
        let mut first = self.at;
        for (at, character) in text.char_indices() {
            if character == '\u{ad}' {
                continue;
            }
            let space = is_space(character);
            if at > start && (space || self.may_break()) {
                let breaks = !space && self.may_break();
                self.chunk(start..at, text, breaks, first);
                (start, first) = (at, self.at);
            }
            self.at += character.len_utf8();
            if space {
                self.space(character, at);
                (start, first) = (at + character.len_utf8(), self.at);
            }
        }
        if start < text.len() {
            let breaks = self.may_break();
            self.chunk(start..text.len(), text, breaks, first);
        }
    }

    /// Text between two places where a line may end.
    fn chunk(&mut self, bytes: Range<usize>, text: &str, breaks: bool, first: usize) {
        let chunk = &text[bytes.clone()];
        let levels = std::mem::take(&mut self.levels);
        let soft = |at: usize| chunk[..at].matches('\u{ad}').count() * '\u{ad}'.len_utf8();
        self.flush(bytes, text, breaks, |at| match levels.is_plain() {
            true => 0,
            false => levels.at(first + at - soft(at)),
        });
        self.levels = levels;
    }

    /// Code: spaces are letters, tabs go to the next stop.
    fn verbatim(&mut self, text: &str) {
        let mut line = String::with_capacity(text.len());
        for character in text.trim_end_matches(['\n', '\r']).chars() {
            match character {
                '\t' => {
                    let column = line.chars().count();
                    line.extend(std::iter::repeat_n(' ', TAB - column % TAB));
                }
                '\n' => line.push(' '),
                c => line.push(c),
            }
        }
        if let Some(source) = self.sources.last_mut() {
            source.verbatim = true;
            source.narrow &= line.len() <= text.len();
        }
        let levels = Levels::of_code(&line);
        self.flush(0..line.len(), &line, false, |at| levels.at(at));
    }

    fn space(&mut self, character: char, at: usize) {
        let breaks = self.may_break();
        let ordinary = matches!(character, ' ' | '\n' | '\t' | '\r');
        if ordinary && self.joins_a_space(breaks) {
            return;
        }
        let Some(source) = self.sources.last() else {
            return;
        };
        let (style, look) = (source.style, source.look);
        let space = self.shaper.space(look);
        let natural = self.shaper.get(space).width * self.scale(source.own, &style);
        // Code keeps its columns even in a line of text.
        let gives = (ordinary || character == '\u{a0}') && style.family != Family::Mono;
        let width = fixed_width(character).map_or(natural, |em| em * style.size) + style.tracking * style.size;
        self.nodes.push(Node::Space(SpaceNode {
            character: if ordinary { ' ' } else { character },
            look,
            source: self.sources.len() - 1,
            at,
            width,
            gives: if gives { natural } else { 0.0 },
            level: self.levels.at(self.at - character.len_utf8()),
            breaks,
        }));
    }

    /// Whether a space is no more than part of the one before it, or of the paragraph's start.
    fn joins_a_space(&mut self, breaks_too: bool) -> bool {
        let mut before = self.nodes.iter_mut().rev();
        match before.find(|n| !matches!(n, Node::Anchor { .. })) {
            None => true,
            Some(Node::Space(space)) if space.character == ' ' => {
                space.breaks |= breaks_too;
                true
            }
            Some(_) => false,
        }
    }

    /// Letters without a space: words of one face, one script and one direction each.
    fn flush(&mut self, bytes: Range<usize>, text: &str, breaks: bool, level: impl Fn(usize) -> u8) {
        let chunk = &text[bytes.clone()];
        let Some(source) = self.sources.last() else {
            return;
        };
        let (own, look) = (source.own, source.look);
        let known = self.shaper.find(look, chunk);
        let known = known.filter(|word| !self.shaper.get(*word).lacks && level(0) == 0);
        if known.is_some() {
            self.push_word(chunk, bytes.start, look, 0, breaks);
            return;
        }
        let mut start = 0;
        let mut current: Option<(FaceId, Option<Script>, u8)> = None;
        for (at, character) in chunk.char_indices() {
            if current.is_some() && is_joined(character) {
                continue;
            }
            let face = self.shaper.faces().for_character(own, character);
            let mut next = (face.unwrap_or(own), script_of(character), level(at));
            if let Some((face, script, level)) = current {
                let differs = script.is_some() && next.1.is_some() && script != next.1;
                if face != next.0 || level != next.2 || differs {
                    let look = self.look_of((face, script, level));
                    let word = &chunk[start..at];
                    self.push_word(word, bytes.start + start, look, level, false);
                    start = at;
                } else {
                    next.1 = script.or(next.1);
                }
            }
            current = Some(next);
        }
        if let Some(item) = current {
            let look = self.look_of(item);
            self.push_word(&chunk[start..], bytes.start + start, look, item.2, breaks);
        }
    }

    fn look_of(&mut self, (face, script, level): (FaceId, Option<Script>, u8)) -> LookId {
        let Some(source) = self.sources.last() else {
            return LookId::default();
        };
        let tongue = Tongue {
            script: script.unwrap_or(Script::Latin),
            right_to_left: level % 2 == 1,
            ..source.tongue
        };
        let style = source.style;
        self.shaper.look(face, &style, tongue)
    }

    /// Says which characters of a word no face has, or else which mark its face cannot set.
    fn report(&mut self, text: &str, at: usize, own: FaceId) {
        let Some(source) = self.sources.last() else {
            return;
        };
        let faces = self.shaper.faces();
        let unknown = |c: &(usize, char)| faces.for_character(own, c.1).is_none();
        let mark = |c: &(usize, char)| is_joined(c.1) && faces.for_character(own, c.1) != Some(own);
        let mut found: Vec<(usize, char)> = text.char_indices().filter(unknown).collect();
        if found.is_empty() {
            found.extend(text.char_indices().find(mark));
        }
        for (offset, character) in found {
            if !self.missing.iter().any(|(c, _)| *c == character) {
                let bytes = at + offset..at + offset + character.len_utf8();
                self.missing.push((character, source.span_of(bytes)));
            }
        }
    }

    /// A word in the first face that has all of it, its marks too.
    fn complete(&mut self, text: &str, look: LookId) -> (LookId, WordId) {
        let word = self.shaper.word(look, text);
        if !self.shaper.get(word).lacks {
            return (look, word);
        }
        for face in self.shaper.faces().fallbacks() {
            let other = self.shaper.in_face(look, *face);
            let found = self.shaper.word(other, text);
            if !self.shaper.get(found).lacks {
                return (other, found);
            }
        }
        (look, word)
    }

    fn scale(&self, face: FaceId, style: &TextStyle) -> f32 {
        let face = self.shaper.faces().get(face);
        style.size / face.map_or(1000.0, |f| f.units_per_em)
    }

    fn push_word(&mut self, text: &str, at: usize, look: LookId, level: u8, break_after: bool) {
        let (look, id) = self.complete(text, look);
        let face = self.shaper.face_of(look);
        if self.shaper.get(id).lacks {
            self.report(text, at, face);
        }
        let Some(source) = self.sources.last() else {
            return;
        };
        let style = source.style;
        let scale = self.scale(face, &style);
        let word = self.shaper.get(id);
        let opens = break_after && text.chars().next_back().is_some_and(is_ideographic);
        self.nodes.push(Node::Word(WordNode {
            word: id,
            look,
            source: self.sources.len() - 1,
            at,
            kern: 0.0,
            width: word.width * scale + tracking(&style, word.glyphs.len()),
            opens: if opens { IDEOGRAPHS_OPEN * style.size } else { 0.0 },
            level,
            break_after,
        }));
    }

    /// Kerns words with their spaces and with each other, and keeps what is beside a fill on its line.
    fn join(&mut self) {
        let mut before: Option<usize> = None;
        let mut last: Option<usize> = None;
        for at in 0..self.nodes.len() {
            if matches!(self.nodes[at], Node::Anchor { .. }) {
                continue;
            }
            if let Some(last) = last {
                self.join_two(last, at);
                self.kern_space(before, last, at);
            }
            (before, last) = (last, Some(at));
        }
    }

    fn join_two(&mut self, left: usize, right: usize) {
        match (self.nodes[left], self.nodes[right]) {
            (Node::Word(a), Node::Word(b)) if self.are_kerned(&a, &b) => {
                let (last, first) = (self.shaper.get(a.word).edges.1, self.shaper.get(b.word).edges.0);
                let kern = self.shaper.kern_between(b.look, last, first);
                let kern = kern * self.scale_of(b.look, b.source);
                if let Node::Word(word) = &mut self.nodes[right] {
                    word.kern = kern;
                }
            }
            (Node::Fill { .. }, _) => self.hold(right),
            (_, Node::Fill { .. }) => self.hold(left),
            _ => {}
        }
    }

    /// Takes a place to break away.
    fn hold(&mut self, at: usize) {
        match &mut self.nodes[at] {
            Node::Space(space) => space.breaks = false,
            Node::Word(word) => word.break_after = false,
            _ => {}
        }
    }

    fn kern_space(&mut self, before: Option<usize>, at: usize, after: usize) {
        let Node::Space(space) = self.nodes[at] else {
            return;
        };
        let edge = |node: Node, last: bool| match node {
            Node::Word(word) if word.look == space.look && self.same_size(word.source, space.source) => {
                let edges = self.shaper.get(word.word).edges;
                if last { edges.1 } else { edges.0 }
            }
            _ => None,
        };
        let left = before.and_then(|at| edge(self.nodes[at], true));
        let right = edge(self.nodes[after], false);
        if left.is_none() && right.is_none() {
            return;
        }
        let kern = self.shaper.kern_across(space.look, left, right);
        let kern = kern * self.scale_of(space.look, space.source);
        if let Node::Space(space) = &mut self.nodes[at] {
            space.width += kern;
        }
    }

    fn are_kerned(&self, a: &WordNode, b: &WordNode) -> bool {
        a.look == b.look && a.level == 0 && b.level == 0 && self.same_size(a.source, b.source)
    }

    fn same_size(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.sources[a].style, &self.sources[b].style);
        a.size == b.size && a.rise == b.rise
    }

    fn scale_of(&self, look: LookId, source: usize) -> f32 {
        self.scale(self.shaper.face_of(look), &self.sources[source].style)
    }
}

/// Whether a character is drawn with the one before it, whatever its own face and script.
fn is_joined(character: char) -> bool {
    is_invisible(character) || (u32::from(character) >= 0x300 && character.script() == Script::Inherited)
}

fn is_space(character: char) -> bool {
    matches!(
        character,
        ' ' | '\n' | '\t' | '\r' | '\u{a0}' | '\u{202f}' | '\u{2000}'..='\u{200a}' | '\u{3000}'
    )
}

/// Width of a space that does not give way, em.
fn fixed_width(character: char) -> Option<f32> {
    Some(match character {
        '\u{2000}' | '\u{2002}' => 0.5,
        '\u{2001}' | '\u{2003}' | '\u{3000}' => 1.0,
        '\u{2004}' => 1.0 / 3.0,
        '\u{2005}' => 0.25,
        '\u{2006}' | '\u{2009}' | '\u{202f}' => 1.0 / 6.0,
        '\u{2007}' => 0.5,
        '\u{2008}' => 0.25,
        '\u{200a}' => 0.1,
        _ => return None,
    })
}
