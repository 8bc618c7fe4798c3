//! The numbers of the ranking, and the filters.

use crate::document::Language;
use crate::query::DateRange;

/// How much each field adds to the score: a weighted sum of BM25 over the fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// Stemmed words of a language, and parts of German compounds; the others are relative to this.
    pub words: f32,
    /// Factor for a part of a compound of the query.
    pub part: f32,
    /// The word exactly as typed, up to spelling of umlauts and accents.
    pub exact: f32,
    /// Pieces of four letters.
    pub ngrams: f32,
    /// Two words of the query side by side.
    pub pairs: f32,
    /// The document's title.
    pub title: f32,
    /// The headings above the passage.
    pub heading: f32,
    /// Factor for the language the query is probably not in.
    pub other_language: f32,
    /// Factor for a stem of that language where the word itself does not stand.
    pub false_friend: f32,
    /// A phrase or prefix that matches.
    pub phrase: f32,
    /// A word found only inside a longer one: enough to be listed, below all else.
    pub infix: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Weights {
            words: 1.0,
            part: 1.0,
            exact: 0.2,
            ngrams: 0.15,
            pairs: 0.1,
            title: 0.3,
            heading: 0.3,
            other_language: 0.5,
            false_friend: 0.2,
            phrase: 1.0,
            infix: 0.01,
        }
    }
}

/// What a hit must fulfil besides the query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Passages in this language, or in neither or both.
    pub language: Option<Language>,
    /// Passages of files whose path matches one of these globs.
    pub paths: Vec<String>,
    /// Passages of documents that may be of one of these days.
    pub dates: Option<DateRange>,
    /// Passages that are left out, by their identifiers.
    pub without: Vec<String>,
}
