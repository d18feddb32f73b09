//! The default properties of operators, in brief after the operator dictionary of MathML Core.

use super::tree::MathElement;

/// Where an operator stands in its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Prefix,
    Infix,
    Postfix,
}

/// The class of an operator, as TeX calls it: after which a formula may be broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MathClass {
    Relation,
    Binary,
    Other,
}

/// An operator as it is to be set.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Operator {
    /// Its character, where it is one.
    pub character: Option<char>,
    /// Space before it, em.
    pub before: f32,
    /// Space after it, em.
    pub after: f32,
    /// Whether it grows with what is beside it.
    pub stretchy: bool,
    /// Whether it is larger in displays.
    pub large: bool,
    /// Whether its limits stand beside it in the line.
    pub movable: bool,
    /// The height that it must have, em.
    pub size: Option<f32>,
    pub class: MathClass,
}

const THIN: f32 = 3.0 / 18.0;
const MEDIUM: f32 = 4.0 / 18.0;
const THICK: f32 = 5.0 / 18.0;

const SUMS: &str = "∑∏∐⋀⋁⋂⋃⨀⨁⨂⨃⨄⨅⨆⨉";
const INTEGRALS: &str = "∫∬∭∮∯∰∱∲∳⨌";
const FENCES: &str = "()[]{}⟨⟩⟦⟧⟮⟯⌊⌋⌈⌉⎰⎱";
const BARS: &str = "|‖∣∥";
const UPRIGHT_ARROWS: &str = "↑↓↕⇑⇓⇕";
const BINARY: &str = "+-−±∓÷∔∸⊕⊖⊗⊘⊙⊎⊓⊔∧∨∩∪∖≀⋄⋆†‡/";
const DOTS: &str = "%&*.?@^_·×⋅∘∗•∙";
/// Signs that hold on to what is before them.
const MARKS: &str = "!'′″‴⁗°\"`";
const INVISIBLE: &str = "\u{2061}\u{2062}\u{2063}\u{2064}\u{200b}";

impl Operator {
    /// The operator of an `mo`.
    pub fn new(element: &MathElement, form: Form) -> Operator {
        let text = element.text.trim();
        let mut characters = text.chars();
        let character = characters.next().filter(|_| characters.next().is_none());
        let is = |set: &str| character.is_some_and(|c| set.contains(c));
        let form = match element.get("form") {
            Some("prefix") => Form::Prefix,
            Some("postfix") => Form::Postfix,
            Some(_) => Form::Infix,
            None => form,
        };
        let (before, after) = spaces(&is, form);
        let (before, after) = (
            element.length("lspace").unwrap_or(before),
            element.length("rspace").unwrap_or(after),
        );
        let fence = is(FENCES) || is(UPRIGHT_ARROWS) || (form != Form::Infix && is(BARS));
        Operator {
            character,
            before,
            after,
            stretchy: element.flag("stretchy").unwrap_or(fence),
            large: element.flag("largeop").unwrap_or(is(SUMS) || is(INTEGRALS)),
            movable: element.flag("movablelimits").unwrap_or(is(SUMS)),
            size: element.length("minsize"),
            class: class(&is, before, after),
        }
    }

    /// Whether it is an integral.
    pub fn is_integral(&self) -> bool {
        self.character.is_some_and(|c| INTEGRALS.contains(c))
    }

    /// Whether it is there for programs alone.
    pub fn is_invisible(&self) -> bool {
        self.character.is_some_and(|c| INVISIBLE.contains(c))
    }
}

fn spaces(is: &impl Fn(&str) -> bool, form: Form) -> (f32, f32) {
    if is(FENCES) || is(MARKS) || is(INVISIBLE) || is("\\") {
        (0.0, 0.0)
    } else if is(SUMS) || is(INTEGRALS) {
        (THIN, THIN)
    } else if is(",;:") {
        (0.0, THIN)
    } else if form != Form::Infix && (is(BINARY) || is(BARS) || is(DOTS)) {
        (0.0, 0.0)
    } else if is(BINARY) {
        (MEDIUM, MEDIUM)
    } else if is(DOTS) {
        (THIN, THIN)
    } else {
        (THICK, THICK)
    }
}

fn class(is: &impl Fn(&str) -> bool, before: f32, after: f32) -> MathClass {
    let spaced = before > 0.0 && after > 0.0;
    if !spaced || is(SUMS) || is(INTEGRALS) || is("⋯…⋮") {
        MathClass::Other
    } else if is(BINARY) || is(DOTS) {
        MathClass::Binary
    } else if before >= THICK - 0.01 {
        MathClass::Relation
    } else {
        MathClass::Other
    }
}

/// The operator that an element is made around: its own, or that of its base.
pub(super) fn core(element: &MathElement) -> Option<&MathElement> {
    match element.name.as_str() {
        "mo" => Some(element),
        "msub" | "msup" | "msubsup" | "munder" | "mover" | "munderover" => core(element.child(0)),
        "mrow" | "mstyle" | "mpadded" => {
            let mut seen = element.children.iter().filter(|c| c.name != "mspace");
            let only = seen.next()?;
            seen.next().is_none().then(|| core(only))?
        }
        _ => None,
    }
}
