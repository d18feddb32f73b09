//! Codes of languages.

/// Primary subtags with their bibliographic codes of ISO 639-2, where it has two.
const CODES: &[(&str, &str)] = &[
    ("ca", "cat"),
    ("cs", "cze"),
    ("cy", "wel"),
    ("da", "dan"),
    ("de", "ger"),
    ("el", "gre"),
    ("en", "eng"),
    ("es", "spa"),
    ("et", "est"),
    ("fi", "fin"),
    ("fr", "fre"),
    ("ga", "gle"),
    ("hr", "hrv"),
    ("hu", "hun"),
    ("is", "ice"),
    ("it", "ita"),
    ("ja", "jpn"),
    ("ko", "kor"),
    ("la", "lat"),
    ("lt", "lit"),
    ("lv", "lav"),
    ("nb", "nob"),
    ("nl", "dut"),
    ("nn", "nno"),
    ("no", "nor"),
    ("pl", "pol"),
    ("pt", "por"),
    ("ro", "rum"),
    ("ru", "rus"),
    ("sk", "slo"),
    ("sl", "slv"),
    ("sv", "swe"),
    ("tr", "tur"),
    ("uk", "ukr"),
    ("zh", "chi"),
];

/// The bibliographic code of ISO 639-2 for a BCP 47 tag, which ONIX writes (its code list 74): `ger` for `de-CH`.
pub fn bibliographic_code(tag: &str) -> Option<&'static str> {
    let primary = super::primary(tag);
    let known = CODES.iter().find(|(subtag, _)| *subtag == primary);
    known.map(|&(_, code)| code)
}
