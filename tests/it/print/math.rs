//! What must hold of formulas on a page.

use crate::support::book::{book, format, prose};
use bindery::book::trade::EditionKind;
use bindery::edition;
use bindery::picture::Pictures;
use bindery::print::{GlyphRun, Item, Page, Rect, Typeset, typeset};
use bindery::project::Edition;
use bindery::theme::Theme;

const MATH_FACE: &str = "LibertinusMath";

fn set(text: &str) -> Typeset {
    let config = Edition::new(EditionKind::Paperback);
    let (book, _) = edition::of(&book(&[&format!("# Formulas\n\n{text}\n")]).0, &config, &[]);
    let format = format(EditionKind::Paperback, "classic");
    typeset(&book, &Pictures::default(), &format)
}

/// A part of a formula: its text, size, and place.
#[derive(Clone, Debug)]
struct Part {
    text: String,
    size: f32,
    x: f32,
    right: f32,
    y: f32,
}

struct Formula {
    parts: Vec<Part>,
    rules: Vec<Rect>,
}

fn first_page(set: &Typeset) -> &Page {
    &set.pages.pages[set.pages.anchors["formulas"].page]
}

fn runs(page: &Page) -> impl Iterator<Item = &GlyphRun> {
    let text = &page.items[..page.items.len() - page.furniture];
    text.iter().filter_map(|item| match item {
        Item::Glyphs(run) => Some(run),
        _ => None,
    })
}

/// What a formula became: all that came from its line.
fn formula(tex: &str) -> Formula {
    let set = set(&format!("$${tex}$$"));
    assert_eq!(codes(&set), [""; 0], "{tex}");
    let page = first_page(&set);
    let first = "# Formulas\n\n".len();
    let parts = runs(page)
        .filter(|run| run.span.start as usize >= first)
        .map(|run| Part {
            text: run.text.clone(),
            size: run.size,
            x: run.x,
            right: run.x + run.glyphs.last().map_or(0.0, |g| g.x + g.advance),
            y: run.y,
        })
        .collect();
    let rules = page.items.iter().filter_map(|item| match item {
        Item::Fill { rect, .. } => Some(*rect),
        _ => None,
    });
    Formula {
        parts,
        rules: rules.collect(),
    }
}

impl Formula {
    /// The part that reads so.
    fn part(&self, text: &str) -> &Part {
        let found = self.parts.iter().find(|part| part.text.trim() == text);
        found.unwrap_or_else(|| panic!("no {text} in {:?}", self.parts))
    }
}

fn codes(set: &Typeset) -> Vec<&'static str> {
    let faults = set.faults.iter().map(|fault| fault.finding.code.name());
    let findings = set.findings.iter().map(|finding| finding.code.name());
    faults.chain(findings).collect()
}

#[test]
fn a_fraction_has_its_terms_over_and_under_a_rule_that_is_as_long_as_the_longer() {
    let formula = formula(r"\frac{a}{\text{height}}");
    let (above, below) = (formula.part("a"), formula.part("height"));
    let rule = formula.rules[0];
    assert!(above.y > rule.y && rule.y > below.y, "{rule:?}");
    assert!(rule.x <= below.x && rule.x + rule.width >= below.right);
    let middle = |x: f32, right: f32| (x + right) / 2.0;
    let centre = middle(rule.x, rule.x + rule.width);
    assert!((middle(above.x, above.right) - centre).abs() < 1.0);
}

#[test]
fn scripts_are_smaller_and_stand_above_and_below_the_line() {
    let formula = formula(r"x^{2}_{7}");
    let (base, above, below) = (formula.part("x"), formula.part("2"), formula.part("7"));
    assert!(above.y > base.y && base.y > below.y);
    assert!(above.size < base.size * 0.8 && above.size == below.size);
    assert!(above.x >= base.right - 0.5);
}

#[test]
fn a_root_covers_what_stands_under_it() {
    let formula = formula(r"\sqrt{b^2 - 4ac}");
    let rule = formula.rules[0];
    let last = formula.parts.iter().map(|p| p.right).fold(0.0_f32, f32::max);
    let first = formula.part("b");
    assert!(rule.x <= first.x && rule.x + rule.width >= last - 0.1);
    assert!(formula.parts.iter().all(|part| part.y < rule.y));
}

#[test]
fn a_sum_on_its_own_has_its_limits_over_and_under_it_and_in_the_line_beside_it() {
    let shown = formula(r"\sum_{i=1}^{n} q");
    let (sum, over) = (shown.part("∑"), shown.part("n"));
    assert!(over.x < sum.right && over.y > sum.y);
    let set = set(r"In the line $\sum_{i=1}^{n} q$ it is.");
    let in_line: Vec<&GlyphRun> = runs(first_page(&set)).collect();
    let sum = in_line.iter().find(|r| r.text.contains('∑')).expect("sum");
    let over = in_line.iter().find(|r| r.text.trim() == "n" && r.size < sum.size);
    let end = sum.x + sum.glyphs.last().map_or(0.0, |g| g.x + g.advance);
    assert!(over.expect("limit").x >= end - 0.5);
}

#[test]
fn delimiters_grow_with_what_they_enclose() {
    let heights = |tex: &str| {
        let set = set(&format!("$${tex}$$"));
        let all = runs(first_page(&set));
        let run = all.into_iter().find(|r| r.text.contains('('));
        let run = run.expect("a parenthesis");
        let at = run.text.find('(').unwrap_or(0) as u32;
        let glyph = run.glyphs.iter().find(|g| g.text.start == at);
        glyph.expect("its glyph").id
    };
    assert_ne!(heights(r"\left(x\right)"), heights(r"\left(\frac{x}{y}\right)"));
    assert_eq!(heights(r"\left(x\right)"), heights("(x)"));
}

