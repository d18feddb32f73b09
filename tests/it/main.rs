//! What must hold of the finished program: one crate, a folder an area, what they share in `support`.

mod cli;
mod conformance;
mod corpus;
mod cover;
mod dependencies;
mod edition;
mod epub;
mod fuzz;
mod manuscript;
mod pdf;
mod picture;
mod print;
mod program;
mod project;
mod readme;
mod stamp;
mod store;
mod support;
