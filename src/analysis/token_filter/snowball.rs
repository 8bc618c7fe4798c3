//! The Snowball stemmer for English.

use frostem::{Algorithm, Stemmer};

use super::{Form, TokenFilter, map};

/// Stems every form with the English Snowball algorithm (snowballstem.org, "Porter 2").
#[derive(Debug)]
pub(in crate::analysis) struct Snowball;

impl TokenFilter for Snowball {
    fn name(&self) -> &'static str {
        "snowball"
    }

    fn apply(&self, forms: &mut Vec<Form>) {
        let stemmer = Stemmer::new(Algorithm::English);
        map(forms, |text| stemmer.stem(text).into_owned());
    }
}
