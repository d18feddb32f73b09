//! The words that generated text needs, by language, and dates written out.

/// The words of one language.
#[derive(Debug)]
pub(super) struct Words {
    /// Primary language subtag.
    language: &'static str,
    pub(super) contents: &'static str,
    pub(super) figures: &'static str,
    pub(super) index: &'static str,
    pub(super) notes: &'static str,
    pub(super) also_available: &'static str,
    /// `{}` is the site's name.
    pub(super) more_from: &'static str,
    /// `{}` is the site's name.
    pub(super) read_more: &'static str,
    /// `{}` is the title.
    pub(super) cover_of: &'static str,
    pub(super) advance_copy: &'static str,
    pub(super) sample: &'static str,
    /// The title of a sample's last page.
    pub(super) read_on: &'static str,
    /// `{}` is the title.
    pub(super) sample_ends: &'static str,
    pub(super) whole_book: &'static str,
    pub(super) chapter: &'static str,
    pub(super) part: &'static str,
    pub(super) appendix: &'static str,
    pub(super) figure: &'static str,
    pub(super) table: &'static str,
    pub(super) exercise: &'static str,
    /// `{}` is the date, here and below.
    pub(super) revised: &'static str,
    pub(super) published: &'static str,
    pub(super) reviewed: &'static str,
    pub(super) all_rights: &'static str,
    /// `{}` is the faces' names.
    pub(super) set_in: &'static str,
    pub(super) and: &'static str,
    /// Names of the kinds of product, by their names in `book.toml`.
    products: &'static [(&'static str, &'static str)],
}

const LANGUAGES: &[Words] = &[
    Words {
        language: "en",
        contents: "Contents",
        figures: "Figures",
        index: "Index",
        notes: "Notes",
        also_available: "Also available",
        more_from: "More from {}",
        read_more: "Read more on {}",
        cover_of: "Cover of {}",
        advance_copy: "Advance copy, not for sale",
        sample: "Sample",
        read_on: "Read on",
        sample_ends: "This is where the sample of {} ends.",
        whole_book: "The whole book is here:",
        chapter: "Chapter",
        part: "Part",
        appendix: "Appendix",
        figure: "Figure",
        table: "Table",
        exercise: "Exercise",
        revised: "revised {}",
        published: "Published {}",
        reviewed: "Content last reviewed {}",
        all_rights: "All rights reserved.",
        set_in: "Set in {}",
        and: "and",
        products: &[
            ("ebook", "ebook"),
            ("paperback", "paperback"),
            ("hardcover", "hardcover"),
            ("digital-pdf", "PDF"),
            ("large-print", "large print"),
            ("dvd", "DVD"),
            ("audiobook", "audiobook"),
            ("course", "course"),
        ],
    },
    Words {
        language: "de",
        contents: "Inhalt",
        figures: "Abbildungen",
        index: "Register",
        notes: "Anmerkungen",
        also_available: "Außerdem erhältlich",
        more_from: "Mehr von {}",
        read_more: "Weiterlesen auf {}",
        cover_of: "Umschlag von {}",
        advance_copy: "Vorabexemplar, unverkäuflich",
        sample: "Leseprobe",
        read_on: "Weiterlesen",
        sample_ends: "Hier endet die Leseprobe von {}.",
        whole_book: "Das ganze Buch gibt es hier:",
        chapter: "Kapitel",
        part: "Teil",
        appendix: "Anhang",
        figure: "Abbildung",
        table: "Tabelle",
        exercise: "Übung",
        revised: "überarbeitet am {}",
        published: "Erschienen am {}",
        reviewed: "Inhalt zuletzt geprüft am {}",
        all_rights: "Alle Rechte vorbehalten.",
        set_in: "Gesetzt aus der {}",
        and: "und der",
        products: &[
            ("ebook", "E-Book"),
            ("paperback", "Taschenbuch"),
            ("hardcover", "gebundenes Buch"),
            ("digital-pdf", "PDF"),
            ("large-print", "Großdruck"),
            ("dvd", "DVD"),
            ("audiobook", "Hörbuch"),
            ("course", "Kurs"),
        ],
    },
    Words {
        language: "fr",
        contents: "Table des matières",
        figures: "Table des figures",
        index: "Index",
        notes: "Notes",
        also_available: "Également disponible",
        more_from: "Aussi chez {}",
        read_more: "À lire sur {}",
        cover_of: "Couverture de {}",
        advance_copy: "Épreuves, ne peut être vendu",
        sample: "Extrait",
        read_on: "Lire la suite",
        sample_ends: "L’extrait de {} s’arrête ici.",
        whole_book: "Le livre entier se trouve ici :",
        chapter: "Chapitre",
        part: "Partie",
        appendix: "Annexe",
        figure: "Figure",
        table: "Tableau",
        exercise: "Exercice",
        revised: "révisée le {}",
        published: "Publié le {}",
        reviewed: "Contenu vérifié pour la dernière fois le {}",
        all_rights: "Tous droits réservés.",
        set_in: "Composé en {}",
        and: "et",
        products: &[
            ("ebook", "livre numérique"),
            ("paperback", "livre broché"),
            ("hardcover", "livre relié"),
            ("digital-pdf", "PDF"),
            ("large-print", "gros caractères"),
            ("dvd", "DVD"),
            ("audiobook", "livre audio"),
            ("course", "cours"),
        ],
    },
    Words {
        language: "es",
        contents: "Índice",
        figures: "Índice de figuras",
        index: "Índice alfabético",
        notes: "Notas",
        also_available: "También disponible",
        more_from: "Más de {}",
        read_more: "Más en {}",
        cover_of: "Cubierta de {}",
        advance_copy: "Ejemplar anticipado, prohibida su venta",
        sample: "Extracto",
        read_on: "Seguir leyendo",
        sample_ends: "Aquí termina el extracto de {}.",
        whole_book: "El libro completo está aquí:",
        chapter: "Capítulo",
        part: "Parte",
        appendix: "Apéndice",
        figure: "Figura",
        table: "Tabla",
        exercise: "Ejercicio",
        revised: "revisada el {}",
        published: "Publicado el {}",
        reviewed: "Contenido revisado por última vez el {}",
        all_rights: "Todos los derechos reservados.",
        set_in: "Compuesto en {}",
        and: "y",
        products: &[
            ("ebook", "libro electrónico"),
            ("paperback", "libro en rústica"),
            ("hardcover", "libro en tapa dura"),
            ("digital-pdf", "PDF"),
            ("large-print", "letra grande"),
            ("dvd", "DVD"),
            ("audiobook", "audiolibro"),
            ("course", "curso"),
        ],
    },
];

