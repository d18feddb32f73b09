//! What stores are given, and what they would refuse.

mod broken;
mod ebooks;
mod edit;
mod home;
mod printed;
mod shelf;
