//! Compounds beside their parts.

use super::{Form, TokenFilter};
use crate::analysis::compound::split;
use crate::analysis::lexicon::Lexicon;

/// Adds the parts of a German compound behind the whole word, which stays.
#[derive(Debug)]
pub(in crate::analysis) struct Decompound(pub(in crate::analysis) Lexicon);

impl TokenFilter for Decompound {
    fn name(&self) -> &'static str {
        "decompound"
    }

    fn apply(&self, forms: &mut Vec<Form>) {
        for whole in 0..forms.len() {
            let parts = split(&forms[whole].text, &self.0);
            forms.extend(
                parts.into_iter().map(|part| Form { text: part.form, part: Some(part.span) }),
            );
        }
    }
}
