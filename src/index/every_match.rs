//! Every passage that matches, unranked.

use tantivy::DocAddress;
use tantivy::collector::DocSetCollector;

use super::condition::filtered;
use super::places::{Place, Places};
use super::statistics::PassageStatistics;
use super::{Error, Filters, PassageRecord, Reader, Weights};
use crate::query::ExpandedQuery;

/// Passages read at once: enough that those of one document share its record, few enough to take little memory.
const BATCH: usize = 512;

impl Reader {
    /// All passages that match a query, the same that [`Reader::search`] ranks, in batches: by path, then file, then
    /// place in the file. A batch is read when it is asked for.
    ///
    /// # Errors
    /// Those of [`Reader::search`].
    pub fn every_match(
        &self,
        query: &ExpandedQuery,
        filters: &Filters,
    ) -> Result<impl Iterator<Item = Result<Vec<PassageRecord>, Error>> + '_, Error> {
        let statistics = PassageStatistics::new(&self.searcher, &self.fields)?;
        let query = self.compiled(query, &statistics, &Weights::default())?.query;
        let query = filtered(query, filters, &self.searcher, &self.fields)?;
        let found = self.searcher.search(query.as_ref(), &DocSetCollector)?;
        let mut ordered = self.in_text_order(found)?.into_iter();
        Ok(std::iter::from_fn(move || {
            let batch: Vec<_> = ordered.by_ref().take(BATCH).collect();
            (!batch.is_empty()).then(|| self.passages_at(batch))
        }))
    }

    fn in_text_order(
        &self,
        found: impl IntoIterator<Item = DocAddress>,
    ) -> Result<Vec<DocAddress>, Error> {
        let mut places = Places::new(&self.searcher)?;
        let mut keyed = Vec::new();
        for address in found {
            let Place { path, file, ordinal } = places.place(address)?;
            keyed.push((path, file, ordinal, address));
        }
        keyed.sort_unstable();
        Ok(keyed.into_iter().map(|(.., address)| address).collect())
    }
}
