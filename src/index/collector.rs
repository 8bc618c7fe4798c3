//! Collecting every match with its score and document.

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

/// Every match of a query.
pub(super) struct Matches;

/// A passage that matches.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    pub score: Score,
    pub address: DocAddress,
    /// The key of its document.
    pub document: u64,
}

pub(super) struct SegmentMatches {
    segment: SegmentOrdinal,
    documents: Column<u64>,
    found: Vec<Match>,
}

impl Collector for Matches {
    type Fruit = Vec<Match>;
    type Child = SegmentMatches;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentMatches> {
        Ok(SegmentMatches {
            segment,
            documents: reader.fast_fields().u64("document")?,
            found: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, fruits: Vec<Vec<Match>>) -> tantivy::Result<Vec<Match>> {
        Ok(fruits.concat())
    }
}

impl SegmentCollector for SegmentMatches {
    type Fruit = Vec<Match>;

    fn collect(&mut self, doc: DocId, score: Score) {
        let document = self.documents.first(doc).unwrap_or_default();
        self.found.push(Match { score, address: DocAddress::new(self.segment, doc), document });
    }

    fn harvest(self) -> Vec<Match> {
        self.found
    }
}
