//! Collection statistics for BM25 that look at passages alone.

use std::collections::HashMap;

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::schema::{Fields, PASSAGE};

/// Counts passages where Tantivy would count every record, file records too, and averages a language's field over the
/// passages in that language, not over all: else each language's passages would look too long in a mixed collection.
pub(super) struct PassageStatistics<'a> {
    searcher: &'a Searcher,
    passages: u64,
    /// Passages that have the field, for the fields that not all have.
    with_field: HashMap<Field, u64>,
    /// Terms that are one word of the query in different languages.
    pub synonyms: HashMap<Term, Vec<Term>>,
}

impl<'a> PassageStatistics<'a> {
    pub(super) fn new(searcher: &'a Searcher, fields: &Fields) -> tantivy::Result<Self> {
        // Deleted passages count until they are merged away, here as in every document frequency.
        let passages = searcher.doc_freq(&Term::from_field_text(fields.kind, PASSAGE))?;
        let mut with_field = HashMap::new();
        for (language, of) in [("en", fields.english), ("de", fields.german)] {
            let count = searcher.doc_freq(&Term::from_field_text(fields.language, language))?;
            for field in [of.words, of.title, of.heading] {
                with_field.insert(field, count);
            }
        }
        Ok(PassageStatistics { searcher, passages, with_field, synonyms: HashMap::new() })
    }
}

impl Bm25StatisticsProvider for PassageStatistics<'_> {
    /// Scaled so that, divided by the number of all passages, it gives the average over those that have the field.
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        let tokens = self.searcher.total_num_tokens(field)?;
        let having = self.with_field.get(&field).copied().unwrap_or(self.passages).max(1);
        Ok((u128::from(tokens) * u128::from(self.passages) / u128::from(having)) as u64)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.passages)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        match self.synonyms.get(term) {
            // Passages in both languages count twice; there can't be more than all.
            Some(same) => {
                let sum = same
                    .iter()
                    .map(|term| self.searcher.doc_freq(term))
                    .sum::<tantivy::Result<u64>>()?;
                Ok(sum.min(self.passages))
            }
            None => self.searcher.doc_freq(term),
        }
    }
}
