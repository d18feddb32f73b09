//! Days as readers write them, by language.

use super::Date;

const LANGUAGES: [(&str, [&str; 12]); 4] = [
    (
        "en",
        [
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
    ),
    (
        "de",
        [
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
    ),
    (
        "fr",
        [
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
    ),
    (
        "es",
        [
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
    ),
];

/// A day, written out as readers of `language` (BCP 47) expect it: "November 22, 2026" in American English, "22 November
/// 2026" in British; in English where the language is none of those known.
pub fn written(date: Date, language: &str) -> String {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    let known = LANGUAGES.iter().find(|(name, _)| name.eq_ignore_ascii_case(primary));
    let (name, months) = known.unwrap_or(&LANGUAGES[0]);
    let Date { year, month, day } = date;
    let month = months[usize::from(month.clamp(1, 12)) - 1];
    match *name {
        "de" => format!("{day}. {month} {year}"),
        "fr" if day == 1 => format!("1er {month} {year}"),
        "es" => format!("{day} de {month} de {year}"),
        "en" if is_american(language) => format!("{month} {day}, {year}"),
        _ => format!("{day} {month} {year}"),
    }
}

/// English with no region is American, as the Unicode locale data has it.
fn is_american(language: &str) -> bool {
    let mut subtags = language.split(['-', '_']).skip(1);
    let region = subtags.find(|s| s.len() == 2 && s.bytes().all(|b| b.is_ascii_alphabetic()));
    region.is_none_or(|region| region.eq_ignore_ascii_case("us"))
}
