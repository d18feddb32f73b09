//! EPUBCheck, the judge that every store runs.

use super::oracle;
use std::path::Path;
use std::process::Command;

/// Asserts that EPUBCheck has neither an error nor a warning. It is `epubcheck` on the path; without it the test goes
/// on and says so.
///
/// # Panics
/// When EPUBCheck finds something, or is absent and `BINDERY_ORACLES=required`.
pub fn assert_clean(name: &str, epub: &[u8]) {
    let Some(program) = oracle::find("epubcheck") else {
        return;
    };
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.epub"));
    std::fs::write(&file, epub).expect("the temporary folder is writable");
    let output = Command::new(program)
        .arg("--failonwarnings")
        .arg(&file)
        .output()
        .expect("EPUBCheck starts");
    assert!(
        output.status.success(),
        "EPUBCheck on {name}:\n{}{}",
        String::from_utf8_lossy(&output.stderr),
        String::from_utf8_lossy(&output.stdout)
    );
}
