//! Formulas in the ebook: what EPUB's grammar of MathML allows, and nothing else.

use crate::support::book::book;
use crate::support::epub::{Reader, parse, words};
use crate::support::epubcheck;
use bindery::book::trade::EditionKind;
use bindery::edition;
use bindery::epub::{Epub, build};
use bindery::picture::Pictures;
use bindery::project::Edition;
use roxmltree::Node;

const MATHML: &str = "http://www.w3.org/1998/Math/MathML";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// What the reader of TeX can make: fractions, roots, scripts, limits, accents, fences, sizes, styles, letters, words,
/// spaces, strikes, matrices, arrays, cases, equations with numbers and labels, and all of them in one another.
const FORMULAS: &[&str] = &[
    r"a + b = c",
    r"\frac{1}{2} + \dfrac{a}{b} + \tfrac{a}{b}",
    r"\cfrac{1}{1 + \cfrac{1}{x}}",
    r"\binom{n}{k} + \dbinom{n}{k} + \tbinom{n}{k}",
    r"{n \choose k} + {a \over b} + {a \atop b}",
    r"\genfrac(){1pt}{0}{1}{2}",
    r"\sqrt{2} + \sqrt[3]{x + 1}",
    r"x_1^2 + x_{very_{deep_{sub}}} + {}_2^3 X + x' + x''",
    r"\sum_{i=1}^n i + \int_0^1 f(x)\,dx + \prod_{k} k + \lim_{x \to 0} x + \oint_C",
    r"\sum\limits_{i} + \int\nolimits_0^1 + \displaystyle\sum_i^n x_i",
    r"\textstyle\sum_{i=1}^n i",
    r"\scriptstyle x + \scriptscriptstyle y",
    r"x^{\displaystyle\frac{a}{b}} + x^{\dfrac{a}{b}}",
    r"\hat{a} + \vec{b} + \bar{c} + \dot{d} + \ddot{e} + \tilde{f} + \widehat{abc}",
    r"\overline{abc} + \underline{abc} + \overbrace{a+b}^{n} + \underbrace{a+b}_{n}",
    r"\overset{!}{=} + \underset{x}{\min} + \stackrel{d}{\to}",
    r"\xrightarrow[b]{a} + \xleftarrow{a}",
    r"\left( \frac{a}{b} \right) + \left[ x \right. + \left\{ a \middle| b \right\}",
    r"\bigl( x \bigr) + \Bigg| y \Bigg|",
    r"\mathbf{a} + \mathrm{b} + \mathit{c} + \mathcal{D} + \mathbb{R} + \mathfrak{g} + \mathsf{h} + \mathtt{k}",
    r"\text{if } x > 0 + \textbf{bold} + \textit{slanted} + \texttt{code} + \textsf{plain} + \textrm{upright}",
    r"\text{\emph{x} \sout{y} \tiny z}",
    r"\operatorname{lcm}(a, b) + \operatorname*{argmax}_x f + \sin x + \max_{x} x",
    r"a \quad b \qquad c \, d \: e \; f \! g \hspace{1em} h \hspace{3pt} i \mspace{18mu} j \hspace{-2pt} k",
    r"x_{\hspace{3pt} y}",
    r"\phantom{x} + \hphantom{y} + \vphantom{z}",
    r"\smash{x}",
    r"\cancel{x} + \bcancel{y} + \xcancel{z}",
    r"\boxed{a = b}",
    r"\color{red} a",
    r"\textcolor{blue}{b}",
    r"\begin{matrix} a & b \\ c & d \end{matrix}",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix} + \begin{bmatrix} 1 \end{bmatrix} + \begin{vmatrix} 1 \end{vmatrix}",
    r"x^{\begin{matrix} a & b \\ c & d \end{matrix}}",
    r"f(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}",
    r"f(x) = \begin{dcases} \frac{1}{2} & x > 0 \\ 0 & \text{else} \end{dcases}",
    r"x_{\begin{dcases} 1 \\ 0 \end{dcases}} + \begin{rcases} 1 \\ 0 \end{rcases} + \begin{drcases} 1 \\ 0 \end{drcases}",
    r"\begin{array}{|l|c:r|} \hline a & b & c \\ \hdashline d & e & f \end{array}",
    r"\begin{darray}{cc} \frac{a}{b} & b \end{darray}",
    r"\sum_{\begin{subarray}{l} i \\ j \end{subarray}} y",
    r"\sum_{\substack{i < n \\ j < m}} x_{ij}",
    r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
    r"x_{\begin{aligned} a &= b \end{aligned}}",
    r"\begin{gathered} a = b \\ c = d \end{gathered}",
    r"\begin{align} a &= b \\ d &= e \end{align}",
    r"\begin{align*} a &= b \\ d &= \dfrac{e}{f} \end{align*}",
    r"\begin{gather} a = b \\ c = d \end{gather}",
    r"\begin{multline} a + b \\ + c \\ + d \end{multline}",
    r"\begin{equation} a = b \label{one} \end{equation}",
    r"\begin{equation} a = b \tag{7} \end{equation}",
    r"\begin{align} a &= b \label{two} \\ c &= d \label{three} \end{align}",
    r"\eqref{two}",
    r"a \equiv b \pmod{n} + a \bmod b",
    r"\sideset{_1^2}{_3^4}\sum",
    r"\not= + \ne + \mathrel{R} + \mathbin{+} + \mathop{x}_a + \mathstrut",
    r"\angle + \degree",
    r"\prescript{2}{3}{X}",
];

