//! The index on disk: the only room that names Tantivy.

mod analysis_bridge;
mod bm25;
mod collection_words;
mod collector;
mod compile;
mod condition;
mod dictionary_file;
mod documents;
mod error;
mod every_match;
mod expansion;
mod forms;
mod group;
mod language_prior;
mod leaf;
mod lexicon_file;
mod listed;
mod manifest;
mod order;
mod pattern;
mod pieces;
mod places;
mod positions;
mod ranking;
mod reader;
mod records;
mod schema;
mod signature;
mod similar;
mod statistics;
mod store;
mod term_memory;
mod weights;
mod whole_file;
mod word;
mod writer;

pub use error::Error;
pub use manifest::{LexiconNote, Manifest};
pub use pattern::Pattern;
pub use ranking::{Contribution, Order, Ranking, ScoredPassage, Selection};
pub use reader::Reader;
pub use records::{
    DocumentPassages, DocumentRecord, FileRecord, FileStatus, PassageRecord, metadata_as_json,
};
pub use similar::TellingWord;
pub use store::Store;
pub use weights::{Filters, Weights};
pub use writer::Writer;
