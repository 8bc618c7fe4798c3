//! Whether a quote stands in a text: quotations of a manuscript, their comparison with a source, the words that differ.

mod align;
mod compare;
mod diff;
mod fold;
mod footnotes;
mod locate;
mod manuscript;
mod pairing;
mod pieces;
mod search_terms;
mod seeds;
mod typography;
mod words;

pub use compare::{Comparison, Grade, compare};
pub use diff::{Step, render};
pub use footnotes::Note;
pub use manuscript::{MIN_WORDS, Quotation, quotations};
pub use search_terms::search_terms;
