//! The command as it is run.

mod build;
mod findings;
mod folders;
mod release;
