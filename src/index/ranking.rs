//! Searching: ranked passages, and how their scores come about.

use std::collections::HashMap;

use serde::Serialize;
use tantivy::DocAddress;
use tantivy::query::EnableScoring;

use super::collector::{Match, Matches};
use super::compile::{Collection, Compiled, Component, compile};
use super::condition::filtered;
use super::language_prior::likely_language;
use super::pieces::{PieceScorer, QueryPieces};
use super::statistics::PassageStatistics;
use super::{Error, Filters, PassageRecord, Reader, Weights};
use crate::document::Language;
use crate::query::{ExpandedQuery, Query};

/// The best matches that are looked through for pieces of the query's words: with twice as many the ranking is the same.
const RAISED: usize = 100;

/// Which of the matches to give.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Matches to pass over.
    pub offset: usize,
    /// Matches to give; `None` for all.
    pub limit: Option<usize>,
    /// Only the best passage of each document.
    pub by_document: bool,
    /// Say how each score comes about.
    pub explain: bool,
    /// What comes first.
    pub order: Order,
}

/// What comes first among the matches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// What answers the query best.
    #[default]
    Relevance,
    /// The oldest document; undated ones come last.
    Date,
}

/// A passage with its score.
#[derive(Clone, Debug)]
pub struct ScoredPassage {
    /// The weighted sum of BM25 over the fields; comparable within one query only.
    pub score: f32,
    /// The passage.
    pub record: PassageRecord,
    /// How many passages of its document match.
    pub in_document: usize,
    /// How the score comes about, when asked for.
    pub explanation: Vec<Contribution>,
}

/// What one part of a query adds to a score.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Contribution {
    /// The field and what was looked for in it, as in `words_de:konfoderation`.
    pub part: String,
    /// What it adds.
    pub score: f32,
}

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct Ranking {
    /// All passages that match.
    pub passages: usize,
    /// All documents with a passage that matches.
    pub documents: usize,
    /// The selected ones: by score, then path, then place in the file.
    pub hits: Vec<ScoredPassage>,
}

impl Reader {
    /// The passages that match a query, best first.
    ///
    /// # Errors
    /// [`Error::Glob`] for a path filter that is no glob; [`Error::Damaged`] and [`Error::Tantivy`] when the index
    /// can't be read.
    pub fn search(
        &self,
        query: &ExpandedQuery,
        filters: &Filters,
        weights: &Weights,
        selection: Selection,
    ) -> Result<Ranking, Error> {
        let mut statistics = PassageStatistics::new(&self.searcher, &self.fields)?;
        let Compiled { query, components, synonyms, pieces } =
            self.compiled(query, &statistics, weights)?;
        let query = filtered(query, filters, &self.searcher, &self.fields)?;
        statistics.synonyms = synonyms;
        let mut matches =
            self.searcher.search_with_statistics_provider(query.as_ref(), &Matches, &statistics)?;
        let by_pieces = match selection.limit {
            // Counting needs no scores.
            Some(0) => HashMap::new(),
            _ => self.raise(&mut matches, &pieces, weights)?,
        };
        let mut in_document: HashMap<u64, usize> = HashMap::new();
        for found in &matches {
            *in_document.entry(found.document).or_default() += 1;
        }
        let passages = matches.len();
        if selection.by_document {
            matches = self.best_of_each_document(matches)?;
        }
        let selected = self.select(matches, selection)?;
        let records = self.passages_at(selected.iter().map(|found| found.address))?;
        let mut hits = Vec::with_capacity(selected.len());
        for (found, record) in selected.into_iter().zip(records) {
            let components: &[Component] = if selection.explain { &components } else { &[] };
            let mut explanation = self.explain(components, &statistics, found.address)?;
            if let Some(scores) = by_pieces.get(&found.address).filter(|_| selection.explain) {
                explanation.extend(contributions(&pieces, scores));
            }
            hits.push(ScoredPassage {
                score: found.score,
                record,
                in_document: in_document[&found.document],
                explanation,
            });
        }
        Ok(Ranking { passages, documents: in_document.len(), hits })
    }

    /// A query as Tantivy's query objects.
    ///
    /// # Errors
    /// [`Error::Pattern`] for a pattern that is too large, [`Error::Glob`], [`Error::Tantivy`] when the index can't be
    /// read.
    pub(super) fn compiled(
        &self,
        query: &ExpandedQuery,
        statistics: &PassageStatistics,
        weights: &Weights,
    ) -> Result<Compiled, Error> {
        let language = match query.language {
            Language::Unknown => self.likely_language(&query.query)?,
            language => language,
        };
        let collection = Collection {
            searcher: &self.searcher,
            fields: &self.fields,
            analyzers: &self.analyzers,
            statistics,
        };
        compile(query, language, collection, weights)
    }

    /// What language a query is probably in.
    ///
    /// # Errors
    /// [`Error::Tantivy`] when the index can't be read.
    pub fn likely_language(&self, query: &Query) -> Result<Language, Error> {
        Ok(likely_language(query, &self.searcher, &self.fields, &self.analyzers)?)
    }

    /// Raises the best matches by the pieces they share with the query; gives what each word's pieces added.
    fn raise(
        &self,
        matches: &mut [Match],
        pieces: &QueryPieces,
        weights: &Weights,
    ) -> Result<HashMap<DocAddress, Vec<f32>>, Error> {
        let mut added = HashMap::new();
        let Some(table) = self.words.pieces.as_ref().filter(|_| !pieces.is_empty()) else {
            return Ok(added);
        };
        let best = Selection { limit: Some(RAISED), ..Selection::default() };
        let mut scorer = PieceScorer::new(pieces, table, &self.analyzers)?;
        for found in self.select(matches.to_vec(), best)? {
            let passage: PassageRecord = self.record(found.address)?;
            let mut scores = scorer.scores(passage.text());
            scores.iter_mut().for_each(|score| *score *= weights.ngrams);
            added.insert(found.address, scores);
        }
        for found in matches {
            if let Some(scores) = added.get(&found.address) {
                found.score += scores.iter().sum::<f32>();
            }
        }
        Ok(added)
    }

    /// What each part of the query adds to a passage's score, largest first.
    ///
    /// Tantivy's own explanation is not used: in 0.27.0 it panics on a union of unions whose scorers stand past the
    /// document.
    fn explain(
        &self,
        components: &[Component],
        statistics: &PassageStatistics,
        address: DocAddress,
    ) -> Result<Vec<Contribution>, Error> {
        let reader = self.searcher.segment_reader(address.segment_ord);
        let mut contributions = Vec::new();
        for component in components {
            let scoring =
                EnableScoring::enabled_from_statistics_provider(statistics, &self.searcher);
            let mut scorer = component.query.weight(scoring)?.scorer(reader, 1.0)?;
            if scorer.doc() <= address.doc_id && scorer.seek(address.doc_id) == address.doc_id {
                contributions
                    .push(Contribution { part: component.label.clone(), score: scorer.score() });
            }
        }
        contributions.sort_by(|a, b| b.score.total_cmp(&a.score));
        Ok(contributions)
    }
}

/// What the pieces of each word add, as explanations show it.
fn contributions(pieces: &QueryPieces, scores: &[f32]) -> Vec<Contribution> {
    let parts = pieces.words().zip(scores).filter(|(_, score)| **score > 0.0);
    parts
        .map(|(word, score)| Contribution { part: format!("pieces:{word}"), score: *score })
        .collect()
}
