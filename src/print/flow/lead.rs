//! The first words of a chapter: a drop cap, a phrase in small capitals.

use super::Flow;
use crate::book::{Block, BlockKind, ContainerKind};
use crate::print::page::{Glyph, GlyphRun};
use crate::print::paginate::Break;
use crate::print::text::{Line, LineItem, Piece};
use crate::span::Span;
use crate::theme::{Family, Figures, LeadIn, TextStyle};

/// Words of a phrase that no mark of punctuation ends.
const PHRASE: usize = 4;
/// The numbers of words that such a phrase had better have, the best first.
const PHRASES_BY_MERIT: [usize; 4] = [3, 4, 2, 5];
/// The longest phrase that a mark ends.
const LONGEST: usize = 7;
/// A paragraph of fewer words than this many phrases is left as it is.
const PHRASES: usize = 3;
/// Space added after each small capital, em.
const TRACKING: f32 = 0.04;
/// Space between a drop cap and the lines beside it, as a share of the text's size.
const GAP: f32 = 0.26;
/// The same beside a letter whose arm reaches out over white.
const ARM_GAP: f32 = 0.2;
/// The same beside a letter whose foot reaches out under white.
const FOOT_GAP: f32 = 0.15;
/// A tail that hangs further than this under the baseline, as a share of the leading, takes a line more.
const TAIL: f32 = 0.2;

/// The first letter of a paragraph, with the quotation mark before it.
struct Initial {
    quote: String,
    letter: String,
    style: TextStyle,
    span: Span,
}

/// A drop cap, and the room that it takes.
struct Cap {
    items: Vec<LineItem>,
    /// Lines beside it.
    lines: usize,
    /// How much shorter they are.
    width: f32,
}

impl Flow<'_> {
    /// Sets the first words apart when these blocks begin with a paragraph, an epigraph or a picture before it.
    pub fn lead_from(&mut self, blocks: &[Block]) {
        let first = blocks.iter().find(|block| {
            !matches!(
                block.kind,
                BlockKind::Figure(_)
                    | BlockKind::Container {
                        kind: ContainerKind::Epigraph,
                        ..
                    }
            )
        });
        let lead = first
            .filter(|block| matches!(block.kind, BlockKind::Paragraph(_)))
            .filter(|_| self.context.theme.lead_in != LeadIn::None)
            .map(|block| block.span);
        self.cursor.lead(lead);
    }

    /// A paragraph whose first words are set apart, as far as it is long enough.
    pub fn leading_paragraph(&mut self, mut pieces: Vec<Piece>, span: Span) {
        if words(&pieces) < PHRASE * PHRASES {
            return self.paragraph_of(&pieces, 0.0, span);
        }
        if let LeadIn::DropCap { lines: cut } = self.context.theme.lead_in
            && let Some(lines) = self.dropped(&pieces, cut)
        {
            let first = self.rows.rows.len();
            self.push_lines(lines, span);
            for row in self.rows.rows.iter_mut().skip(first + 1).take(cut.saturating_sub(1)) {
                row.breaking = Break::Never;
            }
            self.cursor.indent_next();
            self.cursor.space(self.scope.between);
            return;
        }
        let phrase = phrase_length(&pieces);
        small_capitals(&mut pieces, phrase);
        self.paragraph_of(&pieces, 0.0, span);
    }

    /// The lines of a paragraph with a drop cap; `None` where it would not stand well.
    fn dropped(&mut self, pieces: &[Piece], count: usize) -> Option<Vec<Line>> {
        let mut pieces = pieces.to_vec();
        let phrase = phrase_length(&pieces);
        small_capitals(&mut pieces, phrase);
        let initial = take_initial(&mut pieces)?;
        let cap = self.cap(&initial, count)?;
        let mut setting = self.context.setting(&self.scope, 0.0);
        setting.cut_lines = cap.lines;
        setting.cut_width = cap.width;
        let mut lines = self.setter.set(&pieces, &setting);
        // A short paragraph would leave the letter standing in the next one.
        if lines.len() < cap.lines {
            return None;
        }
        let first = lines.first_mut()?;
        speak(first, &format!("{}{}", initial.quote, initial.letter))?;
        first.items.splice(0..0, cap.items);
        Some(lines)
    }

    /// The letter, its top as high as the capitals of the first line and its foot on the last line's baseline, with
    /// the quotation mark in the margin.
    fn cap(&mut self, initial: &Initial, count: usize) -> Option<Cap> {
        let down = count.saturating_sub(1) as f32 * self.scope.leading;
        let style = TextStyle {
            bold: false,
            tracking: 0.0,
            figures: Figures::Lining,
            ..initial.style
        };
        let height = self.setter.ink("H", &style)?.top;
        let size = style.size * (down + height) / height;
        let style = TextStyle { size, ..style };
        let ink = self.setter.ink(initial.letter.trim_end(), &style)?;
        let gap = match initial.letter.trim_end() {
            "T" | "V" | "W" | "Y" | "F" | "P" => ARM_GAP,
            "A" | "L" | "R" | "K" | "Q" => FOOT_GAP,
            _ => GAP,
        };
        let mut items = Vec::new();
        if !initial.quote.is_empty() {
            let quote = self.setter.ink(&initial.quote, &initial.style)?;
            let x = -quote.advance - initial.style.size * 0.04;
            items.push(silent(quote.run, x, 0.0, initial.span));
        }
        items.push(silent(ink.run, -ink.left, -down, initial.span));
        let hangs = ink.bottom < -TAIL * self.scope.leading;
        Some(Cap {
            items,
            lines: count + usize::from(hangs),
            width: ink.right - ink.left + initial.style.size * gap,
        })
    }
}