/// The attributes that EPUB allows on an element, of those that formulas of TeX may need: MathML 3, appendix A.
fn allowed(element: &str) -> &'static [&'static str] {
    match element {
        "math" => &["display", "alttext"],
        "mstyle" => &["displaystyle", "scriptlevel"],
        "mtable" => &["displaystyle"],
        "mo" => &[
            "form",
            "lspace",
            "rspace",
            "stretchy",
            "symmetric",
            "maxsize",
            "minsize",
            "largeop",
            "movablelimits",
        ],
        "mi" => &["mathvariant"],
        "mfrac" => &["linethickness"],
        "mspace" | "mpadded" => &["width", "height", "depth"],
        "mover" => &["accent"],
        "munder" => &["accentunder"],
        "menclose" => &["notation"],
        "mn" | "mtext" | "mrow" | "msqrt" | "mroot" | "msub" | "msup" | "msubsup" | "munderover" | "mmultiscripts"
        | "mprescripts" | "mtr" | "mtd" | "mphantom" | "merror" => &[],
        _ => panic!("<{element}> in a formula"),
    }
}

fn ebook(text: &str) -> Epub {
    let (ebook, _) = edition::of(&book(&[text]).0, &Edition::new(EditionKind::Ebook), &[]);
    build(&ebook, &Pictures::default(), None)
}

/// A book of all formulas, in the line and on their own.
fn all() -> Epub {
    let mut text = "# Formulas\n".to_owned();
    for tex in FORMULAS {
        text += &format!("\nIn the line: ${tex}$.\n\n$$\n{tex}\n$$\n");
    }
    ebook(&text)
}

fn is_length(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let unit = &value[number.len()..];
    number.parse::<f32>().is_ok() && ["", "em", "ex", "px", "pt", "%"].contains(&unit)
}

