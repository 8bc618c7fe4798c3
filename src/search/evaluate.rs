//! The ranking of every topic of a test collection, measured.

use super::expand::{Expanders, expand};
use crate::eval::{Measures, Qrels, RankedItem, Topic, measure};
use crate::index::{self, Filters, Reader, Selection, Weights};
use crate::query::{Query, parse, plain};

/// How deep a ranking is measured: the deepest cut-off of the measures.
const DEPTH: usize = 100;

/// A topic's ranking and what it is worth.
#[derive(Clone, Debug)]
pub struct TopicResult {
    /// The topic.
    pub id: String,
    /// What was found, best first.
    pub ranking: Vec<RankedItem>,
    /// `None` when nothing relevant is judged for the topic.
    pub measures: Option<Measures>,
}

/// How topics are searched.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    /// What a hit must fulfil besides the query.
    pub filters: Filters,
    /// How fields add up.
    pub weights: Weights,
    /// What the words of a topic may stand for.
    pub expanders: Expanders,
}

/// Runs every topic and measures it. A topic that is no valid query is taken as plain words.
///
/// Where whole documents are judged, each document is ranked by its best passage.
///
/// # Errors
/// When the index can't be read.
pub fn evaluate(
    reader: &Reader,
    topics: &[Topic],
    qrels: &Qrels,
    setting: &Setting,
) -> Result<Vec<TopicResult>, index::Error> {
    topics.iter().map(|topic| evaluate_topic(reader, topic, qrels, setting)).collect()
}

fn evaluate_topic(
    reader: &Reader,
    topic: &Topic,
    qrels: &Qrels,
    setting: &Setting,
) -> Result<TopicResult, index::Error> {
    let judgements = qrels.of(&topic.id);
    let by_document = judgements.iter().any(|judgement| judgement.target.is_document());
    let selection = Selection { limit: Some(DEPTH), by_document, ..Selection::default() };
    let query: Option<Query> = parse(&topic.text).ok().or_else(|| plain(&topic.text));
    let found = match query {
        Some(query) => {
            let (query, _) = expand(query, reader, &setting.expanders)?;
            let weights = setting.expanders.weights(&setting.weights);
            reader.search(&query, &setting.filters, &weights, selection)?.hits
        }
        None => Vec::new(),
    };
    let ranking: Vec<_> = found
        .into_iter()
        .map(|hit| {
            let (path, locator) = (hit.record.document.file.path.clone(), hit.record.locator);
            let id = match by_document {
                true => path.clone(),
                false => format!("{path}#L{}-{}", locator.line_start, locator.line_end),
            };
            let score = f64::from(hit.score);
            RankedItem {
                path,
                line_start: locator.line_start,
                line_end: locator.line_end,
                score,
                id,
            }
        })
        .collect();
    let measures = measure(&ranking, judgements);
    Ok(TopicResult { id: topic.id.clone(), ranking, measures })
}
