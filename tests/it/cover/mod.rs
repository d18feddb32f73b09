//! Covers that fit: the wrap's measures, what printers do not make, the drawn sheet and its barcode.

mod composed;
mod measures;
mod sheet;
mod toml;
