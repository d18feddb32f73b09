//! The package document: what the book is, what files it has, in which order they are read.

use super::super::markup::{Attrs, Markup};
use super::super::names::{is_language, is_right_to_left};
use super::super::survey::one_line;
use crate::book::{Contributor, EditionFacts, Metadata, Moment};
use crate::language::Language;

/// A file of the ebook.
#[derive(Debug)]
pub(in crate::epub) struct Resource {
    /// Its id in the manifest.
    pub(in crate::epub) id: String,
    /// Its name, from the package's folder.
    pub(in crate::epub) href: String,
    /// Its media type.
    pub(in crate::epub) media_type: &'static str,
    /// What the manifest says of it: `nav`, `cover-image`, `mathml`.
    pub(in crate::epub) properties: Option<&'static str>,
    /// Whether it is part of the text.
    pub(in crate::epub) in_spine: bool,
}

/// What is true of the book for readers who cannot see it, or cannot read it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Access {
    /// Whether there are pictures.
    pub(super) pictures: bool,
    /// Whether each is described or declared decorative.
    pub(super) described: bool,
    /// Whether there is math.
    pub(super) math: bool,
    /// Whether nothing is known that keeps somebody from reading it.
    pub(super) conforms: bool,
    /// Whether there is an index.
    pub(super) index: bool,
    /// Whether the printed pages are marked.
    pub(super) pages: bool,
}

/// What an accessible ebook conforms to, in the words that the standard prescribes.
const STANDARD: &str = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA";

/// What the package says.
pub(super) struct Package<'a> {
    pub(super) metadata: &'a Metadata,
    pub(super) edition: &'a EditionFacts,
    pub(super) title: &'a str,
    pub(super) language: &'a str,
    pub(super) identifier: &'a str,
    pub(super) words: &'static Language,
    pub(super) access: Access,
}

