//! How the house is built: the sources are read as text, and every path they name is held against the rules.

mod lexer;
mod rules;
mod shape;
