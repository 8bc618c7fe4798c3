//! Words too common to tell passages apart.

use super::TokenFilter;

/// Drops the words of a list; they stay searchable in the exact field.
#[derive(Debug)]
pub(in crate::analysis) struct StopWords(pub(in crate::analysis) fn(&str) -> bool);

impl TokenFilter for StopWords {
    fn name(&self) -> &'static str {
        "stop_words"
    }

    fn apply(&self, terms: &mut Vec<String>) {
        terms.retain(|term| !(self.0)(term));
    }
}
