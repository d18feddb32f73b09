//! Ebooks that stores refuse.

use super::broken::{Broken, catalog, digital, ebook, front, larger, opf};
use super::edit::{self, style, swap, text};
use bindery::book::Price;
use bindery::book::trade::FileRole;

pub const EPUB: &[Broken] = &[
    ("apple", "epub-mimetype", |c| edit::epub_unmarked(ebook(c))),
    ("apple", "epub-encrypted", |c| {
        edit::epub_with(ebook(c), "META-INF/encryption.xml", b"<encryption/>")
    }),
    ("apple", "epub-version", |c| {
        opf(c, "version=\"3.0\"", "version=\"2.0\"")
    }),
    ("apple", "epub-title", |c| {
        opf(c, ">Reversing Hip Pain From Running</dc:title>", ">Hips</dc:title>")
    }),
    ("apple", "epub-title-shown", |c| {
        edit::epub(ebook(c), |name, bytes| {
            if name.ends_with(".xhtml") {
                let text = String::from_utf8_lossy(bytes).into_owned();
                *bytes = text.replace("Reversing Hip Pain From Running", "Hips").into_bytes();
            }
        });
    }),
    ("apple", "epub-language", |c| {
        opf(c, "<dc:language>en-US", "<dc:language>de")
    }),
    ("apple", "epub-creator", |c| {
        opf(c, "<dc:creator id=\"maker-1\">TendonitisExpert.com</dc:creator>", "")
    }),
    ("apple", "epub-modified", |c| {
        opf(c, "dcterms:modified", "dcterms:issued")
    }),
    ("apple", "epub-contents", |c| {
        swap(
            ebook(c),
            "nav.xhtml",
            "epub:type=\"toc\" role",
            "epub:type=\"lot\" role",
        )
    }),
    ("apple", "epub-landmarks", |c| {
        swap(ebook(c), "nav.xhtml", "<a epub:type=\"toc\"", "<a epub:type=\"loi\"")
    }),
    ("apple", "epub-access-modes", |c| {
        opf(c, "\"schema:accessMode\"", "\"schema:x\"");
        opf(c, "\"schema:accessMode\"", "\"schema:x\"");
    }),
    ("apple", "epub-access-features", |c| {
        edit::epub(ebook(c), |name, bytes| {
            if name.ends_with(".opf") {
                *bytes = String::from_utf8_lossy(bytes)
                    .replace("schema:accessibilityFeature", "schema:x")
                    .into_bytes();
            }
        })
    }),
    ("apple", "epub-access-hazards", |c| {
        opf(c, "schema:accessibilityHazard", "schema:x")
    }),
    ("apple", "epub-cover", |c| opf(c, "properties=\"cover-image\"", "")),
    ("apple", "epub-active", |c| text(ebook(c), "<form></form>")),
    ("apple", "epub-page-source", |c| {
        opf(c, "property=\"pageBreakSource\"", "property=\"other\"");
    }),
    ("apple", "epub-certifier", |c| {
        let claim = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA";
        opf(
            c,
            "</metadata>",
            &format!("<meta property=\"dcterms:conformsTo\">{claim}</meta></metadata>"),
        );
    }),
    ("apple", "epub-conforms-to", |c| {
        let claim = "<meta property=\"dcterms:conformsTo\">WCAG</meta><meta property=\"a11y:certifiedBy\">x</meta>";
        opf(c, "</metadata>", &format!("{claim}</metadata>"));
    }),
    ("apple", "epub-alt", |c| {
        text(ebook(c), "<img src=\"images/footprint.png\"/>")
    }),
    ("apple", "epub-picture-format", |c| {
        edit::figure(ebook(c), b"II*\0\x08\0\0\0")
    }),
    ("apple", "epub-isbn", |c| {
        opf(c, "urn:isbn:9780306406157", "urn:isbn:9783161484100")
    }),
];

