//! Programs that judge the outputs: used by tests alone, and only where they are installed.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Mutex;

/// The program of that name on the path. Where it is absent the test goes on without it and says so, unless
/// `BINDERY_ORACLES=required`.
///
/// # Panics
/// When it is absent and required.
pub fn find(name: &str) -> Option<PathBuf> {
    let found = std::env::var_os("PATH").and_then(|path| {
        std::env::split_paths(&path)
            .map(|folder| folder.join(name))
            .find(|file| file.is_file())
    });
    if found.is_none() {
        let required = std::env::var_os("BINDERY_ORACLES").is_some_and(|v| v == "required");
        assert!(!required, "{name} is not installed, and BINDERY_ORACLES=required");
        say_once(name);
    }
    found
}

/// Tells once that a program is not there: past the capture of a passing test's output.
fn say_once(name: &str) {
    static SAID: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let mut said = SAID.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if said.insert(name.to_owned()) {
        let line = format!("not run: {name}, which is not installed\n");
        let _ = std::io::stderr().write_all(line.as_bytes());
    }
}