#[test]
fn variables_are_italic_and_read_as_plain_letters() {
    let set = set(r"$$E = mc^2$$");
    let page = first_page(&set);
    let text: String = runs(page).map(|run| run.text.as_str()).collect();
    assert!(text.contains('E') && text.contains('m') && text.contains('c'), "{text}");
    let faces = &set.pages.faces;
    let math = runs(page).filter(|r| faces[usize::from(r.face.0)].name.contains(MATH_FACE));
    assert!(math.count() > 0);
}

#[test]
fn a_display_that_is_wider_than_the_measure_goes_over_several_lines_inside_of_it() {
    let terms: Vec<String> = (1..=24).map(|n| format!("{n}x^{{{n}}}")).collect();
    let formula = formula(&format!("f(x) = {}", terms.join(" + ")));
    let config = Edition::new(EditionKind::Paperback);
    let left = formula.parts.iter().map(|p| p.x).fold(f32::MAX, f32::min);
    let right = formula.parts.iter().map(|p| p.right).fold(0.0, f32::max);
    assert!(left > 36.0 && right < config.trim().expect("pages").0 - 36.0);
    let base = formula.part("24");
    assert!(base.y < formula.parts[0].y - 8.0, "{base:?}");
}

#[test]
fn text_after_a_display_stands_on_the_grid_of_the_text_before_it() {
    let text = format!(
        "{}\n\n$$x = \\frac{{-b \\pm \\sqrt{{b^2 - 4ac}}}}{{2a}}$$\n\n{}\n",
        prose(60, 3),
        prose(60, 4)
    );
    let set = set(&text);
    let leading = Theme::named("classic").expect("shipped").leading;
    let faces = &set.pages.faces;
    let body: Vec<f32> = runs(first_page(&set))
        .filter(|r| faces[usize::from(r.face.0)].name == "LibertinusSerif-Regular")
        .filter(|r| r.text.len() > 20)
        .map(|r| r.y)
        .collect();
    assert!(body.len() > 8);
    for y in &body {
        let lines = (body[0] - y) / leading;
        assert!((lines - lines.round()).abs() < 0.01, "{lines} lines");
    }
}

#[test]
fn a_formula_in_the_line_is_divided_only_after_a_relation_or_an_operator() {
    let text = r"A sum that is long enough: $aaaa+bbbb+cccc+dddd+eeee=ffff+gggg+hhhh+iiii+jjjj=kkkk+llll+mmmm+nnnn+oooo=pppp$ at last.";
    let set = set(text);
    assert_eq!(codes(&set), [""; 0]);
    let all: Vec<&GlyphRun> = runs(first_page(&set)).collect();
    let ends: Vec<&str> = all
        .windows(2)
        .filter(|pair| pair[1].y < pair[0].y - 8.0)
        .map(|pair| pair[0].text.trim_end())
        .collect();
    assert!(
        ends.iter().any(|end| end.ends_with('=') || end.ends_with('+')),
        "{ends:?}"
    );
}

#[test]
fn what_school_and_medicine_need_is_set_without_a_finding() {
    for tex in [
        r"\text{BMI} = \frac{m}{h^2}",
        r"\bar{x} = \frac{1}{n}\sum_{i=1}^{n} x_i",
        r"s = \sqrt{\frac{1}{n-1}\sum_{i=1}^{n}\left(x_i - \bar{x}\right)^2}",
        r"C(t) = \frac{F D k_a}{V (k_a - k_e)}\left(e^{-k_e t} - e^{-k_a t}\right)",
        r"\sqrt[3]{x} \neq \int_0^\infty e^{-x}\,dx",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        r"\begin{cases} x & x \ge 0 \\ -x & \text{otherwise} \end{cases}",
        r"\begin{aligned} a &= b \\ &= c \end{aligned}",
        r"\binom{n}{k} = \frac{n!}{k!(n-k)!}",
        r"P(A \mid B) = \frac{P(B \mid A)\,P(A)}{P(B)}",
        r"\chi^2 = \sum \frac{(O - E)^2}{E} \qquad p < 0.05 \pm 3\,\%",
        r"\vec{v} \cdot \hat{n} = \underbrace{a + b}_{2} + \overline{z}",
        r"{}^{14}_{6}\text{C} \quad \text{Ca}^{2+} \quad 37\,^\circ\text{C}",
        r"\lim_{n \to \infty} a_n = \alpha \times \beta \div \gamma",
    ] {
        assert!(!formula(tex).parts.is_empty(), "{tex}");
    }
}

#[test]
fn tex_that_cannot_be_read_is_told_at_its_line_and_shown_as_it_is() {
    let set = set(r"Before $\nothing{x}$ after.");
    let finding = set.findings.iter().find(|f| f.code.name() == "page-math");
    let finding = finding.expect("a finding");
    assert!(finding.message.contains("nothing"), "{}", finding.message);
    assert!(finding.help.is_some() && finding.span.is_some());
    assert!(runs(first_page(&set)).any(|run| run.text.contains(r"\nothing")));
}

#[test]
fn a_formula_without_end_is_refused_and_not_followed() {
    let deep = format!("$${}x{}$$", r"\sqrt{".repeat(5000), "}".repeat(5000));
    assert_eq!(codes(&set(&deep)), ["page-math"]);
    let chained = format!("$${}x$$", r"\sqrt".repeat(3000));
    assert_eq!(codes(&set(&chained)), ["page-math"]);
    let nested = format!("$${}x{}$$", r"\frac{1}{".repeat(60), "}".repeat(60));
    let tall = set(&nested);
    assert!(!tall.pages.pages.is_empty());
}