fn assert_allowed(node: Node<'_, '_>) {
    let name = node.tag_name().name();
    if node.tag_name().namespace() == Some(XHTML) {
        let in_words = node.ancestors().any(|a| a.tag_name().name() == "mtext");
        assert!(in_words, "<{name}> of XHTML outside of words");
        return;
    }
    assert_eq!(node.tag_name().namespace(), Some(MATHML), "<{name}>");
    let arguments = match name {
        "mfrac" | "mroot" | "msub" | "msup" | "munder" | "mover" => Some(2),
        "msubsup" | "munderover" => Some(3),
        _ => None,
    };
    if let Some(count) = arguments {
        let children = node.children().filter(Node::is_element).count();
        assert_eq!(children, count, "children of <{name}>");
    }
    for attribute in node.attributes() {
        let (key, value) = (attribute.name(), attribute.value());
        let is_known = allowed(name).contains(&key) || ["class", "style"].contains(&key);
        assert!(is_known, "{key}={value:?} on <{name}>");
        if [
            "width",
            "height",
            "depth",
            "lspace",
            "rspace",
            "minsize",
            "maxsize",
            "linethickness",
        ]
        .contains(&key)
        {
            assert!(is_length(value), "{key}={value:?} on <{name}>");
        }
    }
}

#[test]
fn every_element_of_a_formula_has_what_the_grammar_of_epub_allows() {
    let made = all();
    let text = Reader::open(&made).whole();
    let mut count = 0;
    // Every formula that can be read is there; the others are shown as their source, and told.
    for part in text.split("<math ").skip(1) {
        let end = part.find("</math>").expect("an end");
        let one = format!("<math {}</math>", &part[..end]);
        let document = parse("a formula", &one);
        document.descendants().filter(Node::is_element).for_each(assert_allowed);
        count += 1;
    }
    assert!(count > FORMULAS.len() * 8 / 5, "{count} formulas: {:#?}", made.findings);
    let unread = made.findings.iter().filter(|f| f.code.name() == "epub-math").count();
    assert_eq!(count + unread, 2 * FORMULAS.len(), "{:#?}", made.findings);
    epubcheck::assert_clean("math", &made.bytes);
}

/// The formula's elements that have an attribute, by name, and its value.
fn styled(tex: &str, key: &str) -> Vec<(String, String)> {
    let text = Reader::open(&ebook(&format!("# One\n\nWords and ${tex}$ in a line.\n"))).whole();
    let start = text.find("<math ").expect("a formula");
    let end = text.find("</math>").expect("an end") + "</math>".len();
    let document = parse("a formula", &text[start..end]);
    let with = document.descendants().filter_map(|node| {
        let value = node.attribute(key)?;
        Some((node.tag_name().name().to_owned(), value.to_owned()))
    });
    with.collect()
}

fn pairs(all: &[(String, String)]) -> Vec<(&str, &str)> {
    all.iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

#[test]
fn a_style_that_tex_asks_for_stands_on_an_element_that_may_have_it() {
    let display = styled(r"\dfrac{a}{b}", "displaystyle");
    assert_eq!(pairs(&display), [("mstyle", "true")]);
    let raised = styled(r"x^{\displaystyle\sum_i y}", "scriptlevel");
    assert_eq!(pairs(&raised), [("mstyle", "0")]);
    // In a script the level is asked for; at the formula's own level it is there.
    let small = styled(r"x^{\begin{dcases} a \end{dcases}}", "scriptlevel");
    assert_eq!(pairs(&small), [("mstyle", "0")]);
    let lines = styled(r"\begin{aligned} a &= b \end{aligned}", "scriptlevel");
    assert_eq!(pairs(&lines), []);
    let lines = styled(r"\begin{aligned} a &= b \end{aligned}", "displaystyle");
    assert_eq!(pairs(&lines), [("mtable", "true")]);
}

#[test]
fn words_in_a_formula_keep_their_mark_up_and_a_link_its_words() {
    let text = Reader::open(&ebook("# One\n\n$\\textbf{bold} + \\eqref{nowhere}$\n")).text("one.xhtml");
    let document = parse("one", &text);
    let bold = document.descendants().find(|node| node.has_tag_name((XHTML, "b")));
    assert_eq!(words(bold.expect("bold words")), "bold");
    assert!(document.descendants().all(|node| !node.has_tag_name((MATHML, "a"))));
}
