//! Pictures of one bit a pixel, which the encoder at hand does not write.

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use std::io::Write;

/// A PNG file of one bit a pixel: stripes of black and white, a pixel each.
pub fn striped_png(width: u32, height: u32) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([1, 0, 0, 0, 0]);
    let row = std::iter::once(0).chain(std::iter::repeat_n(0b0101_0101, width.div_ceil(8) as usize));
    let rows: Vec<u8> = row.collect::<Vec<u8>>().repeat(height as usize);
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&rows).unwrap();
    for (kind, body) in [
        (b"IHDR", header),
        (b"IDAT", packed.finish().unwrap()),
        (b"IEND", Vec::new()),
    ] {
        let mut sum = Crc::new();
        sum.update(kind);
        sum.update(&body);
        file.extend((body.len() as u32).to_be_bytes());
        file.extend(kind);
        file.extend(&body);
        file.extend(sum.sum().to_be_bytes());
    }
    file
}
