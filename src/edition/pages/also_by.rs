//! The page that tells of the catalogue and the site.

use crate::book::trade::Store;
use crate::book::{Block, BlockKind, Figure, InlineKind, List, ListItem, Metadata, Picture, Product};
use crate::edition::make;
use crate::language::{Language, fill};
use crate::span::Span;

/// Width of a cover, percent of the measure.
const COVER_WIDTH: f32 = 24.0;

/// Whether a product of the catalogue is the book itself.
pub fn is_this_book(metadata: &Metadata, product: &Product) -> bool {
    let title = folded(&metadata.title);
    let full = match &metadata.subtitle {
        Some(subtitle) => folded(&format!("{title}: {subtitle}")),
        None => title.clone(),
    };
    let product = folded(&product.title);
    product == title || product == full
}

/// The catalogue of an edition: without the book itself. An edition for one store leads to that store alone, since no
/// store wants links to its rivals; what that store has not stands there without a link, unless the address is the
/// site's own.
pub(in crate::edition) fn products(metadata: &Metadata, store: Option<Store>) -> Vec<Product> {
    let others = metadata
        .products
        .iter()
        .filter(|product| !is_this_book(metadata, product));
    let mut products: Vec<Product> = others.cloned().collect();
    let site = metadata.site.as_ref().map(|site| site.address.trim_end_matches('/'));
    let is_own = |address: &String| site.is_some_and(|site| address.starts_with(site));
    if let Some(store) = store {
        for product in &mut products {
            let own = product.address.take().filter(is_own);
            product.address = product.stores.get(&store).cloned().or(own);
        }
    }
    products
}

fn folded(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// The page's title.
pub(super) fn title(metadata: &Metadata, words: &Language) -> String {
    match &metadata.site {
        Some(site) => fill(words.added.more_from, &site.name),
        None => words.added.also_available.to_owned(),
    }
}

/// The page's blocks: a product after the other, then the site's pages.
pub(super) fn blocks(metadata: &Metadata, products: &[Product], words: &Language) -> Vec<Block> {
    let mut blocks: Vec<Block> = products.iter().map(|product| entry(product, words)).collect();
    if let Some(site) = metadata.site.as_ref().filter(|site| !site.pages.is_empty()) {
        let heading = fill(words.added.read_more, &site.name);
        blocks.push(make::paragraph(
            "read-more",
            vec![make::inline(InlineKind::Strong(vec![make::text(heading)]))],
        ));
        let items = site.pages.iter().map(|page| ListItem {
            task: None,
            blocks: vec![make::with_address(
                vec![make::text(page.title.clone())],
                Some(&page.address),
            )],
            span: Span::GENERATED,
        });
        let list = List {
            start: None,
            tight: true,
            items: items.collect(),
        };
        blocks.push(make::block("site-pages", BlockKind::List(list)));
    }
    blocks
}

fn entry(product: &Product, words: &Language) -> Block {
    let mut blocks = Vec::new();
    if let Some(cover) = &product.cover {
        let figure = Figure {
            picture: Picture {
                path: cover.clone(),
                alt: fill(words.added.cover_of, &product.title),
                decorative: false,
                width: Some(COVER_WIDTH),
            },
            caption: Vec::new(),
            number: None,
        };
        blocks.push(make::block("cover", BlockKind::Figure(figure)));
    }
    let title = make::text(product.title.clone());
    let mut line = vec![make::inline(InlineKind::Strong(vec![title]))];
    let kind = words.product(product.kind);
    if !kind.is_empty() {
        line.push(make::text(format!(", {kind}")));
    }
    blocks.push(make::with_address(line, product.address.as_deref()));
    make::container("product", blocks)
}
