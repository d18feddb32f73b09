//! The measures of wraps against the printers' own.

use bindery::book::trade::{Binding, Printer, Stock};
use bindery::book::trade::{Binding::*, Printer::*, Stock::*};
use bindery::cover::{BoundBook, FinishedWrap, MEASURES, PRODUCTS};
use bindery::diagnostic::Severity;

fn bound(printer: Printer, binding: Binding, stock: Stock, trim: (f32, f32), pages: u32) -> BoundBook {
    BoundBook {
        printer,
        binding,
        stock,
        trim: (trim.0 * 72.0, trim.1 * 72.0).into(),
        pages,
        spine: None,
        spine_pages: None,
        span: None,
    }
}

fn codes(bound: &BoundBook) -> Vec<&'static str> {
    bound.faults().iter().map(|finding| finding.code.name()).collect()
}

#[test]
fn a_template_for_other_pages_is_told_and_makes_no_wrap() {
    let ordered = BoundBook {
        spine: Some(31.0),
        spine_pages: Some(186),
        ..bound(Ingram, Paperback, White, (6.0, 9.0), 186)
    };
    assert_eq!(ordered.faults(), []);
    let grown = BoundBook { pages: 190, ..ordered };
    assert_eq!(codes(&grown), ["cover-spine"]);
}

#[test]
fn wraps_are_as_large_as_the_printers_say() {
    // The hardcover of 186 pages is a reading of KDP's own calculator; the others are the published formulas, by hand.
    for (bound, width, height) in [
        (bound(Kdp, Case, White, (6.0, 9.0), 186), 14.183, 10.417),
        (bound(Kdp, Paperback, White, (6.0, 9.0), 300), 12.9256, 9.25),
        (bound(Kdp, Paperback, Cream, (5.0, 8.0), 200), 10.75, 8.25),
        (bound(Kdp, Paperback, Color, (8.5, 11.0), 100), 17.4847, 11.25),
        (bound(Lulu, Paperback, White, (6.0, 9.0), 222), 12.81, 9.25),
    ] {
        let wrap = bound.wrap().expect("a wrap");
        assert!(
            (wrap.width / 72.0 - width).abs() < 0.001,
            "{bound:?}: {}",
            wrap.width / 72.0
        );
        assert!((wrap.height / 72.0 - height).abs() < 0.001, "{bound:?}");
        assert_eq!(bound.faults(), []);
    }
}

#[test]
fn the_parts_of_a_wrap_lie_side_by_side_and_type_stands_within() {
    for product in PRODUCTS {
        let mut book = bound(product.printer, product.binding, product.stock, (6.0, 9.0), 200);
        book.spine = Some(32.0);
        let Some(wrap) = book.wrap() else {
            assert!(
                !MEASURES
                    .iter()
                    .any(|m| (m.printer, m.binding) == (product.printer, product.binding))
            );
            continue;
        };
        assert!((wrap.spine.left - (wrap.width - wrap.spine.right)).abs() < 0.001);
        assert_eq!(wrap.front.left, wrap.spine.right);
        assert!(wrap.back_safe.left > wrap.trim.left && wrap.back_safe.right < wrap.spine.left);
        assert!(wrap.front_safe.left > wrap.spine.right && wrap.front_safe.right < wrap.seen.right);
        assert!(wrap.barcode.right < wrap.spine.left && wrap.barcode.bottom > wrap.trim.bottom);
        let words = wrap.spine_safe.expect("words on a spine of 200 pages");
        assert!(words.left > wrap.spine.left && words.right < wrap.spine.right);
    }
}

#[test]
fn a_thin_spine_has_no_words() {
    let words = |pages| {
        bound(Kdp, Paperback, White, (6.0, 9.0), pages)
            .wrap()
            .unwrap()
            .spine_safe
    };
    assert!(words(78).is_none() && words(106).is_some());
}

#[test]
fn what_a_printer_does_not_make_is_told_before_anything_is_drawn() {
    let six = (6.0, 9.0);
    for (book, code) in [
        (bound(Kdp, Paperback, White, six, 22), "cover-pages"),
        (bound(Kdp, Paperback, White, six, 830), "cover-pages"),
        (bound(Kdp, Paperback, Cream, six, 778), "cover-pages"),
        (bound(Kdp, Paperback, White, (8.5, 11.0), 592), "cover-pages"),
        (bound(Kdp, Case, White, six, 74), "cover-pages"),
        (bound(Kdp, Case, White, (5.0, 8.0), 200), "cover-trim"),
        (bound(Kdp, Paperback, White, (9.0, 9.0), 200), "cover-trim"),
        (bound(Ingram, Paperback, White, six, 200), "cover-spine-unknown"),
        (bound(Ingram, Case, White, six, 200), "cover-binding"),
        (bound(Lulu, Case, White, six, 200), "cover-spine-unknown"),
    ] {
        assert_eq!(codes(&book), [code], "{book:?}");
    }
}

#[test]
fn a_spine_that_does_not_fit_is_told_with_how_much_it_is_off() {
    let mut book = bound(Kdp, Paperback, White, (6.0, 9.0), 300);
    book.spine = Some(72.0);
    let faults = book.faults();
    assert_eq!(faults[0].code.name(), "cover-spine");
    assert!(faults[0].message.contains("0.324 in more"), "{}", faults[0].message);
}

#[test]
fn a_finished_cover_for_another_book_is_an_error_that_says_by_how_much() {
    let book = bound(Kdp, Paperback, White, (6.0, 9.0), 300);
    let finished = |pages, stock| FinishedWrap {
        pages,
        stock,
        span: None,
    };
    assert_eq!(finished(300, White).faults(&book), []);
    let off = finished(186, White).faults(&book);
    assert_eq!((off[0].code.name(), off[0].severity), ("cover-spine", Severity::Error));
    assert!(
        off[0].message.contains("0.419 in, where 0.676 in"),
        "{}",
        off[0].message
    );
    // Two pages are thinner than a fold is exact.
    assert_eq!(finished(298, White).faults(&book)[0].severity, Severity::Hint);
    let mut spark = bound(Ingram, Paperback, White, (6.0, 9.0), 300);
    spark.spine = Some(50.0);
    assert_eq!(finished(298, White).faults(&spark)[0].code.name(), "cover-spine");
    let paper = finished(300, Cream).faults(&book);
    assert_eq!(
        (paper[0].code.name(), paper[0].severity),
        ("cover-paper", Severity::Error)
    );
}
