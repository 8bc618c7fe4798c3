//! Nouns of a collection that no lexicon has, learnt from how they are written.

use std::collections::HashMap;

use crate::analysis::tokenizer::words;

/// A noun is seen this often before it counts: fewer are misprints and chance.
const MIN_COUNT: u32 = 3;

/// A noun is written with a capital at least this often inside sentences.
const MIN_CAPITAL_SHARE: f64 = 0.9;

/// Letters of a noun that is learnt.
const MIN_LETTERS: usize = 5;

/// What a word looked like inside sentences.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    capital: u32,
    small: u32,
}

/// Counts how words are written in German text.
#[derive(Debug, Default)]
pub struct Vocabulary {
    seen: HashMap<String, Seen>,
}

impl Vocabulary {
    /// Counts the words of a German text; words at the beginning of a sentence say nothing.
    pub fn add(&mut self, text: &str) {
        let mut last_end = 0;
        for word in words(text).into_iter().filter(|word| !word.joined) {
            let between = &text[last_end..word.span.start];
            let begins =
                last_end == 0 || between.contains(['.', '!', '?', ':', '\n', '„', '"', '»', '–']);
            last_end = word.span.end;
            let word = &text[word.span];
            if begins
                || word.chars().count() < MIN_LETTERS
                || !word.chars().all(char::is_alphabetic)
            {
                continue;
            }
            let seen = self.seen.entry(word.to_lowercase()).or_default();
            let mut letters = word.chars();
            match letters.next().is_some_and(char::is_uppercase) {
                // Capitals throughout are a heading or an abbreviation.
                true if letters.all(char::is_lowercase) => seen.capital += 1,
                true => {}
                false => seen.small += 1,
            }
        }
    }

    /// The words that are written as nouns are, in order.
    pub fn nouns(&self) -> Vec<&str> {
        let is_noun = |seen: &Seen| {
            let share = f64::from(seen.capital) / f64::from((seen.capital + seen.small).max(1));
            seen.capital >= MIN_COUNT && share >= MIN_CAPITAL_SHARE
        };
        let nouns = self.seen.iter().filter(|(_, seen)| is_noun(seen));
        let mut nouns: Vec<_> = nouns.map(|(word, _)| word.as_str()).collect();
        nouns.sort_unstable();
        nouns
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_are_known_by_their_capital() {
        let mut vocabulary = Vocabulary::default();
        vocabulary.add(
            &"Gestern kam der Zorbelquast und wollte kaufen, ein PUDEL. Kaufen kann man viel. "
                .repeat(3),
        );
        assert_eq!(vocabulary.nouns(), ["zorbelquast"]);
    }
}
