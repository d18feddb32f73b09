//! The few words that the typesetter itself adds, by language.

/// The words of a language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    pub page: &'static str,
    pub chapter: &'static str,
    pub part: &'static str,
    pub appendix: &'static str,
    pub figure: &'static str,
    pub table: &'static str,
    pub exercise: &'static str,
    pub see: &'static str,
    pub see_also: &'static str,
    pub note: &'static str,
    pub tip: &'static str,
    pub important: &'static str,
    pub warning: &'static str,
    pub caution: &'static str,
    pub red_flag: &'static str,
}

const EN: Words = Words {
    page: "page",
    chapter: "Chapter",
    part: "Part",
    appendix: "Appendix",
    figure: "Figure",
    table: "Table",
    exercise: "Exercise",
    see: "see",
    see_also: "see also",
    note: "Note",
    tip: "Tip",
    important: "Important",
    warning: "Warning",
    caution: "Caution",
    red_flag: "Red flag",
};
const DE: Words = Words {
    page: "Seite",
    chapter: "Kapitel",
    part: "Teil",
    appendix: "Anhang",
    figure: "Abbildung",
    table: "Tabelle",
    exercise: "Übung",
    see: "siehe",
    see_also: "siehe auch",
    note: "Hinweis",
    tip: "Tipp",
    important: "Wichtig",
    warning: "Warnung",
    caution: "Vorsicht",
    red_flag: "Alarmzeichen",
};
const FR: Words = Words {
    page: "page",
    chapter: "Chapitre",
    part: "Partie",
    appendix: "Annexe",
    figure: "Figure",
    table: "Tableau",
    exercise: "Exercice",
    see: "voir",
    see_also: "voir aussi",
    note: "Note",
    tip: "Conseil",
    important: "Important",
    warning: "Attention",
    caution: "Prudence",
    red_flag: "Signal d’alarme",
};
const ES: Words = Words {
    page: "página",
    chapter: "Capítulo",
    part: "Parte",
    appendix: "Apéndice",
    figure: "Figura",
    table: "Tabla",
    exercise: "Ejercicio",
    see: "véase",
    see_also: "véase también",
    note: "Nota",
    tip: "Consejo",
    important: "Importante",
    warning: "Advertencia",
    caution: "Precaución",
    red_flag: "Señal de alarma",
};

/// The words of a language; English for one that has no table here.
pub(super) fn words(language: &str) -> &'static Words {
    match language.split(['-', '_']).next().unwrap_or("") {
        "de" => &DE,
        "fr" => &FR,
        "es" => &ES,
        _ => &EN,
    }
}
