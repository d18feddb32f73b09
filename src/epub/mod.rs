//! The EPUB of a book.
//!
//! The chapters are surveyed, so that every link knows where it leads; written, each by itself;
//! assembled by epub-builder; and finished into an archive that conforms to EPUB 3.3, with a package,
//! a navigation and an order of files of this module's own.

mod archive;
mod assemble;
mod kobo;
mod look;
mod markup;
mod moment;
mod names;
mod nav;
mod package;
mod page_list;
mod pictures;
mod places;
mod survey;
mod typefaces;
mod words;
mod xhtml;

pub use look::{Lead, Look, Typefaces};

use crate::book::{Block, Book, ChapterKind, Note};
use crate::diagnostic::{Diagnostic, codes, tidy};
use crate::picture::{EbookImage, Pictures};
use crate::span::Span;
use markup::{Attrs, Markup};
use package::{Access, Package, Resource};
use page_list::PageList;
use pictures::Images;
use places::{COVER, NAV, Places};
use rayon::prelude::*;
use std::collections::BTreeMap;
use survey::Survey;
use typefaces::FontFile;
use words::{Words, words};
use xhtml::{Context, Document};

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

/// A finished EPUB.
#[derive(Debug, Default)]
pub struct Epub {
    /// The file. Empty when a finding says why there is none.
    pub bytes: Vec<u8>,
    /// What a reader or a store may trip over, in the order of the manuscript.
    pub findings: Vec<Diagnostic>,
}

/// The cover inside the EPUB. Stores show the one uploaded beside it.
#[derive(Clone, Copy, Debug)]
pub struct Cover<'a> {
    /// The picture, a JPEG.
    pub image: &'a EbookImage,
    /// What it shows, in words.
    pub alt: &'a str,
}

/// The EPUB 3.3 of the book of one edition.
///
/// Never fails: what is wrong is among the findings, and whatever can be kept of the book is in the
/// file. The same book gives the same bytes, whatever the threads.
pub fn build(book: &Book, pictures: &Pictures, cover: Option<Cover<'_>>) -> Epub {
    build_for(Making::default(), book, pictures, cover)
}

/// What an ebook is made for, and how it looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Making {
    /// The reader that it is made for.
    pub device: Device,
    /// How it looks.
    pub look: Look,
}

/// The reader that an ebook is made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Device {
    /// All that read EPUB.
    #[default]
    Any,
    /// Kobo's, which counts places by spans of its own (`.kepub.epub`). Others read it too.
    Kobo,
}

/// The same, made in a way of its own.
pub fn build_for(making: Making, book: &Book, pictures: &Pictures, cover: Option<Cover<'_>>) -> Epub {
    let mut findings = Vec::new();
    let words = words(&book.metadata.language);
    let surveys: Vec<Survey<'_>> = book.chapters.par_iter().map(survey::chapter).collect();
    report_book(book, &surveys, &mut findings);
    let images = Images::prepare(&surveys, pictures, &mut findings);
    let places = Places::of_book(book, &surveys, words);
    let context = Context {
        book: Some(book),
        surveys: &surveys,
        places: &places,
        images: Some(&images),
        pages: book.pagination.as_ref().map(PageList::new).unwrap_or_default(),
        endnotes: endnotes(book),
        words,
    };
    let mut documents = documents(&context, book);
    for document in documents.iter_mut().flatten() {
        findings.append(&mut document.findings);
    }
    let faces = match &making.look.typefaces {
        Some(families) => typefaces::files(families, texts(&documents)),
        None => Ok(Vec::new()),
    };
    let faces = faces.unwrap_or_else(|why| {
        findings.push(Diagnostic::new(codes::EPUB_TYPEFACE, Span::GENERATED, why));
        Vec::new()
    });
    let parts = Parts {
        book,
        surveys: &surveys,
        images: &images,
        places: &places,
        faces,
        words,
        making,
        cover,
        open_to_all: is_open_to_all(book, &surveys, &documents, &mut findings),
    };
    let bytes = match parts.finish(documents) {
        Ok(bytes) => bytes,
        Err(why) => {
            findings.push(Diagnostic::new(
                codes::EPUB_ARCHIVE,
                Span::GENERATED,
                format!("the EPUB cannot be packed: {why}"),
            ));
            Vec::new()
        }
    };
    tidy(&mut findings);
    Epub { bytes, findings }
}

/// The XHTML of blocks and their notes alone: the content of a `body`, without the chapter's title.
/// Links and the paths of pictures are as written.
pub fn fragment(blocks: &[Block], notes: &[Note]) -> String {
    let surveys = [survey::fragment(blocks, notes)];
    let [survey] = &surveys;
    let places = Places::of_fragment(survey);
    let context = Context {
        book: None,
        surveys: &surveys,
        places: &places,
        images: None,
        pages: PageList::default(),
        endnotes: None,
        words: words("en"),
    };
    xhtml::fragment(&context, blocks, notes)
}

/// The chapter that holds the notes of all the others.
fn endnotes(book: &Book) -> Option<(usize, &[Note])> {
    let mut chapters = book.chapters.iter().enumerate();
    let holds = |notes: &[Note]| notes.iter().any(|note| note.origin.is_some());
    chapters.find_map(|(at, chapter)| holds(&chapter.notes).then_some((at, &*chapter.notes)))
}