impl Package<'_> {
    /// The package document.
    pub(super) fn document(&self, resources: &[Resource]) -> String {
        let mut markup = Markup::document();
        let attrs = Attrs::new()
            .with("xmlns", "http://www.idpf.org/2007/opf")
            .with("version", "3.0")
            .with("unique-identifier", "book-id")
            .with("xml:lang", self.language);
        markup.open("package", &attrs);
        markup.line();
        let attrs = Attrs::new().with("xmlns:dc", "http://purl.org/dc/elements/1.1/");
        markup.open("metadata", &attrs);
        markup.line();
        let mut out = Statements(markup);
        self.identity(&mut out);
        self.makers(&mut out);
        self.subjects(&mut out);
        self.dates(&mut out);
        self.access(&mut out);
        let mut markup = out.0;
        if let Some(cover) = resources
            .iter()
            .find(|resource| resource.properties == Some("cover-image"))
        {
            let attrs = Attrs::new().with("name", "cover").with("content", cover.id.as_str());
            markup.void("meta", &attrs);
            markup.line();
        }
        markup.raw("</metadata>\n");
        manifest(&mut markup, resources);
        self.spine(&mut markup, resources);
        markup.raw("</package>\n");
        markup.finish()
    }

    fn identity(&self, out: &mut Statements) {
        let metadata = self.metadata;
        out.dc("identifier", Some("book-id"), self.identifier);
        out.dc("title", Some("title"), self.title);
        out.refine("title", "title-type", "main");
        out.refine("title", "display-seq", "1");
        if let Some(subtitle) = filled(&metadata.subtitle) {
            out.dc("title", Some("subtitle"), subtitle);
            out.refine("subtitle", "title-type", "subtitle");
            out.refine("subtitle", "display-seq", "2");
        }
        if self.edition.is_preview {
            // A name of the EPUB publication types registry.
            out.dc("type", None, "preview");
            out.dc("source", None, &identifier_of_whole(metadata, self.edition));
        }
        out.dc("language", None, self.language);
        if let Some(publisher) = filled(&metadata.publisher) {
            out.dc("publisher", None, publisher);
        }
        if let Some(rights) = filled(&metadata.rights) {
            out.dc("rights", None, rights);
        }
        if let Some(description) = filled(&metadata.description) {
            out.dc("description", None, description);
        }
        if let Some(series) = &metadata.series
            && !series.name.trim().is_empty()
        {
            let attrs = Attrs::new()
                .with("property", "belongs-to-collection")
                .with("id", "series");
            out.0.element_line("meta", &attrs, &series.name);
            out.refine("series", "collection-type", "series");
            if let Some(number) = series.number {
                out.refine("series", "group-position", &number.to_string());
            }
        }
    }

    /// Authors are creators. A book without one has its first contributor for a creator: stores
    /// take no book without.
    fn makers(&self, out: &mut Statements) {
        let named = |c: &&Contributor| !c.name.trim().is_empty();
        let contributors: Vec<&Contributor> = self.metadata.contributors.iter().filter(named).collect();
        let no_author = !contributors.iter().any(|c| c.role == "aut");
        let mut creators = 0;
        for (index, maker) in contributors.into_iter().enumerate() {
            let is_creator = maker.role == "aut" || (no_author && index == 0);
            let element = if is_creator { "creator" } else { "contributor" };
            let id = format!("maker-{}", index + 1);
            out.dc(element, Some(&id), &maker.name);
            if is_relator(&maker.role) {
                let attrs = Attrs::new()
                    .with("refines", format!("#{id}"))
                    .with("property", "role")
                    .with("scheme", "marc:relators");
                out.0.element_line("meta", &attrs, &maker.role);
            }
            if let Some(file_as) = filled(&maker.file_as) {
                out.refine(&id, "file-as", file_as);
            }
            if is_creator {
                creators += 1;
                out.refine(&id, "display-seq", &creators.to_string());
            }
        }
    }

    fn subjects(&self, out: &mut Statements) {
        let metadata = self.metadata;
        let schemes = [("BISAC", &metadata.bisac), ("Thema", &metadata.thema)];
        for (authority, codes) in schemes {
            let codes = codes.iter().filter(|code| !code.trim().is_empty());
            for (index, code) in codes.enumerate() {
                let id = format!("{}-{}", authority.to_lowercase(), index + 1);
                out.dc("subject", Some(&id), code);
                out.refine(&id, "authority", authority);
                out.refine(&id, "term", code);
            }
        }
        for keyword in metadata.keywords.iter().filter(|k| !k.trim().is_empty()) {
            out.dc("subject", None, keyword);
        }
    }

    fn dates(&self, out: &mut Statements) {
        if let Some(release) = self.metadata.release {
            out.dc("date", None, &release.to_string());
        }
        let modified = Moment::at(self.metadata.timestamp);
        out.meta("dcterms:modified", &modified.to_string());
    }

    fn access(&self, out: &mut Statements) {
        let access = self.access;
        out.meta("schema:accessMode", "textual");
        if access.pictures {
            out.meta("schema:accessMode", "visual");
            out.meta("schema:accessModeSufficient", "textual,visual");
        }
        if access.described {
            out.meta("schema:accessModeSufficient", "textual");
        }
        let features = [
            ("tableOfContents", true),
            ("structuralNavigation", true),
            ("readingOrder", true),
            ("displayTransformability", true),
            ("alternativeText", access.pictures && access.described),
            ("MathML", access.math),
            ("index", access.index),
            ("pageBreakMarkers", access.pages),
            ("pageNavigation", access.pages),
        ];
        for (feature, _) in features.into_iter().filter(|(_, there)| *there) {
            out.meta("schema:accessibilityFeature", feature);
        }
        if let Some(printed) = self.edition.pagination.as_ref().filter(|_| access.pages) {
            // EPUB Accessibility 1.1, 3.3.3: which pagination the markers are of.
            out.meta("pageBreakSource", &printed.source);
        }
        self.conformance(out);
        out.meta("schema:accessibilityHazard", "none");
        let words = self.words;
        let summary = match (access.pictures, access.described) {
            (false, _) => words.ebook.accessible.to_owned(),
            (true, true) => format!("{} {}", words.ebook.accessible, words.ebook.described),
            (true, false) => format!("{} {}", words.ebook.accessible, words.ebook.undescribed),
        };
        out.meta("schema:accessibilitySummary", &summary);
    }

    /// What somebody vouches for, where nothing that can be seen here contradicts it (EPUB Accessibility 1.1, 4.2
    /// and 4.3).
    fn conformance(&self, out: &mut Statements) {
        let Some(certifier) = self.metadata.certifier.as_ref().filter(|_| self.access.conforms) else {
            return;
        };
        let attrs = Attrs::new()
            .with("property", "dcterms:conformsTo")
            .with("id", "conformance");
        out.0.element_line("meta", &attrs, STANDARD);
        let attrs = Attrs::new()
            .with("refines", "#conformance")
            .with("property", "a11y:certifiedBy")
            .with("id", "certifier");
        out.0.element_line("meta", &attrs, &certifier.name);
        if let Some(report) = &certifier.report {
            let attrs = Attrs::new()
                .with("rel", "a11y:certifierReport")
                .with("refines", "#certifier")
                .with("href", report.as_str());
            out.0.void("link", &attrs);
            out.0.line();
        }
    }

    fn spine(&self, markup: &mut Markup, resources: &[Resource]) {
        let direction = is_right_to_left(self.language).then_some("rtl");
        let attrs = Attrs::new()
            .with("toc", "ncx")
            .with_some("page-progression-direction", direction);
        markup.open("spine", &attrs);
        markup.line();
        for resource in resources.iter().filter(|resource| resource.in_spine) {
            markup.void("itemref", &Attrs::new().with("idref", resource.id.as_str()));
            markup.line();
        }
        markup.raw("</spine>\n");
    }
}

