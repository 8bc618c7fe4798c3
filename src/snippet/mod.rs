//! The part of a passage that is shown: the window with the most matches.

mod window;

pub use window::{Snippet, snippet};
