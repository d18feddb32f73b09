//! veraPDF, the judge of PDFs that everybody can read and that last.

use super::oracle;
use std::path::Path;
use std::process::Command;

/// What a digital PDF must conform to: PDF/UA-1 and PDF/A-2a.
pub const FLAVOURS: [&str; 2] = ["ua1", "2a"];

/// Asserts that a file conforms to a flavour. It is `verapdf` on the path, which takes a flavour and files; without it
/// the test goes on and says so.
///
/// # Panics
/// When the file does not conform, or the program is absent and `BINDERY_ORACLES=required`.
pub fn assert_conforms(flavour: &str, pdf: &Path) {
    let Some(program) = oracle::find("verapdf") else {
        return;
    };
    let output = Command::new(program)
        .arg(flavour)
        .arg(pdf)
        .output()
        .expect("veraPDF starts");
    assert!(
        output.status.success(),
        "veraPDF on {} ({flavour}):\n{}{}",
        pdf.display(),
        String::from_utf8_lossy(&output.stderr),
        String::from_utf8_lossy(&output.stdout)
    );
}
