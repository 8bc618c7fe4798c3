//! The index on disk: the only room that names Tantivy.

mod analysis_bridge;
mod collector;
mod compile;
mod error;
mod manifest;
mod reader;
mod records;
mod schema;
mod statistics;
mod store;
mod writer;

pub use compile::{Filters, Weights};
pub use error::Error;
pub use manifest::Manifest;
pub use reader::{Contribution, Ranking, Reader, ScoredPassage, Selection};
pub use records::{FileRecord, FileStatus, PassageRecord};
pub use store::Store;
pub use writer::Writer;
