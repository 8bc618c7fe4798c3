//! The steps a chain is made of, one a file.

mod fold;
mod german_normalization;
mod snowball;
mod stop_words;

pub(super) use fold::Fold;
pub(super) use german_normalization::GermanNormalization;
pub(super) use snowball::Snowball;
pub(super) use stop_words::StopWords;

/// One step of a chain. It sees the terms of a single word and changes, drops or adds some.
pub(super) trait TokenFilter: Send + Sync + std::fmt::Debug {
    /// The step's name as `docsearch analyze` prints it.
    fn name(&self) -> &'static str;

    /// Changes the terms of one word in place.
    fn apply(&self, terms: &mut Vec<String>);
}
