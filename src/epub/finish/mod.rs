//! The finish pass: the package, the navigation and the archive, as EPUB 3.3 has them.

mod archive;
mod nav;
pub(super) mod package;

use super::assemble;
use super::markup::{Attrs, Markup};
use super::pictures::Images;
use super::places::{COVER, NAV, Places};
use super::survey::Survey;
use super::typefaces::{self, FontFile};
use super::xhtml::{self, Document, kobo};
use super::{Cover, Device, EpubError, Making, is_described};
use crate::book::{Book, ChapterKind};
use crate::language::Language;
use crate::picture::EbookImage;
use package::{Access, Package, Resource};
use rayon::prelude::*;
use std::collections::BTreeMap;

const STYLE: &str = include_str!("style.css");
const NARROW_STYLE: &str = include_str!("narrow.css");
const CSS: &str = "text/css";
const FOLDER: &str = "EPUB/";
const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"#;
const XHTML: &str = "application/xhtml+xml";

/// Everything that the finish puts together.
pub(super) struct Parts<'a> {
    pub(super) book: &'a Book,
    pub(super) surveys: &'a [Survey<'a>],
    pub(super) images: &'a Images,
    pub(super) places: &'a Places<'a>,
    pub(super) faces: Vec<FontFile>,
    pub(super) words: &'static Language,
    pub(super) making: Making,
    pub(super) cover: Option<Cover<'a>>,
    pub(super) open_to_all: bool,
}

