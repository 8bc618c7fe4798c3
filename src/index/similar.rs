//! The words that tell most of what passages say: what others like them are looked for by.

use std::collections::{HashMap, HashSet};

use tantivy::Term;
use tantivy::schema::Field;

use super::bm25::rarity;
use super::schema::PASSAGE;
use super::{Error, PassageRecord, Reader};
use crate::analysis::{Analyzer, is_stop_word, one_a_position};
use crate::document::Language;

/// A word and how much it tells.
#[derive(Clone, Debug, PartialEq)]
pub struct TellingWord {
    /// As it stands in the text, where it stands first.
    pub word: String,
    /// How often it stands there, in any form.
    pub count: usize,
    /// Its count multiplied by how rare it is among the passages of its language (tf·idf).
    pub weight: f64,
}

/// What is counted of a word.
struct Tally {
    word: String,
    count: usize,
    /// How many of the passages have it.
    passages: usize,
    language: Language,
}

impl Reader {
    /// Up to `most` words of the passages, the most telling first. Words that stand nowhere else are left out, for
    /// nothing could be found by them, and so are numbers.
    ///
    /// # Errors
    /// [`Error::Tantivy`] when the index can't be read.
    pub fn telling_words(
        &self,
        passages: &[PassageRecord],
        most: usize,
    ) -> Result<Vec<TellingWord>, Error> {
        let mut tallies: HashMap<(Field, String), Tally> = HashMap::new();
        for passage in passages {
            let (text, language) = (passage.text(), passage.language);
            let (analyzer, field) = self.words_of(language);
            let tokens = analyzer.tokens(text);
            let mut here = HashSet::new();
            for token in one_a_position(&tokens) {
                let word = &text[token.span.clone()];
                let is_noise = language == Language::Unknown && is_stop_word(word, language);
                if is_noise || !word.contains(char::is_alphabetic) || word.chars().count() < 2 {
                    continue;
                }
                let tally = tallies.entry((field, token.term.clone())).or_insert_with(|| Tally {
                    word: word.to_owned(),
                    count: 0,
                    passages: 0,
                    language,
                });
                tally.count += 1;
                tally.passages += usize::from(here.insert(token.term.as_str()));
            }
        }
        let mut words = Vec::new();
        for ((field, term), tally) in tallies {
            let frequency = self.searcher.doc_freq(&Term::from_field_text(field, &term))?;
            if frequency > tally.passages as u64 {
                let weight = tally.count as f64 * self.rarity(frequency, tally.language)?;
                words.push(TellingWord { word: tally.word, count: tally.count, weight });
            }
        }
        words.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.word.cmp(&b.word)));
        words.truncate(most);
        Ok(words)
    }

    /// The chain for the words of a language and the field it fills.
    fn words_of(&self, language: Language) -> (&Analyzer, Field) {
        match language {
            Language::Unknown => (&self.analyzers.exact, self.fields.exact),
            language => (self.analyzers.of(language), self.fields.in_language(language).words),
        }
    }

    /// BM25's inverse document frequency among the passages of a language.
    fn rarity(&self, frequency: u64, language: Language) -> Result<f64, Error> {
        let all = match language {
            Language::Unknown => Term::from_field_text(self.fields.kind, PASSAGE),
            _ => Term::from_field_text(self.fields.language, language.code()),
        };
        let all = self.searcher.doc_freq(&all)?.max(frequency) as f64;
        Ok(rarity(all, frequency as f64))
    }
}
