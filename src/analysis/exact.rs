//! The exact chain, for every language.

use super::analyzer::Analyzer;
use super::token_filter::{Fold, Ngrams, StopWords};
use super::{english, german};

/// Words as they stand, folded; nothing dropped, nothing stemmed.
pub(super) fn analyzer() -> Analyzer {
    Analyzer::new("exact", vec![Box::new(Fold)])
}

/// The folded words in pieces of four letters, for text with misread letters; stop words of both languages left out.
pub(super) fn ngrams() -> Analyzer {
    Analyzer::new(
        "ngrams",
        vec![Box::new(StopWords(is_stop_word)), Box::new(Fold), Box::new(Ngrams)],
    )
}

fn is_stop_word(word: &str) -> bool {
    english::is_stop_word(word) || german::is_stop_word(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_gives_exactly_one_term() {
        for word in ["the", "Über", "\u{AD}a", "x", "١٢", "'s", "’s", "ﬁ"] {
            assert_eq!(analyzer().terms(word).len(), 1, "{word}");
            assert!(!analyzer().terms(word)[0].text.is_empty(), "{word}");
        }
    }
}
