//! The dialect, feature by feature: what each piece of Markdown becomes, and what is said, at
//! which place, about what is wrong with it.

mod blocks;
mod book;
mod hostile;
mod inlines;
mod support;
