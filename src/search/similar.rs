//! Passages like others: those that share the words which tell most of what they say.

use super::respond::{Error, Options, answer};
use super::response::SearchResponse;
use crate::document::Language;
use crate::index::{Filters, PassageRecord, Reader, TellingWord};
use crate::query::{ExpandedQuery, Leaf, LeafKind, Query};

/// How many words others are looked for by: with more, passages of the same form come before those of the same matter.
const WORDS: usize = 25;

/// How many of them are named.
const NAMED: usize = 8;

/// Passages like the given ones, which are left out themselves. `name` says what these are: an identifier, a path.
///
/// # Errors
/// [`Error::Index`] when the index can't be read.
pub fn similar(
    reader: &Reader,
    name: &str,
    passages: &[PassageRecord],
    options: &Options,
) -> Result<SearchResponse, Error> {
    let words = reader.telling_words(passages, WORDS)?;
    let mut response = SearchResponse::nothing(format!("similar:{name}"));
    let Some(query) = weighted(&words) else {
        response.notes.push("it has no word that stands elsewhere too".to_owned());
        return Ok(response);
    };
    let mut without = options.filters.without.clone();
    without.extend(passages.iter().map(|passage| passage.id.clone()));
    let filters = Filters { without, ..options.filters.clone() };
    let query = ExpandedQuery { language: language(passages), ..query.into() };
    (response, _) = answer(reader, response, &query, &Options { filters, ..options.clone() })?;
    let named: Vec<_> = words.iter().take(NAMED).map(|word| word.word.as_str()).collect();
    let more = if words.len() > NAMED { " …" } else { "" };
    response.notes.insert(0, format!("by the words {}{more}", named.join(", ")));
    Ok(response)
}

/// A list of the words. One that stands there often counts more, by the logarithm; how rare it is BM25 weighs.
fn weighted(words: &[TellingWord]) -> Option<Query> {
    let mut at = 0;
    let mut queries: Vec<_> = words
        .iter()
        .map(|word| {
            let span = at..at + word.word.len();
            at = span.end + 1;
            let leaf = Leaf { kind: LeafKind::Word, text: word.word.clone(), span };
            let factor = 1.0 + (word.count as f32).ln();
            Query::Boost { query: Box::new(Query::Leaf(leaf)), factor }
        })
        .collect();
    match queries.len() {
        0 | 1 => queries.pop(),
        _ => Some(Query::Clauses {
            must: Vec::new(),
            should: queries,
            must_not: Vec::new(),
            restrict: Vec::new(),
        }),
    }
}

/// The language that all have.
fn language(passages: &[PassageRecord]) -> Language {
    let first = passages.first().map(|passage| passage.language).unwrap_or_default();
    match passages.iter().all(|passage| passage.language == first) {
        true => first,
        false => Language::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frequent_word_counts_more_and_none_is_no_query() {
        let word = |word: &str, count| TellingWord { word: word.into(), count, weight: 1.0 };
        assert_eq!(weighted(&[]), None);
        let query = weighted(&[word("Bündnis", 1), word("Plan", 7)]).expect("a query");
        let spans: Vec<_> = query.words().map(|leaf| leaf.span.clone()).collect();
        assert_eq!(spans, [0..8, 9..13]);
        let Query::Clauses { should, .. } = query else { panic!("a list") };
        let factors: Vec<_> = should
            .iter()
            .map(|query| match query {
                Query::Boost { factor, .. } => *factor,
                _ => 0.0,
            })
            .collect();
        assert_eq!(factors[0], 1.0);
        assert!(factors[1] > 2.5 && factors[1] < 3.5, "{factors:?}");
    }
}
