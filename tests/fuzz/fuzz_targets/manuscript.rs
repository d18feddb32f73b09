//! A chapter of a manuscript.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bindery_fuzz::manuscript(bytes));
