//! The command as it is run.

mod build;
mod copies;
mod findings;
mod folders;
mod release;
