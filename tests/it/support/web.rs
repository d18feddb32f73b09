//! The judges of what goes on the web and to the trade: the Nu HTML checker, and the schemas of ONIX.

use super::oracle;
use std::path::Path;
use std::process::Command;

/// Asserts that pages are valid HTML, without a warning. It is `vnu` on the path; without it the test goes on and says so.
///
/// # Panics
/// When a page is not, or the program is absent and `BINDERY_ORACLES=required`.
pub fn assert_html(pages: &[&Path]) {
    judged("vnu", &["--Werror"], pages);
}

/// Asserts that a message is valid by the schema of its release. It is `onix-schema` on the path.
///
/// # Panics
/// When it is not, or the program is absent and `BINDERY_ORACLES=required`.
pub fn assert_onix(release: &str, message: &Path) {
    judged("onix-schema", &[release], &[message]);
}

fn judged(program: &str, args: &[&str], files: &[&Path]) {
    let Some(found) = oracle::find(program) else {
        return;
    };
    let output = Command::new(found).args(args).args(files).output().expect("it starts");
    assert!(
        output.status.success(),
        "{program}:\n{}{}",
        String::from_utf8_lossy(&output.stderr),
        String::from_utf8_lossy(&output.stdout)
    );
}
