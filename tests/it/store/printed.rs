//! Pages and wraps that printers refuse.

use super::broken::{Broken, CORNER, catalog, cover, interior, moved, sheet, without_face};
use super::edit::{self, dictionary, page, paint, shift};
use bindery::book::trade::{FileRole, Stock};
use lopdf::{Object, dictionary as entries};

pub const KDP_PRINT: &[Broken] = &[
    ("kdp-paperback", "print-files", |c| {
        drop(c.files.remove(&FileRole::Wrap))
    }),
    ("kdp-paperback", "print-title-shown", |c| {
        interior(c, |document| {
            for number in 1..=6 {
                let id = page(document, number);
                dictionary(document, id).remove(b"Contents");
            }
        });
    }),
    ("kdp-paperback", "print-encrypted", |c| interior(c, edit::lock)),
    ("kdp-paperback", "print-cover-encrypted", |c| cover(c, edit::lock)),
    ("kdp-paperback", "print-faces", |c| interior(c, without_face)),
    ("kdp-paperback", "print-cover-faces", |c| cover(c, without_face)),
    ("kdp-paperback", "print-annotations", |c| {
        interior(c, |document| {
            let id = page(document, 20);
            dictionary(document, id).set("Annots", vec![Object::Null]);
        })
    }),
    ("kdp-paperback", "print-outline", |c| {
        interior(c, |document| {
            catalog(document).set("Outlines", entries! {});
        })
    }),
    ("kdp-paperback", "print-active", |c| {
        interior(c, |document| {
            catalog(document).set("OpenAction", Object::Null);
        })
    }),
    ("kdp-paperback", "print-page-size", |c| {
        interior(c, |document| {
            let id = page(document, 20);
            dictionary(document, id).set("MediaBox", vec![0.into(), 0.into(), 440.into(), 648.into()]);
        })
    }),
    ("kdp-paperback", "print-even", |c| {
        interior(c, |document| {
            let last = document.get_pages().len() as u32;
            document.delete_pages(&[last]);
        })
    }),
    ("kdp-paperback", "print-dots", |c| {
        interior(c, |document| edit::pictures(document, "Width", 0.5))
    }),
    ("kdp-paperback", "print-cover-pages", |c| {
        cover(c, |document| {
            let id = page(document, 1);
            let pages = catalog(document)
                .get(b"Pages")
                .and_then(Object::as_reference)
                .expect("pages");
            let pages = dictionary(document, pages);
            pages.set("Kids", vec![Object::Reference(id), Object::Reference(id)]);
            pages.set("Count", 2);
        })
    }),
    ("kdp-paperback", "print-cover-dots", |c| {
        cover(c, |document| edit::pictures(document, "Width", 0.5))
    }),
    ("kdp-paperback", "print-cover-width", |c| {
        sheet(c, 0, -0.6);
        sheet(c, 2, 0.6);
    }),
    ("kdp-paperback", "print-cover-height", |c| sheet(c, 3, 36.0)),
    ("kdp-paperback", "print-barcode", |c| {
        c.edition.isbn = Some("9780306406157".into())
    }),
    ("kdp-paperback", "print-description", |c| c.metadata.description = None),
    ("kdp-paperback", "print-price", |c| c.edition.prices.clear()),
    ("kdp-paperback", "kdp-print-flat", |c| {
        interior(c, |document| {
            let id = page(document, 20);
            dictionary(document, id).set("Group", entries! { "S" => "Transparency" });
        })
    }),
    ("kdp-paperback", "kdp-print-gutter-150", |c| moved(c, -48, 0)),
    ("kdp-paperback", "kdp-print-margin-outside", |c| moved(c, 40, 0)),
    ("kdp-paperback", "kdp-print-margin-top", |c| moved(c, 0, 36)),
    ("kdp-paperback", "kdp-print-margin-bottom", |c| moved(c, 0, -58)),
    ("kdp-paperback", "kdp-print-spine-clear", |c| {
        cover(c, |document| shift(document, 1, 3, 0))
    }),
    ("kdp-paperback", "kdp-print-keyword", |c| {
        c.metadata.keywords[0] = "k".repeat(51)
    }),
    ("kdp-paperback", "kdp-print-keywords", |c| {
        c.metadata.keywords.push("eight".into())
    }),
    ("kdp-paperback", "kdp-paperback-barcode-room", |c| {
        c.edition.isbn = None;
        cover(c, |document| {
            // Over the bars, so that they can no longer be read, and in the middle of their room.
            paint(
                document,
                1,
                "",
                "1 g 300 27 3 54 re f 0 g BT /F 9 Tf 330 50 Td (a) Tj ET",
            );
        });
    }),
    ("kdp-paperback", "kdp-paperback-cover-type", |c| {
        cover(c, |document| paint(document, 1, "", CORNER))
    }),
    ("kdp-hardcover", "kdp-hardcover-type", |c| {
        interior(c, |document| {
            paint(document, 20, "", "BT /F 5 Tf 200 300 Td (a) Tj ET");
        })
    }),
    ("kdp-hardcover", "kdp-hardcover-cover-type", |c| {
        cover(c, |document| paint(document, 1, "", CORNER))
    }),
    ("kdp-hardcover", "kdp-hardcover-blanks", |c| {
        interior(c, |document| {
            for number in 30..33 {
                let id = page(document, number);
                dictionary(document, id).remove(b"Contents");
            }
        })
    }),
];

