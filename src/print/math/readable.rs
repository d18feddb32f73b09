//! Math as readable text: TeX commands become Unicode, fractions a stroke, scripts are raised and lowered.

/// A stretch of math of one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MathRun {
    /// The text.
    pub text: String,
    /// Whether it is a variable.
    pub italic: bool,
    /// 0 on the line, above it for superscripts, below it for subscripts.
    pub level: i8,
}

/// TeX commands and what they read as.
const COMMANDS: &[(&str, &str)] = &[
    ("times", " × "),
    ("cdot", " · "),
    ("div", " ÷ "),
    ("pm", " ± "),
    ("le", " ≤ "),
    ("leq", " ≤ "),
    ("ge", " ≥ "),
    ("geq", " ≥ "),
    ("ne", " ≠ "),
    ("neq", " ≠ "),
    ("approx", " ≈ "),
    ("equiv", " ≡ "),
    ("sim", " ~ "),
    ("to", " → "),
    ("rightarrow", " → "),
    ("leftarrow", " ← "),
    ("infty", "∞"),
    ("sum", "∑"),
    ("prod", "∏"),
    ("int", "∫"),
    ("partial", "∂"),
    ("degree", "°"),
    ("circ", "°"),
    ("ldots", "…"),
    ("dots", "…"),
    ("cdots", "…"),
    ("percent", "%"),
    ("quad", "\u{2003}"),
    ("qquad", "\u{2003}\u{2003}"),
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("epsilon", "ε"),
    ("varepsilon", "ε"),
    ("zeta", "ζ"),
    ("eta", "η"),
    ("theta", "θ"),
    ("iota", "ι"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("nu", "ν"),
    ("xi", "ξ"),
    ("pi", "π"),
    ("rho", "ρ"),
    ("sigma", "σ"),
    ("tau", "τ"),
    ("upsilon", "υ"),
    ("phi", "φ"),
    ("varphi", "φ"),
    ("chi", "χ"),
    ("psi", "ψ"),
    ("omega", "ω"),
    ("Gamma", "Γ"),
    ("Delta", "Δ"),
    ("Theta", "Θ"),
    ("Lambda", "Λ"),
    ("Xi", "Ξ"),
    ("Pi", "Π"),
    ("Sigma", "Σ"),
    ("Phi", "Φ"),
    ("Psi", "Ψ"),
    ("Omega", "Ω"),
    ("in", " ∈ "),
    ("notin", " ∉ "),
    ("cup", " ∪ "),
    ("cap", " ∩ "),
    ("subset", " ⊂ "),
    ("forall", "∀"),
    ("exists", "∃"),
    ("neg", "¬"),
    ("land", " ∧ "),
    ("lor", " ∨ "),
    ("propto", " ∝ "),
    ("left", ""),
    ("right", ""),
    ("displaystyle", ""),
    ("limits", ""),
];

/// What a group does to the text in it.
#[derive(Clone, Copy, PartialEq)]
enum Group {
    Plain,
    /// `\text{...}`, `\mathrm{...}`: upright, spaces kept.
    Upright,
    /// A numerator: a denominator follows.
    Over,
    /// The text under a root.
    Root,
}

/// The readable form of a TeX formula.
pub(super) fn readable(tex: &str) -> Vec<MathRun> {
    let mut reader = Reader {
        rest: tex,
        out: Vec::new(),
        level: 0,
        upright: 0,
        open: Vec::new(),
    };
    reader.run();
    reader.out
}

struct Reader<'a> {
    rest: &'a str,
    out: Vec<MathRun>,
    level: i8,
    upright: u32,
    /// Open groups: what they are, the level and the closing text to go back to.
    open: Vec<(Group, i8, &'static str)>,
}

impl Reader<'_> {
    fn run(&mut self) {
        while let Some(c) = self.rest.chars().next() {
            self.rest = &self.rest[c.len_utf8()..];
            match c {
                '\\' => self.command(),
                '{' => self.open(Group::Plain, self.level, ""),
                '}' => self.close(),
                '^' => self.script(1),
                '_' => self.script(-1),
                '&' => {}
                '~' => self.push("\u{a0}", false),
                c if c.is_whitespace() && self.upright == 0 => {}
                '=' | '<' | '>' | '+' if self.upright == 0 => self.push(&format!(" {c} "), false),
                '-' if self.upright == 0 => self.push(" − ", false),
                '*' if self.upright == 0 => self.push(" · ", false),
                c => self.push(
                    c.encode_utf8(&mut [0; 4]),
                    c.is_alphabetic() && self.upright == 0,
                ),
            }
        }
    }

    fn open(&mut self, group: Group, back_to: i8, closing: &'static str) {
        if group == Group::Upright {
            self.upright += 1;
        }
        self.open.push((group, back_to, closing));
    }

    fn close(&mut self) {
        let Some((group, level, closing)) = self.open.pop() else {
            return;
        };
        self.push(closing, false);
        self.level = level;
        match group {
            Group::Upright => self.upright = self.upright.saturating_sub(1),
            Group::Over => {
                self.push("/", false);
                self.argument(Group::Plain, true);
            }
            Group::Plain | Group::Root => {}
        }
    }

    /// Raises or lowers what follows: a group, or one character.
    fn script(&mut self, by: i8) {
        let back = self.level;
        self.level = (self.level + by).clamp(-1, 1);
        self.rest = self.rest.trim_start();
        if let Some(rest) = self.rest.strip_prefix('{') {
            self.rest = rest;
            self.open(Group::Plain, back, "");
        } else if self.rest.starts_with('\\') {
            self.rest = &self.rest[1..];
            self.command();
            self.level = back;
        } else if let Some(c) = self.rest.chars().next() {
            self.rest = &self.rest[c.len_utf8()..];
            self.push(c.encode_utf8(&mut [0; 4]), c.is_alphabetic());
            self.level = back;
        }
    }

    /// Opens a braced argument, bracketed where it is longer than a word.
    fn argument(&mut self, group: Group, brackets: bool) {
        self.rest = self.rest.trim_start();
        let Some(rest) = self.rest.strip_prefix('{') else {
            return;
        };
        self.rest = rest;
        let inside = rest.split('}').next().unwrap_or("");
        let long = brackets && inside.contains(['+', '-', ' ', '\\', '=']) && !is_one_text(inside);
        if long {
            self.push("(", false);
        }
        self.open(group, self.level, if long { ")" } else { "" });
    }

    fn command(&mut self) {
        let end = self
            .rest
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(self.rest.len());
        if end == 0 {
            let Some(c) = self.rest.chars().next() else {
                return;
            };
            self.rest = &self.rest[c.len_utf8()..];
            match c {
                ',' | ';' | ':' | ' ' => self.push("\u{2009}", false),
                '!' => {}
                '\\' => self.push("\u{2003}", false),
                c => self.push(c.encode_utf8(&mut [0; 4]), false),
            }
            return;
        }
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        match name {
            "frac" | "dfrac" | "tfrac" => self.argument(Group::Over, true),
            "sqrt" => {
                self.push("√", false);
                self.argument(Group::Root, true);
            }
            "text" | "mathrm" | "textrm" | "operatorname" | "mathbf" => {
                self.argument(Group::Upright, false)
            }
            _ => match COMMANDS.iter().find(|(n, _)| *n == name) {
                Some((_, text)) => self.push(text, false),
                None => self.push(name, false),
            },
        }
    }

    fn push(&mut self, text: &str, italic: bool) {
        if text.is_empty() {
            return;
        }
        let level = self.level;
        match self.out.last_mut() {
            Some(last) if last.italic == italic && last.level == level => last.text.push_str(text),
            _ => self.out.push(MathRun {
                text: text.to_owned(),
                italic,
                level,
            }),
        }
    }
}

fn is_one_text(inside: &str) -> bool {
    inside.starts_with("\\text{") && inside.matches('\\').count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(tex: &str) -> String {
        readable(tex).into_iter().map(|r| r.text).collect()
    }

    #[test]
    fn a_product_reads_as_one() {
        assert_eq!(plain(r"v = c \times s"), "v = c × s");
    }

    #[test]
    fn a_fraction_of_long_terms_is_bracketed() {
        assert_eq!(plain(r"\frac{a+b}{2}"), "(a + b)/2");
        assert_eq!(
            plain(r"\frac{\text{this week}}{\text{last week}}"),
            "this week/last week"
        );
    }

    #[test]
    fn scripts_are_raised_and_lowered() {
        let runs = readable("x_1^{2}");
        assert_eq!(runs.iter().map(|r| r.level).collect::<Vec<_>>(), [0, -1, 1]);
    }

    #[test]
    fn broken_tex_still_reads() {
        assert_eq!(plain(r"\frac{a"), "a");
        assert_eq!(plain("}}^"), "");
    }
}
