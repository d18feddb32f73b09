//! MathML as a small tree.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// The deepest tree that is set.
const DEPTH: usize = 160;

/// An element of MathML.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct MathElement {
    /// `mi`, `mfrac` and so on.
    pub name: String,
    attributes: Vec<(String, String)>,
    pub children: Vec<MathElement>,
    /// Its own text, the text of its children left out.
    pub text: String,
}

impl MathElement {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(n, _)| n == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether an attribute says yes or no.
    pub fn flag(&self, name: &str) -> Option<bool> {
        self.get(name).map(|value| value == "true")
    }

    /// A length in an attribute, em.
    pub fn length(&self, name: &str) -> Option<f32> {
        length(self.get(name)?)
    }

    /// The value of a CSS property in the `style` attribute.
    pub fn css(&self, property: &str) -> Option<&str> {
        self.get("style")?.split(';').find_map(|declaration| {
            let (name, value) = declaration.split_once(':')?;
            (name.trim() == property).then(|| value.trim())
        })
    }

    /// A child that must be there to be drawn; an empty one otherwise.
    pub fn child(&self, at: usize) -> &MathElement {
        static NOTHING: MathElement = MathElement {
            name: String::new(),
            attributes: Vec::new(),
            children: Vec::new(),
            text: String::new(),
        };
        self.children.get(at).unwrap_or(&NOTHING)
    }

    /// Its text and that of its children, in order.
    pub fn whole_text(&self) -> String {
        let inside = self.children.iter().map(MathElement::whole_text);
        std::iter::once(self.text.clone()).chain(inside).collect()
    }

    fn start(start: &BytesStart<'_>) -> Option<MathElement> {
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.ok()?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
            let name: &str = attribute.key.as_ref();
            attributes.push((name.to_owned(), value.into_owned()));
        }
        let name: &str = start.local_name().into_inner();
        Some(MathElement {
            name: name.to_owned(),
            attributes,
            ..MathElement::default()
        })
    }
}

/// A length of CSS, em: `0.5em`, `0.1667em`, `1ex`, `0`.
pub(super) fn length(text: &str) -> Option<f32> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number: f32 = digits.parse().ok()?;
    let unit = match &text[digits.len()..] {
        "ex" => 0.45,
        _ => 1.0,
    };
    (number.is_finite()).then_some(number * unit)
}

/// The tree of MathML; `None` when it is no MathML, or nested too deep.
pub(super) fn parse(mathml: &str) -> Option<MathElement> {
    let mut reader = Reader::from_str(mathml);
    let mut open = vec![MathElement::default()];
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) if open.len() < DEPTH => open.push(MathElement::start(&start)?),
            Event::Start(_) | Event::DocType(_) => return None,
            Event::Empty(start) => open.last_mut()?.children.push(MathElement::start(&start)?),
            Event::End(_) => {
                let done = open.pop()?;
                open.last_mut()?.children.push(done);
            }
            Event::Text(text) => open.last_mut()?.text.push_str(&text),
            Event::GeneralRef(name) => open.last_mut()?.text.push(entity(&name)?),
            Event::Eof => break,
            _ => {}
        }
    }
    let root = open.pop().filter(|_| open.is_empty())?;
    root.children.into_iter().next()
}

fn entity(name: &str) -> Option<char> {
    if let Some(code) = name.strip_prefix('#') {
        let code = match code.strip_prefix('x') {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => code.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}
