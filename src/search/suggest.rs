//! Words of the collection that may have been meant.

use std::collections::BTreeMap;

use crate::analysis::one_a_position;
use crate::index::Reader;
use crate::query::{LeafKind, Query};

/// Shorter words are like too many others.
const MIN_LETTERS: usize = 3;

/// Suggestions for a word.
const SUGGESTIONS: usize = 3;

/// For each word of a query that stands nowhere in the collection, the likest that do.
pub(super) fn suggestions(reader: &Reader, query: &Query) -> BTreeMap<String, Vec<String>> {
    let mut suggestions = BTreeMap::new();
    for leaf in query.words() {
        if !matches!(leaf.kind, LeafKind::Word | LeafKind::Phrase { .. } | LeafKind::Exact) {
            continue;
        }
        let tokens = reader.analyzers().exact.tokens(&leaf.text);
        for token in one_a_position(&tokens) {
            let is_short = token.term.chars().count() < MIN_LETTERS;
            if is_short || reader.variants().documents(&token.term) > 0 {
                continue;
            }
            let found = reader.variants().suggest(&token.term).into_iter().take(SUGGESTIONS);
            let found: Vec<String> = found.map(|variant| variant.term).collect();
            if !found.is_empty() {
                suggestions.insert(leaf.text[token.span.clone()].to_owned(), found);
            }
        }
    }
    suggestions
}
