//! Looks up headwords: exact, by their stems, by the parts of a compound.

use std::collections::HashSet;

use super::compile::MAX_WORDS;
use super::dictionary::Dictionary;
use super::key::{Side, abbreviation_key, is_abbreviation, key};
use super::translator::{By, Translation};
use crate::analysis::{Analyzer, Analyzers, is_stop_word};
use crate::document::Language;

/// Letters of an abbreviation that is found in lower case: *us* is hardly the *US*.
const MIN_LOWER_CASE: usize = 3;

/// A word of a query, as it is looked up.
pub struct Word {
    key: String,
    /// Whether it is no function word: a headword begins and ends with such a word.
    is_content: bool,
    is_abbreviation: bool,
}

impl Word {
    /// A word as typed.
    pub fn new(typed: &str, language: Language) -> Word {
        let key = side(language).map_or_else(String::new, |side| key(typed, side));
        let is_content = !key.is_empty() && !is_stop_word(typed, language);
        Word { key, is_content, is_abbreviation: is_abbreviation(typed) }
    }
}

/// The side of a language; `None` for [`Language::Unknown`].
pub fn side(language: Language) -> Option<Side> {
    match language {
        Language::German => Some(Side::German),
        Language::English => Some(Side::English),
        Language::Unknown => None,
    }
}

/// Look-ups in one direction.
pub struct Lookup<'a> {
    dictionaries: &'a [Dictionary],
    side: Side,
    analyzer: &'a Analyzer,
}

impl<'a> Lookup<'a> {
    /// Looks up words of a language; `None` for [`Language::Unknown`].
    pub fn new(
        dictionaries: &'a [Dictionary],
        from: Language,
        analyzers: &'a Analyzers,
    ) -> Option<Lookup<'a>> {
        let side = side(from)?;
        let analyzer = match side {
            Side::German => &analyzers.german,
            Side::English => &analyzers.english,
        };
        Some(Lookup { dictionaries, side, analyzer })
    }

    /// The translations of the longest headword of several words that the words begin with, and how many words it has.
    pub fn phrase(&self, words: &[Word]) -> Option<(usize, Vec<Translation>)> {
        if !words.first()?.is_content {
            return None;
        }
        let words = words.iter().take(MAX_WORDS).take_while(|word| !word.key.is_empty());
        let words: Vec<&Word> = words.collect();
        let lengths = (2..=words.len()).rev().filter(|len| words[len - 1].is_content);
        let mut phrases = lengths.map(|len| {
            let keys: Vec<&str> = words[..len].iter().map(|word| word.key.as_str()).collect();
            let key = keys.join(" ");
            (len, or_else(self.exact(&key), || self.inflected(&key)))
        });
        phrases.find(|(_, translations)| !translations.is_empty())
    }

    /// The translations of a word; of a compound that has none, those of each part that has some.
    pub fn word(&self, word: &Word) -> Vec<Vec<Translation>> {
        let abbreviation = || self.exact(&abbreviation_key(&word.key));
        let as_typed = if word.is_abbreviation { abbreviation() } else { Vec::new() };
        let found = if as_typed.is_empty() && word.is_content {
            let found = or_else(self.exact(&word.key), || self.inflected(&word.key));
            let is_long = word.key.len() >= MIN_LOWER_CASE;
            // Many type their queries in lower case.
            or_else(found, || if is_long { abbreviation() } else { Vec::new() })
        } else {
            as_typed
        };
        if !found.is_empty() || !word.is_content {
            return Vec::from_iter(Some(found).filter(|found| !found.is_empty()));
        }
        let terms = self.analyzer.terms(&word.key);
        let stems = terms.iter().filter(|term| term.is_part).map(|term| term.text.as_str());
        let parts = stems.map(|stem| self.with_stems(&[stem], &[stem], By::Parts));
        parts.filter(|translations| !translations.is_empty()).collect()
    }

    fn exact(&self, key: &str) -> Vec<Translation> {
        let found = self.dictionaries.iter().flat_map(|dictionary| dictionary.get(key, self.side));
        ranked(found, By::Exact)
    }

    /// The translations of the headwords that have the stems of a key, word for word.
    fn inflected(&self, key: &str) -> Vec<Translation> {
        let stems: Vec<String> = key.split(' ').map(|word| self.stem(word)).collect();
        let stems: Vec<&str> = stems.iter().map(String::as_str).collect();
        let words = key.split(' ').zip(&stems);
        let prefixes: Vec<&str> = words.map(|(word, stem)| shared(word, stem)).collect();
        self.with_stems(&prefixes, &stems, By::Stem)
    }

    fn with_stems(&self, prefixes: &[&str], stems: &[&str], by: By) -> Vec<Translation> {
        let accept =
            |key: &str| key.split(' ').zip(stems).all(|(word, stem)| self.stem(word) == *stem);
        let dictionaries = self.dictionaries.iter();
        let found = dictionaries
            .flat_map(|dictionary| dictionary.beginning_with(prefixes, self.side, accept));
        ranked(found, by)
    }

    /// The stem of a word in the spelling of keys; a function word is its own.
    fn stem(&self, word: &str) -> String {
        let whole = self.analyzer.terms(word).into_iter().next();
        whole.map_or_else(|| word.to_owned(), |term| term.text)
    }
}

/// What a word and all words of its stem begin with: the letters that a stemmer writes anew are no part of it (*happy*,
/// *happiness*: *happi*; *hope*, *hoping*: *hope*).
fn shared<'a>(word: &'a str, stem: &str) -> &'a str {
    let same = word.chars().zip(stem.chars()).take_while(|(one, other)| one == other);
    let prefix = &word[..same.map(|(c, _)| c.len_utf8()).sum()];
    let shorter = prefix.trim_end_matches(['e', 'i', 'y']);
    if shorter.is_empty() { prefix } else { shorter }
}

/// Terms without those that came before.
fn ranked<'a>(terms: impl IntoIterator<Item = &'a str>, by: By) -> Vec<Translation> {
    let mut seen = HashSet::new();
    let terms = terms.into_iter().filter(|term| seen.insert(*term)).enumerate();
    let words = |term: &str| term.split(' ').map(str::to_owned).collect();
    terms.map(|(rank, term)| Translation { words: words(term), rank, by }).collect()
}

fn or_else(found: Vec<Translation>, other: impl FnOnce() -> Vec<Translation>) -> Vec<Translation> {
    if found.is_empty() { other() } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_stem_share_a_beginning() {
        for (word, stem, expect) in [
            ("happiness", "happi", "happ"),
            ("hope", "hope", "hop"),
            ("vertrages", "vertrag", "vertrag"),
            ("dying", "die", "d"),
            ("eye", "eye", "eye"),
            ("", "", ""),
        ] {
            assert_eq!(shared(word, stem), expect, "{word}");
        }
    }
}
