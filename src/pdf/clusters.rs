//! The clusters of a run: glyphs that stand together for a text.

use crate::print::{Glyph, GlyphRun};

/// The text of a hyphen that the setting added (ISO 32000-1, 14.8.2.2.3).
pub(super) const SOFT_HYPHEN: &str = "\u{AD}";

/// Glyphs that stand together for a text.
pub(super) struct Cluster<'a> {
    pub glyphs: &'a [Glyph],
    pub text: &'a str,
}

/// The clusters of a run, in its order. A hyphen that ends the run with no text is the setting's.
pub(super) fn clusters<'a>(run: &'a GlyphRun, hyphens: &[Option<u16>; 2]) -> impl Iterator<Item = Cluster<'a>> {
    let added = run
        .glyphs
        .last()
        .is_some_and(|g| run.glyphs.len() > 1 && g.text.is_empty() && hyphens.contains(&Some(g.id)));
    let end = run.glyphs.len() - usize::from(added);
    let mut at = 0;
    std::iter::from_fn(move || {
        if at == end {
            at += 1;
            return added.then(|| Cluster {
                glyphs: &run.glyphs[end..],
                text: SOFT_HYPHEN,
            });
        }
        let first = run.glyphs.get(at)?;
        let rest = run.glyphs[at + 1..end].iter().take_while(|g| g.text.is_empty()).count();
        let glyphs = &run.glyphs[at..=at + rest];
        at += rest + 1;
        let range = first.text.start as usize..first.text.end as usize;
        Some(Cluster {
            glyphs,
            text: run.text.get(range).unwrap_or(""),
        })
    })
}
