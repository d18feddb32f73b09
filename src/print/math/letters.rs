//! Letters, numbers and words of a formula.

use super::composer::{Composer, Style};
use super::face::{Letter, Stretched};
use super::math_box::MathBox;
use super::tree::MathElement;
use crate::print::page::{FaceId, Glyph, GlyphRun};
use crate::print::text::LineItem;
use crate::theme::{Figures, TextStyle};

impl Composer<'_, '_> {
    /// An identifier: one letter is a variable and italic, a longer name is upright.
    pub(super) fn identifier(&mut self, element: &MathElement, style: Style) -> MathBox {
        let text: String = element.text.trim().chars().filter(|c| !is_selector(*c)).collect();
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (Some(c), None) if element.get("mathvariant") == Some("normal") => self.character(c, c, style),
            (Some(c), None) => self.character(c, italic(c), style),
            _ if text.is_ascii() => self.words(&text, self.upright(style), style),
            _ => self.letters(&text, style),
        }
    }

    /// Characters of the math face, one after another.
    pub(super) fn letters(&mut self, text: &str, style: Style) -> MathBox {
        let mut out = MathBox::default();
        for c in text.chars().filter(|c| !is_selector(*c)) {
            let set = self.character(plain(c), c, style);
            out.append(set);
        }
        out
    }

    /// A character as `drawn`, that reads as `text`.
    pub(super) fn character(&mut self, text: char, drawn: char, style: Style) -> MathBox {
        let found = if style.level > 0 {
            self.face.script_letter(drawn)
        } else {
            self.face.letter(drawn)
        };
        match found {
            Some(letter) => self.glyph(letter, text, style),
            None => self.words(&text.to_string(), self.upright(style), style),
        }
    }

    /// A glyph of the math face.
    pub(super) fn glyph(&mut self, letter: Letter, text: char, style: Style) -> MathBox {
        let size = self.em(style);
        let text = text.to_string();
        let run = self.run(
            self.face.id,
            size,
            &text,
            vec![Glyph {
                id: letter.id,
                x: 0.0,
                y: 0.0,
                advance: letter.advance * size,
                text: 0..text.len() as u32,
            }],
        );
        MathBox {
            items: vec![LineItem::Glyphs(run)],
            width: letter.advance * size,
            ascent: letter.ascent * size,
            descent: letter.descent * size,
            italic: letter.italic * size,
            accent: Some(letter.accent * size),
        }
    }

    /// A character made large, its parts from the bottom up or, when it lies, from the left to the right.
    pub(super) fn large(&mut self, form: Stretched, text: char, lies: bool, style: Style) -> MathBox {
        let (parts, length) = match form {
            Stretched::One(letter) => return self.glyph(letter, text, style),
            Stretched::Many(parts, length) => (parts, length),
        };
        let size = self.em(style);
        let text = text.to_string();
        let mut out = MathBox::default();
        let mut glyphs = Vec::with_capacity(parts.len());
        for (at, part) in parts.iter().enumerate() {
            let along = part.at * size;
            // A part's own origin may stand inside of its ink.
            let (x, y) = if lies {
                (along - part.letter.ink.0 * size, 0.0)
            } else {
                (0.0, along + part.letter.descent * size)
            };
            let end = if at == 0 { text.len() as u32 } else { 0 };
            glyphs.push(Glyph {
                id: part.letter.id,
                x,
                y,
                advance: part.letter.advance * size,
                text: end.saturating_sub(text.len() as u32)..end,
            });
            if lies {
                out.ascent = out.ascent.max(part.letter.ascent * size);
                out.descent = if at == 0 {
                    part.letter.descent * size
                } else {
                    out.descent.max(part.letter.descent * size)
                };
            } else {
                out.width = out.width.max(part.letter.advance * size);
            }
        }
        for glyph in glyphs.iter_mut().skip(1) {
            glyph.text = text.len() as u32..text.len() as u32;
        }
        if lies {
            out.width = length * size;
        } else {
            out.ascent = length * size;
        }
        let run = self.run(self.face.id, size, &text, glyphs);
        out.items = vec![LineItem::Glyphs(run)];
        out
    }

    /// Text in the face of the text around, its spaces kept.
    pub(super) fn text(&mut self, element: &MathElement, style: Style) -> MathBox {
        let mut out = MathBox::default();
        let upright = self.upright(style);
        if !element.text.is_empty() {
            let set = self.words(&element.text, upright, style);
            out.append(set);
        }
        for child in &element.children {
            let look = match child.name.as_str() {
                "b" => TextStyle { bold: true, ..upright },
                "i" | "em" => TextStyle {
                    italic: true,
                    ..upright
                },
                "code" => upright.code(),
                _ => upright,
            };
            let set = self.words(&child.whole_text(), look, style);
            out.append(set);
        }
        out
    }

    /// The look of words among the letters of a style.
    pub(super) fn upright(&self, style: Style) -> TextStyle {
        TextStyle {
            italic: false,
            small_caps: false,
            superior: false,
            figures: Figures::Lining,
            size: self.text.size * self.scale(style),
            rise: 0.0,
            tracking: 0.0,
            underline: 0.0,
            strike: 0.0,
            ..self.text
        }
    }

    /// Words in a text face, each character in the first face that has it.
    pub(super) fn words(&mut self, text: &str, look: TextStyle, style: Style) -> MathBox {
        let own = self.shaper.faces().of(&look);
        let mut out = MathBox::default();
        let mut chunk = String::new();
        let mut current = own;
        for c in text.chars() {
            if c == ' ' || c == '\u{a0}' {
                self.flush(&mut chunk, current, &look, &mut out);
                let plain = self.shaper.plain_look(own, &look);
                let space = self.shaper.space(plain);
                let space = self.shaper.get(space).width;
                out.append(MathBox::space(space * look.size / self.units(own)));
                continue;
            }
            let face = match self.shaper.faces().for_character(own, c) {
                Some(face) => face,
                None => {
                    if !self.missing.contains(&c) {
                        self.missing.push(c);
                    }
                    own
                }
            };
            if face != current {
                self.flush(&mut chunk, current, &look, &mut out);
                current = face;
            }
            chunk.push(c);
        }
        self.flush(&mut chunk, current, &look, &mut out);
        // Words stand with their whole height, so that fractions and scripts of them are alike.
        let x = self.face.heights().0 * self.em(style);
        out.ascent = out.ascent.max(x);
        out
    }

    fn flush(&mut self, chunk: &mut String, face: FaceId, look: &TextStyle, out: &mut MathBox) {
        if chunk.is_empty() {
            return;
        }
        let plain = self.shaper.plain_look(face, look);
        let word = self.shaper.word(plain, chunk);
        let word = self.shaper.get(word);
        let scale = look.size / self.units(face);
        let mut pen = 0.0;
        let mut glyphs = Vec::with_capacity(word.glyphs.len());
        let mut set = MathBox::default();
        let length = word.text.len() as u32;
        for (at, shaped) in word.glyphs.iter().enumerate() {
            let starts = at == 0 || word.glyphs[at - 1].cluster != shaped.cluster;
            let next = word.glyphs[at..].iter().map(|g| g.cluster);
            let end = next.into_iter().find(|c| *c > shaped.cluster).unwrap_or(length);
            let range = if starts { shaped.cluster..end } else { end..end };
            glyphs.push(Glyph {
                id: shaped.id,
                x: (pen + shaped.offset.0) * scale,
                y: shaped.offset.1 * scale,
                advance: shaped.advance * scale,
                text: range,
            });
            pen += shaped.advance;
            let (ascent, descent) = self.ink(face, shaped.id);
            set.ascent = set.ascent.max(ascent * look.size);
            set.descent = set.descent.max(descent * look.size);
        }
        set.width = pen * scale;
        set.items = vec![LineItem::Glyphs(self.run(face, look.size, &word.text, glyphs))];
        out.append(set);
        chunk.clear();
    }

    fn run(&self, face: FaceId, size: f32, text: &str, glyphs: Vec<Glyph>) -> GlyphRun {
        GlyphRun {
            face,
            size,
            stretch: 1.0,
            x: 0.0,
            y: 0.0,
            ink: self.text.ink,
            glyphs,
            text: text.to_owned(),
            span: self.span,
            start: 0,
            tag: self.tag,
            turned: false,
        }
    }

    fn units(&self, face: FaceId) -> f32 {
        self.shaper.faces().get(face).map_or(1000.0, |f| f.units_per_em)
    }

    /// How far a glyph rises and hangs, as shares of the size.
    fn ink(&self, face: FaceId, glyph: u16) -> (f32, f32) {
        let faces = self.shaper.faces();
        let extents = faces.get(face).and_then(|f| {
            let extents = f.font.glyph_metrics().extents(u32::from(glyph).into())?;
            let top = extents.y_bearing / f.units_per_em;
            Some((top, extents.height / f.units_per_em - top))
        });
        extents.unwrap_or((0.0, 0.0))
    }
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}')
}

