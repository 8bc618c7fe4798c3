//! The function words of both languages behind one look-up.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::{english, german};

/// The languages a word is a function word of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct FunctionWord {
    pub english: bool,
    pub german: bool,
}

/// Every word of both lists: a text asks for each of its words several times, and a binary search costs ten times as
/// much.
static WORDS: LazyLock<HashMap<&str, FunctionWord, FixedState>> = LazyLock::new(|| {
    let mut words: HashMap<&str, FunctionWord, FixedState> = HashMap::default();
    for word in english::STOP_WORDS {
        words.entry(word).or_default().english = true;
    }
    for word in german::STOP_WORDS {
        words.entry(word).or_default().german = true;
    }
    words
});

/// Which languages have a lower-cased word as a function word.
pub(super) fn function_word(word: &str) -> FunctionWord {
    WORDS.get(word).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_either_or_both() {
        let check = |word, english, german| {
            assert_eq!(function_word(word), FunctionWord { english, german }, "{word}");
        };
        check("the", true, false);
        check("und", false, true);
        check("in", true, true);
        check("plan", false, false);
    }
}
