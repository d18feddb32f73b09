//! The arguments and the surroundings resolved.

use super::args::{Args, Color, Format};
use std::io::IsTerminal;

/// The width that findings are wrapped at where there is no terminal, in columns.
const PLAIN_WIDTH: usize = 100;

/// How to speak.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    pub format: Format,
    pub color: bool,
    pub quiet: bool,
    /// Whether progress can be drawn.
    pub progress: bool,
    /// Columns that findings may take.
    pub width: usize,
}

impl Settings {
    pub fn resolve(args: &Args) -> Settings {
        let on_terminal = std::io::stderr().is_terminal();
        let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let width = terminal_size::terminal_size_of(std::io::stderr())
            .map_or(PLAIN_WIDTH, |(width, _)| usize::from(width.0).clamp(40, 120));
        Settings {
            format: args.message_format,
            color: match args.color {
                Color::Always => true,
                Color::Never => false,
                Color::Auto => on_terminal && !dumb && !is_set("NO_COLOR"),
            },
            quiet: args.quiet,
            progress: on_terminal && !dumb && !args.quiet && args.message_format == Format::Human,
            width,
        }
    }
}
