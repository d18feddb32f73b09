//! Pictures as image XObjects.

use super::pack::Packer;
use super::{PdfError, Purpose};
use crate::picture::{PrintColor, PrintData, PrintImage};
use crate::print::PictureId;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use lopdf::{Dictionary, Object, Stream, dictionary};
use std::borrow::Cow;

/// The picture's name in the pages' resources.
pub(super) fn resource(id: PictureId) -> String {
    format!("P{:05}", id.0)
}

/// The XObject; for print in inks: a screen's colours become grey.
pub(super) fn stream(image: &PrintImage, purpose: Purpose) -> Result<Stream, PdfError> {
    let gray = match purpose {
        Purpose::Print | Purpose::Exchange(_) => in_gray(image)?,
        Purpose::Screen => Cow::Borrowed(image),
    };
    let mut dict = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(gray.width),
        "Height" => i64::from(gray.height),
        "BitsPerComponent" => if gray.color == PrintColor::Bilevel { 1 } else { 8 },
        "ColorSpace" => match gray.color {
            PrintColor::Bilevel | PrintColor::Gray => "DeviceGray",
            PrintColor::Rgb => "DeviceRGB",
            PrintColor::Cmyk => "DeviceCMYK",
        },
    };
    let content = match &gray.data {
        PrintData::Jpeg(bytes) => {
            dict.set("Filter", "DCTDecode");
            if gray.color == PrintColor::Cmyk {
                // CMYK JPEG files hold what is left of white, and DCTDecode gives it as it is.
                dict.set("Decode", [1, 0, 1, 0, 1, 0, 1, 0].map(Object::from).to_vec());
            }
            bytes.to_vec()
        }
        PrintData::Raw(samples) => {
            let due = samples_due(&gray);
            if samples.len() as u64 != due {
                return Err(PdfError::Samples {
                    width: gray.width,
                    height: gray.height,
                    samples: samples.len(),
                    due,
                });
            }
            dict.set("Filter", "FlateDecode");
            deflate_samples(&gray, samples, &mut dict)?
        }
    };
    Ok(Stream::new(dict, content).with_compression(false))
}

fn channels(color: PrintColor) -> u8 {
    match color {
        PrintColor::Bilevel | PrintColor::Gray => 1,
        PrintColor::Rgb => 3,
        PrintColor::Cmyk => 4,
    }
}

fn samples_due(image: &PrintImage) -> u64 {
    let across = match image.color {
        PrintColor::Bilevel => u64::from(image.width.div_ceil(8)),
        color => u64::from(image.width) * u64::from(channels(color)),
    };
    across * u64::from(image.height)
}

fn in_gray(image: &PrintImage) -> Result<Cow<'_, PrintImage>, PdfError> {
    if image.color != PrintColor::Rgb {
        return Ok(Cow::Borrowed(image));
    }
    let samples = match &image.data {
        PrintData::Jpeg(bytes) => image::load_from_memory_with_format(bytes, image::ImageFormat::Jpeg)
            .map_err(PdfError::Undecodable)?
            .into_luma8()
            .into_raw(),
        PrintData::Raw(samples) => samples
            .chunks_exact(usize::from(channels(image.color)))
            .map(luma)
            .collect(),
    };
    Ok(Cow::Owned(PrintImage {
        width: image.width,
        height: image.height,
        color: PrintColor::Gray,
        data: PrintData::Raw(samples),
    }))
}

/// Rec. 709 luma of an RGB or CMYK pixel.
fn luma(pixel: &[u8]) -> u8 {
    let weigh = |r: u32, g: u32, b: u32| ((2126 * r + 7152 * g + 722 * b + 5000) / 10_000) as u8;
    match *pixel {
        [r, g, b] => weigh(r.into(), g.into(), b.into()),
        [c, m, y, k] => {
            let left = |ink: u8| u32::from(255 - ink) * u32::from(255 - k) / 255;
            weigh(left(c), left(m), left(y))
        }
        _ => 255,
    }
}

/// Line art packs best as it is; photographs through PNG's Paeth filter, which alone comes close to a choice
/// by rows and is undone alike by every reader (lopdf 0.44 misreads rows filtered by averages).
fn deflate_samples(image: &PrintImage, samples: &[u8], dict: &mut Dictionary) -> Result<Vec<u8>, PdfError> {
    let color = match image.color {
        PrintColor::Gray => ExtendedColorType::L8,
        PrintColor::Rgb => ExtendedColorType::Rgb8,
        PrintColor::Bilevel | PrintColor::Cmyk => return Packer::new().pack(samples),
    };
    let step = usize::from(channels(image.color));
    let same = samples
        .iter()
        .zip(samples.iter().skip(step))
        .filter(|(a, b)| a == b)
        .count();
    if same * 2 >= samples.len() {
        return Packer::new().pack(samples);
    }
    let mut png = Vec::new();
    PngEncoder::new_with_quality(&mut png, CompressionType::Default, FilterType::Paeth)
        .write_image(samples, image.width, image.height, color)
        .map_err(PdfError::PictureUnpackable)?;
    dict.set(
        "DecodeParms",
        dictionary! {
            "Predictor" => 15,
            "Colors" => i64::from(channels(image.color)),
            "BitsPerComponent" => 8,
            "Columns" => i64::from(image.width),
        },
    );
    Ok(png_body(&png))
}

/// The compressed rows of a PNG file: what FlateDecode with a PNG predictor reads.
fn png_body(png: &[u8]) -> Vec<u8> {
    let mut body = Vec::with_capacity(png.len());
    let mut rest = png.get(8..).unwrap_or_default();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let end = 4 + u32::from_be_bytes(*length) as usize;
        let Some(chunk) = after.get(..end) else { break };
        if let Some(data) = chunk.strip_prefix(b"IDAT") {
            body.extend_from_slice(data);
        }
        rest = after.get(end + 4..).unwrap_or_default();
    }
    body
}
