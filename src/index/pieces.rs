//! Pieces of four letters: how rare each is, and what those of a query add to a passage.
//!
//! They are most of a text's terms by far, and only raise what matches already. So they are not indexed: how many passages
//! have a piece is worked out from the words that hold it, and the best passages are read for them.

use std::collections::{HashMap, HashSet};

use fst::{Map, MapBuilder};
use serde::{Deserialize, Serialize};

use super::Error;
use super::bm25::{rarity, score};
use crate::analysis::{Analyzers, Word, words};

/// In how many passages each piece stands.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct PieceTable {
    /// All passages.
    passages: u64,
    /// Pieces of a passage on average, a word counted once.
    average: f64,
    /// Piece → passages, as an `fst` map.
    frequencies: Vec<u8>,
}

impl PieceTable {
    /// Works the table out from the words of `passages` passages, each with how many have it.
    ///
    /// A piece stands in a passage when one of its words does; the words are taken to be independent of each other.
    ///
    /// # Errors
    /// [`Error::Damaged`] when no table can be built.
    pub(super) fn of(
        vocabulary: &[(String, u64)],
        passages: u64,
        analyzers: &Analyzers,
    ) -> Result<PieceTable, Error> {
        // The logarithm of the chance that a passage has none of the words that hold a piece.
        let mut absence: HashMap<String, f64> = HashMap::new();
        let mut total = 0.0;
        for (word, frequency) in vocabulary {
            let frequency = *frequency as f64;
            let share = (frequency / passages.max(1) as f64).min(0.999);
            for piece in analyzers.ngrams.terms(word) {
                total += frequency;
                *absence.entry(piece.text).or_default() += (1.0 - share).ln();
            }
        }
        let mut absence: Vec<_> = absence.into_iter().collect();
        absence.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let mut builder = MapBuilder::memory();
        for (piece, absence) in absence {
            let frequency = passages as f64 * (1.0 - absence.exp());
            builder.insert(piece, frequency.round() as u64).map_err(damaged)?;
        }
        let frequencies = builder.into_inner().map_err(damaged)?;
        Ok(PieceTable { passages, average: total / passages.max(1) as f64, frequencies })
    }
}

fn damaged(error: fst::Error) -> Error {
    Error::Damaged(error.to_string())
}

/// The pieces of a query's words.
#[derive(Debug, Default)]
pub(super) struct QueryPieces {
    /// The words, and what the score of their pieces is multiplied by.
    words: Vec<(String, f32)>,
    /// Piece → the words it is of.
    of_word: HashMap<String, Vec<usize>>,
}

impl QueryPieces {
    /// Adds a word and its pieces.
    pub(super) fn add(&mut self, word: &str, factor: f32, analyzers: &Analyzers) {
        for piece in analyzers.ngrams.terms(word) {
            self.of_word.entry(piece.text).or_default().push(self.words.len());
        }
        self.words.push((word.to_owned(), factor));
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Forgets the words from the `len`th on.
    pub(super) fn truncate(&mut self, len: usize) {
        self.words.truncate(len);
        for words in self.of_word.values_mut() {
            words.retain(|word| *word < len);
        }
    }

    /// The words, in the order of the scores.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|(word, _)| word.as_str())
    }

    /// Whether there is nothing to look for.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// A piece of the query.
struct Wanted<'a> {
    words: &'a [usize],
    rarity: f64,
}

/// A word of some passage: how many pieces it has, and which are of the query.
struct Seen {
    pieces: u32,
    wanted: Vec<usize>,
}

/// BM25 of a query's pieces in the passages it is shown.
pub(super) struct PieceScorer<'a> {
    table: &'a PieceTable,
    analyzers: &'a Analyzers,
    query: &'a QueryPieces,
    wanted: Vec<Wanted<'a>>,
    numbers: HashMap<&'a str, usize>,
    /// Passages of one collection share their words.
    seen: HashMap<String, Seen>,
}

impl<'a> PieceScorer<'a> {
    /// # Errors
    /// [`Error::Damaged`] for a table that can't be read.
    pub(super) fn new(
        query: &'a QueryPieces,
        table: &'a PieceTable,
        analyzers: &'a Analyzers,
    ) -> Result<Self, Error> {
        let frequencies = Map::new(table.frequencies.as_slice()).map_err(damaged)?;
        let passages = table.passages as f64;
        let mut wanted = Vec::new();
        let mut numbers = HashMap::new();
        for (piece, words) in &query.of_word {
            let frequency = frequencies.get(piece).unwrap_or_default() as f64;
            numbers.insert(piece.as_str(), wanted.len());
            wanted.push(Wanted { words, rarity: rarity(passages, frequency) });
        }
        Ok(PieceScorer { table, analyzers, query, wanted, numbers, seen: HashMap::new() })
    }

    /// What the pieces of each word of the query add to a passage. A word counts once in it: pieces are many, and their
    /// number says little.
    pub(super) fn scores(&mut self, text: &str) -> Vec<f32> {
        let mut counts = vec![0_u32; self.wanted.len()];
        let mut length = 0;
        let mut here = HashSet::new();
        for Word { span, joined, .. } in words(text) {
            let word = &text[span];
            if joined || !here.insert(word) {
                continue;
            }
            if !self.seen.contains_key(word) {
                let seen = self.look(word);
                self.seen.insert(word.to_owned(), seen);
            }
            let seen = &self.seen[word];
            length += seen.pieces;
            for piece in &seen.wanted {
                counts[*piece] += 1;
            }
        }
        let length = f64::from(length) / self.table.average.max(1.0);
        let mut scores = vec![0.0; self.query.len()];
        for (wanted, count) in self.wanted.iter().zip(counts).filter(|(_, count)| *count > 0) {
            let score = score(wanted.rarity, f64::from(count), length);
            for word in wanted.words {
                scores[*word] += score as f32 * self.query.words[*word].1;
            }
        }
        scores
    }

    fn look(&self, word: &str) -> Seen {
        let pieces = self.analyzers.ngrams.terms(word);
        let wanted =
            pieces.iter().filter_map(|piece| self.numbers.get(piece.text.as_str()).copied());
        Seen { pieces: pieces.len() as u32, wanted: wanted.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Lexicon;

    #[test]
    fn a_misread_word_shares_rare_pieces_with_the_query() {
        let analyzers = Analyzers::new(Lexicon::embedded());
        let frequencies = [("_kon", 9), ("konf", 2)];
        let map = Map::from_iter(frequencies).expect("pieces in order");
        let frequencies = map.into_fst().into_inner();
        let table = PieceTable { passages: 10, average: 20.0, frequencies };
        let mut query = QueryPieces::default();
        query.add("Konferenz", 1.0, &analyzers);
        query.add("Bericht", 1.0, &analyzers);
        query.truncate(1);
        assert_eq!(query.words().collect::<Vec<_>>(), ["Konferenz"]);
        let mut scorer = PieceScorer::new(&query, &table, &analyzers).expect("a table");
        let mut score = |text| scorer.scores(text)[0];
        assert!(score("Die Konferenz") > score("Die Konfcrenz"));
        assert!(score("Die Konfcrenz") > score("Der Kongress"), "a rare piece counts for more");
        assert_eq!(score("Der Bericht"), 0.0);
        assert_eq!(score("Konferenz Konferenz"), score("Konferenz"), "a word counts once");
    }
}
