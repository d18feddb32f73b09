//! The line that names a buyer, by language; `{}` is the name.

const LINES: [(&str, &str); 4] = [
    ("en", "This copy was made for {}."),
    ("de", "Dieses Exemplar gehört {}."),
    ("fr", "Exemplaire préparé pour {}."),
    ("es", "Ejemplar preparado para {}."),
];

/// The line in a language (BCP 47); in English where the language is none of those known.
pub(super) fn line(language: &str, buyer: &str) -> String {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    let known = LINES.iter().find(|(name, _)| name.eq_ignore_ascii_case(primary));
    let (_, line) = known.unwrap_or(&LINES[0]);
    line.replacen("{}", buyer, 1)
}
