//! The index on disk: the only room that names Tantivy.

mod analysis_bridge;
mod collection_words;
mod collector;
mod compile;
mod error;
mod language_prior;
mod lexicon_file;
mod manifest;
mod pieces;
mod reader;
mod records;
mod schema;
mod statistics;
mod store;
mod term_memory;
mod weights;
mod word;
mod writer;

pub use error::Error;
pub use manifest::{LexiconNote, Manifest};
pub use reader::{Contribution, Ranking, Reader, ScoredPassage, Selection};
pub use records::{
    DocumentPassages, DocumentRecord, FileRecord, FileStatus, PassageRecord, metadata_as_json,
};
pub use store::Store;
pub use weights::{Filters, Weights};
pub use writer::Writer;