/// The text of every document.
fn texts(documents: &[Option<Document>]) -> impl Iterator<Item = &str> {
    documents.iter().flatten().map(|document| document.text.as_str())
}

/// Writes the chapters in parallel. The contents page is the navigation document, made later.
fn documents(context: &Context<'_>, book: &Book) -> Vec<Option<Document>> {
    book.chapters
        .par_iter()
        .zip(context.surveys)
        .enumerate()
        .map(|(index, (chapter, survey))| {
            let has_file = context.places.files.get(index).is_some_and(Option::is_some);
            (has_file && chapter.kind != ChapterKind::Contents)
                .then(|| xhtml::document(context, book, index, chapter, survey))
        })
        .collect()
}

/// What the book as a whole lacks.
fn report_book(book: &Book, surveys: &[Survey<'_>], findings: &mut Vec<Diagnostic>) {
    let mut warn = |code, message: &str, help: &str| {
        findings.push(Diagnostic::new(code, Span::GENERATED, message).with_help(help));
    };
    let metadata = &book.metadata;
    if book.chapters.is_empty() {
        warn(
            codes::EPUB_NO_CHAPTERS,
            "the ebook has no chapters",
            "list the chapters' files under [chapters] in book.toml",
        );
    }
    if metadata.title.trim().is_empty() {
        warn(codes::EPUB_NO_TITLE, "the book has no title", "set title in book.toml");
    }
    if package::language(metadata) == package::UNDETERMINED {
        warn(
            codes::EPUB_NO_LANGUAGE,
            "the book's language is missing or is no language tag",
            "set language in book.toml to a BCP 47 tag such as en-US",
        );
    }
    if metadata.isbn.is_none() && metadata.identifier.trim().is_empty() {
        warn(
            codes::EPUB_NO_IDENTIFIER,
            "the book has neither an ISBN nor an identifier of its own",
            "set identifier in book.toml to a urn:uuid that stays the same in every revision",
        );
    }
    for span in surveys.iter().filter_map(|survey| survey.too_deep) {
        findings.push(
            Diagnostic::new(codes::EPUB_TOO_DEEP, span, "this is nested too deep and is left out")
                .with_help("take lists, quotations or containers out of one another"),
        );
    }
}

/// Whether nothing keeps somebody from reading: the book says its title and its language, and everything in it is there
/// in words. A claim that is then not made is told of.
fn is_open_to_all(
    book: &Book,
    surveys: &[Survey<'_>],
    documents: &[Option<Document>],
    findings: &mut Vec<Diagnostic>,
) -> bool {
    let is_named = !book.metadata.title.trim().is_empty() && package::language(&book.metadata) != package::UNDETERMINED;
    let is_whole = surveys.iter().all(|survey| survey.too_deep.is_none());
    let has_tex = documents.iter().flatten().any(|document| document.shows_tex);
    let open = is_named && is_whole && !has_tex && is_described(surveys);
    if !open && book.metadata.certifier.is_some() {
        findings.push(
            Diagnostic::new(
                codes::EPUB_NOT_ACCESSIBLE,
                Span::GENERATED,
                "the ebook does not claim to be accessible, though book.toml says who certifies it",
            )
            .with_help("mend what is found of pictures without words, formulas and language"),
        );
    }
    open
}

/// Whether every picture is described in words, or is there for its looks.
fn is_described(surveys: &[Survey<'_>]) -> bool {
    let mut pictures = surveys.iter().flat_map(|survey| &survey.pictures);
    pictures.all(|(picture, _)| picture.decorative || !picture.alt.trim().is_empty())
}

/// Everything that the finish puts together.
struct Parts<'a> {
    book: &'a Book,
    surveys: &'a [Survey<'a>],
    images: &'a Images,
    places: &'a Places<'a>,
    faces: Vec<FontFile>,
    words: &'static Words,
    making: Making,
    cover: Option<Cover<'a>>,
    open_to_all: bool,
}

impl Parts<'_> {
    fn finish(&self, documents: Vec<Option<Document>>) -> Result<Vec<u8>, String> {
        let metadata = &self.book.metadata;
        let language = package::language(metadata);
        let title = match metadata.title.trim() {
            "" => self.words.untitled,
            title => title,
        };
        let identifier = match package::identifier(metadata) {
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
            title,
            language: &language,
            identifier: &identifier,
            words: self.words,
            access: self.access(&documents),
            printed: self.book.pagination.as_ref().map(|p| p.source.as_str()),
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
        archive::write(&entries, metadata.timestamp).map_err(|error| error.to_string())
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
    ) -> Result<Vec<archive::Entry<'e>>, String> {
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
                .ok_or_else(|| format!("{href} is missing"))?;
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
            "" => self.words.cover,
            alt => alt,
        };
        let attrs = Attrs::new()
            .with("src", cover_file(cover.image).0)
            .with("alt", alt)
            .with("role", "doc-cover");
        markup.void("img", &attrs);
        markup.close_line("section");
        xhtml::page(self.words.cover, language, None, &markup.finish())
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
