//! Ace by DAISY, the judge of what assistive technology can read.

use super::oracle;
use std::path::Path;
use std::process::Command;

/// Asserts that Ace finds no violation. It is `ace` on the path; without it the test goes on and says so.
///
/// # Panics
/// When Ace finds something, or is absent and `BINDERY_ORACLES=required`.
pub fn assert_clean(name: &str, epub: &Path) {
    let Some(program) = oracle::find("ace") else {
        return;
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-ace"));
    let output = Command::new(program)
        .args(["--silent", "--force", "--outdir"])
        .arg(&folder)
        .arg(epub)
        .output()
        .expect("Ace starts");
    let said = String::from_utf8_lossy(&output.stderr);
    let report = std::fs::read_to_string(folder.join("report.json"))
        .unwrap_or_else(|why| panic!("Ace gave no report on {name}: {why}\n{said}"));
    let report: serde_json::Value = serde_json::from_str(&report).expect("a report in JSON");
    let files = report["assertions"].as_array().into_iter().flatten();
    let found: Vec<String> = files
        .flat_map(|file| {
            let url = &file["earl:testSubject"]["url"];
            let all = file["assertions"].as_array().into_iter().flatten();
            all.map(move |one| {
                let result = &one["earl:result"];
                format!("{url}: {} {}", one["earl:test"]["dct:title"], result["html"])
            })
        })
        .collect();
    assert_eq!(found, [""; 0], "Ace on {name}");
    assert_eq!(report["earl:result"]["earl:outcome"], "pass", "Ace on {name}");
}
