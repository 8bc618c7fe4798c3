//! Where passages stand, by the columns of the index.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, Searcher, SegmentReader};

use super::Error;

/// The places of passages. Looking up a path is slow, and many passages share one: each is looked up once.
pub(super) struct Places {
    columns: Vec<Columns>,
    paths: HashMap<(u32, u64), Arc<str>>,
}

/// Where a passage stands.
pub(super) struct Place {
    pub path: Arc<str>,
    /// The key of its file.
    pub file: Option<u64>,
    /// Its number in the file.
    pub ordinal: Option<u64>,
}

/// The columns of a segment.
struct Columns {
    paths: StrColumn,
    files: Column<u64>,
    ordinals: Column<u64>,
}

impl Places {
    /// # Errors
    /// [`Error::Damaged`] and [`Error::Tantivy`] when the index can't be read.
    pub(super) fn new(searcher: &Searcher) -> Result<Places, Error> {
        let columns = searcher.segment_readers().iter().map(Columns::of).collect::<Result<_, _>>();
        Ok(Places { columns: columns?, paths: HashMap::new() })
    }

    /// # Errors
    /// [`Error::Io`] when the index can't be read.
    pub(super) fn place(&mut self, address: DocAddress) -> Result<Place, Error> {
        let columns = &self.columns[address.segment_ord as usize];
        let ord = columns.paths.term_ords(address.doc_id).next().unwrap_or_default();
        let path = match self.paths.entry((address.segment_ord, ord)) {
            Entry::Occupied(known) => Arc::clone(known.get()),
            Entry::Vacant(new) => {
                let mut path = String::new();
                columns.paths.ord_to_str(ord, &mut path)?;
                Arc::clone(new.insert(path.into()))
            }
        };
        let file = columns.files.first(address.doc_id);
        Ok(Place { path, file, ordinal: columns.ordinals.first(address.doc_id) })
    }
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
