//! What stores are given, and what they would refuse.

#[path = "../support/mod.rs"]
mod support;

mod broken;
mod ebooks;
mod edit;
mod home;
mod printed;
mod shelf;
