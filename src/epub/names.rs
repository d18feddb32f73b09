//! Names that every reading system takes: of files, of ids, of languages, of links.

use std::collections::BTreeMap;

/// The longest stem of a file name, in characters.
const STEM: usize = 60;

/// Hands out names that are unique, whatever the case. Holds, for each, the last number tried after
/// it, so that many equal wishes stay cheap.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeMap<String, u32>);

impl Names {
    /// Names of which some are taken.
    pub(super) fn reserving(taken: &[&str]) -> Names {
        Names(taken.iter().map(|name| ((*name).to_owned(), 1)).collect())
    }

    /// `wanted`, or `wanted-2` and so on where that is taken.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        let folded = wanted.to_ascii_lowercase();
        let Some(&last) = self.0.get(&folded) else {
            self.0.insert(folded, 1);
            return wanted.to_owned();
        };
        let mut count = last.saturating_add(1);
        while self.0.contains_key(&format!("{folded}-{count}")) {
            count = count.saturating_add(1);
        }
        self.0.insert(format!("{folded}-{count}"), 1);
        self.0.insert(folded, count);
        format!("{wanted}-{count}")
    }
}

/// A stem for a file: small ASCII letters, digits and hyphens; `fallback` where nothing is left.
pub(super) fn stem(wanted: &str, fallback: &str) -> String {
    let mut out = String::new();
    for c in wanted.chars() {
        if out.len() >= STEM {
            break;
        }
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let trimmed = out.trim_end_matches('-');
    if trimmed.is_empty() {
        fallback.to_owned()
    } else {
        trimmed.to_owned()
    }
}

/// An XML id: starts with a letter, ASCII throughout. Ids that the writer makes itself start with
/// an underscore, so the two never meet.
pub(super) fn xml_id(wanted: &str) -> String {
    let mut out = String::new();
    for c in wanted.chars() {
        match c {
            c if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') => out.push(c),
            c if c.is_alphanumeric() => out.push_str(&format!("_{:x}_", u32::from(c))),
            _ => out.push('_'),
        }
    }
    if !out.starts_with(|c: char| c.is_ascii_alphabetic()) {
        out.insert_str(0, "id-");
    }
    out
}

/// Whether a language tag is well formed (BCP 47), as far as every checker agrees.
pub(super) fn is_language(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let primary = subtags.next().unwrap_or_default();
    if !(2..=3).contains(&primary.len()) || !primary.bytes().all(|b| b.is_ascii_alphabetic()) {
        return false;
    }
    // Script, region, variants, in this order; extensions are nothing that a book needs.
    let mut rank = 0;
    for subtag in subtags {
        let alphabetic = subtag.bytes().all(|b| b.is_ascii_alphabetic());
        let numeric = subtag.bytes().all(|b| b.is_ascii_digit());
        let alphanumeric = subtag.bytes().all(|b| b.is_ascii_alphanumeric());
        let here = match subtag.len() {
            4 if alphabetic => 1,
            2 if alphabetic => 2,
            3 if numeric => 2,
            5..=8 if alphanumeric => 3,
            4 if alphanumeric && subtag.starts_with(|c: char| c.is_ascii_digit()) => 3,
            _ => return false,
        };
        if here < rank || (here == rank && here < 3) {
            return false;
        }
        rank = here;
    }
    true
}

/// Whether a language is written from right to left.
pub(super) fn is_right_to_left(tag: &str) -> bool {
    let mut subtags = tag.split(['-', '_']);
    let primary = subtags.next().unwrap_or_default().to_ascii_lowercase();
    let script = subtags.find(|s| s.len() == 4 && s.bytes().all(|b| b.is_ascii_alphabetic()));
    match script.map(str::to_ascii_lowercase) {
        Some(script) => matches!(
            script.as_str(),
            "arab" | "hebr" | "thaa" | "syrc" | "nkoo" | "adlm" | "rohg"
        ),
        None => matches!(
            primary.as_str(),
            "ar" | "he" | "fa" | "ur" | "yi" | "dv" | "ps" | "sd" | "ug" | "ckb" | "syr" | "arc"
        ),
    }
}

/// An address outside the book as a link may carry it, percent-encoded where a URL wants that;
/// `None` for one that no store takes: no scheme, a scheme other than these, no host.
pub(super) fn outside(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = address.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    match scheme.as_str() {
        "http" | "https" => {
            let rest = rest.strip_prefix("//")?;
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let (authority, path) = rest.split_at_checked(end)?;
            let (host, port) = match authority.rsplit_once(':') {
                Some((host, port)) => (host, Some(port)),
                None => (authority, None),
            };
            let port_fits = port.is_none_or(|port| port.parse::<u16>().is_ok());
            (is_host(host) && port_fits).then(|| format!("{scheme}://{authority}{}", percent_encoded(path)))
        }
        "mailto" | "tel" if !rest.is_empty() => Some(format!("{scheme}:{}", percent_encoded(rest))),
        _ => None,
    }
}

fn is_host(host: &str) -> bool {
    !host.is_empty()
        && host.len() <= 253
        && host
            .split('.')
            .all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_')))
}

/// `address` with whatever a URL may not hold percent-encoded; sequences that are encoded stay.
pub(super) fn percent_encoded(address: &str) -> String {
    let bytes = address.as_bytes();
    let mut out = String::with_capacity(address.len());
    let mut fragment = false;
    for (i, &b) in bytes.iter().enumerate() {
        let hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
        let keep = match b {
            b'%' => hex(i + 1) && hex(i + 2),
            b'#' => !std::mem::replace(&mut fragment, true),
            b => b.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&b),
        };
        if keep {
            out.push(char::from(b));
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_never_leaves_its_folder_and_never_meets_another() {
        assert_eq!(stem("../../etc/Passwd", "x"), "etc-passwd");
        assert_eq!(stem("…", "section"), "section");
        let mut names = Names::reserving(&["nav"]);
        assert_eq!(names.take("nav"), "nav-2");
        assert_eq!(names.take("A"), "A");
        assert_eq!(names.take("a"), "a-2");
    }

    #[test]
    fn ids_are_xml_names_and_stay_apart_from_the_writers_own() {
        assert_eq!(xml_id("3-ways"), "id-3-ways");
        assert_eq!(xml_id("_ref-1"), "id-_ref-1");
        assert_eq!(xml_id("a b\"<"), "a_b__");
        assert_eq!(xml_id("übung"), "id-_fc_bung");
    }

    #[test]
    fn languages_are_well_formed_or_refused() {
        for good in ["en", "en-US", "zh-Hant-TW", "de-1996", "es-419", "und"] {
            assert!(is_language(good), "{good}");
        }
        for bad in ["", "english", "en_US", "en-", "x", "en-US-US", "e\"n"] {
            assert!(!is_language(bad), "{bad}");
        }
        assert!(is_right_to_left("he-IL"));
        assert!(!is_right_to_left("az-Latn"));
        assert!(is_right_to_left("az-Arab"));
    }

    #[test]
    fn only_addresses_that_a_store_takes_become_links() {
        assert_eq!(
            outside("HTTPS://example.org/a b?q=\"x\"#y#z").as_deref(),
            Some("https://example.org/a%20b?q=%22x%22#y%23z")
        );
        assert_eq!(outside("mailto:a@b.example").as_deref(), Some("mailto:a@b.example"));
        for bad in [
            "javascript:alert(1)",
            "http://",
            "x.html",
            "",
            "http://a b/",
            "http://a:b/",
        ] {
            assert_eq!(outside(bad), None, "{bad}");
        }
    }
}
