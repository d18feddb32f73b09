//! Stylesheets as stores look at them.

/// A declaration with the selector that it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// One selector of the rule's list.
    pub selector: String,
    /// The property, in small letters.
    pub property: String,
    /// Its value.
    pub value: String,
}

/// Every declaration of a stylesheet, within conditions or not.
pub(super) fn declarations(css: &str) -> Vec<Declaration> {
    let css = without_comments(css);
    let mut out = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut pending = String::new();
    let mut quote = None;
    for c in css.chars() {
        match (quote, c) {
            (Some(mark), _) => {
                pending.push(c);
                if c == mark {
                    quote = None;
                }
            }
            (None, '"' | '\'') => {
                quote = Some(c);
                pending.push(c);
            }
            (None, '{') => open.push(std::mem::take(&mut pending).trim().to_owned()),
            (None, ';') => declare(&mut out, &open, &std::mem::take(&mut pending)),
            (None, '}') => {
                declare(&mut out, &open, &std::mem::take(&mut pending));
                open.pop();
            }
            (None, _) => pending.push(c),
        }
    }
    out
}

fn declare(out: &mut Vec<Declaration>, open: &[String], text: &str) {
    let (Some(selectors), Some((property, value))) = (open.last(), text.split_once(':')) else {
        return;
    };
    for selector in selectors.split(',') {
        out.push(Declaration {
            selector: selector.trim().to_owned(),
            property: property.trim().to_lowercase(),
            value: value.trim().to_lowercase(),
        });
    }
}

fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out + rest
}

impl Declaration {
    /// As it is shown: `body { color: black }`.
    pub fn shown(&self) -> String {
        format!("{} {{ {}: {} }}", self.selector, self.property, self.value)
    }

    /// Whether the rule is for the whole text.
    pub fn is_for_all(&self) -> bool {
        matches!(self.selector.as_str(), "body" | "html" | "*" | ":root")
    }

    /// Whether it sets the text's face, colour or ground.
    pub fn is_look(&self) -> bool {
        let ground = self.property.starts_with("background");
        let kept = matches!(self.value.as_str(), "inherit" | "transparent" | "none" | "initial");
        (ground || matches!(self.property.as_str(), "color" | "font-family" | "font")) && !kept
    }

    /// Whether it gives text a fixed height.
    pub fn is_height_of_text(&self) -> bool {
        let last = self.selector.rsplit([' ', '>', '+', '~']).next();
        let picture = last.is_some_and(|last| ["img", "svg", "hr"].iter().any(|p| last.contains(p)));
        self.property == "height" && self.value != "auto" && !picture
    }

    /// The margins at the left and the right, in em; a percent is a percent of a measure of 30 em.
    pub fn side_margins(&self) -> Vec<(f64, &str)> {
        let parts: Vec<&str> = self.value.split_whitespace().collect();
        let sides: Vec<&str> = match (self.property.as_str(), parts.as_slice()) {
            ("margin", [all]) => vec![all],
            ("margin", [_, sides] | [_, sides, _]) => vec![sides],
            ("margin", [_, right, _, left]) => vec![right, left],
            (property, [one])
                if ["margin-left", "margin-right", "margin-inline"].contains(&property)
                    || property.starts_with("margin-inline-") =>
            {
                vec![one]
            }
            _ => Vec::new(),
        };
        sides.into_iter().filter_map(|side| Some((em(side)?, side))).collect()
    }

    /// Whether a margin is negative.
    pub fn has_negative_margin(&self) -> bool {
        let mut parts = self.value.split_whitespace();
        self.property.starts_with("margin") && parts.any(|part| part.starts_with('-'))
    }
}

/// A length in em.
pub(super) fn em(length: &str) -> Option<f64> {
    let units = [
        ("rem", 1.0),
        ("em", 1.0),
        ("%", 0.3),
        ("px", 1.0 / 16.0),
        ("pt", 1.0 / 12.0),
        ("", 0.0),
    ];
    units.iter().find_map(|(unit, factor)| {
        let number: f64 = length.strip_suffix(unit)?.parse().ok()?;
        Some(number * factor)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_found_in_conditions_and_past_comments_and_quotes() {
        let css = "/* a { b: c } */ @media print { body, p { Color: Black; margin: 0 -1em } }\n\
                   q::before { content: \"};{\"; } p { text-indent: 1.2em }";
        let found = declarations(css);
        let shown: Vec<String> = found.iter().map(Declaration::shown).collect();
        assert_eq!(
            shown,
            [
                "body { color: black }",
                "p { color: black }",
                "body { margin: 0 -1em }",
                "p { margin: 0 -1em }",
                "q::before { content: \"};{\" }",
                "p { text-indent: 1.2em }",
            ]
        );
        assert!(found[0].is_for_all() && found[0].is_look());
        assert!(found[2].has_negative_margin());
        assert_eq!(found[2].side_margins(), [(-1.0, "-1em")]);
    }
}
