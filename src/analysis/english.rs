//! The English chain.

use super::analyzer::Analyzer;
use super::function_words::function_word;
use super::token_filter::{Fold, Snowball, StopWords};

/// English words: stop words out, accents off, Snowball stems.
pub(super) fn analyzer() -> Analyzer {
    Analyzer::new(
        "words_en",
        vec![Box::new(StopWords(is_stop_word)), Box::new(Fold), Box::new(Snowball)],
    )
}

/// Whether a lower-cased word is an English function word.
pub(super) fn is_stop_word(word: &str) -> bool {
    function_word(word).english
}

/// Articles, pronouns, auxiliaries, prepositions, conjunctions and their like, sorted.
pub(super) const STOP_WORDS: &[&str] = &[
    "a",
    "about",
    "above",
    "after",
    "again",
    "against",
    "all",
    "also",
    "am",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "because",
    "been",
    "before",
    "being",
    "below",
    "between",
    "both",
    "but",
    "by",
    "can",
    "can't",
    "cannot",
    "could",
    "couldn't",
    "did",
    "didn't",
    "do",
    "does",
    "doesn't",
    "doing",
    "don't",
    "down",
    "during",
    "each",
    "few",
    "for",
    "from",
    "further",
    "had",
    "hadn't",
    "has",
    "hasn't",
    "have",
    "haven't",
    "having",
    "he",
    "her",
    "here",
    "hers",
    "herself",
    "him",
    "himself",
    "his",
    "how",
    "i",
    "i'd",
    "i'll",
    "i'm",
    "i've",
    "if",
    "in",
    "into",
    "is",
    "isn't",
    "it",
    "its",
    "itself",
    "me",
    "more",
    "most",
    "my",
    "myself",
    "no",
    "nor",
    "not",
    "of",
    "off",
    "on",
    "once",
    "only",
    "or",
    "other",
    "ought",
    "our",
    "ours",
    "ourselves",
    "out",
    "over",
    "own",
    "same",
    "shall",
    "she",
    "should",
    "shouldn't",
    "so",
    "some",
    "such",
    "than",
    "that",
    "the",
    "their",
    "theirs",
    "them",
    "themselves",
    "then",
    "there",
    "these",
    "they",
    "they're",
    "they've",
    "this",
    "those",
    "through",
    "to",
    "too",
    "under",
    "until",
    "up",
    "upon",
    "very",
    "was",
    "wasn't",
    "we",
    "we're",
    "we've",
    "were",
    "weren't",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "won't",
    "would",
    "wouldn't",
    "you",
    "you're",
    "you've",
    "your",
    "yours",
    "yourself",
    "yourselves",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted() {
        assert!(STOP_WORDS.is_sorted());
    }

    #[test]
    fn inflections_meet_and_stop_words_go() {
        let analyzer = analyzer();
        assert_eq!(analyzer.terms("Confederations"), analyzer.terms("confederation"));
        assert_eq!(analyzer.terms("treaties"), analyzer.terms("Treaty"));
        assert_eq!(analyzer.terms("embassy’s"), analyzer.terms("embassies"));
        assert!(analyzer.terms("The").is_empty());
    }
}