/// A run that says nothing: the line's text says it.
fn silent(mut run: GlyphRun, x: f32, y: f32, span: Span) -> LineItem {
    run.x = x;
    run.y = y;
    run.span = span;
    run.text.clear();
    for glyph in &mut run.glyphs {
        glyph.text = 0..0;
    }
    LineItem::Glyphs(run)
}

/// Lets the first glyph of a line say what stands before it in letters of their own, so that the word is whole when
/// it is searched and copied.
fn speak(line: &mut Line, before: &str) -> Option<()> {
    let run = line.items.iter_mut().find_map(|item| match item {
        LineItem::Glyphs(run) => Some(run),
        _ => None,
    })?;
    let by = before.len() as u32;
    run.text.insert_str(0, before);
    let shift = |glyph: &mut Glyph| glyph.text = glyph.text.start + by..glyph.text.end + by;
    run.glyphs.iter_mut().for_each(shift);
    run.glyphs.first_mut()?.text.start = 0;
    Some(())
}

/// Takes the first letter of a paragraph, and a quotation mark before it, out of its pieces.
fn take_initial(pieces: &mut [Piece]) -> Option<Initial> {
    let first = pieces.iter().position(|piece| !matches!(piece, Piece::Anchor(_)))?;
    // The word may go on in another style.
    let goes_on = match pieces.get(first + 1) {
        Some(Piece::Text { text, .. }) => !text.starts_with(char::is_whitespace),
        _ => false,
    };
    let Piece::Text { text, style, span, .. } = &mut pieces[first] else {
        return None;
    };
    if style.family == Family::Mono {
        return None;
    }
    let trimmed = text.trim_start();
    let quotes = ['\u{201c}', '\u{2018}', '\u{201e}', '\u{ab}', '"', '\''];
    let letter_at = trimmed.len() - trimmed.trim_start_matches(quotes).len();
    let (quote, rest) = trimmed.split_at(letter_at);
    let letter = rest.chars().next().filter(|c| c.is_alphabetic())?;
    let marks = |c: &char| matches!(c, '\u{300}'..='\u{36f}');
    let length = letter.len_utf8()
        + rest[letter.len_utf8()..]
            .chars()
            .take_while(marks)
            .map(char::len_utf8)
            .sum::<usize>();
    let mut after = rest[length..].to_owned();
    // A word of one letter leaves its space to the letter.
    let spaces = after.len() - after.trim_start().len();
    let said = format!("{}{}", &rest[..length], &after[..spaces]);
    after.drain(..spaces);
    if after.is_empty() && (spaces > 0 || !goes_on) {
        return None;
    }
    let initial = Initial {
        quote: quote.to_owned(),
        letter: said,
        style: TextStyle {
            small_caps: false,
            tracking: 0.0,
            ..*style
        },
        span: *span,
    };
    *text = after;
    Some(initial)
}

/// Whether a character parts words: a no-break space holds a title and its name together.
fn is_space(character: char) -> bool {
    character.is_whitespace() && character != '\u{a0}'
}

fn words(pieces: &[Piece]) -> usize {
    let count = |piece: &Piece| match piece {
        Piece::Text { text, .. } => text.split_whitespace().count(),
        _ => 0,
    };
    pieces.iter().map(count).sum()
}

/// How many words the first phrase has: up to the first mark of punctuation, or a few.
fn phrase_length(pieces: &[Piece]) -> usize {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text { text: part, style, .. } if style.family != Family::Mono => text.push_str(part),
            Piece::Anchor(_) | Piece::NoteMark { .. } => {}
            _ => break,
        }
    }
    let words: Vec<&str> = text.split(is_space).filter(|w| !w.is_empty()).take(LONGEST).collect();
    let ends = |word: &&str| {
        word.trim_end_matches(['\u{201d}', '\u{2019}', ')'])
            .ends_with([',', ';', ':', '.', '!', '?', '\u{2014}'])
            || word.contains('\u{2014}')
    };
    match words.iter().position(ends) {
        Some(at) if at >= 1 => at + 1,
        _ => {
            // A short word belongs to the next one: no phrase ends in it.
            let ending = |least: usize| {
                let fits = |n: &usize| words.get(n - 1).is_some_and(|w| w.chars().count() >= least);
                PHRASES_BY_MERIT.into_iter().find(fits)
            };
            ending(5).or_else(|| ending(4)).unwrap_or(PHRASE)
        }
    }
}

/// Sets the first `count` words in small capitals.
fn small_capitals(pieces: &mut Vec<Piece>, count: usize) {
    let mut left = count;
    let mut at = 0;
    let mut inside = false;
    while at < pieces.len() && left > 0 {
        match &mut pieces[at] {
            Piece::Text { text, style, .. } if style.family != Family::Mono => {
                let end = words_end(text, &mut left, &mut inside);
                let rest = text.split_off(end);
                let plain = pieces[at].clone();
                if let Piece::Text { style, .. } = &mut pieces[at] {
                    style.small_caps = true;
                    style.tracking = style.tracking.max(TRACKING);
                }
                if !rest.is_empty() {
                    let mut plain = plain;
                    if let Piece::Text { text, .. } = &mut plain {
                        *text = rest;
                    }
                    pieces.insert(at + 1, plain);
                }
            }
            Piece::Anchor(_) | Piece::NoteMark { .. } => {}
            _ => return,
        }
        at += 1;
    }
}

/// The byte at which the last of `left` words ends; `inside` is whether a word runs on from the text before.
fn words_end(text: &str, left: &mut usize, inside: &mut bool) -> usize {
    for (at, character) in text.char_indices() {
        let space = is_space(character);
        if space && *inside {
            *left -= 1;
            if *left == 0 {
                return at;
            }
        }
        *inside = !space;
    }
    text.len()
}
