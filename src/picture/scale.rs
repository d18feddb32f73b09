//! Decoded pictures: laid on white, scaled, and without colour where there is none.

use super::{Format, PictureError, Source, read, svg};
use crate::limits::{PICTURE_PIXELS, PICTURE_SIDE};
use image::imageops::FilterType;
use image::{DynamicImage, GrayImage, RgbImage};

/// An opaque picture of 8 bits a sample.
#[derive(Clone, Debug)]
pub(crate) enum Pixels {
    Gray(GrayImage),
    Rgb(RgbImage),
}

impl Pixels {
    pub(crate) fn size(&self) -> (u32, u32) {
        match self {
            Pixels::Gray(image) => image.dimensions(),
            Pixels::Rgb(image) => image.dimensions(),
        }
    }

    /// Grey where every pixel is; by Rec. 709 luma where `force` asks for it.
    pub(crate) fn without_color(self, force: bool) -> Pixels {
        match self {
            Pixels::Rgb(image) if force || image.pixels().all(|p| p.0[0] == p.0[1] && p.0[1] == p.0[2]) => {
                Pixels::Gray(DynamicImage::ImageRgb8(image).into_luma8())
            }
            other => other,
        }
    }

    /// Resampled to exactly this size.
    pub(crate) fn resized(self, width: u32, height: u32) -> Pixels {
        if self.size() == (width, height) {
            return self;
        }
        match self {
            Pixels::Gray(image) => Pixels::Gray(image::imageops::resize(&image, width, height, FilterType::Lanczos3)),
            Pixels::Rgb(image) => Pixels::Rgb(image::imageops::resize(&image, width, height, FilterType::Lanczos3)),
        }
    }
}

/// A decoded PNG or JPEG file, laid on white.
pub(super) fn decoded(source: &Source) -> Result<Pixels, PictureError> {
    Ok(on_white(read::decode(source.format, &source.bytes)?))
}

/// The picture's pixels, a vector picture drawn `width` pixels wide.
pub(crate) fn drawn_at(source: &Source, width: u32) -> Result<Pixels, PictureError> {
    match source.format {
        Format::Svg => Ok(Pixels::Rgb(svg::draw(&source.bytes, width)?)),
        Format::Png | Format::Jpeg => decoded(source),
    }
}

fn on_white(image: DynamicImage) -> Pixels {
    let gray = !image.color().has_color();
    if !image.color().has_alpha() {
        return if gray {
            Pixels::Gray(image.into_luma8())
        } else {
            Pixels::Rgb(image.into_rgb8())
        };
    }
    if gray {
        let image = image.into_luma_alpha8();
        let (width, height) = image.dimensions();
        let samples = image.pixels().map(|p| over_white(p.0[0], p.0[1])).collect();
        // The buffer holds one sample for each pixel of an image of this size.
        Pixels::Gray(GrayImage::from_raw(width, height, samples).unwrap_or_default())
    } else {
        let image = image.into_rgba8();
        let (width, height) = image.dimensions();
        let samples = image
            .pixels()
            .flat_map(|p| {
                let [r, g, b, a] = p.0;
                [over_white(r, a), over_white(g, a), over_white(b, a)]
            })
            .collect();
        Pixels::Rgb(RgbImage::from_raw(width, height, samples).unwrap_or_default())
    }
}

fn over_white(sample: u8, alpha: u8) -> u8 {
    let (sample, alpha) = (u32::from(sample), u32::from(alpha));
    ((sample * alpha + 255 * (255 - alpha) + 127) / 255) as u8
}

/// The largest size of this shape with at most `max_pixels`, never larger than it is.
pub(super) fn fit(width: u32, height: u32, max_pixels: u64) -> (u32, u32) {
    let pixels = u64::from(width) * u64::from(height);
    if pixels <= max_pixels {
        return (width, height);
    }
    let factor = (max_pixels as f64 / pixels as f64).sqrt();
    let side = |length: u32| ((f64::from(length) * factor).floor() as u32).max(1);
    (side(width), side(height))
}

/// The width in pixels for a vector picture of this shape that is wanted `width` wide, within the caps.
pub(super) fn within_caps(source: &Source, width: f64) -> u32 {
    let ratio = f64::from(source.height.max(1)) / f64::from(source.width.max(1));
    let by_side = f64::from(PICTURE_SIDE) / ratio.max(1.0);
    // A quarter of the cap: four bytes a pixel while it is drawn, and layers besides. A page of 7 x 9
    // inches is under it.
    let by_area = (PICTURE_PIXELS as f64 / 4.0 / ratio).sqrt();
    width.min(by_side).min(by_area).floor().max(1.0) as u32
}
