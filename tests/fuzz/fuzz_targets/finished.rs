//! A finished file that is read back.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bindery_fuzz::finished(bytes));
