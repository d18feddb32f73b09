//! Every cap: a manuscript is untrusted, and nothing in it may exhaust the machine.

/// The largest source file read, in bytes.
pub const SOURCE_BYTES: u64 = 16 * 1024 * 1024;
/// The most source files in a book.
pub const SOURCE_FILES: usize = 4096;
/// The deepest nesting of blocks or inlines that is kept; deeper content is flattened, with a finding.
pub const NESTING: usize = 64;
/// The largest picture file read, in bytes.
pub const PICTURE_BYTES: u64 = 64 * 1024 * 1024;
/// The most pixels in a picture that is decoded.
pub const PICTURE_PIXELS: u64 = 100_000_000;
/// The longest side of a picture, in pixels.
pub const PICTURE_SIDE: u32 = 20_000;
/// The most pages in an edition.
pub const PAGES: usize = 20_000;
/// The most cells in one table.
pub const TABLE_CELLS: usize = 200_000;
/// The most findings of one code shown before the rest are counted.
pub const FINDINGS_A_CODE: usize = 50;
/// The longest formula that is read, in bytes.
const FORMULA_BYTES: usize = 16 * 1024;
/// The deepest nesting of groups in a formula.
const FORMULA_GROUPS: usize = 64;

/// Whether a formula's TeX is short and flat enough to be read.
pub fn formula_fits(tex: &str) -> bool {
    let mut depth = 0usize;
    let mut deepest = 0;
    for (i, c) in tex.char_indices() {
        let rest = tex.get(i..).unwrap_or_default();
        if c == '{' || rest.starts_with("\\left") || rest.starts_with("\\begin") {
            depth += 1;
        } else if c == '}' || rest.starts_with("\\right") || rest.starts_with("\\end") {
            depth = depth.saturating_sub(1);
        }
        deepest = deepest.max(depth);
    }
    // Commands that take the next command as their argument nest without braces.
    let commands = tex.matches('\\').count();
    tex.len() <= FORMULA_BYTES && deepest <= FORMULA_GROUPS && commands <= FORMULA_GROUPS * 16
}
