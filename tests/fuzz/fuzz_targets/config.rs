//! A `book.toml`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bindery_fuzz::config(bytes));
