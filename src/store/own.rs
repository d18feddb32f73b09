//! What the publisher keeps: the book's page for the site, and the feeds that the trade takes.

use super::feeds::catalogue::{BookFormat, Catalogue};
use super::feeds::onix;
use super::feeds::site::{self, OtherProduct};
use super::package::Release;
use super::profile::{self, Profile};
use super::{Offer, PackageFile};
use crate::book::trade::{FileRole, Named};
use crate::book::{Metadata, Product};
use crate::build::Artifact;
use crate::cover::{self, FrontWords};
use crate::diagnostic::{Diagnostic, codes};
use crate::edition;
use crate::picture::{EbookImage, PictureError, Source};
use crate::project::{Edition, StorageError};
use crate::span::Span;

/// The most pixels of another product's cover on the page.
const STRIP_PIXELS: u64 = 160_000;

impl Release<'_> {
    /// The book's page with all that it shows, ONIX and linked data.
    pub(super) fn own_page(
        &self,
        profile: &Profile,
        offer: &Offer<'_>,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<PackageFile> {
        let metadata = offer.metadata;
        let site = metadata.site.as_ref();
        let catalogue = Catalogue {
            metadata,
            formats: self.formats(),
            address: site.map(|site| site.book_page.as_ref().unwrap_or(&site.address).as_str()),
            today: self.today,
        };
        let feeds = onix::OnixVersion::ALL.iter().map(|version| PackageFile {
            name: format!("onix-{}.xml", version.number()),
            bytes: onix::message(&catalogue, *version).into_bytes(),
        });
        let mut out: Vec<PackageFile> = feeds.collect();
        let (own, others): (Vec<&Product>, Vec<&Product>) = metadata
            .products
            .iter()
            .partition(|product| edition::is_this_book(metadata, product));
        let products: Vec<OtherProduct> = others.iter().map(|product| self.shown(product, findings)).collect();
        let small = self.thumbnail();
        let front = self.find(|file| file.role == FileRole::Front);
        let page = site::BookPage {
            catalogue: &catalogue,
            products: &products,
            sold_at: &sold_at(&own, metadata),
            sample: offer.upload_name(profile, FileRole::Sample),
            cover: small.map(|file| file.bytes.clone()),
            card: front.and_then(|front| self.card(front, metadata, findings)),
        };
        out.extend(page.files());
        out
    }

    /// The formats that the book is sold as: of editions that differ in their printer alone, one.
    fn formats(&self) -> Vec<BookFormat<'_>> {
        let mut editions: Vec<&Edition> = self.project.config.editions.iter().collect();
        // The one that is called what it is comes first.
        editions.sort_by_key(|edition| edition.name != edition.kind().name());
        let mut out: Vec<BookFormat<'_>> = Vec::new();
        for edition in editions {
            if !edition.is_for_sale() || edition.store.is_some() {
                continue;
            }
            let format = self.format(edition);
            out.extend(format.filter(|new| out.iter().all(|known| !is_same(known, new))));
        }
        out.sort_by_key(BookFormat::kind);
        out
    }

    fn format<'s>(&'s self, edition: &'s Edition) -> Option<BookFormat<'s>> {
        let mut stores = profile::all().iter();
        let store = match edition.print() {
            None => stores.find(|profile| profile.own),
            Some(print) => stores.find(|profile| {
                let takes = &profile.takes;
                takes.printer == Some(print.printer()) && takes.kinds.contains(&edition.kind())
            }),
        }?;
        let offer = self.offer(store, edition);
        let mut format = BookFormat::read(&offer)?;
        let formula = store.wrap.as_ref().zip(format.pages);
        let thick = formula.and_then(|(formula, pages)| formula.spine(offer.stock(), pages as f64));
        format.spine = thick.or(format.spine);
        Some(format)
    }

    /// Another product with its cover, small enough for the strip.
    fn shown(&self, product: &Product, findings: &mut Vec<Diagnostic>) -> OtherProduct {
        let cover = product
            .cover
            .as_ref()
            .and_then(|path| match self.picture_of_product(path) {
                Ok(image) => Some(image),
                Err(why) => {
                    findings.push(why.finding(path));
                    None
                }
            });
        let cover = cover.map(|image| {
            let extension = if image.media_type == "image/png" { "png" } else { "jpg" };
            let file = PackageFile {
                name: format!("product-{}.{extension}", crate::project::slug(&product.title)),
                bytes: image.bytes.to_vec(),
            };
            (file, image.width, image.height)
        });
        OtherProduct {
            title: product.title.clone(),
            kind: product.kind,
            address: product.address.clone(),
            cover,
        }
    }

    fn picture_of_product(&self, path: &str) -> Result<EbookImage, SitePictureError> {
        let source = Source::read(path, self.project.read_picture(path)?)?;
        Ok(source.for_ebook(STRIP_PIXELS)?)
    }

    fn card(&self, front: &Artifact, metadata: &Metadata, findings: &mut Vec<Diagnostic>) -> Option<Vec<u8>> {
        let author = metadata.byline();
        let words = FrontWords::of(metadata, &author);
        let source = Source::read(&front.name, front.bytes.clone());
        match source.and_then(|source| cover::card(&source, &words, self.project.config.cover.ground)) {
            Ok(card) => Some(card),
            Err(why) => {
                findings.push(SitePictureError::from(why).finding(&front.name));
                None
            }
        }
    }
}

/// Why the site's page does not show a picture.
#[derive(Debug, thiserror::Error)]
enum SitePictureError {
    #[error(transparent)]
    Unread(#[from] StorageError),
    #[error(transparent)]
    Unusable(#[from] PictureError),
}

impl SitePictureError {
    fn finding(&self, path: &str) -> Diagnostic {
        let help = match self {
            SitePictureError::Unread(why) => why.help("save it smaller"),
            SitePictureError::Unusable(why) => why.help(),
        };
        let message = format!("the site's page does not show {path}: {self}");
        Diagnostic::new(codes::SITE_PICTURE, Span::GENERATED, message).with_help(help)
    }
}

/// Two editions that a reader cannot tell apart.
fn is_same(one: &BookFormat<'_>, other: &BookFormat<'_>) -> bool {
    let same_trim = match (one.trim, other.trim) {
        (Some(one), Some(other)) => (one.0 - other.0).abs() < 0.05 && (one.1 - other.1).abs() < 0.05,
        (None, None) => true,
        _ => false,
    };
    one.kind() == other.kind() && same_trim
}

/// Where the catalogue says that this book is sold.
fn sold_at(own: &[&Product], metadata: &Metadata) -> Vec<(String, String)> {
    let site = metadata.site.as_ref().map(|site| site.name.clone()).unwrap_or_default();
    let mut out = Vec::new();
    for product in own {
        out.extend(product.address.clone().map(|address| (site.clone(), address)));
        let stores = product.stores.iter();
        out.extend(stores.map(|(store, address)| (store.title().to_owned(), address.clone())));
    }
    out
}
