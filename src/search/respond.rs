//! The search itself: parse, rank, highlight, cite.

use std::collections::BTreeMap;

use super::about::About;
use super::citing::Cited;
use super::collapse::{Group, collapse};
use super::expand::{Expanders, expand};
use super::facets::count_matches;
use super::highlight::Highlighter;
use super::response::{Duplicate, Highlight, Hit, MatchKind, Offsets, SearchResponse, Source};
use super::suggest::suggestions;
use crate::analysis::{identify_query, is_stop_word};
use crate::citation;
use crate::concordance::By;
use crate::index::{self, Filters, PassageRecord, Reader, ScoredPassage, Selection, Weights};
use crate::query::{Diagnostic, ExpandedQuery, Leaf, LeafKind, Query, parse_with_notes, plain};

/// Where fewer passages than this are found, other words are suggested.
const FEW: usize = 3;

/// Passages looked at beyond those asked for, in case some say nearly the same.
const SPARE: usize = 20;

/// What to search and how much to give.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What a hit must fulfil besides the query.
    pub filters: Filters,
    /// Which of the matches to give.
    pub selection: Selection,
    /// Show passages that say nearly the same once; without a limit, or grouped by file, all are shown.
    pub collapse: bool,
    /// How fields add up.
    pub weights: Weights,
    /// Take the text as words, without signs and operators.
    pub plain: bool,
    /// What the query's words may stand for.
    pub expanders: Expanders,
    /// What all matches are counted by.
    pub facets: Vec<By>,
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
    let (query, notes) = read(text, options.plain)?;
    let (query, shown) = expand(query, reader, &options.expanders)?;
    let response = SearchResponse {
        expanded: shown.variants,
        translated: shown.translations,
        notes,
        ..SearchResponse::nothing(text.to_owned())
    };
    let (mut response, passages) = answer(reader, response, &query, options)?;
    if passages < FEW {
        response.suggestions = suggestions(reader, &query.query);
    }
    Ok(response)
}

/// Puts into a response what answers a query; and how many passages match.
///
/// # Errors
/// When the index can't be read.
pub(super) fn answer(
    reader: &Reader,
    mut response: SearchResponse,
    query: &ExpandedQuery,
    options: &Options,
) -> Result<(SearchResponse, usize), index::Error> {
    let (groups, passages, documents) = ranked(reader, query, options)?;
    let highlighter = Highlighter::new(reader.analyzers(), query);
    let Selection { offset, by_document, .. } = options.selection;
    for (index, group) in groups.into_iter().enumerate() {
        let mut hit = hit(reader, offset + index + 1, group.best, &highlighter);
        hit.duplicates = group.others.into_iter().map(duplicate).collect();
        if !by_document {
            hit.passages_in_document = None;
        }
        response.hits.push(hit);
    }
    response.total = if by_document { documents } else { passages };
    response.facets = count_matches(reader, query, &options.filters, &options.facets)?;
    response.notes.extend(notes(&query.query, &response.hits));
    Ok((response, passages))
}

/// The query and what should be known about how it was read.
fn read(text: &str, as_plain: bool) -> Result<(Query, Vec<String>), Diagnostic> {
    match plain(text).filter(|_| as_plain) {
        Some(query) => Ok((query, Vec::new())),
        None => {
            let (query, notes) = parse_with_notes(text)?;
            Ok((query, notes.iter().map(ToString::to_string).collect()))
        }
    }
}

/// The selected hits with what says nearly the same, and how many passages and documents match in all.
fn ranked(
    reader: &Reader,
    query: &ExpandedQuery,
    options: &Options,
) -> Result<(Vec<Group>, usize, usize), index::Error> {
    let Selection { offset, limit, by_document, .. } = options.selection;
    let weights = options.expanders.weights(&options.weights);
    let (Some(limit), false) = (limit.filter(|limit| *limit > 0), by_document || !options.collapse)
    else {
        let ranking = reader.search(query, &options.filters, &weights, options.selection)?;
        let alone = ranking.hits.into_iter().map(Group::alone).collect();
        return Ok((alone, ranking.passages, ranking.documents));
    };
    let needed = offset.saturating_add(limit);
    let mut asked = needed.saturating_add(SPARE);
    loop {
        let selection = Selection { offset: 0, limit: Some(asked), ..options.selection };
        let ranking = reader.search(query, &options.filters, &weights, selection)?;
        let groups = collapse(ranking.hits);
        if groups.len() >= needed || asked >= ranking.passages {
            let selected = groups.into_iter().skip(offset).take(limit).collect();
            return Ok((selected, ranking.passages, ranking.documents));
        }
        asked = asked.saturating_mul(4);
    }
}

fn duplicate(passage: ScoredPassage) -> Duplicate {
    let record = passage.record;
    Duplicate {
        passage_id: record.id,
        path: record.document.file.path.clone(),
        line_start: record.locator.line_start,
        line_end: record.locator.line_end,
    }
}

/// A passage as a hit without a query: for `docsearch show`.
pub fn context(reader: &Reader, record: PassageRecord) -> Hit {
    let source = source(reader, &record);
    let text = record.text().to_owned();
    let document = &record.document;
    Hit {
        rank: 1,
        score: 0.0,
        citation: citation::short(
            document.metadata.title.as_deref(),
            &document.file.path,
            document.place.as_deref(),
            &record.locator,
        ),
        document: About::of(&document.metadata),
        cited: Cited::of(&record),
        citations: BTreeMap::new(),
        passage_id: record.id,
        language: record.language,
        source,
        text,
        quote: record.quote,
        highlights: Vec::new(),
        matches: Vec::new(),
        duplicates: Vec::new(),
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
        passages_in_document: Some(scored.in_document),
        explanation: scored.explanation,
        ..context(reader, scored.record)
    }
}

fn source(reader: &Reader, record: &PassageRecord) -> Source {
    let locator = &record.locator;
    Source {
        path: record.document.file.path.clone(),
        place: record.document.place.clone(),
        title: record.document.metadata.title.clone(),
        heading: (!record.headings.is_empty()).then(|| record.headings.join(" > ")),
        page: locator.page,
        page_label: locator.page_label.clone(),
        paragraph: locator.paragraph,
        line_start: locator.line_start,
        line_end: locator.line_end,
        byte_start: locator.byte_start,
        byte_end: locator.byte_end,
        offsets_in: if record.document.is_transcript { Offsets::Text } else { Offsets::File },
        sha256: record.document.file.sha256.clone(),
        absolute: reader.absolute_path(record),
    }
}

fn notes(query: &Query, hits: &[Hit]) -> Vec<String> {
    let mut notes = Vec::new();
    let text: Vec<_> = query.words().map(|leaf| leaf.text.as_str()).collect();
    let language = identify_query(&text.join(" "));
    let is_common = |leaf: &Leaf| leaf.kind == LeafKind::Word && is_stop_word(&leaf.text, language);
    if !text.is_empty() && query.words().all(is_common) {
        notes.push("only very common words: looked for as they stand".to_owned());
    }
    let is_infix = |hit: &Hit| {
        !hit.matches.is_empty() && hit.matches.iter().all(|found| found.kind == MatchKind::Infix)
    };
    match hits.iter().filter(|hit| is_infix(hit)).count() {
        0 => {}
        count if count == hits.len() => {
            notes.push("found only inside longer words".to_owned());
        }
        count => notes.push(format!("{count} of these have it only inside a longer word")),
    }
    notes
}
