//! Text to terms: one tokenizer, and per language a chain of token filters.
//!
//! The same [`Analyzer`] serves the index, the query and the highlights, so that a word always finds itself. Every
//! filter works on one word at a time; the analysis of a word never depends on its neighbours.

mod analyzer;
mod english;
mod exact;
mod german;
mod language_id;
mod normalize;
mod token_filter;
mod tokenizer;

pub use analyzer::{Analyzer, Token};
pub use language_id::{identify_document, identify_passage, identify_query};
pub use tokenizer::{MAX_TOKEN_CHARS, Word, words};

use crate::document::Language;

/// Rises whenever a chain gives other terms for some text; an index of another version is refused.
pub const VERSION: u32 = 1;

/// The analyzers of every searchable field.
#[derive(Debug)]
pub struct Analyzers {
    /// Folded, unstemmed words of every language: phrases, prefixes and exact matches.
    pub exact: Analyzer,
    /// Stemmed English without stop words.
    pub english: Analyzer,
    /// Normalised and stemmed German without stop words.
    pub german: Analyzer,
}

impl Default for Analyzers {
    fn default() -> Self {
        Analyzers {
            exact: exact::analyzer(),
            english: english::analyzer(),
            german: german::analyzer(),
        }
    }
}

/// Whether a text as typed is nothing but stop words of the language; for [`Language::Unknown`] of either.
pub fn is_stop_word(text: &str, language: Language) -> bool {
    words(text).into_iter().all(|word| {
        let word = normalize::normalize(&text[word.span]);
        match language {
            Language::English => english::is_stop_word(&word),
            Language::German => german::is_stop_word(&word),
            Language::Unknown => english::is_stop_word(&word) || german::is_stop_word(&word),
        }
    })
}
