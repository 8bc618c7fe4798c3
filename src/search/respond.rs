//! The search itself: parse, rank, highlight, cite.

use super::highlight::Highlighter;
use super::response::{Highlight, Hit, SCHEMA_VERSION, SearchResponse, Source};
use crate::analysis::{identify_query, is_stop_word};
use crate::citation;
use crate::index::{self, Filters, PassageRecord, Reader, ScoredPassage, Selection, Weights};
use crate::query::{Diagnostic, LeafKind, Query, parse};

/// What to search and how much to give.
#[derive(Clone, Debug)]
pub struct Options {
    /// What a hit must fulfil besides the query.
    pub filters: Filters,
    /// Which of the matches to give.
    pub selection: Selection,
    /// How fields add up.
    pub weights: Weights,
}

/// A query that can't be answered.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It can't be read.
    #[error("{0}")]
    Query(#[from] Diagnostic),
    /// The index can't be read.
    #[error(transparent)]
    Index(#[from] index::Error),
}

/// Answers a query.
///
/// # Errors
/// [`Error::Query`] for text that is no query, [`Error::Index`] when the index can't be read.
pub fn search(reader: &Reader, text: &str, options: &Options) -> Result<SearchResponse, Error> {
    let query = parse(text)?;
    let ranking = reader.search(&query, &options.filters, &options.weights, options.selection)?;
    let highlighter = Highlighter::new(reader.analyzers(), &query);
    let mut hits = Vec::with_capacity(ranking.hits.len());
    for (index, scored) in ranking.hits.into_iter().enumerate() {
        let rank = options.selection.offset + index + 1;
        let mut hit = hit(reader, rank, scored, &highlighter);
        if !options.selection.by_file {
            hit.passages_in_document = None;
        }
        hits.push(hit);
    }
    Ok(SearchResponse {
        schema_version: SCHEMA_VERSION,
        query: text.to_owned(),
        total: if options.selection.by_file { ranking.files } else { ranking.passages },
        hits,
        notes: notes(&query),
    })
}

/// A passage as a hit without a query: for `docsearch show`.
pub fn context(reader: &Reader, record: PassageRecord) -> Hit {
    let source = source(reader, &record);
    let text = record.text().to_owned();
    Hit {
        rank: 1,
        score: 0.0,
        citation: citation::short(record.title.as_deref(), &record.path, &record.locator),
        passage_id: record.id,
        language: record.language,
        source,
        text,
        quote: record.quote,
        highlights: Vec::new(),
        matches: Vec::new(),
        passages_in_document: None,
        explanation: Vec::new(),
    }
}

fn hit(reader: &Reader, rank: usize, scored: ScoredPassage, highlighter: &Highlighter) -> Hit {
    let found = highlighter.highlight(&scored.record);
    let highlights =
        found.spans.iter().map(|span| Highlight { start: span.start, end: span.end }).collect();
    Hit {
        rank,
        score: (f64::from(scored.score) * 1e4).round() / 1e4,
        highlights,
        matches: found.matches,
        passages_in_document: Some(scored.in_file),
        explanation: scored.explanation,
        ..context(reader, scored.record)
    }
}

fn source(reader: &Reader, record: &PassageRecord) -> Source {
    let locator = &record.locator;
    Source {
        path: record.path.clone(),
        title: record.title.clone(),
        heading: (!record.headings.is_empty()).then(|| record.headings.join(" > ")),
        page: locator.page,
        page_label: locator.page_label.clone(),
        line_start: locator.line_start,
        line_end: locator.line_end,
        byte_start: locator.byte_start,
        byte_end: locator.byte_end,
        sha256: record.sha256.clone(),
        absolute: reader.absolute_path(record),
    }
}

fn notes(query: &Query) -> Vec<String> {
    let text: Vec<_> = query.words().map(|leaf| leaf.text.as_str()).collect();
    let language = identify_query(&text.join(" "));
    let only_stop_words =
        query.words().all(|leaf| leaf.kind == LeafKind::Word && is_stop_word(&leaf.text, language));
    match only_stop_words {
        true => vec!["only very common words: looked for as they stand".to_owned()],
        false => Vec::new(),
    }
}
