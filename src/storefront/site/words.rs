//! The words of the book's page beside the author's own, by language.

use crate::book::Date;

/// The words of one language. `{}` is what a sentence is about.
pub(super) struct Words {
    language: &'static str,
    pub(super) by: &'static str,
    pub(super) preorder: &'static str,
    pub(super) published: &'static str,
    pub(super) version: &'static str,
    pub(super) revised: &'static str,
    pub(super) editions: &'static str,
    pub(super) format: &'static str,
    pub(super) details: &'static str,
    pub(super) price: &'static str,
    pub(super) no_price: &'static str,
    pub(super) pages: &'static str,
    pub(super) words: &'static str,
    pub(super) buy: &'static str,
    pub(super) order: &'static str,
    pub(super) buy_at: &'static str,
    pub(super) sample: &'static str,
    pub(super) access: &'static str,
    pub(super) pass_on: &'static str,
    pub(super) pass_on_how: &'static str,
    pub(super) more: &'static str,
    pub(super) click: &'static str,
    pub(super) cover_of: &'static str,
    /// Ebook, PDF, paperback, large print, hardcover.
    pub(super) formats: [&'static str; 5],
    /// Kinds of product by their names in `book.toml`.
    pub(super) products: [(&'static str, &'static str); 5],
    months: [&'static str; 12],
    /// `{d}`, `{m}`, `{y}`.
    date: &'static str,
}

const LANGUAGES: [Words; 4] = [
    Words {
        language: "en",
        by: "by {}",
        preorder: "Pre-order now: the book comes out on {}.",
        published: "Published {}.",
        version: "Edition {}",
        revised: "revised {}",
        editions: "Editions",
        format: "Format",
        details: "Details",
        price: "Price",
        no_price: "to be announced",
        pages: "{} pages",
        words: "about {} words",
        buy: "Buy",
        order: "Pre-order",
        buy_at: "at {}",
        sample: "Read a sample (EPUB)",
        access: "Accessibility",
        pass_on: "Pass it on",
        pass_on_how: "Copy this and paste it into your own page or post:",
        more: "More from {}",
        click: "Click on the products below.",
        cover_of: "Cover of {}",
        formats: [
            "Ebook (EPUB)",
            "PDF",
            "Paperback",
            "Large print paperback",
            "Hardcover",
        ],
        products: [
            ("ebook", "Ebook"),
            ("paperback", "Paperback"),
            ("dvd", "DVD"),
            ("audiobook", "Audiobook"),
            ("course", "Course"),
        ],
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
        date: "{m} {d}, {y}",
    },
    Words {
        language: "de",
        by: "von {}",
        preorder: "Jetzt vorbestellen: Das Buch erscheint am {}.",
        published: "Erschienen am {}.",
        version: "Auflage {}",
        revised: "überarbeitet am {}",
        editions: "Ausgaben",
        format: "Format",
        details: "Angaben",
        price: "Preis",
        no_price: "steht noch nicht fest",
        pages: "{} Seiten",
        words: "etwa {} Wörter",
        buy: "Kaufen",
        order: "Vorbestellen",
        buy_at: "bei {}",
        sample: "Leseprobe (EPUB)",
        access: "Barrierefreiheit",
        pass_on: "Weitersagen",
        pass_on_how: "Kopieren Sie dies in Ihre eigene Seite oder Ihren Beitrag:",
        more: "Mehr von {}",
        click: "Klicken Sie auf die Produkte.",
        cover_of: "Umschlag von {}",
        formats: [
            "E-Book (EPUB)",
            "PDF",
            "Taschenbuch",
            "Taschenbuch in Großdruck",
            "Gebundenes Buch",
        ],
        products: [
            ("ebook", "E-Book"),
            ("paperback", "Taschenbuch"),
            ("dvd", "DVD"),
            ("audiobook", "Hörbuch"),
            ("course", "Kurs"),
        ],
        months: [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
        date: "{d}. {m} {y}",
    },
    Words {
        language: "fr",
        by: "de {}",
        preorder: "Précommandez : le livre paraît le {}.",
        published: "Paru le {}.",
        version: "Édition {}",
        revised: "revue le {}",
        editions: "Éditions",
        format: "Format",
        details: "Détails",
        price: "Prix",
        no_price: "à annoncer",
        pages: "{} pages",
        words: "environ {} mots",
        buy: "Acheter",
        order: "Précommander",
        buy_at: "chez {}",
        sample: "Lire un extrait (EPUB)",
        access: "Accessibilité",
        pass_on: "Faites passer",
        pass_on_how: "Copiez ceci dans votre propre page ou message :",
        more: "Autres titres de {}",
        click: "Cliquez sur les produits.",
        cover_of: "Couverture de {}",
        formats: [
            "Livre numérique (EPUB)",
            "PDF",
            "Livre broché",
            "Broché en gros caractères",
            "Livre relié",
        ],
        products: [
            ("ebook", "Livre numérique"),
            ("paperback", "Livre broché"),
            ("dvd", "DVD"),
            ("audiobook", "Livre audio"),
            ("course", "Cours"),
        ],
        months: [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        date: "{d} {m} {y}",
    },
    Words {
        language: "es",
        by: "de {}",
        preorder: "Resérvalo ya: el libro sale el {}.",
        published: "Publicado el {}.",
        version: "Edición {}",
        revised: "revisada el {}",
        editions: "Ediciones",
        format: "Formato",
        details: "Datos",
        price: "Precio",
        no_price: "por anunciar",
        pages: "{} páginas",
        words: "unas {} palabras",
        buy: "Comprar",
        order: "Reservar",
        buy_at: "en {}",
        sample: "Leer una muestra (EPUB)",
        access: "Accesibilidad",
        pass_on: "Compártelo",
        pass_on_how: "Copia esto en tu propia página o mensaje:",
        more: "Más de {}",
        click: "Haz clic en los productos.",
        cover_of: "Cubierta de {}",
        formats: [
            "Libro electrónico (EPUB)",
            "PDF",
            "Rústica",
            "Rústica en letra grande",
            "Tapa dura",
        ],
        products: [
            ("ebook", "Libro electrónico"),
            ("paperback", "Rústica"),
            ("dvd", "DVD"),
            ("audiobook", "Audiolibro"),
            ("course", "Curso"),
        ],
        months: [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
        date: "{d} de {m} de {y}",
    },
];

impl Words {
    /// The words of a language (BCP 47); English where the language is none of those known.
    pub(super) fn of(language: &str) -> &'static Words {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        let known = LANGUAGES
            .iter()
            .find(|words| words.language.eq_ignore_ascii_case(primary));
        known.unwrap_or(&LANGUAGES[0])
    }

    /// A day as it is read, marked up.
    pub(super) fn day(&self, date: Date) -> String {
        let month = usize::from(date.month)
            .checked_sub(1)
            .and_then(|at| self.months.get(at));
        let written = self
            .date
            .replace("{d}", &date.day.to_string())
            .replace("{m}", month.unwrap_or(&""))
            .replace("{y}", &date.year.to_string());
        format!("<time datetime=\"{date}\">{written}</time>")
    }

    /// A kind of product.
    pub(super) fn product<'a>(&self, kind: &'a str) -> &'a str {
        let known = self.products.iter().find(|(name, _)| *name == kind);
        known.map_or(kind, |(_, word)| word)
    }
}
