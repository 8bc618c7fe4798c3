//! The exact chain, for every language.

use super::analyzer::Analyzer;
use super::token_filter::Fold;

/// Words as they stand, folded; nothing dropped, nothing stemmed.
pub(super) fn analyzer() -> Analyzer {
    Analyzer::new("exact", vec![Box::new(Fold)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_gives_exactly_one_term() {
        for word in ["the", "Über", "\u{AD}a", "x", "١٢", "'s", "’s", "ﬁ"] {
            assert_eq!(analyzer().terms(word).len(), 1, "{word}");
            assert!(!analyzer().terms(word)[0].is_empty(), "{word}");
        }
    }
}
