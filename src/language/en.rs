//! English.

use super::{AddedPages, Callouts, Dates, Ebook, Formats, Headings, Labels, Language, Products, SiteWords};

/// English.
pub(super) static LANGUAGE: Language = Language {
    tag: "en",
    own_letters: &[],
    dates: Dates {
        months: [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        form: "{month} {day}, {year}",
        first_day: None,
        outside: Some(("US", "{day} {month} {year}")),
    },
    labels: Labels {
        chapter: "Chapter",
        part: "Part",
        appendix: "Appendix",
        figure: "Figure",
        table: "Table",
        exercise: "Exercise",
        page: "page",
        see: "see",
        see_also: "see also",
    },
    callouts: Callouts {
        note: "Note",
        tip: "Tip",
        important: "Important",
        warning: "Warning",
        caution: "Caution",
        red_flag: "Red flag",
    },
    headings: Headings {
        contents: "Contents",
        figures: "Figures",
        index: "Index",
        notes: "Notes",
        cover: "Cover",
        title_page: "Title page",
        untitled: "Untitled",
    },
    products: Products {
        ebook: "ebook",
        paperback: "paperback",
        hardcover: "hardcover",
        digital_pdf: "PDF",
        large_print: "large print",
        dvd: "DVD",
        audiobook: "audiobook",
        course: "course",
    },
    credits: &[
        ("edt", "Edited by {}"),
        ("ill", "Illustrated by {}"),
        ("trl", "Translated by {}"),
        ("aui", "Introduction by {}"),
        ("wfw", "Foreword by {}"),
        ("pht", "Photographs by {}"),
        ("rev", "Reviewed by {}"),
    ],
    added: AddedPages {
        also_available: "Also available",
        more_from: "More from {}",
        read_more: "Read more on {}",
        cover_of: "Cover of {}",
        advance_copy: "Advance copy, not for sale",
        sample: "Sample",
        read_on: "Read on",
        sample_ends: "This is where the sample of {} ends.",
        whole_book: "The whole book is here:",
        revised: "revised {}",
        published: "Published {}",
        reviewed: "Content last reviewed {}",
        all_rights: "All rights reserved.",
        set_in: "Set in {}",
        and: "and",
        edition: "Edition {}",
        nth_edition,
    },
    ebook: Ebook {
        landmarks: "Landmarks",
        pages: "Pages",
        start: "Start of the text",
        done: "done",
        to_do: "to do",
        accessible: "The text reflows, has a table of contents and headings in order, and can be read \
                     aloud from start to end.",
        described: "Every picture is described in words or is marked as decoration.",
        undescribed: "Some pictures are not described in words.",
    },
    site: SiteWords {
        by: "by {}",
        preorder: "Pre-order now: the book comes out on {}.",
        editions: "Editions",
        format: "Format",
        details: "Details",
        price: "Price",
        no_price: "to be announced",
        pages: "{} pages",
        words: "about {} words",
        buy: "Buy",
        buy_before_release: "Pre-order",
        buy_at: "at {}",
        sample: "Read a sample (EPUB)",
        accessibility: "Accessibility",
        pass_on: "Pass it on",
        pass_on_how: "Copy this and paste it into your own page or post:",
        click: "Click on the products below.",
        formats: Formats {
            ebook: "Ebook (EPUB)",
            digital_pdf: "PDF",
            paperback: "Paperback",
            large_print: "Large print paperback",
            hardcover: "Hardcover",
        },
    },
    copy_made_for: "This copy was made for {}.",
};

/// "First edition", "12th edition".
fn nth_edition(number: u32) -> String {
    const WORDS: [&str; 10] = [
        "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
    ];
    let word = usize::try_from(number)
        .ok()
        .and_then(|number| WORDS.get(number.checked_sub(1)?));
    if let Some(word) = word {
        return format!("{word} edition");
    }
    let suffix = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{suffix} edition")
}
