//! The shipped themes. Each says only what it does not share with the practical one.

use super::{
    Boxes, CaptionLook, ContentsLook, Cow, Decoration, Family, FolioLook, FolioPlace, HeadAlign, HeadText, Heading,
    LeadIn, Margins, Opener, Ornament, RunningHeads, TableLook, Theme,
};

/// For health and how-to: open, with a sans for headings and callouts.
pub(super) fn practical() -> Theme {
    Theme {
        name: "practical",
        serif: "Source Serif 4",
        sans: "Source Sans 3",
        mono: "Source Code Pro",
        size: 10.2,
        leading: 14.0,
        indent: 15.0,
        tracking: 0.0,
        note: (8.4, 10.6),
        small: (9.0, 11.6),
        code: (8.2, 11.0),
        title: (25.0, 29.0),
        headings: [
            Heading {
                after: 4.5,
                ..heading(13.5, 16.0, true)
            },
            heading(11.0, 14.0, true),
            Heading {
                italic: true,
                ..heading(10.2, 14.0, false)
            },
        ],
        heading_family: Family::Sans,
        margins: Margins {
            sides: 0.264,
            ends: 0.205,
            head: 0.52,
        },
        grid: true,
        justified: true,
        hyphenated: true,
        italics: true,
        opener: Opener::FLUSH,
        lead_in: LeadIn::None,
        lead_in_after_breaks: false,
        ornament: Ornament::Characters(Cow::Borrowed("\u{2022}\u{2003}\u{2022}\u{2003}\u{2022}")),
        heads: RunningHeads {
            verso: HeadText::Title,
            recto: HeadText::Chapter,
            align: HeadAlign::Inner,
            family: Family::Sans,
            size: 0.84,
            italic: false,
            small_caps: false,
            tracking: 0.0,
            ink: 0.75,
            rule: 0.0,
        },
        folio: FolioLook {
            at: FolioPlace::Head,
            family: Family::Sans,
            size: 0.89,
            bold: true,
        },
        boxes: Boxes {
            note: bar(1.2, 0.45),
            important: bar(2.4, 0.8),
            warning: bar(3.2, 1.0),
            red_flag: Decoration::Frame { width: 1.5 },
            aside: Decoration::Rules { width: 0.5 },
            exercise: Decoration::Rules { width: 1.2 },
            pull_quote: Decoration::Rules { width: 0.5 },
            padding: 11.0,
            around: 0.6,
            label_after: 1.5,
            family: Family::Sans,
            size: 0.96,
            leading: 1.34,
            label_size: 0.88,
            label_small_caps: false,
            label_tracking: 0.04,
            number_ink: 0.6,
            pull_quote_size: 1.32,
        },
        caption: CaptionLook {
            family: Family::Sans,
            italic: false,
            small_caps: false,
        },
        tables: TableLook {
            family: Family::Sans,
            side: 4.0,
            above: 2.6,
            log_row: 23.0,
            outer_rule: 0.8,
            head_rule: 0.5,
            inner_rule: 0.35,
            inner_ink: 0.55,
        },
        contents: ContentsLook {
            leaders: false,
            part_family: Family::Sans,
            part_small_caps: false,
            italic: true,
            leading: 0.93,
        },
        bullets: ["\u{2022}", "\u{2013}"],
    }
}

