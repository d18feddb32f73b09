//! EPUBCheck, the judge that every store runs.

use super::oracle;
use std::path::Path;
use std::process::Command;

/// Asserts that EPUBCheck has neither an error nor a warning. It is the jar that `BINDERY_EPUBCHECK` names, else
/// `epubcheck` on the path; without either the test goes on without it and says so.
///
/// # Panics
/// When EPUBCheck finds something, or is absent and `BINDERY_ORACLES=required`.
pub fn assert_clean(name: &str, epub: &[u8]) {
    let mut command = match std::env::var_os("BINDERY_EPUBCHECK") {
        Some(jar) => {
            let mut java = Command::new("java");
            java.args(["-XX:TieredStopAtLevel=1", "-jar"]).arg(jar);
            java
        }
        None => match oracle::find("epubcheck") {
            Some(program) => Command::new(program),
            None => return,
        },
    };
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.epub"));
    std::fs::write(&file, epub).expect("the temporary folder is writable");
    let output = command
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
