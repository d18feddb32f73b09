//! `bindery new`: a small complete book to start from.

use super::settings::Settings;
use super::{Exit, Failure, args, report};
use crate::diagnostic::codes;
use crate::project::starter_identifier;
use image::{ImageFormat, Rgb, RgbImage};
use std::fs;
use std::io::{self, Cursor};
use std::path::Path;

/// The files of the book, by their paths. `book.toml` has fields to fill in.
const FILES: &[(&str, &str)] = &[
    ("manuscript/book.toml", include_str!("template/book.toml")),
    ("manuscript/chapters/preface.md", include_str!("template/preface.md")),
    (
        "manuscript/chapters/01-walking.md",
        include_str!("template/01-walking.md"),
    ),
    (
        "manuscript/chapters/02-making.md",
        include_str!("template/02-making.md"),
    ),
    ("manuscript/figures/shore.svg", include_str!("template/shore.svg")),
];

pub(super) fn run(typed: &args::New, settings: &Settings) -> Result<Exit, Failure> {
    let dir = &typed.dir;
    if fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        let message = format!("`{}` is not empty", dir.display());
        let help = "name a new folder; nothing was changed in this one";
        return Err(Failure::new(codes::CLI_NOT_EMPTY, message, help));
    }
    let title = match typed.title.as_deref().map(str::trim) {
        Some(title) if !title.is_empty() => title.to_owned(),
        _ => title_from(dir),
    };
    write(dir, &title).map_err(|why| {
        let message = format!("`{}` cannot be made: {why}", dir.display());
        Failure::new(codes::CLI_WRITE, message, "name a folder that you may write in")
    })?;
    if !settings.quiet {
        report::to_stdout([
            format!("made \"{title}\" in {}", dir.display()),
            "now edit manuscript/book.toml and the chapters, then:".to_owned(),
            format!("  bindery build {}", dir.display()),
        ]);
    }
    Ok(Exit::Fine)
}

fn write(dir: &Path, title: &str) -> io::Result<()> {
    let identifier = starter_identifier(title);
    for (path, text) in FILES {
        let file = dir.join(path);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        let text = match path.ends_with(".toml") {
            true => text
                .replace("\"{identifier}\"", &quoted(&identifier))
                .replace("\"{alt}\"", &quoted(&format!("Front cover of {title}: {SCENE}.")))
                .replace("\"{title}\"", &quoted(title)),
            false => (*text).to_owned(),
        };
        fs::write(file, text)?;
    }
    fs::create_dir_all(dir.join("covers"))?;
    fs::write(dir.join("covers/front.png"), cover()?)
}

/// The text as a TOML string.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// "my-book" gives "My Book".
fn title_from(dir: &Path) -> String {
    let name = dir
        .file_name()
        .map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    let words: Vec<String> = name
        .split(['-', '_', ' ', '.'])
        .filter(|word| !word.is_empty())
        .map(|word| {
            let mut chars = word.chars();
            let first = chars.next().map(|c| c.to_uppercase().to_string());
            first.unwrap_or_default() + chars.as_str()
        })
        .collect();
    match words.is_empty() {
        true => "My Book".to_owned(),
        false => words.join(" "),
    }
}

/// Width and height of the cover in pixels: what the shops ask for.
const COVER: (u32, u32) = (1600, 2560);
const SCENE: &str = "a pale sun over three ranges of blue hills";

/// The cover as a PNG: a sky, a sun, and hills one behind the other.
fn cover() -> io::Result<Vec<u8>> {
    let picture = RgbImage::from_fn(COVER.0, COVER.1, |x, y| {
        let (x, y) = (x as f32 / COVER.0 as f32, y as f32 / COVER.1 as f32);
        Rgb(scene(x, y))
    });
    let mut bytes = Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, ImageFormat::Png)
        .map_err(io::Error::other)?;
    Ok(bytes.into_inner())
}

/// The colour at a place, both coordinates from 0 to 1, from the top left.
fn scene(x: f32, y: f32) -> [u8; 3] {
    /// Height, swell, slope and colour of each range, the nearest first.
    const HILLS: [(f32, f32, f32, [f32; 3]); 3] = [
        (0.82, 0.055, -0.16, [24.0, 44.0, 66.0]),
        (0.73, 0.045, 0.12, [56.0, 92.0, 118.0]),
        (0.65, 0.035, -0.05, [120.0, 154.0, 170.0]),
    ];
    for (height, swell, slope, colour) in HILLS {
        // A parabola folded over and over: the same on every machine, as a sine might not be.
        let wave = (x * 1.7 + height * 5.0).fract();
        let crest = height + slope * (x - 0.5) - swell * 4.0 * wave * (1.0 - wave);
        if y > crest {
            return shade(colour, 1.0 - 0.35 * (y - crest));
        }
    }
    let (across, down) = ((x - 0.66) * COVER.0 as f32, (y - 0.36) * COVER.1 as f32);
    if across * across + down * down < 210.0 * 210.0 {
        return [252, 244, 222];
    }
    let mix = (y / 0.7).min(1.0);
    let sky = [(42.0, 246.0), (84.0, 214.0), (122.0, 178.0)];
    shade(sky.map(|(top, bottom)| top + (bottom - top) * mix * mix), 1.0)
}

fn shade(colour: [f32; 3], light: f32) -> [u8; 3] {
    colour.map(|c| (c * light).round().clamp(0.0, 255.0) as u8)
}
