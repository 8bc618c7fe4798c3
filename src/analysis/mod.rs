//! Text to terms: one tokenizer, and per language a chain of token filters.
//!
//! The same [`Analyzer`] serves the index, the query and the highlights, so that a word always finds itself. Every
//! filter works on one word at a time; the analysis of a word never depends on its neighbours.

mod analyzer;
mod compound;
mod english;
mod exact;
mod function_words;
mod german;
mod language_id;
mod lexicon;
mod normalize;
mod spelling;
mod token_filter;
mod tokenizer;

pub use analyzer::{Analyzer, Term, Token, one_a_position};
pub use language_id::{identify_document, identify_passage, identify_query};
pub use lexicon::{Lexicon, Vocabulary};
pub use spelling::german_normal;
pub use tokenizer::{MAX_TOKEN_CHARS, Word, words};

use crate::document::Language;

/// Rises whenever a chain gives other terms for some text; an index of another version is refused.
pub const VERSION: u32 = 2;

/// The stemmer library the stems come from; a test holds it to `Cargo.lock`.
pub const STEMMER: &str = "frostem 1.20260821.8";

/// The analyzers of every searchable field.
#[derive(Debug)]
pub struct Analyzers {
    /// Folded, unstemmed words of every language: phrases, prefixes and exact matches.
    pub exact: Analyzer,
    /// The folded words in pieces of four letters.
    pub ngrams: Analyzer,
    /// Stemmed English without stop words.
    pub english: Analyzer,
    /// Normalised and stemmed German without stop words, compounds beside their parts.
    pub german: Analyzer,
}

impl Analyzers {
    /// The analyzers over a lexicon.
    pub fn new(lexicon: Lexicon) -> Analyzers {
        Analyzers {
            exact: exact::analyzer(),
            ngrams: exact::ngrams(),
            english: english::analyzer(),
            german: german::analyzer(lexicon),
        }
    }

    /// The chain of a language; the English one for [`Language::Unknown`].
    pub fn of(&self, language: Language) -> &Analyzer {
        match language {
            Language::German => &self.german,
            _ => &self.english,
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
