//! Every passage that matches, unranked.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use tantivy::collector::DocSetCollector;
use tantivy::{DocAddress, SegmentReader};

use super::condition::filtered;
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
        let query = self.compiled(query, &Weights::default())?.query;
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
        let columns: Vec<Columns> =
            self.searcher.segment_readers().iter().map(Columns::of).collect::<Result<_, _>>()?;
        // Looking up a path is slow, and many passages share one.
        let mut paths: HashMap<(u32, u64), Arc<str>> = HashMap::new();
        let mut keyed = Vec::new();
        for address in found {
            let columns = &columns[address.segment_ord as usize];
            let ord = columns.paths.term_ords(address.doc_id).next().unwrap_or_default();
            let path = match paths.entry((address.segment_ord, ord)) {
                Entry::Occupied(known) => Arc::clone(known.get()),
                Entry::Vacant(new) => {
                    let mut path = String::new();
                    columns.paths.ord_to_str(ord, &mut path)?;
                    Arc::clone(new.insert(path.into()))
                }
            };
            let file = columns.files.first(address.doc_id);
            keyed.push((path, file, columns.ordinals.first(address.doc_id), address));
        }
        keyed.sort_unstable();
        Ok(keyed.into_iter().map(|(.., address)| address).collect())
    }
}

/// The columns of a segment that say where its passages stand.
struct Columns {
    paths: tantivy::columnar::StrColumn,
    files: tantivy::columnar::Column<u64>,
    ordinals: tantivy::columnar::Column<u64>,
}

impl Columns {
    fn of(segment: &SegmentReader) -> Result<Columns, Error> {
        let columns = segment.fast_fields();
        let paths = columns.str("path")?;
        Ok(Columns {
            paths: paths.ok_or_else(|| Error::Damaged("paths are missing".to_owned()))?,
            files: columns.u64("file")?,
            ordinals: columns.u64("ordinal")?,
        })
    }
}