fn manifest(markup: &mut Markup, resources: &[Resource]) {
    markup.raw("<manifest>\n");
    for resource in resources {
        let attrs = Attrs::new()
            .with("id", resource.id.as_str())
            .with("href", resource.href.as_str())
            .with("media-type", resource.media_type)
            .with_some("properties", resource.properties);
        markup.void("item", &attrs);
        markup.line();
    }
    markup.raw("</manifest>\n");
}

/// The language tag of a text whose language is not known (BCP 47, section 4.1; ISO 639-2).
pub(in crate::epub) const UNDETERMINED: &str = "und";

/// The book's language as the package may say it: [`UNDETERMINED`] where none is given that is well formed.
pub(in crate::epub) fn language(metadata: &Metadata) -> String {
    let language = metadata.language.trim().replace('_', "-");
    if is_language(&language) {
        language
    } else {
        UNDETERMINED.to_owned()
    }
}

/// What identifies this edition: its ISBN, else the book's own identifier, else its name.
pub(in crate::epub) fn identifier(metadata: &Metadata, edition: &EditionFacts) -> String {
    // A reader must not take a preview for the book.
    match edition.is_preview && filled(&edition.isbn).is_none() {
        true => format!("{}-preview", metadata.slug.trim()),
        false => identifier_of_whole(metadata, edition),
    }
}

fn identifier_of_whole(metadata: &Metadata, edition: &EditionFacts) -> String {
    if let Some(isbn) = filled(&edition.isbn) {
        return format!("urn:isbn:{}", isbn.trim());
    }
    let own = metadata.identifier.trim();
    match own.strip_prefix("urn:uuid:") {
        // A URN that claims to be a UUID and is none is refused; its text still identifies.
        Some(text) if !is_uuid(text) => text.to_owned(),
        _ if !own.is_empty() => own.to_owned(),
        _ if !metadata.slug.trim().is_empty() => metadata.slug.trim().to_owned(),
        _ => one_line(&metadata.title),
    }
}

fn is_uuid(text: &str) -> bool {
    let lengths = [8, 4, 4, 4, 12];
    text.split('-').count() == lengths.len()
        && text
            .split('-')
            .zip(lengths)
            .all(|(group, n)| group.len() == n && group.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn is_relator(role: &str) -> bool {
    role.len() == 3 && role.bytes().all(|b| b.is_ascii_lowercase())
}

fn filled(text: &Option<String>) -> Option<&str> {
    text.as_deref().filter(|text| !text.trim().is_empty())
}

struct Statements(Markup);

impl Statements {
    fn dc(&mut self, element: &str, id: Option<&str>, text: &str) {
        let attrs = Attrs::new().with_some("id", id);
        self.0.element_line(&format!("dc:{element}"), &attrs, text.trim());
    }

    fn meta(&mut self, property: &str, text: &str) {
        let attrs = Attrs::new().with("property", property);
        self.0.element_line("meta", &attrs, text);
    }

    fn refine(&mut self, id: &str, property: &str, text: &str) {
        let attrs = Attrs::new()
            .with("refines", format!("#{id}"))
            .with("property", property);
        self.0.element_line("meta", &attrs, text.trim());
    }
}
