//! The Snowball stemmers.

use frostem::{Algorithm, Stemmer};

use super::TokenFilter;

/// Stems every term with a Snowball algorithm (snowballstem.org).
#[derive(Debug)]
pub(in crate::analysis) struct Snowball(pub(in crate::analysis) Algorithm);

impl TokenFilter for Snowball {
    fn name(&self) -> &'static str {
        "snowball"
    }

    fn apply(&self, terms: &mut Vec<String>) {
        let stemmer = Stemmer::new(self.0);
        for term in terms {
            if let std::borrow::Cow::Owned(stem) = stemmer.stem(term) {
                *term = stem;
            }
        }
    }
}
