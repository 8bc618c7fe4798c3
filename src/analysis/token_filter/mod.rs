//! The steps a chain is made of, one a file.

mod cistem;
mod decompound;
mod fold;
mod german_normalization;
mod ngrams;
mod snowball;
mod stop_words;

pub(super) use cistem::Cistem;
pub(super) use decompound::Decompound;
pub(super) use fold::Fold;
pub(super) use german_normalization::GermanNormalization;
pub(super) use ngrams::Ngrams;
pub(super) use snowball::Snowball;
pub(super) use stop_words::StopWords;

use crate::document::Span;

/// A form of a word on its way through a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// The text so far.
    pub text: String,
    /// For a part of a compound, where it stands in the compound's normal form.
    pub part: Option<Span>,
}

/// One step of a chain. It sees the forms of a single word and changes, drops or adds some.
pub(super) trait TokenFilter: Send + Sync + std::fmt::Debug {
    /// The step's name as `docsearch analyze` prints it.
    fn name(&self) -> &'static str;

    /// Changes the forms of one word in place.
    fn apply(&self, forms: &mut Vec<Form>);
}

/// Changes the text of every form.
fn map(forms: &mut [Form], change: impl Fn(&str) -> String) {
    for form in forms {
        form.text = change(&form.text);
    }
}
