//! Words that count as one: their frequencies are summed, their passages joined.
//!
//! After Pirkola, "The effects of query structure and dictionary setups in dictionary-based cross-language information
//! retrieval", SIGIR 1998: a word with many translations weighs no more than one with a single translation.

use std::collections::BTreeMap;

use tantivy::index::SegmentReader;
use tantivy::postings::Postings;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, TERMINATED, Term};

use super::bm25::{rarity, score};
use super::listed::Listed;
use super::statistics::PassageStatistics;

/// How often something stands in each passage, by segment.
pub(super) type Counts = Vec<(SegmentReader, BTreeMap<DocId, f32>)>;

/// The passages that have something, by BM25 as if it were one term of a field that stands in `elsewhere` other passages
/// too.
///
/// # Errors
/// When the index can't be read.
pub(super) fn scored(
    statistics: &PassageStatistics,
    field: Field,
    counts: Counts,
    elsewhere: u64,
) -> tantivy::Result<Listed> {
    let passages = statistics.total_num_docs()? as f64;
    let average = statistics.total_num_tokens(field)? as f64 / passages.max(1.0);
    let frequency: usize = counts.iter().map(|(_, counts)| counts.len()).sum();
    let frequency = (frequency as f64 + elsewhere as f64).min(passages);
    let rarity = rarity(passages, frequency);
    let mut listed = Vec::new();
    for (segment, counts) in counts {
        let lengths = segment.get_fieldnorms_reader(field)?;
        let scored = counts.into_iter().map(|(doc, count)| {
            let length = f64::from(lengths.fieldnorm(doc)) / average.max(1.0);
            (doc, score(rarity, f64::from(count), length) as f32)
        });
        listed.push((segment.segment_id(), scored.collect()));
    }
    Ok(Listed::new(listed))
}

/// How often all of the terms stand in each passage of a segment.
pub(super) fn counts_of(
    segment: &SegmentReader,
    field: Field,
    terms: &[String],
) -> tantivy::Result<BTreeMap<DocId, u32>> {
    let inverted = segment.inverted_index(field)?;
    let mut all: Option<BTreeMap<DocId, u32>> = None;
    for term in terms {
        let mut counts = BTreeMap::new();
        let term = Term::from_field_text(field, term);
        if let Some(mut postings) = inverted.read_postings(&term, IndexRecordOption::WithFreqs)? {
            while postings.doc() != TERMINATED {
                counts.insert(postings.doc(), postings.term_freq());
                postings.advance();
            }
        }
        all = Some(match all {
            None => counts,
            Some(mut all) => {
                all.retain(|doc, count| match counts.get(doc) {
                    Some(other) => {
                        *count = (*count).min(*other);
                        true
                    }
                    None => false,
                });
                all
            }
        });
    }
    Ok(all.unwrap_or_default())
}