pub const KDP_EBOOK: &[Broken] = &[
    ("kdp-ebook", "kdp-ebook-files", |c| {
        drop(c.files.remove(&FileRole::Front))
    }),
    ("kdp-ebook", "kdp-ebook-picture-bytes", |c| {
        let mut picture = edit::png(40, 40, false);
        picture.resize(5_100_000, 0);
        edit::figure(ebook(c), &picture);
    }),
    ("kdp-ebook", "kdp-ebook-cover-format", |c| {
        front(c, edit::png(1600, 2560, false))
    }),
    ("kdp-ebook", "kdp-ebook-cover-color", |c| {
        front(c, edit::gray_jpeg(1600, 2560))
    }),
    ("kdp-ebook", "kdp-ebook-cover-least", |c| {
        front(c, edit::jpeg(624, 1000))
    }),
    ("kdp-ebook", "kdp-ebook-cover-height", |c| {
        front(c, edit::jpeg(630, 998))
    }),
    ("kdp-ebook", "kdp-ebook-cover-ratio", |c| {
        front(c, edit::jpeg(1600, 2000))
    }),
    ("kdp-ebook", "kdp-ebook-cover-border", |c| {
        front(c, edit::white_jpeg(1600, 2560))
    }),
    ("kdp-ebook", "kdp-ebook-cover-bytes", |c| {
        larger(c, FileRole::Front, 50_000_000)
    }),
    ("kdp-ebook", "kdp-ebook-old-cover", |c| {
        opf(c, "name=\"cover\"", "name=\"other\"")
    }),
    ("kdp-ebook", "kdp-ebook-css-look", |c| {
        style(ebook(c), "body { color: black }")
    }),
    ("kdp-ebook", "kdp-ebook-css-margins", |c| {
        style(ebook(c), "body { margin: 0 1em }")
    }),
    ("kdp-ebook", "kdp-ebook-css-quotes", |c| {
        style(ebook(c), "blockquote { margin: 1em 2em }")
    }),
    ("kdp-ebook", "kdp-ebook-css-indent", |c| {
        style(ebook(c), "p { text-indent: 5em }")
    }),
    ("kdp-ebook", "kdp-ebook-css-height", |c| {
        style(ebook(c), "p { height: 3em }")
    }),
    ("kdp-ebook", "kdp-ebook-css-negative", |c| {
        style(ebook(c), "h2 { margin-left: -1em }")
    }),
    ("kdp-ebook", "kdp-ebook-spaces", |c| {
        text(ebook(c), "<p>a\u{a0}\u{a0}\u{a0}b</p>")
    }),
    ("kdp-ebook", "kdp-ebook-toc-table", |c| {
        swap(
            ebook(c),
            "nav.xhtml",
            "</body>",
            "<table><tr><td>1</td></tr></table></body>",
        );
    }),
    ("kdp-ebook", "kdp-ebook-transparent", |c| {
        edit::figure(ebook(c), &edit::png(40, 40, true))
    }),
    ("kdp-ebook", "kdp-ebook-cmyk", |c| {
        edit::figure(ebook(c), include_bytes!("../../fixtures/four-inks.jpg"))
    }),
    ("kdp-ebook", "kdp-ebook-svg", |c| {
        edit::figure(ebook(c), b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
    }),
    ("kdp-ebook", "kdp-ebook-alt", |c| {
        let alt = "word ".repeat(30);
        text(ebook(c), &format!("<img src=\"images/footprint.png\" alt=\"{alt}\"/>"));
    }),
    ("kdp-ebook", "kdp-ebook-rivals", |c| {
        text(ebook(c), "<a href=\"https://www.kobo.com/x\">x</a>")
    }),
    ("kdp-ebook", "kdp-ebook-description", |c| {
        c.metadata.description = Some("word ".repeat(900))
    }),
    ("kdp-ebook", "kdp-ebook-keywords", |c| {
        c.metadata.keywords.push("eight".into())
    }),
    ("kdp-ebook", "kdp-ebook-keyword", |c| {
        c.metadata.keywords[0] = "k".repeat(51)
    }),
    ("kdp-ebook", "kdp-ebook-categories", |c| {
        c.metadata.bisac.push("SPO047000".into())
    }),
    ("kdp-ebook", "kdp-ebook-title", |c| {
        c.metadata.subtitle = Some("s".repeat(190))
    }),
    ("kdp-ebook", "kdp-ebook-price", |c| {
        c.edition.prices = vec![Price {
            currency: "USD".into(),
            cents: 1299,
        }];
    }),
];

pub const OTHER_EBOOKS: &[Broken] = &[
    ("ingram-ebook", "ingram-ebook-isbn", |c| c.edition.isbn = None),
    ("ingram-ebook", "ingram-ebook-pixels", |c| {
        edit::figure(ebook(c), &edit::png(1800, 1800, false))
    }),
    ("ingram-ebook", "ingram-ebook-page-references", |c| {
        text(ebook(c), "<p>More on page 12.</p>")
    }),
    ("ingram-ebook", "ingram-ebook-cover-format", |c| {
        front(c, edit::png(1600, 2560, false))
    }),
    ("ingram-ebook", "ingram-ebook-cover-color", |c| {
        front(c, edit::gray_jpeg(1600, 2560))
    }),
    ("ingram-ebook", "ingram-ebook-cover-long", |c| {
        front(c, edit::jpeg(1600, 2559))
    }),
    ("ingram-ebook", "ingram-ebook-cover-short", |c| {
        front(c, edit::jpeg(1599, 2560))
    }),
    ("apple", "apple-files", |c| drop(c.files.remove(&FileRole::Front))),
    ("apple", "apple-pixels", |c| {
        edit::figure(ebook(c), &edit::png(2400, 2400, false))
    }),
    ("apple", "apple-pixels-advised", |c| {
        edit::figure(ebook(c), &edit::png(2100, 2000, false))
    }),
    ("apple", "apple-rgb", |c| {
        edit::figure(ebook(c), include_bytes!("../../fixtures/four-inks.jpg"))
    }),
    ("apple", "apple-svg-picture", |c| text(ebook(c), "<svg><image/></svg>")),
    ("apple", "apple-transparent", |c| {
        edit::figure(ebook(c), &edit::png(40, 40, true))
    }),
    ("apple", "apple-cover-short", |c| front(c, edit::jpeg(1399, 2240))),
    ("apple", "apple-cover-color", |c| front(c, edit::gray_jpeg(1600, 2560))),
    ("apple", "apple-rivals", |c| {
        text(ebook(c), "<a href=\"https://www.amazon.com/x\">x</a>")
    }),
    ("kobo", "kobo-picture-bytes", |c| {
        let mut picture = edit::png(40, 40, false);
        picture.resize(5_100_000, 0);
        edit::figure(ebook(c), &picture);
    }),
    ("kobo", "kobo-document-bytes", |c| {
        text(ebook(c), &format!("<!--{}-->", "x".repeat(10_000_000)))
    }),
    ("kobo", "kobo-cover-bytes", |c| larger(c, FileRole::Front, 3_000_000)),
    ("kobo", "kobo-cover-page", |c| opf(c, "<itemref idref=\"cover\"/>", "")),
    ("kobo", "kobo-names", |c| {
        edit::epub_with(ebook(c), "EPUB/an odd name.txt", b"x")
    }),
    ("kobo", "kobo-transparent", |c| {
        edit::figure(ebook(c), &edit::png(40, 40, true))
    }),
    ("kobo", "kobo-margins", |c| style(ebook(c), "body { margin: 0 3em }")),
    ("kobo", "kobo-table-columns", |c| {
        text(ebook(c), "<table><tr><td colspan=\"5\">1</td></tr></table>")
    }),
    ("kobo", "kobo-isbn", |c| c.edition.isbn = None),
    ("kobo", "kobo-rivals", |c| {
        text(ebook(c), "<a href=\"https://books.apple.com/x\">x</a>")
    }),
    ("google", "google-pdf-outline", |c| {
        digital(c, |document| drop(catalog(document).remove(b"Outlines")))
    }),
    ("google", "google-pdf-pages", |c| {
        digital(c, |document| {
            let last = document.get_pages().len() as u32;
            document.delete_pages(&(4..=last).collect::<Vec<u32>>());
        })
    }),
    ("google", "google-cover-short", |c| front(c, edit::jpeg(639, 1022))),
    ("google", "google-cover-long", |c| front(c, edit::jpeg(700, 7201))),
    ("google", "google-rivals", |c| {
        text(ebook(c), "<a href=\"https://www.kobo.com/x\">x</a>")
    }),
    ("barnes-noble", "barnes-noble-cover-short", |c| {
        front(c, edit::jpeg(999, 1598))
    }),
    ("barnes-noble", "barnes-noble-rivals", |c| {
        text(ebook(c), "<a href=\"https://www.kobo.com/x\">x</a>")
    }),
    ("draft2digital", "draft2digital-cover-page", |c| {
        opf(c, "<itemref idref=\"cover\"/>", "")
    }),
    ("draft2digital", "draft2digital-cover-words", |c| {
        swap(ebook(c), "cover.xhtml", "</section>", "Words</section>")
    }),
    ("draft2digital", "draft2digital-cover-width", |c| {
        front(c, edit::jpeg(1399, 2238))
    }),
    ("draft2digital", "draft2digital-rivals", |c| {
        text(ebook(c), "<a href=\"https://www.kobo.com/x\">x</a>")
    }),
    ("site", "site-kepub", |c| {
        let ebook = c.files[&FileRole::Ebook].clone();
        c.files.insert(FileRole::Kepub, ebook);
    }),
    ("site", "site-pdf-tagged", |c| {
        digital(c, |document| drop(catalog(document).remove(b"StructTreeRoot")))
    }),
    ("site", "site-pdf-title", |c| {
        digital(c, |document| drop(document.trailer.remove(b"Info")))
    }),
    ("site", "site-sample-files", |c| drop(c.files.remove(&FileRole::Sample))),
    ("site", "site-links-secured", |c| {
        text(ebook(c), "<a href=\"http://example.org/\">x</a>")
    }),
    ("site", "site-pdf-open", |c| digital(c, edit::lock)),
    ("google", "google-pdf-open", |c| digital(c, edit::lock)),
];
