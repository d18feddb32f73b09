//! From a screen's colours to four inks.

use super::PictureError;
use moxcms::{ColorProfile, Layout, RenderingIntent, TransformOptions};
use rayon::prelude::*;

/// The ICC profile that colours are converted by: coated paper, FOGRA39 (its licence stands beside it).
pub(crate) static PROFILE: &[u8] = include_bytes!("profiles/FOGRA39L_coated.icc");

/// Pixels that are converted in one go.
const PIXELS_AT_ONCE: usize = 64 * 1024;

/// sRGB samples as cyan, magenta, yellow and black, with at most `limit` percent of ink on a spot. Where that is too
/// much, black stays and the colours go back alike, which keeps the hue and darkens less than any other way.
///
/// # Errors
/// When the profile cannot be used.
pub(crate) fn to_cmyk(rgb: &[u8], limit: u16) -> Result<Vec<u8>, PictureError> {
    let inks = ColorProfile::new_from_slice(PROFILE).map_err(PictureError::Colors)?;
    let options = TransformOptions {
        rendering_intent: RenderingIntent::RelativeColorimetric,
        ..TransformOptions::default()
    };
    // Four channels of any meaning are laid out as RGBA.
    let transform = ColorProfile::new_srgb()
        .create_transform_8bit(Layout::Rgb, &inks, Layout::Rgba, options)
        .map_err(PictureError::Colors)?;
    let mut out = vec![0; rgb.len() / 3 * 4];
    out.par_chunks_mut(4 * PIXELS_AT_ONCE)
        .zip(rgb.par_chunks(3 * PIXELS_AT_ONCE))
        .try_for_each(|(inks, colors)| {
            let whole = colors.len() / 3;
            transform
                .transform(&colors[..3 * whole], &mut inks[..4 * whole])
                .map_err(PictureError::Colors)?;
            inks.chunks_exact_mut(4).for_each(|pixel| hold_back(pixel, limit));
            Ok(())
        })
        .map(|()| out)
}

/// Takes colour away until the ink is within the limit, in percent.
fn hold_back(pixel: &mut [u8], limit: u16) {
    let [c, m, y, k] = pixel else { return };
    let most = u32::from(limit) * 255 / 100;
    let colored = u32::from(*c) + u32::from(*m) + u32::from(*y);
    let room = most.saturating_sub(u32::from(*k));
    if colored > room {
        for ink in [c, m, y] {
            // Rounded down: never over.
            *ink = (u32::from(*ink) * room / colored) as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_is_paper_and_no_pixel_has_more_ink_than_allowed() {
        let rgb: Vec<u8> = (0..=255_u8)
            .flat_map(|level| [[level; 3], [level, 0, 255 - level], [0, level, 30]])
            .flatten()
            .collect();
        for limit in [240, 300] {
            let inks = to_cmyk(&rgb, limit).expect("a conversion");
            assert_eq!(inks.len() / 4, rgb.len() / 3);
            let most = inks.chunks(4).map(|p| p.iter().map(|&i| u32::from(i)).sum::<u32>());
            assert!(most.max().expect("pixels") <= u32::from(limit) * 255 / 100);
        }
        assert_eq!(to_cmyk(&[255; 3], 240).expect("a conversion"), [0; 4]);
    }

    #[test]
    fn colours_go_where_their_inks_are() {
        let inks = to_cmyk(&[255, 0, 0, 0, 0, 255, 0, 0, 0], 300).expect("a conversion");
        let [red, blue, black] = [&inks[..4], &inks[4..8], &inks[8..]];
        assert!(red[1] > 200 && red[2] > 200 && red[0] < 40, "{red:?}");
        assert!(blue[0] > 200 && blue[2] < 60, "{blue:?}");
        assert!(black[3] > 240, "{black:?}");
    }
}
