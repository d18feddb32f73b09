//! zlib's form of bytes, one encoder for many streams.

use super::PdfError;
use flate2::{Compress, Compression, FlushCompress, Status};

/// Packs streams one after the other; what one becomes does not depend on those before it.
pub(super) struct Packer {
    zlib: Compress,
}

impl Packer {
    pub fn new() -> Packer {
        Packer {
            zlib: Compress::new(Compression::default(), true),
        }
    }

    /// These bytes, packed.
    pub fn pack(&mut self, bytes: &[u8]) -> Result<Vec<u8>, PdfError> {
        self.zlib.reset();
        let mut packed = Vec::with_capacity(bytes.len() / 2 + 64);
        loop {
            let rest = usize::try_from(self.zlib.total_in())
                .ok()
                .and_then(|read| bytes.get(read..))
                .unwrap_or_default();
            let status = self
                .zlib
                .compress_vec(rest, &mut packed, FlushCompress::Finish)
                .map_err(PdfError::Unpackable)?;
            if status == Status::StreamEnd {
                packed.shrink_to_fit();
                return Ok(packed);
            }
            packed.reserve(packed.capacity());
        }
    }
}
