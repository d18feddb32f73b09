//! The targets of `tests/fuzz`, over their seeds and over changes of them, the same ones each time.

#[path = "../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::ops::Range;
use std::path::Path;

/// How often each seed is changed.
const CHANGES: u64 = 100;

/// What parsers stumble over.
const STUMBLES: [&[u8]; 16] = [
    b"\0",
    b"\xFF",
    b"\xF0\x9F\x99\x82",
    b"\r",
    b"\n\n",
    b"\t",
    b"[",
    b"](",
    b"{",
    b"}",
    b"$",
    b"`",
    b":::",
    b"<",
    b"\"",
    b"99999999999999999999",
];

/// Numbers that are the same for the same seed.
struct Numbers(u64);

impl Numbers {
    /// One below a limit above 0.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % limit
    }

    /// A short stretch of so many bytes.
    fn stretch(&mut self, len: usize) -> Range<usize> {
        let start = self.below(len + 1);
        start..(start + self.below(24)).min(len)
    }
}

/// The bytes with one to three changes.
fn changed(seed: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=numbers.below(3) {
        let stretch = numbers.stretch(bytes.len());
        let at = numbers.below(bytes.len() + 1);
        match numbers.below(5) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(stretch)),
            2 => {
                let copied = bytes[stretch].to_vec();
                bytes.splice(at..at, copied);
            }
            3 => {
                let stumble = STUMBLES[numbers.below(STUMBLES.len())];
                bytes.splice(at..at, stumble.iter().copied());
            }
            _ => bytes[stretch]
                .iter_mut()
                .for_each(|byte| *byte ^= 1 << numbers.below(8)),
        }
    }
    bytes
}

fn run(target: fn(&[u8]), corpus: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fuzz/corpus")
        .join(corpus);
    let entries = fs::read_dir(&folder).expect("seeds");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    assert!(files.len() > 1, "{}", folder.display());
    for file in files {
        let seed = fs::read(&file).expect("a seed");
        target(&seed);
        for number in 0..CHANGES {
            let bytes = changed(&seed, &mut Numbers(number));
            let done = std::panic::catch_unwind(|| target(&bytes));
            let text = String::from_utf8_lossy(&bytes);
            assert!(done.is_ok(), "change {number} of {}:\n{text}", file.display());
        }
    }
}

#[test]
fn a_chapter_of_any_bytes_is_parsed_and_its_findings_lie_in_it() {
    run(targets::manuscript, "manuscript");
}

#[test]
fn a_configuration_of_any_bytes_is_read_and_its_findings_lie_in_it() {
    run(targets::config, "config");
}

#[test]
fn a_finished_file_of_any_bytes_is_read_or_refused() {
    run(targets::finished, "finished");
}
