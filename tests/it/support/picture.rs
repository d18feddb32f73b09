//! Pictures made up for a test.

use bindery::picture::Pictures;
use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use image::{GrayImage, ImageFormat, Luma};
use std::io::{Cursor, Write};

/// What a chapter in `manuscript` shows as `wall.png`.
pub fn wall(picture: Vec<u8>) -> Pictures {
    let mut pictures = Pictures::default();
    pictures.add("manuscript/wall.png", picture).expect("a picture");
    pictures
}

/// A PNG file of greys.
pub fn gray(width: u32, height: u32) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    let shades = GrayImage::from_fn(width, height, |x, _| Luma([(x % 251) as u8]));
    shades.write_to(&mut file, ImageFormat::Png).expect("a PNG");
    file.into_inner()
}

/// A PNG file of one bit a pixel, which the encoder at hand does not write: stripes of black and white, a pixel each.
pub fn striped(width: u32, height: u32) -> Vec<u8> {
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
