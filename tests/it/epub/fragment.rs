//! Blocks that stand for themselves.

use crate::epub::sample::{self, block, call, heading, line, link, list, note, paragraph, text};
use bindery::book::*;
use bindery::epub::fragment;

#[test]
fn plain_blocks_are_plain_markup() {
    let blocks = [
        heading(1, "a", "Title"),
        paragraph("A & b"),
        list(None, vec![sample::item(None, vec![paragraph("x")])]),
        block(BlockKind::Code {
            language: Some("rust".into()),
            text: "a\n".into(),
        }),
        line(vec![link("/url?a=b&c", "here"), text(" "), link("#frag", "there")]),
    ];
    assert_eq!(
        fragment(&blocks, &[]),
        "<h1 id=\"a\">Title</h1>\n\
         <p>A &amp; b</p>\n\
         <ul>\n<li>x</li>\n</ul>\n\
         <pre><code class=\"language-rust\">a\n</code></pre>\n\
         <p><a href=\"/url?a=b&amp;c\">here</a> <a href=\"#frag\">there</a></p>\n"
    );
}

#[test]
fn pictures_have_their_paths_and_no_link_runs_a_program() {
    let picture = sample::inline(InlineKind::Image(Picture {
        path: "figures/a b.png".into(),
        alt: "x".into(),
        ..Picture::default()
    }));
    let blocks = [line(vec![picture, link(" JavaScript:alert(1)", "run")])];
    assert_eq!(
        fragment(&blocks, &[]),
        "<p><img src=\"figures/a%20b.png\" alt=\"x\"/>run</p>\n"
    );
}

#[test]
fn notes_follow_the_blocks() {
    let html = fragment(&[line(vec![text("x"), call(0, 0)])], &[note("A note.")]);
    let (text, notes) = html.split_once("<section").unwrap();
    assert!(text.contains(r##"href="#_note-1""##));
    assert!(notes.contains(r##"href="#_call-1" role="doc-backlink">1.</a> A note.</p>"##));
}
