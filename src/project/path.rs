//! Paths inside the project: always with `/`, never leaving the root.

/// The project-relative path that `relative` names when written in a file of folder `base` (empty
/// for the root). `None` when it is absolute or leaves the project.
pub fn resolve(base: &str, relative: &str) -> Option<String> {
    let slashed = relative.replace('\\', "/");
    let has_drive = slashed.as_bytes().get(1) == Some(&b':');
    if slashed.starts_with('/') || has_drive || slashed.contains('\0') {
        return None;
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(slashed.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The folder that a path stands in; empty for the root.
pub fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last part of a path.
pub fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// The path of `name` in `folder`.
pub fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_may_climb_within_the_project_and_no_further() {
        let cover = resolve("manuscript", "../covers/front.png");
        assert_eq!(cover.as_deref(), Some("covers/front.png"));
        assert_eq!(resolve("a", "./b//c.md").as_deref(), Some("a/b/c.md"));
        assert_eq!(resolve("manuscript", "../../secret"), None);
        assert_eq!(resolve("", "/etc/passwd"), None);
        assert_eq!(resolve("", "C:\\book.md"), None);
    }
}