/// For prose: one serif throughout, centred openers, small capitals.
pub(super) fn classic() -> Theme {
    let base = practical();
    Theme {
        name: "classic",
        serif: "Libertinus Serif",
        size: 11.0,
        indent: 16.0,
        note: (9.0, 10.8),
        small: (9.6, 11.8),
        title: (21.0, 26.0),
        headings: [
            Heading {
                after: 4.0,
                ..heading(13.0, 16.0, false)
            },
            Heading {
                italic: true,
                ..heading(11.0, 14.0, false)
            },
            Heading {
                italic: true,
                ..heading(11.0, 14.0, false)
            },
        ],
        heading_family: Family::Serif,
        opener: Opener::CENTERED,
        lead_in: LeadIn::DropCap { lines: 2 },
        ornament: Ornament::Characters(Cow::Borrowed("\u{2767}")),
        heads: RunningHeads {
            align: HeadAlign::Center,
            family: Family::Serif,
            size: 0.84,
            small_caps: true,
            tracking: 0.08,
            ink: 1.0,
            ..base.heads
        },
        folio: FolioLook {
            family: Family::Serif,
            bold: false,
            ..base.folio
        },
        boxes: Boxes {
            note: Decoration::Rules { width: 0.4 },
            important: Decoration::Rules { width: 0.9 },
            warning: Decoration::Frame { width: 0.5 },
            red_flag: Decoration::Frame { width: 1.2 },
            exercise: Decoration::Rules { width: 0.9 },
            family: Family::Serif,
            size: 0.95,
            leading: 1.28,
            label_size: 1.0,
            label_small_caps: true,
            label_tracking: 0.06,
            ..base.boxes
        },
        caption: CaptionLook {
            family: Family::Serif,
            italic: true,
            small_caps: true,
        },
        tables: TableLook {
            family: Family::Serif,
            inner_rule: 0.0,
            above: 2.0,
            ..base.tables
        },
        contents: ContentsLook {
            part_family: Family::Serif,
            part_small_caps: true,
            ..base.contents
        },
        ..base
    }
}

/// For readers with low vision, after what the RNIB and the American Council of the Blind ask for: 16 points,
/// generous leading, a ragged edge without hyphens, bold instead of italics, nothing grey, nothing small.
pub(super) fn large_print() -> Theme {
    let base = practical();
    Theme {
        name: "large-print",
        serif: "Source Sans 3",
        size: 16.0,
        leading: 20.5,
        indent: 22.0,
        tracking: 0.008,
        note: (14.0, 17.6),
        small: (14.0, 17.6),
        code: (14.0, 17.6),
        title: (28.0, 32.0),
        headings: [
            Heading {
                after: 5.0,
                ..heading(20.0, 24.0, true)
            },
            heading(18.0, 21.6, true),
            heading(16.0, 20.5, true),
        ],
        margins: Margins {
            sides: 0.215,
            ends: 0.17,
            head: 0.5,
        },
        justified: false,
        hyphenated: false,
        italics: false,
        opener: Opener::PLAIN,
        heads: RunningHeads {
            size: 0.875,
            ink: 1.0,
            ..base.heads
        },
        folio: FolioLook {
            size: 1.0,
            ..base.folio
        },
        boxes: Boxes {
            note: bar(2.0, 1.0),
            important: bar(3.2, 1.0),
            warning: bar(4.4, 1.0),
            red_flag: Decoration::Frame { width: 2.4 },
            aside: Decoration::Rules { width: 1.0 },
            exercise: Decoration::Rules { width: 1.8 },
            pull_quote: Decoration::Rules { width: 1.0 },
            padding: 14.0,
            around: 0.8,
            label_after: 3.0,
            size: 1.0,
            leading: 1.28,
            label_size: 1.0,
            label_tracking: 0.02,
            number_ink: 1.0,
            pull_quote_size: 1.2,
            ..base.boxes
        },
        tables: TableLook {
            side: 6.0,
            above: 4.0,
            log_row: 34.0,
            outer_rule: 1.4,
            head_rule: 1.0,
            inner_rule: 0.7,
            inner_ink: 1.0,
            ..base.tables
        },
        contents: ContentsLook {
            leaders: true,
            italic: false,
            leading: 1.0,
            ..base.contents
        },
        ..base
    }
}

fn heading(size: f32, leading: f32, bold: bool) -> Heading {
    Heading {
        size,
        leading,
        after: 0.0,
        before_lines: 1.0,
        bold,
        italic: false,
    }
}

fn bar(width: f32, ink: f32) -> Decoration {
    Decoration::Bar { width, ink }
}
