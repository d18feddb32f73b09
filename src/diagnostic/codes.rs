//! The one table of all codes that a finding of the program itself can have. Stores' rules have tables of their own,
//! and their names are codes as well.
//!
//! A line of the table is a constant that code uses, the code's name, how much it matters, what it means and why that
//! matters, and what to do. `bindery explain` speaks from it. Names are sorted, and never change meaning.

use super::{Code, Severity};

/// What is known of a code.
#[derive(Clone, Copy, Debug)]
pub struct Explanation {
    /// The code's name, such as `md-unknown-container`.
    pub name: &'static str,
    /// How much a finding with it matters, unless the finding says that it matters less.
    pub severity: Severity,
    /// What it means, and why that matters.
    pub means: &'static str,
    /// What to do.
    pub cure: &'static str,
}

/// What is known of the code of that name; `None` where the program has no such code.
pub fn explanation(name: &str) -> Option<&'static Explanation> {
    EXPLANATIONS.iter().find(|explanation| explanation.name == name)
}

/// Makes a constant of each code, and the table. The table repeats a name and does not name the constant, so that the
/// compiler tells of a code that nothing uses.
macro_rules! codes {
    ($($constant:ident = $name:literal, $severity:ident, $means:literal, $cure:literal;)*) => {
        $(
            #[doc = $means]
            pub(crate) const $constant: Code = Code {
                name: $name,
                severity: Severity::$severity,
            };
        )*

        /// Every code of the program, sorted by name.
        pub static EXPLANATIONS: &[Explanation] = &[
            $(Explanation {
                name: $name,
                severity: Severity::$severity,
                means: $means,
                cure: $cure,
            },)*
        ];

        #[cfg(test)]
        const CONSTANTS: &[&str] = &[$(stringify!($constant)),*];
    };
}

