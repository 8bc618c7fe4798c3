//! Words too common to tell passages apart.

use super::{Form, TokenFilter};

/// Drops the words of a list; they stay searchable in the exact field.
#[derive(Debug)]
pub(in crate::analysis) struct StopWords(pub(in crate::analysis) fn(&str) -> bool);

impl TokenFilter for StopWords {
    fn name(&self) -> &'static str {
        "stop_words"
    }

    fn apply(&self, forms: &mut Vec<Form>) {
        forms.retain(|form| !(self.0)(&form.text));
    }
}
