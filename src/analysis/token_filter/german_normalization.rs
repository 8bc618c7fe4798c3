//! German spellings of one sound brought together before stemming.

use super::{Form, TokenFilter, map};
use crate::analysis::spelling::german_normal;

/// Umlauts and ß in the normal spelling ([`german_normal`]), so that a word is found however they are typed.
#[derive(Debug)]
pub(in crate::analysis) struct GermanNormalization;

impl TokenFilter for GermanNormalization {
    fn name(&self) -> &'static str {
        "german_normalization"
    }

    fn apply(&self, forms: &mut Vec<Form>) {
        map(forms, german_normal);
    }
}