pub const OTHER_PRINT: &[Broken] = &[
    ("ingram-print", "ingram-print-isbn", |c| c.edition.isbn = None),
    ("ingram-print", "ingram-print-standard", |c| {
        interior(c, |document| drop(edit::info(document).remove(b"GTS_PDFXVersion")))
    }),
    ("ingram-print", "ingram-print-conforms", |c| {
        interior(c, |document| drop(edit::info(document).remove(b"Trapped")))
    }),
    ("ingram-print", "ingram-print-ink", |c| {
        c.edition.print_mut().expect("print").stock = Stock::Color;
        interior(c, |document| paint(document, 20, "", "1 1 1 0 k 100 100 9 9 re f"));
    }),
    ("ingram-print", "ingram-print-gray", |c| {
        interior(c, |document| {
            paint(document, 20, "", "1 0 0 0 k 100 100 9 9 re f");
        })
    }),
    ("ingram-print", "ingram-print-cover-ink", |c| {
        cover(c, |document| {
            paint(document, 1, "", "1 1 1 0 k 100 100 9 9 re f");
        })
    }),
    ("ingram-print", "ingram-print-line-art", |c| {
        interior(c, |document| {
            edit::pictures(document, "BitsPerComponent", 0.125);
        })
    }),
    ("ingram-print", "ingram-print-last", |c| {
        interior(c, |document| {
            let last = document.get_pages().len() as u32;
            paint(document, last, "", "0 g 100 100 9 9 re f");
        })
    }),
    ("ingram-print", "ingram-print-margin-gutter", |c| moved(c, -25, 0)),
    ("ingram-print", "ingram-print-margin-outside", |c| moved(c, 25, 0)),
    ("ingram-print", "ingram-print-margin-top", |c| moved(c, 0, 20)),
    ("ingram-print", "ingram-print-margin-bottom", |c| moved(c, 0, -40)),
    ("ingram-print", "ingram-print-cover-type", |c| {
        cover(c, |document| paint(document, 1, "", CORNER))
    }),
    ("ingram-print", "ingram-print-spine-words", |c| {
        interior(c, |document| {
            document.delete_pages(&(1..=62).collect::<Vec<u32>>());
        })
    }),
    ("lulu", "lulu-margin-gutter", |c| moved(c, -25, 0)),
    ("lulu", "lulu-margin-bottom", |c| moved(c, 0, -40)),
    ("lulu", "lulu-cover-type", |c| {
        cover(c, |document| paint(document, 1, "", CORNER))
    }),
    ("bookvault", "bookvault-standard", |c| {
        interior(c, |document| drop(edit::info(document).remove(b"GTS_PDFXVersion")))
    }),
    ("bookvault", "bookvault-conforms", |c| {
        interior(c, |document| drop(edit::info(document).remove(b"Trapped")))
    }),
];
