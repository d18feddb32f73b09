//! The words that an ebook needs beside the author's, by language.

use crate::book::{Callout, ChapterKind, letters, roman};

/// The words of one language.
#[derive(Debug)]
pub(super) struct Words {
    language: &'static str,
    pub(super) contents: &'static str,
    pub(super) figures: &'static str,
    pub(super) index: &'static str,
    pub(super) cover: &'static str,
    pub(super) title_page: &'static str,
    pub(super) landmarks: &'static str,
    pub(super) pages: &'static str,
    pub(super) start: &'static str,
    pub(super) notes: &'static str,
    pub(super) see: &'static str,
    pub(super) see_also: &'static str,
    pub(super) done: &'static str,
    pub(super) to_do: &'static str,
    pub(super) untitled: &'static str,
    chapter: &'static str,
    part: &'static str,
    appendix: &'static str,
    figure: &'static str,
    table: &'static str,
    /// In the order of [`Callout`]: note, tip, important, warning, caution, red flag.
    callouts: [&'static str; 6],
    /// MARC relator codes with the words before the name; `{}` is the name.
    credits: &'static [(&'static str, &'static str)],
    /// `{}` is the number.
    edition: &'static str,
    /// What a reader can rely on, for the accessibility summary.
    pub(super) accessible: &'static str,
    pub(super) described: &'static str,
    pub(super) undescribed: &'static str,
}

const LANGUAGES: [Words; 4] = [
    Words {
        language: "en",
        contents: "Contents",
        figures: "Figures",
        index: "Index",
        cover: "Cover",
        title_page: "Title page",
        pages: "Pages",
        landmarks: "Landmarks",
        start: "Start of the text",
        notes: "Notes",
        see: "see",
        see_also: "see also",
        done: "done",
        to_do: "to do",
        untitled: "Untitled",
        chapter: "Chapter",
        part: "Part",
        appendix: "Appendix",
        figure: "Figure",
        table: "Table",
        callouts: ["Note", "Tip", "Important", "Warning", "Caution", "Red flag"],
        credits: &[
            ("edt", "Edited by {}"),
            ("ill", "Illustrated by {}"),
            ("trl", "Translated by {}"),
            ("aui", "Introduction by {}"),
            ("wfw", "Foreword by {}"),
            ("pht", "Photographs by {}"),
            ("rev", "Reviewed by {}"),
        ],
        edition: "Edition {}",
        accessible: "The text reflows, has a table of contents and headings in order, and can be read \
                     aloud from start to end.",
        described: "Every picture is described in words or is marked as decoration.",
        undescribed: "Some pictures are not described in words.",
    },
    Words {
        language: "de",
        contents: "Inhalt",
        figures: "Abbildungen",
        index: "Register",
        cover: "Umschlag",
        title_page: "Titelseite",
        pages: "Seiten",
        landmarks: "Orientierung",
        start: "Beginn des Textes",
        notes: "Anmerkungen",
        see: "siehe",
        see_also: "siehe auch",
        done: "erledigt",
        to_do: "offen",
        untitled: "Ohne Titel",
        chapter: "Kapitel",
        part: "Teil",
        appendix: "Anhang",
        figure: "Abbildung",
        table: "Tabelle",
        callouts: ["Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht", "Warnzeichen"],
        credits: &[
            ("edt", "Herausgegeben von {}"),
            ("ill", "Illustriert von {}"),
            ("trl", "Übersetzt von {}"),
            ("aui", "Mit einer Einleitung von {}"),
            ("wfw", "Mit einem Vorwort von {}"),
            ("pht", "Fotografien von {}"),
            ("rev", "Geprüft von {}"),
        ],
        edition: "{}. Auflage",
        accessible: "Der Text passt sich der Anzeige an, hat ein Inhaltsverzeichnis und geordnete \
                     Überschriften und lässt sich vollständig vorlesen.",
        described: "Jedes Bild ist in Worten beschrieben oder als Schmuck gekennzeichnet.",
        undescribed: "Einige Bilder sind nicht in Worten beschrieben.",
    },
    Words {
        language: "fr",
        contents: "Table des matières",
        figures: "Table des figures",
        index: "Index",
        cover: "Couverture",
        title_page: "Page de titre",
        pages: "Pages",
        landmarks: "Repères",
        start: "Début du texte",
        notes: "Notes",
        see: "voir",
        see_also: "voir aussi",
        done: "fait",
        to_do: "à faire",
        untitled: "Sans titre",
        chapter: "Chapitre",
        part: "Partie",
        appendix: "Annexe",
        figure: "Figure",
        table: "Tableau",
        callouts: [
            "Remarque",
            "Conseil",
            "Important",
            "Avertissement",
            "Attention",
            "Signal d’alarme",
        ],
        credits: &[
            ("edt", "Sous la direction de {}"),
            ("ill", "Illustrations de {}"),
            ("trl", "Traduction de {}"),
            ("aui", "Introduction de {}"),
            ("wfw", "Préface de {}"),
            ("pht", "Photographies de {}"),
            ("rev", "Relu par {}"),
        ],
        edition: "{}e édition",
        accessible: "Le texte s’adapte à l’écran, comporte une table des matières et des titres \
                     hiérarchisés, et peut être lu à voix haute du début à la fin.",
        described: "Chaque image est décrite en mots ou signalée comme décorative.",
        undescribed: "Certaines images ne sont pas décrites en mots.",
    },
    Words {
        language: "es",
        contents: "Índice",
        figures: "Índice de figuras",
        index: "Índice alfabético",
        cover: "Cubierta",
        title_page: "Portada",
        pages: "Páginas",
        landmarks: "Puntos de referencia",
        start: "Comienzo del texto",
        notes: "Notas",
        see: "véase",
        see_also: "véase también",
        done: "hecho",
        to_do: "pendiente",
        untitled: "Sin título",
        chapter: "Capítulo",
        part: "Parte",
        appendix: "Apéndice",
        figure: "Figura",
        table: "Tabla",
        callouts: [
            "Nota",
            "Consejo",
            "Importante",
            "Advertencia",
            "Precaución",
            "Señal de alarma",
        ],
        credits: &[
            ("edt", "Edición de {}"),
            ("ill", "Ilustraciones de {}"),
            ("trl", "Traducción de {}"),
            ("aui", "Introducción de {}"),
            ("wfw", "Prólogo de {}"),
            ("pht", "Fotografías de {}"),
            ("rev", "Revisado por {}"),
        ],
        edition: "{}.ª edición",
        accessible: "El texto se adapta a la pantalla, tiene un índice y títulos en orden, y puede \
                     leerse en voz alta de principio a fin.",
        described: "Cada imagen está descrita con palabras o marcada como decorativa.",
        undescribed: "Algunas imágenes no están descritas con palabras.",
    },
];

/// The words of `language` (BCP 47); English where it is none of those known.
pub(super) fn words(language: &str) -> &'static Words {
    let primary = language
        .split(['-', '_'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let [english, ..] = &LANGUAGES;
    LANGUAGES
        .iter()
        .find(|words| words.language == primary)
        .unwrap_or(english)
}

impl Words {
    /// "Chapter 3", "Part II", "Appendix A"; `None` for kinds that are not numbered.
    pub(super) fn chapter_label(&self, kind: ChapterKind, number: u32) -> Option<String> {
        match kind {
            ChapterKind::Chapter => Some(format!("{} {number}", self.chapter)),
            ChapterKind::Part => Some(format!("{} {}", self.part, roman(number))),
            ChapterKind::Appendix => Some(format!("{} {}", self.appendix, letters(number))),
            _ => None,
        }
    }

    /// "Figure 3".
    pub(super) fn figure_label(&self, number: u32) -> String {
        format!("{} {number}", self.figure)
    }

    /// "Table 3".
    pub(super) fn table_label(&self, number: u32) -> String {
        format!("{} {number}", self.table)
    }

    /// The label of a callout that has no title.
    pub(super) fn callout(&self, callout: Callout) -> &'static str {
        let [note, tip, important, warning, caution, red_flag] = self.callouts;
        match callout {
            Callout::Note => note,
            Callout::Tip => tip,
            Callout::Important => important,
            Callout::Warning => warning,
            Callout::Caution => caution,
            Callout::RedFlag => red_flag,
        }
    }

    /// "Illustrated by ..."; the name alone for a role without words.
    pub(super) fn credit(&self, role: &str, name: &str) -> String {
        self.credits
            .iter()
            .find(|(code, _)| *code == role)
            .map_or_else(|| name.to_owned(), |(_, form)| form.replace("{}", name))
    }

    /// "Edition 2".
    pub(super) fn edition(&self, number: u32) -> String {
        self.edition.replace("{}", &number.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_language_has_english_words() {
        assert_eq!(words("fr-CA").see, "voir");
        assert_eq!(words("ja").see, "see");
        assert_eq!(words("").see, "see");
    }
}
