//! What a source names: Rust read as words and signs, without comments, literals and test modules.

/// A path that code names, and its line.
#[derive(Debug, PartialEq)]
pub struct Named {
    pub path: String,
    pub line: usize,
}

/// The code with comments, literals and test modules blanked; lines stay where they are.
pub fn code_only(source: &str) -> String {
    code_and_quotes(source).replace('"', " ")
}

/// The same, with the opening quote of each string of the code left.
fn code_and_quotes(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let rest = &chars[at..];
        let word_before = at > 0 && is_word(chars[at - 1]);
        let blank = match c {
            '/' if rest.starts_with(&['/', '/']) => until(rest, 2, "\n"),
            '/' if rest.starts_with(&['/', '*']) => block_comment(rest),
            '"' => string(rest),
            'r' if !word_before || chars[at - 1] == 'b' => raw_string(rest),
            '\'' => character(rest),
            _ => 0,
        };
        if blank == 0 {
            out.push(c);
            at += 1;
        } else {
            let end = (at + blank).min(chars.len());
            if c == '"' {
                out.push(c);
                at += 1;
            }
            out.extend(chars[at..end].iter().map(|&c| if c == '\n' { c } else { ' ' }));
            at = end;
        }
    }
    without_tests(out)
}

/// What text is searched for in another.
const SEARCHES: [&str; 5] = [
    "contains(",
    "starts_with(",
    "ends_with(",
    "strip_prefix(",
    "strip_suffix(",
];

/// Every string that the code compares or matches with, or searches for, and its line.
pub fn compared(source: &str) -> Vec<(String, usize)> {
    let chars: Vec<char> = source.chars().collect();
    let code: Vec<char> = code_and_quotes(source).chars().collect();
    let mut out = Vec::new();
    for start in (0..code.len()).filter(|&at| code[at] == '"') {
        let end = start + string(&chars[start..]);
        let before: String = code[..start].iter().collect();
        let before = before.trim_end_matches(|c: char| c.is_whitespace() || "&([".contains(c));
        let before = before
            .strip_suffix("Some")
            .unwrap_or(before)
            .trim_end_matches(['(', ' ']);
        let after: String = code[end..].iter().take(200).collect();
        let after = after.trim_start_matches(|c: char| c.is_whitespace() || ")]".contains(c));
        let is_arm = after.starts_with("=>") || after.starts_with('|') && !after.starts_with("||");
        let is_equal = ["==", "!="]
            .iter()
            .any(|sign| before.ends_with(sign) || after.starts_with(sign));
        let is_sought = SEARCHES
            .iter()
            .any(|search| before.ends_with(search.trim_end_matches('(')));
        if is_arm || is_equal || is_sought {
            let text = chars[start + 1..end - 1].iter().collect();
            let line = 1 + chars[..start].iter().filter(|&&c| c == '\n').count();
            out.push((text, line));
        }
    }
    out
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Length up to (not with) `end`, searched from `from`.
fn until(rest: &[char], from: usize, end: &str) -> usize {
    let end: Vec<char> = end.chars().collect();
    (from..rest.len())
        .find(|&i| rest[i..].starts_with(&end))
        .unwrap_or(rest.len())
}

fn block_comment(rest: &[char]) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with(&['/', '*']) {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with(&['*', '/']) {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += 1;
        }
    }
    at
}

fn string(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != '"' {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// 0 where no raw string starts.
fn raw_string(rest: &[char]) -> usize {
    let hashes = rest[1..].iter().take_while(|&&c| c == '#').count();
    if rest.get(1 + hashes) != Some(&'"') {
        return 0;
    }
    let end = format!("\"{}", "#".repeat(hashes));
    until(rest, 2 + hashes, &end) + end.len()
}

/// 0 for a lifetime.
fn character(rest: &[char]) -> usize {
    match rest {
        ['\'', '\\', ..] => until(rest, 3, "'") + 1,
        ['\'', _, '\'', ..] => 3,
        _ => 0,
    }
}

fn without_tests(code: String) -> String {
    let mut bytes = code.clone().into_bytes();
    let mut from = 0;
    while let Some(found) = code[from..].find("#[cfg(test)]") {
        let start = from + found;
        let body = code[start..].find(['{', ';']).map_or(code.len(), |i| start + i);
        let mut end = body + 1;
        if code[body..].starts_with('{') {
            let mut depth = 0;
            for (offset, c) in code[body..].char_indices() {
                depth += i32::from(c == '{') - i32::from(c == '}');
                end = body + offset + 1;
                if depth == 0 {
                    break;
                }
            }
        }
        from = end.min(code.len());
        for byte in &mut bytes[start..from] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }
    String::from_utf8(bytes).expect("whole characters were blanked")
}

/// Words, `::` and single signs, each with its line.
fn tokens(code: &str) -> Vec<(&str, usize)> {
    let mut tokens = Vec::new();
    let mut line = 1;
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let length = if is_word(c) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            c.len_utf8()
        };
        let (token, after) = rest.split_at(length);
        if c == '\n' {
            line += 1;
        } else if !c.is_whitespace() {
            tokens.push((token, line));
        }
        rest = after;
    }
    tokens
}

/// Every path from a root (the crate, a module above, the standard library), with groups taken apart,
/// and every macro call.
pub fn named(source: &str) -> Vec<Named> {
    let code = code_only(source);
    let tokens = tokens(&code);
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&(token, line)) = tokens.get(at) {
        let next = tokens.get(at + 1).map(|&(t, _)| t);
        let first = at == 0 || tokens[at - 1].0 != "::";
        if first && next == Some("::") && ["crate", "super", "std", "core", "bindery"].contains(&token) {
            at = tree(&tokens, at, &mut Vec::new(), &mut out);
            continue;
        }
        if next == Some("!") && token.starts_with(|c: char| c.is_alphabetic()) {
            let path = format!("{token}!");
            out.push(Named { path, line });
        }
        at += 1;
    }
    out
}

/// Reads a path or a group of paths at `at`; gives the place after it.
fn tree<'a>(tokens: &[(&'a str, usize)], mut at: usize, prefix: &mut Vec<&'a str>, out: &mut Vec<Named>) -> usize {
    let depth = prefix.len();
    while let Some(&(token, line)) = tokens.get(at) {
        at += 1;
        if token == "{" {
            while let Some(&(inner, _)) = tokens.get(at) {
                match inner {
                    "}" => {
                        at += 1;
                        break;
                    }
                    "," => at += 1,
                    "as" => at += 2,
                    _ => at = tree(tokens, at, prefix, out).max(at + 1),
                }
            }
            break;
        }
        if token != "self" && token.starts_with(is_word) {
            prefix.push(token);
        }
        if tokens.get(at).is_none_or(|&(t, _)| t != "::") || !token.starts_with(is_word) {
            let path = prefix.join("::");
            out.push(Named { path, line });
            break;
        }
        at += 1;
    }
    prefix.truncate(depth);
    at
}
