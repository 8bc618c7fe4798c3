//! Conditions on documents, as filters on their passages.

use std::collections::{HashMap, HashSet};

use tantivy::Searcher;

use super::Error;
use super::listed::Listed;
use super::positions::Positions;
use super::schema::{DATE_FIRST, DATE_LAST, KEY};
use crate::query::{DateRange, Query};

/// The documents in whose field a query matches, by their keys.
///
/// # Errors
/// As [`Positions::find`].
pub(super) fn matching(query: &Query, positions: &Positions) -> Result<HashSet<u64>, Error> {
    let mut keys = HashSet::new();
    for segment in positions.searcher.segment_readers() {
        let found = positions.find(query, segment)?;
        let column = segment.fast_fields().u64(KEY)?;
        keys.extend(found.into_keys().filter_map(|doc| column.first(doc)));
    }
    Ok(keys)
}

/// The days each dated document may be of, as `(first, last)`, by its key.
///
/// # Errors
/// [`Error::Tantivy`] when the index can't be read.
pub(super) fn dates(searcher: &Searcher) -> Result<HashMap<u64, (u32, u32)>, Error> {
    let mut dates = HashMap::new();
    for segment in searcher.segment_readers() {
        let columns = segment.fast_fields();
        let (keys, firsts, lasts) =
            (columns.u64(KEY)?, columns.u64(DATE_FIRST)?, columns.u64(DATE_LAST)?);
        for doc in segment.doc_ids_alive() {
            if let (Some(key), Some(first), Some(last)) =
                (keys.first(doc), firsts.first(doc), lasts.first(doc))
            {
                dates.insert(key, (first as u32, last as u32));
            }
        }
    }
    Ok(dates)
}

/// The documents that may be of a day of the range.
///
/// # Errors
/// [`Error::Tantivy`] when the index can't be read.
pub(super) fn dated(searcher: &Searcher, range: DateRange) -> Result<HashSet<u64>, Error> {
    let dates = dates(searcher)?.into_iter();
    let within = dates.filter(|(_, (first, last))| *first <= range.last && range.first <= *last);
    Ok(within.map(|(key, _)| key).collect())
}

/// The passages of documents.
///
/// # Errors
/// [`Error::Tantivy`] when the index can't be read.
pub(super) fn passages(searcher: &Searcher, keys: &HashSet<u64>) -> Result<Listed, Error> {
    let mut listed = Vec::new();
    for segment in searcher.segment_readers() {
        let column = segment.fast_fields().u64("document")?;
        let matched = (0..segment.max_doc())
            .filter(|doc| column.first(*doc).is_some_and(|key| keys.contains(&key)))
            .map(|doc| (doc, 1.0));
        listed.push((segment.segment_id(), matched.collect()));
    }
    Ok(Listed::new(listed))
}
