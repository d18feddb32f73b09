//! The dialect, feature by feature: what each piece of Markdown becomes, and what is said, at
//! which place, about what is wrong with it.

#[path = "manuscript/blocks.rs"]
mod blocks;
#[path = "manuscript/book.rs"]
mod book;
#[path = "manuscript/hostile.rs"]
mod hostile;
#[path = "manuscript/inlines.rs"]
mod inlines;
#[path = "manuscript/support.rs"]
mod support;
