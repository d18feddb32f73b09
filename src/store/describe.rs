//! The shop's description: as plain text, and in the HTML that a store allows.

/// A piece of the description.
enum Piece<'a> {
    Paragraph(String),
    List(Vec<&'a str>),
}

/// Paragraphs apart by empty lines; lines after hyphens are a list.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    for block in text.split("\n\n").map(str::trim).filter(|block| !block.is_empty()) {
        let items: Option<Vec<&str>> = block.lines().map(|line| line.trim().strip_prefix("- ")).collect();
        out.push(match items {
            Some(items) => Piece::List(items),
            None => Piece::Paragraph(block.lines().map(str::trim).collect::<Vec<_>>().join(" ")),
        });
    }
    out
}

/// The description as HTML with these elements alone; plain text where there are none.
pub(super) fn html(text: &str, elements: &[String]) -> String {
    let has = |name: &str| elements.iter().any(|element| element == name);
    if !has("p") {
        return plain(text);
    }
    let written = pieces(text).into_iter().map(|piece| match piece {
        Piece::Paragraph(text) => format!("<p>{}</p>", in_text(&text)),
        Piece::List(items) if has("ul") && has("li") => {
            let items: Vec<String> = items.iter().map(|item| format!("<li>{}</li>", in_text(item))).collect();
            format!("<ul>{}</ul>", items.concat())
        }
        Piece::List(items) => {
            let items: Vec<String> = items
                .iter()
                .map(|item| format!("<p>\u{2022} {}</p>", in_text(item)))
                .collect();
            items.concat()
        }
    });
    written.collect::<Vec<_>>().join("\n")
}

/// The description without marks.
pub(super) fn plain(text: &str) -> String {
    let written = pieces(text).into_iter().map(|piece| match piece {
        Piece::Paragraph(text) => text,
        Piece::List(items) => {
            let items: Vec<String> = items.iter().map(|item| format!("\u{2022} {item}")).collect();
            items.join("\n")
        }
    });
    written.collect::<Vec<_>>().join("\n\n")
}

/// Text that is safe between tags: quotes stay as they are.
fn in_text(text: &str) -> String {
    quick_xml::escape::partial_escape(text).into_owned()
}

/// Text that is safe between tags and in quotes.
pub(super) fn escaped(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Why does\nit hurt?\n\nInside:\n\n- rest & more\n- work\n";

    #[test]
    fn a_store_gets_the_elements_that_it_allows() {
        let all = ["p", "ul", "li"].map(str::to_owned);
        assert_eq!(
            html(TEXT, &all),
            "<p>Why does it hurt?</p>\n<p>Inside:</p>\n<ul><li>rest &amp; more</li><li>work</li></ul>"
        );
        assert!(html(TEXT, &all[..1]).ends_with("<p>\u{2022} rest &amp; more</p><p>\u{2022} work</p>"));
        assert_eq!(
            html(TEXT, &[]),
            "Why does it hurt?\n\nInside:\n\n\u{2022} rest & more\n\u{2022} work"
        );
    }
}
