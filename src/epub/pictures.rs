//! The pictures that the chapters show, each made ready once.

use super::names::{Names, stem};
use super::survey::Survey;
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::picture::{EbookImage, Format, PictureError, Pictures, Source};
use crate::span::Span;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The most pixels of a picture inside. Apple warns from 4.0 million, Ingram refuses from 3.2.
const PIXELS: u64 = 3_000_000;

/// A picture of the ebook.
#[derive(Debug)]
pub(super) struct Image {
    /// Its file, from the package's folder.
    pub(super) href: String,
    /// Its body.
    pub(super) image: EbookImage,
}

/// Every picture that can be shown, by its path in the project.
#[derive(Debug, Default)]
pub(super) struct Images(BTreeMap<String, Image>);

impl Images {
    /// Makes every picture of the surveys ready, in parallel.
    pub(super) fn prepare(surveys: &[Survey<'_>], pictures: &Pictures, findings: &mut Vec<Diagnostic>) -> Images {
        let mut wanted: BTreeMap<&str, Span> = BTreeMap::new();
        for (picture, span) in surveys.iter().flat_map(|survey| &survey.pictures) {
            wanted.entry(&picture.path).or_insert(*span);
        }
        let wanted: Vec<(&str, Span)> = wanted.into_iter().collect();
        let made: Vec<Result<EbookImage, PictureError>> = wanted
            .par_iter()
            .map(|(path, _)| match pictures.get(path) {
                Some(source) => source.for_ebook(PIXELS),
                None => Err(PictureError::Absent),
            })
            .collect();
        let mut names = Names::reserving(&["cover"]);
        let mut images = BTreeMap::new();
        for ((path, span), made) in wanted.into_iter().zip(made) {
            match made {
                Ok(image) => {
                    findings.extend(pictures.get(path).and_then(|s| scaled(s, &image, span)));
                    let href = href(path, &image, &mut names);
                    images.insert(path.to_owned(), Image { href, image });
                }
                Err(why) => findings.push(left_out(path, span, &why)),
            }
        }
        Images(images)
    }

    /// The picture at `path` in the project.
    pub(super) fn get(&self, path: &str) -> Option<&Image> {
        self.0.get(path)
    }

    /// Every picture, by path.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Image> {
        self.0.values()
    }
}

fn href(path: &str, image: &EbookImage, names: &mut Names) -> String {
    let file = path.rsplit('/').next().unwrap_or(path);
    let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
    let extension = match image.media_type {
        "image/jpeg" => "jpg",
        _ => "png",
    };
    format!("images/{}.{extension}", names.take(&stem(name, "picture")))
}

/// What the author should know of a picture that had to be made smaller.
fn scaled(source: &Source, image: &EbookImage, span: Span) -> Option<Diagnostic> {
    let pixels = u64::from(source.width) * u64::from(source.height);
    (source.format != Format::Svg && pixels > PIXELS).then(|| {
        let message = format!(
            "{} is {} x {} pixels, and the ebook has it at {} x {}",
            source.path, source.width, source.height, image.width, image.height
        );
        Diagnostic::new(codes::PICTURE_SCALED, span, message).with_help(
            "stores refuse pictures of more than 3.2 million pixels; supply it smaller to choose how it is scaled",
        )
    })
}

/// The finding of a picture that the ebook cannot have: its words stand in its place, so the ebook is made all the same.
fn left_out(path: &str, span: Span, why: &PictureError) -> Diagnostic {
    why.finding(path, span)
        .weakened_to(Severity::Warning)
        .with_help(format!(
            "{}; the ebook has its alternative text in its place",
            why.help()
        ))
}
