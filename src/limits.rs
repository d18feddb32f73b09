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
pub const FORMULA_BYTES: usize = 16 * 1024;
/// The deepest nesting of groups in a formula.
pub const FORMULA_GROUPS: usize = 64;
