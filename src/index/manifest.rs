//! What an index says about itself, stored with every commit.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{analysis, corpus::Root};

/// Rises when the schema or a record changes in a way an older docsearch can't read.
const FORMAT: u32 = 1;

/// The versions an index was made with and the folders it covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    format: u32,
    analysis: u32,
    /// What the index covers, by number; a record names its root so.
    pub roots: BTreeMap<u32, Root>,
}

impl Default for Manifest {
    fn default() -> Self {
        Manifest { format: FORMAT, analysis: analysis::VERSION, roots: BTreeMap::new() }
    }
}

impl Manifest {
    /// The versions of this index, as in `1.3`: format, analyzers.
    pub fn version(&self) -> String {
        format!("{}.{}", self.format, self.analysis)
    }

    /// Whether this program can read the index.
    pub(super) fn is_current(&self) -> bool {
        self.version() == Manifest::default().version()
    }
}