/// The primary subtag of a BCP 47 language tag, in lower case.
pub(super) fn primary(language: &str) -> String {
    let end = language.find(['-', '_']).unwrap_or(language.len());
    language[..end].to_ascii_lowercase()
}

/// The words of a language; English where it is none of those known.
pub(super) fn words(language: &str) -> &'static Words {
    let primary = primary(language);
    LANGUAGES
        .iter()
        .find(|words| words.language == primary)
        .unwrap_or(&LANGUAGES[0])
}

/// `pattern` with `{}` replaced by `what`.
pub(super) fn fill(pattern: &str, what: &str) -> String {
    pattern.replace("{}", what)
}

impl Words {
    /// The name of a kind of product, as the catalogue or an edition names it; an unknown kind is shown
    /// as it is.
    pub(super) fn product<'a>(&self, kind: &'a str) -> &'a str {
        self.products
            .iter()
            .find(|(name, _)| *name == kind)
            .map_or(kind, |&(_, shown)| shown)
    }

    /// "First edition".
    pub(super) fn edition(&self, number: u32) -> String {
        const FIRST: [&str; 10] = [
            "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
        ];
        let number = number.max(1);
        match self.language {
            "de" => format!("{number}. Auflage"),
            "fr" if number == 1 => "1re édition".into(),
            "fr" => format!("{number}e édition"),
            "es" => format!("{number}.ª edición"),
            _ => match FIRST.get(number as usize - 1) {
                Some(word) => format!("{word} edition"),
                None => format!("{number}{} edition", english_ordinal(number)),
            },
        }
    }
}

fn english_ordinal(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}
