//! Writing XML: names are ours, text and values are anybody's.

use std::borrow::Cow;

/// The attributes of an element, in the order given.
#[derive(Debug, Default)]
pub(super) struct Attrs<'a>(Vec<(&'static str, Cow<'a, str>)>);

impl<'a> Attrs<'a> {
    /// No attributes.
    pub(super) fn new() -> Attrs<'a> {
        Attrs::default()
    }

    /// A class alone.
    pub(super) fn class(value: impl Into<Cow<'a, str>>) -> Attrs<'a> {
        Attrs::new().with("class", value)
    }

    /// Adds an attribute. A `class` joins the classes that are there.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<Cow<'a, str>>) -> Attrs<'a> {
        let value = value.into();
        let present = self.0.iter_mut().find(|(n, _)| *n == name);
        match present {
            Some((_, classes)) if name == "class" => {
                let classes = classes.to_mut();
                if !classes.split(' ').any(|class| class == value) {
                    classes.push(' ');
                    classes.push_str(&value);
                }
            }
            Some((_, old)) => *old = value,
            None => self.0.push((name, value)),
        }
        self
    }

    /// Adds an attribute where there is a value.
    pub(super) fn with_some(self, name: &'static str, value: Option<impl Into<Cow<'a, str>>>) -> Attrs<'a> {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Whether nothing is set.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// XML being written.
#[derive(Debug, Default)]
pub(super) struct Markup {
    out: String,
}

impl Markup {
    /// Nothing yet.
    pub(super) fn new() -> Markup {
        Markup::default()
    }

    /// A document's first line.
    pub(super) fn document() -> Markup {
        let mut markup = Markup::new();
        markup.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        markup
    }

    /// Starts an element.
    pub(super) fn open(&mut self, name: &str, attrs: &Attrs<'_>) {
        self.tag(name, attrs);
        self.out.push('>');
    }

    /// Ends an element.
    pub(super) fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// Ends an element and its line.
    pub(super) fn close_line(&mut self, name: &str) {
        self.close(name);
        self.line();
    }

    /// An element that never holds anything.
    pub(super) fn void(&mut self, name: &str, attrs: &Attrs<'_>) {
        self.tag(name, attrs);
        self.out.push_str("/>");
    }

    /// An element with text alone.
    pub(super) fn element(&mut self, name: &str, attrs: &Attrs<'_>, text: &str) {
        self.open(name, attrs);
        self.text(text);
        self.close(name);
    }

    /// An element with text alone, on its own line.
    pub(super) fn element_line(&mut self, name: &str, attrs: &Attrs<'_>, text: &str) {
        self.element(name, attrs, text);
        self.line();
    }

    /// Text.
    pub(super) fn text(&mut self, text: &str) {
        push_escaped(&mut self.out, text, false);
    }

    /// Markup that is known to be well formed.
    pub(super) fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// A line end between elements.
    pub(super) fn line(&mut self) {
        self.out.push('\n');
    }

    /// What has been written.
    pub(super) fn finish(self) -> String {
        self.out
    }

    fn tag(&mut self, name: &str, attrs: &Attrs<'_>) {
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in &attrs.0 {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            push_escaped(&mut self.out, value, true);
            self.out.push('"');
        }
    }
}

/// `text` for an attribute's value.
pub(super) fn attribute(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text, true);
    out
}

fn push_escaped(out: &mut String, text: &str, value: bool) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if value => out.push_str("&quot;"),
            '\n' | '\t' if value => out.push(' '),
            c if is_xml(c) => out.push(c),
            _ => {}
        }
    }
}

/// Whether XML 1.0 (fifth edition, 2.2) lets a character stand in a document. Carriage returns and
/// the controls that it discourages are left out as well: no reader shows them.
pub(super) fn is_xml(c: char) -> bool {
    match c {
        '\t' | '\n' => true,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => false,
        // The last two code points of each plane are no characters.
        c => u32::from(c) & 0xfffe != 0xfffe && !('\u{fdd0}'..='\u{fdef}').contains(&c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_element() {
        let mut markup = Markup::new();
        markup.element(
            "p",
            &Attrs::new().with("title", "\"><script>"),
            "]]></p>&amp;\u{0}\u{b}\u{ffff}x",
        );
        assert_eq!(
            markup.finish(),
            "<p title=\"&quot;&gt;&lt;script&gt;\">]]&gt;&lt;/p&gt;&amp;amp;x</p>"
        );
    }

    #[test]
    fn classes_join_and_other_attributes_replace() {
        let attrs = Attrs::class("a").with("class", "b").with("class", "a");
        let mut markup = Markup::new();
        markup.open("p", &attrs.with("id", "x").with("id", "y"));
        assert_eq!(markup.finish(), "<p class=\"a b\" id=\"y\">");
    }
}
