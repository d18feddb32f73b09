//! Programs that judge the outputs: used by tests alone, and only where they are installed.

use std::path::{Path, PathBuf};
use std::process::Command;

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
        absent(name);
    }
    found
}

fn absent(name: &str) {
    let required = std::env::var_os("BINDERY_ORACLES").is_some_and(|v| v == "required");
    assert!(
        !required,
        "{name} is not installed, and BINDERY_ORACLES=required"
    );
    eprintln!("not run: {name}, which is not installed");
}

/// Holds EPUBs to EPUBCheck: no error and no warning. The jar is named by `BINDERY_EPUBCHECK`.
///
/// # Panics
/// When EPUBCheck finds anything, or is absent and required.
pub fn epubcheck(files: &[PathBuf]) {
    let jar = std::env::var_os("BINDERY_EPUBCHECK").map(PathBuf::from);
    let Some(jar) = jar.filter(|jar| jar.is_file()) else {
        return absent("EPUBCheck (BINDERY_EPUBCHECK)");
    };
    for file in files {
        let output = Command::new("java")
            .arg("-jar")
            .arg(&jar)
            .arg("--failonwarnings")
            .arg(file)
            .output()
            .expect("java runs");
        let said = String::from_utf8_lossy(&output.stdout).into_owned()
            + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}:\n{said}", file.display());
    }
}

/// Holds a PDF to `qpdf --check`.
///
/// # Panics
/// When qpdf finds a fault, or is absent and required.
pub fn qpdf_check(file: &Path) {
    let Some(qpdf) = find("qpdf") else { return };
    let output = Command::new(qpdf)
        .arg("--check")
        .arg(file)
        .output()
        .expect("qpdf runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}:\n{said}", file.display());
}