/// The mathematical italic of a letter.
pub(super) fn italic(c: char) -> char {
    let moved = |from: char, to: u32| char::from_u32(to + (u32::from(c) - u32::from(from)));
    match c {
        'h' => Some('ℎ'),
        'ı' => Some('𝚤'),
        'ȷ' => Some('𝚥'),
        'A'..='Z' => moved('A', 0x1d434),
        'a'..='z' => moved('a', 0x1d44e),
        'Α'..='Ω' => moved('Α', 0x1d6e2),
        'α'..='ω' => moved('α', 0x1d6fc),
        '∂' => Some('𝜕'),
        'ϵ' => Some('𝜖'),
        'ϑ' => Some('𝜗'),
        'ϰ' => Some('𝜘'),
        'ϕ' => Some('𝜙'),
        'ϱ' => Some('𝜚'),
        'ϖ' => Some('𝜛'),
        _ => None,
    }
    .unwrap_or(c)
}

/// What a letter of a mathematical alphabet reads as.
pub(super) fn plain(c: char) -> char {
    let code = u32::from(c);
    let letter = match code {
        // Thirteen alphabets of fifty-two letters.
        0x1d400..=0x1d6a3 => match (code - 0x1d400) % 52 {
            at @ 0..=25 => 0x41 + at,
            at => 0x61 + at - 26,
        },
        0x1d6a8..=0x1d7c9 => match (code - 0x1d6a8) % 58 {
            at @ 0..=24 => 0x391 + at,
            at @ 26..=50 => 0x3b1 + at - 26,
            _ => code,
        },
        0x1d7ce..=0x1d7ff => 0x30 + (code - 0x1d7ce) % 10,
        _ => code,
    };
    char::from_u32(letter).unwrap_or(c)
}
