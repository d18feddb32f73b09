//! Quotation marks by language, and what else typography does in one language only.

/// The quotation marks of a language.
#[derive(Debug, PartialEq, Eq)]
pub struct QuoteMarks {
    /// What opens and closes a quotation.
    pub double: (&'static str, &'static str),
    /// What opens and closes a quotation in a quotation.
    pub single: (&'static str, &'static str),
    /// Whether a narrow space stands before `;`, `:`, `!` and `?` and inside of guillemets.
    pub narrow_spaces: bool,
    /// Words that lose their first letter to an apostrophe, in lower case.
    pub clipped: &'static [&'static str],
}

type Pair = (&'static str, &'static str);

const fn marks(double: Pair, single: Pair) -> QuoteMarks {
    QuoteMarks {
        double,
        single,
        narrow_spaces: false,
        clipped: &[],
    }
}

const fn french(double: Pair, single: Pair) -> QuoteMarks {
    QuoteMarks {
        narrow_spaces: true,
        ..marks(double, single)
    }
}

const CURLY: QuoteMarks = marks(("“", "”"), ("‘", "’"));

const ENGLISH: QuoteMarks = QuoteMarks {
    clipped: &[
        "tis", "twas", "twere", "twill", "em", "til", "cause", "round", "bout", "n", "cos", "neath",
    ],
    ..CURLY
};

/// Language tags, longest first where one starts another, with their marks (CLDR's delimiters,
/// but for Swedish books' and for the straight mapping of what is typed).
static MARKS: &[(&str, QuoteMarks)] = &[
    ("de-CH", marks(("«", "»"), ("‹", "›"))),
    ("de-LI", marks(("«", "»"), ("‹", "›"))),
    ("de", marks(("„", "“"), ("‚", "‘"))),
    ("fr-CH", french(("«\u{202f}", "\u{202f}»"), ("‹\u{202f}", "\u{202f}›"))),
    ("fr", french(("«\u{202f}", "\u{202f}»"), ("“", "”"))),
    ("es", marks(("«", "»"), ("“", "”"))),
    ("ca", marks(("«", "»"), ("“", "”"))),
    ("it", marks(("«", "»"), ("“", "”"))),
    ("pt-BR", CURLY),
    ("pt", marks(("«", "»"), ("“", "”"))),
    ("el", marks(("«", "»"), ("“", "”"))),
    ("nb", marks(("«", "»"), ("‘", "’"))),
    ("nn", marks(("«", "»"), ("‘", "’"))),
    ("no", marks(("«", "»"), ("‘", "’"))),
    ("ru", marks(("«", "»"), ("„", "“"))),
    ("uk", marks(("«", "»"), ("„", "“"))),
    ("pl", marks(("„", "”"), ("‚", "’"))),
    ("hu", marks(("„", "”"), ("»", "«"))),
    ("ro", marks(("„", "”"), ("«", "»"))),
    ("cs", marks(("„", "“"), ("‚", "‘"))),
    ("sk", marks(("„", "“"), ("‚", "‘"))),
    ("sl", marks(("„", "“"), ("‚", "‘"))),
    ("bg", marks(("„", "“"), ("‚", "‘"))),
    ("is", marks(("„", "“"), ("‚", "‘"))),
    ("lt", marks(("„", "“"), ("‚", "‘"))),
    ("et", marks(("„", "“"), ("‚", "‘"))),
    ("sv", marks(("”", "”"), ("’", "’"))),
    ("fi", marks(("”", "”"), ("’", "’"))),
    ("en", ENGLISH),
];

/// The marks of a BCP 47 tag; those of English, and none of its habits, where they are not known.
pub fn of(tag: &str) -> &'static QuoteMarks {
    let starts = |known: &str| {
        tag.get(..known.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(known))
            && matches!(tag.as_bytes().get(known.len()), None | Some(b'-' | b'_'))
    };
    let found = MARKS.iter().find(|(known, _)| starts(known));
    found.map_or(&CURLY, |(_, marks)| marks)
}
