//! Pieces to nodes: words that are shaped, spaces that give way, places where a line may end.

use super::faces::is_invisible;
use super::hyphenate;
use super::line::{Family, Piece, Setting, TextStyle};
use super::page::FaceId;
use super::shape::{Shaper, Word};
use crate::span::Span;
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use std::sync::Arc;

/// A thing in a line.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// Letters.
    Word {
        word: Arc<Word>,
        face: FaceId,
        style: TextStyle,
        piece: usize,
        /// Whether a line may end after it.
        break_after: bool,
        /// The note that it is the mark of.
        note: Option<usize>,
        verbatim: bool,
    },
    /// A space.
    Space {
        character: char,
        face: FaceId,
        style: TextStyle,
        piece: usize,
        width: f32,
        stretch: f32,
        shrink: f32,
        /// Whether a line may end at it.
        breaks: bool,
    },
    /// A place that something points at.
    Anchor(String),
    /// A picture, or what is set already.
    Object { piece: usize, width: f32 },
    /// Space that takes what is left.
    Fill { piece: usize },
}

/// The share of a space that it may give or take.
const SPACE_STRETCH: f32 = 0.44;
const SPACE_SHRINK: f32 = 0.27;
/// Columns between tab stops in code.
const TAB: usize = 4;

/// The nodes of a paragraph, a list for each stretch between forced breaks.
pub(super) fn collect(
    pieces: &[Piece],
    setting: &Setting,
    shaper: &mut Shaper<'_>,
    missing: &mut Vec<(char, Span)>,
) -> Vec<Vec<Node>> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, piece) in pieces.iter().enumerate() {
        if matches!(piece, Piece::Break) {
            out.push(segment(pieces, from..at, setting, shaper, missing));
            from = at + 1;
        }
    }
    if from < pieces.len() {
        out.push(segment(
            pieces,
            from..pieces.len(),
            setting,
            shaper,
            missing,
        ));
    }
    out
}

/// What the rules of line breaking see for a picture, and for a note's mark: it holds on to what is beside it.
const OBJECT: char = '\u{fffc}';
const JOINER: char = '\u{2060}';

fn segment(
    pieces: &[Piece],
    range: std::ops::Range<usize>,
    setting: &Setting,
    shaper: &mut Shaper<'_>,
    missing: &mut Vec<(char, Span)>,
) -> Vec<Node> {
    let breaks = opportunities(&pieces[range.clone()]);
    let mut collector = Collector {
        shaper,
        missing,
        breaks,
        at: 0,
        nodes: Vec::new(),
    };
    for index in range {
        match &pieces[index] {
            Piece::Text {
                text,
                style,
                language,
                hyphenate,
                verbatim,
                span,
                ..
            } => {
                let tag = language.as_deref().unwrap_or(&setting.language);
                let patterns = (setting.hyphenate && *hyphenate)
                    .then(|| hyphenate::language(tag))
                    .flatten();
                let source = Source {
                    piece: index,
                    style: *style,
                    patterns,
                    span: *span,
                };
                if *verbatim {
                    collector.verbatim(text, &source)
                } else {
                    collector.text(text, &source)
                }
            }
            Piece::NoteMark {
                text,
                note,
                style,
                span,
                ..
            } => {
                collector.at += JOINER.len_utf8();
                let source = Source {
                    piece: index,
                    style: *style,
                    patterns: None,
                    span: *span,
                };
                collector.flush(text, &source, false);
                if let Some(Node::Word {
                    note: mark,
                    break_after,
                    ..
                }) = collector.nodes.last_mut()
                {
                    *mark = Some(*note);
                    *break_after = false;
                }
            }
            Piece::Anchor(id) => collector.nodes.push(Node::Anchor(id.clone())),
            Piece::Picture { width, .. } | Piece::Box { width, .. } => {
                collector.at += OBJECT.len_utf8();
                collector.nodes.push(Node::Object {
                    piece: index,
                    width: *width,
                });
            }
            Piece::Fill { .. } => collector.nodes.push(Node::Fill { piece: index }),
            Piece::Break => {}
        }
    }
    collector.nodes
}

/// The bytes of the joined text after which a line may end (UAX #14).
fn opportunities(pieces: &[Piece]) -> Vec<usize> {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text {
                text: part,
                verbatim: false,
                ..
            } => {
                text.extend(
                    part.chars()
                        .filter(|c| *c != '\u{ad}')
                        .map(|c| if c == '\n' { ' ' } else { c }),
                );
            }
            Piece::NoteMark { .. } => text.push(JOINER),
            Piece::Picture { .. } | Piece::Box { .. } => text.push(OBJECT),
            _ => {}
        }
    }
    // A line never begins with the dash that ends a clause.
    let begins_with_dash = |at: &usize| text.get(*at..).is_some_and(|t| t.starts_with('\u{2014}'));
    LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default())
        .segment_str(&text)
        .filter(|at| !begins_with_dash(at) || text[..*at].ends_with(' '))
        .collect()
}

