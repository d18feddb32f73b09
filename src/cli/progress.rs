//! A line on the terminal that says what is being made.

use super::settings::Settings;
use crate::build::Event;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::time::Duration;

/// Shows events; nothing where there is no terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    running: Mutex<BTreeSet<String>>,
}

impl Progress {
    /// Progress over so many editions.
    pub fn new(settings: &Settings, editions: usize) -> Progress {
        let bar = ProgressBar::with_draw_target(
            Some(editions as u64),
            match settings.progress {
                true => ProgressDrawTarget::stderr(),
                false => ProgressDrawTarget::hidden(),
            },
        );
        if let Ok(style) = ProgressStyle::with_template("{spinner} {bar:20} {pos}/{len} {msg}") {
            bar.set_style(style);
        }
        if settings.progress {
            bar.enable_steady_tick(Duration::from_millis(100));
        }
        Progress {
            bar,
            running: Mutex::default(),
        }
    }

    /// Takes an event from any thread.
    pub fn event(&self, event: Event) {
        let Ok(mut running) = self.running.lock() else {
            return;
        };
        match event {
            Event::Started { edition } => {
                running.insert(edition);
            }
            Event::Finished { edition } => {
                running.remove(&edition);
                self.bar.inc(1);
            }
        }
        let names: Vec<&str> = running.iter().map(String::as_str).collect();
        self.bar.set_message(names.join(", "));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
