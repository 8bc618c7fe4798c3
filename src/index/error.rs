//! What can go wrong with an index.

use std::path::PathBuf;

/// An index that can't be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is none.
    #[error("no index in `{0}`; run `docsearch index <FOLDER>` first")]
    Missing(PathBuf),
    /// The folder holds something else.
    #[error(
        "`{0}` holds files that belong to no index; move them away, or name another folder with --index DIR"
    )]
    NotAnIndex(PathBuf),
    /// Made by a version whose terms or records differ.
    #[error(
        "the index in `{folder}` has format {found}, this docsearch needs {expected}; \
         rebuild it with `docsearch index --rebuild`"
    )]
    Version {
        /// The index folder.
        folder: PathBuf,
        /// The format and analyzer version found.
        found: String,
        /// The ones needed.
        expected: String,
    },
    /// Another process writes.
    #[error("another docsearch is writing to `{0}`; wait until it has finished")]
    Locked(PathBuf),
    /// A file of the index is missing or broken.
    #[error("the index is damaged: {0}; rebuild it with `docsearch index --rebuild`")]
    Damaged(String),
    /// A path filter is no valid glob.
    #[error("not a valid path pattern: {0}")]
    Glob(#[from] globset::Error),
    /// A pattern of the query stands for too much.
    #[error("the pattern `{0}` is too large; write a shorter one")]
    Pattern(String),
    /// A dictionary beside the index can't be read.
    #[error("the lexicon `{name}` is left out: {reason}")]
    Dictionary {
        /// Its name.
        name: String,
        /// Why.
        reason: String,
    },
    /// The system refused.
    #[error("the index can't be written or read: {0}")]
    Io(#[from] std::io::Error),
    /// Tantivy reports a fault.
    #[error("the index can't be written or read: {0}")]
    Tantivy(#[from] tantivy::TantivyError),
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Error::Damaged(format!("a record is not readable ({error})"))
    }
}