impl Parts<'_> {
    /// The archive.
    ///
    /// # Errors
    /// What the builder or the archive's writer says.
    pub(super) fn finish(&self, documents: Vec<Option<Document>>) -> Result<Vec<u8>, EpubError> {
        let metadata = &self.book.metadata;
        let language = package::language(metadata);
        let title = match metadata.title.trim() {
            "" => self.words.headings.untitled,
            title => title,
        };
        let identifier = match package::identifier(metadata, &self.book.edition) {
            nothing if nothing.is_empty() => title.to_owned(),
            identifier => identifier,
        };
        let navigation = nav::Navigation {
            book: self.book,
            surveys: self.surveys,
            places: self.places,
            words: self.words,
            has_cover: self.cover.is_some(),
            title,
        };
        let contents = navigation.contents();
        let resources = self.resources(&documents);
        let package = Package {
            metadata,
            edition: &self.book.edition,
            title,
            language: &language,
            identifier: &identifier,
            words: self.words,
            access: self.access(&documents),
        };
        let pages = self.pages(&documents);
        let opf = package.document(&resources);
        let ncx = navigation.ncx(&contents, &pages, (&identifier, &language));
        let nav = navigation.document(&contents, &pages, &language);
        let mut texts: BTreeMap<&str, String> = BTreeMap::new();
        if let Some(cover) = self.cover {
            texts.insert(COVER, self.cover_page(cover, &language));
        }
        for (file, document) in self.places.files.iter().zip(documents) {
            if let (Some(file), Some(document)) = (file, document) {
                texts.insert(file, document.text);
            }
        }
        if self.making.device == Device::Kobo {
            texts.par_iter_mut().for_each(|(_, text)| {
                // Documents are written well formed.
                if let Some(spanned) = kobo::spanned(text) {
                    *text = spanned;
                }
            });
        }
        let look = &self.making.look;
        let mut style = format!("{STYLE}{}", look.rules());
        if let Some(families) = look.typefaces.filter(|_| !self.faces.is_empty()) {
            style.push_str(&typefaces::rules(&families, &self.faces));
        }
        let mut files = assemble::assemble(&resources, &texts, &style)?;
        files.insert(xhtml::NARROW.to_owned(), NARROW_STYLE.into());
        files.insert(NAV.to_owned(), nav.into_bytes());
        files.insert(NCX.to_owned(), ncx.into_bytes());
        let entries = self.entries(&resources, &files, opf.as_bytes())?;
        Ok(archive::write(&entries, metadata.timestamp)?)
    }

    /// The printed pages that are marked in the text, with the link to each.
    fn pages(&self, documents: &[Option<Document>]) -> Vec<(String, String)> {
        let files = self.places.files.iter().zip(documents);
        let marked = files.filter_map(|(file, document)| Some((file.as_ref()?, document.as_ref()?)));
        marked
            .flat_map(|(file, document)| {
                let link = move |id: &String| format!("{file}#{id}");
                document.pages.iter().map(move |(label, id)| (label.clone(), link(id)))
            })
            .collect()
    }

    /// Every file but the package itself, in the order of reading, then what the text uses.
    fn resources(&self, documents: &[Option<Document>]) -> Vec<Resource> {
        let mut resources = Vec::new();
        let mut add = |id: String, href: &str, media_type, properties, in_spine| {
            resources.push(Resource {
                id,
                href: href.to_owned(),
                media_type,
                properties,
                in_spine,
            });
        };
        if self.cover.is_some() {
            add("cover".into(), COVER, XHTML, None, true);
        }
        let mut nav_in_spine = false;
        for (index, file) in self.places.files.iter().enumerate() {
            match (file, documents.get(index).and_then(Option::as_ref)) {
                (Some(file), Some(document)) => {
                    let mathml = document.mathml.then_some("mathml");
                    add(format!("text-{}", index + 1), file, XHTML, mathml, true);
                }
                (Some(_), None) => {
                    nav_in_spine = true;
                    add("nav".into(), NAV, XHTML, Some("nav"), true);
                }
                (None, _) => {}
            }
        }
        if !nav_in_spine {
            let alone = self.places.files.iter().all(Option::is_none);
            add("nav".into(), NAV, XHTML, Some("nav"), alone);
        }
        add("ncx".into(), NCX, "application/x-dtbncx+xml", None, false);
        add("style".into(), xhtml::STYLESHEET, CSS, None, false);
        if documents.iter().flatten().any(|document| document.narrow) {
            add("style-narrow".into(), xhtml::NARROW, CSS, None, false);
        }
        if let Some(cover) = self.cover {
            let (href, media_type) = cover_file(cover.image);
            add("cover-image".into(), href, media_type, Some("cover-image"), false);
        }
        for (index, image) in self.images.iter().enumerate() {
            add(
                format!("picture-{}", index + 1),
                &image.href,
                image.image.media_type,
                None,
                false,
            );
        }
        for (index, font) in self.faces.iter().enumerate() {
            let id = format!("font-{}", index + 1);
            add(id, &font.href, typefaces::MEDIA_TYPE, None, false);
        }
        resources
    }

    /// The files in the archive's order. A picture's real body stands in for its empty place.
    fn entries<'e>(
        &'e self,
        resources: &[Resource],
        files: &'e BTreeMap<String, Vec<u8>>,
        opf: &'e [u8],
    ) -> Result<Vec<archive::Entry<'e>>, EpubError> {
        let mut bodies: BTreeMap<&str, &[u8]> = self
            .images
            .iter()
            .map(|image| (image.href.as_str(), &*image.image.bytes))
            .collect();
        if let Some(cover) = self.cover {
            let (href, _) = cover_file(cover.image);
            bodies.insert(href, &cover.image.bytes);
        }
        let mut entries = vec![
            archive::Entry {
                name: "META-INF/container.xml".to_owned(),
                bytes: CONTAINER.as_bytes(),
                stored: false,
            },
            archive::Entry {
                name: format!("{FOLDER}package.opf"),
                bytes: opf,
                stored: false,
            },
        ];
        let fonts = self.faces.iter();
        let fonts: BTreeMap<&str, &[u8]> = fonts.map(|f| (f.href.as_str(), &*f.bytes)).collect();
        for resource in resources {
            let href = resource.href.as_str();
            let picture = bodies.get(href).copied();
            let bytes = picture
                .or_else(|| fonts.get(href).copied())
                .or_else(|| files.get(href).map(Vec::as_slice))
                .ok_or_else(|| EpubError::FileMissing(href.to_owned()))?;
            entries.push(archive::Entry {
                name: format!("{FOLDER}{href}"),
                bytes,
                stored: picture.is_some(),
            });
        }
        Ok(entries)
    }

    /// The cover's page: the picture and no other text, or Kindle's conversion moves it to the end.
    fn cover_page(&self, cover: Cover<'_>, language: &str) -> String {
        let mut markup = Markup::new();
        let attrs = Attrs::class("cover").with("epub:type", "cover");
        markup.open("section", &attrs);
        let alt = match cover.alt.trim() {
            "" => self.words.headings.cover,
            alt => alt,
        };
        let attrs = Attrs::new()
            .with("src", cover_file(cover.image).0)
            .with("alt", alt)
            .with("role", "doc-cover");
        markup.void("img", &attrs);
        markup.close_line("section");
        xhtml::page(self.words.headings.cover, language, None, &markup.finish())
    }

    /// What is true of this book: nothing is claimed that the survey has not seen.
    fn access(&self, documents: &[Option<Document>]) -> Access {
        let mut pictures = self.surveys.iter().flat_map(|survey| &survey.pictures);
        let shown = pictures.any(|(picture, _)| self.images.get(&picture.path).is_some());
        Access {
            pictures: shown || self.cover.is_some(),
            described: is_described(self.surveys),
            conforms: self.open_to_all,
            math: documents.iter().flatten().any(|document| document.mathml),
            pages: documents.iter().flatten().any(|document| !document.pages.is_empty()),
            index: !self.book.index.is_empty() && self.book.chapters.iter().any(|c| c.kind == ChapterKind::Index),
        }
    }
}

const NCX: &str = "toc.ncx";

/// The cover picture's file and media type.
fn cover_file(image: &EbookImage) -> (&'static str, &'static str) {
    match image.media_type {
        "image/png" => ("images/cover.png", "image/png"),
        _ => ("images/cover.jpg", "image/jpeg"),
    }
}
