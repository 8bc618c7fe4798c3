//! What an index says about itself, stored with every commit.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{analysis, corpus::Root};

/// Rises when the schema or a record changes in a way an older docsearch can't read.
const FORMAT: u32 = 8;

/// The versions an index was made with and the folders it covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    format: u32,
    analysis: u32,
    #[serde(default)]
    stemmer: String,
    /// Which lexicon German compounds are cut with, frozen when the index was made; `None` in a new index.
    #[serde(default)]
    pub lexicon: Option<LexiconNote>,
    /// Whether the pieces of words raise passages.
    #[serde(default)]
    pub ngrams: bool,
    /// What repeats over the collection and makes no passage of its own, by its hashes; learnt when the index was made.
    #[serde(default)]
    pub boilerplate: Vec<u64>,
    /// What the index covers, by number; a record names its root so.
    pub roots: BTreeMap<u32, Root>,
}

/// Where the words of an index's lexicon come from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LexiconNote {
    /// Hash of the compiled lexicon, which is kept beside the index.
    pub hash: String,
    /// Words that came with the program.
    pub own: usize,
    /// Words learnt from the collection.
    pub learnt: usize,
    /// Words from lists of the user's.
    pub added: usize,
    /// Those lists.
    pub lists: Vec<String>,
}

impl Default for Manifest {
    fn default() -> Self {
        Manifest {
            format: FORMAT,
            analysis: analysis::VERSION,
            stemmer: analysis::STEMMER.to_owned(),
            lexicon: None,
            ngrams: true,
            boilerplate: Vec::new(),
            roots: BTreeMap::new(),
        }
    }
}

impl Manifest {
    /// The versions of this index, as in `2.3 (stemmer 1.0)`: format, analyzers, stemmer.
    pub fn version(&self) -> String {
        format!("{}.{} ({})", self.format, self.analysis, self.stemmer)
    }

    /// Whether this program can read the index.
    pub(super) fn is_current(&self) -> bool {
        self.version() == Manifest::default().version()
    }
}
