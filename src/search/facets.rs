//! What all matches of a query are, not only those shown: counted by language, year, kind or collection.

use std::sync::Arc;

use crate::concordance::{By, Counted, Facet, facets};
use crate::document::Language;
use crate::index::{self, DocumentRecord, Filters, Reader};
use crate::query::ExpandedQuery;

/// Counts the documents and passages that match. Only what is counted takes memory: a number for a passage, a record
/// for a document.
///
/// # Errors
/// When the index can't be read.
pub(super) fn count_matches(
    reader: &Reader,
    query: &ExpandedQuery,
    filters: &Filters,
    traits: &[By],
) -> Result<Vec<Facet>, index::Error> {
    if traits.is_empty() {
        return Ok(Vec::new());
    }
    let mut documents: Vec<Arc<DocumentRecord>> = Vec::new();
    let mut passages: Vec<(usize, Language)> = Vec::new();
    for batch in reader.every_match(query, filters)? {
        for passage in batch? {
            // The passages of a document follow each other.
            if documents.last().is_none_or(|last| !is_same(last, &passage.document)) {
                documents.push(passage.document);
            }
            passages.push((documents.len() - 1, passage.language));
        }
    }
    let counted = passages.into_iter().map(|(document, language)| {
        let of = &documents[document];
        let metadata = &of.metadata;
        let counted = Counted {
            path: &of.file.path,
            date: metadata.date.as_ref(),
            language,
            kind: metadata.kind.as_deref(),
            collection: metadata.collection.as_deref(),
        };
        (document, counted)
    });
    Ok(facets(counted, traits))
}

/// Whether two records, perhaps read one after the other, are of one document.
fn is_same(one: &Arc<DocumentRecord>, other: &Arc<DocumentRecord>) -> bool {
    Arc::ptr_eq(one, other)
        || (one.file.root, &one.file.path, &one.place)
            == (other.file.root, &other.file.path, &other.place)
}