struct Source {
    piece: usize,
    style: TextStyle,
    patterns: Option<hypher::Lang>,
    span: Span,
}

struct Collector<'a, 'f> {
    shaper: &'a mut Shaper<'f>,
    missing: &'a mut Vec<(char, Span)>,
    breaks: Vec<usize>,
    /// Bytes of the joined text so far.
    at: usize,
    nodes: Vec<Node>,
}

impl Collector<'_, '_> {
    fn may_break(&self) -> bool {
        self.breaks.binary_search(&self.at).is_ok()
    }

    fn text(&mut self, text: &str, source: &Source) {
        let mut chunk = String::new();
        for character in text.chars() {
            if character == '\u{ad}' {
                chunk.push(character);
                continue;
            }
            let space = is_space(character);
            if !chunk.is_empty() && (space || self.may_break()) {
                let breaks = !space && self.may_break();
                self.flush(&std::mem::take(&mut chunk), source, breaks);
            }
            self.at += character.len_utf8();
            if space {
                self.space(character, source);
            } else {
                chunk.push(character);
            }
        }
        if !chunk.is_empty() {
            let breaks = self.may_break();
            self.flush(&chunk, source, breaks);
        }
    }

    /// Code: spaces are letters, tabs go to the next stop.
    fn verbatim(&mut self, text: &str, source: &Source) {
        let mut line = String::new();
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
        let first = self.nodes.len();
        self.flush(&line, source, false);
        for node in &mut self.nodes[first..] {
            if let Node::Word { verbatim, .. } = node {
                *verbatim = true;
            }
        }
    }

    fn space(&mut self, character: char, source: &Source) {
        let ordinary = matches!(character, ' ' | '\n' | '\t' | '\r');
        if ordinary {
            match self
                .nodes
                .iter()
                .rev()
                .find(|n| !matches!(n, Node::Anchor(_)))
            {
                None => return,
                Some(Node::Space { character: ' ', .. }) => {
                    let may = self.may_break();
                    for node in self.nodes.iter_mut().rev() {
                        if let Node::Space { breaks, .. } = node {
                            *breaks |= may;
                            break;
                        }
                    }
                    return;
                }
                Some(_) => {}
            }
        }
        let style = source.style;
        let face = self.shaper.faces().of(&style);
        let natural = self.space_width(face, &style);
        // Code keeps its columns even in a line of text.
        let gives = (ordinary || character == '\u{a0}') && style.family != Family::Mono;
        let width = fixed_width(character).map_or(natural, |em| em * style.size)
            + style.tracking * style.size;
        self.nodes.push(Node::Space {
            character: if ordinary { ' ' } else { character },
            face,
            style,
            piece: source.piece,
            width,
            stretch: if gives { natural * SPACE_STRETCH } else { 0.0 },
            shrink: if gives { natural * SPACE_SHRINK } else { 0.0 },
            breaks: self.may_break(),
        });
    }

    fn space_width(&mut self, face: FaceId, style: &TextStyle) -> f32 {
        let units = self
            .shaper
            .faces()
            .get(face)
            .map_or(1000.0, |f| f.units_per_em);
        self.shaper.word(face, style, None, " ").width * style.size / units
    }

    /// Letters without a space: words of the faces that have them.
    fn flush(&mut self, chunk: &str, source: &Source, breaks: bool) {
        let style = self.effective(source.style);
        let own = self.shaper.faces().of(&style);
        let mut start = 0;
        let mut face = None;
        for (at, character) in chunk.char_indices() {
            let next = match self.shaper.faces().for_character(own, character) {
                Some(found) => found,
                None => {
                    self.report(character, source.span);
                    own
                }
            };
            let next = if is_invisible(character) {
                face.unwrap_or(next)
            } else {
                next
            };
            match face {
                Some(current) if current != next && at > start => {
                    self.push_word(&chunk[start..at], current, style, source, false);
                    start = at;
                }
                _ => {}
            }
            face = Some(next);
        }
        if let Some(face) = face {
            self.push_word(&chunk[start..], face, style, source, breaks);
        }
    }

    /// Small capitals that a face lacks are capitals of a smaller size.
    fn effective(&self, style: TextStyle) -> TextStyle {
        let face = self.shaper.faces().of(&style);
        let lacks =
            style.small_caps && self.shaper.faces().get(face).is_some_and(|f| !f.small_caps);
        TextStyle {
            size: if lacks { style.size * 0.8 } else { style.size },
            ..style
        }
    }

    fn report(&mut self, character: char, span: Span) {
        if !self.missing.iter().any(|(c, _)| *c == character) {
            self.missing.push((character, span));
        }
    }

    fn push_word(
        &mut self,
        text: &str,
        face: FaceId,
        style: TextStyle,
        source: &Source,
        break_after: bool,
    ) {
        let word = self.shaper.word(face, &style, source.patterns, text);
        self.nodes.push(Node::Word {
            word,
            face,
            style,
            piece: source.piece,
            break_after,
            note: None,
            verbatim: false,
        });
    }
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
