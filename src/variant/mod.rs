//! Other spellings of a word: transliterations, aliases, old German spelling, misread letters, mistyped ones.
//!
//! [`VariantTable`] is made once from the vocabulary of an index and finds the terms that are there; [`Aliases`] are
//! written by hand, for what no rule derives. Both know words as the index does: folded and in lower case.

mod aliases;
mod daitch_mokotoff;
mod distance_table;
mod edit_costs;
mod held_term;
mod name_similarity;
mod near_terms;
mod old_spelling;
mod shared_keys;
mod table;

pub use aliases::{Alias, AliasError, AliasMatch, Aliases};
pub use table::{Variant, VariantTable};
