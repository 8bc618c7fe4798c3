//! Reading: ranked passages, single passages, file records.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use globset::{GlobBuilder, GlobSetBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tantivy::collector::DocSetCollector;
use tantivy::query::{
    BooleanQuery, BoostQuery, EnableScoring, Occur, Query as TantivyQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{DocAddress, ReloadPolicy, Searcher, TantivyDocument, Term};
use unicode_normalization::UnicodeNormalization;

use super::collection_words;
use super::collector::{Match, Matches};
use super::compile::{Compiled, Component, compile};
use super::language_prior::likely_language;
use super::pieces::{PieceScorer, PieceTable, QueryPieces};
use super::records::from_bytes;
use super::schema::{FILE, Fields};
use super::statistics::PassageStatistics;
use super::writer::{document_id, file_id};
use super::{DocumentRecord, Error, FileRecord, Filters, Manifest, PassageRecord, Store, Weights};
use crate::analysis::Analyzers;
use crate::query::Query;

/// Scores that differ by less are equal: the sum over fields is not exact to the last bit.
const SCORE_STEP: f32 = 1e-4;

/// The best matches that are looked through for pieces of the query's words: with twice as many the ranking is the same.
const RAISED: usize = 100;

/// Which of the matches to give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Matches to pass over.
    pub offset: usize,
    /// Matches to give; `None` for all.
    pub limit: Option<usize>,
    /// Only the best passage of each document.
    pub by_document: bool,
    /// Say how each score comes about.
    pub explain: bool,
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

/// A view of the last commit of an index.
pub struct Reader {
    searcher: Searcher,
    fields: Fields,
    analyzers: Arc<Analyzers>,
    manifest: Manifest,
    /// `None` in an index without pieces.
    pieces: Option<PieceTable>,
}

impl Reader {
    pub(super) fn new(store: &Store) -> Result<Reader, Error> {
        let reader = store.index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Reader {
            searcher: reader.searcher(),
            fields: store.fields.clone(),
            analyzers: Arc::clone(&store.analyzers),
            manifest: store.manifest.clone(),
            pieces: collection_words::read(&store.folder)?.pieces,
        })
    }

    /// What the index covers.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The analyzers the index was made with.
    pub fn analyzers(&self) -> &Analyzers {
        &self.analyzers
    }

    /// Where a passage's file is on disk.
    pub fn absolute_path(&self, passage: &PassageRecord) -> PathBuf {
        self.manifest
            .roots
            .get(&passage.document.file.root)
            .map(|root| root.folder.clone())
            .unwrap_or_default()
            .join(&passage.document.file.path)
    }

    /// The passages that match a query, best first.
    ///
    /// # Errors
    /// [`Error::Glob`] for a path filter that is no glob; [`Error::Damaged`] and [`Error::Tantivy`] when the index
    /// can't be read.
    pub fn search(
        &self,
        query: &Query,
        filters: &Filters,
        weights: &Weights,
        selection: Selection,
    ) -> Result<Ranking, Error> {
        let language = likely_language(query, &self.searcher, &self.fields, &self.analyzers)?;
        let Compiled { query, components, synonyms, pieces } =
            compile(query, language, &self.fields, &self.analyzers, weights)?;
        let query = self.filtered(query, filters)?;
        let statistics = PassageStatistics::new(&self.searcher, &self.fields, synonyms)?;
        let mut matches =
            self.searcher.search_with_statistics_provider(query.as_ref(), &Matches, &statistics)?;
        let by_pieces = self.raise(&mut matches, &pieces, weights)?;
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

    /// Raises the best matches by the pieces they share with the query; gives what each word's pieces added.
    fn raise(
        &self,
        matches: &mut [Match],
        pieces: &QueryPieces,
        weights: &Weights,
    ) -> Result<HashMap<DocAddress, Vec<f32>>, Error> {
        let mut added = HashMap::new();
        let Some(table) = self.pieces.as_ref().filter(|_| !pieces.is_empty()) else {
            return Ok(added);
        };
        let best = Selection { offset: 0, limit: Some(RAISED), by_document: false, explain: false };
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

    /// The passage with this identifier, or one with the same text where it has moved.
    ///
    /// # Errors
    /// [`Error::Damaged`] and [`Error::Tantivy`] when the index can't be read.
    pub fn passage(&self, id: &str) -> Result<Option<PassageRecord>, Error> {
        // Records of files and documents have identifiers too, which name no passage.
        if id.contains(':') {
            return Ok(None);
        }
        let found = self.passages_at(self.having(self.fields.id, id)?)?;
        Ok(found.into_iter().next())
    }

    /// The passages of a file, in order.
    ///
    /// # Errors
    /// [`Error::Damaged`] and [`Error::Tantivy`] when the index can't be read.
    pub fn passages_of(&self, path: &str) -> Result<Vec<PassageRecord>, Error> {
        let mut found = self.passages_at(self.having(self.fields.path, path)?)?;
        found.sort_by_key(|passage| (passage.document.file.root, passage.ordinal));
        Ok(found)
    }

    /// The records of all files, by root and path.
    ///
    /// # Errors
    /// [`Error::Damaged`] and [`Error::Tantivy`] when the index can't be read.
    pub fn files(&self) -> Result<Vec<FileRecord>, Error> {
        let found = self.having(self.fields.kind, FILE)?.into_iter();
        let files: Result<Vec<FileRecord>, _> = found.map(|address| self.record(address)).collect();
        let mut files = files?;
        files.sort_by(|a, b| (a.root, &a.path).cmp(&(b.root, &b.path)));
        Ok(files)
    }

    /// The records of passages, each with its document's.
    fn passages_at(
        &self,
        addresses: impl IntoIterator<Item = DocAddress>,
    ) -> Result<Vec<PassageRecord>, Error> {
        let mut documents: HashMap<u64, Arc<DocumentRecord>> = HashMap::new();
        let mut passages = Vec::new();
        for address in addresses {
            let mut passage: PassageRecord = self.record(address)?;
            let reader = self.searcher.segment_reader(address.segment_ord);
            let key = |name| -> tantivy::Result<u64> {
                Ok(reader.fast_fields().u64(name)?.first(address.doc_id).unwrap_or_default())
            };
            let (file, document) = (key("file")?, key("document")?);
            passage.document = match documents.entry(document) {
                Entry::Occupied(known) => Arc::clone(known.get()),
                Entry::Vacant(new) => {
                    let file = Arc::new(self.named(&file_id(file))?);
                    let record = DocumentRecord { file, ..self.named(&document_id(document))? };
                    Arc::clone(new.insert(Arc::new(record)))
                }
            };
            passages.push(passage);
        }
        Ok(passages)
    }

    /// The record with this identifier.
    fn named<Record: DeserializeOwned>(&self, id: &str) -> Result<Record, Error> {
        let found = self.having(self.fields.id, id)?.into_iter().next();
        self.record(found.ok_or_else(|| Error::Damaged(format!("`{id}` is missing")))?)
    }

    /// What has this text in a field that is not analysed.
    fn having(&self, field: Field, value: &str) -> Result<HashSet<DocAddress>, Error> {
        let query = TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic);
        Ok(self.searcher.search(&query, &DocSetCollector)?)
    }

    fn record<Record: DeserializeOwned>(&self, address: DocAddress) -> Result<Record, Error> {
        let document: TantivyDocument = self.searcher.doc(address)?;
        let bytes = document.get_first(self.fields.record).and_then(|value| value.as_bytes());
        from_bytes(bytes.ok_or_else(|| Error::Damaged("a record is missing".to_owned()))?)
    }

    fn filtered(
        &self,
        query: Box<dyn TantivyQuery>,
        filters: &Filters,
    ) -> Result<Box<dyn TantivyQuery>, Error> {
        let mut clauses = vec![(Occur::Must, query)];
        let mut require = |filter: Box<dyn TantivyQuery>| {
            clauses.push((
                Occur::Must,
                Box::new(BoostQuery::new(filter, 0.0)) as Box<dyn TantivyQuery>,
            ));
        };
        if let Some(language) = filters.language {
            let term = Term::from_field_text(self.fields.language, language.code());
            require(Box::new(TermQuery::new(term, IndexRecordOption::Basic)));
        }
        if !filters.paths.is_empty() {
            require(Box::new(TermSetQuery::new(self.paths_matching(&filters.paths)?)));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    /// The paths in the index that match one of the globs; a glob without `/` looks at file names.
    fn paths_matching(&self, globs: &[String]) -> Result<Vec<Term>, Error> {
        let mut set = GlobSetBuilder::new();
        for glob in globs {
            let glob: String = glob.nfc().collect();
            let glob = if glob.contains('/') { glob } else { format!("**/{glob}") };
            set.add(GlobBuilder::new(&glob).literal_separator(true).build()?);
        }
        let set = set.build()?;
        let mut terms = Vec::new();
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(self.fields.path)?;
            let mut paths = inverted.terms().stream()?;
            while let Some((path, _)) = paths.next() {
                let path = String::from_utf8_lossy(path);
                if set.is_match(path.nfc().collect::<String>()) {
                    terms.push(Term::from_field_text(self.fields.path, &path));
                }
            }
        }
        Ok(terms)
    }

    fn best_of_each_document(&self, matches: Vec<Match>) -> Result<Vec<Match>, Error> {
        let mut best: HashMap<u64, Vec<Match>> = HashMap::new();
        for found in matches {
            let of_document = best.entry(found.document).or_default();
            match of_document.first().map(|first| step(found.score).cmp(&step(first.score))) {
                Some(std::cmp::Ordering::Less) => {}
                Some(std::cmp::Ordering::Equal) => of_document.push(found),
                _ => *of_document = vec![found],
            }
        }
        let mut firsts = Vec::with_capacity(best.len());
        for tied in best.into_values() {
            firsts.extend(self.in_order(tied)?.into_iter().next());
        }
        Ok(firsts)
    }

    /// The selected matches in order, reading paths for as few as possible.
    fn select(&self, mut matches: Vec<Match>, selection: Selection) -> Result<Vec<Match>, Error> {
        matches.sort_unstable_by_key(|found| std::cmp::Reverse(step(found.score)));
        let end =
            selection.limit.map_or(matches.len(), |limit| selection.offset.saturating_add(limit));
        if let Some(last) = end.checked_sub(1).and_then(|last| matches.get(last)) {
            let lowest = step(last.score);
            matches.truncate(matches.partition_point(|found| step(found.score) >= lowest));
        }
        let ordered = self.in_order(matches)?;
        let limit = selection.limit.unwrap_or(usize::MAX);
        Ok(ordered.into_iter().skip(selection.offset).take(limit).collect())
    }

    /// By score, then path, then place in the file.
    fn in_order(&self, matches: Vec<Match>) -> Result<Vec<Match>, Error> {
        if matches.len() < 2 {
            return Ok(matches);
        }
        let mut keyed = Vec::with_capacity(matches.len());
        for found in matches {
            let fast_fields = self.searcher.segment_reader(found.address.segment_ord).fast_fields();
            let doc = found.address.doc_id;
            let mut path = String::new();
            if let Some(paths) = fast_fields.str("path")?
                && let Some(ord) = paths.term_ords(doc).next()
            {
                paths.ord_to_str(ord, &mut path)?;
            }
            let ordinal = fast_fields.u64("ordinal")?.first(doc).unwrap_or_default();
            keyed.push((
                std::cmp::Reverse(step(found.score)),
                path,
                ordinal,
                found.document,
                found,
            ));
        }
        keyed.sort_by(|a, b| (&a.0, &a.1, a.2, a.3).cmp(&(&b.0, &b.1, b.2, b.3)));
        Ok(keyed.into_iter().map(|(.., found)| found).collect())
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
    let parts = pieces.words().iter().zip(scores).filter(|(_, score)| **score > 0.0);
    parts
        .map(|(word, score)| Contribution { part: format!("pieces of {word}"), score: *score })
        .collect()
}

fn step(score: f32) -> i64 {
    (score / SCORE_STEP).round() as i64
}
