//! What `book.toml` says of covers.

use bindery::project::{self, Memory};

fn codes(edition: &str, cover: &str) -> Vec<&'static str> {
    let toml = format!(
        "title = \"T\"\nauthors = [\"A\"]\nlanguage = \"en\"\n[chapters]\nbody = [\"01-one.md\"]\n[cover]\nfront = \
         \"front.svg\"\nalt = \"A front.\"\n{cover}\n[editions.paperback]\n{edition}\n"
    );
    let files: [(&str, &[u8]); 4] = [
        ("manuscript/book.toml", toml.as_bytes()),
        ("manuscript/01-one.md", b"# One\n\nText.\n"),
        ("manuscript/front.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("manuscript/wrap.png", b"\x89PNG"),
    ];
    let opened = project::open(Box::new(Memory::new(files)), None);
    opened.findings.iter().map(|f| f.code.name()).collect()
}

#[test]
fn each_mistake_about_a_cover_is_told_by_its_own_code() {
    let sound = "printer = \"lulu\"\nspine = { width = \"0.43in\", pages = 100 }\nprice = \"USD 18.99\"\nfinished-cover = { file = \"wrap.png\", \
                 pages = 100 }";
    assert_eq!(codes(sound, "back = \"Words.\"\nground = \"#10233d\""), [""; 0]);
    for (edition, cover, code) in [
        ("printer = \"gutenberg\"", "", "toml-printer"),
        ("spine = \"wide\"", "", "toml-spine"),
        ("spine = { width = \"wide\", pages = 9 }", "", "toml-spine"),
        ("spine = { pages = 9 }", "", "toml-missing-key"),
        ("spine = \"-1in\"", "", "toml-spine"),
        ("price = \"18.99\"", "", "toml-price"),
        ("price = \"USD 18\"", "", "toml-price"),
        ("price = [\"USD 18.00\", \"USD 19.00\"]", "", "toml-price"),
        ("finished-cover = { file = \"wrap.png\" }", "", "toml-finished-cover"),
        ("ink = \"blue\"", "", "toml-ink"),
        ("standard = \"pdf/x-3\"", "", "toml-standard"),
        ("", "ground = \"navy\"", "toml-color"),
    ] {
        assert_eq!(codes(edition, cover), [code], "{edition} {cover}");
    }
}
