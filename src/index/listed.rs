//! Matches that were worked out before the search, as a query of Tantivy's.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::index::SegmentId;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

/// Passages of a segment with their scores, in order.
pub(super) type Matched = Vec<(DocId, Score)>;

/// Passages with their scores.
#[derive(Clone, Debug, Default)]
pub(super) struct Listed {
    by_segment: Arc<HashMap<SegmentId, Arc<Matched>>>,
}

impl Listed {
    /// What was found in each segment.
    pub(super) fn new(found: impl IntoIterator<Item = (SegmentId, Matched)>) -> Listed {
        let by_segment =
            found.into_iter().map(|(segment, matched)| (segment, Arc::new(matched))).collect();
        Listed { by_segment: Arc::new(by_segment) }
    }
}

impl Query for Listed {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Listed {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let matched = self.by_segment.get(&reader.segment_id()).cloned().unwrap_or_default();
        Ok(Box::new(Cursor { matched, at: 0, boost }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("passage {doc} does not match")));
        }
        Ok(Explanation::new("listed", scorer.score()))
    }
}

struct Cursor {
    matched: Arc<Matched>,
    at: usize,
    boost: Score,
}

impl DocSet for Cursor {
    fn advance(&mut self) -> DocId {
        self.at += 1;
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let rest = self.matched.get(self.at..).unwrap_or_default();
        self.at += rest.partition_point(|(doc, _)| *doc < target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.matched.get(self.at).map_or(TERMINATED, |(doc, _)| *doc)
    }

    fn size_hint(&self) -> u32 {
        self.matched.len() as u32
    }
}

impl Scorer for Cursor {
    fn score(&mut self) -> Score {
        self.matched.get(self.at).map_or(0.0, |(_, score)| score * self.boost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_goes_forward_and_ends() {
        let matched = Arc::new(vec![(2, 1.0), (5, 3.0), (9, 1.0)]);
        let mut cursor = Cursor { matched, at: 0, boost: 2.0 };
        assert_eq!(cursor.doc(), 2);
        assert_eq!(cursor.seek(2), 2);
        assert_eq!(cursor.seek(3), 5);
        assert_eq!(cursor.score(), 6.0);
        assert_eq!(cursor.advance(), 9);
        assert_eq!(cursor.advance(), TERMINATED);
        assert_eq!(cursor.advance(), TERMINATED);
        assert_eq!(cursor.seek(10), TERMINATED);
    }
}
