//! Markdown to the tree.