codes! {
    CLI_COPY_EXISTS = "cli-copy-exists", Error,
        "Where a copy for a buyer would go stands a file that differs from it. The file was kept; the other copies were made.",
        "Name another folder with `--out`, or replace it with `--force`.";
    CLI_EPOCH = "cli-epoch", Error,
        "SOURCE_DATE_EPOCH is not a number of seconds.",
        "Set it to seconds since 1970 in digits, or leave it unset.";
    CLI_KEPT = "cli-kept", Warning,
        "In a package's folder lies a file that bindery did not make. It was kept when the folder was made again.",
        "Keep it elsewhere, so that nobody uploads it with the package.";
    CLI_NO_PROJECT = "cli-no-project", Error,
        "No book was found where the command looked.",
        "Name a folder with manuscript/book.toml or Markdown files, or start a book with `bindery new`.";
    CLI_NOT_EMPTY = "cli-not-empty", Error,
        "A new book goes into a folder of its own, and this one holds something.",
        "Name a folder that is missing or empty.";
    CLI_NOT_OURS = "cli-not-ours", Error,
        "Something that bindery did not make stands where a package would go. It is not touched.",
        "Give another folder with `--out`, or move what is there elsewhere.";
    CLI_PROOF = "cli-proof", Error,
        "The proof of a package could not be read there.",
        "Give a proof.json, a package's folder, or a folder of packages.";
    CLI_STAMP = "cli-stamp", Error,
        "A copy for a buyer could not be made of this file.",
        "Give a finished EPUB or the digital PDF, and a name of one line.";
    CLI_UNKNOWN_CODE = "cli-unknown-code", Error,
        "No finding and no rule has this code.",
        "Copy the word in the brackets of the finding.";
    CLI_UNKNOWN_EDITION = "cli-unknown-edition", Error,
        "The book has no edition of that name.",
        "Take a name from `[editions]`.";
    CLI_VERIFY = "cli-verify", Error,
        "The file holds no mark, or the folder no proof, that could be read.",
        "Give an EPUB or a PDF that bindery made, or a package's folder.";
    CLI_WRITE = "cli-write", Error,
        "A finished file could not be put in its place. The earlier files are as they were.",
        "Look at the folder's permissions and the room on the disk, or name another folder with `--out`.";

    COVER_BACK_LONG = "cover-back-long", Warning,
        "The back's text does not fit between the trim and the barcode, even in its smallest size.",
        "Give a shorter one as `back` in `[cover]`: about 150 words do.";
    COVER_BINDING = "cover-binding", Warning,
        "How this printer makes this binding is not known here.",
        "Have the cover made with the printer's own template.";
    COVER_NO_ISBN = "cover-no-isbn", Hint,
        "The wrap has no barcode, since the edition has no ISBN. Shops scan it; KDP prints one of its own.",
        "Give the edition its `isbn`.";
    COVER_PAGES = "cover-pages", Warning,
        "The printer does not bind so few or so many pages on this paper.",
        "Choose another paper, trim or binding.";
    COVER_PAPER = "cover-paper", Error,
        "The finished cover was made for another paper, and its spine is of another width.",
        "Have it made again for this paper.";
    COVER_RESOLUTION = "cover-resolution", Warning,
        "The front's picture is too small for print and would look soft.",
        "Supply larger art, or a drawing (SVG).";
    COVER_SMALL_TYPE = "cover-small-type", Warning,
        "Words of the front are too small or too pale for a shop's thumbnail.",
        "Shorten the title, or take another style or ground.";
    COVER_SPINE = "cover-spine", Error,
        "The spine that was given, or that the finished cover has, is not as thick as these pages.",
        "Order the template again for this page count, or have the cover made again.";
    COVER_SPINE_UNKNOWN = "cover-spine-unknown", Hint,
        "This printer gives the spine's width in its template alone.",
        "Order the template for the page count that is named, and enter its number as `spine`.";
    COVER_TRIM = "cover-trim", Warning,
        "The printer does not make this trim in this binding.",
        "Take a trim that the printer lists, such as 6x9in.";

    EDITION_UNKNOWN = "edition-unknown", Error,
        "`only` or `not` names an edition that the book does not have, and the text would be lost silently.",
        "Take a name of an edition, or print, pdf or digital.";

    EPUB_ARCHIVE = "epub-archive", Error,
        "The EPUB could not be packed.",
        "Report it with the book that shows it.";
    EPUB_LINK = "epub-link", Warning,
        "An address cannot be a link in an ebook.",
        "Write a whole web or mail address, or the id of something in the book.";
    EPUB_MATH = "epub-math", Warning,
        "A formula could not be read, and shows its source.",
        "Mend the TeX.";
    EPUB_NO_CHAPTERS = "epub-no-chapters", Warning,
        "The ebook has no chapters.",
        "List the chapters' files in `[chapters]`.";
    EPUB_NO_IDENTIFIER = "epub-no-identifier", Warning,
        "Nothing tells this book from another, and a revision would look like a new book.",
        "Set `identifier` to a urn:uuid that stays the same for the book's life.";
    EPUB_NO_LANGUAGE = "epub-no-language", Warning,
        "Without a language, readers cannot hyphenate the book or read it aloud.",
        "Set `language`, such as en-US.";
    EPUB_NO_TITLE = "epub-no-title", Warning,
        "The ebook has no title.",
        "Set `title`.";
    EPUB_NOT_ACCESSIBLE = "epub-not-accessible", Warning,
        "book.toml says who certifies the ebook, and something found in it contradicts that. The claim is not made.",
        "Mend what is found of pictures, formulas and language.";
    EPUB_TOO_DEEP = "epub-too-deep", Warning,
        "Something is nested deeper than readers can show.",
        "Take lists, quotations or containers out of one another.";
    EPUB_TYPEFACE = "epub-typeface", Error,
        "A typeface could not be cut down for the ebook.",
        "Leave `embed-fonts` out, or take another theme.";

    FIGURE_BLEED_CAPTION = "figure-bleed-caption", Hint,
        "A picture that covers its page leaves no room for its caption.",
        "Say in the text what it shows; editions without bleed have the caption.";

    ID_DUPLICATE = "id-duplicate", Error,
        "One id is given to two things, and a reference to it could mean either.",
        "Give each an id of its own.";

    INDEX_EMPTY = "index-empty", Warning,
        "An index entry names no term.",
        "Write the term in the brackets or as term=\"...\".";
    INDEX_RANGE = "index-range", Warning,
        "A range in the index has only one of its two ends.",
        "Give both ends the same term, the start first.";
    INDEX_RANGE_UNPAIRED = "index-range-unpaired", Warning,
        "One end of a range in the index is not in this edition.",
        "Keep both ends in the same editions.";
    INDEX_SEE_MISSING = "index-see-missing", Warning,
        "A \"see\" leads to a heading that the index does not have.",
        "Write the heading as its entries do, or index something under it.";

    IO_NO_BOOK = "io-no-book", Error,
        "The folder holds neither book.toml nor Markdown.",
        "Start with `bindery new`.";
    IO_NOT_UTF8 = "io-not-utf8", Error,
        "A file holds bytes that are not UTF-8 text; guessing would spoil letters.",
        "Save the file as UTF-8.";
    IO_TOO_LARGE = "io-too-large", Error,
        "A file is larger than any chapter.",
        "Divide it into several chapters.";
    IO_TOO_MANY_FILES = "io-too-many-files", Error,
        "The book lists more files than can be read.",
        "Join short files into longer ones.";
    IO_UNREADABLE = "io-unreadable", Error,
        "A file could not be read.",
        "Look at its name and its permissions.";

    LINK_EMPTY = "link-empty", Warning,
        "A link has no address.",
        "Write an address or an id in the parentheses.";
    LINK_SCHEME = "link-scheme", Warning,
        "A book cannot hold a link of this kind: it would run something on the reader's device.",
        "Link to a web or mail address.";

    MD_ATTRIBUTES = "md-attributes", Warning,
        "Braces after an element cannot be read.",
        "Write {#id .class key=value}, with spaces between.";
    MD_CHAPTER_KIND = "md-chapter-kind", Error,
        "A chapter names a kind that does not exist.",
        "Take a kind from the README's list.";
    MD_CONTAINER_STRAY = "md-container-stray", Warning,
        "Colons close no container.",
        "Remove them, or open a container above.";
    MD_CONTAINER_UNCLOSED = "md-container-unclosed", Warning,
        "A container is not closed, and takes the rest of the chapter.",
        "Add ::: where it ends.";
    MD_CONTAINER_WORDS = "md-container-words", Hint,
        "Words after a container's name are taken for its title.",
        "Write title=\"...\" in its braces.";
    MD_FIGURE_EMPTY = "md-figure-empty", Warning,
        "A figure holds no picture.",
        "Put a picture into it, or take another container.";
    MD_FRONT_MATTER = "md-front-matter", Error,
        "The front matter of a chapter is not closed or cannot be read.",
        "End it with the line that began it.";
    MD_FRONT_MATTER_KEY = "md-front-matter-key", Warning,
        "The front matter has a key that is not known.",
        "Take one of the README's list.";
    MD_HTML = "md-html", Warning,
        "HTML that would run or fetch something, or has no place in a book, is left out.",
        "Remove the element or the attribute that the finding names.";
    MD_HTML_TAG = "md-html-tag", Warning,
        "A book cannot hold this HTML; its text is kept.",
        "Say it in Markdown, or remove it.";
    MD_HTML_UNCLOSED = "md-html-unclosed", Warning,
        "An HTML element is not closed.",
        "Close it in the same paragraph.";
    MD_NESTING = "md-nesting", Warning,
        "Marks are nested deeper than a book can use.",
        "Take lists, quotations or containers out of one another.";
    MD_NO_TITLE = "md-no-title", Hint,
        "A chapter has no title, and takes the name of its file.",
        "Start the file with a line `# Title`.";
    MD_SECOND_TITLE = "md-second-title", Hint,
        "A chapter has a second heading of the first level.",
        "Write ## for a section, or put the chapter into a file of its own.";
    MD_TABLE_SIZE = "md-table-size", Warning,
        "The tables of a file have more cells than can be set.",
        "Divide them.";
    MD_TABLE_WIDTHS = "md-table-widths", Warning,
        "A table's widths do not fit its columns.",
        "Give as many percents as columns, 100 together.";
    MD_UNKNOWN_CONTAINER = "md-unknown-container", Warning,
        "A container's name is not known; what is in it is kept.",
        "Take a name from the README's list.";
    MD_WIDTH = "md-width", Warning,
        "A picture's width is not a percentage.",
        "Write the share of the text's width, such as width=60%.";

    NOTE_DUPLICATE = "note-duplicate", Warning,
        "Two notes of a chapter have one label; the first is kept.",
        "Give each a label of its own.";
    NOTE_UNDEFINED = "note-undefined", Error,
        "A mark names a note that the chapter does not have.",
        "Add a paragraph [^label]: text, or write \\[^label] where no note is meant.";
    NOTE_UNUSED = "note-unused", Hint,
        "Nothing refers to a note, and it is not shown.",
        "Put its mark where it belongs, or remove it.";

    PAGE_BREAK_FORCED = "page-break-forced", Hint,
        "A page begins inside what should stay together.",
        "Shorten the block that runs over the page, or divide it.";
    PAGE_FIGURE_FAR = "page-figure-far", Hint,
        "A figure stands two pages or more after its first mention.",
        "Move it in the text, or make it smaller.";
    PAGE_LADDER = "page-ladder", Hint,
        "Three lines running end in a hyphen, which the eye trips over.",
        "Reword one of them.";
    PAGE_LOOSE = "page-loose", Hint,
        "A line has very wide spaces.",
        "Allow a break in the long word with a soft hyphen, or reword.";
    PAGE_MATH = "page-math", Warning,
        "A formula could not be read, and the page shows its source.",
        "Mend the TeX.";
    PAGE_MISSING_CHARACTER = "page-missing-character", Warning,
        "No typeface at hand has a character of the text.",
        "Write it another way, or leave it out of this edition with `only`.";
    PAGE_OVERFULL = "page-overfull", Warning,
        "A line stands out of its measure.",
        "Allow a break in the long word, or reword.";
    PAGE_TABLE_WIDE = "page-table-wide", Warning,
        "The longest words of a table do not fit side by side.",
        "Give it fewer columns, shorter words, or `widths`.";
    PAGE_UNEVEN = "page-uneven", Hint,
        "Facing pages end on different lines.",
        "Move what does not fit, or add or cut the lines that are named.";
    PAGE_UNSETTLED = "page-unsettled", Warning,
        "References to page numbers move the very pages that they name, without end.",
        "Reword a sentence with a page reference at the end of a page.";

    PDF_ACTIVE = "pdf-active", Error,
        "A file for print holds actions, scripts or files.",
        "Report it with the book that shows it.";
    PDF_ANNOTATION = "pdf-annotation", Error,
        "A page for print has annotations.",
        "Report it with the book that shows it.";
    PDF_ENCRYPTED = "pdf-encrypted", Error,
        "A file for print is encrypted.",
        "Report it with the book that shows it.";
    PDF_FACE_MISSING = "pdf-face-missing", Error,
        "A typeface is not embedded, and another would be printed.",
        "Report it with the book that shows it.";
    PDF_INK = "pdf-ink", Error,
        "A spot has more ink than paper can hold, or it could not be measured.",
        "Supply the picture lighter; else report it with the book that shows it.";
    PDF_METADATA_DIFFERS = "pdf-metadata-differs", Error,
        "A PDF's two records of its title, author and dates do not agree.",
        "Report it with the book that shows it.";
    PDF_NOT_ACCESSIBLE = "pdf-not-accessible", Warning,
        "The digital PDF does not claim that everybody can read it.",
        "Describe every picture or declare it decorative, and set title and language.";
    PDF_NOT_PRINTED = "pdf-not-printed", Error,
        "A file for print has an outline, forms or tags.",
        "Report it with the book that shows it.";
    PDF_ODD_PAGES = "pdf-odd-pages", Error,
        "The last leaf of a printed book has a page on one side only.",
        "Report it with the book that shows it.";
    PDF_PAGE_SIZE = "pdf-page-size", Error,
        "A page is of another size than the first.",
        "Report it with the book that shows it.";
    PDF_TEXT_INK = "pdf-text-ink", Error,
        "Text is set in more inks than black, and would blur where they do not meet.",
        "Report it with the book that shows it.";
    PDF_UNREADABLE = "pdf-unreadable", Error,
        "A finished PDF could not be read back.",
        "Report it with the book that shows it.";
    PDF_UNWRITABLE = "pdf-unwritable", Error,
        "A PDF could not be written.",
        "Do as the finding says: the help depends on what could not be written.";

    PDFX_BOXES = "pdfx-boxes", Error,
        "A page's boxes do not lie in one another, as PDF/X wants.",
        "Report it with the book that shows it.";
    PDFX_COLOR = "pdfx-color", Error,
        "A page is painted in a colour that the standard does not allow.",
        "Report it with the book that shows it.";
    PDFX_FILTER = "pdfx-filter", Error,
        "A stream is packed in a way that the standard does not allow.",
        "Report it with the book that shows it.";
    PDFX_INTENT = "pdfx-intent", Error,
        "The file does not say for which printing condition it is made.",
        "Report it with the book that shows it.";
    PDFX_METADATA = "pdfx-metadata", Error,
        "The file does not say of itself what the standard wants.",
        "Report it with the book that shows it.";
    PDFX_TRANSPARENCY = "pdfx-transparency", Error,
        "A page is transparent, which PDF/X-1a forbids.",
        "Report it with the book that shows it.";
    PDFX_VERSION = "pdfx-version", Error,
        "The file is of another version of PDF than the standard.",
        "Report it with the book that shows it.";

    PICTURE_COVER_SHAPE = "picture-cover-shape", Warning,
        "The front is of another shape than shops show, and stands between bands.",
        "Supply art that is 1.6 times as high as wide.";
    PICTURE_COVER_SMALL = "picture-cover-small", Warning,
        "The front was enlarged and looks soft.",
        "Supply art of 1600 x 2560 pixels or more.";
    PICTURE_NO_ALT = "picture-no-alt", Warning,
        "Nothing says what a picture shows to those who cannot see it.",
        "Say it in the brackets, or add {.decorative}.";
    PICTURE_OUTSIDE = "picture-outside", Warning,
        "A picture lies outside the project; nothing there is read.",
        "Put the file into the project's folder.";
    PICTURE_REMOTE = "picture-remote", Warning,
        "A picture is on the web; only files of the project are read.",
        "Put the file beside the chapter.";
    PICTURE_RESOLUTION = "picture-resolution", Warning,
        "A picture is too small for its place in print.",
        "Give a larger one, or a smaller `width`.";
    PICTURE_SCALED = "picture-scaled", Hint,
        "A picture was made smaller for the ebook, since stores refuse more pixels.",
        "Supply it smaller to choose how.";
    PICTURE_UNREADABLE = "picture-unreadable", Error,
        "A picture is missing or damaged.",
        "Check the path, and that it is a PNG, a JPEG or an SVG.";

    REF_FORM = "ref-form", Warning,
        "A reference asks for a form that does not exist.",
        "Write ref=page or ref=none.";
    REF_NOT_IN_EDITION = "ref-not-in-edition", Warning,
        "A reference leads to something that this edition does not have.",
        "Put it into {only=...} as its target is.";
    REF_OUTSIDE = "ref-outside", Warning,
        "A link leads to a file that is not part of the book.",
        "List the file in book.toml, or link to a web address.";
    REF_UNKNOWN = "ref-unknown", Warning,
        "Nothing in the book has the id that a reference names.",
        "Correct the id; the nearest is offered.";

    SITE_PICTURE = "site-picture", Warning,
        "The site's page does not show a picture that cannot be read.",
        "Check the path, and that it is a PNG, a JPEG or an SVG.";

    STORE_EXCEPTION_UNUSED = "store-exception-unused", Hint,
        "`[storefronts]` lets a rule be broken that the book keeps.",
        "Take the line out of `[storefronts]`.";
    STORE_NO_EDITION = "store-no-edition", Error,
        "The book has no edition that the store takes.",
        "Add one, or leave the store out with `sell-at`.";
    STORE_UNKNOWN = "store-unknown", Error,
        "There is no store of that name.",
        "Take one of the names that the finding lists.";
    STORE_UNKNOWN_EDITION = "store-unknown-edition", Error,
        "`[storefronts]` names an edition that the book does not have.",
        "Name one of `[editions]`.";
    STORE_UNKNOWN_RULE = "store-unknown-rule", Error,
        "The store has no rule of that name.",
        "Copy the code from the finding, or from proof.html.";
    STORE_UNREADABLE = "store-unreadable", Error,
        "A finished file could not be read back.",
        "Build the book again.";

    TOML_ADDRESS = "toml-address", Error,
        "What should be a web address is not one.",
        "It starts with https:// and has no spaces.";
    TOML_CHAPTER_KIND = "toml-chapter-kind", Error,
        "A chapter's kind is not known.",
        "Take one of the README's list.";
    TOML_COLOR = "toml-color", Error,
        "A colour cannot be read.",
        "Write a hash and six digits: #10233d.";
    TOML_COVER_FORMAT = "toml-cover-format", Error,
        "The cover is neither PNG nor JPEG nor SVG.",
        "Save it as one of them.";
    TOML_COVER_MISSING = "toml-cover-missing", Error,
        "The cover's file is not there.",
        "Correct the path: it is relative to book.toml.";
    TOML_DATE = "toml-date", Error,
        "What should be a day is not one.",
        "Write year, month, day without quotes: 2027-02-01.";
    TOML_DESCRIPTION_LONG = "toml-description-long", Warning,
        "The description is longer than any shop takes.",
        "Shorten it to 4000 characters.";
    TOML_EDITION = "toml-edition", Error,
        "An edition is of no known kind, or its name cannot be part of a file's.",
        "Take a kind from the README's list, and letters, digits and hyphens.";
    TOML_EDITION_KEY = "toml-edition-key", Warning,
        "A key of an edition says nothing of an edition of its kind, and changes nothing.",
        "Take it out, or move it to an edition of another kind.";
    TOML_EMPTY = "toml-empty", Warning,
        "A key has no value.",
        "Fill it in, or remove its line.";
    TOML_FILE_MISSING = "toml-file-missing", Error,
        "A file that book.toml names is not there.",
        "Correct the path: it is relative to book.toml.";
    TOML_FILE_REPEATED = "toml-file-repeated", Error,
        "A file is listed twice.",
        "Remove one of the two lines.";
    TOML_FINISHED_COVER = "toml-finished-cover", Error,
        "Nothing says how many pages the finished cover was made for, and its spine cannot be checked.",
        "Add `pages`.";
    TOML_HYPHENATION = "toml-hyphenation", Error,
        "An entry of `hyphenation` is not one word.",
        "Write a word with a hyphen wherever it may be divided, or with none.";
    TOML_IDENTIFIER = "toml-identifier", Error,
        "The identifier is neither a URN nor a web address, and may be another book's too.",
        "Take the one that is offered, and keep it.";
    TOML_INK = "toml-ink", Error,
        "An edition's ink is not known.",
        "Write black or color.";
    TOML_ISBN = "toml-isbn", Error,
        "A number is not an ISBN: its length, its beginning or its last digit is wrong.",
        "Compare all digits with your agency's list.";
    TOML_ISBN_REPEATED = "toml-isbn-repeated", Error,
        "One ISBN is given to two books that differ in binding or trim, and a reader might get the wrong one.",
        "Give each its own.";
    TOML_LANGUAGE = "toml-language", Error,
        "The language is not a BCP 47 tag.",
        "Write two or three letters, then perhaps a region: en-US.";
    TOML_MISSING = "toml-missing", Hint,
        "There is no book.toml, and much is guessed.",
        "Write one; `bindery new` makes one that explains itself.";
    TOML_MISSING_ALT = "toml-missing-alt", Warning,
        "Nothing says what the cover shows.",
        "Add `alt` to `[cover]`: one sentence.";
    TOML_MISSING_AUTHOR = "toml-missing-author", Warning,
        "The book has no author, and no shop takes it.",
        "Add `authors`.";
    TOML_MISSING_CHAPTERS = "toml-missing-chapters", Error,
        "No chapter is listed.",
        "Name the files in reading order in `[chapters]`.";
    TOML_MISSING_KEY = "toml-missing-key", Error,
        "A table lacks a key that it needs.",
        "Add the key as the finding shows.";
    TOML_MISSING_LANGUAGE = "toml-missing-language", Warning,
        "The book's language is not given, and English is taken.",
        "Add `language`.";
    TOML_NOTES = "toml-notes", Error,
        "Notes stand at the foot or at the end.",
        "Write foot or end.";
    TOML_PAPER = "toml-paper", Error,
        "The paper is not known.",
        "Write white or cream.";
    TOML_PART = "toml-part", Error,
        "A part is not written as one.",
        "Give it `part`, `file` if it has a text, and `chapters`; no part stands in another.";
    TOML_PATH = "toml-path", Error,
        "A path leads out of the project; nothing there is read.",
        "Put the file into the project's folder.";
    TOML_PRICE = "toml-price", Error,
        "A price cannot be read.",
        "Write a currency's three capitals and an amount with its hundredths: USD 18.99.";
    TOML_PRINTER = "toml-printer", Error,
        "The printer is not known.",
        "Write kdp, lulu, ingram or bookvault.";
    TOML_PRODUCT_KIND = "toml-product-kind", Error,
        "The kind of a product is not known.",
        "Take one of the README's list.";
    TOML_ROLE = "toml-role", Error,
        "A contributor's role is not a MARC relator code that is known.",
        "Take a code such as edt, ill or trl.";
    TOML_SAMPLE = "toml-sample", Error,
        "A sample is given neither as chapters nor as words, or as both; or it is an advance copy, too.",
        "Write one of the two.";
    TOML_SAMPLE_BUY = "toml-sample-buy", Warning,
        "A sample does not say where the book is sold.",
        "Add `buy`, the address where the book is sold.";
    TOML_SLUG = "toml-slug", Error,
        "The stem of the files' names has characters that no file's name should.",
        "Take letters, digits and hyphens.";
    TOML_SPINE = "toml-spine", Error,
        "A spine's width cannot be read.",
        "Write a number and a unit, as the printer's template gives it: 0.43in.";
    TOML_STANDARD = "toml-standard", Error,
        "The standard is not known.",
        "Write pdf/x-1a or pdf/x-4.";
    TOML_STORE = "toml-store", Error,
        "The store is not known.",
        "Write amazon, apple, barnes-noble, google or kobo.";
    TOML_STYLE = "toml-style", Error,
        "The cover's style is not known.",
        "Write veil or band.";
    TOML_SUBJECT = "toml-subject", Error,
        "A subject is not a code of its list.",
        "BISAC: three capitals and six digits; Thema: up to eight capitals and digits.";
    TOML_SYNTAX = "toml-syntax", Error,
        "The file is not valid TOML.",
        "Look for a missing quote, bracket or equals sign at the place shown.";
    TOML_THEME = "toml-theme", Error,
        "The theme or one of its options is not known, or out of bounds.",
        "Take one of the README's list.";
    TOML_TRIM = "toml-trim", Error,
        "The trim cannot be read, or cannot be bound.",
        "Write width, x, height and a unit: 6x9in.";
    TOML_UNKNOWN_KEY = "toml-unknown-key", Error,
        "A key is not known, and would do nothing.",
        "Correct it; the nearest is offered.";
    TOML_WRONG_TYPE = "toml-wrong-type", Error,
        "A value is of another kind than its key needs.",
        "Write it as the finding shows.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_each_stands_once() {
        for pair in EXPLANATIONS.windows(2) {
            assert!(pair[0].name < pair[1].name, "{} before {}", pair[0].name, pair[1].name);
        }
    }

    #[test]
    fn a_constant_is_called_as_its_code() {
        for (constant, explanation) in CONSTANTS.iter().zip(EXPLANATIONS) {
            let name = constant.to_ascii_lowercase().replace('_', "-");
            assert_eq!(name, explanation.name);
        }
    }

    #[test]
    fn every_code_is_explained_in_whole_sentences() {
        for explanation in EXPLANATIONS {
            for text in [explanation.means, explanation.cure] {
                let is_sentence = text.len() > 10 && text.ends_with('.') && text.trim() == text;
                assert!(is_sentence, "{}: {text:?}", explanation.name);
            }
        }
    }
}
