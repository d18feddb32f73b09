//! Where a piece of the book comes from: a file and a byte range in it.

/// A source file of the project, by its place in [`crate::project::Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A byte range in a source file. Every block and inline carries one from parse to page, so
/// that whatever goes wrong later can be shown at its manuscript line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of text that no manuscript line produced: a copyright page, a contents heading.
    pub const GENERATED: Span = Span {
        file: FileId(u32::MAX),
        start: 0,
        end: 0,
    };

    /// A span over `start..end` of `file`. Offsets past 4 GiB saturate; sources are capped far
    /// below that ([`crate::limits::SOURCE_BYTES`]).
    pub fn new(file: FileId, range: std::ops::Range<usize>) -> Span {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span {
            file,
            start: clamp(range.start),
            end: clamp(range.end),
        }
    }

    /// Whether no manuscript text stands behind this span.
    pub fn is_generated(self) -> bool {
        self.file.0 == u32::MAX
    }

    /// The byte range.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span over both; `self` where they lie in different files.
    pub fn to(self, other: Span) -> Span {
        if self.file != other.file {
            return self;
        }
        Span {
            file: self.file,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}
